//! TIFF and DNG files (TIFF 6.0; BigTIFF; DNG 1.7.1.0): directories are rewritten in place, with only the entries that
//! a decoder needs; strips, tiles and the values that stay do not move. Whatever nothing left in the file refers to
//! becomes zeros, or is cut off at the end.

mod camera;
mod compression;
mod crop;
mod draft;
mod ends;
mod fraction;
mod geography;
mod grid;
mod illuminant;
mod kept;
mod line;
mod map;
mod numbers;
mod opcodes;
mod picture;
mod range;
mod raw;
mod streams;
mod strips;
mod tag;
mod tags;
mod tell;
mod types;
mod used;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::containers::tiff::{Directory, File, Link, walk};
use crate::model::{FormatKind, Scan};

use super::coded;
use crate::sniff;
use draft::Draft;
pub use kept::{FirstDirectory, Part};
use map::Map;
use raw::Raw;
use strips::Reach;
pub use value::TiffValue;

/// Describes a TIFF or DNG file.
///
/// # Errors
/// Those of [`walk`]; [`Malformed::NoFrame`] for a file without a picture, [`Malformed::Overlap`] if a byte would have
/// to both stay and go, [`Malformed::SecondTag`] for two values of one tag, [`Malformed::TagValue`] for one
/// that it cannot have, [`Unsupported::Compression`] for picture
/// data that could contain anything, [`Unsupported::CameraName`] for a DNG file that converters develop according to
/// the name of its camera.
pub fn scan(input: &Input<'_>) -> Result<Scan<TiffValue>, Error> {
    let pages = Pages::read(input)?;
    match pages.describe(input, Reach::Listed) {
        // If the lengths of strips are too large, they reach into what comes after them.
        Err(Error::Malformed { what: Malformed::Overlap, .. }) => pages.describe(input, Reach::Decoded),
        described => described,
    }
}

/// The same with strips and tiles that extend no further than their decoders read, if it can be determined how far that
/// is.
pub(super) fn decoded(input: &Input<'_>, scan: Scan<TiffValue>) -> Result<Scan<TiffValue>, Error> {
    let pages = Pages::read(input)?;
    let shown = pages.file.directories.iter().zip(&pages.visible).zip(&pages.fates).filter(|(_, fate)| **fate == Fate::Stays);
    match ends::unread(input, &pages.file, shown.map(|(directories, _)| directories))? {
        Some(parts) => coded::cut(pages.describe(input, Reach::Decoded)?, parts),
        None => Ok(scan),
    }
}

/// The directories of a file, and what becomes of each.
struct Pages {
    file: File,
    /// The directories, with only the entries that stay.
    visible: Vec<Directory>,
    fates: Vec<Fate>,
    /// What the raw picture says, if it is a DNG file.
    raw: Option<Raw>,
}

impl Pages {
    fn read(input: &Input<'_>) -> Result<Self, Error> {
        let file = walk(input)?;
        let dng = sniff::is_dng(&file);
        let raw = if dng { Some(Raw::read(input, &file)?) } else { None };
        let visible = file.directories.iter().map(|directory| tags::visible(input, &file, directory, raw));
        let visible = visible.collect::<Result<Vec<_>, Error>>()?;
        let fates = fates(input, &file, &visible, raw)?;
        let pages = Self { file, visible, fates, raw };
        let (all, shown) = (pages.of(&[Fate::Holds, Fate::Stays]), pages.of(&[Fate::Stays]));
        if dng && camera::decides(input, &pages.file, &all, &shown)? {
            return Err(Error::unsupported(Unsupported::CameraName, Place::at(0)));
        }
        Ok(pages)
    }

    /// The directories with this fate.
    fn of(&self, wanted: &[Fate]) -> Vec<&Directory> {
        let fates = self.visible.iter().zip(&self.fates);
        fates.filter(|(_, fate)| wanted.contains(fate)).map(|(visible, _)| visible).collect()
    }

    fn describe(&self, input: &Input<'_>, reach: Reach) -> Result<Scan<TiffValue>, Error> {
        let Self { file, visible, fates, raw } = self;
        let format = if raw.is_some() { FormatKind::Dng } else { FormatKind::Tiff };
        let (mut dropped, mut spare) = (BTreeSet::new(), None);
        // Bytes of an entry that has gone may belong to another one, too.
        for _ in 0..ATTEMPTS {
            let map = draft(input, file, visible, fates, *raw, Corrections { dropped: &dropped, spare, reach })?;
            let clashing = map.clashing()?;
            if !clashing.is_empty() {
                dropped.extend(clashing);
                continue;
            }
            let room = if spare.is_none() { map.room(draft::CAMERA.len() as u64) } else { None };
            if room.is_none() {
                return map.describe(format);
            }
            spare = room;
        }
        Err(Error::malformed(Malformed::Overlap, Place::at(0)))
    }
}

/// How often entries whose values share bytes with something else are removed, and room is looked for.
const ATTEMPTS: usize = 5;

/// What an earlier attempt showed to be necessary.
#[derive(Debug, Clone, Copy)]
struct Corrections<'a> {
    /// Entries that go, by offset.
    dropped: &'a BTreeSet<u64>,
    /// Space for a name that does not fit where it was.
    spare: Option<Span>,
    /// How far strips and tiles extend.
    reach: Reach,
}

/// The final form of all directories, on a map.
fn draft<'a>(
    input: &'a Input<'a>,
    file: &File,
    visible: &[Directory],
    fates: &[Fate],
    raw: Option<Raw>,
    Corrections { dropped, spare, reach }: Corrections<'_>,
) -> Result<Map<'a>, Error> {
    let mut map = Map::new(input, file.layout);
    let mut below: BTreeMap<usize, BTreeSet<u64>> = BTreeMap::new();
    for (other, _) in file.directories.iter().zip(fates).filter(|(_, fate)| **fate != Fate::Goes) {
        if let Link::Sub(index) = other.link {
            below.entry(index).or_default().insert(other.span.start);
        }
    }
    // From the end: for each page, the next one that stays.
    let mut next = 0;
    let mut following: Vec<u64> = file
        .directories
        .iter()
        .zip(fates)
        .rev()
        .map(|(directory, fate)| {
            let behind = if directory.link == Link::Page { next } else { 0 };
            next = if directory.link == Link::Page && *fate != Fate::Goes { directory.span.start } else { next };
            behind
        })
        .collect();
    following.reverse();
    for (index, ((directory, visible), &fate)) in file.directories.iter().zip(visible).zip(fates).enumerate() {
        if fate == Fate::Goes {
            map.gone(directory);
            map.forget(&directory.entries);
            map.forget_picture(file, visible);
            tell::read(input, file, directory, &directory.entries, map.fields())?;
            continue;
        }
        let draft = Draft {
            input,
            file,
            directory,
            visible,
            raw,
            picture: fate == Fate::Stays,
            below: below.remove(&index).unwrap_or_default(),
            next: following.get(index).copied().unwrap_or(0),
            // What is kept goes in here; no Exif IFD has the offsets of BigTIFF.
            first: index == 0 && !file.layout.big,
            dropped,
            spare,
            reach,
        };
        draft.write(&mut map)?;
    }
    Ok(map)
}

/// What becomes of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Goes,
    /// Stays without a picture, because others are attached to it, or raw converters remember what it says.
    Holds,
    /// Stays with its picture.
    Stays,
}

/// Every page with a picture stays: whoever turns the pages sees them all, including reduced ones. What is attached to
/// a page is only shown by those who look for it, and goes, unless the page itself is a preview of it. In a DNG, previews
/// go wherever they are, and so do depth maps and masks of what is where; the raw picture, a transparency mask and an
/// enhanced raw picture stay (DNG 1.7.1.0, chapter 4, NewSubFileType).
fn fates(input: &Input<'_>, file: &File, visible: &[Directory], raw: Option<Raw>) -> Result<Vec<Fate>, Error> {
    let mut fates = vec![Fate::Goes; file.directories.len()];
    let mut holds = vec![false; file.directories.len()];
    let is_preview = |page: &Directory| -> Result<bool, Error> {
        let reduced = file.number(input, page, tag::SUBFILE_TYPE)?.unwrap_or(0) & 1 != 0;
        Ok(page.link == Link::Page && (reduced || !picture::is_picture(page)))
    };
    // Backwards: what is attached to a directory comes after it, and decides whether it has to stay.
    for (index, directory) in visible.iter().enumerate().rev() {
        let subfile = file.number(input, directory, tag::SUBFILE_TYPE)?.unwrap_or(0);
        let shown = match (directory.link, raw) {
            (Link::Page | Link::Sub(_), Some(raw)) => raw.shows(subfile, directory.span.start),
            (Link::Page, None) => true,
            (Link::Sub(page), None) => subfile & 1 == 0 && visible.get(page).map_or(Ok(false), is_preview)?,
            _ => false,
        };
        let picture = matches!(directory.link, Link::Page | Link::Sub(_));
        let fate = match (shown && picture::is_picture(directory), holds.get(index)) {
            (true, _) => Fate::Stays,
            (false, Some(true)) => Fate::Holds,
            _ if raw.is_some() && picture && camera::remember(directory) => Fate::Holds,
            _ => Fate::Goes,
        };
        // The first directory is what the header refers to.
        let parent = match directory.link {
            Link::Sub(parent) => parent,
            _ => 0,
        };
        if fate != Fate::Goes
            && let Some(holds) = holds.get_mut(parent)
        {
            *holds = true;
        }
        if let Some(slot) = fates.get_mut(index) {
            *slot = fate;
        }
    }
    if fates.contains(&Fate::Stays) { Ok(fates) } else { Err(Error::malformed(Malformed::NoFrame, Place::at(0))) }
}

/// Whether a tag can be in a copy at all.
#[must_use]
pub fn may_stay(tag: u16) -> bool {
    tags::stays(tag) || draft::LOOKED_INTO.contains(&tag)
}

#[cfg(test)]
mod tests;
