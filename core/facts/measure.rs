//! What the numbers of a field measure, if people know a unit for it.

use strum::VariantArray;

use crate::model::{BmffElement, FieldId, Ifd};
use crate::policy;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Measure {
    /// Seconds: exposure time, length of a video.
    Seconds,
    /// Focal length divided by the width of the aperture.
    Aperture,
    /// Focal length, in millimetres.
    Millimetres,
    /// Sensitivity to light, according to ISO 12232.
    Sensitivity,
    /// Temperature, in degrees Celsius.
    Celsius,
    /// Humidity, in per cent.
    Percent,
    /// Air pressure, in hectopascals.
    Pressure,
    /// Height above sea level, in metres.
    Height,
    /// Where a camera looked or went, in degrees from north.
    Direction,
    /// Speed, in a unit given by another field.
    Speed,
    /// The possible error of a position, in metres.
    Uncertainty,
    /// How a picture was rated, in stars.
    Rating,
    /// Version of a program.
    Version,
    /// How far a clock is from UTC.
    TimeZone,
    /// Which language is spoken or written; not a number.
    Language,
}

impl Measure {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// What a field measures (EXIF 3.0, 4.6.6).
    #[must_use]
    pub fn of(id: &FieldId) -> Option<Self> {
        if let FieldId::Bmff(BmffElement::CutOff | BmffElement::CutOffNeeded | BmffElement::FragmentTime) = id {
            return Some(Self::Seconds);
        }
        if let FieldId::Bmff(BmffElement::Language | BmffElement::Box([b'e', b'l', b'n', b'g'])) = id {
            return Some(Self::Language);
        }
        match id {
            FieldId::Exif(ifd, tag) => Self::of_tag(*ifd, *tag),
            FieldId::Xmp(uri, name) => Self::of_property(policy::xmp_prefix(uri)?, name),
            _ => None,
        }
    }

    const fn of_tag(ifd: Ifd, tag: u16) -> Option<Self> {
        Some(match (ifd, tag) {
            (Ifd::Image | Ifd::Exif, 0x829A) => Self::Seconds,
            (Ifd::Image | Ifd::Exif, 0x829D) => Self::Aperture,
            (Ifd::Image | Ifd::Exif, 0x920A | 0xA405) => Self::Millimetres,
            (Ifd::Image | Ifd::Exif, 0x8827) => Self::Sensitivity,
            (Ifd::Image | Ifd::Exif, 0x9400) => Self::Celsius,
            (Ifd::Image | Ifd::Exif, 0x9401) => Self::Percent,
            (Ifd::Image | Ifd::Exif, 0x9402) => Self::Pressure,
            (Ifd::Image, 0x4746) => Self::Rating,
            (Ifd::Image, 0x0131) => Self::Version,
            (Ifd::Exif, 0x9010..=0x9012) => Self::TimeZone,
            (Ifd::Gps, 0x0006) => Self::Height,
            (Ifd::Gps, 0x000D) => Self::Speed,
            (Ifd::Gps, 0x000F | 0x0011 | 0x0018) => Self::Direction,
            (Ifd::Gps, 0x001F) => Self::Uncertainty,
            _ => return None,
        })
    }

    fn of_property(prefix: &str, name: &str) -> Option<Self> {
        Some(match (prefix, name) {
            ("exif", "GPSAltitude") => Self::Height,
            ("exif", "GPSImgDirection" | "GPSTrack" | "GPSDestBearing") | ("GPano", "PoseHeadingDegrees") => Self::Direction,
            ("exif", "GPSSpeed") => Self::Speed,
            ("exif", "GPSHPositioningError") => Self::Uncertainty,
            ("exif", "ExposureTime") => Self::Seconds,
            ("exif", "FNumber") => Self::Aperture,
            ("exif", "FocalLength" | "FocalLengthIn35mmFilm") => Self::Millimetres,
            ("exif", "ISOSpeedRatings") | ("exifEX", "PhotographicSensitivity") => Self::Sensitivity,
            ("xmp", "Rating") => Self::Rating,
            ("xmp", "CreatorTool") => Self::Version,
            _ => return None,
        })
    }

    /// A number as people write it: XMP also writes fractions for numbers that people do not. Only exposure times are
    /// fractions to everybody.
    #[must_use]
    pub fn written(self, number: &str) -> String {
        let parts = number.split_once('/').filter(|_| self != Self::Seconds);
        let Some((Ok(top), Ok(bottom))) = parts.map(|(top, bottom)| (top.parse::<f64>(), bottom.parse::<f64>())) else {
            return number.to_owned();
        };
        if bottom == 0.0 {
            return number.to_owned();
        }
        let decimal = format!("{:.2}", top / bottom);
        decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_written_as_people_write_them() {
        assert_eq!(Measure::Aperture.written("28/10"), "2.8");
        assert_eq!(Measure::Height.written("34000/1000"), "34");
        assert_eq!(Measure::Seconds.written("1/60"), "1/60");
        assert_eq!(Measure::Height.written("0/0"), "0/0");
        assert_eq!(Measure::Version.written("18.2"), "18.2");
    }
}
