//! Microsoft RLE (`WRLE`): runs of equal points, and literal points, from the bottom line to the top one, up to an
//! explicit end (Microsoft Windows SDK, Bitmap Compression). Anything after that goes, and so do bytes that fill words.

use super::start_codes::Marked;
use super::{Mark, Raster, Stuffing};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] for a depth that the codec does not have, for points outside the picture, and for a
/// sample that is as long as an uncompressed one: decoders take it for that. Those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, raster: Raster, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let mut marked = Marked::new(sample, &bytes, marks);
    picture(&mut marked, &bytes, raster).ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(sample.start, "WRLE")))
}

fn picture(marked: &mut Marked<'_>, bytes: &[u8], raster: Raster) -> Option<()> {
    let bits = usize::from(raster.bits());
    matches!(bits, 4 | 8 | 24).then_some(())?;
    let (width, height) = (usize::from(raster.width), usize::from(raster.height));
    let line = width.checked_mul(bits)?.div_ceil(32).checked_mul(4)?;
    (bytes.len() != line.checked_mul(height)?).then_some(())?;
    let mut cursor = Cursor::new(bytes, ByteOrder::Little);
    let (mut lines, mut left) = (height, width);
    while !cursor.rest().is_empty() {
        match cursor.array()? {
            [0, 0] => (lines, left) = (lines.checked_sub(1)?, width),
            [0, 1] => break,
            [0, 2] => {
                let [right, up] = cursor.array()?;
                left = left.checked_sub(usize::from(right)).filter(|&left| left > 0)?;
                lines = lines.checked_sub(usize::from(up))?;
            }
            [0, count] => {
                left = drawn(left, lines, count)?;
                let len = usize::from(count).checked_mul(bits)?.div_ceil(8);
                cursor.take(len)?;
                let at = cursor.at();
                if bits < 24 && len % 2 == 1 {
                    cursor.take(1)?;
                    marked.put(at..cursor.at(), CodedElement::Tail, Stuffing::of(0));
                }
            }
            [count, _] => {
                left = drawn(left, lines, count)?;
                cursor.take(bits.checked_div(8)?.saturating_sub(1))?;
            }
        }
    }
    marked.put(cursor.at()..bytes.len(), CodedElement::Tail, Stuffing::of(0));
    Some(())
}

/// How many points are left in a line after this many.
fn drawn(left: usize, lines: usize, count: u8) -> Option<usize> {
    left.checked_sub(usize::from(count)).filter(|_| lines > 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, malformed, samples};

    fn cleaned(depth: u16, sample: &[u8]) -> Result<Vec<u8>, Error> {
        let raster = Raster { width: 5, height: 2, depth };
        samples::drawn(sample, raster, walk)
    }

    /// Two lines, with a byte that fills a word if there is one.
    fn lines(depth: u16, fills: u8) -> Vec<u8> {
        match depth {
            4 => vec![2, 0x77, 0, 3, 0x12, 0x30, 0, 0, 0, 5, 0x12, 0x34, 0x50, fills, 0, 0, 0, 1],
            8 => vec![2, 7, 0, 3, 1, 2, 3, fills, 0, 0, 0, 2, 1, 0, 4, 7, 0, 1],
            _ => vec![2, 7, 7, 7, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 5, 7, 7, 7, 0, 0, 0, 1],
        }
    }

    #[test]
    fn nothing_hides_behind_the_end_and_in_what_fills_words() {
        for depth in [4, 36, 8, 40, 24] {
            let depth_of = if depth > 32 { depth & 0x1F } else { depth };
            assert_eq!(cleaned(depth, &lines(depth_of, 0)).unwrap(), lines(depth_of, 0));
            let sample = [&lines(depth_of, b'N')[..], WORD].concat();
            assert_eq!(cleaned(depth, &sample).unwrap(), [&lines(depth_of, 0)[..], &[0; 28]].concat());
        }
        // A sample may end early.
        assert_eq!(cleaned(8, &[5, 7, 0, 0]).unwrap(), [5, 7, 0, 0]);
    }

    #[test]
    fn points_outside_and_pictures_as_they_are_are_malformed() {
        let wrong: [&[u8]; 7] =
            [&[6, 7], &[0, 6, 1, 2, 3, 4, 5, 6], &[0, 0, 0, 0, 1, 7], &[0, 2, 5, 0], &[0, 2, 0, 3], &[0, 3, 1], &[1]];
        for wrong in wrong {
            assert_eq!(malformed(cleaned(8, wrong)), Malformed::CodedSample, "{wrong:?}");
        }
        assert_eq!(malformed(cleaned(8, &[0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7])), Malformed::CodedSample);
        assert_eq!(malformed(cleaned(16, &[0, 1])), Malformed::CodedSample);
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(
            depth in prop::sample::select(vec![4, 8, 24]),
            content in prop::collection::vec(0..7_u8, 0..40),
        ) {
            let _ = cleaned(depth, &content);
        }
    }
}
