//! Walks a block that was read: numbers in either byte order, texts, runs of bytes. Never leaves it.

/// Byte order of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteOrder {
    /// Least significant byte first (TIFF's `II`, RIFF).
    Little,
    /// Most significant byte first (TIFF's `MM`, JPEG, PNG).
    Big,
}

/// Walks a block in memory and never leaves it: at the end, every read returns `None`.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    order: ByteOrder,
}

impl<'a> Cursor<'a> {
    /// Starts at the first byte of `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8], order: ByteOrder) -> Self {
        Self { bytes, at: 0, order }
    }

    /// Starts at `at`, which may be past the end.
    #[must_use]
    pub const fn starting_at(bytes: &'a [u8], at: usize, order: ByteOrder) -> Self {
        Self { bytes, at, order }
    }

    /// Offset of the next byte in the block.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What has not been read yet.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next `len` bytes.
    pub fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(len)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    /// The next byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// The next two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        let bytes = self.array()?;
        Some(match self.order {
            ByteOrder::Little => u16::from_le_bytes(bytes),
            ByteOrder::Big => u16::from_be_bytes(bytes),
        })
    }

    /// The next four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        let bytes = self.array()?;
        Some(match self.order {
            ByteOrder::Little => u32::from_le_bytes(bytes),
            ByteOrder::Big => u32::from_be_bytes(bytes),
        })
    }

    /// The bytes up to a zero byte, which is consumed but not returned.
    pub fn until_zero(&mut self) -> Option<&'a [u8]> {
        let len = memchr::memchr(0, self.rest())?;
        let text = self.take(len)?;
        self.take(1)?;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_answers_nothing_behind_the_end() {
        let mut cursor = Cursor::starting_at(b"ab", 9, ByteOrder::Big);
        assert_eq!((cursor.u8(), cursor.take(0), cursor.rest()), (None, None, &b""[..]));
        assert_eq!(Cursor::new(b"\x01\x02", ByteOrder::Little).u16(), Some(0x0201));
    }
}
