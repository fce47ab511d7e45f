//! Consecutive codes of a few bits, in either bit order.

/// Reads codes, and never leaves the bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codes<'a> {
    bytes: &'a [u8],
    least_first: bool,
    /// The next bit.
    at: usize,
}

impl<'a> Codes<'a> {
    pub(super) const fn new(bytes: &'a [u8], least_first: bool) -> Self {
        Self { bytes, least_first, at: 0 }
    }

    /// The next code, of at most sixteen bits.
    pub(super) fn take(&mut self, width: u32) -> Option<usize> {
        let end = self.at.checked_add(usize::try_from(width).ok()?)?;
        let bytes = self.bytes.get(self.at / 8..end.div_ceil(8))?;
        let skipped = u32::try_from(self.at & 7).ok()?;
        let rest = u32::try_from(end.next_multiple_of(8).saturating_sub(end)).ok()?;
        let add = |sum: u32, byte: &u8| sum.wrapping_shl(8) | u32::from(*byte);
        let code = if self.least_first {
            bytes.iter().rev().fold(0, add).wrapping_shr(skipped)
        } else {
            bytes.iter().fold(0, add).wrapping_shr(rest)
        };
        self.at = end;
        usize::try_from(code & 1_u32.wrapping_shl(width).wrapping_sub(1)).ok()
    }

    /// The first byte from which no code was read.
    pub(super) const fn end(&self) -> usize {
        self.at.div_ceil(8)
    }
}
