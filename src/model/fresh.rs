//! Values that showing a picture needs, as types: what is written anew rather than copied.

use std::borrow::Cow;
use std::sync::Arc;

use crate::blocks::gain_map::GainMapXmp;
use crate::blocks::multi_picture::Picture;
use crate::blocks::{quicktime, xmp};
use crate::formats::tiff::{FirstDirectory, Part};
use crate::keep;

use super::Kept;

/// A typed value that is written anew rather than copied.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fresh {
    /// An Exif block with nothing in it but how the picture is turned, and what was asked to be kept.
    Exif(Box<ExifBlock>),
    /// JFIF units and densities (ITU-T T.871, 10.1).
    Density {
        /// 0 aspect ratio only, 1 dots per inch, 2 dots per centimetre.
        units: u8,
        /// Horizontal density.
        x: u16,
        /// Vertical density.
        y: u16,
        /// Whether Apple's `AMPF` follows: the mark of a picture with a gain map.
        ampf: bool,
    },
    /// XMP of a picture that has a gain map, which is `length` bytes long.
    GainMapContainer {
        /// Follows from what stays of the map.
        length: u32,
    },
    /// XMP of a gain map.
    GainMapXmp(GainMapXmp),
    /// ISO 21496-1 metadata, of a picture or of its gain map.
    GainMapIso(Vec<u8>),
    /// Index of the picture and its gain map (CIPA DC-007); sizes and offsets follow from what stays.
    MultiPicture([Picture; 2]),
    /// Adobe's colour transform (Adobe technical note 5116, 18).
    Adobe {
        /// `DCTEncodeVersion`, flags0 and flags1.
        encode: [u16; 3],
        /// 0 none, 1 YCbCr, 2 YCCK.
        transform: u8,
    },
    /// The tables of a JPEG segment that a scan uses.
    Tables {
        /// DHT, DQT, DAC, DRI or DNL.
        marker: u8,
        /// What stands behind the length.
        payload: Vec<u8>,
    },
    /// A colour profile (ISO 15076-1), as it is to be: with nothing in it but colour.
    Profile(Vec<u8>),
    /// The header of a box; zeros follow (ISO/IEC 14496-12, 4.2).
    BoxHeader {
        /// Type.
        kind: [u8; 4],
        /// Size; 1 where the large one counts, 0 for all up to the end of the file.
        size: u32,
        /// Size in 64 bits.
        large: Option<u64>,
    },
    /// A brand of ISO base media files that says nothing about who made the file.
    Brand([u8; 4]),
    /// The language `und`, packed (ISO/IEC 14496-12, 8.4.2).
    Undetermined,
    /// The id of a track that stays.
    TrackId(u32),
    /// Header of a FLAC metadata block of zeros (RFC 9639, 8.1).
    FlacPadding {
        /// Whether no block follows.
        last: bool,
        /// Length in 24 bits.
        len: [u8; 3],
    },
    /// TIFF: a directory, offsets, JPEG tables or a name, as they are to be.
    Tiff(Vec<u8>),
    /// An XMP packet with nothing in it but what was asked to be kept.
    Packet(Box<Kept>),
    /// The metadata list of a movie, with nothing in it but what was asked to be kept.
    MovieMetadata(Box<MovieMetadata>),
    /// When a movie was made, in seconds since the beginning of 1904, if that was asked to be kept.
    MovieTime {
        /// Whether it has 64 bits.
        long: bool,
        /// Zero says nothing.
        seconds: u64,
    },
    /// TIFF: a part of the first directory, which says also what is kept.
    FirstDirectory(Box<FirstDirectory>, Part),
    /// Belongs to the value of an earlier region.
    Continued,
    /// JPEG XL: the head of a codestream up to the first frame, with a colour profile that is only about colour.
    CodestreamHead(Vec<u8>),
    /// HEIF: the lists of items in a `meta` box, of the same length, with nothing in them but what stays.
    ItemLists(Box<ItemLists>),
    /// HEIF: the data of a `tmap` item, a version and the numbers of ISO 21496-1.
    ToneMap(Vec<u8>),
    /// PNG `iCCP`: the profile, still compressed. Its name is not kept.
    CompressedProfile(Vec<u8>),
    /// RIFF: the length of all that follows; it follows from what stays.
    RiffHeader {
        /// Bytes behind the length.
        size: u32,
    },
    /// WebP `VP8X`: the flags follow from what stays.
    Vp8x {
        /// ICC, alpha, Exif, XMP, animation (WebP container specification, Extended File Format).
        flags: u8,
        /// Width and height less one, three bytes each.
        canvas: [u8; 6],
    },
    /// RIFF: the zero byte behind data of odd length.
    Padding,
    /// GIF: how often an animation is shown.
    Loop {
        /// Under the name `ANIMEXTS1.0` instead of `NETSCAPE2.0`.
        animexts: bool,
        /// 0 for ever.
        count: u16,
    },
    /// GIF: the byte that ends the file.
    Trailer,
    /// WebP `ANMF`, up to the first chunk inside.
    Frame {
        /// Bytes behind the length; it follows from what stays inside.
        size: u32,
        /// Position, size, duration, blending.
        header: [u8; 16],
    },
    /// PNG `sPLT`: sample depth and entries. Its name is not kept, but for its number in the file.
    SuggestedPalette {
        /// 1 for the first in the file.
        number: usize,
        /// Sample depth and entries, as in the chunk.
        data: Vec<u8>,
    },
}

impl Fresh {
    /// What it holds of what a person may ask to keep; nothing where it is no place for that.
    #[must_use]
    pub fn kept(&self) -> Option<&Kept> {
        match self {
            Self::Exif(block) => Some(&block.kept),
            Self::Packet(kept) => Some(kept),
            Self::MovieMetadata(list) => Some(&list.kept),
            Self::FirstDirectory(directory, Part::Tail) => Some(&directory.kept),
            _ => None,
        }
    }

    /// The same with this instead of what it holds, as far as it can say it.
    #[must_use]
    pub fn holding(&self, kept: &Kept) -> Cow<'_, Self> {
        Cow::Owned(match self {
            Self::Exif(block) => Self::exif(block.orientation, kept.clone()),
            Self::Packet(_) => Self::Packet(Box::new(xmp::sayable(kept))),
            Self::MovieMetadata(list) => {
                Self::MovieMetadata(Box::new(MovieMetadata { kept: quicktime::sayable(kept), ..**list }))
            }
            Self::FirstDirectory(directory, part) => Self::FirstDirectory(Box::new(directory.holding(kept)), *part),
            other => return Cow::Borrowed(other),
        })
    }

    /// The same where this is kept in another place of the file.
    #[must_use]
    pub fn beside(&self, kept: &Kept) -> Cow<'_, Self> {
        match self {
            Self::MovieTime { long, .. } => {
                let seconds = kept.moment.as_ref().and_then(keep::since_1904);
                let seconds = seconds.filter(|seconds| *long || u32::try_from(*seconds).is_ok());
                Cow::Owned(Self::MovieTime { long: *long, seconds: seconds.unwrap_or(0) })
            }
            Self::ItemLists(lists) => {
                let has_exif = lists.with_exif.is_some() && !kept.is_empty();
                if lists.has_exif == has_exif {
                    return Cow::Borrowed(self);
                }
                Cow::Owned(Self::ItemLists(Box::new(ItemLists { has_exif, ..(**lists).clone() })))
            }
            Self::FirstDirectory(..) => self.holding(kept),
            other => other.holding(&Kept::default()),
        }
    }

    /// Whether it says anything that is there only where it was asked to be kept.
    #[must_use]
    pub fn tells(&self) -> bool {
        match self {
            Self::MovieTime { seconds, .. } => *seconds > 0,
            other => other.kept().is_some_and(|kept| !kept.is_empty()),
        }
    }

    /// Whether it says nothing, and is not written.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Exif(block) => **block == ExifBlock::default(),
            Self::Packet(kept) => kept.is_empty(),
            Self::FirstDirectory(directory, part) => *part != Part::Head && directory.part(*part).is_empty(),
            Self::MovieMetadata(list) => list.room.is_none() && list.kept.is_empty(),
            _ => false,
        }
    }

    /// The value of an Exif block.
    #[must_use]
    pub fn exif(orientation: Option<Orientation>, kept: Kept) -> Self {
        Self::Exif(Box::new(ExifBlock { orientation, kept }))
    }

    /// A word for what is kept by it; nothing for what only holds the file together.
    #[must_use]
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exif(block) if block.orientation.is_some() => Some("orientation"),
            Self::Density { .. } => Some("density"),
            Self::Adobe { .. } => Some("colour-transform"),
            Self::Profile(_) | Self::CompressedProfile(_) | Self::CodestreamHead(_) => Some("colour-profile"),
            Self::ToneMap(_) | Self::GainMapXmp(_) | Self::GainMapIso(_) | Self::GainMapContainer { .. } => Some("gain-map"),
            Self::SuggestedPalette { .. } => Some("suggested-palette"),
            Self::Loop { .. } => Some("loop-count"),
            Self::Exif(_)
            | Self::Packet(_)
            | Self::FirstDirectory(..)
            | Self::MovieMetadata(_)
            | Self::MovieTime { .. }
            | Self::Continued
            | Self::ItemLists(_)
            | Self::BoxHeader { .. }
            | Self::Undetermined
            | Self::Brand(_)
            | Self::TrackId(_)
            | Self::FlacPadding { .. }
            | Self::Tiff(_)
            | Self::MultiPicture(_)
            | Self::Tables { .. }
            | Self::RiffHeader { .. }
            | Self::Vp8x { .. }
            | Self::Frame { .. }
            | Self::Padding
            | Self::Trailer => None,
        }
    }
}

/// A metadata list of a movie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MovieMetadata {
    /// What it says.
    pub kept: Kept,
    /// Whether it is one by ISO/IEC 14496-12, with version and flags.
    pub full: bool,
    /// The box that it stands in for, whose rest becomes `free`; nothing where it stands behind all others.
    pub room: Option<Room>,
}

/// The lists of items of a HEIF file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemLists {
    /// With nothing in them but what stays.
    pub plain: Arc<[u8]>,
    /// The same with the item of the Exif block, where it has a place of its own that can hold what is kept.
    pub with_exif: Option<Arc<[u8]>>,
    /// Whether it is there.
    pub has_exif: bool,
}

impl ItemLists {
    /// The lists as they are.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.with_exif.as_ref().filter(|_| self.has_exif).unwrap_or(&self.plain)
    }
}

/// The header of a box that leaves its place to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Type that it has, if nothing else takes its place.
    pub kind: [u8; 4],
    /// Size; 1 where the large one counts, 0 for all up to the end of the file.
    pub size: u32,
    /// Size in 64 bits.
    pub large: Option<u64>,
    /// Bytes that there are.
    pub len: u64,
}

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
