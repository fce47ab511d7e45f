//! Apple Video (`rpza`): blocks of 4 by 4 points, skipped, with one colour, with four on a line between two, or with
//! sixteen. Decoders go on reading after the last block, and give up at anything they cannot read there: skipped blocks
//! take its place.

use super::start_codes::Marked;
use super::{Mark, Raster, Stuffing, chunk};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// The constant byte above the length of a chunk.
const FLAGS: u32 = 0xFF00_0000;
const FIRST: u8 = 0xE1;

/// Skips a block.
const SKIP: u8 = 0x80;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] if a picture has more blocks than it has room for, or one that is cut off; those of
/// [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, raster: Raster, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let mut marked = Marked::new(sample, &bytes, marks);
    blocks(&bytes, raster.blocks())
        .and_then(|end| Some((chunk::length(&bytes, FLAGS, end)?, end)))
        .map(|([_, length @ ..], end)| {
            let [a, b, c] = length;
            marked.put(0..4, CodedElement::Tail, Stuffing::exactly(vec![FIRST, a, b, c]));
            marked.put(end..bytes.len(), CodedElement::Tail, Stuffing::of(SKIP));
        })
        .ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(sample.start, "rpza")))
}

/// Where the last of this many blocks ends, or the sample: blocks that it does not mention stay as they were.
fn blocks(bytes: &[u8], mut left: u32) -> Option<usize> {
    let mut cursor = Cursor::starting_at(bytes, 4, ByteOrder::Big);
    while left > 0 && !cursor.rest().is_empty() {
        let opcode = cursor.u8()?;
        let several = u32::from(opcode & 0x1F).saturating_add(1);
        let count = match opcode >> 5 {
            4 => several,
            5 => {
                cursor.take(2)?;
                several
            }
            6 => {
                cursor.take(4)?;
                cursor.take(usize::try_from(several).ok()?.checked_mul(4)?)?;
                several
            }
            7 => return None,
            // The first byte of a colour. If the next one begins with a 1 bit, it is the second of two.
            _ => {
                cursor.take(1)?;
                let second = cursor.rest().first()? & 0x80 != 0;
                cursor.take(if second { 6 } else { 30 })?;
                1
            }
        };
        left = left.checked_sub(count)?;
    }
    Some(cursor.at())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, malformed, samples};

    fn two(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        walk(input, sample, Raster { width: 8, height: 4, depth: 16 }, marks)
    }

    /// A chunk with its length.
    fn chunk(content: &[u8]) -> Vec<u8> {
        let len = u8::try_from(4 + content.len()).unwrap();
        [&[0xE1, 0, 0, len], content].concat()
    }

    #[test]
    fn blocks_that_are_skipped_stand_behind_the_last_one() {
        let four = [&[0xC1, 0, 1, 0, 2][..], &[7; 8]].concat();
        let of_two = [0x00, 0x01, 0x80, 0x02, 1, 2, 3, 4, 0x80];
        let sixteen = [&[0x80][..], &[0x00, 0x01], &[0x11; 30]].concat();
        for way in [&[0x81][..], &[0xA1, 1, 2], &four, &of_two, &sixteen] {
            assert_eq!(samples::cleaned(&chunk(way), two).unwrap(), (chunk(way), Vec::new()));
            let (copy, _) = samples::cleaned(&[&chunk(way)[..], WORD].concat(), two).unwrap();
            assert_eq!(copy, [&chunk(way)[..], &[0x80; 28]].concat());
        }
    }

    #[test]
    fn a_sample_may_end_early() {
        for early in [&[][..], &[0x80]] {
            assert_eq!(samples::cleaned(&chunk(early), two).unwrap().0, chunk(early));
        }
        assert_eq!(samples::cleaned(b"Nora\x81", two).unwrap().0, chunk(&[0x81]));
    }

    #[test]
    fn blocks_without_room_and_without_an_end_are_malformed() {
        for wrong in [&[0x82][..], &[0xE0], &[0xA0, 1], &[0xC0, 1, 2, 3, 4, 5], &[0x00], &[0x00, 1], &[0x00, 1, 0x7F, 1]] {
            assert_eq!(malformed(samples::walked(&chunk(wrong), two)), Malformed::CodedSample);
        }
        assert_eq!(malformed(samples::walked(b"", two)), Malformed::CodedSample);
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(content in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = samples::cleaned(&content, two);
        }
    }
}
