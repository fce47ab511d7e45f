//! User data registered by ITU-T T.35: which of them a display needs, and what the others say. A payload begins with
//! the country code, as in SEI messages of type 4 (H.264, D.1.6; H.265, D.2.6) and metadata OBUs of type 4 (AV1,
//! 5.8.2). What is needed is read to its last bit: a known beginning proves nothing about what follows.

pub(super) mod dolby_vision;
mod hdr10_plus;
mod hdr_vivid;

use super::said::said;
use crate::model::{CodedElement, Value};

/// `itu_t_t35_country_code` and what follows it, up to where each syntax begins.
mod prefix {
    /// United States, SMPTE, ST 2094-40, `application_identifier` 4.
    pub(super) const HDR10_PLUS: &[u8] = &[0xB5, 0x00, 0x3C, 0x00, 0x01, 0x04];
    /// United States, Dolby, RPU in an EMDF container.
    pub(super) const DOLBY_VISION: &[u8] = &[0xB5, 0x00, 0x3B, 0x00, 0x00, 0x08, 0x00];
    /// China, UHD World Association, CUVA 005.1.
    pub(super) const HDR_VIVID: &[u8] = &[0x26, 0x00, 0x04, 0x00, 0x05];
    /// United States, ATSC, `afd_data`.
    pub(super) const ACTIVE_FORMAT: &[u8] = &[0xB5, 0x00, 0x31, b'D', b'T', b'G', b'1'];
}

/// Whether a payload, from its country code on, consists only of what a display needs: HDR10+, Dolby Vision, HDR Vivid
/// or the active format. Captions (`GA94`) are text, and go.
#[must_use]
pub fn needed(payload: &[u8]) -> bool {
    let form = |prefix: &[u8], is_whole: fn(&[u8]) -> bool| payload.strip_prefix(prefix).is_some_and(is_whole);
    form(prefix::HDR10_PLUS, hdr10_plus::is_whole)
        || form(prefix::DOLBY_VISION, dolby_vision::is_whole)
        || form(prefix::HDR_VIVID, hdr_vivid::is_whole)
        || form(prefix::ACTIVE_FORMAT, is_active_format)
}

/// What a payload that goes is, and what it says.
#[must_use]
pub fn says(payload: &[u8]) -> (CodedElement, Value) {
    let (registered, rest) = payload.split_at_checked(3).unwrap_or((payload, &[]));
    let mut registry = [0; 3];
    for (place, byte) in registry.iter_mut().zip(registered) {
        *place = *byte;
    }
    (CodedElement::RegisteredUserData(registry), said(rest))
}

/// `afd_data` (ATSC A/53-4, 6.2.4): a flag among fixed bits, and if it is set, four bits among others.
const fn is_active_format(data: &[u8]) -> bool {
    matches!(data, [0x01] | [0x41, 0xF0..=0xFF])
}

#[cfg(test)]
mod tests;
