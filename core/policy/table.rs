//! THE TABLE: what each element of a container, each IPTC data set, each image resource and each PNG keyword says, and
//! what becomes of it. Exif tags and XMP properties have their own lists in neighbouring files.

use super::row::{ANYTHING, Pattern, Row, Rule};
use crate::model::{
    Category, FieldId, GifElement as G, JpegElement as J, Leftover as L, PNG_CHECKSUM, PNG_DATA_END, PNG_SIGNATURE,
    TiffElement as T, TrailerForm as F, WEBP_PADDING,
};

const STAYS: Rule = Rule::STAYS;
const REWRITE: Rule = Rule::REWRITE;
const HOLDER: Rule = Rule::HOLDER;

const fn says(category: Category) -> Rule {
    Rule::says(category)
}

const fn jpeg(element: J, name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::Jpeg(element), name, rule }
}

const fn png(chunk: [u8; 4], name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::Png(chunk), name, rule }
}

const fn webp(chunk: [u8; 4], name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::Webp(chunk), name, rule }
}

const fn gif(element: G, name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::Gif(element), name, rule }
}

const fn tiff(element: T, name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::Tiff(element), name, rule }
}

const fn icc(tag: [u8; 4], name: &'static str, category: Category) -> Row {
    Row { field: Pattern::Icc(tag), name, rule: says(category) }
}

const fn text(keyword: &'static str, category: Category) -> Row {
    Row { field: Pattern::PngText(keyword), name: keyword, rule: says(category) }
}

const fn holder(keyword: &'static str) -> Row {
    Row { field: Pattern::PngText(keyword), name: keyword, rule: HOLDER }
}

const fn iptc(record: u8, number: u8, name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::Iptc(record, number), name, rule }
}

const fn resource(number: u16, name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::ImageResource(number), name, rule }
}

const fn leftover(kind: L, name: &'static str, category: Category) -> Row {
    Row { field: Pattern::Leftover(kind), name, rule: says(category) }
}

/// Bytes that are not read: nobody knows what they say.
const fn unread(kind: L, name: &'static str, category: Category) -> Row {
    Row { field: Pattern::Leftover(kind), name, rule: says(category).perhaps(ANYTHING) }
}

/// A trailer in a known form. Its contents have rows of their own, and so does the part that is not read.
const fn trailer(form: F, name: &'static str, category: Category) -> Row {
    leftover(L::Known(form), name, category)
}

use Category::{Camera, Date, Id, Location, Motion, Other, People, Preview, Software, Text};

#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    // JPEG: ISO/IEC 10918-1 Annex B; ITU-T T.871 (JFIF); EXIF 3.0, 4.7; CIPA DC-007 (MPF).
    jpeg(J::Soi, "SOI", STAYS),
    jpeg(J::Frame, "SOF", STAYS),
    jpeg(J::Tables, "DHT/DQT/DAC/DRI/DNL", REWRITE),
    jpeg(J::ScanHeader, "SOS", REWRITE), jpeg(J::Scan, "coded data of a scan", STAYS),
    jpeg(J::Eoi, "EOI", REWRITE),
    jpeg(J::Fill, "fill bytes", HOLDER),
    jpeg(J::Jfif, "APP0 JFIF", REWRITE),
    jpeg(J::Adobe, "APP14 Adobe", REWRITE),
    jpeg(J::Icc, "APP2 ICC_PROFILE", REWRITE),
    jpeg(J::Exif, "APP1 Exif", REWRITE),
    jpeg(J::Jfxx, "APP0 JFXX", says(Preview)),
    jpeg(J::Xmp, "APP1 XMP", REWRITE),
    jpeg(J::ExtendedXmp, "APP1 extended XMP", says(Other).perhaps(ANYTHING)),
    jpeg(J::Mpf, "APP2 MPF", REWRITE),
    jpeg(J::FlashPix, "APP2 FPXR", says(Preview).perhaps(ANYTHING)),
    jpeg(J::GainMapIso, "APP2 ISO 21496-1", REWRITE), jpeg(J::GainMap, "HDR gain map", says(Preview)),
    jpeg(J::Jumbf, "APP11 JUMBF", says(Software).perhaps(ANYTHING)),
    jpeg(J::Photoshop, "APP13 Photoshop", HOLDER),
    jpeg(J::Comment, "COM", says(Text)),

    // PNG third edition, 11; the extensions of PNG 1.5.0 (oFFs, pCAL, sCAL, sTER).
    png(PNG_SIGNATURE, "PNG signature", STAYS), png(PNG_CHECKSUM, "CRC", REWRITE),
    png(*b"IHDR", "IHDR", STAYS), png(*b"PLTE", "PLTE", REWRITE), png(*b"IDAT", "IDAT", STAYS), png(PNG_DATA_END, "end of IDAT", REWRITE),
    png(*b"IEND", "IEND", REWRITE), png(*b"tRNS", "tRNS", REWRITE), png(*b"cHRM", "cHRM", STAYS), png(*b"gAMA", "gAMA", STAYS), png(*b"sBIT", "sBIT", STAYS),
    png(*b"sRGB", "sRGB", STAYS), png(*b"cICP", "cICP", STAYS), png(*b"mDCV", "mDCV", REWRITE), png(*b"cLLI", "cLLI", REWRITE),
    png(*b"bKGD", "bKGD", STAYS), png(*b"hIST", "hIST", says(Other)), png(*b"pHYs", "pHYs", STAYS),
    png(*b"acTL", "acTL", STAYS), png(*b"fcTL", "fcTL", REWRITE), png(*b"fdAT", "fdAT", STAYS),
    png(*b"iCCP", "iCCP", REWRITE), png(*b"sPLT", "sPLT", HOLDER), png(*b"eXIf", "eXIf", REWRITE),
    png(*b"tEXt", "tEXt", HOLDER), png(*b"zTXt", "zTXt", HOLDER), png(*b"iTXt", "iTXt", REWRITE),
    png(*b"tIME", "tIME", says(Date)), png(*b"zxIf", "zxIf", says(Other).perhaps(ANYTHING)), png(*b"caBX", "caBX", says(Software).perhaps(ANYTHING)),
    png(*b"iDOT", "iDOT", says(Software)), png(*b"oFFs", "oFFs", says(Other)), png(*b"pCAL", "pCAL", says(Text)),
    png(*b"sCAL", "sCAL", says(Other)), png(*b"sTER", "sTER", says(Other)),

    // WebP container specification (RFC 9649).
    webp(*b"RIFF", "RIFF header", REWRITE), webp(*b"VP8X", "VP8X", REWRITE), webp(*b"VP8 ", "VP8", STAYS),
    webp(*b"VP8L", "VP8L", STAYS), webp(*b"ALPH", "ALPH", STAYS), webp(*b"ANIM", "ANIM", REWRITE), webp(*b"ANMF", "ANMF", REWRITE),
    webp(*b"ICCP", "ICCP", REWRITE), webp(*b"EXIF", "EXIF", REWRITE), webp(*b"XMP ", "XMP", REWRITE),
    webp(*b"C2PA", "C2PA", says(Software).perhaps(ANYTHING)), webp(WEBP_PADDING, "padding", REWRITE),

    // GIF89a specification, 18 to 27; application extensions according to those who use them.
    gif(G::Screen, "screen descriptor", REWRITE), gif(G::Colours, "colour table", REWRITE), gif(G::Control, "graphic control extension", REWRITE),
    gif(G::Descriptor, "image descriptor", REWRITE), gif(G::Image, "image", STAYS),
    gif(G::Outside, "image outside the canvas", REWRITE),
    gif(G::Loop, "loop count", REWRITE), gif(G::Icc, "ICCRGBG1012", REWRITE), gif(G::Terminator, "block terminator", REWRITE),
    gif(G::Trailer, "trailer", REWRITE),
    gif(G::Xmp, "XMP DataXMP", REWRITE), gif(G::Comment, "comment extension", says(Text)),
    gif(G::PlainText, "plain text extension", says(Text)),

    // TIFF 6.0, section 2; tags have a list of their own.
    tiff(T::Header, "TIFF header", STAYS), tiff(T::Directory, "IFD", REWRITE), tiff(T::Value, "IFD value", STAYS),
    tiff(T::Picture, "strips and tiles", STAYS), tiff(T::JpegTables, "JPEGTables", REWRITE), tiff(T::Offsets, "SubIFDs", REWRITE),
    tiff(T::Strips, "lists of strips", REWRITE), tiff(T::Fractions, "fractions", REWRITE),
    tiff(T::Icc, "InterColorProfile", REWRITE), tiff(T::CameraModel, "UniqueCameraModel", REWRITE),
    tiff(T::CroppedAway, "part of the raw picture that a crop hides", Rule::stays_and_says(Preview)),
    tiff(T::Unreferenced, "unreferenced data", HOLDER),

    // ISO 15076-1 (ICC.1), 7.2 and 9.2; private tags of Apple and Microsoft.
    icc(*b"date", "ICC creation date", Date), icc(*b"desc", "ICC description", Camera), icc(*b"cprt", "ICC copyright", Software),
    icc(*b"dmnd", "ICC device manufacturer", Camera), icc(*b"dmdd", "ICC device model", Camera),
    icc(*b"dscm", "ICC localised description", Camera), icc(*b"mmod", "ICC make and model", Camera),
    icc(*b"vcgt", "ICC video card gamma", Camera), icc(*b"vued", "ICC viewing conditions", Camera),
    icc(*b"chrm", "ICC chromaticities", Camera), icc(*b"lumi", "ICC luminance", Camera), icc(*b"tech", "ICC technology", Camera),
    icc(*b"meas", "ICC measurement", Camera), icc(*b"view", "ICC viewing light", Camera),
    icc(*b"head", "ICC creator", Software), icc(*b"calt", "ICC calibration date", Date), icc(*b"targ", "ICC characterisation", Camera),

    // PNG third edition, 11.3.3.1: predefined keywords; then those known to be written by programs.
    text("Title", Text), text("Author", People), text("Description", Text), text("Copyright", People),
    text("Creation Time", Date), text("Software", Software), text("Disclaimer", Text), text("Warning", Text),
    text("Source", Camera), text("Comment", Text), text("Collection", Text),
    holder("XML:com.adobe.xmp"), holder("Raw profile type exif"), holder("Raw profile type APP1"),
    holder("Raw profile type iptc"), holder("Raw profile type 8bim"), holder("Raw profile type xmp"),
    text("Make", Camera), text("Model", Camera), text("Artist", People), text("CreationTime", Date),
    text("create-date", Date), text("modify-date", Date), text("date:create", Date), text("date:modify", Date),
    text("date:timestamp", Date), text("Thumb::MTime", Date), text("Thumb::URI", Id), text("parameters", Software),
    text("workflow", Software), text("prompt", Software), text("Location", Location), text("GPSLatitude", Location),
    text("GPSLongitude", Location),

    // IPTC-IIM 4.2.
    iptc(1, 90, "CodedCharacterSet", HOLDER), iptc(1, 0, "EnvelopeRecordVersion", HOLDER),
    iptc(2, 0, "ApplicationRecordVersion", HOLDER), iptc(1, 70, "DateSent", says(Date)), iptc(1, 80, "TimeSent", says(Date)),
    iptc(1, 100, "UniqueObjectName", says(Id)), iptc(2, 5, "ObjectName", says(Text)), iptc(2, 22, "FixtureIdentifier", says(Id)),
    iptc(2, 25, "Keywords", says(Text)), iptc(2, 26, "ContentLocationCode", says(Location)),
    iptc(2, 27, "ContentLocationName", says(Location)), iptc(2, 30, "ReleaseDate", says(Date)),
    iptc(2, 35, "ReleaseTime", says(Date)), iptc(2, 37, "ExpirationDate", says(Date)), iptc(2, 38, "ExpirationTime", says(Date)),
    iptc(2, 47, "ReferenceDate", says(Date)), iptc(2, 55, "DateCreated", says(Date)), iptc(2, 60, "TimeCreated", says(Date)),
    iptc(2, 62, "DigitalCreationDate", says(Date)), iptc(2, 63, "DigitalCreationTime", says(Date)),
    iptc(2, 65, "OriginatingProgram", says(Software)), iptc(2, 70, "ProgramVersion", says(Software)),
    iptc(2, 80, "By-line", says(People)), iptc(2, 85, "By-lineTitle", says(People)), iptc(2, 90, "City", says(Location)),
    iptc(2, 92, "Sub-location", says(Location)), iptc(2, 95, "Province-State", says(Location)),
    iptc(2, 100, "Country-PrimaryLocationCode", says(Location)), iptc(2, 101, "Country-PrimaryLocationName", says(Location)),
    iptc(2, 103, "OriginalTransmissionReference", says(Id)), iptc(2, 105, "Headline", says(Text)),
    iptc(2, 110, "Credit", says(People)), iptc(2, 115, "Source", says(People)), iptc(2, 116, "CopyrightNotice", says(People)),
    iptc(2, 118, "Contact", says(People)), iptc(2, 120, "Caption-Abstract", says(Text)),
    iptc(2, 122, "Writer-Editor", says(People)), iptc(2, 187, "UniqueDocumentID", says(Id)),
    iptc(2, 202, "PreviewData", says(Preview)),

    // Photoshop File Formats Specification, Image Resource IDs.
    resource(0x0404, "8BIM IPTC", HOLDER), resource(0x03ED, "8BIM ResolutionInfo", HOLDER),
    resource(0x0425, "8BIM caption digest", says(Id)), resource(0x0422, "8BIM Exif", HOLDER), resource(0x0424, "8BIM XMP", HOLDER),
    resource(0x0406, "8BIM JPEG quality", says(Software)), resource(0x0409, "8BIM thumbnail", says(Preview)),
    resource(0x040C, "8BIM thumbnail", says(Preview)), resource(0x040B, "8BIM URL", says(People)),
    resource(0x040A, "8BIM copyright flag", says(People)), resource(0x0421, "8BIM version info", says(Software)),
    resource(0x0414, "8BIM document id", says(Id)), resource(0x07D0, "8BIM path", says(Other)),

    unread(L::Video, "video behind the picture", Motion), unread(L::VideoWithSound, "video with sound behind the picture", Motion),
    leftover(L::Image, "second picture", Preview), leftover(L::Padding, "zero bytes after the end", Other),
    unread(L::Trailer, "bytes after the end", Other), unread(L::Coded, "bytes behind the coded picture", Other),
    unread(L::Between, "bytes between segments", Other),
    unread(L::Unread, "unread bytes of a trailer", Other), leftover(L::Text, "text after the end", Text),
    Row { field: Pattern::Leftover(L::Blocks), name: "blocks after the end", rule: HOLDER },
    leftover(L::Unreadable, "unreadable data", Other), unread(L::Damaged, "damaged chunk", Other),
    trailer(F::Afcp, "AFCP trailer", Software), trailer(F::FotoStation, "FotoStation trailer", Software),
    trailer(F::Mie, "MIE trailer", Software), trailer(F::CanonRecipe, "Canon recipe trailer", Camera),
    trailer(F::PhotoMechanic, "Photo Mechanic trailer", Software), trailer(F::Samsung, "SEFT trailer", Camera),
    trailer(F::NikonApp, "NIKON APP trailer", Camera), trailer(F::Vivo, "vivo trailer", Camera),
    trailer(F::OnePlus, "OnePlus trailer", Camera), trailer(F::Insta360, "Insta360 trailer", Camera),
];

pub(super) fn row(id: &FieldId) -> Option<&'static Row> {
    ROWS.iter().find(|row| match (&row.field, id) {
        (Pattern::Jpeg(a), FieldId::Jpeg(b)) => a == b,
        (Pattern::Png(a), FieldId::Png(b)) | (Pattern::Webp(a), FieldId::Webp(b)) | (Pattern::Icc(a), FieldId::Icc(b)) => a == b,
        (Pattern::Gif(a), FieldId::Gif(b)) => a == b,
        (Pattern::Tiff(a), FieldId::Tiff(b)) => a == b,
        // Anything that is not read as what its name says is a text.
        (Pattern::PngText(a), FieldId::PngText(b)) => a == b || row.rule != HOLDER && a.eq_ignore_ascii_case(b),
        (Pattern::Iptc(a, b), FieldId::Iptc(c, d)) => (a, b) == (c, d),
        (Pattern::ImageResource(a), FieldId::ImageResource(b)) => a == b,
        (Pattern::Leftover(a), FieldId::Leftover(b)) => a == b,
        _ => false,
    })
}
