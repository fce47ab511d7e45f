//! The command line: what was typed, what it means, and the terminal. It uses the library by its public names only,
//! and contains no sentences itself.

mod args;
mod check;
mod clean;
mod closing;
mod consent;
mod desktop;
mod ending;
mod folders;
mod inputs;
mod integrate;
mod meant;
mod mistyped;
mod naming;
mod output;
mod page;
mod patterns;
mod process;
mod progress;
mod report;
mod signals;
mod since;
mod status;
mod stream;
mod typed;
mod watch;
mod window;

use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::Result;
use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::confine::{self, Reach};
use crate::i18n::{self, Lang, Spoken, language};
use args::{Cli, Command};
use output::Output;
pub use status::ExitStatus;

/// Does what the arguments say.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    let _ = confine::no_core_dumps();
    let arguments = args::with_command(arguments);
    i18n::speak(args::lang_of(&arguments).unwrap_or_else(Lang::of_system));
    let waits = window::waits(&arguments);
    let status = run(arguments, waits).unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "untrace: {error:#}");
        ExitStatus::Incomplete
    });
    if waits {
        window::wait();
    }
    status
}

/// The same. Fails only if there is no other way out: the report cannot be written.
fn run(arguments: Vec<OsString>, waits: bool) -> Result<ExitStatus> {
    let texts: Vec<String> = arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let parsed = args::command().try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(_) if waits && names_nothing(&texts) => {
            writeln!(io::stderr(), "{}", language().drag_here())?;
            return Ok(ExitStatus::Usage);
        }
        Err(error) => return usage(&error, &texts),
    };
    match cli.command {
        Command::Clean(args) if args.window => desktop::clean(&args),
        Command::Clean(args) => clean::clean(&args),
        Command::Watch(args) => watch::watch(&args),
        Command::Check(args) => check::check(&args),
        Command::Report(args) => report::report(&args),
        Command::Fields(args) => fields(args.json),
        Command::Integrate(args) => integrate::integrate(&args),
    }
}

/// Whether nothing was typed that a window of its own does not come with: a double click, and nobody who reads about options.
fn names_nothing(texts: &[String]) -> bool {
    texts.iter().skip(1).all(|text| ["clean", "--wait"].contains(&text.as_str()) || text.starts_with("--lang="))
}

/// Everything that can be typed, with its help in a language: for manuals and completions. A process has one language.
#[must_use]
pub fn command(lang: Lang) -> clap::Command {
    i18n::speak(lang);
    args::command()
}

/// Help as it is; mistakes in the words of the language.
fn usage(error: &clap::Error, arguments: &[String]) -> Result<ExitStatus> {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // A reader that has seen enough of the help is not a fault.
        error.print().or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
        return Ok(if error.use_stderr() { ExitStatus::Usage } else { ExitStatus::Clean });
    }
    writeln!(io::stderr(), "{}", mistyped::told(error, arguments))?;
    Ok(ExitStatus::Usage)
}

/// Shows the policy.
fn fields(json: bool) -> Result<ExitStatus> {
    let mut output = Output::with(clap::ColorChoice::Auto, json, false);
    let _ = confine::close_in(&Reach::default());
    crate::report::fields::table().iter().for_each(|line| output.line(line));
    crate::report::fields::json().for_each(|line| output.json(|| line));
    output.finish()?;
    Ok(ExitStatus::Clean)
}
