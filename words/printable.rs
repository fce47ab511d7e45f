//! Names and text from files, made fit for a terminal and for lists: here, and nowhere else.

use std::path::Path;

use data_encoding::BASE64;

/// Text from a file, made unable to steer a terminal: control characters and those that change the direction of
/// writing, or are invisible, are written as escapes.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    // Whether something can be joined to what came before.
    let mut joins = false;
    while let Some(c) = chars.next() {
        let is_joint = c == JOINER && joins && chars.peek().copied().is_some_and(is_emoji);
        if steers(c) && !is_joint {
            safe.extend(c.escape_unicode());
        } else {
            safe.push(c);
        }
        // What makes an emoji coloured, or gives it a skin tone, comes after it and before the joiner.
        joins = is_emoji(c) || joins && (c == COLOURED || ('\u{1F3FB}'..='\u{1F3FF}').contains(&c));
    }
    safe
}

/// A path, made printable.
#[must_use]
pub fn printable_path(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// Zero width joiner: a family is three people and two of these (UTS #51, 2.2). Between letters it hides.
const JOINER: char = '\u{200D}';
/// Variation selector 16: as a picture.
const COLOURED: char = '\u{FE0F}';

/// Whether a character can be part of such a picture: none is a letter, a digit or a sign, and all are visible. Letters of
/// flags join nothing.
const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2194}' | '\u{2195}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F300}'..='\u{1F3FA}'
        | '\u{1F400}'..='\u{1F6FF}' | '\u{1F7E0}'..='\u{1F7FF}' | '\u{1F900}'..='\u{1FAFF}')
}

/// Whether a character could steer a terminal, or hide.
pub fn steers(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// A path as text, plus as Base64 if it is not Unicode.
pub fn path_text(path: &Path) -> (String, Option<String>) {
    let bytes = path.to_str().is_none().then(|| BASE64.encode(path.as_os_str().as_encoded_bytes()));
    (path.to_string_lossy().into_owned(), bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_joins_two_emoji_stays_and_joins_nothing_else() {
        for whole in [
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "👩🏽\u{200d}🚀",
            "🏳\u{fe0f}\u{200d}🌈",
            "🧑🏿\u{200d}❤\u{fe0f}\u{200d}🧑🏻",
        ] {
            assert_eq!(printable(whole), whole);
        }
        for (hidden, shown) in [
            ("No\u{200d}ra", "No\\u{200d}ra"),
            ("\u{200d}👧", "\\u{200d}👧"),
            ("👧\u{200d}", "👧\\u{200d}"),
            ("👧\u{200d}\u{200d}👧", "👧\\u{200d}\\u{200d}👧"),
            ("👧\u{200d}a", "👧\\u{200d}a"),
            ("a\u{fe0f}\u{200d}👧", "a\u{fe0f}\\u{200d}👧"),
            ("👧\u{200d}\u{202e}", "👧\\u{200d}\\u{202e}"),
            ("🇫\u{200d}🇷", "🇫\\u{200d}🇷"),
            ("क\u{200d}", "क\\u{200d}"),
        ] {
            assert_eq!(printable(hidden), shown);
        }
    }

    #[test]
    fn text_from_a_file_cannot_steer_the_terminal() {
        assert_eq!(printable("a\x1b[2Jb\u{9b}"), "a\\u{1b}[2Jb\\u{9b}");
        assert_eq!(printable("gpj.\u{202e}exe\n"), "gpj.\\u{202e}exe\\u{a}");
        assert_eq!(printable("Léa, 東京 🎂"), "Léa, 東京 🎂");
    }
}
