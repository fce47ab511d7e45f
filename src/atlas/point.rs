//! A place on earth, and its distance from another as the angle between them: what tables are searched by.

use untrace_core::insight::EARTH_RADIUS;

/// A place, in degrees. The antimeridian is -180.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) latitude: f64,
    pub(super) longitude: f64,
}

impl Point {
    /// `None` if the numbers are not degrees.
    pub(super) fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let is_one = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        let longitude = if longitude < 180.0 { longitude } else { -180.0 };
        is_one.then_some(Self { latitude, longitude })
    }

    /// The angle between two places, seen from the centre of the earth, in radians.
    pub(super) fn angle_to(self, other: Self) -> f64 {
        let (here, there) = (self.latitude.to_radians(), other.latitude.to_radians());
        let north = ((there - here) / 2.0).sin();
        let east = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let half = north * north + here.cos() * there.cos() * east * east;
        2.0 * half.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// A distance along the ground as an angle.
pub(super) fn angle(metres: f64) -> f64 {
    metres / EARTH_RADIUS
}

/// An angle as a distance along the ground.
pub(super) fn metres(angle: f64) -> f64 {
    angle * EARTH_RADIUS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_place_on_earth_is_none() {
        for (latitude, longitude) in [
            (f64::NAN, 0.0),
            (0.0, f64::NAN),
            (f64::INFINITY, 0.0),
            (0.0, f64::NEG_INFINITY),
            (90.1, 0.0),
            (-91.0, 0.0),
            (0.0, 180.1),
            (0.0, -181.0),
        ] {
            assert_eq!(Point::new(latitude, longitude), None, "{latitude} {longitude}");
        }
        assert!(Point::new(90.0, -180.0).is_some());
        assert_eq!(Point::new(0.0, 180.0), Point::new(0.0, -180.0));
    }

    #[test]
    fn a_quarter_of_a_meridian_is_ten_thousand_kilometres() {
        let from_equator = Point::new(0.0, 12.0).unwrap().angle_to(Point::new(90.0, 99.0).unwrap());
        assert!((metres(from_equator) - 10_007_557.0).abs() < 1.0);
        let across = Point::new(0.0, 179.5).unwrap().angle_to(Point::new(0.0, -179.5).unwrap());
        assert!((across.to_degrees() - 1.0).abs() < 1e-9);
    }
}
