//! Texts that say nothing, in place of those that do (ISO 15076-1, 10.15, 10.24; ICC.1:2001, 6.5.17).

use super::tag::COPYRIGHT;

/// What replaces descriptions and copyrights.
const TEXT: &str = "icc";

/// How much of a text is written: compact profiles have less room than the standard requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    Whole,
    /// Without those of its forms that are empty.
    Short,
    Without,
}

/// A text tag that says nothing: `mluc` since version 4, previously `desc` and `text`.
pub(super) fn neutral(signature: [u8; 4], version_4: bool, texts: Texts) -> Vec<u8> {
    if version_4 {
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let head = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS\0\0\0\x06\0\0\0\x1C";
        return [&head[..], &wide].concat();
    }
    if signature == COPYRIGHT {
        return [b"text\0\0\0\0", TEXT.as_bytes(), b"\0"].concat();
    }
    // ASCII, then empty Unicode (8 bytes) and ScriptCode (3 and 67 bytes) forms.
    let empty: &[u8] = if texts == Texts::Short { &[0; 8] } else { &[0; 78] };
    [&b"desc\0\0\0\0\0\0\0\x04"[..], TEXT.as_bytes(), b"\0", empty].concat()
}

/// Whether the data of a tag are such a text.
pub(super) fn is_neutral(signature: [u8; 4], version_4: bool, data: &[u8]) -> bool {
    [Texts::Whole, Texts::Short].into_iter().any(|texts| data == neutral(signature, version_4, texts))
}
