//! Times away from home: days in a row on which every photo was taken far from any home. Everything around one town
//! during such a time is one place, because nobody spends their week there, and a beach is not a house.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::sphere::{Cube, Grid, Point};
use super::visits::days_between;

/// Away means farther than people drive for an afternoon.
pub(super) const FAR: f64 = 40_000.0;
/// Around one town.
pub(super) const AROUND: f64 = 15_000.0;
/// Days without a photo do not end a journey.
const PAUSE: u32 = 4;
/// Anybody away for longer lives there.
const LONGEST: u32 = 45;

/// Where somebody was on a day: places by their index, in chronological order.
pub(super) type Days = BTreeMap<Date, Vec<usize>>;

/// Days in a row away from home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) first: Date,
    pub(super) last: Date,
    /// In order, without consecutive repeats.
    pub(super) places: Vec<usize>,
}

/// The times away, of at least two days. `is_far` says for each place whether it is far from every home.
pub(super) fn of(days: &Days, is_far: &[bool]) -> Vec<Stay> {
    let far = |place: &usize| is_far.get(*place).copied().unwrap_or(false);
    let mut stays: Vec<Stay> = Vec::new();
    let mut open: Option<Stay> = None;
    for (&day, places) in days {
        let away: Vec<usize> = places.iter().copied().filter(far).collect();
        // Part of the days of departure and return is spent at home.
        let ends = away.len() < places.len();
        let goes_on = open.as_ref().is_some_and(|stay| days_between(stay.last, day) <= PAUSE);
        if !goes_on || ends && places.first().is_some_and(|first| !far(first)) {
            stays.extend(open.take());
        }
        if !away.is_empty() {
            let stay = open.get_or_insert_with(|| Stay { first: day, last: day, places: Vec::new() });
            stay.last = day;
            for place in away {
                if stay.places.last() != Some(&place) {
                    stay.places.push(place);
                }
            }
            if ends && places.last().is_some_and(|last| !far(last)) {
                stays.extend(open.take());
            }
        }
    }
    stays.extend(open);
    stays.retain(|stay| stay.first != stay.last && days_between(stay.first, stay.last) <= LONGEST);
    stays
}

/// Points joined by steps within reach of each other, each group by their index.
pub(super) fn joined(points: &[Point]) -> Vec<Vec<usize>> {
    /// Points in the same cube of this size are joined, and treated as one.
    const GRAIN: f64 = AROUND / 8.0;
    let mut cubes: BTreeMap<Cube, (Point, Vec<usize>)> = BTreeMap::new();
    for (index, point) in points.iter().enumerate() {
        cubes.entry(point.cube(GRAIN)).or_insert_with(|| (*point, Vec::new())).1.push(index);
    }
    let grains: Vec<(Point, Vec<usize>)> = cubes.into_values().collect();
    let grid = Grid::new(AROUND, grains.iter().map(|(point, _)| *point));
    let mut left: BTreeSet<usize> = (0..grains.len()).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut open, mut group) = (vec![first], Vec::new());
        while let Some((point, members)) = open.pop().and_then(|index| grains.get(index)) {
            group.extend(members);
            let is_near = |index: &usize| grains.get(*index).is_some_and(|(other, _)| other.distance(*point) <= AROUND);
            let near: Vec<usize> = grid.around(*point).filter(|index| left.contains(index)).filter(is_near).collect();
            for index in near {
                left.remove(&index);
                open.push(index);
            }
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::super::sighting::Spot;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_away_ends_at_home() {
        let day = |day| date(2024, 8, day);
        // Home is 0; 1 and 2 are far.
        let days: Days = [
            (day(1), vec![0]),
            (day(2), vec![0, 1]),
            (day(3), vec![1]),
            (day(6), vec![1, 2]),
            (day(7), vec![2, 0]),
            (day(10), vec![1]),
            (day(20), vec![2]),
            (day(21), vec![2]),
        ]
        .into();
        let stays = of(&days, &[false, true, true]);
        let told: Vec<_> = stays.iter().map(|stay| (stay.first.day(), stay.last.day(), stay.places.clone())).collect();
        assert_eq!(told, [(2, 7, vec![1, 2]), (20, 21, vec![2])], "a day out is none");
    }

    #[test]
    fn towns_along_a_coast_are_joined_by_small_steps() {
        let point = |east: f64| Point::of(Spot::new(43.0, 5.0 + east).unwrap());
        assert_eq!(joined(&[point(0.0), point(1.0), point(0.15), point(0.3)]), [vec![0, 2, 3], vec![1]]);
    }
}
