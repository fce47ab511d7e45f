//! Reads a `moov` box as far as it says which tracks there are, and which bytes their samples are.

use super::sample_tables::{self, Unit, Visit, in_body};
use super::{removed, sound};
use crate::base::{Error, Input, Limit, Malformed, Place, Span, Unsupported};
use crate::containers::bmff::{self, BmffBox, FULL_LEN, boxes};
use crate::formats::extents::Extents;

/// Kinds of media that are shown or heard (ISO/IEC 14496-12, 12.1 to 12.2; `auxv` is alpha or depth).
const SHOWN: [[u8; 4]; 4] = [*b"vide", *b"soun", *b"auxv", *b"pict"];
/// Most tracks of a film, and most references of one: those of real films are less than a dozen.
const MOST_TRACKS: usize = 1000;
/// Longest sample entry that is read for its numbers.
const ENTRY_HEAD: u64 = 128;

/// What a `moov` box says.
#[derive(Debug, Default)]
pub(super) struct Movie {
    pub(super) tracks: Vec<Track>,
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
    /// Size of samples in fragments that do not say, and number of their sample entry.
    pub(super) default_size: u32,
    pub(super) default_description: u32,
    /// Number of samples that its tables count, and bytes of all its samples.
    pub(super) samples: u32,
    pub(super) bytes: u64,
    /// Tracks that hold its chapters.
    chapters: Vec<u32>,
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
        inner.only(*b"mvhd")?;
        let mut read = Self::default();
        for track in inner.all(*b"trak") {
            if read.tracks.len() >= MOST_TRACKS {
                return Err(Error::limit(Limit::Elements, track.place()));
            }
            let track = Track::read(input, track)?;
            // References and fragments go by the id, and would mean either.
            if read.track(track.id).is_some() {
                return Err(Error::malformed(Malformed::SecondBox, BmffBox { span: track.span, ..*movie }.place()));
            }
            read.tracks.push(track);
        }
        if let Some(extends) = inner.only(*b"mvex")? {
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
        if read.tracks.iter().any(|track| track.shown) {
            Ok(read)
        } else {
            Err(Error::malformed(Malformed::NoTrack, movie.place()))
        }
    }

    /// Pictures of chapters are no picture of the movie, where there is another.
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

    /// The track of an id.
    pub(super) fn track(&self, id: u32) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == id)
    }

    /// Whether a track of this id stays. One that the movie does not know has no picture or sound.
    pub(super) fn is_shown(&self, id: u32) -> bool {
        self.track(id).is_some_and(|track| track.shown)
    }

    /// Adds the bytes of all samples that the movie box itself describes: those of picture and sound, and the others.
    pub(super) fn follow(&mut self, input: &Input<'_>, shown: &mut Extents, others: &mut Extents) -> Result<(), Error> {
        for track in &mut self.tracks {
            if track.shown {
                track.follow(input, Unit::Run, &mut |span, _| shown.push(span)).map_err(|error| error.inside("trak"))?;
            } else {
                // A table that cannot be followed owns nothing: what no other track owns goes in any case.
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
            chapters: Vec::new(),
            table: None,
            information: None,
        };
        if let Some(header) = inner.only(*b"tkhd")? {
            let [version] = in_body(input, header, 0)?;
            read.id = u32::from_be_bytes(in_body(input, header, if version == 1 { 20 } else { 12 })?);
        }
        let Some(media) = inner.only(*b"mdia")? else { return Ok(read) };
        let media = boxes(input, media.body())?;
        if let Some(handler) = media.only(*b"hdlr")? {
            read.handler = in_body(input, handler, 8)?;
        }
        read.shown = SHOWN.contains(&read.handler);
        for references in inner.all(*b"tref") {
            read.chapters.extend(chapters(input, references)?);
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
        let first = read.entries(input)?.first().copied();
        read.format = first.map_or(read.handler, |entry| entry.kind);
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

    /// Visits the bytes of all samples that the movie box itself describes.
    pub(super) fn follow(&self, input: &Input<'_>, unit: Unit, visit: &mut Visit<'_>) -> Result<(), Error> {
        let Some(table) = &self.table else {
            return Err(Error::malformed(Malformed::SampleTable, Place::new(self.span.start, "trak")));
        };
        let entries = self.entries(input)?;
        if entries.iter().any(|entry| removed::is_protected(entry.kind)) {
            // The file will be refused for it; where its samples are, does not matter.
            return Ok(());
        }
        if self.shown {
            self.all_in_this_file(input, &entries)?;
        }
        let mut frames = Vec::new();
        for entry in entries.iter().filter(|_| self.handler == *b"soun") {
            let head = entry.body();
            let head = input.bytes(Span::new(head.start, head.len.min(ENTRY_HEAD)))?;
            frames.push(sound::frames(entry.kind, &head));
        }
        let same = frames.first().copied().flatten().filter(|first| frames.iter().all(|other| *other == Some(*first)));
        let descriptions = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        sample_tables::follow(input, &boxes(input, table.body())?, same, descriptions, unit, visit)
    }

    /// Sees to it that the data references of all sample entries mean the file itself (ISO/IEC 14496-12, 8.7.2).
    fn all_in_this_file(&self, input: &Input<'_>, entries: &[BmffBox]) -> Result<(), Error> {
        let Some(information) = &self.information else { return Ok(()) };
        let Some(data) = boxes(input, information.body())?.only(*b"dinf")?.copied() else { return Ok(()) };
        let Some(references) = boxes(input, data.body())?.only(*b"dref")?.copied() else { return Ok(()) };
        let references = boxes(input, references.body_from(8))?.list;
        for entry in entries {
            let index = usize::from(u16::from_be_bytes(in_body(input, entry, 6)?));
            let Some(reference) = index.checked_sub(1).and_then(|index| references.get(index)) else { continue };
            let [_, _, _, flags] = in_body(input, reference, 0)?;
            // Some writers forget the flag, and name no other file either.
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

/// Ids of the tracks that a `tref` box calls chapters.
fn chapters(input: &Input<'_>, references: &BmffBox) -> Result<Vec<u32>, Error> {
    let mut ids = Vec::new();
    for kind in boxes(input, references.body())?.all(*b"chap") {
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
