//! Planar RGB (`8BPS`): the lengths of all lines, then lines packed with PackBits, one plane after the other. Nothing
//! after the last line is read by anybody.

use super::start_codes::Marked;
use super::{Mark, Raster, Stuffing};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] for a depth that the codec does not have, and for lines that do not fill their length or
/// are longer than the picture is wide; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, raster: Raster, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let end = planes(&bytes, raster).ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(sample.start, "8BPS")))?;
    Marked::new(sample, &bytes, marks).put(end..bytes.len(), CodedElement::Tail, Stuffing::of(0));
    Ok(())
}

/// Where the last line ends.
fn planes(bytes: &[u8], raster: Raster) -> Option<usize> {
    let planes: usize = match raster.bits() {
        8 => 1,
        24 => 3,
        32 => 4,
        _ => return None,
    };
    let lines = planes.checked_mul(usize::from(raster.height))?;
    let mut lengths = Cursor::new(bytes, ByteOrder::Big);
    let mut at = lines.checked_mul(2)?;
    bytes.get(..at)?;
    for _ in 0..lines {
        let end = at.checked_add(usize::from(lengths.u16()?))?;
        line(bytes.get(at..end)?, usize::from(raster.width))?;
        at = end;
    }
    Some(at)
}

/// A line of at most this many points, in runs that fill it.
fn line(bytes: &[u8], width: usize) -> Option<()> {
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    let mut left = width;
    while !cursor.rest().is_empty() {
        let code = usize::from(cursor.u8()?);
        let (points, packed) =
            if code < 128 { (code.checked_add(1)?, code.checked_add(1)?) } else { (257_usize.checked_sub(code)?, 1) };
        left = left.checked_sub(points)?;
        cursor.take(packed)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, malformed, samples};

    fn cleaned(depth: u16, sample: &[u8]) -> Result<Vec<u8>, Error> {
        let raster = Raster { width: 3, height: 1, depth };
        samples::drawn(sample, raster, walk)
    }

    #[test]
    fn nothing_hides_behind_the_last_line() {
        let lines: [(u16, &[u8]); 4] = [
            (8, &[0, 4, 2, 7, 8, 9]),
            (40, &[0, 2, 0xFE, 7]),
            (24, &[0, 4, 0, 2, 0, 0, 1, 7, 7, 0, 0xFE, 7]),
            (32, &[0, 2, 0, 2, 0, 2, 0, 2, 0xFE, 7, 0xFE, 7, 0xFE, 7, 0xFF, 7]),
        ];
        for (depth, lines) in lines {
            let lines = if depth == 24 { &[0, 5, 0, 2, 0, 0, 1, 7, 7, 0, 7, 0xFE, 7][..] } else { lines };
            assert_eq!(cleaned(depth, lines).unwrap(), lines);
            assert_eq!(cleaned(depth, &[lines, WORD].concat()).unwrap(), [lines, &[0; 28]].concat());
        }
    }

    #[test]
    fn lines_of_another_length_are_malformed() {
        // Cut off, without an end, longer than the picture is wide, and without a depth.
        for wrong in [&[][..], &[0], &[0, 4, 2, 7, 8], &[0, 1, 2], &[0, 3, 2, 7, 8], &[0, 2, 0xFD, 7], &[0, 5, 3, 7, 7, 7, 7]] {
            assert_eq!(malformed(cleaned(8, wrong)), Malformed::CodedSample, "{wrong:?}");
        }
        assert_eq!(malformed(cleaned(16, &[0, 2, 0xFE, 7])), Malformed::CodedSample);
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(content in prop::collection::vec(any::<u8>(), 0..30)) {
            let _ = cleaned(8, &[&[0, 4][..], &content].concat());
            let _ = cleaned(24, &content);
        }
    }
}
