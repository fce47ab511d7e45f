//! Samsung's trailer: records, each with its name, followed by a directory `SEFH` that counts backwards; the last bytes
//! are `SEFT`. HEIC files have the same in a box.

use super::tail::{Tail, u32_at};
use crate::base::{ByteOrder, Cursor, Error, Span};

/// Length, type.
const FOOT: u64 = 8;
/// More blocks make no sense.
const MOST: usize = 16;

pub(super) fn read(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let mut end = tail.span.end();
    let Some(foot) = tail.before(end, 6)? else { return Ok(None) };
    match &*foot {
        b"QDIOBS" => end = end.saturating_sub(2),
        [_, _, rest @ ..] if rest == b"SEFT" => {}
        _ => return Ok(None),
    }
    tail.know(Span::between(end, tail.span.end()));
    for _ in 0..MOST {
        let Some(foot) = tail.before(end, FOOT)? else { break };
        let len = u64::from(u32_at(&foot, 0, ByteOrder::Little).unwrap_or(0));
        let body_end = end.saturating_sub(FOOT);
        let Some(body) = tail.before(body_end, len)?.filter(|_| (4..0x1_0000).contains(&len)) else { break };
        let start = body_end.saturating_sub(len);
        tail.know(Span::new(body_end, FOOT));
        if foot.ends_with(b"SEFT") {
            return if body.starts_with(b"SEFH") { directory(tail, start, &body) } else { Ok(None) };
        }
        // Where a sound file begins and ends.
        if foot.ends_with(b"QDIO") && len == 20 {
            tail.know(Span::new(start, len));
        }
        end = start;
    }
    Ok(None)
}

/// Lists the records of a directory at this offset; returns where the first of them begins.
fn directory(tail: &mut Tail<'_, '_>, at: u64, body: &[u8]) -> Result<Option<u64>, Error> {
    let mut cursor = Cursor::starting_at(body, 8, ByteOrder::Little);
    let Some(count) = cursor.u32() else { return Ok(None) };
    tail.know(Span::new(at, 12_u64.saturating_add(u64::from(count).saturating_mul(12)).min(body.len() as u64)));
    let mut first = at;
    for _ in 0..count {
        let (Some(_), Some(_kind)) = (cursor.u16(), cursor.u16()) else { break };
        let (Some(back), Some(len)) = (cursor.u32(), cursor.u32()) else { break };
        let Some(start) = at.checked_sub(u64::from(back)).filter(|_| len >= 8 && len <= back) else { break };
        if start < tail.span.start {
            break;
        }
        first = first.min(start);
        record(tail, Span::new(start, u64::from(len)))?;
    }
    Ok(Some(first))
}

/// Type, length of the name, name, value.
fn record(tail: &mut Tail<'_, '_>, span: Span) -> Result<(), Error> {
    const LONGEST_NAME: u32 = 256;
    let Some(head) = tail.bytes(Span::new(span.start, 8))? else { return Ok(()) };
    let len = u32_at(&head, 4, ByteOrder::Little).filter(|&len| len <= LONGEST_NAME);
    let Some(name) =
        len.map(|len| Span::new(span.start.saturating_add(8), u64::from(len))).filter(|name| name.end() <= span.end())
    else {
        return Ok(());
    };
    let Some(bytes) = tail.bytes(name)? else { return Ok(()) };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    tail.know(Span::between(span.start, name.end()));
    let value = Span::between(name.end(), span.end());
    // A video is found as such, by whoever reports what comes after a picture.
    if tail.bytes(Span::new(value.start, 8.min(value.len)))?.is_some_and(|head| head.ends_with(b"ftyp")) {
        tail.know(value);
        return Ok(());
    }
    if value.is_empty() {
        tail.say(value, &text, crate::model::Value::Text(String::new()));
        return Ok(());
    }
    super::record::read(tail, value, &text)
}
