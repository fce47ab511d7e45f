//! How decoded pictures are to be shown, as the usability information of H.264 (E.1.1) and of H.265 (E.2.1) begin with it,
//! alike. What follows is each codec's own.

use super::bits::Bits;

/// From `aspect_ratio_info_present_flag` to the end of the locations of chroma samples; `None` where the bits end before.
pub fn appearance(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? && bits.number(8)? == 255 {
        bits.skip(32)?;
    }
    if bits.flag()? {
        bits.skip(1)?;
    }
    if bits.flag()? {
        bits.skip(4)?;
        if bits.flag()? {
            bits.skip(24)?;
        }
    }
    if bits.flag()? {
        bits.unsigned()?;
        bits.unsigned()?;
    }
    Some(())
}
