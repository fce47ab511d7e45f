//! The hours of a week at a place, as rows of a timetable.

use jiff::civil::Weekday;
use untrace_core::insight::{Place, Week};

use super::super::sentences::{Sentences, count};
use super::regions::is_strong;

/// Grids on a page.
const MOST: usize = 3;
/// Shades of a cell, the first for an empty one.
const SHADES: [&str; 5] = ["h0", "h1", "h2", "h3", "h4"];

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A timetable.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) number: String,
    pub(super) name: String,
    /// Short and long names of the days.
    pub(super) days: Vec<(&'static str, &'static str)>,
    pub(super) rows: Vec<Row>,
}

/// An hour of it.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) hour: String,
    /// Shade, number and what it says; no number if there is nothing.
    pub(super) cells: Vec<(&'static str, String, String)>,
}

/// The timetables of the places where somebody can be found again.
pub(super) fn grids(said: Sentences<'_>) -> Vec<Grid> {
    let places = said.insight.places.iter().enumerate().filter(|(_, place)| place.week.total() > 0 && is_strong(place.kind));
    places.take(MOST).map(|(index, place)| grid(said, index, place)).collect()
}

fn grid(said: Sentences<'_>, index: usize, place: &Place) -> Grid {
    let words = said.words;
    let (first, last) = used(&place.week);
    let row =
        |hour: u32| Row { hour: words.hour(hour), cells: DAYS.iter().map(|day| cell(said, &place.week, *day, hour)).collect() };
    Grid {
        number: words.number(count(index.saturating_add(1))),
        name: said.name(place),
        days: DAYS.iter().map(|day| (words.weekday_short(*day), words.weekday(*day))).collect(),
        rows: (first..=last).map(row).collect(),
    }
}

fn cell(said: Sentences<'_>, week: &Week, day: Weekday, hour: u32) -> (&'static str, String, String) {
    let days = days(week, day, hour);
    let shade = SHADES.get(shade(days, week.highest())).copied().unwrap_or_default();
    match days {
        0 => (shade, String::new(), String::new()),
        _ => (shade, said.words.number(days), said.words.cell(day, hour, days)),
    }
}

fn days(week: &Week, day: Weekday, hour: u32) -> u32 {
    let row = usize::try_from(day.to_monday_zero_offset()).ok().and_then(|day| week.hours().get(day));
    row.and_then(|row| row.get(usize::try_from(hour).ok()?)).copied().unwrap_or(0)
}

/// From no shade for nothing to the darkest for the highest.
fn shade(days: u32, highest: u32) -> usize {
    let of_four = days.saturating_mul(4).div_ceil(highest.max(1));
    usize::try_from(of_four).unwrap_or(0).min(4)
}

/// The first and last hours with anything in them.
fn used(week: &Week) -> (u32, u32) {
    let is_used = |hour: &u32| DAYS.iter().any(|day| days(week, *day, *hour) > 0);
    let first = (0..24).find(is_used).unwrap_or(0);
    (first, (0..24).rev().find(is_used).unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_nothing_has_no_shade_and_only_the_most_the_darkest() {
        assert_eq!([0, 1, 5, 6, 10, 15, 19, 20].map(|days| shade(days, 20)), [0, 1, 1, 2, 2, 3, 4, 4]);
        assert_eq!([shade(0, 0), shade(1, 1), shade(u32::MAX, 1)], [0, 4, 4]);
    }

    #[test]
    fn hours_before_and_behind_are_left_out() {
        let mut week = Week::default();
        assert_eq!(used(&week), (0, 0));
        // A Wednesday and a Sunday.
        week.add(date(2024, 5, 15).at(17, 5, 0, 0));
        week.add(date(2024, 5, 19).at(8, 0, 0, 0));
        assert_eq!(used(&week), (8, 17));
        assert_eq!([days(&week, Weekday::Wednesday, 17), days(&week, Weekday::Wednesday, 8)], [1, 0]);
    }
}
