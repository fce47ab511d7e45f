//! A latitude or longitude, and how exactly a file gives it. Without the side of the equator, or of Greenwich, it is
//! not one.

/// Resolution: ten-millionths of a degree, about a centimetre.
pub(super) const E7: u32 = 10_000_000;

/// Millimetres in a degree of latitude. A degree of longitude is shorter, which only makes it more exact.
const DEGREE: u64 = 111_320_000;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// North or south.
    Latitude,
    /// East or west.
    Longitude,
}

impl Axis {
    /// Whether the letter of a side means numbers below zero; `None` for a letter of the other axis, or any other.
    fn is_negative(self, side: char) -> Option<bool> {
        match (self, side.to_ascii_uppercase()) {
            (Self::Latitude, 'N') | (Self::Longitude, 'E') => Some(false),
            (Self::Latitude, 'S') | (Self::Longitude, 'W') => Some(true),
            _ => None,
        }
    }
}

/// A latitude or longitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coordinate {
    /// Ten-millionths of a degree; north and east are positive.
    pub e7: i64,
    /// The distance from one number that could have been written to the next.
    pub millimetres: u64,
    /// Which of the two it is.
    pub axis: Axis,
}

impl Coordinate {
    /// From Exif's fractions of degrees, minutes and seconds, and the letter of the side (EXIF 3.0, 4.6.7). Without
    /// that letter, nobody knows which half of the earth it is on: `None`.
    #[must_use]
    pub fn of_fractions(parts: [(u32, u32); 3], side: char, axis: Axis) -> Option<Self> {
        let (mut degrees, mut finest) = (0.0, u64::MAX);
        for ((numerator, denominator), unit) in parts.into_iter().zip([1_u32, 60, 3600]) {
            // If only degrees are used, the rest may be 0/0.
            if (numerator, denominator) == (0, 0) && unit > 1 {
                continue;
            }
            if denominator == 0 {
                return None;
            }
            degrees += f64::from(numerator) / f64::from(denominator) / f64::from(unit);
            // Many phones write no seconds (0/1), and put more digits into the minutes.
            if numerator != 0 || unit != 3600 || finest >= DEGREE / 60 {
                finest = finest.min(DEGREE.checked_div(u64::from(denominator).checked_mul(u64::from(unit))?)?);
            }
        }
        Self::new(degrees, axis.is_negative(side)?, finest, axis)
    }

    /// From degrees as a decimal number: `-48.8566`.
    #[must_use]
    pub fn of_decimal(text: &str, axis: Axis) -> Option<Self> {
        let (degrees, step) = decimal(text.trim_start_matches(['+', '-']))?;
        Self::new(degrees, text.starts_with('-'), DEGREE.checked_div(step)?, axis)
    }

    /// From XMP's form: degrees, minutes and perhaps seconds, and a letter: `48,51.396N`.
    #[must_use]
    pub fn of_xmp(text: &str, axis: Axis) -> Option<Self> {
        let text = text.trim();
        let side = text.chars().next_back()?;
        let negative = axis.is_negative(side)?;
        let (degrees, finest) = sexagesimal(text.strip_suffix(side)?.split(',').map(str::trim))?;
        Self::new(degrees, negative, finest, axis)
    }

    /// From a text in any of these forms: degrees as a decimal number, with or without a sign or the letter of a side;
    /// or degrees, minutes and seconds with any separators, and a letter: `47° 22' 35.1" N`, `47 deg 22.585' N`,
    /// `47,22.585N`.
    #[must_use]
    pub fn of_text(text: &str, axis: Axis) -> Option<Self> {
        /// Anything longer is not a coordinate.
        const LONGEST: usize = 48;
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        let letter = |c: Option<char>| c.filter(|&c| axis.is_negative(c).is_some());
        let Some(side) = letter(text.chars().next_back()).or_else(|| letter(text.chars().next())) else {
            return Self::of_decimal(text.trim_end_matches(['°', ' ']), axis);
        };
        let number = text.trim_matches(side).trim().replace("deg", " ").replace("min", " ").replace("sec", " ");
        let is_sign = |c: char| c.is_whitespace() || matches!(c, ',' | '°' | 'º' | '\'' | '"' | '′' | '″' | '’' | '”' | ':');
        let parts: Vec<&str> = number.split(is_sign).filter(|part| !part.is_empty()).collect();
        let (degrees, finest) = sexagesimal(parts.iter().copied())?;
        let within =
            (1..=3).contains(&parts.len()) && parts.iter().skip(1).all(|part| part.parse().is_ok_and(|part: f64| part < 60.0));
        within.then(|| Self::new(degrees, axis.is_negative(side)?, finest, axis))?
    }

    /// From a number of ISO 6709: `+48.8566`, `+4851.396`, `+485123.76`; longitudes have one more digit.
    #[must_use]
    pub fn of_iso_6709(text: &str, axis: Axis) -> Option<Self> {
        let number = text.strip_prefix(['+', '-'])?;
        let width: usize = if axis == Axis::Latitude { 2 } else { 3 };
        let whole = number.find('.').unwrap_or(number.len());
        let behind = |from: usize, to: usize| number.get(from..to);
        let minutes = width.saturating_add(2);
        let parts = match whole.checked_sub(width)? {
            0 => vec![number],
            2 => vec![behind(0, width)?, behind(width, number.len())?],
            4 => vec![behind(0, width)?, behind(width, minutes)?, behind(minutes, number.len())?],
            _ => return None,
        };
        let (degrees, finest) = sexagesimal(parts.into_iter())?;
        // The sign is taken from the text: minus zero degrees and thirty minutes is south, too, but as a number it is
        // zero.
        Self::new(degrees, text.starts_with('-'), finest, axis)
    }

    /// From degrees as a number, and the distance to the next number that could have been written.
    #[must_use]
    pub fn of_degrees(degrees: f64, millimetres: u64, axis: Axis) -> Option<Self> {
        Self::new(degrees.abs(), degrees.is_sign_negative(), millimetres, axis)
    }

    /// The same, from degrees and minutes in one number, as receivers give it: 4851.396 is 48 degrees, 51.396 minutes.
    #[must_use]
    pub fn of_degrees_and_minutes(number: f64, side: char, millimetres: u64, axis: Axis) -> Option<Self> {
        let degrees = (number / 100.0).trunc();
        let minutes = number - degrees * 100.0;
        let within = number >= 0.0 && (0.0..60.0).contains(&minutes);
        within.then(|| Self::new(degrees + minutes / 60.0, axis.is_negative(side)?, millimetres, axis))?
    }

    /// From such a number as text: `4851.396` and `N` (NMEA 0183).
    #[must_use]
    pub fn of_nmea(text: &str, side: char, axis: Axis) -> Option<Self> {
        let whole = text.find('.').unwrap_or(text.len());
        let (degrees, minutes) = text.split_at_checked(whole.checked_sub(2)?)?;
        let (number, millimetres) = sexagesimal([degrees, minutes].into_iter())?;
        minutes.parse().ok().filter(|minutes: &f64| *minutes < 60.0)?;
        Self::new(number, axis.is_negative(side)?, millimetres, axis)
    }

    fn new(degrees: f64, negative: bool, millimetres: u64, axis: Axis) -> Option<Self> {
        let most = if axis == Axis::Latitude { 90.0 } else { 180.0 };
        let e7: i64 = (degrees <= most).then(|| format!("{:.0}", degrees * f64::from(E7)).parse().ok())??;
        Some(Self { e7: if negative { e7.saturating_neg() } else { e7 }, millimetres, axis })
    }

    /// From a fixed-point number of degrees with 16 fractional bits, as in 3GPP (TS 26.244, 8.10).
    #[must_use]
    pub fn of_fixed_point(number: i32, axis: Axis) -> Option<Self> {
        const STEPS: u32 = 1 << 16;
        const FINEST: u64 = DEGREE / STEPS as u64;
        let degrees = f64::from(number.unsigned_abs()) / f64::from(STEPS);
        Self::new(degrees, number < 0, FINEST, axis)
    }

    /// As a number of degrees; north and east are positive.
    #[must_use]
    pub fn degrees(self) -> f64 {
        self.e7 as f64 / f64::from(E7)
    }

    /// Its side of the equator or of Greenwich: `N`, `S`, `E` or `W`.
    #[must_use]
    pub const fn side(self) -> char {
        match (self.axis, self.e7 < 0) {
            (Axis::Latitude, false) => 'N',
            (Axis::Latitude, true) => 'S',
            (Axis::Longitude, false) => 'E',
            (Axis::Longitude, true) => 'W',
        }
    }

    /// The number of degrees, with as many decimals as are known, down to a metre: `48.8566`.
    #[must_use]
    pub fn number(self) -> String {
        // As many decimals as it takes to tell it from the next number, up to five: a metre.
        let steps = [DEGREE, DEGREE / 10, DEGREE / 100, DEGREE / 1000, DEGREE / 10_000];
        let decimals = steps.iter().filter(|&&step| step > self.millimetres).count();
        let number = format!("{:.decimals$}", self.e7.unsigned_abs() as f64 / f64::from(E7));
        // Without a point there are no zeros to strip: 10 would become 1.
        let number = if decimals > 0 { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
        number.to_owned()
    }

    /// Number and side: `48.8566 N`.
    #[must_use]
    pub fn shown(self) -> String {
        format!("{} {}", self.number(), self.side())
    }
}

/// Degrees, with minutes and seconds if there are more parts, and the distance from one number to the next.
fn sexagesimal<'a>(parts: impl Iterator<Item = &'a str>) -> Option<(f64, u64)> {
    let (mut degrees, mut finest) = (0.0, DEGREE);
    for (part, unit) in parts.zip([1_u32, 60, 3600]) {
        let (number, step) = decimal(part)?;
        degrees += number / f64::from(unit);
        finest = DEGREE.checked_div(step.checked_mul(u64::from(unit))?)?;
    }
    Some((degrees, finest))
}

/// A decimal number without a sign, and how many steps make a whole: 10 for each decimal.
fn decimal(text: &str) -> Option<(f64, u64)> {
    /// Enough to tell ten-millionths of a degree apart.
    const DECIMALS: usize = 7;
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || !digits(whole) || !digits(part) {
        return None;
    }
    let steps = 10_u64.checked_pow(u32::try_from(part.len().min(DECIMALS)).ok()?)?;
    Some((text.parse().ok()?, steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_the_forms_that_programs_write() {
        for (text, shown) in [
            ("47.3764", Some("47.3764 N")),
            ("-47.3764", Some("47.3764 S")),
            ("47.3764 S", Some("47.3764 S")),
            ("N47.3764", Some("47.3764 N")),
            ("47.3764°", Some("47.3764 N")),
            ("47,22.584N", Some("47.3764 N")),
            ("47 deg 22' 35.04\" N", Some("47.3764 N")),
            ("47° 22′ 35.04″ S", Some("47.3764 S")),
            ("47:22:35.04N", Some("47.3764 N")),
            ("47,61N", None),
            ("47,22,35,7N", None),
            ("N", None),
            ("97.3764", None),
            ("47.3764 E", None),
            ("4711 Muster", None),
            ("", None),
        ] {
            assert_eq!(Coordinate::of_text(text, Axis::Latitude).map(Coordinate::shown).as_deref(), shown, "{text}");
        }
    }

    #[test]
    fn fractions_are_as_exact_as_their_finest_part() {
        for (parts, shown, millimetres) in [
            ([(48, 1), (51, 1), (2376, 100)], "48.8566 N", 309),
            ([(48, 1), (51, 1), (24, 1)], "48.8567 N", 30_922),
            ([(48, 1), (51_396, 1000), (0, 1)], "48.8566 N", 1855),
            ([(48, 1), (51_396, 1000), (0, 0)], "48.8566 N", 1855),
            ([(48, 1), (51, 1), (0, 1)], "48.85 N", 30_922),
            ([(48_8566, 10_000), (0, 1), (0, 1)], "48.8566 N", 11_132),
        ] {
            let coordinate = Coordinate::of_fractions(parts, 'N', Axis::Latitude).unwrap();
            assert_eq!((coordinate.shown().as_str(), coordinate.millimetres), (shown, millimetres), "{parts:?}");
        }
        assert_eq!(Coordinate::of_fractions([(1, 0), (0, 1), (0, 1)], 'N', Axis::Latitude), None);
        assert_eq!(Coordinate::of_fractions([(200, 1), (0, 1), (0, 1)], 'E', Axis::Longitude), None);
    }

    #[test]
    fn a_position_without_its_hemisphere_is_none() {
        let paris = [(48, 1), (51, 1), (2376, 100)];
        for side in ['X', 'Y', '\0', ' ', 'E', '1'] {
            assert_eq!(Coordinate::of_fractions(paris, side, Axis::Latitude), None, "{side}");
        }
        assert_eq!(Coordinate::of_fractions(paris, 's', Axis::Latitude).map(|south| south.e7), Some(-488_566_000));
        assert_eq!(Coordinate::of_xmp("48,51.396", Axis::Latitude), None);
    }

    #[test]
    fn degrees_and_minutes_in_one_number_are_no_degrees() {
        let shown = |number, side| Coordinate::of_degrees_and_minutes(number, side, 2000, Axis::Latitude).map(Coordinate::shown);
        assert_eq!(shown(4851.396, 'N').as_deref(), Some("48.8566 N"));
        assert_eq!(shown(4851.396, 'S').as_deref(), Some("48.8566 S"));
        for (none, side) in [(4861.0, 'N'), (9151.0, 'N'), (-4851.0, 'N'), (f64::NAN, 'N'), (f64::INFINITY, 'N'), (4851.0, 'E')] {
            assert_eq!(shown(none, side), None, "{none}");
        }
        let nmea = |text, side| Coordinate::of_nmea(text, side, Axis::Longitude).map(|c| (c.shown(), c.millimetres));
        assert_eq!(nmea("00221.1320", 'E'), Some(("2.3522 E".into(), 185)));
        assert_eq!(nmea("00221.1320", 'W'), Some(("2.3522 W".into(), 185)));
        for (none, side) in
            [("00261.1", 'E'), ("1", 'E'), ("", 'E'), ("é1.1", 'E'), ("-0221.1", 'E'), ("00221.1", 'N'), (".5", 'E')]
        {
            assert_eq!(nmea(none, side), None, "{none}");
        }
        let degrees = |degrees| Coordinate::of_degrees(degrees, 11, Axis::Longitude).map(Coordinate::shown);
        assert_eq!((degrees(-2.3522).as_deref(), degrees(f64::NAN), degrees(180.5)), (Some("2.3522 W"), None, None));
    }

    #[test]
    fn texts_are_as_exact_as_they_are_long() {
        let decimal = |text| Coordinate::of_decimal(text, Axis::Longitude).map(|c| (c.shown(), c.millimetres));
        assert_eq!(decimal("2.3522"), Some(("2.3522 E".into(), 11_132)));
        assert_eq!(decimal("-002.35"), Some(("2.35 W".into(), 1_113_200)));
        assert_eq!(decimal("2"), Some(("2 E".into(), 111_320_000)));
        assert_eq!((decimal("2,5"), decimal(""), decimal("200")), (None, None, None));
        let xmp = |text| Coordinate::of_xmp(text, Axis::Latitude).map(|c| (c.shown(), c.millimetres));
        assert_eq!(xmp("48,51.396N"), Some(("48.8566 N".into(), 1855)));
        assert_eq!(xmp("48,51,24S"), Some(("48.8567 S".into(), 30_922)));
        assert_eq!((xmp("48,51.396E"), xmp("é"), xmp("")), (None, None, None));
        // Cut in the middle of a letter, these were degrees, minutes and seconds of nothing: a place off Africa.
        let iso = |text| Coordinate::of_iso_6709(text, Axis::Latitude).map(|c| (c.shown(), c.millimetres));
        assert_eq!((iso("+4é5"), iso("-1é1é"), iso("+4851.396")), (None, None, Some(("48.8566 N".into(), 1855))));
    }
}
