//! The values of a JPEG XL file that are written afresh, and how: each as the bytes that hold it.

use crate::blocks::exif;
use crate::containers::bmff::compose_header;
use crate::model::{ExifBlock, Fresh};

/// The content of `ftyp` (9.2).
pub(super) const FILE_TYPE: [u8; 12] = *b"jxl \0\0\0\0jxl ";

/// A value of a JPEG XL file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JxlValue {
    /// An Exif block that contains only what was asked to be kept.
    Exif(Box<ExifBlock>),
    /// What kind of file it is.
    FileType,
    /// The header of a box with a piece of the codestream, whose length depends on what stays.
    BoxHeader {
        /// Type.
        kind: [u8; 4],
        /// Size; 1 if the large one counts, 0 for everything up to the end of the file.
        size: u32,
        /// Size in 64 bits.
        large: Option<u64>,
        /// The number of a piece, for `jxlp`.
        index: Option<u32>,
    },
    /// The head of a codestream up to the first frame, with what its frames use.
    CodestreamHead {
        /// All its bytes.
        bytes: Vec<u8>,
        /// Whether there is a colour profile, which is only about colour.
        profile: bool,
    },
    /// A gain map up to its codestream, which is `len` bytes long.
    GainMapHead {
        /// The numbers of ISO 21496-1, and colours, in written form.
        bytes: Vec<u8>,
        /// Length of the codestream.
        len: u64,
    },
}

impl Fresh for JxlValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::FileType => [compose_header(*b"ftyp", 20, None), FILE_TYPE.to_vec()].concat(),
            Self::BoxHeader { kind, size, large, index } => {
                let index = index.map(u32::to_be_bytes).map(|index| index.to_vec());
                [compose_header(*kind, *size, *large), index.unwrap_or_default()].concat()
            }
            Self::CodestreamHead { bytes, .. } => bytes.clone(),
            Self::GainMapHead { bytes, len } => {
                let size = (bytes.len() as u64).saturating_add(*len).saturating_add(8);
                [compose_header(*b"jhgm", u32::try_from(size).unwrap_or(u32::MAX), None), bytes.clone()].concat()
            }
            Self::Exif(block) if block.is_nothing() => Vec::new(),
            Self::Exif(block) => {
                // Four bytes say where in the box the block begins (ISO/IEC 18181-2, 9.5).
                let body = [&[0; 4][..], &exif::compose(block)].concat();
                let size = u32::try_from(body.len().saturating_add(8)).unwrap_or(u32::MAX);
                [compose_header(*b"Exif", size, None), body].concat()
            }
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exif(block) => block.word(),
            Self::CodestreamHead { profile, .. } => profile.then_some("colour-profile"),
            Self::GainMapHead { .. } => Some("gain-map"),
            Self::BoxHeader { .. } | Self::FileType => None,
        }
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            Self::BoxHeader { .. } | Self::FileType => None,
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
}
