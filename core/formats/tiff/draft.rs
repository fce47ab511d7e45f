//! A directory in its final form: the entries that may stay, sorted, with values that are looked into if they could
//! contain more than numbers.

use std::collections::BTreeSet;

use super::value::TiffValue;
use crate::base::{Error, Input, Limit, Malformed, Place, Span};
use crate::blocks::Found;
use crate::codecs::jpeg::Coding;
use crate::containers::tiff::{Directory, Entry, File, kind, pointer, size};
use crate::formats::regions;
use crate::model::{Field, FieldId, Kept, Leftover, TiffElement};

use super::kept::FirstDirectory;
use super::line::{self, Line};
use super::map::{Map, Shared};
use super::picture::{self, Picture};
use super::raw::Raw;
use super::strips::Reach;
use super::tag::{JPEG_TABLES, ORIENTATION};
use super::used::Used;
use super::{crop, fraction, illuminant, numbers, range, streams, tag, tags, tell, types};

const ICC: u16 = 0x8773;
const AS_SHOT_ICC: u16 = 0xC68F;
const CURRENT_ICC: u16 = 0xC691;
const BACKWARD_VERSION: u16 = 0xC613;
const UNIQUE_CAMERA_MODEL: u16 = 0xC614;

/// Tags that stay with a rewritten value.
pub(super) const LOOKED_INTO: [u16; 6] = [pointer::SUB_IFDS, JPEG_TABLES, ICC, AS_SHOT_ICC, CURRENT_ICC, UNIQUE_CAMERA_MODEL];

/// The name given to every camera.
pub(super) const CAMERA: &[u8] = b"Camera\0";

/// The final form of a directory that stays.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) file: &'a File,
    pub(super) directory: &'a Directory,
    /// The same, as far as it can stay unchanged.
    pub(super) visible: &'a Directory,
    /// What the raw picture says, if it is a DNG file.
    pub(super) raw: Option<Raw>,
    /// Whether its own picture stays.
    pub(super) picture: bool,
    /// Offsets of its subordinate directories that stay.
    pub(super) below: BTreeSet<u64>,
    /// Offset of the next page.
    pub(super) next: u64,
    /// Whether it is the one that holds what is kept.
    pub(super) first: bool,
    /// Entries that go, by offset: dispensable ones whose values share bytes with something else.
    pub(super) dropped: &'a BTreeSet<u64>,
    /// Space for a name that does not fit where it was.
    pub(super) spare: Option<Span>,
    /// How far its strips and tiles extend.
    pub(super) reach: Reach,
}

impl Draft<'_> {
    /// Marks on the map what stays of the directory, and what goes.
    pub(super) fn write(&self, map: &mut Map<'_>) -> Result<(), Error> {
        let mut lines: Vec<Line> = Vec::new();
        let mut gone: Vec<Entry> = Vec::new();
        let mut kept: Vec<Entry> = Vec::new();
        // Where the next directory would be, there may only be the offset of one.
        let is_next = |other: &&Directory| other.span.start == self.directory.next;
        let mut tidy = self.directory.next == 0 || self.file.directories.iter().any(|other| is_next(&other));
        let picture = if self.picture { Some(picture::read(self.input, self.file, self.visible, self.reach)?) } else { None };
        let coding = match &picture {
            Some(picture) => streams::coding(self.input, self.directory, picture)?,
            None => None,
        };
        for entry in &self.directory.entries {
            let before = kept.iter().find(|other| other.tag == entry.tag);
            if let Some(line) = self.line(entry, (picture.as_ref(), coding.as_ref()), before, map)? {
                tidy &= self.is_tidy(entry)?;
                kept.push(*entry);
                lines.push(line);
            } else {
                gone.push(*entry);
            }
        }
        if let Some(picture) = picture {
            if self.raw.is_some_and(|raw| raw.main == Some(self.directory.span.start)) {
                map.fields().extend(crop::hidden(self.input, self.file, self.visible)?);
            }
            self.picture_stays(&picture, coding.as_ref(), &mut lines, map)?;
        } else {
            map.forget_picture(self.file, self.visible);
        }
        // Entries have to be in order (TIFF 6.0, section 2), but not all files comply.
        lines.sort_by_key(|line| line.tag);
        let bytes = line::compose(self.file.layout, &lines, self.next);
        let span = Span::new(self.directory.span.start, bytes.len() as u64);
        if lines.is_empty() || span.end() > self.directory.span.end() {
            let what = if lines.is_empty() { Malformed::NoFrame } else { Malformed::CutOff };
            return Err(Error::malformed(what, Place::new(span.start, "IFD")));
        }
        map.unreferenced(self.directory.span);
        map.forget(&gone);
        tell::read(self.input, self.file, self.directory, &gone, map.fields())?;
        if self.first {
            map.first(self.first_directory(&bytes, lines.len()), tidy);
            return Ok(());
        }
        map.fresh(span, TiffElement::Directory, TiffValue::Bytes(bytes), tidy)
    }

    /// The directory with these bytes, and as much room as before.
    fn first_directory(&self, bytes: &[u8], count: usize) -> FirstDirectory {
        let layout = self.file.layout;
        let lines = bytes.get(2..).unwrap_or_default().as_chunks::<12>().0.iter().take(count);
        let tag = |line: &[u8; 12]| u16::try_from(layout.number(line.get(..2).unwrap_or_default())).unwrap_or(0);
        FirstDirectory {
            layout,
            start: self.directory.span.start,
            entries: lines.map(|line| (tag(line), *line)).collect(),
            next: self.next,
            room: self.directory.entries.len(),
            end: 0,
            kept: Kept::default(),
        }
    }

    /// An entry in its final form; `None` if it goes. There may have been an earlier one with the same tag.
    fn line(
        &self,
        entry: &Entry,
        (picture, coding): (Option<&Picture>, Option<&Coding>),
        before: Option<&Entry>,
        map: &mut Map<'_>,
    ) -> Result<Option<Line>, Error> {
        let samples = self.file.number(self.input, self.directory, tag::SAMPLES)?.unwrap_or(1);
        let is_visible = self.visible.entries.iter().any(|other| other.at == entry.at) && !self.dropped.contains(&entry.at);
        let place = tags::place(entry, samples);
        // Converters read some of them in any form.
        let is_strange = place.is_none() && tags::stays(entry.tag) && range::decides(entry.tag) && self.raw.is_some();
        let place = place.filter(|_| is_visible);
        if let Some(before) = before {
            return self.second(before, entry, place).map(|()| None);
        }
        if let Some(numbers) =
            picture.and_then(|picture| picture.lists.numbers(entry.tag, entry.count)).filter(|_| place.is_some())
        {
            return self.list(entry, &numbers, map);
        }
        let is_used = match place {
            Some(tags::Place::Picture) => self.picture,
            Some(tags::Place::Dng) => self.raw.is_some(),
            _ => false,
        };
        if is_strange && self.used()?.asks_for(entry.tag) || is_used && range::decides(entry.tag) && !self.is_possible(entry)? {
            return Err(Error::malformed(Malformed::TagValue, Place::new(entry.at, format!("0x{:04X}", entry.tag))));
        }
        match (entry.tag, place) {
            (pointer::SUB_IFDS, _) => self.sub_ifds(entry, map),
            (ICC, _) if self.picture => self.profile(entry, map),
            (AS_SHOT_ICC | CURRENT_ICC, _) if self.raw.is_some() => self.profile(entry, map),
            (JPEG_TABLES, _) if self.picture && self.used()?.asks_for(JPEG_TABLES) => self.jpeg_tables(entry, coding, map),
            (UNIQUE_CAMERA_MODEL, _) if self.raw.is_some() => self.camera(entry, map),
            (BACKWARD_VERSION, Some(_)) if self.raw.is_some() => {
                let value = self.raw.unwrap_or_default().backward_version(self.input, self.file, self.visible)?;
                Ok(Some(Line { tag: entry.tag, kind: kind::BYTE, count: value.len() as u64, value }))
            }
            (ORIENTATION, Some(_)) => {
                let turned = self.file.number(self.input, self.visible, ORIENTATION)?;
                // Any other number turns nothing, and could mean anything.
                if turned.is_some_and(|turned| (1..=8).contains(&turned)) { self.as_it_is(entry, map) } else { Ok(None) }
            }
            (_, Some(tags::Place::Anywhere)) => self.as_it_is(entry, map),
            _ if is_used => self.as_it_is(entry, map),
            _ => Ok(None),
        }
    }

    fn used(&self) -> Result<Used, Error> {
        Used::read(self.input, self.file, self.visible, self.raw)
    }

    fn is_possible(&self, entry: &Entry) -> Result<bool, Error> {
        range::is_possible(self.input, self.file, self.visible, &self.used()?, entry)
    }

    /// A second entry with a tag goes if it says the same, or if nobody looks at it to show the picture: nobody knows
    /// which of the two a reader uses.
    fn second(&self, before: &Entry, entry: &Entry, place: Option<tags::Place>) -> Result<(), Error> {
        let stays = place.is_some() || LOOKED_INTO.contains(&entry.tag);
        let same = || {
            if (before.kind, before.count) == (entry.kind, entry.count) {
                return Ok::<bool, Error>(self.file.value(self.input, before)? == self.file.value(self.input, entry)?);
            }
            let numbers = self.file.numbers(self.input, before)?;
            Ok(numbers.is_some() && numbers == self.file.numbers(self.input, entry)?)
        };
        // Lengths are for libtiff, which uses the first.
        let is_length = [tag::STRIP_BYTES, tag::TILE_BYTES].contains(&entry.tag);
        if !stays || is_length || tags::is_spare(entry.tag) || same()? {
            return Ok(());
        }
        Err(Error::malformed(Malformed::SecondTag, Place::new(entry.at, format!("0x{:04X}", entry.tag))))
    }

    /// Numbers that replace a list of the same length.
    fn list(&self, entry: &Entry, numbers: &[u64], map: &mut Map<'_>) -> Result<Option<Line>, Error> {
        let (Some(span), Some(width)) = (entry.value, size(entry.kind)) else { return Ok(None) };
        let layout = self.file.layout;
        let largest = layout.number(&vec![0xFF; usize::try_from(width).unwrap_or(8)]).min(kind::largest(entry.kind));
        if numbers.iter().any(|&number| number > largest) {
            return Err(Error::malformed(Malformed::CutOff, Place::new(entry.at, format!("0x{:04X}", entry.tag))));
        }
        let line = Line::of_numbers(entry, numbers, layout);
        if !entry.inline {
            map.unreferenced(span);
        }
        // What fits into an entry has to be in it (TIFF 6.0, section 2), even if it was not before.
        if line.value.len() as u64 <= layout.offset_len() {
            return Ok(Some(line));
        }
        let place = Span::new(span.start, line.value.len() as u64);
        // If it pointed nowhere in the file, nobody read it.
        let told = self.file.numbers(self.input, entry)?.unwrap_or_default();
        let accounted = told.iter().all(|&number| number <= self.input.len());
        map.fresh(place, TiffElement::Strips, TiffValue::Bytes(line.value), accounted)?;
        Ok(Some(Line { value: self.offset(span.start), ..line }))
    }

    /// An entry with its value, of which fractions are written in their plainest form.
    fn as_it_is(&self, entry: &Entry, map: &mut Map<'_>) -> Result<Option<Line>, Error> {
        let Some(span) = entry.value else { return Ok(None) };
        let layout = self.file.layout;
        let bytes = || self.input.bytes(span);
        let plain = match entry.kind {
            kind::RATIONAL | kind::SRATIONAL | kind::DOUBLE => fraction::plain(layout, entry.kind, &bytes()?),
            _ if matches!(entry.tag, 0xCD35..=0xCD37) => illuminant::plain(layout, &bytes()?),
            _ => None,
        };
        let numbers = if entry.inline || types::has_sign(entry.kind) { self.file.numbers(self.input, entry)? } else { None };
        let numbers = numbers.filter(|_| !tags::is_of_bytes(entry.tag));
        if let (true, Some(numbers)) = (entry.inline, numbers.clone()) {
            let numbers = numbers::asked_for(self.input, self.file, self.visible, entry.tag, numbers)?;
            return Ok(Some(Line::of_numbers(entry, &numbers, layout)));
        }
        let parts = plain.iter().flat_map(|plain| plain.bytes.chunks(4));
        let is_below_zero = parts.into_iter().any(|part| layout.number(part) > u64::from(u32::MAX >> 1));
        let kind = if kind::is_whole(entry.kind) && !types::has_sign(entry.kind) || numbers.is_some() {
            types::of_same_width(entry.kind)
        } else {
            types::of_others(entry.tag, entry.kind, is_below_zero)
        };
        let value = match (entry.inline, &plain) {
            (false, _) => self.offset(span.start),
            (true, Some(plain)) => plain.bytes.clone(),
            (true, None) => bytes()?.into_owned(),
        };
        if !entry.inline {
            let shared = if tags::is_exact(entry.tag) && self.is_possible(entry)? {
                Shared::Whatever
            } else if tags::is_spare(entry.tag) {
                Shared::Goes(entry.at)
            } else {
                Shared::Never
            };
            map.value(span, shared, plain);
        }
        Ok(Some(Line { tag: entry.tag, kind, count: entry.count, value }))
    }

    /// Whether the unused bytes of an entry's value field are zero.
    fn is_tidy(&self, entry: &Entry) -> Result<bool, Error> {
        let Some(span) = entry.value.filter(|_| entry.inline) else { return Ok(true) };
        let room = self.file.layout.offset_len().saturating_sub(span.len);
        Ok(self.input.bytes(Span::new(span.end(), room))?.iter().all(|&byte| byte == 0))
    }

    fn offset(&self, at: u64) -> Vec<u8> {
        self.file.layout.bytes(at, self.file.layout.offset_len())
    }

    /// The value, if it is outside the directory and not too large to read.
    fn outside(&self, entry: &Entry) -> Result<Option<(Span, Vec<u8>)>, Error> {
        let readable = |span: &Span| !entry.inline && span.len <= self.input.limits().block_bytes;
        entry.value.filter(readable).map(|span| Ok((span, self.input.bytes(span)?.into_owned()))).transpose()
    }

    /// The subordinate directories that stay.
    fn sub_ifds(&self, entry: &Entry, map: &mut Map<'_>) -> Result<Option<Line>, Error> {
        let offsets = self.file.numbers(self.input, entry)?.unwrap_or_default();
        let kept: Vec<u64> = offsets.iter().copied().filter(|at| self.below.contains(at)).collect();
        let (Some(span), false) = (entry.value, kept.is_empty()) else { return Ok(None) };
        let mut line = Line::of_numbers(entry, &kept, self.file.layout);
        if !entry.inline {
            map.unreferenced(span);
        }
        // What fits into an entry has to be in it (TIFF 6.0, section 2), even if it was not before.
        if line.value.len() as u64 > self.file.layout.offset_len() {
            let place = Span::new(span.start, line.value.len() as u64);
            map.fresh(place, TiffElement::Offsets, TiffValue::Bytes(line.value), true)?;
            line.value = self.offset(span.start);
        }
        Ok(Some(line))
    }

    fn profile(&self, entry: &Entry, map: &mut Map<'_>) -> Result<Option<Line>, Error> {
        // A profile is not dropped just because it is too large.
        let name = match entry.tag {
            AS_SHOT_ICC => "AsShotICCProfile",
            CURRENT_ICC => "CurrentICCProfile",
            _ => "InterColorProfile",
        };
        if let Some(span) = entry.value.filter(|span| span.len > self.input.limits().block_bytes) {
            return Err(Error::limit(Limit::BlockBytes, Place::new(span.start, name)));
        }
        let Some((span, bytes)) = self.outside(entry)? else { return Ok(None) };
        let mut fields = Vec::new();
        let mut found = Found::new(span.start, name, self.input.limits(), &mut fields);
        let Some(profile) = regions::profile(&bytes, &mut found)? else { return Ok(None) };
        let place = Span::new(span.start, profile.len() as u64);
        // Pages can share a profile, which is reported once.
        if !map.has_fresh(place) {
            map.fields().extend(fields);
        }
        map.unreferenced(span);
        map.fresh(place, TiffElement::Icc, TiffValue::Profile(profile), true)?;
        Ok(Some(Line { tag: entry.tag, kind: kind::UNDEFINED, count: place.len, value: self.offset(place.start) }))
    }

    fn jpeg_tables(&self, entry: &Entry, coding: Option<&Coding>, map: &mut Map<'_>) -> Result<Option<Line>, Error> {
        let Some((span, bytes)) = self.outside(entry)? else { return Ok(None) };
        let tables = streams::tables(&bytes, span, coding)?;
        let count = tables.len() as u64;
        // Without a table there is nothing but a start and an end.
        if count <= self.file.layout.offset_len() {
            let unused = FieldId::Leftover(Leftover::Between);
            map.fields().push(Field::with(unused, Place::new(span.start, "JPEGTables"), regions::told(&bytes)));
            return Ok(None);
        }
        map.unreferenced(span);
        map.fresh(Span::new(span.start, count), TiffElement::JpegTables, TiffValue::Bytes(tables), false)?;
        Ok(Some(Line { tag: JPEG_TABLES, kind: kind::UNDEFINED, count, value: self.offset(span.start) }))
    }

    /// Raw converters require the name; they take the colours from the matrices.
    fn camera(&self, entry: &Entry, map: &mut Map<'_>) -> Result<Option<Line>, Error> {
        let Some(span) = entry.value else { return Ok(None) };
        let len = CAMERA.len() as u64;
        let inside = self.file.layout.offset_len();
        let place = match entry.value.filter(|span| !entry.inline && span.len >= len) {
            Some(span) => Some(Span::new(span.start, len)),
            None if inside >= len => None,
            None => {
                map.cramped();
                self.spare
            }
        };
        // If there is no room for it at all, its beginning goes into the entry.
        let short = usize::try_from(inside.saturating_sub(1)).ok().and_then(|short| CAMERA.get(..short));
        let name = if place.is_some() || inside >= len { CAMERA.to_vec() } else { [short.unwrap_or_default(), b"\0"].concat() };
        let bytes = self.input.bytes(Span::new(span.start, span.len.min(VALUE)))?;
        let text = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
        if !CAMERA.starts_with(text) || text.is_empty() {
            tell::read(self.input, self.file, self.directory, &[*entry], map.fields())?;
        }
        let mut line = Line { tag: entry.tag, kind: kind::ASCII, count: name.len() as u64, value: name };
        if !entry.inline {
            map.unreferenced(span);
        }
        if let Some(place) = place {
            map.fresh(place, TiffElement::CameraModel, TiffValue::Bytes(line.value), true)?;
            line.value = self.offset(place.start);
        }
        Ok(Some(line))
    }

    fn picture_stays(
        &self,
        picture: &Picture,
        coding: Option<&Coding>,
        lines: &mut Vec<Line>,
        map: &mut Map<'_>,
    ) -> Result<(), Error> {
        map.strange(streams::strange(self.input, picture, coding)?)?;
        map.coded(picture.coded.clone())?;
        // A missing length is added if there is room for it.
        let is_listed = lines.iter().any(|line| line.tag == tag::STRIP_BYTES);
        if let (Some(len), false, true) = (picture.lists.only(), is_listed, lines.len() < self.directory.entries.len()) {
            let value = self.file.layout.bytes(len, 4);
            lines.push(Line { tag: tag::STRIP_BYTES, kind: kind::LONG, count: 1, value });
        }
        line::say_what_it_is(self.input, self.file, self.visible, self.directory.entries.len(), lines)
    }
}

/// Most bytes of a name that are read.
const VALUE: u64 = 4096;
