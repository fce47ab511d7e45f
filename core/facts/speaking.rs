//! Which values a person understands on their own: words, names, a serial number; and which are numbers, switches and
//! codes of programs, which only mean something together with the name of their field.

use crate::blocks::xmp::NAMESPACE;
use crate::model::{Category, FieldId, Leftover};

use super::weight;

/// Words that programs write for a switch, a unit or a step, whatever the field.
const SWITCHES: [&str; 15] = [
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "none",
    "null",
    "saved",
    "created",
    "converted",
    "derived",
    "inches",
    "inch",
    "face",
];

/// Whether the value of a field means something to somebody who does not know the field.
pub(super) fn speaks(category: Category, id: &FieldId, text: &str) -> bool {
    /// Anything longer without a blank is not a word, but coded.
    const LONGEST: usize = 60;
    let is_code = match id {
        FieldId::Xmp(_, name) => name == NAMESPACE,
        // What was damaged is not a text from the file.
        FieldId::Leftover(Leftover::Damaged) => true,
        _ => false,
    };
    let is_switch = SWITCHES.iter().any(|switch| text.eq_ignore_ascii_case(switch)) || text.starts_with("image/");
    if is_code || is_switch {
        return false;
    }
    match category {
        // A list of numbers is a code, too.
        Category::Id => {
            alphanumerics(text) >= 5 && text.bytes().any(|byte| !b"0-. /".contains(&byte)) && text.matches(',').count() < 4
        }
        // Telephone numbers and postal codes; not the position of a face.
        Category::People if !is_fraction(text) && alphanumerics(text) >= 4 => true,
        // A single letter can be a keyword, or the model of a camera.
        Category::Text => text.chars().any(|c| !is_of_number(c)) && !is_coded(text, LONGEST),
        Category::Camera if weight::of(id) > 1 => true,
        _ => has_word(text) && !is_coded(text, LONGEST),
    }
}

fn alphanumerics(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn is_fraction(text: &str) -> bool {
    text.split([',', ' ']).filter(|part| !part.is_empty()).all(|part| part.contains('.') && part.parse::<f64>().is_ok())
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace() || "+-.,:;/|()[]{}%".contains(c)
}

/// Two consecutive letters, or one from a script whose letters are words.
fn has_word(text: &str) -> bool {
    let mut last = false;
    text.chars().any(|c| {
        let letter = c.is_alphabetic();
        let word = letter && (last || c >= '\u{2E80}');
        last = letter;
        word
    })
}

/// Base64 and the like: long, and without blanks or the signs of an address.
fn is_coded(text: &str, longest: usize) -> bool {
    let hexadecimal = text.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let longest_run = text.split([' ', '/', '.', ':', '_', '-', '\n', ',']).map(str::len).max().unwrap_or(0);
    hexadecimal || longest_run > longest && text.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Ifd;

    #[test]
    fn words_speak_and_numbers_do_not() {
        let tag = |tag| FieldId::Exif(Ifd::Image, tag);
        for (category, text, expected) in [
            (Category::Text, "Léa", true),
            (Category::Text, "?", true),
            (Category::Text, "誕", true),
            (Category::Text, "0", false),
            (Category::Text, "0:0:2:005083", false),
            (Category::Text, "image/jpeg", false),
            (Category::People, "+49123456789", true),
            (Category::People, "AA", true),
            (Category::People, "36", false),
            (Category::People, "0.428571, 0.4, 0.285714", false),
            (Category::Location, "US", true),
            (Category::Location, "214", false),
            (Category::Id, "1823901365", true),
            (Category::Id, "S2300G0C2", true),
            (Category::Id, "0000000000", false),
            (Category::Id, "1013", false),
            (Category::Id, "24, 129, 223, 244, 235", false),
            (Category::Camera, "iPhone 15", true),
            (Category::Camera, "0x0203", false),
            (Category::Software, "True", false),
            (Category::Software, "M 0.864365 0.889628", false),
            (Category::Software, "/", false),
            (Category::Software, "GIMP", true),
            (Category::Other, "gz48eJzjYhgFowABWAbaAaNggz48eJzjYhgFowABWAbaAaNggz48eJzjYhgFowABWAbaAaNg", false),
        ] {
            assert_eq!(speaks(category, &tag(0x010D), text), expected, "{category:?} {text}");
        }
        assert!(speaks(Category::Camera, &tag(0x0110), "D90"), "the model of a camera");
        let namespace = FieldId::Xmp("http://example.org/".to_owned(), NAMESPACE.to_owned());
        assert!(!speaks(Category::Other, &namespace, "xap"));
    }
}
