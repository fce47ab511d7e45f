//! Positions: one type, put together from coordinates and read from texts, and written in the forms that copies use.

use super::coordinate::{Axis, Coordinate, E7};

/// A place on the earth (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// North of the equator, in ten-millionths of a degree.
    pub latitude: i32,
    /// East of Greenwich, in ten-millionths of a degree.
    pub longitude: i32,
    /// Above sea level, in millimetres.
    pub altitude: Option<i32>,
}

/// A position as a file gives it, and how exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fix {
    /// North or south.
    pub latitude: Coordinate,
    /// East or west.
    pub longitude: Coordinate,
    /// Above sea level, in millimetres.
    pub altitude: Option<i32>,
    /// Within how many millimetres, according to the form of the numbers or the error given by the phone.
    pub millimetres: u64,
}

impl Fix {
    /// From its halves.
    #[must_use]
    pub fn new(latitude: Coordinate, longitude: Coordinate) -> Self {
        // No position is known better than the worse of its halves.
        Self { latitude, longitude, altitude: None, millimetres: latitude.millimetres.max(longitude.millimetres) }
    }

    /// The same, this many metres above sea level; impossible heights are ignored.
    #[must_use]
    pub fn above_sea(mut self, metres: Option<f64>) -> Self {
        self.altitude = metres.filter(|metres| metres.abs() < 100_000.0).and_then(|metres| nearest(metres * 1e3));
        self
    }

    /// From a text in ISO 6709, annex H: `+48.8566+002.3522+035.000/`, also with minutes and seconds in the numbers.
    #[must_use]
    pub fn of_iso_6709(text: &str) -> Option<Self> {
        // The reference system of the numbers can come before the slash: `CRSWGS_84/` (ISO 6709, annex H).
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
        let latitude = Coordinate::of_iso_6709(numbers.first()?, Axis::Latitude)?;
        let longitude = Coordinate::of_iso_6709(numbers.get(1)?, Axis::Longitude)?;
        let altitude = numbers.get(2).and_then(|number| number.parse().ok());
        Some(Self::new(latitude, longitude).above_sea(altitude))
    }

    /// From two decimal numbers, separated by signs or a comma: `48.8566, 2.3522`.
    #[must_use]
    pub fn of_decimals(text: &str) -> Option<Self> {
        let text = text.trim();
        let (one, other) = if text.starts_with(['+', '-']) {
            let sign = text.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-'))?.0;
            text.split_at_checked(sign)?
        } else {
            let (one, other) = text.split_once(',')?;
            // Two numbers of metres or seconds are not a place.
            (one.contains('.') && other.contains('.')).then_some((one, other.trim_start()))?
        };
        let number = |text: &str| {
            let end = text.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit() && *c != '.');
            text.get(..end.map_or(text.len(), |(at, _)| at)).map(str::to_owned)
        };
        let latitude = Coordinate::of_decimal(&number(one)?, Axis::Latitude)?;
        Some(Self::new(latitude, Coordinate::of_decimal(&number(other)?, Axis::Longitude)?))
    }

    /// Where it is, however exactly.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        let (latitude, longitude) = (i32::try_from(self.latitude.e7).ok()?, i32::try_from(self.longitude.e7).ok()?);
        Some(Position { latitude, longitude, altitude: self.altitude })
    }

    /// The same for all positions within about a hundred metres.
    #[must_use]
    pub const fn neighbourhood(&self) -> (i64, i64) {
        const THOUSANDTH: i64 = 10_000;
        // To the nearest: a round number and what a format makes of it are on either side of it.
        const fn nearest(e7: i64) -> i64 {
            e7.saturating_add(THOUSANDTH / 2).div_euclid(THOUSANDTH)
        }
        (nearest(self.latitude.e7), nearest(self.longitude.e7))
    }
}

impl Position {
    /// The latitude for Exif: degrees, minutes and seconds as fractions that give the ten-millionths of a degree
    /// exactly, and the letter of its side.
    #[must_use]
    pub fn exif_latitude(&self) -> ([(u32, u32); 3], char) {
        (sexagesimal(self.latitude), side(self.latitude, ['N', 'S']))
    }

    /// The same for the longitude.
    #[must_use]
    pub fn exif_longitude(&self) -> ([(u32, u32); 3], char) {
        (sexagesimal(self.longitude), side(self.longitude, ['E', 'W']))
    }

    /// The latitude for XMP: degrees, minutes with seven decimals, and the letter of its side (ISO 16684-1, 8.2.1.6).
    #[must_use]
    pub fn xmp_latitude(&self) -> String {
        minutes(self.latitude, ['N', 'S'])
    }

    /// The same for the longitude.
    #[must_use]
    pub fn xmp_longitude(&self) -> String {
        minutes(self.longitude, ['E', 'W'])
    }

    /// As in ISO 6709, annex H: `+48.8566000+002.3522000+035.000/`.
    #[must_use]
    pub fn iso_6709(&self) -> String {
        let degrees = |e7: i32, width: usize| {
            let size = e7.unsigned_abs();
            format!("{}{:0width$}.{:07}", if e7 < 0 { '-' } else { '+' }, size / E7, size % E7)
        };
        let altitude = self.altitude.map(|altitude| {
            let size = altitude.unsigned_abs();
            format!("{}{:03}.{:03}", if altitude < 0 { '-' } else { '+' }, size / 1000, size % 1000)
        });
        format!("{}{}{}/", degrees(self.latitude, 2), degrees(self.longitude, 3), altitude.unwrap_or_default())
    }
}

fn side(e7: i32, [plus, minus]: [char; 2]) -> char {
    if e7 < 0 { minus } else { plus }
}

/// Degrees, minutes and seconds.
fn sexagesimal(e7: i32) -> [(u32, u32); 3] {
    /// A ten-millionth of a degree is 9 / 25,000 seconds.
    const SECOND: u32 = 25_000;
    let (degrees, minutes, rest) = split(e7);
    // Less than a minute: its sixty seconds are below 2^32 parts.
    let seconds = rest.saturating_mul(60) / (E7 / SECOND);
    [(degrees, 1), (minutes, 1), (seconds, SECOND)]
}

/// Degrees and minutes, followed by a letter.
fn minutes(e7: i32, sides: [char; 2]) -> String {
    let (degrees, minutes, rest) = split(e7);
    format!("{degrees},{minutes}.{rest:07}{}", side(e7, sides))
}

/// Degrees, minutes, and ten-millionths of a minute.
fn split(e7: i32) -> (u32, u32, u32) {
    let size = e7.unsigned_abs();
    let minutes = (size % E7).saturating_mul(60);
    (size / E7, minutes / E7, minutes % E7)
}

/// The nearest whole number.
fn nearest(number: f64) -> Option<i32> {
    // A cast would turn a number that is too large into the largest one; its text does not parse.
    format!("{number:.0}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARIS: Position = Position { latitude: 488_566_000, longitude: -23_522_000, altitude: Some(-35_250) };

    #[test]
    fn what_is_written_is_read_again() {
        let read = Fix::of_iso_6709(&PARIS.iso_6709()).unwrap();
        assert_eq!((PARIS.iso_6709().as_str(), read.position()), ("+48.8566000-002.3522000-035.250/", Some(PARIS)));
        let halves = [(PARIS.exif_latitude(), Axis::Latitude), (PARIS.exif_longitude(), Axis::Longitude)];
        let [latitude, longitude] = halves.map(|((parts, side), axis)| Coordinate::of_fractions(parts, side, axis).unwrap().e7);
        assert_eq!((latitude, longitude), (488_566_000, -23_522_000));
        let xmp = |text: &str, axis| Coordinate::of_xmp(text, axis).unwrap().e7;
        assert_eq!(xmp(&PARIS.xmp_latitude(), Axis::Latitude), 488_566_000);
        assert_eq!(xmp(&PARIS.xmp_longitude(), Axis::Longitude), -23_522_000);
    }

    #[test]
    fn two_numbers_are_a_place_only_where_they_look_like_one() {
        let shown = |text: &str| Fix::of_decimals(text).map(|fix| format!("{}, {}", fix.latitude.shown(), fix.longitude.shown()));
        assert_eq!(shown("48.8550, 2.3540 Rue-du-Secret-17").as_deref(), Some("48.855 N, 2.354 E"));
        assert_eq!(shown("+48.8566-2.3522").as_deref(), Some("48.8566 N, 2.3522 W"));
        for none in ["Paris", "12, 13", "+48", "", "48.1,", "é+", "95.5, 2.5"] {
            assert_eq!(shown(none), None, "{none}");
        }
    }
}
