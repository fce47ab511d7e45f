//! Bits of a codestream that are written anew (ISO/IEC 18181-1, annex B).

use std::ops::Range;

/// Bits, the lowest of each byte first (B.2.1).
#[derive(Debug)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    pub(super) const fn new() -> Self {
        Self { bytes: Vec::new(), used: 0 }
    }

    /// These bits of others.
    pub(super) fn copy(&mut self, from: &[u8], bits: Range<usize>) {
        for at in bits {
            let byte = from.get(at / 8).copied().unwrap_or(0);
            self.push(u64::from(byte >> (at % 8) & 1), 1);
        }
    }

    /// All of them, with zeros up to the end of the last byte.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn push(&mut self, value: u64, count: u32) {
        for bit in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut().filter(|_| value >> bit & 1 == 1) {
                *last |= 1 << (self.used % 8);
            }
            self.used = self.used.saturating_add(1);
        }
    }

    /// A number that stands for a name (B.2.6, `Enum`).
    pub(super) fn name(&mut self, value: u64) {
        match value {
            0 | 1 => self.push(value, 2),
            2..18 => self.push(2 | value.saturating_sub(2) << 2, 6),
            _ => self.push(3 | value.saturating_sub(18) << 2, 8),
        }
    }

    /// A number in its longest form (B.2.3, `U64`): twelve bits, then groups of eight as long as there are more.
    pub(super) fn number(&mut self, value: u64) {
        self.push(3, 2);
        self.push(value & 0xFFF, 12);
        let mut rest = value >> 12;
        while rest > 0 {
            self.push(1, 1);
            self.push(rest & 0xFF, 8);
            rest >>= 8;
        }
        self.push(0, 1);
    }
}
