//! Walks the chunks of a PNG datastream from the signature to IEND (PNG third edition, 5). The content of the chunks,
//! and what follows IEND, is not its business.

use std::ops::ControlFlow::Continue;

use crate::base::{Error, Input, Limit, Malformed, Place, Span};

/// The eight bytes that every PNG begins with (5.2).
pub const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Largest length of a chunk's data (5.3).
const MAX_LENGTH: u32 = 0x7FFF_FFFF;

/// A chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// From its length to its CRC.
    pub span: Span,
    /// Its type.
    pub kind: [u8; 4],
    /// Its data.
    pub data: Span,
    /// Whether its CRC is right.
    pub intact: bool,
    /// How many of its bytes are missing at the end of the file; the data of an IDAT chunk can be complete all the
    /// same.
    pub missing: u64,
}

impl Chunk {
    /// Whether a decoder that does not know it must stop (5.4).
    #[must_use]
    pub const fn is_critical(&self) -> bool {
        self.kind[0].is_ascii_uppercase()
    }

    /// The type as text.
    #[must_use]
    pub fn name(&self) -> String {
        String::from_utf8_lossy(&self.kind).into_owned()
    }
}

/// A datastream, as far as it goes.
#[derive(Debug)]
pub struct Datastream {
    /// From IHDR on, following the signature and each other without a gap.
    pub chunks: Vec<Chunk>,
    /// Offset of the first byte after the last of them.
    pub end: u64,
    /// Why there is no other, if the last is not IEND. Viewers show a picture without IEND if its data are complete.
    pub stopped: Option<Error>,
}

/// Walks the datastream that the input begins with.
///
/// # Errors
/// [`Error::Malformed`] if it is cut off before the picture begins, or its chunks are out of order; [`Error::Limit`]
/// for too many chunks.
pub fn walk(input: &Input<'_>) -> Result<Datastream, Error> {
    if input.array::<8>(0)? != SIGNATURE {
        return Err(Error::malformed(Malformed::Unrecognised, Place::at(0)));
    }
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut at = 8;
    loop {
        if chunks.len() >= input.limits().elements {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        let chunk = match chunk(input, at) {
            Ok(chunk) => chunk,
            Err(Error::Io(error)) => return Err(Error::Io(error)),
            Err(error) => {
                chunks.extend(cut_off(input, at));
                order(&chunks)?;
                return match chunks.last() {
                    Some(last) if chunks.iter().any(|chunk| chunk.kind == *b"IDAT") => {
                        Ok(Datastream { end: last.span.end(), chunks, stopped: Some(error) })
                    }
                    _ => Err(error),
                };
            }
        };
        at = chunk.span.end();
        chunks.push(chunk);
        order(&chunks)?;
        if chunk.kind == *b"IEND" {
            return Ok(Datastream { chunks, end: at, stopped: None });
        }
    }
}

fn chunk(input: &Input<'_>, at: u64) -> Result<Chunk, Error> {
    if at >= input.len() {
        return Err(Error::malformed(Malformed::NoEnd, Place::at(at)));
    }
    let [l0, l1, l2, l3, kind @ ..] = input.array::<8>(at)?;
    let length = u32::from_be_bytes([l0, l1, l2, l3]);
    // Types are letters (5.3): if there are none, what comes before them is not a length either.
    if !kind.iter().all(u8::is_ascii_alphabetic) {
        return Err(Error::malformed(Malformed::ChunkType, Place::at(at)));
    }
    let inside = |error: Error| error.inside(&String::from_utf8_lossy(&kind));
    if length > MAX_LENGTH {
        return Err(inside(Error::malformed(Malformed::ChunkLength, Place::at(at))));
    }
    let data = Span::new(at.saturating_add(8), u64::from(length));
    // The CRC comes last in a chunk: if it can be read, the data are complete.
    let stored = u32::from_be_bytes(input.array(data.end()).map_err(inside)?);
    let mut crc = crc32fast::Hasher::new();
    // The CRC covers type and data, but not the length (5.3).
    input.stream::<()>(Span::between(at.saturating_add(4), data.end()), |_, piece| {
        crc.update(piece);
        Continue(())
    })?;
    let span = Span::between(at, data.end().saturating_add(4));
    Ok(Chunk { span, kind, data, intact: crc.finalize() == stored, missing: 0 })
}

/// An IDAT chunk that is cut off by the end of the file.
fn cut_off(input: &Input<'_>, at: u64) -> Option<Chunk> {
    let [l0, l1, l2, l3, kind @ ..] = input.array::<8>(at).ok()?;
    let length = Some(u32::from_be_bytes([l0, l1, l2, l3])).filter(|&length| kind == *b"IDAT" && length <= MAX_LENGTH)?;
    let span = Span::between(at, input.len());
    let whole = Span::new(at, u64::from(length).saturating_add(12));
    let data = Span::between(at.saturating_add(8), input.len().min(whole.end().saturating_sub(4)));
    Some(Chunk { span, kind, data, intact: false, missing: whole.end().saturating_sub(span.end()) })
}

/// The CRC of a chunk with these data, followed by this many zeros.
///
/// # Errors
/// Those of the reader.
pub fn checksum(input: &Input<'_>, kind: [u8; 4], data: Span, zeros: u64) -> Result<u32, Error> {
    const ZEROS: [u8; 4096] = [0; 4096];
    let mut crc = crc32fast::Hasher::new();
    crc.update(&kind);
    input.stream::<()>(data, |_, piece| {
        crc.update(piece);
        Continue(())
    })?;
    let mut left = zeros;
    while left > 0 {
        let len = usize::try_from(left).unwrap_or(ZEROS.len()).min(ZEROS.len());
        crc.update(ZEROS.get(..len).unwrap_or_default());
        left = left.saturating_sub(len as u64);
    }
    Ok(crc.finalize())
}

/// Whether the last chunk is allowed where it is (5.6, table 7).
fn order(chunks: &[Chunk]) -> Result<(), Error> {
    let Some((last, before)) = chunks.split_last() else { return Ok(()) };
    let seen = |kind: &[u8; 4]| before.iter().any(|chunk| chunk.kind == *kind);
    let ordered = match &last.kind {
        b"IHDR" => before.is_empty(),
        _ if before.is_empty() => false,
        // After the data, it is not their palette.
        b"PLTE" => !seen(b"PLTE") || seen(b"IDAT"),
        // Thousands of them follow one another: all earlier chunks are searched only if the last one has another type.
        b"IDAT" => before.last().is_some_and(|chunk| chunk.kind == *b"IDAT") || !seen(b"IDAT"),
        b"IEND" => seen(b"IDAT"),
        _ => true,
    };
    if ordered { Ok(()) } else { Err(Error::malformed(Malformed::ChunkOrder, Place::new(last.span.start, last.name()))) }
}

/// A chunk as bytes: length, type, data, CRC.
#[must_use]
pub fn compose(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&kind);
    crc.update(data);
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], &kind, data, &crc.finalize().to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, refused_when_cut};

    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let chunks = chunks.iter().flat_map(|(kind, data)| compose(**kind, data));
        SIGNATURE.into_iter().chain(chunks).collect()
    }

    fn malformed(bytes: &[u8]) -> Malformed {
        testing::malformed(walk(&Input::from_bytes(bytes)))
    }

    #[test]
    fn chunks_tile_the_datastream() {
        let bytes = png(&[(b"IHDR", &[0; 13]), (b"tEXt", b"a\0b"), (b"IDAT", &[1]), (b"IDAT", &[2]), (b"IEND", &[])]);
        let stream = walk(&Input::from_bytes(&[&bytes[..], b"behind"].concat())).unwrap();
        assert_eq!(stream.end, bytes.len() as u64);
        assert!(stream.chunks.iter().all(|chunk| chunk.intact));
        let ends = stream.chunks.iter().map(|chunk| chunk.span.end());
        let starts = stream.chunks.iter().skip(1).map(|chunk| chunk.span.start).chain([stream.end]);
        assert!(ends.eq(starts));
    }

    #[test]
    fn a_wrong_crc_is_noticed() {
        let mut bytes = png(&[(b"IHDR", &[0; 13]), (b"tEXt", b"a\0b"), (b"IDAT", &[1]), (b"IEND", &[])]);
        bytes[8 + 25 + 8] ^= 1;
        let stream = walk(&Input::from_bytes(&bytes)).unwrap();
        let intact: Vec<bool> = stream.chunks.iter().map(|chunk| chunk.intact).collect();
        assert_eq!(intact, [true, false, true, true]);
    }

    #[test]
    fn chunks_out_of_order_are_malformed() {
        let head: (&[u8; 4], &[u8]) = (b"IHDR", &[0; 13]);
        let data: (&[u8; 4], &[u8]) = (b"IDAT", &[1]);
        let end: (&[u8; 4], &[u8]) = (b"IEND", &[]);
        let text: (&[u8; 4], &[u8]) = (b"tEXt", b"a\0b");
        for chunks in
            [vec![text, head, data, end], vec![head, data, text, data, end], vec![head, end], vec![head, head, data, end]]
        {
            assert_eq!(malformed(&png(&chunks)), Malformed::ChunkOrder);
        }
        assert_eq!(malformed(&png(&[head])), Malformed::NoEnd);
        assert_eq!(malformed(&png(&[head, (b"ID\0T", &[])])), Malformed::ChunkType);
    }

    #[test]
    fn every_cut_is_an_error_or_said() {
        let bytes = png(&[(b"IHDR", &[0; 13]), (b"IDAT", &[1, 2, 3]), (b"IEND", &[])]);
        let begun = 8 + 25 + 8;
        refused_when_cut(&bytes[..begun], walk);
        for len in begun..bytes.len() {
            let stream = walk(&Input::from_bytes(&bytes[..len])).unwrap();
            let missing = (begun + 3 + 4).saturating_sub(len) as u64;
            assert!(stream.stopped.is_some() && stream.chunks[1].missing == missing, "{len}");
        }
    }
}
