//! Fill elements before the first channel (ISO/IEC 14496-3, 4.4.2.7): what each payload becomes. None gets a type that
//! decoders react to, and none a different length.

use std::ops::Range;

use crate::base::{Error, Malformed, Place, Unsupported};
use crate::codecs::bits::{Anew, Bits};
use crate::codecs::syntactic_elements::{encoder_name, fill};
use crate::model::CodedElement;

/// Values of `extension_type` (table 4.121).
mod extension {
    pub(super) const FILL: u32 = 0;
    pub(super) const FILL_DATA: u32 = 1;
    pub(super) const DATA_ELEMENT: u32 = 2;
    pub(super) const UNI_DRC: u32 = 4;
    pub(super) const DYNAMIC_RANGE: u32 = 11;
    pub(super) const SAC_DATA: u32 = 12;
    pub(super) const SBR_DATA: u32 = 13;
    pub(super) const SBR_DATA_CRC: u32 = 14;
}

/// What `FILL_DATA` has to contain: its type, `fill_nibble`; `fill_byte`.
const FILL_NIBBLE: u8 = 0x10;
const FILL_BYTE: u8 = 0xA5;

/// Bits between the type and the name that FAAC writes into its fifth frame.
const BEFORE_FAAC: usize = 13;
/// FFmpeg drops 1024 more samples if it reads that name with a version: what is heard must not change because of that.
const FAAC: &[u8] = b"libfaac0.0";

/// Why an element is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Spectral band data without the channel they belong to.
    Malformed,
    /// Data that some decoders need, and that have room of their own.
    Unsupported,
}

impl Refusal {
    pub(super) fn at(&self, place: Place) -> Error {
        match self {
            Self::Malformed => Error::malformed(Malformed::CodedSample, place),
            Self::Unsupported => Error::unsupported(Unsupported::CodedExtension, place),
        }
    }
}

/// A fill element after its `id_syn_ele`; `None` if it does not fit.
pub(super) fn walk(bits: &mut Bits<'_>, anew: &mut Anew) -> Result<Option<()>, Refusal> {
    let mut here = *bits;
    let Some(payloads) = fill(bits) else { return Ok(None) };
    if here.skip(payloads.start.saturating_sub(here.at())).is_none() {
        return Ok(None);
    }
    while here.at() < payloads.end {
        let all = here.at()..payloads.end;
        let Some(kind) = here.take(4) else { return Ok(None) };
        let end = match kind {
            extension::SBR_DATA | extension::SBR_DATA_CRC => return Err(Refusal::Malformed),
            extension::SAC_DATA | extension::UNI_DRC => return Err(Refusal::Unsupported),
            extension::DYNAMIC_RANGE => match dynamic_range(&mut here, anew) {
                Some(()) if here.at() <= payloads.end => here.at(),
                _ => return Ok(None),
            },
            extension::DATA_ELEMENT => match data_element(&mut here).filter(|data| data.end <= payloads.end) {
                Some(data) => {
                    anew.clear_what_says(data.clone(), CodedElement::FillElement, encoder_name(&here, data));
                    here.at()
                }
                None => fill_up(&here, kind, all, anew),
            },
            extension::FILL_DATA => {
                let mut content = vec![FILL_BYTE; all.len() / 8];
                content.iter_mut().take(1).for_each(|first| *first = FILL_NIBBLE);
                anew.write(all.start, &content, CodedElement::FillElement);
                all.end
            }
            // Payloads that have no meaning yet also become `FILL`: decoders skip both.
            _ => fill_up(&here, kind, all, anew),
        };
        here.rewind(end);
    }
    Ok(Some(()))
}

/// Zeros up to the end, identified as nothing but `FILL`.
fn fill_up(here: &Bits<'_>, kind: u32, all: Range<usize>, anew: &mut Anew) -> usize {
    let (payload, end) = (all.start.saturating_add(4), all.end);
    let name = payload.saturating_add(BEFORE_FAAC);
    let is_faac = kind == extension::FILL && is_faac(&here.bytes(name..end));
    anew.clear_what_says(all, CodedElement::FillElement, encoder_name(here, payload..end));
    if is_faac {
        anew.write(name, FAAC, CodedElement::FillElement);
    }
    end
}

/// Whether `sscanf` finds `libfaac %d.%d` in it.
fn is_faac(name: &[u8]) -> bool {
    let number = |text: &[u8]| -> Option<usize> {
        let digits = text.trim_ascii_start();
        let digits = digits.strip_prefix(b"-").or_else(|| digits.strip_prefix(b"+")).unwrap_or(digits);
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then(|| text.len().saturating_sub(digits.len()).saturating_add(count))
    };
    let minor = name.strip_prefix(b"libfaac").and_then(|version| version.get(number(version)?..)?.strip_prefix(b"."));
    minor.and_then(number).is_some()
}

/// The bytes of a `data_element` of version `ANC_DATA`, after its type.
fn data_element(here: &mut Bits<'_>) -> Option<Range<usize>> {
    if here.take(4)? != 0 {
        return None;
    }
    let mut count = 0_usize;
    loop {
        let part = here.take(8)?;
        count = count.checked_add(usize::try_from(part).ok()?)?;
        if part != 255 {
            return here.skip(count.checked_mul(8)?);
        }
    }
}

/// `dynamic_range_info`, after its type: how loud the sound is. Its reserved bits go.
fn dynamic_range(here: &mut Bits<'_>, anew: &mut Anew) -> Option<()> {
    if here.bit()? {
        here.skip(4)?;
        anew.clear(here.skip(4)?, CodedElement::FillElement);
    }
    if here.bit()? {
        // The last bit says whether another mask follows.
        while here.take(8)? & 1 == 1 {}
    }
    let mut bands = 1_usize;
    if here.bit()? {
        bands = bands.checked_add(usize::try_from(here.take(4)?).ok()?)?;
        here.skip(4)?;
        here.skip(bands.checked_mul(8)?)?;
    }
    if here.bit()? {
        here.skip(7)?;
        anew.clear(here.skip(1)?, CodedElement::FillElement);
    }
    here.skip(bands.checked_mul(8)?).map(drop)
}
