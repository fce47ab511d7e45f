//! What things reveal to a stranger.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// What a field reveals to a stranger. The order is that of reports: worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Where.
    Location,
    /// When.
    Date,
    /// Who: names, faces, owner, author.
    People,
    /// A video after a photo, timed tracks.
    Motion,
    /// Thumbnails, previews, depth, second images.
    Preview,
    /// Serial numbers, unique ids.
    Id,
    /// With which camera or phone, and its settings.
    Camera,
    /// Captions, keywords, comments.
    Text,
    /// Editors, history, provenance.
    Software,
    /// How a panorama is shown. It says nothing about anybody, and is lost with the rest.
    Panorama,
    /// Anything unknown.
    Other,
}

impl Category {
    /// All of them, worst first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Whether it reveals anything about anybody.
    #[must_use]
    pub const fn is_telling(self) -> bool {
        !matches!(self, Self::Panorama)
    }

    /// The word used in JSON and options.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Location => "location",
            Self::Date => "date",
            Self::People => "people",
            Self::Motion => "motion",
            Self::Preview => "preview",
            Self::Id => "id",
            Self::Camera => "camera",
            Self::Text => "text",
            Self::Software => "software",
            Self::Panorama => "panorama",
            Self::Other => "other",
        }
    }
}
