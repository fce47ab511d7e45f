//! Every sentence in every language: that it exists, names the same things as in the others, and is set as its language is.

use crate::testing::{checks, samples};

#[test]
fn every_sentence_is_there_and_in_its_own_words() {
    checks::in_its_own_words(samples::sentences);
}

#[test]
fn every_language_names_the_same_and_says_the_same_numbers() {
    checks::names_the_same(samples::sentences);
    checks::says_the_same_numbers(samples::refusals::sentences);
}

#[test]
fn every_sentence_is_set_as_its_language_is() {
    checks::well_set(samples::sentences);
    checks::well_set(samples::facts::measures);
}

#[test]
fn the_same_thing_has_the_same_name_everywhere() {
    checks::called_the_same(samples::sentences);
}

/// Advice appears between a file name and more of the same.
#[test]
fn advice_fits_into_a_sentence() {
    checks::advice_fits(samples::refusals::advice);
}
