//! The bounded walk over the IFDs of an Exif block: every entry once, no value copied, loops and counts cut short.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::containers::tiff::kind::{ASCII, BYTE, IFD, LONG, RATIONAL, SBYTE, SHORT, SLONG, SRATIONAL, SSHORT, UNDEFINED, UTF8};
use crate::input::{ByteOrder, Cursor};
use crate::model::{Fraction, Ifd};

/// Most IFDs followed in one block, and most entries listed.
const MAX_IFDS: usize = 32;
const MAX_ENTRIES: usize = 4096;

/// What the walk saw.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) order: ByteOrder,
    pub(super) entries: Vec<Entry>,
    /// Where the IFDs themselves stand.
    ifds: Vec<Range<usize>>,
    /// Whether something stands behind a value that is shorter than its place, or in a pointer that nobody follows.
    slack: bool,
    /// Whether nothing was left out: no loop, no value outside of the block, no limit reached.
    pub(super) whole: bool,
}

/// An entry of an IFD.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) ifd: Ifd,
    /// Whether it stands in the 1st IFD, or another that is not the 0th or below it.
    pub(super) thumbnail: bool,
    pub(super) tag: u16,
    pub(super) kind: u16,
    /// Offset of the entry in the block.
    pub(super) at: usize,
    /// Where the value stands; nothing where that is outside of the block.
    range: Option<Range<usize>>,
}

impl Entry {
    pub(super) fn value<'a>(&self, block: &'a [u8]) -> Option<&'a [u8]> {
        block.get(self.range.clone()?)
    }

    pub(super) const fn is_text(&self) -> bool {
        matches!(self.kind, ASCII | UTF8)
    }

    pub(super) const fn is_rational(&self) -> bool {
        matches!(self.kind, RATIONAL | SRATIONAL)
    }

    /// The values, where they are few numbers or fractions.
    pub(super) fn fractions(&self, block: &[u8], order: ByteOrder) -> Option<Vec<Fraction>> {
        if !self.is_rational() {
            let numbers = self.numbers(block, order)?;
            return Some(numbers.into_iter().map(|number| Fraction::whole(number.into())).collect());
        }
        let most = size(RATIONAL)?.checked_mul(4)?;
        let mut cursor = Cursor::new(self.value(block).filter(|bytes| bytes.len() <= most)?, order);
        let mut part = || {
            let part = cursor.u32()?;
            Some(if self.kind == SRATIONAL { i64::from(part.cast_signed()) } else { i64::from(part) })
        };
        let fractions = std::iter::from_fn(|| Some(Fraction { numerator: part()?, denominator: part()? }));
        Some(fractions.collect())
    }

    pub(super) const fn is_orientation(&self) -> bool {
        matches!((self.ifd, self.tag, self.thumbnail), (Ifd::Image, 0x0112, false))
    }

    pub(super) const fn place(&self) -> &'static str {
        match (self.ifd, self.thumbnail) {
            (Ifd::Image, false) => "IFD0",
            (Ifd::Image, true) => "IFD1",
            (Ifd::Exif, _) => "ExifIFD",
            (Ifd::Gps, _) => "GPS",
            (Ifd::Interoperability, _) => "Interop",
        }
    }
}

const fn size(kind: u16) -> Option<usize> {
    match kind {
        BYTE | ASCII | SBYTE | UNDEFINED | UTF8 => Some(1),
        SHORT | SSHORT => Some(2),
        LONG | SLONG | 11 | IFD => Some(4),
        RATIONAL | SRATIONAL | 12 => Some(8),
        _ => None,
    }
}

impl Walk {
    /// Whether bytes that no IFD and no value owns hold something.
    pub(super) fn has_gaps(&self, block: &[u8]) -> bool {
        if self.slack {
            return true;
        }
        let values = self.entries.iter().filter_map(|entry| entry.range.clone());
        let mut owned: Vec<Range<usize>> = values.chain(self.ifds.iter().cloned()).collect();
        owned.sort_unstable_by_key(|range| range.start);
        let mut at = 8;
        owned.push(block.len()..block.len());
        owned.into_iter().any(|range| {
            let gap = block.get(at..range.start).is_some_and(|gap| gap.iter().any(|&byte| byte != 0));
            at = at.max(range.end);
            gap
        })
    }

    /// Whether a reader that makes a copy of every value stays within a small multiple of the block's size.
    pub(super) fn is_modest(&self, block_len: usize) -> bool {
        let values = self.entries.iter().filter_map(|entry| entry.range.as_ref().map(ExactSizeIterator::len));
        values.fold(0, usize::saturating_add) <= block_len.saturating_mul(4)
    }
}

pub(super) fn walk(block: &[u8]) -> Walk {
    let order = if block.starts_with(b"MM") { ByteOrder::Big } else { ByteOrder::Little };
    let mut walk = Walk { order, entries: Vec::new(), ifds: Vec::new(), slack: false, whole: true };
    let mut header = Cursor::new(block, order);
    let magic = header.take(2).and_then(|_| header.u16());
    let first = header.u32().and_then(|offset| usize::try_from(offset).ok());
    let (Some(42), Some(first), true) = (magic, first, block.starts_with(b"II") || block.starts_with(b"MM")) else {
        walk.whole = false;
        return walk;
    };
    let mut visited = BTreeSet::new();
    let mut waiting = vec![(first, Ifd::Image, false)];
    while let Some((offset, ifd, thumbnail)) = waiting.pop() {
        if !visited.insert(offset) || visited.len() > MAX_IFDS {
            walk.whole = false;
            continue;
        }
        match read_ifd(block, offset, ifd, thumbnail, &mut walk) {
            Some(pointers) => waiting.extend(pointers.into_iter().rev()),
            None => walk.whole = false,
        }
    }
    walk
}

type Pointer = (usize, Ifd, bool);

/// Lists the entries of one IFD; answers the IFDs that it points to. Nothing where it does not fit into the block.
fn read_ifd(block: &[u8], offset: usize, ifd: Ifd, thumbnail: bool, walk: &mut Walk) -> Option<Vec<Pointer>> {
    let mut cursor = Cursor::starting_at(block, offset, walk.order);
    let count = cursor.u16()?;
    let mut pointers = Vec::new();
    let (mut thumbnails, mut thumbnail_len) = (Vec::new(), None);
    for _ in 0..count {
        if walk.entries.len() >= MAX_ENTRIES {
            return None;
        }
        let at = cursor.at();
        let (tag, kind, number) = (cursor.u16()?, cursor.u16()?, cursor.u32()?);
        let inline = cursor.at();
        let pointer = cursor.u32()?;
        let range = range(block, kind, number, inline, pointer);
        walk.whole &= range.is_some();
        walk.slack |= range.as_ref().is_some_and(|range| leaves_slack(block, inline, range));
        match (ifd, tag) {
            (Ifd::Image, 0x0201) => thumbnails.push(usize::try_from(pointer).ok()?),
            (Ifd::Image, 0x0202) => thumbnail_len = thumbnail_len.or(usize::try_from(pointer).ok()),
            _ => {}
        }
        walk.entries.push(Entry { ifd, thumbnail, tag, kind, at, range });
        let below = match (ifd, tag) {
            (Ifd::Image, 0x8769) => Some(Ifd::Exif),
            (Ifd::Image, 0x8825) => Some(Ifd::Gps),
            (Ifd::Exif, 0xA005) => Some(Ifd::Interoperability),
            _ => None,
        };
        pointers.extend(below.and_then(|below| Some((usize::try_from(pointer).ok()?, below, thumbnail))));
    }
    let thumbnail = |start: usize| start..start.saturating_add(thumbnail_len.unwrap_or(0)).min(block.len());
    walk.ifds.extend(thumbnails.into_iter().map(thumbnail));
    walk.ifds.push(offset..cursor.at().saturating_add(4).min(block.len()));
    // Many writers leave the pointer to the next IFD out where a sub-IFD ends the block.
    match cursor.u32() {
        Some(next) if next != 0 && ifd == Ifd::Image => pointers.push((usize::try_from(next).ok()?, Ifd::Image, true)),
        next => walk.slack |= next.is_some_and(|next| next != 0),
    }
    Some(pointers)
}

/// Whether a value that stands in its entry leaves bytes of it over, and they hold something.
fn leaves_slack(block: &[u8], inline: usize, value: &Range<usize>) -> bool {
    let rest = block.get(value.end..inline.saturating_add(4)).unwrap_or_default();
    value.start == inline && rest.iter().any(|&byte| byte != 0)
}

fn range(block: &[u8], kind: u16, number: u32, inline: usize, pointer: u32) -> Option<Range<usize>> {
    let len = size(kind)?.checked_mul(usize::try_from(number).ok()?)?;
    let start = if len <= 4 { inline } else { usize::try_from(pointer).ok()? };
    let end = start.checked_add(len)?;
    (end <= block.len()).then_some(start..end)
}
