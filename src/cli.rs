//! The command line: what was typed, what it means, and the terminal. It uses the library by its public names only,
//! and writes no sentence of its own.

mod args;
mod closing;
mod ending;
mod folders;
mod inputs;
mod meant;
mod naming;
mod output;
mod progress;
mod signals;
mod since;
mod status;
mod stream;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Result;
use clap::Parser;
use clap::error::ErrorKind;

use crate::commit::Outputs;
use crate::confine::{self, Open, Reach};
use crate::discover::{self, Discovered, Entry, Naming, Request, RequestError, Skip};
use crate::i18n::{Advice, Counts, language};
use crate::names::map::NameMap;
use crate::outcome::{Action, Failure, FileReport, Outcome};
use crate::printable::{printable, printable_path};
use crate::report::{self, json, terminal};
use crate::run::{self, End, Options};
use crate::state::{self, State};
use crate::surplus::{self, Copies, Wishes};
use crate::tally::{Cause, Gathered, Totals};
use args::{CheckArgs, CleanArgs, Cli, Command, CommonArgs};
use ending::Ending;
use folders::Folders;
use output::Output;
use progress::Progress;
use signals::Signals;
pub use status::ExitStatus;
use status::FailOn;
use untrace_core::verify::Depth;

/// Does what the arguments say.
///
/// # Errors
/// Only what leaves no other way: the report cannot be written.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Result<ExitStatus> {
    let _ = confine::no_core_dumps();
    let arguments = args::with_command(arguments);
    let texts: Vec<String> = arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&meant::explained(error, &texts)),
    };
    match cli.command {
        Command::Clean(args) => clean(&args),
        Command::Check(args) => check(&args),
        Command::Fields(args) => fields(args.json),
    }
}

/// Help as it is; errors without what arguments could make a terminal do.
fn usage(error: &clap::Error) -> Result<ExitStatus> {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        error.print()?;
        return Ok(if error.use_stderr() { ExitStatus::Usage } else { ExitStatus::Clean });
    }
    let text = error.render().to_string();
    let lines: Vec<String> = text.lines().map(printable).collect();
    writeln!(std::io::stderr(), "{}", lines.join("\n"))?;
    Ok(ExitStatus::Usage)
}

fn clean(args: &CleanArgs) -> Result<ExitStatus> {
    let is_stream = stream::is_asked(&args.common);
    let mut ending = Ending::of("clean", &args.common).writing_to(args.output.as_deref(), args.dry_run);
    let mut output = Output::new(&args.common).beside(is_stream);
    Signals::take_limits_for_errors();
    let begun = SystemTime::now();
    // Asked while the system may still be.
    let jobs = args.common.jobs();
    let prepared = if is_stream {
        // Of a stream nothing is ever left behind, and what was read of it is open by now.
        let read = stream::to_clean(args).map(Prepared::of_stream);
        let logged = read.and_then(|prepared| ending.open(&prepared.entries).map(|()| prepared)).map_err(NotBegun::from);
        logged.and_then(|prepared| {
            closing::close_in(&Reach::default(), &args.common, &mut output).map(|()| prepared).map_err(NotBegun::Open)
        })
    } else {
        let request = inputs::request(&args.common);
        let request =
            request.map(|request| Request { output: args.output.clone(), replace: args.force, naming: args.naming(), ..request });
        request.map_err(NotBegun::from).and_then(|request| prepare(request, args, jobs, &mut output, &mut ending))
    };
    let Prepared { request, mut map, entries, outputs, state, signals } = match prepared {
        Ok(prepared) => prepared,
        Err(obstacle) => return not_begun(&obstacle, &args.common, &mut output, &mut ending),
    };
    let options = Options {
        action: if args.dry_run { Action::Plan } else { Action::Clean },
        force: args.force,
        update: args.update,
        recheck: args.recheck,
        hidden: args.common.hidden,
        naming: request.naming,
        begun,
        depth: args.verify.map_or(Depth::Always, Depth::from),
        jobs,
        keep: args.keep(),
        trust: args.common.trust(),
        strict: args.common.strict,
        extract_motion: args.extract_motion,
        syncs: !args.no_sync,
        ..Options::default()
    };
    let verbose = args.common.verbose && !args.common.quiet;
    let mut folders = Folders::of(&request, &entries);
    let run = Run { entries: &entries, outputs: &outputs, state: &state, options: &options, signals: &signals };
    let trouble = if is_stream { trouble_of_stream } else { trouble };
    let mut totals = process(run, &args.common, &mut output, trouble, |report, output| {
        if verbose {
            output.line(&terminal::cleaned(report, args.show_values));
        } else if args.dry_run && !args.common.quiet && request.naming != Naming::Kept {
            terminal::renamed(report).into_iter().for_each(|line| output.line(&line));
        }
        output.json(|| json::file(report, args.show_values));
        folders.note(report);
        map.iter_mut().for_each(|map| map.add(report));
    });
    said_of_folders(&folders, &args.common, &mut totals, &mut output);
    if is_stream {
        send(&entries, &mut totals);
    } else if !totals.is_stopped() {
        let wishes = Wishes { prune: args.prune, dry_run: args.dry_run, hidden: args.common.hidden, naming: request.naming };
        let copies = Copies { files: &totals.destinations, outputs: &totals.outputs };
        totals.surplus = surplus::settle(&entries, &outputs, &state, &copies, wishes);
    }
    let published = naming::publish(map, args);
    let status = ExitStatus::of_clean(&totals);
    output.json(|| json::summary(&totals, &ending.told(status), None));
    let summary = language().clean_summary(&totals, args.dry_run);
    let lines_before = verbose || args.dry_run && request.naming != Naming::Kept && totals.copies() > 0;
    output.summary(&summary, &problems(&totals), lines_before);
    output.end(|| language().line(&ending.told(status), &totals));
    let kept = ended(&mut output, &ending, status, &totals);
    drop(outputs);
    signals.end();
    // Told last: the report is true of the copies even where the list could not be written.
    published.and(kept).map(|()| status)
}

/// What is said on standard error, where nothing else is said.
fn problems(totals: &Totals) -> Vec<String> {
    let outdated = totals.outdated_by.iter().map(|(why, files)| language().outdated(*why, *files));
    language().troubles(&totals.troubles).into_iter().chain(outdated).collect()
}

/// Writes the copy of a stream to standard output, if there is one.
fn send(entries: &[Entry], totals: &mut Totals) {
    let sent = if totals.copies() > 0 { stream::send(entries) } else { Ok(()) };
    totals.unsent = u64::from(totals.copies() == 0 || sent.is_err());
    if let Err(error) = sent {
        totals.troubles.add(Cause::of_all("unsent"), language().standard_input().to_owned(), language().not_sent(&error));
    }
}

/// A run of `clean` before its first copy.
struct Prepared {
    request: Request,
    map: Option<NameMap>,
    entries: Vec<Entry>,
    outputs: Outputs,
    state: State,
    signals: Signals,
}

impl Prepared {
    fn of_stream(entries: Vec<Entry>) -> Self {
        let (request, outputs, state, signals) = Default::default();
        Self { request, map: None, entries, outputs, state, signals }
    }
}

/// Why a run is not begun.
enum NotBegun {
    Wrong(RequestError),
    Open(Open),
}

impl From<RequestError> for NotBegun {
    fn from(error: RequestError) -> Self {
        Self::Wrong(error)
    }
}

fn prepare(
    request: Request,
    args: &CleanArgs,
    jobs: usize,
    output: &mut Output,
    ending: &mut Ending<'_>,
) -> Result<Prepared, NotBegun> {
    let Discovered { mut entries, originals } = discover::for_naming(&request)?;
    let outputs = Outputs::new(originals);
    if !args.dry_run {
        line_up(&request, &entries, &outputs, output)?;
    }
    // Read when no other run adds to it any more.
    let state = State::open(state::folder().as_deref(), &entries, !args.dry_run);
    // The list of names is opened before the first copy is written: where it cannot be, there are to be no copies.
    let map = naming::map(args, &entries)?;
    ending.open(&entries)?;
    // Until here nothing was written, and who waits is not kept from ending.
    let signals = Signals::listen();
    // From here on files are looked into. The folders for the copies are there by now.
    let mut reach = closing::cleaning(&request, &entries, &outputs, map.as_ref(), args.dry_run);
    reach.writes.extend(state::folder().filter(|_| !args.dry_run));
    closing::close_in(&reach, &args.common, output).map_err(NotBegun::Open)?;
    naming::give(&mut entries, &state, args, jobs)?;
    Ok(Prepared { request, map, entries, outputs, state, signals })
}

/// Waits until no other run writes into the same folders: what is there is what names and copies depend on.
fn line_up(request: &Request, entries: &[Entry], outputs: &Outputs, output: &mut Output) -> Result<(), RequestError> {
    let targets = entries.iter().filter_map(Entry::target).filter(|target| target.root == target.output);
    let roots: BTreeSet<&Path> = targets.map(|target| target.root.as_path()).collect();
    for root in roots {
        let waiting = || output.problem(&language().waiting(&printable_path(root)));
        // What is wrong with the folder is told of each file that has no copy for it.
        let _ = outputs.wait_in_line(root, waiting);
        // Names of originals tell by themselves what not to touch; new names would stand among them.
        let folders = request.paths.iter().chain(&request.listed).map(PathBuf::as_path).filter(|path| path.is_dir());
        if request.naming == Naming::Neutral && outputs.is_another_view(root, folders) {
            return Err(RequestError::OutputIsInput(root.to_path_buf()));
        }
    }
    Ok(())
}

fn check(args: &CheckArgs) -> Result<ExitStatus> {
    let mut ending = Ending::of("check", &args.common);
    let mut output = Output::new(&args.common);
    let jobs = args.common.jobs();
    let read = |request: Request| discover::for_reading(&request).map(|entries| (request, entries));
    let read = if stream::is_asked(&args.common) {
        stream::to_check(&args.common).map(|entries| (Request::default(), entries))
    } else {
        inputs::request(&args.common).and_then(read)
    };
    let (request, entries) = match read.and_then(|read| ending.open(&[]).map(|()| read)) {
        Ok(read) => read,
        Err(error) => return not_begun(&error.into(), &args.common, &mut output, &mut ending),
    };
    if let Err(open) = closing::close_in(&closing::reading(&request), &args.common, &mut output) {
        return not_begun(&NotBegun::Open(open), &args.common, &mut output, &mut ending);
    }
    let options = Options {
        action: Action::Plan,
        compares_previews: true,
        jobs,
        trust: args.common.trust(),
        strict: args.common.strict,
        ..Options::default()
    };
    let width = terminal::Width::of_stdout();
    let (quiet, verbose) = (args.common.quiet, args.common.verbose && !args.common.quiet);
    let (mut gathered, mut few) = (Gathered::default(), Vec::new());
    let (outputs, state, signals) = (Outputs::default(), State::default(), Signals::default());
    let mut folders = Folders::of(&request, &entries);
    let run = Run { entries: &entries, outputs: &outputs, state: &state, options: &options, signals: &signals };
    let mut totals = process(run, &args.common, &mut output, trouble_or_unread, |report, output| {
        gathered.add(report);
        if verbose && !report.removed.is_empty() {
            output.line(&terminal::checked_wholly(report));
        } else if !report.removed.is_empty() && gathered.telling() <= FEW {
            few.push(terminal::checked(report, width));
        }
        output.json(|| json::file(report, true));
        folders.note(report);
    });
    said_of_folders(&folders, &args.common, &mut totals, &mut output);
    let fail_on = FailOn::new(args.fail_on.as_deref());
    let status = ExitStatus::of_check(&totals, &fail_on);
    output.json(|| json::summary(&totals, &ending.told(status), Some(fail_on.words())));
    for problem in problems(&totals) {
        output.problem(&problem);
    }
    let is_many = gathered.telling() > FEW;
    if !is_many && !quiet {
        few.iter().for_each(|told| output.line(told));
    }
    let counts = Counts { only: fail_on.only(), found: status == ExitStatus::Found };
    let summary = language().check_summary(&totals, Some(&gathered).filter(|_| is_many), counts);
    output.summary(&summary, &[], verbose && totals.telling > 0 || !few.is_empty() && !is_many);
    output.end(|| language().line(&ending.told(status), &totals));
    ended(&mut output, &ending, status, &totals).map(|()| status)
}

/// Keeps the last line in the log, also that of a run whose report nobody could read.
fn ended(output: &mut Output, ending: &Ending<'_>, status: ExitStatus, totals: &Totals) -> Result<()> {
    let finished = output.finish();
    ending.keep(if finished.is_err() { ExitStatus::Incomplete } else { status }, totals).and(finished)
}

/// Shows the policy.
fn fields(json: bool) -> Result<ExitStatus> {
    let mut output = Output::with(clap::ColorChoice::Auto, json, false);
    let _ = confine::close_in(&Reach::default());
    report::fields::table().iter().for_each(|line| output.line(line));
    report::fields::json().for_each(|line| output.json(|| line));
    output.finish()?;
    Ok(ExitStatus::Clean)
}

/// As many files are told one by one; more are told together.
const FEW: u64 = 3;

/// Says which folders tell nothing of any photo: what is known of them must not pass for a good run.
fn said_of_folders(folders: &Folders, common: &CommonArgs, totals: &mut Totals, output: &mut Output) {
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
struct Run<'a> {
    entries: &'a [Entry],
    outputs: &'a Outputs,
    state: &'a State,
    options: &'a Options,
    signals: &'a Signals,
}

/// Takes the entries through the library; answers the counts.
fn process(
    run: Run<'_>,
    common: &CommonArgs,
    output: &mut Output,
    trouble: fn(&FileReport) -> Option<String>,
    mut each: impl FnMut(&FileReport, &mut Output),
) -> Totals {
    let Run { entries, outputs, state, options, signals } = run;
    let message = language().progress(options.action);
    let progress = Progress::new(message, entries.len(), common.quiet);
    let mut totals = Totals::default();
    totals.troubles.lists_all = common.verbose && !common.quiet;
    let end = run::run(entries, outputs, state, options, &|| signals.came(), |report| {
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

fn trouble(report: &FileReport) -> Option<String> {
    // Said once, of all of them.
    if matches!(report.outcome, Outcome::Failed(Failure::OutputLost | Failure::Outdated(_))) {
        return None;
    }
    let (name, advice) = wrong(report)?;
    let refused = matches!(report.outcome, Outcome::Refused(_)) && report.sidecar.is_none();
    let for_copy = report.destination.is_some() || refused;
    Some(if for_copy { language().not_copied(&name, &advice) } else { language().not_checked(&name, &advice) })
}

/// Whoever has a stream cleaned waits for a copy, whatever is in it.
fn trouble_of_stream(report: &FileReport) -> Option<String> {
    trouble(report).or_else(|| report.unread().map(|_| language().unread(&name_of(report))))
}

/// `check` makes no copies, and also says which files it was asked about and knows nothing of.
fn trouble_or_unread(report: &FileReport) -> Option<String> {
    let unread = || report.unread().map(|_| language().unread(&name_of(report)));
    wrong(report).map(|(name, advice)| language().not_checked(&name, &advice)).or_else(unread)
}

/// What is wrong with a file, beside its name.
fn wrong(report: &FileReport) -> Option<(String, Advice)> {
    let advice = match &report.outcome {
        Outcome::Refused(refusal) => language().refusal(refusal),
        Outcome::Failed(failure) => language().failure(failure, report.destination.as_deref()),
        _ => return None,
    };
    Some((name_of(report), advice))
}

fn name_of(report: &FileReport) -> String {
    let name =
        if stream::is_stream(&report.source) { language().standard_input().to_owned() } else { printable_path(&report.source) };
    if report.motion { language().video_behind(&name) } else { name }
}

fn not_begun(obstacle: &NotBegun, common: &CommonArgs, output: &mut Output, ending: &mut Ending<'_>) -> Result<ExitStatus> {
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
        output.problem(&language().did_you_mean(command));
    }
    output.finish()?;
    ending.keep_nothing(error).map(|()| ExitStatus::Usage)
}
