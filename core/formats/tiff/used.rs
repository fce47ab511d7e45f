//! Which tags a decoder uses, depending on how a picture is coded and what its numbers mean: those for another coding
//! point to nothing, or to anything.

use super::grid::YCBCR;
use super::{compression, tag};
use crate::base::{Error, Input};
use crate::containers::tiff::{Directory, File};

/// What decides which tags are used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Used {
    coding: u64,
    photometric: Option<u64>,
}

impl Used {
    pub(super) fn read(input: &Input<'_>, file: &File, directory: &Directory) -> Result<Self, Error> {
        let number = |tag| file.number(input, directory, tag);
        Ok(Self { coding: number(tag::COMPRESSION)?.unwrap_or(compression::NONE), photometric: number(tag::PHOTOMETRIC)? })
    }

    /// Whether a decoder uses a tag. If nothing says what numbers mean, it may guess, and use any.
    pub(super) fn asks_for(self, number: u16) -> bool {
        const GREY: [u64; 2] = [0, 1];
        const RGB: u64 = 2;
        const PALETTE: u64 = 3;
        const SEPARATED: u64 = 5;
        let Self { coding, photometric } = self;
        let means = |these: &[u64]| photometric.is_none_or(|photometric| these.contains(&photometric));
        match number {
            // T4Options, T6Options, JPEGTables. Some use a Predictor whatever the coding, though libtiff does not.
            0x0124 => [compression::HUFFMAN, compression::GROUP3, compression::HUFFMAN_WORDS].contains(&coding),
            0x0125 => coding == compression::GROUP4,
            0x015B => [compression::JPEG, compression::LOSSY_JPEG].contains(&coding),
            // Those of old-style JPEG.
            0x0200..=0x0209 => coding == compression::OLD_JPEG,
            // Coefficients, subsampling and position of YCbCr; ReferenceBlackWhite
            0x0211..=0x0213 => coding == compression::OLD_JPEG || means(&[YCBCR]),
            0x0214 => coding == compression::OLD_JPEG || means(&[RGB, YCBCR]),
            // ColorMap; InkSet, NumberOfInks, DotRange; GrayResponseUnit
            0x0140 => means(&[PALETTE]),
            0x014C | 0x014E | 0x0150 => means(&[SEPARATED]),
            0x0122 => means(&GREY),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_another_coding_are_not_asked_for() {
        let asks = |coding, photometric, number| Used { coding, photometric }.asks_for(number);
        assert!(!asks(1, Some(2), 0x0201) && asks(6, Some(6), 0x0201));
        assert!(!asks(5, Some(2), 0x015B) && asks(7, Some(2), 0x015B));
        assert!(!asks(1, Some(2), 0x0212) && asks(1, Some(6), 0x0212) && asks(1, None, 0x0212));
        assert!(asks(1, Some(1), 0x013D) && asks(5, Some(1), 0x013D));
        assert!(!asks(5, Some(1), 0x0140) && asks(5, Some(3), 0x0140));
        assert!(!asks(4, Some(1), 0x0124) && asks(3, Some(1), 0x0124));
        assert!(asks(1, Some(1), 0x0111));
    }
}
