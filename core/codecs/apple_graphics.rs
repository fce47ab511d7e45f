//! Apple Graphics (`smc `): blocks of 4 by 4 points, with one to sixteen colours from a palette. Nothing after the last
//! block is read by anybody.

use super::start_codes::Marked;
use super::{Mark, Raster, Stuffing, chunk};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// The byte of flags above the length of a chunk.
const FLAGS: u32 = 0xFF00_0000;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] if a picture has more or fewer blocks than it has room for; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, raster: Raster, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let mut marked = Marked::new(sample, &bytes, marks);
    blocks(&bytes, raster.blocks())
        .and_then(|end| Some((chunk::length(&bytes, FLAGS, end)?, end)))
        .map(|(length, end)| {
            marked.put(0..4, CodedElement::Tail, Stuffing::exactly(length.to_vec()));
            marked.put(end..bytes.len(), CodedElement::Tail, Stuffing::of(0));
        })
        .ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(sample.start, "smc")))
}

/// Where the last of this many blocks ends.
fn blocks(bytes: &[u8], all: u32) -> Option<usize> {
    let mut cursor = Cursor::starting_at(bytes, 4, ByteOrder::Big);
    let mut left = all;
    while left > 0 {
        let opcode = cursor.u8()?;
        let low = u32::from(opcode & 0xF).saturating_add(1);
        let kind = opcode >> 4;
        let count = match kind {
            1 | 3 | 5 | 7 => u32::from(cursor.u8()?).saturating_add(1),
            _ => low,
        };
        // The blocks that are repeated, and how many there must be.
        let repeated = match kind {
            2 | 3 => 1,
            4 | 5 => 2,
            _ => 0,
        };
        (all.saturating_sub(left) >= repeated).then_some(())?;
        let (colours, flags) = match kind {
            0..=5 => (0, 0),
            6 | 7 => (1, 0),
            8 => (2, 2),
            9 => (1, 2),
            0xA => (4, 4),
            0xB => (1, 4),
            0xC => (8, 6),
            0xD => (1, 6),
            0xE => (0, 16),
            _ => return None,
        };
        let drawn = if repeated == 2 { count.saturating_mul(2) } else { count };
        left = left.checked_sub(drawn)?;
        cursor.take(colours)?;
        cursor.take(usize::try_from(count).ok()?.checked_mul(flags)?)?;
    }
    Some(cursor.at())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, malformed, samples};

    /// Eight by four points: two blocks.
    const TWO: Raster = Raster { width: 7, height: 3, depth: 8 };

    fn two(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        walk(input, sample, TWO, marks)
    }

    /// A chunk with its length.
    fn chunk(content: &[u8]) -> Vec<u8> {
        let len = u8::try_from(4 + content.len()).unwrap();
        [&[0xE1, 0, 0, len], content].concat()
    }

    #[test]
    fn nothing_hides_behind_the_last_block() {
        let ways: [&[u8]; 10] = [
            &[0x01],
            &[0x10, 1],
            &[0x60, 7, 0x20],
            &[0x71, 1, 7],
            &[0x81, 1, 2, 3, 4, 5, 6],
            &[0x90, 0, 1, 2, 0x30, 0],
            &[0xA0, 1, 2, 3, 4, 5, 6, 7, 8, 0xB0, 0, 1, 2, 3, 4],
            &[0xC0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 0xD0, 0, 1, 2, 3, 4, 5, 6],
            &[0xE1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
            &[0x00, 0x00],
        ];
        for way in ways {
            assert_eq!(samples::cleaned(&chunk(way), two).unwrap(), (chunk(way), Vec::new()));
            let (copy, _) = samples::cleaned(&[&chunk(way)[..], WORD].concat(), two).unwrap();
            assert_eq!(copy, [&chunk(way)[..], &[0; 28]].concat());
        }
        // A repeated pair of blocks, in a picture of four.
        let four = Raster { width: 16, ..TWO };
        for pair in [[0x01, 0x40], [0x01, 0x50]] {
            let behind: &[u8] = if pair[1] == 0x50 { &[0] } else { &[] };
            let sample = chunk(&[&pair[..], behind].concat());
            let walk_four = |input: &Input<'_>, sample, marks: &mut Vec<Mark>| walk(input, sample, four, marks);
            assert_eq!(samples::cleaned(&sample, walk_four).unwrap().0, sample);
        }
    }

    #[test]
    fn a_length_that_is_none_becomes_that_of_the_sample() {
        assert_eq!(samples::cleaned(b"Nora\x01", two).unwrap().0, [0, 0, 0, 5, 1]);
    }

    #[test]
    fn more_or_fewer_blocks_than_there_is_room_for_are_malformed() {
        for wrong in [&[][..], &[0x00], &[0x02], &[0x20, 0x00], &[0x40], &[0xF1], &[0xE1, 1, 2], &[0x61], &[0x10], &[0x81, 1]] {
            assert_eq!(malformed(samples::walked(&chunk(wrong), two)), Malformed::CodedSample);
        }
        assert_eq!(malformed(samples::walked(b"\xE1", two)), Malformed::CodedSample);
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(content in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = samples::cleaned(&content, two);
        }
    }
}
