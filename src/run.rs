//! Takes files through the stages: scan, plan, edit, write, verify, commit; one worker per job, results in the
//! order of the request. Knows nothing of arguments or terminals.

mod context;
mod done;
mod job;
mod options;
mod remembered;
mod rights;
mod sidecar;
mod stop;
mod through;
mod worker;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use context::Context;
use done::{Done, Met};
pub use options::{InPlace, Options};

use crate::commit::{Batch, Named, Obstacle, Outputs};
use crate::discover::Entry;
use crate::folded::folded;
use crate::outcome::{FileReport, Outcome};
use crate::source;
use crate::state::State;
use crate::workers::{Crew, in_order};

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Every entry was processed.
    Whole,
    /// It was told to stop; how many entries were not looked at.
    Stopped(usize),
    /// The folder that copies go to was gone, or swapped for another; how many entries were not looked at.
    OutputLost(PathBuf, usize),
}

/// Takes every entry through the stages, and hands the reports to `sink` in the order of the entries: one for each, and one for
/// each video that becomes a separate file. Once `stops` says so, no further entry is started, and those in progress are
/// abandoned.
pub fn run(
    entries: &[Entry],
    outputs: &Outputs,
    state: &State,
    options: &Options,
    stops: &(dyn Fn() -> bool + Sync),
    mut sink: impl FnMut(FileReport),
) -> End {
    let lost: OnceLock<PathBuf> = OnceLock::new();
    let names = names_of_copies(entries, options);
    let whole = source::whole(options.jobs, entries.len());
    let context = Context { options, outputs, state, names: &names, whole, stops };
    let stops = || lost.get().is_some() || stops();
    let worker = || {
        let mut worker = worker::Worker::new(context, &lost);
        move |entry: &Entry| worker.process(entry)
    };
    let ahead = most_open_files();
    let most = ahead / 2;
    let mut batch = Batch::new(outputs, options.syncs);
    let mut commit = |batch: &mut Batch<'_, (FileReport, Option<Met>)>| {
        for ((mut report, original), named) in batch.commit() {
            let remember = |report: &FileReport, made, written| {
                if let Some(original) = &original {
                    context.remember(report, original, made, written);
                }
            };
            match named {
                Ok(Named::Not) => {}
                Ok(Named::Now(made)) => remember(&report, made, true),
                Ok(Named::Before(made)) => {
                    report.outcome = Outcome::UpToDate;
                    remember(&report, made, false);
                }
                Err(obstacle) => {
                    if let (Obstacle::Lost, Some(output)) = (&obstacle, &report.output) {
                        let _ = lost.set(output.clone());
                    }
                    stop::end(&mut report, Err(stop::Stop::from(obstacle)));
                }
            }
            sink(report);
        }
        // Only what has its name is remembered.
        state.flush();
    };
    let mut left_at_work = 0_usize;
    let crew = Crew { jobs: options.jobs, ahead, stops: &stops, soon: &|entry| context.read_ahead(entry) };
    let reached = in_order(entries, crew, worker, |done: Vec<Done>| {
        if done.is_empty() {
            left_at_work = left_at_work.saturating_add(1);
        }
        for Done { report, ready, original } in done {
            batch.push((report, original), ready);
        }
        if batch.is_full(most) {
            commit(&mut batch);
        }
    });
    commit(&mut batch);
    batch.settle();
    let left = entries.len().saturating_sub(reached).saturating_add(left_at_work);
    match lost.into_inner() {
        Some(output) => End::OutputLost(output, left),
        None if left > 0 => End::Stopped(left),
        None => End::Whole,
    }
}

/// The names that the copies of all entries will have, if videos get names next to them: no video may take one of these.
fn names_of_copies(entries: &[Entry], options: &Options) -> BTreeSet<String> {
    let targets = entries.iter().filter(|_| options.extract_motion).filter_map(Entry::target);
    targets.map(|target| folded(&target.path)).collect()
}

/// Copies waiting for their names each hold a file open. Macs allow a program 256, and some systems fewer.
fn most_open_files() -> usize {
    const MOST: usize = 128;
    #[cfg(unix)]
    let granted =
        rustix::process::getrlimit(rustix::process::Resource::Nofile).current.and_then(|limit| usize::try_from(limit).ok());
    #[cfg(not(unix))]
    let granted = Some(512);
    // The rest is for folders, sources and the terminal.
    granted.map_or(MOST, |granted| (granted / 4).clamp(2, MOST))
}
