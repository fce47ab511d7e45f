//! The files of a run as an album, for what they tell together. A file next to photos completes what these say themselves; one
//! whose photo is missing, and what a network lists, count separately. And what others already have of all that.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use untrace_core::insight::{Album, Sighting, Sort, Taken};
use untrace_core::model::SidecarKind;

use crate::exports::{Network, Post};
use crate::outcome::{FileReport, Outcome};

/// An album while files are being met.
#[derive(Debug, Default)]
pub struct Together {
    album: Album,
    paths: Vec<PathBuf>,
    numbers: BTreeMap<PathBuf, u32>,
    /// What is said about photos that may come later.
    beside: Vec<(Vec<PathBuf>, PathBuf, Sighting)>,
    posted: BTreeMap<Holder, Posted>,
}

/// Who already has something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A network, going by the lists that it handed out.
    Network(Network),
    /// Google Photos, going by what Takeout says next to each photo: uploaded, which is not the same as posted.
    GooglePhotos,
}

impl Holder {
    /// The word for scripts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Network(network) => network.word(),
            Self::GooglePhotos => "google-photos",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Network(network) => network.name(),
            Self::GooglePhotos => "Google Photos",
        }
    }
}

/// What somebody already has, going by their own lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Posted {
    /// Posts, stories, memories, uploaded photos and videos.
    pub posts: u32,
    /// Positions that a phone recorded by itself.
    pub positions: u32,
    /// Those that say where.
    pub located: u32,
    /// Those that say when.
    pub dated: u32,
    /// Those that name somebody.
    pub named: u32,
    /// The first day of all this.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

/// What could not be read of what was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missed {
    /// Files of which nothing is known.
    pub files: u32,
    /// Lists of networks that were read only in part: their names, made printable.
    pub partly: Vec<String>,
}

impl Missed {
    /// Whether all was read.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.files == 0 && self.partly.is_empty()
    }
}

impl Posted {
    fn count(&mut self, sighting: &Sighting) {
        let day = match sighting.taken {
            Some(Taken::Local(at)) => Some(at.date()),
            Some(Taken::Utc(at)) => Some(TimeZone::UTC.to_datetime(at).date()),
            None => None,
        };
        self.first = self.first.into_iter().chain(day).min();
        self.last = self.last.into_iter().chain(day).max();
        let is_post = sighting.sort != Sort::Trace;
        for (count, has) in [
            (&mut self.posts, is_post),
            (&mut self.positions, !is_post),
            (&mut self.located, is_post && !sighting.spots.is_empty()),
            (&mut self.dated, is_post && sighting.taken.is_some()),
            (&mut self.named, is_post && !sighting.people.is_empty()),
        ] {
            *count = count.saturating_add(u32::from(has));
        }
    }
}

impl Together {
    /// Adds what a file tells.
    pub fn add(&mut self, report: &FileReport) {
        let sighting = Sighting::of(&report.removed, report.shows());
        match (&report.outcome, report.sidecar) {
            (_, Some(kind)) => {
                // A JSON file next to an album is about none of its photos.
                if kind == SidecarKind::Takeout && tells(&sighting) {
                    self.posted.entry(Holder::GooglePhotos).or_default().count(&sighting);
                }
                let sighting = Sighting { sort: Sort::Described, ..sighting };
                self.beside.push((report.about.clone(), report.source.clone(), sighting));
            }
            (Outcome::Skipped(_) | Outcome::Refused(_) | Outcome::Failed(_), None) => {}
            _ => {
                let sort = if report.is_video() { Sort::Video } else { Sort::Photo };
                self.put(&report.source, Sighting { sort, names: report.telling_name.clone(), ..sighting });
            }
        }
    }

    /// Adds what the list of a network says about a file, or about something without a file here: then the list stands for it.
    pub fn list(&mut self, list: &Path, post: Post) {
        let Post { network, file, sighting } = post;
        self.posted.entry(Holder::Network(network)).or_default().count(&sighting);
        self.beside.push((file.into_iter().collect(), list.to_path_buf(), sighting));
    }

    /// Who already has what.
    #[must_use]
    pub const fn posted(&self) -> &BTreeMap<Holder, Posted> {
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
            if numbers.is_empty() && tells(&sighting) {
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

/// Whether it says where, when or who.
fn tells(sighting: &Sighting) -> bool {
    !sighting.spots.is_empty() || sighting.taken.is_some() || !sighting.people.is_empty()
}
