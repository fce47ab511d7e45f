//! The header of a sequence (5.5), read to find its end. Its values are a decoder's business.

use crate::codecs::header_bits::Bits;

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sequence {
    /// `reduced_still_picture_header`.
    pub(super) is_reduced: bool,
    /// Profile, level and colours, as in `av1C` (AV1 Codec ISO Media File Format Binding, 2.3.3).
    pub(super) told: [u8; 2],
    /// Length in bytes, including the byte in which its trailing bits begin.
    pub(super) len: usize,
}

/// `chroma_sample_position` in the second byte of what is told.
pub(super) const POSITION: u8 = 3;

/// The header that a payload begins with; `None` if it is cut off, or has no trailing bits.
pub(super) fn read(payload: &[u8]) -> Option<Sequence> {
    let mut bits = Bits::new(payload);
    let (is_reduced, told) = sequence_header(&mut bits)?;
    bits.flag().filter(|&trailing_one_bit| trailing_one_bit)?;
    bits.align()?;
    Some(Sequence { is_reduced, told, len: bits.at() / 8 })
}

/// `sequence_header_obu` (5.5.1); returns whether it is reduced, and what is told of it.
fn sequence_header(bits: &mut Bits<'_>) -> Option<(bool, [u8; 2])> {
    let profile = bits.up_to(2, 3)?;
    // still_picture, reduced_still_picture_header.
    bits.skip(1)?;
    let is_reduced = bits.flag()?;
    // seq_level_idx, seq_tier.
    let (level, tier) = if is_reduced { (bits.number(5)?, false) } else { operating_points(bits)? };
    let (width_bits, height_bits) = (bits.number(4)?, bits.number(4)?);
    // max_frame_width_minus_1, max_frame_height_minus_1.
    skip_from_one(bits, width_bits)?;
    skip_from_one(bits, height_bits)?;
    if !is_reduced && bits.flag()? {
        // delta_frame_id_length_minus_2, additional_frame_id_length_minus_1.
        bits.skip(4 + 3)?;
    }
    // use_128x128_superblock, enable_filter_intra, enable_intra_edge_filter.
    bits.skip(3)?;
    if !is_reduced {
        tools(bits)?;
    }
    // enable_superres, enable_cdef, enable_restoration.
    bits.skip(3)?;
    let colours = color_config(bits, profile)?;
    // film_grain_params_present.
    bits.skip(1)?;
    Some((is_reduced, [u8::try_from(profile << 5 | level).ok()?, u8::from(tier) << 7 | colours]))
}

/// A number whose width in bits is given minus one.
fn skip_from_one(bits: &mut Bits<'_>, less_one: u64) -> Option<()> {
    bits.skip(usize::try_from(less_one).ok()?.checked_add(1)?)
}

/// From `timing_info_present_flag` to `initial_display_delay_minus_1`; level and tier of the first.
fn operating_points(bits: &mut Bits<'_>) -> Option<(u64, bool)> {
    let mut delay_length = None;
    if bits.flag()? {
        timing_info(bits)?;
        // decoder_model_info_present_flag.
        if bits.flag()? {
            delay_length = Some(bits.number(5)?);
            // num_units_in_decoding_tick, buffer_removal_time_length_minus_1, frame_presentation_time_length_minus_1.
            bits.skip(32 + 5 + 5)?;
        }
    }
    let has_display_delay = bits.flag()?;
    let mut first = None;
    for _ in 0..=bits.number(5)? {
        // operating_point_idc.
        bits.skip(12)?;
        let level = bits.number(5)?;
        let tier = level > 7 && bits.flag()?;
        first.get_or_insert((level, tier));
        if let Some(length) = delay_length
            && bits.flag()?
        {
            // decoder_buffer_delay, encoder_buffer_delay, low_delay_mode_flag.
            skip_from_one(bits, length)?;
            skip_from_one(bits, length)?;
            bits.skip(1)?;
        }
        if has_display_delay && bits.flag()? {
            bits.skip(4)?;
        }
    }
    first
}

/// `timing_info` (5.5.3).
fn timing_info(bits: &mut Bits<'_>) -> Option<()> {
    // num_units_in_display_tick, time_scale, equal_picture_interval.
    bits.skip(32 + 32)?;
    if bits.flag()? {
        // num_ticks_per_picture_minus_1, in the code of 4.10.3.
        let mut zeros = 0_usize;
        while !bits.flag()? {
            zeros = zeros.checked_add(1)?;
        }
        bits.skip(if zeros < 32 { zeros } else { 0 })?;
    }
    Some(())
}

/// From `enable_interintra_compound` to `order_hint_bits_minus_1`.
fn tools(bits: &mut Bits<'_>) -> Option<()> {
    // enable_interintra_compound, enable_masked_compound, enable_warped_motion, enable_dual_filter.
    bits.skip(4)?;
    let has_order_hint = bits.flag()?;
    if has_order_hint {
        // enable_jnt_comp, enable_ref_frame_mvs.
        bits.skip(2)?;
    }
    // seq_choose_screen_content_tools, seq_force_screen_content_tools.
    let has_screen_content_tools = bits.flag()? || bits.flag()?;
    // seq_choose_integer_mv, seq_force_integer_mv.
    if has_screen_content_tools && !bits.flag()? {
        bits.skip(1)?;
    }
    if has_order_hint {
        bits.skip(3)?;
    }
    Some(())
}

/// `color_config` (5.5.2), and what is told of it.
fn color_config(bits: &mut Bits<'_>, profile: u64) -> Option<u8> {
    /// `CP_BT_709`, `TC_SRGB`, `MC_IDENTITY`.
    const SRGB: (u64, u64, u64) = (1, 13, 0);
    let is_high_depth = bits.flag()?;
    let is_twelve_bit = profile == 2 && is_high_depth && bits.flag()?;
    let is_mono_chrome = profile != 1 && bits.flag()?;
    let mut description = None;
    if bits.flag()? {
        description = Some((bits.number(8)?, bits.number(8)?, bits.number(8)?));
    }
    let depth = u8::from(is_high_depth) << 6 | u8::from(is_twelve_bit) << 5;
    if is_mono_chrome {
        // color_range.
        bits.skip(1)?;
        return Some(depth | 0x1C);
    }
    let mut told = depth;
    if description != Some(SRGB) {
        // color_range.
        bits.skip(1)?;
        // subsampling_x, subsampling_y.
        let (x, y) = match profile {
            0 => (true, true),
            1 => (false, false),
            _ if !is_twelve_bit => (true, false),
            _ => {
                let x = bits.flag()?;
                (x, x && bits.flag()?)
            }
        };
        told |= u8::from(x) << 3 | u8::from(y) << 2;
        if x && y {
            // chroma_sample_position.
            told |= u8::try_from(bits.number(2)?).ok()?;
        }
    }
    // separate_uv_delta_q.
    bits.skip(1)?;
    Some(told)
}
