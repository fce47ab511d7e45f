//! A date that is kept is written from its numbers: it has no room for more than a clock shows.

use super::*;

/// What a copy says in its tags of the date, from an original that says this.
fn written(date: &str, fraction: &str, offset: &str) -> Vec<String> {
    let exif = |tag, text: &str| Field::with(FieldId::Exif(Ifd::Exif, tag), Place::at(0), Value::Text(text.to_owned()));
    let kept = told(&[exif(0x9003, date), exif(0x9291, fraction), exif(0x9011, offset)], Keep::these([Category::Date]));
    if kept.is_empty() {
        return Vec::new();
    }
    let fields = fields_of(&exif::compose(&ExifBlock { orientation: None, kept }));
    let said = fields.iter().filter(|field| !matches!(field.id, FieldId::Exif(_, 0x8769 | 0x9000)));
    said.map(|field| field.value.text().unwrap().into_owned()).collect()
}

#[test]
fn a_fraction_of_a_second_has_at_most_nine_digits() {
    const DATE: &str = "2024:05:12 17:03:12";
    for (fraction, copied) in [
        ("5", &["5"][..]),
        ("250", &["25"]),
        ("123456789", &["123456789"]),
        ("12345678901234567890", &["123456789"]),
        ("000000000123", &[]),
        ("12 rue des Lilas", &[]),
        ("123Nora", &[]),
        ("-12", &[]),
        ("١٢", &[]),
        ("12\0SECRETMAKE", &["12"]),
        ("\u{0}12", &[]),
        ("", &[]),
    ] {
        assert_eq!(written(DATE, fraction, ""), [&[DATE], copied].concat(), "{fraction}");
    }
}

#[test]
fn an_offset_is_hours_and_minutes() {
    const DATE: &str = "2024:05:12 17:03:12";
    for (offset, copied) in [
        ("+02:00", &["+02:00"][..]),
        ("-03:30", &["-03:30"]),
        ("+0200", &["+02:00"]),
        ("Z", &["+00:00"]),
        ("+02:00\0SECRETMAKE", &["+02:00"]),
        ("+02:00 Nora", &[]),
        ("+02:60", &[]),
        ("+99:00", &[]),
        ("+02:00:17", &[]),
        ("++2:00", &[]),
        ("+2:+5", &[]),
        ("Paris", &[]),
    ] {
        assert_eq!(written(DATE, "", offset), [&[DATE], copied].concat(), "{offset}");
    }
}

#[test]
fn a_date_has_the_digits_of_a_calendar_and_a_clock() {
    assert_eq!(written("2024:05:12 17:03:12\0SECRETMAKE", "", ""), ["2024:05:12 17:03:12"]);
    for same in ["2024-05-12 17:03:12", " 2024:05:12 17:03:12 ", "+2024:05:12 17:03:12"] {
        assert_eq!(written(same, "", ""), ["2024:05:12 17:03:12"]);
    }
    for none in [
        "2024:13:12 17:03:12",
        "2024:02:30 17:03:12",
        "2024:05:12 24:03:12",
        "2024:05:12 17:60:12",
        "2024:05:12 17:03:12 Nora",
        "2024:05:12 17:03:12.123456789012345",
        "12024:05:12 17:03:12",
        "0017:05:12 17:03:12",
        "2024:05:12",
        "Nora",
        "\u{0}2024:05:12 17:03:12",
    ] {
        assert_eq!(written(none, "", ""), Vec::<String>::new(), "{none}");
    }
}

/// Dates of the forms of ISO 8601 have the same room.
#[test]
fn other_dates_have_no_more_room() {
    let moment = |text: &str| read(&[key("com.apple.quicktime.creationdate", text)]).moment;
    assert_eq!(moment("2024-05-12T17:03:12.123456789+02:00").unwrap().iso_8601(":"), "2024-05-12T17:03:12.123456789+02:00");
    for none in ["2024-05-12T17:03:12.1234567890", "2024-05-12T17:03:12+02:00[Nora]", "2024-05-12T17:03:12[Nora]"] {
        assert!(moment(none).is_none_or(|moment| moment.iso_8601(":").len() <= 35), "{none} {:?}", moment(none));
    }
    // Fields that only say when a position was measured are never kept.
    for tag in [0x0007, 0x001D] {
        assert!(!is_source(&Pattern::Exif(Ifd::Gps, tag)));
    }
}
