//! What AC-3 and Enhanced AC-3 share of the beginning of a frame, and of the bit stream information.

use crate::codecs::bits::{Anew, Bits, text};
use crate::model::{CodedElement, Value};

/// How a frame begins (ATSC A/52, 5.3.1).
pub(super) const SYNC: [u8; 2] = [0x0B, 0x77];

/// The header of a frame, as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// Its last bit is the one before.
    pub(super) end: usize,
    /// Whether it contains data in any form that a decoder may need.
    pub(super) is_opaque: bool,
}

/// A field with this many bits, after a flag.
pub(super) fn behind_flag(bits: &mut Bits<'_>, width: usize) -> Option<()> {
    if bits.bit()? {
        bits.skip(width)?;
    }
    Some(())
}

/// `addbsie`, `addbsil` and `addbsi` (ATSC A/52, 5.4.2.29 to 31): what has no meaning goes.
pub(super) fn additional(bits: &mut Bits<'_>, anew: &mut Anew, is_meant: impl Fn(&[u8]) -> bool) -> Option<()> {
    if !bits.bit()? {
        return Some(());
    }
    let len = usize::try_from(bits.take(6)?).ok()?.checked_add(1)?;
    let data = bits.skip(len.checked_mul(8)?)?;
    let content = bits.bytes(data.clone());
    if !is_meant(&content) {
        let says = text(&content).map(|text| (CodedElement::AuxiliaryData, Value::Text(text)));
        anew.clear_what_says(data, CodedElement::AuxiliaryData, says.into_iter().collect());
    }
    Some(())
}
