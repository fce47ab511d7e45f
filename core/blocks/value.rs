//! Texts from blocks, as values.

use std::borrow::Cow;

use crate::model::{Value, trimmed};

/// Bytes of a text that are kept: enough to show it and to search for it, too few to add up.
pub const TEXT_BYTES: usize = 1024;

/// The beginning of a text, cut between two characters.
#[must_use]
pub fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or(text)
}

/// Whether a text is empty: nothing, or as many spaces and zeros as were required, in this order. A mixture of blanks
/// could spell something.
#[must_use]
pub fn is_blank(bytes: &[u8]) -> bool {
    let spaces = bytes.iter().take_while(|&&byte| byte == b' ').count();
    bytes.iter().skip(spaces).all(|&byte| byte == 0)
}

/// Text from a file, without its padding; only the beginning of a long one. Padding that contains anything else is not
/// text, but bytes. Of zeros before a text, one stays: readers that stop there show nothing of it.
#[must_use]
pub fn text(bytes: &[u8]) -> Value {
    let padding = |&byte: &u8| byte == 0 || byte.is_ascii_whitespace();
    // Before truncating: a text after a lot of padding would be lost completely.
    let Some(start) = bytes.iter().position(|byte| !padding(byte)) else {
        return if is_blank(bytes) { Value::Text(String::new()) } else { Value::Bytes(bytes.len() as u64) };
    };
    let (before, bytes) = bytes.split_at_checked(start).unwrap_or_default();
    let bytes = bytes.get(..TEXT_BYTES).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // Cut in the middle of a character.
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(bytes),
        // The encoding of texts before UTF-8.
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    };
    let zero = if before.contains(&0) { "\0" } else { "" };
    Value::Text([zero, trimmed(&text)].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mixture of tabs and spaces can spell a name; an empty field says nothing.
    #[test]
    fn only_padding_of_one_kind_is_empty() {
        for empty in [&b""[..], b"\0", b"\0\0\0\0", b"    ", b"   \0\0"] {
            assert_eq!(text(empty), Value::Text(String::new()), "{empty:?}");
        }
        for spelt in [&b" \t \t"[..], b"\0 \0", b"\n"] {
            assert_eq!(text(spelt), Value::Bytes(spelt.len() as u64));
        }
        assert_eq!(text(b"  Nora\0 "), Value::Text("Nora".to_owned()));
    }

    #[test]
    fn a_text_behind_zeros_says_that_it_is_there() {
        let hidden = text(b"  \0\0Nora\0 ");
        assert_eq!(hidden, Value::Text("\0Nora".to_owned()));
        assert_eq!(hidden.text().as_deref(), Some("Nora"));
    }
}
