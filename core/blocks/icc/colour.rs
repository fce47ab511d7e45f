//! Which bytes of a profile colour is read from: what the types of its tags define (ISO 15076-1, clause 10), but not
//! what is reserved, between the parts or after them. Tags may overlap, and readers follow the counts in their data
//! rather than their lengths, so this walks the profile, not a tag.

use crate::base::{ByteOrder, Cursor, Span, slice};
use crate::blocks::cicp;

/// Most parts in all tags of a profile: tags can share their data, and name colours by the thousand.
const PARTS: usize = 1 << 18;

/// Most inputs or outputs of a lookup table: its grid has room for this many.
const CHANNELS: usize = 16;

/// A profile, and the parts of it found to be colour.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    bytes: &'a [u8],
    /// In no order.
    pub(super) runs: Vec<Span>,
    parts: usize,
    /// How many bytes were looked at as numbers.
    measured: usize,
    /// Offset of the tag.
    start: usize,
    /// Offset of the first byte after the colour of the tag.
    pub(super) end: usize,
    /// Whether something was found that a reader may know.
    strange: bool,
}

impl<'a> Walk<'a> {
    pub(super) const fn new(profile: &'a [u8]) -> Self {
        Self { bytes: profile, runs: Vec::new(), parts: 0, measured: 0, start: 0, end: 0, strange: false }
    }

    /// Adds the colour of the tag that begins there, as far as it is complete. Returns whether it has one of these
    /// types: readers reject any other type, and go on rejecting zeros. `None` if its form is not known here.
    pub(super) fn tag(&mut self, start: usize, kinds: &[&[u8; 4]]) -> Option<bool> {
        (self.start, self.end) = (start, start);
        let kind = self.at(start).array::<4>().filter(|kind| kinds.contains(&kind));
        if let Some(kind) = kind {
            // If it is broken, readers stop where this does.
            let _whole = self.of_kind(&kind);
        }
        (!self.strange).then_some(kind.is_some())
    }

    /// Whether the tag of this length that begins there has one of these types, and all of its parts.
    pub(super) fn is_whole(&mut self, start: usize, len: usize, kinds: &[&[u8; 4]]) -> bool {
        (self.start, self.end) = (start, start);
        let kind = self.at(start).array::<4>().filter(|kind| kinds.contains(&kind));
        let has_all = kind.and_then(|kind| self.of_kind(&kind)).is_some() && !self.strange;
        has_all && self.end <= start.saturating_add(len)
    }

    fn of_kind(&mut self, kind: &[u8; 4]) -> Option<()> {
        let start = self.start;
        match kind {
            b"sf32" => self.part(start, 36),
            b"cicp" => self.code_points(),
            b"curv" | b"para" => self.curve(start).map(drop),
            b"mft1" | b"mft2" => self.tables(kind),
            b"mAB " => self.stages(false),
            b"mBA " => self.stages(true),
            b"mpet" => self.program(),
            b"ncl2" => self.names(),
            // Monaco's name for a curve.
            [0x94, ..] => self.samples(start).map(drop),
            // `XYZ `, and Corbis's name for it.
            _ => self.part(start, 12),
        }
    }

    const fn at(&self, at: usize) -> Cursor<'a> {
        Cursor::starting_at(self.bytes, at, ByteOrder::Big)
    }

    fn run(&mut self, at: usize, len: usize) -> Option<()> {
        let end = at.checked_add(len)?;
        let run = Span::from(at..end);
        slice(self.bytes, run)?;
        self.parts = self.parts.checked_add(1)?;
        if self.parts > PARTS {
            self.strange = true;
            return None;
        }
        self.end = self.end.max(end);
        match self.runs.last_mut() {
            Some(last) if last.end() == run.start => last.len = last.len.checked_add(run.len)?,
            _ => self.runs.push(run),
        }
        Some(())
    }

    /// Numbers of 32 bits. Letters are a huge number, or next to nothing: no colour is made with such.
    fn floats(&mut self, at: usize, len: usize) -> Option<()> {
        const MOST: f32 = 1e8;
        const LEAST: f32 = 1e-14;
        self.run(at, len)?;
        // Tags can share their data, which are then looked at again and again.
        self.measured = self.measured.saturating_add(len);
        if self.measured > self.bytes.len().saturating_mul(4) {
            self.strange = true;
            return None;
        }
        // Breaks of curves may be without an end.
        let is_measured = |number: f32| number == 0.0 || number.is_infinite() || (LEAST..=MOST).contains(&number.abs());
        let (numbers, _) = slice(self.bytes, Span::from(at..at.checked_add(len)?))?.as_chunks::<4>();
        self.strange |= !numbers.iter().all(|number| is_measured(f32::from_be_bytes(*number)));
        Some(())
    }

    /// A part with its own type: the type, four reserved bytes, `len` bytes.
    fn part(&mut self, at: usize, len: usize) -> Option<()> {
        self.run(at, 4)?;
        self.run(at.checked_add(8)?, len)
    }

    /// `cicp` (10.5). A code that no standard lists does not turn anything into colour, but could be a message.
    fn code_points(&mut self) -> Option<()> {
        let codes = self.start.checked_add(8)?;
        let [primaries, transfer, matrix, range] = self.at(codes).array()?;
        self.run(self.start, 4)?;
        let alone = [[primaries, 1, 0, 0], [1, transfer, 0, 0], [1, 1, matrix, 0], [1, 1, 0, range]];
        for (at, code) in (codes..).zip(alone) {
            if cicp::are_listed(code) {
                self.run(at, 1)?;
            }
        }
        Some(())
    }

    /// `curv` or `para` (10.6, 10.18); returns where it ends.
    fn curve(&mut self, at: usize) -> Option<usize> {
        let mut cursor = self.at(at);
        let kind = cursor.array::<4>()?;
        cursor.take(4)?;
        match &kind {
            b"curv" => self.samples(at),
            b"para" => {
                let numbers = [1, 3, 4, 5, 7].get(usize::from(cursor.u16()?)).copied()?;
                self.part(at, 2)?;
                let (first, len) = (at.checked_add(12)?, 4_usize.checked_mul(numbers)?);
                self.run(first, len)?;
                first.checked_add(len)
            }
            _ => None,
        }
    }

    fn samples(&mut self, at: usize) -> Option<usize> {
        let count = usize::try_from(self.at(at.checked_add(8)?).u32()?).ok()?;
        let len = count.checked_mul(2)?.checked_add(4)?;
        self.part(at, len)?;
        at.checked_add(8)?.checked_add(len)
    }

    /// `mft1`, `mft2` (10.10, 10.11): input, grid and output tables after a matrix.
    fn tables(&mut self, kind: &[u8; 4]) -> Option<()> {
        const IDENTITY: [u8; 36] = {
            let mut matrix = [0; 36];
            (matrix[1], matrix[17], matrix[33]) = (1, 1, 1);
            matrix
        };
        let start = self.start;
        let mut cursor = self.at(start.checked_add(8)?);
        let [inputs, outputs, grid, _] = cursor.array()?;
        let (at, matrix) = (cursor.at(), cursor.array::<36>()?);
        self.part(start, 3)?;
        // A matrix turns three numbers into three: nobody reads any other.
        if inputs == 3 || matrix == IDENTITY {
            self.run(at, 36)?;
        }
        let (inputs, outputs, at) = (usize::from(inputs), usize::from(outputs), cursor.at());
        let (width, sizes, before, behind) =
            if kind == b"mft1" { (1, 0, 256, 256) } else { (2, 4, usize::from(cursor.u16()?), usize::from(cursor.u16()?)) };
        let colours = usize::from(grid).checked_pow(u32::try_from(inputs).ok()?)?.checked_mul(outputs)?;
        let entries = inputs.checked_mul(before)?.checked_add(colours)?.checked_add(outputs.checked_mul(behind)?)?;
        self.run(at, entries.checked_mul(width)?.checked_add(sizes)?)
    }

    /// `mAB `, `mBA ` (10.12, 10.13): up to three rows of curves, a matrix and a grid, each at its offset.
    fn stages(&mut self, from_pcs: bool) -> Option<()> {
        let start = self.start;
        let mut cursor = self.at(start.checked_add(8)?);
        let [inputs, outputs, _, _] = cursor.array::<4>()?.map(usize::from);
        self.part(start, 2)?;
        self.run(start.checked_add(12)?, 20)?;
        let (near, far) = if from_pcs { (inputs, outputs) } else { (outputs, inputs) };
        let mut offset = || usize::try_from(cursor.u32()?).ok();
        let (b, matrix, m, grid, a) = (offset()?, offset()?, offset()?, offset()?, offset()?);
        // Each as far as it goes: readers process them in different orders.
        let curves = [(b, near), (m, near), (a, far)].map(|(at, count)| self.curves(at, count));
        let matrix = if matrix == 0 { Some(()) } else { self.run(start.checked_add(matrix)?, 48) };
        let grid = if grid == 0 { Some(()) } else { self.grid(start.checked_add(grid)?, inputs, outputs, None) };
        curves.into_iter().chain([matrix, grid]).collect()
    }

    /// Consecutive curves, at multiples of four; none if the offset is zero. LittleCMS counts those multiples from the
    /// beginning of the profile, others from that of the tag.
    fn curves(&mut self, at: usize, count: usize) -> Option<()> {
        if at == 0 {
            return Some(());
        }
        let first = self.start.checked_add(at)?;
        let (from_profile, odd) = (self.row(first, count, 0), self.start % 4);
        if odd == 0 { from_profile } else { self.row(first, count, odd).or(from_profile) }
    }

    fn row(&mut self, mut at: usize, count: usize, from: usize) -> Option<()> {
        for _ in 0..self.channels(count)? {
            at = self.curve(at)?.checked_sub(from)?.checked_next_multiple_of(4)?.checked_add(from)?;
        }
        Some(())
    }

    /// A number of channels that is not too large for every reader.
    fn channels(&mut self, count: usize) -> Option<usize> {
        self.strange |= count > CHANNELS;
        (count <= CHANNELS).then_some(count)
    }

    /// A grid: the number of points for each input, then the colours. Without a width, the grid says how wide its
    /// numbers are.
    fn grid(&mut self, at: usize, inputs: usize, outputs: usize, width: Option<usize>) -> Option<()> {
        let floating = width.is_some();
        let mut cursor = self.at(at);
        let points = cursor.array::<CHANNELS>()?;
        let inputs = self.channels(inputs)?;
        self.run(at, inputs)?;
        let points = points.get(..inputs)?.iter().map(|&points| usize::from(points));
        let colours = points.chain([outputs]).try_fold(1_usize, usize::checked_mul)?;
        let (width, head) = match width {
            Some(width) => (width, CHANNELS),
            None => {
                let width = cursor.u8().filter(|width| matches!(width, 1 | 2))?;
                self.run(at.checked_add(CHANNELS)?, 1)?;
                (usize::from(width), CHANNELS.checked_add(4)?)
            }
        };
        let (at, len) = (at.checked_add(head)?, colours.checked_mul(width)?);
        if floating { self.floats(at, len) } else { self.run(at, len) }
    }

    /// `mpet` (10.16): curves, matrices and grids of floating point numbers, one after the other.
    fn program(&mut self) -> Option<()> {
        let mut cursor = self.at(self.start.checked_add(12)?);
        let count = cursor.u32()?;
        self.part(self.start, 8)?;
        for _ in 0..count {
            self.run(cursor.at(), 8)?;
            let (at, _len) = (self.start.checked_add(usize::try_from(cursor.u32()?).ok()?)?, cursor.u32()?);
            let mut element = self.at(at);
            let kind = element.array::<4>()?;
            element.take(4)?;
            let (inputs, outputs) = (usize::from(element.u16()?), usize::from(element.u16()?));
            self.part(at, 4)?;
            let body = at.checked_add(12)?;
            match &kind {
                b"matf" => self.floats(body, inputs.checked_add(1)?.checked_mul(outputs)?.checked_mul(4)?)?,
                b"clut" => self.grid(body, inputs, outputs, Some(4))?,
                b"cvst" => self.segmented(at, inputs)?,
                // Marks of what a later version may add: readers skip them.
                b"bACS" | b"eACS" => {}
                _ => {
                    self.strange = true;
                    return None;
                }
            }
        }
        Some(())
    }

    /// A set of segmented curves (10.16.2), at offsets counted from the set.
    fn segmented(&mut self, at: usize, count: usize) -> Option<()> {
        let mut cursor = self.at(at.checked_add(12)?);
        for _ in 0..self.channels(count)? {
            self.run(cursor.at(), 8)?;
            let (offset, _len) = (usize::try_from(cursor.u32()?).ok()?, cursor.u32()?);
            let start = at.checked_add(offset)?;
            let mut curve = self.at(start);
            if &curve.array::<4>()? != b"curf" {
                self.strange = true;
                return None;
            }
            curve.take(4)?;
            let segments = curve.u16().filter(|&segments| segments > 0)?;
            self.part(start, 2)?;
            curve.u16()?;
            let breaks = usize::from(segments).checked_sub(1)?.checked_mul(4)?;
            self.floats(curve.at(), breaks)?;
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
            b"parf" => (2, [4, 5, 5].get(usize::from(curve.u16()?)).copied()),
            b"samf" => (4, usize::try_from(curve.u32()?).ok()),
            _ => (0, None),
        };
        // Version 5 has more kinds, and more formulas.
        self.strange |= numbers.is_none();
        let numbers = numbers?;
        if head == 2 {
            curve.u16()?;
        }
        self.part(at, head)?;
        let len = numbers.checked_mul(4)?;
        self.floats(curve.at(), len)?;
        curve.take(len).map(drop)
    }

    /// `ncl2` (10.17): colours in the connection space and for a device. Their names are text.
    fn names(&mut self) -> Option<()> {
        const NAME: usize = 32;
        let mut cursor = self.at(self.start.checked_add(12)?);
        let (count, device) = (cursor.u32()?, usize::try_from(cursor.u32()?).ok()?);
        self.run(self.start, 4)?;
        self.run(self.start.checked_add(12)?, 8)?;
        let _prefix_and_suffix = cursor.take(2 * NAME)?;
        let len = device.checked_mul(2)?.checked_add(6)?;
        for _ in 0..count {
            cursor.take(NAME)?;
            self.run(cursor.at(), len)?;
            cursor.take(len)?;
        }
        Some(())
    }
}
