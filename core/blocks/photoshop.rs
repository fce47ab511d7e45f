//! Reads Photoshop image resource blocks (Adobe Photoshop File Formats Specification, Image Resources Section).

use std::collections::BTreeSet;

use super::Found;
use crate::base::{ByteOrder, Cursor};
use crate::model::{FieldId, Value};

/// What the payload of an APP13 segment begins with.
pub const HEADER: &[u8] = b"Photoshop 3.0\0";

/// Lists the resources of a block, and the content of those that hold other metadata. Exif blocks can contain such a
/// block as well as be in one, so the caller provides their reader: `exif` is [`super::exif::list`].
pub fn read(block: &[u8], found: &mut Found<'_>, exif: fn(&[u8], &mut Found<'_>)) {
    let mut cursor = Cursor::new(block, ByteOrder::Big);
    let mut opened = BTreeSet::new();
    loop {
        let at = cursor.at();
        if cursor.rest().iter().all(|&byte| byte == 0) {
            return;
        }
        let Some((number, name, offset, data)) = resource(&mut cursor) else {
            return found.unreadable(at);
        };
        // Each number is opened once: blocks inside blocks, repeated, would keep the walk busy for ever.
        let first = opened.insert(number);
        match number {
            0x0404 if first => super::iptc::read(data, &mut found.inner(offset, "IPTC")),
            0x0422 if first => {
                if let Some(mut inner) = found.nested(offset, "Exif") {
                    exif(data, &mut inner);
                }
            }
            0x0424 if first => super::xmp::read(data, &mut found.inner(offset, "XMP")),
            // Any repeat of it was not read.
            _ if !first => found.unreadable(at),
            _ => found.push(at, "8BIM", FieldId::ImageResource(number), value(number, name, data)),
        }
    }
}

/// The name of a resource is what says most.
fn value(number: u16, name: &[u8], data: &[u8]) -> Value {
    match number {
        _ if !name.is_empty() => super::text(name),
        0x03ED if is_resolution(data) => Value::Unknown,
        // The copyright flag.
        0x040A if matches!(data, [0 | 1]) => Value::numbers(u8::from(data == [1]).to_string(), Vec::new()),
        _ => Value::Bytes(data.len() as u64),
    }
}

/// ResolutionInfo: horizontal resolution as a fixed-point number, its unit, that of the width; the same vertically.
fn is_resolution(data: &[u8]) -> bool {
    const LARGEST: u32 = 10_000 << 16;
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let mut sane = || Some(cursor.u32()? <= LARGEST && matches!(cursor.u16()?, 1 | 2) && matches!(cursor.u16()?, 1..=5));
    sane() == Some(true) && sane() == Some(true) && data.len() == 16
}

/// Number, name, offset of the data, data.
fn resource<'a>(cursor: &mut Cursor<'a>) -> Option<(u16, &'a [u8], usize, &'a [u8])> {
    matches!(&cursor.array()?, b"8BIM" | b"MeSa" | b"AgHg" | b"PHUT" | b"DCSR").then_some(())?;
    let number = cursor.u16()?;
    // A Pascal string, padded to an even length with its own length byte.
    let name_len = usize::from(cursor.u8()?);
    let name = cursor.take(name_len)?;
    if name_len % 2 == 0 {
        (cursor.u8()? == 0).then_some(())?;
    }
    let len = usize::try_from(cursor.u32()?).ok()?;
    let offset = cursor.at();
    let data = cursor.take(len)?;
    if len % 2 == 1 {
        // The last one may end the block.
        (cursor.u8().unwrap_or(0) == 0).then_some(())?;
    }
    Some((number, name, offset, data))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Place;
    use crate::model::{Field, Leftover};
    use crate::testing::found;

    fn read_all(block: &[u8]) -> Vec<Field> {
        found(50, "APP13", |found| read(block, found, crate::blocks::exif::list)).1
    }

    #[test]
    fn iptc_inside_is_read_with_its_place() {
        let block = b"8BIM\x04\x04\0\0\0\0\0\x0A\x1C\x02\x5A\0\x05Paris8BIM\x04\x0C\0\0\0\0\0\x01x\0";
        let fields = read_all(block);
        assert_eq!(fields[0].value, Value::Text("Paris".into()));
        assert_eq!(fields[0].place, Place::new(62, "APP13/IPTC"));
        assert_eq!(fields[1].id, FieldId::ImageResource(0x040C));
        assert_eq!(fields.len(), 2);
    }

    #[test]
    fn what_is_no_resource_is_said() {
        for block in [&b"8BIM\x04\x04\0\0\xFF\xFF\xFF\xFF"[..], b"\x01secret"] {
            assert_eq!(read_all(block)[0].id, FieldId::Leftover(Leftover::Unreadable));
        }
    }
}
