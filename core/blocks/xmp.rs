//! Reads XMP packets (ISO 16684-1): lists each property that contains text. Packets are never filtered or copied; what
//! this reader does not understand goes with the rest.

mod compose;
mod panorama;

pub use compose::{compose, sayable};
pub use panorama::{NOBODY, compose as compose_panorama, compose_of_video};

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::Found;
use crate::base::cost;
use crate::model::{FieldId, Value};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Lists the properties of a packet.
pub fn read(packet: &[u8], found: &mut Found<'_>) {
    let before = found.fields().len();
    let mut told = Told { found, names: BTreeMap::new() };
    let affords = told.found.budget().affords((packet.len() as u64).saturating_mul(cost::MARKUP));
    let whole = affords && decode(packet).is_some_and(|text| walk(&text, &mut told).is_some());
    told.mention_the_silent();
    super::coordinates::pair(found, before);
    if !whole {
        found.unreadable(0);
    }
}

/// The packet as text: UTF-8, or UTF-16 or UTF-32 according to its first bytes (ISO 16684-1, 7.1), without its padding.
fn decode(packet: &[u8]) -> Option<String> {
    let units = |from: fn([u8; 2]) -> u16| packet.chunks_exact(2).filter_map(move |pair| pair.try_into().ok().map(from));
    let text = match packet {
        [0xFE, 0xFF, ..] | [0, b'<', ..] => char::decode_utf16(units(u16::from_be_bytes)).collect::<Result<String, _>>().ok()?,
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => char::decode_utf16(units(u16::from_le_bytes)).collect::<Result<String, _>>().ok()?,
        _ => String::from_utf8_lossy(packet).into_owned(),
    };
    Some(text.trim_matches(|c: char| c == '\0' || c == '\u{FEFF}' || c.is_whitespace()).to_owned())
}

/// An open property, by namespace and name; RDF's own elements only group others.
struct Open {
    property: Option<(String, String)>,
}

fn walk(text: &str, told: &mut Told<'_, '_>) -> Option<()> {
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    // Text is split into pieces by references.
    let mut content = String::new();
    let mut budget = told.found.limits().fields;
    loop {
        budget = budget.checked_sub(1)?;
        told.found.budget().affords(cost::EVENT).then_some(())?;
        let at = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Start(element) => {
                leaf(&mut content, &open, at, told);
                let property = element_name(&reader, &element)?;
                told.name(property.as_ref(), at);
                attributes(&reader, &element, property.as_ref(), at, told, &mut budget)?;
                if open.len() >= told.found.limits().depth.saturating_mul(4) {
                    return None;
                }
                open.push(Open { property });
            }
            Event::Empty(element) => {
                leaf(&mut content, &open, at, told);
                let property = element_name(&reader, &element)?;
                told.name(property.as_ref(), at);
                attributes(&reader, &element, property.as_ref(), at, told, &mut budget)?;
            }
            Event::End(_) => {
                leaf(&mut content, &open, at, told);
                open.pop();
            }
            Event::Text(text) => content.push_str(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            Event::CData(text) => content.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => content.push(character),
                None => content.push_str(quick_xml::escape::resolve_predefined_entity(&reference)?),
            },
            Event::PI(text) if is_usual_wrapper(&text) => {}
            Event::PI(text) => told.say(("", "processing instruction"), &text, at),
            Event::Comment(text) => told.say(("", "comment"), &text, at),
            Event::Decl(text) if is_usual_declaration(&text) => {}
            Event::Decl(text) => told.say(("", "declaration"), &text, at),
            // A document type can define entities: a packet with one is not read.
            Event::DocType(_) => return None,
            Event::Eof => {
                leaf(&mut content, &open, at, told);
                // A packet that was cut off ends inside an element: the rest of it was not read.
                return open.is_empty().then_some(());
            }
        }
    }
}

/// The wrapper of a packet (ISO 16684-1, 7.3.2), in its usual form.
fn is_usual_wrapper(text: &str) -> bool {
    const FORMS: [&str; 6] = [
        "xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"",
        "xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"",
        "xpacket id=\"W5M0MpCehiHzreSzNTczkc9d\" begin=\"\u{FEFF}\"",
        "xpacket id=\"W5M0MpCehiHzreSzNTczkc9d\" begin=\"\"",
        "xpacket end=\"w\"",
        "xpacket end=\"r\"",
    ];
    FORMS.contains(&text.trim_end().replace('\'', "\"").as_str())
}

fn is_usual_declaration(text: &str) -> bool {
    let plain = text.trim_end().replace('\'', "\"").to_ascii_lowercase();
    matches!(
        plain.as_str(),
        "xml version=\"1.0\"" | "xml version=\"1.0\" encoding=\"utf-8\"" | "xml version=\"1.0\" encoding=\"utf-16\""
    )
}

/// `fr`, `en-GB`, `x-default`: enough for a language.
fn is_language(text: &str) -> bool {
    let letters = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    text == "x-default" || text.split_once('-').map_or_else(|| letters(text), |(tongue, land)| letters(tongue) && letters(land))
}

/// Nobody writes longer namespaces or names.
const LONGEST_NAME: usize = 256;
/// A prefix and a name.
const LONGEST_KEY: usize = 2 * LONGEST_NAME;
/// Stands for the declaration of a namespace, which may be unknown.
pub const NAMESPACE: &str = "xmlns";

/// Namespace and name of an element, with an inner `None` for RDF's own; an outer one if it is too long.
#[allow(clippy::option_option, reason = "the outer one ends the reading")]
fn element_name(reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> Option<Option<(String, String)>> {
    let (namespace, local) = reader.resolver().resolve_element(element.name());
    name(&namespace, local.as_ref())
}

/// RDF's own names; `about` is not one of them, because it contains an identifier.
const RDF_NAMES: [&str; 13] =
    ["RDF", "Description", "Alt", "Bag", "Seq", "li", "resource", "parseType", "value", "type", "ID", "nodeID", "datatype"];

/// Whether a namespace is RDF's, however it is written.
fn is_rdf(uri: &str) -> bool {
    uri == RDF || uri.to_ascii_lowercase().contains("rdf-syntax-ns")
}

/// Names of elements that only hold the value of their parent.
const HOLDERS: [&str; 8] = ["value", "values", "item", "items", "entry", "element", "string", "li"];
/// The element around a packet says nothing about its content.
const META: &str = "adobe:ns:meta/";

#[allow(clippy::option_option, reason = "the outer one ends the reading")]
fn name(namespace: &ResolveResult<'_>, local: &str) -> Option<Option<(String, String)>> {
    let uri = match namespace {
        ResolveResult::Bound(Namespace(uri)) => *uri,
        ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
    };
    if uri.len() > LONGEST_NAME || local.len() > LONGEST_NAME {
        return None;
    }
    let grouping = is_rdf(uri) && RDF_NAMES.contains(&local);
    Some((!grouping).then(|| (uri.to_owned(), local.to_owned())))
}

/// Properties written as attributes (ISO 16684-1, 7.9.2.2), at most `left` of them.
fn attributes(
    reader: &NsReader<&[u8]>,
    element: &BytesStart<'_>,
    property: Option<&(String, String)>,
    at: usize,
    told: &mut Told<'_, '_>,
    left: &mut usize,
) -> Option<()> {
    let mut known = BTreeSet::new();
    // The reader would compare each name with every other; repeated names (XML 1.0, 3.1) are detected here.
    for attribute in element.attributes().with_checks(false) {
        *left = left.checked_sub(1)?;
        told.found.budget().affords(cost::EVENT).then_some(())?;
        let attribute = attribute.ok()?;
        let key = attribute.key;
        (key.as_ref().len() <= LONGEST_KEY && known.insert(key)).then_some(())?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        if key.as_namespace_binding().is_some() {
            (value.len() <= LONGEST_NAME).then_some(())?;
            let prefix = key.as_ref().strip_prefix("xmlns").unwrap_or_default().trim_start_matches(':');
            let prefix = Value::Text(super::beginning(prefix).to_owned());
            told.found.push(at, "", FieldId::Xmp(value.into_owned(), NAMESPACE.to_owned()), prefix);
            continue;
        }
        if key.as_ref().starts_with("xml:") {
            if key.as_ref() != "xml:lang" || !is_language(&value) {
                told.say(("", key.as_ref()), &value, at);
            }
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(key);
        match (name(&namespace, local.as_ref())?, property) {
            // It is usual to write that a description is about this picture.
            (Some((uri, name)), _) if uri == RDF && name == "about" && value.is_empty() => {}
            (Some((uri, name)), _) => {
                told.say((&uri, &name), &value, at);
                told.name(Some(&(uri, name)), at);
            }
            // rdf:resource contains the value of its property; rdf:parseType does not.
            (None, Some((uri, name))) if local.as_ref() == "resource" => told.say((uri, name), &value, at),
            (None, _) if matches!(&*value, "Resource" | "Literal" | "Collection") => {}
            (None, _) => told.say((RDF, local.as_ref()), &value, at),
        }
    }
    Some(())
}

/// Reports the text that was read as that of the nearest enclosing property with a name of its own.
fn leaf(content: &mut String, open: &[Open], at: usize, told: &mut Told<'_, '_>) {
    let mut around = open.iter().rev().filter_map(|open| open.property.as_ref());
    let nearest = around.next();
    let names_itself =
        |(uri, name): &&(String, String)| uri != META && !HOLDERS.iter().any(|holder| name.eq_ignore_ascii_case(holder));
    let property = nearest.filter(names_itself).or_else(|| around.find(names_itself)).or(nearest);
    let (uri, name) = property.map_or(("", "text"), |(uri, name)| (uri, name));
    if !content.trim().is_empty() {
        // A property that says something for another is not silent.
        told.name(nearest, at);
        nearest.and_then(|nearest| told.names.get_mut(nearest)).into_iter().for_each(|(_, said)| *said = true);
    }
    told.say((uri, name), content, at);
    content.clear();
}

/// What a packet has said so far.
struct Told<'f, 'a> {
    found: &'f mut Found<'a>,
    /// Names of properties found: where first, and whether any of them said something.
    names: BTreeMap<(String, String), (usize, bool)>,
}

impl Told<'_, '_> {
    fn say(&mut self, (uri, name): (&str, &str), text: &str, at: usize) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let id = (uri.to_owned(), name.to_owned());
        self.found.push(at, "", FieldId::Xmp(id.0.clone(), id.1.clone()), Value::Text(super::beginning(text).to_owned()));
        self.names.insert(id, (at, true));
    }

    /// A name is a text, too, though it may be an unknown one.
    fn name(&mut self, property: Option<&(String, String)>, at: usize) {
        if let Some(id) = property
            && !self.names.contains_key(id)
        {
            self.names.insert(id.clone(), (at, false));
        }
    }

    fn mention_the_silent(&mut self) {
        for ((uri, name), (at, said)) in std::mem::take(&mut self.names) {
            if !said {
                self.found.push(at, "", FieldId::Xmp(uri, name), Value::Unknown);
            }
        }
    }
}
