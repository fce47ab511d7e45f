//! What a format says about the bytes of a file, and nothing about what should become of them: regions that tile
//! the file without a gap, and the fields that were found in them. The policy decides by [`FieldId`].

use std::fmt;

use crate::blocks::gain_map::GainMapXmp;
use crate::blocks::multi_picture::Picture;
use crate::error::{Error, Limit, Place};
use crate::input::{Limits, Span};
use crate::sniff::FormatKind;

/// Everything that a format says about one file.
#[derive(Debug)]
pub struct Scan {
    /// The format that described it.
    pub format: FormatKind,
    /// Length of the file in bytes.
    pub len: u64,
    /// Regions in file order: they tile `[0, len)`.
    pub regions: Vec<Region>,
    /// What was found in the regions.
    pub fields: Vec<Field>,
    limits: Limits,
}

impl Scan {
    /// A description that has said nothing yet.
    #[must_use]
    pub const fn new(format: FormatKind, len: u64, limits: Limits) -> Self {
        Self { format, len, regions: Vec::new(), fields: Vec::new(), limits }
    }

    /// Describes the next region. An empty span says nothing and is passed over, unless a value belongs there.
    ///
    /// # Errors
    /// [`Limit::Elements`] for more regions than [`Limits::elements`].
    pub fn push(&mut self, region: Region) -> Result<(), Error> {
        if region.span.is_empty() && region.fresh.is_none() {
            return Ok(());
        }
        if self.regions.len() >= self.limits.elements {
            return Err(Error::limit(Limit::Elements, Place::at(region.span.start)));
        }
        self.regions.push(region);
        Ok(())
    }

    /// Adds the fields of the region that will be pushed next. Above [`Limits::fields`] one last field says that
    /// there were more.
    pub fn find(&mut self, fields: impl IntoIterator<Item = Field>) {
        let region = self.regions.len();
        for field in fields {
            if self.fields.len() >= self.limits.fields {
                let more = FieldId::Leftover(Leftover::Unreadable);
                if self.fields.last().is_none_or(|last| last.id != more) {
                    self.fields.push(Field { region, ..Field::new(more, field.place) });
                }
                return;
            }
            self.fields.push(Field { region, ..field });
        }
    }

    /// Whether the regions tile `[0, len)`: in order, without a gap or an overlap.
    #[must_use]
    pub fn is_total(&self) -> bool {
        let mut at = 0;
        self.regions.iter().all(|region| {
            let follows = region.span.start == at;
            at = region.span.end();
            follows
        }) && at == self.len
    }
}

/// A run of bytes that the format has a name for.
#[derive(Debug, Clone)]
pub struct Region {
    /// Which bytes.
    pub span: Span,
    /// What the standard calls them.
    pub id: FieldId,
    /// The typed value inside that showing the picture needs, where there is one: what a rewritten region holds.
    pub fresh: Option<Fresh>,
    /// Whether the bytes are exactly what `fresh` would be written as.
    pub exact: bool,
}

impl Region {
    /// A region without a typed value.
    #[must_use]
    pub const fn new(span: Span, id: FieldId) -> Self {
        Self { span, id, fresh: None, exact: false }
    }
}

/// A typed value that is written anew rather than copied.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fresh {
    /// How the picture is turned: Exif 0x0112, 2 to 8.
    Orientation(Orientation),
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
    /// A colour profile (ISO 15076-1), as it is to be: with nothing in it but colour.
    Profile(Vec<u8>),
    /// Belongs to the value of an earlier region.
    Continued,
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
    /// A word for what is kept by it; nothing for what only holds the file together.
    #[must_use]
    pub const fn word(&self) -> Option<&'static str> {
        match self {
            Self::Orientation(_) => Some("orientation"),
            Self::Density { .. } => Some("density"),
            Self::Adobe { .. } => Some("colour-transform"),
            Self::Profile(_) | Self::CompressedProfile(_) => Some("colour-profile"),
            Self::GainMapXmp(_) | Self::GainMapIso(_) | Self::GainMapContainer { .. } => Some("gain-map"),
            Self::SuggestedPalette { .. } => Some("suggested-palette"),
            Self::Loop { .. } => Some("loop-count"),
            Self::Continued
            | Self::MultiPicture(_)
            | Self::RiffHeader { .. }
            | Self::Vp8x { .. }
            | Self::Frame { .. }
            | Self::Padding
            | Self::Trailer => None,
        }
    }
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

/// One thing found in a file.
#[derive(Debug, Clone)]
pub struct Field {
    /// What the standard calls it.
    pub id: FieldId,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub value: Value,
    /// Index of its region in [`Scan::regions`].
    pub region: usize,
}

impl Field {
    /// A field whose value is not known.
    #[must_use]
    pub const fn new(id: FieldId, place: Place) -> Self {
        Self { id, place, value: Value::Unknown, region: 0 }
    }

    /// A field that says something.
    #[must_use]
    pub const fn with(id: FieldId, place: Place, value: Value) -> Self {
        Self { id, place, value, region: 0 }
    }
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Not read, or not readable.
    Unknown,
    /// Text of the file itself; it must stand nowhere in a copy.
    Text(String),
    /// Numbers, shown as text; `raw` are the bytes that must stand nowhere in a copy, where they are telling.
    Numbers {
        /// For people.
        shown: String,
        /// As in the file; empty where they are too common to look for.
        raw: Vec<u8>,
    },
    /// So many bytes.
    Bytes(u64),
}

impl Value {
    /// For people; nothing where it is not known.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        match self {
            Self::Unknown => None,
            Self::Text(text) => Some(text.clone()),
            Self::Numbers { shown, .. } => Some(shown.clone()),
            Self::Bytes(len) => Some(crate::i18n::bytes(*len)),
        }
    }
}

/// The IFDs of an Exif block (EXIF 3.0, 4.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ifd {
    /// 0th and 1st IFD: TIFF tags.
    Image,
    /// Exif IFD.
    Exif,
    /// GPS IFD.
    Gps,
    /// Interoperability IFD.
    Interoperability,
}

/// What the standards call a thing that a file can hold. Unknown names stay representable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FieldId {
    /// A marker segment of a JPEG file.
    Jpeg(JpegElement),
    /// A chunk of a WebP file, by type; `RIFF` is the header of the file, [`WEBP_PADDING`] a byte behind a chunk.
    Webp([u8; 4]),
    /// A block of a GIF file.
    Gif(GifElement),
    /// A chunk of a PNG file, by type; the eight bytes of the signature are [`PNG_SIGNATURE`].
    Png([u8; 4]),
    /// A keyword of PNG's `tEXt`, `zTXt`, `iTXt`.
    PngText(String),
    /// A tag of an Exif block.
    Exif(Ifd, u16),
    /// A property of an XMP packet: namespace, name.
    Xmp(String, String),
    /// A data set of IPTC-IIM: record, number.
    Iptc(u8, u8),
    /// A Photoshop image resource.
    ImageResource(u16),
    /// A tag of an ICC profile.
    Icc([u8; 4]),
    /// Bytes that no format has a place for.
    Leftover(Leftover),
}

/// Stands for the padding of a chunk in [`FieldId::Webp`].
pub const WEBP_PADDING: [u8; 4] = [0; 4];

/// Stands for the signature in [`FieldId::Png`]: no chunk can be called so.
pub const PNG_SIGNATURE: [u8; 4] = *b"\x89PNG";

/// What a JPEG file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JpegElement {
    /// Start of image.
    Soi,
    /// Frame header SOFn.
    Frame,
    /// DHT, DQT, DAC, DRI or DNL.
    Tables,
    /// SOS and the entropy-coded data behind it.
    Scan,
    /// End of image.
    Eoi,
    /// Fill bytes FF before a marker (ISO/IEC 10918-1, B.1.1.2).
    Fill,
    /// APP0 `JFIF`.
    Jfif,
    /// APP0 `JFXX`.
    Jfxx,
    /// APP1 `Exif`.
    Exif,
    /// APP1 XMP.
    Xmp,
    /// APP1 extended XMP.
    ExtendedXmp,
    /// APP2 ICC profile.
    Icc,
    /// APP2 multi-picture format.
    Mpf,
    /// APP2 FlashPix.
    FlashPix,
    /// APP2 ISO 21496-1: numbers of an HDR gain map.
    GainMapIso,
    /// An HDR gain map that is not understood.
    GainMap,
    /// APP11 JUMBF, C2PA.
    Jumbf,
    /// APP13 Photoshop image resources.
    Photoshop,
    /// APP14 Adobe.
    Adobe,
    /// COM.
    Comment,
    /// Any other APPn.
    App(u8),
    /// Any other marker.
    Other(u8),
}

/// What a GIF file is made of (GIF89a specification).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GifElement {
    /// Header, logical screen descriptor and global colour table.
    Screen,
    /// Graphic control extension.
    Control,
    /// Image descriptor, local colour table and image data.
    Image,
    /// Application extension: loop count (`NETSCAPE2.0`, `ANIMEXTS1.0`).
    Loop,
    /// Application extension: colour profile (`ICCRGBG1012`).
    Icc,
    /// Application extension: XMP (`XMP DataXMP`).
    Xmp,
    /// Any other application extension, by identifier and authentication code.
    Application(String),
    /// Comment extension.
    Comment,
    /// Plain text extension.
    PlainText,
    /// Any other extension, by label.
    Extension(u8),
    /// Trailer.
    Trailer,
}

/// Bytes that no format has a place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leftover {
    /// A video (ISO base media file) behind the picture.
    Video,
    /// A second picture behind the picture.
    Image,
    /// Samsung's SEFT trailer.
    Samsung,
    /// Zero bytes behind the end.
    Padding,
    /// Anything else behind the end.
    Trailer,
    /// Bytes between two elements.
    Between,
    /// A block that could not be read, or not wholly.
    Unreadable,
    /// An element whose checksum or length is wrong, and that the picture does not need.
    Damaged,
}

impl FieldId {
    /// The name that the standard, or its users, give it.
    #[must_use]
    pub fn name(&self) -> String {
        crate::policy::name(self)
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(start: u64, len: u64) -> Region {
        Region::new(Span::new(start, len), FieldId::Leftover(Leftover::Between))
    }

    #[test]
    fn a_gap_an_overlap_or_a_missing_end_is_not_total() {
        for (spans, total) in [
            (vec![(0, 4), (4, 6)], true),
            (vec![(0, 4), (5, 5)], false),
            (vec![(0, 4), (3, 7)], false),
            (vec![(0, 4)], false),
            (vec![], false),
        ] {
            let mut scan = Scan::new(FormatKind::Jpeg, 10, Limits::DEFAULT);
            for (start, len) in spans.clone() {
                scan.push(region(start, len)).unwrap();
            }
            assert_eq!(scan.is_total(), total, "{spans:?}");
        }
    }

    #[test]
    fn too_many_fields_end_in_one_that_says_so() {
        let mut scan = Scan::new(FormatKind::Jpeg, 10, Limits { fields: 2, ..Limits::DEFAULT });
        let comment = || Field::new(FieldId::Jpeg(JpegElement::Comment), Place::at(0));
        scan.find((0..9).map(|_| comment()));
        scan.find([comment()]);
        assert_eq!(scan.fields.len(), 3);
        assert_eq!(scan.fields[2].id, FieldId::Leftover(Leftover::Unreadable));
    }
}
