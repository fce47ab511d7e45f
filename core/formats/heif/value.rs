//! The values of items that are written afresh, in place of their data.

use std::borrow::Cow;
use std::sync::Arc;

use crate::blocks::exif;
use crate::blocks::gain_map::{GainMapXmp, compose_xmp};
use crate::model::{ExifBlock, Fresh, Kept};

/// A value of pictures that are items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeifValue {
    /// An Exif block that contains only what was asked to be kept.
    Exif(Box<ExifBlock>),
    /// The packet of a gain map.
    GainMapXmp(GainMapXmp),
    /// The data of a `tmap` item, a version and the numbers of ISO 21496-1.
    ToneMap(Vec<u8>),
    /// The data of an `iovl` item whose canvas is covered.
    Overlay(Vec<u8>),
    /// The lists of items in a `meta` box, with the same length and nothing in them but what stays.
    ItemLists(Box<ItemLists>),
}

/// The lists of items of a HEIF file. The bytes are shared: the lists of a photo are held by several stages at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemLists {
    /// With nothing in them but what stays.
    pub plain: Arc<[u8]>,
    /// The same with the Exif item, if it has its own place that can hold what is kept.
    pub with_exif: Option<Arc<[u8]>>,
    /// Whether it is there.
    pub has_exif: bool,
}

impl ItemLists {
    /// The lists in their current form.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.with_exif.as_ref().filter(|_| self.has_exif).unwrap_or(&self.plain)
    }
}

impl Fresh for HeifValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::GainMapXmp(map) => compose_xmp(map),
            Self::ToneMap(numbers) | Self::Overlay(numbers) => numbers.clone(),
            Self::ItemLists(lists) => lists.bytes().to_vec(),
            Self::Exif(block) if block.is_nothing() => Vec::new(),
            // Four bytes say how much comes before the block itself (ISO/IEC 23008-12, A.2.1).
            Self::Exif(block) => [b"\0\0\0\x06Exif\0\0", &exif::compose(block)[..]].concat(),
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exif(block) => block.word(),
            Self::ToneMap(_) | Self::GainMapXmp(_) => Some("gain-map"),
            Self::ItemLists(_) | Self::Overlay(_) => None,
        }
    }

    fn beside(&self, kept: &Kept) -> Cow<'_, Self> {
        match self {
            Self::ItemLists(lists) => {
                let has_exif = lists.with_exif.is_some() && !kept.is_empty();
                if lists.has_exif == has_exif {
                    return Cow::Borrowed(self);
                }
                Cow::Owned(Self::ItemLists(Box::new(ItemLists { has_exif, ..(**lists).clone() })))
            }
            other => other.holding(&Kept::default()),
        }
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            Self::Exif(block) => block.lasting().and_then(Self::of_exif),
            Self::ItemLists(lists) => {
                Some(Self::ItemLists(Box::new(ItemLists { plain: lists.plain.clone(), ..Default::default() })))
            }
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
