//! Elements between those of the channels in AAC, and in Apple Lossless, which adopted them: how long they are (ISO/IEC
//! 14496-3, 4.4.2.1; Apple Lossless, `ALACDecoder`).

use std::ops::Range;

use super::bits::{Anew, Bits, text};
use crate::model::{CodedElement, Value};

/// Values of `id_syn_ele`.
pub mod id {
    #![allow(missing_docs, reason = "the names are the standard's")]
    pub const SCE: u32 = 0;
    pub const CPE: u32 = 1;
    pub const CCE: u32 = 2;
    pub const LFE: u32 = 3;
    pub const DSE: u32 = 4;
    pub const PCE: u32 = 5;
    pub const FIL: u32 = 6;
    pub const END: u32 = 7;
}

/// Bits of an `id_syn_ele`.
pub const ID_BITS: usize = 3;

/// A `data_stream_element` after its `id_syn_ele`: its bytes go, its length stays.
pub fn data_stream(bits: &mut Bits<'_>, anew: &mut Anew) -> Option<()> {
    bits.skip(4)?;
    let is_aligned = bits.bit()?;
    let mut count = bits.take(8)?;
    if count == 255 {
        count = count.checked_add(bits.take(8)?)?;
    }
    let start = bits.at();
    if is_aligned {
        bits.align()?;
    }
    let data = bits.skip(in_bits(count)?)?;
    let says = text(&bits.bytes(data.clone())).map(|text| (CodedElement::DataStreamElement, Value::Text(text)));
    anew.clear_what_says(start..data.end, CodedElement::DataStreamElement, says.into_iter().collect());
    Some(())
}

/// The bits counted by a `fill_element`, after its `id_syn_ele` and its count.
pub fn fill(bits: &mut Bits<'_>) -> Option<Range<usize>> {
    let mut count = bits.take(4)?;
    if count == 15 {
        count = count.checked_add(bits.take(8)?)?.checked_sub(1)?;
    }
    bits.skip(in_bits(count)?)
}

/// What is read from bits that should fill an element: an encoder's name, at any bit.
#[must_use]
pub fn encoder_name(bits: &Bits<'_>, payload: Range<usize>) -> Vec<(CodedElement, Value)> {
    let name = (0..8).find_map(|shift: usize| text(&bits.bytes(payload.start.saturating_add(shift)..payload.end)));
    name.map(|name| (CodedElement::EncoderName, Value::Text(name))).into_iter().collect()
}

fn in_bits(bytes: u32) -> Option<usize> {
    usize::try_from(bytes).ok()?.checked_mul(8)
}
