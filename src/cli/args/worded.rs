//! Words of the language in use, as definitions name them.

use crate::i18n::{Help, Placeholder, language};

pub(super) fn help(key: Help) -> &'static str {
    language().help(key)
}

pub(super) fn place(placeholder: Placeholder) -> &'static str {
    language().placeholder(placeholder)
}
