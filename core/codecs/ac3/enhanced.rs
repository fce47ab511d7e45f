//! Headers of Enhanced AC-3 (ATSC A/52, E.2.2).

use super::information::{Header, additional, behind_flag};
use crate::codecs::bits::{Anew, Bits};

/// Values of `strmtyp` (table E2.1).
const INDEPENDENT: u32 = 0;
const DEPENDENT: u32 = 1;
const CONVERTED: u32 = 2;
/// `numblkscod` of six blocks.
const SIX_BLOCKS: u32 = 3;
/// Most objects that Dolby Atmos counts (ETSI TS 103 420, 8.3).
const MOST_OBJECTS: u8 = 16;

/// Length of a frame in bytes.
pub(super) fn frame_len(frame: &[u8]) -> Option<usize> {
    let mut bits = Bits::starting_at(frame, 16 + 2 + 3);
    usize::try_from(bits.take(11)?).ok()?.checked_add(1)?.checked_mul(2)
}

pub(super) fn header(frame: &[u8], anew: &mut Anew) -> Option<Header> {
    let mut bits = Bits::starting_at(frame, 16);
    let stream = bits.take(2)?;
    bits.skip(3 + 11)?;
    let rate = bits.take(2)?;
    let blocks = if rate == 3 { bits.skip(2).map(|_| SIX_BLOCKS)? } else { bits.take(2)? };
    let channels = bits.take(3)?;
    let has_low = bits.bit()?;
    bits.skip(5)?;
    for _ in 0..programs(channels) {
        bits.skip(5)?;
        behind_flag(&mut bits, 8)?;
    }
    if stream == DEPENDENT {
        behind_flag(&mut bits, 16)?;
    }
    let is_opaque = bits.bit()? && mixing(&mut bits, stream, blocks, channels, has_low)?;
    if bits.bit()? {
        informational(&mut bits, rate, channels)?;
    }
    if stream == INDEPENDENT && blocks != SIX_BLOCKS {
        bits.skip(1)?;
    }
    if stream == CONVERTED && (blocks == SIX_BLOCKS || bits.bit()?) {
        bits.skip(6)?;
    }
    // The number of objects (TS 103 420, 8.3): this is how decoders recognise Dolby Atmos.
    additional(&mut bits, anew, |data| matches!(data, [1, count] if *count <= MOST_OBJECTS))?;
    Some(Header { end: bits.at(), is_opaque })
}

/// For two programs of one channel each, everything about a program is there twice.
const fn programs(channels: u32) -> u32 {
    if channels == 0 { 2 } else { 1 }
}

/// How a mixer should treat it; whether it contains data of any length.
fn mixing(bits: &mut Bits<'_>, stream: u32, blocks: u32, channels: u32, has_low: bool) -> Option<bool> {
    let mut is_opaque = false;
    bits.skip(if channels > 2 { 2 } else { 0 })?;
    bits.skip(if channels & 1 == 1 && channels > 2 { 6 } else { 0 })?;
    bits.skip(if channels & 4 == 4 { 6 } else { 0 })?;
    if has_low {
        behind_flag(bits, 5)?;
    }
    if stream != INDEPENDENT {
        return Some(false);
    }
    for _ in 0..programs(channels) {
        behind_flag(bits, 6)?;
    }
    behind_flag(bits, 6)?;
    match bits.take(2)? {
        1 => bits.skip(5)?,
        2 => bits.skip(12)?,
        3 => {
            is_opaque = true;
            let len = usize::try_from(bits.take(5)?).ok()?.checked_add(2)?;
            bits.skip(len.checked_mul(8)?)?
        }
        _ => bits.skip(0)?,
    };
    if channels < 2 {
        for _ in 0..programs(channels) {
            behind_flag(bits, 14)?;
        }
    }
    if bits.bit()? {
        if blocks == 0 {
            bits.skip(5)?;
        } else {
            for _ in 0..if blocks == SIX_BLOCKS { 6 } else { blocks.saturating_add(1) } {
                behind_flag(bits, 5)?;
            }
        }
    }
    Some(is_opaque)
}

/// What kind of sound it is, and where it was mixed.
fn informational(bits: &mut Bits<'_>, rate: u32, channels: u32) -> Option<()> {
    bits.skip(3 + 1 + 1)?;
    bits.skip(match channels {
        2 => 4,
        6.. => 2,
        _ => 0,
    })?;
    for _ in 0..programs(channels) {
        behind_flag(bits, 8)?;
    }
    bits.skip(if rate < 3 { 1 } else { 0 })?;
    Some(())
}
