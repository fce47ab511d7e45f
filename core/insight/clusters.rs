//! Points that are close together. Phones are wrong by 10 to 50 m, so photos of one place form a cloud; clouds of two
//! places closer than a street merge into one. No cluster is wider than that: a walk through a town does not join its
//! ends.

use std::collections::BTreeMap;

use super::sphere::{Cube, Grid, Point};

/// A point, and its possible error in metres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed {
    pub(super) point: Point,
    pub(super) within: f64,
}

/// Points around a centre.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) centre: Point,
    /// By their index.
    pub(super) members: Vec<usize>,
}

/// Points in the same cube of this size count as one: many photos of one flat become few points.
const GRAIN: f64 = 20.0;
/// A place is where most photos are within this; twice the usual error of a phone.
const CORE: f64 = 100.0;
/// Anything within this of its centre belongs to it; with an error of 50 m, that is 99 of 100 photos.
const REACH: f64 = 150.0;
/// Positions rounded more coarsely than this are added to what is near, or ignored if nothing is.
const COARSE: f64 = 300.0;
/// Coarse positions that are within this of each other form a place of their own: a village, not a house.
const COARSE_REACH: f64 = 2_000.0;

/// Where points are close together, and which points they are; each point is in one cluster at most.
pub(super) fn of(points: &[Fixed]) -> Vec<Cluster> {
    let (coarse, fine): (Vec<usize>, Vec<usize>) =
        (0..points.len()).partition(|&index| points.get(index).is_some_and(|fixed| fixed.within > COARSE));
    let mut clusters = gathered(points, &fine, [GRAIN, CORE, REACH]);
    let grid = Grid::new(COARSE_REACH, clusters.iter().map(|cluster| cluster.centre));
    let mut alone = Vec::new();
    for index in coarse {
        let Some(fixed) = points.get(index) else { continue };
        let distance = |cluster: usize| clusters.get(cluster).map_or(f64::MAX, |cluster| cluster.centre.distance(fixed.point));
        let nearest = grid.around(fixed.point).min_by(|one, other| distance(*one).total_cmp(&distance(*other)));
        let nearest = nearest.filter(|&cluster| distance(cluster) <= fixed.within.min(COARSE_REACH) + REACH);
        match nearest.and_then(|nearest| clusters.get_mut(nearest)) {
            Some(cluster) => cluster.members.push(index),
            None => alone.push(index),
        }
    }
    let [grain, core, reach] = [GRAIN, CORE, REACH].map(|size| size * COARSE_REACH / REACH);
    clusters.extend(gathered(points, &alone, [grain, core, reach]));
    clusters
}

/// Points in one grain's cube.
struct Grain {
    middle: Point,
    members: Vec<usize>,
}

/// The densest place first, with everything within its reach; then the next densest of what is left.
fn gathered(points: &[Fixed], chosen: &[usize], [size, core, reach]: [f64; 3]) -> Vec<Cluster> {
    let mut cubes: BTreeMap<Cube, Vec<usize>> = BTreeMap::new();
    for &index in chosen {
        if let Some(fixed) = points.get(index) {
            cubes.entry(fixed.point.cube(size)).or_default().push(index);
        }
    }
    let grains: Vec<Grain> = cubes
        .into_values()
        .filter_map(|members| {
            let all = members.iter().filter_map(|&index| Some((points.get(index)?.point, 1.0)));
            Some(Grain { middle: Point::middle(all)?, members })
        })
        .collect();
    let grid = Grid::new(reach, grains.iter().map(|grain| grain.middle));
    let near = |point: Point, within: f64| {
        let grains = grid.around(point).filter_map(|index| Some((index, grains.get(index)?)));
        grains.filter(move |(_, grain)| grain.middle.distance(point) <= within).collect::<Vec<_>>()
    };
    let weight = |grain: &Grain| grain.members.len() as f64;
    let mut order: Vec<(usize, f64)> = grains
        .iter()
        .enumerate()
        .map(|(index, grain)| (index, near(grain.middle, core).iter().map(|(_, grain)| weight(grain)).sum()))
        .collect();
    order.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut taken = vec![false; grains.len()];
    let mut clusters = Vec::new();
    for (index, _) in order {
        let Some(grain) = grains.get(index).filter(|_| taken.get(index) == Some(&false)) else { continue };
        let is_free = |index: &usize| taken.get(*index) == Some(&false);
        let mut centre = grain.middle;
        // The centre of what is around it, then again of what is around that.
        for _ in 0..3 {
            let around = near(centre, core).into_iter().filter(|(index, _)| is_free(index));
            centre = Point::middle(around.map(|(_, grain)| (grain.middle, weight(grain)))).unwrap_or(centre);
        }
        let mut within: Vec<usize> = near(centre, reach).into_iter().map(|(index, _)| index).filter(is_free).collect();
        if !within.contains(&index) {
            within.push(index);
        }
        let mut members = Vec::new();
        for index in within {
            if let (Some(taken), Some(grain)) = (taken.get_mut(index), grains.get(index)) {
                *taken = true;
                members.extend(&grain.members);
            }
        }
        members.sort_unstable();
        clusters.push(Cluster { centre, members });
    }
    clusters
}

#[cfg(test)]
mod tests {
    use super::super::sighting::Spot;
    use super::*;

    /// A point this many metres north and east of another.
    fn at(latitude: f64, longitude: f64, north: f64, east: f64) -> Fixed {
        let degree = 111_195.0;
        let longitude = longitude + east / degree / latitude.to_radians().cos();
        let spot = Spot::new(latitude + north / degree, (longitude + 180.0).rem_euclid(360.0) - 180.0).unwrap();
        Fixed { point: Point::of(spot), within: 5.0 }
    }

    /// Numbers that scatter like a phone's error, the same on every run.
    fn noise(count: usize, metres: f64) -> impl Iterator<Item = (f64, f64)> {
        let mut state = 7_u64;
        let mut even = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        (0..count).map(move |_| {
            let (radius, turn) = ((-2.0 * (1.0 - even()).ln()).sqrt() * metres, even() * std::f64::consts::TAU);
            (radius * turn.cos(), radius * turn.sin())
        })
    }

    fn cloud(latitude: f64, longitude: f64, count: usize, metres: f64) -> Vec<Fixed> {
        noise(count, metres).map(|(north, east)| at(latitude, longitude, north, east)).collect()
    }

    #[test]
    fn a_cloud_is_one_place_at_any_latitude() {
        for latitude in [0.001, 48.85, -45.0, 69.65, 89.9] {
            for longitude in [2.35, 179.9999, -179.9999] {
                let clusters = of(&cloud(latitude, longitude, 200, 30.0));
                let first = clusters.first().unwrap();
                assert!(first.members.len() >= 199, "{latitude} {longitude}: {}", first.members.len());
                let off = first.centre.distance(at(latitude, longitude, 0.0, 0.0).point);
                assert!(off < 15.0, "{latitude} {longitude}: {off} m");
            }
        }
    }

    #[test]
    fn two_places_in_one_street_are_two() {
        let mut points = cloud(48.85, 2.35, 200, 25.0);
        points.extend(noise(40, 25.0).map(|(north, east)| at(48.85, 2.35, north, east + 320.0)));
        let clusters = of(&points);
        let sizes: Vec<usize> = clusters.iter().map(|cluster| cluster.members.len()).collect();
        assert_eq!(sizes, [200, 40]);
    }

    #[test]
    fn a_walk_through_a_town_joins_nothing() {
        let points: Vec<Fixed> = (0..300).map(|step| at(48.85, 2.35, f64::from(step) * 10.0, 0.0)).collect();
        let clusters = of(&points);
        assert!(clusters.len() >= 9, "{}", clusters.len());
        assert_eq!(clusters.iter().map(|cluster| cluster.members.len()).sum::<usize>(), 300);
    }

    #[test]
    fn what_is_rounded_belongs_to_what_is_near() {
        let mut points = cloud(48.85, 2.35, 50, 20.0);
        points.push(Fixed { within: 1_100.0, ..at(48.85, 2.35, 700.0, 300.0) });
        points.push(Fixed { within: 1_100.0, ..at(48.85, 2.35, 30_000.0, 0.0) });
        let sizes: Vec<usize> = of(&points).iter().map(|cluster| cluster.members.len()).collect();
        assert_eq!(sizes, [51, 1]);
    }
}
