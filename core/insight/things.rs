//! What does not depend on place: the devices that link files, what nobody sees, what names reveal, and how many files
//! there are for each month.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::found::{Device, Files, Hidden, Month};
use super::sighting::{Sighting, Sort};
use super::visits::{count, time_of};
use crate::model::Category;

/// Months are listed one by one for this long, and after that only those with files.
const MOST_MONTHS: i32 = 12 * 60;

/// The day of a file, if known.
pub(super) fn day(times: &[Option<DateTime>], file: u32) -> Option<Date> {
    time_of(times, file).map(|time| time.date())
}

/// How many files say what; places are not counted here.
pub(super) fn files(sightings: &[Sighting], times: &[Option<DateTime>], wrong_clock: u32) -> Files {
    let of = |sort: Sort| count(sightings.iter().filter(|sighting| sighting.sort == sort).count());
    let files = || sightings.iter().zip(times).filter(|(sighting, _)| sighting.sort != Sort::Trace);
    let has_files = files().next().is_some();
    let counting =
        |(sighting, time): (&Sighting, &Option<DateTime>)| (*time).filter(|_| !has_files || sighting.sort != Sort::Trace);
    let days = || sightings.iter().zip(times).filter_map(counting).map(|time| time.date());
    Files {
        photos: of(Sort::Photo),
        videos: of(Sort::Video),
        posts: of(Sort::Post),
        described: of(Sort::Described),
        traces: of(Sort::Trace),
        located: count(files().filter(|(sighting, _)| !sighting.spots.is_empty()).count()),
        dated: count(files().filter(|(_, time)| time.is_some()).count()),
        nowhere: count(files().filter(|(sighting, _)| sighting.nowhere).count()),
        wrong_clock,
        first: days().min(),
        last: days().max(),
    }
}

/// Phones and cameras by what they say about themselves. Files that say less than others of the same kind are assigned
/// to them if there is only one match.
pub(super) fn devices(sightings: &[Sighting], times: &[Option<DateTime>]) -> Vec<Device> {
    type Key<'a> = (&'a str, &'a str);
    let mut kinds: BTreeMap<Key<'_>, BTreeMap<&str, Vec<u32>>> = BTreeMap::new();
    for (sighting, file) in sightings.iter().zip(0_u32..) {
        let (make, model) = (sighting.make.as_deref().unwrap_or(""), sighting.model.as_deref().unwrap_or(""));
        let serial = sighting.serial.as_deref().unwrap_or("");
        if !(make.is_empty() && model.is_empty() && serial.is_empty()) {
            kinds.entry((make, model)).or_default().entry(serial).or_default().push(file);
        }
    }
    let mut devices = Vec::new();
    for ((make, model), mut serials) in kinds {
        if serials.len() == 2
            && let Some(nameless) = serials.remove("")
            && let Some(files) = serials.values_mut().next()
        {
            files.extend(nameless);
            files.sort_unstable();
        }
        for (serial, files) in serials {
            let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let days = || files.iter().filter_map(|file| day(times, *file));
            let (first, last) = (days().min(), days().max());
            let said = || files.iter().filter_map(|file| sightings.get(usize::try_from(*file).ok()?));
            let owner = most_frequent(said().filter_map(|sighting| sighting.owner.as_deref()))
                .or_else(|| most_frequent(said().filter_map(|sighting| sighting.called.as_deref())));
            devices.push(Device { make: text(make), model: text(model), serial: text(serial), owner, first, last, files });
        }
    }
    devices.sort_by_key(|device| std::cmp::Reverse(device.files.len()));
    devices
}

/// The most frequent text; if several tie, the first in sort order.
pub(super) fn most_frequent<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    by_frequency(texts).first().map(|text| (*text).to_owned())
}

/// Each once, most frequent first; ties in their own order.
pub(super) fn by_frequency<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        let count = counts.entry(item).or_default();
        *count = count.saturating_add(1);
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(item, _)| item).collect()
}

pub(super) fn hidden(sightings: &[Sighting]) -> Hidden {
    let mut hidden = Hidden::new();
    for (sighting, file) in sightings.iter().zip(0..) {
        for secret in &sighting.secrets {
            hidden.entry(*secret).or_default().push(file);
        }
    }
    hidden
}

pub(super) fn names(sightings: &[Sighting]) -> BTreeMap<Category, Vec<u32>> {
    let mut names: BTreeMap<Category, Vec<u32>> = BTreeMap::new();
    for (sighting, file) in sightings.iter().zip(0..) {
        for category in &sighting.names {
            names.entry(*category).or_default().push(file);
        }
    }
    names
}

/// What else fields say, and what was written about a file.
pub(super) fn said(sightings: &[Sighting]) -> BTreeMap<Category, Vec<u32>> {
    let mut said: BTreeMap<Category, Vec<u32>> = BTreeMap::new();
    for (sighting, file) in sightings.iter().zip(0..) {
        let text = (!sighting.texts.is_empty()).then_some(&Category::Text);
        let text = text.filter(|text| !sighting.said.contains(text));
        for category in sighting.said.iter().chain(text) {
            said.entry(*category).or_default().push(file);
        }
    }
    said
}

/// Files of which parts may say more.
pub(super) fn perhaps(sightings: &[Sighting]) -> Vec<u32> {
    sightings.iter().zip(0..).filter(|(sighting, _)| sighting.perhaps).map(|(_, file)| file).collect()
}

/// Files by month, from the first to the last.
pub(super) fn months(sightings: &[Sighting], times: &[Option<DateTime>]) -> Vec<Month> {
    let number = |year: i16, month: i8| i32::from(year).saturating_mul(12).saturating_add(i32::from(month)).saturating_sub(1);
    let mut counts: BTreeMap<i32, (u32, u32)> = BTreeMap::new();
    for (sighting, time) in sightings.iter().zip(times) {
        let Some(time) = time else { continue };
        let (files, located) = counts.entry(number(time.year(), time.month())).or_default();
        *files = files.saturating_add(1);
        *located = located.saturating_add(u32::from(!sighting.spots.is_empty()));
    }
    if let Some((first, last)) = counts.first_key_value().zip(counts.last_key_value()).map(|(first, last)| (*first.0, *last.0))
        && last.saturating_sub(first) <= MOST_MONTHS
    {
        for number in first..=last {
            counts.entry(number).or_default();
        }
    }
    counts
        .into_iter()
        .filter_map(|(number, (files, located))| {
            let (year, month) = (i16::try_from(number.div_euclid(12)).ok()?, i8::try_from(number.rem_euclid(12)).ok()?);
            Some(Month { year, month: month.saturating_add(1), files, located })
        })
        .collect()
}
