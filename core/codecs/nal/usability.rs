//! How decoded pictures should be shown: the beginning of the usability information, which is the same in H.264 (E.1.1)
//! and H.265 (E.2.1). What follows differs between the codecs.

use super::bits::Bits;

/// From `aspect_ratio_info_present_flag` to the end of the locations of chroma samples; `None` if the bits end first.
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
