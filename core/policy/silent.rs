//! Values that say nothing, although their fields could: empty ones, versions, flags, units, and what means "unknown".
//! Anything else in such a field is reported; the readers know which bytes are empty.

use super::row::Row;
use super::sidecars;
use crate::blocks::xmp::NAMESPACE;
use crate::model::{BmffElement, Category, Field, FieldId, GifElement, JpegElement, Value};

/// Whether the value of a field, given its row, says nothing.
pub(super) fn says_nothing(field: &Field, row: Option<&Row>) -> bool {
    if let FieldId::Sidecar(kind, path) = &field.id {
        return sidecars::is_empty(*kind, path, &field.value);
    }
    let Some(row) = row else { return false };
    match (&field.id, &field.value) {
        // The name of an empty property, or one that only contains others; a name that is in no list says something
        // itself.
        (FieldId::Xmp(_, name), Value::Unknown) => name != NAMESPACE,
        (id, Value::Text(text)) if text.is_empty() => is_read_as_text(id),
        (FieldId::Exif(..) | FieldId::ImageResource(_), Value::Bytes(0)) => true,
        (FieldId::Exif(..), Value::Numbers { shown, .. }) if shown.is_empty() || shown == "0x" => true,
        // A height of zero is written if the height is unknown.
        (FieldId::Exif(..), Value::Numbers { numbers, .. }) if !numbers.is_empty() => {
            numbers.iter().all(|part| part.numerator == 0 && (part.denominator == 0 || row.name == "GPSAltitude"))
                || field.value.text().is_some_and(|text| is_usual(row.name, &text))
        }
        (FieldId::Exif(..) | FieldId::Xmp(..) | FieldId::ImageResource(_) | FieldId::Iptc(..), Value::Text(text))
            if row.rule.category == Some(Category::Date) =>
        {
            is_no_date(text)
        }
        (
            FieldId::Exif(..) | FieldId::Xmp(..) | FieldId::ImageResource(_),
            Value::Text(text) | Value::Numbers { shown: text, .. },
        ) => is_usual(row.name, text),
        _ => false,
    }
}

/// Fields for which a reader returns an empty text only if they are empty, or contain nothing but padding.
const fn is_read_as_text(id: &FieldId) -> bool {
    matches!(
        id,
        FieldId::Exif(..)
            | FieldId::Iptc(..)
            | FieldId::Xmp(..)
            | FieldId::PngText(_)
            | FieldId::Bmff(BmffElement::CompressorName)
            | FieldId::Jpeg(JpegElement::Comment)
            | FieldId::Gif(GifElement::Comment)
    )
}

/// What Exif writes for an unknown date (EXIF 3.0, 4.6.5.4): blanks, and what many write instead.
fn is_no_date(text: &str) -> bool {
    let of = |signs: &str| text.chars().all(|c| signs.contains(c));
    of(" :") || of("0:-T ") && (text.starts_with("0000:00:00") || text.starts_with("0000-00-00"))
}

/// Units, flags and versions, by the names of their fields in Exif and XMP.
#[rustfmt::skip]
static USUAL: &[(&str, &[&str])] = &[
    // EXIF 3.0, 4.6.7; the method of finding a position is not a position.
    ("GPSAltitudeRef", &["0", "1", "2", "3"]), ("GPSStatus", &["A", "V"]), ("GPSMeasureMode", &["2", "3"]),
    ("GPSSpeedRef", &["K", "M", "N"]), ("GPSTrackRef", &["T", "M"]), ("GPSImgDirectionRef", &["T", "M"]),
    ("GPSDestBearingRef", &["T", "M"]), ("GPSDestDistanceRef", &["K", "M", "N"]), ("GPSDifferential", &["0", "1"]),
    ("GPSMapDatum", &["WGS-84", "WGS84", "WGS 84"]),
    ("GPSAltitude", &["0", "0/1", "0/10", "0/100", "0/1000"]),
    ("GPSProcessingMethod", &["GPS", "gps", "CELLID", "WLAN", "MANUAL", "NETWORK", "network", "fused", "ASCII"]),
    // Design rule for Camera File system (CIPA DC-009).
    ("InteroperabilityIndex", &["R98", "R03", "THM"]),
    // No rating; no number; whether there is a copyright, not whose.
    ("Rating", &["0"]), ("RatingPercent", &["0"]), ("ImageNumber", &["0"]), ("8BIM copyright flag", &["0", "1"]),
];

/// Fields that hold a version of Exif or of something inside it.
const VERSIONS: [&str; 4] = ["GPSVersionID", "ExifVersion", "FlashpixVersion", "InteroperabilityVersion"];

fn is_usual(name: &str, text: &str) -> bool {
    USUAL.iter().any(|(known, usual)| *known == name && usual.contains(&text)) || VERSIONS.contains(&name) && is_version(text)
}

/// Four digits: `2, 3, 0, 0`, `2.3.0.0`, `0232`.
fn is_version(text: &str) -> bool {
    let digits = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(text) || digits(&text.replace(", ", "")) && text.len() == 10 || digits(&text.replace('.', "")) && text.len() == 7
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Place;
    use crate::model::{Fraction, Ifd};
    use crate::policy::category;

    const EXIF: &str = "http://ns.adobe.com/exif/1.0/";

    fn told(id: FieldId, value: Value) -> Option<Category> {
        category(&Field::with(id, Place::at(0), value))
    }

    fn text(id: FieldId, text: &str) -> Option<Category> {
        told(id, Value::Text(text.to_owned()))
    }

    fn gps(tag: u16) -> FieldId {
        FieldId::Exif(Ifd::Gps, tag)
    }

    /// An empty Artist counted as a "who", the version of the GPS tags as a "where".
    #[test]
    fn what_is_empty_a_version_a_unit_or_a_flag_tells_nothing() {
        let numbers = |shown: &str| Value::numbers(shown.to_owned(), Vec::new());
        for id in [FieldId::Exif(Ifd::Image, 0x013B), FieldId::Iptc(2, 80), FieldId::PngText("Author".to_owned())] {
            assert_eq!(text(id.clone(), ""), None);
            assert_eq!(text(id, "Nora"), Some(Category::People));
        }
        assert_eq!(told(gps(0), numbers("2, 3, 0, 0")), None);
        assert_eq!(told(gps(0), numbers("2, 3, 0, 200")), Some(Category::Location));
        assert_eq!(text(gps(0), "Rue du Secret 17"), Some(Category::Location));
        assert_eq!(text(FieldId::Xmp(EXIF.to_owned(), "GPSVersionID".to_owned()), "2.3.0.0"), None);
        assert_eq!(text(gps(0x12), "WGS-84"), None);
        assert_eq!(text(gps(0x12), "TOKYO"), Some(Category::Location), "a datum of one country");
        assert_eq!(text(gps(0x1B), "CELLID"), None);
        assert_eq!(text(gps(0x1B), "Rue du Secret 17"), Some(Category::Location));
        assert_eq!(text(FieldId::Exif(Ifd::Interoperability, 1), "R98"), None);
        assert_eq!(text(FieldId::Exif(Ifd::Interoperability, 1), "Nora"), Some(Category::Other));
        let nothing = |denominator| Value::Numbers {
            shown: "0/0".to_owned(),
            raw: Vec::new(),
            numbers: vec![Fraction { numerator: 0, denominator }],
        };
        let speed = gps(0x0D);
        assert_eq!((told(speed.clone(), nothing(0)), told(gps(6), nothing(1))), (None, None));
        assert!(told(speed, nothing(1)).is_some(), "to stand still is something");
    }

    #[test]
    fn only_four_digits_are_a_version() {
        for version in ["2300", "2.3.0.0", "2, 3, 0, 0"] {
            assert_eq!(text(gps(0), version), None, "{version}");
        }
        for none in ["Nora", "Nora P.", "Rue Secret", "12345678", "23, 00", "23.00"] {
            assert_eq!(text(gps(0), none), Some(Category::Location), "{none}");
        }
    }

    #[test]
    fn a_value_without_bytes_tells_nothing_where_a_reader_knows_that_it_has_none() {
        let (pattern, version) = (FieldId::Exif(Ifd::Exif, 0xA302), FieldId::ImageResource(0x0421));
        for none in [Value::numbers(String::new(), Vec::new()), Value::numbers("0x".to_owned(), Vec::new()), Value::Bytes(0)] {
            assert_eq!(told(pattern.clone(), none.clone()), None, "{none:?}");
        }
        assert_eq!(told(pattern, Value::numbers("0x07".to_owned(), Vec::new())), Some(Category::Camera));
        assert_eq!([0, 1].map(|bytes| told(version.clone(), Value::Bytes(bytes))), [None, Some(Category::Software)]);
        // No reader says so of this one.
        assert_eq!(text(FieldId::Icc(*b"desc"), ""), Some(Category::Camera));
    }

    #[test]
    fn a_date_of_zeros_is_none_and_the_first_hour_of_a_day_is_one() {
        let date = |said: &str| text(FieldId::Exif(Ifd::Exif, 0x9003), said);
        for none in ["", "    :  :     :  :  ", "0000:00:00 00:00:00", "0000-00-00T00:00:00"] {
            assert_eq!(date(none), None, "{none}");
        }
        for some in ["2024:05:12 00:00:00", "0000:00:00 00:00:01", "yesterday"] {
            assert_eq!(date(some), Some(Category::Date), "{some}");
        }
        assert_eq!(text(FieldId::Iptc(2, 60), "000000+0000"), Some(Category::Date));
        assert_eq!(text(FieldId::Exif(Ifd::Exif, 0x9010), "+00:00"), Some(Category::Date));
    }

    /// An invented name can say something by itself.
    #[test]
    fn only_names_that_are_listed_are_silent_without_a_value() {
        let xmp = |uri: &str, name: &str| told(FieldId::Xmp(uri.to_owned(), name.to_owned()), Value::Unknown);
        assert_eq!(xmp("http://purl.org/dc/elements/1.1/", "creator"), None);
        assert_eq!(xmp("http://ns.useplus.org/ldf/xmp/1.0/", "CopyrightOwner"), None, "a structure, and whoever is in it");
        assert_eq!(xmp("http://purl.org/dc/elements/1.1/", "Nora"), Some(Category::Text));
        assert_eq!(xmp("http://example.org/", "Nora"), Some(Category::Other));
        assert_eq!(text(FieldId::PngText("Nora".to_owned()), ""), Some(Category::Text));
        assert_eq!(text(FieldId::Exif(Ifd::Image, 0xFEDC), ""), Some(Category::Other));
    }
}
