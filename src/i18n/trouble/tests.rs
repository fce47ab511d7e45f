//! What is wrong, in every language: that advice fits between a file name and more of the same, and that the system's words
//! are set apart.

use untrace_words::testing::checks;
use untrace_words::testing::samples::refusals::io_errors;

use crate::i18n::Lang;
use crate::i18n::samples::trouble::{advice, of_many, sentences};

/// Advice appears between a file name and more of the same.
#[test]
fn advice_fits_into_a_sentence() {
    checks::advice_fits(advice);
    for (what, sentence) in Lang::ALL.iter().copied().flat_map(of_many) {
        assert!(sentence.ends_with('.') && !sentence.contains(".."), "{what}: {sentence}");
    }
}

/// Whatever the system says is in brackets: it may be in another language.
#[test]
fn what_the_system_says_is_in_brackets() {
    let said = io_errors().last().map(ToString::to_string).unwrap_or_default();
    for (what, sentence) in Lang::ALL.iter().copied().flat_map(sentences).filter(|(_, sentence)| sentence.contains(&said)) {
        assert!(sentence.contains(&format!("({said})")), "{what}: {sentence}");
    }
}
