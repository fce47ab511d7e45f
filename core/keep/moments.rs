//! Which moment of a file is kept, and by which one files are put in order: the first of those that are said.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::by_source::BySource;
use super::sources::Source::{self, Exif, Iptc, Key, MovieTime, PngText, PngTime, UserData, Xmp};
use crate::base::Moment;
use crate::model::Ifd;

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

/// Whose clock a moment is by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// One that was there, and showed the time of the place.
    Local,
    /// One of UTC.
    Utc,
}

/// When it was taken, as far as that is worth keeping: to the second.
pub(super) fn read(told: &BySource<'_>) -> Option<Moment> {
    by_clock(told).map(|(moment, _)| moment)
}

/// The same, and by whose clock.
pub(super) fn by_clock(told: &BySource<'_>) -> Option<(Moment, Clock)> {
    let exif = |(date, fraction, offset): &(Source<'static>, u16, u16)| {
        let text = |tag: &u16| told.raw_text(Exif(Ifd::Exif, *tag));
        let moment = Moment::of_exif(told.raw_text(*date)?, text(fraction), text(offset))?;
        Some((moment, Clock::Local))
    };
    // A text that says nothing but `Z` was converted by a program that knew no place.
    let converted = |moment: Moment| (moment, if moment.offset == Some(Offset::UTC) { Clock::Utc } else { Clock::Local });
    // The shutter is believed first, then recorders, then programs, which may have come years later.
    EXIF.iter()
        .find_map(exif)
        .or_else(|| ISO_8601.iter().find_map(|source| Moment::of_iso_8601(told.raw_text(*source)?)).map(converted))
        .or_else(|| Some((Moment::of_iptc(told.raw_text(Iptc(2, 55))?, told.raw_text(Iptc(2, 60)))?, Clock::Local)))
        // Recorders that know no time count from their epoch, or write nothing.
        .or_else(|| {
            let movie = told.moment(MovieTime).filter(|moment| moment.timestamp() > Some(Timestamp::UNIX_EPOCH));
            movie.map(|moment| (moment, Clock::Utc))
        })
        .or_else(|| exif(&CHANGED))
        .filter(|(moment, _)| moment.is_plausible())
}

/// The same, or what programs wrote later. A clock of which nothing is known is taken for one of UTC.
pub(super) fn taken(told: &BySource<'_>) -> Option<Timestamp> {
    let later = |source: &Source<'static>| told.moment(*source).or_else(|| Moment::of_text(told.raw_text(*source)?));
    read(told).or_else(|| LATER.iter().find_map(later))?.timestamp()
}

/// Whether dates are read from a field.
pub(super) fn is_source(source: Source<'_>) -> bool {
    let exif = EXIF
        .iter()
        .chain([&CHANGED])
        .flat_map(|(date, fraction, offset)| [*date, Exif(Ifd::Exif, *fraction), Exif(Ifd::Exif, *offset)]);
    // `LATER` only puts photos in order: no copy is given a date from it.
    let others = [Iptc(2, 55), Iptc(2, 60), MovieTime];
    exif.chain(ISO_8601).chain(others).any(|known| known == source)
}
