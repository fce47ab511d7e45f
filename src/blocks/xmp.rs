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
    // Text comes in pieces where it is interrupted by references.
    let mut content = String::new();
    let mut budget = found.limits().fields;
    loop {
        budget = budget.checked_sub(1)?;
        let at = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Start(element) => {
                leaf(&mut content, &open, at, found);
                let property = element_name(&reader, &element)?;
                attributes(&reader, &element, property.as_ref(), at, found)?;
                if open.len() >= found.limits().depth.saturating_mul(4) {
                    return None;
                }
                open.push(Open { property });
            }
            Event::Empty(element) => {
                leaf(&mut content, &open, at, found);
                let property = element_name(&reader, &element)?;
                attributes(&reader, &element, property.as_ref(), at, found)?;
            }
            Event::End(_) => {
                leaf(&mut content, &open, at, found);
                open.pop();
            }
            Event::Text(text) => content.push_str(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            Event::CData(text) => content.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => content.push(character),
                None => content.push_str(quick_xml::escape::resolve_predefined_entity(&reference)?),
            },
            Event::PI(text) if text.starts_with("xpacket") => {}
            Event::PI(text) => say(("", "processing instruction"), &text, at, found),
            Event::Comment(text) => say(("", "comment"), &text, at, found),
            Event::Decl(_) => {}
            // A document type can define entities: such a packet is not read.
            Event::DocType(_) => return None,
            Event::Eof => {
                leaf(&mut content, &open, at, found);
                return open.is_empty().then_some(());
            }
        }
    }
}

/// Namespaces and names longer than this are nobody's.
const LONGEST_NAME: usize = 256;
/// The longest that is usual is `x-default`.
const LONGEST_LANGUAGE: usize = 9;
/// Stands for the declaration of a namespace, which may be one that nobody knows.
pub const NAMESPACE: &str = "xmlns";

/// Namespace and name of an element, nothing inside for RDF's own; nothing at all for one that is too long.
#[allow(clippy::option_option, reason = "the outer one ends the reading")]
fn element_name(reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> Option<Option<(String, String)>> {
    let (namespace, local) = reader.resolver().resolve_element(element.name());
    name(&namespace, local.as_ref())
}

/// RDF's own names; `about` is not among them, because it holds an identifier.
const RDF_NAMES: [&str; 13] =
    ["RDF", "Description", "Alt", "Bag", "Seq", "li", "resource", "parseType", "value", "type", "ID", "nodeID", "datatype"];

#[allow(clippy::option_option, reason = "the outer one ends the reading")]
fn name(namespace: &ResolveResult<'_>, local: &str) -> Option<Option<(String, String)>> {
    let uri = match namespace {
        ResolveResult::Bound(Namespace(uri)) => *uri,
        ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
    };
    if uri.len() > LONGEST_NAME || local.len() > LONGEST_NAME {
        return None;
    }
    let grouping = uri == RDF && RDF_NAMES.contains(&local);
    Some((!grouping).then(|| (uri.to_owned(), local.to_owned())))
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
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        if key.as_namespace_binding().is_some() {
            (value.len() <= LONGEST_NAME).then_some(())?;
            found.push(at, "", FieldId::Xmp(value.into_owned(), NAMESPACE.to_owned()), Value::Unknown);
            continue;
        }
        if key.as_ref().starts_with("xml:") {
            let language = key.as_ref() == "xml:lang" && value.len() <= LONGEST_LANGUAGE;
            if !language {
                say(("", key.as_ref()), &value, at, found);
            }
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(key);
        match (name(&namespace, local.as_ref())?, property) {
            (Some((uri, name)), _) => say((&uri, &name), &value, at, found),
            // rdf:resource holds the value of the property that it stands in; rdf:parseType holds none.
            (None, Some((uri, name))) if local.as_ref() == "resource" => say((uri, name), &value, at, found),
            (None, _) if matches!(&*value, "Resource" | "Literal" | "Collection") => {}
            (None, _) => say((RDF, local.as_ref()), &value, at, found),
        }
    }
    Some(())
}

/// Says the text that was read as that of the nearest property around it.
fn leaf(content: &mut String, open: &[Open], at: usize, found: &mut Found<'_>) {
    let property = open.iter().rev().find_map(|open| open.property.as_ref());
    let (uri, name) = property.map_or(("", "text"), |(uri, name)| (uri, name));
    say((uri, name), content, at, found);
    content.clear();
}

fn say((uri, name): (&str, &str), text: &str, at: usize, found: &mut Found<'_>) {
    let text = text.trim();
    if !text.is_empty() {
        found.push(at, "", FieldId::Xmp(uri.to_owned(), name.to_owned()), Value::Text(super::beginning(text).to_owned()));
    }
}
