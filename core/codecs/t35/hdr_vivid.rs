//! HDR Vivid (T/UWA 005.1, table 11), in the only form that decoders read: a `system_start_code` of 1, with one window.

use crate::codecs::header_bits::Bits;

/// Whether data after the provider oriented code are this, and nothing else.
pub(super) fn is_whole(data: &[u8]) -> bool {
    let mut bits = Bits::new(data);
    dynamic_metadata(&mut bits).is_some() && bits.is_at_end_of_message()
}

fn dynamic_metadata(bits: &mut Bits<'_>) -> Option<()> {
    bits.number(8).filter(|&system_start_code| system_start_code == 1)?;
    // Minimum, average, variance and maximum of maxrgb.
    bits.skip(4 * 12)?;
    // tone_mapping_mode_flag.
    if bits.flag()? {
        for _ in 0..=bits.number(1)? {
            tone_mapping(bits)?;
        }
    }
    // color_saturation_mapping_flag, color_saturation_num, color_saturation_gain.
    if bits.flag()? {
        for _ in 0..bits.number(3)? {
            bits.skip(8)?;
        }
    }
    Some(())
}

fn tone_mapping(bits: &mut Bits<'_>) -> Option<()> {
    // targeted_system_display_maximum_luminance, base_enable_flag.
    bits.skip(12)?;
    if !bits.flag()? {
        return Some(());
    }
    // base_param_m_p, m, a, b and n, base_param_K1, 2 and 3, base_param_Delta_enable_mode, base_param_Delta.
    bits.skip(14 + 6 + 10 + 10 + 6 + 2 + 2 + 4 + 3 + 7)?;
    // 3Spline_enable_flag, 3Spline_num.
    if bits.flag()? {
        for _ in 0..=bits.number(1)? {
            // 3Spline_TH_mode, 3Spline_TH_enable_MB.
            if matches!(bits.number(2)?, 0 | 2) {
                bits.skip(8)?;
            }
            // 3Spline_TH_enable, 3Spline_TH_Delta1 and 2, 3Spline_enable_Strength.
            bits.skip(12 + 10 + 10 + 8)?;
        }
    }
    Some(())
}
