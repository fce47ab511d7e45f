//! The items of a `meta` box, as listed by `iinf` (ISO/IEC 14496-12, 8.11.6).

use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Unsupported};
use crate::containers::bmff::{self, BmffBox};

use super::by_id::ById;

/// Largest id: writers count from one.
const LARGEST_ID: u32 = 0xFF_FFFF;

/// An item, according to its entry.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: u32,
    /// `item_type`; `mime` for entries of old versions, which do not have one.
    pub(super) kind: [u8; 4],
    /// Whether it should not be shown by itself (ISO/IEC 23008-12, 6.4.2).
    pub(super) hidden: bool,
    /// Where its entry is.
    pub(super) at: u64,
    /// `item_name`.
    pub(super) name: Vec<u8>,
    /// `content_type` of a `mime` item, `item_uri_type` of a `uri ` item.
    pub(super) content_type: Vec<u8>,
    entry: Vec<u8>,
    flags_at: usize,
    name_at: usize,
}

/// The list of items.
#[derive(Debug)]
pub(super) struct Items {
    /// Version and flags of `iinf`.
    full: [u8; 4],
    pub(super) list: Vec<Item>,
    by_id: ById,
}

impl Items {
    pub(super) fn read(input: &Input<'_>, iinf: &BmffBox) -> Result<Self, Error> {
        let malformed = || Error::malformed(Malformed::BoxSize, iinf.place());
        let full = input.array::<4>(iinf.body().start)?;
        let (count, width) = match full[0] {
            0 => (u32::from(u16::from_be_bytes(input.array(iinf.body_from(4).start)?)), 6),
            _ => (u32::from_be_bytes(input.array(iinf.body_from(4).start)?), 8),
        };
        let entries = bmff::boxes(input, iinf.body_from(width))?;
        // Some readers use the number, others the boxes: they must see the same items.
        if usize::try_from(count) != Ok(entries.list.len()) || !entries.rest.is_empty() {
            return Err(malformed());
        }
        let list = entries.list.iter().map(|entry| Item::read(input, entry)).collect::<Result<Vec<_>, _>>()?;
        if let Some(strange) = list.iter().position(|item| item.id > LARGEST_ID).and_then(|at| entries.list.get(at)) {
            return Err(Error::malformed(Malformed::BoxSize, strange.place()));
        }
        let by_id = ById::new(list.iter().enumerate().map(|(at, item)| (item.id, at)));
        if let Some(second) = by_id.twice().and_then(|at| entries.list.get(at)) {
            return Err(Error::malformed(Malformed::SecondItem, second.place()));
        }
        Ok(Self { full, list, by_id })
    }

    pub(super) fn get(&self, id: u32) -> Option<&Item> {
        self.by_id.only(id).and_then(|at| self.list.get(at))
    }

    /// The first id after those of the items that stay.
    pub(super) fn free_id(&self, stays: impl Fn(u32) -> bool) -> u32 {
        let last = self.list.iter().map(|item| item.id).filter(|id| stays(*id)).max();
        last.unwrap_or(0).saturating_add(1)
    }

    /// Appends the list of the items that stay, without their names.
    pub(super) fn compose(&self, stays: impl Fn(u32) -> bool, to: &mut Vec<u8>) {
        let kept: Vec<&Item> = self.list.iter().filter(|item| stays(item.id)).collect();
        let count = u32::try_from(kept.len()).unwrap_or(0);
        bmff::append(to, *b"iinf", |to| {
            to.extend([u8::from(self.full[0] != 0), 0, 0, 0]);
            match self.full[0] {
                0 => to.extend(u16::try_from(count).unwrap_or(0).to_be_bytes()),
                _ => to.extend(count.to_be_bytes()),
            }
            for item in kept {
                item.compose(to);
            }
        });
    }
}

impl Item {
    fn read(input: &Input<'_>, entry: &BmffBox) -> Result<Self, Error> {
        let bytes = input.bytes(entry.span)?.into_owned();
        let header = usize::try_from(entry.header().len).unwrap_or(0);
        let item = Self::parse(bytes, header, entry.span.start).filter(|_| entry.kind == *b"infe");
        let (item, protection) = item.ok_or_else(|| Error::malformed(Malformed::BoxSize, entry.place()))?;
        if protection != 0 {
            return Err(Error::unsupported(Unsupported::Protected, entry.place()));
        }
        Ok(item)
    }

    /// An entry, and the number of its protection.
    fn parse(bytes: Vec<u8>, header: usize, at: u64) -> Option<(Self, u16)> {
        let mut cursor = Cursor::starting_at(&bytes, header, ByteOrder::Big);
        let [version, _, _, flags] = cursor.array()?;
        let id = if version < 3 { u32::from(cursor.u16()?) } else { cursor.u32()? };
        let protection = cursor.u16()?;
        let kind = if version < 2 { *b"mime" } else { cursor.array()? };
        let name_at = cursor.at();
        // Some writers leave out the zero byte if the name ends the box.
        let name = cursor.until_zero().unwrap_or_else(|| {
            let rest = cursor.rest();
            cursor = Cursor::starting_at(&bytes, bytes.len(), ByteOrder::Big);
            rest
        });
        let typed = matches!(&kind, b"mime" | b"uri ");
        let content_type = if typed { cursor.until_zero().unwrap_or_else(|| cursor.rest()) } else { &[] };
        let (name, content_type) = (name.to_vec(), content_type.to_vec());
        let hidden = version >= 2 && flags & 1 != 0;
        Some((
            Self { id, kind, hidden, at, name, content_type, entry: bytes, flags_at: header.saturating_add(1), name_at },
            protection,
        ))
    }

    /// What comes after the type and is neither the name nor the content type, if that is revealing.
    pub(super) fn remark(&self) -> &[u8] {
        let typed = self.name.len().saturating_add(1).saturating_add(self.content_type.len());
        let plain = if self.content_type.is_empty() { self.name.len() } else { typed };
        let rest = self.entry.get(self.name_at.saturating_add(plain)..).unwrap_or_default();
        if rest.iter().all(|&byte| byte == 0) { &[] } else { rest }
    }

    /// Appends the entry with an empty name; what follows the name moves up, and zeros follow that.
    fn compose(&self, to: &mut Vec<u8>) {
        let start = to.len();
        let end = start.saturating_add(self.entry.len());
        to.extend(self.entry.get(..self.name_at).unwrap_or_default());
        // There are versions up to 3; what is later was read as that.
        if let Some(version) = to.get_mut(start.saturating_add(self.flags_at).saturating_sub(1)) {
            *version = (*version).min(3);
        }
        // Of the flags, one means something (ISO/IEC 23008-12, 6.4.2).
        if let Some([a, b, c]) = to.get_mut(start.saturating_add(self.flags_at)..).and_then(|rest| rest.first_chunk_mut::<3>()) {
            (*a, *b, *c) = (0, 0, *c & 1);
        }
        if !self.content_type.is_empty() {
            to.push(0);
            to.extend(&self.content_type);
        }
        to.resize(end, 0);
    }
}
