//! How numbers are written in a TIFF file, and the header that specifies it (TIFF 6.0, section 2; BigTIFF).

use crate::base::ByteOrder;

/// How numbers are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Byte order.
    pub order: ByteOrder,
    /// Whether offsets and counts are 64-bit (BigTIFF).
    pub big: bool,
}

impl Layout {
    /// The header: byte order, version, offset of the first directory.
    #[must_use]
    pub const fn header_len(self) -> u64 {
        if self.big { 16 } else { 8 }
    }

    /// The number of entries, which comes before them.
    #[must_use]
    pub const fn count_len(self) -> u64 {
        if self.big { 8 } else { 2 }
    }

    /// One entry of a directory.
    #[must_use]
    pub const fn entry_len(self) -> u64 {
        if self.big { 20 } else { 12 }
    }

    /// An offset, which is also the longest value that fits into an entry.
    #[must_use]
    pub const fn offset_len(self) -> u64 {
        if self.big { 8 } else { 4 }
    }

    /// Length of a directory with this many entries, including the offset of the next one.
    #[must_use]
    pub const fn directory_len(self, entries: u64) -> u64 {
        self.count_len().saturating_add(entries.saturating_mul(self.entry_len())).saturating_add(self.offset_len())
    }

    /// The number in these bytes, of which there are at most eight.
    #[must_use]
    pub fn number(self, bytes: &[u8]) -> u64 {
        let add = |sum: u64, byte: &u8| sum.wrapping_shl(8) | u64::from(*byte);
        match self.order {
            ByteOrder::Big => bytes.iter().fold(0, add),
            ByteOrder::Little => bytes.iter().rev().fold(0, add),
        }
    }

    /// The bytes of a number, `len` of them.
    #[must_use]
    pub fn bytes(self, number: u64, len: u64) -> Vec<u8> {
        let len = usize::try_from(len).unwrap_or(8).min(8);
        match self.order {
            ByteOrder::Big => number.to_be_bytes().get(8_usize.saturating_sub(len)..).unwrap_or_default().to_vec(),
            ByteOrder::Little => number.to_le_bytes().get(..len).unwrap_or_default().to_vec(),
        }
    }
}

/// How numbers are written in a file that begins with `head`; `None` if it is not a TIFF file.
#[must_use]
pub fn layout(head: &[u8]) -> Option<Layout> {
    use ByteOrder::{Big, Little};
    let (order, big) = match head {
        [b'I', b'I', 42, 0, ..] => (Little, false),
        [b'M', b'M', 0, 42, ..] => (Big, false),
        [b'I', b'I', 43, 0, 8, 0, 0, 0, ..] => (Little, true),
        [b'M', b'M', 0, 43, 0, 8, 0, 0, ..] => (Big, true),
        _ => return None,
    };
    Some(Layout { order, big })
}

/// How numbers are written, and the offset of the first directory; `None` if `head` is not a header, or not a complete
/// one.
#[must_use]
pub fn header(head: &[u8]) -> Option<(Layout, u64)> {
    let layout = layout(head)?;
    let first = head.get(if layout.big { 8..16 } else { 4..8 })?;
    Some((layout, layout.number(first)))
}
