//! A tag of a profile, as given by its entry in the table.

/// An entry of the tag table (7.3).
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    pub(super) signature: [u8; 4],
    pub(super) offset: usize,
    /// `None` if they are not completely inside the profile.
    pub(super) data: Option<&'a [u8]>,
}

pub(super) const DESCRIPTION: [u8; 4] = *b"desc";
pub(super) const COPYRIGHT: [u8; 4] = *b"cprt";
/// The name of entries that only matter for their number, or for what is wrong with them.
pub(super) const NAMELESS: [u8; 4] = [0; 4];
