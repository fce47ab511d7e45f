//! Cinepak (`cvid`): a frame consists of strips, a strip of chunks: codebooks, and which of their vectors go where.
//! Anything after the last vector that is read goes. Lengths do not change: they make decoders take a frame for one of
//! another kind.

use std::ops::Range;

use super::start_codes::Marked;
use super::{Mark, Raster, Stuffing};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// Flags and length, width, height, number of strips.
const FRAME_HEADER: usize = 10;
/// Kind and length, then the corners of a strip.
const STRIP_HEADER: usize = 12;
/// Kind and length of a chunk.
const CHUNK_HEADER: usize = 4;

/// As many strips as decoders read, and as many vectors as there are in a codebook.
const MOST_STRIPS: u16 = 32;
const CODEBOOK: usize = 256;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] for what is not a frame, or contradicts itself; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, raster: Raster, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let mut marked = Marked::new(sample, &bytes, marks);
    frame(&mut marked, &bytes, raster).ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(sample.start, "cvid")))
}

fn frame(marked: &mut Marked<'_>, bytes: &[u8], raster: Raster) -> Option<()> {
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    let (_, length) = kind_and_length(&mut cursor)?;
    let content = bytes.get(..length)?;
    // Width and height, which are not used here, in whole blocks or not.
    let [width, height] = [cursor.u16()?, cursor.u16()?];
    let whole = |number: u16| number.div_ceil(4);
    let same = whole(width) == whole(raster.width) && whole(height) == whole(raster.height);
    let [width, height] = if same { [width, height] } else { [raster.width, raster.height] };
    marked.put(4..8, CodedElement::Tail, Stuffing::exactly([width.to_be_bytes(), height.to_be_bytes()].concat()));
    let strips = cursor.u16().filter(|&strips| strips <= MOST_STRIPS)?;
    let (mut at, mut top) = (FRAME_HEADER, 0);
    for _ in 0..strips {
        (at, top) = strip(marked, content, at, top, raster)?;
    }
    content.get(at..)?;
    marked.put(at..bytes.len(), CodedElement::Tail, Stuffing::of(0));
    Some(())
}

fn kind_and_length(cursor: &mut Cursor<'_>) -> Option<(u8, usize)> {
    let [kind, a, b, c] = cursor.array()?;
    Some((kind, usize::try_from(u32::from_be_bytes([0, a, b, c])).ok()?))
}

/// A strip that begins where another ended: returns where it ends itself, in the frame and in the picture.
fn strip(marked: &mut Marked<'_>, content: &[u8], start: usize, above: u16, raster: Raster) -> Option<(usize, u16)> {
    const KEY: u8 = 0x10;
    const INTER: u8 = 0x11;
    let mut cursor = Cursor::starting_at(content, start, ByteOrder::Big);
    let (kind, length) = kind_and_length(&mut cursor)?;
    matches!(kind, KEY | INTER).then_some(())?;
    let [top, left, bottom, right] = [cursor.u16()?, cursor.u16()?, cursor.u16()?, cursor.u16()?];
    // Without a top of its own, it begins where the one above it ended, and gives its height.
    let [top, bottom] = if top == 0 { [above, above.checked_add(bottom)?] } else { [top, bottom] };
    let within = |end: u16, most: u16| end.div_ceil(4) <= most.div_ceil(4);
    (left < right && top < bottom && within(right, raster.width) && within(bottom, raster.height)).then_some(())?;
    let blocks =
        usize::from(right.checked_sub(left)?.div_ceil(4)).checked_mul(usize::from(bottom.checked_sub(top)?.div_ceil(4)))?;
    let end = start.checked_add(length)?;
    let strip = content.get(..end)?;
    let mut at = start.checked_add(STRIP_HEADER)?;
    loop {
        let mut cursor = Cursor::starting_at(strip, at, ByteOrder::Big);
        let (kind, length) = kind_and_length(&mut cursor)?;
        let chunk = at..at.checked_add(length)?;
        let data = strip.get(at.checked_add(CHUNK_HEADER)?..chunk.end)?;
        match kind {
            0x20..=0x27 => tail(marked, &chunk, codebook(kind, data)?),
            0x30..=0x32 => {
                // Nothing after them is read.
                tail(marked, &(at..end), vectors(kind, data, blocks)?);
                return Some((end, bottom));
            }
            _ => return None,
        }
        at = chunk.end;
    }
}

/// Marks what comes after this many bytes of a chunk's data.
fn tail(marked: &mut Marked<'_>, chunk: &Range<usize>, read: usize) {
    let from = chunk.start.saturating_add(CHUNK_HEADER).saturating_add(read);
    marked.put(from..chunk.end, CodedElement::Tail, Stuffing::of(0));
}

/// Groups of 32 bits, each before what they are about.
#[derive(Default)]
struct Flags {
    word: u32,
    left: u32,
}

impl Flags {
    fn next(&mut self, cursor: &mut Cursor<'_>) -> Option<bool> {
        self.left = match self.left.checked_sub(1) {
            Some(left) => left,
            None => {
                self.word = cursor.u32()?;
                31
            }
        };
        Some(self.word >> self.left & 1 == 1)
    }
}

/// How many bytes of a codebook are read: four or six for each vector, for all of them or for those named by flags, as
/// long as there are any.
fn codebook(kind: u8, data: &[u8]) -> Option<usize> {
    const GREY: u8 = 4;
    const SOME: u8 = 1;
    let vector = if kind & GREY == 0 { 6 } else { 4 };
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let mut flags = Flags::default();
    for _ in 0..CODEBOOK {
        let (is_there, read) = if kind & SOME == 0 {
            (true, Some(()))
        } else {
            let flag = flags.next(&mut cursor);
            (flag == Some(true), flag.map(|_| ()))
        };
        if read.is_none() || is_there && cursor.take(vector).is_none() {
            break;
        }
    }
    Some(cursor.at())
}

/// How many bytes of vectors are read for this many blocks: none for an unchanged block, otherwise one or four.
fn vectors(kind: u8, data: &[u8], blocks: usize) -> Option<usize> {
    const SOME: u8 = 1;
    const LARGE: u8 = 2;
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let mut flags = Flags::default();
    for _ in 0..blocks {
        if kind & SOME == 0 || flags.next(&mut cursor)? {
            let small = kind & LARGE == 0 && flags.next(&mut cursor)?;
            cursor.take(if small { 4 } else { 1 })?;
        }
    }
    Some(cursor.at())
}

#[cfg(test)]
mod tests;
