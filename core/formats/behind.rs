//! What stands behind the end of a picture, whatever its format: padding, trailers of makers, videos, old data.

use std::ops::ControlFlow::{Break, Continue};

use super::regions;
use crate::base::{Error, Input, Place, Span};
use crate::model::{Field, FieldId, Leftover, Region, Scan, Value};

/// What Insta360's trailer ends with.
const INSTA360: &[u8; 32] = b"8db42d694ccc418790edff439fe026bf";

/// Describes the bytes behind the end; an empty span says nothing.
pub(super) fn push<F>(input: &Input<'_>, span: Span, scan: &mut Scan<F>) -> Result<(), Error> {
    if span.is_empty() {
        return Ok(());
    }
    let blank = input.is_filled(span, 0)?;
    let ends = |magic: &[u8]| {
        let len = magic.len() as u64;
        if span.len < len { Ok(false) } else { input.matches(span.end().saturating_sub(len), magic) }
    };
    let id = match () {
        () if blank => Leftover::Padding,
        () if ends(b"SEFT")? => Leftover::Samsung,
        () if ends(INSTA360)? => Leftover::Insta360,
        () => Leftover::Trailer,
    };
    scan.find([Field::with(FieldId::Leftover(id), Place::at(span.start), Value::Bytes(span.len))]);
    if !blank {
        scan.find(video(input, span)?);
    }
    scan.push(Region::new(span, FieldId::Leftover(id)))
}

/// What bytes say that stand behind the end of coded data.
pub(super) fn said(input: &Input<'_>, span: Span, id: &FieldId) -> Result<Vec<Field>, Error> {
    let value = match input.bytes(span) {
        Ok(bytes) => regions::told(&bytes),
        Err(Error::Limit { .. }) => Value::Bytes(span.len),
        Err(error) => return Err(error),
    };
    let own = Field::with(id.clone(), Place::at(span.start), value);
    Ok(std::iter::once(own).chain(video(input, span)?).collect())
}

/// The video that begins in a span, and whether it has sound: an `ftyp` box, and behind it the handler of a sound track.
pub(super) fn video(input: &Input<'_>, span: Span) -> Result<Option<Field>, Error> {
    // A box begins with its size: a type without the four bytes of one begins nothing.
    let Some(at) = find(input, span, b"ftyp")?.filter(|&at| at >= span.start.saturating_add(4)) else { return Ok(None) };
    let rest = Span::between(at.saturating_sub(4), span.end());
    let id = match find(input, rest, b"soun")? {
        Some(_) => Leftover::VideoWithSound,
        None => Leftover::Video,
    };
    Ok(Some(Field::with(FieldId::Leftover(id), Place::at(rest.start), Value::Bytes(rest.len))))
}

/// Offset of the first `needle` in a span that is read in pieces.
pub(super) fn find(input: &Input<'_>, span: Span, needle: &[u8]) -> Result<Option<u64>, Error> {
    let mut seam: Vec<u8> = Vec::new();
    input.stream(span, |base, piece| {
        let before = seam.len();
        let head = piece.get(..needle.len().min(piece.len())).unwrap_or_default();
        let mut joined = seam.clone();
        joined.extend(head);
        if let Some(at) = memchr::memmem::find(&joined, needle) {
            return Break(base.saturating_sub(before as u64).saturating_add(at as u64));
        }
        if let Some(at) = memchr::memmem::find(piece, needle) {
            return Break(base.saturating_add(at as u64));
        }
        // Too little for a needle, and enough for all but its last byte.
        let keep = piece.len().saturating_sub(needle.len().saturating_sub(1));
        seam = piece.get(keep..).unwrap_or_default().to_vec();
        Continue(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_needle_on_the_seam_of_two_reads_is_found() {
        let mut bytes = vec![b'x'; (128 << 10) - 2];
        bytes.extend(b"ftyp and more");
        let reader = bytes.as_slice();
        let input = Input::from_reader(&reader);
        let at = find(&input, Span::new(0, bytes.len() as u64), b"ftyp").unwrap();
        assert_eq!(at, Some((128 << 10) - 2));
    }
}
