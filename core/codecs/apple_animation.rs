//! Apple Animation (`rle `): lines of runs of equal points, and of literal points. A sample says which lines change;
//! the last of them is followed by a zero, and after that nothing that anybody reads.

use super::start_codes::Marked;
use super::{Mark, Raster, Stuffing, chunk};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// The two bits above the length of a chunk.
const FLAGS: u32 = 0xC000_0000;

/// A flag of the header: it says which lines change.
const SOME_LINES: u16 = 8;

/// A sample without room for a line, without and with a header: the picture stays as it was.
const UNCHANGED: usize = 8;
const UNCHANGED_LINES: usize = 14;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] for a depth that the codec does not have, for points outside their line, and for anything
/// cut off; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, raster: Raster, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let mut marked = Marked::new(sample, &bytes, marks);
    picture(&bytes, raster)
        .map(|(header, end)| {
            marked.put(0..header.len(), CodedElement::Tail, Stuffing::exactly(header));
            marked.put(end..bytes.len(), CodedElement::Tail, Stuffing::of(0));
        })
        .ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(sample.start, "rle")))
}

/// The header in its new form, and where the last line ends.
fn picture(bytes: &[u8], raster: Raster) -> Option<(Vec<u8>, usize)> {
    if bytes.len() < UNCHANGED {
        let header = chunk::length(bytes, FLAGS, bytes.len()).map_or_else(Vec::new, Vec::from);
        let end = header.len();
        return Some((header, end));
    }
    let mut cursor = Cursor::starting_at(bytes, 4, ByteOrder::Big);
    let flags = cursor.u16()? & SOME_LINES;
    let mut rest = flags.to_be_bytes().to_vec();
    let lines = if flags == 0 {
        raster.height
    } else if bytes.len() < UNCHANGED_LINES {
        0
    } else {
        let first = cursor.u16()?;
        cursor.take(2)?;
        let lines = cursor.u16()?;
        cursor.take(2)?;
        raster.height.checked_sub(first)?.checked_sub(lines)?;
        rest.extend([first, 0, lines, 0].iter().flat_map(|number| number.to_be_bytes()));
        lines
    };
    let group = Group::of(raster)?;
    if raster.bits() == 1 { one_bit(&mut cursor, lines, group) } else { several_bits(&mut cursor, lines, group) }?;
    let end = cursor.at();
    let length = chunk::length(bytes, FLAGS, end)?;
    Some(([&length[..], &rest].concat(), end))
}

/// What one code draws: some points, in some bytes.
#[derive(Clone, Copy)]
struct Group {
    bytes: usize,
    /// How many of them fill a line.
    in_line: usize,
}

impl Group {
    fn of(raster: Raster) -> Option<Self> {
        let (points, bytes) = match raster.bits() {
            1 => (16, 2),
            2 => (16, 4),
            4 => (8, 4),
            8 => (4, 4),
            16 => (1, 2),
            24 => (1, 3),
            32 => (1, 4),
            _ => return None,
        };
        Some(Self { bytes, in_line: usize::from(raster.width).div_ceil(points) })
    }

    /// Skips what a code draws, starting at a group of the line; returns where it ends.
    fn draw(self, cursor: &mut Cursor<'_>, code: i8, start: usize) -> Option<usize> {
        let count = usize::from(code.unsigned_abs());
        let end = start.checked_add(count).filter(|&end| end <= self.in_line)?;
        cursor.take(if code < 0 { self.bytes } else { count.checked_mul(self.bytes)? })?;
        Some(end)
    }
}

/// Lines with more than one bit: each begins with how far to go, and ends with its own code.
fn several_bits(cursor: &mut Cursor<'_>, lines: u16, group: Group) -> Option<()> {
    const NEXT_LINE: i8 = -1;
    const GO: i8 = 0;
    for _ in 0..lines {
        // Decoders differ in what may follow a zero, unless it is zeros.
        if cursor.rest().iter().all(|&byte| byte == 0) {
            return Some(());
        }
        let mut at = usize::from(cursor.u8()?.checked_sub(1)?);
        loop {
            at = match i8::from_ne_bytes(cursor.array()?) {
                NEXT_LINE => break,
                GO => at.checked_add(usize::from(cursor.u8()?.checked_sub(1)?)).filter(|&at| at <= group.in_line)?,
                code => group.draw(cursor, code, at)?,
            };
        }
    }
    Some(())
}

/// Lines with one bit: how far to go comes before each code, with a flag for the next line.
fn one_bit(cursor: &mut Cursor<'_>, lines: u16, group: Group) -> Option<()> {
    const NEXT_LINE: u8 = 0x80;
    let (mut left, mut at): (u16, Option<usize>) = (lines, None);
    while cursor.rest().len() >= 2 {
        let [go, code] = cursor.array()?;
        let far = usize::from(go & !NEXT_LINE);
        if code == 0 {
            break;
        }
        let start: usize = if go & NEXT_LINE == 0 {
            at?
        } else {
            left = left.checked_sub(1)?;
            0
        };
        at = Some(group.draw(cursor, i8::from_ne_bytes([code]), start.checked_add(far)?)?);
    }
    Some(())
}

#[cfg(test)]
mod tests;
