//! Which languages there are.

use strum::VariantArray;

use super::facts::Facts;
use super::page::Page;
use super::refusals::Refusals;

/// What can be said about a single file: the compiler lists what a language is missing.
pub trait OneFile: Facts + Refusals + Page {}

impl<Words: Facts + Refusals + Page> OneFile for Words {}

/// English, as written in Britain.
#[derive(Debug)]
pub struct English;

/// French, as written in France.
#[derive(Debug)]
pub struct French;

/// One of the available languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, VariantArray)]
pub enum Lang {
    /// English, as written in Britain.
    #[default]
    English,
    /// French, as written in France.
    French,
}

impl Lang {
    /// All of them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// By its code: `fr`, or a longer one that begins like it, such as `fr_FR.UTF-8`.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let first = code.split(['_', '-', '.', '@']).next()?;
        Self::ALL.iter().copied().find(|lang| lang.code().eq_ignore_ascii_case(first))
    }

    /// Its code (ISO 639): `fr`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// What it says about a single file.
    #[must_use]
    pub const fn one_file(self) -> &'static dyn OneFile {
        match self {
            Self::English => &English,
            Self::French => &French,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_language_is_known_by_its_code() {
        for (code, lang) in [
            ("fr", Some(Lang::French)),
            ("fr_FR.UTF-8", Some(Lang::French)),
            ("FR-ca", Some(Lang::French)),
            ("en_GB", Some(Lang::English)),
            ("frisian", None),
            ("mi", None),
            ("", None),
        ] {
            assert_eq!(Lang::of_code(code), lang, "{code}");
        }
    }
}
