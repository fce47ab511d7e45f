//! A tag of a profile, and what its texts become.

/// An entry of the tag table (7.3).
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    pub(super) signature: [u8; 4],
    pub(super) offset: usize,
    pub(super) data: &'a [u8],
}

pub(super) const DESCRIPTION: [u8; 4] = *b"desc";
pub(super) const COPYRIGHT: [u8; 4] = *b"cprt";

/// What descriptions and copyrights become.
pub(super) const NEUTRAL: &str = "icc";
