//! The land of the world as an SVG path, and where a place is on it. The projection is equirectangular, with true lengths at
//! about 37 degrees: 8 units for a degree of longitude, 10 for one of latitude. It goes from 84 degrees north to 57 south,
//! without Antarctica. `make/land.py` draws it.

use super::point::Point;

/// The `viewBox` of the map.
pub const VIEW_BOX: &str = "0 0 2880 1410";

/// Its width and height.
pub const MAP_SIZE: (f64, f64) = (2880.0, 1410.0);

const NORTH: f64 = 84.0;
const SOUTH: f64 = -57.0;

/// All land, as the data of a single path (`d`) to fill. It stays within the [`VIEW_BOX`].
#[must_use]
pub fn outline() -> &'static str {
    include_str!("data/land.path").trim_ascii_end()
}

/// Where a place is on the map: to the right and down, in units of the [`VIEW_BOX`]. `None` if it is too close to a pole or not
/// a place.
#[must_use]
pub fn on_map(latitude: f64, longitude: f64) -> Option<(f64, f64)> {
    let point = Point::new(latitude, longitude)?;
    (SOUTH..=NORTH).contains(&point.latitude).then_some(((point.longitude + 180.0) * 8.0, (NORTH - point.latitude) * 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The corners of each ring of the outline.
    fn rings() -> Vec<Vec<(f64, f64)>> {
        let (mut rings, mut start) = (Vec::new(), (0.0, 0.0));
        for ring in outline().split_terminator('z') {
            let (moved, lines) = ring.strip_prefix('m').unwrap().split_once('l').unwrap();
            let numbers = |text: &str| -> Vec<f64> {
                text.replace('-', " -").split_whitespace().map(|number| number.parse().unwrap()).collect()
            };
            let mut at = start;
            let mut corners = Vec::new();
            for step in [numbers(moved), numbers(lines)].concat().chunks_exact(2) {
                at = (at.0 + step[0], at.1 + step[1]);
                corners.push(at);
            }
            start = corners[0];
            rings.push(corners);
        }
        rings
    }

    fn is_land(latitude: f64, longitude: f64) -> bool {
        let (x, y) = on_map(latitude, longitude).unwrap();
        let mut inside = false;
        for ring in rings() {
            for (at, &(x1, y1)) in ring.iter().enumerate() {
                let (x2, y2) = ring[(at + 1) % ring.len()];
                inside ^= (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1;
            }
        }
        inside
    }

    #[test]
    fn the_outline_is_small_and_stays_in_its_box() {
        assert!(outline().len() <= 60_000);
        for (x, y) in rings().concat() {
            assert!((0.0..=2880.0).contains(&x) && (0.0..=1410.0).contains(&y), "{x} {y}");
        }
        assert_eq!(VIEW_BOX, format!("0 0 {} {}", 360 * 8, (NORTH - SOUTH) * 10.0));
    }

    #[test]
    fn places_are_where_the_outline_has_their_land() {
        for (latitude, longitude) in
            [(46.5, 2.5), (47.9, 106.9), (-25.0, 134.0), (-33.0, -70.0), (68.0, 179.0), (68.0, -178.0), (0.5, 30.0)]
        {
            assert!(is_land(latitude, longitude), "{latitude} {longitude}");
        }
        for (latitude, longitude) in
            [(30.0, -40.0), (0.0, 0.0), (-40.0, 100.0), (70.0, 0.0), (42.0, 51.0), (20.0, -179.0), (20.0, 179.0)]
        {
            assert!(!is_land(latitude, longitude), "{latitude} {longitude}");
        }
    }

    #[test]
    fn the_map_ends_before_the_poles() {
        assert_eq!(on_map(84.0, -180.0), Some((0.0, 0.0)));
        assert_eq!(on_map(-57.0, 0.0), Some((1440.0, 1410.0)));
        assert_eq!((on_map(84.1, 0.0), on_map(-77.8, 166.7), on_map(f64::NAN, 0.0)), (None, None, None));
    }
}
