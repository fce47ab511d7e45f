//! Where something was, in the forms that exports use: two numbers, whole ten-millionths of a degree, and text.

use untrace_core::base::{Axis, Coordinate, Fix};
use untrace_core::insight::{Sighting, Spot};

use super::lenient::{Number, Text};

/// Two numbers that represent a position, whether or not such a place exists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    latitude: f64,
    longitude: f64,
}

impl Pair {
    /// From degrees.
    pub(super) fn of_degrees(latitude: Number, longitude: Number) -> Option<Self> {
        Some(Self { latitude: latitude.0?, longitude: longitude.0? })
    }

    /// From ten-millionths of a degree.
    pub(super) fn of_e7(latitude: Number, longitude: Number) -> Option<Self> {
        /// Google wrote some of the negative ones as if they were unsigned.
        fn degrees(e7: f64) -> f64 {
            (if e7 > 1.8e9 { e7 - 4_294_967_296.0 } else { e7 }) / 1e7
        }
        Some(Self { latitude: degrees(latitude.0?), longitude: degrees(longitude.0?) })
    }

    /// From text: `Latitude, Longitude: 48.8, 2.3`, `geo:48.8,2.3`, `48.8°, 2.3°`, `48.8 ± 12.5, 2.3 ± 12.5`,
    /// `lat 48.8, long 2.3`.
    pub(super) fn of_text(text: &Text) -> Option<Self> {
        fn number(text: &str) -> Option<f64> {
            let text = text.trim_start_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
            let end = text.find(|c: char| c.is_whitespace() || matches!(c, '°' | '±' | ';'));
            text.get(..end.unwrap_or(text.len()))?.parse().ok().filter(|number: &f64| number.is_finite())
        }
        let text = text.0.as_deref()?;
        let (latitude, longitude) = text.rsplit(':').next()?.split_once(',')?;
        Some(Self { latitude: number(latitude)?, longitude: number(longitude)? })
    }

    /// Adds it to what something tells.
    pub(super) fn put(self, sighting: &mut Sighting) {
        /// Per entry: a post has no more than twenty pictures.
        const MOST: usize = 20;
        match self.spot() {
            Some(spot) if sighting.spots.len() < MOST => sighting.spots.push(spot),
            Some(_) => {}
            None => sighting.nowhere = true,
        }
    }

    /// The place at this position.
    pub(super) fn spot(self) -> Option<Spot> {
        Spot::new(self.latitude, self.longitude)
    }

    /// The same for everything within a hundred metres or so; `None` if no place is there.
    pub(super) fn neighbourhood(self) -> Option<(i64, i64)> {
        let latitude = Coordinate::of_degrees(self.latitude, 0, Axis::Latitude)?;
        Some(Fix::new(latitude, Coordinate::of_degrees(self.longitude, 0, Axis::Longitude)?).neighbourhood())
    }
}

/// A number as whole metres; 0 if unknown.
pub(super) fn metres(number: Number) -> u32 {
    // A cast would saturate a number that is too large; its text does not parse.
    number.0.and_then(|number| format!("{:.0}", number.ceil()).parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_text_is_the_same_place() {
        for text in [
            "Latitude, Longitude: 48.8566, -2.3522",
            "geo:48.8566,-2.3522",
            "48.8566°, -2.3522°",
            "48.8566 ± 14.2, -2.3522 ± 14.2",
            "lat 48.8566, long -2.3522",
            "48.8566,-2.3522",
        ] {
            let spot = Pair::of_text(&Text(Some(text.to_owned()))).and_then(Pair::spot);
            assert_eq!(spot, Spot::new(48.8566, -2.3522), "{text}");
        }
        for none in ["", "Paris", "NaN, NaN", "inf, inf", "48.8566", "1e999,1", ",", "48,8566 2,3522 N"] {
            let pair = Pair::of_text(&Text(Some(none.to_owned())));
            assert!(pair.and_then(Pair::spot).is_none(), "{none}: {pair:?}");
        }
    }

    #[test]
    fn numbers_without_their_sign_are_on_the_right_half_of_the_earth() {
        let e7 = |latitude, longitude| Pair::of_e7(Number(Some(latitude)), Number(Some(longitude))).unwrap().spot();
        assert_eq!(e7(488_566_000.0, 4_294_967_296.0 - 23_522_000.0), Spot::new(48.8566, -2.3522));
        assert_eq!(e7(4_294_967_296.0 - 338_500_000.0, 1_512_000_000.0), Spot::new(-33.85, 151.2));
    }

    #[test]
    fn a_place_that_is_none_is_counted_and_not_told() {
        for (latitude, longitude) in [(0.0, 0.0), (91.0, 2.0), (48.0, 1e300)] {
            let mut sighting = Sighting::default();
            Pair::of_degrees(Number(Some(latitude)), Number(Some(longitude))).unwrap().put(&mut sighting);
            assert!(sighting.nowhere && sighting.spots.is_empty(), "{latitude} {longitude}");
        }
        assert_eq!(Pair::of_degrees(Number(None), Number(Some(2.0))), None);
        assert_eq!([7.2, -3.0, 1e300].map(|number| metres(Number(Some(number)))), [8, 0, 0]);
    }
}
