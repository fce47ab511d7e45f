//! Bytes among bits, each after its flag: extra information of MPEG video (ISO/IEC 13818-2, 6.2.3, 6.2.4), PSUPP of
//! H.263 (5.1.24). Their content is not its business.

use std::ops::Range;

use super::bits::Bits;

/// A chain of a 1 flag and a byte, again and again, up to a 0 flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    /// The bytes of the content in which it has bits, except for its last flag.
    pub(super) bytes: Range<usize>,
    /// Whether a 0 flag ends it; if not, the end of the content does.
    pub(super) ends: bool,
    /// Its first flag.
    at: usize,
    /// How many bytes it has, including one that is cut off.
    count: usize,
}

impl Chain {
    /// The chain whose first flag is at this bit; `None` if the flag is 0, or past the end.
    pub(super) fn read(content: &[u8], at: usize) -> Option<Self> {
        let mut bits = Bits::starting_at(content, at);
        let mut count: usize = 0;
        let ends = loop {
            match bits.bit() {
                Some(true) => count = count.saturating_add(1),
                Some(false) => break true,
                None => break false,
            }
            if bits.skip(8).is_none() {
                break false;
            }
        };
        let end = if ends { bits.at().saturating_sub(1) } else { content.len().saturating_mul(8) };
        (count > 0).then_some(Self { bytes: at / 8..end.div_ceil(8), ends, at, count })
    }

    /// The same with other bytes in the chain, each given its number and its old value.
    pub(super) fn with(&self, content: &[u8], byte: impl Fn(usize, u8) -> u8) -> Vec<u8> {
        let mut anew = content.get(self.bytes.clone()).unwrap_or_default().to_vec();
        let first = self.bytes.start.saturating_mul(8);
        for number in 0..self.count {
            let at = number.saturating_mul(9).saturating_add(self.at).saturating_add(1);
            let mut bits = Bits::starting_at(content, at);
            let left = bits.left().min(8);
            let old = bits.take(left).and_then(|old| u8::try_from(old << 8_usize.saturating_sub(left)).ok()).unwrap_or(0);
            let new = byte(number, old);
            for bit in 0..left {
                set(&mut anew, at.saturating_add(bit).saturating_sub(first), new & (0x80 >> bit) != 0);
            }
        }
        anew
    }
}

fn set(bytes: &mut [u8], at: usize, bit: bool) {
    if let Some(byte) = bytes.get_mut(at / 8) {
        let mask = 0x80 >> (at % 8);
        *byte = if bit { *byte | mask } else { *byte & !mask };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_ends_with_its_flag_or_with_the_content() {
        assert_eq!(Chain::read(&[0b1111_1011, 0xFF], 5), None);
        assert_eq!(Chain::read(&[], 5), None);
        let bytes = [0b0000_0111, 0b1111_1111, 0b1111_1110, 0xAB];
        let chain = Chain::read(&bytes, 5).unwrap();
        assert_eq!((chain.bytes.clone(), chain.ends, chain.count), (0..3, true, 2));
        assert_eq!(chain.with(&bytes, |_, _| 0), [0b0000_0100, 0b0000_0010, 0]);
        let cut = Chain::read(&bytes[..2], 5).unwrap();
        assert_eq!((cut.bytes.clone(), cut.ends), (0..2, false));
        assert_eq!(cut.with(&bytes[..2], |_, _| 0), [0b0000_0100, 0b0000_0010]);
    }

    #[test]
    fn what_is_written_is_what_was_asked_for() {
        let content = [0b1010_1010, 0b1101_0101, 0b0110_1001, 0b1000_0000];
        let chain = Chain::read(&content, 2).unwrap();
        let same = chain.with(&content, |_, byte| byte);
        assert_eq!(same, content[chain.bytes.clone()]);
    }
}
