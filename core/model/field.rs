//! What the standards call the things that a file can hold, and what such a thing says.

use super::{CodedElement, SidecarKind, TelemetryElement, TelemetryForm, Value};
use crate::base::Place;

/// One thing found in a file.
#[derive(Debug, Clone)]
pub struct Field {
    /// What the standard calls it.
    pub id: FieldId,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub value: Value,
    /// Which picture of the file it is about.
    pub about: Subject,
    /// Index of its region in [`crate::model::Scan::regions`].
    pub region: usize,
}

impl Field {
    /// A field whose value is not known.
    #[must_use]
    pub const fn new(id: FieldId, place: Place) -> Self {
        Self { id, place, value: Value::Unknown, about: Subject::Picture, region: 0 }
    }

    /// A field that says something.
    #[must_use]
    pub const fn with(id: FieldId, place: Place, value: Value) -> Self {
        Self { id, place, value, about: Subject::Picture, region: 0 }
    }
}

/// Which picture of a file a field is about: what is kept is read from those about the picture itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The picture itself, or the whole file.
    Picture,
    /// The thumbnail in an Exif block.
    Thumbnail,
    /// The gain map behind the picture.
    GainMap,
    /// Another picture behind the picture.
    SecondPicture,
    /// A later page of a TIFF file, or a picture below a page.
    LaterPage,
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
    /// Keys of a GeoTIFF, which stand in one tag.
    GeoKeys,
}

/// What the standards call a thing that a file can hold. Unknown names stay representable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FieldId {
    /// A marker segment of a JPEG file.
    Jpeg(JpegElement),
    /// A chunk of a WebP file, by type; `RIFF` is the header of the file, `WEBP_PADDING` a byte behind a chunk.
    Webp([u8; 4]),
    /// A block of a GIF file.
    Gif(GifElement),
    /// A box of an ISO base media file, or a value in one.
    Bmff(BmffElement),
    /// What stands between coded pictures and sound.
    Coded(CodedElement),
    /// A key of QuickTime's metadata list, or the name of an iTunes item.
    BmffKey(String),
    /// What a camera recorded about its way and itself, in a form of its maker.
    Telemetry(TelemetryForm, TelemetryElement),
    /// A part of a TIFF or DNG file.
    Tiff(TiffElement),
    /// A chunk of a PNG file, by type; the eight bytes of the signature are `PNG_SIGNATURE`, the end of the last
    /// IDAT chunk is `PNG_DATA_END`, a checksum that changes is `PNG_CHECKSUM`.
    Png([u8; 4]),
    /// A keyword of PNG's `tEXt`, `zTXt`, `iTXt`.
    PngText(String),
    /// A tag of an Exif block.
    Exif(Ifd, u16),
    /// An item of GDAL's metadata in a TIFF file, by its name.
    GdalItem(String),
    /// A property of an XMP packet: namespace, name.
    Xmp(String, String),
    /// A data set of IPTC-IIM: record, number.
    Iptc(u8, u8),
    /// A Photoshop image resource.
    ImageResource(u16),
    /// A tag of an ICC profile.
    Icc([u8; 4]),
    /// A value in a file beside photos, by its path in it: `geoData/latitude`.
    Sidecar(SidecarKind, String),
    /// A value by the name that its writer gave it, where no standard has a list of names: a key of JSON, a record of a
    /// trailer; with the names that it is below, `geo/latitude`.
    Named(String),
    /// Bytes that no format has a place for.
    Leftover(Leftover),
}

/// Stands for the padding of a chunk in [`FieldId::Webp`].
pub const WEBP_PADDING: [u8; 4] = [0; 4];

/// Stands for the signature in [`FieldId::Png`]: no chunk can be called so.
pub const PNG_SIGNATURE: [u8; 4] = *b"\x89PNG";

/// Stands for the checksum of a chunk whose data change, in [`FieldId::Png`].
pub const PNG_CHECKSUM: [u8; 4] = *b"\x89CRC";

/// Stands for the end of the last IDAT chunk, from the checksum of what is compressed on: no chunk of its own.
pub const PNG_DATA_END: [u8; 4] = [0; 4];

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
    /// Terminator of the last image's data.
    Terminator,
    /// Trailer.
    Trailer,
}

/// What an ISO base media file is made of (ISO/IEC 14496-12), as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BmffElement {
    /// Boxes, and values in them, that say how samples lie, are timed, decoded and shown.
    Structure,
    /// Samples of tracks of picture and sound, in a `mdat`.
    Samples,
    /// Bytes of a `mdat` that only samples of other tracks own.
    OtherSamples,
    /// Bytes of a `mdat` that no sample owns.
    Unowned,
    /// Samples that an edit list leaves out, and that nothing it shows needs.
    CutOff,
    /// Samples that an edit list leaves out, and that decoding what it shows needs.
    CutOffNeeded,
    /// Tables about samples: where they lie, how long they are, when each is shown.
    SampleTable,
    /// A time or a duration in the media.
    MediaTime,
    /// What the times of all fragments count from.
    FragmentTime,
    /// A `free`, `skip` or `wide` box.
    Free,
    /// Reserved bytes, and bytes behind the content of a box.
    Reserved,
    /// A box, by type.
    Box([u8; 4]),
    /// A `uuid` box, by its extended type.
    Uuid([u8; 16]),
    /// A box of user data or an item of a metadata list, by type.
    UserData([u8; 4]),
    /// A track that is neither picture nor sound, by the type of its first sample entry.
    Track([u8; 4]),
    /// What else there is about such a track: fragments, defaults, indexes.
    TrackPart([u8; 4]),
    /// A track of pictures that goes with another one and is not shown.
    TrackOf(ItemRole),
    /// Samples of such tracks.
    SecondarySamples,
    /// A brand that only the files of one maker have.
    Brand,
    /// The brand of files with a tone map, of one that has none.
    ToneMapBrand,
    /// Creation and modification times.
    Time,
    /// Language of a track.
    Language,
    /// Name and manufacturer in `hdlr`.
    HandlerName,
    /// `compressorname` of a sample entry.
    CompressorName,
    /// Vendor, revision and encoding quality in a sample entry or what is in it.
    Vendor,
    /// A file name or address in a data reference.
    DataReference,
    /// The id of a track that another one refers to.
    Reference,
    /// A colour profile.
    Icc,
    /// Text or unknown blocks in the configuration of a decoder.
    Configuration,
    /// A box that only protected media have, or their sample entry.
    Protected([u8; 4]),
    /// The header of a sample entry of a codec that nobody here can look into.
    Codec([u8; 4]),
    /// A box that nobody has heard of in a sample entry that stays: types of both.
    EntryBox([u8; 4], [u8; 4]),
    /// What a person trusts of these two.
    Trusted,
    /// JPEG XL: what stands before the first frame of a codestream that has a colour profile.
    CodestreamHead,
    /// JPEG XL: the header of a box with a piece of the codestream.
    PieceHeader,
    /// HEIF: the lists of items, of their places, properties and references.
    ItemLists,
    /// HEIF: an item that no viewer shows.
    Item(ItemRole),
    /// HEIF: data of items that no viewer shows.
    OtherItems,
    /// HEIF: the name of an item.
    ItemName,
    /// HEIF: a property of items that no viewer needs, by type.
    Property([u8; 4]),
}

/// What an item of a HEIF file is that no viewer shows (ISO/IEC 23008-12, 6.6 and annex A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemRole {
    /// An Exif block.
    Exif,
    /// An XMP packet.
    Xmp,
    /// JUMBF, C2PA.
    Jumbf,
    /// A thumbnail.
    Thumbnail,
    /// Depth or disparity.
    Depth,
    /// Another auxiliary picture: a matte, a map for editing.
    Auxiliary,
    /// A picture that is made for others to be made of, and is in none.
    Hidden,
    /// An HDR gain map that is not understood.
    GainMap,
    /// Anything else.
    Unknown,
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
    /// Offsets or lengths of strips or tiles, without those that nobody reads.
    Strips,
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
    /// The same, with sound.
    VideoWithSound,
    /// A second picture behind the picture.
    Image,
    /// A trailer behind the picture, in a form that is known.
    Known(TrailerForm),
    /// Blocks behind the picture that are read: Exif, XMP, texts.
    Blocks,
    /// A text behind the picture.
    Text,
    /// What nobody read of such a trailer.
    Unread,
    /// Zero bytes behind the end.
    Padding,
    /// Anything else behind the end.
    Trailer,
    /// Bytes behind the end of coded data, inside of the element that holds them.
    Coded,
    /// Bytes between two elements.
    Between,
    /// A block that could not be read, or not wholly.
    Unreadable,
    /// An element whose checksum or length is wrong, and that the picture does not need.
    Damaged,
}

/// Forms of trailers: what programs and makers put behind a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrailerForm {
    /// AXS File Concatenation Protocol.
    Afcp,
    /// Records of FotoWare's FotoStation.
    FotoStation,
    /// Meta Information Encapsulation.
    Mie,
    /// Recipe data of Canon's Digital Photo Professional.
    CanonRecipe,
    /// Camera Bits' Photo Mechanic.
    PhotoMechanic,
    /// Samsung's records, `SEFT`.
    Samsung,
    /// Records of Nikon's program for phones.
    NikonApp,
    /// JSON of vivo's phones.
    Vivo,
    /// JSON of OnePlus' and Oppo's phones, `jxrs`.
    OnePlus,
    /// Insta360's telemetry.
    Insta360,
}
