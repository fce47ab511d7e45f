//! AC-3 and Enhanced AC-3 (ATSC A/52): what their frames contain besides sound, in their headers and at their ends.
//! Checksums are made to match. Only decoding shows what an audio block skips: it counts as coded sound.

mod checksums;
mod enhanced;
mod information;
mod plain;
#[cfg(test)]
mod tests;

use information::SYNC;

use super::Mark;
use super::bits::{Anew, Bits, text};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::model::{CodedElement, Value};

/// How a container of extensible metadata begins (ETSI TS 102 366, H.2.1): decoders of objects read these.
const EMDF: u32 = 0x5838;
/// Bits at the end of a frame: `auxdatae`, a reserved one, `crc2`; before them, if there are any, the length of
/// auxiliary data (5.3.5).
const END_BITS: usize = 1 + 1 + 16;
const LENGTH_BITS: usize = 14;

/// In each frame of a sample, marks the time code, the language, additional information that has no meaning yet,
/// auxiliary data, and the checksums over them.
///
/// # Errors
/// [`Malformed::CodedSample`] if frames do not tile the sample, or if a checksum over something that goes is wrong;
/// [`Unsupported::CodedExtension`] for data that decoders need and that have room of their own.
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let mut rest: &[u8] = &bytes;
    let mut start = sample.start;
    while !rest.is_empty() {
        let place = || Place::new(start, "AC-3");
        let wrong = || Error::malformed(Malformed::CodedSample, place());
        let kind = Kind::of(rest).ok_or_else(wrong)?;
        let (frame, behind) = kind.frame_len(rest).and_then(|len| rest.split_at_checked(len)).ok_or_else(wrong)?;
        let mut anew = Anew::of(Span::new(start, frame.len() as u64), frame);
        let header = kind.header(frame, &mut anew).ok_or_else(wrong)?;
        let data = auxiliary_data(frame, header.end).ok_or_else(wrong)?;
        if header.is_opaque || holds_container(frame, data.clone()) {
            return Err(Error::unsupported(Unsupported::CodedExtension, place()));
        }
        let says = text(&Bits::new(frame).bytes(data.clone())).map(|text| (CodedElement::AuxiliaryData, Value::Text(text)));
        anew.clear_what_says(data, CodedElement::AuxiliaryData, says.into_iter().collect());
        match kind {
            Kind::Plain => checksums::plain(frame, &mut anew),
            Kind::Enhanced => checksums::enhanced(frame, &mut anew),
        }
        .ok_or_else(wrong)?;
        anew.mark(marks);
        start = start.saturating_add(frame.len() as u64);
        rest = behind;
    }
    Ok(())
}

/// Which of the two a frame is.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Plain,
    Enhanced,
}

impl Kind {
    /// From `bsid`; `None` for an unknown version.
    fn of(frame: &[u8]) -> Option<Self> {
        match frame.strip_prefix(&SYNC)?.get(3)? >> 3 {
            // 9 and 10 are the same at half and a quarter of the rate.
            0..=10 => Some(Self::Plain),
            11..=16 => Some(Self::Enhanced),
            _ => None,
        }
    }

    fn frame_len(self, frame: &[u8]) -> Option<usize> {
        match self {
            Self::Plain => plain::frame_len(frame),
            Self::Enhanced => enhanced::frame_len(frame),
        }
    }

    fn header(self, frame: &[u8], anew: &mut Anew) -> Option<information::Header> {
        match self {
            Self::Plain => plain::header(frame, anew),
            Self::Enhanced => enhanced::header(frame, anew),
        }
    }
}

/// The bits of auxiliary data, which end where their length is; empty if none are announced.
fn auxiliary_data(frame: &[u8], header: usize) -> Option<std::ops::Range<usize>> {
    let end = frame.len().checked_mul(8)?.checked_sub(END_BITS)?;
    if !Bits::starting_at(frame, end).bit()? {
        return Some(end..end);
    }
    let end = end.checked_sub(LENGTH_BITS)?;
    let len = usize::try_from(Bits::starting_at(frame, end).take(LENGTH_BITS)?).ok()?;
    let start = end.checked_sub(len).filter(|start| *start >= header)?;
    Some(start..end)
}

fn holds_container(frame: &[u8], data: std::ops::Range<usize>) -> bool {
    data.clone().any(|at| at.saturating_add(16) <= data.end && Bits::starting_at(frame, at).take(16) == Some(EMDF))
}
