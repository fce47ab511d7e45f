//! What the tags of GeoTIFF say (OGC 19-008r4): the reference system of a picture's coordinates, and where it is. Only
//! numbers of degrees are a latitude and a longitude; metres on a map reveal a place as well, to anybody who knows the
//! map.

use super::Found;
use crate::base::{Axis, Coordinate, Fix};
use crate::model::{FieldId, Ifd, Value};

/// Tags of a directory.
pub mod tag {
    #![allow(missing_docs, reason = "the names are the standard's")]
    pub const MODEL_PIXEL_SCALE: u16 = 0x830E;
    pub const MODEL_TIEPOINT: u16 = 0x8482;
    pub const MODEL_TRANSFORMATION: u16 = 0x85D8;
    pub const GEO_KEY_DIRECTORY: u16 = 0x87AF;
    pub const GEO_DOUBLE_PARAMS: u16 = 0x87B0;
    pub const GEO_ASCII_PARAMS: u16 = 0x87B1;
}

/// Keys (OGC 19-008r4, 7.2 to 7.6).
mod key {
    pub(super) const MODEL_TYPE: u16 = 1024;
    pub(super) const GEODETIC_SYSTEM: u16 = 2048;
    pub(super) const ANGULAR_UNITS: u16 = 2054;
    pub(super) const PROJECTED_SYSTEM: u16 = 3072;
}

/// The values of these tags, if a directory has them.
#[derive(Debug, Default)]
pub struct Tags {
    /// `GeoKeyDirectoryTag`.
    pub keys: Vec<u64>,
    /// `GeoDoubleParamsTag`.
    pub doubles: Vec<f64>,
    /// `GeoAsciiParamsTag`.
    pub text: Vec<u8>,
    /// `ModelTiepointTag`, and its bytes.
    pub tie_points: (Vec<f64>, Vec<u8>),
    /// `ModelTransformationTag`, and its bytes.
    pub transformation: (Vec<f64>, Vec<u8>),
}

/// Most places that are listed.
const PLACES: usize = 4;

/// Lists what the tags say.
pub fn read(tags: &Tags, found: &mut Found<'_>) {
    let keys = Keys::of(tags);
    keys.tell(found);
    let system = keys.system();
    let (numbers, raw) = &tags.tie_points;
    for (point, raw) in numbers.chunks(6).zip(raw.chunks(48)).take(PLACES) {
        let place = point.get(3..5).zip(raw.get(24..40));
        let shown = point.get(3..).unwrap_or(point);
        found.push(0, "", FieldId::Exif(Ifd::Image, tag::MODEL_TIEPOINT), system.place(place, shown, raw));
    }
    let (numbers, raw) = &tags.transformation;
    if !numbers.is_empty() {
        // Rows of a matrix with four columns: the last one is where the first pixel is.
        let columns = [3, 7].map(|at| numbers.get(at).copied().unwrap_or(f64::NAN));
        let bytes = [24..32, 56..64].map(|range| raw.get(range).unwrap_or_default()).concat();
        let shown = [3, 7, 11].map(|at| numbers.get(at).copied().unwrap_or(0.0));
        let value = system.place(Some((&columns, &bytes)), &shown, raw);
        found.push(0, "", FieldId::Exif(Ifd::Image, tag::MODEL_TRANSFORMATION), value);
    }
}

/// What the numbers of a place mean.
#[derive(Debug)]
struct System {
    /// Degrees per unit, if they are a longitude and a latitude.
    degrees: Option<f64>,
    /// `EPSG:2056`, if it has a number.
    name: Option<String>,
}

impl System {
    fn place(&self, place: Option<(&[f64], &[u8])>, shown: &[f64], raw: &[u8]) -> Value {
        /// The numbers have 64 bits; nobody knows a place to better than a centimetre.
        const FINEST: u64 = 11;
        let fix = self.degrees.zip(place).and_then(|(degrees, (numbers, bytes))| {
            let [longitude, latitude] = numbers else { return None };
            let half = |number: f64, axis| Coordinate::of_degrees(number * degrees, FINEST, axis);
            Some((Fix::new(half(*latitude, Axis::Latitude)?, half(*longitude, Axis::Longitude)?), bytes))
        });
        if let Some((fix, bytes)) = fix {
            return Value::Position { fix, name: String::new(), raw: bytes.to_vec() };
        }
        let numbers = shown.iter().map(f64::to_string).collect::<Vec<_>>().join(", ");
        let name = self.name.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
        Value::numbers(format!("{numbers}{name}"), raw.to_vec())
    }
}

/// The value of one key.
enum Said<'a> {
    Number(u64),
    Numbers(&'a [f64]),
    Text(String),
    /// A missing value.
    Nothing,
}

struct Keys<'a>(Vec<(u16, Said<'a>)>);

impl<'a> Keys<'a> {
    fn of(tags: &'a Tags) -> Self {
        // Four numbers for the directory, then four for each key: which, where its value is, how many, the value or its
        // offset.
        let keys = tags.keys.as_chunks::<4>().0.iter().skip(1).filter_map(|&[id, stands, count, value]| {
            let (start, len) = (usize::try_from(value).ok()?, usize::try_from(count).ok()?);
            let range = start..start.checked_add(len)?;
            let said = match u16::try_from(stands).ok()? {
                0 => Said::Number(value),
                tag::GEO_DOUBLE_PARAMS => tags.doubles.get(range).map_or(Said::Nothing, Said::Numbers),
                tag::GEO_ASCII_PARAMS => {
                    let text =
                        tags.text.get(range).map(|text| String::from_utf8_lossy(text).trim_end_matches(['|', '\0']).to_owned());
                    text.map_or(Said::Nothing, Said::Text)
                }
                _ => Said::Nothing,
            };
            Some((u16::try_from(id).ok()?, said))
        });
        Self(keys.collect())
    }

    fn number(&self, key: u16) -> Option<u64> {
        self.0.iter().find_map(|(id, said)| match said {
            Said::Number(number) if *id == key => Some(*number),
            _ => None,
        })
    }

    fn system(&self) -> System {
        const GEOGRAPHIC: u64 = 2;
        let degrees = match self.number(key::ANGULAR_UNITS) {
            None | Some(9102) => Some(1.0),
            Some(9101) => Some(180.0 / std::f64::consts::PI),
            Some(9105 | 9106) => Some(0.9),
            _ => None,
        };
        let named = self.number(key::PROJECTED_SYSTEM).or_else(|| self.number(key::GEODETIC_SYSTEM));
        System { degrees: degrees.filter(|_| self.number(key::MODEL_TYPE) == Some(GEOGRAPHIC)), name: named.and_then(name) }
    }

    fn tell(&self, found: &mut Found<'_>) {
        /// WGS 84, without and with heights: they do not say where on earth something is.
        const EVERYWHERE: [u64; 2] = [4326, 4979];
        for (id, said) in &self.0 {
            let value = match said {
                Said::Number(system) if *id == key::GEODETIC_SYSTEM && EVERYWHERE.contains(system) => continue,
                Said::Number(system) if [key::GEODETIC_SYSTEM, key::PROJECTED_SYSTEM].contains(id) => {
                    name(*system).map_or(Value::numbers(system.to_string(), Vec::new()), Value::Text)
                }
                Said::Number(number) => Value::numbers(number.to_string(), Vec::new()),
                Said::Numbers(numbers) => {
                    Value::numbers(numbers.iter().take(8).map(f64::to_string).collect::<Vec<_>>().join(", "), Vec::new())
                }
                Said::Text(text) => Value::Text(text.clone()),
                Said::Nothing => Value::Unknown,
            };
            found.push(0, "", FieldId::Exif(Ifd::GeoKeys, *id), value);
        }
    }
}

/// A system by its EPSG number; `None` for one defined in the file itself.
fn name(number: u64) -> Option<String> {
    (1024..32_767).contains(&number).then(|| format!("EPSG:{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;

    fn told(tags: &Tags) -> Vec<String> {
        let mut fields = Vec::new();
        read(tags, &mut Found::new(0, "IFD0", &Limits::DEFAULT, &mut fields));
        let says = |value: &Value| {
            format!("{}{}", if matches!(value, Value::Position { .. }) { "at " } else { "" }, value.text().unwrap_or_default())
        };
        fields.iter().map(|field| format!("{} {}", field.id, says(&field.value))).collect()
    }

    fn tags(model: u64, keys: &[[u64; 4]], tie_point: [f64; 2]) -> Tags {
        let numbers: Vec<f64> = vec![0.0, 0.0, 0.0, tie_point[0], tie_point[1], 0.0];
        let raw = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        let keys = [&[[1, 1, 0, 9], [1024, 0, 1, model]], keys].concat().concat();
        Tags { keys, doubles: vec![46.95, 7.44], text: b"My map|".to_vec(), tie_points: (numbers, raw), ..Tags::default() }
    }

    /// Tie points were reported as numbers, and not as the place that they are.
    #[test]
    fn tie_points_are_a_position_in_a_geographic_system_and_numbers_in_any_other() {
        let here = [8.5414, 47.3764];
        assert_eq!(told(&tags(2, &[[2048, 0, 1, 4326]], here)), ["GTModelType 2", "ModelTiepoint at 47.3764, 8.5414"]);
        assert_eq!(told(&tags(2, &[], [-70.5, -33.25])), ["GTModelType 2", "ModelTiepoint at -33.2500, -70.5000"]);
        // Grads, and an unknown unit.
        assert_eq!(told(&tags(2, &[[2054, 0, 1, 9105]], [10.0, 50.0]))[2], "ModelTiepoint at 45.0000, 9.0000");
        assert_eq!(told(&tags(2, &[[2054, 0, 1, 9999]], here))[2], "ModelTiepoint 8.5414, 47.3764, 0");
        // There is no such latitude on earth.
        assert_eq!(told(&tags(2, &[], [8.5, 247.4]))[1], "ModelTiepoint 8.5, 247.4, 0");
        let projected =
            told(&tags(1, &[[3072, 0, 1, 2056], [3080, 34_736, 2, 0], [1026, 34_737, 7, 0]], [2_683_000.0, 1_247_500.0]));
        let expected = ["GTModelType 1", "ProjectedCRS EPSG:2056", "ProjNatOriginLong 46.95, 7.44", "GTCitation My map"];
        assert_eq!(projected[..4], expected);
        assert_eq!(projected[4], "ModelTiepoint 2683000, 1247500, 0 (EPSG:2056)");
        assert_eq!(told(&tags(3, &[], [4_270_000.0, 650_000.0]))[1], "ModelTiepoint 4270000, 650000, 0");
    }

    #[test]
    fn a_transformation_is_where_its_first_pixel_is() {
        let mut numbers = vec![0.0_f64; 16];
        (numbers[3], numbers[7]) = (8.5414, 47.3764);
        let raw = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        let tags = Tags { keys: vec![1, 1, 0, 1, 1024, 0, 1, 2], transformation: (numbers, raw), ..Tags::default() };
        assert_eq!(told(&tags), ["GTModelType 2", "ModelTransform at 47.3764, 8.5414"]);
    }

    #[test]
    fn keys_that_lead_nowhere_are_told_without_a_value() {
        let tags = Tags { keys: vec![1, 1, 0, 2, 1026, 34_737, 90, 7, 3080, 34_736, u64::MAX, u64::MAX, 5], ..Tags::default() };
        assert_eq!(told(&tags), ["GTCitation "]);
        assert!(told(&Tags { tie_points: (vec![1.0; 5], vec![0; 40]), ..Tags::default() }).len() == 1);
    }
}
