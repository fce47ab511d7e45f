//! TIFF and DNG files (TIFF 6.0; BigTIFF; DNG 1.7.1.0): directories are written anew in their places, with only the
//! entries that a decoder needs; strips, tiles and the values that stay do not move. Whatever nothing that stays
//! refers to becomes zeros, or is cut off at the end.

mod draft;
mod kept;
mod map;
mod picture;
mod tags;
mod tell;
mod value;

use crate::base::{Error, Input, Malformed, Place};
use crate::containers::tiff::{Directory, File, Link, walk};
use crate::model::{FormatKind, Scan};

use crate::sniff;
use draft::Draft;
pub use kept::{FirstDirectory, Part};
use map::Map;
pub use value::TiffValue;

/// Describes a TIFF or DNG file.
///
/// # Errors
/// Those of [`walk`]; [`Malformed::NoFrame`] for a file without a picture, [`Malformed::Overlap`] where a byte would
/// have to stay and to go, [`Malformed::SecondTag`] for two values of one tag,
/// [`crate::base::Unsupported::Compression`] for picture data that could hold anything.
pub fn scan(input: &Input<'_>) -> Result<Scan<TiffValue>, Error> {
    let file = walk(input)?;
    let dng = sniff::is_dng(&file);
    let visible = file.directories.iter().map(|directory| tags::visible(input, &file, directory));
    let visible = visible.collect::<Result<Vec<_>, Error>>()?;
    let fates = fates(input, &file, &visible, dng)?;
    let mut map = Map::new(input, file.layout);
    for (index, ((directory, visible), &fate)) in file.directories.iter().zip(&visible).zip(&fates).enumerate() {
        if fate == Fate::Goes {
            map.gone(directory);
            map.forget(&directory.entries);
            map.forget_picture(&file, visible);
            tell::read(input, &file, directory, &directory.entries, map.fields())?;
            continue;
        }
        let others =
            || file.directories.iter().zip(&fates).skip(index.saturating_add(1)).filter(|(_, fate)| **fate != Fate::Goes);
        let next = others().find(|(other, _)| directory.link == Link::Page && other.link == Link::Page);
        let below = others().filter(|(other, _)| other.link == Link::Sub(index)).map(|(other, _)| other.span.start);
        let draft = Draft {
            input,
            file: &file,
            directory,
            visible,
            dng,
            picture: fate == Fate::Stays,
            below: below.collect(),
            next: next.map_or(0, |(next, _)| next.span.start),
            // What is kept stands in it; no Exif IFD has the offsets of BigTIFF.
            first: index == 0 && !file.layout.big,
        };
        draft.write(&mut map)?;
    }
    map.describe(if dng { FormatKind::Dng } else { FormatKind::Tiff })
}

/// What becomes of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Goes,
    /// Stays without a picture, because others hang from it.
    Holds,
    /// Stays with its picture.
    Stays,
}

/// Every page stays that has a picture: whoever turns the pages sees them all, reduced ones too. What hangs below a
/// page is shown by nobody who is not after it: a reduced picture there is a preview and goes. In a DNG, previews go
/// wherever they stand, and so do depth maps and masks of what is where; the raw picture, a transparency mask and an
/// enhanced raw picture stay (DNG 1.7.1.0, chapter 4, NewSubFileType).
fn fates(input: &Input<'_>, file: &File, visible: &[Directory], dng: bool) -> Result<Vec<Fate>, Error> {
    let mut fates = vec![Fate::Goes; file.directories.len()];
    let mut holds = vec![false; file.directories.len()];
    // Backwards: what hangs from a directory comes behind it, and decides whether it has to stay.
    for (index, directory) in visible.iter().enumerate().rev() {
        let subfile = file.number(input, directory, draft::SUBFILE_TYPE)?.unwrap_or(0);
        let shown = match directory.link {
            Link::Page | Link::Sub(_) if dng => matches!(subfile, 0 | 4 | 16),
            Link::Page => true,
            Link::Sub(_) => subfile & 1 == 0,
            _ => false,
        };
        let fate = match (shown && picture::is_picture(directory), holds.get(index)) {
            (true, _) => Fate::Stays,
            (false, Some(true)) => Fate::Holds,
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
