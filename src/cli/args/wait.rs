//! Whether to wait at the end. It has to be known even if nothing else was understood: the mistake is what has to be read.

use std::ffi::OsString;

use clap::Args;

use super::worded::help;
use crate::i18n::Help;

#[derive(Debug, Args)]
pub(in crate::cli) struct WaitArgs {
    /// Known before the rest was looked at.
    #[arg(long, help_heading = help(Help::ReportGroup), help = help(Help::Wait))]
    wait: bool,
}

/// Whether the arguments ask to wait.
pub(in crate::cli) fn of(arguments: &[OsString]) -> bool {
    has(arguments, "--wait")
}

/// Whether they ask for a window that says what came of it.
pub(in crate::cli) fn shows_window(arguments: &[OsString]) -> bool {
    has(arguments, "--window")
}

fn has(arguments: &[OsString], option: &str) -> bool {
    arguments.iter().skip(1).take_while(|argument| *argument != "--").any(|argument| argument == option)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_asked_for_before_the_names_of_files() {
        let asked = |typed: &str| of(&typed.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert!(asked("untrace --wait") && asked("untrace a.jpg --nonsense --wait b.jpg"));
        assert!(!asked("untrace a.jpg") && !asked("untrace -- --wait") && !asked("untrace --waiting"));
    }
}
