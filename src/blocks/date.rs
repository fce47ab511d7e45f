//! Moments that files count in seconds, as dates.

/// Seconds since the beginning of 1970, UTC, as ISO 8601 writes them.
#[must_use]
pub fn utc(seconds: i64) -> String {
    const DAY: i64 = 86_400;
    let (year, month, day) = civil(seconds.div_euclid(DAY));
    let time = seconds.rem_euclid(DAY);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", time / 3600, time / 60 % 60, time % 60)
}

/// Year, month and day of a day since 1970, by the calendar of 400 years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day.saturating_sub(day / 1460).saturating_add(day / 36_524).saturating_sub(day / 146_096)) / 365;
    let before = year.saturating_mul(365).saturating_add(year / 4).saturating_sub(year / 100);
    let day = day.saturating_sub(before);
    let month = day.saturating_mul(5).saturating_add(2) / 153;
    let first = month.saturating_mul(153).saturating_add(2) / 5;
    let month = if month < 10 { month.saturating_add(3) } else { month.saturating_sub(9) };
    let year = year.saturating_add(era.saturating_mul(400)).saturating_add(i64::from(month <= 2));
    (year, month, day.saturating_sub(first).saturating_add(1))
}

/// Windows' FILETIME: tenths of microseconds since the beginning of 1601; nothing for 0.
#[must_use]
pub fn of_filetime(ticks: u64) -> Option<String> {
    const EPOCH: i64 = 11_644_473_600;
    let seconds = i64::try_from(ticks / 10_000_000).ok().filter(|&seconds| seconds > 0)?;
    Some(utc(seconds.saturating_sub(EPOCH)))
}

/// Apple's absolute time: seconds since the beginning of 2001.
#[must_use]
pub fn of_apple(seconds: i64) -> String {
    utc(seconds.saturating_add(978_307_200))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_clocks_that_count_them() {
        assert_eq!(utc(1_715_526_192), "2024-05-12T15:03:12Z");
        assert_eq!(utc(-1), "1969-12-31T23:59:59Z");
        assert_eq!(of_apple(0), "2001-01-01T00:00:00Z");
        assert_eq!(of_filetime(133_599_997_920_000_000).unwrap(), "2024-05-12T15:03:12Z");
        assert_eq!(of_filetime(0), None);
    }
}
