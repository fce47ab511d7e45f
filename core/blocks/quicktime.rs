//! Reads user data and metadata lists of videos: QuickTime's texts, 3GPP's assets, iTunes' items, Apple's keys
//! (QuickTime File Format, User Data Atoms and Metadata; 3GPP TS 26.244, 8).

mod compose;

pub use compose::{compose, sayable};

use super::Found;
use crate::base::{Axis, ByteOrder, Coordinate, Cursor, Fix, Input, Span};
use crate::containers::bmff::{self, BmffBox, Boxes};
use crate::model::{BmffElement, FieldId, Leftover, Value};

/// Lists what a `udta` body holds.
pub fn user_data(body: &[u8], found: &mut Found<'_>) {
    for inner in children(body, 0, found) {
        let (Some(data), at) = (slice(body, inner.body()), offset(&inner)) else { continue };
        match &inner.kind {
            b"meta" => {
                if let Some(mut found) = found.nested(at, "meta") {
                    metadata(data, &mut found);
                }
            }
            b"udta" => {
                if let Some(mut found) = found.nested(at, "udta") {
                    user_data(data, &mut found);
                }
            }
            b"XMP_" => super::xmp::read(data, &mut found.inner(at, "XMP_")),
            b"uuid" | b"free" | b"skip" if data.iter().all(|&byte| byte == 0) => {}
            kind => {
                found.push(at, &inner.name(), FieldId::Bmff(BmffElement::UserData(inner.kind)), user_value(inner.kind, data));
                if *kind == *b"GPMF" {
                    super::gpmf::read(data, &mut found.inner(at, "GPMF"));
                }
            }
        }
    }
}

/// Lists what a `meta` body holds. QuickTime's has no version and flags, and not always a handler in tracks.
pub fn metadata(body: &[u8], found: &mut Found<'_>) {
    let start = if matches!(body.get(4..8), Some(b"hdlr" | b"keys" | b"ilst")) { 0 } else { bmff::FULL_LEN };
    let boxes = children(body, start, found);
    let keys = boxes.iter().find(|inner| inner.kind == *b"keys").and_then(|keys| slice(body, keys.body()));
    let keys = keys.map(key_names).unwrap_or_default();
    for inner in &boxes {
        let (Some(data), at) = (slice(body, inner.body()), offset(inner)) else { continue };
        match &inner.kind {
            b"ilst" => items(data, &keys, &mut found.inner(at, "ilst")),
            b"hdlr" | b"keys" | b"free" | b"skip" => {}
            b"xml " if super::non_real_time_meta::is_such(data) => {
                super::non_real_time_meta::read(data.get(4..).unwrap_or_default(), &mut found.inner(at, "xml"));
            }
            b"xml " | b"XMP_" => super::xmp::read(data.get(4..).unwrap_or_default(), &mut found.inner(at, "xml")),
            b"jumb" => super::jumbf::read(data, FieldId::Bmff(BmffElement::Box(inner.kind)), &mut found.inner(at, "jumb")),
            _ => found.push(at, &inner.name(), FieldId::Bmff(BmffElement::Box(inner.kind)), Value::Bytes(data.len() as u64)),
        }
    }
}

/// Lists what the samples of a `mebx` track are about, according to the `keys` of its sample entry (QuickTime File
/// Format, Timed Metadata Sample Descriptions).
pub fn timed_keys(body: &[u8], found: &mut Found<'_>) {
    for key in children(body, 0, found) {
        let Some(data) = slice(body, key.body()) else { continue };
        let mut within = found.inner(offset(&key), "keys");
        let Some(definition) = children(data, 0, &mut within).into_iter().find(|part| part.kind == *b"keyd") else { continue };
        // A namespace comes before the name.
        let name = slice(data, definition.body()).and_then(|keyd| keyd.get(4..)).unwrap_or_default();
        let name = String::from_utf8_lossy(name.get(..super::TEXT_BYTES).unwrap_or(name)).into_owned();
        within.push(offset(&definition), "keyd", FieldId::BmffKey(name), Value::Unknown);
    }
}

/// The boxes in a body from `start` on; anything that cannot be read is reported as such.
fn children(body: &[u8], start: u64, found: &mut Found<'_>) -> Vec<BmffBox> {
    let input = Input::from_bytes(body);
    let within = Span::between(start, input.len());
    let Ok(Boxes { list, rest }) = bmff::boxes(&input, within) else {
        found.unreadable(0);
        return Vec::new();
    };
    // QuickTime may end a list with four zeros (QuickTime File Format, User Data Atoms).
    if slice(body, rest).is_some_and(|rest| rest.iter().any(|&byte| byte != 0)) {
        found.push(usize::try_from(rest.start).unwrap_or(0), "", FieldId::Leftover(Leftover::Between), Value::Bytes(rest.len));
    }
    list
}

fn slice(bytes: &[u8], span: Span) -> Option<&[u8]> {
    bytes.get(usize::try_from(span.start).ok()?..usize::try_from(span.end()).ok()?)
}

fn offset(inner: &BmffBox) -> usize {
    usize::try_from(inner.body().start).unwrap_or(0)
}

/// The text of user data, or its length.
fn user_value(kind: [u8; 4], data: &[u8]) -> Value {
    let text = match &kind {
        [0xA9, ..] => international(data),
        b"loci" => return location(data).unwrap_or(Value::Bytes(data.len() as u64)),
        b"titl" | b"dscp" | b"cprt" | b"perf" | b"auth" | b"gnre" | b"albm" => asset(data),
        _ => Some(data),
    };
    shown(text.unwrap_or(data))
}

/// Text, if the bytes are text; otherwise their number.
fn shown(data: &[u8]) -> Value {
    let trimmed = data.strip_suffix(b"\0").unwrap_or(data);
    let readable = |text: &&str| !text.trim().is_empty() && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    let head = trimmed.get(..super::TEXT_BYTES).unwrap_or(trimmed);
    match std::str::from_utf8(head).ok().filter(readable) {
        Some(text) => super::text(text.as_bytes()),
        None => wide(data).unwrap_or(Value::Bytes(data.len() as u64)),
    }
}

/// Text in UTF-16 with a byte order mark.
fn wide(data: &[u8]) -> Option<Value> {
    let units = data.strip_prefix(b"\xFE\xFF")?.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(u16::from_be_bytes));
    let text: String = char::decode_utf16(units.take(super::TEXT_BYTES)).map(|unit| unit.unwrap_or('\u{FFFD}')).collect();
    Some(super::text(text.as_bytes()))
}

/// The first text in a list of length, language, text.
fn international(data: &[u8]) -> Option<&[u8]> {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let len = usize::from(cursor.u16()?);
    cursor.u16()?;
    let text = cursor.take(len)?;
    // iTunes' form: a `data` box.
    if len == 0 { None } else { Some(text) }
}

/// A 3GPP asset: version and flags, language, text.
fn asset(data: &[u8]) -> Option<&[u8]> {
    data.get(6..)
}

/// 3GPP's location: name, role, longitude, latitude, altitude (3GPP TS 26.244, 8.10).
fn location(data: &[u8]) -> Option<Value> {
    let mut cursor = Cursor::starting_at(data, 6, ByteOrder::Big);
    // In UTF-16 a zero byte does not end a name, and the numbers would be read from the wrong place.
    if cursor.rest().starts_with(b"\xFE\xFF") {
        return None;
    }
    let name = cursor.until_zero()?;
    cursor.u8()?;
    let at = cursor.at();
    let mut degrees = |axis| Coordinate::of_fixed_point(i32::from_be_bytes(cursor.array()?), axis);
    let (longitude, latitude) = (degrees(Axis::Longitude)?, degrees(Axis::Latitude)?);
    let name = String::from_utf8_lossy(name.get(..super::TEXT_BYTES).unwrap_or(name)).into_owned();
    // Both numbers as in the file, for the verifier to search for in the copy.
    let raw = data.get(at..)?.iter().copied().take(8).collect();
    Some(Value::Position { fix: Fix::new(latitude, longitude), name, raw })
}

/// The names in a `keys` body.
fn key_names(body: &[u8]) -> Vec<String> {
    /// Nobody writes longer names, or more of them.
    const LONGEST: usize = 256;
    const MOST: usize = 1024;
    let mut cursor = Cursor::starting_at(body, 8, ByteOrder::Big);
    let mut names = Vec::new();
    while let Some(size) = cursor.u32() {
        let len = usize::try_from(size).ok().and_then(|size| size.checked_sub(8)).filter(|len| *len <= LONGEST);
        let (Some(len), true) = (len, names.len() < MOST) else { break };
        let Some(name) = cursor.take(4).and_then(|_| cursor.take(len)) else { break };
        names.push(String::from_utf8_lossy(name).into_owned());
    }
    names
}

/// Items by the number of their key, or by their type.
fn items(body: &[u8], keys: &[String], found: &mut Found<'_>) {
    for item in children(body, 0, found) {
        let (Some(data), at) = (slice(body, item.body()), offset(&item)) else { continue };
        let parts = children(data, 0, &mut found.inner(at, &item.name()));
        let part = |kind: [u8; 4]| parts.iter().find(|part| part.kind == kind).and_then(|part| slice(data, part.body()));
        // An item has the number of its key as its type, and keys count from 1.
        let index = usize::try_from(u32::from_be_bytes(item.kind)).ok().and_then(|number| number.checked_sub(1));
        let id = match (index.and_then(|index| keys.get(index)), part(*b"name")) {
            (Some(key), _) => FieldId::BmffKey(key.clone()),
            (None, Some(name)) if item.kind == *b"----" => {
                let name = name.get(4..).unwrap_or_default();
                FieldId::BmffKey(String::from_utf8_lossy(name.get(..super::TEXT_BYTES).unwrap_or(name)).into_owned())
            }
            _ => FieldId::Bmff(BmffElement::UserData(item.kind)),
        };
        // Type and locale come before the value.
        let value = part(*b"data").and_then(|data| data.get(8..)).map_or(Value::Unknown, shown);
        found.push(at, &item.name(), id, value);
    }
}

#[cfg(test)]
mod tests;
