//! What `hvcC` repeats of a sequence parameter set: profile, level, chroma format, bit depths and sub-layers (ISO/IEC
//! 14496-15, 8.3.3.1). They are those of a set that it lists; what a set does not say is what stands for unknown.

use super::sequence::{self, Told};
use crate::base::Span;
use crate::codecs::Mark;
use crate::codecs::nal::{self, bits::Bits};

/// What comes before the arrays; the last byte contains the size of lengths.
pub(super) const LEN: usize = 22;
const SEQUENCE: u8 = 33;
/// Constraints of a profile, which some writers leave out.
const CONSTRAINTS: std::ops::Range<usize> = 6..12;

/// The sequence parameter sets of the first layer, without their headers and emulation prevention.
pub(super) fn sequences(bytes: &[u8], units: &[Span]) -> Vec<Vec<u8>> {
    let units = units.iter().filter_map(|unit| unit.slice(bytes)?.split_first_chunk());
    // The layer has a bit in the first byte, and five in the second.
    let sets = units.filter(|([first, second], _)| first >> 1 & 0x3F == SEQUENCE && first & 1 == 0 && second >> 3 == 0);
    sets.filter_map(|(_, payload)| Some(nal::rbsp::plain(payload)?.into_owned())).collect()
}

/// All but the version in the form that it has in a copy: as it is, if no set is listed. `at` is where the body begins in the file.
pub(super) fn mark(bytes: &[u8], at: u64, units: &[Span]) -> Option<Mark> {
    let there: [u8; LEN] = *bytes.first_chunk()?;
    let said: Vec<[u8; LEN]> = sequences(bytes, units).iter().filter_map(|set| anew(there, set)).collect();
    // A set that goes is in the original alone, so the head of its copy is marked as well.
    let anew = said.iter().find(|anew| **anew == there).or_else(|| said.first()).unwrap_or(&there);
    let span = Span::new(at.saturating_add(1), (LEN as u64).saturating_sub(1));
    Some(Mark::of_configuration(span, there.get(1..)?, anew.get(1..)?.to_vec()))
}

/// What a set says.
fn anew(there: [u8; LEN], set: &[u8]) -> Option<[u8; LEN]> {
    let Told { chroma_format, depths: [luma, chroma], sub_layers, is_nested } = sequence::told(&mut Bits::new(set))?;
    let mut anew = [0; LEN];
    // Both have profile_tier_level after their first byte.
    anew.get_mut(..13)?.copy_from_slice(set.get(..13)?);
    if there.get(CONSTRAINTS)?.iter().all(|&byte| byte == 0) {
        anew.get_mut(CONSTRAINTS)?.fill(0);
    }
    let [version, .., last] = there;
    *anew.first_mut()? = version;
    // No smallest segment, no kind of parallel decoding, no frame rate; the number of sub-layers may be unknown.
    let layers = if last >> 3 & 7 == 0 { 0 } else { sub_layers };
    let nested = u8::from(is_nested) & (last >> 2 & 1);
    let last = layers << 3 | nested << 2 | last & 3;
    let behind = [0xF0, 0, 0xFC, 0xFC | chroma_format, 0xF8 | luma, 0xF8 | chroma, 0, 0, last];
    anew.get_mut(13..)?.copy_from_slice(&behind);
    Some(anew)
}
