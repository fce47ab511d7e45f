//! What is missing at the end of a datastream with a complete picture: IEND, and the last bytes of the last IDAT chunk.
//! The compressed data say whether it is complete (RFC 1950, RFC 1951).

use std::ops::ControlFlow::{Break, Continue};

use adler2::Adler32;
use flate2::{Decompress, FlushDecompress, Status};

use super::seen::Seen;
use super::streams::{Stream, streams};
use super::value::PngValue;
use crate::base::{Error, Input, Malformed, Place, Span, cost};
use crate::containers::png::{Chunk, Datastream};
use crate::model::{FieldId, Fresh, PNG_DATA_END, Region, Scan};

/// Pictures that decode to more than this are not examined: they are cut off, as far as anybody knows.
const LARGEST: u64 = 1 << 30;
/// Bytes of a zlib header, and of the checksum at its end.
const HEADER: u64 = 2;
const CHECKSUM: u64 = 4;

/// Compressed data, as far as they go.
#[derive(Debug)]
struct Compressed {
    /// Bytes they decompress to.
    len: u64,
    /// Bytes of them up to their checksum.
    read: u64,
    /// Their Adler-32.
    checksum: [u8; 4],
    /// Whether the last block ends.
    ended: bool,
}

/// Inflates the data in these spans.
///
/// # Errors
/// The error of the file system.
fn inflate(input: &Input<'_>, spans: &[Span]) -> Result<Compressed, Error> {
    let mut decoder = Decompress::new(false);
    let mut buffer = vec![0; 64 << 10];
    let mut checksum = Adler32::new();
    let mut left = HEADER;
    let mut ended = false;
    for span in spans {
        let header = left.min(span.len);
        left = left.saturating_sub(header);
        let budget = input.budget();
        let stopped = input.stream(Span::between(span.start.saturating_add(header), span.end()), |_, mut piece| {
            loop {
                let (read, written) = (decoder.total_in(), decoder.total_out());
                let Ok(status) = decoder.decompress(piece, &mut buffer, FlushDecompress::None) else { return Break(()) };
                let read = usize::try_from(decoder.total_in().saturating_sub(read)).unwrap_or(usize::MAX);
                let written = usize::try_from(decoder.total_out().saturating_sub(written)).unwrap_or(usize::MAX);
                if !budget.affords(cost::inflated(read as u64, written as u64).saturating_mul(2)) {
                    return Break(());
                }
                checksum.write_slice(buffer.get(..written).unwrap_or_default());
                piece = piece.get(read..).unwrap_or_default();
                ended = status == Status::StreamEnd;
                if ended || decoder.total_out() > LARGEST {
                    return Break(());
                }
                if read == 0 && written == 0 || piece.is_empty() && written < buffer.len() {
                    return Continue(());
                }
            }
        })?;
        if stopped.is_some() {
            break;
        }
    }
    let checksum = checksum.checksum().to_be_bytes();
    let read = decoder.total_in().saturating_add(HEADER);
    Ok(Compressed { len: decoder.total_out(), read, checksum, ended })
}

impl Compressed {
    /// The checksum, if nothing else can be missing, for this many bytes.
    fn checksum(&self, bytes: u64) -> Option<[u8; 4]> {
        (self.read.checked_add(CHECKSUM) == Some(bytes)).then_some(self.checksum)
    }

    /// Whether a picture of this many bytes is complete.
    fn is_whole(&self, wanted: u64) -> bool {
        self.ended && (1..=self.len).contains(&wanted) && wanted <= LARGEST
    }
}

/// From the checksum of the compressed data to the CRC of the last IDAT chunk, as far as the file goes.
pub(super) fn data_end(chunk: &Chunk) -> Span {
    let whole = chunk.span.len.saturating_add(chunk.missing);
    let data = whole.saturating_sub(12);
    let start = chunk.span.start.saturating_add(8).saturating_add(data.saturating_sub(CHECKSUM));
    Span::between(start, chunk.span.end().max(start))
}

/// The end of the last IDAT chunk, made whole if the picture is.
pub(super) fn push_data_end(
    input: &Input<'_>,
    stream: &Datastream,
    chunk: &Chunk,
    span: Span,
    seen: &Seen,
    scan: &mut Scan<PngValue>,
) -> Result<(), Error> {
    let mut region = Region::new(span, FieldId::Png(PNG_DATA_END)).accounted();
    region.exact = chunk.missing == 0;
    let end = if region.exact { Some(input.bytes(span)?.into_owned()) } else { missing_end(input, stream, chunk, span, seen)? };
    // If more than the end is missing, nobody knows what it was.
    let end = end.ok_or_else(|| Error::malformed(Malformed::CutOff, Place::new(input.len(), chunk.name())))?;
    region.fresh = Some(PngValue::DataEnd(end));
    scan.push(region)
}

/// What the end of a truncated chunk would be.
fn missing_end(input: &Input<'_>, stream: &Datastream, chunk: &Chunk, span: Span, seen: &Seen) -> Result<Option<Vec<u8>>, Error> {
    if span.start > input.len() || seen.animation.is_announced() {
        return Ok(None);
    }
    let picture = last_picture(input, stream, seen)?;
    let spans = picture.pieces();
    let compressed = inflate(input, &spans)?;
    let whole = chunk.span.len.saturating_add(chunk.missing).saturating_sub(12);
    let before = spans.iter().map(|span| span.len).fold(0, u64::saturating_add).saturating_sub(chunk.data.len);
    let checksum = compressed.checksum(before.saturating_add(whole)).filter(|_| compressed.is_whole(picture.len()));
    let Some(checksum) = checksum else { return Ok(None) };
    // A short chunk may contain only the last bytes of it.
    let here = usize::try_from(whole.min(CHECKSUM)).unwrap_or(0);
    let checksum = checksum.get(4_usize.saturating_sub(here)..).unwrap_or_default();
    if !checksum.starts_with(&input.bytes(Span::between(span.start, chunk.data.end()))?) {
        return Ok(None);
    }
    let mut crc = crc32fast::Hasher::new();
    input.stream::<()>(Span::between(chunk.span.start.saturating_add(4), span.start), |_, piece| {
        crc.update(piece);
        Continue(())
    })?;
    crc.update(checksum);
    Ok(Some([checksum, &crc.finalize().to_be_bytes()].concat()))
}

/// The data of the last picture: for an animation, of its last frame.
fn last_picture(input: &Input<'_>, datastream: &Datastream, seen: &Seen) -> Result<Stream, Error> {
    let moves = seen.animation.is_announced();
    let streams = streams(input, &datastream.chunks, |chunk| moves || chunk.kind == *b"IDAT")?;
    Ok(streams.into_iter().last().unwrap_or_default())
}

/// IEND if it is missing, cut off or cannot be found; returns what comes after it.
///
/// # Errors
/// `error`, if the picture is incomplete.
pub(super) fn push_end(
    input: &Input<'_>,
    stream: &Datastream,
    error: Error,
    seen: &Seen,
    scan: &mut Scan<PngValue>,
) -> Result<Span, Error> {
    let picture = last_picture(input, stream, seen)?;
    if !seen.animation.is_over() || !inflate(input, &picture.pieces())?.is_whole(picture.len()) {
        return Err(error);
    }
    let rest = Span::between(stream.end, input.len());
    let whole = PngValue::End.compose();
    let begun = rest.len < whole.len() as u64 && whole.starts_with(&input.bytes(rest)?);
    let span = Span::new(rest.start, if begun { rest.len } else { 0 });
    scan.push(Region { fresh: Some(PngValue::End), ..Region::new(span, FieldId::Png(*b"IEND")).accounted() })?;
    Ok(Span::between(span.end(), rest.end()))
}
