//! Every sentence about what is wrong, in every language: that it is there, says the same as in the others, and is set as its
//! language is.

mod samples;

use std::collections::BTreeSet;

use crate::i18n::Lang;
pub(crate) use samples::sentences;
use samples::{advice, io_errors, of_many};

/// Before `:` and inside of « ».
const WIDE: char = '\u{a0}';
/// Before `;`, `!` and `?`, and between thousands.
const NARROW: char = '\u{202f}';

/// What a sentence names: files and other names of the samples, options, numbers.
fn named(sentence: &str) -> Vec<String> {
    let is_end = |end: char| !end.is_alphanumeric() && !"-/[".contains(end);
    let words = sentence.split_whitespace().map(|word| word.trim_matches(is_end));
    let names: BTreeSet<&str> = words.filter(|word| word.starts_with('-') || word.contains("zz")).collect();
    let numbers: String = sentence.replace([NARROW, ','], "");
    let numbers = numbers.split(|other: char| !other.is_ascii_digit()).filter(|number| !number.is_empty());
    let mut named: Vec<String> = numbers.chain(names).map(str::to_owned).collect();
    named.sort();
    named
}

/// What is wrong with how a French sentence is set.
fn ill_set(sentence: &str) -> Option<&'static str> {
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
            ',' if before.is_ascii_digit() && after.is_ascii_digit() => "a number as the English write it",
            '\'' | '"' | '“' | '”' => "a mark of a typewriter, or of the English",
            _ => continue,
        };
        return Some(wrong);
    }
    None
}

#[test]
fn every_sentence_is_there_and_in_its_own_words() {
    for lang in Lang::ALL {
        for other in Lang::ALL.into_iter().filter(|other| *other != lang) {
            let (here, there) = (sentences(lang), sentences(other));
            assert_eq!(here.len(), there.len());
            for ((what, sentence), (_, same)) in here.iter().zip(&there) {
                assert!(!sentence.trim().is_empty(), "{lang:?}: {what}");
                assert_ne!(sentence, same, "{what}: {lang:?} has it from {other:?}");
            }
        }
    }
}

#[test]
fn every_language_names_the_same() {
    let english = sentences(Lang::English);
    for lang in Lang::ALL {
        for ((what, english), (_, sentence)) in english.iter().zip(sentences(lang)) {
            assert_eq!(named(&sentence), named(english), "{lang:?}: {what}: {sentence}");
        }
    }
}

/// What is advised stands between the name of a file and more of the like.
#[test]
fn advice_fits_into_a_sentence() {
    for (what, advice) in Lang::ALL.into_iter().flat_map(advice) {
        let first = advice.trouble.chars().next();
        assert!(first.is_some_and(char::is_lowercase) && !advice.trouble.ends_with('.'), "{what}: {}", advice.trouble);
        let first = advice.remedy.chars().next();
        assert!(first.is_some_and(char::is_uppercase) && advice.remedy.ends_with('.'), "{what}: {}", advice.remedy);
    }
    for (what, sentence) in Lang::ALL.into_iter().flat_map(of_many) {
        assert!(sentence.ends_with('.') && !sentence.contains(".."), "{what}: {sentence}");
    }
}

/// Whatever the system says is in brackets: it may be of another language.
#[test]
fn what_the_system_says_is_in_brackets() {
    let said = io_errors().last().map(ToString::to_string).unwrap_or_default();
    for (what, sentence) in Lang::ALL.into_iter().flat_map(sentences).filter(|(_, sentence)| sentence.contains(&said)) {
        assert!(sentence.contains(&format!("({said})")), "{what}: {sentence}");
    }
}

#[test]
fn french_is_set_as_the_french_do() {
    for (what, sentence) in sentences(Lang::French) {
        assert_eq!(ill_set(&sentence), None, "{what}: {sentence}");
    }
    let place = sentences(Lang::French).into_iter().find(|(_, sentence)| sentence.contains("851")).unwrap().1;
    assert!(place.contains("à l’octet\u{a0}10\u{202f}851, dans APP1-zz/Exif"), "{place}");
    for ill in ["a : b", "a: b", "a ; b", "a ?", "« b »", "10 851", "10,851", "l'octet"] {
        assert!(ill_set(ill).is_some(), "{ill}");
    }
}

#[test]
fn english_is_set_as_the_english_do() {
    for (what, sentence) in sentences(Lang::English) {
        let french =
            sentence.contains([WIDE, NARROW, '«', '»', '’']) || [" :", " ;", " !", " ?"].iter().any(|end| sentence.contains(end));
        assert!(!french, "{what}: {sentence}");
    }
}
