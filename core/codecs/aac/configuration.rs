//! `AudioSpecificConfig` (ISO/IEC 14496-3, 1.6.2.1), read to its end: which codec it is for, and which parts say
//! nothing about that.

use super::program;
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::codecs::bits::{Anew, Bits};
use crate::codecs::{Mark, Room, Walker};
use crate::model::CodedElement;

/// `syncExtensionType` before the signalling of spectral band replication, and of parametric stereo.
const BANDS_FOLLOW: u32 = 0x2B7;
const STEREO_FOLLOWS: u32 = 0x548;

/// Audio object types that contain others.
const SBR: u32 = 5;
const PS: u32 = 29;

/// What a configuration says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Configuration {
    /// The `audioObjectType` of the core (table 1.17).
    pub object_type: u8,
}

impl Configuration {
    /// What samples with that object type can contain.
    #[must_use]
    pub const fn room(self) -> Room {
        match self.object_type {
            1..=4 => Room::Walked(Walker::Aac),
            // Error resilient and scalable AAC, speech, USAC, MPEG-1 audio, lossless ones: each has its own syntax.
            _ => Room::Unknown,
        }
    }
}

/// Marks what no decoder reads in a configuration: the comment of a program, and what comes after the end. Those of
/// object types whose samples are not walked are only identified.
///
/// # Errors
/// [`Malformed::CodedSample`] if it ends too early, or if decoders disagree about its end.
pub fn configuration(input: &Input<'_>, info: Span, marks: &mut Vec<Mark>) -> Result<Configuration, Error> {
    let bytes = input.bytes(info)?;
    let wrong = || Error::malformed(Malformed::CodedSample, Place::new(info.start, "AudioSpecificConfig"));
    let mut bits = Bits::new(&bytes);
    let head = Head::read(&mut bits).ok_or_else(wrong)?;
    let configuration = Configuration { object_type: u8::try_from(head.object_type).map_err(|_| wrong())? };
    if configuration.room() == Room::Unknown {
        return Ok(configuration);
    }
    let (mut anew, specific) = (Anew::of(info, &bytes), bits.at());
    general(&mut bits, head.channels, &mut anew).ok_or_else(wrong)?;
    let end = bytes.len().saturating_mul(8);
    let mut at = bits.at();
    if !head.has_bands
        && let Some(found) = sync(&bytes, at)
    {
        anew.clear(at..found, CodedElement::Configuration);
        let mut extension = Bits::starting_at(&bytes, found);
        at = extended(&mut extension).ok_or_else(wrong)?;
    }
    anew.clear(at..end, CodedElement::Configuration);
    // FFmpeg looks for the extension from here on, wherever the program ends.
    if !head.has_bands && sync(&bytes, specific) != sync(anew.bytes(), specific) {
        return Err(wrong());
    }
    anew.mark(marks);
    Ok(configuration)
}

/// What comes before the part that is specific to an object type.
struct Head {
    object_type: u32,
    channels: u32,
    /// Whether it already signals spectral band replication.
    has_bands: bool,
}

impl Head {
    fn read(bits: &mut Bits<'_>) -> Option<Self> {
        let mut object_type = object_type(bits)?;
        frequency(bits)?;
        let channels = bits.take(4)?;
        let has_bands = matches!(object_type, SBR | PS);
        if has_bands {
            frequency(bits)?;
            object_type = self::object_type(bits)?;
        }
        Some(Self { object_type, channels, has_bands })
    }
}

fn object_type(bits: &mut Bits<'_>) -> Option<u32> {
    match bits.take(5)? {
        31 => bits.take(6)?.checked_add(32),
        short => Some(short),
    }
}

fn frequency(bits: &mut Bits<'_>) -> Option<()> {
    if bits.take(4)? == 15 {
        bits.skip(24)?;
    }
    Some(())
}

/// `GASpecificConfig` (4.4.1) for the object types that are walked.
fn general(bits: &mut Bits<'_>, channels: u32, anew: &mut Anew) -> Option<()> {
    bits.skip(1)?;
    if bits.bit()? {
        bits.skip(14)?;
    }
    let is_extended = bits.bit()?;
    if channels == 0 {
        program::walk(bits, anew)?;
    }
    if is_extended {
        bits.skip(1)?;
    }
    Some(())
}

/// Where the first extension begins, from a bit on: FFmpeg looks for it at every bit.
fn sync(bytes: &[u8], from: usize) -> Option<usize> {
    let last = bytes.len().saturating_mul(8).checked_sub(16)?;
    (from..=last).find(|at| Bits::starting_at(bytes, *at).take(11) == Some(BANDS_FOLLOW))
}

/// Where an extension ends.
fn extended(bits: &mut Bits<'_>) -> Option<usize> {
    bits.skip(11)?;
    if object_type(bits)? == SBR && bits.bit()? {
        frequency(bits)?;
    }
    let mut stereo = *bits;
    if stereo.left() > 11 && stereo.take(11)? == STEREO_FOLLOWS {
        stereo.skip(1)?;
        return Some(stereo.at());
    }
    Some(bits.at())
}
