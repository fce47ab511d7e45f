//! Writes Exif blocks afresh (EXIF 3.0, 4.6): the smallest that holds the values, little endian, one value after the
//! other.

use crate::base::ByteOrder;
use crate::base::{Moment, Position};
use crate::containers::tiff::kind::{ASCII, BYTE, LONG, RATIONAL, SHORT, UNDEFINED};
use crate::model::{ExifBlock, Fraction, Kept};

/// Length of an entry of an IFD, of what comes before and after the entries, and of the header of a block.
const ENTRY: usize = 12;
const FRAME: usize = 6;
const HEADER: usize = 8;

/// An entry whose value is not yet in bytes of either order.
struct Entry {
    tag: u16,
    kind: u16,
    value: Value,
}

enum Value {
    Bytes(Vec<u8>),
    Short(u16),
    Longs(Vec<u32>),
}

impl Entry {
    /// Number of values.
    fn count(&self) -> usize {
        match &self.value {
            Value::Bytes(bytes) => bytes.len(),
            Value::Short(_) => 1,
            // Each of them is a fraction, except for pointers.
            Value::Longs(longs) => longs.len().div_ceil(2),
        }
    }

    fn bytes(&self, order: ByteOrder) -> Vec<u8> {
        let long = |number: &u32| if order == ByteOrder::Little { number.to_le_bytes() } else { number.to_be_bytes() };
        match &self.value {
            Value::Bytes(bytes) => bytes.clone(),
            Value::Short(number) if order == ByteOrder::Little => number.to_le_bytes().to_vec(),
            Value::Short(number) => number.to_be_bytes().to_vec(),
            Value::Longs(longs) => longs.iter().flat_map(long).collect(),
        }
    }
}

/// An entry as it is written: tag, and all twelve bytes.
pub type Written = (u16, [u8; ENTRY]);

/// The smallest block that says what is given; empty if nothing is.
#[must_use]
pub fn compose(block: &ExifBlock) -> Vec<u8> {
    const ORDER: ByteOrder = ByteOrder::Little;
    let count = image(block).len().saturating_add(pointers(block, ORDER));
    let at = HEADER.saturating_add(FRAME).saturating_add(count.saturating_mul(ENTRY));
    let (entries, behind) = lay(block, ORDER, u32::try_from(at).unwrap_or(u32::MAX));
    if entries.is_empty() {
        return Vec::new();
    }
    let count = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
    let entries: Vec<u8> = entries.into_iter().flat_map(|(_, entry)| entry).collect();
    [b"II*\0\x08\0\0\0", &count[..], &entries, &[0; 4], &behind].concat()
}

/// How many of the Exif and GPS IFDs there are.
fn pointers(block: &ExifBlock, order: ByteOrder) -> usize {
    usize::from(!exif(&block.kept, order).is_empty()).saturating_add(usize::from(block.kept.position.is_some()))
}

/// The entries of a 0th IFD, and what is outside it, from the even offset `at` on: values, Exif and GPS IFD.
#[must_use]
pub fn lay(block: &ExifBlock, order: ByteOrder, at: u32) -> (Vec<Written>, Vec<u8>) {
    let mut behind = Behind { order, at, bytes: Vec::new() };
    let mut entries: Vec<Written> = image(block).iter().map(|entry| behind.entry(entry)).collect();
    let below = [(0x8769, exif(&block.kept, order)), (0x8825, block.kept.position.map(gps).unwrap_or_default())];
    for (tag, ifd) in below {
        if !ifd.is_empty() {
            let pointer = Entry { tag, kind: LONG, value: Value::Longs(vec![behind.ifd(ifd)]) };
            entries.push(behind.entry(&pointer));
        }
    }
    entries.sort_by_key(|(tag, _)| *tag);
    (entries, behind.bytes)
}

/// What is outside the 0th IFD.
struct Behind {
    order: ByteOrder,
    /// Offset of its first byte.
    at: u32,
    bytes: Vec<u8>,
}

impl Behind {
    /// An entry; a value of more than four bytes is appended to the others, at an even offset.
    fn entry(&mut self, entry: &Entry) -> Written {
        let mut value = entry.bytes(self.order);
        if value.len() > 4 {
            let offset = self.end();
            self.bytes.append(&mut value);
            self.bytes.resize(even(self.bytes.len()), 0);
            value = self.number(offset).to_vec();
        }
        value.resize(4, 0);
        let short = |number: u16| if self.order == ByteOrder::Little { number.to_le_bytes() } else { number.to_be_bytes() };
        let count = self.number(u32::try_from(entry.count()).unwrap_or(u32::MAX));
        let mut written = [0; ENTRY];
        let bytes = [&short(entry.tag)[..], &short(entry.kind), &count, &value].concat();
        written.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
        (entry.tag, written)
    }

    /// An IFD after the others; returns its offset.
    fn ifd(&mut self, mut ifd: Vec<Entry>) -> u32 {
        ifd.sort_by_key(|entry| entry.tag);
        // Its values come before it.
        let entries: Vec<u8> = ifd.iter().flat_map(|entry| self.entry(entry).1).collect();
        let offset = self.end();
        let count = u16::try_from(ifd.len()).unwrap_or(u16::MAX);
        self.bytes.extend(if self.order == ByteOrder::Little { count.to_le_bytes() } else { count.to_be_bytes() });
        self.bytes.extend(entries);
        self.bytes.extend([0; 4]);
        offset
    }

    fn end(&self) -> u32 {
        self.at.saturating_add(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX))
    }

    fn number(&self, number: u32) -> [u8; 4] {
        if self.order == ByteOrder::Little { number.to_le_bytes() } else { number.to_be_bytes() }
    }
}

const fn even(len: usize) -> usize {
    len.saturating_add(len & 1)
}

fn image(block: &ExifBlock) -> Vec<Entry> {
    let ExifBlock { orientation, kept } = block;
    let texts = [
        (0x010E, &kept.texts.description),
        (0x010F, &kept.camera.make),
        (0x0110, &kept.camera.model),
        (0x0131, &kept.software),
        (0x013B, &kept.people.artist),
        (0x8298, &kept.people.copyright),
    ];
    let mut entries: Vec<Entry> = texts.into_iter().filter_map(|(tag, value)| text(tag, value.as_deref())).collect();
    entries.extend(orientation.map(|turned| short(0x0112, turned.value().into())));
    // Microsoft's XP tags: UTF-16.
    for (tag, value) in [(0x9C9B, &kept.texts.title), (0x9C9E, &kept.texts.keywords)] {
        entries.extend(value.as_deref().map(|value| {
            let wide: Vec<u8> = value.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            Entry { tag, kind: BYTE, value: Value::Bytes(wide) }
        }));
    }
    entries
}

fn exif(kept: &Kept, order: ByteOrder) -> Vec<Entry> {
    let camera = &kept.camera;
    let mut entries = Vec::new();
    let measures = [(0x829A, camera.exposure_time), (0x829D, camera.f_number), (0x920A, camera.focal_length)];
    entries.extend(measures.into_iter().filter_map(|(tag, value)| Some(rationals(tag, &[value?]))));
    entries.extend(camera.sensitivity.map(|value| short(0x8827, value)));
    entries.extend(camera.focal_length_35mm.map(|value| short(0xA405, value)));
    let texts = [(0xA430, &kept.people.owner), (0xA433, &camera.lens_make), (0xA434, &camera.lens_model)];
    entries.extend(texts.into_iter().filter_map(|(tag, value)| text(tag, value.as_deref())));
    entries.extend(kept.texts.comment.as_deref().map(|text| comment(text, order)));
    entries.extend(kept.moment.iter().flat_map(moment));
    if !entries.is_empty() {
        entries.push(Entry { tag: 0x9000, kind: UNDEFINED, value: Value::Bytes(b"0232".to_vec()) });
    }
    entries
}

fn moment(moment: &Moment) -> Vec<Entry> {
    // What is kept has a time of day.
    let Some(local) = moment.local() else { return Vec::new() };
    let date = local.strftime("%Y:%m:%d %H:%M:%S").to_string();
    let fraction = format!("{:09}", local.subsec_nanosecond());
    let fraction = Some(fraction.trim_end_matches('0')).filter(|digits| !digits.is_empty());
    [text(0x9003, Some(&date)), text(0x9291, fraction), text(0x9011, moment.clock(":").as_deref())]
        .into_iter()
        .flatten()
        .collect()
}

/// `UserComment`: a character code of eight bytes, then the text (4.6.6.5).
fn comment(value: &str, order: ByteOrder) -> Entry {
    let bytes: Vec<u8> = if value.is_ascii() {
        b"ASCII\0\0\0".iter().copied().chain(value.bytes()).collect()
    } else {
        let unit = if order == ByteOrder::Little { u16::to_le_bytes } else { u16::to_be_bytes };
        b"UNICODE\0".iter().copied().chain(value.encode_utf16().flat_map(unit)).collect()
    };
    Entry { tag: 0x9286, kind: UNDEFINED, value: Value::Bytes(bytes) }
}

fn gps(position: Position) -> Vec<Entry> {
    let mut entries = vec![Entry { tag: 0, kind: BYTE, value: Value::Bytes(vec![2, 3, 0, 0]) }];
    for (tag, (parts, side)) in [(2, position.exif_latitude()), (4, position.exif_longitude())] {
        let fraction =
            |(numerator, denominator): (u32, u32)| Fraction { numerator: numerator.into(), denominator: denominator.into() };
        entries.push(rationals(tag, &parts.map(fraction)));
        // The letter of the side is in the previous tag.
        entries.extend(text(tag.saturating_sub(1), Some(side.encode_utf8(&mut [0; 4]))));
    }
    if let Some(altitude) = position.altitude {
        entries.push(Entry { tag: 5, kind: BYTE, value: Value::Bytes(vec![u8::from(altitude < 0)]) });
        entries.push(rationals(6, &[Fraction { numerator: altitude.unsigned_abs().into(), denominator: 1000 }]));
    }
    entries
}

fn text(tag: u16, value: Option<&str>) -> Option<Entry> {
    let bytes: Vec<u8> = value?.bytes().chain([0]).collect();
    Some(Entry { tag, kind: ASCII, value: Value::Bytes(bytes) })
}

fn short(tag: u16, value: u16) -> Entry {
    Entry { tag, kind: SHORT, value: Value::Short(value) }
}

fn rationals(tag: u16, values: &[Fraction]) -> Entry {
    let part = |part: i64| u32::try_from(part).unwrap_or(0);
    let parts = values.iter().flat_map(|value| [part(value.numerator), part(value.denominator)]).collect();
    Entry { tag, kind: RATIONAL, value: Value::Longs(parts) }
}
