//! Days and times.

use jiff::civil::{Date, Time, Weekday};

use super::numbers::WIDE;

const MONTHS: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/// Its name, by number, starting at 1.
pub fn month(month: i8) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default()
}

/// The letter that it begins with.
#[must_use]
pub const fn month_letter(month: i8) -> &'static str {
    match month {
        1 | 6 | 7 => "J",
        2 => "F",
        3 | 5 => "M",
        4 | 8 => "A",
        9 => "S",
        10 => "O",
        11 => "N",
        12 => "D",
        _ => "",
    }
}

/// `1er`, and plain numbers for every other day.
fn day(date: Date) -> String {
    if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() }
}

/// `3 août 2024`.
pub fn date(date: Date) -> String {
    format!("{}{WIDE}{} {}", day(date), month(date.month()), date.year())
}

/// `du 3 mai au 14 novembre 2024`, without repetition.
pub fn span(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (None, None) => String::new(),
        (Some(one), None) | (None, Some(one)) => format!("le {}", date(one)),
        (Some(first), Some(last)) if first == last => format!("le {}", date(first)),
        (Some(first), Some(last)) => format!("du {} au {}", begin(first, last), date(last)),
    }
}

/// A day as written before a later one.
fn begin(first: Date, last: Date) -> String {
    match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => day(first),
        (true, false) => format!("{}{WIDE}{}", day(first), month(first.month())),
        _ => date(first),
    }
}

/// `17 h`, `21 h 07`.
pub fn time(time: Time) -> String {
    match time.minute() {
        0 => format!("{}{WIDE}h", time.hour()),
        minute => format!("{}{WIDE}h{WIDE}{minute:02}", time.hour()),
    }
}

/// Its name.
#[must_use]
pub const fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

/// Its name in short.
#[must_use]
pub const fn weekday_short(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "lun.",
        Weekday::Tuesday => "mar.",
        Weekday::Wednesday => "mer.",
        Weekday::Thursday => "jeu.",
        Weekday::Friday => "ven.",
        Weekday::Saturday => "sam.",
        Weekday::Sunday => "dim.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_of_a_date_is_said_twice() {
        let day = |year, month, day| Some(Date::constant(year, month, day));
        for (first, last, said) in [
            (None, None, ""),
            (day(2024, 8, 3), None, "le 3\u{a0}août 2024"),
            (day(2024, 5, 1), day(2024, 5, 14), "du 1er au 14\u{a0}mai 2024"),
            (day(2024, 5, 3), day(2024, 11, 14), "du 3\u{a0}mai au 14\u{a0}novembre 2024"),
            (day(2023, 5, 3), day(2024, 5, 1), "du 3\u{a0}mai 2023 au 1er\u{a0}mai 2024"),
        ] {
            assert_eq!(span(first, last), said);
        }
    }

    #[test]
    fn hours_are_written_as_in_france() {
        assert_eq!(time(Time::constant(21, 7, 0, 0)), "21\u{a0}h\u{a0}07");
        assert_eq!(time(Time::constant(9, 0, 0, 0)), "9\u{a0}h");
    }
}
