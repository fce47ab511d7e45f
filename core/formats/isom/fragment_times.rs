//! Times of fragments (ISO/IEC 14496-12, 8.8.12, 8.8.10, 8.16.3): writers that never stop count them from 1970, or from
//! when they were switched on. What all tracks have in common is removed; their relation to each other stays.

use super::describe::Slot;
use super::fragments::track_of;
use super::movie::Movie;
use super::sample_tables::in_body;
use super::start::{Base, Start};
use super::tiles::inside;
use super::track::Track;
use super::value::IsomValue;
use super::video::Video;
use crate::base::{EPOCH_1904, Error, Input, Malformed, Moment, Place, Span, common_divisor};
use crate::containers::bmff::{BmffBox, Boxes, FULL_LEN, boxes};
use crate::model::{BmffElement, Field, FieldId, Fraction, Value};

/// No part of a video begins this late, in seconds: such a time counts from a date.
const YEAR: u64 = 365 * 24 * 60 * 60;

/// When the fragments of a track begin, in ticks.
#[derive(Debug, Clone, Copy)]
struct Found {
    id: u32,
    first: u64,
    last: u64,
}

/// Finds what the times of all fragments have in common.
pub(super) fn read(input: &Input<'_>, top: &Boxes, movie: &mut Movie) -> Result<(), Error> {
    for track in movie.tracks.iter().filter(|track| track.shown) {
        let late = track.edits(input)?.into_iter().filter(|edit| edit.media_time == -1);
        if late.map(|edit| edit.duration).fold(0, u64::saturating_add) >= YEAR.saturating_mul(movie.scale.into()).max(1) {
            return Err(Error::malformed(Malformed::SampleTable, Place::new(track.span.start, "elst")));
        }
    }
    let found = found(input, top, movie)?;
    let mut second = 0;
    for track in &found {
        second = common_divisor(second, movie.track(track.id).map_or(0, |track| track.scale).into());
    }
    for index in top.all(*b"sidx") {
        if movie.is_shown(u32::from_be_bytes(in_body(input, index, FULL_LEN)?)) {
            second = common_divisor(second, u32::from_be_bytes(in_body(input, index, 8)?).into());
        }
    }
    if second == 0 {
        return Ok(());
    }
    let mut units = u64::MAX;
    for Found { id, first, .. } in &found {
        let Some(track) = movie.track(*id).filter(|track| track.scale > 0) else { return Ok(()) };
        let shown = first.saturating_sub(begin(input, track)?);
        let here = u128::from(shown).saturating_mul(second.into()).checked_div(track.scale.into()).unwrap_or(0);
        units = units.min(u64::try_from(here).unwrap_or(0));
    }
    movie.base = Base { units: if found.is_empty() { 0 } else { units }, second };
    for Found { id, first, last } in found {
        let base = movie.base;
        let Some(track) = movie.tracks.iter_mut().find(|track| track.id == id) else { continue };
        let (common, scale) = (base.ticks(track.scale), u64::from(track.scale));
        let both = begin(input, track)?.min(first.saturating_sub(common));
        let whole = both.saturating_sub(both.checked_rem(scale).unwrap_or(both));
        track.start = Start { fragments: common.saturating_add(whole), edits: i64::try_from(whole).unwrap_or(0) };
        // With the same zero, the last fragment begins this late.
        let late = u128::from(last).saturating_mul(movie.scale.into()).checked_div(scale.into()).unwrap_or(0);
        movie.last = movie.last.max(u64::try_from(late).unwrap_or(u64::MAX));
    }
    Ok(())
}

/// Where the shown part of a track begins in its media, in ticks.
fn begin(input: &Input<'_>, track: &Track) -> Result<u64, Error> {
    let edits = track.edits(input)?.into_iter();
    Ok(edits.filter_map(|edit| u64::try_from(edit.media_time).ok()).min().unwrap_or(0))
}

/// When the fragments of each shown track begin. One that does not say so follows the previous one, or begins with the
/// movie.
fn found(input: &Input<'_>, top: &Boxes, movie: &Movie) -> Result<Vec<Found>, Error> {
    let with_samples = movie.tracks.iter().filter(|track| track.shown && track.samples > 0);
    let mut found: Vec<Found> = with_samples.map(|track| Found { id: track.id, first: 0, last: 0 }).collect();
    for fragment in top.all(*b"moof") {
        for track in boxes(input, fragment.body())?.all(*b"traf") {
            let id = track_of(input, track)?;
            if !movie.is_shown(id) {
                continue;
            }
            let time = match boxes(input, track.body())?.only(*b"tfdt")? {
                Some(time) => Some(decode_time(input, time)?),
                None => None,
            };
            match (found.iter_mut().find(|found| found.id == id), time) {
                (Some(found), Some(time)) => (found.first, found.last) = (found.first.min(time), found.last.max(time)),
                (Some(_), None) => {}
                (None, time) => found.push(Found { id, first: time.unwrap_or(0), last: time.unwrap_or(0) }),
            }
        }
    }
    Ok(found)
}

fn decode_time(input: &Input<'_>, found: &BmffBox) -> Result<u64, Error> {
    let [version] = in_body(input, found, 0)?;
    let at = FULL_LEN;
    Ok(if version == 0 {
        u32::from_be_bytes(in_body(input, found, at)?).into()
    } else {
        u64::from_be_bytes(in_body(input, found, at)?)
    })
}

impl Video<'_, '_> {
    /// `tfdt`: when the first sample of a fragment is decoded.
    pub(super) fn fragment_time(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let [version] = in_body(self.tiles.input, inner, 0)?;
        let long = version != 0;
        let time = decode_time(self.tiles.input, inner)?;
        let track = self.movie.track(self.track);
        let (start, scale) = track.map_or((Start::default(), 1), |track| (track.start, track.scale));
        let body = inner.body_from(FULL_LEN);
        let head = BmffBox { span: Span::between(inner.span.start, body.start), ..*inner };
        self.values(&head, FULL_LEN, vec![version_of(long)], path)?;
        let path = inside(path, inner.kind);
        // Once, for all of them.
        let first = start.fragments > 0 && !std::mem::replace(&mut self.told.base, true);
        let says = first.then(|| says(start.fragments, scale));
        let id = FieldId::Bmff(BmffElement::FragmentTime);
        let fields = says.map(|says| Field::with(id, Place::new(inner.span.start, path.as_str()), says));
        let span = Span::new(body.start, if long { 8 } else { 4 });
        let value = IsomValue::Ticks { long, ticks: time.saturating_sub(start.fragments) };
        self.tiles.rewrite(span, BmffElement::MediaTime, value, fields.into_iter().collect())?;
        self.slack(Span::between(span.end(), body.end()), &path)
    }

    /// `mehd`: the length of the movie including its fragments. If it ends after the last of them, it is counted from
    /// the same point as they are.
    pub(super) fn fragment_duration(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let [version] = in_body(self.tiles.input, inner, 0)?;
        let long = version != 0;
        let stands = self.long_or_short(inner, FULL_LEN, long)?;
        // More than any clock has counted since 1904 stands for nothing.
        let stands = if stands >= MOST_TICKS { self.movie.last } else { stands };
        let from_base = stands >= self.movie.last;
        let ticks = if from_base { stands.saturating_sub(self.movie.base.ticks(self.movie.scale)) } else { stands };
        self.values(inner, if long { 12 } else { 8 }, vec![version_of(long), Slot::ticks(FULL_LEN, long, ticks)], path)
    }
}

/// Two hundred years in millionths of a second.
const MOST_TICKS: u64 = 1 << 53;

/// Version and flags of a box whose numbers are longer in version 1, and which has no flags.
fn version_of(long: bool) -> Slot {
    Slot::numbers(0, vec![long.into(), 0, 0, 0])
}

/// A moment, if a clock that counts from 1970 or 1904 gives a recent day; otherwise seconds.
fn says(ticks: u64, scale: u32) -> Value {
    /// 1995 and 2050, in seconds since 1970: counted from the other epoch, none of them is a recent day.
    const OUR_DAYS: std::ops::Range<i64> = 788_918_400..2_524_608_000;
    let seconds = ticks.checked_div(scale.into()).and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(0);
    let moment = [0, EPOCH_1904].into_iter().find(|epoch| OUR_DAYS.contains(&seconds.saturating_sub(*epoch)));
    match moment.and_then(|epoch| Moment::since(epoch, seconds)) {
        Some(moment) => Value::Moment { moment, raw: Vec::new() },
        None => {
            let numerator = i64::try_from(ticks).unwrap_or(i64::MAX);
            let numbers = vec![Fraction { numerator, denominator: scale.into() }];
            Value::Numbers { shown: seconds.to_string(), raw: Vec::new(), numbers }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_clocks_have_in_common_is_whole_ticks_of_both() {
        assert_eq!(common_divisor(common_divisor(0, 44_100), 12_800), 100);
        assert_eq!(common_divisor(90_000, 0), 90_000);
        let base = Base { units: 171_553_339_250, second: 100 };
        assert_eq!((base.ticks(44_100), base.ticks(12_800)), (75_655_022_609_250, 21_958_827_424_000));
    }

    #[test]
    fn a_clock_is_read_from_1970_or_1904_or_as_seconds() {
        let text = |value: Value| value.text().unwrap().into_owned();
        assert_eq!(text(says(1_715_533_392 * 12_800, 12_800)), "2024-05-12T17:03:12Z");
        assert_eq!(text(says(1_715_533_392 + 2_082_844_800, 1)), "2024-05-12T17:03:12Z");
        assert_eq!(text(says(7_300, 100)), "73");
        assert_eq!(text(says(9, 0)), "0");
    }
}
