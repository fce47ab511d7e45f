//! MPEG-4 visual (ISO/IEC 14496-2, 6.2): user data, the time codes of groups, and anything after the end of a header.
//! Pictures themselves (VOP) are coded data. What a decoder reads in user data is `encoder.rs`'s business.

mod encoder;
mod layer;

use super::bits::Bits;
use super::start_codes::{Marked, Unit, units};
use super::{Mark, Stuffing, h263};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::model::{CodedElement, Value};

/// Start codes (table 6-3).
mod code {
    pub(super) const LAST_OBJECT: u8 = 0x1F;
    pub(super) const FIRST_LAYER: u8 = 0x20;
    pub(super) const LAST_LAYER: u8 = 0x2F;
    pub(super) const SEQUENCE: u8 = 0xB0;
    pub(super) const USER_DATA: u8 = 0xB2;
    pub(super) const GROUP: u8 = 0xB3;
    pub(super) const VISUAL_OBJECT: u8 = 0xB5;
    pub(super) const PICTURE: u8 = 0xB6;
    pub(super) const FIRST_SYSTEM: u8 = 0xC6;
}

/// Profiles of Simple Studio and Core Studio (table G.1), which have different headers.
const STUDIO: std::ops::RangeInclusive<u8> = 0xE1..=0xE8;

/// Seconds in a day, after which time codes start again.
const DAY: u32 = 24 * 60 * 60;

/// The first time code of a stream: it becomes zero, and all others are counted from it.
///
/// Decoders scale motion by the time between pictures, even across groups (7.6.9.5): the differences have to stay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Origin(Option<u32>);

/// Marks what no decoder needs in a sample, or in the headers of `esds`. All samples of a stream have to be passed in
/// the same order every time, with the same `origin`.
///
/// # Errors
/// [`Unsupported::CodedExtension`] for studio profiles, shapes, scalable layers, program streams and anything that is
/// not video; [`Malformed::CodedSample`] for a header that is cut off; those of [`h263::walk`] and [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, origin: &mut Origin, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    match *bytes {
        // Stands for a picture that was packed with the previous one (FFmpeg only checks the length).
        [] | [_] => return Ok(()),
        // A short header, 6.2.5.2: the sample is H.263.
        [0, 0, 0x80..=0x83, ..] => return h263::walk(input, sample, marks),
        _ => {}
    }
    let mut marked = Marked::new(sample, &bytes, marks);
    for Unit { code, payload } in units(&bytes) {
        let content = marked.bytes(payload.clone());
        let place = || Place::at(sample.start.saturating_add(payload.start as u64));
        let unknown = || Error::unsupported(Unsupported::CodedExtension, place());
        match code {
            Some(code::PICTURE) => {}
            Some(code::FIRST_LAYER..=code::LAST_LAYER) => {
                let bits = layer::bits(content).ok_or_else(unknown)?;
                behind_header(&mut marked, payload.start, content, bits);
            }
            Some(code::SEQUENCE) if content.first().is_some_and(|profile| STUDIO.contains(profile)) => return Err(unknown()),
            Some(code::SEQUENCE) => marked.zeros_behind(payload, 8, CodedElement::Tail),
            Some(code::USER_DATA) => {
                let head = encoder::token(content).unwrap_or_default();
                marked.put(payload, CodedElement::UserData, Stuffing { head, fill: 0xFF });
            }
            Some(code::GROUP) => {
                let cut_off = || Error::malformed(Malformed::CodedSample, place());
                let group = *content.first_chunk().ok_or_else(cut_off)?;
                time_code(&mut marked, payload.start, group, origin);
                let behind = payload.start.saturating_add(group.len());
                marked.put(behind..payload.end, CodedElement::Tail, Stuffing::of(0));
            }
            Some(code::VISUAL_OBJECT) => {
                let bits = visual_object(content).ok_or_else(unknown)?;
                behind_header(&mut marked, payload.start, content, bits);
            }
            Some(0..=code::LAST_OBJECT) | None => marked.put(payload, CodedElement::Tail, Stuffing::of(0)),
            Some(code::FIRST_SYSTEM..) => return Err(unknown()),
            // Reserved, the end of a sequence, anything that is not video: decoders look for the next start code.
            Some(_) => marked.put(payload, CodedElement::UserData, Stuffing::of(0xFF)),
        }
    }
    Ok(())
}

/// How many bits a visual object has, if it is a video (6.2.3).
fn visual_object(content: &[u8]) -> Option<usize> {
    const VIDEO: u32 = 1;
    let mut bits = Bits::new(content);
    if bits.bit()? {
        bits.skip(4 + 3)?;
    }
    (bits.take(4)? == VIDEO).then_some(())?;
    if bits.bit()? {
        bits.skip(3 + 1)?;
        if bits.bit()? {
            bits.skip(24)?;
        }
    }
    Some(bits.at())
}

/// Marks what comes after a header: a zero bit, ones up to the next byte (5.2.4), and nothing else.
fn behind_header(marked: &mut Marked<'_>, start: usize, content: &[u8], bits: usize) {
    let first = bits / 8;
    let Some(&byte) = content.get(first) else { return };
    let free = 0xFF_u8 >> (bits % 8);
    // Some encoders write only zeros.
    let stuffed = if byte & free == 0 { byte } else { byte & !free | free >> 1 };
    let at = start.saturating_add(first)..start.saturating_add(content.len());
    marked.put(at, CodedElement::Tail, Stuffing { head: vec![stuffed], fill: 0 });
}

/// Hours, minutes, a marker, seconds, two flags (6.2.4): counted from the origin, the rest as in the standard.
fn time_code(marked: &mut Marked<'_>, start: usize, group: [u8; 3], origin: &mut Origin) {
    let mut bits = Bits::new(&group);
    let mut next = |count| bits.take(count).unwrap_or(0);
    let (hours, minutes, _, seconds) = (next(5), next(6), next(1), next(6));
    let time = hours.saturating_mul(3600).saturating_add(minutes.saturating_mul(60)).saturating_add(seconds) % DAY;
    let since = time.saturating_add(DAY).saturating_sub(*origin.0.get_or_insert(time)) % DAY;
    let anew = (since / 3600) << 13 | (since / 60 % 60) << 7 | 1 << 6 | (since % 60);
    let [_, high, middle, low] = (anew << 6).to_be_bytes();
    let anew = [high, middle, low | group[2] & 0x30 | 0x07];
    let says = if anew == group {
        Vec::new()
    } else {
        vec![(CodedElement::TimeCode, Value::numbers(format!("{hours:02}:{minutes:02}:{seconds:02}"), Vec::new()))]
    };
    let at = start..start.saturating_add(group.len());
    marked.put_what_says(at, CodedElement::TimeCode, Stuffing::exactly(anew.to_vec()), says);
}

#[cfg(test)]
mod tests;
