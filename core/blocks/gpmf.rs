//! Reads GoPro's telemetry (GPMF, github.com/gopro/gpmf-parser): items of key, length and value, in devices and their
//! streams. Positions, moments and whatever identifies the camera are listed; the numbers of other sensors are not.

use jiff::tz::Offset;

use super::Found;
use crate::base::{Axis, ByteOrder, Coordinate, Cursor, Fix, Moment};
use crate::model::{FieldId, TelemetryElement as T, TelemetryForm, Value};

/// How an item of a whole device begins.
pub const MAGIC: &[u8; 6] = b"DEVC\0\x01";

/// Deepest nesting of devices, streams and the like.
const DEEPEST: usize = 8;
/// Most positions that are listed: a stream has eighteen per second.
const MOST: usize = 4;
/// Days from the beginning of 1970 to that of 2000, the epoch of the receiver's clock.
const DAYS_TO_2000: f64 = 10_957.0;
/// Seconds in a day.
const DAY: f64 = 86_400.0;

/// Lists what items say.
pub fn read(items: &[u8], found: &mut Found<'_>) {
    Reader { found, positions: 0 }.container(items, 0, 0);
}

/// An item, and the distance of its value from the start of all items.
struct Item<'a> {
    key: [u8; 4],
    kind: u8,
    value: &'a [u8],
    at: usize,
}

struct Reader<'f, 'a> {
    found: &'f mut Found<'a>,
    positions: usize,
}

impl Reader<'_, '_> {
    /// The items of a device or a stream, whose values are divided by the numbers given before them.
    fn container(&mut self, items: &[u8], base: usize, depth: usize) {
        let mut cursor = Cursor::new(items, ByteOrder::Big);
        let mut scale: Vec<f64> = Vec::new();
        while let Some(item) = next(&mut cursor, base) {
            match (&item.key, item.kind) {
                (_, 0) if depth < DEEPEST => self.container(item.value, item.at, depth.saturating_add(1)),
                (b"SCAL", kind) => scale = divisors(kind, item.value),
                (b"GPS5", b'l') => self.position(&item, &scale),
                (b"GPS9", b'?') => {
                    self.position(&item, &scale);
                    self.say(&item, T::Moment, moment_of_days(item.value, &scale));
                }
                (b"GPSU", _) => self.say(&item, T::Moment, moment_of_text(item.value)),
                (b"CDAT", b'J' | b'j') => self.say(&item, T::Moment, moment_of_seconds(item.value)),
                (b"CASN", _) => self.say(&item, T::SerialNumber, text(item.value)),
                (b"MUID" | b"CPID" | b"GUMI", _) => self.say(&item, T::UniqueId, bytes(item.value)),
                (b"MINF", _) => self.say(&item, T::Model, text(item.value)),
                (b"DVNM", _) => self.say(&item, T::Setting, text(item.value)),
                (b"FMWR", _) => self.say(&item, T::Firmware, text(item.value)),
                _ => {}
            }
        }
    }

    fn say(&mut self, item: &Item<'_>, element: T, value: Option<Value>) {
        if let Some(value) = value {
            self.found.push(item.at, "", FieldId::Telemetry(TelemetryForm::Gpmf, element), value);
        }
    }

    /// Latitude, longitude and height come before other numbers.
    fn position(&mut self, item: &Item<'_>, scale: &[f64]) {
        if self.positions < MOST
            && let Some(value) = position(item.value, scale)
        {
            self.positions = self.positions.saturating_add(1);
            self.say(item, T::Position, Some(value));
        }
    }
}

/// The next item: key, type, length of one value, number of values; the one after it begins at a multiple of four.
fn next<'a>(cursor: &mut Cursor<'a>, base: usize) -> Option<Item<'a>> {
    let key: [u8; 4] = cursor.array()?;
    let [kind, size] = cursor.array()?;
    let len = usize::from(size).checked_mul(usize::from(cursor.u16()?))?;
    // Zeros end a list.
    key.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ').then_some(())?;
    let at = base.checked_add(cursor.at())?;
    let value = cursor.take(len)?;
    let padding = len.checked_next_multiple_of(4)?.saturating_sub(len);
    // There need not be any padding after the last value.
    let _ = cursor.take(padding);
    Some(Item { key, kind, value, at })
}

/// The numbers of `SCAL`, in any of the types in use.
fn divisors(kind: u8, value: &[u8]) -> Vec<f64> {
    /// Nobody writes a stream with more numbers.
    const MOST: usize = 32;
    let mut cursor = Cursor::new(value, ByteOrder::Big);
    let mut number = || {
        Some(match kind {
            b's' => f64::from(i16::from_be_bytes(cursor.array()?)),
            b'S' => f64::from(cursor.u16()?),
            b'l' => f64::from(i32::from_be_bytes(cursor.array()?)),
            b'L' => f64::from(cursor.u32()?),
            b'f' => f64::from(f32::from_be_bytes(cursor.array()?)),
            _ => return None,
        })
    };
    std::iter::from_fn(&mut number).take(MOST).collect()
}

/// One number for all, or one for each.
fn divisor(scale: &[f64], index: usize) -> Option<f64> {
    let divisor = if scale.len() == 1 { scale.first() } else { scale.get(index) };
    divisor.copied().filter(|divisor| *divisor != 0.0)
}

fn position(value: &[u8], scale: &[f64]) -> Option<Value> {
    /// Ten-millionths of a degree.
    const FINEST: u64 = 11;
    let raw: [u8; 8] = *value.first_chunk()?;
    // What a receiver says before it has a position.
    if raw == [0; 8] {
        return None;
    }
    let mut cursor = Cursor::new(value, ByteOrder::Big);
    let mut number = |index| Some(f64::from(i32::from_be_bytes(cursor.array()?)) / divisor(scale, index)?);
    let latitude = Coordinate::of_degrees(number(0)?, FINEST, Axis::Latitude)?;
    let longitude = Coordinate::of_degrees(number(1)?, FINEST, Axis::Longitude)?;
    let fix = Fix::new(latitude, longitude).above_sea(number(2));
    Some(Value::Position { fix, name: String::new(), raw: raw.to_vec() })
}

/// Days and seconds since the beginning of 2000, in the sixth and seventh numbers of `GPS9`.
fn moment_of_days(value: &[u8], scale: &[f64]) -> Option<Value> {
    let mut cursor = Cursor::starting_at(value, 20, ByteOrder::Big);
    let mut number = |index| Some(f64::from(i32::from_be_bytes(cursor.array()?)) / divisor(scale, index)?);
    let seconds = (number(5)? + DAYS_TO_2000) * DAY + number(6)?;
    of_moment(Moment::of_unix(format!("{seconds:.0}").parse().ok()?))
}

/// `yymmddhhmmss.sss`, in UTC.
fn moment_of_text(value: &[u8]) -> Option<Value> {
    let two = |at: usize| std::str::from_utf8(value.get(at..at.checked_add(2)?)?).ok()?.parse::<u32>().ok();
    let numbers = [two(0)?.checked_add(2000)?, two(2)?, two(4)?, two(6)?, two(8)?, two(10)?];
    of_moment(Moment::of_numbers(numbers, Some(Offset::UTC)))
}

/// Seconds since the beginning of 1970.
fn moment_of_seconds(value: &[u8]) -> Option<Value> {
    of_moment(Moment::of_unix(i64::from_be_bytes(*value.first_chunk()?)))
}

fn of_moment(moment: Option<Moment>) -> Option<Value> {
    Some(Value::Moment { moment: moment.filter(Moment::is_plausible)?, raw: Vec::new() })
}

fn text(value: &[u8]) -> Option<Value> {
    let text = super::text(value);
    (text.text().as_deref() != Some("")).then_some(text)
}

/// An id that is not text.
fn bytes(value: &[u8]) -> Option<Value> {
    /// Ids are shorter.
    const LONGEST: usize = 64;
    let value = value.get(..LONGEST).unwrap_or(value);
    value.iter().any(|byte| *byte != 0).then(|| Value::numbers(data_encoding::HEXLOWER.encode(value), value.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;
    use crate::testing::telemetry::{gopro, gpmf};
    use proptest::prelude::*;

    fn told(items: &[u8]) -> Vec<String> {
        let mut fields = Vec::new();
        read(items, &mut Found::new(0, "GPMF", &Limits::DEFAULT, &mut fields));
        fields.iter().map(|field| format!("{} {}", field.id.name(), field.value.text().unwrap_or_default())).collect()
    }

    #[test]
    fn a_device_says_which_camera_it_is_and_where_and_when() {
        assert_eq!(
            told(&gopro()),
            [
                "GPMF model HERO8 Black",
                "GPMF serial number C3331324545448",
                "GPMF moment 2024-05-12T15:03:12Z",
                "GPMF position 48.8566, 2.3522"
            ]
        );
    }

    #[test]
    fn nine_numbers_say_where_and_when() {
        let numbers = |numbers: &[i32]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<_>>();
        let scale = gpmf(b"SCAL", b'l', 4, &numbers(&[10_000_000, 10_000_000, 1000, 1000, 100, 1, 1000, 100, 1]));
        let sample = [numbers(&[-488_566_000, -23_522_000, 0, 0, 0, 8898, 54_192_000]), vec![0, 1, 0, 3]].concat();
        let stream = [scale, gpmf(b"GPS9", b'?', 32, &sample)].concat();
        assert_eq!(told(&stream), ["GPMF position -48.8566, -2.3522", "GPMF moment 2024-05-12T15:03:12Z"]);
    }

    #[test]
    fn a_few_positions_are_listed_of_many() {
        assert_eq!(told(&gopro().repeat(1000)).iter().filter(|told| told.contains("position")).count(), MOST);
    }

    #[test]
    fn without_divisors_or_a_position_there_is_none() {
        let zeros = [gpmf(b"SCAL", b'l', 4, &[0, 0, 0, 1]), gpmf(b"GPS5", b'l', 20, &[0; 20])].concat();
        let by_zero = [gpmf(b"SCAL", b'l', 4, &[0, 0, 0, 0]), gpmf(b"GPS5", b'l', 20, &[1; 20])].concat();
        for none in [&zeros, &by_zero, &gpmf(b"GPS5", b'l', 20, &[1; 20])] {
            assert!(told(none).is_empty());
        }
    }

    #[test]
    fn containers_in_containers_are_not_followed_for_ever() {
        let mut items = gpmf(b"CASN", b'c', 1, b"C3331324545448");
        for _ in 0..1000 {
            items = gpmf(b"DEVC", 0, 1, &items);
        }
        assert!(told(&items).is_empty());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(mut bytes: Vec<u8>, at in 0_usize..200, byte: u8) {
            let _ = told(&bytes);
            bytes = gopro();
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = told(&bytes);
        }
    }
}
