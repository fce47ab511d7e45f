//! Reads a `trak` box: what it is, and where its samples are said to be.

use std::collections::BTreeSet;

use super::edits::{self, Edit};
use super::lasts::Lasts;
use super::purpose;
use super::removed;
use super::sample_tables::{self, Unit, Visit, in_body};
use super::sound::{self, Frames};
use super::start::Start;
use super::trim::{self, Coding, Media, Unseen};
use crate::base::{Error, Input, Limit, Malformed, Place, Span, Unsupported};
use crate::containers::bmff::{self, BmffBox, FULL_LEN, boxes};
use crate::model::ItemRole;

/// Kinds of media that are seen or heard (ISO/IEC 14496-12, 12.1 to 12.2). `auxv` is whatever `auxi` says.
const SHOWN: [[u8; 4]; 4] = [*b"vide", *b"soun", *b"auxv", *b"pict"];
/// References to a track whose samples of the same time are needed to decode one's own (ISO/IEC 14496-15; ISO/IEC
/// 14496-12, 8.3.3).
const DEPENDS: [[u8; 4]; 6] = [*b"sbas", *b"scal", *b"oref", *b"lyra", *b"deps", *b"swto"];
/// Most tracks of a movie, and most references of one: real ones have fewer than a dozen.
pub(super) const MOST_TRACKS: usize = 1000;
/// Longest sample entry that is read for its numbers.
const ENTRY_HEAD: u64 = 128;
/// Largest id: writers count from one.
const LARGEST_ID: u32 = 0xFFFF;
/// Fastest clock: ten million ticks per second, or one in nanoseconds.
const FASTEST: u32 = 10_000_000;
const NANOSECONDS: u32 = 1_000_000_000;

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
    /// Ticks per second of its media, and how long they last.
    pub(super) scale: u32,
    pub(super) lasts: Lasts,
    /// Until when its samples are shown, in its own ticks.
    pub(super) until: Lasts,
    /// Numbers of the sample entries that its samples use.
    pub(super) used: BTreeSet<u32>,
    /// What is cut off by its edit list.
    pub(super) unseen: Unseen,
    /// How much earlier its fragments begin, and the edits that lead into them.
    pub(super) start: Start,
    /// Whether players show it by default, and the tracks that it can replace (8.3.2).
    pub(super) enabled: bool,
    pub(super) alternates: u16,
    /// Tracks that contain its chapters.
    pub(super) chapters: Vec<u32>,
    /// Tracks that it shows at a smaller size.
    pub(super) thumbnails_of: Vec<u32>,
    /// Its role for another track, if no player shows it.
    pub(super) secondary: Option<ItemRole>,
    /// Whether its samples are decoded together with those of another track, by their times.
    pub(super) depends: bool,
    edits: Option<BmffBox>,
    /// What they add up to, by the clock of the movie, if all of them have an end.
    edited: Option<u64>,
    movie_scale: u32,
    table: Option<BmffBox>,
    information: Option<BmffBox>,
}

impl Track {
    pub(super) fn read(input: &Input<'_>, track: &BmffBox, movie_scale: u32) -> Result<Self, Error> {
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
            lasts: Lasts::Unknown,
            until: Lasts::Unknown,
            used: BTreeSet::new(),
            unseen: Unseen::default(),
            start: Start::default(),
            enabled: true,
            alternates: 0,
            chapters: Vec::new(),
            thumbnails_of: Vec::new(),
            secondary: None,
            depends: false,
            edits: None,
            edited: None,
            movie_scale,
            table: None,
            information: None,
        };
        if let Some(header) = inner.only(*b"tkhd")? {
            let [version] = in_body(input, header, 0)?;
            read.id = u32::from_be_bytes(in_body(input, header, if version == 1 { 20 } else { 12 })?);
            let [_, _, _, flags] = in_body(input, header, 0)?;
            read.enabled = flags & 1 != 0;
            let alternates = if version == 1 { 46 } else { 34 };
            if read.id > LARGEST_ID {
                return Err(Error::malformed(Malformed::SampleTable, header.place()));
            }
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
            read.lasts = Lasts::of(input, &tables, read.samples)?;
            read.until = read.lasts.shown(input, &tables, read.samples)?;
        }
        let durations: Vec<u64> = read.edits(input)?.iter().map(|edit| edit.duration).collect();
        let endless = durations.is_empty() || durations.contains(&0);
        read.edited = if endless { None } else { Some(durations.into_iter().fold(0, u64::saturating_add)) };
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
        let edits = self.edits.as_ref().map_or(Ok(None), |list| edits::read(input, list))?.unwrap_or_default();
        Ok(edits.into_iter().map(|edit| edit.within(self.until, self.movie_scale, self.scale)).collect())
    }

    /// How long it lasts, by the clock of the movie: as long as its edits, if there are any.
    pub(super) fn lasts_in_movie(&self, movie_scale: u32) -> Lasts {
        self.edited.map_or_else(|| self.media_lasts().by(self.scale, movie_scale), Lasts::Ticks)
    }

    /// The same, in ticks that are over when it ends.
    pub(super) fn over_in_movie(&self, movie_scale: u32) -> Lasts {
        self.edited.map_or_else(|| self.media_lasts().over(self.scale, movie_scale), Lasts::Ticks)
    }

    /// How long its media last in the copy, in its own ticks.
    pub(super) fn media_lasts(&self) -> Lasts {
        let trim = self.unseen.trim.as_ref();
        trim.map_or(self.lasts, |trim| Lasts::Ticks(trim.duration.unsigned_abs()))
    }

    /// More of it is in fragments.
    pub(super) fn extend(&mut self) {
        (self.lasts, self.until, self.edited) = (Lasts::Unknown, Lasts::Unknown, None);
    }

    /// How much earlier its edits begin in their media, in ticks.
    pub(super) fn earlier(&self) -> i64 {
        self.unseen.trim.as_ref().map_or(self.start.edits, |trim| trim.earlier)
    }

    pub(super) fn unseen(&self, input: &Input<'_>, movie_scale: u32) -> Result<Unseen, Error> {
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

    /// Whether its tables count values of sound, and its sample entry says how many are in a packet.
    pub(super) fn is_counted(&self, input: &Input<'_>) -> Result<bool, Error> {
        let Some(table) = &self.table else { return Ok(false) };
        let frames = self.frames(input, &self.entries(input)?)?;
        Ok(sample_tables::counted(input, &boxes(input, table.body())?, frames)?.is_some())
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
pub(super) fn scale(input: &Input<'_>, header: &BmffBox) -> Result<u32, Error> {
    let [version] = in_body(input, header, 0)?;
    let scale = u32::from_be_bytes(in_body(input, header, if version == 1 { 20 } else { 12 })?);
    if scale <= FASTEST || scale == NANOSECONDS {
        Ok(scale)
    } else {
        Err(Error::malformed(Malformed::SampleTable, header.place()))
    }
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
