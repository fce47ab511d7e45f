//! Hours of a week, and how often something was in each.

use jiff::civil::{Date, DateTime, Weekday};

/// A count for each hour of each weekday.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    hours: [[u32; 24]; 7],
}

impl Week {
    /// Counts one in the hour of a moment.
    pub fn add(&mut self, at: DateTime) {
        let day = self.hours.get_mut(index(at.weekday()));
        if let Some(count) = day.and_then(|day| day.get_mut(usize::try_from(at.hour()).ok()?)) {
            *count = count.saturating_add(1);
        }
    }

    /// The counts by weekday, from Monday on, and hour.
    #[must_use]
    pub const fn hours(&self) -> &[[u32; 24]; 7] {
        &self.hours
    }

    /// The highest of them.
    #[must_use]
    pub fn highest(&self) -> u32 {
        self.hours.iter().flatten().copied().max().unwrap_or(0)
    }

    /// How many are in it.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.hours.iter().flatten().fold(0, |sum: u32, count| sum.saturating_add(*count))
    }
}

/// The place of a weekday in a week that begins on Monday, from 0 on.
pub(super) fn index(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)
}

/// Whether it is a Saturday or Sunday.
pub(super) fn is_weekend(day: Date) -> bool {
    index(day.weekday()) >= 5
}
