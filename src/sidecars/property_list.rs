//! Apple's property lists, in XML or binary: `.AAE` files, and the values of extended attributes. Read as a stream of
//! events, up to a number of them.

use std::io::{Cursor, Read};

use flate2::read::DeflateDecoder;
use plist::stream::{Event, Reader};

use super::json;
use super::say::say;
use untrace_core::blocks::Found;
use untrace_core::model::{FieldId, SidecarKind, Value};

/// Lists the values of an `.AAE` file; nothing where it is no property list.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    for (path, value) in values(bytes, found.limits().fields)? {
        match value {
            Leaf::Text(text) => say(found, 0, SidecarKind::Adjustments, &path, &text),
            Leaf::Data(data) => adjustments(&path, &data, found),
        }
    }
    Some(())
}

/// What was done to a photo: JSON, deflated (RFC 1951).
fn adjustments(path: &str, data: &[u8], found: &mut Found<'_>) {
    let limit = found.limits().inflated_bytes as u64;
    let mut inflated = String::new();
    let read = DeflateDecoder::new(data).take(limit).read_to_string(&mut inflated).is_ok();
    if !read || json::walk(&inflated, SidecarKind::Adjustments, path, found).is_none() {
        found.push(0, "", FieldId::Sidecar(SidecarKind::Adjustments, path.to_owned()), Value::Bytes(data.len() as u64));
    }
}

/// A value that holds no others.
pub(super) enum Leaf {
    Text(String),
    Data(Vec<u8>),
}

/// Every value with the path of its names; nothing for what is no property list, or has too many.
pub(super) fn values(bytes: &[u8], most: usize) -> Option<Vec<(String, Leaf)>> {
    const DEEPEST: usize = 64;
    let mut values = Vec::new();
    let mut open: Vec<Collection> = Vec::new();
    let mut budget = most;
    let mut began = false;
    for event in Reader::new(Cursor::new(bytes)) {
        budget = budget.checked_sub(1)?;
        let event = event.ok()?;
        began = true;
        if let (Some(Collection::Dictionary(name @ None)), Event::String(text)) = (open.last_mut(), &event) {
            *name = Some(text.to_string());
            continue;
        }
        let leaf = match event {
            Event::StartArray(_) | Event::StartDictionary(_) if open.len() >= DEEPEST => return None,
            Event::StartArray(_) => {
                open.push(Collection::Array);
                continue;
            }
            Event::StartDictionary(_) => {
                open.push(Collection::Dictionary(None));
                continue;
            }
            Event::EndCollection => {
                open.pop()?;
                finish(&mut open);
                continue;
            }
            Event::Boolean(value) => Leaf::Text(value.to_string()),
            Event::Integer(value) => Leaf::Text(value.to_string()),
            Event::Real(value) => Leaf::Text(value.to_string()),
            Event::String(text) => Leaf::Text(text.into_owned()),
            Event::Date(date) => Leaf::Text(date.to_xml_format()),
            Event::Data(data) => Leaf::Data(data.into_owned()),
            Event::Uid(uid) => Leaf::Text(uid.get().to_string()),
            _ => return None,
        };
        let names = open.iter().filter_map(|open| match open {
            Collection::Dictionary(name) => name.as_deref(),
            Collection::Array => None,
        });
        values.push((names.collect::<Vec<_>>().join("/"), leaf));
        finish(&mut open);
    }
    (began && open.is_empty()).then_some(values)
}

/// What is open: an array, or a dictionary with the name whose value comes next.
enum Collection {
    Array,
    Dictionary(Option<String>),
}

/// A value has ended, and with it its name.
fn finish(open: &mut [Collection]) {
    if let Some(Collection::Dictionary(name)) = open.last_mut() {
        *name = None;
    }
}
