//! Where the entropy-coded data of a picture end: after the last MCU of a scan or restart interval, which only decoding
//! shows (ISO/IEC 10918-1, Annexes F, G and H). This does not produce a picture; it is only remembered which
//! coefficients are zero, because later scans depend on that.

mod bits;
mod frame;
mod huffman;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use self::bits::Bits;
pub use self::frame::Frame;
use self::frame::Header;
use self::huffman::{Slot, Table};
use crate::base::{Error, Input, Span, cost};
use crate::containers::jpeg::{Element, Segment, marker};

/// Most blocks whose coefficients are remembered: a picture of 500 megapixels.
const MOST_BLOCKS: u64 = 8 << 20;

/// How far the scans of an image extend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    /// What no decoder reads: anything after the last MCU of each scan, or of a restart interval, in order.
    pub excess: Vec<Span>,
    /// Whether every coefficient has all of its bits: no more scans could add anything.
    pub complete: bool,
}

/// Where the coded data of an image end.
///
/// `None` if it cannot be determined: arithmetic coding, data that are cut off or contain invalid codes, missing
/// restart markers.
///
/// # Errors
/// Those of the reader.
pub fn ends(input: &Input<'_>, elements: &[Element]) -> Result<Option<Ends>, Error> {
    let segments =
        || elements.iter().filter_map(|element| if let Element::Segment(segment) = element { Some(segment) } else { None });
    let lines = segments().find(|segment| segment.marker == marker::DNL).map(|dnl| input.array(dnl.payload.start)).transpose()?;
    let mut decoder = Decoder {
        lines: lines.map_or(0, u16::from_be_bytes),
        process: 0,
        frame: None,
        tables: BTreeMap::new(),
        interval: 0,
        zeros: BTreeMap::new(),
        missing: BTreeMap::new(),
    };
    let mut excess = Vec::new();
    for segment in segments() {
        match segment.marker {
            marker::SOS => match decoder.scan(input, segment)? {
                Some(spans) => excess.extend(spans.into_iter().filter(|span| !span.is_empty())),
                None => return Ok(None),
            },
            code => decoder.prepare(code, input, segment)?,
        }
    }
    let complete = decoder.missing.values().all(|&missing| missing == 0);
    Ok(decoder.frame.map(|_| Ends { excess, complete }))
}

/// What is needed to decode a scan.
struct Decoder {
    /// The height, if the frame header leaves it open.
    lines: u16,
    /// Marker of the frame header.
    process: u8,
    frame: Option<Frame>,
    tables: BTreeMap<Slot, Table>,
    /// MCUs in a restart interval; 0 for all.
    interval: u16,
    /// For each block of a component, which of its coefficients have been non-zero so far.
    zeros: BTreeMap<usize, Vec<u64>>,
    /// For each component, which of its coefficients still lack bits.
    missing: BTreeMap<usize, u64>,
}

/// How the MCUs of a scan are coded.
#[derive(Debug, Clone, Copy)]
enum Coding {
    /// Whole blocks (F.2).
    Sequential,
    /// The first bits of the DC coefficients (G.1.2.1).
    Dc,
    /// One more bit of each of them.
    DcRefined,
    /// The first bits of a band of AC coefficients (G.1.2.2).
    Ac,
    /// One more bit of each of them (G.1.2.3).
    AcRefined,
    /// Differences of samples (H.2).
    Lossless,
}

impl Decoder {
    fn prepare(&mut self, code: u8, input: &Input<'_>, segment: &Segment) -> Result<(), Error> {
        match code {
            marker::DHT => self.tables.extend(huffman::tables(&input.bytes(segment.payload)?)),
            marker::DRI => self.interval = u16::from_be_bytes(input.array(segment.payload.start)?),
            marker::SOF0..=marker::SOF15 if code != marker::DAC => {
                self.process = code;
                self.frame = Frame::read(&input.bytes(segment.payload)?, code == marker::SOF3, self.lines);
                let components = self.frame.as_ref().map_or(0, Frame::components);
                self.missing = (0..components).map(|component| (component, u64::MAX)).collect();
            }
            _ => {}
        }
        Ok(())
    }

    /// The parts of a scan after the last MCU of each restart interval.
    fn scan(&mut self, input: &Input<'_>, segment: &Segment) -> Result<Option<Vec<Span>>, Error> {
        let Some(header) = self.frame.as_ref().and_then(|frame| frame.scan(&input.bytes(segment.payload).ok()?)) else {
            return Ok(None);
        };
        let Some(coding) = self.coding(&header, input)? else { return Ok(None) };
        let units = header.parts.iter().map(|part| part.units).fold(0, u64::saturating_add);
        input.budget().draw(header.count.saturating_mul(units).saturating_mul(cost::BLOCK), segment.span.start)?;
        let mut bits = Bits::new(input, Span::between(segment.payload.end(), segment.span.end()));
        let mut excess = Vec::new();
        let mut scan = Scan { decoder: self, header: &header, coding, run: 0 };
        let interval = if scan.decoder.interval == 0 { header.count } else { scan.decoder.interval.into() };
        let mut at = 0_u64;
        let mut number = 0_u8;
        loop {
            let end = at.saturating_add(interval).min(header.count);
            if scan.interval(&mut bits, at..end)?.is_none() || bits.overrun {
                return Ok(None);
            }
            at = end;
            if at >= header.count {
                scan.decoder.completes(&header);
                excess.push(Span::between(bits.end(), segment.span.end()));
                return Ok(Some(excess));
            }
            let Some(between) = bits.restart(number)? else { return Ok(None) };
            excess.push(between);
            number = number.wrapping_add(1);
        }
    }

    /// Remembers which coefficients receive their last bit in this scan.
    fn completes(&mut self, header: &Header) {
        let progressive = self.process == 0xC2;
        let [first, last] = header.band.map(u32::from);
        let behind = |index: u32| 1_u64.checked_shl(index).map_or(u64::MAX, |bit| bit.saturating_sub(1));
        let band = if progressive { behind(last.saturating_add(1)) & !behind(first) } else { u64::MAX };
        if progressive && header.low > 0 {
            return;
        }
        for part in &header.parts {
            self.missing.entry(part.component).and_modify(|missing| *missing &= !band);
        }
    }

    fn coding(&mut self, header: &Header, input: &Input<'_>) -> Result<Option<Coding>, Error> {
        Ok(Some(match (self.process, header.band) {
            (0xC0 | 0xC1, _) => Coding::Sequential,
            (marker::SOF3, _) => Coding::Lossless,
            (0xC2, [0, _]) if header.refines => Coding::DcRefined,
            (0xC2, [0, _]) => Coding::Dc,
            (0xC2, [first, last]) if first <= last && last < 64 && header.parts.len() == 1 => {
                let blocks = usize::try_from(header.count).ok().filter(|_| header.count <= MOST_BLOCKS);
                let (Some(part), Some(blocks)) = (header.parts.first(), blocks) else { return Ok(None) };
                if let Entry::Vacant(new) = self.zeros.entry(part.component) {
                    input.budget().remember((blocks as u64).saturating_mul(size_of::<u64>() as u64), 0)?;
                    new.insert(vec![0; blocks]);
                }
                if header.refines { Coding::AcRefined } else { Coding::Ac }
            }
            _ => return Ok(None),
        }))
    }
}

/// A scan being read.
struct Scan<'a> {
    decoder: &'a mut Decoder,
    header: &'a Header,
    coding: Coding,
    /// How many more blocks of the band are at their end (G.1.2.2, EOBRUN).
    run: u32,
}

impl Scan<'_> {
    /// Reads the MCUs of a restart interval; `None` if the bits are not valid codes.
    fn interval(&mut self, bits: &mut Bits<'_>, blocks: std::ops::Range<u64>) -> Result<Option<()>, Error> {
        self.run = 0;
        let Self { decoder: Decoder { tables, zeros, .. }, header, run, coding } = self;
        let coding = *coding;
        let table = |class: u8, destination: u8| tables.get(&(class << 4 | destination));
        let [first, last] = header.band.map(u32::from);
        match (coding, header.parts.as_slice()) {
            (Coding::Ac | Coding::AcRefined, [part]) => {
                let (Some(table), Some(zeros)) = (table(1, part.tables[1]), zeros.get_mut(&part.component)) else {
                    return Ok(None);
                };
                let range = usize::try_from(blocks.start).ok().zip(usize::try_from(blocks.end).ok());
                let Some(zeros) = range.and_then(|(start, end)| zeros.get_mut(start..end)) else { return Ok(None) };
                for block in zeros {
                    let read = match coding {
                        Coding::Ac => band(bits, table, first..=last, run, block)?,
                        _ => refined(bits, table, first..=last, run, block)?,
                    };
                    if read.is_none() {
                        return Ok(None);
                    }
                }
            }
            (Coding::DcRefined, parts) => {
                let units = parts.iter().map(|part| part.units).fold(0, u64::saturating_add);
                for _ in 0..blocks.end.saturating_sub(blocks.start).saturating_mul(units) {
                    bits.skip(1)?;
                }
            }
            (_, parts) => {
                let mut read = Vec::new();
                for part in parts {
                    let tables = (table(0, part.tables[0]), table(1, part.tables[1]));
                    let (dc, ac) = match (coding, tables) {
                        (Coding::Sequential, (Some(dc), Some(ac))) => (dc, Some(ac)),
                        (Coding::Dc | Coding::Lossless, (Some(dc), _)) => (dc, None),
                        _ => return Ok(None),
                    };
                    read.push((dc, ac, part.units));
                }
                let lossless = matches!(coding, Coding::Lossless);
                for _ in blocks {
                    for (dc, ac, units) in &read {
                        for _ in 0..*units {
                            if block(bits, dc, *ac, lossless)?.is_none() {
                                return Ok(None);
                            }
                        }
                    }
                    if bits.overrun {
                        return Ok(None);
                    }
                }
            }
        }
        Ok(Some(()))
    }
}

/// A difference, followed by the AC coefficients if the scan has them (F.2.2).
fn block(bits: &mut Bits<'_>, dc: &Table, ac: Option<&Table>, lossless: bool) -> Result<Option<()>, Error> {
    match dc.decode(bits)? {
        // The greatest difference in a lossless picture has no bits (H.1.2.2).
        Some(16) if lossless => {}
        Some(size @ 0..=16) => bits.skip(size.into())?,
        _ => return Ok(None),
    }
    let Some(ac) = ac else { return Ok(Some(())) };
    let mut index = 1_u32;
    while index < 64 {
        let Some([zeros, size]) = run_and_size(bits, ac)? else { return Ok(None) };
        match (zeros, size) {
            (15, 0) => {}
            (_, 0) => break,
            _ => bits.skip(size)?,
        }
        index = index.saturating_add(zeros).saturating_add(1);
    }
    Ok(Some(()))
}

/// How many zeros precede a coefficient, and how many bits it has (F.1.2.2.1).
fn run_and_size(bits: &mut Bits<'_>, table: &Table) -> Result<Option<[u32; 2]>, Error> {
    Ok(table.decode(bits)?.map(|code| [code >> 4, code & 0x0F].map(u32::from)))
}

/// The first bits of a band of one block (G.1.2.2).
fn band(
    bits: &mut Bits<'_>,
    table: &Table,
    band: std::ops::RangeInclusive<u32>,
    run: &mut u32,
    coefficients: &mut u64,
) -> Result<Option<()>, Error> {
    if *run > 0 {
        *run = run.saturating_sub(1);
        return Ok(Some(()));
    }
    if bits.overrun {
        return Ok(None);
    }
    let mut index = *band.start();
    while index <= *band.end() {
        let Some([zeros, size]) = run_and_size(bits, table)? else { return Ok(None) };
        match (zeros, size) {
            (15, 0) => {}
            (_, 0) => {
                *run = (1 << zeros | bits.take(zeros)?).saturating_sub(1);
                return Ok(Some(()));
            }
            _ => bits.skip(size)?,
        }
        index = index.saturating_add(zeros);
        if size > 0 {
            *coefficients |= 1_u64.checked_shl(index).unwrap_or(0);
        }
        index = index.saturating_add(1);
    }
    Ok(Some(()))
}

/// One more bit for each non-zero coefficient of a band, and those that become non-zero (G.1.2.3).
fn refined(
    bits: &mut Bits<'_>,
    table: &Table,
    band: std::ops::RangeInclusive<u32>,
    run: &mut u32,
    coefficients: &mut u64,
) -> Result<Option<()>, Error> {
    if bits.overrun {
        return Ok(None);
    }
    let before = *coefficients;
    let is_zero = |index: u32| before >> (index & 63) & 1 == 0;
    let mut index = *band.start();
    if *run == 0 {
        while index <= *band.end() {
            let Some([mut zeros, size]) = run_and_size(bits, table)? else { return Ok(None) };
            match (zeros, size) {
                (15, 0) => {}
                (_, 0) => {
                    *run = 1 << zeros | bits.take(zeros)?;
                    break;
                }
                // The sign.
                _ => bits.skip(1)?,
            }
            while index <= *band.end() {
                if is_zero(index) {
                    match zeros.checked_sub(1) {
                        Some(left) => zeros = left,
                        None => break,
                    }
                } else {
                    bits.skip(1)?;
                }
                index = index.saturating_add(1);
            }
            if size > 0 && index <= *band.end() {
                *coefficients |= 1_u64.checked_shl(index).unwrap_or(0);
            }
            index = index.saturating_add(1);
        }
    }
    if *run > 0 {
        *run = run.saturating_sub(1);
        while index <= *band.end() {
            if !is_zero(index) {
                bits.skip(1)?;
            }
            index = index.saturating_add(1);
        }
    }
    Ok(Some(()))
}
