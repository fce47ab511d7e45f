//! The Exif block of a copy, in terms of what it says.

use super::Kept;

/// What an Exif block of a copy can say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExifBlock {
    /// How the picture is turned.
    pub orientation: Option<Orientation>,
    /// What was asked to be kept.
    pub kept: Kept,
}

/// Exif orientation that turns or mirrors the picture: 2 to 8. (1 says nothing and is not written.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Orientation(u8);

impl Orientation {
    /// From the value of Exif tag 0x0112.
    #[must_use]
    pub const fn new(value: u32) -> Option<Self> {
        match value {
            2 => Some(Self(2)),
            3 => Some(Self(3)),
            4 => Some(Self(4)),
            5 => Some(Self(5)),
            6 => Some(Self(6)),
            7 => Some(Self(7)),
            8 => Some(Self(8)),
            _ => None,
        }
    }

    /// The value of Exif tag 0x0112.
    #[must_use]
    pub const fn value(self) -> u8 {
        self.0
    }
}

impl ExifBlock {
    /// A block that only says how the picture is turned, and what was asked to be kept.
    #[must_use]
    pub const fn new(orientation: Option<Orientation>, kept: Kept) -> Self {
        Self { orientation, kept }
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// What it says in order to show the picture, in a word.
    #[must_use]
    pub fn word(&self) -> Option<&'static str> {
        self.orientation.map(|_| "orientation")
    }

    /// The same, with this as what it keeps.
    #[must_use]
    pub fn holding(&self, kept: &Kept) -> Self {
        Self { orientation: self.orientation, kept: kept.clone() }
    }

    /// What has to be the same in a copy, whatever was kept: how the picture is turned.
    #[must_use]
    pub fn lasting(&self) -> Option<Self> {
        Some(Self { orientation: Some(self.orientation?), kept: Kept::default() })
    }
}
