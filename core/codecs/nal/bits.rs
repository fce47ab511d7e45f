//! Bits of a payload: numbers with a given number of bits, and Exp-Golomb codes (H.264, 7.2 and 9.1; H.265, 9.2). Never
//! leaves it.

/// Reads starting from the most significant bit.
#[derive(Debug, Clone)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    /// Starts at the first bit.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bits were read.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    const fn left(&self) -> usize {
        self.bytes.len().saturating_mul(8).saturating_sub(self.at)
    }

    /// The next bit.
    pub fn flag(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte.rotate_left(u32::try_from(self.at % 8).ok()?) & 0x80;
        self.at = self.at.saturating_add(1);
        Some(bit != 0)
    }

    /// A number of at most 32 bits.
    pub fn number(&mut self, len: u32) -> Option<u32> {
        if usize::try_from(len).ok()? > self.left() || len > 32 {
            return None;
        }
        let mut number: u32 = 0;
        for _ in 0..len {
            number = number << 1 | u32::from(self.flag()?);
        }
        Some(number)
    }

    /// Skips this many bits.
    pub fn skip(&mut self, len: usize) -> Option<()> {
        self.at = self.at.checked_add(len).filter(|_| len <= self.left())?;
        Some(())
    }

    /// ue(v).
    pub fn unsigned(&mut self) -> Option<u32> {
        let mut zeros: u32 = 0;
        while !self.flag()? {
            zeros = zeros.checked_add(1).filter(|zeros| *zeros < 32)?;
        }
        let rest = self.number(zeros)?;
        1_u32.checked_shl(zeros)?.checked_sub(1)?.checked_add(rest)
    }

    /// ue(v), up to this value.
    pub fn at_most(&mut self, most: u32) -> Option<u32> {
        self.unsigned().filter(|number| *number <= most)
    }

    /// se(v).
    pub fn signed(&mut self) -> Option<i64> {
        let code = i64::from(self.unsigned()?);
        let half = code.checked_add(1)? / 2;
        Some(if code % 2 == 0 { half.checked_neg()? } else { half })
    }

    /// Whether nothing is left except the bits that fill the last byte of a SEI payload: a one and zeros (H.265,
    /// D.2.1). If they are less than a byte, decoders do not look at them.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.left() < 8 || self.left() == 8 && self.clone().one_and_zeros()
    }

    /// Where a parameter set ends, in bytes, if rbsp_trailing_bits begin here.
    #[must_use]
    pub fn trailing_end(&self) -> Option<usize> {
        let end = (self.at / 8).checked_add(1)?;
        let here = Self { bytes: self.bytes.get(..end)?, at: self.at };
        here.clone().one_and_zeros().then_some(end)
    }

    fn one_and_zeros(mut self) -> bool {
        if self.flag() != Some(true) {
            return false;
        }
        while let Some(bit) = self.flag() {
            if bit {
                return false;
            }
        }
        true
    }

    /// more_rbsp_data(): whether there is more before the last bit that is one (H.264, 7.2).
    #[must_use]
    pub fn has_more(&self) -> bool {
        let last = self.bytes.iter().rposition(|&byte| byte != 0);
        let stop = last.and_then(|last| {
            let zeros = usize::try_from(self.bytes.get(last)?.trailing_zeros()).ok()?;
            last.checked_mul(8)?.checked_add(7)?.checked_sub(zeros)
        });
        stop.is_some_and(|stop| self.at < stop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // H.264, table 9-2: 1 010 011 00100 0001001 are 0, 1, 2, 3 and 8 as ue(v); 010 011 are 1 and -1 as se(v).
        let bytes = [0b1010_0110, 0b0100_0001, 0b0010_1001, 0b1100_0000];
        let mut bits = Bits::new(&bytes);
        let read: Vec<_> = (0..5).map(|_| bits.unsigned()).collect();
        assert_eq!(read, [0, 1, 2, 3, 8].map(Some));
        assert_eq!((bits.signed(), bits.signed()), (Some(1), Some(-1)));
        assert!(bits.is_end() && !bits.has_more());
        assert_eq!(bits.trailing_end(), Some(4));
    }

    #[test]
    fn nothing_is_read_behind_the_end() {
        let mut bits = Bits::new(&[0, 0]);
        assert_eq!((bits.number(17), bits.number(33), bits.skip(17)), (None, None, None));
        assert_eq!((bits.number(16), bits.number(0), bits.flag()), (Some(0), Some(0), None));
        assert_eq!(Bits::new(&[0; 9]).unsigned(), None);
    }

    #[test]
    fn a_stop_bit_ends_what_there_is_to_read() {
        let bits = Bits::new(&[0b1010_0000, 0, 0]);
        assert!(bits.has_more());
        let mut behind = bits.clone();
        behind.skip(2).unwrap();
        assert!(!behind.has_more() && !behind.is_end());
        assert_eq!(behind.trailing_end(), Some(1));
        assert_eq!(bits.trailing_end(), None);
    }
}
