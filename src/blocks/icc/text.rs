//! The texts of a tag, in whichever type they are written (ISO 15076-1, 10.15, 10.24; ICC.1:2001, 6.5.17).

use crate::input::{ByteOrder, Cursor};

/// Every text in the tag's data; nothing where its type is not one of text, or it is broken.
pub(super) fn read(data: &[u8]) -> Option<Vec<String>> {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let kind = cursor.array::<4>()?;
    cursor.take(4)?;
    match &kind {
        b"text" => Some(vec![latin1(cursor.rest())]),
        b"desc" => {
            let len = usize::try_from(cursor.u32()?).ok()?;
            let ascii = latin1(cursor.take(len)?);
            let mut texts = vec![ascii];
            // The Unicode and ScriptCode forms say the same again, or something else.
            let _language = cursor.u32();
            if let Some(units) = cursor.u32().and_then(|units| usize::try_from(units).ok())
                && let Some(wide) = cursor.take(units.saturating_mul(2))
            {
                texts.push(utf16(wide));
                let (_code, len) = (cursor.u16(), cursor.u8());
                texts.extend(cursor.take(usize::from(len.unwrap_or(0))).map(latin1));
            }
            texts.retain(|text| !text.is_empty());
            Some(texts)
        }
        b"mluc" => {
            let (records, size) = (cursor.u32()?.min(100), usize::try_from(cursor.u32()?).ok()?);
            let mut texts = Vec::new();
            for _ in 0..records {
                let mut record = Cursor::new(cursor.take(size.max(12))?, ByteOrder::Big);
                record.take(4)?;
                let (len, offset) = (usize::try_from(record.u32()?).ok()?, usize::try_from(record.u32()?).ok()?);
                texts.push(utf16(data.get(offset..offset.checked_add(len)?)?));
            }
            Some(texts)
        }
        _ => None,
    }
}

fn latin1(bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    text.trim_matches(is_padding).to_owned()
}

fn is_padding(c: char) -> bool {
    c == '\0' || c == '\u{FEFF}' || c.is_whitespace()
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(u16::from_be_bytes));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    text.trim_matches(is_padding).to_owned()
}
