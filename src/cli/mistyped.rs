//! What is wrong with the arguments, based on what clap found, and how that is laid out. The sentences come from the language;
//! `meant` knows which option of other programs corresponds to which of ours.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{self, WIDTH};
use super::meant;
use crate::i18n::{Mistyped, Opening, language};
use crate::report::terminal::unbroken;
use untrace_words::printable;

/// What clap puts before the usage of a command, always in English.
const USAGE: &str = "Usage: ";

/// What is wrong, what to do, how to type it, and where to read more.
pub(super) fn told(error: &Error, arguments: &[String]) -> String {
    let words = language();
    let mut parts = vec![wrapped(words.opening(Opening::Error), "", &words.mistyped(&of(error)))];
    let values = strings(error, ContextKind::ValidValue);
    if !values.is_empty() {
        let values = words.possible_values(&values);
        parts.push(textwrap::fill(&values, unbroken(WIDTH).break_words(false).initial_indent("  ").subsequent_indent("    ")));
    }
    let meant = unknown(error).and_then(|unknown| meant::of(&unknown, arguments));
    let tips = meant.map_or_else(|| tips(error), |meant| vec![words.meant(meant)]);
    let tips: Vec<String> = tips.iter().map(|tip| wrapped(words.opening(Opening::Tip), "  ", tip)).collect();
    let mut blocks = vec![parts.join("\n")];
    blocks.extend(Some(tips.join("\n")).filter(|tips| !tips.is_empty()));
    // If something else was meant, saying so is enough.
    blocks.extend(usage(arguments).filter(|_| meant.is_none() && error.get(ContextKind::Usage).is_some()));
    blocks.push(words.more_in_help().to_owned());
    blocks.join("\n\n")
}

/// What is wrong, as a type.
fn of(error: &Error) -> Mistyped {
    // As typed: without the placeholder for its value.
    let bare = |option: &str| option.split(' ').next().unwrap_or_default().to_owned();
    let argument = || string(error, ContextKind::InvalidArg).map(|option| bare(&option));
    let value = || string(error, ContextKind::InvalidValue);
    let of_both =
        |mistyped: fn(String, String) -> Mistyped| argument().zip(value()).map(|(argument, value)| mistyped(argument, value));
    let found = match error.kind() {
        ErrorKind::UnknownArgument => string(error, ContextKind::InvalidArg).map(|typed| match typed.starts_with('-') {
            true => Mistyped::NoOption(typed),
            false => Mistyped::NoPlace(typed),
        }),
        ErrorKind::InvalidSubcommand => string(error, ContextKind::InvalidSubcommand).map(Mistyped::NoCommand),
        ErrorKind::ArgumentConflict => argument().map(|argument| {
            let others: Vec<String> = strings(error, ContextKind::PriorArg).iter().map(|option| bare(option)).collect();
            if others == [argument.as_str()] { Mistyped::Twice(argument) } else { Mistyped::Conflict(argument, others) }
        }),
        ErrorKind::MissingRequiredArgument => Some(Mistyped::Missing(strings(error, ContextKind::InvalidArg))),
        ErrorKind::InvalidValue if value().is_some_and(|value| value.is_empty()) => argument().map(Mistyped::NoValue),
        ErrorKind::InvalidValue => of_both(|argument, value| Mistyped::WrongValue(argument, value, None)),
        ErrorKind::ValueValidation => argument().zip(value()).map(|(argument, value)| {
            // Our own parsers say it in the language in use.
            Mistyped::WrongValue(argument, value, error.source().map(ToString::to_string))
        }),
        ErrorKind::TooManyValues => of_both(Mistyped::NeedlessValue),
        ErrorKind::InvalidUtf8 => Some(Mistyped::NoText),
        _ => None,
    };
    found.unwrap_or(Mistyped::Other)
}

/// The option that does not exist.
fn unknown(error: &Error) -> Option<String> {
    // A conflict names an option that does exist.
    string(error, ContextKind::InvalidArg).filter(|_| error.kind() == ErrorKind::UnknownArgument)
}

/// What may have been meant, judging by the spelling.
fn tips(error: &Error) -> Vec<String> {
    let suggestions = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let similar: Vec<String> = suggestions.iter().flat_map(|kind| strings(error, *kind)).collect();
    let name = unknown(error).filter(|typed| typed.starts_with('-') && error.get(ContextKind::Suggested).is_some());
    let words = language();
    let similar = Some(similar).filter(|similar| !similar.is_empty()).map(|similar| words.did_you_mean(&similar));
    similar.into_iter().chain(name.map(|name| words.as_a_name(&name))).collect()
}

/// How to type the command. Clap's own version names options that nobody typed.
fn usage(arguments: &[String]) -> Option<String> {
    let mut command = args::command();
    command.build();
    let usage = command.find_subcommand_mut(arguments.get(1)?)?.render_usage().to_string();
    Some(format!("{} {}", language().opening(Opening::Usage), usage.strip_prefix(USAGE)?))
}

/// A sentence after its opening word, with the following lines indented below it.
fn wrapped(opening: &str, indent: &str, sentence: &str) -> String {
    let first = format!("{indent}{opening} ");
    let below = if indent.is_empty() { String::new() } else { " ".repeat(textwrap::core::display_width(&first)) };
    textwrap::fill(sentence, unbroken(WIDTH).break_words(false).initial_indent(&first).subsequent_indent(&below))
}

fn string(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(printable(text)),
        _ => None,
    }
}

fn strings(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![printable(text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(|text| printable(text)).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Spoken};

    fn error(typed: &[&str]) -> Error {
        let arguments = std::iter::once("untrace").chain(typed.iter().copied()).map(Into::into);
        args::command().try_get_matches_from(args::with_command(arguments)).unwrap_err()
    }

    #[test]
    fn whatever_clap_finds_has_a_sentence() {
        for (typed, kind) in [
            (&["P", "--nonsense"][..], ErrorKind::UnknownArgument),
            (&["fields", "word"], ErrorKind::UnknownArgument),
            (&["help", "nonsense"], ErrorKind::InvalidSubcommand),
            (&["P", "-o", "a", "-o", "b"], ErrorKind::ArgumentConflict),
            (&["P", "--keep", "date", "--only", "text"], ErrorKind::ArgumentConflict),
            (&["P", "--in-place", "--force", "--prune"], ErrorKind::ArgumentConflict),
            (&["clean"], ErrorKind::MissingRequiredArgument),
            (&["P", "-o"], ErrorKind::InvalidValue),
            (&["P", "--verify", "perhaps"], ErrorKind::InvalidValue),
            (&["P", "-j", "0"], ErrorKind::ValueValidation),
            (&["P", "--json=1"], ErrorKind::TooManyValues),
        ] {
            let error = error(typed);
            assert_eq!(error.kind(), kind, "{typed:?}");
            assert_ne!(of(&error), Mistyped::Other, "{typed:?}");
        }
    }

    #[test]
    fn what_only_other_definitions_could_bring_up_has_one_too() {
        for kind in [ErrorKind::NoEquals, ErrorKind::TooFewValues, ErrorKind::WrongNumberOfValues, ErrorKind::MissingSubcommand] {
            assert_eq!(of(&Error::new(kind)), Mistyped::Other);
        }
        for &lang in Lang::ALL {
            assert!(!lang.words().mistyped(&Mistyped::Other).is_empty());
        }
    }
}
