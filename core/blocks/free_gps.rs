//! Reads the blocks that Novatek's dashcams and many others leave between pictures and sound: `freeGPS`, one per
//! second. There is no standard; the layouts are those that ExifTool knows. Most are read here by two of them, and by
//! the sentences that some contain; anything else in a block is reported as unread.

use super::{Found, nmea};
use crate::base::{Axis, ByteOrder, Coordinate, Cursor, Fix, Moment};
use crate::model::{FieldId, TelemetryElement, TelemetryForm, Value};

/// The type of a `free` box, and the first word in it.
pub const MAGIC: &[u8; 8] = b"freeGPS ";

/// Size, magic, and a length.
const HEAD: usize = 16;

/// The offsets in a layout, counted from the size of the block.
struct Layout {
    /// Hour, minute, second, year, month and day, 32 bits each.
    time: usize,
    /// `A` for a known position, the letters of both sides, and a zero byte. Then latitude, longitude, speed, direction
    /// and acceleration, 32 bits each.
    place: usize,
}

/// Viofo's A119 V3 and similar; Kenwood, with a text before it; Viofo's A119S and Novatek's own.
const LAYOUTS: [Layout; 3] =
    [Layout { time: 0x10, place: 0x28 }, Layout { time: 0x40, place: 0x58 }, Layout { time: 0x30, place: 0x48 }];
/// Length of what begins at `time`, and of what begins at `place`.
const TIME_LEN: usize = 24;
const PLACE_LEN: usize = 32;

/// Lists what a block says; the block begins with its size.
pub fn read(block: &[u8], found: &mut Found<'_>) {
    let read = LAYOUTS.iter().find_map(|layout| Some((layout, place(block, layout)?)));
    if let Some((layout, value)) = read {
        found.push(layout.place, "", id(TelemetryElement::Position), value);
        if let Some(moment) = moment(block, layout) {
            found.push(layout.time, "", id(TelemetryElement::Moment), Value::Moment { moment, raw: Vec::new() });
        }
        if is_all(block, layout) {
            return;
        }
    } else {
        nmea::read(block, found);
    }
    found.push(0, "", id(TelemetryElement::Unread), Value::Bytes(block.len() as u64));
}

const fn id(element: TelemetryElement) -> FieldId {
    FieldId::Telemetry(TelemetryForm::FreeGps, element)
}

/// The position in a block, if it has this layout.
fn place(block: &[u8], layout: &Layout) -> Option<Value> {
    // The resolution of degrees and minutes in 32-bit numbers.
    const FINEST: u64 = 2000;
    // The preceding day is less than 256.
    let [0, 0, 0] = Cursor::starting_at(block, layout.place.checked_sub(3)?, ByteOrder::Little).array()? else { return None };
    let mut cursor = Cursor::starting_at(block, layout.place, ByteOrder::Little);
    let [b'A', north, east, 0] = cursor.array()? else { return None };
    let raw: [u8; 8] = cursor.array()?;
    let mut numbers = Cursor::new(&raw, ByteOrder::Little);
    let [latitude, longitude] = [numbers.array()?, numbers.array()?].map(|bytes| f64::from(f32::from_le_bytes(bytes)));
    // Some have plain degrees there: off Africa, nobody can tell them from minutes.
    if latitude <= 90.0 && longitude <= 180.0 {
        return None;
    }
    let degrees = |number, side: u8, axis| Coordinate::of_degrees_and_minutes(number, char::from(side), FINEST, axis);
    let fix = Fix::new(degrees(latitude, north, Axis::Latitude)?, degrees(longitude, east, Axis::Longitude)?);
    Some(Value::Position { fix, name: String::new(), raw: raw.to_vec() })
}

/// When it was written, according to the camera's clock: makers do not agree on whose time that is.
fn moment(block: &[u8], layout: &Layout) -> Option<Moment> {
    let mut cursor = Cursor::starting_at(block, layout.time, ByteOrder::Little);
    let mut next = || cursor.u32();
    let [hour, minute, second, year, month, day] = [next()?, next()?, next()?, next()?, next()?, next()?];
    let year = if year < 100 { year.checked_add(2000)? } else { year };
    Moment::of_numbers([year, month, day, hour, minute, second], None).filter(Moment::is_plausible)
}

/// Whether a block contains only what was read.
fn is_all(block: &[u8], layout: &Layout) -> bool {
    let is_read = |at: usize| {
        at < HEAD
            || (layout.time..layout.time.saturating_add(TIME_LEN)).contains(&at)
            || (layout.place..layout.place.saturating_add(PLACE_LEN)).contains(&at)
    };
    block.iter().enumerate().all(|(at, byte)| *byte == 0 || is_read(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;
    use crate::testing::telemetry::{free_gps, novatek, viofo};

    fn told(block: &[u8]) -> Vec<String> {
        let mut fields = Vec::new();
        read(block, &mut Found::new(0, "mdat", &Limits::DEFAULT, &mut fields));
        fields.iter().map(|field| format!("{} {}", field.id.name(), field.value.text().unwrap_or_default())).collect()
    }

    const READ: [&str; 2] = ["freeGPS position 48.8566, 2.3522", "freeGPS moment 2024-05-12T17:03:12"];

    #[test]
    fn blocks_of_two_layouts_say_where_and_when() {
        assert_eq!(told(&viofo()), READ);
        assert_eq!(told(&novatek()), READ);
        // Kenwood's has a text in 48 extra bytes.
        let kenwood = [&viofo()[..0x10], b"MN:DRV-A510W", &[0; 36], &viofo()[0x10..]].concat();
        assert_eq!(told(&kenwood), [READ[0], READ[1], "freeGPS block "]);
    }

    #[test]
    fn what_a_block_holds_besides_is_told_as_not_read() {
        for at in [0x28 + PLACE_LEN, 0x3FFF] {
            let mut block = viofo();
            block[at] = 1;
            assert_eq!(told(&block).last().unwrap(), "freeGPS block ", "{at}");
        }
    }

    #[test]
    fn a_block_of_another_layout_is_told_as_not_read() {
        for (at, byte) in [(0x28, b'V'), (0x29, b'X'), (0x2A, b'N'), (0x27, 1), (0x2F, 0x7F)] {
            let mut block = viofo();
            block[at] = byte;
            assert_eq!(told(&block), ["freeGPS block "], "{at}");
        }
        for len in [0, 12, 0x28, 0x30] {
            assert_eq!(told(&viofo()[..len]), ["freeGPS block "], "{len}");
        }
        assert_eq!(told(&free_gps(b"")), ["freeGPS block "]);
    }

    /// Transcend's cameras write this, and a place off Africa would be reported.
    #[test]
    fn plain_degrees_are_not_taken_for_minutes() {
        let mut block = novatek();
        block[0x4C..0x50].copy_from_slice(&29.79_f32.to_le_bytes());
        block[0x50..0x54].copy_from_slice(&30.89_f32.to_le_bytes());
        assert_eq!(told(&block), ["freeGPS block "]);
    }

    #[test]
    fn a_time_that_no_clock_shows_is_none() {
        let mut block = viofo();
        block[0x10] = 25;
        assert_eq!(told(&block), [READ[0]]);
    }

    #[test]
    fn sentences_in_a_block_are_read() {
        let block =
            free_gps(&[&[0; 64][..], b" $GPRMC,150312.000,A,4851.3960,N,00221.1320,E,1.0,9.0,120524,,,A*59\r\n"].concat());
        let told = told(&block);
        assert_eq!(told, ["NMEA position 48.8566, 2.3522", "NMEA moment 2024-05-12T15:03:12Z", "freeGPS block "]);
    }
}
