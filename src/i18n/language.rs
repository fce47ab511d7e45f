//! What a language is, and which one is in use.

use std::env;
use std::sync::OnceLock;

use strum::VariantArray;

use super::ending::Ending;
use super::facts::Facts;
use super::together::Together;
use super::trouble::Trouble;
use super::usage::Usage;
use crate::menus::Named;

/// A language: the compiler lists what one is missing.
pub(crate) trait Language: Usage + Trouble + Facts + Ending {}

impl<Words: Usage + Trouble + Facts + Ending> Language for Words {}

/// English, as written in Britain.
#[derive(Debug)]
pub(super) struct English;

/// French, as written in France.
#[derive(Debug)]
pub(super) struct French;

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

    /// The system's; English if the system uses another one.
    #[must_use]
    pub fn of_system() -> Self {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        match ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set) {
            Some(locale) => Self::of_locale(&locale, set("LANGUAGE").as_deref()),
            // On other systems, only the environment knows the language.
            None if !cfg!(any(windows, target_vendor = "apple")) => Self::English,
            None => sys_locale::get_locales().next().and_then(|code| Self::of_code(&code)).unwrap_or_default(),
        }
    }

    /// The language of a locale. A list of languages takes precedence, unless the locale is the one that programs use among
    /// themselves (GNU gettext, The LANGUAGE variable).
    fn of_locale(locale: &str, languages: Option<&str>) -> Self {
        if matches!(locale.split('.').next(), Some("C" | "POSIX")) {
            return Self::English;
        }
        let wanted = languages.into_iter().flat_map(|list| list.split(':'));
        wanted.chain([locale]).find_map(Self::of_code).unwrap_or_default()
    }

    /// By its code: `fr`, or a longer one that begins like it, such as `fr_FR.UTF-8`.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let first = code.split(['_', '-', '.', '@']).next()?;
        Self::ALL.iter().copied().find(|lang| lang.code().eq_ignore_ascii_case(first))
    }

    /// Its code (ISO 639): `fr`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// What it says.
    pub(crate) fn words(self) -> &'static dyn Language {
        self.row().words
    }

    /// What an entry in a menu is called.
    pub(crate) fn offered(self) -> Named {
        let [name, comment] = self.words().offer();
        Named { code: self.code(), name, comment }
    }

    /// What it says about many files together.
    pub(super) fn together(self) -> &'static dyn Together {
        self.row().together
    }

    /// A row for each.
    fn row(self) -> Row {
        match self {
            Self::English => Row { code: "en", words: &English, together: &English },
            Self::French => Row { code: "fr", words: &French, together: &French },
        }
    }
}

/// Everything that makes up a language.
struct Row {
    code: &'static str,
    words: &'static dyn Language,
    together: &'static dyn Together,
}

static SPOKEN: OnceLock<Lang> = OnceLock::new();

/// Sets the language of this program, from its first word on. It keeps the one that it started with.
pub(crate) fn speak(lang: Lang) {
    let _ = SPOKEN.set(lang);
}

/// The language in use.
pub(crate) fn spoken() -> Lang {
    SPOKEN.get().copied().unwrap_or_default()
}

/// What is said, in the language in use.
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
            ("mi", None),
            ("", None),
        ] {
            assert_eq!(Lang::of_code(code), lang, "{code}");
        }
    }

    #[test]
    fn languages_go_before_the_locale_unless_it_is_that_of_programs() {
        for (locale, languages, lang) in [
            ("fr_FR.UTF-8", None, Lang::French),
            ("mi_NZ.UTF-8", None, Lang::English),
            ("mi_NZ.UTF-8", Some("mi:fr:en"), Lang::French),
            ("fr_FR.UTF-8", Some("en_GB:fr"), Lang::English),
            ("fr_FR.UTF-8", Some("mi:it"), Lang::French),
            ("C", Some("fr"), Lang::English),
            ("C.UTF-8", Some("fr"), Lang::English),
            ("POSIX", Some("fr"), Lang::English),
        ] {
            assert_eq!(Lang::of_locale(locale, languages), lang, "{locale} {languages:?}");
        }
    }
}
