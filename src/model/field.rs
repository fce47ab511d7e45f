//! What the standards call the things that a file can hold, and what such a thing says.

use std::fmt;

use crate::error::Place;

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
    /// A part of a TIFF or DNG file.
    Tiff(TiffElement),
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

/// What a TIFF file is made of (TIFF 6.0, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TiffElement {
    /// Byte order, version and the offset of the first directory.
    Header,
    /// A directory of a picture that is shown.
    Directory,
    /// A value that stands outside of its directory.
    Value,
    /// Strips, tiles or JPEG streams of a picture that is shown.
    Picture,
    /// JPEG tables that strips or tiles share (technical note 2).
    JpegTables,
    /// Offsets of the directories below one, without those that go.
    Offsets,
    /// A colour profile.
    Icc,
    /// `UniqueCameraModel` of a DNG file.
    CameraModel,
    /// Directories, values, strips and tiles that nothing that stays refers to.
    Unreferenced,
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
