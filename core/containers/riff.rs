//! Walks the chunks of a RIFF file (RFC 9649, 2.3): a type, a length with the least significant byte first, the data,
//! and a byte of padding after data of odd length. The content of the chunks, and what follows the outer chunk, is not
//! its business.

use crate::base::{Error, Input, Limit, Malformed, Place, Span};

/// Length of what every RIFF file begins with: `RIFF`, a length, the type of the content.
pub const HEADER_LEN: u64 = 12;

/// Length of what every chunk begins with.
pub const CHUNK_HEADER_LEN: u64 = 8;

/// A chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// Its type.
    pub kind: [u8; 4],
    /// From its type to the end of its data.
    pub span: Span,
    /// Its data.
    pub data: Span,
    /// The byte of padding required by data of odd length; empty if the parent ends before it.
    pub padding: Option<Span>,
}

impl Chunk {
    /// The type as text.
    #[must_use]
    pub fn name(&self) -> String {
        let shown = |&byte: &u8| if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '?' };
        self.kind.iter().map(shown).collect::<String>().trim_end().to_owned()
    }

    /// The chunk with its padding.
    #[must_use]
    pub const fn padded(&self) -> Span {
        match self.padding {
            Some(padding) => Span::between(self.span.start, padding.end()),
            None => self.span,
        }
    }
}

/// Chunks that follow one another without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunks {
    /// The chunks, in order.
    pub list: Vec<Chunk>,
    /// Bytes after the last one, too few for another; usually empty.
    pub rest: Span,
}

/// A complete RIFF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Riff {
    /// Type of the content.
    pub kind: [u8; 4],
    /// The number of bytes after the length, according to the file.
    pub size: u32,
    /// Its content.
    pub chunks: Chunks,
    /// Offset of the first byte after the outer chunk.
    pub end: u64,
}

/// Walks the RIFF file that the input begins with.
///
/// # Errors
/// [`Error::Malformed`] if it is cut off or a chunk is longer than the file says; [`Error::Limit`] for too many chunks.
pub fn walk(input: &Input<'_>) -> Result<Riff, Error> {
    let [signature @ .., s0, s1, s2, s3] = input.array::<8>(0)?;
    if signature != *b"RIFF" {
        return Err(Error::malformed(Malformed::Unrecognised, Place::at(0)));
    }
    let size = u32::from_le_bytes([s0, s1, s2, s3]);
    let kind = input.array::<4>(8)?;
    let told = CHUNK_HEADER_LEN.saturating_add(u64::from(size));
    let end = told.min(input.len());
    let cut_off = || Error::malformed(Malformed::CutOff, Place::at(input.len()));
    // Padding is no loss: if only its last byte is missing, nothing is missing.
    if told.saturating_sub(end) > 1 {
        return Err(cut_off());
    }
    let whole = told == end;
    // In a truncated file, a chunk that is too long is cut off, not wrong.
    let chunks = chunks(input, Span::between(HEADER_LEN, end)).map_err(|error| if whole { error } else { cut_off() })?;
    let unpadded = |chunk: &Chunk| chunk.padding.is_some_and(Span::is_empty);
    let only_padding = chunks.rest.is_empty() && chunks.list.last().is_some_and(unpadded);
    if !whole && !only_padding {
        return Err(cut_off());
    }
    Ok(Riff { kind, size, chunks, end })
}

/// Walks the chunks in a span of the file.
///
/// # Errors
/// [`Malformed::ChunkLength`] for a chunk that is longer than the span, [`Error::Limit`] for too many chunks.
pub fn chunks(input: &Input<'_>, within: Span) -> Result<Chunks, Error> {
    let mut list: Vec<Chunk> = Vec::new();
    let mut at = within.start;
    while within.end().saturating_sub(at) >= CHUNK_HEADER_LEN {
        if list.len() >= input.limits().elements {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        let chunk = chunk(input, at, within.end())?;
        at = chunk.padded().end();
        list.push(chunk);
    }
    Ok(Chunks { list, rest: Span::between(at, within.end()) })
}

fn chunk(input: &Input<'_>, at: u64, end: u64) -> Result<Chunk, Error> {
    let [k0, k1, k2, k3, length @ ..] = input.array::<8>(at)?;
    let data = Span::new(at.saturating_add(CHUNK_HEADER_LEN), u64::from(u32::from_le_bytes(length)));
    let odd = !data.len.is_multiple_of(2);
    let padding = odd.then(|| Span::between(data.end(), end.min(data.end().saturating_add(1))));
    let chunk = Chunk { kind: [k0, k1, k2, k3], span: Span::between(at, data.end()), data, padding };
    if data.end() > end {
        return Err(Error::malformed(Malformed::ChunkLength, Place::new(at, chunk.name())));
    }
    Ok(chunk)
}

/// A chunk as bytes: type, length, data, padding.
#[must_use]
pub fn compose(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let padding: &[u8] = if data.len().is_multiple_of(2) { &[] } else { &[0] };
    [&kind, &length.to_le_bytes(), data, padding].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::riff::webp;
    use crate::testing::{self, refused_when_cut};

    fn malformed(bytes: &[u8]) -> Malformed {
        testing::malformed(walk(&Input::from_bytes(bytes)))
    }

    #[test]
    fn chunks_and_their_padding_tile_the_file() {
        let bytes = webp(&[compose(*b"odd ", b"abc"), compose(*b"even", b"ab"), compose(*b"none", b"")].concat());
        let file = walk(&Input::from_bytes(&[&bytes[..], b"behind"].concat())).unwrap();
        assert_eq!((file.end, file.kind), (bytes.len() as u64, *b"WEBP"));
        let spans: Vec<Span> = file.chunks.list.iter().map(Chunk::padded).collect();
        assert_eq!(spans, [Span::new(12, 12), Span::new(24, 10), Span::new(34, 8)]);
        assert!(file.chunks.rest.is_empty());
    }

    #[test]
    fn only_padding_may_be_missing_at_the_end() {
        let whole = webp(&compose(*b"odd ", b"abc"));
        let unpadded = &whole[..whole.len() - 1];
        let file = walk(&Input::from_bytes(unpadded)).unwrap();
        assert!(file.chunks.list[0].padding.unwrap().is_empty());
        refused_when_cut(unpadded, walk);
        let even = webp(&compose(*b"even", b"ab"));
        assert_eq!(malformed(&even[..even.len() - 1]), Malformed::CutOff);
    }

    #[test]
    fn a_chunk_beyond_the_end_is_malformed_and_bytes_too_few_for_one_are_told() {
        assert_eq!(malformed(&webp(b"long\xFF\0\0\0abc")), Malformed::ChunkLength);
        assert_eq!(malformed(&webp(b"huge\xFF\xFF\xFF\xFFabc")), Malformed::ChunkLength);
        let file = walk(&Input::from_bytes(&webp(b"none\0\0\0\0VP8 ab"))).unwrap();
        assert_eq!(file.chunks.rest, Span::new(20, 6));
    }
}
