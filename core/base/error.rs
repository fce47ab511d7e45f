//! What can be wrong with a file, as types. Every error says where in the file it occurred. Whoever talks to people
//! makes sentences of it, in their language; the enums are exhaustive, so that the compiler lists what a language
//! lacks.

use std::fmt;
use std::io;

use strum::VariantArray;

use super::Place;

/// How a file breaks its own format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Malformed {
    /// The file ends inside an element.
    CutOff,
    /// The file is empty.
    Empty,
    /// JPEG: no EOI marker (ISO/IEC 10918-1, B.2.1).
    NoEndOfImage,
    /// JPEG: a scan or an end before the frame header it needs.
    NoFrame,
    /// JPEG: a second frame header.
    SecondFrame,
    /// JPEG: a scan that repeats what is there, has no coded data, or is none for this frame or its tables.
    StrangeScan,
    /// JPEG: a marker that is not allowed here.
    UnexpectedMarker,
    /// JPEG: a marker segment whose length does not match its content.
    SegmentLength,
    /// PNG: a chunk whose length is above 2^31-1, or wrong for its type (PNG third edition, 5.3).
    ChunkLength,
    /// PNG: a chunk type that does not consist of four ASCII letters.
    ChunkType,
    /// PNG: a wrong CRC in a chunk that the picture needs.
    Crc,
    /// PNG: a chunk out of order (PNG third edition, 5.6).
    ChunkOrder,
    /// GIF: a byte that begins no block (GIF89a specification, appendix A).
    UnexpectedBlock,
    /// PNG: no IEND chunk.
    NoEnd,
    /// HEIF: no primary item, or no lists of items and their locations.
    NoPrimaryItem,
    /// HEIF: data of an item that are outside the file, or not in `idat`.
    ItemOutside,
    /// HEIF: data of a derived picture that have the wrong length.
    ItemData,
    /// JPEG XL: invalid headers.
    Codestream,
    /// TIFF: a tag that occurs twice in a directory with different values.
    SecondTag,
    /// TIFF: numbers that a tag cannot have, although decoders go by them.
    TagValue,
    /// TIFF: bytes that stay for one purpose but have to go for another.
    Overlap,
    /// A region without a decision: a fault of ours.
    Undecided,
    /// ISO base media: a box that does not fit where it is, or is too short for what it has to hold.
    BoxSize,
    /// ISO base media: a second box where only one is allowed.
    SecondBox,
    /// HEIF: a list that names an item twice.
    SecondItem,
    /// ISO base media: no `moov` box.
    NoMovie,
    /// ISO base media: no picture or sound track.
    NoTrack,
    /// ISO base media: sample tables that contradict themselves.
    SampleTable,
    /// ISO base media: a sample outside every `mdat` box.
    SampleOutside,
    /// QuickTime: a table of colours that is announced, and is none.
    ColourTable,
    /// A coded sample, or the configuration of its decoder, that breaks the rules of its codec.
    CodedSample,
    /// The content is in no known format, but the name suggests a photo or video.
    Unrecognised,
    /// A sidecar file that is not what its name says, or only in part.
    Sidecar,
}

impl Malformed {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// What is well-formed but cannot be cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// A format that is recognised but cannot be cleaned yet; its name.
    Format(&'static str),
    /// JPEG: hierarchical mode (DHP, EXP, differential frames).
    Hierarchical,
    /// HEIF: a picture of an unknown type.
    ItemType,
    /// HEIF: a picture coded in a format that can hold metadata of its own, and does.
    ItemMetadata,
    /// HEIF: an unknown essential property.
    EssentialProperty,
    /// HEIF: lists of items that do not fit into their space.
    MetaLayout,
    /// HEIF: the short form of `meta`.
    MinimizedImage,
    /// JPEG XL: named layers or channels, or extensions.
    NamedLayers,
    /// JPEG XL, HEIF: a layer, tile or channel that nobody sees.
    HiddenPicture,
    /// A colour profile whose way of giving decoders colours cannot be kept.
    ColourProfile,
    /// PNG: a critical chunk that the standard does not define.
    CriticalChunk,
    /// Media that are encrypted, or tied to an owner.
    Protected,
    /// ISO base media: samples of a codec that nothing here can look into.
    Codec([u8; 4]),
    /// ISO base media: an unknown box in the sample entry of a codec: the types of both.
    EntryBox([u8; 4], [u8; 4]),
    /// ISO base media: samples in another file.
    ExternalMedia,
    /// ISO base media: a sample shared by a track that stays and one that goes.
    SharedSample,
    /// ISO base media: a fragment whose position depends on one that goes.
    FragmentPlace,
    /// QuickTime: a compressed movie box.
    CompressedMovie,
    /// H.264, H.265, H.266: a sample with start codes instead of lengths.
    ByteStream,
    /// TIFF: picture data with an unknown coding, or in a file format of their own.
    Compression,
    /// DNG: a picture that converters develop according to the name of its camera.
    CameraName,
    /// A crop hides part of the coded picture, and such files were not wanted: width and height of what is shown, and of
    /// what there is, in pixels.
    Cropped((u32, u32), (u32, u32)),
    /// A coded sample with data that some decoders need, but that may contain anything.
    CodedExtension,
    /// Coded data that contain something that may not be part of the picture or sound, and whose end cannot be
    /// determined.
    CodedEnd,
}

/// Which limit was exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// A block of metadata is too large to read.
    BlockBytes,
    /// A compressed block inflates to too much.
    InflatedBytes,
    /// Too many segments, chunks or boxes.
    Elements,
    /// Looking into all of it would take far more work than a file of this length is worth.
    Work,
    /// Looking into all of it would take far more memory than a file of this length is worth.
    Memory,
}

/// Why a file cannot be read, understood or cleaned. There are only these four kinds.
#[derive(Debug)]
pub enum Error {
    /// The file breaks its own format.
    Malformed {
        /// How.
        what: Malformed,
        /// Where.
        place: Place,
    },
    /// The file is well-formed, but we cannot clean it.
    Unsupported {
        /// What it is.
        what: Unsupported,
        /// Where.
        place: Place,
    },
    /// The file asks for more than the limits allow.
    Limit {
        /// Which limit.
        what: Limit,
        /// Where.
        place: Place,
    },
    /// The file system said no.
    Io(io::Error),
}

impl Error {
    /// A [`Malformed`] file.
    #[must_use]
    #[doc(hidden)]
    pub const fn malformed(what: Malformed, place: Place) -> Self {
        Self::Malformed { what, place }
    }

    /// An [`Unsupported`] file.
    #[must_use]
    #[doc(hidden)]
    pub const fn unsupported(what: Unsupported, place: Place) -> Self {
        Self::Unsupported { what, place }
    }

    /// A [`Limit`] that was exceeded.
    #[must_use]
    #[doc(hidden)]
    pub const fn limit(what: Limit, place: Place) -> Self {
        Self::Limit { what, place }
    }

    /// Where it occurred; `None` for errors of the file system.
    #[must_use]
    pub const fn place(&self) -> Option<&Place> {
        match self {
            Self::Malformed { place, .. } | Self::Unsupported { place, .. } | Self::Limit { place, .. } => Some(place),
            Self::Io(_) => None,
        }
    }

    /// The same error, inside the element `name`.
    #[must_use]
    #[doc(hidden)]
    pub fn inside(mut self, name: &str) -> Self {
        if let Self::Malformed { place, .. } | Self::Unsupported { place, .. } | Self::Limit { place, .. } = &mut self {
            place.path = if place.path.is_empty() { name.to_owned() } else { format!("{name}/{}", place.path) };
        }
        self
    }

    /// The same error, this far after the beginning of something that was read separately.
    #[must_use]
    #[doc(hidden)]
    pub const fn moved(mut self, by: u64) -> Self {
        if let Self::Malformed { place, .. } | Self::Unsupported { place, .. } | Self::Limit { place, .. } = &mut self {
            place.at = place.at.saturating_add(by);
        }
        self
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { what, place } => write!(f, "malformed: {what:?} at {place}"),
            Self::Unsupported { what, place } => write!(f, "unsupported: {what:?} at {place}"),
            Self::Limit { what, place } => write!(f, "limit: {what:?} at {place}"),
            Self::Io(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}
