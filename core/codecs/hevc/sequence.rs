//! Sequence parameter sets of H.265: what SEI messages depend on, and where the sets end (7.3.2.2, 7.3.7, E.2.1).

use std::collections::BTreeMap;

use super::sets::{self, Decoder};
use crate::codecs::nal::bits::Bits;
use crate::codecs::nal::usability::{appearance, clock};
use crate::codecs::nal::window;
use crate::model::Crop;

/// What the syntax of messages depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sequence {
    /// sps_seq_parameter_set_id.
    id: u32,
    /// chroma_format_idc.
    pub(super) chroma_format: u32,
    /// frame_field_info_present_flag.
    pub(super) has_structure: bool,
    /// hrd_parameters.
    pub(super) decoder: Option<Decoder>,
}

/// The existing sequence parameter sets of the first layer.
#[derive(Debug, Clone, Default)]
pub(super) struct Sets {
    sequences: BTreeMap<u32, Sequence>,
    has_unread: bool,
}

impl Sets {
    /// Adds a set; `None` is one that could not be read.
    pub(super) fn replace(&mut self, set: Option<Sequence>) {
        match set {
            Some(set) => _ = self.sequences.insert(set.id, set),
            None => self.has_unread = true,
        }
    }

    /// The set with this id.
    pub(super) fn of(&self, id: u32) -> Option<&Sequence> {
        self.sequences.get(&id).filter(|_| !self.has_unread)
    }

    /// What all sets agree on: only the slices know which of them applies.
    pub(super) fn only(&self) -> Option<&Sequence> {
        let mut sets = self.sequences.values();
        let first = sets.next().filter(|_| !self.has_unread)?;
        sets.all(|set| Sequence { id: first.id, ..*set } == *first).then_some(first)
    }
}

/// What `hvcC` repeats of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) chroma_format: u8,
    /// How many bits more than eight there are for brightness and colour.
    pub(super) depths: [u8; 2],
    pub(super) sub_layers: u8,
    /// sps_temporal_id_nesting_flag.
    pub(super) is_nested: bool,
}

/// The same, of a set of the first layer.
pub(super) fn told(bits: &mut Bits<'_>) -> Option<Told> {
    let Opening { last_sub_layer, is_nested, chroma_format, .. } = opening(bits)?;
    let small = |number: u32| u8::try_from(number).ok();
    // Their field in the box has three bits.
    let mut depth = || bits.at_most(7).and_then(small);
    let depths = [depth()?, depth()?];
    Some(Told { chroma_format: small(chroma_format)?, depths, sub_layers: small(last_sub_layer)?.checked_add(1)?, is_nested })
}

/// What the conformance window hides of the pictures of a set of the first layer.
pub(super) fn crop(bits: &mut Bits<'_>) -> Option<Crop> {
    opening(bits).map(|opening| opening.crop)
}

/// What comes before the bit depths in a set of the first layer.
struct Opening {
    last_sub_layer: u32,
    is_nested: bool,
    chroma_format: u32,
    crop: Crop,
}

fn opening(bits: &mut Bits<'_>) -> Option<Opening> {
    bits.skip(4)?;
    let last_sub_layer = bits.number(3).filter(|last| *last < 7)?;
    let is_nested = bits.flag()?;
    sets::profile(bits, last_sub_layer)?;
    bits.at_most(15)?;
    let (chroma_format, crop) = pictures(bits)?;
    Some(Opening { last_sub_layer, is_nested, chroma_format, crop })
}

/// chroma_format_idc, and what is hidden of pictures (7.4.3.2.1).
fn pictures(bits: &mut Bits<'_>) -> Option<(u32, Crop)> {
    let chroma_format = bits.at_most(3)?;
    let has_planes = chroma_format == 3 && bits.flag()?;
    let whole = (bits.unsigned()?, bits.unsigned()?);
    let mut offsets = [0; 4];
    if bits.flag()? {
        for offset in &mut offsets {
            *offset = bits.unsigned()?;
        }
    }
    Some((chroma_format, window::crop(whole, offsets, window::units(if has_planes { 0 } else { chroma_format }))))
}

/// seq_parameter_set_rbsp.
pub(super) fn read(bits: &mut Bits<'_>, layer: u8) -> Option<Sequence> {
    bits.skip(4)?;
    let last_sub_layer = bits.number(3)?;
    // In additional layers, 7 means what the video parameter set says (F.7.3.2.2.1).
    let is_extension = layer > 0 && last_sub_layer == 7;
    if !is_extension {
        bits.skip(1)?;
        sets::profile(bits, Some(last_sub_layer).filter(|last| *last < 7)?)?;
    }
    let id = bits.at_most(15)?;
    let (mut chroma_format, mut depths) = (1, [8; 2]);
    if is_extension {
        if bits.flag()? {
            bits.skip(8)?;
        }
    } else {
        (chroma_format, _) = pictures(bits)?;
        for depth in &mut depths {
            *depth = usize::try_from(bits.at_most(8)?.checked_add(8)?).ok()?;
        }
    }
    let order_bits = bits.at_most(12)?.checked_add(4)?;
    if !is_extension {
        sets::ordering(bits, last_sub_layer)?;
    }
    for _ in 0..6 {
        bits.unsigned()?;
    }
    if bits.flag()? {
        if is_extension && bits.flag()? {
            bits.skip(6)?;
        } else if bits.flag()? {
            sets::scaling_lists(bits)?;
        }
    }
    bits.skip(2)?;
    if bits.flag()? {
        bits.skip(8)?;
        bits.unsigned()?;
        bits.unsigned()?;
        bits.skip(1)?;
    }
    reference_pictures(bits, order_bits)?;
    bits.skip(2)?;
    let plain = Sequence { id, chroma_format, has_structure: false, decoder: None };
    let set = if bits.flag()? { usability(bits, plain, last_sub_layer)? } else { plain };
    if bits.flag()? {
        extensions(bits, chroma_format, depths)?;
    }
    Some(set)
}

/// st_ref_pic_set for each of the sets, and long-term pictures.
fn reference_pictures(bits: &mut Bits<'_>, order_bits: u32) -> Option<()> {
    let mut pictures: u32 = 0;
    for set in 0..bits.at_most(64)? {
        // Predicted from the previous set: for each of its pictures, and one more, whether it stays.
        if set > 0 && bits.flag()? {
            bits.skip(1)?;
            bits.unsigned()?;
            let mut kept: u32 = 0;
            for _ in 0..=pictures {
                if bits.flag()? || bits.flag()? {
                    kept = kept.checked_add(1)?;
                }
            }
            pictures = Some(kept).filter(|kept| *kept <= 16)?;
            continue;
        }
        pictures = bits.at_most(16)?.checked_add(bits.at_most(16)?)?;
        for _ in 0..pictures {
            bits.unsigned()?;
            bits.skip(1)?;
        }
    }
    if bits.flag()? {
        for _ in 0..bits.at_most(32)? {
            bits.number(order_bits.checked_add(1)?)?;
        }
    }
    Some(())
}

/// vui_parameters.
fn usability(bits: &mut Bits<'_>, set: Sequence, last_sub_layer: u32) -> Option<Sequence> {
    appearance(bits)?;
    bits.skip(2)?;
    let has_structure = bits.flag()?;
    if bits.flag()? {
        for _ in 0..4 {
            bits.unsigned()?;
        }
    }
    let mut decoder = None;
    if bits.flag()? {
        clock(bits)?;
        if bits.flag()? {
            bits.unsigned()?;
        }
        if bits.flag()? {
            decoder = Some(sets::reference_decoder(bits, None, last_sub_layer)?);
        }
    }
    if bits.flag()? {
        bits.skip(3)?;
        for _ in 0..5 {
            bits.unsigned()?;
        }
    }
    Some(Sequence { has_structure, decoder, ..set })
}

/// The extensions for ranges, layers and screen content.
fn extensions(bits: &mut Bits<'_>, chroma_format: u32, [luma, chroma]: [usize; 2]) -> Option<()> {
    let (range, layers, depth, screen) = (bits.flag()?, bits.flag()?, bits.flag()?, bits.flag()?);
    if bits.number(4)? != 0 || depth {
        return None;
    }
    bits.skip(if range { 9 } else { 0 })?;
    bits.skip(if layers { 1 } else { 0 })?;
    if !screen {
        return Some(());
    }
    bits.skip(1)?;
    if bits.flag()? {
        bits.unsigned()?;
        bits.unsigned()?;
        if bits.flag()? {
            let entries = usize::try_from(bits.at_most(127)?.checked_add(1)?).ok()?;
            let depths = if chroma_format == 0 { luma } else { luma.checked_add(chroma.checked_mul(2)?)? };
            bits.skip(entries.checked_mul(depths)?)?;
        }
    }
    bits.skip(2 + 1)
}
