//! HEIF pictures (ISO/IEC 23008-12), HEIC and AVIF among them: which items a viewer shows, and what the others say.
//! Boxes outside of `meta`, and sequences, are those of videos: `isom` lays them.

mod by_id;
mod data;
mod gain_map;
mod inside;
mod items;
mod locations;
mod meta;
mod pictures;
mod properties;
mod references;
mod roles;

pub(super) use gain_map::exif_block;
pub(super) use pictures::Pictures;

use crate::blocks::exif;
use crate::blocks::gain_map::compose_xmp;
use crate::model::Fresh;

/// Writes a value as the bytes that stand in for what goes.
pub(super) fn compose(fresh: &Fresh) -> Vec<u8> {
    match fresh {
        Fresh::GainMapXmp(map) => compose_xmp(map),
        Fresh::ToneMap(numbers) => numbers.clone(),
        Fresh::ItemLists(lists) => lists.bytes().to_vec(),
        Fresh::Exif(_) if fresh.is_nothing() => Vec::new(),
        // Four bytes say how much stands before the block itself (ISO/IEC 23008-12, A.2.1).
        Fresh::Exif(block) => [b"\0\0\0\x06Exif\0\0", &exif::compose(block)[..]].concat(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
