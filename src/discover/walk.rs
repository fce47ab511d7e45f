//! Walks folders, in a stable order and never through a link, and says what to do with everything it meets.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io;
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::entry::{Entry, Skip, Target, Task};
use super::filter::Filter;
use super::hidden::is_hidden;
use super::inputs::Input;
use super::places::Places;
use super::request::Request;
use crate::commit::Originals;
use crate::identity::Identity;
use crate::reserved;
use crate::sidecars;
use crate::stamp::{Stamp, nanoseconds};
use crate::trouble::Trouble;
use untrace_core::base::guard;
use untrace_core::model::SidecarKind;

/// What lies ahead of a run.
#[derive(Debug, Default)]
pub struct Discovered {
    /// Everything that was met, in a stable order.
    pub entries: Vec<Entry>,
    /// The files among it and the folders around them, which nothing may replace.
    pub originals: Originals,
}

/// Folders and files that copies go to: what is met there is not an original.
#[derive(Debug, Default)]
pub(super) struct Copies {
    folders: BTreeSet<Identity>,
    files: Places,
}

impl Copies {
    pub(super) fn of(targets: &[Target], output: Option<&Path>) -> Self {
        let (folders, files): (Vec<&Target>, Vec<&Target>) = targets.iter().partition(|target| target.path == target.root);
        // If a link has the name of a copy, its target is not one.
        let folders = folders.into_iter().filter_map(|target| Identity::of_name(&target.path).ok());
        Self {
            folders: folders.chain(output.and_then(|output| Identity::of_path(output).ok())).collect(),
            files: Places::of(files.into_iter().map(|target| target.path.as_path())),
        }
    }
}

pub(super) struct Walk<'r> {
    hidden: bool,
    filter: &'r Filter,
    /// Files that changed between these moments, in nanoseconds since 1970, may still be growing; cameras' clocks can be fast.
    growing: Option<RangeInclusive<i64>>,
    /// Whether files that tell about photos are read, hidden ones too.
    reads_sidecars: bool,
    copies: Copies,
    found: Discovered,
}

impl<'r> Walk<'r> {
    pub(super) fn new(request: &'r Request, copies: Copies) -> Self {
        Self {
            hidden: request.hidden,
            filter: &request.filter,
            growing: request.settled.map(|settled| nanoseconds(settled)..=nanoseconds(SystemTime::now())),
            reads_sidecars: false,
            copies,
            found: Discovered::default(),
        }
    }

    pub(super) fn for_reading(request: &'r Request) -> Self {
        Self { reads_sidecars: true, ..Self::new(request, Copies::default()) }
    }

    pub(super) fn end(mut self) -> Discovered {
        self.found.entries.dedup();
        self.found.entries.shrink_to_fit();
        self.found
    }

    /// An input that is a copy of another one.
    pub(super) fn pass_over(&mut self, input: &Input) {
        self.found.entries.push(Entry {
            source: input.typed.clone(),
            typed: true,
            depth: 1,
            stamp: None,
            task: Task::Skip(Skip::Output),
        });
    }

    pub(super) fn walk(&mut self, input: &Input, target: Option<&Target>) {
        if !input.folder {
            let (task, stamp) = self.typed_file(input, target);
            self.found.entries.push(Entry { source: input.typed.clone(), typed: true, depth: 1, stamp, task });
            return;
        }
        // A typed link is intended; one that is met can lead anywhere, even back to where it is.
        let mut walk = WalkDir::new(&input.typed).follow_links(false).follow_root_links(true).sort_by_file_name().into_iter();
        loop {
            // Otherwise a folder that cannot be closed, on a failing disk, ends the program.
            let Some(next) = guard(|| walk.next()) else {
                let task = Task::Fail(io::ErrorKind::Other.into());
                self.found.entries.push(Entry { source: input.typed.clone(), typed: false, depth: 0, stamp: None, task });
                break;
            };
            let Some(entry) = next else { break };
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // An error in the middle of a folder does not say which folder.
                    let source = error.path().unwrap_or(&input.typed).to_path_buf();
                    let depth = source.strip_prefix(&input.typed).map_or(0, |below| below.components().count());
                    let task = Task::Fail(error.io_error().map_or_else(|| io::ErrorKind::Other.into(), Trouble::from));
                    self.found.entries.push(Entry { source, typed: false, depth, stamp: None, task });
                    continue;
                }
            };
            let relative = entry.path().strip_prefix(&input.typed).unwrap_or_else(|_| Path::new(""));
            let skip = self.skip(&entry, relative);
            // Not what was typed: Windows takes that as it takes any path.
            let refused = if entry.depth() > 0 { reserved::refused_as_met(entry.file_name()) } else { Ok(()) };
            if entry.file_type().is_dir() {
                if entry.depth() > 0 && (skip.is_some() || refused.is_err()) {
                    walk.skip_current_dir();
                } else {
                    self.found.originals.folder(entry.path());
                    continue;
                }
            }
            let mut task = skip.map_or_else(
                || Task::Read { copy: target.map(|target| Target { path: target.path.join(relative), ..target.clone() }) },
                Task::Skip,
            );
            if let (Task::Read { .. }, Err(error)) = (&task, refused) {
                task = Task::Fail(error.into());
            }
            let mut stamp = None;
            if let (Task::Read { copy: Some(_) }, Ok(metadata)) = (&task, entry.metadata()) {
                self.found.originals.file(entry.path(), &metadata);
                let now = Stamp::of(&metadata);
                if self.growing.as_ref().is_some_and(|growing| growing.contains(&now.last())) {
                    task = Task::Skip(Skip::Growing);
                }
                stamp = Some(now);
            }
            self.found.entries.push(Entry {
                source: entry.path().to_path_buf(),
                typed: false,
                depth: entry.depth(),
                stamp,
                task,
            });
        }
    }

    /// A typed link is followed; its target must be a file.
    fn typed_file(&mut self, input: &Input, target: Option<&Target>) -> (Task, Option<Stamp>) {
        if let Some(trouble) = input.trouble {
            return (Task::Fail(trouble), None);
        }
        match fs::metadata(&input.typed) {
            Ok(metadata) if metadata.is_file() => {
                let stamp = Stamp::of(&metadata);
                if let Some(skip) = self.filter.skip(&input.below, || metadata.modified().ok()) {
                    return (Task::Skip(skip), Some(stamp));
                }
                // The link is the person's too.
                for metadata in [Ok(metadata), fs::symlink_metadata(&input.typed)].into_iter().flatten() {
                    self.found.originals.file(&input.typed, &metadata);
                }
                (Task::Read { copy: target.cloned() }, Some(stamp))
            }
            Ok(_) => (Task::Skip(Skip::Special), None),
            Err(error) => (Task::Fail(Trouble::from(&error)), None),
        }
    }

    fn skip(&self, entry: &DirEntry, below: &Path) -> Option<Skip> {
        let (name, kind): (&OsStr, FileType) = (entry.file_name(), entry.file_type());
        let name = name.to_string_lossy();
        let is_store = kind.is_file() && sidecars::kind(entry.path()) == Some(SidecarKind::DsStore);
        if self.is_copy(entry) || crate::commit::is_temporary(&name) {
            Some(Skip::Output)
        } else if kind.is_symlink() {
            Some(Skip::Link)
        } else if let Some(skip) = self.unwanted(entry, below) {
            Some(skip)
        } else if kind.is_file() && name.starts_with("._") || is_store && self.reads_sidecars {
            Some(Skip::Sidecar)
        } else if !self.hidden && is_hidden(entry.file_name(), || entry.metadata().ok()) {
            Some(Skip::Hidden)
        } else if kind.is_dir() || kind.is_file() {
            None
        } else {
            Some(Skip::Special)
        }
    }

    /// Files only: a folder is still walked, because what is in it exists and is counted.
    fn unwanted(&self, entry: &DirEntry, below: &Path) -> Option<Skip> {
        let changed = || entry.metadata().ok()?.modified().ok();
        self.filter.skip(below, changed).filter(|_| entry.file_type().is_file())
    }

    fn is_copy(&self, entry: &DirEntry) -> bool {
        if entry.file_type().is_file() {
            return self.copies.files.hold(entry.path());
        }
        !self.copies.folders.is_empty()
            && Identity::of_name(entry.path()).is_ok_and(|folder| self.copies.folders.contains(&folder))
    }
}
