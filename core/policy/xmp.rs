//! The rows for XMP properties (ISO 16684-1 and -2, IPTC Photo Metadata, MWG, makers' own), and what every other
//! property of a known namespace says. Properties that only repeat Exif tags are looked up among those tags.

mod namespaces;

use super::row::{Pattern, Row, Rule};
use super::{exif, local_names};
use crate::blocks::xmp::NAMESPACE;
use crate::model::Category;
use namespaces::{exact, namespace};

use Category::{Camera, Date, Id, Location, Motion, Other, Panorama, People, Preview, Software, Text};

const fn row_of(prefix: &'static str, name: &'static str, category: Option<Category>) -> Row {
    Row { field: Pattern::Xmp(prefix, name), name, rule: Rule { category, ..Rule::HOLDER } }
}

const fn says(prefix: &'static str, name: &'static str, category: Category) -> Row {
    row_of(prefix, name, Some(category))
}

#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    row_of("x", "xmpmeta", None), row_of("x", "xapmeta", None),
    row_of("mwg-rs", "Regions", None), row_of("mwg-rs", "RegionList", None), row_of("mwg-rs", "Area", None),
    row_of("mwg-rs", "AppliedToDimensions", None), row_of("mwg-rs", "Extensions", None), row_of("mwg-rs", "Rotation", None),
    row_of("MP", "RegionInfo", None), row_of("MPRI", "Regions", None),
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
    says("xmp", "Thumbnails", Preview), row_of("xmpRights", "Marked", None),
    says("xmpMM", "History", Software), says("stEvt", "when", Date), says("stEvt", "instanceID", Id),
    says("xmpDM", "shotDate", Date), says("xmpDM", "shotLocation", Location),
    says("photoshop", "City", Location), says("photoshop", "State", Location), says("photoshop", "Country", Location),
    says("photoshop", "DateCreated", Date), says("photoshop", "Headline", Text), says("photoshop", "CaptionWriter", People),
    says("photoshop", "AuthorsPosition", People), says("photoshop", "Credit", People), says("photoshop", "Source", People),
    says("photoshop", "Instructions", Text), says("photoshop", "TransmissionReference", Id),
    says("photoshop", "Category", Text), says("photoshop", "SupplementalCategories", Text),
    row_of("photoshop", "ColorMode", None),
    says("crs", "RawFileName", Id), says("aux", "SerialNumber", Id), says("aux", "LensSerialNumber", Id),
    says("aux", "LensID", Camera), says("aux", "OwnerName", People), says("aux", "ImageNumber", Id), says("exif", "ImageUniqueID", Id),
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
    says("plus", "CopyrightOwner", People), says("plus", "ImageCreator", People), says("plus", "ImageSupplier", People),
    says("plus", "Licensor", People), says("digiKam", "CaptionsAuthorNames", People), says("digiKam", "CaptionsDateTimeStamps", Date),
    says("GCamera", "MicroVideo", Motion), says("GCamera", "MicroVideoVersion", Motion), says("GCamera", "MicroVideoOffset", Motion),
    says("GCamera", "MicroVideoPresentationTimestampUs", Motion), says("GCamera", "MotionPhoto", Motion),
    says("GCamera", "MotionPhotoVersion", Motion), says("GCamera", "MotionPhotoPresentationTimestampUs", Motion),
    says("GPano", "FirstPhotoDate", Date), says("GPano", "LastPhotoDate", Date), says("GPano", "PoseHeadingDegrees", Camera),
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
    says("EarthPose", "Timestamp", Date), says("Pose", "Timestamp", Date), says("Device", "Pose", Location),
    says("Device", "EarthPos", Location), says("acdsee", "author", People), says("acdsee", "datetime", Date),
    says("mediapro", "People", People), says("expressionmedia", "People", People),
    says("MicrosoftPhoto", "CameraModel", Camera), says("MicrosoftPhoto", "CameraManufacturer", Camera), says("MicrosoftPhoto", "Rating", Text),
    says("drone-dji", "UTCAtExposure", Date), says("drone-dji", "CreateDate", Date), says("drone-dji", "DroneModel", Camera), says("drone-dji", "DroneSerialNumber", Id),
    says("drone-dji", "CameraSerialNumber", Id), says("drone-dji", "Version", Software),
];

/// Namespaces whose properties are Exif tags by their Exif names (XMP specification part 2, 3.3 and 3.4).
const EXIF_PREFIXES: [&str; 4] = ["exif", "exifEX", "tiff", "aux"];

/// Declaring a known namespace says nothing.
static DECLARATION: Row = row_of("", NAMESPACE, None);

pub(super) fn row(uri: &str, name: &str) -> Option<&'static Row> {
    if name == NAMESPACE {
        // A spelling that differs from its owner's could be somebody's mark.
        return exact(uri).map(|_| &DECLARATION);
    }
    let prefix = namespace(uri)?.1;
    let own = ROWS.iter().find(|row| row.name == name && row.field == Pattern::Xmp(prefix, row.name));
    let as_exif = || exif::ROWS.iter().find(|row| row.name == name);
    own.or_else(|| if EXIF_PREFIXES.contains(&prefix) { as_exif() } else { None })
}

/// The usual prefix of a namespace.
pub(super) fn prefix(uri: &str) -> Option<&'static str> {
    namespace(uri).map(|namespace| namespace.1)
}

/// What a property without a row of its own says: according to its name, if that is unambiguous; otherwise the same as
/// its neighbours, if the namespace is known.
pub(super) fn default(uri: &str, name: &str) -> Option<Category> {
    if name == NAMESPACE {
        return Some(Other);
    }
    match namespace(uri) {
        Some(known) => local_names::certain_category(name).or(known.2),
        None => local_names::category(name).or(Some(Other)),
    }
}

/// A property with its usual prefix.
pub(super) fn qualified(uri: &str, name: &str) -> String {
    let prefix = namespace(uri).map_or("?", |namespace| namespace.1);
    format!("XMP {prefix}:{name}")
}
