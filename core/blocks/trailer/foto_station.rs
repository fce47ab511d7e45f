//! FotoStation's trailer: records of data, each followed by a tag, the length of both, and a signature.

use super::super::iptc;
use super::picture;
use super::tail::Tail;
use crate::base::{ByteOrder, Cursor, Error, Span};
use crate::model::Value;

/// Tag, length, signature.
const FOOT: u64 = 10;
const SIGNATURE: u32 = 0xA1B2_C3D4;
/// More records make no sense.
const MOST: usize = 64;

pub(super) fn read(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let mut end = tail.span.end();
    for _ in 0..MOST {
        let Some((tag, data)) = record(tail, end)? else { break };
        tail.know(Span::new(data.end(), FOOT));
        end = data.start;
        let Some(bytes) = tail.bytes(data)? else { continue };
        match tag {
            1 => iptc::read(&bytes, &mut tail.block(data, "IPTC")),
            // How the picture was cropped and rotated, in twelve numbers.
            2 if data.len == 48 => {
                let mut cursor = Cursor::new(&bytes, ByteOrder::Big);
                let numbers: Vec<String> =
                    std::iter::from_fn(|| cursor.u32()).map(|number| number.cast_signed().to_string()).collect();
                tail.say(data, "SoftEdit", Value::numbers(numbers.join(", "), Vec::new()));
            }
            3 => drop(picture::read(tail, data, "thumbnail")?),
            4 => drop(picture::read(tail, data, "preview")?),
            _ => {}
        }
    }
    Ok((end < tail.span.end()).then_some(end))
}

/// Tag and data of the record that ends here.
fn record(tail: &Tail<'_, '_>, end: u64) -> Result<Option<(u16, Span)>, Error> {
    let Some(foot) = tail.before(end, FOOT)? else { return Ok(None) };
    let mut cursor = Cursor::new(&foot, ByteOrder::Big);
    let (Some(tag), Some(len), Some(signature)) = (cursor.u16(), cursor.u32(), cursor.u32()) else { return Ok(None) };
    let start = end.checked_sub(u64::from(len)).filter(|&start| start >= tail.span.start);
    let known = signature == SIGNATURE && u64::from(len) >= FOOT;
    Ok(start.filter(|_| known).map(|start| (tag, Span::between(start, end.saturating_sub(FOOT)))))
}
