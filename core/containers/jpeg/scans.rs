//! What the scans of a picture have sent so far (ISO/IEC 10918-1, annexes F and G): a scan that repeats what is there is
//! a second picture, which some decoders show and others do not. And whether Huffman tables in use are such tables.

use std::collections::BTreeMap;

use super::marker;
use crate::base::{ByteOrder, Cursor};

/// Coefficients of a block.
const COEFFICIENTS: usize = 64;

/// The scans of a picture.
#[derive(Debug, Default)]
pub(super) struct Scans {
    /// Marker of the frame header.
    process: u8,
    /// Bits of a sample.
    precision: u8,
    components: Vec<Component>,
    /// Huffman tables by class and destination.
    tables: BTreeMap<u8, Table>,
}

/// What has been sent of a component.
#[derive(Debug)]
struct Component {
    id: u8,
    /// For each coefficient, how many of its last bits are still missing; `None` if all are.
    missing: [Option<u8>; COEFFICIENTS],
}

/// What the values of a Huffman table are.
#[derive(Debug, Clone, Copy)]
struct Table {
    /// Whether each occurs once, and there is a code for each (B.2.4.2, annex C).
    is_code: bool,
    /// The largest of them, and the largest number of bits among runs and sizes.
    most: u8,
    most_bits: u8,
    /// Whether there are runs without a size that only progressive scans have (G.1.2.2).
    has_long_ends: bool,
}

/// The band of a scan, or the predictor of a lossless one, and its bits (B.2.3).
#[derive(Debug, Clone, Copy)]
struct Band {
    first: u8,
    last: u8,
    /// Bits that were missing before the scan, and that are after it.
    high: u8,
    low: u8,
}

impl Scans {
    /// Reads a segment that scans depend on.
    pub(super) fn prepare(&mut self, code: u8, payload: &[u8]) {
        match code {
            marker::DHT => self.tables.extend(tables(payload)),
            marker::DAC => {}
            marker::SOF0..=marker::SOF15 => {
                self.process = code;
                self.precision = payload.first().copied().unwrap_or(0);
                let components = payload.get(6..).unwrap_or_default().chunks_exact(3);
                let component = |id: &u8| Component { id: *id, missing: [None; COEFFICIENTS] };
                self.components = components.filter_map(<[u8]>::first).map(component).collect();
            }
            _ => {}
        }
    }

    /// Whether coded data have bits at all: with Huffman codes, each part of a picture has one at least.
    pub(super) const fn are_coded_by_bits(&self) -> bool {
        self.process < marker::SOF9
    }

    /// Adds the scan with this header; `None` if no decoder needs it, or is able to read it.
    pub(super) fn add(&mut self, payload: &[u8]) -> Option<()> {
        let mut cursor = Cursor::new(payload, ByteOrder::Big);
        let count = cursor.u8()?;
        let selected = (0..count).map(|_| cursor.array()).collect::<Option<Vec<[u8; 2]>>>()?;
        let [first, last, approximation] = cursor.array()?;
        let band = Band { first, last, high: approximation >> 4, low: approximation & 0x0F };
        let sent = self.sent(band, selected.len())?;
        let progressive = self.is_progressive();
        let mut taken = Vec::new();
        for [id, destinations] in selected {
            self.reads(destinations, band).then_some(())?;
            // Components of the same name follow one another, as libjpeg takes them.
            let mut named = self.components.iter_mut().enumerate().filter(|(_, component)| component.id == id);
            let (index, component) = named.find(|(index, _)| !taken.contains(index))?;
            taken.push(index);
            for missing in component.missing.get_mut(sent.clone())? {
                let is_news = match *missing {
                    None => true,
                    Some(missing) => progressive && band.high > 0 && band.low < missing,
                };
                is_news.then_some(())?;
                *missing = Some(band.low);
            }
        }
        Some(())
    }

    const fn is_progressive(&self) -> bool {
        matches!(self.process, marker::SOF2 | marker::SOF10)
    }

    /// Which coefficients a scan of this many components sends.
    fn sent(&self, band: Band, components: usize) -> Option<std::ops::Range<usize>> {
        /// More bits are never left to later scans (G.1.1.1.2).
        const MOST: u8 = 13;
        let Band { first, last, high, low } = band;
        let fits = match self.process {
            marker::SOF2 | marker::SOF10 => {
                let alone = if first == 0 { last == 0 } else { first <= last && components == 1 };
                alone && usize::from(last) < COEFFICIENTS && low <= MOST && (high == 0 || low.saturating_add(1) == high)
            }
            // A predictor and a point transform (H.1).
            marker::SOF3 | marker::SOF11 => first <= 7 && last == 0 && high == 0,
            // Some cameras write zeros, and decoders do not care.
            _ => matches!((first, last), (0, 0 | 63)) && (high, low) == (0, 0),
        };
        let sent = if self.is_progressive() { first.into()..usize::from(last).saturating_add(1) } else { 0..COEFFICIENTS };
        fits.then_some(sent)
    }

    /// Whether the Huffman tables that a scan reads of these destinations are such tables. They may stand elsewhere.
    fn reads(&self, destinations: u8, band: Band) -> bool {
        if !self.are_coded_by_bits() {
            return true;
        }
        let progressive = self.is_progressive();
        let lossless = self.process == marker::SOF3;
        let [dc, ac] = classes_of_tables(self.process, band.first, band.high);
        // Bits of a coefficient, and of a difference (F.1.2.1.1, F.1.2.2.1, H.1.2.2).
        let (bits, most) = if self.precision > 8 { (14, 15) } else { (10, 11) };
        let most = if lossless { 16 } else { most };
        let table = |class: u8, destination: u8| self.tables.get(&(class << 4 | destination & 0x0F));
        let dc = table(0, destinations >> 4).filter(|_| dc).is_none_or(|table| table.is_code && table.most <= most);
        let ac = table(1, destinations)
            .filter(|_| ac)
            .is_none_or(|table| table.is_code && table.most_bits <= bits && (progressive || !table.has_long_ends));
        dc && ac
    }
}

/// Whether a scan reads tables for differences (DC) and for coefficients (AC), by the marker of its frame, the first of
/// its coefficients, and how many of their bits were missing before it.
#[must_use]
pub const fn classes_of_tables(process: u8, first: u8, high: u8) -> [bool; 2] {
    match process {
        // Later scans of DC coefficients are plain bits: no table codes them (annex G).
        marker::SOF2 | marker::SOF10 => [first == 0 && high == 0, first > 0],
        // Lossless samples have no coefficients (annex H).
        marker::SOF3 | marker::SOF11 => [true, false],
        _ => [true, true],
    }
}

/// The tables of a DHT segment (B.2.4.2).
fn tables(payload: &[u8]) -> Vec<(u8, Table)> {
    let mut cursor = Cursor::new(payload, ByteOrder::Big);
    let mut tables = Vec::new();
    while let Some(name) = cursor.u8() {
        let Some(counts) = cursor.array::<16>() else { break };
        let Some(values) = cursor.take(counts.iter().map(|&count| usize::from(count)).sum()) else { break };
        // How much of all sixteen bits the codes take.
        let taken = counts.iter().fold((0_u32, 1_u32 << 16), |(taken, each), &count| {
            let each = each >> 1;
            (taken.saturating_add(u32::from(count).saturating_mul(each)), each)
        });
        let mut seen = [false; 256];
        let once =
            values.iter().all(|&value| seen.get_mut(usize::from(value)).is_some_and(|seen| !std::mem::replace(seen, true)));
        let is_code = once && taken.0 <= 1 << 16;
        let most = values.iter().copied().max().unwrap_or(0);
        let most_bits = values.iter().map(|value| value & 0x0F).max().unwrap_or(0);
        let has_long_ends = values.iter().any(|value| matches!(value, 0x10 | 0x20..=0xE0 if value & 0x0F == 0));
        tables.push((name, Table { is_code, most, most_bits, has_long_ends }));
    }
    tables
}
