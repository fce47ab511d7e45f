//! What camcorders write alongside pictures ("modified DV pack metadata"), which AVCHD puts into user data of H.264:
//! packs of IEC 61834-4 and values of Exif, five bytes each. Its tags are not public; they are read as in ExifTool.

use std::collections::BTreeMap;

use crate::base::{Axis, Coordinate, Fix, Moment};
use crate::blocks;
use crate::model::{CodedElement, Value};

/// The UUID of its user data.
pub const UUID: [u8; 16] = *b"\x17\xEE\x8C\x60\xF8\x4D\x11\xD9\x8C\xD6\x08\x00\x20\x0C\x9A\x66";

/// What follows the UUID.
const NAME: &[u8] = b"MDPM";

/// The values by tag.
struct Packs<'a> {
    entries: &'a [[u8; 5]],
    values: BTreeMap<u8, [u8; 4]>,
}

/// What user data say after the UUID; `None` if they are not in this form.
#[must_use]
pub fn read(data: &[u8]) -> Option<Vec<(CodedElement, Value)>> {
    let (&count, entries) = data.strip_prefix(NAME)?.split_first()?;
    let entries = entries.as_chunks::<5>().0;
    let entries = entries.get(..usize::from(count)).unwrap_or(entries);
    let packs = Packs { entries, values: entries.iter().map(|[tag, value @ ..]| (*tag, *value)).collect() };
    let read = [
        (CodedElement::Moment, packs.moment()),
        (CodedElement::Position, packs.position()),
        (CodedElement::Make, packs.make()),
        (CodedElement::Model, packs.text(0xE4..=0xE6)),
    ];
    let mut says: Vec<_> = read.into_iter().filter_map(|(element, value)| Some((element, value?))).collect();
    // Exposure, and anything else.
    says.push((CodedElement::UnregisteredUserData(UUID), Value::Bytes(data.len() as u64)));
    Some(says)
}

impl Packs<'_> {
    fn value(&self, tag: u8) -> Option<[u8; 4]> {
        self.values.get(&tag).copied()
    }

    /// The bytes of these tags as in the file, for the verifier to search for.
    fn raw(&self, first: u8, last: u8) -> Vec<u8> {
        self.entries.iter().filter(|[tag, ..]| (first..=last).contains(tag)).flatten().copied().collect()
    }

    /// Date and time: a byte about the zone, then decimals in nibbles; the lowest bit of the zone means half an hour.
    fn moment(&self) -> Option<Value> {
        let [zone, century, year, month] = self.value(0x18)?;
        let [day, hour, minute, second] = self.value(0x19)?;
        let sign = if zone & 0x20 == 0 { '+' } else { '-' };
        let (hours, minutes) = (zone >> 1 & 0x0F, if zone & 1 == 0 { "00" } else { "30" });
        let local = format!("{century:02X}{year:02X}:{month:02X}:{day:02X} {hour:02X}:{minute:02X}:{second:02X}");
        let text = format!("{local}{sign}{hours:02}:{minutes}");
        let moment = Moment::of_text(&text).or_else(|| Moment::of_text(&local))?;
        Some(Value::Moment { moment, raw: self.raw(0x18, 0x19) })
    }

    fn fraction(&self, tag: u8) -> Option<(u32, u32)> {
        let [a, b, c, d] = self.value(tag)?;
        Some((u32::from(u16::from_be_bytes([a, b])), u32::from(u16::from_be_bytes([c, d]))))
    }

    /// Degrees, minutes and seconds from this tag on, and the letter of the side before them.
    fn coordinate(&self, side: u8, axis: Axis) -> Option<Coordinate> {
        let [letter, ..] = self.value(side)?;
        let part = |offset: u8| self.fraction(side.checked_add(offset)?);
        Coordinate::of_fractions([part(1)?, part(2)?, part(3)?], char::from(letter), axis)
    }

    fn position(&self) -> Option<Value> {
        let fix = Fix::new(self.coordinate(0xB1, Axis::Latitude)?, self.coordinate(0xB5, Axis::Longitude)?);
        let metres = self.fraction(0xBA).filter(|(_, by)| *by != 0).map(|(number, by)| f64::from(number) / f64::from(by));
        let below = self.value(0xB9).is_some_and(|value| value != [0; 4]);
        let fix = fix.above_sea(metres.map(|metres| if below { -metres } else { metres }));
        Some(Value::Position { fix, name: String::new(), raw: self.raw(0xB2, 0xB8) })
    }

    fn make(&self) -> Option<Value> {
        let [a, b, ..] = self.value(0xE0)?;
        let name = match u16::from_be_bytes([a, b]) {
            0x0103 => "Panasonic",
            0x0108 => "Sony",
            0x1011 => "Canon",
            0x1104 => "JVC",
            _ => return None,
        };
        // The name is not text in the file.
        Some(Value::Numbers { shown: name.to_owned(), raw: Vec::new(), numbers: Vec::new() })
    }

    /// A text spread over several values.
    fn text(&self, tags: std::ops::RangeInclusive<u8>) -> Option<Value> {
        let bytes: Vec<u8> = tags.map_while(|tag| self.value(tag)).flatten().collect();
        let is_text = !bytes.is_empty() && bytes.iter().all(|&byte| byte == 0 || byte == b' ' || byte.is_ascii_graphic());
        Some(blocks::text(&bytes)).filter(|value| is_text && *value != Value::Text(String::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(tag: u8, value: [u8; 4]) -> Vec<u8> {
        [&[tag][..], &value].concat()
    }

    #[test]
    fn a_camcorder_says_when_where_and_who_made_it() {
        let packs = [
            pack(0x18, [0x02, 0x20, 0x24, 0x05]),
            pack(0x19, [0x12, 0x17, 0x03, 0x12]),
            pack(0xB1, *b"N\0\0\0"),
            pack(0xB2, [0, 48, 0, 1]),
            pack(0xB3, [0, 51, 0, 1]),
            pack(0xB4, [0x09, 0x48, 0, 100]),
            pack(0xB5, *b"W\0\0\0"),
            pack(0xB6, [0, 2, 0, 1]),
            pack(0xB7, [0, 21, 0, 1]),
            pack(0xB8, [0, 0, 0, 1]),
            pack(0xE0, [1, 8, 0, 0]),
            pack(0xE4, *b"HDR-"),
            pack(0xE5, *b"CX1\0"),
        ];
        let says = read(&[b"MDPM\x0D".to_vec(), packs.concat()].concat()).unwrap();
        let of = |element| says.iter().find(|(found, _)| *found == element).map(|(_, value)| value.clone()).unwrap();
        let Value::Moment { moment, raw } = of(CodedElement::Moment) else { panic!() };
        assert_eq!((moment.iso_8601(":").as_str(), raw.len()), ("2024-05-12T17:03:12+01:00", 10));
        let Value::Position { fix, raw, .. } = of(CodedElement::Position) else { panic!() };
        assert_eq!((fix.latitude.shown().as_str(), fix.longitude.shown().as_str()), ("48.8566 N", "2.35 W"));
        assert!(raw.starts_with(&[0xB2, 0, 48, 0, 1, 0xB3]));
        assert_eq!(of(CodedElement::Model), Value::Text("HDR-CX1".into()));
        assert!(matches!(of(CodedElement::Make), Value::Numbers { shown, .. } if shown == "Sony"));
    }

    #[test]
    fn half_a_position_is_none_and_another_name_is_nobodys() {
        let says = read(&[b"MDPM\x02".to_vec(), pack(0xB1, *b"N\0\0\0"), pack(0xB2, [0, 48, 0, 1])].concat()).unwrap();
        assert_eq!(says.len(), 1);
        assert_eq!((read(b"GA94\x01"), read(b"MDPM")), (None, None));
    }
}
