//! Which tags a decoder uses, depending on how a picture is coded and what its numbers mean: those for another coding
//! point to nothing, or to anything.

use super::grid::YCBCR;
use super::raw::Raw;
use super::{compression, tag};
use crate::base::{Error, Input};
use crate::containers::tiff::{Directory, File};

/// What decides which tags are used, and how many numbers they have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Used {
    coding: u64,
    photometric: Option<u64>,
    pub(super) samples: u64,
    /// Of the first sample.
    pub(super) bits: u64,
    /// Rows, as a number to be compared.
    pub(super) length: f64,
    tiled: bool,
    /// Whether there is a stream of old-style JPEG, with tables of its own.
    stream: bool,
    /// Whether old-style JPEG is lossless.
    lossless: bool,
    /// Whether there are primaries and white for a curve to be about.
    colorimetric: bool,
    pub(super) dng: bool,
    pub(super) raw: Raw,
}

impl Used {
    /// `raw` is what the raw picture of a DNG file says.
    pub(super) fn read(input: &Input<'_>, file: &File, directory: &Directory, raw: Option<Raw>) -> Result<Self, Error> {
        const PROCESS: u16 = 0x0200;
        const LOSSLESS: u64 = 14;
        let number = |tag| file.number(input, directory, tag);
        let has = |tag| directory.find(tag).is_some();
        Ok(Self {
            coding: number(tag::COMPRESSION)?.unwrap_or(compression::NONE),
            photometric: number(tag::PHOTOMETRIC)?,
            samples: number(tag::SAMPLES)?.unwrap_or(1),
            bits: number(tag::BITS)?.unwrap_or(1),
            length: number(tag::LENGTH)?.unwrap_or(0) as f64,
            tiled: has(tag::TILES),
            stream: number(tag::JPEG)?.is_some_and(|start| start != 0 && start < input.len()),
            lossless: number(PROCESS)? == Some(LOSSLESS),
            colorimetric: has(tag::WHITE_POINT) && has(tag::PRIMARIES),
            dng: raw.is_some(),
            raw: raw.unwrap_or_default(),
        })
    }

    /// Whether there are more samples than colours and a transparency: nobody sees the others.
    pub(super) const fn hides_samples(self) -> bool {
        let colours = match self.photometric {
            // Brightness, palette.
            Some(0 | 1 | 3) => 1,
            Some(2 | YCBCR | 8) => 3,
            Some(5) => 4,
            // Raw pictures, and whatever has as many as it likes.
            _ => return false,
        };
        self.samples.saturating_sub(1) > colours
    }

    /// Whether a decoder uses a tag. If nothing says what numbers mean, it takes them for light, or for red, green and
    /// blue (libtiff, `TIFFRGBAImageBegin`).
    pub(super) fn asks_for(self, number: u16) -> bool {
        const GUESSED: [u64; 3] = [0, 1, 2];
        const PALETTE: u64 = 3;
        const SEPARATED: u64 = 5;
        let Self { coding, photometric, .. } = self;
        let means = |these: u64| photometric.map_or(GUESSED.contains(&these), |photometric| photometric == these);
        let old = coding == compression::OLD_JPEG;
        match number {
            // T4Options, T6Options, JPEGTables. Some use a Predictor whatever the coding, though libtiff does not.
            0x0124 => [compression::HUFFMAN, compression::GROUP3, compression::HUFFMAN_WORDS].contains(&coding),
            0x0125 => coding == compression::GROUP4,
            0x015B => [compression::JPEG, compression::LOSSY_JPEG].contains(&coding),
            // Strips beside tiles, and lengths of tiles without tiles.
            tag::STRIPS | tag::STRIP_BYTES | tag::ROWS => !self.tiled,
            tag::TILE_BYTES => self.tiled,
            // TransferFunction: LittleCMS (`tificc`) makes a profile of it and of primaries and white.
            0x012D => self.colorimetric,
            // Those of old-style JPEG; its tables, where no stream has them (libtiff, `OJPEGReadHeaderInfoSec`).
            0x0205 | 0x0206 => old && self.lossless,
            0x0207..=0x0209 => old && !self.stream,
            0x0200..=0x0204 => old,
            // Coefficients, subsampling and position of YCbCr; ReferenceBlackWhite, which no decoder uses for RGB.
            // Streams of JPEG say black and white by themselves.
            0x0214 => (old || means(YCBCR)) && coding != compression::JPEG,
            0x0211..=0x0213 => old || means(YCBCR),
            // ColorMap; InkSet, NumberOfInks, DotRange
            0x0140 => means(PALETTE),
            0x014C | 0x014E | 0x0150 => means(SEPARATED),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_another_coding_are_not_asked_for() {
        let asks = |coding, photometric, number| Used { coding, photometric, ..Used::default() }.asks_for(number);
        assert!(!asks(1, Some(2), 0x0201) && asks(6, Some(6), 0x0201));
        assert!(!asks(5, Some(2), 0x015B) && asks(7, Some(2), 0x015B));
        assert!(!asks(1, Some(2), 0x0212) && asks(1, Some(6), 0x0212) && !asks(1, None, 0x0212));
        assert!(!asks(1, Some(2), 0x0214) && asks(1, Some(6), 0x0214));
        assert!(asks(1, Some(1), 0x013D) && asks(5, Some(1), 0x013D));
        assert!(!asks(5, Some(1), 0x0140) && asks(5, Some(3), 0x0140));
        assert!(!asks(4, Some(1), 0x0124) && asks(3, Some(1), 0x0124));
        assert!(asks(1, Some(1), 0x0111) && !Used { tiled: true, ..Used::default() }.asks_for(0x0111));
        assert!(asks(6, Some(6), 0x0207) && !Used { coding: 6, stream: true, ..Used::default() }.asks_for(0x0207));
        assert!(!asks(6, Some(6), 0x0205) && !asks(1, Some(2), 0x012D));
    }
}
