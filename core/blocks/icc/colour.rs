//! What of a tag is colour: the bytes that its type defines (ISO 15076-1, clause 10). What is reserved, between its
//! parts or behind them is none of it, and becomes zero or goes.

use super::tag::Tag;
use crate::base::{ByteOrder, Cursor};
use crate::blocks::cicp;

/// The colour in a tag of a profile for this space of colours; nothing where the tag is about something else, or
/// nobody would read it.
pub(super) fn colour(tag: &Tag<'_>, space: [u8; 4]) -> Option<Vec<u8>> {
    let kinds = kinds(tag.signature, space)?;
    let kind: &[u8; 4] = tag.data.first_chunk()?;
    let defined = if kinds.contains(&kind) { defined(kind, tag.data) } else { None };
    // Readers give up at what has another type, and go on giving up: without the tag they might show other colours.
    Some(defined.unwrap_or_else(|| vec![0; tag.data.len()]))
}

/// Whether a tag says how numbers become colour.
pub(super) fn is_colour(tag: &Tag<'_>, space: [u8; 4]) -> bool {
    kinds(tag.signature, space).is_some()
}

/// The types that a tag can have (9.2), where it says how numbers become colour.
fn kinds(signature: [u8; 4], space: [u8; 4]) -> Option<&'static [&'static [u8; 4]]> {
    let (colours, grey) = (&space == b"RGB ", &space == b"GRAY");
    Some(match &signature {
        b"wtpt" | b"bkpt" => &[b"XYZ "],
        b"rXYZ" | b"gXYZ" | b"bXYZ" if colours => &[b"XYZ "],
        b"rTRC" | b"gTRC" | b"bTRC" if colours => &[b"curv", b"para"],
        b"kTRC" if grey => &[b"curv", b"para"],
        b"chad" => &[b"sf32"],
        b"cicp" => &[b"cicp"],
        b"A2B0" | b"A2B1" | b"A2B2" | b"A2B3" | b"B2A0" | b"B2A1" | b"B2A2" | b"B2A3" | b"gamt" | b"pre0" | b"pre1" | b"pre2" => {
            &[b"mft1", b"mft2", b"mAB ", b"mBA "]
        }
        b"D2B0" | b"D2B1" | b"D2B2" | b"D2B3" | b"B2D0" | b"B2D1" | b"B2D2" | b"B2D3" => &[b"mpet"],
        _ => return None,
    })
}

/// The data with all zero that their type does not define; nothing where they are broken.
fn defined(kind: &[u8; 4], data: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Kept { data, bytes: Vec::new() };
    match kind {
        b"XYZ " => kept.part(0, 12),
        b"sf32" => kept.part(0, 36),
        // A code that no standard lists turns nothing into colour, but could be a message.
        b"cicp" => cicp::are_listed(*data.get(8..)?.first_chunk()?).then_some(()).and_then(|()| kept.part(0, 4)),
        b"curv" | b"para" => kept.curve(0).map(drop),
        b"mft1" | b"mft2" => kept.tables(kind),
        b"mAB " => kept.stages(false),
        b"mBA " => kept.stages(true),
        _ => kept.program(),
    }?;
    // Some writers count in what fills the last word.
    if data.len().saturating_sub(kept.bytes.len()) < 4 {
        kept.bytes.resize(data.len(), 0);
    }
    Some(kept.bytes)
}

/// Most inputs or outputs of a lookup table: its grid has room for so many.
const CHANNELS: usize = 16;

/// A tag's data, and what of them was found to be colour.
struct Kept<'a> {
    data: &'a [u8],
    bytes: Vec<u8>,
}

impl<'a> Kept<'a> {
    fn at(&self, at: usize) -> Cursor<'a> {
        Cursor::starting_at(self.data, at, ByteOrder::Big)
    }

    fn bytes(&mut self, at: usize, len: usize) -> Option<()> {
        let end = at.checked_add(len)?;
        let from = self.data.get(at..end)?;
        // What lies between the parts is never copied, and so stays zero.
        self.bytes.resize(self.bytes.len().max(end), 0);
        self.bytes.get_mut(at..end)?.copy_from_slice(from);
        Some(())
    }

    /// A part with a type of its own: the type, four reserved bytes, `len` bytes.
    fn part(&mut self, at: usize, len: usize) -> Option<()> {
        self.bytes(at, 4)?;
        self.bytes(at.checked_add(8)?, len)
    }

    /// `curv` or `para` (10.6, 10.18); answers how long it is.
    fn curve(&mut self, at: usize) -> Option<usize> {
        let mut cursor = self.at(at);
        let kind = cursor.array::<4>()?;
        cursor.take(4)?;
        match &kind {
            b"curv" => {
                let len = usize::try_from(cursor.u32()?).ok()?.checked_mul(2)?.checked_add(4)?;
                self.part(at, len)?;
                len.checked_add(8)
            }
            b"para" => {
                let numbers = [1, 3, 4, 5, 7].get(usize::from(cursor.u16()?)).copied()?;
                self.part(at, 2)?;
                let len = 4_usize.checked_mul(numbers)?;
                self.bytes(at.checked_add(12)?, len)?;
                len.checked_add(12)
            }
            _ => None,
        }
    }

    /// `mft1`, `mft2` (10.10, 10.11): input, grid and output tables behind a matrix.
    fn tables(&mut self, kind: &[u8; 4]) -> Option<()> {
        const IDENTITY: [u8; 36] = {
            let mut matrix = [0; 36];
            (matrix[1], matrix[17], matrix[33]) = (1, 1, 1);
            matrix
        };
        let mut cursor = self.at(8);
        let [inputs, outputs, grid] = cursor.array()?;
        cursor.take(37)?;
        self.part(0, 3)?;
        self.bytes(12, 36)?;
        if inputs != 3 {
            // A matrix turns three numbers into three: nobody reads another.
            self.bytes.get_mut(12..48)?.copy_from_slice(&IDENTITY);
        }
        let (inputs, outputs) = (usize::from(inputs), usize::from(outputs));
        let (start, width, before, behind) =
            if kind == b"mft1" { (48, 1, 256, 256) } else { (48, 2, usize::from(cursor.u16()?), usize::from(cursor.u16()?)) };
        let colours = usize::from(grid).checked_pow(u32::try_from(inputs).ok()?)?.checked_mul(outputs)?;
        let entries = inputs.checked_mul(before)?.checked_add(colours)?.checked_add(outputs.checked_mul(behind)?)?;
        let sizes = if width == 2 { 4 } else { 0 };
        self.bytes(start, entries.checked_mul(width)?.checked_add(sizes)?)
    }

    /// `mAB `, `mBA ` (10.12, 10.13): up to three rows of curves, a matrix and a grid, each where its offset says.
    fn stages(&mut self, from_pcs: bool) -> Option<()> {
        let mut cursor = self.at(8);
        let [inputs, outputs] = cursor.array::<2>()?.map(usize::from);
        cursor.take(2)?;
        self.part(0, 2)?;
        self.bytes(12, 20)?;
        let (near, far) = if from_pcs { (inputs, outputs) } else { (outputs, inputs) };
        let mut offset = || usize::try_from(cursor.u32()?).ok();
        let (b, matrix, m, grid, a) = (offset()?, offset()?, offset()?, offset()?, offset()?);
        for (at, curves) in [(b, near), (m, near), (a, far)] {
            self.curves(at, curves)?;
        }
        if matrix != 0 {
            self.bytes(matrix, 48)?;
        }
        if grid != 0 { self.grid(grid, inputs, outputs, None) } else { Some(()) }
    }

    /// Curves one behind the other, at multiples of four; none where the offset is zero.
    fn curves(&mut self, mut at: usize, count: usize) -> Option<()> {
        if at == 0 {
            return Some(());
        }
        for _ in 0..Some(count).filter(|&count| count <= CHANNELS)? {
            at = at.checked_add(self.curve(at)?)?.checked_next_multiple_of(4)?;
        }
        Some(())
    }

    /// A grid: how many points each input has, then the colours. Without a width the grid says how wide its numbers are.
    fn grid(&mut self, at: usize, inputs: usize, outputs: usize, width: Option<usize>) -> Option<()> {
        let mut cursor = self.at(at);
        let points = cursor.array::<CHANNELS>()?;
        self.bytes(at, inputs)?;
        let points = points.get(..inputs)?.iter().map(|&points| usize::from(points));
        let colours = points.chain([outputs]).try_fold(1_usize, usize::checked_mul)?;
        let (width, head) = match width {
            Some(width) => (width, CHANNELS),
            None => {
                let width = cursor.u8().filter(|width| matches!(width, 1 | 2))?;
                self.bytes(at.checked_add(CHANNELS)?, 1)?;
                (usize::from(width), CHANNELS.checked_add(4)?)
            }
        };
        self.bytes(at.checked_add(head)?, colours.checked_mul(width)?)
    }

    /// `mpet` (10.16): curves, matrices and grids of floating point numbers, one after the other.
    fn program(&mut self) -> Option<()> {
        const MOST: u32 = 64;
        let mut cursor = self.at(12);
        let count = cursor.u32().filter(|&count| count <= MOST)?;
        self.part(0, 8)?;
        for _ in 0..count {
            self.bytes(cursor.at(), 8)?;
            let (at, _len) = (usize::try_from(cursor.u32()?).ok()?, cursor.u32()?);
            let mut element = self.at(at);
            let kind = element.array::<4>()?;
            element.take(4)?;
            let (inputs, outputs) = (usize::from(element.u16()?), usize::from(element.u16()?));
            self.part(at, 4)?;
            let body = at.checked_add(12)?;
            match &kind {
                b"matf" => self.bytes(body, inputs.checked_add(1)?.checked_mul(outputs)?.checked_mul(4)?)?,
                b"clut" => self.grid(body, inputs, outputs, Some(4))?,
                b"cvst" => self.segmented(at, inputs)?,
                _ => return None,
            }
        }
        Some(())
    }

    /// A set of segmented curves (10.16.2), at offsets that count from the set.
    fn segmented(&mut self, at: usize, count: usize) -> Option<()> {
        let mut cursor = self.at(at.checked_add(12)?);
        for _ in 0..Some(count).filter(|&count| count <= CHANNELS)? {
            self.bytes(cursor.at(), 8)?;
            let (offset, _len) = (usize::try_from(cursor.u32()?).ok()?, cursor.u32()?);
            let start = at.checked_add(offset)?;
            let mut curve = self.at(start);
            (&curve.array::<4>()? == b"curf").then_some(())?;
            curve.take(4)?;
            let segments = curve.u16().filter(|&segments| segments > 0)?;
            self.part(start, 2)?;
            curve.u16()?;
            let breaks = usize::from(segments).checked_sub(1)?.checked_mul(4)?;
            self.bytes(curve.at(), breaks)?;
            curve.take(breaks)?;
            for _ in 0..segments {
                self.segment(&mut curve)?;
            }
        }
        Some(())
    }

    /// A segment: a formula (`parf`) or samples (`samf`).
    fn segment(&mut self, curve: &mut Cursor<'a>) -> Option<()> {
        let at = curve.at();
        let kind = curve.array::<4>()?;
        curve.take(4)?;
        let (head, numbers) = match &kind {
            b"parf" => (2, [4, 5, 5].get(usize::from(curve.u16()?)).copied()?),
            b"samf" => (4, usize::try_from(curve.u32()?).ok()?),
            _ => return None,
        };
        if head == 2 {
            curve.u16()?;
        }
        self.part(at, head)?;
        let len = numbers.checked_mul(4)?;
        self.bytes(curve.at(), len)?;
        curve.take(len).map(drop)
    }
}
