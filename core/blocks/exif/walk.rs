//! The bounded walk over the IFDs of an Exif block: every entry once, no value copied, loops and counts limited.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::{ByteOrder, Cursor, Input, Span, Spans};
use crate::containers::tiff::{self, Layout, Listing, kind::*, pointer};
use crate::model::{Fraction, Ifd};

/// Most IFDs followed in one block, and most entries listed.
const MAX_IFDS: usize = 32;
const MAX_ENTRIES: usize = 4096;

/// Bytes of an entry, and of as many fractions as are read from one.
const ENTRY: u64 = 12;
const FRACTIONS: usize = 32;

/// What the walk saw.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) order: ByteOrder,
    pub(super) entries: Vec<Entry>,
    /// Where the IFDs themselves are.
    ifds: Vec<Span>,
    /// Whether there is something after a value that is shorter than its field, or in a pointer that nobody follows.
    slack: bool,
    /// Whether nothing was left out: no loop, no value outside the block, no limit reached.
    pub(super) whole: bool,
}

/// An entry of an IFD.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) ifd: Ifd,
    /// Whether it is in the 1st IFD, or another that is neither the 0th nor below it.
    pub(super) thumbnail: bool,
    pub(super) tag: u16,
    pub(super) kind: u16,
    /// Offset of the entry in the block.
    pub(super) at: usize,
    /// Where the value is; `None` if it is outside the block.
    range: Option<Range<usize>>,
}

impl Entry {
    pub(super) fn value<'a>(&self, block: &'a [u8]) -> Option<&'a [u8]> {
        block.get(self.range.clone()?)
    }

    /// Where the value is in the block.
    pub(super) fn range(&self) -> Option<Range<usize>> {
        self.range.clone()
    }

    pub(super) const fn is_text(&self) -> bool {
        matches!(self.kind, ASCII | UTF8)
    }

    pub(super) const fn is_rational(&self) -> bool {
        matches!(self.kind, RATIONAL | SRATIONAL)
    }

    /// The values, if they are a few numbers or fractions.
    pub(super) fn fractions(&self, block: &[u8], order: ByteOrder) -> Option<Vec<Fraction>> {
        if !self.is_rational() {
            let numbers = self.numbers(block, order)?;
            return Some(numbers.into_iter().map(|number| Fraction::whole(number.into())).collect());
        }
        let mut cursor = Cursor::new(self.value(block).filter(|bytes| bytes.len() <= FRACTIONS)?, order);
        let mut part = || {
            let part = cursor.u32()?;
            Some(if self.kind == SRATIONAL { i64::from(part.cast_signed()) } else { i64::from(part) })
        };
        let fractions = std::iter::from_fn(|| Some(Fraction { numerator: part()?, denominator: part()? }));
        Some(fractions.collect())
    }

    pub(super) const fn place(&self) -> &'static str {
        match (self.ifd, self.thumbnail) {
            (Ifd::Image, false) => "IFD0",
            (Ifd::Image, true) => "IFD1",
            (Ifd::Exif, _) => "ExifIFD",
            (Ifd::Gps, _) => "GPS",
            (Ifd::Interoperability, _) => "Interop",
            (Ifd::GeoKeys, _) => "GeoKeys",
        }
    }
}

impl Walk {
    /// Whether bytes that belong to no IFD and no value contain anything.
    pub(super) fn has_gaps(&self, block: &[u8]) -> bool {
        if self.slack {
            return true;
        }
        let values = self.entries.iter().filter_map(|entry| entry.range.clone()).map(Span::from);
        let owned: Spans = values.chain(self.ifds.iter().copied()).collect();
        owned.misses(block, 8)
    }

    /// Whether a reader that copies every value stays within a small multiple of the block's size.
    pub(super) fn is_modest(&self, block_len: usize) -> bool {
        let values = self.entries.iter().filter_map(|entry| entry.range.as_ref().map(ExactSizeIterator::len));
        values.fold(0, usize::saturating_add) <= block_len.saturating_mul(4)
    }
}

pub(super) fn walk(block: &[u8]) -> Walk {
    let mut walk = Walk { order: ByteOrder::Little, entries: Vec::new(), ifds: Vec::new(), slack: false, whole: true };
    let Some((layout, first)) = tiff::header(block).filter(|(layout, _)| !layout.big) else {
        walk.whole = false;
        return walk;
    };
    walk.order = layout.order;
    let input = Input::from_bytes(block);
    let mut visited = BTreeSet::new();
    let mut waiting = vec![(first, Ifd::Image, false)];
    while let Some(pointer) = waiting.pop() {
        if !visited.insert(pointer.0) || visited.len() > MAX_IFDS {
            walk.whole = false;
            continue;
        }
        match read_ifd(&input, pointer, &mut walk) {
            Some(pointers) => waiting.extend(pointers.into_iter().rev()),
            None => walk.whole = false,
        }
    }
    walk
}

/// Where an IFD is, which one it is, and whether it is about the thumbnail.
type Pointer = (u64, Ifd, bool);

/// Lists the entries of one IFD, and returns the IFDs that it points to. `None` if it does not fit into the block.
fn read_ifd(input: &Input<'_>, (at, ifd, thumbnail): Pointer, walk: &mut Walk) -> Option<Vec<Pointer>> {
    let listing = Listing::open(input, Layout { order: walk.order, big: false }, at).ok()?;
    let most = MAX_ENTRIES.saturating_sub(walk.entries.len()) as u64;
    let mut pointers = Vec::new();
    let (mut thumbnails, mut thumbnail_len) = (Vec::new(), None);
    for entry in listing.entries(input, most).ok()?.iter() {
        // The types of BigTIFF mean nothing in an Exif block.
        let value = entry.value.filter(|_| !matches!(entry.kind, LONG8 | SLONG8 | IFD8));
        walk.whole &= value.is_some();
        walk.slack |= entry.inline && value.is_some_and(|value| leaves_slack(input, entry.at, value));
        match (ifd, entry.tag) {
            (Ifd::Image, 0x0201) => thumbnails.push(entry.offset),
            (Ifd::Image, 0x0202) => thumbnail_len = thumbnail_len.or(Some(entry.offset)),
            _ => {}
        }
        let at = usize::try_from(entry.at).ok()?;
        walk.entries.push(Entry { ifd, thumbnail, tag: entry.tag, kind: entry.kind, at, range: value.and_then(range) });
        let below = match (ifd, entry.tag) {
            (Ifd::Image, pointer::EXIF) => Some(Ifd::Exif),
            (Ifd::Image, pointer::GPS) => Some(Ifd::Gps),
            (Ifd::Exif, pointer::INTEROPERABILITY) => Some(Ifd::Interoperability),
            _ => None,
        };
        pointers.extend(below.map(|below| (entry.offset, below, thumbnail)));
    }
    if !listing.is_whole() || listing.count > most {
        return None;
    }
    let thumbnail = |start: u64| Span::between(start, start.saturating_add(thumbnail_len.unwrap_or(0)).min(input.len()));
    walk.ifds.extend(thumbnails.into_iter().map(thumbnail));
    walk.ifds.push(listing.span());
    match listing.next(input).ok()? {
        0 => {}
        next if ifd == Ifd::Image => pointers.push((next, Ifd::Image, true)),
        _ => walk.slack = true,
    }
    Some(pointers)
}

/// Whether a value inside its entry leaves some of the bytes unused, and these contain something.
fn leaves_slack(input: &Input<'_>, entry: u64, value: Span) -> bool {
    let rest = Span::between(value.end(), entry.saturating_add(ENTRY));
    !input.is_filled(rest, 0).unwrap_or(true)
}

fn range(span: Span) -> Option<Range<usize>> {
    Some(usize::try_from(span.start).ok()?..usize::try_from(span.end()).ok()?)
}
