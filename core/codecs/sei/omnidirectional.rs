//! Syntax of SEI messages about omnidirectional video (H.265, D.2.41; H.274, 8).

use crate::codecs::nal::bits::Bits;

/// Equirectangular projection (150).
pub fn equirectangular(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? {
        return Some(());
    }
    bits.skip(1)?;
    let padded = bits.flag()?;
    bits.skip(2)?;
    bits.skip(if padded { 3 + 8 + 8 } else { 0 })
}

/// Cubemap projection (151).
pub fn cubemap(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? { Some(()) } else { bits.skip(1) }
}

/// Fisheye video information (152).
pub fn fisheye(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? {
        return Some(());
    }
    bits.skip(1 + 3 + 3)?;
    for _ in 0..=bits.number(8)? {
        bits.skip(15 * 32)?;
        let coefficients = usize::try_from(bits.number(16)?).ok()?;
        bits.skip(coefficients.checked_mul(32)?)?;
    }
    Some(())
}

/// Sphere rotation (154).
pub fn sphere_rotation(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? { Some(()) } else { bits.skip(1 + 6 + 3 * 32) }
}

/// Region-wise packing (155).
pub fn regionwise_packing(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? {
        return Some(());
    }
    bits.skip(1 + 1 + 5)?;
    let regions = bits.number(8)?;
    bits.skip(2 * 32 + 2 * 16)?;
    for _ in 0..regions {
        bits.skip(4 + 3)?;
        let guarded = bits.flag()?;
        bits.skip(4 * 32 + 4 * 16)?;
        bits.skip(if guarded { 4 * 8 + 1 + 4 * 3 + 3 } else { 0 })?;
    }
    Some(())
}

/// Omnidirectional viewport (156).
pub fn viewport(bits: &mut Bits<'_>) -> Option<()> {
    bits.skip(10)?;
    if bits.flag()? {
        return Some(());
    }
    bits.skip(1)?;
    for _ in 0..=bits.number(4)? {
        bits.skip(5 * 32)?;
    }
    Some(())
}
