//! Reads the packed tables of this folder: Deflate over sections that follow their lengths, numbers as varints. This file does
//! not know what the sections mean. The tables are ours, but read as carefully as anyone's: an incomplete table is not a table.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// The most that a table may unpack to.
const LARGEST: u64 = 8 << 20;

/// The bytes of a table; `None` if there are too many or some are missing.
pub(super) fn unpacked(table: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(table).take(LARGEST).read_to_end(&mut bytes).ok()?;
    (u64::try_from(bytes.len()).ok()? < LARGEST).then_some(bytes)
}

/// A place in a table.
#[derive(Debug)]
pub(super) struct Cursor<'t>(pub(super) &'t [u8]);

impl<'t> Cursor<'t> {
    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned number in LEB128, of 28 bits at most.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A signed number, zigzag-encoded.
    pub(super) fn step(&mut self) -> Option<i32> {
        let number = self.number()?;
        let half = i32::try_from(number >> 1).ok()?;
        Some(if number & 1 == 0 { half } else { !half })
    }

    /// The section that begins here, after its length.
    pub(super) fn section(&mut self) -> Option<Self> {
        let length = usize::try_from(self.number()?).ok()?;
        let (section, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Self(section))
    }

    pub(super) fn text(self) -> Option<&'t str> {
        std::str::from_utf8(self.0).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_table_that_is_cut_short_or_a_bomb_is_none() {
        let whole = packed(b"Strasbourg");
        assert_eq!(unpacked(&whole).unwrap(), b"Strasbourg");
        assert_eq!(unpacked(&whole[..whole.len() - 4]), None);
        assert_eq!(unpacked(&packed(&vec![0; 9 << 20])), None);
    }

    #[test]
    fn numbers_end_where_they_should() {
        assert_eq!(Cursor(&[0xAC, 0x02]).number(), Some(300));
        assert_eq!(Cursor(&[0xAC]).number(), None);
        assert_eq!(Cursor(&[0xFF; 5]).number(), None);
        assert_eq!([0, 1, 2, 3].map(|byte| Cursor(&[byte]).step().unwrap()), [0, -1, 1, -2]);
    }

    #[test]
    fn a_section_longer_than_its_table_is_none() {
        assert!(Cursor(&[2, b'a']).section().is_none());
        let mut cursor = Cursor(&[1, b'a', b'b']);
        assert_eq!(cursor.section().unwrap().text(), Some("a"));
        assert_eq!(cursor.byte(), Some(b'b'));
        assert!(cursor.is_at_end());
    }
}
