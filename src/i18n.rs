//! Every sentence that a person reads. A language is one implementation of each of the traits here: what may be said comes as
//! types, and what actually is said is decided elsewhere. Nothing outside this folder writes text for people. Names and text
//! from files are made printable before they get into a sentence.

pub mod countries;
#[cfg(test)]
mod each;
mod ending;
mod english;
mod facts;
mod french;
mod language;
mod lists;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod terms;
#[cfg(test)]
mod tests;
mod together;
mod told;
mod trouble;
#[cfg(test)]
mod typography;
mod usage;

pub use ending::{Amount, By, Conclusion, Deed, Done, Heading, Met, Note, Posted, Ran, Row, Title, Told, Window};
pub use facts::Became;
pub use language::Lang;
pub(crate) use language::{Language, language, speak, spoken};
#[cfg(test)]
pub(crate) use samples::trouble::sentences;
pub use together::{Counsel, Figure, Headline, Known, Label, Line, Media, Named, Nearby, Step, Together, Work};
pub(crate) use told::{shortened, told, value};
pub use trouble::{Advice, Protections};
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
