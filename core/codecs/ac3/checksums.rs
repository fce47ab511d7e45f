//! Checksums of frames that change (ATSC A/52, 7.10): decoders stay silent if they are wrong.

use super::information::SYNC;
use crate::codecs::bits::Anew;
use crate::codecs::crc16::{crc16, crc16_before};

/// Where the first checksum is, and where the part it covers begins; where the second one is, from the end.
const FIRST: usize = 2;
const COVERED: usize = 4;
const SECOND: usize = 2;

/// Sets both of them: the first comes before five eighths of the frame, the second after the rest. `None` if one is
/// already wrong, and has to change.
pub(super) fn plain(frame: &[u8], anew: &mut Anew) -> Option<()> {
    let Some(element) = anew.first() else { return Some(()) };
    let words = frame.len() / 2;
    let middle = (words / 2).checked_add(words / 8)?.checked_mul(2)?;
    let is_right = crc16(0, frame.get(FIRST..middle)?) == 0 && crc16(0, frame.get(middle..)?) == 0;
    let is_same = anew.bytes() == frame;
    if !is_right && !is_same {
        return None;
    }
    let first =
        if is_same { frame.get(FIRST..COVERED)?.try_into().ok()? } else { crc16_before(anew.bytes().get(COVERED..middle)?) };
    anew.write(FIRST.checked_mul(8)?, &first, element);
    second(frame, middle, is_same, anew)
}

/// Sets the only one, which comes after the whole frame.
pub(super) fn enhanced(frame: &[u8], anew: &mut Anew) -> Option<()> {
    if anew.first().is_none() {
        return Some(());
    }
    let is_same = anew.bytes() == frame;
    if !is_same && crc16(0, frame.get(SYNC.len()..)?) != 0 {
        return None;
    }
    second(frame, SYNC.len(), is_same, anew)
}

fn second(frame: &[u8], from: usize, is_same: bool, anew: &mut Anew) -> Option<()> {
    let (element, at) = (anew.first()?, frame.len().checked_sub(SECOND)?);
    // The last bit before it is reserved, so that it never looks like the beginning of a frame.
    let before = at.checked_sub(1)?;
    let mut last = *anew.bytes().get(before)?;
    let mut sum = crc16(0, anew.bytes().get(from..at)?).to_be_bytes();
    if is_same {
        sum = frame.get(at..)?.try_into().ok()?;
    } else if sum == SYNC {
        last ^= 1;
        sum = crc16(crc16(0, anew.bytes().get(from..before)?), &[last]).to_be_bytes();
    }
    anew.write(before.checked_mul(8)?, &[&[last], &sum[..]].concat(), element);
    Some(())
}
