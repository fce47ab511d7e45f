//! Insta360's trailer: telemetry, with its length before its signature. Its records are not read.

use super::tail::{Tail, u32_at};
use crate::base::{ByteOrder, Error, Span};

const SIGNATURE: &[u8] = b"8db42d694ccc418790edff439fe026bf";
/// Lengths, version, signature.
const FOOT: u64 = 78;

pub(super) fn read(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let end = tail.span.end();
    if tail.before(end, SIGNATURE.len() as u64)?.is_none_or(|foot| *foot != *SIGNATURE) {
        return Ok(None);
    }
    tail.know(Span::new(end.saturating_sub(SIGNATURE.len() as u64), SIGNATURE.len() as u64));
    let len = tail.before(end, FOOT)?.and_then(|foot| u32_at(&foot, 38, ByteOrder::Little)).map(u64::from);
    let start = len.filter(|&len| len >= FOOT).and_then(|len| end.checked_sub(len)).filter(|&start| start >= tail.span.start);
    Ok(Some(start.unwrap_or(tail.span.start)))
}
