//! What Tesla's dashcams write alongside pictures: a protobuf message in user data of H.264 (`dashcam.proto` in
//! github.com/teslamotors/dashcam). The marker before it has the length and position of a UUID.

use crate::base::{Axis, Coordinate, Fix};
use crate::model::{CodedElement, Value};

/// What is used instead of a UUID.
pub const UUID: [u8; 16] = *b"BBBBBBBBBBBBBBBi";

/// No message has more fields.
const MOST_FIELDS: usize = 64;

/// A value of a field, as encoded on the wire (Protocol Buffers, Encoding).
enum Wire<'a> {
    Number,
    Double(&'a [u8; 8]),
    Bytes,
    Float(&'a [u8; 4]),
}

/// What the message after the marker says; `None` if it is not one.
#[must_use]
pub fn read(message: &[u8]) -> Option<Vec<(CodedElement, Value)>> {
    let (mut latitude, mut longitude, mut heading, mut speed) = (None, None, None, None);
    let mut rest = message;
    for _ in 0..MOST_FIELDS {
        if rest.is_empty() {
            break;
        }
        match field(&mut rest)? {
            (4, Wire::Float(bytes)) => speed = Some(f32::from_le_bytes(*bytes)),
            (11, Wire::Double(bytes)) => latitude = Some(bytes),
            (12, Wire::Double(bytes)) => longitude = Some(bytes),
            (13, Wire::Double(bytes)) => heading = Some(f64::from_le_bytes(*bytes)),
            _ => {}
        }
    }
    let number = |shown: String| Value::Numbers { shown, raw: Vec::new(), numbers: Vec::new() };
    let position = latitude.zip(longitude).and_then(|(latitude, longitude)| position(latitude, longitude));
    let speed = speed.filter(|speed| speed.is_finite()).map(|speed| number(format!("{speed:.1} m/s")));
    let heading = heading.filter(|heading| heading.is_finite()).map(|heading| number(format!("{heading:.0}°")));
    let read = [(CodedElement::Position, position), (CodedElement::Movement, speed), (CodedElement::Movement, heading)];
    let mut says: Vec<_> = read.into_iter().filter_map(|(element, value)| Some((element, value?))).collect();
    // Pedals, wheel, acceleration.
    says.push((CodedElement::UnregisteredUserData(UUID), Value::Bytes(message.len() as u64)));
    Some(says)
}

fn position(latitude: &[u8; 8], longitude: &[u8; 8]) -> Option<Value> {
    let degrees = |bytes: &[u8; 8], axis| {
        let degrees = f64::from_le_bytes(*bytes);
        // As many decimals as a coordinate distinguishes; zero means that there is no fix.
        Coordinate::of_decimal(&format!("{degrees:.7}"), axis).filter(|_| degrees != 0.0)
    };
    let fix = Fix::new(degrees(latitude, Axis::Latitude)?, degrees(longitude, Axis::Longitude)?);
    Some(Value::Position { fix, name: String::new(), raw: latitude.to_vec() })
}

/// The next field: its number, and its value.
fn field<'a>(rest: &mut &'a [u8]) -> Option<(u64, Wire<'a>)> {
    let key = varint(rest)?;
    let wire = match key & 7 {
        0 => varint(rest).map(|_| Wire::Number)?,
        1 => Wire::Double(rest.split_off(..8)?.first_chunk()?),
        2 => {
            let len = usize::try_from(varint(rest)?).ok()?;
            rest.split_off(..len).map(|_| Wire::Bytes)?
        }
        5 => Wire::Float(rest.split_off(..4)?.first_chunk()?),
        _ => return None,
    };
    Some((key >> 3, wire))
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut number: u64 = 0;
    for shift in (0..64).step_by(7) {
        let byte = *rest.split_off_first()?;
        number |= u64::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Vec<u8> {
        let double = |field: u8, number: f64| [&[field << 3 | 1][..], &number.to_le_bytes()].concat();
        let speed = [&[4 << 3 | 5][..], &13.5_f32.to_le_bytes()].concat();
        [b"\x08\x01\x10\x01\x18\xAC\x02".to_vec(), speed, double(11, 48.8566), double(12, -2.3522), double(13, 90.0)].concat()
    }

    #[test]
    fn a_car_says_where_it_is_and_how_fast() {
        let says = read(&message()).unwrap();
        let Some((CodedElement::Position, Value::Position { fix, raw, .. })) = says.first() else { panic!("{says:?}") };
        assert_eq!((fix.latitude.shown().as_str(), fix.longitude.shown().as_str()), ("48.8566 N", "2.3522 W"));
        assert_eq!(*raw, 48.8566_f64.to_le_bytes());
        let shown: Vec<_> = says.iter().skip(1).take(2).map(|(_, value)| value.text().unwrap_or_default()).collect();
        assert_eq!(shown, ["13.5 m/s", "90°"]);
    }

    #[test]
    fn a_message_that_is_cut_is_none_and_zero_is_no_place() {
        let whole = message();
        assert_eq!(read(&whole[..whole.len() - 1]), None);
        let says = read(&[&[11 << 3 | 1][..], &[0; 8], &[12 << 3 | 1], &[0; 8]].concat()).unwrap();
        assert_eq!(says.len(), 1);
        assert_eq!(read(&[0xFF; 20]), None);
    }
}
