//! AMR and AMR-WB as stored by phones: a header and the bits of a frame, one frame after the other (3GPP TS 26.244,
//! 6.5; RFC 4867, 5.3). The bits that fill the last byte of a frame are the only room they have.

use super::Mark;
use super::bits::Anew;
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// AMR, `samr`.
    Narrow,
    /// AMR-WB, `sawb`.
    Wide,
}

impl Band {
    /// Bits of a frame after its header, by frame type (TS 26.101, table 1a; TS 26.201, table 1a); `None` for a type
    /// that has no meaning here.
    fn bits(self, kind: usize) -> Option<usize> {
        const NARROW: [usize; 9] = [95, 103, 118, 134, 148, 159, 204, 244, 39];
        const WIDE: [usize; 10] = [132, 177, 253, 285, 317, 365, 397, 461, 477, 40];
        match (self, kind) {
            (_, 15) | (Self::Wide, 14) => Some(0),
            (Self::Narrow, _) => NARROW.get(kind).copied(),
            (Self::Wide, _) => WIDE.get(kind).copied(),
        }
    }
}

/// Marks the bits that fill each header and each frame.
///
/// # Errors
/// [`Malformed::CodedSample`] if frames do not tile the sample, or have a type without meaning.
pub fn walk(input: &Input<'_>, sample: Span, band: Band, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let mut anew = Anew::of(sample, &bytes);
    let mut at = 0_usize;
    while let Some(header) = bytes.get(at) {
        let wrong = || Error::malformed(Malformed::CodedSample, Place::new(sample.start.saturating_add(at as u64), "AMR"));
        let count = band.bits(usize::from(header >> 3 & 0xF)).ok_or_else(wrong)?;
        let behind = at.saturating_add(1).saturating_add(count.div_ceil(8));
        if behind > bytes.len() {
            return Err(wrong());
        }
        let (first, end) = (at.saturating_mul(8), behind.saturating_mul(8));
        anew.clear(first..first.saturating_add(1), CodedElement::Tail);
        anew.clear(first.saturating_add(6)..first.saturating_add(8), CodedElement::Tail);
        anew.clear(first.saturating_add(8).saturating_add(count)..end, CodedElement::Tail);
        at = behind;
    }
    anew.mark(marks);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::coded::walked;
    use crate::testing::malformed;
    use proptest::prelude::*;

    fn narrow(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        walk(input, sample, Band::Narrow, marks)
    }

    fn wide(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        walk(input, sample, Band::Wide, marks)
    }

    #[test]
    fn bits_that_fill_a_frame_go_and_its_bits_stay() {
        // 4.75 kbit/s: 95 bits in twelve bytes; silence: 39 in five; nothing: none.
        let sample = [&[0x87][..], &[0xFF; 12], &[0xC7], &[0xFF; 5], &[0xFF]].concat();
        let clean = [&[0x04][..], &[0xFF; 11], &[0xFE], &[0x44], &[0xFF; 4], &[0xFE], &[0x7C]].concat();
        assert_eq!(walked(&sample, narrow).unwrap().copy, clean);
        // 6.6 kbit/s: 132 bits in seventeen bytes.
        let clean = [&[0x04][..], &[0xFF; 16], &[0xF0], &[0x74]].concat();
        assert_eq!(walked(&[&[0x04][..], &[0xFF; 17], &[0x77]].concat(), wide).unwrap().copy, clean);
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        for wrong in [&b"\x04short"[..], b"\x4Ctext", b"\x7Ctext"] {
            assert_eq!(malformed(walked(wrong, narrow).map(|_| ())), Malformed::CodedSample);
        }
        assert_eq!(malformed(walked(&[0x54], wide).map(|_| ())), Malformed::CodedSample);
    }

    proptest! {
        #[test]
        fn any_bytes_are_cleaned_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = walked(&bytes, narrow);
            let _ = walked(&bytes, wide);
        }
    }
}
