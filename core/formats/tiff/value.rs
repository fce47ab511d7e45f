//! The values of a TIFF file that are written afresh, and how: each as the bytes that replace it.

use std::borrow::Cow;

use super::kept::{FirstDirectory, Part};
use crate::model::{Fresh, Kept};

/// A value of a TIFF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TiffValue {
    /// A directory, offsets, JPEG tables or a name, in final form.
    Bytes(Vec<u8>),
    /// Marker and length of a segment of a JPEG stream that decoders skip.
    Skipped(Vec<u8>),
    /// A colour profile (ISO 15076-1), in its final form: with nothing in it but colour.
    Profile(Vec<u8>),
    /// A part of the first directory, which also says what is kept.
    FirstDirectory(Box<FirstDirectory>, Part),
    /// Belongs to the value of an earlier region.
    Continued,
}

impl TiffValue {
    /// A part of the first directory.
    pub(super) fn part(directory: &FirstDirectory, part: Part) -> Self {
        Self::FirstDirectory(Box::new(directory.clone()), part)
    }
}

impl Fresh for TiffValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) | Self::Skipped(bytes) | Self::Profile(bytes) => bytes.clone(),
            Self::FirstDirectory(directory, part) => directory.part(*part),
            Self::Continued => Vec::new(),
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Profile(_) => Some("colour-profile"),
            Self::Bytes(_) | Self::Skipped(_) | Self::FirstDirectory(..) | Self::Continued => None,
        }
    }

    fn is_nothing(&self) -> bool {
        match self {
            Self::FirstDirectory(directory, part) => *part != Part::Head && directory.part(*part).is_empty(),
            _ => false,
        }
    }

    fn is_continued(&self) -> bool {
        *self == Self::Continued
    }

    fn kept(&self) -> Option<&Kept> {
        match self {
            // One part represents all of them, because a file has one slot.
            Self::FirstDirectory(directory, Part::Tail) => Some(&directory.kept),
            _ => None,
        }
    }

    fn holding(&self, kept: &Kept) -> Cow<'_, Self> {
        match self {
            Self::FirstDirectory(directory, part) => Cow::Owned(Self::FirstDirectory(Box::new(directory.holding(kept)), *part)),
            other => Cow::Borrowed(other),
        }
    }

    fn beside(&self, kept: &Kept) -> Cow<'_, Self> {
        self.holding(kept)
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            // What becomes of something that no decoder uses has another name in a copy.
            Self::Continued | Self::Skipped(_) | Self::FirstDirectory(_, Part::Rest | Part::Tail) => None,
            Self::FirstDirectory(directory, Part::Head) => {
                Some(Self::Bytes(directory.holding(&Kept::default()).part(Part::Head)))
            }
            value => Some(value.clone()),
        }
    }

    fn profile(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Profile(profile) => Some(Cow::Borrowed(profile)),
            _ => None,
        }
    }
}
