//! Positions: latitudes with their longitudes, put together from what a file says in parts and in many forms, with how
//! exact they are.

use crate::model::{Axis, BmffElement, Coordinate, FieldId, Ifd};
use crate::plan::Finding;
use crate::policy::Category;

/// A place on Earth, as exactly as a file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// North or south.
    pub latitude: Coordinate,
    /// East or west.
    pub longitude: Coordinate,
    /// Within how many millimetres, by the form of the numbers, or by what the phone says of its error.
    pub millimetres: u64,
}

impl Position {
    fn new(latitude: Coordinate, longitude: Coordinate, error: Option<u64>) -> Self {
        let millimetres = latitude.millimetres.max(longitude.millimetres).max(error.unwrap_or(0));
        Self { latitude, longitude, millimetres }
    }

    /// The same for all positions within a hundred metres or so.
    #[must_use]
    pub const fn neighbourhood(&self) -> (i64, i64) {
        const THOUSANDTH: i64 = 10_000;
        (self.latitude.e7.div_euclid(THOUSANDTH), self.longitude.e7.div_euclid(THOUSANDTH))
    }
}

/// The positions in what a file says, and the findings that they were made of.
pub(super) fn of<'a>(findings: &[&'a Finding]) -> (Vec<Position>, Vec<&'a Finding>) {
    let error = findings.iter().find_map(|found| error(found));
    let (mut positions, mut used): (Vec<Position>, Vec<&Finding>) = (Vec::new(), Vec::new());
    let mut waiting: Vec<(String, Coordinate)> = Vec::new();
    let about: Vec<&&Finding> = findings.iter().filter(|found| found.category == Category::Location).collect();
    for found in about {
        let one = coordinate(found);
        let pair = one.is_none().then(|| pair(found.value.as_deref().unwrap_or_default())).flatten();
        if let Some((latitude, longitude)) = pair {
            positions.push(Position::new(latitude, longitude, error));
        } else if let Some(coordinate) = one {
            let group = group(found);
            let other = waiting.iter().position(|(other, waits)| *other == group && waits.axis != coordinate.axis);
            match other.map(|at| waiting.swap_remove(at).1) {
                Some(other) if other.axis == Axis::Latitude => positions.push(Position::new(other, coordinate, error)),
                Some(other) => positions.push(Position::new(coordinate, other, error)),
                None => waiting.push((group, coordinate)),
            }
        } else {
            continue;
        }
        used.push(*found);
    }
    // The most exact of those that mean the same place.
    positions.sort_by_key(|position| position.millimetres);
    let mut known = std::collections::BTreeSet::new();
    positions.retain(|position| known.insert(position.neighbourhood()));
    // What has no other half is told by itself.
    used.retain(|found| coordinate(found).is_none_or(|one| !waiting.iter().any(|(_, waits)| *waits == one)));
    (positions, used)
}

/// `Latitude` and `Longitude` of the same name otherwise.
fn group(found: &Finding) -> String {
    found.id.name().to_lowercase().replace("latitude", "").replace("longitude", "")
}

/// One half of a position.
fn coordinate(found: &Finding) -> Option<Coordinate> {
    if found.coordinate.is_some() {
        return found.coordinate;
    }
    let name = found.id.name().to_lowercase();
    let axis = match () {
        () if name.ends_with("latitude") => Axis::Latitude,
        () if name.ends_with("longitude") => Axis::Longitude,
        () => return None,
    };
    let text = found.value.as_deref()?.trim();
    Coordinate::of_xmp(text, axis).or_else(|| Coordinate::of_decimal(text, axis))
}

/// Both halves in one text: ISO 6709 (`+48.8566+002.3522+035/`), or numbers with a comma between them.
fn pair(text: &str) -> Option<(Coordinate, Coordinate)> {
    let text = text.trim();
    let (one, other) = if text.starts_with(['+', '-']) {
        let sign = text.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-'))?.0;
        text.split_at_checked(sign)?
    } else {
        let (one, other) = text.split_once(',')?;
        // Two numbers of metres or seconds are no place.
        (one.contains('.') && other.contains('.')).then_some((one, other.trim_start()))?
    };
    let number = |text: &str| {
        let len = text.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit() && *c != '.').map_or(text.len(), |(at, _)| at);
        text.get(..len).map(str::to_owned)
    };
    let latitude = Coordinate::of_decimal(&number(one)?, Axis::Latitude)?;
    Some((latitude, Coordinate::of_decimal(&number(other)?, Axis::Longitude)?))
}

/// By how many millimetres a phone says it may be wrong.
fn error(found: &Finding) -> Option<u64> {
    let says = match &found.id {
        FieldId::Exif(Ifd::Gps, 0x001F) => true,
        FieldId::BmffKey(key) => key.ends_with("location.accuracy.horizontal"),
        FieldId::Xmp(..) => found.id.name().ends_with("GPSHPositioningError"),
        _ => false,
    };
    let text = found.value.as_deref().filter(|_| says)?;
    let number = text.split_whitespace().next()?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let parse = |text: &str| text.parse::<u64>().ok().filter(|&number| number < 1_000_000_000);
    Some(parse(whole)?.saturating_mul(1000).saturating_add(parse(&part)?))
}

/// Whether a finding says more about a position, and nothing by itself.
pub(super) fn is_detail(id: &FieldId) -> bool {
    match id {
        FieldId::Exif(Ifd::Gps, tag) => !matches!(tag, 0x001B | 0x001C),
        FieldId::BmffKey(key) => key.contains("location.accuracy"),
        FieldId::Bmff(BmffElement::Track(_)) => true,
        FieldId::Sidecar(_, path) => path.ends_with("Span") || path.ends_with("altitude"),
        _ => id.name().contains("GPS"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;
    use crate::model::SidecarKind;

    fn finding(id: FieldId, value: &str) -> Finding {
        Finding { category: Category::Location, id, place: Place::at(0), value: Some(value.into()), coordinate: None }
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
        for none in ["Paris", "12, 13", "+48", "", "48.1,", "é+"] {
            assert!(shown(&[key("place", none)]).is_empty(), "{none}");
        }
    }
}
