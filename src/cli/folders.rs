//! The folders that were asked for, and what was met in each: one that tells nothing of its photos must not pass for a good
//! run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::discover::{Entry, Request, Skip, Task};

/// What was met in each folder that was asked for.
#[derive(Debug)]
pub(super) struct Folders(BTreeMap<PathBuf, Met>);

#[derive(Debug, Default)]
struct Met {
    links: bool,
    others: bool,
}

impl Folders {
    /// Looks once at every entry, however many folders there are.
    pub(super) fn of(request: &Request, entries: &[Entry]) -> Self {
        let folders = request.paths.iter().chain(&request.listed).filter(|path| path.is_dir());
        let mut folders = Self(folders.map(|folder| (folder.clone(), Met::default())).collect());
        for entry in entries.iter().filter(|entry| !entry.typed) {
            let is_link = matches!(entry.task, Task::Skip(Skip::Link | Skip::Special));
            folders.around(&entry.source, |met| *(if is_link { &mut met.links } else { &mut met.others }) = true);
        }
        folders
    }

    /// Those that hold nothing but links, which are not followed: nothing is known about them.
    pub(super) fn of_links_alone(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().filter(|(_, met)| met.links && !met.others).map(|(folder, _)| folder.as_path())
    }

    fn around(&mut self, path: &Path, mut note: impl FnMut(&mut Met)) {
        if !self.0.is_empty() {
            path.ancestors().for_each(|folder| self.0.get_mut(folder).into_iter().for_each(&mut note));
        }
    }
}
