//! When each photo was taken, in local time. A camera's own time is already local; UTC times need the time zone of the
//! place. A clock that was never set, or is wrong, is found by the satellites or by the year, and no weekday is derived
//! from it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::sighting::{Sighting, Taken};

/// No digital camera that wrote dates is older.
const FIRST_YEAR: i16 = 1995;
/// Satellites and a phone's clock may differ by this much: the position was taken a moment earlier.
const USUAL: SignedDuration = SignedDuration::from_mins(15);
/// Clocks on either side of a border differ by at most this.
const BORDER: SignedDuration = SignedDuration::from_hours(2);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Clocks that were never set start on the first of January of an earlier year, chosen by the maker.
const NEVER_SET_DAYS: i16 = 2;
const NEVER_SET_BEFORE: i16 = 2018;

/// When each was taken; `None` if it is not said, or comes from a wrong clock. And how many of the latter there were.
pub(super) fn local_times(
    sightings: &[Sighting],
    zone: impl Fn(usize) -> Option<TimeZone>,
    usual_zone: Option<&TimeZone>,
) -> (Vec<Option<DateTime>>, u32) {
    let by_satellites = |index: usize, sighting: &Sighting| Some(zone(index)?.to_datetime(sighting.satellites?));
    // What the clock should have said. One that gives its offset from UTC knows its zone better than any table, unless
    // it is set for another part of the world: an hour or two prove nothing, there are borders.
    let right = |index: usize, sighting: &Sighting| {
        let Some((Taken::Local(clock), offset)) = sighting.taken.zip(sighting.offset) else {
            return by_satellites(index, sighting);
        };
        let at = sighting.satellites.or_else(|| offset.to_timestamp(clock).ok())?;
        let there = zone(index)?.to_datetime(at);
        let is_elsewhere = there.duration_since(clock).abs() > BORDER;
        Some(if is_elsewhere { there } else { offset.to_datetime(at) })
    };
    // How far each device's clock is from the satellites'; the majority of its photos decides.
    let mut devices: BTreeMap<_, Vec<SignedDuration>> = BTreeMap::new();
    for (index, sighting) in sightings.iter().enumerate() {
        if let (Some(Taken::Local(clock)), Some(right)) = (sighting.taken, right(index, sighting)) {
            devices.entry(device(sighting)).or_default().push(right.duration_since(clock));
        }
    }
    let off: BTreeMap<_, SignedDuration> = devices
        .into_iter()
        .filter_map(|(device, mut differences)| {
            differences.sort_unstable();
            let median = *differences.get(differences.len() / 2)?;
            // A difference of one day is what a table makes of islands near the date line.
            let is_day = (DAY.saturating_sub(BORDER)..=DAY.saturating_add(BORDER)).contains(&median.abs());
            (median.abs() > USUAL && !is_day).then_some((device, median))
        })
        .collect();
    let never_set = never_set(sightings);
    let mut wrong = 0_u32;
    let times = sightings.iter().enumerate().map(|(index, sighting)| {
        let off = off.get(&device(sighting)).filter(|_| matches!(sighting.taken, Some(Taken::Local(_))));
        let time = match sighting.taken {
            None => by_satellites(index, sighting),
            Some(Taken::Utc(at)) => {
                zone(index).or_else(|| usual_zone.cloned()).or(Some(TimeZone::UTC)).map(|zone| zone.to_datetime(at))
            }
            Some(Taken::Local(clock)) => match off {
                None => Some(clock),
                Some(off) => right(index, sighting).or_else(|| clock.checked_add(*off).ok()),
            },
        };
        let is_wrong =
            |time: &DateTime| time.year() < FIRST_YEAR || off.is_none() && never_set.contains(&(device(sighting), time.year()));
        let kept = time.filter(|time| !is_wrong(time));
        if off.is_some() || kept.is_none() && time.is_some() {
            wrong = wrong.saturating_add(1);
        }
        kept
    });
    let times = times.collect();
    (times, wrong)
}

type Device<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn device(sighting: &Sighting) -> Device<'_> {
    (sighting.make.as_deref(), sighting.model.as_deref(), sighting.serial.as_deref())
}

/// Years of devices whose clock started on the first of January of that year, long before or after what the others say.
fn never_set(sightings: &[Sighting]) -> BTreeSet<(Device<'_>, i16)> {
    let clock = |sighting: &Sighting| match sighting.taken {
        Some(Taken::Local(clock)) => Some(clock),
        Some(Taken::Utc(at)) => Some(TimeZone::UTC.to_datetime(at)),
        None => None,
    };
    let mut all: Vec<DateTime> = sightings.iter().filter_map(clock).collect();
    all.sort_unstable();
    let mut years: BTreeMap<(Device<'_>, i16), DateTime> = BTreeMap::new();
    let mut others: BTreeMap<Device<'_>, BTreeSet<i16>> = BTreeMap::new();
    for sighting in sightings {
        let Some(Taken::Local(clock)) = sighting.taken else { continue };
        let first = years.entry((device(sighting), clock.year())).or_insert(clock);
        *first = clock.min(*first);
        others.entry(device(sighting)).or_default().insert(clock.year());
    }
    let usual = all.get(all.len() / 2).map_or(0, |time| time.year());
    let begins_a_year = |first: &DateTime| first.date().day_of_year() <= NEVER_SET_DAYS;
    let is_far = |device: &Device<'_>, year: i16| {
        // A camera that took photos in the years around it had been set.
        let near = [year.saturating_sub(1), year.saturating_add(1)];
        let has_near = others.get(device).is_some_and(|years| near.iter().any(|near| years.contains(near)));
        year < NEVER_SET_BEFORE && usual.saturating_sub(year).unsigned_abs() > 1 && !has_near
    };
    years
        .into_iter()
        .filter(|((device, year), first)| begins_a_year(first) && is_far(device, *year))
        .map(|(key, _)| key)
        .collect()
}
