//! What photos of one place say about when somebody was there: visits, days, weeks. Photos taken in quick succession
//! are one visit, however many there are: a party is not a habit.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use super::week::Week;

/// Minutes in a day and in a week.
pub(super) const DAY: i32 = 24 * 60;

/// A longer pause ends a visit.
const PAUSE: SignedDuration = SignedDuration::from_hours(2);

/// Anything longer is another visit.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// A stay at one place, as photos show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) first: DateTime,
    pub(super) last: DateTime,
    /// The day it belongs to: the previous one, if it begins after the midnight of that day's evening.
    pub(super) day: Date,
    /// The minute of that day at which it begins; after midnight, more than 24 hours.
    pub(super) minute: i32,
    /// The files that show it.
    pub(super) files: Vec<u32>,
}

impl Visit {
    fn new(at: DateTime, file: u32) -> Self {
        Self { first: at, last: at, day: at.date(), minute: minute_of_day(at), files: vec![file] }
    }

    /// Whether this moment belongs to it. It may include a night, but no more: somebody who stays for days is there on
    /// each of them.
    fn goes_on(&self, at: DateTime) -> bool {
        at.duration_since(self.last) <= PAUSE && at.duration_since(self.first) <= LONGEST
    }
}

/// All visits to one place, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Visits {
    pub(super) all: Vec<Visit>,
    pub(super) days: BTreeSet<Date>,
    pub(super) week: Week,
    /// From when to when nine out of ten visits begin, in minutes; the later one can be after midnight.
    pub(super) hours: (i32, i32),
}

impl Visits {
    /// From moments with their files, in any order.
    pub(super) fn of(mut moments: Vec<(DateTime, u32)>) -> Self {
        moments.sort_unstable();
        let mut visits = Self::default();
        let mut hours: BTreeSet<(Date, i8)> = BTreeSet::new();
        for (at, file) in moments {
            visits.days.insert(at.date());
            if hours.insert((at.date(), at.hour())) {
                visits.week.add(at);
            }
            match visits.all.last_mut().filter(|visit| visit.goes_on(at)) {
                Some(visit) => {
                    visit.last = at;
                    visit.files.push(file);
                }
                None => visits.all.push(Visit::new(at, file)),
            }
        }
        let begin;
        (begin, visits.hours) = quietest(visits.all.iter().map(|visit| visit.minute).collect());
        if visits.hours.1 > DAY {
            for visit in visits.all.iter_mut().filter(|visit| visit.minute < begin) {
                visit.day = visit.day.yesterday().unwrap_or(visit.day);
                visit.minute = visit.minute.saturating_add(DAY);
            }
        }
        visits
    }

    pub(super) fn first(&self) -> Option<Date> {
        self.days.first().copied()
    }

    pub(super) fn last(&self) -> Option<Date> {
        self.days.last().copied()
    }

    /// Days from the first to the last.
    pub(super) fn span(&self) -> u32 {
        self.first().zip(self.last()).map_or(0, |(first, last)| days_between(first, last).saturating_add(1))
    }

    /// The number of days in each stretch without a pause of more than this many days between two visits.
    pub(super) fn stretches(&self, pause: u32) -> Vec<u32> {
        let mut stretches: Vec<(Date, Date)> = Vec::new();
        for &day in &self.days {
            match stretches.last_mut().filter(|(_, last)| days_between(*last, day) <= pause) {
                Some((_, last)) => *last = day,
                None => stretches.push((day, day)),
            }
        }
        stretches.into_iter().map(|(first, last)| days_between(first, last).saturating_add(1)).collect()
    }

    /// The weeks with a visit, by number.
    pub(super) fn weeks(&self) -> BTreeSet<i32> {
        self.days.iter().map(|day| week_number(*day)).collect()
    }

    /// Days with a photo at a matching hour.
    pub(super) fn days_with(&self, moments: impl Fn(&DateTime) -> bool) -> u32 {
        let ends = self.all.iter().flat_map(|visit| [visit.first, visit.last]);
        let days: BTreeSet<Date> = ends.filter(|at| moments(at)).map(|at| at.date()).collect();
        count(days.len())
    }
}

/// Days from one day to another, never below zero.
pub(super) fn days_between(first: Date, last: Date) -> u32 {
    u32::try_from(last.duration_since(first).as_hours() / 24).unwrap_or(0)
}

/// The number of a day's week, starting on Monday and counted from 1970.
pub(super) fn week_number(day: Date) -> i32 {
    // 1970 began on a Thursday.
    days_since_1970(day).saturating_add(3).div_euclid(7)
}

pub(super) fn days_since_1970(day: Date) -> i32 {
    let days = day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
    i32::try_from(days).unwrap_or(0)
}

/// When a file was taken, if known.
pub(super) fn time_of(times: &[Option<DateTime>], file: u32) -> Option<DateTime> {
    times.get(usize::try_from(file).ok()?).copied().flatten()
}

/// The time of day this many minutes after midnight, or after the next one.
pub(super) fn time_of_day(minute: i32) -> Time {
    let minute = minute.rem_euclid(DAY);
    let parts = i8::try_from(minute / 60).ok().zip(i8::try_from(minute % 60).ok());
    parts.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok()).unwrap_or_else(Time::midnight)
}

/// Minutes since midnight.
fn minute_of_day(at: DateTime) -> i32 {
    i32::from(at.hour()).saturating_mul(60).saturating_add(i32::from(at.minute()))
}

/// As many as a count can hold.
pub(super) fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// For this place, a day begins in the middle of the longest time of day without a visit; and nine out of ten visits
/// after that are within these times, the later of which can be after midnight.
fn quietest(mut minutes: Vec<i32>) -> (i32, (i32, i32)) {
    minutes.sort_unstable();
    let Some((&earliest, &latest)) = minutes.first().zip(minutes.last()) else { return (0, (0, 0)) };
    let mut longest = (earliest.saturating_add(DAY).saturating_sub(latest), latest);
    for (one, next) in minutes.iter().zip(minutes.iter().skip(1)) {
        longest = longest.max((next.saturating_sub(*one), *one));
    }
    let begin = longest.1.saturating_add(longest.0 / 2).rem_euclid(DAY);
    let mut since: Vec<i32> = minutes.iter().map(|minute| minute.saturating_sub(begin).rem_euclid(DAY)).collect();
    since.sort_unstable();
    let twentieth = since.len() / 20;
    let bound = |minute: Option<&i32>| minute.map_or(0, |minute| minute.saturating_add(begin));
    let (from, to) = (bound(since.get(twentieth)), bound(since.iter().nth_back(twentieth)));
    let days = if from >= DAY { DAY } else { 0 };
    (begin, (from.saturating_sub(days), to.saturating_sub(days)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn photos_that_follow_each_other_are_one_visit() {
        let at = |day, hour, minute| date(2024, 5, day).at(hour, minute, 0, 0);
        let visits =
            Visits::of(vec![(at(8, 17, 5), 2), (at(8, 17, 0), 1), (at(8, 23, 30), 3), (at(9, 0, 40), 4), (at(15, 17, 0), 5)]);
        let files: Vec<_> = visits.all.iter().map(|visit| visit.files.clone()).collect();
        assert_eq!(files, [vec![1, 2], vec![3, 4], vec![5]], "also beyond midnight");
        assert_eq!((visits.days.len(), visits.span(), visits.weeks().len()), (3, 8, 2));
        assert_eq!(visits.week.total(), 4, "an hour of a day counts once");
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(week_number(date(2024, 5, 12)).saturating_add(1), week_number(date(2024, 5, 13)));
        assert_eq!(week_number(date(2024, 5, 13)), week_number(date(2024, 5, 19)));
        assert_eq!(week_number(date(1969, 12, 28)).saturating_add(1), week_number(date(1969, 12, 29)));
    }

    #[test]
    fn a_day_begins_at_the_quietest_time() {
        for (minutes, hours) in [
            (vec![500, 510, 980, 1000], (500, 1000)),
            (vec![505], (505, 505)),
            // From ten in the evening to five in the morning.
            (vec![1320, 1380, 10, 120, 300], (1320, 1740)),
            (vec![10, 20, 30], (10, 30)),
        ] {
            assert_eq!(quietest(minutes.clone()).1, hours, "{minutes:?}");
        }
    }
}
