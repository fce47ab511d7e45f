//! How much of anything is allowed: one set of numbers for every format, and the budget of the file they apply to.

use super::Budget;

/// How much a file may make us read, remember or inflate. One set of numbers for every format.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Largest block of metadata that is read, in bytes. Larger ones are removed unread.
    pub block_bytes: u64,
    /// Most bytes that one compressed block may inflate to.
    pub inflated_bytes: usize,
    /// Most segments, chunks or boxes in one file.
    pub elements: usize,
    /// Most fields listed for one file.
    pub fields: usize,
    /// Most findings in one file: something unread might reveal anything, and counts once for each category.
    pub findings: usize,
    /// Deepest nesting of IFDs, elements or boxes.
    pub depth: usize,
    /// What all of it together may cost.
    pub budget: Budget,
}

impl Limits {
    /// The limits that every scan uses, without a budget.
    pub const DEFAULT: Self = Self {
        block_bytes: 16 << 20,
        inflated_bytes: 16 << 20,
        elements: 100_000,
        fields: 20_000,
        findings: 200_000,
        depth: 16,
        budget: Budget::NONE,
    };

    /// The limits for a file of this length.
    #[must_use]
    pub fn of(len: u64) -> Self {
        Self { budget: Budget::of(len), ..Self::DEFAULT }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
