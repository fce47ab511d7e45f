//! What `clean` and `check` have in common: taking files through the library, and what is said about those that did not get
//! there.

use anyhow::Result;

use super::args::{self, CommonArgs};
use super::ending::Ending;
use super::folders::Folders;
use super::output::Output;
use super::signals::Signals;
use super::status::ExitStatus;
use super::stream;
use crate::commit::Outputs;
use crate::confine::Open;
use crate::discover::{Entry, RequestError, Skip};
use crate::i18n::{Advice, language};
use crate::outcome::{Action, Failure, FileReport, Outcome};
use crate::run::{self, End, Options};
use crate::state::State;
use crate::tally::{Cause, Totals};
use untrace_core::model::Keep;
use untrace_words::printable_path;

/// What is said on standard error when nothing else is said.
pub(super) fn problems(totals: &Totals) -> Vec<String> {
    let outdated = totals.outdated_by.iter().map(|(why, files)| language().outdated(*why, *files));
    language().troubles(&totals.troubles).into_iter().chain(outdated).collect()
}

/// Why a run does not start.
pub(super) enum NotBegun {
    Wrong(RequestError),
    Open(Open),
}

impl From<RequestError> for NotBegun {
    fn from(error: RequestError) -> Self {
        Self::Wrong(error)
    }
}

/// Logs the last line, even if nobody could read the report of that run.
pub(super) fn ended(output: &mut Output, ending: &Ending<'_>, status: ExitStatus, totals: &Totals) -> Result<()> {
    let finished = output.finish();
    ending.keep(if finished.is_err() { ExitStatus::Incomplete } else { status }, totals).and(finished)
}

/// Says which folders tell nothing about any photo: they must not pass for a successful run.
pub(super) fn said_of_folders(folders: &Folders, common: &CommonArgs, totals: &mut Totals, output: &mut Output) {
    for folder in folders.of_links_alone() {
        totals.only_links = totals.only_links.saturating_add(1);
        let name = printable_path(folder);
        let said = language().only_links(&name);
        totals.troubles.add(Cause::of_all("only-links"), name, said);
    }
    if totals.is_stopped() {
        return;
    }
    for (folder, is_empty) in folders.without_media() {
        totals.empty_folders = totals.empty_folders.saturating_add(1);
        output.problem(&language().no_media(&printable_path(folder), is_empty));
    }
    let met = [totals.copies(), totals.without_copy(), totals.skipped(Skip::Excluded), totals.skipped(Skip::Older)];
    totals.missed = common.expect_files && (totals.empty_folders > 0 || met.iter().all(|&files| files == 0));
}

/// What is taken through the library.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) entries: &'a [Entry],
    pub(super) outputs: &'a Outputs,
    pub(super) state: &'a State,
    pub(super) options: &'a Options,
    pub(super) signals: &'a Signals,
    /// What may be there and does not count.
    pub(super) expected: Keep,
}

/// How a run that writes nothing reads files. Call this before any rights are given up: the number of processors comes from
/// a file.
pub(super) fn reading(common: &CommonArgs) -> Options {
    Options {
        action: Action::Plan,
        compares_previews: true,
        jobs: common.jobs(),
        trust: common.trust(),
        strict: common.strict,
        ..Options::default()
    }
}

/// Takes the entries through the library and returns the counts.
pub(super) fn process(
    run: Run<'_>,
    common: &CommonArgs,
    output: &mut Output,
    trouble: fn(&FileReport) -> Option<String>,
    mut each: impl FnMut(&FileReport, &mut Output),
) -> Totals {
    let Run { entries, outputs, state, options, signals, expected } = run;
    let message = language().progress(options.action);
    let progress = output.progress(message, entries.len());
    let mut totals = Totals::expecting(expected);
    totals.troubles.lists_all = common.verbose && !common.quiet;
    let end = run::run(entries, outputs, state, options, &|| signals.came() || progress.is_unwanted(), |report| {
        totals.add(&report);
        if let Some(said) = trouble(&report) {
            totals.troubles.add(Cause::of(&report), printable_path(&report.source), said);
        }
        progress.suspended(|| each(&report, output));
        progress.advance();
    });
    progress.finish();
    totals.end(&end);
    if let End::OutputLost(lost, _) = &end {
        let name = printable_path(lost);
        let said = language().output_gone(&name);
        totals.troubles.add(Cause::of_all("output-lost"), name, said);
    }
    totals
}

pub(super) fn trouble(report: &FileReport) -> Option<String> {
    // Said once for all of them.
    if matches!(report.outcome, Outcome::Failed(Failure::OutputLost | Failure::Outdated(_))) {
        return None;
    }
    let (name, advice) = wrong(report)?;
    let refused = matches!(report.outcome, Outcome::Refused(_)) && report.sidecar.is_none();
    let for_copy = report.destination.is_some() || refused;
    Some(if for_copy { language().not_copied(&name, &advice) } else { language().not_checked(&name, &advice) })
}

/// Whoever has a stream cleaned expects a copy, whatever is in it.
pub(super) fn trouble_of_stream(report: &FileReport) -> Option<String> {
    trouble(report).or_else(|| report.unread().map(|_| language().unread(&name_of(report))))
}

/// `check` makes no copies, and also names the files that it was asked about but knows nothing of.
pub(super) fn trouble_or_unread(report: &FileReport) -> Option<String> {
    let unread = || report.unread().map(|_| language().unread(&name_of(report)));
    wrong(report).map(|(name, advice)| language().not_checked(&name, &advice)).or_else(unread)
}

/// What is wrong with a file, apart from its name.
pub(super) fn wrong(report: &FileReport) -> Option<(String, Advice)> {
    let advice = match &report.outcome {
        Outcome::Refused(refusal) => language().refusal(refusal),
        Outcome::Failed(failure) => language().failure(failure, report.destination.as_deref()),
        _ => return None,
    };
    Some((name_of(report), advice))
}

pub(super) fn name_of(report: &FileReport) -> String {
    let name =
        if stream::is_stream(&report.source) { language().standard_input().to_owned() } else { printable_path(&report.source) };
    if report.motion { language().video_behind(&name) } else { name }
}

pub(super) fn not_begun(
    obstacle: &NotBegun,
    common: &CommonArgs,
    output: &mut Output,
    ending: &mut Ending<'_>,
) -> Result<ExitStatus> {
    let error = match obstacle {
        NotBegun::Wrong(error) => error,
        NotBegun::Open(open) => {
            output.problem(&language().not_closed_in(*open));
            output.finish()?;
            return Ok(ExitStatus::Usage);
        }
    };
    output.problem(&language().request(error));
    if let RequestError::Missing(path) = error
        && let Some(command) = args::meant_command(path, &common.paths)
    {
        output.problem(&language().did_you_mean(&[command.to_owned()]));
    }
    output.finish()?;
    ending.keep_nothing(error).map(|()| ExitStatus::Usage)
}
