//! The help, and what was typed that there is not.

use super::{help, meant};
use crate::i18n::language::English;
use crate::i18n::usage::{Help, Meant, Usage};

impl Usage for English {
    fn did_you_mean(&self, word: &str) -> String {
        format!("did you mean {word}?")
    }

    fn meant(&self, meant: Meant) -> String {
        meant::advice(meant)
    }

    fn help(&self, key: Help) -> &'static str {
        help::text(key)
    }

    fn no_moment(&self) -> &'static str {
        "no day, moment or duration of the past, as 2026-11-01, 2026-11-01T18:00 or 7d"
    }

    fn no_language(&self) -> &'static str {
        "untrace speaks fr (French) and en (English)"
    }
}
