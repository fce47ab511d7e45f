//! What is wrong, in every language: that advice fits between a file name and more of the same, and that the system's words
//! are set apart.

use crate::i18n::Lang;
use crate::i18n::samples::trouble::{advice, io_errors, of_many, sentences};

/// Advice appears between a file name and more of the same.
#[test]
fn advice_fits_into_a_sentence() {
    for (what, advice) in Lang::ALL.iter().copied().flat_map(advice) {
        let first = advice.trouble.chars().next();
        assert!(first.is_some_and(char::is_lowercase) && !advice.trouble.ends_with('.'), "{what}: {}", advice.trouble);
        let first = advice.remedy.chars().next();
        assert!(first.is_some_and(char::is_uppercase) && advice.remedy.ends_with('.'), "{what}: {}", advice.remedy);
    }
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
