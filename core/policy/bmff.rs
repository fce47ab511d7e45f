//! The rows for videos: boxes and values of ISO base media files (ISO/IEC 14496-12), user data of QuickTime, 3GPP TS
//! 26.244, iTunes and makers, keys of QuickTime's metadata lists, and tracks by the type of their samples.
//!
//! A language counts as text: it says what is spoken or written, though not by whom.

use super::row::{ANYTHING, Pattern, Row, Rule};
use crate::model::{BmffElement as B, Category, FieldId, ItemRole as I, codec_name, extended};

const STAYS: Rule = Rule::STAYS;
const REWRITE: Rule = Rule::REWRITE;
const HOLDER: Rule = Rule::HOLDER;

use Category::{Camera, Date, Id, Location, Motion, Other, People, Preview, Software, Text};

/// Stays because it is needed to show the picture, although it is revealing.
const fn stays_and_says(category: Category) -> Rule {
    Rule::stays_and_says(category)
}

const fn says(category: Category) -> Rule {
    Rule::says(category)
}

const fn part(element: B, name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::Bmff(element), name, rule }
}

const fn inner(kind: [u8; 4], name: &'static str, rule: Rule) -> Row {
    part(B::Box(kind), name, rule)
}

const fn user(kind: [u8; 4], name: &'static str, category: Category) -> Row {
    part(B::UserData(kind), name, says(category))
}

/// User data in a form that is never read, or not always.
const fn sealed(kind: [u8; 4], name: &'static str, category: Category, possible: &'static [Category]) -> Row {
    part(B::UserData(kind), name, says(category).perhaps(possible))
}

const fn track(kind: [u8; 4], name: &'static str, category: Category) -> Row {
    part(B::Track(kind), name, says(category))
}

/// A track whose samples are not read, or only the first few.
const fn timed(kind: [u8; 4], name: &'static str, category: Category, possible: &'static [Category]) -> Row {
    part(B::Track(kind), name, says(category).perhaps(possible))
}

const fn uuid(id: [u8; 16], name: &'static str, rule: Rule) -> Row {
    part(B::Uuid(id), name, rule)
}

const fn key(name: &'static str, category: Category) -> Row {
    Row { field: Pattern::BmffKey(name), name, rule: says(category) }
}

#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    part(B::Structure, "movie structure", STAYS), part(B::Samples, "picture and sound", STAYS), part(B::Trusted, "trusted codec", STAYS),
    part(B::SampleTable, "sample tables", REWRITE), part(B::MediaTime, "time in the media", REWRITE), part(B::Rates, "rates of a stream", REWRITE),
    part(B::CutOff, "film that was cut off", says(Motion)), part(B::CutOffNeeded, "cut-off film that the rest needs", stays_and_says(Motion)),
    part(B::CroppedAway, "part of the picture that a crop hides", stays_and_says(Preview)),
    part(B::FragmentTime, "start of fragments", says(Date)),
    part(B::Free, "free space", says(Other)), part(B::Reserved, "reserved bytes", says(Other)),
    part(B::OtherSamples, "samples of other tracks", says(Motion)), part(B::SecondarySamples, "samples of pictures that are not shown", says(Preview)), part(B::Unowned, "bytes of no sample", says(Other)),
    part(B::Brand, "brand", says(Camera)), part(B::ToneMapBrand, "brand of a gain map", REWRITE), part(B::Time, "creation and modification time", says(Date)), part(B::Language, "language", says(Text)),
    part(B::HandlerName, "handler name", says(Software)), part(B::CompressorName, "compressorname", says(Software)),
    part(B::Vendor, "vendor and encoding quality", says(Software)), part(B::DataReference, "data reference", says(Id)),
    part(B::Reference, "reference to a track", HOLDER), part(B::Icc, "colr ICC profile", REWRITE),
    part(B::Configuration, "text in a decoder configuration", says(Software)),

    // ISO/IEC 18181-2, 9.
    part(B::PieceHeader, "codestream box", REWRITE), part(B::CodestreamHead, "codestream head", REWRITE),
    inner(*b"Exif", "Exif", REWRITE), inner(*b"xml ", "xml", HOLDER),
    inner(*b"brob", "brob", HOLDER), inner(*b"jbrd", "jbrd", says(Other)),
    // ISO/IEC 23008-12, 6.4 to 6.6 and annex A.
    part(B::ItemLists, "lists of items", REWRITE), part(B::OtherItems, "data of other items", HOLDER), part(B::ItemName, "item name", says(Text)),
    part(B::Item(I::Exif), "Exif item", HOLDER), part(B::Item(I::Xmp), "XMP item", HOLDER),
    part(B::Item(I::Jumbf), "JUMBF item", says(Software).perhaps(ANYTHING)), part(B::Item(I::Thumbnail), "thumbnail item", says(Preview)),
    part(B::Item(I::Depth), "depth item", says(Preview)), part(B::Item(I::Auxiliary), "auxiliary picture", says(Preview)),
    part(B::Item(I::Hidden), "hidden picture", says(Preview)), part(B::Item(I::GainMap), "HDR gain map item", says(Preview)),
    part(B::TrackOf(I::Depth), "depth track", says(Preview)), part(B::TrackOf(I::Auxiliary), "auxiliary track", says(Preview)),
    part(B::TrackOf(I::Thumbnail), "thumbnail track", says(Preview)),
    part(B::Item(I::Unknown), "unknown item", says(Other).perhaps(ANYTHING)), part(B::Property(*b"udes"), "udes", says(Text)),
    part(B::Property(*b"crtt"), "crtt", says(Date)), part(B::Property(*b"mdft"), "mdft", says(Date)),
    part(B::Property(*b"altt"), "altt", says(Text)), part(B::Property(*b"cmin"), "cmin", says(Camera)),
    part(B::Property(*b"cmex"), "cmex", says(Camera)),

    // Novatek's list of places, or a log of positions; acceleration from Pittasoft's cameras.
    inner(*b"gps ", "gps", says(Location).perhaps(&[Date])), inner(*b"3gf ", "3gf", says(Location)),

    inner(*b"udta", "udta", HOLDER), inner(*b"meta", "meta", REWRITE), inner(*b"XMP_", "XMP_", HOLDER), inner(*b"tref", "tref", HOLDER),
    inner(*b"jumb", "jumb", says(Software).perhaps(ANYTHING)), inner(*b"prft", "prft", says(Date)), inner(*b"emsg", "emsg", says(Text)),
    inner(*b"sdtp", "sdtp", says(Other)), inner(*b"cslg", "cslg", says(Other)), inner(*b"stsh", "stsh", says(Other)), inner(*b"load", "load", says(Other)),
    inner(*b"sgpd", "sgpd", says(Other)), inner(*b"sbgp", "sbgp", says(Other)),
    inner(*b"elng", "elng", says(Text)), inner(*b"kind", "kind", says(Text)), inner(*b"mpvd", "mpvd", says(Motion).perhaps(ANYTHING)),
    inner(*b"ID32", "ID32", says(Text)), inner(*b"iods", "iods", says(Software)), inner(*b"pnot", "pnot", says(Preview)),
    inner(*b"PICT", "PICT", says(Preview)), inner(*b"skip", "skip", says(Other)), inner(*b"chap", "chapters", says(Text)),
    inner(*b"thma", "thma", says(Preview)), inner(*b"thm ", "thm", says(Preview)), inner(*b"CNDM", "CNDM", says(Camera)),
    uuid(extended::XMP, "uuid XMP", HOLDER), uuid(extended::C2PA, "uuid C2PA", says(Software).perhaps(ANYTHING)),
    uuid(extended::SPHERICAL, "uuid Spherical Video", HOLDER), uuid(extended::PROFILE, "uuid PROF", says(Camera)),
    uuid(extended::USER, "uuid USMT", says(Camera)), uuid(extended::GARMIN, "uuid Garmin GPS", says(Location).perhaps(&[Date])),
    uuid(extended::FLY360, "uuid 360Fly", says(Location).perhaps(&[Date])),

    // QuickTime File Format, User Data Text Strings; 3GPP TS 26.244, 8; iTunes; makers, as listed by ExifTool.
    user(*b"\xA9xyz", "©xyz", Location), user(*b"loci", "loci", Location), user(*b"\xA9loc", "©loc", Location),
    user(*b"\xA9gpt", "©gpt", Camera), user(*b"\xA9gyw", "©gyw", Camera), user(*b"\xA9grl", "©grl", Camera),
    user(*b"\xA9ypt", "©ypt", Camera), user(*b"\xA9yyw", "©yyw", Camera), user(*b"\xA9yrl", "©yrl", Camera),
    user(*b"\xA9xsp", "©xsp", Camera), user(*b"\xA9ysp", "©ysp", Camera), user(*b"\xA9zsp", "©zsp", Camera),
    sealed(*b"GPMF", "GPMF", Location, &[Date, Id]), sealed(*b"gps0", "gps0", Location, &[Date]), sealed(*b"gps ", "gps", Location, &[Date]),
    sealed(*b"gsen", "gsen", Location, &[Date]), sealed(*b"gsea", "gsea", Location, &[Date]), sealed(*b"GPS ", "GPS", Location, &[Date]),
    user(*b"\xA9day", "©day", Date), user(*b"date", "date", Date), user(*b"yrrc", "yrrc", Date), user(*b"DATE", "DATE", Date),
    user(*b"purd", "purd", Date), user(*b"ddat", "ddat", Date), user(*b"dtim", "dtim", Date), user(*b"DaTm", "DaTm", Date),
    user(*b"\xA9aut", "©aut", People), user(*b"\xA9ART", "©ART", People), user(*b"\xA9art", "©art", People), user(*b"aART", "aART", People),
    user(*b"\xA9wrt", "©wrt", People), user(*b"\xA9dir", "©dir", People), user(*b"\xA9prd", "©prd", People), user(*b"\xA9prf", "©prf", People),
    user(*b"\xA9cpy", "©cpy", People), user(*b"cprt", "cprt", People), user(*b"auth", "auth", People), user(*b"perf", "perf", People),
    user(*b"apID", "apID", People), user(*b"ownr", "ownr", People), user(*b"\xA9src", "©src", People), user(*b"\xA9con", "©con", People),
    user(*b"\xA9mak", "©mak", Camera), user(*b"\xA9mod", "©mod", Camera), user(*b"manu", "manu", Camera), user(*b"modl", "modl", Camera),
    user(*b"\xA9mdl", "©mdl", Camera), user(*b"mdln", "mdln", Camera), user(*b"SETT", "SETT", Camera), user(*b"LENS", "LENS", Camera),
    user(*b"smta", "smta", Camera), user(*b"smrd", "smrd", Camera), user(*b"SDLN", "SDLN", Camera), user(*b"vndr", "vndr", Camera),
    user(*b"CNTH", "CNTH", Preview), user(*b"CNCV", "CNCV", Camera), user(*b"NCDT", "NCDT", Camera), user(*b"MVTG", "MVTG", Camera),
    user(*b"PANA", "PANA", Camera), user(*b"TAGS", "TAGS", Camera), user(*b"QVMI", "QVMI", Camera), user(*b"SNum", "SNum", Id),
    user(*b"CAME", "CAME", Id), user(*b"MUID", "MUID", Id), user(*b"GUMI", "GUMI", Id), user(*b"\xA9snm", "©snm", Id),
    user(*b"\xA9uid", "©uid", Id), user(*b"FIRM", "FIRM", Software), user(*b"\xA9fmw", "©fmw", Software),
    user(*b"\xA9too", "©too", Software), user(*b"\xA9swr", "©swr", Software), user(*b"\xA9enc", "©enc", Software),
    user(*b"\xA9ENC", "©ENC", Software), user(*b"\xA9req", "©req", Software), user(*b"\xA9fmt", "©fmt", Software), user(*b"\xA9swf", "©swf", Software),
    user(*b"\xA9nam", "©nam", Text), user(*b"titl", "titl", Text), user(*b"dscp", "dscp", Text), user(*b"\xA9des", "©des", Text),
    user(*b"desc", "desc", Text), user(*b"ldes", "ldes", Text), user(*b"\xA9cmt", "©cmt", Text), user(*b"\xA9inf", "©inf", Text),
    user(*b"\xA9lyr", "©lyr", Text), user(*b"\xA9alb", "©alb", Text), user(*b"albm", "albm", Text), user(*b"kywd", "kywd", Text),
    user(*b"\xA9key", "©key", Text), user(*b"gnre", "gnre", Text), user(*b"\xA9gen", "©gen", Text), user(*b"rtng", "rtng", Text),
    user(*b"clsf", "clsf", Text), user(*b"coll", "coll", Text), user(*b"chpl", "chpl", Text), user(*b"Xtra", "Xtra", Text), user(*b"HMMT", "HMMT", Text),
    user(*b"name", "name", Text), user(*b"titr", "titr", Text), user(*b"tagc", "tagc", Text), user(*b"hnti", "hnti", Software), user(*b"hinf", "hinf", Software),
    user(*b"covr", "covr", Preview), user(*b"thmb", "thmb", Preview), user(*b"THMB", "THMB", Preview), user(*b"WLOC", "WLOC", Other), user(*b"LOOP", "LOOP", Other),
    // Numbers from iTunes: of tracks, disks and episodes, and what kind of item it is.
    user(*b"trkn", "trkn", Other), user(*b"disk", "disk", Other), user(*b"tvsn", "tvsn", Other), user(*b"tves", "tves", Other),
    user(*b"stik", "stik", Other), user(*b"cpil", "cpil", Other), user(*b"pgap", "pgap", Other), user(*b"tmpo", "tmpo", Other),
    user(*b"hdvd", "hdvd", Other),

    // Sample entries of timed metadata (QuickTime File Format; GoPro; Google's CAMM; Sony; DJI; Canon), texts, time codes.
    timed(*b"gpmd", "gpmd track", Location, &[Date, Id]), timed(*b"camm", "camm track", Location, &[Date]), timed(*b"rtmd", "rtmd track", Location, &[Date, Id]),
    timed(*b"djmd", "djmd track", Location, &[Date, Id]), timed(*b"dbgi", "dbgi track", Camera, ANYTHING), timed(*b"CTMD", "CTMD track", Camera, ANYTHING),
    timed(*b"fdsc", "fdsc track", Camera, &[Id]), track(*b"tmcd", "tmcd track", Date), track(*b"mebx", "mebx track", Motion),
    timed(*b"mett", "mett track", Motion, ANYTHING), timed(*b"metx", "metx track", Motion, ANYTHING), timed(*b"urim", "urim track", Motion, ANYTHING),
    timed(*b"text", "text track", Text, &[Location, Date]), timed(*b"tx3g", "tx3g track", Text, &[Location, Date]), timed(*b"sbtt", "sbtt track", Text, &[Location, Date]),
    track(*b"wvtt", "wvtt track", Text), track(*b"stpp", "stpp track", Text), timed(*b"stxt", "stxt track", Text, &[Location, Date]),
    track(*b"c608", "c608 track", Text), track(*b"c708", "c708 track", Text), track(*b"mp4s", "mp4s track", Text),

    // QuickTime File Format, metadata keys; Android; Samsung; makers.
    key("com.apple.quicktime.location.ISO6709", Location), key("com.apple.quicktime.location.accuracy.horizontal", Location),
    key("com.apple.quicktime.location.name", Location), key("com.apple.quicktime.location.body", Location),
    key("com.apple.quicktime.location.note", Location), key("com.apple.quicktime.location.role", Location),
    key("com.apple.quicktime.location.date", Date), key("com.apple.quicktime.direction.facing", Camera),
    key("com.apple.quicktime.direction.motion", Camera), key("com.apple.quicktime.creationdate", Date),
    key("com.apple.quicktime.year", Date), key("com.apple.quicktime.make", Camera), key("com.apple.quicktime.model", Camera),
    key("com.apple.quicktime.camera.identifier", Camera), key("com.apple.quicktime.camera.lens_model", Camera),
    key("com.apple.quicktime.camera.focal_length.35mm_equivalent", Camera), key("com.apple.quicktime.camera.framereadouttimeinmicroseconds", Camera),
    key("com.apple.quicktime.full-frame-rate-playback-intent", Camera), key("com.apple.quicktime.software", Software),
    key("com.apple.quicktime.encodedby", Software), key("com.apple.quicktime.content.identifier", Id),
    key("com.apple.photos.originating.signature", Id), key("com.apple.quicktime.live-photo.auto", Motion),
    key("com.apple.quicktime.live-photo.vitality-score", Motion), key("com.apple.quicktime.live-photo.vitality-scoring-version", Motion),
    key("com.apple.quicktime.still-image-time", Motion), key("com.apple.quicktime.author", People), key("com.apple.quicktime.artist", People),
    key("com.apple.quicktime.director", People), key("com.apple.quicktime.producer", People), key("com.apple.quicktime.performer", People),
    key("com.apple.quicktime.publisher", People), key("com.apple.quicktime.copyright", People), key("com.apple.quicktime.collection.user", People),
    key("com.apple.quicktime.detected-face.bounds", People), key("com.apple.quicktime.detected-face", People),
    key("com.apple.quicktime.detected-face.face-id", People), key("com.apple.quicktime.detected-face.roll-angle", People),
    key("com.apple.quicktime.detected-face.yaw-angle", People), key("com.apple.quicktime.video-orientation", Camera),
    key("com.apple.quicktime.live-photo-info", Motion), key("com.apple.quicktime.live-photo-still-image-transform", Motion),
    key("com.apple.quicktime.live-photo-still-image-transform-reference-dimensions", Motion), key("com.apple.quicktime.scene-illuminance", Camera),
    key("com.apple.quicktime.title", Text), key("com.apple.quicktime.displayname", Text), key("com.apple.quicktime.description", Text),
    key("com.apple.quicktime.comment", Text), key("com.apple.quicktime.keywords", Text), key("com.apple.quicktime.information", Text),
    key("com.apple.quicktime.album", Text), key("com.apple.quicktime.genre", Text), key("com.apple.quicktime.rating.user", Text),
    key("com.android.version", Software), key("com.android.manufacturer", Camera), key("com.android.model", Camera),
    key("com.android.capture.fps", Camera), key("com.android.video.temporal_layers_count", Camera), key("com.samsung.android.utc_offset", Location),
];

pub(super) fn row(id: &FieldId) -> Option<&'static Row> {
    ROWS.iter().find(|row| match (&row.field, id) {
        (Pattern::Bmff(a), FieldId::Bmff(b)) => a == b,
        (Pattern::BmffKey(a), FieldId::BmffKey(b)) => a == b,
        _ => false,
    })
}

/// What has no row: protected media are refused, an unknown track is a timed one, everything else is unknown and goes.
/// What is unknown may be anything that makers record.
pub(super) const fn default(element: &B) -> Rule {
    match element {
        // Encrypted media cannot be looked into, and so cannot be cleaned with certainty.
        B::Protected(_) | B::Codec(_) | B::EntryBox(..) => Rule::REFUSE,
        B::TrackPart(_) => HOLDER,
        B::Track(_) => says(Motion).perhaps(ANYTHING),
        B::Box(_) | B::Uuid(_) | B::UserData(_) => says(Other).perhaps(ANYTHING),
        _ => says(Other),
    }
}

/// The name of an element, called `known` in the rows.
pub(super) fn name(element: &B, known: &'static str) -> String {
    let shown = |kind: &[u8; 4]| crate::containers::bmff::name(*kind);
    match element {
        _ if !known.is_empty() => known.to_owned(),
        B::Box(kind) | B::UserData(kind) | B::Protected(kind) | B::Property(kind) => shown(kind),
        B::Track(kind) => format!("{} track", shown(kind)),
        B::TrackPart(kind) => format!("{} of a removed track", shown(kind)),
        B::Codec(kind) => format!("codec {}", codec_name(*kind)),
        B::EntryBox(entry, kind) => format!("{} in {}", shown(kind), codec_name(*entry)),
        B::Uuid(id) => format!("uuid {}", data_encoding::HEXLOWER.encode(id)),
        _ => String::new(),
    }
}
