//! The times at which a phone stayed in one place, out of what it recorded automatically: passing by a school does not
//! mean going to it.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::sighting::{Sighting, Sort, Taken};
use super::sphere::Point;

/// Anything shorter is passing by.
const STAY: SignedDuration = SignedDuration::from_mins(20);
/// Within this of where it began, in metres.
const AROUND: f64 = 150.0;
/// One position of a stay counts per this time.
const STEP: SignedDuration = SignedDuration::from_mins(60);

/// The positions to ignore: those recorded in passing, and all but one per hour of a stay; by their index.
pub(super) fn passing(sightings: &[Sighting]) -> BTreeSet<usize> {
    let traces = sightings.iter().enumerate().filter(|(_, sighting)| sighting.sort == Sort::Trace);
    let mut passing: BTreeSet<usize> = traces.clone().map(|(index, _)| index).collect();
    let at = |sighting: &Sighting| match sighting.taken? {
        Taken::Utc(at) => Some(at),
        Taken::Local(clock) => TimeZone::UTC.to_timestamp(clock).ok(),
    };
    let mut points: Vec<(Timestamp, usize, Point)> =
        traces.filter_map(|(index, sighting)| Some((at(sighting)?, index, Point::of(*sighting.spots.first()?)))).collect();
    points.sort_by_key(|(at, index, _)| (*at, *index));
    let mut rest = points.as_slice();
    while let Some((begin, _, place)) = rest.first() {
        let is_there = |(_, _, point): &(Timestamp, usize, Point)| point.distance(*place) <= AROUND;
        let len = rest.iter().position(|point| !is_there(point)).unwrap_or(rest.len());
        let Some((stay, behind)) = rest.split_at_checked(len.max(1)) else { break };
        if stay.last().is_some_and(|(end, ..)| end.duration_since(*begin) >= STAY) {
            let mut next = *begin;
            for (at, index, _) in stay {
                if *at >= next {
                    passing.remove(index);
                    next = at.checked_add(STEP).unwrap_or(Timestamp::MAX);
                }
            }
        }
        rest = behind;
    }
    passing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::Spot;

    #[test]
    fn who_passes_by_is_nowhere_and_who_stays_counts_by_the_hour() {
        let at = |minute: i64, north: f64| Sighting {
            sort: Sort::Trace,
            spots: Spot::new(48.0 + north, 2.0).into_iter().collect(),
            taken: Timestamp::from_second(minute * 60).ok().map(Taken::Utc),
            ..Sighting::default()
        };
        let home = (0..13).map(|step| at(step * 10, 0.0));
        let way = (13..16).map(|step| at(step * 10, step as f64 * 0.01));
        let corner = (16..18).map(|step| at(step * 10, 0.3));
        let photo = std::iter::once(Sighting { sort: Sort::Photo, ..at(300, 0.5) });
        let sightings: Vec<Sighting> = home.chain(way).chain(corner).chain(photo).collect();
        let passing = passing(&sightings);
        let counted: Vec<usize> = (0..sightings.len()).filter(|index| !passing.contains(index)).collect();
        assert_eq!(counted, [0, 6, 12, 18]);
    }
}
