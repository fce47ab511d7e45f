//! How decoded pictures should be shown, and when: the parts of the usability information that are the same in H.264
//! (E.1.1) and H.265 (E.2.1). What follows differs between the codecs.

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

/// Units in a tick, and ticks in a second; `None` for clocks that no video has.
pub fn clock(bits: &mut Bits<'_>) -> Option<()> {
    /// 500 million: no letters are so few.
    const MOST: u32 = 1 << 29;
    let (units, ticks) = (bits.number(32)?, bits.number(32)?);
    (units < MOST && ticks < MOST).then_some(())
}
