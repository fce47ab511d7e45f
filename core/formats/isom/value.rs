//! The values of videos, and of pictures made of the same boxes, that are written afresh: as the bytes that replace
//! what goes.

use std::borrow::Cow;

use crate::blocks::{quicktime, xmp};
use crate::codecs::Stuffing;
use crate::containers::bmff::{HEADER_LEN, compose_header};
use crate::formats::heif::HeifValue;
use crate::model::{ExifBlock, Fresh, Kept, Panorama, extended};

/// The language `und` in three letters of five bits.
const UNDETERMINED: [u8; 2] = [0x55, 0xC4];

/// A value of an ISO base media file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IsomValue {
    /// The header of a box; zeros follow (ISO/IEC 14496-12, 4.2).
    BoxHeader {
        /// Type.
        kind: [u8; 4],
        /// Size; 1 if the large one counts, 0 for everything up to the end of the file.
        size: u32,
        /// Size in 64 bits.
        large: Option<u64>,
    },
    /// A brand that says nothing about who made the file.
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
    /// A colour profile (ISO 15076-1), in its final form: with nothing in it but colour.
    Profile(Vec<u8>),
    /// The metadata list of a movie, containing only what was asked to be kept.
    MovieMetadata(Box<MovieMetadata>),
    /// When a movie was made, in seconds since the beginning of 1904, if that was asked to be kept.
    MovieTime {
        /// Whether it is 64-bit.
        long: bool,
        /// Zero says nothing.
        seconds: u64,
    },
    /// The box that makes a video spherical (Spherical Video V1), if that was asked for, and the space after it.
    Spherical {
        /// What it says.
        panorama: Option<Panorama>,
        /// Size of the box that it replaces.
        size: u32,
    },
    /// A value of pictures that are items.
    Item(HeifValue),
    /// Boxes of sample tables, or entries of one.
    SampleTables {
        /// In their final form; empty if they stay unchanged.
        bytes: Vec<u8>,
        /// Digest of all tables of a track, with the first of them: what a copy has to match.
        digest: Option<[u8; 16]>,
    },
    /// Numbers of a box, each in the range that it has for a decoder.
    Numbers(Vec<u8>),
    /// A time or a duration in the media.
    Ticks {
        /// Whether it is 64-bit.
        long: bool,
        /// In ticks of the box's clock.
        ticks: u64,
    },
    /// The replacement for bytes between pictures and sound that no decoder needs.
    Stuffing {
        /// In its final form.
        stuffing: Stuffing,
        /// Whether what it replaces is reported here; otherwise enough of its kind were reported.
        told: bool,
    },
    /// Belongs to the value of an earlier region.
    Continued,
}

/// A metadata list of a movie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MovieMetadata {
    /// What it says.
    pub kept: Kept,
    /// Whether it is in the form of ISO/IEC 14496-12, with version and flags.
    pub full: bool,
    /// The box that it replaces, the rest of which becomes `free`; `None` if it comes after all others.
    pub room: Option<Room>,
}

/// The header of a box that is replaced by others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Its type, if nothing else takes its place.
    pub kind: [u8; 4],
    /// Size; 1 if the large one counts, 0 for everything up to the end of the file.
    pub size: u32,
    /// Size in 64 bits.
    pub large: Option<u64>,
    /// Number of bytes available.
    pub len: u64,
}

impl IsomValue {
    /// Whether it says anything that is only there because it was asked to be kept.
    #[must_use]
    pub fn tells(&self) -> bool {
        match self {
            Self::MovieTime { seconds, .. } => *seconds > 0,
            Self::Spherical { panorama, .. } => panorama.is_some(),
            other => other.kept().is_some_and(|kept| !kept.is_empty()),
        }
    }
}

/// A `uuid` box, followed by a `free` one if there is room; otherwise by spaces.
fn spherical(panorama: &Panorama, size: u32) -> Vec<u8> {
    let header = u32::try_from(HEADER_LEN).unwrap_or(8);
    let mut xml = xmp::compose_of_video(panorama);
    let whole = |xml: &[u8]| u32::try_from(xml.len()).unwrap_or(u32::MAX).saturating_add(header).saturating_add(16);
    let mut room = size.saturating_sub(whole(&xml));
    while room > 0 && room < header {
        xml.push(b' ');
        room = room.saturating_sub(1);
    }
    let free = if room > 0 { compose_header(*b"free", room, None) } else { Vec::new() };
    [compose_header(*b"uuid", whole(&xml), None), extended::SPHERICAL.to_vec(), xml, free].concat()
}

impl Fresh for IsomValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::BoxHeader { kind, size, large } => compose_header(*kind, *size, *large),
            Self::Undetermined => UNDETERMINED.to_vec(),
            Self::Brand(brand) => brand.to_vec(),
            Self::TrackId(id) => id.to_be_bytes().to_vec(),
            Self::FlacPadding { last, len } => [&[if *last { 0x81 } else { 0x01 }], &len[..]].concat(),
            Self::Profile(bytes) | Self::Numbers(bytes) | Self::SampleTables { bytes, .. } => bytes.clone(),
            Self::MovieMetadata(list) => list.compose(),
            Self::MovieTime { long: true, seconds } => seconds.to_be_bytes().to_vec(),
            Self::MovieTime { long: false, seconds } => u32::try_from(*seconds).unwrap_or(0).to_be_bytes().to_vec(),
            Self::Spherical { panorama: None, size } => compose_header(*b"free", *size, None),
            Self::Spherical { panorama: Some(panorama), size } => spherical(panorama, *size),
            Self::Item(value) => value.compose(),
            Self::Ticks { long: true, ticks } => ticks.to_be_bytes().to_vec(),
            Self::Ticks { long: false, ticks } => u32::try_from(*ticks).unwrap_or(u32::MAX).to_be_bytes().to_vec(),
            Self::Stuffing { stuffing, .. } => stuffing.head.clone(),
            Self::Continued => Vec::new(),
        }
    }

    fn fill(&self) -> u8 {
        match self {
            Self::Stuffing { stuffing, .. } => stuffing.fill,
            _ => 0,
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Profile(_) => Some("colour-profile"),
            Self::Item(value) => value.word(),
            Self::BoxHeader { .. }
            | Self::Brand(_)
            | Self::Undetermined
            | Self::TrackId(_)
            | Self::FlacPadding { .. }
            | Self::MovieMetadata(_)
            | Self::MovieTime { .. }
            | Self::Spherical { .. }
            | Self::SampleTables { .. }
            | Self::Numbers(_)
            | Self::Ticks { .. }
            | Self::Stuffing { .. }
            | Self::Continued => None,
        }
    }

    fn is_nothing(&self) -> bool {
        match self {
            Self::MovieMetadata(list) => list.room.is_none() && list.kept.is_empty(),
            Self::Item(value) => value.is_nothing(),
            _ => false,
        }
    }

    fn is_continued(&self) -> bool {
        matches!(self, Self::Continued | Self::Stuffing { told: false, .. })
    }

    fn kept(&self) -> Option<&Kept> {
        match self {
            Self::MovieMetadata(list) => Some(&list.kept),
            Self::Item(value) => value.kept(),
            _ => None,
        }
    }

    fn holding(&self, kept: &Kept) -> Cow<'_, Self> {
        match self {
            Self::MovieMetadata(list) => {
                Cow::Owned(Self::MovieMetadata(Box::new(MovieMetadata { kept: quicktime::sayable(kept), ..**list })))
            }
            Self::Item(value) => Self::item(value.holding(kept)),
            other => Cow::Borrowed(other),
        }
    }

    fn beside(&self, kept: &Kept) -> Cow<'_, Self> {
        match self {
            Self::MovieTime { long, .. } => {
                let seconds = kept.moment.as_ref().and_then(crate::base::Moment::seconds_since_1904);
                let seconds = seconds.filter(|seconds| *long || u32::try_from(*seconds).is_ok());
                Cow::Owned(Self::MovieTime { long: *long, seconds: seconds.unwrap_or(0) })
            }
            Self::Item(value) => Self::item(value.beside(kept)),
            other => other.holding(&Kept::default()),
        }
    }

    fn showing(&self, panorama: Option<Panorama>) -> Option<Self> {
        match self {
            Self::Spherical { size, .. } => Some(Self::Spherical { panorama, size: *size }),
            _ => None,
        }
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            Self::Profile(_) | Self::Numbers(_) | Self::Ticks { .. } => Some(self.clone()),
            // It may contain a message that stays.
            Self::Stuffing { stuffing, .. } => Some(Self::Stuffing { stuffing: stuffing.clone(), told: false }),
            Self::Item(value) => value.lasting().map(Self::Item),
            Self::SampleTables { digest, .. } => {
                digest.map(|digest| Self::SampleTables { bytes: Vec::new(), digest: Some(digest) })
            }
            Self::BoxHeader { .. }
            | Self::Brand(_)
            | Self::Undetermined
            | Self::TrackId(_)
            | Self::FlacPadding { .. }
            | Self::MovieMetadata(_)
            | Self::MovieTime { .. }
            | Self::Spherical { .. }
            | Self::Continued => None,
        }
    }

    fn exif(&self) -> Option<&ExifBlock> {
        match self {
            Self::Item(value) => value.exif(),
            _ => None,
        }
    }

    fn profile(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Profile(profile) => Some(Cow::Borrowed(profile)),
            _ => None,
        }
    }
}

impl IsomValue {
    /// A changed value of an item; the original, if nothing changed.
    fn item(changed: Cow<'_, HeifValue>) -> Cow<'_, Self> {
        Cow::Owned(Self::Item(changed.into_owned()))
    }
}

impl MovieMetadata {
    /// The list and the header of the `free` box that fills the rest of the room; without values, the header of all of it.
    fn compose(&self) -> Vec<u8> {
        const HEADER: u64 = 8;
        let Self { kept, full, room } = self;
        let list = quicktime::compose(kept, *full, 0);
        let Some(room) = room else { return list };
        if list.is_empty() {
            return compose_header(room.kind, room.size, room.large);
        }
        match room.len.checked_sub(list.len() as u64) {
            None | Some(0) => list,
            // No box is that small: the list is made larger.
            Some(rest @ 1..HEADER) => quicktime::compose(kept, *full, usize::try_from(rest).unwrap_or(0)),
            Some(rest) => [list, compose_header(*b"free", u32::try_from(rest).unwrap_or(0), None)].concat(),
        }
    }
}
