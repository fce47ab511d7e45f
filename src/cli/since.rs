//! `--since`: a day, a moment, or how long ago. Days and moments are by the wall clock.

use std::time::SystemTime;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use crate::i18n::language;

/// The moment that was typed.
pub(super) fn parse(typed: &str) -> Result<SystemTime, String> {
    moment(typed, &Zoned::now()).map(SystemTime::from).ok_or_else(|| language().no_moment().to_owned())
}

/// `None` if it is not a moment in the past.
fn moment(typed: &str, now: &Zoned) -> Option<Timestamp> {
    let typed = typed.trim();
    let local = |moment: DateTime, zone: &TimeZone| zone.to_timestamp(moment).ok();
    let moment = typed.parse().ok();
    let moment = moment.or_else(|| local(typed.parse().ok()?, now.time_zone()));
    let moment = moment.or_else(|| Some(now.checked_sub(typed.parse::<Span>().ok()?.abs()).ok()?.timestamp()));
    moment.filter(|moment| *moment <= now.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::offset;

    #[test]
    fn days_moments_and_durations_are_understood() {
        let now = "2026-11-29T12:00:00Z".parse::<Timestamp>().unwrap().to_zoned(TimeZone::fixed(offset(1)));
        for (typed, expected) in [
            ("2026-11-01", Some("2026-10-31T23:00:00Z")),
            ("2026-11-01T18:00", Some("2026-11-01T17:00:00Z")),
            ("2026-11-01 18:00", Some("2026-11-01T17:00:00Z")),
            ("2026-11-01T18:00Z", Some("2026-11-01T18:00:00Z")),
            ("7d", Some("2026-11-22T12:00:00Z")),
            ("7 days ago", Some("2026-11-22T12:00:00Z")),
            ("2 weeks", Some("2026-11-15T12:00:00Z")),
            ("1h30m", Some("2026-11-29T10:30:00Z")),
            ("1 month", Some("2026-10-29T12:00:00Z")),
            ("2027-01-01", None),
            ("yesterday", None),
            ("7", None),
            ("", None),
        ] {
            assert_eq!(moment(typed, &now), expected.map(|moment| moment.parse().unwrap()), "{typed}");
        }
    }
}
