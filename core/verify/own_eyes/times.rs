//! How long movies, tracks and media last (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2, 8.6.1.2 and 8.6.6): what headers say of it
//! is nearly what samples come to, or nothing.

use super::bytes::{Bytes, Seen};
use super::durations::{Clock, Times, exact, near};
use super::field::Field::{Is, Number, Word, Zeros};

/// Ticks per second.
const FASTEST: u64 = 10_000_000;
const NANOSECONDS: u32 = 1_000_000_000;
const SHORT: u64 = 0xFFFF;
/// Largest picture, in 16 bits before the point.
const WIDEST: u64 = 0x4000_0000;

/// `mvhd`.
pub(super) fn movie_header(bytes: &mut Bytes<'_, '_>) -> Seen {
    let is_named = bytes.times.is_named;
    bytes.times = Times { movie: clock(bytes)?, is_named, ..Times::default() };
    bytes.lasting.clear();
    bytes.exactly(&[0, 1, 0, 0, 1, 0])?;
    bytes.zeros(10)?;
    // Turned or mirrored.
    bytes.follow(&[Word(TURNS), Word(TURNS), Zeros(4), Word(TURNS), Word(TURNS), Zeros(12), Is(&[0x40, 0, 0, 0]), Zeros(24)])?;
    // What the next track would be called.
    bytes.number(4, if is_named { SHORT + 1 } else { 0x3FF }).map(drop)
}

const TURNS: &[[u8; 4]] = &[[0; 4], [0, 1, 0, 0], [0xFF, 0xFF, 0, 0]];

/// `mdhd`.
pub(super) fn media_header(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.times.media = clock(bytes)?;
    bytes.exactly(&[0x55, 0xC4, 0, 0])
}

/// Version, no times of creation, and how long something lasts.
fn clock(bytes: &mut Bytes<'_, '_>) -> Seen<Clock> {
    let wide = wide(bytes)?;
    let width = if wide { 8 } else { 4 };
    // When a movie was made can be asked for.
    let first = if bytes.kept { Bytes::listed } else { Bytes::zeros };
    first(bytes, width)?;
    bytes.zeros(width)?;
    let scale = if bytes.begins(&NANOSECONDS.to_be_bytes()) { NANOSECONDS.into() } else { bytes.number(4, FASTEST)? };
    Ok(Clock { scale, lasts: ticks(bytes, wide)? })
}

fn wide(bytes: &mut Bytes<'_, '_>) -> Seen<bool> {
    let version = bytes.number(1, 1)?;
    bytes.zeros(3)?;
    Ok(version == 1)
}

/// Zero stands for all numbers that mean that it is unknown, or has no end.
fn ticks(bytes: &mut Bytes<'_, '_>, wide: bool) -> Seen<u64> {
    const UNKNOWN: [&[u8]; 2] = [&[0xFF; 4], &[0x7F, 0xFF, 0xFF, 0xFF]];
    const LONG_UNKNOWN: [&[u8]; 2] = [&[0xFF; 8], &[0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]];
    if if wide { LONG_UNKNOWN } else { UNKNOWN }.iter().any(|unknown| bytes.begins(unknown)) {
        return Ok(0);
    }
    bytes.listed_number(if wide { 8 } else { 4 })
}

/// Before a track, of which nothing is known yet.
pub(super) const fn begin_track(bytes: &mut Bytes<'_, '_>) {
    let times = &mut bytes.times;
    times.tracks = times.tracks.saturating_add(1);
    (times.track, times.edits, times.samples) = (0, 0, 0);
    times.media = Clock { scale: 0, lasts: 0 };
}

/// `tkhd`.
pub(super) fn track_header(bytes: &mut Bytes<'_, '_>) -> Seen {
    let version = bytes.number(1, 1)?;
    bytes.zeros(2)?;
    // On, in the movie, or both.
    if bytes.number(1, 3)? == 0 {
        return bytes.stray();
    }
    bytes.zeros(8)?;
    if version == 1 {
        bytes.zeros(8)?;
    }
    // Counted from one.
    if bytes.times.is_named {
        bytes.number(4, SHORT)?;
    } else if bytes.length(4)? != bytes.times.tracks {
        return bytes.stray();
    }
    bytes.zeros(4)?;
    let lasts = ticks(bytes, version == 1)?;
    bytes.times.track = lasts;
    bytes.follow(&[Zeros(11), Number(1, 15), Number(1, 1), Zeros(3)])?;
    matrix(bytes)?;
    bytes.number(4, WIDEST)?;
    bytes.number(4, WIDEST).map(drop)
}

/// Scales up to sixteen, and offsets in whole pixels.
fn matrix(bytes: &mut Bytes<'_, '_>) -> Seen {
    for _ in 0..2 {
        bytes.signed(4, 0x10_0000)?;
        bytes.signed(4, 0x10_0000)?;
        bytes.zeros(4)?;
    }
    for _ in 0..2 {
        bytes.signed(2, 0x4000)?;
        bytes.zeros(2)?;
    }
    bytes.follow(&[Is(&[0x40, 0, 0, 0])])
}

/// `elst`: when which part of the media is shown is on the list.
pub(super) fn edits(bytes: &mut Bytes<'_, '_>) -> Seen {
    let version = bytes.number(1, 1)?;
    bytes.zeros(2)?;
    bytes.number(1, 1)?;
    let width = if version == 1 { 8 } else { 4 };
    let mut endless = false;
    for _ in 0..bytes.length(4)? {
        let lasts = bytes.listed_number(width)?;
        endless |= lasts == 0;
        bytes.times.edits = bytes.times.edits.saturating_add(lasts);
        bytes.listed(width.into())?;
        bytes.word(SPEEDS)?;
    }
    // One without an end shows everything there is.
    if endless {
        bytes.times.edits = 0;
    }
    Ok(())
}

/// How fast, in sixteen bits after the point.
const SPEEDS: &[[u8; 4]] = &[
    [0; 4],
    [0, 0, 0x20, 0],
    [0, 0, 0x40, 0],
    [0, 0, 0x80, 0],
    [0, 1, 0, 0],
    [0, 2, 0, 0],
    [0, 4, 0, 0],
    [0, 8, 0, 0],
    [0, 16, 0, 0],
    [0xFF, 0xFF, 0, 0],
];

/// `stts`: how long each sample is shown is on the list.
pub(super) fn samples(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.zeros(4)?;
    for _ in 0..bytes.length(4)? {
        let count = bytes.length(4)?;
        let lasts = bytes.listed_number(4)?;
        bytes.times.samples = bytes.times.samples.saturating_add(count.saturating_mul(lasts));
    }
    Ok(())
}

/// What a whole track says.
pub(super) fn track(bytes: &mut Bytes<'_, '_>) -> Seen {
    let Times { movie, media, track, edits, samples, .. } = bytes.times;
    let all = u128::from(samples).saturating_mul(movie.scale.into());
    let [up, over] = [all.div_ceil(u128::from(media.scale).max(1)), all.checked_div(media.scale.into()).unwrap_or(0)]
        .map(|ticks| u64::try_from(ticks).unwrap_or(0));
    let up = if media.scale == 0 { 0 } else { up };
    let fits =
        near(media.lasts, samples, media.scale) && (near(track, up, movie.scale) || edits > 0 && near(track, edits, movie.scale));
    let said = exact(media.lasts, samples, media.scale) && exact(track, if edits > 0 { edits } else { up }, movie.scale);
    let times = &mut bytes.times;
    times.nearly |= !said;
    times.unknown |= edits == 0 && up == 0;
    let lasts = if edits > 0 { edits } else { up };
    bytes.lasting.extend([lasts, lasts.saturating_add(1), up, over]);
    if fits { Ok(()) } else { bytes.stray() }
}

/// What a whole movie says.
pub(super) fn movie(bytes: &mut Bytes<'_, '_>) -> Seen {
    let Times { movie, unknown, nearly, extends, .. } = bytes.times;
    let ways = &bytes.lasting;
    let fits = match (extends || unknown, movie.lasts) {
        (true, said) => near(said, 0, movie.scale) || ways.iter().any(|lasts| near(said, *lasts, movie.scale)),
        (false, said) => said == 0 || ways.contains(&said),
    };
    if fits && (extends || !nearly) { Ok(()) } else { bytes.stray() }
}
