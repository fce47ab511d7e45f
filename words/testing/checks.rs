//! What the sentences of every language are held to. Each check takes what was said about what, in a language.

use std::collections::BTreeSet;

use super::terms::TERMS;
use super::typography::{NARROW, ill_set};
use crate::{Advice, Lang};

/// Words that are the same in all languages.
const ALIKE: [&str; 1] = ["zz (zz.jpg)"];

/// What a sentence names: files and other names of the samples, and options.
fn named(sentence: &str) -> BTreeSet<&str> {
    let is_end = |end: char| !end.is_alphanumeric() && !"-/[".contains(end);
    let words = sentence.split(|c: char| c.is_whitespace()).map(|word| word.trim_matches(is_end));
    words.filter(|word| word.starts_with("--") || word.contains("zz")).collect()
}

/// The numbers in a sentence, each once: a year may occur once or twice.
fn numbers(sentence: &str) -> BTreeSet<String> {
    let grouped = sentence.replace([NARROW, ',', '.'], "");
    grouped.split(|other: char| !other.is_ascii_digit()).filter(|number| !number.is_empty()).map(str::to_owned).collect()
}

/// That no language has sentences from English.
pub fn in_its_own_words(sentences: impl Fn(Lang) -> Vec<(String, String)>) {
    let english = sentences(Lang::English);
    for &lang in Lang::ALL.iter().filter(|lang| **lang != Lang::English) {
        let said = sentences(lang);
        assert_eq!(said.len(), english.len());
        let same = said.iter().zip(&english).filter(|((_, here), (_, there))| here == there);
        let borrowed: BTreeSet<&str> = same.map(|((_, sentence), _)| sentence.as_str()).collect();
        let borrowed: Vec<&&str> = borrowed.iter().filter(|sentence| !ALIKE.contains(*sentence)).collect();
        assert!(borrowed.is_empty(), "{lang:?} has these from English: {borrowed:#?}");
    }
}

/// That names and options are the same.
pub fn names_the_same(sentences: impl Fn(Lang) -> Vec<(String, String)>) {
    let english = sentences(Lang::English);
    for &lang in Lang::ALL {
        for ((what, english), (_, sentence)) in english.iter().zip(sentences(lang)) {
            assert_eq!(named(&sentence), named(english), "{lang:?}: {what}: {sentence}");
        }
    }
}

/// That numbers are the same: readers of one language would not notice one that is only missing from another.
pub fn says_the_same_numbers(sentences: impl Fn(Lang) -> Vec<(String, String)>) {
    let english = sentences(Lang::English);
    for &lang in Lang::ALL {
        for ((what, english), (_, sentence)) in english.iter().zip(sentences(lang)) {
            assert_eq!(numbers(&sentence), numbers(english), "{lang:?}: {what}: {sentence}");
        }
    }
}

/// That they follow the typography of their language.
pub fn well_set(sentences: impl Fn(Lang) -> Vec<(String, String)>) {
    for &lang in Lang::ALL {
        for (what, sentence) in sentences(lang) {
            assert_eq!(ill_set(lang, &sentence), None, "{what}: {sentence}");
        }
    }
}

/// That no thing is called by a name that is avoided for it.
pub fn called_the_same(sentences: impl Fn(Lang) -> Vec<(String, String)>) {
    for &lang in Lang::ALL {
        let all = sentences(lang);
        for term in TERMS {
            for avoided in term.avoided(lang) {
                let found = all.iter().find(|(_, sentence)| sentence.to_lowercase().contains(avoided));
                assert!(found.is_none(), "{lang:?}: {avoided} is called {}: {found:?}", term.word(lang));
            }
        }
    }
}

/// That advice fits between a file name and more of the same.
pub fn advice_fits(advice: impl Fn(Lang) -> Vec<(String, Advice)>) {
    for (what, advice) in Lang::ALL.iter().copied().flat_map(advice) {
        let first = advice.trouble.chars().next();
        assert!(first.is_some_and(char::is_lowercase) && !advice.trouble.ends_with('.'), "{what}: {}", advice.trouble);
        let first = advice.remedy.chars().next();
        assert!(first.is_some_and(char::is_uppercase) && advice.remedy.ends_with('.'), "{what}: {}", advice.remedy);
    }
}
