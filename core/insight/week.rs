//! Hours of a week, and how often something was in each.

use jiff::civil::DateTime;

/// A count for each hour of each weekday.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    hours: [[u32; 24]; 7],
}

impl Week {
    /// Counts one in the hour of a moment.
    pub fn add(&mut self, at: DateTime) {
        let (day, hour) = (at.weekday().to_monday_zero_offset(), at.hour());
        let day = usize::try_from(day).ok().and_then(|day| self.hours.get_mut(day));
        if let Some(count) = day.and_then(|day| day.get_mut(usize::try_from(hour).ok()?)) {
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
