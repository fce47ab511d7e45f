//! The rows for Exif tags: EXIF 3.0 (CIPA DC-008), 4.6, TIFF 6.0, DNG 1.7.1.0, GeoTIFF, and known additions by
//! Microsoft and others. Sorted by IFD and tag, for binary search.

use super::row::{ANYTHING, Pattern, Row, Rule};
use crate::model::{Category, Ifd};

const fn tag(ifd: Ifd, tag: u16, name: &'static str, category: Option<Category>) -> Row {
    Row { field: Pattern::Exif(ifd, tag), name, rule: Rule { category, ..Rule::HOLDER } }
}

const fn image(number: u16, name: &'static str, category: Category) -> Row {
    tag(Ifd::Image, number, name, Some(category))
}

const fn exif(number: u16, name: &'static str, category: Category) -> Row {
    tag(Ifd::Exif, number, name, Some(category))
}

const fn gps(number: u16, name: &'static str, category: Category) -> Row {
    tag(Ifd::Gps, number, name, Some(category))
}

/// A block in its maker's form.
const fn unread(ifd: Ifd, number: u16, name: &'static str, category: Category) -> Row {
    Row { field: Pattern::Exif(ifd, number), name, rule: Rule::says(category).perhaps(ANYTHING) }
}

const fn geo(number: u16, name: &'static str, category: Category) -> Row {
    tag(Ifd::GeoKeys, number, name, Some(category))
}

/// Says nothing by itself: sizes, versions, pointers.
const fn plain(ifd: Ifd, number: u16, name: &'static str) -> Row {
    tag(ifd, number, name, None)
}

use Category::{Camera, Date, Id, Location, Other, People, Preview, Software, Text};

#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    image(0x000B, "ProcessingSoftware", Software), plain(Ifd::Image, 0x00FE, "NewSubfileType"),
    plain(Ifd::Image, 0x00FF, "SubfileType"), plain(Ifd::Image, 0x0100, "ImageWidth"), plain(Ifd::Image, 0x0101, "ImageLength"),
    plain(Ifd::Image, 0x0102, "BitsPerSample"), plain(Ifd::Image, 0x0103, "Compression"),
    plain(Ifd::Image, 0x0106, "PhotometricInterpretation"), plain(Ifd::Image, 0x0107, "Thresholding"),
    plain(Ifd::Image, 0x0108, "CellWidth"), plain(Ifd::Image, 0x0109, "CellLength"), plain(Ifd::Image, 0x010A, "FillOrder"),
    image(0x010D, "DocumentName", Text), image(0x010E, "ImageDescription", Text), image(0x010F, "Make", Camera),
    image(0x0110, "Model", Camera), image(0x0111, "StripOffsets", Preview),
    Row { field: Pattern::Exif(Ifd::Image, 0x0112), name: "Orientation", rule: Rule::REWRITE },
    plain(Ifd::Image, 0x0115, "SamplesPerPixel"), plain(Ifd::Image, 0x0116, "RowsPerStrip"),
    plain(Ifd::Image, 0x0117, "StripByteCounts"), plain(Ifd::Image, 0x0118, "MinSampleValue"),
    plain(Ifd::Image, 0x0119, "MaxSampleValue"), plain(Ifd::Image, 0x011A, "XResolution"),
    plain(Ifd::Image, 0x011B, "YResolution"), plain(Ifd::Image, 0x011C, "PlanarConfiguration"), image(0x011D, "PageName", Text),
    plain(Ifd::Image, 0x011E, "XPosition"), plain(Ifd::Image, 0x011F, "YPosition"), plain(Ifd::Image, 0x0120, "FreeOffsets"),
    plain(Ifd::Image, 0x0121, "FreeByteCounts"), plain(Ifd::Image, 0x0122, "GrayResponseUnit"),
    plain(Ifd::Image, 0x0123, "GrayResponseCurve"), plain(Ifd::Image, 0x0124, "T4Options"),
    plain(Ifd::Image, 0x0125, "T6Options"), plain(Ifd::Image, 0x0128, "ResolutionUnit"),
    plain(Ifd::Image, 0x0129, "PageNumber"), image(0x012D, "TransferFunction", Other), image(0x0131, "Software", Software),
    image(0x0132, "DateTime", Date), image(0x013B, "Artist", People), image(0x013C, "HostComputer", Camera),
    plain(Ifd::Image, 0x013D, "Predictor"), plain(Ifd::Image, 0x013E, "WhitePoint"),
    plain(Ifd::Image, 0x013F, "PrimaryChromaticities"), plain(Ifd::Image, 0x0140, "ColorMap"),
    plain(Ifd::Image, 0x0141, "HalftoneHints"), plain(Ifd::Image, 0x0142, "TileWidth"), plain(Ifd::Image, 0x0143, "TileLength"),
    image(0x0144, "TileOffsets", Preview), plain(Ifd::Image, 0x0145, "TileByteCounts"), plain(Ifd::Image, 0x014A, "SubIFDs"),
    plain(Ifd::Image, 0x014C, "InkSet"), image(0x014D, "InkNames", Text), plain(Ifd::Image, 0x014E, "NumberOfInks"),
    plain(Ifd::Image, 0x0150, "DotRange"), image(0x0151, "TargetPrinter", Text), plain(Ifd::Image, 0x0152, "ExtraSamples"),
    plain(Ifd::Image, 0x0153, "SampleFormat"), plain(Ifd::Image, 0x0154, "SMinSampleValue"),
    plain(Ifd::Image, 0x0155, "SMaxSampleValue"), plain(Ifd::Image, 0x015B, "JPEGTables"),
    plain(Ifd::Image, 0x0200, "JPEGProc"), image(0x0201, "JPEGInterchangeFormat", Preview),
    plain(Ifd::Image, 0x0202, "JPEGInterchangeFormatLength"), plain(Ifd::Image, 0x0203, "JPEGRestartInterval"),
    plain(Ifd::Image, 0x0207, "JPEGQTables"), plain(Ifd::Image, 0x0208, "JPEGDCTables"),
    plain(Ifd::Image, 0x0209, "JPEGACTables"), plain(Ifd::Image, 0x0211, "YCbCrCoefficients"),
    plain(Ifd::Image, 0x0212, "YCbCrSubSampling"), plain(Ifd::Image, 0x0213, "YCbCrPositioning"),
    plain(Ifd::Image, 0x0214, "ReferenceBlackWhite"), image(0x02BC, "XMP", Other), image(0x4746, "Rating", Text),
    image(0x4749, "RatingPercent", Text), image(0x800D, "ImageID", Id), plain(Ifd::Image, 0x80E3, "Matteing"),
    plain(Ifd::Image, 0x80E4, "DataType"), plain(Ifd::Image, 0x80E5, "ImageDepth"), image(0x8298, "Copyright", People),
    image(0x830E, "ModelPixelScale", Other), image(0x83BB, "IPTC", Other), image(0x8482, "ModelTiepoint", Location),
    image(0x85D8, "ModelTransform", Location), image(0x8649, "Photoshop", Other), plain(Ifd::Image, 0x8769, "ExifIFDPointer"),
    image(0x8773, "InterColorProfile", Other), plain(Ifd::Image, 0x87AF, "GeoKeyDirectory"),
    plain(Ifd::Image, 0x87B0, "GeoDoubleParams"), image(0x87B1, "GeoAsciiParams", Text),
    plain(Ifd::Image, 0x8825, "GPSInfoIFDPointer"), image(0x885D, "FaxSubAddress", People),
    image(0x9211, "ImageNumber", Camera), image(0x9213, "ImageHistory", Software),
    plain(Ifd::Image, 0x9216, "TIFFEPStandardID"), image(0x935C, "ImageSourceData", Preview), image(0x9C9B, "XPTitle", Text),
    image(0x9C9C, "XPComment", Text), image(0x9C9D, "XPAuthor", People), image(0x9C9E, "XPKeywords", Text),
    image(0x9C9F, "XPSubject", Text), image(0xA480, "GDALMetadata", Text), plain(Ifd::Image, 0xA481, "GDALNoData"),
    image(0xC4A5, "PrintImageMatching", Camera), plain(Ifd::Image, 0xC612, "DNGVersion"),
    plain(Ifd::Image, 0xC613, "DNGBackwardVersion"), image(0xC614, "UniqueCameraModel", Camera),
    image(0xC615, "LocalizedCameraModel", Camera), image(0xC62F, "CameraSerialNumber", Id), image(0xC630, "LensInfo", Camera),
    unread(Ifd::Image, 0xC634, "DNGPrivateData", Other), image(0xC635, "MakerNoteSafety", Software), image(0xC65D, "RawDataUniqueID", Id),
    image(0xC68B, "OriginalRawFileName", Id), image(0xC68C, "OriginalRawFileData", Preview),
    image(0xC68F, "AsShotICCProfile", Camera), plain(Ifd::Image, 0xC690, "AsShotPreProfileMatrix"),
    image(0xC691, "CurrentICCProfile", Camera), plain(Ifd::Image, 0xC692, "CurrentPreProfileMatrix"),
    image(0xC6D2, "PanasonicTitle", People), image(0xC6D3, "PanasonicTitle2", People),
    image(0xC6F3, "CameraCalibrationSignature", Camera), image(0xC6F4, "ProfileCalibrationSignature", Camera),
    image(0xC6F5, "ExtraCameraProfiles", Camera), image(0xC6F6, "AsShotProfileName", Camera),
    image(0xC6F8, "ProfileName", Camera), plain(Ifd::Image, 0xC6FD, "ProfileEmbedPolicy"),
    image(0xC6FE, "ProfileCopyright", Software), image(0xC716, "PreviewApplicationName", Software),
    image(0xC717, "PreviewApplicationVersion", Software), image(0xC718, "PreviewSettingsName", Software),
    image(0xC719, "PreviewSettingsDigest", Id), plain(Ifd::Image, 0xC71A, "PreviewColorSpace"),
    image(0xC71B, "PreviewDateTime", Date), image(0xC71C, "RawImageDigest", Id), image(0xC71D, "OriginalRawFileDigest", Id),
    image(0xC763, "TimeCodes", Date), image(0xC764, "FrameRate", Camera), image(0xC772, "TStop", Camera),
    image(0xC789, "ReelName", Text), image(0xC791, "OriginalDefaultFinalSize", Software),
    image(0xC792, "OriginalBestQualityFinalSize", Software), image(0xC793, "OriginalDefaultCropSize", Software),
    image(0xC7A1, "CameraLabel", Camera), image(0xC7A7, "NewRawImageDigest", Id), plain(Ifd::Image, 0xC7A8, "RawToPreviewGain"),
    image(0xC7EE, "EnhanceParams", Software), image(0xCD2D, "ProfileGainTableMap", Preview),
    image(0xCD2E, "SemanticName", Text), image(0xCD30, "SemanticInstanceID", Id), image(0xCD3B, "RGBTables", Camera),
    image(0xCD40, "ProfileGainTableMap2", Preview), unread(Ifd::Image, 0xCD41, "JUMBF", Software), image(0xCD44, "ImageSequenceInfo", Id),
    image(0xCD46, "ImageStats", Camera), plain(Ifd::Image, 0xCD47, "ProfileDynamicRange"),
    image(0xCD48, "ProfileGroupName", Camera), plain(Ifd::Image, 0xCD49, "JXLDistance"), plain(Ifd::Image, 0xCD4A, "JXLEffort"),
    plain(Ifd::Image, 0xCD4B, "JXLDecodeSpeed"), image(0xCEA1, "SEAL", Software), image(0xEA1C, "Padding", Software),
    image(0xEA1D, "OffsetSchema", Software),

    exif(0x829A, "ExposureTime", Camera), exif(0x829D, "FNumber", Camera), exif(0x8822, "ExposureProgram", Camera),
    exif(0x8824, "SpectralSensitivity", Camera), exif(0x8827, "PhotographicSensitivity", Camera), exif(0x8828, "OECF", Camera),
    exif(0x8830, "SensitivityType", Camera), exif(0x8831, "StandardOutputSensitivity", Camera),
    exif(0x8832, "RecommendedExposureIndex", Camera), exif(0x8833, "ISOSpeed", Camera),
    exif(0x8834, "ISOSpeedLatitudeyyy", Camera), exif(0x8835, "ISOSpeedLatitudezzz", Camera),
    plain(Ifd::Exif, 0x9000, "ExifVersion"),
    exif(0x9003, "DateTimeOriginal", Date), exif(0x9004, "DateTimeDigitized", Date), exif(0x9010, "OffsetTime", Date),
    exif(0x9011, "OffsetTimeOriginal", Date), exif(0x9012, "OffsetTimeDigitized", Date),
    plain(Ifd::Exif, 0x9101, "ComponentsConfiguration"), plain(Ifd::Exif, 0x9102, "CompressedBitsPerPixel"),
    exif(0x9201, "ShutterSpeedValue", Camera), exif(0x9202, "ApertureValue", Camera), exif(0x9203, "BrightnessValue", Camera),
    exif(0x9204, "ExposureBiasValue", Camera), exif(0x9205, "MaxApertureValue", Camera), exif(0x9206, "SubjectDistance", Camera),
    exif(0x9207, "MeteringMode", Camera), exif(0x9208, "LightSource", Camera), exif(0x9209, "Flash", Camera),
    exif(0x920A, "FocalLength", Camera), exif(0x9214, "SubjectArea", Camera), unread(Ifd::Exif, 0x927C, "MakerNote", Id),
    exif(0x9286, "UserComment", Text), exif(0x9290, "SubSecTime", Date), exif(0x9291, "SubSecTimeOriginal", Date),
    exif(0x9292, "SubSecTimeDigitized", Date), exif(0x9400, "Temperature", Camera), exif(0x9401, "Humidity", Camera),
    exif(0x9402, "Pressure", Camera), exif(0x9403, "WaterDepth", Camera), exif(0x9404, "Acceleration", Camera),
    exif(0x9405, "CameraElevationAngle", Camera), plain(Ifd::Exif, 0xA000, "FlashpixVersion"),
    plain(Ifd::Exif, 0xA001, "ColorSpace"), plain(Ifd::Exif, 0xA002, "PixelXDimension"),
    plain(Ifd::Exif, 0xA003, "PixelYDimension"), exif(0xA004, "RelatedSoundFile", Id),
    plain(Ifd::Exif, 0xA005, "InteroperabilityIFDPointer"), exif(0xA20B, "FlashEnergy", Camera),
    exif(0xA20C, "SpatialFrequencyResponse", Camera), exif(0xA20E, "FocalPlaneXResolution", Camera),
    exif(0xA20F, "FocalPlaneYResolution", Camera), exif(0xA210, "FocalPlaneResolutionUnit", Camera),
    exif(0xA214, "SubjectLocation", Camera), exif(0xA215, "ExposureIndex", Camera), exif(0xA217, "SensingMethod", Camera),
    exif(0xA300, "FileSource", Camera), exif(0xA301, "SceneType", Camera), exif(0xA302, "CFAPattern", Camera),
    exif(0xA401, "CustomRendered", Camera), exif(0xA402, "ExposureMode", Camera), exif(0xA403, "WhiteBalance", Camera),
    exif(0xA404, "DigitalZoomRatio", Camera), exif(0xA405, "FocalLengthIn35mmFilm", Camera),
    exif(0xA406, "SceneCaptureType", Camera), exif(0xA407, "GainControl", Camera), exif(0xA408, "Contrast", Camera),
    exif(0xA409, "Saturation", Camera), exif(0xA40A, "Sharpness", Camera), exif(0xA40B, "DeviceSettingDescription", Camera),
    exif(0xA40C, "SubjectDistanceRange", Camera), exif(0xA420, "ImageUniqueID", Id), exif(0xA430, "CameraOwnerName", People),
    exif(0xA431, "BodySerialNumber", Id), exif(0xA432, "LensSpecification", Camera), exif(0xA433, "LensMake", Camera),
    exif(0xA434, "LensModel", Camera), exif(0xA435, "LensSerialNumber", Id), exif(0xA436, "ImageTitle", Text),
    exif(0xA437, "Photographer", People), exif(0xA438, "ImageEditor", People), exif(0xA439, "CameraFirmware", Camera),
    exif(0xA43A, "RAWDevelopingSoftware", Software), exif(0xA43B, "ImageEditingSoftware", Software),
    exif(0xA43C, "MetadataEditingSoftware", Software), exif(0xA460, "CompositeImage", Camera),
    exif(0xA461, "SourceImageNumberOfCompositeImage", Camera), exif(0xA462, "SourceExposureTimesOfCompositeImage", Camera),
    plain(Ifd::Exif, 0xA500, "Gamma"), exif(0xEA1C, "Padding", Software), exif(0xEA1D, "OffsetSchema", Software),

    // A place is coordinates, a height, and the name of a place. Their accuracy, where the camera pointed, its speed
    // and the weather are not places in themselves.
    gps(0x0000, "GPSVersionID", Location), gps(0x0001, "GPSLatitudeRef", Location), gps(0x0002, "GPSLatitude", Location),
    gps(0x0003, "GPSLongitudeRef", Location), gps(0x0004, "GPSLongitude", Location), gps(0x0005, "GPSAltitudeRef", Location),
    gps(0x0006, "GPSAltitude", Location), gps(0x0007, "GPSTimeStamp", Date), gps(0x0008, "GPSSatellites", Camera),
    gps(0x0009, "GPSStatus", Camera), gps(0x000A, "GPSMeasureMode", Camera), gps(0x000B, "GPSDOP", Camera),
    gps(0x000C, "GPSSpeedRef", Camera), gps(0x000D, "GPSSpeed", Camera), gps(0x000E, "GPSTrackRef", Camera),
    gps(0x000F, "GPSTrack", Camera), gps(0x0010, "GPSImgDirectionRef", Camera), gps(0x0011, "GPSImgDirection", Camera),
    gps(0x0012, "GPSMapDatum", Location), gps(0x0013, "GPSDestLatitudeRef", Location), gps(0x0014, "GPSDestLatitude", Location),
    gps(0x0015, "GPSDestLongitudeRef", Location), gps(0x0016, "GPSDestLongitude", Location),
    gps(0x0017, "GPSDestBearingRef", Camera), gps(0x0018, "GPSDestBearing", Camera),
    gps(0x0019, "GPSDestDistanceRef", Camera), gps(0x001A, "GPSDestDistance", Camera),
    gps(0x001B, "GPSProcessingMethod", Location), gps(0x001C, "GPSAreaInformation", Location),
    gps(0x001D, "GPSDateStamp", Date), gps(0x001E, "GPSDifferential", Camera),
    gps(0x001F, "GPSHPositioningError", Camera),

    plain(Ifd::Interoperability, 0x0001, "InteroperabilityIndex"),
    plain(Ifd::Interoperability, 0x0002, "InteroperabilityVersion"),
    tag(Ifd::Interoperability, 0x1000, "RelatedImageFileFormat", Some(Other)),
    plain(Ifd::Interoperability, 0x1001, "RelatedImageWidth"), plain(Ifd::Interoperability, 0x1002, "RelatedImageLength"),

    // OGC 19-008r4, 7.2 to 7.6: the parameters of a projection depend on the area it is made for.
    plain(Ifd::GeoKeys, 1024, "GTModelType"), plain(Ifd::GeoKeys, 1025, "GTRasterType"), geo(1026, "GTCitation", Text),
    geo(2048, "GeodeticCRS", Location), geo(2049, "GeodeticCitation", Text), geo(2050, "GeodeticDatum", Location),
    geo(2051, "PrimeMeridian", Location), plain(Ifd::GeoKeys, 2052, "GeogLinearUnits"),
    plain(Ifd::GeoKeys, 2053, "GeogLinearUnitSize"), plain(Ifd::GeoKeys, 2054, "GeogAngularUnits"),
    plain(Ifd::GeoKeys, 2055, "GeogAngularUnitSize"), geo(2056, "Ellipsoid", Other), plain(Ifd::GeoKeys, 2057, "EllipsoidSemiMajorAxis"),
    plain(Ifd::GeoKeys, 2058, "EllipsoidSemiMinorAxis"), plain(Ifd::GeoKeys, 2059, "EllipsoidInvFlattening"),
    plain(Ifd::GeoKeys, 2060, "GeogAzimuthUnits"), geo(2061, "PrimeMeridianLongitude", Location),
    geo(3072, "ProjectedCRS", Location), geo(3073, "ProjectedCitation", Text), geo(3074, "Projection", Location),
    plain(Ifd::GeoKeys, 3075, "ProjMethod"), plain(Ifd::GeoKeys, 3076, "ProjLinearUnits"),
    plain(Ifd::GeoKeys, 3077, "ProjLinearUnitSize"), geo(3080, "ProjNatOriginLong", Location), geo(3081, "ProjNatOriginLat", Location),
    plain(Ifd::GeoKeys, 4096, "VerticalCRS"), geo(4097, "VerticalCitation", Text), plain(Ifd::GeoKeys, 4098, "VerticalDatum"),
    plain(Ifd::GeoKeys, 4099, "VerticalUnits"),
];

pub(super) fn row(ifd: Ifd, tag: u16) -> Option<&'static Row> {
    let find = |ifd| ROWS.binary_search_by_key(&(ifd, tag), key).ok().and_then(|at| ROWS.get(at));
    // TIFF/EP and raw photos have tags of the Exif IFD in the 0th IFD.
    find(ifd).or_else(|| if ifd == Ifd::Image { find(Ifd::Exif) } else { None })
}

fn key(row: &Row) -> (Ifd, u16) {
    match row.field {
        Pattern::Exif(ifd, tag) => (ifd, tag),
        _ => (Ifd::Image, 0),
    }
}
