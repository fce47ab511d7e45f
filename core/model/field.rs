//! What the standards call the things that a file can hold, and what those things say.

use super::{CodedElement, ItemRole, SidecarKind, TelemetryElement, TelemetryForm, Value};
use crate::base::Place;

/// One thing found in a file.
#[derive(Debug, Clone)]
pub struct Field {
    /// What the standard calls it.
    pub id: FieldId,
    /// Where it is.
    pub place: Place,
    /// What it says.
    pub value: Value,
    /// Which picture of the file it is about.
    pub about: Subject,
    /// Index of its region in [`crate::model::Scan::regions`].
    pub region: usize,
}

impl Field {
    /// A field whose value is unknown.
    #[must_use]
    pub const fn new(id: FieldId, place: Place) -> Self {
        Self { id, place, value: Value::Unknown, about: Subject::Picture, region: 0 }
    }

    /// A field with a value.
    #[must_use]
    pub const fn with(id: FieldId, place: Place, value: Value) -> Self {
        Self { id, place, value, about: Subject::Picture, region: 0 }
    }
}

/// Which picture of a file a field is about: values to keep are read from those about the picture itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The picture itself, or the whole file.
    Picture,
    /// The thumbnail in an Exif block.
    Thumbnail,
    /// The gain map after the picture.
    GainMap,
    /// Another picture after the picture.
    SecondPicture,
    /// A later page of a TIFF file, or a picture subordinate to a page.
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
    /// Keys of a GeoTIFF, which are all in one tag.
    GeoKeys,
}

/// What the standards call something that a file can hold. Unknown names can be represented, too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FieldId {
    /// A marker segment of a JPEG file.
    Jpeg(JpegElement),
    /// A chunk of a WebP file, by type; `RIFF` is the header of the file, `WEBP_PADDING` a byte after a chunk.
    Webp([u8; 4]),
    /// A block of a GIF file.
    Gif(GifElement),
    /// A box of an ISO base media file, or a value in one.
    Bmff(BmffElement),
    /// Something between coded pictures and sound.
    Coded(CodedElement),
    /// A key of QuickTime's metadata list, or the name of an iTunes item.
    BmffKey(String),
    /// What a camera recorded about its route and itself, in its maker's form.
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
    /// A value in a sidecar file, by its path: `geoData/latitude`.
    Sidecar(SidecarKind, String),
    /// A value by the name its writer gave it, where no standard lists names: a key of JSON, a record of a trailer;
    /// with the names above it, `geo/latitude`.
    Named(String),
    /// Bytes that have no place in any format.
    Leftover(Leftover),
}

/// Stands for the padding of a chunk in [`FieldId::Webp`].
pub const WEBP_PADDING: [u8; 4] = [0; 4];

/// Stands for the signature in [`FieldId::Png`]: no chunk can have this type.
pub const PNG_SIGNATURE: [u8; 4] = *b"\x89PNG";

/// Stands for the checksum of a chunk whose data change, in [`FieldId::Png`].
pub const PNG_CHECKSUM: [u8; 4] = *b"\x89CRC";

/// Stands for the end of the last IDAT chunk, from the checksum of the compressed data on: not a chunk itself.
pub const PNG_DATA_END: [u8; 4] = [0; 4];

/// The parts of a JPEG file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JpegElement {
    /// Start of image.
    Soi,
    /// Frame header SOFn.
    Frame,
    /// DHT, DQT, DAC, DRI or DNL.
    Tables,
    /// SOS.
    ScanHeader,
    /// The entropy-coded data after it.
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

/// The parts of a GIF file (GIF89a specification).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GifElement {
    /// Header and logical screen descriptor.
    Screen,
    /// Global or local colour table.
    Colours,
    /// Graphic control extension.
    Control,
    /// Image descriptor.
    Descriptor,
    /// Image data.
    Image,
    /// Descriptor and image, wholly outside the canvas: nobody sees it, and the next one waits for it.
    Outside,
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

/// The parts of an ISO base media file (ISO/IEC 14496-12), as far as they matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BmffElement {
    /// Boxes, and values in them, that say how samples are laid out, timed, decoded and shown.
    Structure,
    /// Samples of picture and sound tracks, in a `mdat`.
    Samples,
    /// Bytes of a `mdat` that only belong to samples of other tracks.
    OtherSamples,
    /// Bytes of a `mdat` that belong to no sample.
    Unowned,
    /// Samples that an edit list leaves out, and that are not needed for what it shows.
    CutOff,
    /// Samples that an edit list leaves out, but that are needed to decode what it shows.
    CutOffNeeded,
    /// Part of a coded picture that a crop hides.
    CroppedAway,
    /// Tables about samples: where they are, how long they are, when each is shown.
    SampleTable,
    /// A time or a duration in the media.
    MediaTime,
    /// Bits per second, sizes of buffers, and what else is only told of a stream.
    Rates,
    /// The starting point for the times of all fragments.
    FragmentTime,
    /// A `free`, `skip` or `wide` box.
    Free,
    /// Reserved bytes, and bytes after the content of a box.
    Reserved,
    /// A box, by type.
    Box([u8; 4]),
    /// A `uuid` box, by its extended type.
    Uuid([u8; 16]),
    /// A box of user data or an item of a metadata list, by type.
    UserData([u8; 4]),
    /// A track that is neither picture nor sound, by the type of its first sample entry.
    Track([u8; 4]),
    /// Anything else about such a track: fragments, defaults, indexes.
    TrackPart([u8; 4]),
    /// A picture track that belongs to another one and is not shown.
    TrackOf(ItemRole),
    /// Samples of such tracks.
    SecondarySamples,
    /// A brand used only in the files of one maker.
    Brand,
    /// The brand of files with a tone map, in a file without one.
    ToneMapBrand,
    /// Creation and modification times.
    Time,
    /// Language of a track.
    Language,
    /// Name and manufacturer in `hdlr`.
    HandlerName,
    /// `compressorname` of a sample entry.
    CompressorName,
    /// Vendor, revision and encoding quality in a sample entry or inside it.
    Vendor,
    /// A file name or address in a data reference.
    DataReference,
    /// The id of a track that another one refers to.
    Reference,
    /// A colour profile.
    Icc,
    /// Text or unknown blocks in the configuration of a decoder.
    Configuration,
    /// A box that occurs only in protected media, or their sample entry.
    Protected([u8; 4]),
    /// The header of a sample entry of a codec that nothing here can look into.
    Codec([u8; 4]),
    /// An unknown box in a sample entry that stays: the types of both.
    EntryBox([u8; 4], [u8; 4]),
    /// Either of these two, if a person trusts the codec.
    Trusted,
    /// JPEG XL: what comes before the first frame of a codestream with a colour profile.
    CodestreamHead,
    /// JPEG XL: the header of a box with a piece of the codestream.
    PieceHeader,
    /// HEIF: the lists of items, and of their locations, properties and references.
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

/// The parts of a TIFF file (TIFF 6.0, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TiffElement {
    /// Byte order, version and the offset of the first directory.
    Header,
    /// A directory of a picture that is shown.
    Directory,
    /// A value outside its directory.
    Value,
    /// Fractions outside their directory, each in its plainest form.
    Fractions,
    /// Strips, tiles or JPEG streams of a picture that is shown.
    Picture,
    /// JPEG tables that strips or tiles share (technical note 2).
    JpegTables,
    /// Offsets of the subordinate directories, without those that go.
    Offsets,
    /// Offsets or lengths of strips or tiles, without those that nobody reads.
    Strips,
    /// A colour profile.
    Icc,
    /// `UniqueCameraModel` of a DNG file.
    CameraModel,
    /// Part of a raw picture that a crop hides.
    CroppedAway,
    /// Directories, values, strips and tiles that nothing left in the file refers to.
    Unreferenced,
}

/// Bytes that have no place in any format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leftover {
    /// A video (ISO base media file) after the picture.
    Video,
    /// The same, with sound.
    VideoWithSound,
    /// A second picture after the picture.
    Image,
    /// A trailer after the picture, in a known form.
    Known(TrailerForm),
    /// Blocks after the picture that are read: Exif, XMP, texts.
    Blocks,
    /// Text after the picture.
    Text,
    /// The unread part of such a trailer.
    Unread,
    /// Zero bytes after the end.
    Padding,
    /// Anything else after the end.
    Trailer,
    /// Bytes after the end of coded data, inside the element that holds them.
    Coded,
    /// Bytes between two elements.
    Between,
    /// A block that could not be read, or only in part.
    Unreadable,
    /// An element with a wrong checksum or length that the picture does not need.
    Damaged,
}

/// Forms of trailers: what programs and makers append to a picture.
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
    /// Records of Nikon's phone app.
    NikonApp,
    /// JSON of vivo phones.
    Vivo,
    /// JSON of OnePlus and Oppo phones, `jxrs`.
    OnePlus,
    /// Insta360's telemetry.
    Insta360,
}
