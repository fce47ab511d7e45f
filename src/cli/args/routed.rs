//! Which command the arguments are for: what goes in front before they are parsed, and what a first word may have meant.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::{Arg, Command};

const DEFAULT_COMMAND: &str = "clean";
/// Asks for the help of the command that follows it.
const HELP: &str = "help";

/// Whether a first word is one of a program's commands.
pub(super) fn is_command(cli: &Command, word: &str) -> bool {
    word == HELP || cli.get_subcommands().any(|command| command.get_name() == word)
}

/// The arguments, with their command first: the first word if it is a command, otherwise `clean`. `help` is `--help` of the
/// next word.
///
/// A word is anything that is neither an option nor the value of one, so `untrace --json check P` checks.
pub(super) fn with_command(cli: &Command, arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let alone = |argument: &OsString| ["-h", "--help", "-V", "--version"].iter().any(|option| argument == option);
    if arguments.len() < 2 {
        return arguments;
    }
    let mut is_help = false;
    // However often it occurs.
    while let Some(at) = first_word(cli, &arguments).filter(|&at| arguments.get(at).is_some_and(|word| word == HELP)) {
        arguments.remove(at);
        is_help = true;
    }
    let word = first_word(cli, &arguments);
    match word {
        // Whether that command exists is not decided here.
        Some(at) if is_help || arguments.get(at).and_then(|word| word.to_str()).is_some_and(|word| is_command(cli, word)) => {
            let word = arguments.remove(at);
            arguments.insert(1, word);
        }
        // Alone, `--help` is about the whole program, not about `clean`.
        None if is_help || arguments.iter().skip(1).take_while(|argument| *argument != "--").any(alone) => {}
        _ => arguments.insert(1, DEFAULT_COMMAND.into()),
    }
    if is_help {
        arguments.insert(if word.is_some() { 2 } else { 1 }, "--help".into());
    }
    arguments
}

/// Index of the first argument that is neither an option nor the value of one; `None` if `--` comes first.
fn first_word(cli: &Command, arguments: &[OsString]) -> Option<usize> {
    let mut at = 1_usize;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_string_lossy();
        if text == "--" {
            return None;
        }
        if !text.starts_with('-') || text == "-" {
            return Some(at);
        }
        at = at.saturating_add(if takes_next(cli, &text) { 2 } else { 1 });
    }
    None
}

/// Whether the next argument is the value of an option.
fn takes_next(cli: &Command, option: &str) -> bool {
    let mut options = cli.get_subcommands().flat_map(Command::get_arguments).filter(|arg| arg.get_action().takes_values());
    match option.strip_prefix("--") {
        Some(long) => options.any(|arg| arg.get_long() == Some(long)),
        // `-nj 4` ends with the option that takes the value; `-j4` has it already.
        None => {
            let mut letters = option.chars().skip(1);
            let taking: Vec<char> = options.filter_map(Arg::get_short).collect();
            letters.find(|letter| taking.contains(letter)).is_some() && letters.next().is_none()
        }
    }
}

/// The command that a first word may have been meant as, if it is not a path.
pub(in crate::cli) fn meant_command(missing: &Path, paths: &[PathBuf]) -> Option<&'static str> {
    let word = missing.to_str()?;
    let first = paths.first().map(|path| path.as_os_str()) == Some(OsStr::new(word));
    let near = |command: &&str| strsim::damerau_levenshtein(word, command) <= 2;
    ["check", "clean", "fields", "integrate", "report", "watch", HELP].into_iter().filter(|_| first).find(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::CommandFactory;

    fn routed(typed: &[&str]) -> Vec<String> {
        let arguments = std::iter::once("untrace").chain(typed.iter().copied()).map(OsString::from);
        with_command(&Cli::command(), arguments).into_iter().skip(1).map(|argument| argument.into_string().unwrap()).collect()
    }

    #[test]
    fn the_first_word_is_the_command_if_it_is_one() {
        assert_eq!(routed(&["check", "a"]), ["check", "a"]);
        assert_eq!(routed(&["--json", "check", "a"]), ["check", "--json", "a"]);
        assert_eq!(routed(&["-nj", "4", "check", "a"]), ["check", "-nj", "4", "a"]);
        assert_eq!(routed(&["-j4", "check"]), ["check", "-j4"]);
        assert_eq!(routed(&["a", "check"]), ["clean", "a", "check"]);
        assert_eq!(routed(&["./check"]), ["clean", "./check"]);
        assert_eq!(routed(&["-o", "check", "a"]), ["clean", "-o", "check", "a"]);
        assert_eq!(routed(&["--", "check"]), ["clean", "--", "check"]);
        assert_eq!(routed(&["-n"]), ["clean", "-n"]);
        assert_eq!(routed(&["--help"]), ["--help"]);
        assert_eq!(routed(&["a", "--help"]), ["clean", "a", "--help"]);
    }

    #[test]
    fn help_is_that_of_the_next_word() {
        assert_eq!(routed(&["help"]), ["--help"]);
        assert_eq!(routed(&["help", "help"]), ["--help"]);
        assert_eq!(routed(&["help", "check"]), ["check", "--help"]);
        assert_eq!(routed(&["help", "check", "--lang", "fr"]), ["check", "--help", "--lang", "fr"]);
        assert_eq!(routed(&["--lang", "fr", "help", "check"]), ["check", "--help", "--lang", "fr"]);
        assert_eq!(routed(&["--lang", "fr", "help"]), ["--help", "--lang", "fr"]);
        assert_eq!(routed(&["help", "nonsense"]), ["nonsense", "--help"]);
        assert_eq!(routed(&["./help"]), ["clean", "./help"]);
    }
}
