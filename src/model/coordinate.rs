//! A latitude or longitude, and how exactly a file says it. In whole numbers: none of them is ever half right.

/// Millimetres of a degree of latitude. One of longitude is shorter, which only makes it more exact.
const DEGREE: u64 = 111_320_000;

/// Which of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// North or south.
    Latitude,
    /// East or west.
    Longitude,
}

/// A latitude or longitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coordinate {
    /// Ten-millionths of a degree; north and east are positive.
    pub e7: i64,
    /// How far it is from one number that could have been written to the next.
    pub millimetres: u64,
    /// Which of both it is.
    pub axis: Axis,
}

impl Coordinate {
    /// From the fractions of degrees, minutes and seconds of Exif (EXIF 3.0, 4.6.7).
    #[must_use]
    pub fn of_fractions(parts: [(u32, u32); 3], negative: bool, axis: Axis) -> Option<Self> {
        const E7: u64 = 10_000_000;
        let mut sum = 0_u64;
        let mut finest = u64::MAX;
        for ((numerator, denominator), unit) in parts.into_iter().zip([1_u64, 60, 3600]) {
            // Many phones write no seconds, as 0/1 or 0/0, and say more in the minutes.
            if numerator == 0 && unit == 3600 && finest < DEGREE / 60 {
                continue;
            }
            let whole = u64::from(denominator).checked_mul(unit)?;
            sum = sum.checked_add(u64::from(numerator).checked_mul(E7)?.checked_div(whole)?)?;
            finest = finest.min(DEGREE.checked_div(whole)?);
        }
        Self::new(i64::try_from(sum).ok()?, negative, finest, axis)
    }

    /// From degrees as a decimal number: `-48.8566`.
    #[must_use]
    pub fn of_decimal(text: &str, axis: Axis) -> Option<Self> {
        let (e7, step) = decimal(text.trim_start_matches(['+', '-']))?;
        Self::new(e7, text.starts_with('-'), DEGREE.checked_div(step)?, axis)
    }

    /// From XMP's form: degrees, minutes and perhaps seconds, and a letter: `48,51.396N`.
    #[must_use]
    pub fn of_xmp(text: &str, axis: Axis) -> Option<Self> {
        let (numbers, letter) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let negative = match (letter, axis) {
            ("N", Axis::Latitude) | ("E", Axis::Longitude) => false,
            ("S", Axis::Latitude) | ("W", Axis::Longitude) => true,
            _ => return None,
        };
        let mut sum = 0_i64;
        let mut finest = DEGREE;
        for (part, unit) in numbers.split(',').zip([1_i64, 60, 3600]) {
            let (e7, step) = decimal(part)?;
            sum = sum.checked_add(e7.checked_div(unit)?)?;
            finest = DEGREE.checked_div(step.checked_mul(u64::try_from(unit).ok()?)?)?;
        }
        Self::new(sum, negative, finest, axis)
    }

    fn new(e7: i64, negative: bool, millimetres: u64, axis: Axis) -> Option<Self> {
        let most = if axis == Axis::Latitude { 900_000_000 } else { 1_800_000_000 };
        (e7 <= most).then_some(Self { e7: if negative { e7.saturating_neg() } else { e7 }, millimetres, axis })
    }

    /// In degrees, with as many decimals as are known, up to a metre: `48.8566 N`.
    #[must_use]
    pub fn shown(self) -> String {
        let letter = match (self.axis, self.e7 < 0) {
            (Axis::Latitude, false) => 'N',
            (Axis::Latitude, true) => 'S',
            (Axis::Longitude, false) => 'E',
            (Axis::Longitude, true) => 'W',
        };
        // As many decimals as it takes to tell it from the next number, up to five: a metre.
        let steps = [DEGREE, DEGREE / 10, DEGREE / 100, DEGREE / 1000, DEGREE / 10_000];
        let decimals = steps.iter().filter(|&&step| step > self.millimetres).count();
        let number = format!("{:.decimals$}", self.e7.unsigned_abs() as f64 / 1e7);
        let number = if decimals > 0 { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
        format!("{number} {letter}")
    }
}

/// Ten-millionths, and how many steps there are to a whole: 10 for each decimal.
fn decimal(text: &str) -> Option<(i64, u64)> {
    const DECIMALS: usize = 7;
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || !digits(whole) || !digits(part) {
        return None;
    }
    let kept = part.get(..DECIMALS).unwrap_or(part);
    let steps = 10_u64.checked_pow(u32::try_from(kept.len()).ok()?)?;
    let e7 = format!("{whole}{kept:0<DECIMALS$}").parse().ok()?;
    Some((e7, steps))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let coordinate = Coordinate::of_fractions(parts, false, Axis::Latitude).unwrap();
            assert_eq!((coordinate.shown().as_str(), coordinate.millimetres), (shown, millimetres), "{parts:?}");
        }
        assert_eq!(Coordinate::of_fractions([(1, 0), (0, 1), (0, 1)], false, Axis::Latitude), None);
        assert_eq!(Coordinate::of_fractions([(200, 1), (0, 1), (0, 1)], false, Axis::Longitude), None);
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
    }
}
