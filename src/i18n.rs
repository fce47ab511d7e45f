//! Every sentence that a person reads. A language is one implementation of each of the traits here: what may be said comes as
//! types, and which of it is said is decided elsewhere. Nothing outside of this folder writes text for people. Names and texts
//! out of files are made printable before they get into a sentence.

pub mod countries;
mod ending;
mod english;
mod facts;
mod french;
mod language;
mod together;
mod told;
mod trouble;
mod usage;

pub use ending::{Counts, Deed, Summary, Told};
pub use language::Lang;
pub(crate) use language::{Language, language, speak, spoken};
pub use together::{Counsel, Figure, Headline, Known, Label, Line, Media, Named, Step, Together};
pub(crate) use told::{shortened, told, value};
pub use trouble::{Advice, Protections};
pub use usage::{Help, Meant, Mistyped, Opening, Placeholder};

/// The words of a language for what many files tell together.
#[must_use]
pub fn together(lang: Lang) -> &'static dyn Together {
    lang.together()
}
