//! Every sentence that a person reads, except those about a single file, which are in `untrace-words`. A language is one
//! implementation of each of the traits here: what may be said comes as types, and what actually is said is decided elsewhere. Nothing outside this folder writes text for people. Names and text
//! from files are made printable before they get into a sentence.

pub mod countries;
mod ending;
mod english;
mod french;
mod language;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod together;
mod trouble;
mod usage;

pub use ending::{Amount, Became, By, Conclusion, Deed, Done, Heading, Met, Note, Posted, Ran, Row, Title, Told, Window};
pub(crate) use language::{Language, Spoken, language, speak, spoken};
#[cfg(test)]
pub(crate) use samples::trouble::sentences;
pub use together::{Counsel, Figure, Headline, Known, Label, Line, Media, Named, Nearby, Step, Together, Work};
pub use trouble::Protections;
pub use untrace_words::{Advice, Lang};
pub(crate) use untrace_words::{shortened, told, value};
pub use usage::{Help, Manual, Meant, Menus, Mistyped, Opening, Placeholder};

/// A heading of a manual in a language.
#[must_use]
pub fn manual(lang: Lang, heading: Manual) -> &'static str {
    lang.words().manual(heading)
}

/// What entries in menus are called, in each language; English is first.
#[must_use]
pub fn offers() -> Vec<crate::menus::Named> {
    Lang::ALL.iter().map(|lang| lang.offered()).collect()
}

/// The words of a language for what many files tell together.
#[must_use]
pub fn together(lang: Lang) -> &'static dyn Together {
    lang.together()
}
