//! What earlier runs wrote, so that the next one need not read it again: for each output, a small file in the person's state
//! folder, outside every output. It is believed only as far as files are still what they were; lost or damaged, it
//! costs time and nothing else. What is done with what is remembered is decided elsewhere.

mod disk;
mod key;
mod place;
mod record;
mod settings;
mod store;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use key::Key;
pub use place::folder;
pub use record::{Part, Record, Trace};
pub use settings::Settings;
use store::{FORM, Frame, Journal};

use crate::discover::{Entry, Target, real};
use crate::hashed::Map;
use crate::stamp::Stamp;
use key::Salt;

/// What this run goes by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms {
    /// What its copies depend on besides their originals.
    pub settings: Settings,
    /// Whether hidden files are included.
    pub hidden: bool,
    /// Whether everything is read, including what has not changed since an earlier run.
    pub recheck: bool,
    /// Whether it adds to what is remembered.
    pub adds: bool,
}

/// What earlier runs wrote into the outputs of this one.
#[derive(Debug, Default)]
pub struct State {
    terms: Terms,
    outputs: BTreeMap<PathBuf, Output>,
    /// What was typed, or contains a file that was typed, as it is, and the output of what is below it.
    inputs: BTreeMap<PathBuf, Input>,
    /// Disks by their numbers, and whether they show changes.
    disks: Mutex<Map<u64, bool>>,
}

#[derive(Debug)]
struct Input {
    real: PathBuf,
    output: PathBuf,
}

/// What is remembered about one output.
#[derive(Debug)]
struct Output {
    real: PathBuf,
    salt: Salt,
    /// In the order in which they were written.
    records: Vec<Record>,
    /// Their indices, by where the copy is.
    by_copy: Map<Key, usize>,
    /// The same by original; the newest, if it has copies under two names.
    by_trace: Map<(Trace, Part), usize>,
    /// Where this run adds to it, if it should.
    journal: Option<Mutex<Journal>>,
}

impl State {
    /// Reads what is remembered about the outputs of `entries` below a state `folder`.
    #[must_use]
    pub fn open(folder: Option<&Path>, entries: &[Entry], terms: Terms) -> Self {
        let mut state = Self { terms, ..Self::default() };
        let Some(folder) = folder else { return state };
        for (entry, target) in entries.iter().filter_map(|entry| Some((entry, entry.target()?))) {
            if !state.outputs.contains_key(&target.root) {
                let real = real(&target.root);
                // Copies next to single originals all share one: most folders have only one of them.
                let about = if target.root == target.output { real.as_path() } else { Path::new("beside") };
                let Some(file) = place::file(folder, about) else { continue };
                state.outputs.insert(target.root.clone(), Output::open(real, &file, terms.adds));
            }
            let above = above(entry);
            if !state.inputs.contains_key(above) {
                state.inputs.insert(above.to_path_buf(), Input { real: real(above), output: target.root.clone() });
            }
        }
        state
    }

    /// What the copies of this run depend on besides their originals.
    #[must_use]
    pub const fn settings(&self) -> Settings {
        self.terms.settings
    }

    /// Where an original is, and where it was met from; `None` if nothing is remembered about its output.
    #[must_use]
    pub fn trace(&self, entry: &Entry) -> Option<Trace> {
        let above = above(entry);
        let input = self.inputs.get(above)?;
        let salt = &self.outputs.get(&input.output)?.salt;
        let below = entry.source.strip_prefix(above).ok()?;
        let walked = || salt.input(&input.real, self.terms.hidden);
        Some(Trace { source: salt.key(&input.real, below), input: (!entry.typed).then(walked) })
    }

    /// Whether the copy of an original like this would be the same again, as far as can be told without reading.
    #[must_use]
    pub fn is_current(&self, record: &Record, original: Option<Stamp>) -> bool {
        let is_as_it_was = original.is_some_and(|original| record.original.is_same(&original));
        !self.terms.recheck && record.sure && record.settings == self.terms.settings && is_as_it_was
    }

    /// What is remembered about a copy of an original.
    #[must_use]
    pub fn of_original(&self, root: &Path, trace: Trace, part: Part) -> Option<&Record> {
        let output = self.outputs.get(root)?;
        output.records.get(*output.by_trace.get(&(trace, part))?)
    }

    /// What is remembered about the copy of an entry.
    #[must_use]
    pub fn of_entry(&self, entry: &Entry) -> Option<&Record> {
        self.of_original(&entry.target()?.root, self.trace(entry)?, Part::Whole)
    }

    /// What is remembered about the copy at a place.
    #[must_use]
    pub fn of_copy(&self, target: &Target) -> Option<&Record> {
        self.at(&target.root, target.below())
    }

    /// What is remembered about the copy at a place in an output.
    #[must_use]
    pub fn at(&self, root: &Path, below: &Path) -> Option<&Record> {
        let output = self.outputs.get(root)?;
        output.records.get(*output.by_copy.get(&output.salt.key(&output.real, below))?)
    }

    /// The key of a place in an output; `None` if nothing is remembered about that output.
    #[must_use]
    pub fn key(&self, root: &Path, below: &Path) -> Option<Key> {
        self.outputs.get(root).map(|output| output.salt.key(&output.real, below))
    }

    /// Whether a change to a file would show, going by everything known about its disk.
    #[must_use]
    pub fn shows_changes(&self, path: &Path, stamp: &Stamp) -> bool {
        let mut disks = self.disks.lock().unwrap_or_else(PoisonError::into_inner);
        *disks.entry(stamp.device).or_insert_with(|| disk::shows_changes(path))
    }

    /// Remembers a copy.
    pub fn add(&self, root: &Path, record: Record) {
        self.put(root, &Frame::Copy(record));
    }

    /// Forgets a copy that no longer exists.
    pub fn remove(&self, root: &Path, copy: Key) {
        self.put(root, &Frame::Removed(copy));
    }

    fn put(&self, root: &Path, frame: &Frame) {
        if let Some(journal) = self.outputs.get(root).and_then(|output| output.journal.as_ref()) {
            journal.lock().unwrap_or_else(PoisonError::into_inner).add(frame);
        }
    }

    /// Hands what was added to the system.
    pub fn flush(&self) {
        for journal in self.outputs.values().filter_map(|output| output.journal.as_ref()) {
            journal.lock().unwrap_or_else(PoisonError::into_inner).flush();
        }
    }
}

/// What was typed, or the folder of a typed file.
fn above(entry: &Entry) -> &Path {
    entry.source.ancestors().nth(entry.depth).unwrap_or_else(|| Path::new(""))
}

impl Output {
    fn open(real: PathBuf, file: &Path, adds: bool) -> Self {
        let (known, records, stale) = newest(store::read(file));
        let salt = known.unwrap_or_else(Salt::new);
        let (records, stale) = if known.is_some() { (records, stale) } else { (Vec::new(), true) };
        let mut journal = adds.then(|| Mutex::new(Journal::new(file.to_path_buf())));
        if adds && stale {
            let head = std::iter::once(Frame::Head { form: FORM, salt });
            if store::replace(file, head.chain(records.iter().cloned().map(Frame::Copy))).is_err() {
                // Nothing is added in that case either: the next run reads everything.
                journal = None;
            }
        }
        let numbered = || records.iter().enumerate();
        let by_copy = numbered().map(|(at, record)| (record.copy, at)).collect();
        let by_trace = numbered().map(|(at, record)| ((record.trace, record.part), at)).collect();
        Self { real, salt, records, by_copy, by_trace, journal }
    }
}

/// How paths are hashed, the newest record of each copy, and whether much of what was written is older.
fn newest(frames: impl Iterator<Item = Frame>) -> (Option<Salt>, Vec<Record>, bool) {
    let (mut total, mut known) = (0_usize, None);
    let mut records: Vec<Option<Record>> = Vec::new();
    let mut by_copy: Map<Key, usize> = Map::default();
    for frame in frames {
        total = total.saturating_add(1);
        let before = match &frame {
            Frame::Copy(record) => by_copy.insert(record.copy, records.len()),
            Frame::Removed(copy) => by_copy.remove(copy),
            Frame::Head { .. } => None,
        };
        if let Some(before) = before.and_then(|before| records.get_mut(before)) {
            *before = None;
        }
        match frame {
            Frame::Copy(record) => records.push(Some(record)),
            Frame::Head { form: FORM, salt } => known = known.or(Some(salt)),
            Frame::Head { .. } | Frame::Removed(_) => {}
        }
    }
    let records: Vec<Record> = records.into_iter().flatten().collect();
    let stale = total / 2 > records.len().saturating_add(64);
    (known, records, stale)
}
