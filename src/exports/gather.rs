//! What the readers of all networks fill: entries, as many as there is room for, and positions (`thin`).

use jiff::{SignedDuration, Timestamp};
use untrace_core::base::Budget;
use untrace_core::insight::{Sighting, Sort, Taken};

use super::export::{Export, Listed, Network, Post, Unread};
use super::media::Media;
use super::place::Pair;
use super::thin::{Point, Thinned};

/// So many entries of a file are told.
const MOST: usize = 200_000;
/// So many bytes of all of them are remembered.
const MEMORY: u64 = 128 << 20;

/// What is found in a file.
#[derive(Debug)]
pub(super) struct Gather {
    network: Network,
    /// Where its photos and videos are.
    pub(super) media: Media,
    posts: Vec<Post>,
    budget: Budget,
    points: Thinned,
    is_full: bool,
}

impl Gather {
    pub(super) fn new(export: &Export) -> Self {
        Self {
            network: export.network,
            media: Media::new(&export.path, export.above),
            posts: Vec::new(),
            budget: Budget::new(u64::MAX, MEMORY),
            points: Thinned::default(),
            is_full: false,
        }
    }

    /// Whether there is room for more.
    pub(super) fn wants_more(&self) -> bool {
        !self.is_full
    }

    /// Adds an entry that tells something.
    pub(super) fn post(&mut self, post: Post) {
        let nothing = Sighting { sort: post.sighting.sort, ..Sighting::default() };
        if self.is_full || post.sighting == nothing {
            return;
        }
        self.is_full = self.posts.len() >= MOST || self.budget.remember(size(&post), 0).is_err();
        if !self.is_full {
            self.posts.push(post);
        }
    }

    /// Adds an entry without a file.
    pub(super) fn listed(&mut self, sighting: Sighting) {
        self.post(Post { network: self.network, file: None, sighting: Sighting { sort: Sort::Post, ..sighting } });
    }

    /// Adds a position that was written down.
    pub(super) fn trace(&mut self, pair: Option<Pair>, at: Option<Timestamp>, within: u32) {
        if let Some(pair) = pair {
            self.is_full |= !self.points.add(Point { pair, at, within });
        }
    }

    /// Adds a stay: a position for each hour of it, because nights at one place are more than an evening there.
    pub(super) fn stay(&mut self, pair: Option<Pair>, from: Option<Timestamp>, to: Option<Timestamp>) {
        /// Longer stays are those of a phone that was forgotten.
        const HOURS: i64 = 48;
        self.trace(pair, from.or(to), 0);
        let (Some(from), Some(to)) = (from, to) else { return };
        let hours = to.duration_since(from).as_hours().clamp(0, HOURS);
        for hour in 1..=hours {
            self.trace(pair, from.checked_add(SignedDuration::from_hours(hour)).ok(), 0);
        }
    }

    /// All of it, and why that is not all of the file.
    pub(super) fn end(self, unread: Option<Unread>) -> Listed {
        let network = self.network;
        let traces = self.points.points().into_iter().map(|Point { pair, at, within }| {
            let mut sighting = Sighting { sort: Sort::Trace, taken: at.map(Taken::Utc), within, ..Sighting::default() };
            pair.put(&mut sighting);
            Post { network, file: None, sighting }
        });
        let mut posts = self.posts;
        posts.extend(traces);
        // The last entry may have been the one too many.
        Listed { posts, unread: unread.or(self.is_full.then_some(Unread::TooMany)) }
    }
}

/// How many bytes an entry takes.
fn size(post: &Post) -> u64 {
    let Post { file, sighting, .. } = post;
    let texts = sighting.texts.iter().chain(&sighting.people).map(|text| text.len().saturating_add(size_of::<String>()));
    let parts = texts.chain(file.iter().map(|file| file.as_os_str().len())).fold(size_of::<Post>(), usize::saturating_add);
    parts.saturating_add(size_of_val(sighting.spots.as_slice())) as u64
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::exports::lenient::Number;

    fn gather() -> Gather {
        Gather::new(&Export { network: Network::Google, path: PathBuf::from("Records.json"), above: 0, single: false })
    }

    #[test]
    fn a_night_is_told_hour_by_hour_and_a_forgotten_phone_for_two_days() {
        let at = |seconds: i64| Timestamp::from_second(1_715_526_000 + seconds).ok();
        let told = |hours: i64| {
            let mut gather = gather();
            let pair = Pair::of_degrees(Number(Some(48.8566)), Number(Some(2.3522)));
            gather.stay(pair, at(0), at(hours * 3600));
            gather.end(None).posts.len()
        };
        assert_eq!([0, 9, 48, 1_000_000, -5].map(told), [1, 10, 49, 49, 1]);
    }

    #[test]
    fn entries_are_remembered_as_long_as_there_is_room_for_them() {
        let filled = |texts: Vec<String>| {
            let mut gather = gather();
            while gather.wants_more() {
                gather.listed(Sighting { texts: texts.clone(), ..Sighting::default() });
            }
            let Listed { posts, unread } = gather.end(None);
            assert_eq!(unread, Some(Unread::TooMany));
            posts.len()
        };
        assert_eq!(filled(vec!["x".into()]), MOST);
        let long = filled(vec!["x".repeat(100_000)]);
        assert!((1200..1400).contains(&long), "{long}");
    }

    #[test]
    fn an_entry_that_tells_nothing_is_none() {
        let mut gather = gather();
        gather.listed(Sighting::default());
        assert_eq!(gather.end(None), Listed::default());
    }
}
