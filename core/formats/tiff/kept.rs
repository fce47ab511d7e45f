//! What is kept in a TIFF file: additional entries of the first directory, in the space of entries that go, and their
//! values, an Exif and a GPS IFD after everything that stays. Nothing moves for it.

use crate::base::{Input, Span};
use crate::blocks::exif;
use crate::containers::tiff::Layout;
use crate::model::{ExifBlock, Kept};

/// The first directory of a file, and what is attached to it if something is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstDirectory {
    /// How its numbers are written. Never BigTIFF: no Exif IFD has its offsets.
    pub layout: Layout,
    /// Offset of its first byte.
    pub start: u64,
    /// Entries that stay: tag, and all twelve bytes.
    pub entries: Vec<exif::Written>,
    /// Offset of the next page.
    pub next: u64,
    /// Number of entries there is room for.
    pub room: usize,
    /// Offset of the first byte after everything that stays, apart from the directory itself.
    pub end: u64,
    /// What it should say.
    pub kept: Kept,
}

/// A part of it that is a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The directory, as long as it is if nothing is kept.
    Head,
    /// The rest of it.
    Rest,
    /// What comes after everything.
    Tail,
}

impl FirstDirectory {
    /// The same, saying this; or nothing, if there are not enough entries.
    #[must_use]
    pub fn holding(&self, kept: &Kept) -> Self {
        let with = Self { kept: kept.clone(), ..self.clone() };
        if with.count() <= self.room && with.tail_start() <= u64::from(u32::MAX / 2) {
            with
        } else {
            Self { kept: Kept::default(), ..with }
        }
    }

    /// The bytes of a part.
    #[must_use]
    pub fn part(&self, part: Part) -> Vec<u8> {
        let (directory, tail) = self.compose();
        let head = usize::try_from(self.head().len).unwrap_or(directory.len()).min(directory.len());
        let (head, rest) = directory.split_at_checked(head).unwrap_or((&directory, &[]));
        match part {
            Part::Head => head.to_vec(),
            Part::Rest => rest.to_vec(),
            Part::Tail => tail,
        }
    }

    /// Where the directory is if nothing is kept.
    #[must_use]
    pub fn head(&self) -> Span {
        Span::new(self.start, self.layout.directory_len(self.entries.len() as u64))
    }

    /// Where the part after everything begins, preceded by a zero byte at an odd offset.
    #[must_use]
    pub fn tail_start(&self) -> u64 {
        self.end.max(self.start.saturating_add(self.layout.directory_len(self.count() as u64)))
    }

    /// The same with what the fields of a file say, if that is exactly what it contains.
    #[must_use]
    pub fn found(&self, input: &Input<'_>, kept: &Kept) -> Option<Self> {
        let found = self.holding(kept);
        let tail = found.part(Part::Tail);
        let span = Span::new(found.tail_start(), tail.len() as u64);
        let is_there = |span: Span, bytes: &[u8]| input.bytes(span).is_ok_and(|there| *there == *bytes);
        let (directory, _) = found.compose();
        // Short values are in the directory itself, in which case there is no tail.
        let there = !found.kept.is_empty() && span.end() == input.len() && is_there(span, &tail);
        (there && is_there(Span::new(self.start, directory.len() as u64), &directory)).then_some(found)
    }

    /// Number of its entries.
    fn count(&self) -> usize {
        self.entries.len().saturating_add(self.further(0).0.len())
    }

    fn further(&self, at: u64) -> (Vec<exif::Written>, Vec<u8>) {
        let block = ExifBlock { orientation: None, kept: self.kept.clone() };
        exif::lay(&block, self.layout.order, u32::try_from(at).unwrap_or(u32::MAX))
    }

    fn compose(&self) -> (Vec<u8>, Vec<u8>) {
        let start = self.tail_start();
        // Values begin at even offsets (TIFF 6.0, section 2).
        let even = start.saturating_add(start & 1);
        let (further, behind) = self.further(even);
        let mut entries = [&self.entries[..], &further].concat();
        entries.sort_by_key(|(tag, _)| *tag);
        let mut directory = self.layout.bytes(entries.len() as u64, self.layout.count_len());
        directory.extend(entries.iter().flat_map(|(_, entry)| entry));
        directory.extend(self.layout.bytes(self.next, self.layout.offset_len()));
        let padding = if behind.is_empty() { 0 } else { usize::from(even > start) };
        (directory, [vec![0; padding], behind].concat())
    }
}
