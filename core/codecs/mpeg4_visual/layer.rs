//! How long the header of a video object layer is (ISO/IEC 14496-2, 6.2.3). Its content is ignored.

use crate::codecs::bits::Bits;

/// Values of `sprite_enable` (table 6-14).
const STATIC_SPRITE: u32 = 1;
const NO_SPRITE: u32 = 0;

/// How many bits the header has; `None` if it is cut off, or has shapes, scalable layers or estimates, which phones and
/// video encoders never wrote.
pub(super) fn bits(content: &[u8]) -> Option<usize> {
    let mut bits = Bits::new(content);
    bits.skip(1 + 8)?;
    if bits.bit()? {
        let version = bits.take(4)?;
        bits.skip(3)?;
        return rest(bits, version);
    }
    // Its version is that of the visual object (6.3.3), or 1, as in FFmpeg: nothing that either reads is cut off.
    [1, 2].into_iter().filter_map(|version| rest(bits, version)).max()
}

fn rest(mut bits: Bits<'_>, version: u32) -> Option<usize> {
    const EXTENDED_ASPECT_RATIO: u32 = 15;
    if bits.take(4)? == EXTENDED_ASPECT_RATIO {
        bits.skip(8 + 8)?;
    }
    // vol_control_parameters, vbv_parameters.
    if bits.bit()? {
        bits.skip(2 + 1)?;
        if bits.bit()? {
            bits.skip(15 + 1 + 15 + 1 + 15 + 1 + 3 + 11 + 1 + 15 + 1)?;
        }
    }
    // Rectangular.
    (bits.take(2)? == 0).then_some(())?;
    bits.skip(1)?;
    let resolution = bits.take(16)?;
    bits.skip(1)?;
    if bits.bit()? {
        let most = resolution.saturating_sub(1).max(1);
        bits.skip(usize::try_from(most.ilog2()).ok()?.saturating_add(1))?;
    }
    // Width and height between markers, interlaced, obmc_disable.
    bits.skip(1 + 13 + 1 + 13 + 1 + 1 + 1)?;
    let sprite = bits.take(if version == 1 { 1 } else { 2 })?;
    if sprite == STATIC_SPRITE {
        bits.skip(4 * (13 + 1))?;
    }
    if sprite != NO_SPRITE {
        bits.skip(6 + 2 + 1)?;
    }
    if sprite == STATIC_SPRITE {
        bits.skip(1)?;
    }
    if bits.bit()? {
        bits.skip(4 + 4)?;
    }
    if bits.bit()? {
        matrix(&mut bits)?;
        matrix(&mut bits)?;
    }
    if version != 1 {
        // quarter_sample
        bits.skip(1)?;
    }
    let complexity_estimation_disable = bits.bit()?;
    complexity_estimation_disable.then_some(())?;
    bits.skip(1)?;
    // data_partitioned, reversible_vlc.
    if bits.bit()? {
        bits.skip(1)?;
    }
    if version != 1 {
        // newpred_enable, reduced_resolution_vop_enable.
        if bits.bit()? {
            bits.skip(2 + 1)?;
        }
        bits.skip(1)?;
    }
    let scalability = bits.bit()?;
    (!scalability).then_some(bits.at())
}

/// A matrix, if one is loaded: up to 64 values, or those before a zero.
fn matrix(bits: &mut Bits<'_>) -> Option<()> {
    if bits.bit()? {
        for _ in 0..64 {
            if bits.take(8)? == 0 {
                break;
            }
        }
    }
    Some(())
}
