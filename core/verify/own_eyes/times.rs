//! How long movies, tracks and media last (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2, 8.6.1.2 and 8.6.6): what headers say of it
//! is nearly what samples come to, or nothing.

use super::bytes::{Bytes, Seen};
use super::durations::{Clock, Times, near};
use super::field::Field::{Is, Number, Zeros};

/// Ticks per second.
const FASTEST: u64 = 10_000_000;
const NANOSECONDS: u32 = 1_000_000_000;
const SHORT: u64 = 0xFFFF;
/// Largest picture, in 16 bits before the point.
const WIDEST: u64 = 0x4000_0000;

/// `mvhd`.
pub(super) fn movie_header(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.times = Times { movie: clock(bytes)?, ..Times::default() };
    bytes.exactly(&[0, 1, 0, 0, 1, 0])?;
    bytes.zeros(10)?;
    matrix(bytes)?;
    bytes.zeros(24)?;
    bytes.number(4, 0xFF_FFFF).map(drop)
}

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

/// `tkhd`.
pub(super) fn track_header(bytes: &mut Bytes<'_, '_>) -> Seen {
    let version = bytes.number(1, 1)?;
    bytes.follow(&[Zeros(2), Number(1, 0x0F), Zeros(8)])?;
    if version == 1 {
        bytes.zeros(8)?;
    }
    bytes.follow(&[Number(4, SHORT), Zeros(4)])?;
    let lasts = ticks(bytes, version == 1)?;
    bytes.times = Times { track: lasts, edits: 0, samples: 0, media: Clock::default(), ..bytes.times };
    bytes.follow(&[Zeros(11), Number(1, 0xFF), Number(1, 1), Zeros(3)])?;
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
    for _ in 0..bytes.length(4)? {
        let lasts = bytes.listed_number(width)?;
        bytes.times.edits = bytes.times.edits.saturating_add(lasts);
        bytes.listed(width.into())?;
        // How fast, in sixteenths.
        bytes.signed(2, 16)?;
        if bytes.peek::<1>()?.first().is_some_and(|sixteenths| sixteenths & 0x0F != 0) {
            return bytes.stray();
        }
        bytes.number(1, 0xF0)?;
        bytes.zeros(1)?;
    }
    Ok(())
}

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
    let in_movie = samples.saturating_mul(movie.scale).checked_div(media.scale).unwrap_or(0);
    let fits = near(media.lasts, samples, media.scale)
        && (near(track, in_movie, movie.scale) || edits > 0 && near(track, edits, movie.scale));
    for (longest, lasts) in bytes.times.longest.iter_mut().zip([track, edits, in_movie]) {
        *longest = lasts.max(*longest);
    }
    if fits { Ok(()) } else { bytes.stray() }
}

/// What a whole movie says.
pub(super) fn movie(bytes: &mut Bytes<'_, '_>) -> Seen {
    let Times { movie, longest, .. } = bytes.times;
    let fits = |lasts: &u64| *lasts > 0 && near(movie.lasts, *lasts, movie.scale);
    if longest.iter().any(fits) || longest == [0; 3] && near(movie.lasts, 0, movie.scale) { Ok(()) } else { bytes.stray() }
}
