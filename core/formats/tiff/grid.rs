//! How a picture is divided into strips or tiles (TIFF 6.0, sections 3, 15 and 21), and how many bytes each has without
//! compression.

use super::tag;
use crate::base::{Error, Input, Limit, Place};
use crate::containers::tiff::{Directory, File};

/// PhotometricInterpretation of a picture whose colours may have fewer samples (TIFF 6.0, section 21).
pub(super) const YCBCR: u64 = 6;

/// How a picture is divided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    /// How many pieces there are.
    pub(super) pieces: u64,
    /// In one plane.
    per_plane: u64,
    /// Pixels per row of a piece.
    pub(super) columns: u64,
    /// Rows of each, and of the last one in a plane.
    rows: (u64, u64),
    /// Bytes of each, and of the last one in a plane; `None` if samples have different sizes.
    bytes: Option<(u64, u64)>,
}

impl Grid {
    pub(super) fn read(input: &Input<'_>, file: &File, directory: &Directory, tiled: bool) -> Result<Self, Error> {
        let number = |tag, default: u64| Ok::<u64, Error>(file.number(input, directory, tag)?.unwrap_or(default));
        let list = |tag, default: &[u64]| match directory.find(tag) {
            Some(entry) => file.numbers(input, entry).map(Option::unwrap_or_default),
            None => Ok(default.to_vec()),
        };
        let (width, length) = (number(tag::WIDTH, 0)?, number(tag::LENGTH, 0)?);
        let samples = number(tag::SAMPLES, 1)?.max(1);
        let planes = if number(tag::PLANAR, 1)? == 2 { samples } else { 1 };
        let ceiling = |a: u64, b: u64| a.div_ceil(b.max(1));
        let (columns, rows) = if tiled {
            (number(tag::TILE_WIDTH, width)?.max(1), number(tag::TILE_LENGTH, length)?.max(1))
        } else {
            // Zero rows per strip means all rows in one: nobody divides a picture into empty strips.
            let rows = number(tag::ROWS, length)?;
            (width.max(1), if rows == 0 { length.max(1) } else { rows.clamp(1, length.max(1)) })
        };
        let down = ceiling(length, rows);
        let per_plane = down.saturating_mul(ceiling(width, columns));
        let pieces = per_plane.saturating_mul(planes);
        if pieces > u64::from(u32::MAX) {
            return Err(Error::limit(Limit::Elements, Place::new(directory.span.start, "IFD")));
        }
        let last = if tiled { rows } else { length.saturating_sub(rows.saturating_mul(down.saturating_sub(1))) };
        let mut bits = list(tag::BITS, &[1])?;
        // Nobody asks for more.
        bits.truncate(usize::try_from(samples).unwrap_or(usize::MAX));
        let even = bits.first().copied().filter(|first| bits.iter().all(|bits| bits == first));
        let in_row = if planes > 1 { 1 } else { samples };
        let subsampled = number(tag::PHOTOMETRIC, 0)? == YCBCR && planes == 1 && samples == 3;
        let subsampling = list(tag::SUBSAMPLING, &[2, 2])?;
        let of = |rows: u64, bits: u64| match subsampling.as_slice() {
            // Blocks of pixels that share their colours (TIFF 6.0, section 21).
            [across, down, ..] if subsampled => {
                let block = across.saturating_mul(*down).saturating_add(2);
                let row = ceiling(ceiling(columns, *across).saturating_mul(block).saturating_mul(bits), 8);
                row.saturating_mul(ceiling(rows, *down))
            }
            _ => ceiling(columns.saturating_mul(in_row).saturating_mul(bits), 8).saturating_mul(rows),
        };
        Ok(Self { pieces, per_plane, columns, rows: (rows, last), bytes: even.map(|bits| (of(rows, bits), of(last, bits))) })
    }

    /// Bytes of a piece without compression.
    pub(super) fn bytes(&self, index: u64) -> Option<u64> {
        self.bytes.map(|(full, short)| if self.is_last(index) { short } else { full })
    }

    /// Rows of a piece.
    pub(super) fn rows(&self, index: u64) -> u64 {
        if self.is_last(index) { self.rows.1 } else { self.rows.0 }
    }

    fn is_last(&self, index: u64) -> bool {
        index.checked_rem(self.per_plane) == Some(self.per_plane.saturating_sub(1))
    }
}
