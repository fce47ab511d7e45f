//! What the readers of all networks fill: entries, as many as are counted, and positions, one for each ten minutes and place,
//! so that a million of them stay few.

use jiff::{SignedDuration, Timestamp};
use untrace_core::insight::{Sighting, Sort, Taken};

use super::export::{Export, Listed, Network, Post, Unread};
use super::media::Media;
use super::place::Pair;
use crate::hashed::Set;

/// So many entries of a file are told.
const MOST: usize = 200_000;
/// One position in so many seconds is told of each place.
const STEP: i64 = 600;

/// What is found in a file.
#[derive(Debug)]
pub(super) struct Gather {
    network: Network,
    /// Where its photos and videos are.
    pub(super) media: Media,
    posts: Vec<Post>,
    /// Ten minutes and places that were told.
    known: Set<(Option<i64>, (i64, i64))>,
}

impl Gather {
    pub(super) fn new(export: &Export) -> Self {
        Self { network: export.network, media: Media::new(&export.path, export.above), posts: Vec::new(), known: Set::default() }
    }

    /// Whether more is counted.
    pub(super) fn wants_more(&self) -> bool {
        self.posts.len() < MOST
    }

    /// Adds an entry that tells something.
    pub(super) fn post(&mut self, post: Post) {
        let nothing = Sighting { sort: post.sighting.sort, ..Sighting::default() };
        if self.wants_more() && post.sighting != nothing {
            self.posts.push(post);
        }
    }

    /// Adds an entry without a file.
    pub(super) fn listed(&mut self, sighting: Sighting) {
        self.post(Post { network: self.network, file: None, sighting: Sighting { sort: Sort::Post, ..sighting } });
    }

    /// Adds a position that was written down, unless it is known. One that is none is told once.
    pub(super) fn trace(&mut self, pair: Option<Pair>, at: Option<Timestamp>, within: u32) {
        let Some(pair) = pair else { return };
        /// Where no position is.
        const NOWHERE: (i64, i64) = (i64::MAX, i64::MAX);
        let key = match pair.spot().and(pair.neighbourhood()) {
            Some(place) => (at.map(|at| at.as_second().div_euclid(STEP)), place),
            None => (None, NOWHERE),
        };
        if !self.wants_more() || !self.known.insert(key) {
            return;
        }
        let mut sighting = Sighting { sort: Sort::Trace, taken: at.map(Taken::Utc), within, ..Sighting::default() };
        pair.put(&mut sighting);
        self.posts.push(Post { network: self.network, file: None, sighting });
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

    pub(super) fn end(self, unread: Option<Unread>) -> Listed {
        Listed { posts: self.posts, unread }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::exports::lenient::Number;

    fn gather() -> Gather {
        Gather::new(&Export { network: Network::Google, path: PathBuf::from("Records.json"), above: 0, single: false })
    }

    fn pair(latitude: f64, longitude: f64) -> Option<Pair> {
        Pair::of_degrees(Number(Some(latitude)), Number(Some(longitude)))
    }

    fn at(seconds: i64) -> Option<Timestamp> {
        Timestamp::from_second(1_715_526_000 + seconds).ok()
    }

    #[test]
    fn of_a_million_positions_one_for_each_ten_minutes_and_place_is_told() {
        let mut gather = gather();
        for second in 0..1_000_000 {
            gather.trace(pair(48.8566, 2.3522), at(second), 10);
        }
        assert_eq!(gather.end(None).posts.len(), 1_000_000 / 600 + 1);
    }

    #[test]
    fn places_are_told_apart_within_ten_minutes() {
        let mut gather = gather();
        for (latitude, second) in [(48.8566, 0), (48.8566, 1), (48.8666, 2), (48.8566, 3), (48.8566, 600)] {
            gather.trace(pair(latitude, 2.3522), at(second), 0);
        }
        assert_eq!(gather.end(None).posts.len(), 3);
    }

    #[test]
    fn positions_that_are_none_are_told_once() {
        let mut gather = gather();
        for second in 0..10_000 {
            gather.trace(pair(0.0, 0.0), at(second), 0);
            gather.trace(pair(99.0, f64::from(second as i32)), at(second), 0);
        }
        let posts = gather.end(None).posts;
        assert!(posts.len() == 1 && posts[0].sighting.nowhere && posts[0].sighting.spots.is_empty());
    }

    #[test]
    fn a_night_is_told_hour_by_hour_and_a_forgotten_phone_for_two_days() {
        let told = |hours: i64| {
            let mut gather = gather();
            gather.stay(pair(48.8566, 2.3522), at(0), at(hours * 3600));
            gather.end(None).posts.len()
        };
        assert_eq!([0, 9, 48, 1_000_000, -5].map(told), [1, 10, 49, 49, 1]);
    }

    #[test]
    fn more_entries_than_are_counted_are_not_remembered() {
        let mut gather = gather();
        for second in 0..i64::try_from(MOST).unwrap() + 5 {
            gather.trace(pair(48.8566, 2.3522), at(second * 600), 0);
        }
        gather.listed(Sighting { nowhere: true, ..Sighting::default() });
        assert!(!gather.wants_more());
        assert_eq!(gather.end(None).posts.len(), MOST);
    }
}
