//! `untrace clean`: from what was typed to the report. What happens to a file is decided elsewhere.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Result;

use super::args::CleanArgs;
use super::ending::Ending;
use super::folders::Folders;
use super::output::Output;
use super::process::{NotBegun, Run, ended, not_begun, problems, process, said_of_folders, trouble, trouble_of_stream};
use super::signals::Signals;
use super::status::ExitStatus;
use super::{closing, consent, inputs, naming, stream};
use crate::commit::Outputs;
use crate::confine::Reach;
use crate::discover::{self, Discovered, Entry, Naming, Request, RequestError, Skip};
use crate::hashed::Set;
use crate::i18n::{self, Deed, language};
use crate::names::map::NameMap;
use crate::outcome::{Action, Outcome};
use crate::report::ending;
use crate::report::terminal::Width;
use crate::report::{json, terminal};
use crate::run::Options;
use crate::state::{self, Settings, State, Terms};
use crate::surplus::{self, Copies, Wishes};
use crate::tally::{Cause, Totals};
use untrace_core::model::{KEEPABLE, Keep};
use untrace_core::verify::Depth;
use untrace_words::printable_path;

/// Writes clean copies.
pub(super) fn clean(args: &CleanArgs) -> Result<ExitStatus> {
    pass(args, None, &mut Output::new(&args.common))
}

/// One pass of a run that keeps going: it says only what no earlier pass said.
pub(super) struct Going<'a> {
    pub(super) signals: &'a Signals,
    /// Sentences about files that earlier passes said.
    pub(super) said: &'a mut Set<String>,
    /// Files that changed after this are left for the next pass.
    pub(super) settled: SystemTime,
    /// Whether there are any.
    pub(super) growing: bool,
}

impl Going<'_> {
    /// Says what no earlier pass said; nothing about a pass that did nothing.
    fn tell(&mut self, totals: &Totals, ending: &Ending<'_>, status: ExitStatus, output: &mut Output) -> Result<()> {
        self.growing = totals.skipped(Skip::Growing) > 0;
        let new: Vec<String> = problems(totals).into_iter().filter(|said| self.said.insert(said.clone())).collect();
        new.iter().for_each(|said| output.problem(said));
        if totals.copies() > totals.up_to_date || !new.is_empty() || totals.surplus.pruned > 0 {
            output.json(|| json::summary(totals, &ending.told(status), None));
            output.end(|| ending::line(i18n::spoken(), ending.told(status), totals));
            ending.keep(status, totals)?;
        }
        output.finish()
    }
}

/// Processes everything that was asked for, once.
pub(super) fn pass(args: &CleanArgs, mut going: Option<&mut Going<'_>>, output: &mut Output) -> Result<ExitStatus> {
    let is_stream = stream::is_asked(&args.common);
    let mut ending = Ending::of("clean", &args.common).writing_to(args.output.as_deref(), args.dry_run);
    output.set_beside(is_stream);
    Signals::take_limits_for_errors();
    let begun = SystemTime::now();
    // Asked while the system still may be.
    let jobs = args.common.jobs();
    let prepared = if is_stream {
        // A stream never leaves anything behind, and what is read from it is open by now.
        let read = stream::to_clean(args).map(Prepared::of_stream);
        let logged = read.and_then(|prepared| ending.open(&prepared.entries).map(|()| prepared)).map_err(NotBegun::from);
        logged.and_then(|prepared| {
            closing::close_in(&Reach::default(), &args.common, output).map(|()| prepared).map_err(NotBegun::Open)
        })
    } else {
        let request = inputs::request(&args.common);
        let settled = going.as_ref().map(|going| going.settled);
        let request = request.map(|request| Request {
            output: args.output.clone(),
            replace: args.force,
            naming: args.naming(),
            settled,
            ..request
        });
        let signals = || going.as_ref().map_or_else(Signals::listen, |going| going.signals.clone());
        request.map_err(NotBegun::from).and_then(|request| prepare(request, args, jobs, output, &mut ending, &signals))
    };
    let Prepared { request, mut map, entries, outputs, state, signals } = match prepared {
        Ok(prepared) => prepared,
        Err(obstacle) => return not_begun(&obstacle, &args.common, output, &mut ending),
    };
    let options = Options {
        action: if args.dry_run { Action::Plan } else { Action::Clean },
        in_place: args.in_place(),
        force: args.force,
        update: args.update,
        naming: request.naming,
        begun,
        depth: args.verify.map_or(Depth::Always, Depth::from),
        jobs,
        keep: args.keep(),
        crops: args.crop_guard.into(),
        trust: args.common.trust(),
        strict: args.common.strict,
        extract_motion: args.extract_motion,
        syncs: !args.no_sync,
        ..Options::default()
    };
    let verbose = args.common.verbose && !args.common.quiet;
    let mut folders = Folders::of(&request, &entries);
    // For copies that already exist, only if they could get another name.
    let names_are_told = args.dry_run && !args.common.quiet && !is_stream;
    let mut names_told = false;
    let is_going = going.is_some();
    let run = Run {
        entries: &entries,
        outputs: &outputs,
        state: &state,
        options: &options,
        signals: &signals,
        expected: Keep::default(),
    };
    let trouble = if is_stream { trouble_of_stream } else { trouble };
    let mut totals = process(run, &args.common, output, trouble, |report, output| {
        if verbose && !(is_going && report.remembered) {
            output.line(&terminal::cleaned(report, args.show_values, Width::of_stdout()));
        } else if names_are_told && (request.naming != Naming::Kept || !matches!(report.outcome, Outcome::UpToDate)) {
            let names = terminal::renamed(report);
            names_told |= names.is_some();
            names.into_iter().for_each(|line| output.line(&line));
        }
        if !is_going || !report.remembered {
            output.json(|| json::file(report, args.show_values));
        }
        folders.note(report);
        map.iter_mut().for_each(|map| map.add(report));
    });
    if !is_going {
        said_of_folders(&folders, &args.common, &mut totals, output);
    }
    if is_stream {
        send(&entries, &mut totals);
    } else if !totals.is_stopped() && args.in_place().is_none() {
        let wishes =
            Wishes { prune: args.prune, dry_run: args.dry_run, naming: request.naming, extract_motion: args.extract_motion };
        let copies = Copies { files: &totals.destinations, outputs: &totals.outputs };
        totals.surplus = surplus::settle(&entries, &outputs, &state, &copies, wishes);
    }
    let published = naming::publish(map, args);
    let status = ExitStatus::of_clean(&totals);
    if let Some(going) = going.as_mut() {
        going.tell(&totals, &ending, status, output)?;
        return published.map(|()| status);
    }
    output.json(|| json::summary(&totals, &ending.told(status), None));
    let keeps = KEEPABLE.into_iter().any(|category| totals.kept_with(category) > 0);
    let deed = Deed { dry_run: args.dry_run, in_place: args.in_place().is_some(), keeps };
    let troubles = problems(&totals);
    output.note_copies(&totals.outputs);
    let summary = if output.is_window() {
        ending::brief(i18n::spoken(), &totals, &troubles)
    } else {
        ending::clean(i18n::spoken(), &totals, troubles.clone(), deed)
    };
    let lines_before = verbose || names_told;
    output.summary(summary, &troubles, lines_before);
    output.end(|| ending::line(i18n::spoken(), ending.told(status), &totals));
    let kept = ended(output, &ending, status, &totals);
    drop(outputs);
    signals.end();
    // Reported last: the report is true of the copies even if the list could not be written.
    published.and(kept).map(|()| status)
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

fn prepare(
    request: Request,
    args: &CleanArgs,
    jobs: usize,
    output: &mut Output,
    ending: &mut Ending<'_>,
    signals: &dyn Fn() -> Signals,
) -> Result<Prepared, NotBegun> {
    if let Some(in_place) = args.in_place() {
        let Discovered { entries, originals } = discover::for_replacing(&request)?;
        consent::ask(args, &entries)?;
        let (outputs, state, signals) = (Outputs::new(originals), State::default(), signals());
        ending.open(&entries)?;
        let mut reach = closing::cleaning(&request, &entries, &outputs, None, args.dry_run);
        // Each disk keeps its trash in a different place, and creates it if it is missing.
        reach.writes.extend(in_place.trash.then(|| PathBuf::from("/")));
        closing::close_in(&reach, &args.common, output).map_err(NotBegun::Open)?;
        return Ok(Prepared { request, map: None, entries, outputs, state, signals });
    }
    let Discovered { mut entries, originals } = discover::for_naming(&request)?;
    let outputs = Outputs::new(originals);
    if !args.dry_run {
        line_up(&request, &entries, &outputs, output)?;
    }
    // Read once no other run is adding to it.
    let terms = Terms {
        settings: Settings::new(args.keep(), args.common.trust(), args.crop_guard.into(), args.extract_motion),
        hidden: args.common.hidden,
        recheck: args.recheck,
        adds: !args.dry_run,
    };
    let state = State::open(state::folder().as_deref(), &entries, terms);
    // The list of names is opened before the first copy is written: if that fails, there must be no copies.
    let map = naming::map(args, &entries)?;
    ending.open(&entries)?;
    // Nothing has been written yet, and a person who waits can still quit.
    let signals = signals();
    // From here on files are looked into. The folders for the copies exist by now.
    let mut reach = closing::cleaning(&request, &entries, &outputs, map.as_ref(), args.dry_run);
    reach.writes.extend(state::folder().filter(|_| !args.dry_run));
    closing::close_in(&reach, &args.common, output).map_err(NotBegun::Open)?;
    naming::give(&mut entries, &state, args, jobs)?;
    Ok(Prepared { request, map, entries, outputs, state, signals })
}

/// Waits until no other run writes into the same folders: names and copies depend on what is there.
fn line_up(request: &Request, entries: &[Entry], outputs: &Outputs, output: &mut Output) -> Result<(), RequestError> {
    let targets = entries.iter().filter_map(Entry::target).filter(|target| target.root == target.output);
    let roots: BTreeSet<&Path> = targets.map(|target| target.root.as_path()).collect();
    for root in roots {
        let waiting = || output.problem(&language().waiting(&printable_path(root)));
        // A problem with the folder is reported for each file that gets no copy because of it.
        let _ = outputs.wait_in_line(root, waiting);
        // The names of originals show by themselves what not to touch; new names would mix with them.
        let folders = request.paths.iter().chain(&request.listed).map(PathBuf::as_path).filter(|path| path.is_dir());
        if request.naming == Naming::Neutral && outputs.is_another_view(root, folders) {
            return Err(RequestError::OutputIsInput(root.to_path_buf()));
        }
    }
    Ok(())
}
