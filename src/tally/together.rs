//! The files of a run as an album, for what they tell together. A file next to photos completes what these say themselves; one
//! whose photo is missing, and what a network lists, count separately. And what others already have of all that.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use untrace_core::insight::{Album, Atlas, Sighting, Sort, Spot, Taken};
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
    holders: Holders,
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
        self.count() == 0
    }

    /// How many files and lists that is.
    #[must_use]
    pub const fn count(&self) -> u64 {
        (self.files as u64).saturating_add(self.partly.len() as u64)
    }
}

impl Posted {
    fn count(&mut self, sighting: &Sighting) {
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

/// What others already have. On which days, the clocks of the album say: those of networks count in UTC.
#[derive(Debug, Clone, Default)]
pub struct Holders(BTreeMap<Holder, (Posted, Vec<Moment>)>);

/// When something was, and where.
type Moment = (Taken, Option<Spot>);

impl Holders {
    fn count(&mut self, holder: Holder, sighting: &Sighting) {
        let (posted, moments) = self.0.entry(holder).or_default();
        posted.count(sighting);
        moments.extend(sighting.taken.map(|taken| (taken, sighting.spots.first().copied())));
    }

    /// Who already has what; `zone` has the clocks where no place is known.
    #[must_use]
    pub fn posted(&self, atlas: &dyn Atlas, zone: Option<&TimeZone>) -> BTreeMap<Holder, Posted> {
        let days = |(posted, moments): &(Posted, Vec<Moment>)| {
            let (first, last) = ends(moments, atlas, zone).unzip();
            Posted { first, last, ..*posted }
        };
        self.0.iter().map(|(holder, held)| (*holder, days(held))).collect()
    }
}

/// The first day and the last one.
fn ends(moments: &[Moment], atlas: &dyn Atlas, zone: Option<&TimeZone>) -> Option<(Date, Date)> {
    /// No clock is farther from another.
    const FARTHEST: SignedDuration = SignedDuration::from_hours(26);
    let rough = |taken: &Taken| match taken {
        Taken::Local(at) => *at,
        Taken::Utc(at) => TimeZone::UTC.to_datetime(*at),
    };
    let day = |(taken, spot): &Moment| match taken {
        Taken::Local(at) => at.date(),
        Taken::Utc(at) => {
            let there = spot.and_then(|spot| atlas.zone(spot)).or_else(|| zone.cloned());
            there.unwrap_or(TimeZone::UTC).to_datetime(*at).date()
        }
    };
    let first = moments.iter().map(|(taken, _)| rough(taken)).min()?;
    let last = moments.iter().map(|(taken, _)| rough(taken)).max()?;
    // Only these can be: asking for the clocks of every place takes long.
    let close = |to: DateTime| moments.iter().filter(move |(taken, _)| rough(taken).duration_since(to).abs() <= FARTHEST);
    Some((close(first).map(day).min()?, close(last).map(day).max()?))
}

impl Together {
    /// Adds what a file tells.
    pub fn add(&mut self, report: &FileReport) {
        let sighting = Sighting::of(&report.removed, report.shows());
        match (&report.outcome, report.sidecar) {
            (_, Some(kind)) => {
                // A JSON file next to an album is about none of its photos.
                if kind == SidecarKind::Takeout && tells(&sighting) {
                    self.holders.count(Holder::GooglePhotos, &sighting);
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
        self.holders.count(Holder::Network(network), &sighting);
        self.beside.push((file.into_iter().collect(), list.to_path_buf(), sighting));
    }

    /// Whether anybody has anything.
    #[must_use]
    pub fn has_posts(&self) -> bool {
        !self.holders.0.is_empty()
    }

    /// The album, the path of each of its files, and what others have.
    #[must_use]
    pub fn finish(mut self) -> (Album, Vec<PathBuf>, Holders) {
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
        (self.album, self.paths, self.holders)
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use untrace_core::insight::Town;

    use super::*;

    /// Without towns, and with the clocks of New Zealand everywhere.
    struct Far;

    impl Atlas for Far {
        fn town(&self, _: Spot) -> Option<Town> {
            None
        }

        fn zone(&self, _: Spot) -> Option<TimeZone> {
            Some(TimeZone::fixed(jiff::tz::offset(13)))
        }
    }

    /// The same posts were from the 14th to the 25th in one line, and from the 15th to the 26th in another.
    #[test]
    fn posts_are_of_the_days_that_the_album_has() {
        let mut holders = Holders::default();
        let network = Holder::Network(Network::Instagram);
        for (at, spot) in
            [("2024-11-14T20:00:00Z", None), ("2024-11-20T12:00:00Z", None), ("2024-11-25T20:00:00Z", Spot::new(-41.3, 174.8))]
        {
            let taken = Some(Taken::Utc(at.parse().unwrap()));
            holders
                .count(network, &Sighting { sort: Sort::Post, taken, spots: spot.into_iter().collect(), ..Sighting::default() });
        }
        let days = |zone: Option<&TimeZone>| {
            let posted = holders.posted(&Far, zone)[&network];
            (posted.posts, posted.first.unwrap(), posted.last.unwrap())
        };
        assert_eq!(days(None), (3, date(2024, 11, 14), date(2024, 11, 26)));
        let zone = TimeZone::fixed(jiff::tz::offset(13));
        assert_eq!(days(Some(&zone)), (3, date(2024, 11, 15), date(2024, 11, 26)));
    }
}
