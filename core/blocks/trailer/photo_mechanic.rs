//! Photo Mechanic's trailer: data sets in the form of IPTC-IIM with their own numbers, their length, and a signature.

use super::super::iptc;
use super::tail::{Tail, u32_at};
use crate::base::{ByteOrder, Cursor, Error, Span};
use crate::model::Value;

/// Length, signature.
const FOOT: u64 = 12;

/// Names of the data sets of record 2, from ExifTool.
const NAMES: [(u8, &str); 15] = [
    (209, "RawCropLeft"),
    (210, "RawCropTop"),
    (211, "RawCropRight"),
    (212, "RawCropBottom"),
    (213, "ConstrainedCropWidth"),
    (214, "ConstrainedCropHeight"),
    (215, "FrameNum"),
    (216, "Rotation"),
    (217, "CropLeft"),
    (218, "CropTop"),
    (219, "CropRight"),
    (220, "CropBottom"),
    (221, "Selected"),
    (222, "ColorClass"),
    (223, "Rating"),
];

pub(super) fn read(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let end = tail.span.end();
    let Some(foot) = tail.before(end, FOOT)?.filter(|foot| foot.ends_with(b"cbipcbbl")) else { return Ok(None) };
    let len = u64::from(u32_at(&foot, 0, ByteOrder::Big).unwrap_or(0));
    let data_end = end.saturating_sub(FOOT);
    let Some(bytes) = tail.before(data_end, len)? else { return Ok(None) };
    let start = data_end.saturating_sub(len);
    tail.know(Span::new(data_end, FOOT));
    let mut cursor = Cursor::new(&bytes, ByteOrder::Big);
    loop {
        let at = start.saturating_add(cursor.at() as u64);
        let Some((record, number, value)) = iptc::data_set(&mut cursor) else { break };
        let span = Span::between(at, start.saturating_add(cursor.at() as u64));
        let name = NAMES.iter().find(|known| known.0 == number).map_or_else(|| number.to_string(), |known| known.1.to_owned());
        // Numbers of 32 bits, all of them.
        let said = match value.try_into() {
            Ok(number) => Value::numbers(i32::from_be_bytes(number).to_string(), Vec::new()),
            Err(_) => super::tail::text(value).unwrap_or(Value::Bytes(value.len() as u64)),
        };
        tail.say(span, &format!("edit {record}/{name}"), said);
    }
    Ok(Some(start))
}
