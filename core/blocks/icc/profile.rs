//! A profile as its parts: header and tags (ISO 15076-1, clause 7).

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::colour;
use super::tag::Tag;
use crate::base::{ByteOrder, Cursor, Moment, Span, Spans};

/// Length of the header (7.2).
pub(super) const HEADER: usize = 128;
/// Largest profile; those of printing presses have two or three megabytes.
pub(super) const LARGEST: usize = 8 << 20;
/// Most tags; real profiles have less than forty.
pub(super) const MAX_TAGS: u32 = 200;

/// Classes of profiles (7.2.7; ICC.2:2019, 7.2.7).
pub(super) const CLASSES: [&[u8; 4]; 12] =
    [b"scnr", b"mntr", b"prtr", b"link", b"spac", b"abst", b"nmcl", b"cenc", b"mid ", b"mlnk", b"mvis", b"\0\0\0\0"];

/// Spaces of colour (7.2.8; ICC.2:2019, 7.2.8): by name, or by the number of their colours.
pub(super) fn is_space(name: &[u8; 4]) -> bool {
    const NAMED: [&[u8; 4]; 13] =
        [b"XYZ ", b"Lab ", b"Luv ", b"YCbr", b"Yxy ", b"LMS ", b"RGB ", b"GRAY", b"HSV ", b"HLS ", b"CMYK", b"CMY ", b"\0\0\0\0"];
    NAMED.contains(&name)
        || matches!(name, [b'1'..=b'9' | b'A'..=b'F', b'C', b'L', b'R'] | [b'M', b'C', b'H', b'1'..=b'9' | b'A'..=b'F'])
}

/// A profile whose tags are all in range.
#[derive(Debug)]
pub(super) struct Profile<'a> {
    /// As long as the header says.
    pub(super) bytes: &'a [u8],
    pub(super) header: &'a [u8; HEADER],
    pub(super) tags: Vec<Tag<'a>>,
}

impl<'a> Profile<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let size = Cursor::new(bytes, ByteOrder::Big).u32()?;
        let bytes = bytes.get(..usize::try_from(size).ok()?).filter(|bytes| bytes.len() <= LARGEST)?;
        let header: &[u8; HEADER] = bytes.first_chunk()?;
        let name = |at: usize| header.get(at..).and_then(|rest| rest.first_chunk::<4>());
        if name(36)? != b"acsp" || !CLASSES.contains(&name(12)?) || !is_space(name(16)?) || !is_space(name(20)?) {
            return None;
        }
        let mut table = Cursor::starting_at(bytes, HEADER, ByteOrder::Big);
        let count = table.u32().filter(|count| (1..=MAX_TAGS).contains(count))?;
        let mut tags = Vec::new();
        for _ in 0..count {
            let signature = table.array()?;
            let (offset, len) = (usize::try_from(table.u32()?).ok()?, usize::try_from(table.u32()?).ok()?);
            // Whatever its type is, data begin with that type and four reserved bytes.
            let data = bytes.get(offset..offset.checked_add(len)?).filter(|data| offset >= HEADER && data.len() >= 8)?;
            tags.push(Tag { signature, offset, data });
        }
        let profile = Self { bytes, header, tags };
        let says_colour = profile.tags.iter().any(|tag| colour::is_colour(tag, profile.space()));
        (says_colour && !profile.overlaps()).then_some(profile)
    }

    /// Whether tags share some of their bytes, but not all: each would be written anew, again and again.
    pub(super) fn overlaps(&self) -> bool {
        Spans::disjoint(self.owned().collect::<BTreeSet<_>>()).is_none()
    }

    /// Where the tags stand.
    fn owned(&self) -> impl Iterator<Item = Span> {
        self.tags.iter().map(|tag| Span::new(tag.offset as u64, tag.data.len() as u64))
    }

    pub(super) fn header_field<const N: usize>(&self, at: usize) -> [u8; N] {
        self.header.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or([0; N])
    }

    /// When it was made (7.2.10), UTC; nothing where its numbers are no date.
    pub(super) fn date(&self) -> Option<Moment> {
        let mut cursor = Cursor::starting_at(self.header, 24, ByteOrder::Big);
        let mut number = || cursor.u16();
        let year = i16::try_from(number()?).ok()?;
        let mut part = || number().map(|part| i8::try_from(part).unwrap_or(-1));
        let date = DateTime::new(year, part()?, part()?, part()?, part()?, part()?, 0).ok().filter(|_| year != 0)?;
        Some(Moment::at(date, Some(Offset::UTC)))
    }

    /// Whether there is anything in the place of its date.
    pub(super) fn is_dated(&self) -> bool {
        self.header_field::<2>(24) != [0; 2]
    }

    pub(super) fn manufacturer(&self) -> [u8; 4] {
        self.header_field(48)
    }

    pub(super) fn model(&self) -> [u8; 4] {
        self.header_field(52)
    }

    pub(super) fn creator(&self) -> [u8; 4] {
        self.header_field(80)
    }

    /// The space of its colours (7.2.8).
    pub(super) fn space(&self) -> [u8; 4] {
        self.header_field(16)
    }

    pub(super) fn is_version_4(&self) -> bool {
        self.header_field::<1>(8) >= [4]
    }

    /// Whether bytes that no tag owns hold something.
    pub(super) fn has_gaps(&self) -> bool {
        let table = HEADER.saturating_add(4).saturating_add(self.tags.len().saturating_mul(12));
        self.owned().collect::<Spans>().misses(self.bytes, table)
    }
}
