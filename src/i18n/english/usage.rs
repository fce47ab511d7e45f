//! The help, and what was mistyped.

use super::{help, meant, menus};
use crate::i18n::language::English;
use crate::i18n::usage::{Help, Manual, Meant, Menus, Mistyped, Opening, Placeholder, Usage};
use untrace_words::english::lists::or;

impl Usage for English {
    fn did_you_mean(&self, words: &[String]) -> String {
        let words = match words {
            [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
            words => words.concat(),
        };
        format!("did you mean {words}?")
    }

    fn meant(&self, meant: Meant) -> String {
        meant::advice(meant)
    }

    fn help(&self, key: Help) -> &'static str {
        help::text(key)
    }

    fn placeholder(&self, placeholder: Placeholder) -> &'static str {
        match placeholder {
            Placeholder::Path => "PATH",
            Placeholder::Dir => "DIR",
            Placeholder::File => "FILE",
            Placeholder::Categories => "WHAT,...",
            Placeholder::Words => "WORDS",
            Placeholder::Glob => "GLOB",
            Placeholder::When => "WHEN",
            Placeholder::How => "HOW",
            Placeholder::Number => "N",
            Placeholder::Codec => "NAME",
        }
    }

    fn manual(&self, manual: Manual) -> &'static str {
        match manual {
            Manual::Whole => "User Commands",
            Manual::Name => "Name",
            Manual::Synopsis => "Synopsis",
            Manual::Description => "Description",
            Manual::SeeAlso => "See also",
        }
    }

    fn default_value(&self, value: &str) -> String {
        format!("[default: {value}]")
    }

    fn possible_values(&self, values: &[String]) -> String {
        format!("[possible values: {}]", values.join(", "))
    }

    fn mistyped(&self, mistyped: &Mistyped) -> String {
        match mistyped {
            Mistyped::NoOption(typed) => format!("there is no option '{typed}' here"),
            Mistyped::NoPlace(typed) => format!("'{typed}' is one word too many"),
            Mistyped::NoCommand(typed) => format!("there is no command '{typed}'"),
            Mistyped::Twice(option) => format!("'{option}' can only be used once"),
            Mistyped::Conflict(option, others) if others.is_empty() => {
                format!("'{option}' cannot be used with the other options")
            }
            Mistyped::Conflict(option, others) => format!("'{option}' cannot be used with '{}'", others.join("', '")),
            Mistyped::Missing(what) if what.len() < 2 => format!("'{}' is missing", what.concat()),
            Mistyped::Missing(what) => format!("'{}' are missing", what.join("', '")),
            Mistyped::NoValue(option) => format!("'{option}' needs a value"),
            Mistyped::WrongValue(option, typed, None) => format!("'{typed}' is not a value for '{option}'"),
            Mistyped::WrongValue(option, typed, Some(why)) => format!("'{typed}' is not a value for '{option}': {why}"),
            Mistyped::NeedlessValue(option, typed) => format!("'{option}' takes no value: leave out '{typed}'"),
            Mistyped::NoText => "a value contains bytes that are not text (UTF-8)".to_owned(),
            Mistyped::Other => "these arguments make no sense together".to_owned(),
        }
    }

    fn as_a_name(&self, name: &str) -> String {
        format!("if that is the name of a file, put two dashes before it: -- {name}")
    }

    fn opening(&self, opening: Opening) -> &'static str {
        match opening {
            Opening::Usage => "Usage:",
            Opening::Error => "error:",
            Opening::Tip => "tip:",
        }
    }

    fn drag_here(&self) -> &'static str {
        "To clean photos and videos, drag them, or a folder of them, onto the untrace\n\
         program and let go. The clean copies go beside them, and the originals stay\n\
         as they are. In a terminal, untrace --help shows everything that it can do."
    }

    fn press_enter(&self) -> &'static str {
        "Press Enter to close this window."
    }

    fn more_in_help(&self) -> &'static str {
        "For more information, try '--help'."
    }

    fn no_moment(&self) -> &'static str {
        "give a day, a time or a duration in the past, such as 2026-11-01, 2026-11-01T18:00 or 7d"
    }

    fn no_language(&self, known: &[String]) -> String {
        format!("use {}", or(known.iter().cloned()))
    }

    fn no_jobs(&self) -> &'static str {
        "give a whole number from 1 to 256"
    }

    fn no_codec(&self) -> &'static str {
        "give four letters, or 0x and eight hexadecimal digits"
    }
    fn offer(&self) -> [&'static str; 2] {
        ["Make a clean copy", "Without where, when, with which device or of whom it was taken"]
    }

    fn menus(&self, menus: &Menus) -> String {
        menus::said(menus)
    }
}
