//! Headers of AC-3 (ATSC A/52, 5.3.1, 5.3.2 and annex D).

use super::information::{Header, additional, behind_flag};
use crate::codecs::bits::{Anew, Bits};
use crate::model::{CodedElement, Value};

/// Kilobits per second, by `frmsizecod` (table 5.18).
const RATES: [usize; 19] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
/// The version with a different form of bit stream information (annex D).
const ALTERNATE: u32 = 6;
/// The value of a language that is not specified (5.4.2.12).
const NO_LANGUAGE: u8 = 0xFF;

/// Length of a frame in bytes.
pub(super) fn frame_len(frame: &[u8]) -> Option<usize> {
    let sizes = *frame.get(4)?;
    let code = usize::from(sizes & 0x3F);
    let rate = RATES.get(code / 2)?;
    let words = match sizes >> 6 {
        0 => rate.checked_mul(2)?,
        1 => (rate.checked_mul(320)? / 147).checked_add(code & 1)?,
        2 => rate.checked_mul(3)?,
        _ => return None,
    };
    words.checked_mul(2)
}

pub(super) fn header(frame: &[u8], anew: &mut Anew) -> Option<Header> {
    let mut bits = Bits::starting_at(frame, 40);
    let version = bits.take(5)?;
    bits.skip(3)?;
    let channels = bits.take(3)?;
    for (is_there, width) in [(channels & 1 == 1 && channels != 1, 2), (channels & 4 == 4, 2), (channels == 2, 2)] {
        bits.skip(if is_there { width } else { 0 })?;
    }
    bits.skip(1)?;
    // For two programs of one channel each, everything that follows is there twice.
    for _ in 0..if channels == 0 { 2 } else { 1 } {
        bits.skip(5)?;
        behind_flag(&mut bits, 8)?;
        if bits.bit()? {
            anew.write(bits.skip(8)?.start, &[NO_LANGUAGE], CodedElement::AuxiliaryData);
        }
        behind_flag(&mut bits, 7)?;
    }
    bits.skip(2)?;
    if version == ALTERNATE {
        behind_flag(&mut bits, 14)?;
        if bits.bit()? {
            bits.skip(5)?;
            // Eight reserved bits, and one for the encoder.
            anew.clear(bits.skip(9)?, CodedElement::AuxiliaryData);
        }
    } else {
        time_code(&mut bits, anew)?;
    }
    additional(&mut bits, anew, |_| false)?;
    Some(Header { end: bits.at(), is_opaque: false })
}

/// The time of day (5.4.2.25 to 28), in two halves: hours, minutes and eighths of them; seconds, and parts of one.
fn time_code(bits: &mut Bits<'_>, anew: &mut Anew) -> Option<()> {
    let mut half = || -> Option<Option<(usize, u32)>> {
        let is_there = bits.bit()?;
        let at = bits.at();
        Some(if is_there { Some((at, bits.take(14)?)) } else { None })
    };
    let (coarse, fine) = (half()?, half()?);
    let (low, high) = (fine.map_or(0, |(_, bits)| bits), coarse.map_or(0, |(_, bits)| bits));
    let seconds = (high & 7).saturating_mul(8).saturating_add(low >> 11);
    let shown = format!("{:02}:{:02}:{seconds:02}", high >> 9, high >> 3 & 0x3F);
    let says = Value::Numbers { shown, raw: Vec::new(), numbers: Vec::new() };
    let mut says = (low | high != 0).then_some((CodedElement::Moment, says));
    for (at, _) in [coarse, fine].into_iter().flatten() {
        anew.clear_what_says(at..at.saturating_add(14), CodedElement::Moment, says.take().into_iter().collect());
    }
    Some(())
}
