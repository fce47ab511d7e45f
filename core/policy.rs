//! What each field gives away, and what becomes of it. The rows are in `table`, one list for each standard; this file
//! looks them up. The policy sees names, never bytes.

mod bmff;
mod coded;
mod exif;
mod forms;
mod local_names;
mod row;
mod sidecars;
mod silent;
mod table;
mod telemetry;
mod xmp;

pub use row::{Pattern, Row, Rule, Treatment};

use std::fmt;

use crate::blocks::xmp::NAMESPACE;
use crate::model::{Category, Field, FieldId, GifElement, JpegElement, Value};

/// The policy for a field: its row, or removal if it is unknown.
#[must_use]
pub fn rule(id: &FieldId) -> Rule {
    row(id).map_or_else(|| default(id), |row| row.rule)
}

/// What a field reveals to a stranger; `None` for one that stays or says nothing.
#[must_use]
pub fn category(field: &Field) -> Option<Category> {
    let rule = rule(&field.id);
    if rule.treatment == Treatment::Stay || silent::says_nothing(field, row(&field.id)) {
        return None;
    }
    match rule.category {
        // How a panorama is shown is given in numbers and a few words; anything else is not about that.
        Some(category) if !category.is_telling() && is_telling(field) => Some(Category::Other),
        // A field that no list knows can still be a date, or an address.
        Some(general @ (Category::Other | Category::Text)) if !is_known(&field.id) => {
            forms::category(&field.value).or(Some(general))
        }
        // A container of people that says something itself says it about them.
        None => is_telling(field).then(|| match &field.id {
            FieldId::Xmp(uri, name) if xmp::default(uri, name) == Some(Category::People) => Category::People,
            _ => Category::Other,
        }),
        known => known,
    }
}

/// What else a field might reveal: whatever its form has room for, if it was not read; anything, if its form is
/// unknown.
#[must_use]
pub fn possible(field: &Field) -> &'static [Category] {
    /// Fewer bytes cannot be a place, a moment or the number of a device.
    const FEWEST: u64 = 4;
    let unread = matches!(field.value, Value::Unknown | Value::Bytes(FEWEST..));
    if unread { rule(&field.id).possible } else { &[] }
}

/// Whether a value says something although its field should not: text, more numbers than there should be, or bytes that
/// could not be read.
fn is_telling(field: &Field) -> bool {
    /// Enough for the longest list of numbers: six primary chromaticities.
    const LONG: usize = 64;
    match (&field.id, &field.value) {
        (_, Value::Unknown) => false,
        (_, Value::Coordinate { .. } | Value::Position { .. } | Value::Moment { .. }) => true,
        (_, Value::Bytes(len)) => *len > 0,
        (_, Value::Numbers { shown, .. }) => shown.chars().count() > LONG,
        // A namespace may have any prefix; if it differs from the usual one, somebody chose it.
        (FieldId::Xmp(uri, name), Value::Text(prefix)) if name == NAMESPACE => {
            !prefix.is_empty() && xmp::prefix(uri) != Some(prefix.as_str())
        }
        (_, Value::Text(text)) => !text.is_empty() && !is_number(text) && !PLAIN_WORDS.contains(&text.as_str()),
    }
}

/// A number, or a fraction of two: not a date, a place or a telephone number.
fn is_number(text: &str) -> bool {
    const LONG: usize = 24;
    const LARGEST: f64 = 4_294_967_296.0;
    // The characters are checked, too: `inf` and `nan` parse as numbers.
    let plain = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit() || b"-.eE".contains(&byte))
            && part.parse::<f64>().is_ok_and(|number| number.abs() < LARGEST)
    };
    text.len() <= LONG && text.split_once('/').map_or_else(|| plain(text), |(one, other)| plain(one) && plain(other))
}

/// Words that properties of pictures are known to contain, and that say nothing about their owner.
#[rustfmt::skip]
static PLAIN_WORDS: &[&str] = &[
    "True", "False", "true", "false", "Primary", "GainMap", "MotionPhoto", "inches", "pixel", "pixels", "inch", "Default", "uncalibrated",
    "image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/avif", "image/tiff", "video/mp4",
    "urn:com:apple:photo:2020:aux:hdrgainmap", "equirectangular", "cylindrical", "cubestrip", "perspective",
    "mono", "left-right", "top-bottom",
];

/// The usual prefix for the namespace of an XMP property.
#[must_use]
pub fn xmp_prefix(namespace: &str) -> Option<&'static str> {
    xmp::prefix(namespace)
}

/// Rows of every list, in the order of the documents made from them.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    table::ROWS.iter().chain(bmff::ROWS).chain(coded::ROWS).chain(telemetry::ROWS).chain(exif::ROWS).chain(xmp::ROWS)
}

/// Whether a list has it, either itself or something it is inside.
fn is_known(id: &FieldId) -> bool {
    match id {
        FieldId::Sidecar(kind, path) => sidecars::is_known(*kind, path),
        _ => row(id).is_some(),
    }
}

fn row(id: &FieldId) -> Option<&'static Row> {
    match id {
        FieldId::Exif(ifd, tag) => exif::row(*ifd, *tag),
        FieldId::Xmp(namespace, name) => xmp::row(namespace, name),
        FieldId::Bmff(_) | FieldId::BmffKey(_) => bmff::row(id),
        FieldId::Coded(element) => coded::row(element),
        FieldId::Telemetry(_, element) => telemetry::row(*element),
        _ => table::row(id),
    }
}

/// Fields without a row of their own, in lists where their neighbours show what they are.
fn default(id: &FieldId) -> Rule {
    use crate::model::Ifd;
    if let FieldId::Bmff(element) = id {
        return bmff::default(element);
    }
    let category = match id {
        FieldId::Exif(Ifd::Gps | Ifd::GeoKeys, _) => Some(Category::Location),
        FieldId::Sidecar(kind, path) => sidecars::category(*kind, path),
        FieldId::GdalItem(name) => local_names::category(name).or(Some(Category::Text)),
        FieldId::Iptc(2, _) => Some(Category::Text),
        FieldId::PngText(keyword) => local_names::category(keyword).or(Some(Category::Text)),
        FieldId::ImageResource(_) => Some(Category::Software),
        FieldId::Xmp(namespace, name) => xmp::default(namespace, name),
        // The last part of a key in reversed domain notation says what it is.
        FieldId::BmffKey(key) => local_names::category(key.rsplit('.').next().unwrap_or(key)).or(Some(Category::Other)),
        FieldId::Named(path) => local_names::category(path).or(Some(Category::Other)),
        _ => Some(Category::Other),
    };
    let holds_properties = matches!(id, FieldId::Xmp(..) | FieldId::Sidecar(..));
    Rule { category, possible: if holds_properties { &[] } else { row::ANYTHING }, ..Rule::HOLDER }
}

impl FieldId {
    /// The name given to it by the standard, or by those who use it.
    #[must_use]
    pub fn name(&self) -> String {
        name(self)
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// The name of a field in its standard. Parts of it that come from the file are not made printable here.
fn name(id: &FieldId) -> String {
    let known = row(id).map_or("", |row| row.name);
    match id {
        FieldId::Png(chunk) | FieldId::Webp(chunk) | FieldId::Icc(chunk) if known.is_empty() => {
            String::from_utf8_lossy(chunk).into_owned()
        }
        FieldId::Bmff(element) => bmff::name(element, known),
        FieldId::BmffKey(name) | FieldId::Named(name) => name.clone(),
        FieldId::Telemetry(form, element) => telemetry::name(*form, *element),
        FieldId::Coded(element) if known.is_empty() => coded::name(element),
        FieldId::Sidecar(kind, path) => format!("{} {path}", kind.name()),
        FieldId::GdalItem(name) => format!("GDAL {name}"),
        FieldId::PngText(keyword) => format!("text {keyword}"),
        FieldId::Exif(_, tag) if known.is_empty() => format!("0x{tag:04X}"),
        FieldId::Xmp(namespace, name) => xmp::qualified(namespace, name),
        FieldId::Iptc(record, number) if known.is_empty() => format!("IPTC {record}:{number:02}"),
        FieldId::ImageResource(number) if known.is_empty() => format!("8BIM 0x{number:04X}"),
        FieldId::Gif(GifElement::Application(name)) => format!("application extension {name}"),
        FieldId::Gif(GifElement::Extension(label)) => format!("extension 0x{label:02X}"),
        FieldId::Jpeg(JpegElement::App(n)) => format!("APP{n}"),
        FieldId::Jpeg(JpegElement::Other(marker)) => format!("FF{marker:02X}"),
        _ => known.to_owned(),
    }
}

#[cfg(test)]
mod tests;
