//! Reads a `moov` box to find out which tracks there are, and which bytes their samples are.

use super::edits::{self, Edit};
use super::purpose;
use super::removed;
use super::sample_tables::{self, Unit, Visit, in_body};
use super::sound::{self, Frames};
use super::start::{Base, Start};
use super::trim::{self, Coding, Media, Unseen};
use crate::base::{Error, Input, Limit, Malformed, Place, Span, Unsupported};
use crate::containers::bmff::{self, BmffBox, FULL_LEN, boxes};
use crate::formats::extents::Extents;
use crate::model::ItemRole;

/// Kinds of media that are seen or heard (ISO/IEC 14496-12, 12.1 to 12.2). `auxv` is whatever `auxi` says.
const SHOWN: [[u8; 4]; 4] = [*b"vide", *b"soun", *b"auxv", *b"pict"];
/// References to a track whose samples of the same time are needed to decode one's own (ISO/IEC 14496-15; ISO/IEC
/// 14496-12, 8.3.3).
const DEPENDS: [[u8; 4]; 6] = [*b"sbas", *b"scal", *b"oref", *b"lyra", *b"deps", *b"swto"];
/// Most tracks of a movie, and most references of one: real ones have fewer than a dozen.
const MOST_TRACKS: usize = 1000;
/// Longest sample entry that is read for its numbers.
const ENTRY_HEAD: u64 = 128;

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
}

/// A track.
#[derive(Debug)]
pub(super) struct Track {
    /// Its `trak` box.
    pub(super) span: Span,
    pub(super) id: u32,
    /// Handler type of its media.
    pub(super) handler: [u8; 4],
    /// Type of its first sample entry.
    pub(super) format: [u8; 4],
    /// Whether it is picture or sound.
    pub(super) shown: bool,
    /// Default size of samples in fragments, and number of their sample entry.
    pub(super) default_size: u32,
    pub(super) default_description: u32,
    /// Number of samples in its tables, and bytes of all its samples.
    pub(super) samples: u32,
    pub(super) bytes: u64,
    /// Ticks per second of its media.
    pub(super) scale: u32,
    /// What is cut off by its edit list.
    pub(super) unseen: Unseen,
    /// How much earlier its fragments begin, and the edits that lead into them.
    pub(super) start: Start,
    /// Whether players show it by default, and the tracks that it can replace (8.3.2).
    enabled: bool,
    alternates: u16,
    /// Tracks that contain its chapters.
    chapters: Vec<u32>,
    /// Tracks that it shows at a smaller size.
    pub(super) thumbnails_of: Vec<u32>,
    /// Its role for another track, if no player shows it.
    pub(super) secondary: Option<ItemRole>,
    /// Whether its samples are decoded together with those of another track, by their times.
    depends: bool,
    edits: Option<BmffBox>,
    table: Option<BmffBox>,
    information: Option<BmffBox>,
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
            let track = Track::read(input, track)?;
            // References and fragments use the id, and would mean either.
            if read.track(track.id).is_some() {
                return Err(Error::malformed(Malformed::SecondBox, BmffBox { span: track.span, ..*movie }.place()));
            }
            read.tracks.push(track);
        }
        if let Some(extends) = inner.only(*b"mvex")? {
            read.extends = true;
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
                let mut own = Extents::default();
                track.follow(input, Unit::Run, &mut |span, _| own.push(span)).map_err(|error| error.inside("trak"))?;
                track.unseen = track.unseen(input, self.scale).map_err(|error| error.inside("trak"))?;
                let own = own.merged();
                let stays = track.unseen.trim.as_ref().map_or(&own, |trim| &trim.bytes);
                stays.iter().try_for_each(|run| shown.push(run))?;
                if track.unseen.trim.is_some() {
                    own.iter().try_for_each(|run| cut.push(run))?;
                }
            } else if track.shown {
                track.follow(input, Unit::Run, &mut |span, _| shown.push(span)).map_err(|error| error.inside("trak"))?;
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

impl Track {
    fn read(input: &Input<'_>, track: &BmffBox) -> Result<Self, Error> {
        let inner = boxes(input, track.body())?;
        let mut read = Self {
            span: track.span,
            id: 0,
            handler: [0; 4],
            format: [0; 4],
            shown: false,
            default_size: 0,
            default_description: 1,
            samples: 0,
            bytes: 0,
            scale: 0,
            unseen: Unseen::default(),
            start: Start::default(),
            enabled: true,
            alternates: 0,
            chapters: Vec::new(),
            thumbnails_of: Vec::new(),
            secondary: None,
            depends: false,
            edits: None,
            table: None,
            information: None,
        };
        if let Some(header) = inner.only(*b"tkhd")? {
            let [version] = in_body(input, header, 0)?;
            read.id = u32::from_be_bytes(in_body(input, header, if version == 1 { 20 } else { 12 })?);
            let [_, _, _, flags] = in_body(input, header, 0)?;
            read.enabled = flags & 1 != 0;
            let alternates = if version == 1 { 46 } else { 34 };
            if header.body_from(alternates).len >= 2 {
                read.alternates = u16::from_be_bytes(in_body(input, header, alternates)?);
            }
        }
        let Some(media) = inner.only(*b"mdia")? else { return Ok(read) };
        let media = boxes(input, media.body())?;
        if let Some(handler) = media.only(*b"hdlr")? {
            read.handler = in_body(input, handler, 8)?;
        }
        if let Some(header) = media.only(*b"mdhd")? {
            read.scale = scale(input, header)?;
        }
        read.shown = SHOWN.contains(&read.handler);
        let mut is_auxiliary = read.handler == *b"auxv";
        for references in inner.all(*b"tref") {
            read.chapters.extend(referred(input, references, *b"chap")?);
            read.thumbnails_of.extend(referred(input, references, *b"thmb")?);
            let kinds = boxes(input, references.body())?.list;
            read.depends |= kinds.iter().any(|kind| DEPENDS.contains(&kind.kind));
            is_auxiliary |= kinds.iter().any(|kind| kind.kind == *b"auxl");
        }
        if let Some(edits) = inner.all(*b"edts").next() {
            read.edits = boxes(input, edits.body())?.all(*b"elst").next().copied();
        }
        if let Some(information) = media.only(*b"minf")? {
            let inner = boxes(input, information.body())?;
            read.information = Some(*information);
            read.table = inner.only(*b"stbl")?.copied();
        }
        if let Some(table) = &read.table {
            let tables = boxes(input, table.body())?;
            let sizes = tables.all(*b"stsz").chain(tables.all(*b"stz2")).next();
            read.samples = sizes.map_or(Ok(0), |sizes| in_body(input, sizes, 8).map(u32::from_be_bytes))?;
        }
        let entries = read.entries(input)?;
        read.format = entries.first().map_or(read.handler, |entry| entry.kind);
        if read.shown && is_auxiliary && read.handler != *b"soun" {
            read.secondary = purpose::role(input, &entries)?;
            read.shown = read.secondary.is_none();
        }
        Ok(read)
    }

    /// Its sample entries.
    pub(super) fn entries(&self, input: &Input<'_>) -> Result<Vec<BmffBox>, Error> {
        let Some(table) = &self.table else { return Ok(Vec::new()) };
        match boxes(input, table.body())?.only(*b"stsd")? {
            Some(descriptions) => Ok(boxes(input, descriptions.body_from(8))?.list),
            None => Ok(Vec::new()),
        }
    }

    /// Its edits; none if there are too many to examine.
    pub(super) fn edits(&self, input: &Input<'_>) -> Result<Vec<Edit>, Error> {
        Ok(self.edits.as_ref().map_or(Ok(None), |list| edits::read(input, list))?.unwrap_or_default())
    }

    /// How much earlier its edits begin in their media, in ticks.
    pub(super) fn earlier(&self) -> i64 {
        self.unseen.trim.as_ref().map_or(self.start.edits, |trim| trim.earlier)
    }

    fn unseen(&self, input: &Input<'_>, movie_scale: u32) -> Result<Unseen, Error> {
        let (edits, entries) = (self.edits(input)?, self.entries(input)?);
        let (Some(table), Some(shown)) = (&self.table, edits::shown(&edits, movie_scale, self.scale)) else {
            return Ok(Unseen::default());
        };
        // The file will be refused because of protected media.
        if self.scale == 0 || entries.iter().any(|entry| removed::is_protected(entry.kind)) {
            return Ok(Unseen::default());
        }
        let tables = boxes(input, table.body())?;
        let frames = sample_tables::counted(input, &tables, self.frames(input, &entries)?)?;
        trim::unseen(&Media {
            input,
            tables: &tables,
            samples: self.samples,
            scale: self.scale,
            coding: Coding::of(self.handler, self.format),
            descriptions: u32::try_from(entries.len()).unwrap_or(u32::MAX),
            frames,
            again: edits.iter().filter(|edit| edit.media_time != -1).count() > 1,
            shown,
        })
    }

    /// Visits the bytes of all samples described in the movie box itself.
    pub(super) fn follow(&self, input: &Input<'_>, unit: Unit, visit: &mut Visit<'_>) -> Result<(), Error> {
        let Some(table) = &self.table else {
            return Err(Error::malformed(Malformed::SampleTable, Place::new(self.span.start, "trak")));
        };
        let entries = self.entries(input)?;
        if entries.iter().any(|entry| removed::is_protected(entry.kind)) {
            // The file will be refused for it; it does not matter where its samples are.
            return Ok(());
        }
        if self.shown {
            self.all_in_this_file(input, &entries)?;
        }
        let frames = self.frames(input, &entries)?;
        let descriptions = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        sample_tables::follow(input, &boxes(input, table.body())?, frames, descriptions, unit, visit)
    }

    /// What its sample entries say about sound packets, if they all say the same.
    fn frames(&self, input: &Input<'_>, entries: &[BmffBox]) -> Result<Option<Frames>, Error> {
        let mut frames = Vec::new();
        for entry in entries.iter().filter(|_| self.handler == *b"soun") {
            let head = entry.body();
            let head = input.bytes(Span::new(head.start, head.len.min(ENTRY_HEAD)))?;
            frames.push(sound::frames(entry.kind, &head));
        }
        Ok(frames.first().copied().flatten().filter(|first| frames.iter().all(|other| *other == Some(*first))))
    }

    /// Makes sure that the data references of all sample entries mean the file itself (ISO/IEC 14496-12, 8.7.2).
    fn all_in_this_file(&self, input: &Input<'_>, entries: &[BmffBox]) -> Result<(), Error> {
        let Some(information) = &self.information else { return Ok(()) };
        let Some(data) = boxes(input, information.body())?.only(*b"dinf")?.copied() else { return Ok(()) };
        let Some(references) = boxes(input, data.body())?.only(*b"dref")?.copied() else { return Ok(()) };
        let references = boxes(input, references.body_from(8))?.list;
        for entry in entries {
            let index = usize::from(u16::from_be_bytes(in_body(input, entry, 6)?));
            let Some(reference) = index.checked_sub(1).and_then(|index| references.get(index)) else { continue };
            let [_, _, _, flags] = in_body(input, reference, 0)?;
            // Some writers forget the flag, but do not name another file either.
            if flags & 1 == 0 && reference.body().len > FULL_LEN {
                let rest = input.bytes(reference.body_from(FULL_LEN))?;
                if rest.iter().any(|&byte| byte != 0) {
                    return Err(Error::unsupported(Unsupported::ExternalMedia, reference.place()));
                }
            }
        }
        Ok(())
    }
}

/// Ticks per second, from a `mvhd` or `mdhd` box.
fn scale(input: &Input<'_>, header: &BmffBox) -> Result<u32, Error> {
    let [version] = in_body(input, header, 0)?;
    Ok(u32::from_be_bytes(in_body(input, header, if version == 1 { 20 } else { 12 })?))
}

/// Ids of the tracks that a `tref` box refers to with this type of reference.
fn referred(input: &Input<'_>, references: &BmffBox, kind: [u8; 4]) -> Result<Vec<u32>, Error> {
    let mut ids = Vec::new();
    for kind in boxes(input, references.body())?.all(kind) {
        let mut entries = bmff::Entries::<4>::new(input, kind.body());
        while let Some(id) = entries.read()? {
            if ids.len() >= MOST_TRACKS {
                return Err(Error::limit(Limit::Elements, kind.place()));
            }
            ids.push(u32::from_be_bytes(id));
        }
    }
    Ok(ids)
}
