//! Reads samples of Google's Camera Motion Metadata: typed records, two types of which say where the camera was
//! (developers.google.com/streetview/publish/camm-spec).

use super::Found;
use crate::base::{Axis, ByteOrder, Coordinate, Cursor, Fix};
use crate::model::{FieldId, TelemetryElement, TelemetryForm, Value};

/// Most positions that are listed.
const MOST: usize = 4;

/// Lists the first positions in a sample.
pub fn read(sample: &[u8], found: &mut Found<'_>) {
    let mut cursor = Cursor::new(sample, ByteOrder::Little);
    let mut positions = 0_usize;
    while let Some((kind, _)) = cursor.u16().and_then(|_| Some((cursor.u16()?, ()))) {
        let at = cursor.at();
        // A type that is not listed has an unknown length.
        let (len, place) = match kind {
            0 | 2 | 3 | 4 | 7 => (12, None),
            1 => (8, None),
            5 => (24, Some(0)),
            6 => (56, Some(12)),
            _ => return,
        };
        let Some(record) = cursor.take(len) else { return };
        let Some(value) = place.and_then(|place| position(record, place)) else { continue };
        found.push(at, "", FieldId::Telemetry(TelemetryForm::Camm, TelemetryElement::Position), value);
        positions = positions.saturating_add(1);
        if positions == MOST {
            return;
        }
    }
}

/// Latitude and longitude, in degrees.
fn position(record: &[u8], at: usize) -> Option<Value> {
    /// The numbers have 64 bits; receivers are not that exact.
    const FINEST: u64 = 11;
    let raw: [u8; 16] = Cursor::starting_at(record, at, ByteOrder::Little).array()?;
    if raw == [0; 16] {
        return None;
    }
    let mut cursor = Cursor::new(&raw, ByteOrder::Little);
    let mut degrees = |axis| Coordinate::of_degrees(f64::from_le_bytes(cursor.array()?), FINEST, axis);
    let fix = Fix::new(degrees(Axis::Latitude)?, degrees(Axis::Longitude)?);
    Some(Value::Position { fix, name: String::new(), raw: raw.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;

    fn told(sample: &[u8]) -> Vec<String> {
        let mut fields = Vec::new();
        read(sample, &mut Found::new(0, "mdat", &Limits::DEFAULT, &mut fields));
        fields.iter().map(|field| format!("{} {}", field.place, field.value.text().unwrap())).collect()
    }

    fn record(kind: u8, head: &[u8], tail: &[u8]) -> Vec<u8> {
        let place = [48.8566_f64, -2.3522].into_iter().flat_map(f64::to_le_bytes).collect::<Vec<_>>();
        [&[0, 0, kind, 0][..], head, &place, tail].concat()
    }

    #[test]
    fn both_types_of_positions_are_read_behind_other_records() {
        let sample = [&[0, 0, 2, 0][..], &[7; 12], &record(5, &[], &[0; 8]), &record(6, &[1; 12], &[0; 28])].concat();
        assert_eq!(told(&sample), ["mdat@20 48.8566, -2.3522", "mdat@48 48.8566, -2.3522"]);
        assert_eq!(told(&record(5, &[], &[0; 8]).repeat(100)).len(), MOST);
    }

    #[test]
    fn records_of_an_unknown_type_or_cut_off_say_nothing() {
        for none in [&b""[..], &[0, 0], &[0, 0, 9, 0, 1, 2, 3, 4], &record(5, &[], &[]), &[0, 0, 5, 0, 0, 0, 0, 0]] {
            assert!(told(none).is_empty());
        }
    }
}
