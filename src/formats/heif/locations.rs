//! Where the data of items stand: `iloc` (ISO/IEC 14496-12, 8.11.3).

use std::ops::Range;

use crate::containers::bmff::{self, BmffBox};
use crate::error::{Error, Limit, Malformed};
use crate::input::{ByteOrder, Cursor, Input};

/// How `extent_offset` is counted (8.11.3.3, `construction_method`).
pub(super) mod method {
    pub(in super::super) const FILE: u8 = 0;
    pub(in super::super) const IDAT: u8 = 1;
    pub(in super::super) const ITEM: u8 = 2;
}

/// Where the data of one item stand.
#[derive(Debug)]
pub(super) struct Location {
    pub(super) id: u32,
    pub(super) method: u8,
    /// 0 for this file.
    pub(super) data_reference: u16,
    pub(super) extents: Vec<Extent>,
    entry: Vec<u8>,
}

/// A part of the data.
#[derive(Debug)]
pub(super) struct Extent {
    /// Base offset included.
    pub(super) offset: u64,
    pub(super) len: u64,
    /// Where its length stands in the entry.
    len_field: Range<usize>,
}

/// The places of all items.
#[derive(Debug)]
pub(super) struct Locations {
    /// Version, flags, widths of fields.
    head: [u8; 6],
    pub(super) list: Vec<Location>,
}

impl Locations {
    pub(super) fn read(input: &Input<'_>, iloc: &BmffBox) -> Result<Self, Error> {
        let bytes = input.bytes(iloc.body())?;
        let most = input.limits().elements;
        let parsed = Self::parse(&bytes, most).ok_or_else(|| Error::malformed(Malformed::BoxSize, iloc.place()))?;
        let extents = parsed.list.iter().map(|location| location.extents.len()).fold(0, usize::saturating_add);
        if extents >= most {
            return Err(Error::limit(Limit::Elements, iloc.place()));
        }
        Ok(parsed)
    }

    fn parse(bytes: &[u8], most: usize) -> Option<Self> {
        let mut cursor = Cursor::new(bytes, ByteOrder::Big);
        let head: [u8; 6] = cursor.array()?;
        let [version, _, _, _, lengths, bases] = head;
        let width = |nibble: u8| matches!(nibble, 0 | 4 | 8).then_some(usize::from(nibble));
        let (offset_width, len_width) = (width(lengths >> 4)?, width(lengths & 15)?);
        let (base_width, index_width) = (width(bases >> 4)?, if version == 0 { 0 } else { width(bases & 15)? });
        let count = if version < 2 { u32::from(cursor.u16()?) } else { cursor.u32()? };
        let mut list = Vec::new();
        let mut total = 0_usize;
        for _ in 0..count {
            let start = cursor.at();
            let id = if version < 2 { u32::from(cursor.u16()?) } else { cursor.u32()? };
            let method = if version == 0 { 0 } else { u8::try_from(cursor.u16()? & 15).ok()? };
            let data_reference = cursor.u16()?;
            let base = number(&mut cursor, base_width)?;
            let mut extents = Vec::new();
            for _ in 0..cursor.u16()? {
                number(&mut cursor, index_width)?;
                let offset = base.checked_add(number(&mut cursor, offset_width)?)?;
                let at = cursor.at().checked_sub(start)?;
                let len = number(&mut cursor, len_width)?;
                total = total.saturating_add(1);
                // More are refused by the caller; none of them is worth the memory.
                if total <= most {
                    extents.push(Extent { offset, len, len_field: at..at.saturating_add(len_width) });
                }
            }
            let entry = bytes.get(start..cursor.at())?.to_vec();
            list.push(Location { id, method, data_reference, extents, entry });
        }
        cursor.rest().iter().all(|&byte| byte == 0).then_some(Self { head, list })
    }

    pub(super) fn get(&self, id: u32) -> Option<&Location> {
        self.list.iter().find(|location| location.id == id)
    }

    /// The list of the items that stay; `lengths` are those of items that become shorter, all in their first extent.
    pub(super) fn compose(&self, stays: impl Fn(u32) -> bool, lengths: &[(u32, u64)]) -> Vec<u8> {
        let kept: Vec<&Location> = self.list.iter().filter(|location| stays(location.id)).collect();
        let count = u32::try_from(kept.len()).unwrap_or(0);
        let mut body = self.head.to_vec();
        match self.head[0] {
            0 | 1 => body.extend(u16::try_from(count).unwrap_or(0).to_be_bytes()),
            _ => body.extend(count.to_be_bytes()),
        }
        for location in kept {
            let shorter = lengths.iter().find(|(id, _)| *id == location.id).map(|(_, len)| *len);
            body.extend(shorter.map_or_else(|| location.entry.clone(), |len| location.shortened(len)));
        }
        bmff::compose(*b"iloc", &body)
    }
}

impl Location {
    /// The entry with so many bytes in the first extent, and none in the others.
    fn shortened(&self, len: u64) -> Vec<u8> {
        let mut entry = self.entry.clone();
        for (index, extent) in self.extents.iter().enumerate() {
            let len = if index == 0 { len.to_be_bytes() } else { [0; 8] };
            let field = entry.get_mut(extent.len_field.clone()).unwrap_or_default();
            let digits = len.len().saturating_sub(field.len());
            field.copy_from_slice(len.get(digits..).unwrap_or_default());
        }
        entry
    }
}

/// A number of no, four or eight bytes.
fn number(cursor: &mut Cursor<'_>, width: usize) -> Option<u64> {
    cursor.take(width).map(|bytes| bytes.iter().fold(0, |sum, &byte| (sum << 8) | u64::from(byte)))
}
