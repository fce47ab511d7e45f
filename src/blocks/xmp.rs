//! Reads XMP packets (ISO 16684-1): lists each property that holds a text. Packets are never filtered or copied;
//! what this reader does not understand goes with the rest.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::Found;
use crate::model::{FieldId, Value};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Lists the properties of a packet.
pub fn read(packet: &[u8], found: &mut Found<'_>) {
    match decode(packet) {
        Some(text) if walk(&text, found).is_some() => {}
        _ => found.unreadable(0),
    }
}

/// The packet as text: UTF-8, or UTF-16 or UTF-32 by its first bytes (ISO 16684-1, 7.1), without its padding.
fn decode(packet: &[u8]) -> Option<String> {
    let units = |from: fn([u8; 2]) -> u16| packet.chunks_exact(2).filter_map(move |pair| pair.try_into().ok().map(from));
    let text = match packet {
        [0xFE, 0xFF, ..] | [0, b'<', ..] => char::decode_utf16(units(u16::from_be_bytes)).collect::<Result<String, _>>().ok()?,
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => char::decode_utf16(units(u16::from_le_bytes)).collect::<Result<String, _>>().ok()?,
        _ => String::from_utf8_lossy(packet).into_owned(),
    };
    Some(text.trim_matches(|c: char| c == '\0' || c == '\u{FEFF}' || c.is_whitespace()).to_owned())
}

/// A property that is open, by namespace and name; RDF's own elements only group.
struct Open {
    property: Option<(String, String)>,
}

fn walk(text: &str, found: &mut Found<'_>) -> Option<()> {
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    let mut budget = found.limits().fields;
    loop {
        budget = budget.checked_sub(1)?;
        let at = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Start(element) => {
                let property = element_name(&reader, &element);
                attributes(&reader, &element, property.as_ref(), at, found)?;
                if open.len() >= found.limits().depth.saturating_mul(4) {
                    return None;
                }
                open.push(Open { property });
            }
            Event::Empty(element) => {
                let property = element_name(&reader, &element);
                attributes(&reader, &element, property.as_ref(), at, found)?;
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => leaf(&text.xml_content(quick_xml::XmlVersion::Implicit1_0), &open, at, found),
            Event::CData(text) => leaf(&text, &open, at, found),
            Event::GeneralRef(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Comment(text) => say(("", "comment"), &text, at, found),
            // A document type can define entities: such a packet is not read.
            Event::DocType(_) => return None,
            Event::Eof => return open.is_empty().then_some(()),
        }
    }
}

fn element_name(reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> Option<(String, String)> {
    let (namespace, local) = reader.resolver().resolve_element(element.name());
    name(&namespace, local.as_ref())
}

fn name(namespace: &ResolveResult<'_>, local: &str) -> Option<(String, String)> {
    match namespace {
        ResolveResult::Bound(Namespace(uri)) if *uri == RDF && local != "about" => None,
        ResolveResult::Bound(Namespace(uri)) => Some(((*uri).to_owned(), local.to_owned())),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => Some((String::new(), local.to_owned())),
    }
}

/// Properties written as attributes (ISO 16684-1, 7.9.2.2).
fn attributes(
    reader: &NsReader<&[u8]>,
    element: &BytesStart<'_>,
    property: Option<&(String, String)>,
    at: usize,
    found: &mut Found<'_>,
) -> Option<()> {
    for attribute in element.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key;
        if key.as_namespace_binding().is_some() || key.as_ref().starts_with("xml:") {
            continue;
        }
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        let (namespace, local) = reader.resolver().resolve_attribute(key);
        match (name(&namespace, local.as_ref()), property) {
            (Some((uri, name)), _) => say((&uri, &name), &value, at, found),
            // rdf:resource holds the value of the property that it stands in; rdf:parseType holds none.
            (None, Some((uri, name))) if local.as_ref() == "resource" => say((uri, name), &value, at, found),
            _ => {}
        }
    }
    Some(())
}

/// The text of the nearest property around it.
fn leaf(text: &str, open: &[Open], at: usize, found: &mut Found<'_>) {
    if let Some((uri, name)) = open.iter().rev().find_map(|open| open.property.as_ref()) {
        say((uri, name), text, at, found);
    }
}

fn say((uri, name): (&str, &str), text: &str, at: usize, found: &mut Found<'_>) {
    let text = text.trim();
    if !text.is_empty() {
        found.push(at, "", FieldId::Xmp(uri.to_owned(), name.to_owned()), Value::Text(text.to_owned()));
    }
}
