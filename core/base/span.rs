//! Runs of bytes.

use std::ops::Range;

/// A run of bytes of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u64,
    /// Length in bytes.
    pub len: u64,
}

impl Span {
    /// The `len` bytes from `start` on.
    #[must_use]
    pub const fn new(start: u64, len: u64) -> Self {
        Self { start, len }
    }

    /// The bytes from `start` up to, and not including, `end`; empty if `end` is not after `start`.
    #[must_use]
    pub const fn between(start: u64, end: u64) -> Self {
        Self { start, len: end.saturating_sub(start) }
    }

    /// Offset of the first byte after the span.
    #[must_use]
    pub const fn end(self) -> u64 {
        // Both can be any number from a file: an end beyond the file is refused when the span is read.
        self.start.saturating_add(self.len)
    }

    /// Whether the span is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }

    /// These of bytes that are held; `None` if there are fewer.
    #[must_use]
    pub fn slice(self, bytes: &[u8]) -> Option<&[u8]> {
        bytes.get(usize::try_from(self.start).ok()?..usize::try_from(self.end()).ok()?)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::between(range.start as u64, range.end as u64)
    }
}
