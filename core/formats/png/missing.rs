//! What is missing at the end of a datastream with a complete picture: IEND, and the last bytes of the last IDAT chunk.
//! The compressed data say whether it is complete (RFC 1950, RFC 1951).

use std::ops::ControlFlow::Continue;

use super::compressed::{CHECKSUM, inflate};
use super::seen::Seen;
use super::streams::{Stream, streams};
use super::value::PngValue;
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::containers::png::{Chunk, Datastream};
use crate::model::{FieldId, Fresh, PNG_DATA_END, Region, Scan};

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
    let compressed = inflate(input, &spans, |_| ())?;
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
    if !seen.animation.is_over() || !inflate(input, &picture.pieces(), |_| ())?.is_whole(picture.len()) {
        return Err(error);
    }
    let rest = Span::between(stream.end, input.len());
    let whole = PngValue::End.compose();
    let begun = rest.len < whole.len() as u64 && whole.starts_with(&input.bytes(rest)?);
    let span = Span::new(rest.start, if begun { rest.len } else { 0 });
    scan.push(Region { fresh: Some(PngValue::End), ..Region::new(span, FieldId::Png(*b"IEND")).accounted() })?;
    Ok(Span::between(span.end(), rest.end()))
}
