//! At which hours, and on which weekdays, these people take photos at all: the yardstick for chance.

use std::collections::BTreeSet;

use jiff::civil::Weekday;

use super::visits::Visit;
use super::week::index;

/// How visits are spread over days and weeks, whatever the place.
#[derive(Debug, Clone)]
pub(super) struct Custom {
    /// Visits that began in each hour.
    hours: [u32; 24],
    weekdays: [u32; 7],
}

impl Custom {
    /// From the visits to all places.
    pub(super) fn of<'a>(visits: impl Iterator<Item = &'a Visit>) -> Self {
        let mut custom = Self { hours: [0; 24], weekdays: [0; 7] };
        for visit in visits {
            let hour = usize::try_from(visit.first.hour()).ok().and_then(|hour| custom.hours.get_mut(hour));
            for count in hour.into_iter().chain(custom.weekdays.get_mut(index(visit.first.weekday()))) {
                *count = count.saturating_add(1);
            }
        }
        custom
    }

    /// How likely a visit is to be on this weekday: at least as likely as on any other.
    pub(super) fn weekday(&self, weekday: Weekday) -> f64 {
        let all = self.weekdays.iter().sum::<u32>();
        let day = self.weekdays.get(index(weekday));
        (f64::from(*day.unwrap_or(&0)) / f64::from(all.max(1))).clamp(1.0 / 7.0, 0.5)
    }

    /// How likely a visit is to begin between these minutes of a day; the later one can be after midnight.
    pub(super) fn between(&self, from: i32, to: i32) -> f64 {
        let all = f64::from(self.hours.iter().sum::<u32>().max(1));
        let first = from.div_euclid(60);
        let hours: BTreeSet<i32> = (first..=to.div_euclid(60).max(first)).take(24).map(|hour| hour.rem_euclid(24)).collect();
        let within = hours.into_iter().filter_map(|hour| self.hours.get(usize::try_from(hour).ok()?)).sum::<u32>();
        (f64::from(within) / all).clamp(0.0, 0.98)
    }
}
