//! The folders that were asked for, and what was met in each: a folder that says nothing about its photos must not pass for
//! a successful run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::discover::{Entry, Request, Skip, Task};
use crate::outcome::{FileReport, Outcome};
use untrace_core::sniff;

/// What was met in each folder that was asked for.
#[derive(Debug)]
pub(super) struct Folders(BTreeMap<PathBuf, Met>);

#[derive(Debug, Default)]
struct Met {
    links: bool,
    others: bool,
    media: bool,
}

impl Folders {
    /// Looks at every entry once, however many folders there are.
    pub(super) fn of(request: &Request, entries: &[Entry]) -> Self {
        let folders = request.paths.iter().chain(&request.listed).filter(|path| path.is_dir());
        let mut folders = Self(folders.map(|folder| (folder.clone(), Met::default())).collect());
        for entry in entries.iter().filter(|entry| !entry.typed) {
            // Not looked into, but it exists: a missing disk would show nothing.
            let is_kept_out = matches!(entry.task, Task::Skip(Skip::Excluded | Skip::Older)) && sniff::is_promised(&entry.source);
            let is_link = matches!(entry.task, Task::Skip(Skip::Link | Skip::Special));
            folders.around(&entry.source, |met| {
                *(if is_link { &mut met.links } else { &mut met.others }) = true;
                met.media |= is_kept_out;
            });
        }
        folders
    }

    /// Those that hold nothing but links, which are not followed: nothing is known about them.
    pub(super) fn of_links_alone(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().filter(|(_, met)| met.links && !met.others).map(|(folder, _)| folder.as_path())
    }

    /// Records that a photo or video was met, whatever became of it.
    pub(super) fn note(&mut self, report: &FileReport) {
        if !matches!(report.outcome, Outcome::Skipped(_)) && report.sidecar.is_none() {
            self.around(&report.source, |met| met.media = true);
        }
    }

    /// Those without a photo or video, and whether they are completely empty.
    pub(super) fn without_media(&self) -> impl Iterator<Item = (&Path, bool)> {
        let without = self.0.iter().filter(|(_, met)| !met.media && (met.others || !met.links));
        without.map(|(folder, met)| (folder.as_path(), !met.others))
    }

    fn around(&mut self, path: &Path, mut note: impl FnMut(&mut Met)) {
        if !self.0.is_empty() {
            path.ancestors().for_each(|folder| self.0.get_mut(folder).into_iter().for_each(&mut note));
        }
    }
}
