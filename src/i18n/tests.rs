//! Every sentence in every language: that it exists, names the same things as in the others, and follows the typography of its
//! language.

use std::collections::BTreeSet;

use super::terms::TERMS;
use super::together::tests::sentences as together_sentences;
use super::typography::{NARROW, ill_set};
use super::{Lang, samples, together};

/// What was said about what.
fn sentences(lang: Lang) -> Vec<(String, String)> {
    let all = [samples::facts::sentences, samples::ending::sentences, samples::trouble::sentences, samples::usage::sentences];
    all.iter().flat_map(|sentences| sentences(lang)).collect()
}

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

#[test]
fn every_sentence_is_there_and_in_its_own_words() {
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

#[test]
fn every_language_names_the_same() {
    let english = sentences(Lang::English);
    for &lang in Lang::ALL {
        for ((what, english), (_, sentence)) in english.iter().zip(sentences(lang)) {
            assert_eq!(named(&sentence), named(english), "{lang:?}: {what}: {sentence}");
        }
    }
}

#[test]
fn every_sentence_is_set_as_its_language_is() {
    for &lang in Lang::ALL {
        let placeholders = samples::usage::placeholders(lang).into_iter().map(|word| (word.to_owned(), word.to_owned()));
        let all = sentences(lang).into_iter().chain(samples::facts::measures(lang)).chain(placeholders);
        for (what, sentence) in all {
            assert_eq!(ill_set(lang, &sentence), None, "{what}: {sentence}");
        }
    }
}

#[test]
fn the_same_thing_has_the_same_name_everywhere() {
    for &lang in Lang::ALL {
        let together = together_sentences(together(lang)).into_iter().map(|said| ("together".to_owned(), said));
        let all: Vec<(String, String)> = sentences(lang).into_iter().chain(together).collect();
        for term in TERMS {
            for avoided in term.avoided(lang) {
                let found = all.iter().find(|(_, sentence)| sentence.to_lowercase().contains(avoided));
                assert!(found.is_none(), "{lang:?}: {avoided} is called {}: {found:?}", term.word(lang));
            }
        }
    }
}

/// Readers of one language would not notice a name or number that is only missing from another.
#[test]
fn every_language_says_the_same_numbers() {
    let english = samples::ending::sentences(Lang::English);
    for ((what, english), (_, french)) in english.iter().zip(samples::ending::sentences(Lang::French)) {
        assert_eq!(numbers(&french), numbers(english), "{what}: {french}");
    }
    let trouble = samples::trouble::sentences;
    for ((what, english), (_, french)) in trouble(Lang::English).iter().zip(trouble(Lang::French)) {
        assert_eq!(numbers(&french), numbers(english), "{what}: {french}");
    }
}
