//! The command line: what was typed, what it means, and the terminal. It uses the library by its public names only,
//! and writes no sentence of its own.

mod args;
mod output;
mod progress;
mod status;

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Parser;

use crate::discover::{self, Entry, Request, RequestError};
use crate::i18n::language;
use crate::report::{self, Totals, json, terminal};
use crate::run::{self, Action, FileReport, Options, Outcome};
use crate::sniff::{self, Sniffed};
use crate::verify::Depth;
use args::{CheckArgs, CleanArgs, Cli, Command, CommonArgs};
use output::Output;
use progress::Progress;
pub use status::ExitStatus;

/// Does what the arguments say.
///
/// # Errors
/// Only what leaves no other way: the report cannot be written.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Result<ExitStatus> {
    let cli = match Cli::try_parse_from(args::with_command(arguments)) {
        Ok(cli) => cli,
        Err(error) => {
            error.print()?;
            return Ok(if error.use_stderr() { ExitStatus::Usage } else { ExitStatus::Clean });
        }
    };
    match cli.command {
        Command::Clean(args) => clean(&args),
        Command::Check(args) => check(&args),
    }
}

fn clean(args: &CleanArgs) -> Result<ExitStatus> {
    let mut output = Output::new(&args.common);
    let request = Request { paths: args.common.paths.clone(), output: args.output.clone(), hidden: args.common.hidden };
    let entries = match discover::for_cleaning(&request, is_media) {
        Ok(entries) => entries,
        Err(error) => return wrong_request(&error, &args.common, &mut output),
    };
    let options = Options {
        action: if args.dry_run { Action::Plan } else { Action::Clean },
        force: args.force,
        depth: args.verify.map_or(Depth::Always, Depth::from),
        jobs: args.common.jobs(),
        ..Options::default()
    };
    let verbose = args.common.verbose && !args.common.quiet;
    let (totals, output_folder) = process(&entries, &options, &args.common, &mut output, |report, output| {
        if verbose {
            output.line(&terminal::cleaned(report, args.show_values));
        }
        output.json(|| json::file(report, args.show_values));
    });
    let status = ExitStatus::of_clean(&totals);
    output.json(|| json::summary(&totals, "clean", args.dry_run, status.code()));
    let copies = output_folder.unwrap_or_default();
    let summary = language().clean_summary(&totals, &report::printable_path(&copies), args.dry_run);
    output.summary(&summary, &totals.troubles, verbose);
    output.finish()?;
    Ok(status)
}

fn check(args: &CheckArgs) -> Result<ExitStatus> {
    let mut output = Output::new(&args.common);
    let request = Request { paths: args.common.paths.clone(), output: None, hidden: args.common.hidden };
    let entries = match discover::for_reading(&request) {
        Ok(entries) => entries,
        Err(error) => return wrong_request(&error, &args.common, &mut output),
    };
    let options = Options { action: Action::Plan, jobs: args.common.jobs(), ..Options::default() };
    let width = terminal::Width::of_stdout();
    let (totals, _) = process(&entries, &options, &args.common, &mut output, |report, output| {
        if !report.removed.is_empty() && !args.common.quiet {
            let text = if args.common.verbose { terminal::checked_wholly(report) } else { terminal::checked(report, width) };
            output.line(&text);
        }
        output.json(|| json::file(report, true));
    });
    let status = ExitStatus::of_check(&totals);
    output.json(|| json::summary(&totals, "check", false, status.code()));
    for trouble in &totals.troubles {
        output.problem(trouble);
    }
    let found = totals.telling > 0 && !args.common.quiet;
    output.summary(&language().check_summary(&totals), &[], found);
    output.finish()?;
    Ok(status)
}

/// Takes the entries through the library; answers the counts, and where copies are.
fn process(
    entries: &[Entry],
    options: &Options,
    common: &CommonArgs,
    output: &mut Output,
    mut each: impl FnMut(&FileReport, &mut Output),
) -> (Totals, Option<PathBuf>) {
    let progress = Progress::new(entries.len(), common.quiet);
    let mut totals = Totals::default();
    run::run(entries, options, |report| {
        totals.add(&report, trouble(&report));
        progress.suspended(|| each(&report, output));
        progress.advance();
    });
    progress.finish();
    (totals, common_folder(entries))
}

fn trouble(report: &FileReport) -> Option<String> {
    let name = report::printable_path(&report.source);
    let advice = match &report.outcome {
        Outcome::Refused(refusal) => language().refusal(refusal),
        Outcome::Failed(failure) => language().failure(failure, report.destination.as_deref()),
        _ => return None,
    };
    let for_copy = report.destination.is_some() || matches!(report.outcome, Outcome::Refused(_));
    Some(if for_copy { language().not_copied(&name, &advice) } else { language().not_checked(&name, &advice) })
}

/// The folder, or the one file, that all copies are in.
fn common_folder(entries: &[Entry]) -> Option<PathBuf> {
    let mut roots = entries.iter().filter_map(|entry| match &entry.task {
        discover::Task::Read { copy: Some(target) } => Some(target),
        _ => None,
    });
    let first = roots.next()?;
    let mut common = first.root.clone();
    let mut alone = true;
    for target in roots {
        alone = false;
        while !target.root.starts_with(&common) && common.pop() {}
    }
    if alone && first.root == first.path.parent().unwrap_or_else(|| Path::new("")) {
        return Some(first.path.clone());
    }
    if common.as_os_str().is_empty() { Some(PathBuf::from(".")) } else { Some(common) }
}

/// Whether the content of a file is that of a photo or video.
fn is_media(path: &Path) -> bool {
    let mut head = [0; sniff::HEAD_BYTES];
    let read = File::open(path).and_then(|mut file| file.read(&mut head));
    read.is_ok() && !matches!(sniff::sniff(&head), Sniffed::Unknown)
}

fn wrong_request(error: &RequestError, common: &CommonArgs, output: &mut Output) -> Result<ExitStatus> {
    output.problem(&language().request(error));
    if let RequestError::Missing(path) = error
        && let Some(command) = args::meant_command(path, &common.paths)
    {
        output.problem(&language().did_you_mean(command));
    }
    output.finish()?;
    Ok(ExitStatus::Usage)
}
