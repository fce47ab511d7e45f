//! What is in the outputs but is not a copy of this run: copies of photos that are gone, copies under their old names, and
//! files that this program knows nothing about. It only ever removes what it wrote itself and nobody has changed since.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::commit::{Outputs, is_temporary};
use crate::discover::{Entry, Naming, Skip, Task};
use crate::folded::folded;
use crate::hashed::{Map, Set};
use crate::stamp::Stamp;
use crate::state::{Key, Part, Record, State, Trace};

/// What should become of it.
#[derive(Debug, Clone, Copy)]
pub struct Wishes {
    /// Whether copies of photos that are gone are removed.
    pub prune: bool,
    /// Whether nothing is removed.
    pub dry_run: bool,
    /// What copies are called.
    pub naming: Naming,
    /// Whether videos behind photos have separate copies.
    pub extract_motion: bool,
}

/// What the run made, or found correct.
#[derive(Debug, Clone, Copy)]
pub struct Copies<'a> {
    /// The copies.
    pub files: &'a Set<PathBuf>,
    /// Folders and files in which a person looks for them.
    pub outputs: &'a BTreeSet<PathBuf>,
}

/// What was found, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surplus {
    /// Files that are not copies from this run or an earlier one.
    pub others: Vec<PathBuf>,
    /// Copies that earlier runs made of originals that this one was not asked about.
    pub earlier: u64,
    /// Copies of photos that are gone, and that still exist.
    pub gone: u64,
    /// The same, but they were removed, or would be.
    pub pruned: u64,
    /// Copies that have a new name, and were removed under the old one, or would be.
    pub renamed: u64,
}

/// Looks through the outputs of a run that processed all `entries`; `copies` are those that it made or found correct.
pub fn settle(entries: &[Entry], outputs: &Outputs, state: &State, copies: &Copies<'_>, wishes: Wishes) -> Surplus {
    let mut surplus = Surplus::default();
    let mut met: Option<Met> = None;
    // A disk that ignores case shows a copy under its old name.
    let folded_copies: OnceCell<Set<String>> = OnceCell::new();
    let is_copy = |path: &Path| {
        let all = || copies.files.iter().map(|copy| folded(copy)).collect();
        copies.files.contains(path) || folded_copies.get_or_init(all).contains(&folded(path))
    };
    // What is next to single originals is nobody's business.
    for root in copies.outputs.iter().filter(|output| output.is_dir()) {
        let walk = WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter().flatten();
        let mut emptied = BTreeSet::new();
        for entry in walk.filter(|entry| !entry.file_type().is_dir() && !is_temporary(&entry.file_name().to_string_lossy())) {
            let below = entry.path().strip_prefix(root).unwrap_or_else(|_| Path::new(""));
            let path = entry.path().to_path_buf();
            if is_copy(&path) {
                continue;
            }
            let stamp = entry.metadata().ok().filter(|metadata| metadata.is_file()).map(|metadata| Stamp::of(&metadata));
            let ours =
                state.at(root, below).filter(|record| record.written && stamp.is_some_and(|stamp| record.made.is_same(&stamp)));
            let place = ours.map(|record| {
                let met = met.get_or_insert_with(|| Met::of(entries, state, copies));
                (record, met.place(record, wishes))
            });
            let counter = match place {
                None => {
                    surplus.others.push(path);
                    continue;
                }
                Some((_, Place::Outdated)) => continue,
                Some((_, Place::Earlier)) => &mut surplus.earlier,
                Some((_, Place::Gone)) if !wishes.prune => &mut surplus.gone,
                Some((record, place)) => {
                    let is_removed = wishes.dry_run || remove(outputs, state, root, below, record);
                    match (place, is_removed) {
                        (Place::Gone, true) => &mut surplus.pruned,
                        (Place::Renamed, true) => &mut surplus.renamed,
                        _ => {
                            surplus.others.push(path);
                            continue;
                        }
                    }
                }
            };
            *counter = counter.saturating_add(1);
            emptied.extend(below.parent().map(Path::to_path_buf));
        }
        if !wishes.dry_run && surplus.pruned.saturating_add(surplus.renamed) > 0 {
            emptied.iter().rev().for_each(|folder| remove_empty(outputs, root, folder));
        }
    }
    state.flush();
    surplus
}

/// What an earlier copy is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Its original was met, and has a copy with another name.
    Renamed,
    /// Its original is gone.
    Gone,
    /// Its original should have got a copy, and has no other one.
    Outdated,
    /// It was not asked for, as far as is known.
    Earlier,
}

/// The originals of this run.
#[derive(Debug, Default)]
struct Met {
    sources: Set<Key>,
    /// Those for which a copy was wanted.
    asked: Set<Trace>,
    copied: Set<Trace>,
    /// Folders that were walked to the end, with the disks on which an original is unchanged.
    inputs: Map<Key, BTreeSet<u64>>,
}

impl Met {
    fn of(entries: &[Entry], state: &State, copies: &Copies<'_>) -> Self {
        let mut met = Self::default();
        let (mut partly, mut is_unsure) = (Set::default(), false);
        for entry in entries {
            let failed = matches!(entry.task, Task::Fail(_));
            let Some(trace) = state.trace(entry) else {
                is_unsure |= failed;
                continue;
            };
            met.sources.insert(trace.source);
            if let Some(target) = entry.target() {
                met.asked.insert(trace);
                if copies.files.contains(&target.path) {
                    met.copied.insert(trace);
                }
                // The next card in the slot has the same number, but other photos.
                let before = state.of_original(&target.root, trace, Part::Whole);
                if let (Some(input), Some(stamp), Some(before)) = (trace.input, entry.stamp, before)
                    && before.original.is_alike(&stamp)
                {
                    met.inputs.entry(input).or_default().insert(stamp.device);
                }
            }
            // What is in an unreadable folder, or was moved and replaced by a link, is not gone.
            let leads_on = matches!(entry.task, Task::Skip(Skip::Link)) && !entry.source.is_file();
            if leads_on || failed {
                partly.extend(trace.input);
                is_unsure |= trace.input.is_none();
            }
        }
        met.inputs.retain(|input, _| !is_unsure && !partly.contains(input));
        met
    }

    fn place(&self, record: &Record, wishes: Wishes) -> Place {
        let trace = &record.trace;
        if self.copied.contains(trace) && record.naming != wishes.naming {
            return Place::Renamed;
        }
        let is_wanted = record.part == Part::Whole || wishes.extract_motion;
        if self.asked.contains(trace) && !self.copied.contains(trace) && is_wanted {
            return Place::Outdated;
        }
        // A missing disk is not a disk that lost its photos.
        let disks = trace.input.and_then(|input| self.inputs.get(&input));
        let gone = !self.sources.contains(&trace.source) && disks.is_some_and(|disks| disks.contains(&record.original.device));
        if gone { Place::Gone } else { Place::Earlier }
    }
}

/// Removes an earlier copy, by handle; returns whether it is gone.
fn remove(outputs: &Outputs, state: &State, root: &Path, below: &Path, record: &Record) -> bool {
    let folder = below.parent().unwrap_or_else(|| Path::new(""));
    let Ok(Some(folder)) = outputs.folder(root, folder, false) else { return false };
    let name = below.file_name().unwrap_or_default();
    if !outputs.is_known_original(&folder, name).is_ok_and(|original| !original) {
        return false;
    }
    let removed = folder.remove(name, &record.made).unwrap_or(false);
    if removed {
        state.remove(root, record.copy);
    }
    removed
}

/// Removes a folder of the output, and those above it, as far as they are empty.
fn remove_empty(outputs: &Outputs, root: &Path, folder: &Path) {
    for path in folder.ancestors().filter(|path| !path.as_os_str().is_empty()) {
        let (above, name) = (path.parent().unwrap_or_else(|| Path::new("")), path.file_name().unwrap_or_default());
        if !matches!(outputs.folder(root, above, false), Ok(Some(folder)) if folder.remove_empty(name).is_ok()) {
            break;
        }
    }
}
