//! What is far from home and part of nobody's week: sites around one town become one place, a trip.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};

use super::found::{Confidence, Kind, Why};
use super::kinds::Judged;
use super::routines::Habit;
use super::sites::{Site, by_day};
use super::sphere::Point;
use super::stays::{self, FAR, Stay};
use super::visits::{count, days_between};

/// A site, and what it seems to be.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) site: Site,
    pub(super) judged: Judged,
    pub(super) habits: Vec<Habit>,
}

/// If no home is known, this many days contain nothing but a holiday.
const HOLIDAY: u32 = 23;
/// Anywhere revisited more often than this is not a trip.
const TIMES: usize = 2;
/// How sure a trip is: that a home is far away says more than that there is none.
const SURE: Confidence = Confidence(0.9);
const LESS_SURE: Confidence = Confidence(0.6);

/// What is known about all places together.
pub(super) struct World {
    homes: Vec<Point>,
    /// Days from the first photo to the last, if there are no others.
    holiday: Option<u32>,
}

impl World {
    pub(super) fn of(known: &[Known]) -> Self {
        let homes: Vec<Point> =
            known.iter().filter(|known| known.judged.kind == Kind::Home).map(|known| known.site.centre).collect();
        let days: BTreeSet<Date> = known.iter().flat_map(|known| &known.site.visits.days).copied().collect();
        let span = days.first().zip(days.last()).map_or(0, |(first, last)| days_between(*first, *last).saturating_add(1));
        let holiday = (homes.is_empty() && (2..=HOLIDAY).contains(&span)).then_some(span);
        Self { homes, holiday }
    }

    /// Metres to the nearest home.
    pub(super) fn distance_to_home(&self, point: Point) -> Option<f64> {
        self.homes.iter().map(|home| home.distance(point)).min_by(f64::total_cmp)
    }

    fn is_far(&self, known: &Known) -> bool {
        let is_free = known.judged.kind == Kind::Other;
        is_free && (self.holiday.is_some() || self.distance_to_home(known.site.centre).is_some_and(|metres| metres > FAR))
    }
}

/// The same places, with those of trips merged, in the order of their days; and the times away, in order.
pub(super) fn joined(known: Vec<Known>, world: &World, times: &[Option<DateTime>]) -> (Vec<Known>, Vec<Stay>) {
    let far: Vec<bool> = known.iter().map(|known| world.is_far(known)).collect();
    let stays = stays::of(&by_day(known.iter().map(|known| &known.site)), &far);
    let away: BTreeSet<usize> = stays.iter().flat_map(|stay| &stay.places).copied().collect();
    let away: Vec<usize> = away.into_iter().collect();
    let centres: Vec<Point> = away.iter().filter_map(|index| Some(known.get(*index)?.site.centre)).collect();
    let mut groups: Vec<Vec<usize>> = stays::joined(&centres)
        .into_iter()
        .map(|group| group.iter().filter_map(|index| away.get(*index).copied()).collect())
        .collect();
    let is_away: BTreeSet<usize> = away.into_iter().collect();
    let trips = groups.len();
    groups.extend((0..known.len()).filter(|index| !is_away.contains(index)).map(|index| vec![index]));
    let mut places: Vec<(Known, Vec<usize>)> = Vec::new();
    for (number, group) in groups.into_iter().enumerate() {
        let Some(first) = group.first().and_then(|&first| known.get(first)) else { continue };
        let place = if number < trips { trip(&group, &known, first, &stays, world, times) } else { first.clone() };
        places.push((place, group));
    }
    places.sort_by_key(|(place, _)| std::cmp::Reverse((place.site.visits.days.len(), place.site.files.len())));
    let mut now = vec![0; known.len()];
    for (index, (_, group)) in places.iter().enumerate() {
        for old in group {
            if let Some(now) = now.get_mut(*old) {
                *now = index;
            }
        }
    }
    let is_trip = |place: &usize| places.get(*place).is_some_and(|(place, _)| place.judged.kind == Kind::Trip);
    let renamed = stays.into_iter().map(|stay| {
        let mut places: Vec<usize> = stay.places.iter().filter_map(|old| now.get(*old).copied()).collect();
        places.dedup();
        Stay { places, ..stay }
    });
    // Going somewhere again and again is not a journey, however far it is.
    let stays = renamed.filter(|stay: &Stay| stay.places.iter().any(is_trip)).collect();
    (places.into_iter().map(|(place, _)| place).collect(), stays)
}

/// Sites of one town as one place. The centre is where most of the days were spent.
fn trip(group: &[usize], known: &[Known], first: &Known, stays: &[Stay], world: &World, times: &[Option<DateTime>]) -> Known {
    let files = group.iter().filter_map(|index| known.get(*index)).flat_map(|known| &known.site.files).copied().collect();
    let site = Site::new(first.site.centre, files, times);
    let visited = stays.iter().filter(|stay| stay.places.iter().any(|place| group.contains(place))).count();
    if visited > TIMES && world.holiday.is_none() {
        return Known { site, ..first.clone() };
    }
    let far = world.distance_to_home(site.centre).map(|metres| Why::FarAway(kilometres(metres)));
    let why = far.into_iter().chain([Why::DaysInARow(count(site.visits.days.len()))]).chain(world.holiday.map(Why::NothingElse));
    let confidence = if world.holiday.is_some() { LESS_SURE } else { SURE };
    Known { site, judged: Judged { kind: Kind::Trip, why: why.collect(), confidence }, habits: Vec::new() }
}

/// Metres in whole kilometres.
pub(super) fn kilometres(metres: f64) -> u32 {
    super::sphere::rounded(metres / 1e3)
}
