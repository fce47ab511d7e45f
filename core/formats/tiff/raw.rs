//! What of the raw picture of a DNG file decides how many numbers its tags have, whichever directory they are in.

use super::numbers::Numbers;
use super::{compression, picture, tag};
use crate::base::{Error, Input};
use crate::containers::tiff::{Directory, File, Link};

/// The raw pictures of a file, each number the largest of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Raw {
    pub(super) width: u64,
    pub(super) length: u64,
    /// Of the active area.
    pub(super) columns: u64,
    pub(super) rows: u64,
    pub(super) bits: u64,
    pub(super) samples: u64,
    /// Colours of the sensor; `None` if no matrix says so.
    pub(super) colours: Option<u64>,
    /// How the one that converters develop is coded.
    pub(super) coding: u64,
    /// Where the directory is that converters develop: of several, the one with the most pixels.
    pub(super) main: Option<u64>,
}

/// DNG 1.7.1.0, ColorMatrix1.
const COLOR_MATRIX: u16 = 0xC621;
/// Top, left, bottom, right.
const ACTIVE_AREA: u16 = 0xC68D;
/// PhotometricInterpretation of raw pictures: a colour filter array, or linear.
const MEANINGS: [u64; 2] = [32_803, 34_892];

impl Raw {
    pub(super) fn read(input: &Input<'_>, file: &File) -> Result<Self, Error> {
        let mut raw = Self::default();
        let mut most = 0;
        for directory in &file.directories {
            let number = |tag| Ok::<u64, Error>(file.number(input, directory, tag)?.unwrap_or(0));
            if let Some(matrix) = directory.find(COLOR_MATRIX) {
                raw.colours = raw.colours.or(matrix.count.checked_div(3).filter(|colours| (1..=4).contains(colours)));
            }
            if !is_picture(directory) {
                continue;
            }
            let (subfile, pixels) = (number(tag::SUBFILE_TYPE)?, number(tag::WIDTH)?.saturating_mul(number(tag::LENGTH)?));
            if subfile == 0 && MEANINGS.contains(&number(tag::PHOTOMETRIC)?) && pixels > most {
                (raw.main, most) = (Some(directory.span.start), pixels);
                raw.coding = number(tag::COMPRESSION)?;
            }
            if is_shown(subfile) {
                raw.width = raw.width.max(number(tag::WIDTH)?);
                raw.length = raw.length.max(number(tag::LENGTH)?);
                let (columns, rows) = active(input, file, directory)?;
                (raw.columns, raw.rows) = (raw.columns.max(columns), raw.rows.max(rows));
                raw.bits = raw.bits.max(number(tag::BITS)?);
                raw.samples = raw.samples.max(number(tag::SAMPLES)?.max(1));
            }
        }
        Ok(raw)
    }

    /// Whether a corner or a size, in columns and rows, lies within the picture.
    pub(super) fn holds(&self, numbers: &Numbers<'_>) -> bool {
        numbers.iter().zip([self.width, self.length]).all(|(number, most)| number <= most as f64)
    }

    /// DNGBackwardVersion: the first version whose readers develop such a picture, or that of the file, if it is lower.
    /// Opcodes are the last that came without a coding of their own.
    pub(super) fn backward_version(&self, input: &Input<'_>, file: &File, directory: &Directory) -> Result<Vec<u8>, Error> {
        const VERSION: u16 = 0xC612;
        let version = directory.find(VERSION).map(|entry| file.value(input, entry)).transpose()?.flatten();
        let version = version.and_then(|version| version.first_chunk().copied()).unwrap_or([u8::MAX; 4]);
        let first = match self.coding {
            compression::JPEG_XL => [1, 7, 0, 0],
            compression::LOSSY_JPEG => [1, 4, 0, 0],
            coding if compression::DEFLATE.contains(&coding) || self.bits > 16 => [1, 4, 0, 0],
            _ => [1, 3, 0, 0],
        };
        Ok(version.min(first).to_vec())
    }

    /// Whether a picture of this NewSubFileType stays, in the directory that begins there.
    pub(super) fn shows(&self, subfile: u64, start: u64) -> bool {
        is_shown(subfile) && (subfile != 0 || self.main.is_none_or(|main| main == start))
    }
}

/// Columns and rows of the active area, or of the picture if it has none.
fn active(input: &Input<'_>, file: &File, directory: &Directory) -> Result<(u64, u64), Error> {
    let area = directory.find(ACTIVE_AREA).map(|entry| file.numbers(input, entry)).transpose()?.flatten();
    if let Some([top, left, bottom, right]) = area.as_deref() {
        return Ok((right.saturating_sub(*left), bottom.saturating_sub(*top)));
    }
    let number = |tag| Ok::<u64, Error>(file.number(input, directory, tag)?.unwrap_or(0));
    Ok((number(tag::WIDTH)?, number(tag::LENGTH)?))
}

fn is_picture(directory: &Directory) -> bool {
    matches!(directory.link, Link::Page | Link::Sub(_)) && picture::is_picture(directory)
}

/// Whether a picture of this NewSubFileType is not a preview, a map or a mask of what is where (DNG 1.7.1.0, chapter 4).
const fn is_shown(subfile: u64) -> bool {
    matches!(subfile, 0 | 4 | 16)
}
