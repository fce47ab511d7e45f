//! HDR gain maps: the numbers that combine a map with its picture, in the forms of Adobe and Google (`hdrgm`), Apple,
//! and ISO 21496-1. They are parsed into typed values and written afresh from those; nothing else of a packet survives.

mod apple;
mod fraction;
mod iso;
mod numbers;

pub use apple::{Applied, read_maker_note, with_headroom};
pub use iso::{ToneMap, read_iso, read_tone_map, says_only};
pub use numbers::{GainMapXmp, HDRGM, Number};

use super::xmp::NAMESPACE;
use crate::model::{Field, FieldId, Value};
use numbers::{ADOBE_NUMBERS, APPLE, APPLE_NUMBERS, APPLE_PIXELS, APPLE_TYPE, VERSION};

/// Whether a map fits a picture: it has the same shape, except for rounding. Another photo rarely has.
#[must_use]
pub fn covers(map: [u32; 2], picture: [u32; 2]) -> bool {
    /// Encoders round to whole blocks.
    const ROUNDING: u64 = 8;
    let [[map_width, map_height], [width, height]] = [map, picture].map(|size| size.map(u64::from));
    let skew = map_width.saturating_mul(height).abs_diff(map_height.saturating_mul(width));
    skew <= ROUNDING.saturating_mul(width.max(height))
}

/// Texts of a property in an XMP packet, in order.
fn texts<'a>(fields: &'a [Field], uri: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter_map(move |field| match (&field.id, &field.value) {
        (FieldId::Xmp(namespace, property), Value::Text(text)) if namespace == uri && property == name => Some(text.as_str()),
        _ => None,
    })
}

/// Whether a packet says that its picture has a gain map according to Adobe's rules.
#[must_use]
pub fn announces(fields: &[Field]) -> bool {
    texts(fields, HDRGM, "Version").any(|version| version == VERSION)
}

/// Whether a packet is about gain maps at all, understood or not.
#[must_use]
pub fn mentions(fields: &[Field]) -> bool {
    let uri = |field: &Field| match &field.id {
        FieldId::Xmp(uri, name) => (uri == HDRGM || uri == APPLE) && name != NAMESPACE,
        _ => false,
    };
    fields.iter().any(uri) || texts(fields, APPLE_PIXELS, "AuxiliaryImageType").any(|kind| kind == APPLE_TYPE)
}

/// The numbers in the packet of a gain map; `None` if they do not follow the rules.
#[must_use]
pub fn read_xmp(fields: &[Field]) -> Option<GainMapXmp> {
    if texts(fields, APPLE_PIXELS, "AuxiliaryImageType").any(|kind| kind == APPLE_TYPE) {
        return apple_numbers(fields).map(GainMapXmp::Apple);
    }
    if !announces(fields) {
        return None;
    }
    let mut numbers = Vec::new();
    for (name, most, range) in ADOBE_NUMBERS {
        let values: Vec<Number> = texts(fields, HDRGM, name).map(|text| Number::parse(text, range)).collect::<Option<_>>()?;
        match values.len() {
            0 => {}
            len if len == 1 || len == most => numbers.push((name, values)),
            _ => return None,
        }
    }
    // Without its maximum, a map cannot be applied (Ultra HDR Image Format, "required").
    numbers.iter().find(|(name, _)| *name == "GainMapMax")?;
    let base_is_hdr = match texts(fields, HDRGM, "BaseRenditionIsHDR").next() {
        None => None,
        Some(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Some(text) if text.eq_ignore_ascii_case("false") => Some(false),
        Some(_) => return None,
    };
    Some(GainMapXmp::Adobe { base_is_hdr, numbers })
}

/// The numbers in the packet of an item that is Apple's gain map.
#[must_use]
pub fn read_item_xmp(fields: &[Field]) -> Option<GainMapXmp> {
    texts(fields, APPLE, "HDRGainMapVersion").next()?;
    let mut numbers = apple_numbers(fields)?;
    numbers.retain(|(index, _)| APPLE_NUMBERS.get(*index).is_some_and(|(uri, ..)| *uri == APPLE));
    Some(GainMapXmp::AppleItem(numbers))
}

fn apple_numbers(fields: &[Field]) -> Option<Vec<(usize, Number)>> {
    let mut numbers = Vec::new();
    for (index, (uri, _, name)) in APPLE_NUMBERS.iter().enumerate() {
        let Some(text) = texts(fields, uri, name).next() else { continue };
        match Number::of_apple(name, text) {
            Some(number) => numbers.push((index, number)),
            // The picture of the map has its own description; what applies it has to be understood.
            None if *uri == APPLE_PIXELS => {}
            None => return None,
        }
    }
    Some(numbers)
}

fn packet(attributes: &str, content: &str) -> Vec<u8> {
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    format!(
        r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about=""{attributes}>{content}</rdf:Description></rdf:RDF></x:xmpmeta>"#
    )
    .into_bytes()
}

/// The packet of a gain map.
#[must_use]
pub fn compose_xmp(map: &GainMapXmp) -> Vec<u8> {
    match map {
        GainMapXmp::Adobe { base_is_hdr, numbers } => {
            let mut attributes = format!(r#" xmlns:hdrgm="{HDRGM}" hdrgm:Version="{VERSION}""#);
            if let Some(base_is_hdr) = base_is_hdr {
                attributes.push_str(if *base_is_hdr {
                    r#" hdrgm:BaseRenditionIsHDR="True""#
                } else {
                    r#" hdrgm:BaseRenditionIsHDR="False""#
                });
            }
            let mut content = String::new();
            for (name, values) in numbers {
                match values.as_slice() {
                    [Number(value)] => attributes.push_str(&format!(r#" hdrgm:{name}="{value}""#)),
                    values => {
                        let items: String = values.iter().map(|Number(value)| format!("<rdf:li>{value}</rdf:li>")).collect();
                        content.push_str(&format!("<hdrgm:{name}><rdf:Seq>{items}</rdf:Seq></hdrgm:{name}>"));
                    }
                }
            }
            packet(&attributes, &content)
        }
        GainMapXmp::Apple(numbers) => {
            let attributes = format!(r#" xmlns:apdi="{APPLE_PIXELS}" xmlns:HDRGainMap="{APPLE}""#);
            let kind = format!("<apdi:AuxiliaryImageType>{APPLE_TYPE}</apdi:AuxiliaryImageType>");
            packet(&attributes, &(kind + &compose_apple(numbers)))
        }
        GainMapXmp::AppleItem(numbers) => packet(&format!(r#" xmlns:HDRGainMap="{APPLE}""#), &compose_apple(numbers)),
    }
}

fn compose_apple(numbers: &[(usize, Number)]) -> String {
    let property = |(index, Number(value)): &(usize, Number)| {
        let (_, prefix, name) = APPLE_NUMBERS.get(*index)?;
        Some(format!("<{prefix}:{name}>{value}</{prefix}:{name}>"))
    };
    numbers.iter().filter_map(property).collect()
}

/// The packet of the picture that a gain map belongs to: it says that there is a map, and its length in bytes.
#[must_use]
pub fn compose_container(length: u32) -> Vec<u8> {
    let photos = "http://ns.google.com/photos/1.0/container/";
    let attributes =
        format!(r#" xmlns:hdrgm="{HDRGM}" xmlns:Container="{photos}" xmlns:Item="{photos}item/" hdrgm:Version="{VERSION}""#);
    let item = |item: &str| format!(r#"<rdf:li rdf:parseType="Resource"><Container:Item {item}/></rdf:li>"#);
    let primary = item(r#"Item:Semantic="Primary" Item:Mime="image/jpeg""#);
    let map = item(&format!(r#"Item:Semantic="GainMap" Item:Mime="image/jpeg" Item:Length="{length}""#));
    packet(&attributes, &format!("<Container:Directory><rdf:Seq>{primary}{map}</rdf:Seq></Container:Directory>"))
}

/// The length of the gain map according to the packet of its picture.
#[must_use]
pub fn container_length(fields: &[Field]) -> Option<u32> {
    let item = "http://ns.google.com/photos/1.0/container/item/";
    let mut lengths = texts(fields, item, "Length");
    // Of two lengths, nobody knows which is the map's.
    lengths.next()?.parse().ok().filter(|_| lengths.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::xmp;
    use crate::testing::found;

    fn fields(packet: &[u8]) -> Vec<Field> {
        found(0, "XMP", |found| xmp::read(packet, found)).1
    }

    fn adobe(attributes: &str, content: &str) -> Vec<Field> {
        fields(&packet(&format!(r#" xmlns:hdrgm="{HDRGM}" {attributes}"#), content))
    }

    #[test]
    fn numbers_survive_and_are_written_in_one_way_only() {
        let seq = "<hdrgm:GainMapMin><rdf:Seq><rdf:li>-0.256907</rdf:li><rdf:li>0</rdf:li><rdf:li>1e-2</rdf:li></rdf:Seq></hdrgm:GainMapMin>";
        let map = read_xmp(&adobe(
            r#"hdrgm:Version="1.0" hdrgm:GainMapMax="1.2000000" hdrgm:BaseRenditionIsHDR="False" hdrgm:Owner="Nora""#,
            seq,
        ))
        .unwrap();
        let written = compose_xmp(&map);
        assert_eq!(read_xmp(&fields(&written)), Some(map));
        let text = String::from_utf8(written).unwrap();
        assert!(text.contains(r#"hdrgm:GainMapMax="1.2""#) && text.contains("<rdf:li>0.01</rdf:li>"), "{text}");
        assert!(!text.contains("Nora"));
    }

    #[test]
    fn what_is_not_by_the_rules_is_not_understood() {
        for attributes in [
            r#"hdrgm:GainMapMax="1""#,
            r#"hdrgm:Version="2.0" hdrgm:GainMapMax="1""#,
            r#"hdrgm:Version="1.0""#,
            r#"hdrgm:Version="1.0" hdrgm:GainMapMax="48.8566 N""#,
            r#"hdrgm:Version="1.0" hdrgm:GainMapMax="inf""#,
            r#"hdrgm:Version="1.0" hdrgm:GainMapMax="1" hdrgm:BaseRenditionIsHDR="Nora""#,
            // A latitude: no screen is that bright.
            r#"hdrgm:Version="1.0" hdrgm:GainMapMax="45.7640""#,
            r#"hdrgm:Version="1.0" hdrgm:GainMapMax="1" hdrgm:Gamma="-4.8357""#,
        ] {
            assert_eq!(read_xmp(&adobe(attributes, "")), None, "{attributes}");
        }
    }

    #[test]
    fn apples_numbers_survive() {
        let map = GainMapXmp::Apple(vec![
            (0, Number("1278226488".into())),
            (2, Number("131072".into())),
            (3, Number("4.532783".into())),
        ]);
        assert_eq!(read_xmp(&fields(&compose_xmp(&map))), Some(map));
    }

    #[test]
    fn numbers_have_the_digits_that_decoders_compute_with() {
        let map = read_xmp(&adobe(r#"hdrgm:Version="1.0" hdrgm:GainMapMax="2.3000000457640483""#, "")).unwrap();
        assert!(String::from_utf8(compose_xmp(&map)).unwrap().contains(r#"hdrgm:GainMapMax="2.3""#));
    }

    #[test]
    fn a_format_that_no_map_has_goes() {
        let of = |format: &str| {
            let map = GainMapXmp::Apple(vec![(0, Number(format.into())), (2, Number("65536".into()))]);
            read_xmp(&fields(&compose_xmp(&map)))
        };
        assert_eq!(of("1315926625"), Some(GainMapXmp::Apple(vec![(2, Number("65536".into()))])));
        let late = GainMapXmp::Apple(vec![(2, Number("20240612".into()))]);
        assert_eq!(read_xmp(&fields(&compose_xmp(&late))), None);
    }

    #[test]
    fn the_container_says_how_long_the_map_is() {
        let fields = fields(&compose_container(12_345));
        assert!(announces(&fields));
        assert_eq!(container_length(&fields), Some(12_345));
    }
}
