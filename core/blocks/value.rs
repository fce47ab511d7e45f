//! Texts out of blocks, as values.

use std::borrow::Cow;

use crate::model::Value;

/// Bytes of a text that are kept: enough to show it and to look for it, too few to add up.
pub const TEXT_BYTES: usize = 1024;

/// The beginning of a text, cut between two characters.
#[must_use]
pub fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or(text)
}

/// Text of a file, without what pads it; of a long one the beginning.
#[must_use]
pub fn text(bytes: &[u8]) -> Value {
    let padding = |&byte: &u8| byte == 0 || byte.is_ascii_whitespace();
    // Before the cut: a text behind much padding would be cut off whole.
    let start = bytes.iter().position(|byte| !padding(byte)).unwrap_or(bytes.len());
    let bytes = bytes.get(start..).unwrap_or_default();
    let bytes = bytes.get(..TEXT_BYTES).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // Cut in the middle of a character.
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(bytes),
        // What texts were in before UTF-8.
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    };
    Value::Text(text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned())
}
