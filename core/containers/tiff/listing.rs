//! One directory, from the number of its entries to the offset of the next one: the only place where that is read. The
//! caller decides how much of a broken or long one to accept.

use std::borrow::Cow;

use super::kind::size;
use super::layout::Layout;
use crate::base::{Error, Input, Span};

/// An entry of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub tag: u16,
    /// Type of its value.
    pub kind: u16,
    /// How many numbers are in the value.
    pub count: u64,
    /// Where the entry is.
    pub at: u64,
    /// Where the value is, inside the entry or elsewhere; `None` if its type is unknown, or it is not in the file.
    pub value: Option<Span>,
    /// Whether the value is in the entry itself.
    pub inline: bool,
    /// The entry's field for a value or its offset, read as an offset.
    pub offset: u64,
}

/// A directory of which only the number of entries has been read.
#[derive(Debug, Clone, Copy)]
pub struct Listing {
    layout: Layout,
    at: u64,
    file_len: u64,
    /// The number of entries, according to the directory.
    pub count: u64,
}

impl Listing {
    /// Reads the number of entries of a directory that begins at `at`.
    ///
    /// # Errors
    /// [`crate::base::Malformed::CutOff`] if the file ends first, or the error of the file system.
    pub fn open(input: &Input<'_>, layout: Layout, at: u64) -> Result<Self, Error> {
        let count = layout.number(&input.bytes(Span::new(at, layout.count_len()))?);
        Ok(Self { layout, at, file_len: input.len(), count })
    }

    /// Where the entries are, if all of them are there.
    const fn list(self) -> Span {
        let start = self.at.saturating_add(self.layout.count_len());
        Span::new(start, self.count.saturating_mul(self.layout.entry_len()))
    }

    /// Whether all entries are in the file.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.list().end() <= self.file_len
    }

    /// From the number of entries to the offset of the next directory.
    #[must_use]
    pub fn span(self) -> Span {
        Span::between(self.at, self.file_len.min(self.list().end().saturating_add(self.layout.offset_len())))
    }

    /// Reads the entries: at most `most`, and only those completely inside the file.
    ///
    /// # Errors
    /// [`crate::base::Limit::BlockBytes`] for too many of them, or the error of the file system.
    pub fn entries<'a>(self, input: &Input<'a>, most: u64) -> Result<Entries<'a>, Error> {
        let Span { start, .. } = self.list();
        let step = self.layout.entry_len();
        let inside = self.file_len.saturating_sub(start).checked_div(step).unwrap_or(0);
        let bytes = input.bytes(Span::new(start, self.count.min(most).min(inside).saturating_mul(step)))?;
        Ok(Entries { layout: self.layout, start, file_len: self.file_len, bytes })
    }

    /// Reads the offset of the next directory; 0 for none. Many writers leave it out if the directory ends the file.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn next(self, input: &Input<'_>) -> Result<u64, Error> {
        let last = Span::new(self.list().end(), self.layout.offset_len());
        if last.end() > self.file_len { Ok(0) } else { Ok(self.layout.number(&input.bytes(last)?)) }
    }
}

/// The entries of a directory.
#[derive(Debug)]
pub struct Entries<'a> {
    layout: Layout,
    start: u64,
    file_len: u64,
    bytes: Cow<'a, [u8]>,
}

impl<'a> Entries<'a> {
    /// The entries of a directory in a block; `None` if some are missing.
    #[must_use]
    pub fn of(block: &'a [u8], layout: Layout, at: u64) -> Option<Self> {
        let input = Input::from_bytes(block);
        let listing = Listing::open(&input, layout, at).ok().filter(|listing| listing.is_whole())?;
        listing.entries(&input, listing.count).ok()
    }

    /// The entries, in file order.
    pub fn iter(&self) -> impl Iterator<Item = Entry> {
        let starts = std::iter::successors(Some(self.start), |at| at.checked_add(self.layout.entry_len()));
        let step = if self.layout.big { 20 } else { 12 };
        self.bytes.chunks_exact(step).zip(starts).map(|(bytes, at)| self.entry(bytes, at))
    }

    fn entry(&self, bytes: &[u8], at: u64) -> Entry {
        let wide: u8 = if self.layout.big { 8 } else { 4 };
        let field = |from: u8, len: u8| bytes.get(from.into()..from.saturating_add(len).into()).unwrap_or_default();
        let number = |from, len| self.layout.number(field(from, len));
        let short = |from| u16::try_from(number(from, 2)).unwrap_or(0);
        let last = wide.saturating_add(4);
        let (tag, kind, count, offset) = (short(0), short(2), number(4, wide), number(last, wide));
        let len = size(kind).and_then(|size| size.checked_mul(count));
        let inline = len.is_some_and(|len| len <= self.layout.offset_len());
        let start = if inline { at.saturating_add(last.into()) } else { offset };
        let value = len.map(|len| Span::new(start, len)).filter(|span| span.end() <= self.file_len);
        Entry { tag, kind, count, at, value, inline, offset }
    }
}
