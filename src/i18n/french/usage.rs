//! The help, and what was typed that there is not.

use crate::i18n::language::English;
use crate::i18n::language::French;
use crate::i18n::usage::{Help, Meant, Usage};

impl Usage for French {
    fn did_you_mean(&self, word: &str) -> String {
        English.did_you_mean(word)
    }

    fn meant(&self, meant: Meant) -> String {
        English.meant(meant)
    }

    fn help(&self, key: Help) -> &'static str {
        English.help(key)
    }

    fn no_moment(&self) -> &'static str {
        English.no_moment()
    }

    fn no_language(&self) -> &'static str {
        English.no_language()
    }
}
