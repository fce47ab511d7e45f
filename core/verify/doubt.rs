//! How much is verified, and why a copy is not believed.

use serde::{Deserialize, Serialize};

use crate::base::{Error, Place};
use crate::model::FieldId;

/// How much is verified beyond what always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Depth {
    /// Scan, second parsers, values that had to go, and all media up to 64 MiB.
    #[default]
    Always,
    /// Also every media byte above 64 MiB.
    Full,
    /// Also both pictures decoded and compared.
    Pixels,
}

/// Why a copy is not believed.
#[derive(Debug)]
pub enum Doubt {
    /// It cannot be read as what it should be.
    Unreadable(Error),
    /// Something that had to go is there.
    StillThere {
        /// What.
        id: FieldId,
        /// Where in the copy.
        place: Place,
    },
    /// It is not what would be kept if it were cleaned again.
    NotFinal,
    /// The picture's data differ from the original's.
    MediaChanged {
        /// Offset in the copy of the region that differs.
        at: u64,
    },
    /// Another parser sees what we do not.
    SecondEyes {
        /// The parser.
        parser: &'static str,
        /// What it sees.
        sees: String,
    },
    /// The text of a removed field stands in the bytes of the copy.
    Needle {
        /// The field.
        id: FieldId,
    },
    /// Coded data hold what may be no part of the picture, and it cannot be told, or was not, where the picture ends in them.
    NotDecoded,
    /// What was asked to be kept is not what the copy says.
    KeptChanged,
    /// The copy does not decode to the picture that the original decodes to.
    PixelsChanged,
}
