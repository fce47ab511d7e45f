//! Latitudes and longitudes in an XMP packet or in JSON: numbers of degrees, if both are there.

use super::Found;
use crate::base::{Axis, Coordinate};
use crate::model::{FieldId, Value};

/// Turns texts that are halves of a position into coordinates, starting with the field at this index. A single half is
/// not a place, and remains a text.
pub(super) fn pair(found: &mut Found<'_>, from: usize) {
    let mut waiting: Option<(usize, String, Coordinate)> = None;
    let mut pairs = Vec::new();
    for (index, field) in found.fields.iter().enumerate().skip(from) {
        let Value::Text(text) = &field.value else { continue };
        let (uri, name) = match &field.id {
            FieldId::Xmp(uri, name) => (uri.as_str(), name),
            FieldId::Named(path) => ("", path),
            _ => continue,
        };
        let Some((axis, rest)) = half(name) else { continue };
        let Some(coordinate) = coordinate(uri, text, axis) else { continue };
        let group = format!("{uri} {rest}");
        match waiting.take() {
            Some((other, of, half)) if of == group && half.axis != axis => pairs.extend([(other, half), (index, coordinate)]),
            // The later of two latitudes begins another position.
            _ => waiting = Some((index, group, coordinate)),
        }
    }
    for (index, coordinate) in pairs {
        if let Some(field) = found.fields.get_mut(index) {
            let raw = field.value.text().map(|text| text.as_bytes().to_vec()).unwrap_or_default();
            field.value = Value::Coordinate { coordinate, raw };
        }
    }
}

/// Which half a name is about, and what it has in common with the name of the other half.
fn half(name: &str) -> Option<(Axis, String)> {
    const LATITUDE: [&str; 2] = ["latitude", "lat"];
    const LONGITUDE: [&str; 4] = ["longitude", "long", "lon", "lng"];
    let name = name.to_ascii_lowercase();
    let behind = |words: &[&str]| words.iter().find_map(|word| name.strip_suffix(word).map(str::to_owned));
    let latitude = behind(&LATITUDE).map(|rest| (Axis::Latitude, rest));
    latitude.or_else(|| behind(&LONGITUDE).map(|rest| (Axis::Longitude, rest)))
}

/// In Exif's properties the letter of the side is part of the form (ISO 16684-1, 8.2.1.6): a bare number lacks it.
fn coordinate(uri: &str, text: &str, axis: Axis) -> Option<Coordinate> {
    let bare = text.parse::<f64>().is_ok();
    let exif = uri.to_ascii_lowercase().contains("ns.adobe.com/exif");
    Coordinate::of_text(text, axis).filter(|_| !bare || !exif)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{found, xmp_packet};

    fn shown(attributes: &str) -> Vec<String> {
        let fields = found(0, "XMP", |found| super::super::xmp::read(&xmp_packet(attributes), found)).1;
        let coordinates = fields.iter().filter_map(|field| field.value.coordinate());
        coordinates.map(Coordinate::shown).collect()
    }

    #[test]
    fn a_latitude_and_a_longitude_of_any_namespace_are_numbers_of_degrees() {
        let earth = r#"xmlns:e="http://ns.google.com/photos/dd/1.0/earthpose/" e:Latitude="47.3764" e:Longitude="8.5414""#;
        assert_eq!(shown(earth), ["47.3764 N", "8.5414 E"]);
        let drone = r#"xmlns:d="http://www.dji.com/drone-dji/1.0/" d:GpsLongitude="-8.5414" d:GpsLatitude="+47.3764""#;
        assert_eq!(shown(drone), ["8.5414 W", "47.3764 N"]);
        assert_eq!(shown(r#"xmlns:x="http://example.org/" x:lat="47.3764" x:lng="8.5414""#), ["47.3764 N", "8.5414 E"]);
        let exif = r#"xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="47,22.584N" exif:GPSLongitude="8,32.484E""#;
        assert_eq!(shown(exif), ["47.3764 N", "8.5414 E"]);
    }

    #[test]
    fn the_same_in_json() {
        let fields =
            found(0, "JSON", |found| assert!(super::super::json::read(br#"{"geo":{"lat":47.5,"lng":"8.5"}}"#, "", found))).1;
        assert!(fields.iter().all(|field| field.value.coordinate().is_some()), "{fields:?}");
    }

    #[test]
    fn half_a_position_and_what_is_on_no_side_stay_texts() {
        assert_eq!(shown(r#"xmlns:x="http://example.org/" x:lat="47.3764""#), [""; 0]);
        assert_eq!(shown(r#"xmlns:x="http://example.org/" x:lat="47.3764" x:homelng="8.5414""#), [""; 0]);
        let exif = r#"xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="47.3764" exif:GPSLongitude="8.5414""#;
        assert_eq!(shown(exif), [""; 0]);
    }
}
