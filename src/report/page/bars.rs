//! Files by month as bars, or by year if there are too many months.

use std::collections::BTreeMap;

use untrace_core::insight::Month;

use crate::i18n::Together;

/// A phone has no room for more bars than this.
const MOST: usize = 30;
/// Up to this many, each has its number above it.
const NUMBERED: usize = 14;
/// The height of the highest bar.
const HIGH: f64 = 60.0;

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    /// For all files, and for those that say where.
    pub(super) all: f64,
    pub(super) located: f64,
    /// The number above it; empty if there is no room.
    pub(super) number: String,
    /// Below it: the letter of the month, and the year where that begins.
    pub(super) letter: String,
    pub(super) year: String,
    /// As a row of a table.
    pub(super) name: String,
    pub(super) files: String,
    pub(super) with_place: String,
}

/// Bars in order; empty if all files are from one month.
pub(super) fn bars(months: &[Month], words: &dyn Together) -> Vec<Bar> {
    if months.len() < 2 {
        return Vec::new();
    }
    if months.len() <= MOST {
        return drawn(months, words, true);
    }
    let mut years: BTreeMap<i16, Month> = BTreeMap::new();
    for month in months {
        let year = years.entry(month.year).or_insert(Month { year: month.year, month: 1, files: 0, located: 0 });
        year.files = year.files.saturating_add(month.files);
        year.located = year.located.saturating_add(month.located);
    }
    // A clock that was never set can be far from all others.
    let years: Vec<Month> = years.into_values().filter(|year| year.files > 0).collect();
    drawn(years.get(years.len().saturating_sub(MOST)..).unwrap_or_default(), words, false)
}

fn drawn(months: &[Month], words: &dyn Together, by_month: bool) -> Vec<Bar> {
    let most = f64::from(months.iter().map(|month| month.files).max().unwrap_or(1).max(1));
    let bar = |(index, month): (usize, &Month)| {
        let has_number = months.len() <= NUMBERED && month.files > 0;
        let has_year = !by_month || index == 0 || month.month == 1;
        Bar {
            all: f64::from(month.files) / most * HIGH,
            located: f64::from(month.located.min(month.files)) / most * HIGH,
            number: if has_number { words.number(month.files) } else { String::new() },
            letter: if by_month { words.month_letter(month.month).to_owned() } else { String::new() },
            year: if has_year { month.year.to_string() } else { String::new() },
            name: if by_month { words.month(month.year, month.month) } else { month.year.to_string() },
            files: words.number(month.files),
            with_place: words.number(month.located),
        }
    };
    months.iter().enumerate().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, together};

    fn months(count: u8) -> Vec<Month> {
        let month = |index: u8| Month {
            year: 2020 + i16::from(index / 12),
            month: (index % 12).cast_signed() + 1,
            files: index.into(),
            located: 1,
        };
        (0..count).map(month).collect()
    }

    #[test]
    fn many_months_become_years_and_no_file_is_lost() {
        let words = together(Lang::English);
        let bars = bars(&months(40), words);
        let names: Vec<&str> = bars.iter().map(|bar| bar.name.as_str()).collect();
        assert_eq!(names, ["2020", "2021", "2022", "2023"]);
        assert_eq!(bars[0].files, (0..12).sum::<u32>().to_string());
    }

    #[test]
    fn one_month_has_no_bars_and_more_have_one_each() {
        let words = together(Lang::English);
        assert_eq!([0, 1, 2, 30].map(|count| bars(&months(count), words).len()), [0, 0, 2, 30]);
    }
}
