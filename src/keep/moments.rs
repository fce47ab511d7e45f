//! Dates, in the forms that the standards give them: EXIF 3.0, 4.6.6.6; ISO 8601 in XMP and QuickTime's keys; IPTC-IIM;
//! seconds since 1904 in the headers of videos.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::Told;
use super::sources::Source::{self, Exif, Iptc, Key, MovieTime, PngText, PngTime, UserData, Xmp};
use crate::model::{Ifd, Moment};

/// Tags of Exif: a date, the fraction of its second, the offset of its clock.
const EXIF: [(Source<'static>, u16, u16); 2] =
    [(Exif(Ifd::Exif, 0x9003), 0x9291, 0x9011), (Exif(Ifd::Exif, 0x9004), 0x9292, 0x9012)];
/// The same about the last change, which is believed last.
const CHANGED: (Source<'static>, u16, u16) = (Exif(Ifd::Image, 0x0132), 0x9290, 0x9010);

/// Dates in ISO 8601.
const ISO_8601: [Source<'static>; 6] = [
    Xmp("exif", "DateTimeOriginal"),
    Xmp("photoshop", "DateCreated"),
    Xmp("xmp", "CreateDate"),
    Key("com.apple.quicktime.creationdate"),
    UserData(*b"\xA9day"),
    Xmp("exif", "DateTimeDigitized"),
];

/// What programs write later, in many forms: good enough to put photos in order.
const LATER: [Source<'static>; 8] = [
    PngText("Creation Time"),
    PngText("CreationTime"),
    PngText("create-date"),
    PngText("date:create"),
    Xmp("xmp", "ModifyDate"),
    PngTime,
    PngText("modify-date"),
    PngText("date:modify"),
];

/// When it was taken, as far as that is worth keeping.
pub(super) fn read(told: &Told<'_>) -> Option<Moment> {
    let exif = |(date, fraction, offset): &(Source<'static>, u16, u16)| {
        let local = exif(told.raw_text(*date)?, told.raw_text(Exif(Ifd::Exif, *fraction)))?;
        Some(Moment { local, offset: told.raw_text(Exif(Ifd::Exif, *offset)).and_then(clock) })
    };
    EXIF.iter()
        .find_map(exif)
        .or_else(|| ISO_8601.iter().find_map(|source| iso_8601(told.raw_text(*source)?)))
        .or_else(|| iptc(told.raw_text(Iptc(2, 55))?, told.raw_text(Iptc(2, 60))))
        .or_else(|| told.numbers(MovieTime).first().and_then(|seconds| movie_time(seconds.numerator)))
        .or_else(|| exif(&CHANGED))
        .filter(|moment| (1826..=9000).contains(&moment.local.year()))
}

/// The same, or what programs wrote later. A clock of which nothing is known is taken for one of UTC.
pub(super) fn taken(told: &Told<'_>) -> Option<Timestamp> {
    let later = || LATER.iter().find_map(|source| written(told.shown(*source)?));
    let moment = read(told).or_else(later)?;
    moment.offset.unwrap_or(Offset::UTC).to_timestamp(moment.local).ok()
}

/// A date as programs write it: ISO 8601, Exif's form, that of mails, or a day alone.
fn written(text: &str) -> Option<Moment> {
    /// What is longer is no date.
    const LONGEST: usize = 40;
    let text = text.trim();
    let mail = || {
        let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
        Some(Moment { local: zoned.datetime(), offset: Some(zoned.offset()) })
    };
    let alone = |local: DateTime| Moment { local, offset: None };
    let day = || text.parse().ok().map(|day: jiff::civil::Date| alone(day.at(0, 0, 0, 0)));
    let any = || iso_8601(text).or_else(|| exif(text, None).map(alone)).or_else(mail).or_else(day);
    (text.len() <= LONGEST).then(any)?
}

/// Whether dates are read from a field.
pub(super) fn is_source(source: Source<'_>) -> bool {
    let exif = EXIF
        .iter()
        .chain([&CHANGED])
        .flat_map(|(date, fraction, offset)| [*date, Exif(Ifd::Exif, *fraction), Exif(Ifd::Exif, *offset)]);
    let others = [Iptc(2, 55), Iptc(2, 60), MovieTime];
    exif.chain(ISO_8601).chain(others).any(|known| known == source)
}

/// `2024:05:12 17:03:12`, and the digits behind the second.
fn exif(text: &str, fraction: Option<&str>) -> Option<DateTime> {
    let text = text.trim();
    let date = DateTime::strptime("%Y:%m:%d %H:%M:%S", text).or_else(|_| DateTime::strptime("%Y-%m-%d %H:%M:%S", text)).ok()?;
    let digits = fraction.map(str::trim).filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let nanoseconds = digits.and_then(|digits| format!("{digits:0<9}").get(..9)?.parse().ok()).unwrap_or(0);
    date.with().subsec_nanosecond(nanoseconds).build().ok()
}

/// `+02:00`.
fn clock(text: &str) -> Option<Offset> {
    let text = text.trim();
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return if text == "Z" { Some(Offset::UTC) } else { None },
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<u8>().ok().filter(|minutes| *minutes < 60)? };
    let hours = hours.parse::<u8>().ok().filter(|hours| *hours <= 15)?;
    let seconds = i32::from(hours).checked_mul(60)?.checked_add(i32::from(minutes))?.checked_mul(60)?.checked_mul(sign)?;
    Offset::from_seconds(seconds).ok()
}

/// `2024-05-12T17:03:12.123+02:00`, and the same without colons in the offset; a date alone is none.
fn iso_8601(text: &str) -> Option<Moment> {
    let text = text.trim();
    let time = text.find(['T', ' '])?;
    let behind = text.get(time..)?;
    let zone = behind.find(['Z', '+', '-']).map_or(text.len(), |at| time.saturating_add(at));
    let (local, zone) = text.split_at_checked(zone)?;
    let local = local.replacen(' ', "T", 1);
    let local: DateTime = local.parse().ok().or_else(|| DateTime::strptime("%Y-%m-%dT%H:%M", &local).ok())?;
    Some(Moment { local, offset: clock(zone) })
}

/// `20240512` and `170312+0200`.
fn iptc(date: &str, time: Option<&str>) -> Option<Moment> {
    let time = time?;
    let (clock_time, zone) = time.split_at_checked(6)?;
    Some(Moment { local: DateTime::strptime("%Y%m%d%H%M%S", format!("{date}{clock_time}")).ok()?, offset: clock(zone) })
}

/// The epoch of ISO/IEC 14496-12, 8.2.2.3: the beginning of 1904, in seconds before that of 1970.
const EPOCH: i64 = 2_082_844_800;

/// Recorders that know no time count from the epoch, or write nothing.
fn movie_time(seconds: i64) -> Option<Moment> {
    let stamp = Timestamp::from_second(seconds.checked_sub(EPOCH)?).ok().filter(|stamp| *stamp > Timestamp::UNIX_EPOCH)?;
    Some(Moment { local: Offset::UTC.to_datetime(stamp), offset: Some(Offset::UTC) })
}

/// Seconds since the beginning of 1904; a clock of which nothing is known is taken for one of UTC.
pub(crate) fn since_1904(moment: &Moment) -> Option<u64> {
    let zone = TimeZone::fixed(moment.offset.unwrap_or(Offset::UTC));
    let stamp = zone.to_timestamp(moment.local).ok()?;
    u64::try_from(stamp.as_duration().checked_add(SignedDuration::from_secs(EPOCH))?.as_secs()).ok()
}
