//! Which position of a file is kept: the first that is unambiguous, with the sides of both halves.

use super::by_source::BySource;
use super::sources::Source::{self, Exif, Key, UserData, Xmp};
use crate::base::{Axis, Coordinate, Fix, Position};
use crate::model::{Fraction, Ifd, Value};

/// Positions as texts in ISO 6709.
const TEXTS: [Source<'static>; 2] = [Key("com.apple.quicktime.location.ISO6709"), UserData(*b"\xA9xyz")];

pub(super) fn read(told: &BySource<'_>) -> Option<Position> {
    let fix = exif(told)
        .or_else(|| xmp(told))
        .or_else(|| TEXTS.iter().find_map(|source| Fix::of_iso_6709(told.raw_text(*source)?)))
        .or_else(|| {
            told.all(UserData(*b"loci")).iter().find_map(|value| match value {
                Value::Position { fix, .. } => Some(*fix),
                _ => None,
            })
        });
    fix?.position()
}

/// Whether positions are read from this field.
pub(super) fn is_source(source: Source<'_>) -> bool {
    match source {
        Exif(Ifd::Gps, tag) => (1..=6).contains(&tag),
        Xmp("exif", name) => ["GPSLatitude", "GPSLongitude", "GPSAltitude", "GPSAltitudeRef"].contains(&name),
        other => other == UserData(*b"loci") || TEXTS.contains(&other),
    }
}

/// The coordinates of a GPS IFD: those with a side.
fn exif(told: &BySource<'_>) -> Option<Fix> {
    let coordinate = |tag| told.all(Exif(Ifd::Gps, tag)).iter().find_map(|value| value.coordinate());
    let altitude = told.numbers(Exif(Ifd::Gps, 6)).first().and_then(Fraction::value);
    // 1 and 3 are below sea level, or below the ellipsoid (EXIF 3.0, 4.6.7).
    let below = told.numbers(Exif(Ifd::Gps, 5)).first().is_some_and(|reference| matches!(reference.numerator, 1 | 3));
    Some(Fix::new(coordinate(2)?, coordinate(4)?).above_sea(altitude.map(|altitude| if below { -altitude } else { altitude })))
}

/// The same from XMP.
fn xmp(told: &BySource<'_>) -> Option<Fix> {
    let coordinate = |name, axis| {
        let read = told.all(Xmp("exif", name)).iter().find_map(|value| value.coordinate());
        read.or_else(|| Coordinate::of_xmp(told.raw_text(Xmp("exif", name))?, axis))
    };
    let altitude = told.raw_text(Xmp("exif", "GPSAltitude")).and_then(|text| {
        let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
        Some(top.trim().parse::<f64>().ok()? / bottom.trim().parse::<f64>().ok()?)
    });
    let below = told.raw_text(Xmp("exif", "GPSAltitudeRef")).is_some_and(|text| text.trim() == "1");
    let altitude = altitude.map(|metres| if below { -metres } else { metres });
    Some(Fix::new(coordinate("GPSLatitude", Axis::Latitude)?, coordinate("GPSLongitude", Axis::Longitude)?).above_sea(altitude))
}
