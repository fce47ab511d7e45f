//! An entry: where it is, what it starts, what it is called.

use std::path::PathBuf;

use strum::VariantArray;

/// A program in which a person sees files, by the name of its makers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
#[allow(missing_docs, reason = "the names are those of the programs")]
pub enum FileManager {
    Nautilus,
    Nemo,
    Dolphin,
    Thunar,
}

/// What an entry is called in a language, and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The code of the language.
    pub code: &'static str,
    /// The words of the entry.
    pub name: &'static str,
    /// A sentence without a full stop.
    pub comment: &'static str,
}

/// What an entry starts and what it is called. Never without a name: the first is that of the person's language.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The path of this program.
    pub program: &'a str,
    /// The name in the person's language.
    pub spoken: Named,
    /// The names in all languages.
    pub names: &'a [Named],
}

/// A file that puts an entry into a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) is_executable: bool,
}

impl FileManager {
    /// Those that a person may have.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The program itself.
    #[must_use]
    pub const fn program(self) -> &'static str {
        match self {
            Self::Nautilus => "nautilus",
            Self::Nemo => "nemo",
            Self::Dolphin => "dolphin",
            Self::Thunar => "thunar",
        }
    }
}
