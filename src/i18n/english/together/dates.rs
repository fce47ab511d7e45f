//! Days and times.

use jiff::civil::{Date, Time, Weekday};

use untrace_words::english::months::month;

pub(super) fn month_letter(number: i8) -> &'static str {
    month(number).get(..1).unwrap_or_default()
}

/// `3 August 2024`.
pub(super) fn date(date: Date) -> String {
    format!("{}\u{a0}{} {}", date.day(), month(date.month()), date.year())
}

/// `from 3 May to 14 November 2024`, without repetition.
pub(super) fn span(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (None, None) => String::new(),
        (Some(one), None) | (None, Some(one)) => format!("on {}", date(one)),
        (Some(first), Some(last)) if first == last => format!("on {}", date(first)),
        (Some(first), Some(last)) => format!("from {} to {}", begin(first, last), date(last)),
    }
}

/// A day as written before a later one.
fn begin(first: Date, last: Date) -> String {
    match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => first.day().to_string(),
        (true, false) => format!("{}\u{a0}{}", first.day(), month(first.month())),
        _ => date(first),
    }
}

/// `17:05`.
pub(super) fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

pub(super) const fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

pub(super) const fn weekday_short(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
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
            (day(2024, 5, 3), None, "on 3\u{a0}May 2024"),
            (day(2024, 5, 3), day(2024, 5, 3), "on 3\u{a0}May 2024"),
            (day(2024, 5, 3), day(2024, 5, 14), "from 3 to 14\u{a0}May 2024"),
            (day(2024, 5, 3), day(2024, 11, 14), "from 3\u{a0}May to 14\u{a0}November 2024"),
            (day(2023, 5, 3), day(2024, 5, 3), "from 3\u{a0}May 2023 to 3\u{a0}May 2024"),
        ] {
            assert_eq!(span(first, last), said);
        }
    }
}
