//! What the readers of all networks fill: entries, as many as there is room for across all files, and positions (`thin`).

use jiff::{SignedDuration, Timestamp};
use untrace_core::base::Budget;
use untrace_core::insight::{Sighting, Sort, Taken};

use super::export::{Export, Network, Post, Unread};
use super::media::Media;
use super::place::Pair;
use super::thin::{Point, Thinned};

/// How many entries and positions of entries are told across all files: each takes about a kilobyte until everything is told.
const MOST: usize = 60_000;
/// How many bytes of all of them are remembered.
const MEMORY: u64 = 64 << 20;

/// The room shared by all files, and the positions that were recorded.
#[derive(Debug)]
pub(super) struct Room {
    left: usize,
    budget: Budget,
    points: Thinned,
    is_full: bool,
}

impl Default for Room {
    fn default() -> Self {
        Self { left: MOST, budget: Budget::new(u64::MAX, MEMORY), points: Thinned::default(), is_full: false }
    }
}

impl Room {
    /// All positions, each with the number of the file it is from.
    pub(super) fn points(self) -> impl Iterator<Item = (usize, Sighting)> {
        self.points.points().into_iter().map(|Point { pair, at, within, of }| {
            let mut sighting = Sighting { sort: Sort::Trace, taken: at.map(Taken::Utc), within, ..Sighting::default() };
            pair.put(&mut sighting);
            (of, sighting)
        })
    }
}

/// What is found in a file.
pub(super) struct Gather<'a> {
    network: Network,
    /// Its number among all of them.
    of: usize,
    /// Where its photos and videos are.
    pub(super) media: Media,
    room: &'a mut Room,
    tell: &'a mut dyn FnMut(Post),
}

impl<'a> Gather<'a> {
    pub(super) fn new(export: &Export, of: usize, room: &'a mut Room, tell: &'a mut dyn FnMut(Post)) -> Self {
        Self { network: export.network, of, media: Media::new(&export.path, export.above), room, tell }
    }

    /// Whether there is room for more.
    pub(super) fn wants_more(&self) -> bool {
        !self.room.is_full
    }

    /// Adds an entry that tells something.
    pub(super) fn post(&mut self, post: Post) {
        let nothing = Sighting { sort: post.sighting.sort, ..Sighting::default() };
        if self.room.is_full || post.sighting == nothing {
            return;
        }
        // In the end, each position is compared with all others.
        let left = self.room.left.checked_sub(post.sighting.spots.len().max(1));
        match left.filter(|_| self.room.budget.remember(size(&post), 0).is_ok()) {
            Some(left) => {
                self.room.left = left;
                (self.tell)(post);
            }
            None => self.room.is_full = true,
        }
    }

    /// Adds an entry without a file.
    pub(super) fn listed(&mut self, sighting: Sighting) {
        self.post(Post { network: self.network, file: None, sighting: Sighting { sort: Sort::Post, ..sighting } });
    }

    /// Adds a position that was recorded.
    pub(super) fn trace(&mut self, pair: Option<Pair>, at: Option<Timestamp>, within: u32) {
        if let Some(pair) = pair {
            self.room.is_full |= !self.room.points.add(Point { pair, at, within, of: self.of });
        }
    }

    /// Adds a stay: one position per hour, because nights at a place mean more than an evening there.
    pub(super) fn stay(&mut self, pair: Option<Pair>, from: Option<Timestamp>, to: Option<Timestamp>) {
        /// A longer stay means that somebody forgot their phone.
        const HOURS: i64 = 48;
        self.trace(pair, from.or(to), 0);
        let (Some(from), Some(to)) = (from, to) else { return };
        let hours = to.duration_since(from).as_hours().clamp(0, HOURS);
        for hour in 1..=hours {
            self.trace(pair, from.checked_add(SignedDuration::from_hours(hour)).ok(), 0);
        }
    }

    /// Why that is not the whole file.
    pub(super) fn end(self, unread: Option<Unread>) -> Option<Unread> {
        unread.or(self.room.is_full.then_some(Unread::TooMany))
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

    /// What is told of a file that `fill` reads, and why that is not everything.
    fn told(room: &mut Room, fill: impl FnOnce(&mut Gather<'_>)) -> (usize, Option<Unread>) {
        let export = Export { network: Network::Google, path: PathBuf::from("Records.json"), above: 0, single: false };
        let mut posts = 0;
        let mut tell = |_| posts += 1;
        let mut gather = Gather::new(&export, 0, room, &mut tell);
        fill(&mut gather);
        let unread = gather.end(None);
        (posts, unread)
    }

    #[test]
    fn a_night_is_told_hour_by_hour_and_a_forgotten_phone_for_two_days() {
        let at = |seconds: i64| Timestamp::from_second(1_715_526_000 + seconds).ok();
        let told = |hours: i64| {
            let mut room = Room::default();
            let pair = Pair::of_degrees(Number(Some(48.8566)), Number(Some(2.3522)));
            assert_eq!(told(&mut room, |gather| gather.stay(pair, at(0), at(hours * 3600))), (0, None));
            room.points().count()
        };
        assert_eq!([0, 9, 48, 1_000_000, -5].map(told), [1, 10, 49, 49, 1]);
    }

    #[test]
    fn entries_are_told_as_long_as_there_is_room_for_them_in_all_files_together() {
        let filled = |sighting: &Sighting| {
            let mut room = Room::default();
            let (some, unread) = told(&mut room, |gather| (0..500).for_each(|_| gather.listed(sighting.clone())));
            assert_eq!((some, unread), (500, None));
            let (rest, unread) = told(&mut room, |gather| {
                while gather.wants_more() {
                    gather.listed(sighting.clone());
                }
            });
            assert_eq!(unread, Some(Unread::TooMany));
            assert_eq!(told(&mut room, |gather| gather.listed(sighting.clone())), (0, Some(Unread::TooMany)));
            some + rest
        };
        let text = |text: String| Sighting { texts: vec![text], ..Sighting::default() };
        assert_eq!(filled(&text("x".into())), MOST);
        let long = filled(&text("x".repeat(100_000)));
        assert!((600..700).contains(&long), "{long}");
        let spots = vec![untrace_core::insight::Spot::new(48.0, 2.0).unwrap(); 20];
        assert_eq!(filled(&Sighting { spots, ..Sighting::default() }), MOST / 20);
    }

    #[test]
    fn an_entry_that_tells_nothing_is_none() {
        assert_eq!(told(&mut Room::default(), |gather| gather.listed(Sighting::default())), (0, None));
    }
}
