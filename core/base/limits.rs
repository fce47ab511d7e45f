//! How much of anything is believed: one set of numbers for every format.

/// How much of anything a file may make us read, remember or inflate. One set of numbers for every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest block of metadata that is read, in bytes. A larger one is removed unread.
    pub block_bytes: u64,
    /// Most bytes that one compressed block may inflate to.
    pub inflated_bytes: usize,
    /// Most segments, chunks or boxes in one file.
    pub elements: usize,
    /// Most fields listed for one file.
    pub fields: usize,
    /// Deepest nesting of IFDs, elements or boxes.
    pub depth: usize,
}

impl Limits {
    /// The limits that every scan uses.
    pub const DEFAULT: Self =
        Self { block_bytes: 16 << 20, inflated_bytes: 16 << 20, elements: 100_000, fields: 20_000, depth: 16 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
