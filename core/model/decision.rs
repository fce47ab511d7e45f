//! What becomes of a region.

/// What becomes of a region, with its typed values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision<F> {
    /// Stays byte for byte.
    Stay,
    /// Gives way to the value inside, written anew.
    Write(F),
    /// Gives way to this value, where there is one, and to zeros: as long as it was.
    Blank(Option<F>),
    /// Goes.
    Drop,
}
