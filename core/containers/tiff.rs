//! Walks the image file directories of a TIFF file: classic (TIFF 6.0, section 2) and BigTIFF, in both byte orders,
//! through the chain of pages and what hangs from them. What the tags mean is not its business, and picture data are
//! never read.

pub mod kind;
mod layout;
mod listing;

pub use kind::size;
pub use layout::{Layout, header, layout};
pub use listing::{Entries, Entry, Listing};

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::base::{Error, Input, Limit, Malformed, Place, Span};

/// Tags that point to other directories.
pub mod pointer {
    #![allow(missing_docs, reason = "the names are the standards'")]
    pub const SUB_IFDS: u16 = 0x014A;
    pub const EXIF: u16 = 0x8769;
    pub const GPS: u16 = 0x8825;
    pub const INTEROPERABILITY: u16 = 0xA005;
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
    let (layout, mut first) = header(&head).ok_or_else(|| Error::malformed(Malformed::Unrecognised, Place::at(0)))?;
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
        let listing = Listing::open(self.input, self.layout, at)?;
        self.entries = self.entries.saturating_add(usize::try_from(listing.count).unwrap_or(usize::MAX));
        if !listing.is_whole() {
            return Err(Error::malformed(Malformed::CutOff, Place::at(self.input.len())));
        }
        if self.entries > self.input.limits().elements {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        let entries: Vec<Entry> = listing.entries(self.input, listing.count)?.iter().collect();
        let values = entries.iter().filter_map(|entry| entry.value).map(|span| span.len);
        self.values = values.fold(self.values, u64::saturating_add);
        if self.values > self.input.len().saturating_mul(SHARED).saturating_add(SMALL) {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        Ok(Directory { link, span: listing.span(), entries, next: listing.next(self.input)? })
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
