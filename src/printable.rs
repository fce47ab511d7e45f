//! Names and texts out of files, made fit for a terminal and for lists: here, and nowhere else.

use std::path::Path;

use data_encoding::BASE64;

/// Text from a file, so that it cannot steer a terminal: control characters and those that change the direction of
/// writing, or show nothing, are written as escapes.
#[must_use]
pub(crate) fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if steers(c) {
            safe.extend(c.escape_unicode());
        } else {
            safe.push(c);
        }
    }
    safe
}

/// A path, made printable.
#[must_use]
pub(crate) fn printable_path(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// Whether a character could steer a terminal, or hide.
pub(crate) fn steers(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// A path as text, and as Base64 where it is no Unicode.
pub(crate) fn path_text(path: &Path) -> (String, Option<String>) {
    let bytes = path.to_str().is_none().then(|| BASE64.encode(path.as_os_str().as_encoded_bytes()));
    (path.to_string_lossy().into_owned(), bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_a_file_cannot_steer_the_terminal() {
        assert_eq!(printable("a\x1b[2Jb\u{9b}"), "a\\u{1b}[2Jb\\u{9b}");
        assert_eq!(printable("gpj.\u{202e}exe\n"), "gpj.\\u{202e}exe\\u{a}");
        assert_eq!(printable("Léa, 東京 🎂"), "Léa, 東京 🎂");
    }
}
