//! MPEG-1 and MPEG-2 video (ISO/IEC 11172-2, 2.4.2; ISO/IEC 13818-2, 6.2): user data, the time codes of groups, the
//! number of a work, and anything after the end of a header. Slices are coded pictures, except for what their headers
//! can contain.

mod user_data;

use super::Stuffing;
use super::bits::Bits;
use super::chain::Chain;
use super::start_codes::{Marked, Unit, units};
use crate::base::{Error, Input, Place, Span, Unsupported};
use crate::model::{CodedElement, Value};

/// Start codes (ISO/IEC 13818-2, table 6-1); slices have 01 to AF.
mod code {
    pub(super) const PICTURE: u8 = 0x00;
    pub(super) const FIRST_SLICE: u8 = 0x01;
    pub(super) const LAST_SLICE: u8 = 0xAF;
    pub(super) const USER_DATA: u8 = 0xB2;
    pub(super) const SEQUENCE_HEADER: u8 = 0xB3;
    pub(super) const EXTENSION: u8 = 0xB5;
    pub(super) const GROUP: u8 = 0xB8;
    pub(super) const FIRST_SYSTEM: u8 = 0xB9;
}

/// Above this many lines, headers of slices have three extra bits (6.2.4). No level has pictures that tall.
const MOST_LINES: u32 = 2800;

/// Marks what no decoder needs in a sample, or in the headers of `esds`.
///
/// # Errors
/// [`Unsupported::CodedExtension`] for scalable video, pictures of more than 2800 lines, and program streams; those of
/// [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<super::Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let mut marked = Marked::new(sample, &bytes, marks);
    let (mut lines, mut offsets) = (0, 1);
    for Unit { code, payload } in units(&bytes) {
        let content = marked.bytes(payload.clone());
        let at = sample.start.saturating_add(payload.start as u64);
        let refused = || Error::unsupported(Unsupported::CodedExtension, Place::at(at));
        match code {
            Some(code::PICTURE) => marked.zeros_behind(payload, picture(content), CodedElement::Tail),
            Some(code::FIRST_SLICE..=code::LAST_SLICE) => slice(&mut marked, payload.start, content),
            Some(code::USER_DATA) => {
                let stuffing = user_data::stuffing(content);
                marked.put(payload, CodedElement::UserData, stuffing);
            }
            Some(code::SEQUENCE_HEADER) => {
                lines = Bits::starting_at(content, 12).take(12).unwrap_or(0);
                marked.zeros_behind(payload, sequence(content), CodedElement::Tail);
            }
            Some(code::GROUP) => group(&mut marked, payload.start, content),
            Some(code::EXTENSION) => match extension(content, offsets) {
                Extension::Bits(bits) => {
                    lines |= more_lines(content);
                    offsets = frame_centres(content).unwrap_or(offsets);
                    marked.zeros_behind(payload, bits, CodedElement::Tail);
                }
                Extension::Copyright => {
                    marked.put(payload, CodedElement::Copyright, Stuffing { head: no_copyright(content), fill: 0 });
                }
                Extension::Reserved => marked.zeros_behind(payload, 4, CodedElement::UserData),
                Extension::Scalable => return Err(refused()),
            },
            // A stream that contains this one, and should not be here.
            Some(code::FIRST_SYSTEM..) => return Err(refused()),
            // Before the first start code, after the end of a sequence, and anything reserved.
            _ => marked.put(payload, CodedElement::Tail, Stuffing::of(0)),
        }
        if lines > MOST_LINES {
            return Err(refused());
        }
    }
    Ok(())
}

/// How many bits of a picture header a decoder reads (6.2.3): what follows is `extra_information_picture`.
fn picture(content: &[u8]) -> usize {
    match Bits::starting_at(content, 10).take(3) {
        Some(2) => 33,
        Some(3) => 37,
        _ => 29,
    }
}

/// How many bits a sequence header has (6.2.2.1).
fn sequence(content: &[u8]) -> usize {
    const MATRIX: usize = 64 * 8;
    let mut bits = Bits::starting_at(content, 62);
    for _ in 0..2 {
        if bits.bit() == Some(true) && bits.skip(MATRIX).is_none() {
            break;
        }
    }
    bits.at()
}

/// What an extension is (6.2.2.2.1, table 6-2).
enum Extension {
    /// It has this many bits.
    Bits(usize),
    /// It says whose work this is.
    Copyright,
    /// Unknown, or it describes a camera: decoders skip it.
    Reserved,
    /// It belongs to scalable video, whose slices have different headers.
    Scalable,
}

fn extension(content: &[u8], offsets: usize) -> Extension {
    let mut bits = Bits::new(content);
    let flag = |at: usize| Bits::starting_at(content, at).bit() == Some(true);
    match bits.take(4) {
        Some(1) => Extension::Bits(48),
        Some(2) => Extension::Bits(if flag(7) { 61 } else { 37 }),
        Some(3) => {
            for _ in 0..4 {
                if bits.bit() == Some(true) && bits.skip(64 * 8).is_none() {
                    break;
                }
            }
            Extension::Bits(bits.at())
        }
        Some(4) => Extension::Copyright,
        Some(5 | 9 | 10) => Extension::Scalable,
        Some(7) => {
            // Fewer than that in a progressive sequence (6.3.12), which other samples know: those that have their
            // markers.
            let offsets = (0..offsets).map(|n| n.saturating_mul(34).saturating_add(4));
            let whole = offsets.take_while(|&at| flag(at.saturating_add(16)) && flag(at.saturating_add(33)));
            Extension::Bits(whole.last().map_or(4, |at| at.saturating_add(34)))
        }
        Some(8) => Extension::Bits(if flag(33) { 54 } else { 34 }),
        _ => Extension::Reserved,
    }
}

/// What a sequence extension adds to the number of lines (6.2.2.3).
fn more_lines(content: &[u8]) -> u32 {
    let mut bits = Bits::new(content);
    if bits.take(4) != Some(1) {
        return 0;
    }
    Bits::starting_at(content, 17).take(2).map_or(0, |more| more << 12)
}

/// How many frame centres a picture may have (6.3.12), according to its coding extension: one for each field that is
/// shown.
fn frame_centres(content: &[u8]) -> Option<usize> {
    const FRAME: u32 = 3;
    let mut bits = Bits::new(content);
    (bits.take(4)? == 8).then_some(())?;
    bits.skip(18)?;
    let structure = bits.take(2)?;
    bits.skip(6)?;
    let repeat_first_field = bits.bit()?;
    Some(if structure != FRAME {
        1
    } else if repeat_first_field {
        3
    } else {
        2
    })
}

/// A copyright extension that says nothing, with its marker bits (6.2.3.6), as long as there is room.
fn no_copyright(content: &[u8]) -> Vec<u8> {
    let mut nothing = vec![0x40, 0, 0x04, 0, 0, 0x20, 0, 0, 0x40, 0, 0];
    nothing.truncate(content.len());
    nothing
}

/// A group header with a time code of zero and its marker bit (6.2.2.6): its two flags stay.
///
/// A time code says nothing about the order of pictures, or when they are shown (6.3.8).
fn group(marked: &mut Marked<'_>, start: usize, content: &[u8]) {
    let mut head = vec![0, 0x08, 0, content.get(3).copied().unwrap_or(0) & 0x60];
    head.truncate(content.len());
    let mut bits = Bits::new(content);
    let mut next = |count| bits.take(count).unwrap_or(0);
    let (drop, hours, minutes, _, seconds, pictures) = (next(1), next(5), next(6), next(1), next(6), next(6));
    let says = if [drop, hours, minutes, seconds, pictures] == [0; 5] {
        Vec::new()
    } else {
        let shown = format!("{hours:02}:{minutes:02}:{seconds:02}:{pictures:02}");
        vec![(CodedElement::TimeCode, Value::numbers(shown, Vec::new()))]
    };
    let end = start.saturating_add(head.len());
    marked.put_what_says(start..end, CodedElement::TimeCode, Stuffing::exactly(head), says);
    marked.put(end..start.saturating_add(content.len()), CodedElement::Tail, Stuffing::of(0));
}

/// Zeros for `extra_information_slice` (6.2.4), except for its first bit, which is `intra_slice` if that is there.
fn slice(marked: &mut Marked<'_>, start: usize, content: &[u8]) {
    const BEHIND_QUANTISER_SCALE_CODE: usize = 5;
    if let Some(chain) = Chain::read(content, BEHIND_QUANTISER_SCALE_CODE) {
        let head = chain.with(content, |number, byte| if number == 0 { byte & 0x80 } else { 0 });
        let at = start.saturating_add(chain.bytes.start)..start.saturating_add(chain.bytes.end);
        marked.put(at, CodedElement::UserData, Stuffing::exactly(head));
    }
}

#[cfg(test)]
mod tests;
