//! Texts of an export as they were written, but no longer than anybody reads.

use super::lenient::Text;

/// How many bytes of a text are kept.
const LONGEST: usize = 1000;

/// The beginning of a text without surrounding blanks; `None` if that is empty.
pub(super) fn shortened(text: &str) -> Option<String> {
    let text = text.trim();
    let beginning = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default().trim_end();
    (!beginning.is_empty()).then(|| beginning.to_owned())
}

/// The same for a text from Meta, which writes each byte of UTF-8 as if it were a Latin-1 character.
pub(super) fn mended(text: &Text) -> Option<String> {
    let text = text.0.as_deref()?;
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    // A text whose bytes are not UTF-8 was never split up like that.
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).map_or_else(|| shortened(text), |mended| shortened(&mended))
}

/// Adds what is not there yet, up to as much as an entry normally says.
pub(super) fn add(texts: &mut Vec<String>, text: Option<String>) {
    /// Texts or people per entry.
    const MOST: usize = 100;
    texts.extend(text.filter(|text| texts.len() < MOST && !texts.contains(text)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Option<String> {
        mended(&Text(Some(text.to_owned())))
    }

    #[test]
    fn bytes_that_were_taken_for_characters_are_put_together_again() {
        assert_eq!(meant("L\u{c3}\u{a9}a in K\u{c3}\u{b6}ln \u{f0}\u{9f}\u{8e}\u{82}").as_deref(), Some("Léa in Köln 🎂"));
        for right in ["Lea", "Léa", "Köln 🎂", "Ã", "Ã© 🎂"] {
            assert_eq!(meant(right).as_deref(), Some(right), "{right}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_two_characters_after_they_were_mended() {
        let long = meant(&"\u{c3}\u{a9}".repeat(5000)).unwrap();
        assert_eq!((long.len(), long.chars().all(|c| c == 'é')), (LONGEST, true));
        assert_eq!(shortened(&format!("x{}", "é".repeat(5000))).unwrap().len(), LONGEST - 1);
        assert_eq!((meant("  "), meant(" x "), mended(&Text(None))), (None, Some("x".to_owned()), None));
    }
}
