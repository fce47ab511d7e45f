//! Every sentence of this program in every language: that it exists, names the same things as in the others, and is set as its
//! language is.

use untrace_words::testing::checks;

use super::together::tests::sentences as together_sentences;
use super::{Lang, samples, together};

/// What was said about what.
fn sentences(lang: Lang) -> Vec<(String, String)> {
    let all = [samples::ending::sentences, samples::trouble::sentences, samples::usage::sentences];
    all.iter().flat_map(|sentences| sentences(lang)).collect()
}

#[test]
fn every_sentence_is_there_and_in_its_own_words() {
    checks::in_its_own_words(sentences);
}

#[test]
fn every_language_names_the_same() {
    checks::names_the_same(sentences);
}

#[test]
fn every_sentence_is_set_as_its_language_is() {
    checks::well_set(sentences);
    checks::well_set(|lang| {
        samples::usage::placeholders(lang).into_iter().map(|word| (word.to_owned(), word.to_owned())).collect()
    });
}

#[test]
fn the_same_thing_has_the_same_name_everywhere() {
    checks::called_the_same(|lang| {
        let together = together_sentences(together(lang)).into_iter().map(|said| ("together".to_owned(), said));
        sentences(lang).into_iter().chain(together).collect()
    });
}

#[test]
fn every_language_says_the_same_numbers() {
    checks::says_the_same_numbers(samples::ending::sentences);
    checks::says_the_same_numbers(samples::trouble::sentences);
}
