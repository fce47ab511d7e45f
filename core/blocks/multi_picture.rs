//! The index of the multi-picture format (CIPA DC-007, 5.2): which pictures a file contains, where, and how long.

use crate::base::Cursor;
use crate::containers::tiff::{self, Entries};

/// What the payload of an APP2 segment with the index begins with; offsets count from its end.
pub const HEADER: &[u8] = b"MPF\0";

/// An entry of the index (5.2.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Flags, format and type.
    pub attribute: u32,
    /// Length in bytes.
    pub size: u32,
    /// Offset of its first byte, counted from the TIFF header of the index; 0 for the first picture.
    pub offset: u32,
    /// Numbers, from 1, of the pictures that depend on this one; 0 for none.
    pub dependents: [u16; 2],
}

/// Flags of an attribute: a picture that others depend on, one that depends on others, the one to show (5.2.3.3.1).
const FLAGS: u32 = 0xE000_0000;
/// Types of pictures: none, large thumbnails, parts of a panorama, for two eyes or from several angles, the primary one,
/// an original, a gain map (5.2.3.3.1, table 4).
const TYPES: [u32; 9] = [0, 0x01_0001, 0x01_0002, 0x02_0001, 0x02_0002, 0x02_0003, 0x03_0000, 0x04_0000, 0x05_0000];
/// The type of a primary picture.
pub const PRIMARY: u32 = 0x03_0000;

impl Picture {
    /// The same with an attribute that the standard defines, for a JPEG: an unknown type becomes `usual`.
    #[must_use]
    pub fn defined(self, usual: u32) -> Self {
        let kind = self.attribute & !FLAGS;
        let kind = if TYPES.contains(&kind) { kind } else { usual };
        Self { attribute: self.attribute & FLAGS | kind, ..self }
    }
}

const NUMBER_OF_IMAGES: u16 = 0xB001;
const MP_ENTRY: u16 = 0xB002;

/// Most pictures in one index.
const MOST: u64 = 64;

/// The pictures of an index that begins with its TIFF header; `None` if it is broken.
#[must_use]
pub fn read(block: &[u8]) -> Option<Vec<Picture>> {
    let (layout, first) = tiff::header(block).filter(|(layout, _)| !layout.big)?;
    let (mut count, mut index) = (None, None);
    for entry in Entries::of(block, layout, first)?.iter() {
        match entry.tag {
            NUMBER_OF_IMAGES => count = Some(entry.offset),
            MP_ENTRY => index = Some(usize::try_from(entry.offset).ok()?),
            _ => {}
        }
    }
    let mut cursor = Cursor::starting_at(block, index?, layout.order);
    let mut pictures = Vec::new();
    for _ in 0..count.filter(|count| (1..=MOST).contains(count))? {
        let (attribute, size, offset) = (cursor.u32()?, cursor.u32()?, cursor.u32()?);
        pictures.push(Picture { attribute, size, offset, dependents: [cursor.u16()?, cursor.u16()?] });
    }
    Some(pictures)
}

/// Whether a block holds only an index, in the usual order.
#[must_use]
pub fn is_plain(block: &[u8]) -> bool {
    let Some(pictures) = read(block) else { return false };
    let mut plain = compose(&pictures);
    if block.starts_with(b"MM") {
        return plain == block;
    }
    // The same in the other byte order: the bytes of the fixed part, the length of the entries.
    let head = b"II*\0\x08\0\0\0\x03\0\0\xB0\x07\0\x04\0\0\x000100\x01\xB0\x04\0\x01\0\0\0";
    let count = u32::try_from(pictures.len()).unwrap_or(0);
    plain.truncate(0);
    plain.extend(head);
    plain.extend(count.to_le_bytes());
    plain.extend(b"\x02\xB0\x07\0");
    plain.extend(count.saturating_mul(16).to_le_bytes());
    plain.extend([50, 0, 0, 0, 0, 0, 0, 0]);
    block.starts_with(&plain) && block.len() == plain.len().saturating_add(pictures.len().saturating_mul(16))
}

/// An index of these pictures, beginning with its TIFF header.
#[must_use]
pub fn compose(pictures: &[Picture]) -> Vec<u8> {
    let count = u32::try_from(pictures.len()).unwrap_or(0);
    let mut block = b"MM\0*\0\0\0\x08\0\x03\xB0\0\0\x07\0\0\0\x040100\xB0\x01\0\x04\0\0\0\x01".to_vec();
    block.extend(count.to_be_bytes());
    block.extend(b"\xB0\x02\0\x07");
    block.extend(count.saturating_mul(16).to_be_bytes());
    block.extend([0, 0, 0, 50, 0, 0, 0, 0]);
    for picture in pictures {
        for number in [picture.attribute, picture.size, picture.offset] {
            block.extend(number.to_be_bytes());
        }
        block.extend(picture.dependents.iter().flat_map(|number| number.to_be_bytes()));
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty-four bits of each picture were whatever they were.
    #[test]
    fn a_type_is_one_that_the_standard_has() {
        let attribute = |attribute| Picture { attribute, size: 1, offset: 0, dependents: [0, 0] }.defined(PRIMARY).attribute;
        for defined in [0, 0x2003_0000, 0xA003_0000, 0x4001_0001, 0x8002_0002, 0x0005_0000] {
            assert_eq!(attribute(defined), defined);
        }
        for (spelled, written) in [(*b" Nor", 0x2003_0000), (*b"a B\0", 0x6003_0000), (*b"\x01\x03\0\0", 0x0003_0000)] {
            assert_eq!(attribute(u32::from_be_bytes(spelled)), written);
        }
    }

    #[test]
    fn what_is_composed_is_read() {
        let pictures = [
            Picture { attribute: 0x2003_0000, size: 1000, offset: 0, dependents: [2, 0] },
            Picture { attribute: 0, size: 200, offset: 900, dependents: [0, 0] },
        ];
        let block = compose(&pictures);
        assert_eq!(read(&block).as_deref(), Some(&pictures[..]));
        for len in 0..block.len() - 16 {
            assert_eq!(read(&block[..len]), None);
        }
    }
}
