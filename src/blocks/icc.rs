//! Reads colour profiles (ISO 15076-1, ICC.1:2022): what they give away besides colour, and what they would be
//! without it. Profiles that everybody has stay as they are; any other keeps its colorimetric tags byte for byte.

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
    /// No profile: too short, wrong signature, longer than its bytes, or tags out of range.
    Corrupt,
}

/// Judges a profile; lists what it gives away.
#[must_use]
pub fn read(bytes: &[u8], found: &mut Found<'_>) -> Verdict {
    let Some(profile) = Profile::parse(bytes) else { return Verdict::Corrupt };
    if profile.bytes.len() == bytes.len() && public::is_public(&profile) {
        return Verdict::Clean;
    }
    let cleaned = compose::compose(&profile);
    if cleaned == bytes {
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
        (!profile.overlaps()).then_some(profile)
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

    fn id(&self) -> [u8; 16] {
        self.header_field(84)
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

/// Tags that say how numbers become colour, and those that say under which light they were measured (9.2).
#[rustfmt::skip]
const COLORIMETRIC: [&[u8; 4]; 37] = [
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"chrm", b"cicp", b"lumi", b"meas", b"tech",
    b"view", b"gamt", b"A2B0", b"A2B1", b"A2B2", b"A2B3", b"B2A0", b"B2A1", b"B2A2", b"B2A3", b"D2B0", b"D2B1", b"D2B2", b"D2B3",
    b"B2D0", b"B2D1", b"B2D2", b"B2D3", b"pre0", b"pre1", b"rig0", b"hdgm",
];

impl<'a> Tag<'a> {
    fn is_colorimetric(&self) -> bool {
        COLORIMETRIC.contains(&&self.signature)
    }

    /// As much of the data as its type needs (clause 10): nothing hides behind it. Nothing at all for a type that is not of numbers.
    fn colour(&self) -> Option<&'a [u8]> {
        let mut cursor = Cursor::new(self.data, ByteOrder::Big);
        let kind: [u8; 4] = cursor.array()?;
        cursor.take(4)?;
        let len = match &kind {
            b"XYZ " => 20,
            b"sig " | b"cicp" => 12,
            b"sf32" => 44,
            b"meas" | b"view" => 36,
            b"curv" => usize::try_from(cursor.u32()?).ok()?.checked_mul(2)?.checked_add(12)?,
            b"para" => match cursor.u16()? {
                0 => 16,
                1 => 24,
                2 => 28,
                3 => 32,
                4 => 40,
                _ => return None,
            },
            b"mft1" | b"mft2" => tables(kind, cursor.array()?, cursor.take(36)?, cursor.rest())?,
            b"chrm" => usize::from(cursor.u16()?).checked_mul(8)?.checked_add(12)?,
            b"text" | b"desc" | b"mluc" | b"data" | b"dict" | b"utf8" | b"pseq" | b"zut8" | b"zxml" => return None,
            // Tables and programs of colour are as long as they are. What nobody knows is nobody's to shorten: readers
            // reject it, or know more than we do.
            _ => self.data.len(),
        };
        self.data.get(..len)
    }
}

/// Length of lookup tables of 8 and 16 bits (10.10, 10.11): input, grid and output tables behind a matrix.
fn tables(kind: [u8; 4], [inputs, outputs, grid, _]: [u8; 4], _matrix: &[u8], rest: &[u8]) -> Option<usize> {
    let (inputs, outputs) = (usize::from(inputs), usize::from(outputs));
    let colours = usize::from(grid).checked_pow(u32::try_from(inputs).ok()?)?.checked_mul(outputs)?;
    let mut sizes = Cursor::new(rest, ByteOrder::Big);
    let (head, width, input_entries, output_entries) =
        if kind == *b"mft1" { (48_usize, 1, 256, 256) } else { (52, 2, usize::from(sizes.u16()?), usize::from(sizes.u16()?)) };
    let entries = inputs.checked_mul(input_entries)?.checked_add(colours)?.checked_add(outputs.checked_mul(output_entries)?)?;
    entries.checked_mul(width)?.checked_add(head)
}

const DESCRIPTION: [u8; 4] = *b"desc";
const COPYRIGHT: [u8; 4] = *b"cprt";

/// What descriptions and copyrights become.
const NEUTRAL: &str = "icc";

fn tell(profile: &Profile<'_>, found: &mut Found<'_>) {
    let [year, month, day, hour, minute, second] = profile.date();
    if year != 0 {
        let shown = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        found.push(24, "", FieldId::Icc(*b"date"), Value::Numbers { shown, raw: Vec::new() });
    }
    let makers = [profile.manufacturer(), profile.model(), profile.creator()].concat();
    if makers.iter().any(|&byte| byte != 0) {
        let shown = String::from_utf8_lossy(&makers).replace('\0', "");
        found.push(48, "", FieldId::Icc(*b"head"), Value::Numbers { shown, raw: Vec::new() });
    }
    for tag in profile.tags.iter().filter(|tag| !tag.is_colorimetric()) {
        let texts = text::read(tag.data);
        if matches!(tag.signature, DESCRIPTION | COPYRIGHT)
            && texts.iter().flatten().all(|text| text.is_empty() || text == NEUTRAL)
        {
            continue;
        }
        let value = match texts.into_iter().flatten().next() {
            Some(text) => Value::Text(text),
            None => Value::Bytes(tag.data.len() as u64),
        };
        found.push(tag.offset, "", FieldId::Icc(tag.signature), value);
    }
}

#[cfg(test)]
mod tests;
