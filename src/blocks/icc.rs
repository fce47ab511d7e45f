//! Reads colour profiles (ISO 15076-1, ICC.1:2022): what they give away besides colour, and what they would be
//! without it. Profiles that everybody has stay as they are; any other keeps its colorimetric tags byte for byte.

mod colour;
mod compose;
mod public;
mod text;

use super::Found;
use crate::input::{ByteOrder, Cursor};
use crate::model::{FieldId, Leftover, Value};

/// What a profile is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing in it is about its owner: it stays as it is.
    Clean,
    /// What it would be without all that is not colour; never longer than it was.
    Cleaned(Vec<u8>),
    /// No profile: too short, wrong signature, longer than its bytes, tags out of range, or without colour.
    Corrupt,
}

/// Judges a profile; lists what it gives away.
#[must_use]
pub fn read(bytes: &[u8], found: &mut Found<'_>) -> Verdict {
    let Some(profile) = Profile::parse(bytes) else { return Verdict::Corrupt };
    if public::is_public(bytes) {
        return Verdict::Clean;
    }
    let cleaned = compose::compose(&profile);
    if compose::is_lengthened(&cleaned, bytes) {
        return Verdict::Clean;
    }
    let before = found.fields.len();
    tell(&profile, found);
    // What differs and is none of the known things is something else.
    if found.fields.len() == before || profile.has_gaps() || profile.bytes.len() != bytes.len() {
        found.push(0, "", FieldId::Leftover(Leftover::Between), Value::Unknown);
    }
    Verdict::Cleaned(cleaned)
}

/// Judges a profile like [`read`]; a cleaned one is as long as it was, for places that keep their length.
#[must_use]
pub fn read_in_place(bytes: &[u8], found: &mut Found<'_>) -> Verdict {
    match read(bytes, found) {
        Verdict::Cleaned(cleaned) => Verdict::Cleaned(compose::lengthened(cleaned, bytes.len())),
        verdict => verdict,
    }
}

/// Length of the header (7.2).
const HEADER: usize = 128;
/// Largest profile; those of printing presses have two or three megabytes.
const LARGEST: usize = 8 << 20;
/// Most tags; real profiles have less than forty.
const MAX_TAGS: u32 = 200;

/// Classes of profiles (7.2.7; ICC.2:2019, 7.2.7).
const CLASSES: [&[u8; 4]; 12] =
    [b"scnr", b"mntr", b"prtr", b"link", b"spac", b"abst", b"nmcl", b"cenc", b"mid ", b"mlnk", b"mvis", b"\0\0\0\0"];

/// Spaces of colour (7.2.8; ICC.2:2019, 7.2.8): by name, or by the number of their colours.
fn is_space(name: &[u8; 4]) -> bool {
    const NAMED: [&[u8; 4]; 13] =
        [b"XYZ ", b"Lab ", b"Luv ", b"YCbr", b"Yxy ", b"LMS ", b"RGB ", b"GRAY", b"HSV ", b"HLS ", b"CMYK", b"CMY ", b"\0\0\0\0"];
    NAMED.contains(&name)
        || matches!(name, [b'1'..=b'9' | b'A'..=b'F', b'C', b'L', b'R'] | [b'M', b'C', b'H', b'1'..=b'9' | b'A'..=b'F'])
}

/// A profile whose tags are all in range.
#[derive(Debug)]
struct Profile<'a> {
    /// As long as the header says.
    bytes: &'a [u8],
    header: &'a [u8; HEADER],
    tags: Vec<Tag<'a>>,
}

/// An entry of the tag table (7.3).
#[derive(Debug, Clone, Copy)]
struct Tag<'a> {
    signature: [u8; 4],
    offset: usize,
    data: &'a [u8],
}

impl<'a> Profile<'a> {
    fn parse(bytes: &'a [u8]) -> Option<Self> {
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
            let data = bytes.get(offset..offset.checked_add(len)?).filter(|data| offset >= HEADER && data.len() >= 8)?;
            tags.push(Tag { signature, offset, data });
        }
        let profile = Self { bytes, header, tags };
        let says_colour = profile.tags.iter().any(|tag| colour::is_colour(tag, profile.space()));
        (says_colour && !profile.overlaps()).then_some(profile)
    }

    /// Whether tags share some of their bytes, but not all: each would be written anew, again and again.
    fn overlaps(&self) -> bool {
        let mut ranges: Vec<(usize, usize)> =
            self.tags.iter().map(|tag| (tag.offset, tag.offset.saturating_add(tag.data.len()))).collect();
        ranges.sort_unstable();
        ranges.dedup();
        ranges.iter().zip(ranges.iter().skip(1)).any(|(one, next)| next.0 < one.1)
    }

    fn header_field<const N: usize>(&self, at: usize) -> [u8; N] {
        self.header.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or([0; N])
    }

    /// Year, month, day, hour, minute, second (7.2.10).
    fn date(&self) -> [u16; 6] {
        let mut cursor = Cursor::starting_at(self.header, 24, ByteOrder::Big);
        std::array::from_fn(|_| cursor.u16().unwrap_or(0))
    }

    fn manufacturer(&self) -> [u8; 4] {
        self.header_field(48)
    }

    fn model(&self) -> [u8; 4] {
        self.header_field(52)
    }

    fn creator(&self) -> [u8; 4] {
        self.header_field(80)
    }

    /// The space of its colours (7.2.8).
    fn space(&self) -> [u8; 4] {
        self.header_field(16)
    }

    fn is_version_4(&self) -> bool {
        self.header_field::<1>(8) >= [4]
    }

    /// Whether bytes that no tag owns hold something.
    fn has_gaps(&self) -> bool {
        let table = HEADER.saturating_add(4).saturating_add(self.tags.len().saturating_mul(12));
        let mut owned: Vec<(usize, usize)> =
            self.tags.iter().map(|tag| (tag.offset, tag.offset.saturating_add(tag.data.len()))).collect();
        owned.sort_unstable();
        owned.push((self.bytes.len(), self.bytes.len()));
        let mut at = table;
        owned.into_iter().any(|(start, end)| {
            let gap = self.bytes.get(at..start).is_some_and(|gap| gap.iter().any(|&byte| byte != 0));
            at = at.max(end);
            gap
        })
    }
}

const DESCRIPTION: [u8; 4] = *b"desc";
const COPYRIGHT: [u8; 4] = *b"cprt";

/// What descriptions and copyrights become.
const NEUTRAL: &str = "icc";

fn tell(profile: &Profile<'_>, found: &mut Found<'_>) {
    let [year, month, day, hour, minute, second] = profile.date();
    if year != 0 {
        let shown = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        found.push(24, "", FieldId::Icc(*b"date"), Value::numbers(shown, Vec::new()));
    }
    let makers = [profile.manufacturer(), profile.model(), profile.creator()].concat();
    if makers.iter().any(|&byte| byte != 0) {
        let shown = String::from_utf8_lossy(&makers).replace('\0', "");
        found.push(48, "", FieldId::Icc(*b"head"), Value::numbers(shown, Vec::new()));
    }
    let mut told: Vec<(&Tag<'_>, Value)> = Vec::new();
    for tag in profile.tags.iter().filter(|tag| !colour::is_colour(tag, profile.space())) {
        if tag.data == compose::neutral(tag.signature, profile.is_version_4()) {
            continue;
        }
        // Tags can share one text.
        let shared = told.iter().find(|(other, _)| other.offset == tag.offset).map(|(_, value)| value.clone());
        let value =
            shared.unwrap_or_else(|| text::first(tag.data).map_or_else(|| Value::Bytes(tag.data.len() as u64), Value::Text));
        found.push(tag.offset, "", FieldId::Icc(tag.signature), value.clone());
        told.push((tag, value));
    }
}

#[cfg(test)]
mod tests;
