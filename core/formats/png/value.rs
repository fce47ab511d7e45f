//! The values of a PNG file that are written anew, and how: each as a chunk.

use std::borrow::Cow;

use crate::base::Limits;
use crate::blocks::{exif, zlib};
use crate::containers::png;
use crate::model::{ExifBlock, Fresh};

/// Name that a profile gets.
pub(super) const PROFILE_NAME: &[u8] = b"icc";

/// A value of a PNG file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PngValue {
    /// An Exif block with nothing in it but how the picture is turned, and what was asked to be kept.
    Exif(Box<ExifBlock>),
    /// `iCCP`: the profile, still compressed. Its name is not kept.
    CompressedProfile(Vec<u8>),
    /// `sPLT`: sample depth and entries. Its name is not kept, but for its number in the file.
    SuggestedPalette {
        /// 1 for the first in the file.
        number: usize,
        /// Sample depth and entries, as in the chunk.
        data: Vec<u8>,
    },
    /// The CRC of a chunk whose data end with zeros.
    Checksum(u32),
}

impl Fresh for PngValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::Exif(block) if block.is_nothing() => Vec::new(),
            Self::Exif(block) => png::compose(*b"eXIf", &exif::compose(block)),
            Self::CompressedProfile(profile) => png::compose(*b"iCCP", &[PROFILE_NAME, &[0, 0], profile].concat()),
            // No two palettes of a file may have the same name (11.3.4.4).
            Self::SuggestedPalette { number, data } => {
                png::compose(*b"sPLT", &[number.to_string().as_bytes(), &[0], data].concat())
            }
            Self::Checksum(sum) => sum.to_be_bytes().to_vec(),
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exif(block) => block.word(),
            Self::CompressedProfile(_) => Some("colour-profile"),
            Self::SuggestedPalette { .. } => Some("suggested-palette"),
            Self::Checksum(_) => None,
        }
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            Self::Exif(block) => block.lasting().and_then(Self::of_exif),
            value => Some(value.clone()),
        }
    }

    fn of_exif(block: ExifBlock) -> Option<Self> {
        Some(Self::Exif(Box::new(block)))
    }

    fn exif(&self) -> Option<&ExifBlock> {
        match self {
            Self::Exif(block) => Some(block),
            _ => None,
        }
    }

    fn profile(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::CompressedProfile(stream) => {
                zlib::inflate(stream, Limits::DEFAULT.inflated_bytes).map(|(profile, _)| Cow::Owned(profile))
            }
            _ => None,
        }
    }
}
