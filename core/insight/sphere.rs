//! Points on the earth in metres from its centre, where neither the poles nor the date line are special; and a grid for
//! finding nearby points.

use std::collections::BTreeMap;

use super::sighting::Spot;

/// The mean radius of the earth in metres (IUGG). It is a sphere here, which is wrong by half a per cent at most.
pub const EARTH_RADIUS: f64 = 6_371_009.0;

impl Spot {
    /// The distance to another, along the ground, in metres.
    #[must_use]
    pub fn distance(&self, other: &Self) -> f64 {
        Point::of(*self).distance(Point::of(*other))
    }

    /// The middle of spots; `None` if there are none, or if they are opposite each other.
    pub fn middle<'a>(spots: impl Iterator<Item = &'a Self>) -> Option<Self> {
        Point::middle(spots.map(|spot| (Point::of(*spot), 1.0)))?.spot()
    }
}

/// A point on the earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point([f64; 3]);

impl Point {
    pub(super) fn of(spot: Spot) -> Self {
        let (north, east) = (spot.latitude().to_radians(), spot.longitude().to_radians());
        Self([north.cos() * east.cos(), north.cos() * east.sin(), north.sin()].map(|part| part * EARTH_RADIUS))
    }

    /// In degrees; `None` for the centre of the earth.
    pub(super) fn spot(self) -> Option<Spot> {
        let [x, y, z] = self.0;
        Spot::new(z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees())
    }

    /// Along the ground, in metres.
    pub(super) fn distance(self, other: Self) -> f64 {
        let chord =
            (0..3).filter_map(|axis| Some(self.0.get(axis)? - other.0.get(axis)?)).map(|part| part * part).sum::<f64>().sqrt();
        2.0 * EARTH_RADIUS * (chord / (2.0 * EARTH_RADIUS)).min(1.0).asin()
    }

    /// The middle of points, each with a weight.
    pub(super) fn middle(points: impl Iterator<Item = (Self, f64)>) -> Option<Self> {
        let mut sum = [0.0; 3];
        for (point, weight) in points {
            for (sum, part) in sum.iter_mut().zip(point.0) {
                *sum += part * weight;
            }
        }
        let length = sum.iter().map(|part| part * part).sum::<f64>().sqrt();
        (length > 0.0).then(|| Self(sum.map(|part| part / length * EARTH_RADIUS)))
    }

    /// The cube of this size that contains it.
    pub(super) fn cube(self, size: f64) -> Cube {
        self.0.map(|part| whole((part / size).floor()))
    }
}

/// A cube of a grid, by its number along each axis.
pub(super) type Cube = [i32; 3];

#[allow(clippy::cast_possible_truncation, reason = "the earth is 6,400 km: cubes of a metre have smaller numbers")]
fn whole(number: f64) -> i32 {
    number as i32
}

/// The nearest whole number, of one that is not negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "distances on the earth are shorter")]
pub(super) fn rounded(number: f64) -> u32 {
    number.max(0.0).round() as u32
}

/// Things by the cube that contains them.
#[derive(Debug)]
pub(super) struct Grid {
    size: f64,
    cubes: BTreeMap<Cube, Vec<usize>>,
}

impl Grid {
    /// Points by their index. Those within `size` metres of each other are in cubes that touch.
    pub(super) fn new(size: f64, points: impl Iterator<Item = Point>) -> Self {
        let mut cubes: BTreeMap<Cube, Vec<usize>> = BTreeMap::new();
        for (index, point) in points.enumerate() {
            cubes.entry(point.cube(size)).or_default().push(index);
        }
        Self { size, cubes }
    }

    /// The points in the cubes around this one.
    pub(super) fn around(&self, point: Point) -> impl Iterator<Item = usize> {
        let [x, y, z] = point.cube(self.size);
        let near = |middle: i32| [middle.saturating_sub(1), middle, middle.saturating_add(1)];
        let cubes = near(x).into_iter().flat_map(move |x| near(y).into_iter().flat_map(move |y| near(z).map(|z| [x, y, z])));
        cubes.filter_map(|cube| self.cubes.get(&cube)).flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::of(Spot::new(latitude, longitude).unwrap())
    }

    #[test]
    fn distances_are_those_on_the_ground() {
        // A minute of latitude is a nautical mile of 1,852 m, give or take the flattening of the earth.
        assert!((point(48.0, 2.0).distance(point(48.0 + 1.0 / 60.0, 2.0)) - 1852.0).abs() < 5.0);
        // At 69 degrees north, a degree of longitude is a third of one at the equator.
        let north = point(69.65, 18.95).distance(point(69.65, 19.95));
        assert!((north - 38_700.0).abs() < 200.0, "{north}");
        assert!(point(-16.5, 179.999).distance(point(-16.5, -179.999)) < 300.0, "across the line of the date");
        assert!(point(89.999, 0.0).distance(point(89.999, 180.0)) < 300.0, "across the pole");
    }

    #[test]
    fn the_middle_of_two_points_across_the_line_of_the_date_is_on_it() {
        let middle =
            Point::middle([(point(-16.5, 179.9), 1.0), (point(-16.5, -179.9), 1.0)].into_iter()).unwrap().spot().unwrap();
        assert!(middle.longitude().abs() > 179.999 && (middle.latitude() + 16.5).abs() < 0.01);
        assert_eq!(Point::middle([(point(0.0, 90.0), 1.0), (point(0.0, -90.0), 1.0)].into_iter()).and_then(Point::spot), None);
    }

    #[test]
    fn who_is_near_is_in_a_cube_that_touches() {
        let here = point(-16.5, 180.0);
        let others = [point(-16.5005, -179.9995), point(-16.4995, 179.9995), point(-16.0, 180.0)];
        let grid = Grid::new(100.0, others.iter().copied());
        let mut near: Vec<usize> = grid.around(here).collect();
        near.sort_unstable();
        assert_eq!(near, [0, 1]);
    }
}
