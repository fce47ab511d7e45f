//! When something was, in the forms that exports use: seconds or milliseconds since 1970, and text. Times without a zone
//! are in UTC, because servers wrote them.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use untrace_core::base::Moment;

use super::lenient::{Number, Text};

/// From 1990 to 2100: anything else is not a moment of an export. None is older than its network; scanned photos carry the
/// day of the scan.
fn plausible(moment: Timestamp) -> Option<Timestamp> {
    const CENTURY: std::ops::Range<i64> = 631_152_000..4_102_444_800;
    CENTURY.contains(&moment.as_second()).then_some(moment)
}

/// From a count since 1970, in seconds, milliseconds or microseconds.
pub(super) fn counted(number: Number) -> Option<Timestamp> {
    let seconds = match number.0? {
        number if number < 1e11 => number,
        number if number < 1e14 => number / 1e3,
        number => number / 1e6,
    };
    let since = SignedDuration::try_from_secs_f64(seconds).ok()?;
    Timestamp::from_duration(since).ok().and_then(plausible)
}

/// From text: a date with a time of day, or a count.
pub(super) fn written(text: &Text) -> Option<Timestamp> {
    let text = text.0.as_deref()?.trim();
    let local = text.strip_suffix("UTC").map_or(text, str::trim_end).replace('/', "-");
    let moment = Moment::of_text(&local).and_then(|moment| moment.time.and(moment.timestamp()));
    moment.and_then(plausible).or_else(|| counted(Number(text.parse().ok())))
}

/// What a camera's clock showed, as in Exif: a network that copies it adds a `Z` that nobody ever knew.
pub(super) fn shown(text: &Text) -> Option<DateTime> {
    let text = text.0.as_deref()?.trim();
    let moment = Moment::of_text(text).or_else(|| {
        let (date, time) = text.split_once('T')?;
        let (year, rest) = date.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        Moment::of_text(&format!("{year}-{month}-{day}T{time}"))
    })?;
    plausible(moment.timestamp()?)?;
    moment.local()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text(Some(text.to_owned()))
    }

    #[test]
    fn counts_and_texts_are_the_same_moment() {
        let wanted: Timestamp = "2024-05-12T15:03:12Z".parse().unwrap();
        for same in [
            "2024-05-12 15:03:12 UTC",
            "2024/05/12 15:03:12 UTC",
            "2024-05-12T15:03:12.000Z",
            "2024-05-12T17:03:12.000+02:00",
            "2024-05-12T15:03:12",
            "2024-05-12T15:03:12+00:00",
            "1715526192",
            "1715526192000",
        ] {
            assert_eq!(written(&text(same)), Some(wanted), "{same}");
        }
        for count in [1_715_526_192.0, 1_715_526_192_000.0, 1_715_526_192_000_000.0] {
            assert_eq!(counted(Number(Some(count))), Some(wanted));
        }
    }

    #[test]
    fn numbers_that_no_calendar_has_are_no_moments() {
        for none in ["", "0", "-1", "1e300", "NaN", "inf", "2024-05-12", "soon", "99999999999999999999", "1850-01-01 10:00:00"] {
            assert_eq!(written(&text(none)), None, "{none}");
        }
        for none in [0.0, -1e300, 1e300, -5.0, 7.0] {
            assert_eq!(counted(Number(Some(none))), None, "{none}");
        }
    }

    #[test]
    fn the_clock_of_a_camera_is_taken_as_it_was_shown() {
        for same in ["20240512T170312.000Z", "2024:05:12 17:03:12", "2024-05-12T17:03:12.000Z", "20240512T17:03:12.000Z"] {
            assert_eq!(shown(&text(same)).map(|at| at.to_string()).as_deref(), Some("2024-05-12T17:03:12"), "{same}");
        }
        for none in ["", "T", "2024", "19700101T00:00:00.000Z", "éé240512T17"] {
            assert_eq!(shown(&text(none)), None, "{none}");
        }
    }
}
