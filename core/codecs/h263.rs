//! H.263 (ITU-T H.263, 5.1): supplemental information in the headers of pictures. It may be any text; what decoders do
//! with it, if anything, affects how a picture is shown. Everything after a header is coded data.

use super::bits::Bits;
use super::chain::Chain;
use super::start_codes::Marked;
use super::{Mark, Stuffing};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::model::CodedElement;

/// Supplemental information of the type "Do Nothing", without data (L.4).
const DO_NOTHING: u8 = 0x10;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] if no picture begins, or one ends within its header; [`Unsupported::CodedExtension`] for
/// a header whose form depends on an earlier one, or on back channels; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let place = |at: usize| Place::at(sample.start.saturating_add(at as u64));
    let mut starts: Vec<usize> = memchr::memmem::find_iter(&bytes, &[0, 0, 0x80]).collect();
    for code in [0x81, 0x82, 0x83] {
        starts.extend(memchr::memmem::find_iter(&bytes, &[0, 0, code]));
    }
    starts.sort_unstable();
    let first = *starts.first().ok_or_else(|| Error::malformed(Malformed::CodedSample, place(0)))?;
    let mut marked = Marked::new(sample, &bytes, marks);
    marked.put(0..first, CodedElement::Tail, Stuffing::of(0));
    let ends = starts.iter().copied().skip(1).chain([bytes.len()]);
    for (start, end) in starts.iter().copied().zip(ends) {
        let picture = marked.bytes(start..end);
        let flag = match header(picture) {
            Some(Header::Supplemental(flag)) => flag,
            Some(Header::Unknown) => return Err(Error::unsupported(Unsupported::CodedExtension, place(start))),
            None => return Err(Error::malformed(Malformed::CodedSample, place(start))),
        };
        let Some(chain) = Chain::read(picture, flag) else { continue };
        if !chain.ends {
            return Err(Error::malformed(Malformed::CodedSample, place(start)));
        }
        let head = chain.with(picture, |_, _| DO_NOTHING);
        let at = start.saturating_add(chain.bytes.start)..start.saturating_add(chain.bytes.end);
        marked.put(at, CodedElement::SupplementalInformation, Stuffing::exactly(head));
    }
    Ok(())
}

/// What is known about the header of a picture.
enum Header {
    /// Which bit is the first PEI (5.1.24).
    Supplemental(usize),
    /// Other headers determine where it is.
    Unknown,
}

/// Reads the header of a picture up to PEI; `None` if it ends first.
fn header(picture: &[u8]) -> Option<Header> {
    /// Source formats (5.1.3).
    const RESERVED: u32 = 6;
    const EXTENDED: u32 = 7;
    let mut bits = Bits::new(picture);
    // PSC, TR, and the first of PTYPE.
    bits.skip(22 + 8 + 5)?;
    match bits.take(3)? {
        0 | RESERVED => return Some(Header::Unknown),
        EXTENDED => return extended(bits),
        _ => {}
    }
    bits.skip(4)?;
    let two_pictures = bits.bit()?;
    bits.skip(5)?;
    sub_bitstream(&mut bits)?;
    if two_pictures {
        bits.skip(3 + 2)?;
    }
    Some(Header::Supplemental(bits.at()))
}

/// CPM, PSBI (5.1.20, 5.1.21).
fn sub_bitstream(bits: &mut Bits<'_>) -> Option<()> {
    if bits.bit()? {
        bits.skip(2)?;
    }
    Some(())
}

/// A header with PLUSPTYPE (5.1.4), from there on.
fn extended(mut bits: Bits<'_>) -> Option<Header> {
    const CUSTOM_FORMAT: u32 = 6;
    const EXTENDED_ASPECT_RATIO: u32 = 15;
    const IMPROVED_PB: u32 = 2;
    // Without OPPTYPE, that of an earlier picture applies.
    if bits.take(3)? != 1 {
        return Some(Header::Unknown);
    }
    let custom_format = bits.take(3)? == CUSTOM_FORMAT;
    let (custom_clock, unrestricted_vectors) = (bits.bit()?, bits.bit()?);
    bits.skip(4)?;
    let (slices, selection) = (bits.bit()?, bits.bit()?);
    bits.skip(7)?;
    let (kind, resampling) = (bits.take(3)?, bits.bit()?);
    bits.skip(5)?;
    // Both have fields of variable length, which need a back channel, or two pictures at once.
    if selection || resampling {
        return Some(Header::Unknown);
    }
    sub_bitstream(&mut bits)?;
    if custom_format {
        let aspect_ratio = bits.take(4)?;
        bits.skip(9 + 1 + 9)?;
        if aspect_ratio == EXTENDED_ASPECT_RATIO {
            bits.skip(16)?;
        }
    }
    if custom_clock {
        // CPCFC, ETR.
        bits.skip(8 + 2)?;
    }
    // UUI is 1, or 01.
    if unrestricted_vectors && !bits.bit()? {
        bits.skip(1)?;
    }
    if slices {
        bits.skip(2)?;
    }
    if matches!(kind, 3..=5) {
        // ELNUM, RLNUM.
        bits.skip(4 + 4)?;
    }
    bits.skip(5)?;
    if kind == IMPROVED_PB {
        // TRB, DBQUANT.
        bits.skip(if custom_clock { 7 } else { 5 })?;
    }
    Some(Header::Supplemental(bits.at()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, holds, samples};

    /// Bits written as digits, with spaces between fields, and zeros up to the next byte.
    fn bits(digits: &str) -> Vec<u8> {
        let digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        digits.chunks(8).map(|byte| byte.iter().enumerate().fold(0, |all, (at, bit)| all | bit << (7 - at))).collect()
    }

    fn psupp(text: &[u8]) -> String {
        text.iter().map(|byte| format!("1 {byte:08b} ")).collect()
    }

    const START: &str = "0000000000000000100000 00000001 10000";
    const BASELINE: &str = "010 0 0 0 0 0 00101 0";
    const BOTH: &str = "010 0 0 0 0 1 00101 1 00 001 01";
    /// A custom format and clock, unrestricted vectors, slices.
    const EXTENDED: &str = "111 001 110 1 1 0 0 0 0 1 0 0 0 0 1 000 000 0 0 0 00 1 0 1111 000010101 1 000010010 00001011 00001011 10000001 00 01 00 00101";

    #[test]
    fn supplemental_information_does_nothing_and_keeps_its_length() {
        for header in [BASELINE, BOTH, EXTENDED] {
            let picture = |text: &[u8]| bits(&format!("{START}{header}{}0 1110101111", psupp(text)));
            let (copy, _) = samples::cleaned(&picture(WORD), walk).unwrap();
            assert_eq!(copy, picture(&[DO_NOTHING; 28]), "{header}");
            let marks = samples::walked(&picture(b""), walk).unwrap();
            assert!(marks.is_empty(), "{marks:?}");
        }
    }

    #[test]
    fn every_picture_of_a_sample_is_looked_at() {
        let picture = bits(&format!("{START}{BASELINE}{}0 111", psupp(WORD)));
        let (copy, says) = samples::cleaned(&[WORD, &picture, &picture].concat(), walk).unwrap();
        let clean = bits(&format!("{START}{BASELINE}{}0 111", psupp(&[DO_NOTHING; 28])));
        assert_eq!(copy, [&[0; 28], &clean[..], &clean].concat());
        assert!(!holds(&copy, WORD) && says.len() == 1);
    }

    #[test]
    fn what_cannot_be_found_is_refused() {
        for unknown in ["110", "000", "111 000", "111 001 001 0 0 0 0 0 0 0 1 0 0 0 1 000 000 0 0 0 00 1"] {
            let error = samples::walked(&bits(&format!("{START}{unknown}{}", "1".repeat(99))), walk).unwrap_err();
            assert!(matches!(error, Error::Unsupported { what: Unsupported::CodedExtension, .. }), "{unknown}");
        }
        for malformed in [WORD.to_vec(), bits(&format!("{START} 010")), bits(&format!("{START}{BASELINE}{}", "1".repeat(95)))] {
            let error = samples::walked(&malformed, walk).unwrap_err();
            assert!(matches!(error, Error::Malformed { what: Malformed::CodedSample, .. }), "{malformed:?}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..4)) {
            let bytes: Vec<u8> = parts.iter().flat_map(|part| [&[0, 0, 0x80], &part[..]].concat()).collect();
            let _ = samples::cleaned(&bytes, walk);
        }
    }
}
