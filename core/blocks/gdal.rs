//! What GDAL writes into its own TIFF tag (GDAL, GTiff driver): XML items, each with a name that somebody gave it.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Found;
use crate::model::{FieldId, Ifd, Value};

/// Its tag.
pub const GDAL_METADATA: u16 = 0xA480;

/// Lists the items of `GDAL_METADATA`.
pub fn read(bytes: &[u8], found: &mut Found<'_>) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_end_matches('\0');
    // Anything that is not a list of items is a text like any other, and so is anything next to the items.
    if walk(text, found).is_none() {
        found.push(0, "", FieldId::Exif(Ifd::Image, GDAL_METADATA), Value::Text(super::beginning(text).to_owned()));
    }
}

fn walk(text: &str, found: &mut Found<'_>) -> Option<()> {
    let mut reader = Reader::from_str(text);
    let mut budget = found.limits().fields;
    let mut name: Option<String> = None;
    let mut content = String::new();
    loop {
        budget = budget.checked_sub(1)?;
        match reader.read_event().ok()? {
            Event::Start(element) => {
                if !content.trim().is_empty() {
                    tell(name.take(), &content, found);
                }
                content.clear();
                name = Some(item(&element)?);
            }
            Event::Text(text) => content.push_str(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            Event::CData(text) => content.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => content.push(character),
                None => content.push_str(quick_xml::escape::resolve_predefined_entity(&reference)?),
            },
            Event::End(_) => {
                tell(name.take(), &content, found);
                content.clear();
            }
            Event::Empty(element) => tell(Some(item(&element)?), "", found),
            Event::Eof => return content.trim().is_empty().then_some(()),
            // GDAL writes none of these, and they may contain anything.
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::Decl(_) => return None,
        }
    }
}

/// The name of an item, with its domain; `None` if it has an attribute that GDAL does not write.
fn item(element: &BytesStart<'_>) -> Option<String> {
    let (mut name, mut domain) = (String::new(), String::new());
    for attribute in element.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        match attribute.key.as_ref() {
            "name" => name = value.into_owned(),
            "domain" => domain = format!("{value}/"),
            "sample" if value.bytes().all(|byte| byte.is_ascii_digit()) => {}
            "role" if ["offset", "scale", "unittype", "description", "colorinterp"].contains(&&*value) => {}
            _ => return None,
        }
    }
    Some(domain + &name)
}

fn tell(name: Option<String>, content: &str, found: &mut Found<'_>) {
    let (name, content) = (name.unwrap_or_default(), content.trim());
    if !name.is_empty() || !content.is_empty() {
        found.push(0, "", FieldId::GdalItem(name), Value::Text(super::beginning(content).to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;

    fn told(text: &[u8]) -> Vec<String> {
        let mut fields = Vec::new();
        read(text, &mut Found::new(0, "IFD0", &Limits::DEFAULT, &mut fields));
        fields.iter().map(|field| format!("{} {}", field.id, field.value.text().unwrap_or_default())).collect()
    }

    #[test]
    fn each_item_is_told_by_its_name() {
        let text = br#"<GDALMetadata><Item name="station">DE603LBA</Item><Item name="TIFFTAG_DATETIME">2017-07-20 09:58:16</Item>
            <Item name="LAT_OFF" domain="RPC" sample="0">47.4 &amp; &#33;</Item><Item name="empty"/></GDALMetadata>"#;
        let expected =
            ["GDAL station DE603LBA", "GDAL TIFFTAG_DATETIME 2017-07-20 09:58:16", "GDAL RPC/LAT_OFF 47.4 & !", "GDAL empty "];
        assert_eq!(told(text), expected);
        assert_eq!(told(b"<GDALMetadata><Item name=\"a\">b</Item></GDALMetadata>\0\0"), ["GDAL a b"]);
    }

    #[test]
    fn what_is_no_list_of_items_is_a_text() {
        for text in [&b"<GDALMetadata><Item"[..], b"<a></b>", b"<!-- Nora --><a/>"] {
            let whole = format!("GDALMetadata {}", String::from_utf8_lossy(text));
            assert_eq!(told(text).last(), Some(&whole), "{text:?}");
        }
    }
}
