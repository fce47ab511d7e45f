//! VP9 (VP9 Bitstream & Decoding Process): bytes between the frames of a superframe and its index (annex B), and whole
//! pictures that nobody sees. Frames have no room for anything but coded pictures, in VP8 (RFC 6386) no more than in
//! VP9: the lengths of their parts fill them.

use std::ops::Range;

use super::header_bits::Bits;
use super::start_codes::Marked;
use super::{Mark, Stuffing};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::model::CodedElement;

/// Marks what no decoder needs in a sample of VP9.
///
/// # Errors
/// [`Malformed::CodedSample`] for an index of frames that are longer than the sample, [`Unsupported::HiddenPicture`]
/// for a picture that is never shown; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let Some(index) = index(&bytes) else { return none_hidden(sample, &bytes, 0..bytes.len()) };
    let Index { start, sizes } = index;
    let frames = sizes.iter().copied().try_fold(0_usize, usize::checked_add);
    let gap = frames.filter(|&frames| frames <= start).ok_or_else(|| {
        Error::malformed(Malformed::CodedSample, Place::new(sample.start.saturating_add(start as u64), "superframe_index"))
    })?;
    let mut at = 0_usize;
    for size in sizes {
        let end = at.saturating_add(size);
        none_hidden(sample, &bytes, at..end)?;
        at = end;
    }
    Marked::new(sample, &bytes, marks).put(gap..start, CodedElement::Tail, Stuffing::of(0));
    Ok(())
}

/// Refuses a frame that depends on no other and is not shown: what later frames take from it may be nothing at all.
fn none_hidden(sample: Span, bytes: &[u8], frame: Range<usize>) -> Result<(), Error> {
    let place = Place::at(sample.start.saturating_add(frame.start as u64));
    match bytes.get(frame).map(is_hidden) {
        Some(false) => Ok(()),
        Some(true) => Err(Error::unsupported(Unsupported::HiddenPicture, place)),
        None => Err(Error::malformed(Malformed::CodedSample, place)),
    }
}

/// Whether `frame_type` is that of a key frame and `show_frame` is not set (6.2).
fn is_hidden(frame: &[u8]) -> bool {
    let mut bits = Bits::new(frame);
    let mut is_hidden = || {
        (bits.number(2)? == FRAME_MARKER).then_some(())?;
        let profile = bits.number(2)?;
        // reserved_zero
        bits.skip(usize::from(profile == 0b11))?;
        let [shows_existing, is_inter, is_shown] = [bits.flag()?, bits.flag()?, bits.flag()?];
        Some(!shows_existing && !is_inter && !is_shown)
    };
    is_hidden() == Some(true)
}

/// `frame_marker`.
const FRAME_MARKER: u64 = 2;

struct Index {
    /// Where it begins.
    start: usize,
    /// How long each frame is.
    sizes: Vec<usize>,
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
    let size = |bytes: &[u8]| bytes.iter().rev().fold(0_usize, |size, &byte| size << 8 | usize::from(byte));
    Some(Index { start, sizes: sizes.chunks_exact(width).take(count).map(size).collect() })
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

    #[test]
    fn a_key_frame_that_is_not_shown_is_refused() {
        let framed = |first: u8, second: u8| {
            let frames = [first, b'a', b'a', b'a', second, b'b', b'b'];
            [&frames[..], &[0b1100_1001, 4, 0, 3, 0, 0b1100_1001]].concat()
        };
        let hidden = |bytes: &[u8]| {
            matches!(samples::walked(bytes, walk), Err(Error::Unsupported { what: Unsupported::HiddenPicture, .. }))
        };
        // frame_marker, profile, show_existing_frame, frame_type, show_frame, error_resilient_mode
        assert!(hidden(&framed(0b1000_0000, 0b1000_0010)) && hidden(&framed(0b1000_0010, 0b1000_0000)));
        assert!(hidden(&framed(0b1011_0000, 0b1000_0010)), "profile 3 has one more bit");
        assert!(hidden(b"\x80abc"), "without an index, too");
        // Shown; an inter frame, to which others refer; one that is shown again.
        assert!(!hidden(&framed(0b1000_0010, 0b1000_0100)) && !hidden(&framed(0b1000_1000, 0b1000_0100)));
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(frames in prop::collection::vec(any::<u8>(), 0..40), sizes: [u8; 3]) {
            let index = [&[0b1100_0010][..], &sizes, &[0b1100_0010]].concat();
            let _ = samples::cleaned(&[frames, index].concat(), walk);
        }
    }
}
