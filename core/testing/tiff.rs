//! Directories of TIFF files and of Exif blocks, with the least significant byte first.

use super::WORD;

/// Tag, type, count, and the value or its offset.
pub(crate) type Entry = (u16, u16, u32, u32);

/// A directory, and the offset of the next one.
pub(crate) fn directory(entries: &[Entry], next: u32) -> Vec<u8> {
    let mut bytes = u16::try_from(entries.len()).unwrap().to_le_bytes().to_vec();
    for (tag, kind, count, value) in entries {
        bytes.extend([&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat());
    }
    bytes.extend(next.to_le_bytes());
    bytes
}

/// A header that leads to `first`, and what follows it.
pub(crate) fn file(first: u32, parts: &[Vec<u8>]) -> Vec<u8> {
    [b"II*\0", &first.to_le_bytes()[..], &parts.concat()].concat()
}

/// A header, a directory, and what follows it.
pub(crate) fn block(entries: &[Entry], next: u32, rest: &[u8]) -> Vec<u8> {
    file(8, &[directory(entries, next), rest.to_vec()])
}

/// A block that names [`WORD`] as the artist.
pub(crate) fn artist() -> Vec<u8> {
    block(&[(0x013B, 2, WORD.len() as u32, 26)], 0, WORD)
}
