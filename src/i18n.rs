//! Every sentence that a person reads. A language is one implementation of `Language`; nothing outside of this folder
//! writes text for people. Names and texts out of files are made printable before they get into a
//! sentence.

pub mod countries;
mod english;
mod language;
mod told;

pub(crate) use language::Language;
pub use language::{Advice, Counts, Deed, Help, Meant, Protections, Summary, Told};
pub(crate) use told::{shortened, told, value};

/// The language that is spoken.
pub(crate) fn language() -> &'static dyn Language {
    &english::English
}
