//! Sample tables of a track that becomes shorter, written afresh: as many boxes as before, in the same order, and a
//! `free` box after each consecutive group.

use std::ops::Range;

use md5::{Digest, Md5};

use super::chunks::Pieces;
use super::media::Media;
use crate::base::{Error, Input, Span};
use crate::containers::bmff::{BmffBox, Entries, compose_header};
use crate::formats::isom::sample_groups::is_kept;
use crate::formats::isom::sample_tables::in_body;

/// Length of the header of a box.
const HEADER: usize = 8;

/// Whether a box of a `stbl` is a sample table that stays.
pub(in crate::formats::isom) fn is_table(input: &Input<'_>, found: &BmffBox) -> Result<bool, Error> {
    Ok(match &found.kind {
        b"stts" | b"ctts" | b"cslg" | b"stss" | b"stps" | b"stsh" | b"sdtp" | b"stsz" | b"stz2" | b"stsc" | b"stco" | b"co64" => {
            true
        }
        b"sbgp" => is_kept(input, found)?,
        _ => false,
    })
}

/// Consecutive boxes of sample tables.
#[derive(Debug)]
pub(in crate::formats::isom) struct Tables {
    /// Where they are.
    pub(in crate::formats::isom) span: Span,
    /// What replaces them; zeros follow.
    pub(in crate::formats::isom) bytes: Vec<u8>,
}

/// All tables of a track.
#[derive(Debug)]
pub(in crate::formats::isom) struct Written {
    /// Consecutive ones together.
    pub(in crate::formats::isom) tables: Vec<Tables>,
    /// Of their types and contents.
    pub(in crate::formats::isom) digest: [u8; 16],
}

/// All tables; `None` if they would become longer.
pub(super) fn written(media: &Media<'_>, pieces: &Pieces, shown: Range<i64>) -> Result<Option<Written>, Error> {
    let mut digest = Md5::new();
    let shorter = Shorter { input: media.input, pieces, shown };
    let mut written = Vec::new();
    let mut open: Option<(Span, Vec<Table>)> = None;
    for found in &media.tables.list {
        if is_table(media.input, found)? {
            let Some(body) = shorter.body(found)? else { return Ok(None) };
            digest.update(found.kind);
            digest.update(&body);
            let (span, boxes) = open.get_or_insert((Span::new(found.span.start, 0), Vec::new()));
            span.len = span.len.saturating_add(found.span.len);
            boxes.push(Table { kind: found.kind, body });
        } else if let Some((span, boxes)) = open.take() {
            written.push((span, boxes));
        }
    }
    written.extend(open);
    let fitted: Option<Vec<Tables>> = written.into_iter().map(|(span, boxes)| fitted(span, boxes)).collect();
    Ok(fitted.map(|tables| Written { tables, digest: digest.finalize().into() }))
}

/// A box with a table.
struct Table {
    kind: [u8; 4],
    body: Vec<u8>,
}

/// Tables in their place, followed by the header of a `free` box if there is room for one.
fn fitted(span: Span, mut boxes: Vec<Table>) -> Option<Tables> {
    let room = usize::try_from(span.len).ok()?;
    let len = boxes.iter().map(|table| table.body.len().saturating_add(HEADER)).fold(0, usize::saturating_add);
    let rest = room.checked_sub(len)?;
    if (1..HEADER).contains(&rest) {
        // Zeros after a table that counts its entries are not entries.
        let counts = |table: &Table| !matches!(&table.kind, b"sdtp" | b"cslg");
        let last = boxes.iter().rposition(counts).unwrap_or(boxes.len().saturating_sub(1));
        boxes.get_mut(last)?.body.extend([0; HEADER].get(..rest)?);
    }
    let mut bytes = Vec::with_capacity(room);
    for Table { kind, body } in boxes {
        bytes.extend(compose_header(kind, u32::try_from(body.len().saturating_add(HEADER)).ok()?, None));
        bytes.extend(body);
    }
    if rest >= HEADER {
        bytes.extend(compose_header(*b"free", u32::try_from(rest).ok()?, None));
    }
    Some(Tables { span, bytes })
}

/// What tables say about fewer samples.
struct Shorter<'s> {
    input: &'s Input<'s>,
    pieces: &'s Pieces,
    /// From the first picture that is shown to the end of the last one.
    shown: Range<i64>,
}

impl Shorter<'_> {
    /// The body of a table; `None` if its numbers are too small for what it has to say.
    fn body(&self, found: &BmffBox) -> Result<Option<Vec<u8>>, Error> {
        let Self { input, pieces, .. } = self;
        let counted = |count: usize, entries: Vec<u8>| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            Ok::<_, Error>([&in_body::<4>(input, found, 0)?[..], &count.to_be_bytes(), &entries].concat())
        };
        Ok(Some(match &found.kind {
            b"stts" | b"ctts" => self.runs(found, 4)?,
            // Version 1 has a parameter for the type (8.9.2).
            b"sbgp" => self.runs(found, if in_body(input, found, 0)? == [1] { 12 } else { 8 })?,
            b"stss" | b"stps" => self.numbers::<1>(found)?,
            b"stsh" => self.numbers::<2>(found)?,
            b"stsz" => self.sizes(found)?,
            b"stz2" => self.small_sizes(found)?,
            b"sdtp" => {
                let Range { start, end } = self.pieces.samples;
                [in_body::<4>(input, found, 0)?.to_vec(), self.copied(found, 4, start.into(), end.into())?].concat()
            }
            b"cslg" => return self.composition(found),
            b"stsc" => {
                counted(pieces.runs.len(), pieces.runs.iter().flatten().flat_map(|number| number.to_be_bytes()).collect())?
            }
            b"co64" => counted(pieces.offsets.len(), pieces.offsets.iter().flat_map(|offset| offset.to_be_bytes()).collect())?,
            _ => {
                let mut offsets = Vec::new();
                for offset in &pieces.offsets {
                    let Ok(offset) = u32::try_from(*offset) else { return Ok(None) };
                    offsets.extend(offset.to_be_bytes());
                }
                counted(pieces.offsets.len(), offsets)?
            }
        }))
    }

    /// Bytes of a table of one-byte entries, from one entry to another.
    fn copied(&self, found: &BmffBox, at: u64, start: u64, end: u64) -> Result<Vec<u8>, Error> {
        let entries = found.body_from(at);
        let span = Span::between(entries.start.saturating_add(start), entries.start.saturating_add(end).min(entries.end()));
        self.input.copied(span, span.len)
    }

    /// Entries that say how many samples they apply to; their number is `at` bytes into the body.
    fn runs(&self, found: &BmffBox, at: u64) -> Result<Vec<u8>, Error> {
        let kept = &self.pieces.samples;
        let mut entries = Vec::new();
        let (mut count, mut first): (u32, u64) = (0, 0);
        let table = found.body_from(at.saturating_add(4));
        let len = u64::from(u32::from_be_bytes(in_body(self.input, found, at)?)).saturating_mul(8).min(table.len);
        let mut read = Entries::<8>::new(self.input, Span::new(table.start, len));
        while let Some([a, b, c, d, value @ ..]) = read.read()? {
            let end = first.saturating_add(u32::from_be_bytes([a, b, c, d]).into());
            let stays = end.min(kept.end.into()).saturating_sub(first.max(kept.start.into()));
            if let Some(stays) = u32::try_from(stays).ok().filter(|stays| *stays > 0) {
                entries.extend(stays.to_be_bytes());
                entries.extend(value);
                count = count.saturating_add(1);
            }
            first = end;
        }
        let head = self.input.copied(Span::new(found.body().start, at), at)?;
        Ok([&head[..], &count.to_be_bytes(), &entries].concat())
    }

    /// Entries that consist of this many sample numbers.
    fn numbers<const N: usize>(&self, found: &BmffBox) -> Result<Vec<u8>, Error> {
        let kept = &self.pieces.samples;
        let mut entries = Vec::new();
        let mut count: u32 = 0;
        let table = found.body_from(8);
        let each = (N as u64).saturating_mul(4);
        let len = u64::from(u32::from_be_bytes(in_body(self.input, found, 4)?)).saturating_mul(each).min(table.len);
        let mut read = Entries::<4>::new(self.input, Span::new(table.start, len));
        'entries: loop {
            let mut entry = Vec::with_capacity(N.saturating_mul(4));
            let mut stays = true;
            for _ in 0..N {
                let Some(number) = read.read()? else { break 'entries };
                let number = u32::from_be_bytes(number);
                stays &= number.checked_sub(1).is_some_and(|index| kept.contains(&index));
                entry.extend(number.saturating_sub(kept.start).to_be_bytes());
            }
            if stays {
                entries.extend(entry);
                count = count.saturating_add(1);
            }
        }
        Ok([&in_body::<4>(self.input, found, 0)?[..], &count.to_be_bytes(), &entries].concat())
    }

    fn sizes(&self, found: &BmffBox) -> Result<Vec<u8>, Error> {
        let kept = &self.pieces.samples;
        let head: [u8; 8] = in_body(self.input, found, 0)?;
        let count = kept.end.saturating_sub(kept.start);
        let is_table = head.ends_with(&[0; 4]);
        let at = |index: u32| u64::from(index).saturating_mul(4);
        let sizes = if is_table { self.copied(found, 12, at(kept.start), at(kept.end))? } else { Vec::new() };
        Ok([&head[..], &count.to_be_bytes(), &sizes].concat())
    }

    /// `stz2` (8.7.3.3): of two sizes in one byte, the first is in the high bits.
    fn small_sizes(&self, found: &BmffBox) -> Result<Vec<u8>, Error> {
        let kept = &self.pieces.samples;
        let head: [u8; 8] = in_body(self.input, found, 0)?;
        let count = kept.end.saturating_sub(kept.start);
        let [.., bits] = head;
        let at = |index: u32| u64::from(index).saturating_mul(bits.into()) / 8;
        let end = u64::from(kept.end).saturating_mul(bits.into()).div_ceil(8);
        let mut sizes = self.copied(found, 12, at(kept.start), end)?;
        if bits == 4 {
            if kept.start % 2 == 1 {
                let next: Vec<u8> = sizes.iter().skip(1).copied().chain([0]).collect();
                sizes = sizes.iter().zip(next).map(|(here, next)| here << 4 | next >> 4).collect();
            }
            sizes.truncate(usize::try_from(count.div_ceil(2)).unwrap_or(usize::MAX));
            if let Some(last) = sizes.last_mut().filter(|_| count % 2 == 1) {
                *last &= 0xF0;
            }
        }
        Ok([&head[..], &count.to_be_bytes(), &sizes].concat())
    }

    /// `cslg` (8.6.1.4): three bounds that also hold for fewer samples, then the beginning and the end.
    fn composition(&self, found: &BmffBox) -> Result<Option<Vec<u8>>, Error> {
        let Range { start, end } = self.shown;
        let long = in_body(self.input, found, 0)? != [0];
        let (len, times) = if long {
            (28, [start.to_be_bytes(), end.to_be_bytes()].concat())
        } else {
            let (Ok(start), Ok(end)) = (i32::try_from(start), i32::try_from(end)) else { return Ok(None) };
            (16, [start.to_be_bytes(), end.to_be_bytes()].concat())
        };
        if found.body().len < len {
            return Ok(None);
        }
        let head = self.input.copied(Span::new(found.body().start, len), len)?;
        Ok(Some([head, times].concat()))
    }
}
