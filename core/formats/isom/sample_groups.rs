//! Sample groups (ISO/IEC 14496-12, 8.9): those that say how to decode stay.

use super::removed::GROUP_HEAD;
use super::sample_tables::in_body;
use crate::base::{Error, Input};
use crate::containers::bmff::BmffBox;

/// Types of groups, and the length of their descriptions: how far to roll back, where to begin (10.1 and 10.4; ISO/IEC
/// 14496-15, 8.4.4). Which layers there are is in the stream as well.
const GROUPS: [([u8; 4], u32); 4] = [(*b"roll", 2), (*b"prol", 2), (*b"rap ", 1), (*b"sync", 1)];

/// Whether a box of groups stays.
pub(super) fn is_kept(input: &Input<'_>, inner: &BmffBox) -> Result<bool, Error> {
    content(input, inner).map(|content| content.is_some())
}

/// How far the content of a box of groups extends; `None` if the box has to go.
pub(super) fn content(input: &Input<'_>, inner: &BmffBox) -> Result<Option<u64>, Error> {
    let head: [u8; 20] = {
        let mut head = [0; 20];
        let len = usize::try_from(inner.body().len.min(20)).unwrap_or(0);
        if let Some(buffer) = head.get_mut(..len) {
            input.read_exact_at(inner.body().start, buffer)?;
        }
        head
    };
    let kind: [u8; 4] = in_body(input, inner, GROUP_HEAD.start)?;
    let number = |at: usize| head.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_be_bytes(*bytes));
    let Some((_, says)) = GROUPS.iter().find(|(group, _)| *group == kind) else { return Ok(None) };
    let version = head.first().copied().unwrap_or(0);
    let (count, entry, counted) = if inner.kind == *b"sbgp" {
        // Version 1 has a parameter for the type.
        let counted = if version == 1 { 12 } else { 8 };
        (u64::from(number(counted)), 8, counted as u64)
    } else {
        match version {
            0 => (u64::from(number(8)), u64::from(*says), 8),
            // Entries longer than those of the type would have room for anything.
            _ if number(8) == *says => (u64::from(number(12)), u64::from(*says), 12),
            _ => return Ok(None),
        }
    };
    if inner.kind == *b"sgpd" && !are_near(input, inner, kind, count, counted.saturating_add(GROUP_HEAD.len))? {
        return Ok(None);
    }
    Ok(Some(count.saturating_mul(entry).saturating_add(counted).saturating_add(GROUP_HEAD.len)))
}

/// Most descriptions of groups.
const MOST: u32 = 8;

/// Whether there can be a description of this number: in a track, in a fragment, or none (8.9.3, 8.9.4).
pub(super) const fn is_described(number: u32) -> bool {
    const FRAGMENT: u32 = 0x1_0000;
    number <= MOST || FRAGMENT < number && number <= FRAGMENT.saturating_add(MOST)
}

/// Whether descriptions are few, and each says how to decode: samples roll in from near by.
fn are_near(input: &Input<'_>, inner: &BmffBox, kind: [u8; 4], count: u64, at: u64) -> Result<bool, Error> {
    const NEAR: u16 = 255;
    if count > MOST.into() {
        return Ok(false);
    }
    for index in 0..count {
        let near = match &kind {
            b"roll" | b"prol" => {
                let distance = in_body(input, inner, at.saturating_add(index.saturating_mul(2)))?;
                i16::from_be_bytes(distance).unsigned_abs() <= NEAR
            }
            _ => true,
        };
        if !near {
            return Ok(false);
        }
    }
    Ok(true)
}
