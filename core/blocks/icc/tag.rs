//! A tag of a profile, as its entry in the table gives it.

/// An entry of the tag table (7.3).
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    pub(super) signature: [u8; 4],
    pub(super) offset: usize,
    /// Nothing where they are not wholly in the profile.
    pub(super) data: Option<&'a [u8]>,
}

pub(super) const DESCRIPTION: [u8; 4] = *b"desc";
pub(super) const COPYRIGHT: [u8; 4] = *b"cprt";
/// Of entries that are there for their number, or for what is wrong with them.
pub(super) const NAMELESS: [u8; 4] = [0; 4];
