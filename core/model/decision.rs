//! What becomes of a region.

/// What becomes of a region, with its typed values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision<F> {
    /// Stays byte for byte.
    Stay,
    /// Replaced by the value inside, written afresh.
    Write(F),
    /// Replaced by this value, if any, and zeros: the length stays the same.
    Blank(Option<F>),
    /// Removed.
    Drop,
}
