//! A second statement of what a clean file may hold, byte by byte: constants, lengths and places, small numbers, coded
//! data, and the values on a list (`docs/planted.md`). It was written from the standards, not from the scanner, and shares no
//! code with scanner, policy or writer; from the scan it only takes where coded data are.

mod box_header;
mod boxes;
mod bytes;
mod descriptors;
mod durations;
mod entries;
mod exif;
mod field;
mod gif;
mod items;
mod jpeg;
mod jxl;
mod media_data;
mod packet;
mod png;
mod riff;
mod tags;
mod tiff;
mod times;

pub(super) use bytes::Media;
use bytes::{Bytes, Seen, Stray};

use super::doubt::Doubt;
use crate::base::Input;
use crate::model::FormatKind;

/// Reads a copy by the grammar of its format. Blocks of metadata may be there if something was `kept`.
pub(super) fn read(copy: &Input<'_>, kind: FormatKind, media: &Media, kept: bool) -> Result<(), Doubt> {
    match walk(&mut Bytes::new(copy, media, kept), kind) {
        Ok(()) => Ok(()),
        Err(Stray::At(at)) => Err(Doubt::Unexplained { at }),
        Err(Stray::Unreadable(error)) => Err(Doubt::Unreadable(error)),
    }
}

fn walk(bytes: &mut Bytes<'_, '_>, kind: FormatKind) -> Seen {
    match kind {
        FormatKind::Jpeg => jpeg::read(bytes),
        FormatKind::Png => png::read(bytes),
        FormatKind::Gif => gif::read(bytes),
        FormatKind::Webp => riff::read(bytes),
        FormatKind::Jxl => jxl::read(bytes),
        FormatKind::Tiff | FormatKind::Dng => tiff::read(bytes),
        FormatKind::Heif | FormatKind::Avif => {
            // Lists of pictures refer to tracks.
            bytes.times.is_named = true;
            boxes::read(bytes)
        }
        FormatKind::Mp4 | FormatKind::QuickTime | FormatKind::ThreeGp => boxes::read(bytes),
    }
}

#[cfg(test)]
mod tests;
