//! Walks the image file directories of a TIFF file: classic (TIFF 6.0, section 2) and BigTIFF, in both byte orders,
//! through the chain of pages and what hangs from them. What the tags mean is not its business, and picture data are
//! never read.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::error::{Error, Limit, Malformed, Place};
use crate::input::{ByteOrder, Input, Span};

/// Tags that point to other directories.
pub mod pointer {
    #![allow(missing_docs, reason = "the names are the standards'")]
    pub const SUB_IFDS: u16 = 0x014A;
    pub const EXIF: u16 = 0x8769;
    pub const GPS: u16 = 0x8825;
    pub const INTEROPERABILITY: u16 = 0xA005;
}

/// Types of values (TIFF 6.0, section 2; supplement 1; BigTIFF; EXIF 3.0).
pub mod kind {
    #![allow(missing_docs, reason = "the names are the standards'")]
    pub const BYTE: u16 = 1;
    pub const ASCII: u16 = 2;
    pub const SHORT: u16 = 3;
    pub const LONG: u16 = 4;
    pub const RATIONAL: u16 = 5;
    pub const SBYTE: u16 = 6;
    pub const UNDEFINED: u16 = 7;
    pub const SSHORT: u16 = 8;
    pub const SLONG: u16 = 9;
    pub const SRATIONAL: u16 = 10;
    pub const FLOAT: u16 = 11;
    pub const DOUBLE: u16 = 12;
    pub const IFD: u16 = 13;
    pub const LONG8: u16 = 16;
    pub const SLONG8: u16 = 17;
    pub const IFD8: u16 = 18;
    pub const UTF8: u16 = 129;
}

/// Bytes of one number of a type; nothing for a type that no standard knows.
#[must_use]
pub const fn size(kind: u16) -> Option<u64> {
    match kind {
        kind::BYTE | kind::ASCII | kind::SBYTE | kind::UNDEFINED | kind::UTF8 => Some(1),
        kind::SHORT | kind::SSHORT => Some(2),
        kind::LONG | kind::SLONG | kind::FLOAT | kind::IFD => Some(4),
        kind::RATIONAL | kind::SRATIONAL | kind::DOUBLE | kind::LONG8 | kind::SLONG8 | kind::IFD8 => Some(8),
        _ => None,
    }
}

/// How numbers are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Order of bytes.
    pub order: ByteOrder,
    /// Whether offsets and counts have 64 bits (BigTIFF).
    pub big: bool,
}

impl Layout {
    /// The header: byte order, version, offset of the first directory.
    #[must_use]
    pub const fn header_len(self) -> u64 {
        if self.big { 16 } else { 8 }
    }

    /// The number of entries in front of them.
    #[must_use]
    pub const fn count_len(self) -> u64 {
        if self.big { 8 } else { 2 }
    }

    /// One entry of a directory.
    #[must_use]
    pub const fn entry_len(self) -> u64 {
        if self.big { 20 } else { 12 }
    }

    /// An offset, which is also how much of a value an entry holds itself.
    #[must_use]
    pub const fn offset_len(self) -> u64 {
        if self.big { 8 } else { 4 }
    }

    /// Length of a directory of so many entries, with the offset of the next one.
    #[must_use]
    pub const fn directory_len(self, entries: u64) -> u64 {
        self.count_len().saturating_add(entries.saturating_mul(self.entry_len())).saturating_add(self.offset_len())
    }

    /// The number that stands in these bytes, of which there are at most eight.
    #[must_use]
    pub fn number(self, bytes: &[u8]) -> u64 {
        let add = |sum: u64, byte: &u8| sum.wrapping_shl(8) | u64::from(*byte);
        match self.order {
            ByteOrder::Big => bytes.iter().fold(0, add),
            ByteOrder::Little => bytes.iter().rev().fold(0, add),
        }
    }

    /// The bytes of a number, `len` of them.
    #[must_use]
    pub fn bytes(self, number: u64, len: u64) -> Vec<u8> {
        let len = usize::try_from(len).unwrap_or(8).min(8);
        match self.order {
            ByteOrder::Big => number.to_be_bytes().get(8_usize.saturating_sub(len)..).unwrap_or_default().to_vec(),
            ByteOrder::Little => number.to_le_bytes().get(..len).unwrap_or_default().to_vec(),
        }
    }
}

/// How a directory is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// In the chain: a page.
    Page,
    /// By the SubIFDs of the directory of this index.
    Sub(usize),
    /// By the Exif pointer of the directory of this index.
    Exif(usize),
    /// By the GPS pointer.
    Gps(usize),
    /// By the interoperability pointer of an Exif IFD.
    Interoperability(usize),
}

/// An image file directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// How it is found.
    pub link: Link,
    /// From the number of entries to the offset of the next directory.
    pub span: Span,
    /// Its entries, in file order.
    pub entries: Vec<Entry>,
    /// Offset of the next directory; 0 for none.
    pub next: u64,
}

impl Directory {
    /// The first entry of a tag.
    #[must_use]
    pub fn find(&self, tag: u16) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }
}

/// An entry of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub tag: u16,
    /// Type of its value.
    pub kind: u16,
    /// How many numbers the value has.
    pub count: u64,
    /// Where the entry stands.
    pub at: u64,
    /// Where the value stands, inside of the entry or elsewhere; nothing where its type is unknown, or it is not in
    /// the file.
    pub value: Option<Span>,
    /// Whether the value stands in the entry itself.
    pub inline: bool,
}

/// A TIFF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// How numbers are written in it.
    pub layout: Layout,
    /// Directories; whatever another one points to stands behind it.
    pub directories: Vec<Directory>,
}

impl File {
    /// The bytes of a value.
    ///
    /// # Errors
    /// [`Limit::BlockBytes`] for a value that is too large, or the error of the file system.
    pub fn value<'a>(&self, input: &Input<'a>, entry: &Entry) -> Result<Option<Cow<'a, [u8]>>, Error> {
        entry.value.map(|span| input.bytes(span)).transpose()
    }

    /// The whole numbers of a value, without sign; nothing for a value of another type.
    ///
    /// # Errors
    /// As [`File::value`].
    pub fn numbers(&self, input: &Input<'_>, entry: &Entry) -> Result<Option<Vec<u64>>, Error> {
        let whole = matches!(entry.kind, kind::BYTE | kind::SHORT | kind::LONG | kind::IFD | kind::LONG8 | kind::IFD8);
        let Some(len) = size(entry.kind).filter(|_| whole).and_then(|len| usize::try_from(len).ok()) else { return Ok(None) };
        let bytes = self.value(input, entry)?;
        Ok(bytes.map(|bytes| bytes.chunks_exact(len).map(|number| self.layout.number(number)).collect()))
    }

    /// The first whole number of a tag.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn number(&self, input: &Input<'_>, directory: &Directory, tag: u16) -> Result<Option<u64>, Error> {
        let Some(entry) = directory.find(tag) else { return Ok(None) };
        let first = Entry { count: 1, value: entry.value.map(|span| Span::new(span.start, span.len.min(8))), ..*entry };
        Ok(self.numbers(input, &first)?.and_then(|numbers| numbers.first().copied()))
    }
}

/// How the numbers are written in a file that begins with `head`; nothing where it is no TIFF file.
#[must_use]
pub fn layout(head: &[u8]) -> Option<Layout> {
    use ByteOrder::{Big, Little};
    let (order, big) = match head {
        [b'I', b'I', 42, 0, ..] => (Little, false),
        [b'M', b'M', 0, 42, ..] => (Big, false),
        [b'I', b'I', 43, 0, 8, 0, 0, 0, ..] => (Little, true),
        [b'M', b'M', 0, 43, 0, 8, 0, 0, ..] => (Big, true),
        _ => return None,
    };
    Some(Layout { order, big })
}

/// Walks all directories.
///
/// # Errors
/// [`Malformed::DirectoryLoop`] where a page or a SubIFD is met twice, [`Malformed::CutOff`] where one is not wholly in
/// the file, [`Limit::Elements`] for too many entries. Exif, GPS and interoperability IFDs that cannot be read are
/// left out instead.
pub fn walk(input: &Input<'_>) -> Result<File, Error> {
    match reach(input)? {
        (file, None) => Ok(file),
        (_, Some(error)) => Err(error),
    }
}

/// Walks the directories as far as they can be read; answers also why no further.
///
/// # Errors
/// The error of the file system, and [`Malformed::Unrecognised`] where there is no header.
pub fn reach(input: &Input<'_>) -> Result<(File, Option<Error>), Error> {
    let head = input.head::<16>()?;
    let layout = layout(&head).ok_or_else(|| Error::malformed(Malformed::Unrecognised, Place::at(0)))?;
    let mut first = head.get(if layout.big { 8..16 } else { 4..8 }).map_or(0, |offset| layout.number(offset));
    let mut walker = Walker { input, layout, directories: Vec::new(), seen: BTreeSet::new(), entries: 0, values: 0 };
    let mut stopped = None;
    while first != 0 && stopped.is_none() {
        match walker.tree(first) {
            Ok(next) => first = next,
            Err(Error::Io(error)) => return Err(Error::Io(error)),
            Err(error) => stopped = Some(error),
        }
    }
    Ok((File { layout, directories: walker.directories }, stopped))
}

/// Entries can share a value, and whoever reads them reads it again and again: as often as this, in the mean. A small
/// file may do so more often.
const SHARED: u64 = 4;
const SMALL: u64 = 1 << 20;

struct Walker<'a> {
    input: &'a Input<'a>,
    layout: Layout,
    directories: Vec<Directory>,
    seen: BTreeSet<u64>,
    entries: usize,
    /// Bytes of all values, shared ones as often as they are.
    values: u64,
}

impl Walker<'_> {
    /// Reads a page and all that hangs from it; answers the offset of the next page.
    fn tree(&mut self, page: u64) -> Result<u64, Error> {
        let mut waiting = vec![(page, Link::Page, 0)];
        let mut next = 0;
        while let Some((at, link, depth)) = waiting.pop() {
            let picture = matches!(link, Link::Page | Link::Sub(_));
            let place = || Place::new(at, "IFD");
            if self.seen.contains(&at) && picture {
                return Err(Error::malformed(Malformed::DirectoryLoop, place()));
            }
            if depth > self.input.limits().depth {
                return Err(Error::limit(Limit::Elements, place()));
            }
            let directory = match self.directory(at, link) {
                Ok(directory) if self.seen.insert(at) => directory,
                Err(error @ (Error::Io(_) | Error::Limit { .. })) => return Err(error),
                Err(error) if picture => return Err(error.inside("IFD")),
                _ => continue,
            };
            if link == Link::Page {
                next = directory.next;
            }
            let below = self.below(&directory, self.directories.len())?;
            waiting.extend(below.into_iter().rev().map(|(at, link)| (at, link, depth.saturating_add(1))));
            self.directories.push(directory);
        }
        Ok(next)
    }

    fn directory(&mut self, at: u64, link: Link) -> Result<Directory, Error> {
        let Layout { big, .. } = self.layout;
        let count = self.layout.number(&self.input.bytes(Span::new(at, self.layout.count_len()))?);
        let list = Span::new(at.saturating_add(self.layout.count_len()), count.saturating_mul(self.layout.entry_len()));
        self.entries = self.entries.saturating_add(usize::try_from(count).unwrap_or(usize::MAX));
        if list.end() > self.input.len() {
            return Err(Error::malformed(Malformed::CutOff, Place::at(self.input.len())));
        }
        if self.entries > self.input.limits().elements {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        let bytes = self.input.bytes(list)?;
        let (step, wide) = if big { (20, 8) } else { (12, 4) };
        let mut entries = Vec::new();
        for (entry, index) in bytes.chunks_exact(step).zip(0_u64..) {
            let at = list.start.saturating_add(index.saturating_mul(self.layout.entry_len()));
            let field = |from: usize, len: usize| entry.get(from..from.saturating_add(len)).unwrap_or_default();
            let number = |from: usize, len: usize| self.layout.number(field(from, len));
            let short = |from: usize| u16::try_from(number(from, 2)).unwrap_or(0);
            let (tag, kind, count) = (short(0), short(2), number(4, wide));
            let len = size(kind).and_then(|size| size.checked_mul(count));
            let inline = len.is_some_and(|len| len <= self.layout.offset_len());
            let start =
                if inline { at.saturating_add(wide as u64).saturating_add(4) } else { number(wide.saturating_add(4), wide) };
            let value = len.map(|len| Span::new(start, len)).filter(|span| span.end() <= self.input.len());
            entries.push(Entry { tag, kind, count, at, value, inline });
        }
        let values = entries.iter().filter_map(|entry| entry.value).map(|span| span.len);
        self.values = values.fold(self.values, u64::saturating_add);
        if self.values > self.input.len().saturating_mul(SHARED).saturating_add(SMALL) {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        // Some writers leave the last offset out where the directory ends the file.
        let last = Span::between(list.end(), self.input.len().min(list.end().saturating_add(self.layout.offset_len())));
        let next = if last.len == self.layout.offset_len() { self.layout.number(&self.input.bytes(last)?) } else { 0 };
        Ok(Directory { link, span: Span::between(at, last.end()), entries, next })
    }

    /// The directories that one points to.
    fn below(&self, directory: &Directory, index: usize) -> Result<Vec<(u64, Link)>, Error> {
        let file = File { layout: self.layout, directories: Vec::new() };
        let mut below = Vec::new();
        for entry in &directory.entries {
            let link = match (entry.tag, directory.link) {
                (pointer::SUB_IFDS, Link::Page | Link::Sub(_)) => Link::Sub(index),
                (pointer::EXIF, Link::Page | Link::Sub(_)) => Link::Exif(index),
                (pointer::GPS, Link::Page | Link::Sub(_)) => Link::Gps(index),
                (pointer::INTEROPERABILITY, Link::Exif(_)) => Link::Interoperability(index),
                _ => continue,
            };
            let most = if matches!(link, Link::Sub(_)) { self.input.limits().elements } else { 1 };
            let offsets = file.numbers(self.input, entry)?.unwrap_or_default();
            // Where there is nothing, nothing is left out.
            let inside = offsets.into_iter().take(most).filter(|&at| at != 0 && at < self.input.len());
            below.extend(inside.map(|at| (at, link)));
        }
        Ok(below)
    }
}

#[cfg(test)]
mod tests;
