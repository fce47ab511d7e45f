//! A position history with one position per ten minutes and place. If that is too many, one per twenty, forty, and so on, so
//! that even the longest history still covers every year, not just its beginning.

use jiff::Timestamp;

use super::place::Pair;
use crate::hashed::Set;

/// How many positions are told for all files together.
const MOST: usize = 100_000;
/// In seconds: one position per place is told in this time.
const STEP: i64 = 600;
/// Half a year: a history with that many places was made up to have them.
const LONGEST: i64 = STEP << 15;

/// Where something was, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) pair: Pair,
    pub(super) at: Option<Timestamp>,
    pub(super) within: u32,
    /// The number of the file it is from.
    pub(super) of: usize,
}

/// Which points count as the same: the step they are in, and their neighbourhood; `None` for positions where no place is.
type Key = Option<(Option<i64>, (i64, i64))>;

/// The positions of a history.
#[derive(Debug)]
pub(super) struct Thinned {
    step: i64,
    known: Set<Key>,
    points: Vec<Point>,
}

impl Default for Thinned {
    fn default() -> Self {
        Self { step: STEP, known: Set::default(), points: Vec::new() }
    }
}

impl Thinned {
    /// Adds a position, unless it is known; returns whether there is room for more.
    pub(super) fn add(&mut self, point: Point) -> bool {
        if self.points.len() < MOST && self.known.insert(key(&point, self.step)) {
            self.points.push(point);
        }
        while self.points.len() >= MOST && self.step < LONGEST {
            self.step = self.step.saturating_mul(2);
            self.known.clear();
            let Self { step, known, points } = self;
            points.retain(|point| known.insert(key(point, *step)));
        }
        self.points.len() < MOST
    }

    /// Those that are told, in the order they came in.
    pub(super) fn points(self) -> Vec<Point> {
        self.points
    }
}

fn key(point: &Point, step: i64) -> Key {
    let place = point.pair.spot().and(point.pair.neighbourhood())?;
    Some((point.at.map(|at| at.as_second().div_euclid(step)), place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::lenient::Number;

    fn point(latitude: f64, longitude: f64, second: i64) -> Point {
        let pair = Pair::of_degrees(Number(Some(latitude)), Number(Some(longitude))).unwrap();
        Point { pair, at: Timestamp::from_second(1_715_526_000 + second).ok(), within: 0, of: 0 }
    }

    #[test]
    fn of_many_positions_one_for_each_ten_minutes_and_place_is_told() {
        let mut thinned = Thinned::default();
        for second in (0..1_000_000).step_by(10) {
            assert!(thinned.add(point(48.8566, 2.3522, second)));
        }
        assert_eq!(thinned.points().len(), 1_000_000 / 600 + 1);
    }

    #[test]
    fn places_are_told_apart_within_ten_minutes() {
        let mut thinned = Thinned::default();
        for (latitude, second) in [(48.8566, 0), (48.8566, 1), (48.8666, 2), (48.8566, 3), (48.8566, 600)] {
            thinned.add(point(latitude, 2.3522, second));
        }
        assert_eq!(thinned.points().len(), 3);
    }

    #[test]
    fn positions_that_are_none_are_told_once() {
        let mut thinned = Thinned::default();
        for second in 0..1000 {
            thinned.add(point(0.0, 0.0, second * 600));
            thinned.add(point(99.0, 2.0, second * 600));
        }
        assert_eq!(thinned.points().len(), 1);
    }

    #[test]
    fn of_a_long_history_the_last_year_is_told_like_the_first() {
        const TEN_YEARS: i64 = 10 * 366 * 144;
        let mut thinned = Thinned::default();
        for minutes in 0..TEN_YEARS {
            assert!(thinned.add(point(48.8566, 2.3522, minutes * 600)));
        }
        let points = thinned.points();
        assert!((MOST / 2..MOST).contains(&points.len()), "{}", points.len());
        let middle = points[points.len() / 2].at.unwrap().as_second() - 1_715_526_000;
        assert!((middle - TEN_YEARS * 300).abs() < 24 * 3600, "{middle}");
    }

    #[test]
    fn places_without_end_are_told_until_there_is_no_more_room() {
        let mut thinned = Thinned::default();
        let added = (0..MOST as u32 + 5)
            .take_while(|&at| thinned.add(point(f64::from(at / 1000) / 10.0 + 1.0, f64::from(at % 1000) / 10.0, 0)));
        assert_eq!(added.count(), MOST - 1);
        assert!(!thinned.add(point(1.0, 1.0, 0)));
        assert_eq!(thinned.points().len(), MOST);
    }
}
