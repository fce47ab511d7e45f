//! Walks the image file directories of a TIFF file: classic (TIFF 6.0, section 2) and BigTIFF, in both byte orders,
//! through the chain of pages and what is attached to them. The meaning of tags is not its business, and picture data
//! are never read.

pub mod kind;
mod layout;
mod listing;

pub use kind::size;
pub use layout::{Layout, header, layout};
pub use listing::{Entries, Entry, Listing};

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::base::{Error, Input, Limit, Malformed, Place, Span, cost};

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
    /// Through the SubIFDs of the directory with this index.
    Sub(usize),
    /// Through the Exif pointer of the directory with this index.
    Exif(usize),
    /// Through the GPS pointer.
    Gps(usize),
    /// Through the interoperability pointer of an Exif IFD.
    Interoperability(usize),
}

/// An image file directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// How it is found.
    pub link: Link,
    /// For a page, the number of pages before it; for a subordinate directory, the number of those before it.
    pub number: usize,
    /// From the number of entries to the offset of the next directory.
    pub span: Span,
    /// Its entries, in file order.
    pub entries: Vec<Entry>,
    /// Offset of the next directory; 0 for none.
    pub next: u64,
}

impl Directory {
    /// The first entry with a tag.
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
    /// Directories; each comes after the one that points to it.
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

    /// The whole numbers of a value; `None` for a value of another type, or below zero.
    ///
    /// # Errors
    /// As [`File::value`].
    pub fn numbers(&self, input: &Input<'_>, entry: &Entry) -> Result<Option<Vec<u64>>, Error> {
        let Some(len) = size(entry.kind).filter(|_| kind::is_whole(entry.kind)) else { return Ok(None) };
        let Ok(step) = usize::try_from(len) else { return Ok(None) };
        let Some(bytes) = self.value(input, entry)? else { return Ok(None) };
        let numbers = bytes.chunks_exact(step).map(|number| self.layout.number(number));
        // Some writers used signed types, too; libtiff accepts them if the numbers are not negative.
        let largest = kind::largest(entry.kind);
        Ok(numbers.map(|number| (number <= largest).then_some(number)).collect())
    }

    /// The first whole number of a tag's value.
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
/// [`Malformed::CutOff`] if the first directory is not completely inside the file, [`Limit::Elements`] for too many
/// entries. Anything else that cannot be read is left out instead: pages after an invalid one, and whatever a page
/// points to.
pub fn walk(input: &Input<'_>) -> Result<File, Error> {
    match reach(input)? {
        (file, None) => Ok(file),
        (_, Some(error)) => Err(error),
    }
}

/// Walks the directories as far as they can be read; also returns why no further.
///
/// # Errors
/// The error of the file system, and [`Malformed::Unrecognised`] if there is no header.
pub fn reach(input: &Input<'_>) -> Result<(File, Option<Error>), Error> {
    let head = input.head::<16>()?;
    let (layout, first) = header(&head).ok_or_else(|| Error::malformed(Malformed::Unrecognised, Place::at(0)))?;
    let mut walker =
        Walker { input, layout, directories: Vec::new(), seen: BTreeSet::new(), entries: 0, values: 0, pages: 0, subs: 0 };
    let walked = walker.chain(first).and_then(|pages| {
        walker.seen.extend(&pages);
        pages.into_iter().try_for_each(|page| walker.tree(page))
    });
    match walked {
        Err(Error::Io(error)) => Err(Error::Io(error)),
        stopped => Ok((File { layout, directories: walker.directories }, stopped.err())),
    }
}

/// Entries can share a value, which is then read again and again: on average at most this often. In a small file, it
/// may be more often.
const SHARED: u64 = 4;
const SMALL: u64 = 1 << 20;

struct Walker<'a> {
    input: &'a Input<'a>,
    layout: Layout,
    directories: Vec<Directory>,
    seen: BTreeSet<u64>,
    entries: usize,
    /// Bytes of all values, counting shared ones each time.
    values: u64,
    /// Pages so far, and subordinate directories.
    pages: usize,
    subs: usize,
}

impl Walker<'_> {
    /// Where the pages are. Viewers show those up to a page already seen, or to an offset without a directory.
    fn chain(&self, first: u64) -> Result<Vec<u64>, Error> {
        let (mut pages, mut met, mut at) = (Vec::new(), BTreeSet::new(), first);
        while at != 0 && met.insert(at) {
            if pages.len() > self.input.limits().elements {
                return Err(Error::limit(Limit::Elements, Place::new(at, "IFD")));
            }
            if !pages.is_empty() && !self.is_page(at)? {
                break;
            }
            pages.push(at);
            at = Listing::open(self.input, self.layout, at)
                .and_then(|page| page.next(self.input))
                .map_err(|error| error.inside("IFD"))?;
        }
        Ok(pages)
    }

    /// Whether there is a page at the given offset: a complete directory, with a picture, or at least with no entries
    /// other than those with existing types.
    fn is_page(&self, at: u64) -> Result<bool, Error> {
        /// No viewer accepts more entries.
        const MOST: u64 = 4096;
        const SIZE: [u16; 2] = [0x0100, 0x0101];
        if at.saturating_add(self.layout.count_len()) > self.input.len() {
            return Ok(false);
        }
        let listing = Listing::open(self.input, self.layout, at)?;
        if !(1..=MOST).contains(&listing.count) || !listing.is_whole() {
            return Ok(false);
        }
        let entries: Vec<Entry> = listing.entries(self.input, listing.count)?.iter().collect();
        let has_size = SIZE.iter().all(|tag| entries.iter().any(|entry| entry.tag == *tag));
        Ok(has_size || entries.iter().all(|entry| size(entry.kind).is_some()))
    }

    /// Reads a page and everything attached to it.
    fn tree(&mut self, page: u64) -> Result<(), Error> {
        let mut waiting = vec![(page, Link::Page, 0)];
        while let Some((at, link, depth)) = waiting.pop() {
            if depth > self.input.limits().depth {
                return Err(Error::limit(Limit::Elements, Place::new(at, "IFD")));
            }
            if link != Link::Page && self.seen.contains(&at) {
                continue;
            }
            let directory = match self.directory(at, link) {
                Ok(directory) => directory,
                Err(error @ (Error::Io(_) | Error::Limit { .. })) => return Err(error),
                Err(error) if link == Link::Page => return Err(error.inside("IFD")),
                _ => continue,
            };
            self.seen.insert(at);
            let below = self.below(&directory, self.directories.len())?;
            waiting.extend(below.into_iter().rev().map(|(at, link)| (at, link, depth.saturating_add(1))));
            self.directories.push(directory);
        }
        Ok(())
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
        self.input.budget().draw(cost::ELEMENT, at)?;
        let entries: Vec<Entry> = listing.entries(self.input, listing.count)?.iter().collect();
        let values = entries.iter().filter_map(|entry| entry.value).map(|span| span.len);
        self.values = values.fold(self.values, u64::saturating_add);
        if self.values > self.input.len().saturating_mul(SHARED).saturating_add(SMALL) {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        let (span, next) = (listing.span(), listing.next(self.input)?);
        let before = match link {
            Link::Page => &mut self.pages,
            Link::Sub(_) => &mut self.subs,
            _ => return Ok(Directory { link, number: 0, span, entries, next }),
        };
        let number = std::mem::replace(before, before.saturating_add(1));
        Ok(Directory { link, number, span, entries, next })
    }

    /// The directories that a directory points to.
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
            // If there is nothing there, nothing is left out.
            let inside = offsets.into_iter().take(most).filter(|&at| at != 0 && at < self.input.len());
            below.extend(inside.map(|at| (at, link)));
        }
        Ok(below)
    }
}

#[cfg(test)]
mod tests;
