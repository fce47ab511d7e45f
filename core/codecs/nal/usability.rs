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
    /// 500 million: no letters are so few, and few are whole thousands, as clocks of a thousand million are.
    const MOST: u32 = 1 << 29;
    let is_clock = |number: u32| number < MOST || number.is_multiple_of(1000);
    let (units, ticks) = (bits.number(32)?, bits.number(32)?);
    (is_clock(units) && is_clock(ticks)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_no_letters() {
        let has_clock =
            |units: u32, ticks: u32| clock(&mut Bits::new(&[units.to_be_bytes(), ticks.to_be_bytes()].concat())).is_some();
        for (units, ticks) in [(1, 50), (1001, 60_000), (100, 90_000), (1, 240_000_000), (33_333_333, 2_000_000_000)] {
            assert!(has_clock(units, ticks), "{units}/{ticks}");
        }
        assert!(!has_clock(u32::from_be_bytes(*b"Nora"), 50) && !has_clock(1, u32::from_be_bytes(*b"4885")));
        assert!(clock(&mut Bits::new(&[0; 7])).is_none());
    }
}
