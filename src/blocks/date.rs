//! Moments that files count in seconds, as dates.

/// Seconds since the beginning of 1970, UTC, as ISO 8601 writes them; the bare number where no calendar goes so far.
#[must_use]
pub fn utc(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |stamp| stamp.to_string())
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
