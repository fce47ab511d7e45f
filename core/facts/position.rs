//! Positions: latitudes and longitudes, assembled from what a file says in parts and in many forms, with their
//! accuracy.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Axis, Coordinate, Fix};
use crate::model::{BmffElement, Category, FieldId, Ifd, Value};
use crate::plan::Finding;
use crate::policy;

/// The positions in what a file says, and the findings they were made from.
pub(super) fn of<'a>(findings: &[&'a Finding]) -> (Vec<Fix>, Vec<&'a Finding>) {
    let error = findings.iter().find_map(|found| error(found));
    let (mut positions, mut used): (Vec<Fix>, Vec<&Finding>) = (Vec::new(), Vec::new());
    let mut waiting: BTreeMap<String, (Coordinate, &Finding)> = BTreeMap::new();
    for found in findings.iter().copied().filter(|found| found.category == Category::Location && !found.possible) {
        let Some(coordinate) = coordinate(found) else {
            if let Some(fix) = whole(found) {
                positions.push(fix);
                used.push(found);
            }
            continue;
        };
        let group = group(found);
        // The later of two latitudes begins another position; the earlier one is listed separately.
        if let Some((other, half)) = waiting.remove(&group).filter(|(other, _)| other.axis != coordinate.axis) {
            let north_first = other.axis == Axis::Latitude;
            positions.push(if north_first { Fix::new(other, coordinate) } else { Fix::new(coordinate, other) });
            used.extend([half, found]);
        } else {
            waiting.insert(group, (coordinate, found));
        }
    }
    for fix in &mut positions {
        // Digits prove nothing: a phone writes just as many however wrong it may be.
        fix.millimetres = fix.millimetres.max(error.unwrap_or(0));
    }
    // The most exact of those for the same place.
    positions.sort_by_key(|position| position.millimetres);
    let mut known = BTreeSet::new();
    positions.retain(|position| known.insert(position.neighbourhood()));
    (positions, used)
}

/// `Latitude` and `Longitude`, or `lat` and `lng`, in names that are otherwise the same.
fn group(found: &Finding) -> String {
    const HALVES: [&str; 6] = ["latitude", "longitude", "lat", "long", "lon", "lng"];
    let name = found.id.name().to_lowercase();
    let rest = HALVES.iter().find_map(|half| name.strip_suffix(half));
    rest.map_or_else(|| name.replace("latitude", "").replace("longitude", ""), str::to_owned)
}

/// One half of a position.
fn coordinate(found: &Finding) -> Option<Coordinate> {
    if let Some(coordinate) = found.value.coordinate() {
        return Some(coordinate);
    }
    let name = found.id.name().to_lowercase();
    let axis = match () {
        () if name.ends_with("latitude") => Axis::Latitude,
        () if name.ends_with("longitude") => Axis::Longitude,
        () => return None,
    };
    let Value::Text(text) = &found.value else { return None };
    // In Exif's properties the letter of the side is part of the form (ISO 16684-1, 8.2.1.6): a bare number lacks it.
    let bare = !matches!(&found.id, FieldId::Xmp(uri, _) if policy::xmp_prefix(uri) == Some("exif"));
    Coordinate::of_xmp(text, axis).or_else(|| Coordinate::of_decimal(text.trim(), axis).filter(|_| bare))
}

/// Both halves at once.
pub(super) fn whole(found: &Finding) -> Option<Fix> {
    match &found.value {
        Value::Position { fix, .. } => Some(*fix),
        Value::Text(text) => Fix::of_iso_6709(text).or_else(|| Fix::of_decimals(text)),
        _ => None,
    }
}

/// The possible error according to the phone, in millimetres.
fn error(found: &Finding) -> Option<u64> {
    let says = match &found.id {
        FieldId::Exif(Ifd::Gps, 0x001F) => true,
        FieldId::BmffKey(key) => key.ends_with("location.accuracy.horizontal"),
        FieldId::Xmp(..) => found.id.name().ends_with("GPSHPositioningError"),
        _ => false,
    };
    if let (true, Value::Numbers { numbers, .. }) = (says, &found.value) {
        let metres = numbers.first()?.value().filter(|metres| (0.0..1e6).contains(metres))?;
        return format!("{:.0}", metres * 1e3).parse().ok();
    }
    let text = found.value.text().filter(|_| says)?;
    let number = text.split_whitespace().next()?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let parse = |text: &str| text.parse::<u64>().ok().filter(|&number| number < 1_000_000_000);
    Some(parse(whole)?.saturating_mul(1000).saturating_add(parse(&part)?))
}

/// Whether a finding adds to a position, but says nothing by itself.
pub(super) fn is_detail(id: &FieldId) -> bool {
    match id {
        // GPSProcessingMethod and GPSAreaInformation are texts, and can name a place without any numbers; latitudes and
        // longitudes that did not form a position are numbers that somebody may still understand.
        FieldId::Exif(Ifd::Gps, tag) => !matches!(tag, 0x0002 | 0x0004 | 0x0014 | 0x0016 | 0x001B | 0x001C),
        FieldId::BmffKey(key) => key.contains("location.accuracy"),
        FieldId::Bmff(BmffElement::Track(_)) => true,
        FieldId::Sidecar(_, path) => path.ends_with("Span") || path.ends_with("altitude"),
        _ => id.name().contains("GPS"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Place;
    use crate::model::{Fraction, SidecarKind};

    fn finding(id: FieldId, value: &str) -> Finding {
        Finding { category: Category::Location, possible: false, id, place: Place::at(0), value: Value::Text(value.into()) }
    }

    fn shown(findings: &[Finding]) -> Vec<String> {
        let (positions, used) = of(&findings.iter().collect::<Vec<_>>());
        assert!(positions.is_empty() == used.is_empty());
        positions.iter().map(|p| format!("{}, {} ±{}", p.latitude.shown(), p.longitude.shown(), p.millimetres)).collect()
    }

    #[test]
    fn halves_are_put_together_and_whole_texts_are_read() {
        let takeout = |name: &str, value| finding(FieldId::Sidecar(SidecarKind::Takeout, format!("geoData/{name}")), value);
        assert_eq!(shown(&[takeout("latitude", "48.8566"), takeout("longitude", "-2.3522")]), ["48.8566 N, 2.3522 W ±11132"]);
        assert!(shown(&[takeout("latitude", "48.8566")]).is_empty());
        let key = |name: &str, value| finding(FieldId::BmffKey(name.into()), value);
        let iso = key("com.apple.quicktime.location.ISO6709", "+48.85660+002.35220+035.000/");
        assert_eq!(shown(std::slice::from_ref(&iso)), ["48.8566 N, 2.3522 E ±1113"]);
        let error = key("com.apple.quicktime.location.accuracy.horizontal", "4.7");
        assert_eq!(shown(&[iso.clone(), error]), ["48.8566 N, 2.3522 E ±4700"]);
        let text = key("loci", "48.8550, 2.3540 Rue-du-Secret-17");
        assert_eq!(shown(&[text, iso]), ["48.8566 N, 2.3522 E ±1113", "48.855 N, 2.354 E ±11132"]);
    }

    #[test]
    fn an_error_of_999_thousandths_is_less_than_a_metre() {
        let numbers = vec![Fraction { numerator: 999, denominator: 1000 }];
        let value = Value::Numbers { shown: "999/1000".to_owned(), raw: Vec::new(), numbers };
        let id = FieldId::Exif(Ifd::Gps, 0x001F);
        let found = Finding { category: Category::Location, possible: false, id, place: Place::at(0), value };
        assert_eq!(error(&found), Some(999));
    }

    #[test]
    fn a_number_without_the_letter_of_a_side_is_no_half_of_a_position_in_properties_of_exif() {
        let latitude = |uri: &str, text| coordinate(&finding(FieldId::Xmp(uri.into(), "GPSLatitude".into()), text));
        assert_eq!(latitude("http://ns.adobe.com/exif/1.0/", "48.8566"), None);
        assert!(latitude("http://ns.adobe.com/exif/1.0/", "48,51.396N").is_some());
        assert!(latitude("http://example.org/places/", "48.8566").is_some());
    }

    #[test]
    fn a_latitude_alone_does_not_take_the_longitude_of_another_position() {
        let half = |name: &str, text| finding(FieldId::Xmp("http://ns.adobe.com/exif/1.0/".into(), name.into()), text);
        let halves = [half("GPSLatitude", "10,51.396N"), half("GPSLatitude", "48,51.396N"), half("GPSLongitude", "2,21.132E")];
        assert_eq!(shown(&halves), ["48.8566 N, 2.3522 E ±1855"]);
    }
}
