//! Numbers with any number of bits, most significant first, as in the headers of codecs. Never leaves its bytes: at the
//! end, every read returns `None`.

/// Walks bytes bit by bit.
#[derive(Debug, Clone)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    /// Starts at the first bit of `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bits were read.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// How many bits are left.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.bytes.len().saturating_mul(8).saturating_sub(self.at)
    }

    /// The next bit.
    pub fn flag(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at >> 3)?;
        let bit = 0x80_u8 >> (self.at & 7);
        self.at = self.at.checked_add(1)?;
        Some(byte & bit != 0)
    }

    /// The next `count` bits, of which there are at most 64.
    pub fn number(&mut self, count: u32) -> Option<u64> {
        let mut number = 0;
        for _ in 0..count {
            number = number << 1 | u64::from(self.flag()?);
        }
        Some(number)
    }

    /// The next `count` bits, whose value must not exceed `most`.
    pub fn up_to(&mut self, most: u64, count: u32) -> Option<u64> {
        self.number(count).filter(|&number| number <= most)
    }

    /// Skips `count` bits.
    pub fn skip(&mut self, count: usize) -> Option<()> {
        if count > self.left() {
            return None;
        }
        self.at = self.at.checked_add(count)?;
        Some(())
    }

    /// A number in Exp-Golomb code (ITU-T H.264, 9.1): zeros, a one, and as many bits as there were zeros.
    pub fn exp_golomb(&mut self) -> Option<u64> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros = u32::checked_add(zeros, 1).filter(|&zeros| zeros <= 32)?;
        }
        (1_u64 << zeros | self.number(zeros)?).checked_sub(1)
    }

    /// Skips bits up to the next whole byte, which have to be zero.
    pub fn align(&mut self) -> Option<()> {
        while self.at & 7 != 0 {
            self.flag().filter(|&bit| !bit)?;
        }
        Some(())
    }

    /// Whether only zero bits are left, and fewer than a byte of them.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        let mut rest = self.clone();
        rest.align().is_some() && rest.left() == 0
    }

    /// The same, or with a one before the zeros, as when SEI messages end inside a byte (ITU-T H.265, 7.3.5).
    #[must_use]
    pub fn is_at_end_of_message(&self) -> bool {
        let mut rest = self.clone();
        self.is_at_end() || self.left() < 8 && rest.flag() == Some(true) && rest.is_at_end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lie_across_bytes() {
        let mut bits = Bits::new(&[0b1010_0110, 0b1100_0000]);
        assert_eq!((bits.number(3), bits.flag(), bits.up_to(13, 6)), (Some(5), Some(false), None));
        assert_eq!((bits.at(), bits.left(), bits.number(7)), (10, 6, None));
        assert_eq!(Bits::new(&[0xFF; 8]).number(64), Some(u64::MAX));
    }

    #[test]
    fn exp_golomb_is_what_the_standard_lists() {
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0000, 0b0000_0000]);
        assert_eq!([bits.exp_golomb(), bits.exp_golomb(), bits.exp_golomb()], [Some(0), Some(1), Some(2)]);
        assert_eq!(bits.exp_golomb(), Some(3));
        assert_eq!(bits.exp_golomb(), None);
        assert_eq!(Bits::new(&[0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).exp_golomb(), None);
    }

    #[test]
    fn an_end_is_less_than_a_byte_of_zeros() {
        let after = |count, bytes: &[u8]| {
            let mut bits = Bits::new(bytes);
            bits.skip(count).unwrap();
            bits.is_at_end()
        };
        assert!(after(3, &[0b1110_0000]) && after(8, &[0xFF]) && after(0, &[]));
        assert!(!after(3, &[0b1110_0001]) && !after(3, &[0b1110_0000, 0]) && !after(8, &[0xFF, 0]));
        assert!(Bits::new(&[0]).skip(9).is_none());
    }
}
