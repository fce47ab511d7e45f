//! What a language is, and which one is spoken.

use std::env;
use std::sync::OnceLock;

use super::ending::Ending;
use super::facts::Facts;
use super::together::Together;
use super::trouble::Trouble;
use super::usage::Usage;

/// A language: the compiler lists what one lacks.
pub(crate) trait Language: Usage + Trouble + Facts + Ending {}

impl<Words: Usage + Trouble + Facts + Ending> Language for Words {}

/// English, as it is written in Britain.
#[derive(Debug)]
pub(super) struct English;

/// French, as it is written in France.
#[derive(Debug)]
pub(super) struct French;

/// One of the languages that are spoken here.
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
        let spoken = || sys_locale::get_locales().find_map(|code| Self::of_code(&code));
        if is_of_programs() { Self::English } else { spoken().unwrap_or_default() }
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

    /// What it says.
    pub(crate) fn words(self) -> &'static dyn Language {
        match self {
            Self::English => &English,
            Self::French => &French,
        }
    }

    /// What it says of many files together.
    pub(super) fn together(self) -> &'static dyn Together {
        match self {
            Self::English => &English,
            Self::French => &French,
        }
    }
}

/// Whether the locale is the one that programs speak among themselves. `LANGUAGE` does not count then (GNU gettext, The
/// LANGUAGE variable).
fn is_of_programs() -> bool {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    locale.is_some_and(|code| matches!(code.split('.').next(), Some("C" | "POSIX")))
}

static SPOKEN: OnceLock<Lang> = OnceLock::new();

/// Has this program speak a language, from its first word on. It stays with the one that it began with.
pub(crate) fn speak(lang: Lang) {
    let _ = SPOKEN.set(lang);
}

/// The language that is spoken.
pub(crate) fn spoken() -> Lang {
    SPOKEN.get().copied().unwrap_or_default()
}

/// What is said, in the language that is spoken.
pub(crate) fn language() -> &'static dyn Language {
    spoken().words()
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
