//! Where the data of items are: `iloc` (ISO/IEC 14496-12, 8.11.3).

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::{ByteOrder, Cursor, Error, Input, Limit, Malformed};
use crate::containers::bmff::{self, BmffBox};

use super::by_id::ById;

/// How `extent_offset` is counted (8.11.3.3, `construction_method`).
pub(super) mod method {
    pub(in super::super) const FILE: u8 = 0;
    pub(in super::super) const IDAT: u8 = 1;
    pub(in super::super) const ITEM: u8 = 2;
}

/// Where the data of one item are.
#[derive(Debug)]
pub(super) struct Location {
    pub(super) id: u32,
    pub(super) method: u8,
    /// 0 for this file.
    pub(super) data_reference: u16,
    /// The position of its extents among those of all items.
    extents: Range<usize>,
    /// The position of its entry in the box, and that of its method in the entry, if there is one.
    entry: Range<usize>,
    method_at: Option<usize>,
    /// The position of its base offset in the entry.
    base_field: Range<usize>,
}

/// A part of the data.
#[derive(Debug)]
pub(super) struct Extent {
    /// Base offset included.
    pub(super) offset: u64,
    pub(super) len: u64,
    /// The position of its index in the entry, that of its offset, and that of its length.
    index_field: Range<usize>,
    offset_field: Range<usize>,
    len_field: Range<usize>,
}

/// The locations of all items.
#[derive(Debug)]
pub(super) struct Locations {
    /// The body of the box.
    bytes: Vec<u8>,
    list: Vec<Location>,
    by_id: ById,
    /// Those of all items.
    extents: Vec<Extent>,
}

impl Locations {
    pub(super) fn read(input: &Input<'_>, iloc: &BmffBox) -> Result<Self, Error> {
        let malformed = || Error::malformed(Malformed::BoxSize, iloc.place());
        let bytes = input.bytes(iloc.body())?.into_owned();
        let mut cursor = Cursor::new(&bytes, ByteOrder::Big);
        let (widths, count) = Widths::read(&mut cursor).ok_or_else(malformed)?;
        let most = input.limits().elements;
        let (mut list, mut extents) = (Vec::new(), Vec::new());
        for _ in 0..count {
            list.push(Location::read(&mut cursor, &widths, &mut extents, most).ok_or_else(malformed)?);
            if extents.len() > most {
                return Err(Error::limit(Limit::Elements, iloc.place()));
            }
        }
        if cursor.rest().iter().any(|&byte| byte != 0) {
            return Err(malformed());
        }
        let by_id = ById::new(list.iter().enumerate().map(|(at, location): (usize, &Location)| (location.id, at)));
        if by_id.twice().is_some() {
            return Err(Error::malformed(Malformed::SecondItem, iloc.place()));
        }
        Ok(Self { bytes, list, by_id, extents })
    }

    pub(super) fn get(&self, id: u32) -> Option<&Location> {
        self.by_id.only(id).and_then(|at| self.list.get(at))
    }

    /// The parts of an item's data, in order.
    pub(super) fn extents(&self, location: &Location) -> &[Extent] {
        self.extents.get(location.extents.clone()).unwrap_or_default()
    }

    /// Appends the list of the items that stay; `lengths` are those of items that become shorter, all within their
    /// first extent.
    pub(super) fn compose(&self, stays: impl Fn(u32) -> bool, lengths: &BTreeMap<u32, u64>, to: &mut Vec<u8>) {
        let kept: Vec<&Location> = self.list.iter().filter(|location| stays(location.id)).collect();
        let count = u32::try_from(kept.len()).unwrap_or(0);
        bmff::append(to, *b"iloc", |to| {
            let mut head = self.bytes.get(..HEAD).unwrap_or_default().to_vec();
            if let Some(flags) = head.get_mut(1..4) {
                flags.fill(0);
            }
            to.extend(&head);
            match head.first() {
                Some(0 | 1) => to.extend(u16::try_from(count).unwrap_or(0).to_be_bytes()),
                _ => to.extend(count.to_be_bytes()),
            }
            for location in kept {
                let start = to.len();
                to.extend(self.bytes.get(location.entry.clone()).unwrap_or_default());
                let Some(entry) = to.get_mut(start..) else { continue };
                location.settle(entry, self.extents(location));
                if let Some(len) = lengths.get(&location.id) {
                    shorten(entry, self.extents(location), *len);
                }
            }
        });
    }
}

/// Version, flags and field widths.
const HEAD: usize = 6;

/// How wide the numbers of an entry are, in bytes.
struct Widths {
    version: u8,
    offset: usize,
    len: usize,
    base: usize,
    index: usize,
}

impl Widths {
    /// What comes before the entries: widths, and the number of items.
    fn read(cursor: &mut Cursor<'_>) -> Option<(Self, u32)> {
        let [version, _, _, _, lengths, bases]: [u8; HEAD] = cursor.array()?;
        let width = |nibble: u8| matches!(nibble, 0 | 4 | 8).then_some(usize::from(nibble));
        let index = if version == 0 { 0 } else { width(bases & 15)? };
        let widths = Self { version, offset: width(lengths >> 4)?, len: width(lengths & 15)?, base: width(bases >> 4)?, index };
        let count = if version < 2 { u32::from(cursor.u16()?) } else { cursor.u32()? };
        Some((widths, count))
    }
}

impl Location {
    /// An entry. Adds its extents to those of other items, until there are more than `most`: zero-width fields would
    /// make millions of them out of nothing.
    fn read(cursor: &mut Cursor<'_>, widths: &Widths, extents: &mut Vec<Extent>, most: usize) -> Option<Self> {
        let start = cursor.at();
        let id = if widths.version < 2 { u32::from(cursor.u16()?) } else { cursor.u32()? };
        let method_at = if widths.version == 0 { None } else { cursor.at().checked_sub(start) };
        let method = if widths.version == 0 { 0 } else { u8::try_from(cursor.u16()? & 15).ok()? };
        let data_reference = cursor.u16()?;
        // With its position in the entry.
        let field = |cursor: &mut Cursor<'_>, width: usize| {
            let at = cursor.at().checked_sub(start)?;
            number(cursor, width).map(|number| (number, at..at.saturating_add(width)))
        };
        let (base, base_field) = field(cursor, widths.base)?;
        let first = extents.len();
        for _ in 0..cursor.u16()? {
            let (_, index_field) = field(cursor, widths.index)?;
            let (offset, offset_field) = field(cursor, widths.offset)?;
            let (len, len_field) = field(cursor, widths.len)?;
            extents.push(Extent { offset: base.checked_add(offset)?, len, index_field, offset_field, len_field });
            if extents.len() > most {
                break;
            }
        }
        Some(Self { id, method, data_reference, extents: first..extents.len(), entry: start..cursor.at(), method_at, base_field })
    }
}

impl Location {
    /// Clears in an entry what nobody reads: reserved bits, indexes of what is not in other items, and where extents without
    /// length are.
    fn settle(&self, entry: &mut [u8], extents: &[Extent]) {
        if let Some(at) = self.method_at
            && let Some(reserved) = entry.get_mut(at..at.saturating_add(2)).and_then(|bytes| bytes.first_chunk_mut())
        {
            *reserved = u16::from(self.method).to_be_bytes();
        }
        // Of another item, no length means all of it.
        let nowhere = |extent: &Extent| extent.len == 0 && self.method != method::ITEM;
        let fields = extents
            .iter()
            .flat_map(|extent| [(&extent.index_field, self.method != method::ITEM), (&extent.offset_field, nowhere(extent))]);
        let base = (&self.base_field, extents.iter().all(nowhere));
        for (field, _) in fields.chain([base]).filter(|(_, unread)| *unread) {
            entry.get_mut(field.clone()).unwrap_or_default().fill(0);
        }
    }
}

/// Changes an entry so that its first extent has this many bytes, and the others none.
fn shorten(entry: &mut [u8], extents: &[Extent], len: u64) {
    for (index, extent) in extents.iter().enumerate() {
        let len = if index == 0 { len.to_be_bytes() } else { [0; 8] };
        let field = entry.get_mut(extent.len_field.clone()).unwrap_or_default();
        let digits = len.len().saturating_sub(field.len());
        field.copy_from_slice(len.get(digits..).unwrap_or_default());
    }
}

/// A number of zero, four or eight bytes.
fn number(cursor: &mut Cursor<'_>, width: usize) -> Option<u64> {
    cursor.take(width).map(|bytes| bytes.iter().fold(0, |sum, &byte| (sum << 8) | u64::from(byte)))
}
