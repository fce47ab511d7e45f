//! Comparing spans of bytes.

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
