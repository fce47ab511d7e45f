//! The files of a run as an album, for what they tell together. A file beside photos completes what these say
//! themselves; one whose photo is not there, and what a network lists, count for themselves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use untrace_core::insight::{Album, Sighting, Sort};

use crate::exports::{Network, Post};
use crate::outcome::{FileReport, Outcome};

/// An album while its files are met.
#[derive(Debug, Default)]
pub struct Together {
    album: Album,
    paths: Vec<PathBuf>,
    numbers: BTreeMap<PathBuf, u32>,
    /// What is said of photos that may come later.
    beside: Vec<(Vec<PathBuf>, PathBuf, Sighting)>,
    posted: BTreeMap<Network, Posted>,
}

/// What a network has already, by its own list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Posted {
    /// Posts, stories and memories.
    pub posts: u32,
    /// Those that say where.
    pub located: u32,
    /// Those that say when.
    pub dated: u32,
    /// Those that name somebody.
    pub named: u32,
}

impl Together {
    /// Adds what a file tells.
    pub fn add(&mut self, report: &FileReport) {
        let sighting = Sighting::of(&report.removed, report.shows());
        match (&report.outcome, report.sidecar) {
            (_, Some(_)) => self.beside.push((report.about.clone(), report.source.clone(), sighting)),
            (Outcome::Skipped(_) | Outcome::Refused(_) | Outcome::Failed(_), None) => {}
            _ => {
                let sort = if report.is_video() { Sort::Video } else { Sort::Photo };
                self.put(&report.source, Sighting { sort, names: report.telling_name.clone(), ..sighting });
            }
        }
    }

    /// Adds what the list of a network says of a file, or of something that has no file here: then the list stands for it.
    pub fn list(&mut self, list: &Path, post: Post) {
        let Post { network, file, sighting } = post;
        if sighting.sort != Sort::Trace {
            let posted = self.posted.entry(network).or_default();
            let has = [true, !sighting.spots.is_empty(), sighting.taken.is_some(), !sighting.people.is_empty()];
            for (count, has) in
                [&mut posted.posts, &mut posted.located, &mut posted.dated, &mut posted.named].into_iter().zip(has)
            {
                *count = count.saturating_add(u32::from(has));
            }
        }
        self.beside.push((file.into_iter().collect(), list.to_path_buf(), sighting));
    }

    /// What each network has already.
    #[must_use]
    pub const fn posted(&self) -> &BTreeMap<Network, Posted> {
        &self.posted
    }

    /// The album, and the path of each of its files.
    #[must_use]
    pub fn finish(mut self) -> (Album, Vec<PathBuf>) {
        for (about, source, sighting) in std::mem::take(&mut self.beside) {
            let numbers: Vec<u32> = about.iter().filter_map(|path| self.numbers.get(path)).copied().collect();
            for number in &numbers {
                self.album.complete(*number, sighting.clone());
            }
            let tells = !sighting.spots.is_empty() || sighting.taken.is_some() || !sighting.people.is_empty();
            if numbers.is_empty() && tells {
                let sort = if sighting.sort == Sort::Photo { Sort::Post } else { sighting.sort };
                self.put(&source, Sighting { sort, ..sighting });
            }
        }
        (self.album, self.paths)
    }

    fn put(&mut self, path: &Path, sighting: Sighting) {
        let number = self.album.add(sighting);
        self.numbers.insert(path.to_path_buf(), number);
        self.paths.push(path.to_path_buf());
    }
}
