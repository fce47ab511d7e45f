//! Syntax of SEI messages about how pictures are shown: side by side, rotated, in layers (H.264, D.1; H.265, D.2, F.14
//! and G.14).

use super::colour::Lasting;
use crate::codecs::nal::bits::Bits;

/// Frame packing arrangement (45).
pub fn frame_packing(bits: &mut Bits<'_>, lasting: Lasting) -> Option<()> {
    bits.unsigned()?;
    if !bits.flag()? {
        let kind = bits.number(7)?;
        let quincunx = bits.flag()?;
        bits.skip(6 + 6)?;
        if !quincunx && kind != 5 {
            bits.skip(4 * 4)?;
        }
        bits.skip(8)?;
        lasting(bits)?;
    }
    bits.skip(1)
}

/// Display orientation (47) in H.265; that of H.264 is followed by one more flag.
pub fn orientation(bits: &mut Bits<'_>, lasting: Lasting, extension_bits: usize) -> Option<()> {
    if bits.flag()? {
        return Some(());
    }
    bits.skip(2 + 16)?;
    lasting(bits)?;
    bits.skip(extension_bits)
}

/// Alpha channel information (165).
pub fn alpha_channel(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? {
        return Some(());
    }
    bits.skip(3)?;
    let depth = usize::try_from(bits.number(3)?.checked_add(9)?).ok()?;
    bits.skip(depth.checked_mul(2)?.checked_add(1)?)?;
    if bits.flag()? { bits.skip(1) } else { Some(()) }
}

/// 3D reference displays information (176).
pub fn reference_displays(bits: &mut Bits<'_>) -> Option<()> {
    let width = bits.at_most(31)?;
    let distance = if bits.flag()? { Some(bits.at_most(31)?) } else { None };
    for _ in 0..=bits.at_most(31)? {
        bits.unsigned()?;
        bits.unsigned()?;
        for precision in [Some(width), distance].into_iter().flatten() {
            let exponent = bits.number(6).filter(|exponent| *exponent < 63)?;
            // An exponent of zero is that of the smallest numbers (G.14.3.2).
            let mantissa = exponent.max(1).checked_add(precision)?.saturating_sub(31);
            bits.skip(usize::try_from(mantissa).ok()?)?;
        }
        if bits.flag()? {
            bits.skip(10)?;
        }
    }
    bits.skip(1)
}

/// Depth representation information (177).
pub fn depth_representation(bits: &mut Bits<'_>) -> Option<()> {
    let present = [bits.flag()?, bits.flag()?, bits.flag()?, bits.flag()?];
    let kind = bits.at_most(15)?;
    if present.iter().skip(2).any(|is_there| *is_there) {
        bits.at_most(63)?;
    }
    for _ in present.iter().filter(|is_there| **is_there) {
        bits.skip(1 + 7)?;
        let mantissa = bits.number(5)?.checked_add(1)?;
        bits.skip(usize::try_from(mantissa).ok()?)?;
    }
    if kind == 3 {
        let last = bits.at_most(62)?;
        for _ in 0..=last {
            bits.unsigned()?;
        }
    }
    Some(())
}

/// Multiview view position (180).
pub fn view_position(bits: &mut Bits<'_>) -> Option<()> {
    for _ in 0..=bits.at_most(62)? {
        bits.at_most(62)?;
    }
    Some(())
}
