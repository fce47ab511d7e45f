//! Moments: dates in the many forms that files write them in.

/// A date, perhaps with a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// By the calendar of today.
    pub year: u16,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
    /// Hours, minutes, seconds.
    pub time: Option<(u8, u8, u8)>,
    /// How far the clock is from UTC, as it is written: `+02:00`, or `Z`.
    pub zone: String,
}

impl Moment {
    /// From Exif's form, that of ISO 8601, or eight digits; nothing where it is none of them, or no real date.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = if text.get(4..5).is_some_and(|mark| mark == ":" || mark == "-") {
            let (date, rest) = text.split_at_checked(10)?;
            (date.replace([':', '-'], ""), rest)
        } else {
            (text.to_owned(), "")
        };
        if date.len() != 8 || !date.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year = date.get(..4)?.parse().ok().filter(|year| (1900..2200).contains(year))?;
        let month = date.get(4..6)?.parse().ok().filter(|month| (1..=12).contains(month))?;
        let day = date.get(6..)?.parse().ok().filter(|day| (1..=31).contains(day))?;
        let mut moment = Self { year, month, day, time: None, zone: String::new() };
        if let Some(rest) = rest.strip_prefix([' ', 'T']) {
            let digits = |from: usize| rest.get(from..from.checked_add(2)?)?.parse::<u8>().ok();
            let (hour, minute, second) = (digits(0)?, digits(3)?, digits(6));
            moment.time = (hour < 24 && minute < 60).then_some((hour, minute, second.unwrap_or(0).min(59)));
            let zone = rest.find(['Z', '+', '-']).and_then(|at| rest.get(at..)).unwrap_or_default();
            moment.zone = zone.chars().take(6).collect();
        } else if !rest.is_empty() {
            return None;
        }
        Some(moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_files_have() {
        let read = |text: &str| Moment::of(text).map(|m| (m.year, m.month, m.day, m.time, m.zone));
        assert_eq!(read("2024:08:03 21:07:44"), Some((2024, 8, 3, Some((21, 7, 44)), String::new())));
        assert_eq!(read("2024-08-03T21:09:12+0200"), Some((2024, 8, 3, Some((21, 9, 12)), "+0200".into())));
        assert_eq!(read("2024-05-11T12:30:12Z"), Some((2024, 5, 11, Some((12, 30, 12)), "Z".into())));
        assert_eq!(read("2024-05-11T12:30:12.55Z"), Some((2024, 5, 11, Some((12, 30, 12)), "Z".into())));
        assert_eq!(read("20240512"), Some((2024, 5, 12, None, String::new())));
        assert_eq!(read("2024:05:12"), Some((2024, 5, 12, None, String::new())));
        for none in
            ["", "17:03:12", "2024", "2024:13:01", "0000:00:00 00:00:00", "2024-05-12 é", "    :  :     :  :  ", "202405é2"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
