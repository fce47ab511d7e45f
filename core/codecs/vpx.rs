//! VP9 (VP9 Bitstream & Decoding Process, Annex B): bytes between the frames of a superframe and its index. Frames have
//! no room for anything but coded pictures, in VP8 (RFC 6386) no more than in VP9: the lengths of their parts fill
//! them.

use super::start_codes::Marked;
use super::{Mark, Stuffing};
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// Marks what no decoder needs in a sample of VP9.
///
/// # Errors
/// [`Malformed::CodedSample`] for an index of frames that are longer than the sample; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let Some(index) = index(&bytes) else { return Ok(()) };
    let Index { start, frames } = index;
    let gap = frames.filter(|&frames| frames <= start).ok_or_else(|| {
        Error::malformed(Malformed::CodedSample, Place::new(sample.start.saturating_add(start as u64), "superframe_index"))
    })?;
    Marked::new(sample, &bytes, marks).put(gap..start, CodedElement::Tail, Stuffing::of(0));
    Ok(())
}

struct Index {
    /// Where it begins.
    start: usize,
    /// How long all frames are; `None` if no number can hold it.
    frames: Option<usize>,
}

/// The index at the end of a sample (B.2.1), with its header on either side.
fn index(bytes: &[u8]) -> Option<Index> {
    let header = *bytes.last()?;
    (header >> 5 == 0b110).then_some(())?;
    let (width, count) = (usize::from(header >> 3 & 3).saturating_add(1), usize::from(header & 7).saturating_add(1));
    let len = width.saturating_mul(count).saturating_add(2);
    let start = bytes.len().checked_sub(len)?;
    let (first, sizes) = bytes.get(start..)?.split_first()?;
    (*first == header).then_some(())?;
    let sizes = sizes.chunks_exact(width).take(count);
    let size = |bytes: &[u8]| bytes.iter().rev().fold(0_usize, |size, &byte| size << 8 | usize::from(byte));
    let frames = sizes.map(size).try_fold(0_usize, usize::checked_add);
    Some(Index { start, frames })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, samples};

    /// Two frames of four and three bytes, and what comes before their index.
    fn superframe(between: &[u8]) -> Vec<u8> {
        [b"\x82aaa\x86bb", between, &[0b1100_1001, 4, 0, 3, 0, 0b1100_1001]].concat()
    }

    #[test]
    fn nothing_hides_before_an_index() {
        assert_eq!(samples::cleaned(&superframe(WORD), walk).unwrap().0, superframe(&[0; 28]));
        assert!(samples::walked(&superframe(b""), walk).unwrap().is_empty());
    }

    #[test]
    fn without_an_index_a_sample_is_one_frame() {
        for frame in [&b"\x82abc"[..], b"", b"\xC0", b"\x82abc\xC9\x04\x00\x03\x00\xC8"] {
            assert!(samples::walked(frame, walk).unwrap().is_empty());
        }
    }

    #[test]
    fn frames_longer_than_their_sample_are_malformed() {
        let error = samples::walked(&superframe(b"")[1..], walk).unwrap_err();
        assert!(matches!(error, Error::Malformed { what: Malformed::CodedSample, .. }));
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(frames in prop::collection::vec(any::<u8>(), 0..40), sizes: [u8; 3]) {
            let index = [&[0b1100_0010][..], &sizes, &[0b1100_0010]].concat();
            let _ = samples::cleaned(&[frames, index].concat(), walk);
        }
    }
}
