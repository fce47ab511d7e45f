//! Places, and why they are believed to be what they seem.

use untrace_core::insight::{Confidence, Kind, Spot, Why};

use super::dates;
use crate::i18n::english::media::files;
use crate::i18n::together::{Media, Nearby};
use untrace_words::english::numbers::{count, number};

pub(super) fn counts(count_of_files: u32, days: u32, media: Media) -> String {
    format!("{} on {}", files(count_of_files, media), self::days(days))
}

fn days(days: u32) -> String {
    count(days, "day", "days")
}

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Home => "Home",
        Kind::SchoolOrWork => "School or work",
        Kind::Routine => "Every week",
        Kind::Trip => "Journey",
        Kind::Other => "Place",
    }
}

/// `near Sceaux`, `70 km from Savusavu`.
pub(super) fn near(nearby: Nearby<'_>) -> String {
    let town = nearby.town;
    if nearby.is_far() { format!("{} from {town}", distance(nearby.metres)) } else { format!("near {town}") }
}

pub(super) fn at_place(place: u32, town: Option<Nearby<'_>>) -> String {
    let place = number(place);
    town.map_or_else(|| format!("place {place}"), |town| format!("place {place}, {}", near(town)))
}

pub(super) fn sure(confidence: Confidence) -> &'static str {
    match confidence.0 {
        c if c >= 0.95 => "almost certain",
        c if c >= 0.8 => "very likely",
        c if c >= 0.6 => "likely",
        _ => "a guess",
    }
}

/// In metres below a thousand.
pub(super) fn distance(metres: u32) -> String {
    match metres {
        0..1000 => format!("{metres} m"),
        1000..10_000 => format!("{} km", format!("{:.1}", f64::from(metres) / 1000.0).trim_end_matches(".0")),
        _ => kilometres(metres.saturating_add(500) / 1000),
    }
}

pub(super) fn kilometres(kilometres: u32) -> String {
    format!("{} km", number(kilometres))
}

pub(super) fn position(spot: Spot) -> String {
    let north = if spot.latitude() < 0.0 { "S" } else { "N" };
    let east = if spot.longitude() < 0.0 { "W" } else { "E" };
    format!("{:.4}\u{b0} {north}, {:.4}\u{b0} {east}", spot.latitude().abs(), spot.longitude().abs())
}

pub(super) fn why(why: &Why) -> String {
    match *why {
        Why::Nights(nights) => format!("Between 21:00 and 07:00 on {}.", days(nights)),
        Why::Evenings(evenings) => format!("Between 18:00 and 21:00 on {}.", days(evenings)),
        Why::Weekends(weekends) => format!("At weekends, on {}.", days(weekends)),
        Why::MostDays { days: some, of } => {
            format!("On {} of the {} with photos in that time.", number(some), days(of))
        }
        Why::WeekdayHours { first, last, from, to } => {
            let (first, last) = (dates::weekday(first), dates::weekday(last));
            format!("From {first} to {last}, mostly between {} and {}.", dates::time(from), dates::time(to))
        }
        Why::SameHour { weekday, weeks } => {
            let weeks = count(weeks, "week", "weeks");
            format!("On {}s at the same hour, in {weeks}.", dates::weekday(weekday))
        }
        Why::FarAway(far) => format!("{} from the nearest home.", kilometres(far)),
        Why::DaysInARow(1) => "On one day.".to_owned(),
        Why::DaysInARow(row) => format!("{} in a row.", days(row)),
        Why::NothingElse(within) => format!("All of it within {}, and no home is known.", days(within)),
        Why::FewDays(few) => format!("On {}: too little to conclude anything.", days(few)),
        Why::NoPattern => "On many days, at no hours of its own.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_get_rounder_as_they_grow() {
        for (metres, said) in
            [(0, "0 m"), (999, "999 m"), (1000, "1 km"), (1250, "1.2 km"), (10_499, "10 km"), (1_200_600, "1,201 km")]
        {
            assert_eq!(distance(metres), said);
        }
    }

    #[test]
    fn a_position_says_on_which_half_of_the_earth_it_is() {
        let said = |latitude, longitude| position(Spot::new(latitude, longitude).unwrap());
        assert_eq!(said(48.85661, 2.35222), "48.8566\u{b0} N, 2.3522\u{b0} E");
        assert_eq!(said(-17.7134, -178.065), "17.7134\u{b0} S, 178.0650\u{b0} W");
    }
}
