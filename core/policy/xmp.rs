//! The rows for XMP properties (ISO 16684-1 and -2, IPTC Photo Metadata, MWG, makers' own), and what every other
//! property of a known namespace says. Properties that only repeat Exif tags are looked up among those.

use super::exif;
use super::row::{Pattern, Row, Rule};
use crate::blocks::xmp::NAMESPACE;
use crate::model::Category;

/// A namespace: its URI, the prefix people know it by, what its properties say where they have no row.
struct Namespace(&'static str, &'static str, Option<Category>);

use Category::{Camera, Date, Id, Location, Motion, Other, Panorama, People, Preview, Software, Text};

#[rustfmt::skip]
static NAMESPACES: &[Namespace] = &[
    Namespace("http://purl.org/dc/elements/1.1/", "dc", Some(Text)),
    Namespace("http://purl.org/dc/terms/", "dcterms", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/", "xmp", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/rights/", "xmpRights", Some(People)),
    Namespace("http://ns.adobe.com/xap/1.0/mm/", "xmpMM", Some(Id)),
    Namespace("http://ns.adobe.com/xap/1.0/bj/", "xmpBJ", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/g/", "xmpG", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/g/img/", "xmpGImg", Some(Preview)),
    Namespace("http://ns.adobe.com/xap/1.0/t/pg/", "xmpTPg", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/ResourceEvent#", "stEvt", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/ResourceRef#", "stRef", Some(Id)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/Dimensions#", "stDim", Some(Other)),
    Namespace("http://ns.adobe.com/xmp/sType/Area#", "stArea", Some(People)),
    Namespace("http://ns.adobe.com/xmp/note/", "xmpNote", Some(Id)),
    Namespace("http://ns.adobe.com/xmp/1.0/DynamicMedia/", "xmpDM", Some(Text)),
    Namespace("http://ns.adobe.com/photoshop/1.0/", "photoshop", Some(Software)),
    Namespace("http://ns.adobe.com/camera-raw-settings/1.0/", "crs", Some(Software)),
    Namespace("http://ns.adobe.com/lightroom/1.0/", "lr", Some(Text)),
    Namespace("http://ns.adobe.com/hdr-gain-map/1.0/", "hdrgm", Some(Other)),
    Namespace("http://ns.adobe.com/exif/1.0/", "exif", Some(Camera)),
    Namespace("http://cipa.jp/exif/1.0/", "exifEX", Some(Camera)),
    Namespace("http://ns.adobe.com/exif/1.0/aux/", "aux", Some(Camera)),
    Namespace("http://ns.adobe.com/tiff/1.0/", "tiff", Some(Camera)),
    Namespace("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore", Some(Text)),
    Namespace("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt", Some(Text)),
    Namespace("http://ns.useplus.org/ldf/xmp/1.0/", "plus", Some(People)),
    Namespace("http://creativecommons.org/ns#", "cc", Some(People)),
    Namespace("http://www.metadataworkinggroup.com/schemas/regions/", "mwg-rs", Some(People)),
    Namespace("http://www.metadataworkinggroup.com/schemas/keywords/", "mwg-kw", Some(Text)),
    Namespace("http://www.metadataworkinggroup.com/schemas/collections/", "mwg-coll", Some(Text)),
    Namespace("http://ns.microsoft.com/photo/1.0/", "MicrosoftPhoto", Some(Text)),
    Namespace("http://ns.microsoft.com/photo/1.2/", "MP", Some(People)),
    Namespace("http://ns.microsoft.com/photo/1.2/t/RegionInfo#", "MPRI", Some(People)),
    Namespace("http://ns.microsoft.com/photo/1.2/t/Region#", "MPReg", Some(People)),
    Namespace("http://www.digikam.org/ns/1.0/", "digiKam", Some(Text)),
    Namespace("http://ns.acdsee.com/iptc/1.0/", "acdsee", Some(Text)),
    Namespace("http://ns.google.com/photos/1.0/camera/", "GCamera", Some(Camera)),
    Namespace("http://ns.google.com/photos/1.0/container/", "Container", Some(Other)),
    Namespace("http://ns.google.com/photos/1.0/container/item/", "Item", Some(Other)),
    Namespace("http://ns.google.com/photos/1.0/image/", "GImage", Some(Preview)),
    Namespace("http://ns.google.com/photos/1.0/audio/", "GAudio", Some(Motion)),
    Namespace("http://ns.google.com/photos/1.0/depthmap/", "GDepth", Some(Preview)),
    Namespace("http://ns.google.com/photos/1.0/focus/", "GFocus", Some(Preview)),
    Namespace("http://ns.google.com/photos/1.0/creations/", "GCreations", Some(Software)),
    Namespace("http://ns.google.com/photos/1.0/panorama/", "GPano", Some(Camera)),
    Namespace("http://ns.google.com/videos/1.0/spherical/", "GSpherical", Some(Camera)),
    Namespace("http://ns.google.com/photos/dd/1.0/device/", "Device", Some(Camera)),
    Namespace("http://ns.apple.com/faceinfo/1.0/", "apple-fi", Some(People)),
    Namespace("http://ns.apple.com/pixeldatainfo/1.0/", "apdi", Some(Other)),
    Namespace("http://ns.apple.com/HDRGainMap/1.0/", "HDRGainMap", Some(Other)),
    Namespace("http://www.dji.com/drone-dji/1.0/", "drone-dji", Some(Location)),
    Namespace("http://pix4d.com/camera/1.0", "Camera", Some(Camera)),
    Namespace("adobe:ns:meta/", "x", Some(Software)),
    Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", Some(Id)),
];

const fn row_of(prefix: &'static str, name: &'static str, category: Option<Category>) -> Row {
    Row { field: Pattern::Xmp(prefix, name), name, rule: Rule { category, ..Rule::HOLDER } }
}

const fn says(prefix: &'static str, name: &'static str, category: Category) -> Row {
    row_of(prefix, name, Some(category))
}

#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    row_of("x", "xmpmeta", None), row_of("x", "xapmeta", None),
    row_of("stDim", "w", None), row_of("stDim", "h", None), row_of("stDim", "unit", None),
    row_of("hdrgm", "Version", None), row_of("hdrgm", "BaseRenditionIsHDR", None), row_of("hdrgm", "GainMapMin", None),
    row_of("hdrgm", "GainMapMax", None), row_of("hdrgm", "Gamma", None), row_of("hdrgm", "OffsetSDR", None),
    row_of("hdrgm", "OffsetHDR", None), row_of("hdrgm", "HDRCapacityMin", None), row_of("hdrgm", "HDRCapacityMax", None),
    row_of("Container", "Directory", None), row_of("Container", "Item", None), row_of("Container", "Version", None),
    row_of("Item", "Semantic", None), row_of("Item", "Mime", None), row_of("Item", "Length", None),
    row_of("Item", "Padding", None), row_of("apdi", "StoredFormat", None), row_of("apdi", "NativeFormat", None),
    row_of("apdi", "AuxiliaryImageType", None), row_of("HDRGainMap", "HDRGainMapVersion", None),
    row_of("HDRGainMap", "HDRGainMapHeadroom", None),
    says("dc", "creator", People), says("dc", "contributor", People), says("dc", "publisher", People),
    says("dc", "rights", People), says("dc", "date", Date), says("dc", "identifier", Id), row_of("dc", "format", None),
    says("xmp", "CreateDate", Date), says("xmp", "ModifyDate", Date), says("xmp", "MetadataDate", Date),
    says("xmp", "Rating", Text), says("xmp", "Label", Text), says("xmp", "Nickname", People), says("xmp", "Identifier", Id),
    says("xmp", "Thumbnails", Preview), says("xmpRights", "Marked", Software),
    says("xmpMM", "History", Software), says("stEvt", "when", Date), says("stEvt", "instanceID", Id),
    says("xmpDM", "shotDate", Date), says("xmpDM", "shotLocation", Location),
    says("photoshop", "City", Location), says("photoshop", "State", Location), says("photoshop", "Country", Location),
    says("photoshop", "DateCreated", Date), says("photoshop", "Headline", Text), says("photoshop", "CaptionWriter", People),
    says("photoshop", "AuthorsPosition", People), says("photoshop", "Credit", People), says("photoshop", "Source", People),
    says("photoshop", "Instructions", Text), says("photoshop", "TransmissionReference", Id),
    says("photoshop", "Category", Text), says("photoshop", "SupplementalCategories", Text),
    row_of("photoshop", "ColorMode", None),
    says("crs", "RawFileName", Id), says("aux", "SerialNumber", Id), says("aux", "LensSerialNumber", Id),
    says("aux", "OwnerName", People), says("aux", "ImageNumber", Id), says("exif", "ImageUniqueID", Id),
    says("exif", "DateTimeOriginal", Date), says("exif", "DateTimeDigitized", Date), says("exif", "UserComment", Text),
    says("exifEX", "CameraOwnerName", People), says("exifEX", "SerialNumber", Id), says("exifEX", "PhotographicSensitivity", Camera),
    says("Iptc4xmpCore", "Location", Location), says("Iptc4xmpCore", "CountryCode", Location),
    says("Iptc4xmpCore", "CreatorContactInfo", People), says("Iptc4xmpCore", "CiAdrExtadr", People),
    says("Iptc4xmpCore", "CiAdrCity", People), says("Iptc4xmpCore", "CiAdrRegion", People),
    says("Iptc4xmpCore", "CiAdrPcode", People), says("Iptc4xmpCore", "CiAdrCtry", People),
    says("Iptc4xmpCore", "CiTelWork", People), says("Iptc4xmpCore", "CiEmailWork", People), says("Iptc4xmpCore", "CiUrlWork", People),
    says("Iptc4xmpExt", "LocationCreated", Location), says("Iptc4xmpExt", "LocationShown", Location),
    says("Iptc4xmpExt", "City", Location), says("Iptc4xmpExt", "Sublocation", Location),
    says("Iptc4xmpExt", "ProvinceState", Location), says("Iptc4xmpExt", "CountryName", Location),
    says("Iptc4xmpExt", "CountryCode", Location), says("Iptc4xmpExt", "WorldRegion", Location),
    says("Iptc4xmpExt", "LocationName", Location), says("Iptc4xmpExt", "LocationId", Location),
    says("Iptc4xmpExt", "PersonInImage", People), says("Iptc4xmpExt", "PersonInImageWDetails", People),
    says("Iptc4xmpExt", "PersonName", People), says("Iptc4xmpExt", "PersonId", People),
    says("Iptc4xmpExt", "DigImageGUID", Id), says("Iptc4xmpExt", "RegistryId", Id),
    says("Iptc4xmpExt", "DigitalSourceType", Software), says("MicrosoftPhoto", "DateAcquired", Date),
    says("MicrosoftPhoto", "CameraSerialNumber", Id), says("plus", "ImageSupplierImageID", Id),
    says("GCamera", "MicroVideo", Motion), says("GCamera", "MicroVideoVersion", Motion), says("GCamera", "MicroVideoOffset", Motion),
    says("GCamera", "MicroVideoPresentationTimestampUs", Motion), says("GCamera", "MotionPhoto", Motion),
    says("GCamera", "MotionPhotoVersion", Motion), says("GCamera", "MotionPhotoPresentationTimestampUs", Motion),
    says("GPano", "FirstPhotoDate", Date), says("GPano", "LastPhotoDate", Date), says("GPano", "PoseHeadingDegrees", Location),
    says("GPano", "ProjectionType", Panorama), says("GPano", "UsePanoramaViewer", Panorama),
    says("GPano", "CroppedAreaImageWidthPixels", Panorama), says("GPano", "CroppedAreaImageHeightPixels", Panorama),
    says("GPano", "FullPanoWidthPixels", Panorama), says("GPano", "FullPanoHeightPixels", Panorama),
    says("GPano", "CroppedAreaLeftPixels", Panorama), says("GPano", "CroppedAreaTopPixels", Panorama),
    says("GPano", "PosePitchDegrees", Panorama), says("GPano", "PoseRollDegrees", Panorama),
    says("GPano", "InitialViewHeadingDegrees", Panorama), says("GPano", "InitialViewPitchDegrees", Panorama),
    says("GPano", "InitialViewRollDegrees", Panorama), says("GPano", "InitialHorizontalFOVDegrees", Panorama),
    says("GPano", "InitialVerticalFOVDegrees", Panorama), says("GPano", "InitialCameraDolly", Panorama),
    says("GPano", "StitchingSoftware", Software), says("GPano", "CaptureSoftware", Software),
    row_of("rdf", "SphericalVideo", None), says("GSpherical", "Spherical", Panorama), says("GSpherical", "Stitched", Panorama),
    says("GSpherical", "ProjectionType", Panorama), says("GSpherical", "StereoMode", Panorama),
    says("GSpherical", "CroppedAreaImageWidthPixels", Panorama), says("GSpherical", "CroppedAreaImageHeightPixels", Panorama),
    says("GSpherical", "FullPanoWidthPixels", Panorama), says("GSpherical", "FullPanoHeightPixels", Panorama),
    says("GSpherical", "CroppedAreaLeftPixels", Panorama), says("GSpherical", "CroppedAreaTopPixels", Panorama),
    says("GSpherical", "InitialViewHeadingDegrees", Panorama), says("GSpherical", "InitialViewPitchDegrees", Panorama),
    says("GSpherical", "InitialViewRollDegrees", Panorama), says("GSpherical", "StitchingSoftware", Software),
    says("GSpherical", "Timestamp", Date), says("GSpherical", "TimeStamp", Date),
    says("drone-dji", "CreateDate", Date), says("drone-dji", "DroneModel", Camera), says("drone-dji", "DroneSerialNumber", Id),
    says("drone-dji", "CameraSerialNumber", Id), says("drone-dji", "Version", Software),
];

/// Namespaces whose properties are Exif tags by their Exif names (XMP specification part 2, 3.3 and 3.4).
const EXIF_PREFIXES: [&str; 4] = ["exif", "exifEX", "tiff", "aux"];

/// That a known namespace may be used says nothing.
static DECLARATION: Row = row_of("", NAMESPACE, None);

fn namespace(uri: &str) -> Option<&'static Namespace> {
    NAMESPACES.iter().find(|namespace| namespace.0 == uri)
}

pub(super) fn row(uri: &str, name: &str) -> Option<&'static Row> {
    let prefix = namespace(uri)?.1;
    if name == NAMESPACE {
        return Some(&DECLARATION);
    }
    let own = ROWS.iter().find(|row| row.field == Pattern::Xmp(prefix, row.name) && row.name == name);
    let as_exif = || exif::ROWS.iter().find(|row| EXIF_PREFIXES.contains(&prefix) && row.name == name);
    own.or_else(as_exif)
}

/// The prefix that everybody declares a namespace by.
pub(super) fn prefix(uri: &str) -> Option<&'static str> {
    namespace(uri).map(|namespace| namespace.1)
}

/// What a property without a row of its own says, where its namespace is known.
pub(super) fn default(uri: &str) -> Option<Option<Category>> {
    namespace(uri).map(|namespace| namespace.2)
}

/// A property by the prefix that people know.
pub(super) fn qualified(uri: &str, name: &str) -> String {
    let prefix = namespace(uri).map_or("?", |namespace| namespace.1);
    format!("XMP {prefix}:{name}")
}
