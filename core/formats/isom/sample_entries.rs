//! Sample tables that say something about some of the samples, as boxes: what is about others, or about none, is left out
//! (ISO/IEC 14496-12, 8.6, 8.7.3 and 8.9.2).

use std::ops::Range;

use super::sample_groups;
use super::sample_tables::in_body;
use crate::base::{Error, Input, Span};
use crate::containers::bmff::{BmffBox, Entries};

/// The samples that tables are about.
pub(super) struct About<'s> {
    pub(super) input: &'s Input<'s>,
    /// By index, from 0.
    pub(super) samples: Range<u32>,
}

impl About<'_> {
    /// The body of a table; `None` if it is about chunks.
    pub(super) fn body(&self, found: &BmffBox) -> Result<Option<Vec<u8>>, Error> {
        Ok(Some(match &found.kind {
            b"stts" | b"ctts" => self.runs(found, 4)?,
            // Version 1 has a parameter for the type (8.9.2).
            b"sbgp" => self.runs(found, if in_body(self.input, found, 0)? == [1] { 12 } else { 8 })?,
            b"stss" | b"stps" => self.numbers(found)?,
            b"stsz" => self.sizes(found)?,
            b"stz2" => self.small_sizes(found)?,
            _ => return Ok(None),
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
        let kept = &self.samples;
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
                // A group that has no description is none.
                let described = found.kind != *b"sbgp" || sample_groups::is_described(u32::from_be_bytes(value));
                entries.extend(if described { value } else { [0; 4] });
                count = count.saturating_add(1);
            }
            first = end;
        }
        // The type of a group comes between; a parameter for it means nothing to any that stays.
        let mut head = self.input.copied(Span::new(found.body().start, at.min(8)), at.min(8))?;
        head.splice(..4, self.version(found)?);
        head.resize(usize::try_from(at).unwrap_or(8), 0);
        Ok([&head[..], &count.to_be_bytes(), &entries].concat())
    }

    /// Sample numbers, in order.
    fn numbers(&self, found: &BmffBox) -> Result<Vec<u8>, Error> {
        let kept = &self.samples;
        let (mut entries, mut count, mut last) = (Vec::new(), 0_u32, 0);
        let table = found.body_from(8);
        let len = u64::from(u32::from_be_bytes(in_body(self.input, found, 4)?)).saturating_mul(4).min(table.len);
        let mut read = Entries::<4>::new(self.input, Span::new(table.start, len));
        while let Some(number) = read.read()? {
            let number = u32::from_be_bytes(number);
            if number > last && number.checked_sub(1).is_some_and(|index| kept.contains(&index)) {
                entries.extend(number.saturating_sub(kept.start).to_be_bytes());
                (count, last) = (count.saturating_add(1), number);
            }
        }
        Ok([&self.version(found)?[..], &count.to_be_bytes(), &entries].concat())
    }

    /// Version, and no flags: these tables have none, and two of them have a second version.
    fn version(&self, found: &BmffBox) -> Result<[u8; 4], Error> {
        let [version] = in_body(self.input, found, 0)?;
        Ok([u8::from(version == 1 && matches!(&found.kind, b"ctts" | b"sbgp")), 0, 0, 0])
    }

    fn sizes(&self, found: &BmffBox) -> Result<Vec<u8>, Error> {
        let kept = &self.samples;
        let size: [u8; 4] = in_body(self.input, found, 4)?;
        let count = kept.end.saturating_sub(kept.start);
        let is_table = size == [0; 4];
        let at = |index: u32| u64::from(index).saturating_mul(4);
        let sizes = if is_table { self.copied(found, 12, at(kept.start), at(kept.end))? } else { Vec::new() };
        Ok([&self.version(found)?[..], &size, &count.to_be_bytes(), &sizes].concat())
    }

    /// `stz2` (8.7.3.3): of two sizes in one byte, the first is in the high bits.
    fn small_sizes(&self, found: &BmffBox) -> Result<Vec<u8>, Error> {
        let kept = &self.samples;
        let [bits] = in_body(self.input, found, 7)?;
        let count = kept.end.saturating_sub(kept.start);
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
        Ok([&self.version(found)?[..], &[0, 0, 0, bits], &count.to_be_bytes(), &sizes].concat())
    }
}
