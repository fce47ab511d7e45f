//! From degrees to metres on a flat map. Azimuthal and equidistant from the centre of the map: accurate
//! near it at any latitude, and on both sides of 180 degrees.

use untrace_core::insight::{EARTH_RADIUS, Spot};

/// A point in metres: east and north of the centre of a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) east: f64,
    pub(super) north: f64,
}

/// A flat map around a spot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Projection {
    latitude: f64,
    longitude: f64,
}

impl Projection {
    /// Around the middle of spots; around zero if there are none.
    pub(super) fn around<'a>(spots: impl Iterator<Item = &'a Spot>) -> Self {
        let middle = Spot::middle(spots).unwrap_or_default();
        Self { latitude: middle.latitude().to_radians(), longitude: middle.longitude().to_radians() }
    }

    pub(super) fn point(&self, spot: &Spot) -> Point {
        let (latitude, longitude) = (spot.latitude().to_radians(), spot.longitude().to_radians());
        let (sin, cos) = latitude.sin_cos();
        let (sin0, cos0) = self.latitude.sin_cos();
        let (sin_east, cos_east) = (longitude - self.longitude).sin_cos();
        let east = cos * sin_east;
        let north = cos0 * sin - sin0 * cos * cos_east;
        let away = east.hypot(north);
        let angle = away.atan2(sin0 * sin + cos0 * cos * cos_east);
        // The centre itself lies in no direction.
        let scale = if away < 1e-12 { EARTH_RADIUS } else { EARTH_RADIUS * angle / away };
        Point { east: east * scale, north: north * scale }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spot(latitude: f64, longitude: f64) -> Spot {
        Spot::new(latitude, longitude).unwrap()
    }

    /// Spots in a circle of a few kilometres, anywhere: some metres north and east of a centre, even across the poles and 180
    /// degrees.
    fn beside(middle: (f64, f64), bearing: f64, metres: f64) -> Spot {
        let (latitude, longitude) = (middle.0.to_radians(), middle.1.to_radians());
        let angle = metres / EARTH_RADIUS;
        let sin = latitude.sin() * angle.cos() + latitude.cos() * angle.sin() * bearing.cos();
        let east = (bearing.sin() * angle.sin() * latitude.cos()).atan2(angle.cos() - latitude.sin() * sin);
        let longitude = (longitude + east).to_degrees();
        spot(sin.clamp(-1.0, 1.0).asin().to_degrees(), (longitude + 540.0).rem_euclid(360.0) - 180.0)
    }

    proptest! {
        #[test]
        fn a_map_is_true_in_metres_anywhere(
            latitude in -90.0..90.0f64, longitude in -180.0..180.0f64,
            one in 0.0..std::f64::consts::TAU, other in 0.0..std::f64::consts::TAU, far in 1.0..20_000.0f64, near in 1.0..20_000.0f64,
        ) {
            prop_assume!(latitude.abs() > 1.0);
            let spots = [beside((latitude, longitude), one, far), beside((latitude, longitude), other, near)];
            let map = Projection::around(spots.iter());
            let [a, b] = spots.map(|spot| map.point(&spot));
            let drawn = (a.east - b.east).hypot(a.north - b.north);
            let real = spots[0].distance(&spots[1]);
            prop_assert!((drawn - real).abs() <= 0.01 + real * 1e-4, "drawn {drawn}, real {real}");
        }
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let map = Projection::around([spot(65.0, 25.0)].iter());
        let north = map.point(&spot(65.1, 25.0));
        let east = map.point(&spot(65.0, 25.1));
        assert!((north.north - 11_119.5).abs() < 1.0 && north.east.abs() < 1.0, "{north:?}");
        // At 65 degrees, a degree of longitude is less than half as long as one of latitude.
        assert!((east.east - 4699.3).abs() < 2.0 && east.north.abs() < 5.0, "{east:?}");
    }

    #[test]
    fn nothing_is_torn_apart_at_180_degrees() {
        let (west, east) = (spot(-17.0, 179.99), spot(-17.0, -179.99));
        assert!((west.distance(&east) - 2126.8).abs() < 2.0);
        let map = Projection::around([west, east].iter());
        let (west, east) = (map.point(&west), map.point(&east));
        assert!(west.east < 0.0 && east.east > 0.0 && east.east - west.east < 2200.0, "{west:?} {east:?}");
    }

    #[test]
    fn a_map_of_nothing_and_of_opposite_spots_has_numbers_all_the_same() {
        for spots in [vec![], vec![spot(10.0, 0.0), spot(-10.0, 180.0)], vec![spot(90.0, 0.0)]] {
            let point = Projection::around(spots.iter()).point(&spot(45.0, 45.0));
            assert!(point.east.is_finite() && point.north.is_finite());
        }
    }
}
