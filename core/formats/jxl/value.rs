//! The values of a JPEG XL file that are written afresh, and how: each as the bytes that hold it.

use crate::blocks::exif;
use crate::containers::bmff::compose_header;
use crate::model::{ExifBlock, Fresh};

/// A value of a JPEG XL file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JxlValue {
    /// An Exif block that contains only what was asked to be kept.
    Exif(Box<ExifBlock>),
    /// The header of a box with a piece of the codestream, whose length depends on what stays.
    BoxHeader {
        /// Type.
        kind: [u8; 4],
        /// Size; 1 if the large one counts, 0 for everything up to the end of the file.
        size: u32,
        /// Size in 64 bits.
        large: Option<u64>,
    },
    /// The head of a codestream up to the first frame, with a colour profile that is only about colour.
    CodestreamHead(Vec<u8>),
}

impl Fresh for JxlValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::BoxHeader { kind, size, large } => compose_header(*kind, *size, *large),
            Self::CodestreamHead(head) => head.clone(),
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
            Self::CodestreamHead(_) => Some("colour-profile"),
            Self::BoxHeader { .. } => None,
        }
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            Self::BoxHeader { .. } => None,
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
