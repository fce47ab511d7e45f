//! Video and picture parameter sets of H.265, read to their ends so that nothing can follow them, and what they share
//! with sequence parameter sets (7.3.2.1, 7.3.2.3, 7.3.3, 7.3.4, E.2.2). Extensions for several layers and for depth
//! are not read.

use crate::codecs::nal::bits::Bits;
use crate::codecs::nal::usability::clock;

/// profile_tier_level; `None` if bits are set that no profile has.
pub(super) fn profile(bits: &mut Bits<'_>, last_sub_layer: u32) -> Option<()> {
    one_profile(bits)?;
    bits.skip(8)?;
    let mut present = Vec::new();
    for _ in 0..last_sub_layer {
        present.push((bits.flag()?, bits.flag()?));
    }
    if last_sub_layer > 0 {
        for _ in last_sub_layer..8 {
            bits.skip(2)?;
        }
    }
    for (profile, level) in present {
        if profile {
            one_profile(bits)?;
        }
        bits.skip(if level { 8 } else { 0 })?;
    }
    Some(())
}

/// A profile and what it is compatible with: profiles above 11, and all but the first ten of its constraints, are
/// reserved.
fn one_profile(bits: &mut Bits<'_>) -> Option<()> {
    const RESERVED: u32 = 0x000F_FFFF;
    // general_profile_space, general_tier_flag, general_profile_idc; general_profile_compatibility_flag.
    let space = bits.number(2)?;
    bits.skip(1 + 5)?;
    let compatible = bits.number(32)?;
    // general_progressive_source_flag and three others, and the constraints.
    bits.skip(4 + 10)?;
    let reserved = [bits.number(32)?, bits.number(1)?];
    // general_inbld_flag.
    bits.skip(1)?;
    (space == 0 && compatible & RESERVED == 0 && reserved == [0, 0]).then_some(())
}

/// How many pictures each sub-layer needs.
pub(super) fn ordering(bits: &mut Bits<'_>, last_sub_layer: u32) -> Option<()> {
    let first = if bits.flag()? { 0 } else { last_sub_layer };
    for _ in first..=last_sub_layer {
        for _ in 0..3 {
            bits.unsigned()?;
        }
    }
    Some(())
}

/// A hypothetical reference decoder, for the highest sub-layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decoder {
    /// How many kinds of buffers there are: for NAL units, for slices only.
    pub(super) kinds: u32,
    pub(super) buffers: u32,
    pub(super) initial_delay_bits: u32,
    pub(super) removal_delay_bits: u32,
    pub(super) output_delay_bits: u32,
    pub(super) parts: Option<Parts>,
}

/// For decoding units, which are parts of pictures (sub_pic_hrd_params_present_flag).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) increment_bits: u32,
    pub(super) in_picture_timing: bool,
    pub(super) output_delay_bits: u32,
}

/// hrd_parameters; `common` are those of the previous one, if it has none of its own.
pub(super) fn reference_decoder(bits: &mut Bits<'_>, common: Option<Decoder>, last_sub_layer: u32) -> Option<Decoder> {
    let mut decoder = match common {
        Some(common) => common,
        None => common_part(bits)?,
    };
    for _ in 0..=last_sub_layer {
        let fixed = bits.flag()? || bits.flag()?;
        let low_delay = if fixed { bits.at_most(2047).map(|_| false)? } else { bits.flag()? };
        decoder.buffers = if low_delay { 1 } else { bits.at_most(31)?.checked_add(1)? };
        for _ in 0..decoder.kinds.checked_mul(decoder.buffers)? {
            for _ in 0..if decoder.parts.is_some() { 4 } else { 2 } {
                bits.unsigned()?;
            }
            bits.skip(1)?;
        }
    }
    Some(decoder)
}

fn common_part(bits: &mut Bits<'_>) -> Option<Decoder> {
    let kinds = u32::from(bits.flag()?).checked_add(u32::from(bits.flag()?))?;
    // What is inferred if there are none (E.3.2).
    let (mut parts, mut lens) = (None, [24; 3]);
    if kinds > 0 {
        if bits.flag()? {
            bits.skip(8)?;
            let increment_bits = bits.number(5)?.checked_add(1)?;
            let in_picture_timing = bits.flag()?;
            parts = Some(Parts { increment_bits, in_picture_timing, output_delay_bits: bits.number(5)?.checked_add(1)? });
        }
        bits.skip(if parts.is_some() { 12 } else { 8 })?;
        for len in &mut lens {
            *len = bits.number(5)?.checked_add(1)?;
        }
    }
    let [initial_delay_bits, removal_delay_bits, output_delay_bits] = lens;
    Some(Decoder { kinds, buffers: 1, initial_delay_bits, removal_delay_bits, output_delay_bits, parts })
}

/// scaling_list_data.
pub(super) fn scaling_lists(bits: &mut Bits<'_>) -> Option<()> {
    for size in 0..4 {
        for _ in 0..if size == 3 { 2 } else { 6 } {
            if !bits.flag()? {
                bits.at_most(5)?;
                continue;
            }
            // The largest also have one for the mean.
            let coefficients = match size {
                0 => 16,
                1 => 64,
                _ => 65,
            };
            for _ in 0..coefficients {
                bits.signed()?;
            }
        }
    }
    Some(())
}

/// video_parameter_set_rbsp: whether its profiles and its clock are some that there can be; `None` if it cannot be read
/// to its end.
pub(super) fn video(bits: &mut Bits<'_>) -> Option<bool> {
    bits.skip(4 + 2 + 6)?;
    let last_sub_layer = bits.number(3).filter(|last| *last < 7)?;
    bits.skip(1 + 16)?;
    if profile(bits, last_sub_layer).is_none() {
        return Some(false);
    }
    ordering(bits, last_sub_layer)?;
    let layers = usize::try_from(bits.number(6)?.checked_add(1)?).ok()?;
    let sets = usize::try_from(bits.at_most(1023)?).ok()?;
    bits.skip(layers.checked_mul(sets)?)?;
    if bits.flag()? {
        if clock(bits).is_none() {
            return Some(false);
        }
        if bits.flag()? {
            bits.unsigned()?;
        }
        let mut decoder = None;
        for _ in 0..bits.at_most(1024)? {
            bits.unsigned()?;
            // The first has its own common part.
            let shared = if decoder.is_some() && !bits.flag()? { decoder } else { None };
            decoder = Some(reference_decoder(bits, shared, last_sub_layer)?);
        }
    }
    (!bits.flag()?).then_some(true)
}

/// pic_parameter_set_rbsp.
pub(super) fn picture(bits: &mut Bits<'_>) -> Option<()> {
    bits.at_most(63)?;
    bits.at_most(15)?;
    bits.skip(2 + 3 + 2)?;
    bits.at_most(14)?;
    bits.at_most(14)?;
    bits.signed()?;
    bits.skip(1)?;
    let skips_transform = bits.flag()?;
    if bits.flag()? {
        bits.unsigned()?;
    }
    bits.signed()?;
    bits.signed()?;
    bits.skip(1 + 2 + 1)?;
    let tiled = bits.flag()?;
    bits.skip(1)?;
    if tiled {
        tiles(bits)?;
    }
    bits.skip(1)?;
    if bits.flag()? {
        bits.skip(1)?;
        if !bits.flag()? {
            bits.signed()?;
            bits.signed()?;
        }
    }
    if bits.flag()? {
        scaling_lists(bits)?;
    }
    bits.skip(1)?;
    bits.unsigned()?;
    bits.skip(1)?;
    if !bits.flag()? {
        return Some(());
    }
    let (range, layers, depth, screen) = (bits.flag()?, bits.flag()?, bits.flag()?, bits.flag()?);
    if bits.number(4)? != 0 || depth {
        return None;
    }
    if range {
        range_extension(bits, skips_transform)?;
    }
    if layers {
        layers_extension(bits)?;
    }
    if screen { screen_extension(bits) } else { Some(()) }
}

fn tiles(bits: &mut Bits<'_>) -> Option<()> {
    let (columns, rows) = (bits.at_most(1023)?, bits.at_most(1023)?);
    if !bits.flag()? {
        for _ in 0..columns.checked_add(rows)? {
            bits.unsigned()?;
        }
    }
    bits.skip(1)
}

/// pps_multilayer_extension (F.7.3.2.3.4), without a colour table.
fn layers_extension(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? {
        bits.skip(6)?;
    }
    for _ in 0..bits.at_most(62)? {
        bits.skip(6)?;
        for _ in 0..2 {
            if bits.flag()? {
                (0..4).try_for_each(|_| bits.signed().map(drop))?;
            }
        }
        if bits.flag()? {
            (0..4).try_for_each(|_| bits.unsigned().map(drop))?;
        }
    }
    (!bits.flag()?).then_some(())
}

/// pps_range_extension.
fn range_extension(bits: &mut Bits<'_>, skips_transform: bool) -> Option<()> {
    if skips_transform {
        bits.unsigned()?;
    }
    bits.skip(1)?;
    if bits.flag()? {
        bits.unsigned()?;
        for _ in 0..=bits.at_most(5)? {
            bits.signed()?;
            bits.signed()?;
        }
    }
    bits.unsigned()?;
    bits.unsigned().map(drop)
}

/// pps_scc_extension.
fn screen_extension(bits: &mut Bits<'_>) -> Option<()> {
    bits.skip(1)?;
    if bits.flag()? {
        bits.skip(1)?;
        for _ in 0..3 {
            bits.signed()?;
        }
    }
    if !bits.flag()? {
        return Some(());
    }
    let entries = usize::try_from(bits.at_most(128)?).ok()?;
    if entries == 0 {
        return Some(());
    }
    let grey = bits.flag()?;
    let depth = |bits: &mut Bits<'_>| usize::try_from(bits.at_most(8)?.checked_add(8)?).ok();
    let luma = depth(bits)?;
    let chroma = if grey { 0 } else { depth(bits)?.checked_mul(2)? };
    bits.skip(entries.checked_mul(luma.checked_add(chroma)?)?)
}
