//! Trailers of phones that use JSON: those of vivo, and of OnePlus and Oppo.

use super::super::json;
use super::tail::{Tail, u32_at};
use crate::base::{ByteOrder, Error, Span};

const VIVO_FOOT: &[u8] = b"\xFF\xFF\xFF\xFF\x1B*9HWfu\x84\x93\xA2\xB1";

/// `vivo{"...": ...}`, a zero, and bytes that are always the same; preceded by `streamdata` and a picture.
pub(super) fn read_vivo(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let (end, foot) = (tail.span.end(), VIVO_FOOT.len() as u64);
    if tail.before(end, foot)?.is_none_or(|bytes| *bytes != *VIVO_FOOT) {
        return Ok(None);
    }
    let data = Span::between(tail.span.start, end.saturating_sub(foot));
    let stream = tail.input.find(data, b"streamdata")?;
    let object = tail.input.find(data, b"vivo{\"")?;
    let Some(start) = stream.into_iter().chain(object).min() else { return Ok(None) };
    tail.know(Span::between(data.end(), end));
    if let Some(object) = object {
        let rest = Span::between(object, data.end());
        let close = tail.input.find(rest, b"}\0")?.map_or(data.end(), |at| at.saturating_add(1));
        let body = Span::between(object.saturating_add(4), close);
        if let Some(bytes) = tail.bytes(body)?
            && json::read(&bytes, "", &mut tail.block(body, "JSON"))
        {
            tail.know(Span::between(object, close));
        }
    }
    Ok(Some(start))
}

/// Records, a JSON list of their positions and names, and the length of that list.
pub(super) fn read_one_plus(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    const FOOT: u64 = 8;
    let end = tail.span.end();
    let Some(foot) = tail.before(end, FOOT)?.filter(|foot| foot.starts_with(b"jxrs") && foot.ends_with(b"\0")) else {
        return Ok(None);
    };
    let len = u64::from(u32_at(&foot, 4, ByteOrder::Little).unwrap_or(0));
    let Some(list) = end.checked_sub(len).filter(|_| len > FOOT) else { return Ok(None) };
    let body = Span::between(list, end.saturating_sub(FOOT));
    let Some(bytes) = tail.bytes(body)? else { return Ok(None) };
    let text =
        bytes.get(..bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1))).unwrap_or_default();
    tail.know(Span::between(body.end(), end));
    if !json::read(text, "", &mut tail.block(body, "JSON")) {
        return Ok(Some(list));
    }
    let mut start = list;
    for record in records(text, tail.input.limits().elements) {
        let span = list.checked_sub(record.offset).map(|at| Span::new(at, record.len));
        if let Some(span) = span.filter(|span| span.start >= tail.span.start && span.end() <= list) {
            start = start.min(span.start);
            super::record::read(tail, span, &record.name)?;
        }
    }
    Ok(Some(start))
}

/// A record in OnePlus's list: how far before the list it begins.
#[derive(Default)]
struct Record {
    name: String,
    offset: u64,
    len: u64,
}

fn records(text: &[u8], most: usize) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut named: Vec<&'static str> = Vec::new();
    let text = std::str::from_utf8(text).unwrap_or_default();
    json::walk(text, "", most, &mut |path, value| {
        let Some(part) = ["name", "offset", "length"].into_iter().find(|part| *part == path) else { return };
        // A repeated name begins the next record.
        if records.is_empty() || named.contains(&part) {
            records.push(Record::default());
            named.clear();
        }
        named.push(part);
        if let Some(record) = records.last_mut() {
            match part {
                "name" => record.name = super::super::beginning(value).to_owned(),
                "offset" => record.offset = value.parse().unwrap_or(0),
                _ => record.len = value.parse().unwrap_or(0),
            }
        }
    });
    records
}
