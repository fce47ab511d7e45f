//! Where the data of strips and tiles end, as far as their decoders read them. JPEG streams keep their length, and
//! whatever no decoder reads in them becomes zeros; for all others, the lists give their length.

use super::TiffValue;
use super::strips::Reach;
use super::{picture, streams};
use crate::base::{Error, Input};
use crate::codecs;
use crate::containers::jpeg;
use crate::containers::tiff::{Directory, File};
use crate::formats::coded::{self, Part};

/// What no decoder reads in the JPEG streams of these directories, each paired with a version that has only the entries
/// that stay; `None` if it cannot be determined, for them or for other data.
pub(super) fn unread<'a>(
    input: &Input<'_>,
    file: &File,
    directories: impl Iterator<Item = (&'a Directory, &'a Directory)>,
) -> Result<Option<Vec<Part<TiffValue>>>, Error> {
    let mut parts: Vec<Part<TiffValue>> = Vec::new();
    for (directory, visible) in directories {
        let picture = picture::read(input, file, visible, Reach::Decoded)?;
        if !picture.is_known() {
            return Ok(None);
        }
        let tables = streams::shared(input, directory);
        for stream in &picture.jpegs {
            let image = jpeg::walk(input, stream.start)?;
            let Some(ends) = codecs::jpeg::ends(input, &[tables.as_slice(), &image.elements].concat())? else { return Ok(None) };
            for span in ends.excess {
                parts.extend(coded::blank(input, span)?);
            }
        }
    }
    // Pages may share what they show, and be in any order.
    parts.sort_by_key(|(region, _)| region.span);
    parts.dedup_by_key(|(region, _)| region.span);
    Ok(Some(parts))
}
