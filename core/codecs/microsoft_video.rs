//! Microsoft Video 1 (`CRAM`, `msvc`): blocks of 4 by 4 points, skipped, with one colour, with two, or with eight.
//! After the last block comes an end marker of two zeros, or nothing that anybody reads.

use super::start_codes::Marked;
use super::{Mark, Raster, Stuffing};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] for a depth that the codec does not have, and for a picture that is cut off; those of
/// [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, raster: Raster, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let end = blocks(&bytes, raster).ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(sample.start, "CRAM")))?;
    Marked::new(sample, &bytes, marks).put(end..bytes.len(), CodedElement::Tail, Stuffing::of(0));
    Ok(())
}

/// Where the last block ends. Points that do not fill a block are not coded.
fn blocks(bytes: &[u8], raster: Raster) -> Option<usize> {
    const SKIP: u8 = 0x84;
    let is_palette = match raster.bits() {
        8 => true,
        16 => false,
        _ => return None,
    };
    let mut cursor = Cursor::new(bytes, ByteOrder::Little);
    let mut left = u32::from(raster.width / 4).saturating_mul(u32::from(raster.height / 4));
    while left > 0 {
        let [low, high] = cursor.array()?;
        let mut count = 1;
        match high {
            _ if high & 0xFC == SKIP => {
                count = u32::from(u16::from_be_bytes([high & 3, low]));
                (count > 0).then_some(())?;
            }
            ..0x80 if is_palette => drop(cursor.take(2)?),
            0x90.. if is_palette => drop(cursor.take(8)?),
            ..0x80 => {
                const EIGHT: u16 = 0x8000;
                let first = cursor.u16()?;
                cursor.take(if first & EIGHT == 0 { 2 } else { 14 })?;
            }
            // One colour, namely these two bytes.
            _ => {}
        }
        left = left.saturating_sub(count);
    }
    Some(cursor.at())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, malformed, samples};

    /// What becomes of a sample of two blocks.
    fn cleaned(depth: u16, sample: &[u8]) -> Result<Vec<u8>, Error> {
        let raster = Raster { width: 11, height: 4, depth };
        samples::drawn(sample, raster, walk)
    }

    #[test]
    fn nothing_hides_behind_the_last_block() {
        let ways: [(u16, &[u8]); 6] = [
            (8, &[2, 0x84]),
            (40, &[9, 0x84, 0, 0]),
            (8, &[1, 0x80, 1, 0x7F, 7, 8]),
            (8, &[1, 0x90, 1, 2, 3, 4, 5, 6, 7, 8, 1, 0x84]),
            (16, &[1, 0x7F, 1, 0x7F, 2, 0, 1, 0x90]),
            (16, &[1, 0x7F, 1, 0x80, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 1, 0x84]),
        ];
        for (depth, way) in ways {
            let (coded, end) = if depth == 40 { way.split_at(2) } else { (way, &[][..]) };
            assert_eq!(cleaned(depth, way).unwrap(), way);
            let sample = [coded, end, WORD].concat();
            assert_eq!(cleaned(depth, &sample).unwrap(), [coded, end, &[0; 28]].concat());
        }
    }

    #[test]
    fn a_picture_that_is_cut_off_is_malformed() {
        for (depth, wrong) in
            [(8, &[1, 0x84][..]), (8, &[0, 0x84]), (8, &[0, 0, 7]), (8, &[0, 0x90, 7, 7]), (16, &[0, 0, 0, 0x80, 1, 1])]
        {
            assert_eq!(malformed(cleaned(depth, wrong)), Malformed::CodedSample, "{wrong:?}");
        }
        assert_eq!(malformed(cleaned(24, &[9, 0x84])), Malformed::CodedSample);
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(content in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = cleaned(8, &content);
            let _ = cleaned(16, &content);
        }
    }
}
