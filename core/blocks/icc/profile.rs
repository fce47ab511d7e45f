//! A profile divided into header and tags (ISO 15076-1, clause 7).

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::spectral::is_spectral;
use super::tag::Tag;
use crate::base::{ByteOrder, Cursor, Moment, Span, Spans};

/// Length of the header (7.2).
pub(super) const HEADER: usize = 128;
/// Largest profile; those for printing presses have two or three megabytes.
pub(super) const LARGEST: usize = 8 << 20;
/// Most tags; real profiles have fewer than forty, and no reader is known to accept more.
pub(super) const MAX_TAGS: usize = 1024;

/// Classes of profiles (7.2.7; ICC.2:2019, 7.2.7).
const CLASSES: [&[u8; 4]; 12] =
    [b"scnr", b"mntr", b"prtr", b"link", b"spac", b"abst", b"nmcl", b"cenc", b"mid ", b"mlnk", b"mvis", b"\0\0\0\0"];

/// Colour spaces (7.2.8; ICC.2:2019, 7.2.8): by name, or by the number of their colours.
fn is_space(name: &[u8; 4]) -> bool {
    const NAMED: [&[u8; 4]; 13] =
        [b"XYZ ", b"Lab ", b"Luv ", b"YCbr", b"Yxy ", b"LMS ", b"RGB ", b"GRAY", b"HSV ", b"HLS ", b"CMYK", b"CMY ", b"\0\0\0\0"];
    NAMED.contains(&name)
        || matches!(
            name,
            [b'1'..=b'9' | b'A'..=b'F', b'C', b'L', b'R'] | [b'M', b'C', b'H', b'1'..=b'9' | b'A'..=b'F'] | [b'n', b'c', _, _]
        )
}

/// A reader may take colour from the profile in a way that is not known here.
#[derive(Debug)]
pub(super) struct Strange;

/// A profile with a complete tag table.
#[derive(Debug)]
pub(super) struct Profile<'a> {
    /// As long as the header says, or as many as there are.
    pub(super) bytes: &'a [u8],
    /// Whether the header says more than there are: LittleCMS reads what there is, browsers read nothing.
    pub(super) cut: bool,
    pub(super) header: &'a [u8; HEADER],
    pub(super) tags: Vec<Tag<'a>>,
}

impl<'a> Profile<'a> {
    /// `None` if no reader would accept it as a profile: without its signature, or without a complete tag table.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Option<Self>, Strange> {
        let mut table = Cursor::starting_at(bytes, HEADER, ByteOrder::Big);
        let (Some(header), Some(count)) = (bytes.first_chunk::<HEADER>(), number(&mut table)) else { return Ok(None) };
        let fits = count.checked_mul(12).is_some_and(|len| len <= table.rest().len());
        if !fits || header.get(36..40) != Some(b"acsp") {
            return Ok(None);
        }
        let declared = number(&mut Cursor::new(bytes, ByteOrder::Big)).unwrap_or(0);
        let cut = declared > bytes.len();
        let bytes = bytes.get(..declared).unwrap_or(bytes);
        if count > MAX_TAGS || bytes.len() > LARGEST {
            return Err(Strange);
        }
        let tag = |table: &mut Cursor<'a>| {
            let (signature, offset, len) = (table.array()?, number(table)?, number(table)?);
            let data = offset.checked_add(len).and_then(|end| bytes.get(offset..end));
            Some(Tag { signature, offset, data })
        };
        let tags = (0..count).map_while(|_| tag(&mut table)).collect();
        let profile = Self { bytes, cut, header, tags };
        let known = CLASSES.contains(&&profile.header_field(12))
            && is_space(&profile.header_field(16))
            && is_space(&profile.header_field(20))
            && bytes.len() >= profile.table_end()
            && !profile.is_spectral();
        if known { Ok(Some(profile)) } else { Err(Strange) }
    }

    /// Whether it is version 5 and says something that only that version can: its spectra are where others have
    /// reserved bytes (ICC.2:2019, 7.2.20 to 7.2.23).
    fn is_spectral(&self) -> bool {
        self.is_version(5) && (self.header_field::<20>(100) != [0; 20] || self.tags.iter().any(|tag| is_spectral(tag.signature)))
    }

    /// Whether two tags have the same name: LittleCMS rejects that.
    pub(super) fn repeats(&self) -> bool {
        let real = self.tags.iter().filter(|tag| tag.data.is_some_and(|data| !data.is_empty()));
        !are_distinct(real.map(|tag| tag.signature))
    }

    /// Offset of the first byte after the tag table.
    pub(super) fn table_end(&self) -> usize {
        HEADER.saturating_add(4).saturating_add(self.tags.len().saturating_mul(12))
    }

    pub(super) fn header_field<const N: usize>(&self, at: usize) -> [u8; N] {
        self.header.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or([0; N])
    }

    /// When it was made (7.2.10), UTC; `None` if its numbers are not a date.
    pub(super) fn date(&self) -> Option<Moment> {
        let mut cursor = Cursor::starting_at(self.header, 24, ByteOrder::Big);
        let mut number = || cursor.u16();
        let year = i16::try_from(number()?).ok()?;
        let mut part = || number().map(|part| i8::try_from(part).unwrap_or(-1));
        let date = DateTime::new(year, part()?, part()?, part()?, part()?, part()?, 0).ok().filter(|_| year != 0)?;
        Some(Moment::at(date, Some(Offset::UTC)))
    }

    /// Whether there is anything in place of its date.
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

    /// Its colour space (7.2.8).
    pub(super) fn space(&self) -> [u8; 4] {
        self.header_field(16)
    }

    /// Whether it is one of a printer, in whose inks LittleCMS looks for the darkest (`isInkColorspace`).
    pub(super) fn is_for_inks(&self) -> bool {
        self.header_field(12) == *b"prtr" && ![*b"RGB ", *b"GRAY"].contains(&self.space())
    }

    /// Whether it is one of colours that have names.
    pub(super) fn is_of_names(&self) -> bool {
        self.header_field(12) == *b"nmcl"
    }

    /// Whether it has a tag of this name.
    pub(super) fn has(&self, signature: [u8; 4]) -> bool {
        self.tags.iter().any(|tag| tag.signature == signature && tag.data.is_some())
    }

    /// Whether it has a tag that turns a picture's numbers into colours, other than names.
    pub(super) fn has_way_there(&self) -> bool {
        const TABLES: [&[u8; 3]; 2] = [b"A2B", b"D2B"];
        self.tags.iter().any(|tag| {
            let [name @ .., _] = &tag.signature;
            TABLES.contains(&name) || [*b"rTRC", *b"gTRC", *b"bTRC", *b"kTRC"].contains(&tag.signature)
        })
    }

    /// Whether it has this version, or a later one.
    pub(super) fn is_version(&self, version: u8) -> bool {
        self.header_field::<1>(8) >= [version]
    }

    /// Whether bytes that belong to no tag contain anything.
    pub(super) fn has_gaps(&self) -> bool {
        let owned = self.tags.iter().map(|tag| Span::new(tag.offset as u64, tag.data.map_or(0, <[u8]>::len) as u64));
        owned.collect::<Spans>().misses(self.bytes, self.table_end())
    }
}

/// Whether no name occurs twice.
pub(super) fn are_distinct(mut names: impl Iterator<Item = [u8; 4]>) -> bool {
    let mut seen = BTreeSet::new();
    names.all(|name| seen.insert(name))
}

fn number(cursor: &mut Cursor<'_>) -> Option<usize> {
    usize::try_from(cursor.u32()?).ok()
}
