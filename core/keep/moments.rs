//! Which moment of a file is kept, and which one is used to put files in order: the first of those given.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::by_source::BySource;
use super::sources::Source::{self, Exif, Iptc, Key, MovieTime, PngText, PngTime, UserData, Xmp};
use crate::base::Moment;
use crate::model::Ifd;

/// Tags of Exif: a date, the fraction of its second, the offset of its clock.
const EXIF: [(Source<'static>, u16, u16); 2] =
    [(Exif(Ifd::Exif, 0x9003), 0x9291, 0x9011), (Exif(Ifd::Exif, 0x9004), 0x9292, 0x9012)];
/// The same for the last change, which is trusted least.
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

/// What programs write later, in many forms: good enough for putting photos in order.
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

/// Whose clock gave a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// A local clock, which showed the time of the place.
    Local,
    /// A clock at UTC.
    Utc,
}

/// When it was taken, as precisely as is worth keeping: to the second.
pub(super) fn read(told: &BySource<'_>) -> Option<Moment> {
    by_clock(told).map(|(moment, _)| moment)
}

/// The same, and whose clock gave it.
pub(super) fn by_clock(told: &BySource<'_>) -> Option<(Moment, Clock)> {
    let exif = |(date, fraction, offset): &(Source<'static>, u16, u16)| {
        let text = |tag: &u16| told.raw_text(Exif(Ifd::Exif, *tag));
        let moment = Moment::of_exif(told.raw_text(*date)?, text(fraction), text(offset))?;
        Some((moment, Clock::Local))
    };
    // A text that only says `Z` was converted by a program that did not know the place.
    let converted = |moment: Moment| (moment, if moment.offset == Some(Offset::UTC) { Clock::Utc } else { Clock::Local });
    // The camera is trusted first, then recorders, then programs, which may have come years later.
    EXIF.iter()
        .find_map(exif)
        .or_else(|| ISO_8601.iter().find_map(|source| Moment::of_iso_8601(told.raw_text(*source)?)).map(converted))
        .or_else(|| Some((Moment::of_iptc(told.raw_text(Iptc(2, 55))?, told.raw_text(Iptc(2, 60)))?, Clock::Local)))
        // Recorders that do not know the time count from their epoch, or write nothing.
        .or_else(|| {
            let movie = told.moment(MovieTime).filter(|moment| moment.timestamp() > Some(Timestamp::UNIX_EPOCH));
            movie.map(|moment| (moment, Clock::Utc))
        })
        .or_else(|| exif(&CHANGED))
        .filter(|(moment, _)| moment.is_plausible())
}

/// The same, or what programs wrote later. A clock of unknown offset is taken to be at UTC.
pub(super) fn taken(told: &BySource<'_>) -> Option<Timestamp> {
    let later = |source: &Source<'static>| told.moment(*source).or_else(|| Moment::of_text(told.raw_text(*source)?));
    read(told).or_else(|| LATER.iter().find_map(later))?.timestamp()
}

/// Whether dates are read from this field.
pub(super) fn is_source(source: Source<'_>) -> bool {
    let exif = EXIF
        .iter()
        .chain([&CHANGED])
        .flat_map(|(date, fraction, offset)| [*date, Exif(Ifd::Exif, *fraction), Exif(Ifd::Exif, *offset)]);
    // `LATER` only puts photos in order: no copy takes a date from it.
    let others = [Iptc(2, 55), Iptc(2, 60), MovieTime];
    exif.chain(ISO_8601).chain(others).any(|known| known == source)
}
