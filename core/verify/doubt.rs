//! How much is verified, and why a copy is not trusted.

use serde::{Deserialize, Serialize};

use crate::base::{Error, Place};
use crate::model::FieldId;

/// How much is verified beyond the minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Depth {
    /// Scan, second parsers, values that had to go, and all media up to 64 MiB.
    #[default]
    Always,
    /// Also every media byte above 64 MiB.
    Full,
    /// Also both pictures decoded and compared.
    #[cfg(feature = "pictures")]
    Pixels,
}

/// Why a copy is not trusted.
#[derive(Debug)]
pub enum Doubt {
    /// It cannot be read as what it should be.
    Unreadable(Error),
    /// Something that had to go is still there.
    StillThere {
        /// What.
        id: FieldId,
        /// Where in the copy.
        place: Place,
    },
    /// Cleaning it again would change it.
    NotFinal,
    /// The picture's data differ from the original's.
    MediaChanged {
        /// Offset in the copy of the region that differs.
        at: u64,
    },
    /// A byte outside coded data is none that a clean file of this format has there.
    Unexplained {
        /// Its offset in the copy.
        at: u64,
    },
    /// Another parser sees what we do not.
    SecondEyes {
        /// The parser.
        parser: &'static str,
        /// What it sees.
        sees: String,
    },
    /// The text of a removed field is in the bytes of the copy.
    Needle {
        /// The field.
        id: FieldId,
    },
    /// Coded data contain something that may not be part of the picture, and it was not, or cannot be, determined where
    /// the picture ends in them.
    NotDecoded,
    /// The copy does not say what was asked to be kept.
    KeptChanged,
    /// The copy does not decode to the same picture as the original.
    PixelsChanged,
}
