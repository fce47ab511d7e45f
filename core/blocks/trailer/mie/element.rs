//! One element of MIE: its header, and its value in the form it gives.

use super::super::super::utf16;
use super::super::tail::text;
use crate::base::{Axis, ByteOrder, Coordinate, Cursor};
use crate::model::Value;

/// An element.
pub(super) struct Element<'a> {
    form: u8,
    /// Without the unit in brackets.
    pub(super) name: String,
    pub(super) value: &'a [u8],
    /// Bytes before the value.
    pub(super) head: usize,
}

impl Element<'_> {
    pub(super) const fn is_group(&self) -> bool {
        matches!(self.form & 0xFB, 0x10 | 0x18)
    }

    pub(super) const fn is_compressed(&self) -> bool {
        self.form & 0x04 != 0
    }

    pub(super) const fn is_free(&self) -> bool {
        self.form == 0x80
    }

    /// The byte order of a group's numbers.
    pub(super) const fn order(&self) -> ByteOrder {
        if self.form & 0x08 == 0 { ByteOrder::Big } else { ByteOrder::Little }
    }
}

/// The element at the beginning of the bytes: a tilde, its form, lengths of name and value, name; a length above 252
/// comes after the name in two, four or eight bytes, in the order of the group.
pub(super) fn element(bytes: &[u8], order: ByteOrder) -> Option<Element<'_>> {
    let mut cursor = Cursor::new(bytes, order);
    let [sync, form, name_len, value_len] = cursor.array::<4>()?;
    (sync == b'~').then_some(())?;
    let name = String::from_utf8_lossy(cursor.take(usize::from(name_len))?).into_owned();
    let len = match value_len {
        253 if order == ByteOrder::Little => usize::try_from(u64::from_le_bytes(cursor.array()?)).ok()?,
        253 => usize::try_from(u64::from_be_bytes(cursor.array()?)).ok()?,
        254 => usize::try_from(cursor.u32()?).ok()?,
        255 => usize::from(cursor.u16()?),
        len => usize::from(len),
    };
    let head = cursor.at();
    // The content of a group follows, and may claim any length.
    let value = if form & 0xF7 == 0x10 { cursor.rest().get(..len).unwrap_or_default() } else { cursor.take(len)? };
    let name = name.split('(').next().unwrap_or_default().to_owned();
    Some(Element { form, name, value, head })
}

/// What a value says.
pub(super) fn shown(element: &Element<'_>, value: &[u8], order: ByteOrder) -> Value {
    let bytes = Value::Bytes(value.len() as u64);
    match element.form & 0xFB {
        0x20 | 0x28 | 0x30 | 0x38 => {
            super::super::super::text(&value.iter().map(|&byte| if byte == 0 { b' ' } else { byte }).collect::<Vec<_>>())
        }
        0x29 | 0x39 => Value::Text(super::super::super::beginning(&utf16::decode(value, order)).to_owned()),
        0x2A | 0x3A => {
            let mut cursor = Cursor::new(value, order);
            let text: String = std::iter::from_fn(|| cursor.u32()).map(|c| char::from_u32(c).unwrap_or('\u{FFFD}')).collect();
            Value::Text(super::super::super::beginning(text.trim_matches('\0')).to_owned())
        }
        form => match numbers(form, value, order) {
            Some(numbers) => coordinate(&element.name, &numbers, value).unwrap_or_else(|| {
                let shown: Vec<String> = numbers.iter().map(f64::to_string).collect();
                Value::numbers(shown.join(", "), value.to_vec())
            }),
            None => text(value).unwrap_or(bytes),
        },
    }
}

/// Degrees, minutes and seconds.
fn coordinate(name: &str, numbers: &[f64], raw: &[u8]) -> Option<Value> {
    /// A second of arc.
    const FINEST: u64 = 30_922;
    let axis = match name {
        "Latitude" => Axis::Latitude,
        "Longitude" => Axis::Longitude,
        _ => return None,
    };
    let degrees: f64 = numbers.iter().zip([1.0, 60.0, 3600.0]).map(|(number, unit)| number / unit).sum();
    let within = (1..=3).contains(&numbers.len());
    let coordinate = within.then(|| Coordinate::of_degrees(degrees, FINEST, axis))??;
    Some(Value::Coordinate { coordinate, raw: raw.to_vec() })
}

/// The numbers of a value, if they are few.
fn numbers(form: u8, value: &[u8], order: ByteOrder) -> Option<Vec<f64>> {
    /// Longer lists are tables.
    const MOST: usize = 256;
    if value.len() > MOST {
        return None;
    }
    let mut cursor = Cursor::new(value, order);
    let mut numbers = Vec::new();
    while !cursor.rest().is_empty() {
        numbers.push(number(form, &mut cursor)?);
    }
    (!numbers.is_empty()).then_some(numbers)
}

fn number(form: u8, cursor: &mut Cursor<'_>) -> Option<f64> {
    Some(match form {
        0x40 => f64::from(cursor.u8()?),
        0x41 => f64::from(cursor.u16()?),
        0x42 => f64::from(cursor.u32()?),
        0x48 => f64::from(cursor.u8()?.cast_signed()),
        0x49 => f64::from(cursor.u16()?.cast_signed()),
        0x4A => f64::from(cursor.u32()?.cast_signed()),
        0x52 => f64::from(cursor.u16()?) / f64::from(cursor.u16()?),
        0x53 => f64::from(cursor.u32()?) / f64::from(cursor.u32()?),
        0x5A => f64::from(cursor.u16()?.cast_signed()) / f64::from(cursor.u16()?.cast_signed()),
        0x5B => f64::from(cursor.u32()?.cast_signed()) / f64::from(cursor.u32()?.cast_signed()),
        0x61 => f64::from(cursor.u16()?) / 256.0,
        0x62 => f64::from(cursor.u32()?) / 65_536.0,
        0x69 => f64::from(cursor.u16()?.cast_signed()) / 256.0,
        0x6A => f64::from(cursor.u32()?.cast_signed()) / 65_536.0,
        0x72 => f64::from(f32::from_bits(cursor.u32()?)),
        _ => return None,
    })
}
