//! What a language says in this program, and which one is in use.

use std::env;
use std::sync::OnceLock;

pub(super) use untrace_words::{English, French};
use untrace_words::{Facts, Lang};

use super::ending::Ending;
use super::together::Together;
use super::trouble::Trouble;
use super::usage::Usage;
use crate::menus::Named;

/// What can be said by this program: the compiler lists what a language is missing.
pub(crate) trait Language: Usage + Trouble + Facts + Ending {}

impl<Words: Usage + Trouble + Facts + Ending> Language for Words {}

/// What the languages say that this program knows.
pub(crate) trait Spoken: Sized {
    /// The system's; English if the system uses another one.
    fn of_system() -> Self;
    /// The language of a locale. A list of languages takes precedence, unless the locale is the one that programs use among
    /// themselves (GNU gettext, The LANGUAGE variable).
    fn of_locale(locale: &str, languages: Option<&str>) -> Self;
    /// What it says.
    fn words(self) -> &'static dyn Language;
    /// What it says about many files together.
    fn together(self) -> &'static dyn Together;
    /// What an entry in a menu is called.
    fn offered(self) -> Named;
}

impl Spoken for Lang {
    fn of_system() -> Self {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        match ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set) {
            Some(locale) => Self::of_locale(&locale, set("LANGUAGE").as_deref()),
            // On other systems, only the environment knows the language.
            None if !cfg!(any(windows, target_vendor = "apple")) => Self::English,
            None => sys_locale::get_locales().next().and_then(|code| Self::of_code(&code)).unwrap_or_default(),
        }
    }

    fn of_locale(locale: &str, languages: Option<&str>) -> Self {
        if matches!(locale.split('.').next(), Some("C" | "POSIX")) {
            return Self::English;
        }
        let wanted = languages.into_iter().flat_map(|list| list.split(':'));
        wanted.chain([locale]).find_map(Self::of_code).unwrap_or_default()
    }

    fn words(self) -> &'static dyn Language {
        row(self).words
    }

    fn together(self) -> &'static dyn Together {
        row(self).together
    }

    fn offered(self) -> Named {
        let [name, comment] = self.words().offer();
        Named { code: self.code(), name, comment }
    }
}

/// A row for each language.
fn row(lang: Lang) -> Row {
    match lang {
        Lang::English => Row { words: &English, together: &English },
        Lang::French => Row { words: &French, together: &French },
    }
}

/// What a language says besides what `untrace-words` has.
struct Row {
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
    use super::{Lang, Spoken};

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
