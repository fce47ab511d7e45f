//! Comparing bytes, many at once: what a browser has for that, and what a small program of ours would be given, compares one by
//! one.

use std::ops::ControlFlow::{Break, Continue};

use super::{Error, Input, Span};

/// Whether two spans of the same length hold the same bytes.
///
/// # Errors
/// The error of the file system.
pub fn same(one: &Input<'_>, span: Span, other: &Input<'_>, there: Span) -> Result<bool, Error> {
    if span.len != there.len {
        return Ok(false);
    }
    let differs = one.stream(span, |at, piece| {
        let from = there.start.saturating_add(at.saturating_sub(span.start));
        match other.matches(from, piece) {
            Ok(true) => Continue(()),
            Ok(false) => Break(Ok(())),
            Err(error) => Break(Err(error)),
        }
    })?;
    differs.map_or(Ok(true), |read| read.map(|()| false))
}

/// Whether these are the same bytes.
pub(super) fn equal(one: &[u8], other: &[u8]) -> bool {
    const LINE: usize = 64;
    let (ones, one_rest) = one.as_chunks::<LINE>();
    let (others, other_rest) = other.as_chunks::<LINE>();
    let differ = |(one, other): (&[u8; LINE], &[u8; LINE])| {
        let (one, other) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
        one.iter().zip(other).fold(0, |bits, (one, other)| bits | (u64::from_ne_bytes(*one) ^ u64::from_ne_bytes(*other))) != 0
    };
    ones.len() == others.len() && one_rest == other_rest && !ones.iter().zip(others).any(differ)
}
