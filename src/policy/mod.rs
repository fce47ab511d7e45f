//! What each field gives away, and what becomes of it. The rows stand in `table`, one list for each standard;
//! this file looks them up. The policy sees names, never bytes.

mod bmff;
mod exif;
mod keep;
mod sidecars;
mod table;
mod xmp;

pub use keep::{KEEPABLE, Keep};
use serde::{Deserialize, Serialize};

use crate::blocks::xmp::NAMESPACE;
use crate::model::{BmffElement, Field, FieldId, GifElement, JpegElement, Leftover, TiffElement, Value};

/// What a field tells a stranger. The order is that of reports: worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Where.
    Location,
    /// When.
    Date,
    /// Who: names, faces, owner, author.
    People,
    /// Video behind a photo, timed tracks.
    Motion,
    /// Thumbnails, previews, depth, second images.
    Preview,
    /// Serial numbers, unique ids.
    Id,
    /// With which camera or phone, and how it was set.
    Camera,
    /// Captions, keywords, comments.
    Text,
    /// Editors, history, provenance.
    Software,
    /// Anything that nobody has heard of.
    Other,
}

impl Category {
    /// All of them, worst first.
    pub const ALL: [Self; 10] = [
        Self::Location,
        Self::Date,
        Self::People,
        Self::Motion,
        Self::Preview,
        Self::Id,
        Self::Camera,
        Self::Text,
        Self::Software,
        Self::Other,
    ];

    /// The word used in JSON and options.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Location => "location",
            Self::Date => "date",
            Self::People => "people",
            Self::Motion => "motion",
            Self::Preview => "preview",
            Self::Id => "id",
            Self::Camera => "camera",
            Self::Text => "text",
            Self::Software => "software",
            Self::Other => "other",
        }
    }
}

/// What becomes of a region or a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// Stays byte for byte: a decoder needs it to show the same picture.
    Keep,
    /// Stays as a value, written anew; goes where it holds no such value.
    Rewrite,
    /// Goes.
    Remove,
    /// Cannot be cleaned, and so the file is refused.
    Refuse,
}

/// The policy for one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What it tells a stranger; `None` for what says nothing by itself (sizes, versions, pointers).
    pub category: Option<Category>,
    /// What becomes of it.
    pub treatment: Treatment,
}

/// One row of the policy table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which field.
    pub field: Pattern,
    /// Its name in the standard.
    pub name: &'static str,
    /// The policy for it.
    pub rule: Rule,
}

/// Which fields a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// A segment of a JPEG file.
    Jpeg(JpegElement),
    /// A PNG chunk.
    Png([u8; 4]),
    /// A WebP chunk.
    Webp([u8; 4]),
    /// A block of a GIF file.
    Gif(GifElement),
    /// A box of an ISO base media file, or a value in one.
    Bmff(BmffElement),
    /// A key of a metadata list in such a file.
    BmffKey(&'static str),
    /// A part of a TIFF or DNG file.
    Tiff(TiffElement),
    /// A tag of an ICC profile.
    Icc([u8; 4]),
    /// A PNG text keyword.
    PngText(&'static str),
    /// A tag of an Exif block.
    Exif(crate::model::Ifd, u16),
    /// An XMP property: prefix, name.
    Xmp(&'static str, &'static str),
    /// An IPTC-IIM data set.
    Iptc(u8, u8),
    /// A Photoshop image resource.
    ImageResource(u16),
    /// Leftover bytes.
    Leftover(Leftover),
}

/// The policy for a field: its row, or, for what nobody has heard of, that it goes.
#[must_use]
pub fn rule(id: &FieldId) -> Rule {
    row(id).map_or_else(|| default(id), |row| row.rule)
}

/// What a field tells a stranger; nothing for what stays, or says nothing.
#[must_use]
pub fn category(field: &Field) -> Option<Category> {
    let rule = rule(&field.id);
    let says_nothing = matches!(&field.id, FieldId::Sidecar(kind, path) if sidecars::is_empty(*kind, path, &field.value));
    if rule.treatment == Treatment::Keep || says_nothing {
        return None;
    }
    rule.category.or_else(|| is_telling(field).then_some(Category::Other))
}

/// Whether a value says something although its field should not: a text, more numbers than there should be, or bytes
/// that nobody could read.
fn is_telling(field: &Field) -> bool {
    /// Enough for the longest list of numbers: six primary chromaticities.
    const LONG: usize = 64;
    match (&field.id, &field.value) {
        (_, Value::Unknown) => false,
        (_, Value::Coordinate { .. }) => true,
        (_, Value::Bytes(len)) => *len > 0,
        (_, Value::Numbers { shown, .. }) => shown.chars().count() > LONG,
        // A namespace may have any prefix; that it has another than everybody gives it is somebody's doing.
        (FieldId::Xmp(uri, name), Value::Text(prefix)) if name == NAMESPACE => {
            !prefix.is_empty() && xmp::prefix(uri) != Some(prefix.as_str())
        }
        (_, Value::Text(text)) => !text.is_empty() && !is_number(text) && !PLAIN_WORDS.contains(&text.as_str()),
    }
}

/// A number, or a fraction of two: no date, no place, no number of a telephone.
fn is_number(text: &str) -> bool {
    const LONG: usize = 24;
    const LARGEST: f64 = 4_294_967_296.0;
    let plain = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit() || b"-.eE".contains(&byte))
            && part.parse::<f64>().is_ok_and(|number| number.abs() < LARGEST)
    };
    text.len() <= LONG && text.split_once('/').map_or_else(|| plain(text), |(one, other)| plain(one) && plain(other))
}

/// Words that properties of pictures are known to say and that say nothing about their owner.
#[rustfmt::skip]
static PLAIN_WORDS: &[&str] = &[
    "True", "False", "true", "false", "Primary", "GainMap", "MotionPhoto", "inches", "pixel", "pixels", "inch", "Default", "uncalibrated",
    "image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/avif", "image/tiff", "video/mp4",
    "urn:com:apple:photo:2020:aux:hdrgainmap",
];

/// The prefix that people know the namespace of an XMP property by.
#[must_use]
pub fn xmp_prefix(namespace: &str) -> Option<&'static str> {
    xmp::prefix(namespace)
}

/// Rows of every list, in the order of documents that are made of them.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    table::ROWS.iter().chain(bmff::ROWS).chain(exif::ROWS).chain(xmp::ROWS)
}

fn row(id: &FieldId) -> Option<&'static Row> {
    match id {
        FieldId::Exif(ifd, tag) => exif::row(*ifd, *tag),
        FieldId::Xmp(namespace, name) => xmp::row(namespace, name),
        FieldId::Bmff(_) | FieldId::BmffKey(_) => bmff::row(id),
        _ => table::row(id),
    }
}

/// Fields without a row of their own, in lists whose neighbours tell what they are.
fn default(id: &FieldId) -> Rule {
    use crate::model::Ifd;
    if let FieldId::Bmff(element) = id {
        return bmff::default(element);
    }
    let category = match id {
        FieldId::Exif(Ifd::Gps, _) => Some(Category::Location),
        FieldId::Sidecar(kind, path) => sidecars::category(*kind, path),
        FieldId::Iptc(2, _) | FieldId::PngText(_) => Some(Category::Text),
        FieldId::ImageResource(_) => Some(Category::Software),
        FieldId::Xmp(namespace, _) => xmp::default(namespace).unwrap_or(Some(Category::Other)),
        _ => Some(Category::Other),
    };
    Rule { category, treatment: Treatment::Remove }
}

/// The name of a field in its standard.
#[must_use]
pub fn name(id: &FieldId) -> String {
    let known = row(id).map_or("", |row| row.name);
    match id {
        FieldId::Png(chunk) | FieldId::Webp(chunk) | FieldId::Icc(chunk) if known.is_empty() => {
            crate::report::printable(&String::from_utf8_lossy(chunk))
        }
        FieldId::Bmff(element) => bmff::name(element, known),
        FieldId::BmffKey(key) => crate::report::printable(key),
        FieldId::Sidecar(kind, path) => crate::report::printable(&format!("{} {path}", kind.name())),
        FieldId::PngText(keyword) => format!("text {keyword}"),
        FieldId::Exif(_, tag) if known.is_empty() => format!("0x{tag:04X}"),
        FieldId::Xmp(namespace, name) => xmp::qualified(namespace, name),
        FieldId::Iptc(record, number) if known.is_empty() => format!("IPTC {record}:{number:02}"),
        FieldId::ImageResource(number) if known.is_empty() => format!("8BIM 0x{number:04X}"),
        FieldId::Gif(GifElement::Application(name)) => crate::report::printable(&format!("application extension {name}")),
        FieldId::Gif(GifElement::Extension(label)) => format!("extension 0x{label:02X}"),
        FieldId::Jpeg(JpegElement::App(n)) => format!("APP{n}"),
        FieldId::Jpeg(JpegElement::Other(marker)) => format!("FF{marker:02X}"),
        _ => known.to_owned(),
    }
}

#[cfg(test)]
mod tests;
