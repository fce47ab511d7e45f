//! Which colours of the palette the points of a picture have (PNG third edition, 9.2, 11.2.2).

use super::compressed::inflate;
use super::seen::PALETTE;
use super::streams::{Pass, Stream, streams};
use crate::base::{Error, Input};
use crate::containers::png::Chunk;
use crate::formats::palette::Used;

/// Larger pictures, in bytes before compression, keep all colours of their palette: they would take too long.
const LARGEST: u64 = 64 << 20;
/// Longest row.
const WIDEST: u64 = 1 << 20;

/// The colours that are needed: those of the points of all frames, and the one behind them.
///
/// # Errors
/// Those of the reader.
pub(super) fn used(input: &Input<'_>, chunks: &[Chunk]) -> Result<Used, Error> {
    let Some(header) = chunks.first().filter(|chunk| chunk.kind == *b"IHDR" && chunk.data.len == 13) else {
        return Ok(Used::ALL);
    };
    let [_, _, _, _, _, _, _, _, depth @ (1 | 2 | 4 | 8), PALETTE] = input.array(header.data.start)? else {
        return Ok(Used::ALL);
    };
    let before = || chunks.iter().take_while(|chunk| chunk.kind != *b"IDAT");
    let moves = before().any(|chunk| chunk.kind == *b"acTL");
    let pictures = streams(input, chunks, |chunk| moves || chunk.kind == *b"IDAT")?;
    if pictures.iter().map(Stream::len).fold(0, u64::saturating_add) > LARGEST {
        return Ok(Used::ALL);
    }
    let mut used = Used::NONE;
    let behind = before().skip_while(|chunk| chunk.kind != *b"PLTE").find(|chunk| chunk.kind == *b"bKGD");
    if let Some(behind) = behind.filter(|behind| behind.data.len == 1) {
        let [number] = input.array(behind.data.start)?;
        used.add(number);
    }
    for picture in pictures {
        let mut points = Points::new(depth, &picture);
        let compressed = inflate(input, &picture.pieces(), |bytes| points.read(bytes))?;
        used = used.or(if compressed.is_whole(picture.len()) { points.used } else { Used::ALL });
    }
    Ok(used)
}

/// The points of a picture, row by row.
struct Points {
    depth: u8,
    /// Those that are still to come, the next one last.
    passes: Vec<Pass>,
    /// The row before, and the bytes of this one that are there, after its filter.
    before: Vec<u8>,
    row: Vec<u8>,
    used: Used,
}

impl Points {
    fn new(depth: u8, picture: &Stream) -> Self {
        let mut passes: Vec<Pass> = picture.passes().collect();
        passes.reverse();
        Self { depth, passes, before: Vec::new(), row: Vec::new(), used: Used::NONE }
    }

    /// The next bytes of the picture; what follows its last row is not read.
    fn read(&mut self, mut bytes: &[u8]) {
        while let Some(Pass { columns, rows, row }) = self.passes.last_mut() {
            if *rows == 0 {
                self.passes.pop();
                self.before.clear();
                continue;
            }
            let Some(len) = usize::try_from(*row).ok().filter(|_| *row <= WIDEST) else {
                self.used = Used::ALL;
                return;
            };
            if bytes.is_empty() {
                return;
            }
            let (now, later) = bytes.split_at(len.saturating_sub(self.row.len()).min(bytes.len()));
            self.row.extend(now);
            bytes = later;
            if self.row.len() == len {
                *rows = rows.saturating_sub(1);
                let columns = *columns;
                self.before.resize(len, 0);
                self.take(columns);
                std::mem::swap(&mut self.before, &mut self.row);
                self.row.clear();
            }
        }
    }

    /// A whole row.
    fn take(&mut self, columns: u64) {
        let (Some((filter, row)), Some((_, above))) = (self.row.split_first_mut(), self.before.split_first()) else { return };
        if !unfilter(*filter, row, above) {
            self.used = Used::ALL;
        }
        if self.depth == 8 {
            row.iter().for_each(|point| self.used.add(*point));
            return;
        }
        let (depth, mask) = (u32::from(self.depth), u8::MAX.wrapping_shr(8_u32.saturating_sub(self.depth.into())));
        let points = row.iter().flat_map(|byte| {
            // The first is in the most significant bits (7.2).
            let places = (1..=8_u32.checked_div(depth).unwrap_or(0)).map(move |place| place.saturating_mul(depth));
            places.map(move |place| byte.rotate_left(place) & mask)
        });
        points.take(usize::try_from(columns).unwrap_or(usize::MAX)).for_each(|point| self.used.add(point));
    }
}

/// The bytes of a row from what its filter left of them (9.2), points being no larger than a byte; whether there is such a
/// filter.
fn unfilter(filter: u8, row: &mut [u8], above: &[u8]) -> bool {
    let (mut left, mut corner) = (0_u8, 0_u8);
    let pairs = row.iter_mut().zip(above);
    match filter {
        0 => {}
        1 => row.iter_mut().for_each(|byte| {
            *byte = byte.wrapping_add(left);
            left = *byte;
        }),
        2 => pairs.for_each(|(byte, up)| *byte = byte.wrapping_add(*up)),
        3 => pairs.for_each(|(byte, up)| {
            *byte = byte.wrapping_add(u8::midpoint(left, *up));
            left = *byte;
        }),
        4 => pairs.for_each(|(byte, up)| {
            *byte = byte.wrapping_add(paeth(left, *up, corner));
            (left, corner) = (*byte, *up);
        }),
        _ => return false,
    }
    true
}

/// The nearest of three to what they predict (9.4).
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left).saturating_add(i16::from(up)).saturating_sub(i16::from(corner));
    let [far_left, far_up, far_corner] = [left, up, corner].map(|byte| guess.abs_diff(i16::from(byte)));
    if far_left <= far_up && far_left <= far_corner {
        left
    } else if far_up <= far_corner {
        up
    } else {
        corner
    }
}
