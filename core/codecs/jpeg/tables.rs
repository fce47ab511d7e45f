//! Which parts of the tables of an image, or of streams that share tables, are used by a scan (ISO/IEC 10918-1, B.2.4): a
//! table that no scan reads before it is redefined, or at all, could contain anything.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use md5::{Digest, Md5};

use crate::base::{ByteOrder, Cursor, Error, Input};
use crate::codecs::jpeg::Frame;
use crate::containers::jpeg::{Element, Image, Segment, classes_of_tables, marker};

/// How an image is coded.
#[derive(Debug, Default)]
pub struct Coding {
    /// Width and height, from the frame header.
    pub size: [u16; 2],
    /// The number of its components.
    pub components: u8,
    /// Marker of its frame header.
    process: u8,
    /// The used part of each segment of tables, by its offset.
    used: BTreeMap<u64, Vec<u8>>,
}

/// What a table is for: its marker, and its class and destination; a later one replaces an earlier one.
type Slot = (u8, u8);
/// A table: its segment, and which bytes of the payload.
type Table = (u64, Range<usize>);

impl Coding {
    /// How an image is coded.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn of(input: &Input<'_>, image: &Image) -> Result<Self, Error> {
        let mut walk = Walk::default();
        walk.stream(input, &image.elements)?;
        Ok(walk.coding())
    }

    /// How streams are coded that may lack tables, which are shared by all of them, or by those after them.
    ///
    /// # Errors
    /// Those of the reader, and of what walks the streams.
    pub fn of_streams(
        input: &Input<'_>,
        shared: &[Element],
        mut streams: impl Iterator<Item = Result<Image, Error>>,
    ) -> Result<Self, Error> {
        let mut walk = Walk::default();
        walk.stream(input, shared)?;
        let (defined, interval) = (walk.defined.clone(), walk.next_interval);
        streams.try_for_each(|stream| {
            walk.defined.clone_from(&defined);
            (walk.frame, walk.interval, walk.next_interval) = (None, 0, interval);
            walk.colours.clear();
            walk.scans = 0;
            walk.stream(input, &stream?.elements)
        })?;
        // Nobody knows which of them a stream without its own would have.
        for slot in std::mem::take(&mut walk.missing).into_iter().filter(|(table, _)| *table != marker::DRI) {
            walk.used.extend(walk.all.iter().filter(|(other, _)| *other == slot).map(|(_, table)| *table));
        }
        Ok(walk.coding())
    }

    /// The used part of a segment of tables, as its payload; `None` if none of it is used.
    #[must_use]
    pub fn used(&self, segment: &Segment) -> Option<&[u8]> {
        self.used_at(segment.span.start)
    }

    /// The same of the segment at this offset.
    #[must_use]
    pub fn used_at(&self, at: u64) -> Option<&[u8]> {
        self.used.get(&at).map(Vec::as_slice)
    }

    /// The header of a scan, as its payload, with the first destination for each table that it does not read (B.2.3).
    #[must_use]
    pub fn scan_header(&self, payload: &[u8]) -> Vec<u8> {
        let mut header = payload.to_vec();
        let parts = header.get_mut(1..).and_then(|parts| parts.split_last_chunk_mut());
        let Some((selected, [first, _last, approximation])) = parts else { return header };
        let [dc, ac] = classes_of_tables(self.process, *first, *approximation >> 4);
        let read = if dc { 0xF0 } else { 0 } | if ac { 0x0F } else { 0 };
        selected.iter_mut().skip(1).step_by(2).for_each(|destinations| *destinations &= read);
        header
    }
}

/// Whether a Huffman table is one of the standard's examples (Annex K.3), by the MD5 of its class, lengths and values.
fn is_usual(table: &[u8]) -> bool {
    const EXAMPLES: [u128; 4] = [
        0xb030_3205_3934_4aca_6806_b91b_1f12_d1b8,
        0x4498_d875_45af_f79a_b15a_91ee_8aaf_e319,
        0x8ff1_2b83_fc89_47fd_a98d_793e_d9a7_38d6,
        0x6e07_9cbb_8a57_81a9_f43c_5593_5820_f678,
    ];
    let Some((name, codes)) = table.split_first() else { return false };
    // The destination is the encoder's choice: the table is the same in each.
    let digest = Md5::new().chain_update([name & 0x10]).chain_update(codes).finalize();
    <[u8; 16]>::try_from(digest.as_slice()).is_ok_and(|digest| EXAMPLES.contains(&u128::from_be_bytes(digest)))
}

#[derive(Debug, Default)]
struct Walk {
    /// Marker of the frame header.
    process: u8,
    size: [u16; 2],
    /// Component, and the destination of its quantization table.
    colours: Vec<(u8, u8)>,
    scans: usize,
    defined: BTreeMap<Slot, Table>,
    used: BTreeSet<(u64, usize, usize)>,
    /// What a scan would read, and is not there.
    missing: BTreeSet<Slot>,
    all: BTreeSet<(Slot, (u64, usize, usize))>,
    payloads: BTreeMap<u64, Vec<u8>>,
    /// The frame, as far as restart intervals go.
    frame: Option<Frame>,
    /// Restart intervals that no scan reaches after some that others reach: they only end those.
    off: BTreeSet<u64>,
    /// The interval that holds in a copy, and the one that was announced last.
    interval: u16,
    next_interval: u16,
}

impl Walk {
    fn stream(&mut self, input: &Input<'_>, elements: &[Element]) -> Result<(), Error> {
        for element in elements {
            let Element::Segment(segment) = element else { continue };
            let code = segment.marker;
            let tables = matches!(code, marker::DHT | marker::DQT | marker::DAC | marker::DRI | marker::DNL);
            if !tables && !matches!(code, marker::SOF0..=marker::SOF15 | marker::SOS) {
                continue;
            }
            let payload = input.bytes(segment.payload)?;
            match code {
                marker::SOS => self.scan(&payload),
                _ if tables => {
                    self.define(segment, &payload);
                    self.payloads.insert(segment.span.start, payload.into_owned());
                }
                _ => self.frame(code, &payload),
            }
        }
        Ok(())
    }

    fn coding(self) -> Coding {
        let Self { process, size, colours, used, payloads, off, .. } = self;
        let mut kept: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
        for (at, range) in used.into_iter().map(|(at, start, end)| (at, start..end)) {
            let part = payloads.get(&at).and_then(|payload| payload.get(range)).unwrap_or_default();
            kept.entry(at).or_default().extend(part);
        }
        kept.extend(off.into_iter().map(|at| (at, vec![0, 0])));
        Coding { size, components: u8::try_from(colours.len()).unwrap_or(u8::MAX), process, used: kept }
    }

    fn frame(&mut self, code: u8, payload: &[u8]) {
        self.process = code;
        self.frame = Frame::read(payload, code == marker::SOF3, 0);
        let mut cursor = Cursor::starting_at(payload, 1, ByteOrder::Big);
        self.size = [cursor.u16(), cursor.u16()].map(Option::unwrap_or_default);
        self.size.reverse();
        cursor.u8();
        while let Some([id, _sampling, quantization]) = cursor.array() {
            self.colours.push((id, quantization));
        }
    }

    fn define(&mut self, segment: &Segment, payload: &[u8]) {
        let mut cursor = Cursor::new(payload, ByteOrder::Big);
        while !cursor.rest().is_empty() {
            let start = cursor.at();
            let slot = match segment.marker {
                marker::DHT => cursor.u8().inspect(|_| {
                    let counts = cursor.array::<16>().unwrap_or_default();
                    cursor.take(counts.iter().map(|&count| usize::from(count)).sum());
                }),
                marker::DQT => cursor.u8().inspect(|first| {
                    cursor.take(if first >> 4 == 0 { 64 } else { 128 });
                }),
                marker::DAC => cursor.u8().inspect(|_| {
                    cursor.u8();
                }),
                _ => cursor.take(payload.len()).map(|_| 0),
            };
            // The precision of a quantization table is not part of its name.
            let name = slot.unwrap_or(0) & if segment.marker == marker::DQT { 0x0F } else { 0xFF };
            let table = (segment.span.start, start..cursor.at().max(start.saturating_add(1)));
            if segment.marker == marker::DRI {
                self.next_interval = payload.first_chunk().copied().map_or(0, u16::from_be_bytes);
            }
            if segment.marker == marker::DNL {
                // The height, if the frame header leaves it open, comes after the first scan (B.2.5).
                if self.scans == 1 && self.size.last() == Some(&0) && !self.defined.contains_key(&(marker::DNL, 0)) {
                    self.defined.insert((marker::DNL, 0), table);
                    self.reads((marker::DNL, 0));
                }
                return;
            }
            // Encoders write all four, even if they need only two.
            if segment.marker == marker::DHT && payload.get(table.1.clone()).is_some_and(is_usual) {
                self.used.insert((table.0, table.1.start, table.1.end));
            }
            self.all.insert(((segment.marker, name), (table.0, table.1.start, table.1.end)));
            self.defined.insert((segment.marker, name), table);
        }
    }

    fn scan(&mut self, payload: &[u8]) {
        let mut cursor = Cursor::new(payload, ByteOrder::Big);
        let count = cursor.u8().unwrap_or(0);
        let selected: Vec<[u8; 2]> = (0..count).map_while(|_| cursor.array()).collect();
        let [first, _last, approximation] = cursor.array().unwrap_or_default();
        let [dc, ac] = classes_of_tables(self.process, first, approximation >> 4);
        // Lossless samples have no quantizers (annex H).
        let lossless = matches!(self.process, marker::SOF3 | marker::SOF11);
        let arithmetic = self.process >= marker::SOF9;
        for [id, destinations] in selected {
            let tables = if arithmetic { marker::DAC } else { marker::DHT };
            if dc {
                self.reads((tables, destinations >> 4));
            }
            if ac {
                self.reads((tables, 0x10 | destinations & 0x0F));
            }
            let quantization = self.colours.iter().find(|(colour, _)| *colour == id).map(|(_, table)| *table);
            if let Some(table) = quantization.filter(|_| !lossless) {
                self.reads((marker::DQT, table));
            }
        }
        self.restarts(payload);
        self.scans = self.scans.saturating_add(1);
    }

    /// An interval that a scan does not reach could be any number.
    fn restarts(&mut self, payload: &[u8]) {
        let units = self.frame.as_ref().and_then(|frame| frame.units_of(payload));
        let reached = self.next_interval > 0 && units.is_none_or(|units| u64::from(self.next_interval) < units);
        let Some(&(at, _)) = self.defined.get(&(marker::DRI, 0)) else { return };
        let is_read = self.used.range((at, 0, 0)..).next().is_some_and(|(used, ..)| *used == at);
        if reached || is_read {
            self.off.remove(&at);
            self.interval = self.next_interval;
            self.reads((marker::DRI, 0));
        } else if self.interval > 0 {
            self.off.insert(at);
            self.interval = 0;
        }
    }

    fn reads(&mut self, slot: Slot) {
        match self.defined.get(&slot) {
            Some((at, range)) => {
                self.used.insert((*at, range.start, range.end));
            }
            None => {
                self.missing.insert(slot);
            }
        }
    }
}
