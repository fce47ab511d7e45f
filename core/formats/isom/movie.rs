//! Reads a `moov` box to find out which tracks there are, and which bytes their samples are.

use std::collections::BTreeSet;

use super::lasts::Lasts;
use super::sample_tables::{Unit, in_body};
use super::start::Base;
use super::track::{MOST_TRACKS, Track, scale};
use crate::base::{Error, Input, Limit, Malformed, Span, Unsupported};
use crate::containers::bmff::{BmffBox, FULL_LEN, boxes};
use crate::formats::extents::Extents;

/// Most groups of tracks of which one can replace another.
const MOST_GROUPS: u8 = 15;

/// What a `moov` box says.
#[derive(Debug, Default)]
pub(super) struct Movie {
    pub(super) tracks: Vec<Track>,
    /// Ticks per second.
    pub(super) scale: u32,
    /// The base of fragment times.
    pub(super) base: Base,
    /// When the last of them begins, relative to that base.
    pub(super) last: u64,
    /// Whether samples can be in fragments.
    pub(super) extends: bool,
    /// Whether lists of pictures can refer to its tracks by their ids.
    pub(super) is_named: bool,
}

impl Movie {
    /// Reads a `moov` box.
    pub(super) fn read(input: &Input<'_>, movie: &BmffBox) -> Result<Self, Error> {
        let inner = boxes(input, movie.body())?;
        if let Some(compressed) = inner.all(*b"cmov").next() {
            return Err(Error::unsupported(Unsupported::CompressedMovie, compressed.place()));
        }
        let header = inner.only(*b"mvhd")?;
        let mut read = Self { scale: header.map_or(Ok(0), |header| scale(input, header))?, ..Self::default() };
        for track in inner.all(*b"trak") {
            if read.tracks.len() >= MOST_TRACKS {
                return Err(Error::limit(Limit::Elements, track.place()));
            }
            let track = Track::read(input, track, read.scale)?;
            // References and fragments use the id, and would mean either.
            if read.track(track.id).is_some() {
                return Err(Error::malformed(Malformed::SecondBox, BmffBox { span: track.span, ..*movie }.place()));
            }
            read.tracks.push(track);
        }
        if let Some(extends) = inner.only(*b"mvex")? {
            read.extends = true;
            // How long it lasts is in the fragments.
            read.tracks.iter_mut().for_each(Track::extend);
            for defaults in boxes(input, extends.body())?.all(*b"trex") {
                let id = u32::from_be_bytes(in_body(input, defaults, FULL_LEN)?);
                let description = u32::from_be_bytes(in_body(input, defaults, 8)?);
                let size = u32::from_be_bytes(in_body(input, defaults, 16)?);
                if let Some(track) = read.tracks.iter_mut().find(|track| track.id == id) {
                    (track.default_description, track.default_size) = (description, size);
                }
            }
        }
        read.without_chapters();
        read.without_thumbnails();
        read.without_switched_off();
        if read.tracks.iter().any(|track| track.shown) {
            Ok(read)
        } else {
            Err(Error::malformed(Malformed::NoTrack, movie.place()))
        }
    }

    /// Pictures of chapters are not the picture of the movie, if there is another.
    fn without_chapters(&mut self) {
        let chapters: Vec<u32> =
            self.tracks.iter().filter(|track| track.shown).flat_map(|track| track.chapters.clone()).collect();
        let is_chapter = |track: &Track| track.handler == *b"vide" && chapters.contains(&track.id);
        if self.tracks.iter().any(|track| track.handler == *b"vide" && !is_chapter(track)) {
            for track in &mut self.tracks {
                track.shown &= !is_chapter(track);
            }
        }
    }

    /// Players do not show what is switched off if there is another track of its kind that is not (8.3.2). Sound that
    /// can replace another, such as in another language, stays: players let people choose. If all of a kind are
    /// switched off, a writer forgot to switch them on, and players show them.
    fn without_switched_off(&mut self) {
        for kind in [*b"vide", *b"soun"] {
            let on = |track: &&Track| track.shown && track.handler == kind && track.enabled;
            let alternates: Vec<u16> = self.tracks.iter().filter(on).map(|track| track.alternates).collect();
            let stands_in = |track: &Track| kind == *b"soun" && track.alternates != 0 && alternates.contains(&track.alternates);
            for track in self.tracks.iter_mut().filter(|track| track.handler == kind) {
                track.shown &= track.enabled || alternates.is_empty() || stands_in(track);
            }
        }
    }

    /// How long the movie lasts, if its header says so: as long as one of its tracks, by one of the ways in which writers
    /// count, or else as the longest.
    pub(super) fn lasts(&self, stands: u64) -> u64 {
        let shown = || self.tracks.iter().filter(|track| track.shown);
        let ways = |track: &Track| {
            let (edited, media) = (track.lasts_in_movie(self.scale), track.media_lasts());
            let over = [track.over_in_movie(self.scale), media.over(track.scale, self.scale)];
            [edited, edited.and_one(), media.by(track.scale, self.scale)].into_iter().chain(over)
        };
        if shown().flat_map(ways).any(|lasts| lasts == Lasts::Ticks(stands)) {
            return stands;
        }
        let longest = shown().map(|track| track.lasts_in_movie(self.scale)).fold(Lasts::Ticks(0), Lasts::longer);
        longest.said(stands, self.scale)
    }

    /// The id that a track has in the copy: those that stay are counted from one.
    pub(super) fn number(&self, id: u32) -> u32 {
        let index = self.tracks.iter().filter(|track| track.shown).position(|track| track.id == id);
        let number = index.and_then(|index| u32::try_from(index).ok()).map(|index| index.saturating_add(1));
        number.filter(|_| !self.is_named).unwrap_or(id)
    }

    /// The number of the tracks that one can replace, or be replaced by; 0 if there are none.
    pub(super) fn alternates(&self, track: &Track) -> u8 {
        let shown = || self.tracks.iter().filter(|track| track.shown && track.alternates != 0);
        let are_more = |group: u16| shown().filter(|track| track.alternates == group).count() > 1;
        if track.alternates == 0 || !are_more(track.alternates) {
            return 0;
        }
        let mut groups: Vec<u16> = Vec::new();
        for group in shown().map(|track| track.alternates).filter(|group| are_more(*group)) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        let index = groups.iter().position(|group| *group == track.alternates).unwrap_or(0);
        u8::try_from(index.saturating_add(1)).unwrap_or(MOST_GROUPS).min(MOST_GROUPS)
    }

    /// The track with this id.
    pub(super) fn track(&self, id: u32) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == id)
    }

    /// Whether the track with this id stays. One that the movie does not list has no picture or sound.
    pub(super) fn is_shown(&self, id: u32) -> bool {
        self.track(id).is_some_and(|track| track.shown)
    }

    /// Adds the bytes of all samples described in the movie box itself: those of picture and sound, and the others.
    ///
    /// Those that were cut off are neither: `cut`. This never includes samples of fragments, nor those that are decoded
    /// with others.
    pub(super) fn follow(
        &mut self,
        input: &Input<'_>,
        shown: &mut Extents,
        cut: &mut Extents,
        others: &mut Extents,
    ) -> Result<(), Error> {
        let whole = self.extends || self.tracks.iter().any(|track| track.shown && track.depends);
        for track in &mut self.tracks {
            if track.shown && !whole {
                let (mut own, mut used) = (Extents::default(), BTreeSet::new());
                let mut visit = |span, description| {
                    used.insert(description);
                    own.push(span)
                };
                track.follow(input, Unit::Run, &mut visit).map_err(|error| error.inside("trak"))?;
                track.used = used;
                track.unseen = track.unseen(input, self.scale).map_err(|error| error.inside("trak"))?;
                let own = own.merged();
                let stays = track.unseen.trim.as_ref().map_or(&own, |trim| &trim.bytes);
                stays.iter().try_for_each(|run| shown.push(run))?;
                if track.unseen.trim.is_some() {
                    own.iter().try_for_each(|run| cut.push(run))?;
                }
            } else if track.shown {
                let mut used = BTreeSet::new();
                let mut visit = |span, description| {
                    used.insert(description);
                    shown.push(span)
                };
                track.follow(input, Unit::Run, &mut visit).map_err(|error| error.inside("trak"))?;
                track.used = used;
            } else {
                // A table that cannot be followed owns nothing: bytes of no other track go in any case.
                let mut own = Extents::default();
                if let Err(Error::Io(error)) = track.follow(input, Unit::Run, &mut |span, _| own.push(span)) {
                    return Err(error.into());
                }
                let own = own.merged();
                track.bytes = own.total();
                for run in own.within(Span::new(0, input.len())) {
                    others.push(run)?;
                }
            }
        }
        Ok(())
    }
}
