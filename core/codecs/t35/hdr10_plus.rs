//! HDR10+ (SMPTE ST 2094-40; CTA-861-H, S.3). Products write one window, and no tables of peak luminances: these have
//! room for text, so payloads with more count as not understood.

use crate::codecs::header_bits::Bits;

/// The maximum for luminances, in units of a hundred-thousandth.
const LUMINANCE_MOST: u64 = 100_000;

/// Whether data after `application_identifier` are this, and nothing else.
pub(super) fn is_whole(data: &[u8]) -> bool {
    let mut bits = Bits::new(data);
    dynamic_metadata(&mut bits).is_some() && bits.is_at_end_of_message()
}

fn dynamic_metadata(bits: &mut Bits<'_>) -> Option<()> {
    // application_version, num_windows.
    bits.up_to(1, 8)?;
    bits.number(2).filter(|&windows| windows == 1)?;
    // targeted_system_display_maximum_luminance, targeted_system_display_actual_peak_luminance_flag.
    bits.up_to(10_000, 27)?;
    bits.flag().filter(|&table| !table)?;
    // maxscl, average_maxrgb.
    for _ in 0..4 {
        bits.up_to(LUMINANCE_MOST, 17)?;
    }
    distribution(bits)?;
    // fraction_bright_pixels, mastering_display_actual_peak_luminance_flag.
    bits.up_to(1000, 10)?;
    bits.flag().filter(|&table| !table)?;
    if bits.flag()? {
        tone_mapping(bits)?;
    }
    // color_saturation_mapping_flag, color_saturation_weight.
    if bits.flag()? {
        bits.skip(6)?;
    }
    Some(())
}

/// `distribution_maxrgb_percentages`, each larger than the previous one, and `distribution_maxrgb_percentiles`.
fn distribution(bits: &mut Bits<'_>) -> Option<()> {
    let mut last = None;
    for _ in 0..bits.number(4)? {
        let percentage = bits.up_to(100, 7).filter(|&percentage| Some(percentage) > last)?;
        bits.up_to(LUMINANCE_MOST, 17)?;
        last = Some(percentage);
    }
    Some(())
}

/// `knee_point_x`, `knee_point_y` and `bezier_curve_anchors`.
fn tone_mapping(bits: &mut Bits<'_>) -> Option<()> {
    bits.skip(24)?;
    for _ in 0..bits.number(4)? {
        bits.skip(10)?;
    }
    Some(())
}
