//! When a photo or video was taken, by the fields that a scan found: only to put files in order. What such a field
//! tells a stranger is the policy's business.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::model::{BmffElement, Field, FieldId, Ifd, Scan, Value};

/// Where a time stands, and what stands elsewhere about its fraction of a second and its offset from UTC.
struct Source {
    field: fn(&FieldId) -> bool,
    fraction: Option<u16>,
    offset: Option<u16>,
}

const fn plain(field: fn(&FieldId) -> bool) -> Source {
    Source { field, fraction: None, offset: None }
}

const fn exif(field: fn(&FieldId) -> bool, fraction: u16, offset: u16) -> Source {
    Source { field, fraction: Some(fraction), offset: Some(offset) }
}

/// Most trusted first: what says when the shutter opened, what a recorder wrote, what a program wrote later.
static SOURCES: &[Source] = &[
    exif(|id| *id == FieldId::Exif(Ifd::Exif, 0x9003), 0x9291, 0x9011),
    exif(|id| *id == FieldId::Exif(Ifd::Exif, 0x9004), 0x9292, 0x9012),
    plain(|id| matches!(id, FieldId::BmffKey(key) if key == "com.apple.quicktime.creationdate")),
    plain(|id| is_xmp(id, "exif:DateTimeOriginal")),
    plain(|id| is_xmp(id, "photoshop:DateCreated")),
    plain(|id| is_xmp(id, "xmp:CreateDate")),
    plain(|id| *id == FieldId::Bmff(BmffElement::Time)),
    plain(|id| is_text(id, &["Creation Time", "CreationTime", "create-date", "date:create"])),
    exif(|id| *id == FieldId::Exif(Ifd::Image, 0x0132), 0x9290, 0x9010),
    plain(|id| is_xmp(id, "xmp:ModifyDate")),
    plain(|id| *id == FieldId::Png(*b"tIME")),
    plain(|id| is_text(id, &["modify-date", "date:modify"])),
];

fn is_xmp(id: &FieldId, name: &str) -> bool {
    matches!(id, FieldId::Xmp(..)) && id.name().strip_prefix("XMP ") == Some(name)
}

fn is_text(id: &FieldId, keywords: &[&str]) -> bool {
    matches!(id, FieldId::PngText(keyword) if keywords.contains(&keyword.as_str()))
}

/// When it was taken; nothing where no field says so in a way that can be read.
///
/// Where nothing says how far the clock was from UTC, it is taken to have shown UTC.
pub(super) fn taken(scan: &Scan) -> Option<Timestamp> {
    SOURCES.iter().find_map(|source| {
        let beside = |tag: Option<u16>| {
            let tag = FieldId::Exif(Ifd::Exif, tag?);
            scan.fields.iter().find(|field| field.id == tag).and_then(text)
        };
        let (fraction, offset) = (beside(source.fraction).unwrap_or_default(), beside(source.offset).unwrap_or_default());
        let times = scan.fields.iter().filter(|field| (source.field)(&field.id));
        times.filter_map(text).find_map(|time| instant(time, fraction, offset)).filter(|time| is_of_a_clock(&source.field, *time))
    })
}

fn text(field: &Field) -> Option<&str> {
    match &field.value {
        Value::Text(text) => Some(text),
        Value::Numbers { shown, .. } => Some(shown),
        Value::Unknown | Value::Bytes(_) | Value::Coordinate { .. } => None,
    }
}

/// Recorders that know no time count from 1904, or write nothing.
fn is_of_a_clock(field: &fn(&FieldId) -> bool, time: Timestamp) -> bool {
    !field(&FieldId::Bmff(BmffElement::Time)) || time > Timestamp::UNIX_EPOCH
}

/// A time as Exif, XMP, QuickTime or a mail writes it.
fn instant(time: &str, fraction: &str, offset: &str) -> Option<Timestamp> {
    /// What is longer is no time.
    const LONGEST: usize = 40;
    let time = time.trim();
    if time.len() > LONGEST || fraction.len() > LONGEST || offset.len() > LONGEST {
        return None;
    }
    let dashed = dashed(time);
    let digits: String = fraction.trim().chars().take_while(char::is_ascii_digit).take(9).collect();
    let exact = if digits.is_empty() { dashed.clone() } else { format!("{dashed}.{digits}") };
    let whole = format!("{exact}{}", offset.trim());
    let mail = || jiff::fmt::rfc2822::parse(time).ok().map(|zoned| zoned.timestamp());
    let by_its_clock = |text: &str| Offset::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok();
    whole.parse().ok().or_else(|| by_its_clock(&exact)).or_else(|| by_its_clock(&dashed)).or_else(mail)
}

/// Exif writes `2024:05:12 17:03:12` (EXIF 3.0, 4.6.5).
fn dashed(time: &str) -> String {
    match (time.get(..4), time.get(4..5), time.get(5..7), time.get(7..8), time.get(8..)) {
        (Some(year), Some(":"), Some(month), Some(":"), Some(rest)) => format!("{year}-{month}-{rest}"),
        _ => time.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;
    use crate::input::Limits;
    use crate::sniff::FormatKind;

    fn scan(fields: &[(FieldId, &str)]) -> Scan {
        let mut scan = Scan::new(FormatKind::Jpeg, 0, Limits::DEFAULT);
        scan.find(fields.iter().map(|(id, text)| Field::with(id.clone(), Place::at(0), Value::Text((*text).to_owned()))));
        scan
    }

    const ORIGINAL: FieldId = FieldId::Exif(Ifd::Exif, 0x9003);

    #[test]
    fn times_are_read_as_each_standard_writes_them() {
        for (written, utc) in [
            ("2024:05:12 17:03:12", "2024-05-12T17:03:12Z"),
            ("2024-05-12T17:03:12+02:00", "2024-05-12T15:03:12Z"),
            ("2024-05-12T17:03:12+0200", "2024-05-12T15:03:12Z"),
            ("2024-05-12T17:03:12.25", "2024-05-12T17:03:12.25Z"),
            ("2024-05-12 17:03:12", "2024-05-12T17:03:12Z"),
            ("2024-05-12", "2024-05-12T00:00:00Z"),
            ("Sun, 12 May 2024 17:03:12 +0200", "2024-05-12T15:03:12Z"),
        ] {
            assert_eq!(instant(written, "", "").map(|time| time.to_string()).as_deref(), Some(utc), "{written}");
        }
        for nonsense in ["", "0000:00:00 00:00:00", "2024:02:30 10:00:00", "    :  :     :  :  ", "soon", "2024:05:12 25:00:00"] {
            assert_eq!(instant(nonsense, "", ""), None, "{nonsense}");
        }
    }

    #[test]
    fn fractions_and_offsets_that_stand_elsewhere_count() {
        let sub_second = FieldId::Exif(Ifd::Exif, 0x9291);
        let offset = FieldId::Exif(Ifd::Exif, 0x9011);
        let time =
            |more: &[(FieldId, &str)]| taken(&scan(&[&[(ORIGINAL, "2024:05:12 17:03:12")], more].concat())).unwrap().to_string();
        assert_eq!(time(&[(sub_second.clone(), "25 ")]), "2024-05-12T17:03:12.25Z");
        assert_eq!(time(&[(sub_second, "25"), (offset.clone(), "+02:00")]), "2024-05-12T15:03:12.25Z");
        assert_eq!(time(&[(offset, "   :  ")]), "2024-05-12T17:03:12Z");
    }

    #[test]
    fn the_shutter_is_believed_before_a_program() {
        let modified = (FieldId::Exif(Ifd::Image, 0x0132), "2025:01:01 00:00:00");
        let found = taken(&scan(&[modified.clone(), (ORIGINAL, "2024:05:12 17:03:12")])).unwrap();
        assert_eq!(found.to_string(), "2024-05-12T17:03:12Z");
        assert!(taken(&scan(&[(ORIGINAL, "0000:00:00 00:00:00"), modified])).unwrap().to_string().starts_with("2025"));
        assert_eq!(taken(&scan(&[(FieldId::Bmff(BmffElement::Time), "1904-01-01T00:00:00Z")])), None);
    }
}
