//! The typography of each language: which spaces go where, and which marks it does not use. For the tests of every sentence.

use crate::Lang;

/// Before `:` and inside « ».
pub const WIDE: char = '\u{a0}';
/// Before `;`, `!` and `?`, and between thousands.
pub const NARROW: char = '\u{202f}';

/// What is wrong with the typography of a sentence.
pub fn ill_set(lang: Lang, sentence: &str) -> Option<&'static str> {
    let wrong = ["  ", " ,", " . ", "{", "}", ",,", ", and ,", "()"];
    if wrong.iter().any(|wrong| sentence.contains(wrong)) || sentence.ends_with(" .") || sentence.trim().is_empty() {
        return Some("a gap");
    }
    match lang {
        Lang::English => ill_english(sentence),
        Lang::French => ill_french(sentence),
    }
}

fn ill_english(sentence: &str) -> Option<&'static str> {
    let foreign = sentence.contains([WIDE, NARROW, '«', '»', '’']);
    let apart = [" :", " ;", " !", " ?"].iter().any(|end| sentence.contains(end));
    (foreign || apart).then_some("set as the French do")
}

fn ill_french(sentence: &str) -> Option<&'static str> {
    let letters: Vec<char> = sentence.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
        let after = letters.get(at.saturating_add(1)).copied().unwrap_or(' ');
        let wrong = match letter {
            ':' if after.is_whitespace() && before != WIDE => "no wide space before a colon",
            ';' | '!' | '?' if before != NARROW => "no narrow space before ; ! or ?",
            '»' if before != WIDE => "no wide space before »",
            '«' if after != WIDE => "no wide space behind «",
            ' ' if before.is_ascii_digit() && after.is_ascii_digit() => "a wide space in a number",
            ',' if before.is_ascii_digit() && after.is_ascii_digit() && letters.get(at + 4).is_some_and(char::is_ascii_digit) => {
                "a number as the English write it"
            }
            '\'' | '"' | '“' | '”' => "a mark of a typewriter, or of the English",
            _ => continue,
        };
        return Some(wrong);
    }
    None
}

#[test]
fn what_is_ill_set_is_found() {
    for ill in ["a : b", "a: b", "a ; b", "a ?", "« b »", "10 851", "10,8511", "l'octet", "a  b", "{}"] {
        assert!(ill_set(Lang::French, ill).is_some(), "{ill}");
    }
    for ill in ["a : b", "10\u{202f}851", "« b »", "it’s", ""] {
        assert!(ill_set(Lang::English, ill).is_some(), "{ill}");
    }
    for good in ["1,5\u{a0}s", "48,856\u{202f}6°", "a\u{a0}: b", "«\u{a0}a\u{a0}»"] {
        assert_eq!(ill_set(Lang::French, good), None, "{good}");
    }
}
