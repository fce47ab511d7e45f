//! Finds the next marker: after a segment, or at the end of entropy-coded data. This is where most bytes of a photo are
//! examined, so those that begin none are skipped many at once.

use std::ops::ControlFlow::{Break, Continue};

use super::marker::{RST0, RST7};
use crate::base::{Error, Input, Span};

/// What the bytes before the marker are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// Nothing that a decoder reads.
    Segments,
    /// Entropy-coded data: RSTn belongs to them (ISO/IEC 10918-1, B.1.1.5).
    Scan,
}

/// A marker and the fill bytes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Offset of the first fill byte, or of the marker if there is none.
    pub(super) fill: u64,
    /// Offset of the marker's FF.
    pub(super) at: u64,
    /// The marker's code.
    pub(super) code: u8,
}

/// The first marker from `from` on; `None` if the input ends before one.
///
/// FF00 is a data byte FF; in a scan, so is FF FF 00, because decoders skip the first FF.
pub(super) fn next_marker(input: &Input<'_>, from: u64, within: Within) -> Result<Option<Found>, Error> {
    // Between segments, the next marker usually follows immediately: there is no need to read a piece for its two
    // bytes.
    if within == Within::Segments
        && let Ok([0xFF, code @ 0x01..=0xFE]) = input.array::<2>(from)
    {
        return Ok(Some(Found { fill: from, at: from, code }));
    }
    // Offset of the first of the FF bytes at the end of what was read so far.
    let mut pending: Option<u64> = None;
    let skipped_code = if within == Within::Scan { RST0 } else { NO_RST };
    input.stream(Span::between(from, input.len()), |base, piece| {
        let mut at = 0_usize;
        loop {
            if pending.is_none() {
                let rest = piece.get(at..).unwrap_or_default();
                let Some(skipped) = candidate(rest, skipped_code) else { break };
                at = at.saturating_add(skipped);
            }
            let Some(&byte) = piece.get(at) else { break };
            let offset = base.saturating_add(at as u64);
            match (pending, byte) {
                (None, 0xFF) => pending = Some(offset),
                (None, _) | (Some(_), 0xFF) => {}
                (Some(_), 0) => pending = None,
                (Some(_), RST0..=RST7) if within == Within::Scan => pending = None,
                (Some(fill), code) => return Break(Found { fill, at: offset.saturating_sub(1), code }),
            }
            at = at.saturating_add(1);
        }
        Continue(())
    })
}

/// A value that no code has after [`RST_BITS`].
const NO_RST: u8 = 1;
/// The bits shared by RST0 to RST7.
const RST_BITS: u8 = 0xF8;

/// Bytes that are looked at together.
const LINE: usize = 64;

/// Distance to the first FF that may begin a marker: one that is not followed by 00 or a code of the kind `skipped`, or
/// that is the last byte.
fn candidate(bytes: &[u8], skipped: u8) -> Option<usize> {
    let (here, _) = bytes.as_chunks::<LINE>();
    let (next, _) = bytes.get(1..).unwrap_or_default().as_chunks::<LINE>();
    let mut at = 0_usize;
    for (here, next) in here.iter().zip(next) {
        if has_marker(here, next) {
            let line = bytes.get(at..at.saturating_add(LINE + 1)).unwrap_or_default();
            if let Some(found) = candidate_in(line, skipped).filter(|&found| found < LINE) {
                return Some(at.saturating_add(found));
            }
        }
        at = at.saturating_add(LINE);
    }
    candidate_in(bytes.get(at..).unwrap_or_default(), skipped).map(|found| at.saturating_add(found))
}

/// Whether a line has an FF that is not followed by 00. All of its bytes are tested, many in one instruction: photos
/// have one FF in a few hundred bytes, too many to stop at each.
fn has_marker(here: &[u8; LINE], next: &[u8; LINE]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = ONES << 7;
    const LOW: u64 = !TOP;
    let (here, next) = (here.as_chunks::<8>().0, next.as_chunks::<8>().0);
    let found = here.iter().zip(next).fold(0, |found, (here, next)| {
        let (here, next) = (u64::from_le_bytes(*here), u64::from_le_bytes(*next));
        // No byte carries into the next one: seven bits and one make eight at most.
        let is_ff = (here & LOW).wrapping_add(ONES) & here;
        let is_other = (next & LOW).wrapping_add(LOW) | next;
        found | is_ff & is_other
    });
    found & TOP != 0
}

/// The same as [`candidate`], one FF after another.
fn candidate_in(bytes: &[u8], skipped: u8) -> Option<usize> {
    memchr::memchr_iter(0xFF, bytes).find(|&at| {
        let code = at.checked_add(1).and_then(|next| bytes.get(next));
        code.is_none_or(|&code| code != 0 && code & RST_BITS != skipped)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(bytes: &[u8], within: Within) -> Option<Found> {
        next_marker(&Input::from_bytes(bytes), 0, within).unwrap()
    }

    /// The rule, one byte at a time.
    fn plainly(bytes: &[u8], within: Within) -> Option<Found> {
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] == 0xFF {
                let fill = at;
                while bytes.get(at + 1) == Some(&0xFF) {
                    at += 1;
                }
                match bytes.get(at + 1) {
                    None => return None,
                    Some(0) => {}
                    Some(RST0..=RST7) if within == Within::Scan => {}
                    Some(&code) => return Some(Found { fill: fill as u64, at: at as u64, code }),
                }
                at += 1;
            }
            at += 1;
        }
        None
    }

    proptest! {
        #[test]
        fn looking_at_many_bytes_finds_what_looking_at_one_finds(
            bytes in proptest::collection::vec(prop_oneof![Just(0xFF), Just(0), Just(0xD3), Just(7)], 0..40),
            before in 0usize..1100,
            scan: bool,
        ) {
            let mut whole = vec![1; before];
            whole.extend(bytes);
            let within = if scan { Within::Scan } else { Within::Segments };
            prop_assert_eq!(found(&whole, within), plainly(&whole, within));
        }
    }

    #[test]
    fn a_marker_on_the_seam_of_two_reads_is_found() {
        let mut bytes = vec![3_u8; (128 << 10) - 1];
        bytes.extend([0xFF, 0xD9]);
        let reader = bytes.as_slice();
        let input = Input::from_reader(&reader);
        let at = (128 << 10) - 1;
        assert_eq!(next_marker(&input, 0, Within::Scan).unwrap(), Some(Found { fill: at, at, code: 0xD9 }));
    }
}
