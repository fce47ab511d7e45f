//! Footage that was cut off: samples that an edit list leaves out, and that are not needed for what it shows. They are
//! removed from the sample tables, which are rewritten in place; what decoding needs stays, and is measured.
//!
//! The samples that stay begin with the last one before the shown part that can be decoded by itself, and end with the
//! last one shown: a cut in the middle stays, because what is decoded before and after it could interfere.

mod chunks;
mod h264;
mod media;
mod tables;

pub(super) use media::{Coding, Media};
pub(super) use tables::is_table;

use std::ops::Range;

use super::sample_tables::table;
use super::sample_times::Times;
use crate::base::{Error, Spans};
use crate::containers::bmff::Entries;
use h264::Beginning;
use tables::Written;

/// Fewest pictures that stay if decoding begins inside a sequence: FFmpeg's H.264 decoder outputs none before it has
/// seen as many as it may have to reorder, and forgets those that it is still holding when the video ends.
const LEAST_PICTURES: u32 = 20;
/// What encoders and writers leave at the ends of sound, in milliseconds: nobody cut it off.
const ENDS_OF_SOUND: u64 = 250;
/// The same for pictures: that frames last as long as they are decoded is only approximately true.
const ENDS_OF_PICTURES: u64 = 100;

/// The part of a track that nobody sees or hears.
#[derive(Debug, Default)]
pub(super) struct Unseen {
    /// What goes; `None` if everything stays.
    pub(super) trim: Option<Trim>,
    /// How much of it stays, in milliseconds; 0 for what no person cut off.
    pub(super) left: u64,
}

/// How a track becomes shorter.
#[derive(Debug)]
pub(super) struct Trim {
    /// What goes, in milliseconds.
    pub(super) gone: u64,
    /// How much earlier everything begins, in ticks of the media.
    pub(super) earlier: i64,
    /// How long the media are then.
    pub(super) duration: i64,
    /// The bytes of the samples that stay.
    pub(super) bytes: Spans,
    /// The sample tables, in their final form.
    pub(super) tables: Written,
}

/// Finds the part of a track that nobody sees or hears.
pub(super) fn unseen(media: &Media<'_>) -> Result<Unseen, Error> {
    let nothing = || Ok(Unseen::default());
    let Some(needed) = needed(media)? else { return nothing() };
    let all = 0..media.samples;
    let ends = if media.coding.is_sound() { ENDS_OF_SOUND } else { ENDS_OF_PICTURES };
    // Sound that is counted by value is not cut inside a chunk if packets have more than one.
    for whole in [false, true] {
        if needed == all || !whole && media.frames.is_some() {
            continue;
        }
        let Some(pieces) = chunks::pieces(media, &needed, whole)? else { continue };
        let Some(times) = measure(media, &pieces.samples)? else { return nothing() };
        let gone = milliseconds(times.gone, media.scale);
        if pieces.samples == all || media.coding.is_sound() && gone < ENDS_OF_SOUND {
            continue;
        }
        let Some(tables) = tables::written(media, &pieces)? else { continue };
        let (earlier, duration) = (times.earlier, times.duration);
        let trim = Trim { gone, earlier, duration, bytes: pieces.bytes.merged(), tables };
        return Ok(Unseen { trim: Some(trim), left: left(times.unseen, media.scale, ends) });
    }
    let Some(times) = measure(media, &all)? else { return nothing() };
    Ok(Unseen { trim: None, left: left(times.unseen, media.scale, ends) })
}

fn milliseconds(ticks: i64, scale: u32) -> u64 {
    u64::try_from(ticks).unwrap_or(0).saturating_mul(1000).checked_div(scale.into()).unwrap_or(0)
}

fn left(ticks: i64, scale: u32, ends: u64) -> u64 {
    Some(milliseconds(ticks, scale)).filter(|left| *left > ends).unwrap_or(0)
}

/// The samples needed to decode what is shown; `None` if the tables do not say.
fn needed(media: &Media<'_>) -> Result<Option<Range<u32>>, Error> {
    let (Some(first), Some(last)) = (media.shown.first(), media.shown.last()) else { return Ok(None) };
    let (start, end) = (first.start.saturating_sub(media.coding.margin(media.scale)), last.end.saturating_sub(1));
    let Some(mut times) = Times::new(media.input, media.tables, media.samples)? else { return Ok(None) };
    // The picture seen at the beginning, the first one after it, and the last one of all.
    let (mut at, mut behind, mut last) = (None, None, None);
    while let Some(run) = times.next()? {
        if let Some(index) = run.at_or_before(start) {
            // The first of samples without a duration: all of them are shown at the same time.
            let index = if run.lasts == 0 { run.first } else { index };
            at = at.max(Some((run.shown(index), std::cmp::Reverse(index))));
        }
        behind = behind.or_else(|| run.behind(start).filter(|index| run.shown(*index) <= end));
        last = last.max(run.at_or_before(end));
    }
    let at = at.map(|(_, std::cmp::Reverse(index))| index);
    let (Some(last), Some(first), 0) = (last, [at, behind].into_iter().flatten().min(), times.left()) else { return Ok(None) };
    let first = decodable(media, first, start)?;
    let last = if media.again { next_keys(media, last)? } else { last };
    let (end, least) = (last.saturating_add(1), first.saturating_add(LEAST_PICTURES).min(media.samples));
    Ok(Some(match beginning(media, first)? {
        Beginning::Sequence => first..end,
        Beginning::Picture => first..end.max(least),
        // No table says with which sample to begin for what is shown to be complete.
        Beginning::Refresh => 0..end.saturating_add(LEAST_PICTURES).min(media.samples),
    }))
}

/// How decoding begins with this sample.
fn beginning(media: &Media<'_>, index: u32) -> Result<Beginning, Error> {
    if media.coding != Coding::H264 {
        return Ok(Beginning::Sequence);
    }
    let found = chunks::pieces(media, &(index..index.saturating_add(1)), false)?;
    let sample = found.and_then(|found| found.bytes.merged().iter().next());
    sample.map_or(Ok(Beginning::Picture), |sample| h264::beginning(media.input, sample))
}

/// The second sample after this one at which decoding could begin: FFmpeg decodes up to there for what an edit shows,
/// and begins the next one with the result.
fn next_keys(media: &Media<'_>, last: u32) -> Result<u32, Error> {
    let end = media.samples.saturating_sub(1);
    if media.coding.is_sound() || media.coding == Coding::Pictures {
        return Ok(last);
    }
    let Some(sync) = table(media.input, media.tables.only(*b"stss")?, 4, 4)? else { return Ok(end) };
    let mut sync = Entries::<4>::new(media.input, sync);
    let mut left = 2_u32;
    while let Some(number) = sync.read()? {
        let index = u32::from_be_bytes(number).saturating_sub(1);
        left = left.saturating_sub(u32::from(index > last));
        if left == 0 {
            return Ok(index.min(end));
        }
    }
    Ok(end)
}

/// The last sample up to this index at which decoding can begin. It is not shown later than `start`: pictures that are
/// decoded after it and shown before it may need older ones.
fn decodable(media: &Media<'_>, first: u32, start: i64) -> Result<u32, Error> {
    let Some(mut times) = Times::new(media.input, media.tables, media.samples)? else { return Ok(0) };
    let mut found = 0;
    let sync = table(media.input, media.tables.only(*b"stss")?, 4, 4)?;
    let Some(mut sync) = sync.map(|sync| Entries::<4>::new(media.input, sync)) else {
        // Without a table, every sample claims to be coded by itself (8.6.2); writers forget it.
        while !matches!(media.coding, Coding::Predicted | Coding::H264)
            && let Some(run) = times.next()?
        {
            let index = run.at_or_before(start).map(|index| index.min(first)).filter(|index| *index >= run.first);
            found = index.unwrap_or(found);
        }
        return Ok(found);
    };
    let mut next = || Ok::<_, Error>(sync.read()?.and_then(|number| u32::from_be_bytes(number).checked_sub(1)));
    let mut index = next()?;
    while let Some(run) = times.next()? {
        while let Some(here) = index.filter(|index| *index <= run.last()) {
            if here >= run.first && here <= first && run.shown(here) <= start {
                found = here;
            }
            index = next()?;
        }
    }
    Ok(found)
}

/// Times of the samples that stay.
struct Measured {
    /// Ticks of samples that go.
    gone: i64,
    earlier: i64,
    duration: i64,
    /// Ticks of what stays but is not shown.
    unseen: i64,
}

fn measure(media: &Media<'_>, samples: &Range<u32>) -> Result<Option<Measured>, Error> {
    let Some(mut times) = Times::new(media.input, media.tables, media.samples)? else { return Ok(None) };
    let (mut begins, mut duration, mut unseen) = (None, 0_i64, 0_i64);
    while let Some(run) = times.next()? {
        let (first, end) = (run.first.max(samples.start), run.last().saturating_add(1).min(samples.end));
        let Some(count) = end.checked_sub(first).filter(|count| *count > 0) else { continue };
        begins = begins.or(Some(run.decoded(first)));
        let lasts = i64::from(count).saturating_mul(run.lasts);
        duration = duration.saturating_add(lasts);
        let here = run.shown(first)..run.shown(first).saturating_add(lasts);
        let seen = media.shown.iter().map(|part| part.end.min(here.end).saturating_sub(part.start.max(here.start)).max(0));
        unseen = unseen.saturating_add(lasts.saturating_sub(seen.fold(0, i64::saturating_add)));
    }
    let (Some(earlier), 0) = (begins, times.left()) else { return Ok(None) };
    let gone = times.decoded().saturating_sub(duration);
    Ok(Some(Measured { gone, earlier, duration, unseen }))
}
