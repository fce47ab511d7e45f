//! Positions, in the forms that the standards give them: degrees, minutes and seconds in EXIF 3.0, 4.6.7; texts in XMP;
//! ISO 6709 in videos; 3GPP's fixed-point numbers.

use super::Told;
use super::sources::Source::{self, Exif, Key, UserData, Xmp};
use crate::model::{Fraction, Ifd, Position};

/// Parts of a degree that are told apart: about a centimetre.
const PARTS: f64 = 1e7;

/// Positions as texts of ISO 6709.
const TEXTS: [Source<'static>; 2] = [Key("com.apple.quicktime.location.ISO6709"), UserData(*b"\xA9xyz")];

pub(super) fn read(told: &Told<'_>) -> Option<Position> {
    exif(told).or_else(|| xmp(told)).or_else(|| TEXTS.iter().find_map(|source| iso_6709(told.raw_text(*source)?))).or_else(|| {
        match told.numbers(UserData(*b"loci")) {
            [latitude, longitude, ..] => position(latitude.value()?, longitude.value()?, None),
            _ => None,
        }
    })
}

/// Whether positions are read from a field.
pub(super) fn is_source(source: Source<'_>) -> bool {
    match source {
        Exif(Ifd::Gps, tag) => (1..=6).contains(&tag),
        Xmp("exif", name) => ["GPSLatitude", "GPSLongitude", "GPSAltitude", "GPSAltitudeRef"].contains(&name),
        other => other == UserData(*b"loci") || TEXTS.contains(&other),
    }
}

fn exif(told: &Told<'_>) -> Option<Position> {
    let degrees = |tag: u16, reference: u16, negative: &str| {
        let mut sum = 0.0;
        for (number, share) in told.numbers(Exif(Ifd::Gps, tag)).iter().zip([1.0, 60.0, 3600.0]) {
            // Whoever counts in degrees alone may leave the rest 0/0.
            sum += if number.denominator == 0 && number.numerator == 0 { 0.0 } else { number.value()? } / share;
        }
        let known = !told.numbers(Exif(Ifd::Gps, tag)).is_empty();
        let side = told.raw_text(Exif(Ifd::Gps, reference)).unwrap_or_default();
        known.then_some(if side.trim().eq_ignore_ascii_case(negative) { -sum } else { sum })
    };
    let altitude = told.numbers(Exif(Ifd::Gps, 6)).first().and_then(Fraction::value);
    let below = told.numbers(Exif(Ifd::Gps, 5)).first().is_some_and(|reference| matches!(reference.numerator, 1 | 3));
    let altitude = altitude.map(|altitude| if below { -altitude } else { altitude });
    position(degrees(2, 1, "S")?, degrees(4, 3, "W")?, altitude)
}

/// `48,51.396N`, `48,51,23.76N`, or a decimal number.
fn xmp(told: &Told<'_>) -> Option<Position> {
    let degrees = |name: &str| {
        let text = told.raw_text(Xmp("exif", name))?.trim();
        let side = text.trim_end_matches(['N', 'S', 'E', 'W']);
        let mut sum = 0.0;
        for (part, share) in side.split(',').zip([1.0, 60.0, 3600.0]) {
            sum += part.trim().parse::<f64>().ok()? / share;
        }
        Some(if text.ends_with(['S', 'W']) { -sum } else { sum })
    };
    let altitude = told.raw_text(Xmp("exif", "GPSAltitude")).and_then(|text| {
        let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
        Some(top.trim().parse::<f64>().ok()? / bottom.trim().parse::<f64>().ok()?)
    });
    let below = told.raw_text(Xmp("exif", "GPSAltitudeRef")).is_some_and(|text| text.trim() == "1");
    position(degrees("GPSLatitude")?, degrees("GPSLongitude")?, altitude.map(|metres| if below { -metres } else { metres }))
}

/// `+48.8566+002.3522+035.000/`, also with minutes and seconds in the numbers (ISO 6709, annex H).
fn iso_6709(text: &str) -> Option<Position> {
    let body = text.trim().split(['/', 'C']).next()?;
    let mut numbers = Vec::new();
    let mut rest = body;
    while let Some(first) = rest.chars().next() {
        if !matches!(first, '+' | '-') || numbers.len() == 3 {
            return None;
        }
        let end = rest.get(1..)?.find(['+', '-']).map_or(rest.len(), |at| at.saturating_add(1));
        let (number, behind) = rest.split_at_checked(end)?;
        numbers.push(number);
        rest = behind;
    }
    let degrees = |number: &str, width: usize| {
        let whole = number.find('.').unwrap_or(number.len()).checked_sub(1)?;
        let value: f64 = number.parse().ok()?;
        let size = value.abs();
        let degrees = match whole.checked_sub(width)? {
            0 => size,
            2 => (size / 100.0).trunc() + (size % 100.0) / 60.0,
            4 => (size / 1e4).trunc() + ((size / 100.0).trunc() % 100.0) / 60.0 + (size % 100.0) / 3600.0,
            _ => return None,
        };
        Some(degrees.copysign(value))
    };
    let altitude = numbers.get(2).and_then(|number| number.parse().ok());
    position(degrees(numbers.first()?, 2)?, degrees(numbers.get(1)?, 3)?, altitude)
}

/// A position on the earth; none where the numbers are none.
fn position(latitude: f64, longitude: f64, altitude: Option<f64>) -> Option<Position> {
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    let altitude = altitude.filter(|metres| metres.abs() < 100_000.0).and_then(|metres| whole(metres * 1e3));
    on_earth.then_some(Position { latitude: whole(latitude * PARTS)?, longitude: whole(longitude * PARTS)?, altitude })
}

/// The nearest whole number.
fn whole(number: f64) -> Option<i32> {
    format!("{number:.0}").parse().ok()
}
