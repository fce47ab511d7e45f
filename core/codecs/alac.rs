//! Apple Lossless: the elements before the first channel, which it has from AAC (Apple's `ALACDecoder`). Where a channel
//! ends, only who decodes it knows: what stands behind the first one counts as coded sound.

use super::Mark;
use super::bits::{Anew, Bits};
use super::syntactic_elements::{ID_BITS, data_stream, encoder_name, fill, id};
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// Marks what stands before the first channel, and what follows the end of a frame without one.
///
/// # Errors
/// [`Malformed::CodedSample`] for elements that do not fit the sample, or that no decoder knows.
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    if sample.is_empty() {
        return Ok(());
    }
    let [first] = input.array::<1>(sample.start)?;
    if is_channel(u32::from(first >> 5)) {
        return Ok(());
    }
    let bytes = input.bytes(sample)?;
    let wrong = || Error::malformed(Malformed::CodedSample, Place::new(sample.start, "ALAC"));
    let mut anew = Anew::of(sample, &bytes);
    elements(&mut Bits::new(&bytes), &mut anew).ok_or_else(wrong)?;
    anew.mark(marks);
    Ok(())
}

const fn is_channel(element: u32) -> bool {
    matches!(element, id::SCE | id::CPE | id::LFE)
}

fn elements(bits: &mut Bits<'_>, anew: &mut Anew) -> Option<()> {
    loop {
        match bits.take(ID_BITS)? {
            id::DSE => data_stream(bits, anew)?,
            id::FIL => {
                // Unlike those of AAC, it has no type.
                let payload = fill(bits)?;
                anew.clear_what_says(payload.clone(), CodedElement::FillElement, encoder_name(bits, payload));
            }
            id::END => {
                anew.clear(bits.skip(bits.left())?, CodedElement::Tail);
                return Some(());
            }
            // Coupling channels and programs are in no stream, and Apple's decoder stops at them.
            element => return is_channel(element).then_some(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::coded::{octets, pack, walked};
    use crate::testing::{WORD, malformed};

    const CHANNELS: [(u32, usize); 2] = [(1, 3), (0x00AB_CDEF, 29)];

    fn sample(word: &[u8]) -> Vec<u8> {
        let data = [(4, 3), (0, 4), (0, 1), (word.len() as u32, 8)];
        let fill = [(6, 3), (15, 4), (word.len() as u32 - 14, 8)];
        pack(&[&data[..], &octets(word), &fill, &octets(word), &CHANNELS].concat())
    }

    #[test]
    fn data_and_fillers_before_the_channels_go() {
        let told = walked(&sample(WORD), walk).unwrap();
        assert_eq!(told.copy, sample(&[0; 28]));
        assert_eq!(told.marks.iter().map(|mark| mark.says.len()).sum::<usize>(), 2);
    }

    #[test]
    fn what_follows_an_end_goes_and_what_follows_a_channel_does_not() {
        let ended = |word: &[u8]| pack(&[&[(7, 3), (0, 5)], &octets(word)[..]].concat());
        assert_eq!(walked(&ended(WORD), walk).unwrap().copy, ended(&[0; 28]));
        assert!(walked(&pack(&CHANNELS), walk).unwrap().marks.is_empty());
    }

    #[test]
    fn elements_that_are_cut_off_or_unknown_are_refused() {
        let whole = sample(WORD);
        for wrong in [&whole[..20], &whole[..40], &pack(&[(5, 3), (0, 29)]), &pack(&[(2, 3), (0, 29)])] {
            assert_eq!(malformed(walked(wrong, walk).map(|_| ())), Malformed::CodedSample);
        }
    }
}
