//! Moments: one type, read from every form that files use, and written in those that copies use.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::epoch::{EPOCH_1601, EPOCH_1904};

/// A moment, as local clocks showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day, in today's calendar.
    pub date: Date,
    /// The time of day; `None` if only the day is known.
    pub time: Option<Time>,
    /// How far local clocks were ahead of UTC, if known.
    pub offset: Option<Offset>,
}

impl Moment {
    /// A day and a time of day.
    #[must_use]
    pub fn at(local: DateTime, offset: Option<Offset>) -> Self {
        Self { date: local.date(), time: Some(local.time()), offset }
    }

    /// Seconds since the beginning of 1970, UTC; `None` if out of the calendar's range.
    #[must_use]
    pub fn of_unix(seconds: i64) -> Option<Self> {
        Timestamp::from_second(seconds).ok().map(Self::of_timestamp)
    }

    /// Year, month, day, hour, minute and second, if there is such a moment.
    #[must_use]
    pub fn of_numbers(numbers: [u32; 6], offset: Option<Offset>) -> Option<Self> {
        let [year, month, day, hour, minute, second] = numbers.map(|number| i8::try_from(number).ok());
        let year = year.map(i16::from).or_else(|| i16::try_from(numbers[0]).ok())?;
        Some(Self::at(DateTime::new(year, month?, day?, hour?, minute?, second?, 0).ok()?, offset))
    }

    /// Seconds since another epoch, which is this many seconds before 1970.
    #[must_use]
    pub fn since(epoch: i64, seconds: i64) -> Option<Self> {
        Self::of_unix(seconds.checked_sub(epoch)?)
    }

    /// Windows' FILETIME: tenths of microseconds since the beginning of 1601; `None` for 0.
    #[must_use]
    pub fn of_filetime(ticks: u64) -> Option<Self> {
        Self::since(EPOCH_1601, i64::try_from(ticks / 10_000_000).ok().filter(|&seconds| seconds > 0)?)
    }

    fn of_timestamp(stamp: Timestamp) -> Self {
        Self::at(Offset::UTC.to_datetime(stamp), Some(Offset::UTC))
    }

    /// Exif's form (EXIF 3.0, 4.6.6.6): `2024:05:12 17:03:12`, the digits after the second, `+02:00`.
    #[must_use]
    pub fn of_exif(text: &str, fraction: Option<&str>, offset: Option<&str>) -> Option<Self> {
        let text = text.trim();
        // EXIF has colons in the date; some programs write hyphens.
        let date = local(text, ["", ":", ":", " ", ":", ":"]).or_else(|| local(text, ["", "-", "-", " ", ":", ":"]))?;
        let is_digits = |digits: &&str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let digits = fraction.map(str::trim).filter(is_digits);
        // These are digits after a point, not a count: `5` is half a second.
        let nanoseconds = digits.and_then(|digits| format!("{digits:0<9}").get(..9)?.parse().ok()).unwrap_or(0);
        Some(Self::at(date.with().subsec_nanosecond(nanoseconds).build().ok()?, offset.and_then(clock)))
    }

    /// `2024-05-12T17:03:12.123+02:00`, and the same without colons, or without hyphens as well; not a date alone.
    #[must_use]
    pub fn of_iso_8601(text: &str) -> Option<Self> {
        Self::of_local_and_zone(text).map(|(moment, _)| moment)
    }

    /// The same, and what follows the time of day.
    fn of_local_and_zone(text: &str) -> Option<(Self, &str)> {
        let text = text.trim();
        let time = text.find(['T', ' '])?;
        let behind = text.get(time..)?;
        // Searched for after the date, whose hyphens are not signs.
        let zone = behind.find(['Z', '+', '-']).map_or(text.len(), |at| time.saturating_add(at));
        let (local, zone) = text.split_at_checked(zone)?;
        let local = local.replacen(' ', "T", 1);
        // A bare hour is what is left of a time if something else was taken for its zone.
        let has_minutes = local.split_once('T').is_some_and(|(_, time)| {
            time.contains(':') || time.get(..4).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        });
        let local: DateTime = local.parse().ok().or_else(|| without_seconds(&local))?;
        has_minutes.then(|| (Self::at(local, clock(zone)), zone))
    }

    /// IPTC-IIM's form (2:55 and 2:60): `20240512` and `170312+0200`.
    #[must_use]
    pub fn of_iptc(date: &str, time: Option<&str>) -> Option<Self> {
        let (time, zone) = time?.split_at_checked(6)?;
        Some(Self::at(local(&format!("{date}{time}"), [""; 6])?, clock(zone)))
    }

    /// A text in any of these forms, in that of e-mails, or just a day.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        /// Anything longer is not a date.
        const LONGEST: usize = 40;
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        let mail = || {
            let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
            Some(Self::at(zoned.datetime(), Some(zoned.offset())))
        };
        let day = || {
            let [year, month, day] = ["-", ":", ""].iter().find_map(|sign| numbers(text, ["", sign, sign]))?;
            let date = Self::of_numbers([year, month, day, 0, 0, 0], None)?.date;
            Some(Self { date, time: None, offset: None })
        };
        // If the text after the time is not a zone, it is a text and not a date.
        let exactly = |text: &str| {
            let (moment, zone) = Self::of_local_and_zone(text)?;
            (zone.is_empty() || moment.offset.is_some()).then_some(moment)
        };
        // Exif's date followed by an offset is in no standard, but does occur.
        let dashed = || (text.get(4..5) == Some(":")).then(|| text.replacen(':', "-", 2));
        exactly(text)
            .or_else(|| Self::of_exif(text, None, None))
            .or_else(|| exactly(&dashed()?))
            .or_else(mail)
            .or_else(day)
            .filter(|moment| moment.is_plausible())
    }

    /// From the time since the beginning of 1970, in seconds, or thousandths or millionths of one. Other numbers have
    /// as many digits: anything outside this century is not a moment.
    #[must_use]
    pub fn of_count(text: &str) -> Option<Self> {
        /// 2001-09-09, when seconds reached ten digits, to 2100.
        const CENTURY: std::ops::Range<i64> = 1_000_000_000..4_102_444_800;
        let text = text.trim();
        let (count, fraction) = text.split_once('.').unwrap_or((text, ""));
        if !count.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let parts = match count.len() {
            10 => 1,
            13 => 1_000,
            16 => 1_000_000,
            _ => return None,
        };
        let seconds = count.parse::<i64>().ok()?.checked_div(parts)?;
        CENTURY.contains(&seconds).then(|| Self::of_unix(seconds))?
    }

    /// Whether photos could have been taken then.
    #[must_use]
    pub fn is_plausible(&self) -> bool {
        // The oldest surviving photo was taken in 1826 or soon after.
        (1826..=9000).contains(&self.date.year())
    }

    /// Day and time of day, if both are known.
    #[must_use]
    pub fn local(&self) -> Option<DateTime> {
        Some(self.date.to_datetime(self.time?))
    }

    /// The moment in UTC. A clock of unknown offset is taken to be UTC; a day alone stands for its beginning.
    #[must_use]
    pub fn timestamp(&self) -> Option<Timestamp> {
        let local = self.date.to_datetime(self.time.unwrap_or_else(Time::midnight));
        TimeZone::fixed(self.offset.unwrap_or(Offset::UTC)).to_timestamp(local).ok()
    }

    /// Seconds since the beginning of 1904.
    #[must_use]
    pub fn seconds_since_1904(&self) -> Option<u64> {
        u64::try_from(self.timestamp()?.as_duration().checked_add(SignedDuration::from_secs(EPOCH_1904))?.as_secs()).ok()
    }

    /// How far local clocks were ahead of UTC, with this between hours and minutes: `+02:00`, `+0200`.
    #[must_use]
    pub fn clock(&self, between: &str) -> Option<String> {
        let minutes = self.offset?.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        Some(format!("{sign}{:02}{between}{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60))
    }

    /// In the form of ISO 8601, with the offset of the clock if known.
    #[must_use]
    pub fn iso_8601(&self, between: &str) -> String {
        let local = self.local().map_or_else(|| self.date.to_string(), |local| local.to_string());
        format!("{local}{}", self.clock(between).unwrap_or_default())
    }
}

/// ISO 8601, with `Z` for a clock at UTC.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            Some(Offset::UTC) => write!(f, "{}Z", Self { offset: None, ..*self }.iso_8601(":")),
            _ => f.write_str(&self.iso_8601(":")),
        }
    }
}

/// The numbers of a text, each behind the sign that its form has there: a year of four digits at most, then others of two.
fn numbers<const N: usize>(text: &str, signs: [&str; N]) -> Option<[u32; N]> {
    let (mut numbers, mut rest, mut most) = ([0; N], text.strip_prefix('+').unwrap_or(text), 4);
    for (number, sign) in numbers.iter_mut().zip(signs) {
        rest = rest.strip_prefix(sign)?;
        rest = if sign == " " { rest.trim_start() } else { rest };
        let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (read, behind) = rest.split_at_checked(digits)?;
        *number = read.parse().ok()?;
        (rest, most) = (behind, 2);
    }
    rest.is_empty().then_some(numbers)
}

/// A day and a time of day in such a form.
fn local(text: &str, signs: [&str; 6]) -> Option<DateTime> {
    let [day @ .., second] = numbers(text, signs)?;
    let [year, month, day, hour, minute] = day;
    // A leap second has no place in a civil day: it is the one before.
    let second = if second == 60 { 59 } else { second };
    Moment::of_numbers([year, month, day, hour, minute, second], None)?.local()
}

fn without_seconds(text: &str) -> Option<DateTime> {
    let [year, month, day, hour, minute] = numbers(text, ["", "-", "-", "T", ":"])?;
    Moment::of_numbers([year, month, day, hour, minute, 0], None)?.local()
}

/// `+02:00`, `+0200`, `+02`, `Z`.
fn clock(text: &str) -> Option<Offset> {
    let text = text.trim();
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return if text == "Z" { Some(Offset::UTC) } else { None },
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
    // A sign would be read as part of a number.
    if !hours.bytes().chain(minutes.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<u8>().ok().filter(|minutes| *minutes < 60)? };
    let hours = hours.parse::<u8>().ok().filter(|hours| *hours <= 15)?;
    let seconds = i32::from(hours).checked_mul(60)?.checked_add(i32::from(minutes))?.checked_mul(60)?.checked_mul(sign)?;
    Offset::from_seconds(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_read_in_the_forms_that_files_have() {
        for (text, read) in [
            ("2024:08:03 21:07:44", "2024-08-03T21:07:44"),
            ("2024:08:03 21:07:44+02:00", "2024-08-03T21:07:44+02:00"),
            ("2024-08-03T21:09:12+0200", "2024-08-03T21:09:12+02:00"),
            ("2024-05-11T12:30:12Z", "2024-05-11T12:30:12+00:00"),
            ("2024-05-11T12:30:12.55Z", "2024-05-11T12:30:12.55+00:00"),
            ("2024-05-11T12:30", "2024-05-11T12:30:00"),
            ("20240512T170312+0200", "2024-05-12T17:03:12+02:00"),
            ("20240512T170312", "2024-05-12T17:03:12"),
            ("Sun, 12 May 2024 17:03:12 +0200", "2024-05-12T17:03:12+02:00"),
            ("20240512", "2024-05-12"),
            ("2024:05:12", "2024-05-12"),
            ("2024-05-12", "2024-05-12"),
        ] {
            assert_eq!(Moment::of_text(text).map(|moment| moment.iso_8601(":")).as_deref(), Some(read), "{text}");
        }
    }

    proptest! {
        /// The crate's own reader takes patterns apart each time, and is as large as the rest of what reads dates.
        #[test]
        fn numbers_are_read_as_by_a_pattern(
            year in 1000u32..10_000, month in 0u32..15, day in 0u32..35, hour in 0u32..26, minute in 0u32..63, second in 0u32..63,
        ) {
            let text = format!("{year}:{month:02}:{day:02} {hour:02}:{minute:02}:{second:02}");
            prop_assert_eq!(local(&text, ["", ":", ":", " ", ":", ":"]), DateTime::strptime("%Y:%m:%d %H:%M:%S", &text).ok());
            let text = format!("{year}{month:02}{day:02}{hour:02}{minute:02}{second:02}");
            prop_assert_eq!(local(&text, [""; 6]), DateTime::strptime("%Y%m%d%H%M%S", &text).ok());
        }
    }

    #[test]
    fn counts_since_1970_are_moments() {
        for (text, read) in [
            ("1565157904000", Some("2019-08-07T06:05:04+00:00")),
            ("1565157904", Some("2019-08-07T06:05:04+00:00")),
            ("1565157904000123", Some("2019-08-07T06:05:04+00:00")),
            ("1565157904.25", Some("2019-08-07T06:05:04+00:00")),
            ("0565157904", None),
            ("5565157904", None),
            ("156515790", None),
            ("15651579o4", None),
            ("", None),
        ] {
            assert_eq!(Moment::of_count(text).map(|moment| moment.iso_8601(":")).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn the_31st_of_february_is_no_date() {
        for none in [
            "2024:02:31 10:00:00",
            "2024-02-31",
            "20240231",
            "2024:05:12 25:00:00",
            "0000:00:00 00:00:00",
            "    :  :     :  :  ",
            "2024:13:01",
            "17:03:12",
            "2024",
            "202405é2",
            "0001-01-01",
            "2024-05-12T17:03:12 Lea Martin 17",
            "2024-05-12T17:03:12+25:00",
            "2024-05-12T17:03:12Zsecret",
            "2024:05:12 17:03:12+Anna",
            "2024-05-12T17",
            "20240512T17",
            "",
        ] {
            assert_eq!(Moment::of_text(none), None, "{none}");
        }
    }

    #[test]
    fn moments_are_those_of_the_clocks_that_count_them() {
        let shown = |moment: Option<Moment>| moment.unwrap().iso_8601(":");
        assert_eq!(shown(Moment::of_unix(1_715_526_192)), "2024-05-12T15:03:12+00:00");
        assert_eq!(shown(Moment::since(EPOCH_1904, 1)), "1904-01-01T00:00:01+00:00");
        assert_eq!(shown(Moment::since(super::super::epoch::EPOCH_2001, 0)), "2001-01-01T00:00:00+00:00");
        assert_eq!(shown(Moment::of_filetime(133_599_997_920_000_000)), "2024-05-12T15:03:12+00:00");
        assert_eq!(Moment::of_filetime(0), None);
        assert_eq!(Moment::of_unix(i64::MAX), None);
    }
}
