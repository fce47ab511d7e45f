//! What bytes say where no standard defines it: their text, or their number.

use crate::blocks::beginning;
use crate::model::Value;

/// This many characters hardly occur by chance.
const TEXT_CHARS: usize = 6;

/// The longest text in bytes that may hold anything.
#[must_use]
pub(super) fn said(bytes: &[u8]) -> Value {
    let texts = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().split(char::is_control));
    let longest = texts.map(str::trim).max_by_key(|text| text.len()).unwrap_or_default();
    let padding = |c: char| c == '\0' || c.is_whitespace();
    let is_all = str::from_utf8(bytes).is_ok_and(|text| text.trim_matches(padding) == longest);
    if longest.is_empty() || !is_all && longest.chars().count() < TEXT_CHARS {
        return Value::Bytes(bytes.len() as u64);
    }
    Value::Text(beginning(longest).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_between_other_bytes() {
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!((said(b"Nora\0\0"), said(b"a b ")), (text("Nora"), text("a b")));
        assert_eq!(said(b"\x01\xFFNora Petit\n\0\x80ab"), text("Nora Petit"));
        assert_eq!(said("\u{1}Zoë Weiß".as_bytes()), text("Zoë Weiß"));
        assert_eq!(said(b"\x01Nora"), Value::Bytes(5));
        assert_eq!((said(b""), said(&[0; 9])), (Value::Bytes(0), Value::Bytes(9)));
    }
}
