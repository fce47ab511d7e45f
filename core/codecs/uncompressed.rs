//! Uncompressed pictures: lines of points, one below the other (QuickTime File Format, Uncompressed RGB; Apple TN2162
//! for Y'CbCr). Anything after the last line goes. There is room between lines only if they are padded, and the padding
//! must be zeros: decoders do not agree on where such lines begin.

use std::ops::ControlFlow::{Break, Continue};

use super::start_codes::Marked;
use super::{Mark, Raster, Stuffing};
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// How the lines of a picture are arranged in a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// Bytes of a line that contain points.
    points: u64,
    count: u64,
    step: Step,
}

/// The distance from one line to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// This many bytes.
    Of(u64),
    /// Depends on the length of the sample: decoders divide it by the number of lines.
    Divided,
    /// The points, padded to words if the sample has room for that.
    Words,
    /// `v210`: groups of 48 points in 128 bytes. If the sample has no room for that, smaller ones that fill it.
    Groups(u64),
}

/// Numbers of bytes that lines are padded to.
const FILLED: [u64; 5] = [1, 2, 4, 8, 16];

impl Lines {
    /// Those of a sample entry.
    ///
    /// # Errors
    /// [`Malformed::CodedSample`] for an entry, a size or a depth that no picture has.
    pub fn new(entry: [u8; 4], raster: Raster) -> Result<Self, Error> {
        let (width, height) = (u64::from(raster.width), u64::from(raster.height));
        Self::of(&entry, width, height, raster.bits())
            .filter(|lines| lines.points > 0 && lines.count > 0)
            .ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(0, "stsd")))
    }

    fn of(entry: &[u8; 4], width: u64, height: u64, bits: u16) -> Option<Self> {
        let bytes = |of_point: u64| width.checked_mul(of_point);
        let plain = |points: u64| Self { points, count: height, step: Step::Of(points) };
        let words = |points: u64| Self { points, count: height, step: Step::Words };
        let half = |number: u64| number.div_ceil(2);
        Some(match (entry, bits) {
            (b"raw ", 1 | 2 | 4 | 8) => {
                let points = width.checked_mul(u64::from(bits))?.div_ceil(8);
                Self { points, count: height, step: Step::Divided }
            }
            (b"raw ", 16) | (b"L555" | b"L565", _) => words(bytes(2)?),
            (b"raw ", 24) | (b"24BG", _) => words(bytes(3)?),
            (b"raw ", 32) | (b"BGRA" | b"RGBA" | b"ABGR" | b"v408" | b"v410" | b"R10k" | b"R10g", _) => plain(bytes(4)?),
            (b"B565" | b"b16g", _) => plain(bytes(2)?),
            (b"v308", _) => plain(bytes(3)?),
            (b"b48r", _) => plain(bytes(6)?),
            (b"b64a", _) => plain(bytes(8)?),
            // Two points in four bytes, four in six, eight in twelve.
            (b"2vuy" | b"yuvs" | b"yuv2", _) => plain(half(width).checked_mul(4)?),
            (b"yuv4", _) => Self { count: half(height), ..plain(half(width).checked_mul(6)?) },
            (b"Y41P", _) => plain(width.div_ceil(8).checked_mul(12)?),
            (b"r210", _) => Self { step: Step::Of(width.next_multiple_of(64).checked_mul(4)?), ..plain(bytes(4)?) },
            (b"v210", _) => Self { step: Step::Groups(width), ..plain(width.div_ceil(6).checked_mul(16)?) },
            _ => return None,
        })
    }

    /// The distance from line to line in a sample of this length.
    fn step(self, len: u64) -> Option<u64> {
        let filled = |to: u64| self.points.next_multiple_of(to);
        let fits = |step: &u64| step.checked_mul(self.count).is_some_and(|all| all <= len);
        match self.step {
            Step::Of(step) => Some(step),
            Step::Divided => FILLED.map(filled).into_iter().find(|step| len.checked_div(self.count) == Some(*step)),
            Step::Words => [4, 2, 1].map(filled).into_iter().find(fits),
            Step::Groups(width) => {
                let group = |points: u64| width.next_multiple_of(points).checked_div(6)?.checked_mul(16);
                let smaller = || [24, 12, 6].into_iter().filter_map(group).find(|step| step.checked_mul(self.count) == Some(len));
                group(48).filter(fits).or_else(smaller)
            }
        }
    }

    /// Where lines are padded with anything but zeros.
    fn filling(self, input: &Input<'_>, lines: Span, step: u64) -> Result<Option<u64>, Error> {
        let mut in_line = 0;
        input.stream(lines, |start, piece| {
            for (&byte, at) in piece.iter().zip(start..) {
                if byte != 0 && in_line >= self.points {
                    return Break(at);
                }
                in_line = Some(in_line.saturating_add(1)).filter(|&next| next < step).unwrap_or(0);
            }
            Continue(())
        })
    }

    /// Marks what comes after the last line of a sample.
    ///
    /// # Errors
    /// [`Malformed::CodedSample`] for a sample that is shorter than its lines, and for lines that are not padded with
    /// zeros; those of [`Input::bytes`].
    pub fn walk(self, input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let malformed = |at: u64| Error::malformed(Malformed::CodedSample, Place::at(at));
        let step = self.step(sample.len);
        let all = step.and_then(|step| step.checked_mul(self.count)).filter(|&all| all <= sample.len);
        let (Some(step), Some(all)) = (step, all) else { return Err(malformed(sample.start)) };
        let end = sample.start.saturating_add(all);
        if step > self.points
            && let Some(at) = self.filling(input, Span::between(sample.start, end), step)?
        {
            return Err(malformed(at));
        }
        let behind = Span::between(end, sample.end());
        let bytes = input.bytes(behind)?;
        Marked::new(behind, &bytes, marks).put(0..bytes.len(), CodedElement::Tail, Stuffing::of(0));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, malformed, samples};

    /// Width, height and depth.
    type Size = (u16, u16, u16);

    fn cleaned(entry: &[u8; 4], raster: Size, sample: &[u8]) -> Result<Vec<u8>, Error> {
        let lines = Lines::new(*entry, Raster { width: raster.0, height: raster.1, depth: raster.2 })?;
        let walk = |input: &Input<'_>, sample, marks: &mut Vec<Mark>| lines.walk(input, sample, marks);
        Ok(samples::cleaned(sample, walk)?.0)
    }

    /// How many bytes a picture has, by its entry.
    const LENGTHS: [(&[u8; 4], Size, usize); 26] = [
        (b"raw ", (9, 40, 1), 2 * 40),
        (b"raw ", (9, 40, 2), 3 * 40),
        (b"raw ", (9, 40, 36), 5 * 40),
        (b"raw ", (9, 40, 8), 9 * 40),
        (b"raw ", (9, 40, 40), 10 * 40),
        (b"raw ", (8, 2, 16), 16 * 2),
        (b"raw ", (8, 2, 24), 24 * 2),
        (b"raw ", (7, 2, 32), 28 * 2),
        (b"L555", (8, 2, 16), 16 * 2),
        (b"L565", (8, 2, 16), 16 * 2),
        (b"24BG", (8, 2, 24), 24 * 2),
        (b"B565", (7, 2, 16), 14 * 2),
        (b"b16g", (7, 2, 16), 14 * 2),
        (b"b48r", (7, 2, 48), 42 * 2),
        (b"b64a", (7, 2, 64), 56 * 2),
        (b"v308", (7, 2, 24), 21 * 2),
        (b"v408", (7, 2, 32), 28 * 2),
        (b"v410", (7, 2, 32), 28 * 2),
        (b"2vuy", (7, 2, 24), 16 * 2),
        (b"yuvs", (8, 2, 24), 16 * 2),
        (b"yuv2", (8, 2, 24), 16 * 2),
        (b"yuv4", (7, 3, 24), 24 * 2),
        (b"Y41P", (9, 2, 12), 24 * 2),
        (b"R10k", (7, 2, 30), 28 * 2),
        (b"r210", (64, 2, 30), 256 * 2),
        (b"v210", (48, 2, 24), 128 * 2),
    ];

    #[test]
    fn nothing_hides_behind_the_last_line() {
        for (entry, raster, len) in LENGTHS {
            let picture = if raster.0 == 9 && raster.2 == 40 { [&[7; 9][..], &[0]].concat().repeat(40) } else { vec![7; len] };
            assert_eq!(cleaned(entry, raster, &picture).unwrap(), picture, "{entry:?}");
            let copy = cleaned(entry, raster, &[&picture[..], WORD].concat()).unwrap();
            assert_eq!(copy, [&picture[..], &[0; 28]].concat(), "{entry:?}");
            let half = &picture[picture.len() / 2..];
            assert_eq!(malformed(cleaned(entry, raster, half)), Malformed::CodedSample, "{entry:?}");
        }
    }

    #[test]
    fn lines_are_filled_up_with_zeros_alone() {
        let padded = |len: usize, fill: &[u8]| [&vec![7; len][..], fill].concat().repeat(2);
        let cases: [(&[u8; 4], Size, usize, usize); 5] = [
            (b"raw ", (3, 2, 24), 9, 3),
            (b"raw ", (3, 2, 24), 9, 1),
            (b"raw ", (9, 2, 8), 9, 7),
            (b"r210", (63, 2, 30), 252, 4),
            (b"v210", (6, 2, 24), 16, 112),
        ];
        for (entry, raster, len, fill) in cases {
            let sample = padded(len, &vec![0; fill]);
            assert_eq!(cleaned(entry, raster, &sample).unwrap(), sample);
            let wrong = padded(len, &vec![b'N'; fill]);
            assert_eq!(malformed(cleaned(entry, raster, &wrong)), Malformed::CodedSample, "{entry:?}");
        }
        // Groups of fewer points, as some write them: everything is points.
        assert_eq!(cleaned(b"v210", (6, 2, 24), &[7; 32]).unwrap(), [7; 32]);
    }

    /// This many bytes after a picture look like longer lines, and decoders take them for that.
    #[test]
    fn a_text_that_makes_lines_longer_is_refused() {
        let sample = [&[7; 64][..], WORD].concat();
        assert_eq!(malformed(cleaned(b"raw ", (8, 8, 8), &sample)), Malformed::CodedSample);
        assert_eq!(malformed(cleaned(b"raw ", (3, 8, 24), &[&[7; 72][..], WORD].concat())), Malformed::CodedSample);
    }

    #[test]
    fn no_picture_is_malformed() {
        for (entry, raster) in [(b"raw ", (8, 8, 3)), (b"raw ", (0, 8, 8)), (b"raw ", (8, 0, 8)), (b"none", (8, 8, 8))] {
            assert_eq!(malformed(cleaned(entry, raster, &[0; 64])), Malformed::CodedSample);
        }
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(
            case in prop::sample::select(LENGTHS.to_vec()),
            width in 0..70_u16,
            height in 0..4_u16,
            sample in prop::collection::vec(prop_oneof![Just(0), any::<u8>()], 0..600),
        ) {
            let (entry, (.., depth), _) = case;
            let _ = cleaned(entry, (width, height, depth), &sample);
        }
    }
}
