//! Takes files through the stages: scan, plan, edit, write, verify, commit; one worker for each job, results in the
//! order of the request. Knows nothing of arguments or terminals.

pub(crate) mod source;
mod worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::discover::{Entry, Skip};
use crate::edit::EditList;
use crate::error::Error;
use crate::model::{FieldId, Leftover, SidecarKind};
use crate::plan::Finding;
use crate::policy::{Category, Keep};
use crate::previews::{Preview, Shows};
use crate::verify::{Depth, Doubt};
use crate::write::Source;

/// How files are taken through the stages.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What is done with a file that can be cleaned.
    pub action: Action,
    /// Whether a file that has the copy's name already is replaced.
    pub force: bool,
    /// How much is verified.
    pub depth: Depth,
    /// Categories whose values are written anew into the copies.
    pub keep: Keep,
    /// How many files at once; at least one.
    pub jobs: usize,
    /// Whether a video that is hidden behind a photo becomes a cleaned file of its own.
    pub extract_motion: bool,
    /// Whether previews are compared with the picture.
    pub compares_previews: bool,
    /// Writes the output of the edits. Tests put a writer here that forgets something.
    pub writer: Writer,
    /// Which kind of temporary file to use.
    pub temporary: crate::commit::Temporary,
}

/// Writes the output of an edit list to an empty file.
pub type Writer = fn(&Source<'_>, &EditList, &std::fs::File) -> Result<(), Error>;

impl Default for Options {
    fn default() -> Self {
        Self {
            action: Action::Clean,
            force: false,
            depth: Depth::Always,
            keep: Keep::NOTHING,
            jobs: 1,
            extract_motion: false,
            compares_previews: false,
            writer: crate::write::write,
            temporary: crate::commit::Temporary::Unnamed,
        }
    }
}

/// What is done with a file that can be cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Its copy is written.
    Clean,
    /// Only what would be done is found out.
    Plan,
}

/// What became of one file.
#[derive(Debug)]
pub struct FileReport {
    /// The file, as it was met.
    pub source: PathBuf,
    /// Whether it was asked for by its own name.
    pub typed: bool,
    /// Where its copy is, or would be.
    pub destination: Option<PathBuf>,
    /// The folder or file that a person will look for to find it.
    pub output: Option<PathBuf>,
    /// What it is by its content.
    pub format: Option<&'static str>,
    /// The extension that its content should have, where its own promises something else.
    pub misnamed: Option<&'static str>,
    /// What the name of its copy tells a stranger; that of the file itself where no copy is asked for.
    pub telling_name: Vec<Category>,
    /// What became of it.
    pub outcome: Outcome,
    /// What goes.
    pub removed: Vec<Finding>,
    /// What stays because showing the picture needs it.
    pub kept: Vec<String>,
    /// Categories that were to be kept, and have no place in its copy.
    pub unkept: Vec<Category>,
    /// Its length in bytes.
    pub bytes_in: u64,
    /// Length of its copy in bytes.
    pub bytes_out: Option<u64>,
    /// Whether this is about a video that is hidden behind a photo, and not about the photo.
    pub motion: bool,
    /// Of a file beside photos: which kind it is, where it was read.
    pub sidecar: Option<SidecarKind>,
    /// Of a file beside photos: the photos that it is about, or its folder; none where they were not met.
    pub about: Vec<PathBuf>,
    /// Previews that were compared with the picture.
    pub previews: Vec<Preview>,
}

impl FileReport {
    /// Of a file of which nothing is known yet.
    fn new(source: &Path) -> Self {
        Self {
            source: source.to_path_buf(),
            typed: false,
            destination: None,
            output: None,
            format: None,
            misnamed: None,
            telling_name: Vec::new(),
            outcome: Outcome::Failed(Failure::Bug),
            removed: Vec::new(),
            kept: Vec::new(),
            unkept: Vec::new(),
            bytes_in: 0,
            bytes_out: None,
            motion: false,
            sidecar: None,
            about: Vec::new(),
            previews: Vec::new(),
        }
    }
    /// The worst that its previews show; nothing where it has none.
    #[must_use]
    pub fn shows(&self) -> Option<Shows> {
        let worst = self.previews.iter().map(|preview| preview.shows).min();
        let has_previews = self.removed.iter().any(|found| found.category == Category::Preview);
        worst.or_else(|| has_previews.then_some(Shows::Unknown))
    }

    /// Whether something in it could not be read: nobody knows what it tells.
    #[must_use]
    pub fn is_partly_unread(&self) -> bool {
        self.removed.iter().any(|found| found.id == FieldId::Leftover(Leftover::Unreadable))
    }

    /// Why a file that was asked for by its own name was not read as a photo; nothing for copies of untrace.
    #[must_use]
    pub fn unread(&self) -> Option<Skip> {
        match self.outcome {
            Outcome::Skipped(why) if self.typed && why != Skip::Output && self.sidecar.is_none() => Some(why),
            _ => None,
        }
    }
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// Something was, or would be, removed.
    Cleaned,
    /// Nothing had to be removed.
    AlreadyClean,
    /// The copy that this run would write is there.
    UpToDate,
    /// It cannot be cleaned for sure; there is no copy.
    Refused(Refusal),
    /// Something in the way; there is no copy of this run.
    Failed(Failure),
    /// Not a photo or video, or not asked for.
    Skipped(Skip),
}

/// Why a file has no copy, for reasons that lie in the file.
#[derive(Debug)]
pub enum Refusal {
    /// It could not be understood.
    Unreadable(Error),
    /// Its copy was not believed.
    Verification(Doubt),
}

/// Why a file has no copy, for reasons that lie outside of it.
#[derive(Debug)]
pub enum Failure {
    /// Another file has the copy's name.
    Exists,
    /// The source could not be read.
    Read(std::io::Error),
    /// The copy could not be written.
    Write(std::io::Error),
    /// The program made a mistake with this file.
    Bug,
}

/// Takes every entry through the stages, and hands the reports to `sink` in the order of the entries: one for each, and
/// one for each video that becomes a file of its own.
pub fn run(entries: &[Entry], options: &Options, mut sink: impl FnMut(FileReport)) {
    let prepared = worker::Prepared::default();
    let worker = || {
        let mut worker = worker::Worker::new(options, &prepared);
        move |entry: &Entry| worker.process(entry)
    };
    in_order(entries, options.jobs, worker, |reports| reports.into_iter().for_each(&mut sink));
}

/// Does the same with every entry, `jobs` at once, and hands what comes of it to `sink` in the order of the entries.
pub(crate) fn in_order<T: Send, W: FnMut(&Entry) -> T>(
    entries: &[Entry],
    jobs: usize,
    worker: impl Fn() -> W + Sync,
    mut sink: impl FnMut(T),
) {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, entries.len().max(1)) {
            let (sender, next, worker) = (sender.clone(), &next, &worker);
            scope.spawn(move || {
                let mut work = worker();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(entry) = entries.get(index) else { break };
                    if sender.send((index, work(entry))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut turn = 0_usize;
        for (index, done) in receiver {
            waiting.insert(index, done);
            while let Some(done) = waiting.remove(&turn) {
                sink(done);
                turn = turn.saturating_add(1);
            }
        }
    });
}
