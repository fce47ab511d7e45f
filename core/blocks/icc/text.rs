//! The texts of a tag, whatever type they are written in (ISO 15076-1, 10.15, 10.24; ICC.1:2001, 6.5.17).

use crate::base::{ByteOrder, Cursor};
use crate::blocks::TEXT_BYTES;

/// The beginning of the first text in the tag's data that says something; `None` if there is none.
pub(super) fn first(data: &[u8]) -> Option<String> {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let kind = cursor.array::<4>()?;
    cursor.take(4)?;
    let text = match &kind {
        b"text" => latin1(cursor.rest()),
        b"desc" => description(&mut cursor)?,
        b"mluc" => localised(data, &mut cursor)?,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// ASCII, or the Unicode and ScriptCode forms after it, which repeat it, or say something else.
fn description(cursor: &mut Cursor<'_>) -> Option<String> {
    let len = usize::try_from(cursor.u32()?).ok()?;
    let ascii = latin1(cursor.take(len)?);
    if !ascii.is_empty() {
        return Some(ascii);
    }
    let _language = cursor.u32()?;
    let units = usize::try_from(cursor.u32()?).ok()?;
    let wide = utf16(cursor.take(units.checked_mul(2)?)?);
    if !wide.is_empty() {
        return Some(wide);
    }
    let (_code, len) = (cursor.u16()?, cursor.u8()?);
    cursor.take(usize::from(len)).map(latin1)
}

/// Records that may all point to the same bytes: only the beginning of each is read.
fn localised(data: &[u8], cursor: &mut Cursor<'_>) -> Option<String> {
    const MOST: u32 = 100;
    let (records, size) = (cursor.u32()?.min(MOST), usize::try_from(cursor.u32()?).ok()?);
    for _ in 0..records {
        let mut record = Cursor::new(cursor.take(size.max(12))?, ByteOrder::Big);
        record.take(4)?;
        let (len, offset) = (usize::try_from(record.u32()?).ok()?, usize::try_from(record.u32()?).ok()?);
        let text = utf16(data.get(offset..offset.checked_add(len)?)?);
        if !text.is_empty() {
            return Some(text);
        }
    }
    None
}

fn latin1(bytes: &[u8]) -> String {
    let text: String = bytes.iter().take(TEXT_BYTES).map(|&byte| char::from(byte)).collect();
    text.trim_matches(is_padding).to_owned()
}

fn is_padding(c: char) -> bool {
    c == '\0' || c == '\u{FEFF}' || c.is_whitespace()
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).take(TEXT_BYTES).filter_map(|pair| pair.try_into().ok().map(u16::from_be_bytes));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    text.trim_matches(is_padding).to_owned()
}
