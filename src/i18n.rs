//! Every sentence that a person reads. A language is one implementation of `Language`, and of `Together` for what many files
//! tell; nothing outside of this folder writes text for people. Names and texts out of files are made printable before they get into a
//! sentence.

pub mod countries;
mod english;
mod french;
mod language;
mod together;
mod told;

pub(crate) use language::Language;
pub use language::{Advice, Counts, Deed, Help, Meant, Protections, Summary, Told};
pub use together::{Counsel, Figure, Headline, Known, Label, Line, Media, Named, Step, Together, Work};
pub(crate) use told::{shortened, told, value};

/// A language that many files are told about in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// English, as it is written in Britain.
    #[default]
    English,
    /// French, as it is written in France.
    French,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// That of the system; English where it speaks another one.
    #[must_use]
    pub fn of_system() -> Self {
        sys_locale::get_locale().and_then(|code| Self::of_code(&code)).unwrap_or_default()
    }

    /// By its code: `fr`, and longer ones that begin so, as `fr_FR.UTF-8`.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let first = code.split(['_', '-', '.', '@']).next()?.to_ascii_lowercase();
        match first.as_str() {
            "en" => Some(Self::English),
            "fr" => Some(Self::French),
            _ => None,
        }
    }
}

/// The language that is spoken.
pub(crate) fn language() -> &'static dyn Language {
    &english::English
}

/// The words of a language for what many files tell together.
#[must_use]
pub fn together(lang: Lang) -> &'static dyn Together {
    match lang {
        Lang::English => &english::Words,
        Lang::French => &french::Words,
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
            ("de", None),
            ("", None),
        ] {
            assert_eq!(Lang::of_code(code), lang, "{code}");
        }
    }
}
