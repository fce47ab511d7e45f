//! Parameter sets of H.264, read to their ends: because SEI messages depend on them, and so that nothing can follow
//! them (7.3.2.1, 7.3.2.2, annex E).

use std::collections::BTreeMap;

use crate::codecs::nal::bits::Bits;
use crate::codecs::nal::usability::{appearance, clock};
use crate::codecs::nal::window;
use crate::model::Crop;

/// What the syntax of other units and of messages depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sequence {
    /// seq_parameter_set_id.
    id: u32,
    chroma_format: u32,
    /// frame_mbs_only_flag.
    pub(super) frames_only: bool,
    /// pic_struct_present_flag.
    pub(super) has_structure: bool,
    /// For NAL units, and for slices only (nal_hrd_parameters, vcl_hrd_parameters).
    pub(super) decoders: [Option<Decoder>; 2],
}

/// A hypothetical reference decoder (E.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decoder {
    pub(super) buffers: u32,
    pub(super) initial_delay_bits: u32,
    pub(super) removal_delay_bits: u32,
    pub(super) output_delay_bits: u32,
    pub(super) offset_bits: u32,
}

/// The existing sequence parameter sets.
#[derive(Debug, Clone, Default)]
pub(super) struct Sets {
    sequences: BTreeMap<u32, Sequence>,
}

impl Sets {
    /// Adds a set.
    pub(super) fn replace(&mut self, set: Sequence) {
        self.sequences.insert(set.id, set);
    }

    /// The set with this id.
    pub(super) fn of(&self, id: u32) -> Option<&Sequence> {
        self.sequences.get(&id)
    }

    /// What all sets agree on: only the slices know which of them applies.
    pub(super) fn only(&self) -> Option<&Sequence> {
        let mut sets = self.sequences.values();
        let first = sets.next()?;
        sets.all(|set| Sequence { id: first.id, ..*set } == *first).then_some(first)
    }
}

/// seq_parameter_set_data.
pub(super) fn sequence(bits: &mut Bits<'_>) -> Option<Sequence> {
    let (plain, _) = opening(bits)?;
    if bits.flag()? { usability(bits, plain) } else { Some(plain) }
}

/// What frame_crop offsets hide of the pictures of a set.
pub(super) fn crop(bits: &mut Bits<'_>) -> Option<Crop> {
    opening(bits).map(|(_, crop)| crop)
}

/// chroma_format_idc, and how many bits more than eight there are for brightness and colour.
pub(super) fn colours(bits: &mut Bits<'_>) -> Option<[u8; 3]> {
    let (profile, _) = identity(bits)?;
    let (chroma_format, _, [luma, chroma]) = if has_colours(profile) { depths(bits)? } else { (1, false, [0; 2]) };
    Some([u8::try_from(chroma_format).ok()?, luma, chroma])
}

/// profile_idc and seq_parameter_set_id.
fn identity(bits: &mut Bits<'_>) -> Option<(u32, u32)> {
    let profile = bits.number(8)?;
    bits.skip(16)?;
    Some((profile, bits.at_most(31)?))
}

/// Whether sets of this profile say more of colours than that there are some.
const fn has_colours(profile: u32) -> bool {
    matches!(profile, 100 | 110 | 122 | 244 | 44 | 83 | 86 | 118 | 128 | 138 | 139 | 134 | 135)
}

/// chroma_format_idc, separate_colour_plane_flag, bit_depth_luma_minus8 and bit_depth_chroma_minus8.
fn depths(bits: &mut Bits<'_>) -> Option<(u32, bool, [u8; 2])> {
    let chroma_format = bits.at_most(3)?;
    let has_planes = chroma_format == 3 && bits.flag()?;
    let mut depth = || bits.at_most(6).and_then(|depth| u8::try_from(depth).ok());
    Some((chroma_format, has_planes, [depth()?, depth()?]))
}

/// Everything before the usability information, and what is hidden (7.4.2.1.1).
fn opening(bits: &mut Bits<'_>) -> Option<(Sequence, Crop)> {
    let (profile, id) = identity(bits)?;
    let (mut chroma_format, mut has_planes) = (1, false);
    if has_colours(profile) {
        (chroma_format, has_planes, _) = depths(bits)?;
        bits.skip(1)?;
        if bits.flag()? {
            scaling_lists(bits, if chroma_format == 3 { 12 } else { 8 })?;
        }
    }
    bits.at_most(12)?;
    match bits.at_most(2)? {
        0 => drop(bits.at_most(12)?),
        1 => {
            bits.skip(1)?;
            bits.signed()?;
            bits.signed()?;
            for _ in 0..bits.at_most(255)? {
                bits.signed()?;
            }
        }
        _ => {}
    }
    bits.unsigned()?;
    bits.skip(1)?;
    let (columns, rows) = (bits.unsigned()?, bits.unsigned()?);
    let frames_only = bits.flag()?;
    bits.skip(if frames_only { 1 } else { 2 })?;
    let mut offsets = [0; 4];
    if bits.flag()? {
        for offset in &mut offsets {
            *offset = bits.unsigned()?;
        }
    }
    let fields = if frames_only { 1 } else { 2 };
    let whole = |blocks: u32| blocks.saturating_add(1).saturating_mul(16);
    let whole = (whole(columns), whole(rows).saturating_mul(fields));
    let (across, down) = window::units(if has_planes { 0 } else { chroma_format });
    let crop = window::crop(whole, offsets, (across, down.saturating_mul(fields)));
    let plain = Sequence { id, chroma_format, frames_only, has_structure: false, decoders: [None; 2] };
    Some((plain, crop))
}

fn scaling_lists(bits: &mut Bits<'_>, lists: u32) -> Option<()> {
    for list in 0..lists {
        if bits.flag()? {
            let mut scale: i64 = 8;
            for _ in 0..if list < 6 { 16 } else { 64 } {
                scale = scale.checked_add(bits.signed()?)?.rem_euclid(256);
                // The rest repeats the last one.
                if scale == 0 {
                    break;
                }
            }
        }
    }
    Some(())
}

/// vui_parameters (E.1.1).
fn usability(bits: &mut Bits<'_>, set: Sequence) -> Option<Sequence> {
    appearance(bits)?;
    if bits.flag()? {
        clock(bits)?;
        bits.skip(1)?;
    }
    let mut decoders = [None; 2];
    for decoder in &mut decoders {
        *decoder = if bits.flag()? { Some(reference_decoder(bits)?) } else { None };
    }
    if decoders.iter().any(Option::is_some) {
        bits.skip(1)?;
    }
    let has_structure = bits.flag()?;
    if bits.flag()? {
        bits.skip(1)?;
        for _ in 0..6 {
            bits.unsigned()?;
        }
    }
    Some(Sequence { has_structure, decoders, ..set })
}

/// hrd_parameters (E.1.2).
fn reference_decoder(bits: &mut Bits<'_>) -> Option<Decoder> {
    let buffers = bits.at_most(31)?.checked_add(1)?;
    bits.skip(8)?;
    for _ in 0..buffers {
        bits.unsigned()?;
        bits.unsigned()?;
        bits.skip(1)?;
    }
    let mut delay = || bits.number(5)?.checked_add(1);
    let (initial_delay_bits, removal_delay_bits, output_delay_bits) = (delay()?, delay()?, delay()?);
    Some(Decoder { buffers, initial_delay_bits, removal_delay_bits, output_delay_bits, offset_bits: bits.number(5)? })
}

/// pic_parameter_set_rbsp.
pub(super) fn picture(bits: &mut Bits<'_>, sets: &Sets) -> Option<()> {
    bits.at_most(255)?;
    let sequence = bits.at_most(31)?;
    bits.skip(2)?;
    let last_group = bits.at_most(7)?;
    if last_group > 0 {
        slice_groups(bits, last_group)?;
    }
    bits.at_most(31)?;
    bits.at_most(31)?;
    bits.skip(3)?;
    for _ in 0..3 {
        bits.signed()?;
    }
    bits.skip(3)?;
    if bits.has_more() {
        let large = bits.flag()?;
        if bits.flag()? {
            let chroma_format = sets.of(sequence)?.chroma_format;
            scaling_lists(
                bits,
                if !large {
                    6
                } else if chroma_format == 3 {
                    12
                } else {
                    8
                },
            )?;
        }
        bits.signed()?;
    }
    Some(())
}

fn slice_groups(bits: &mut Bits<'_>, last_group: u32) -> Option<()> {
    match bits.at_most(6)? {
        0 => {
            for _ in 0..=last_group {
                bits.unsigned()?;
            }
        }
        2 => {
            for _ in 0..last_group {
                bits.unsigned()?;
                bits.unsigned()?;
            }
        }
        3..=5 => {
            bits.skip(1)?;
            bits.unsigned()?;
        }
        6 => {
            let units = usize::try_from(bits.unsigned()?).ok()?.checked_add(1)?;
            // As many bits as it takes to distinguish the groups.
            let len = usize::try_from(u32::BITS.checked_sub(last_group.leading_zeros())?).ok()?;
            bits.skip(units.checked_mul(len)?)?;
        }
        _ => {}
    }
    Some(())
}

/// prefix_nal_unit_svc (F.7.3.2.12.1) after the three extra bytes of its header (F.7.3.1.1); without operations that
/// mark pictures of a base layer, which no product writes.
pub(super) fn prefix(bits: &mut Bits<'_>, is_reference: bool) -> Option<()> {
    // svc_extension_flag: for a view, there is only the header.
    if !bits.flag()? {
        bits.skip(23)?;
        return Some(());
    }
    let is_idr = bits.flag()?;
    bits.skip(6 + 1 + 3 + 4 + 3)?;
    let uses_base = bits.flag()?;
    bits.skip(2)?;
    (bits.number(2)? == 3).then_some(())?;
    if is_reference {
        let stores_base = bits.flag()?;
        if (uses_base || stores_base) && !is_idr && bits.flag()? {
            return None;
        }
        // additional_prefix_nal_unit_extension_flag.
        (!bits.flag()?).then_some(())?;
    }
    Some(())
}

/// seq_parameter_set_extension_rbsp.
pub(super) fn extension(bits: &mut Bits<'_>) -> Option<()> {
    bits.at_most(31)?;
    if bits.at_most(3)? != 0 {
        let depth = usize::try_from(bits.at_most(4)?.checked_add(9)?).ok()?;
        bits.skip(depth.checked_mul(2)?.checked_add(1)?)?;
    }
    bits.skip(1)
}
