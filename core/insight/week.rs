//! Hours of a week, and how often something was in each.

use jiff::civil::{Date, DateTime, Weekday};

/// A count for each hour of each weekday.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    hours: [[u32; 24]; 7],
}

impl Week {
    /// Adds one to the hour of a moment.
    pub fn add(&mut self, at: DateTime) {
        let day = self.hours.get_mut(index(at.weekday()));
        if let Some(count) = day.and_then(|day| day.get_mut(usize::try_from(at.hour()).ok()?)) {
            *count = count.saturating_add(1);
        }
    }

    /// The counts by weekday, starting on Monday, and hour.
    #[must_use]
    pub const fn hours(&self) -> &[[u32; 24]; 7] {
        &self.hours
    }

    /// The highest of them.
    #[must_use]
    pub fn highest(&self) -> u32 {
        self.hours.iter().flatten().copied().max().unwrap_or(0)
    }

    /// The sum of all counts.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.hours.iter().flatten().fold(0, |sum: u32, count| sum.saturating_add(*count))
    }
}

/// The position of a weekday in a week that begins on Monday, counted from 0 on.
pub(super) fn index(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)
}

/// The five school and working days of a week, by the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Workdays {
    first: Weekday,
}

impl Workdays {
    const LEN: usize = 5;

    /// Those of a country (CLDR, supplemental week data); Monday to Friday if unknown.
    pub(super) fn of(country: Option<&str>) -> Self {
        let first = match country {
            Some(
                "BD" | "BH" | "DZ" | "EG" | "IL" | "IQ" | "JO" | "KW" | "LY" | "MV" | "OM" | "PS" | "QA" | "SA" | "SD" | "SY"
                | "YE",
            ) => Weekday::Sunday,
            Some("AF" | "IR") => Weekday::Saturday,
            _ => Weekday::Monday,
        };
        Self { first }
    }

    /// The first and the last of them.
    pub(super) fn ends(self) -> (Weekday, Weekday) {
        (self.first, self.first.wrapping_add(4))
    }

    /// Whether a day is one of them.
    pub(super) fn have(self, day: Date) -> bool {
        let since = usize::try_from(self.first.until(day.weekday())).unwrap_or(0);
        since < Self::LEN
    }
}

impl Default for Workdays {
    fn default() -> Self {
        Self::of(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_days_are_for_work_and_two_are_not() {
        let monday = Date::constant(2024, 5, 13);
        for (country, ends, free) in [
            (None, (Weekday::Monday, Weekday::Friday), [5, 6]),
            (Some("FR"), (Weekday::Monday, Weekday::Friday), [5, 6]),
            (Some("EG"), (Weekday::Sunday, Weekday::Thursday), [4, 5]),
            (Some("IR"), (Weekday::Saturday, Weekday::Wednesday), [3, 4]),
        ] {
            let workdays = Workdays::of(country);
            let day = |days: i64| monday.checked_add(jiff::Span::new().days(days)).unwrap();
            let without: Vec<i64> = (0..7).filter(|days| !workdays.have(day(*days))).collect();
            assert_eq!((workdays.ends(), without.as_slice()), (ends, &free[..]), "{country:?}");
        }
    }
}
