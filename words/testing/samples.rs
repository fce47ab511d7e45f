//! Samples of everything that is said about a single file. Names contain `zz`, so that they can be found again.

pub mod facts;
pub mod page;
pub mod refusals;

use crate::Lang;

/// What was said about what, in a language.
#[must_use]
pub fn sentences(lang: Lang) -> Vec<(String, String)> {
    let mut said = facts::sentences(lang);
    said.extend(refusals::sentences(lang));
    said.extend(page::sentences(lang));
    said
}
