//! What a preview shows, compared with its picture.

use strum::VariantArray;

use crate::base::Place;

/// What a preview shows. The order is that of reports: worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Shows {
    /// The picture, and more around it.
    CroppedAway,
    /// Something other than the picture.
    Another,
    /// Unknown: it could not be decoded, or compared with certainty.
    Unknown,
    /// The picture.
    Same,
}

impl Shows {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::CroppedAway => "cropped-away",
            Self::Another => "another",
            Self::Unknown => "unknown",
            Self::Same => "same",
        }
    }
}

/// A preview, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Where it is.
    pub place: Place,
    /// What it shows, compared with the picture.
    pub shows: Shows,
}
