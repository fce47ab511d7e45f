//! Videos: MP4, M4V (ISO/IEC 14496-12 and -14), QuickTime movies, 3GP. Which boxes they consist of, which bytes belong
//! to the samples of picture and sound, and what everything else says.
//!
//! HEIF pictures consist of the same boxes, and of items, which `heif` reads.
//!
//! No offset moves: boxes and values that go are replaced by `free` boxes and zeros.

mod brands;
mod colour_table;
mod configuration;
mod crop;
mod decoders;
mod describe;
mod descriptors;
mod edits;
mod entry_fields;
mod fragment_times;
mod fragments;
mod grammar;
mod headers;
mod index;
mod lasts;
mod matrix;
mod media_data;
mod movie;
mod picture_fields;
mod purpose;
mod removed;
mod runs;
mod sample_entries;
mod sample_entry;
mod sample_groups;
mod sample_tables;
mod sample_times;
mod samples;
mod secondary;
mod sound;
mod start;
mod tables;
mod telemetry;
mod tiles;
mod track;
mod track_header;
mod trim;
mod value;
mod video;

use std::collections::BTreeMap;

use crate::base::{Error, Input, Limits, Malformed, Place, Span, Spans, Unsupported};
use crate::codecs::Room;
use crate::containers::bmff::{self, BmffBox};
use crate::model::{BmffElement, FieldId, FormatKind, Scan};
use crate::sniff::{self, Sniffed};

use super::extents::Extents;
use super::heif::Pictures;
use grammar::Context;
use movie::Movie;
use tiles::Tiles;
pub use value::IsomValue;
use value::MovieMetadata;
use video::{Sums, Video};

/// Top-level boxes that stay where they are.
const TOP: [[u8; 4]; 10] = [*b"ftyp", *b"styp", *b"moov", *b"moof", *b"mdat", *b"free", *b"skip", *b"wide", *b"sidx", *b"mfra"];

/// Those of them that divide, find and number parts of a film: beside pictures alone, there is nothing to divide.
const OF_FILMS: [[u8; 4]; 3] = [*b"moof", *b"mfra", *b"sidx"];

/// Most regions of a file: every frame can contain something that goes.
const MOST_REGIONS: usize = 1 << 22;

/// Describes a video.
///
/// # Errors
/// [`Error::Malformed`] if the boxes that locate samples are missing, doubled or wrong; [`Error::Unsupported`]
/// for samples in another file, and for samples shared by a track that stays and one that goes.
pub fn scan(input: &Input<'_>) -> Result<Scan<IsomValue>, Error> {
    let (kind, has_items) = match sniff::sniff(&input.head()?) {
        Sniffed::Format(kind @ (FormatKind::Mp4 | FormatKind::QuickTime | FormatKind::ThreeGp)) => (kind, false),
        Sniffed::Format(kind @ (FormatKind::Heif | FormatKind::Avif)) => (kind, true),
        _ => return Err(Error::malformed(Malformed::Unrecognised, Place::at(0))),
    };
    let mut top = bmff::top(input, &TOP)?;
    without_second_file(&mut top);
    let items = if has_items { top.only(*b"meta")? } else { None };
    let is_sequence = is_sequence(input, &top)?;
    let mut pictures =
        items.map(|meta| Pictures::read(input, meta, is_sequence)).transpose().map_err(|error| error.inside("meta"))?;
    // A movie alongside pictures is a sequence only if the file says so; otherwise nobody shows it.
    let found = if pictures.is_none() || is_sequence { top.only(*b"moov")? } else { None };
    if has_items && let Some(mini) = top.all(*b"mini").next() {
        return Err(Error::unsupported(Unsupported::MinimizedImage, mini.place()));
    }
    if pictures.is_none() && found.is_none() {
        let missing = if has_items { Malformed::NoPrimaryItem } else { Malformed::NoMovie };
        return Err(Error::malformed(missing, Place::at(input.len())));
    }
    let (mut shown, mut cut, mut others) = (Extents::default(), Extents::default(), Extents::default());
    let inside = |error: Error| error.inside("moov");
    let mut movie = found.map(|found| Movie::read(input, found)).transpose().map_err(inside)?.unwrap_or_default();
    movie.is_named = pictures.is_some();
    let fragments_at = fragments::with_samples(input, &top, &movie)?;
    fragment_times::read(input, &top, &mut movie)?;
    movie.extends |= !fragments_at.is_empty();
    movie.follow(input, &mut shown, &mut cut, &mut others).map_err(inside)?;
    for fragment in top.all(*b"moof") {
        samples::follow_fragment(input, fragment, &mut movie, &mut shown, &mut others).map_err(|error| error.inside("moof"))?;
    }
    let listed = shown.total();
    let (mut shown, mut others) = (shown.merged(), others.merged());
    let is_shared = listed != shown.total();
    // Such a byte would have to both stay and go.
    if let Some(shared) = shown.meets(&others) {
        return Err(Error::unsupported(Unsupported::SharedSample, Place::new(shared, "mdat")));
    }
    // Only now, because items may share their data, within limits of their own (`check_shared`).
    if let Some(pictures) = &pictures {
        (shown, others) = pictures.own(shown, others)?;
    }
    let mut marks = samples::walk(input, &movie, &shown, top.all(*b"moof"))?;
    // What is removed from one sample would be removed from another as well.
    if let Some(at) = marks.first().filter(|_| is_shared) {
        return Err(Error::unsupported(Unsupported::SharedSample, Place::new(at, "mdat")));
    }
    for mark in pictures.iter_mut().flat_map(|pictures| std::mem::take(&mut pictures.marks)) {
        marks.push(input, mark)?;
    }
    let marks = marks.in_order()?;
    let media: Spans = top.all(*b"mdat").map(BmffBox::body).collect();
    // Everything else is handled by its boxes: a sample inside one of them could be removed with it.
    if let Some(run) = shown.iter().find(|run| !media.covers(*run)) {
        return Err(Error::malformed(Malformed::SampleOutside, Place::new(run.start, "stbl")));
    }
    // The same applies to what is written in place of an item.
    let values = pictures.iter().flat_map(|pictures| &pictures.values);
    if let Some((place, _)) = values.into_iter().find(|(place, _)| !media.covers(*place)) {
        return Err(Error::malformed(Malformed::ItemOutside, Place::new(place.start, "iloc")));
    }

    // QuickTime's metadata lists have neither version nor flags.
    let full = kind != FormatKind::QuickTime;
    let tiles = Tiles::new(input, Scan::new(kind, input.len(), &Limits { elements: MOST_REGIONS, ..input.limits().clone() }));
    let told = Sums::default();
    let starts = top.list.iter().map(|inner| inner.span.start).collect();
    let cut = cut.merged();
    let mut file = Video {
        tiles,
        movie,
        shown,
        cut,
        others,
        told,
        marks,
        track: 0,
        handler: [0; 4],
        entry: [0; 4],
        room: Room::Unknown,
        first: None,
        samples: 0,
        starts,
        fragments_at,
        access: 0,
        fragments: 0,
        tables: None,
        anews: BTreeMap::new(),
        pictures,
        full,
    };
    let is_film = !file.movie.tracks.is_empty();
    let needed = |kind: &[u8; 4]| TOP.contains(kind) && (is_film || !OF_FILMS.contains(kind));
    let stays = |inner: &BmffBox| needed(&inner.kind) || items.is_some_and(|meta| meta.span == inner.span);
    // What comes after the last box that stays can be left out, because no offset points there.
    let last = top.list.iter().rposition(stays).unwrap_or(0);
    for (index, inner) in top.list.iter().enumerate() {
        if index > last && inner.kind == *b"meta" && !has_items {
            file.tiles.list(inner, full, removed::tell(input, inner, "")?)?;
        } else if index > last {
            let fields = removed::tell(input, inner, "")?;
            file.tiles.gone(inner.span, removed::element(input, inner)?, fields)?;
        } else {
            file.top(inner)?;
        }
    }
    // For what does not fit into `moov`: ExifTool and FFmpeg also read a list at the end of the file.
    if !has_items {
        let fresh = IsomValue::MovieMetadata(Box::new(MovieMetadata { full, ..Default::default() }));
        let id = FieldId::Bmff(BmffElement::Box(*b"meta"));
        file.tiles.push(super::regions::place_for_kept(top.rest.start, id, fresh), Vec::new())?;
    }
    let told = file.told;
    let mut scan = file.tiles.finish()?;
    told.settle(&mut scan);
    super::behind::push(input, top.rest, &mut scan)?;
    Ok(scan)
}

/// A second `ftyp` begins another file: a video after a picture. It and everything after it are not boxes of this one.
fn without_second_file(top: &mut bmff::Boxes) {
    let second = top.list.iter().skip(1).position(|inner| inner.kind == *b"ftyp");
    if let Some(second) = second.map(|index| index.saturating_add(1)) {
        let end = top.rest.end();
        top.list.drain(second..).next().inspect(|inner| top.rest = Span::between(inner.span.start, end));
    }
}

/// Whether a file with pictures says that it contains a sequence of them (ISO/IEC 23008-12, 10.3; AV1 Image File
/// Format, 6.3).
fn is_sequence(input: &Input<'_>, top: &bmff::Boxes) -> Result<bool, Error> {
    const BRANDS: [&[u8]; 9] = [b"msf1", b"hevc", b"hevx", b"hevm", b"hevs", b"avis", b"avcs", b"vvis", b"evbs"];
    let Some(brands) = top.all(*b"ftyp").next() else { return Ok(false) };
    Ok(input.bytes(brands.body())?.chunks_exact(4).any(|brand| BRANDS.contains(&brand)))
}

impl Video<'_, '_> {
    /// A top-level box that stays, or is followed by something that stays.
    fn top(&mut self, inner: &BmffBox) -> Result<(), Error> {
        match &inner.kind {
            b"ftyp" | b"styp" => self.file_type(inner),
            b"moov" if self.movie.tracks.is_empty() => self.remove(inner, ""),
            b"moov" => self.holder(inner, Context::Movie, ""),
            kind if OF_FILMS.contains(kind) && self.movie.tracks.is_empty() => self.remove(inner, ""),
            // One without samples is of no use.
            b"moof" if !self.fragments_at.contains(&inner.span.start) => self.remove(inner, ""),
            b"moof" => self.holder(inner, Context::Fragment, ""),
            b"mfra" => {
                self.access = u32::try_from(inner.span.len).unwrap_or(0);
                self.holder(inner, Context::RandomAccess, "")
            }
            b"mdat" => self.media_data(inner),
            b"meta" if self.pictures.is_some() => self.item_lists(inner),
            b"sidx" => self.index(inner),
            _ => self.remove(inner, ""),
        }
    }
}

#[cfg(test)]
mod tests;
