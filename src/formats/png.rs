//! PNG files: which chunks have to be intact, what they say, and what stands behind the datastream.

mod animation;
mod values;

use crate::blocks::icc::Verdict;
use crate::blocks::{self, Found, zlib};
use crate::containers::png::{self, Chunk, walk};
use crate::error::{Error, Malformed, Place, Unsupported};
use crate::input::{ByteOrder, Cursor, Input, Limits, Span};
use crate::keep;
use crate::model::{FieldId, Fresh, Leftover, PNG_SIGNATURE, Region, Scan, Value};
use crate::sniff::FormatKind;
use animation::Animation;

/// Chunks without which there is no picture: a wrong CRC or length in one of them ends it.
const ESSENTIAL: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"];

/// Further chunks that viewers read: with a wrong CRC they are passed over, and so they go.
const CHECKED: [&[u8; 4]; 13] =
    [b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"iCCP", b"sPLT", b"eXIf"];

/// The colour type of pictures with a palette (11.2.1).
const PALETTE: u8 = 3;

/// The name that colour profiles get.
const PROFILE_NAME: &[u8] = b"icc";

/// Names that libraries give to any profile, and those of profiles that everybody has.
#[rustfmt::skip]
static USUAL_PROFILE_NAMES: &[&[u8]] = &[
    PROFILE_NAME, b"ICC Profile", b"ICC profile", b"icc profile", b"ICC", b"profile", b"Photoshop ICC profile", b"1", b"",
    b"sRGB", b"sRGB IEC61966-2.1", b"Display P3", b"Adobe RGB (1998)", b"kCGColorSpaceDisplayP3", b"kCGColorSpaceSRGB",
    b"kCGColorSpaceGenericRGB", b"kCGColorSpaceDeviceRGB", b"kCGColorSpaceDisplayRGB", b"kCGColorSpaceICCBased",
    b"kCGColorSpaceCalibratedRGB", b"kCGColorSpaceGenericGrayGamma2_2", b"kCGColorSpaceDeviceGray",
];

/// Describes a PNG file.
///
/// # Errors
/// Those of [`walk`]; [`Error::Malformed`] where a chunk that the picture needs is damaged, [`Error::Unsupported`]
/// for a critical chunk that the standard does not define.
pub fn scan(input: &Input<'_>) -> Result<Scan, Error> {
    let stream = walk(input)?;
    let mut scan = Scan::new(FormatKind::Png, input.len(), *input.limits());
    scan.push(Region::new(Span::new(0, 8), FieldId::Png(PNG_SIGNATURE)))?;
    let mut seen = Seen::default();
    for chunk in &stream.chunks {
        if chunk.kind == *b"IDAT" && !seen.data && !seen.exif {
            scan.push(super::place_for_exif(chunk.span.start, FieldId::Png(*b"eXIf")))?;
        }
        let region = describe(input, chunk, &mut seen, &mut scan)?;
        match scan.regions.last_mut() {
            // Large pictures are cut into thousands of IDAT chunks.
            Some(last) if chunk.kind == *b"IDAT" && last.id == region.id => {
                last.span.len = last.span.len.saturating_add(region.span.len);
            }
            _ => scan.push(region)?,
        }
    }
    super::behind::push(input, Span::between(stream.end, input.len()), &mut scan)?;
    Ok(scan)
}

/// What came before, as far as it matters for what comes now.
#[derive(Debug, Default)]
struct Seen {
    exif: bool,
    palettes: usize,
    texts: usize,
    data: bool,
    once: Vec<[u8; 4]>,
    /// Width and height (11.2.1), once `IHDR` was met.
    size: [u32; 2],
    /// Bits of a sample.
    depth: u8,
    /// Colour type of the picture.
    colour: u8,
    animation: Animation,
    /// Entries of the palette.
    colours: u64,
}

impl Seen {
    /// Remembers what lengths of later chunks follow from.
    fn learn(&mut self, input: &Input<'_>, chunk: &Chunk) -> Result<(), Error> {
        match &chunk.kind {
            b"IHDR" => {
                let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour] = input.array(chunk.data.start)?;
                self.size = [u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3])];
                (self.depth, self.colour) = (depth, colour);
            }
            b"PLTE" => self.colours = chunk.data.len / 3,
            _ => {}
        }
        Ok(())
    }

    /// Samples of a pixel.
    const fn channels(&self) -> usize {
        match self.colour {
            2 | PALETTE => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    /// Whether nobody shows a chunk: an animation that is announced late or again, or not at all; a palette in a
    /// picture that does not use it; transparency beside alpha, again, of a wrong length, or where none can stand
    /// (11.2.2, 11.3.1.1, 11.3.6).
    fn is_idle(&self, chunk: &Chunk) -> bool {
        match &chunk.kind {
            b"acTL" => self.data || self.animation.is_announced(),
            b"fcTL" => !self.animation.is_announced(),
            b"fdAT" => !self.animation.is_announced() || !self.data,
            b"PLTE" | b"hIST" => self.colour != PALETTE,
            b"tRNS" => self.data || self.once.contains(b"tRNS") || !self.matches(chunk),
            _ => false,
        }
    }

    /// Whether a chunk is as long as the colours of this picture make it (11.3.1.1, 11.3.4).
    fn matches(&self, chunk: &Chunk) -> bool {
        let len = chunk.data.len;
        match (&chunk.kind, self.colour) {
            (b"hIST", _) => len == self.colours.saturating_mul(2),
            (b"PLTE", PALETTE) => len / 3 <= 1_u64.checked_shl(u32::from(self.depth)).unwrap_or(0),
            (b"tRNS", PALETTE) => (1..=self.colours).contains(&len),
            (b"tRNS", 4 | 6) => false,
            (b"tRNS" | b"bKGD", 0) | (b"bKGD", 4) => len == 2,
            (b"tRNS" | b"bKGD", 2) | (b"bKGD", 6) => len == 6,
            (b"bKGD", PALETTE) => len == 1,
            _ => true,
        }
    }

    /// Compressed texts may inflate to so much each, and to little after many of them: they add up.
    fn limits(&mut self, kind: &[u8; 4], limits: &Limits) -> Limits {
        const MANY: usize = 16;
        if !matches!(kind, b"zTXt" | b"iTXt") {
            return *limits;
        }
        self.texts = self.texts.saturating_add(1);
        let inflated_bytes = if self.texts > MANY { 64 << 10 } else { limits.inflated_bytes / 8 };
        Limits { inflated_bytes, ..*limits }
    }

    /// Whether viewers pass over a chunk of this type here: a second one, or one behind the data that has to stand before it (5.6, table 7).
    fn misplaced(&mut self, kind: &[u8; 4]) -> bool {
        const ONCE: [&[u8; 4]; 11] =
            [b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"iCCP"];
        if !ONCE.contains(&kind) {
            return false;
        }
        self.again(kind) || self.data
    }

    /// Whether a chunk of this type was met before.
    fn again(&mut self, kind: &[u8; 4]) -> bool {
        let again = self.once.contains(kind);
        if !again {
            self.once.push(*kind);
        }
        again
    }
}

fn describe(input: &Input<'_>, chunk: &Chunk, seen: &mut Seen, scan: &mut Scan) -> Result<Region, Error> {
    let place = || Place::new(chunk.span.start, chunk.name());
    let essential = ESSENTIAL.contains(&&chunk.kind);
    if chunk.is_critical() && !essential {
        return Err(Error::unsupported(Unsupported::CriticalChunk, place()));
    }
    let mut region = Region::new(chunk.span, FieldId::Png(chunk.kind));
    if seen.is_idle(chunk) {
        region.id = FieldId::Leftover(Leftover::Damaged);
        let mut fields = Vec::new();
        let mut found = Found::new(chunk.data.start, &chunk.name(), input.limits(), &mut fields);
        found.push(0, "", region.id.clone(), Value::Text(chunk.name()));
        scan.find(fields);
        return Ok(region);
    }
    let fits = fits(&chunk.kind, chunk.data.len) && seen.matches(chunk);
    if essential && !chunk.intact {
        return Err(Error::malformed(Malformed::Crc, place()));
    }
    if essential && !fits {
        return Err(Error::malformed(Malformed::ChunkLength, place()));
    }
    seen.learn(input, chunk)?;
    match &chunk.kind {
        b"IDAT" if !std::mem::replace(&mut seen.data, true) => seen.animation.picture(),
        b"tRNS" => drop(seen.again(&chunk.kind)),
        _ => seen.animation.take(input, chunk, seen.size)?,
    }
    if essential {
        return Ok(region);
    }
    let mut fields = Vec::new();
    let limits = seen.limits(&chunk.kind, input.limits());
    let mut found = Found::new(chunk.data.start, &chunk.name(), &limits, &mut fields);
    let mut damaged = !fits || CHECKED.contains(&&chunk.kind) && !chunk.intact || seen.misplaced(&chunk.kind);
    match input.bytes(chunk.data) {
        Ok(_) if damaged => {}
        Ok(data) if !values::are_sane(&chunk.kind, &data, seen) => damaged = true,
        Ok(data) => {
            region.fresh = read(chunk, &data, seen, &mut found);
            region.accounted = matches!(&chunk.kind, b"eXIf" | b"iCCP" | b"sPLT" | b"tEXt" | b"zTXt" | b"iTXt");
        }
        Err(Error::Limit { .. }) => found.unreadable(0),
        Err(error) => return Err(error),
    }
    if damaged {
        region = Region::new(chunk.span, FieldId::Leftover(Leftover::Damaged));
        found.push(0, "", region.id.clone(), Value::Text(chunk.name()));
    }
    if let Some(fresh) = &region.fresh {
        region.exact = *input.bytes(chunk.span)? == *compose(fresh);
    }
    scan.find(fields);
    Ok(region)
}

/// Whether a chunk is as long as its type says (PNG third edition, 11); nothing can hide behind its values.
fn fits(kind: &[u8; 4], len: u64) -> bool {
    match kind {
        b"IHDR" => len == 13,
        b"PLTE" => len.is_multiple_of(3) && (3..=768).contains(&len),
        b"IEND" => len == 0,
        b"tRNS" => (1..=256).contains(&len),
        b"fcTL" => len == 26,
        b"fdAT" => len >= 4,
        b"cHRM" => len == 32,
        b"gAMA" | b"cICP" => len == 4,
        b"sBIT" => (1..=4).contains(&len),
        b"sRGB" => len == 1,
        b"mDCV" => len == 24,
        b"acTL" | b"cLLI" => len == 8,
        b"bKGD" => matches!(len, 1 | 2 | 6),
        b"hIST" => len.is_multiple_of(2) && (2..=512).contains(&len),
        b"pHYs" => len == 9,
        _ => true,
    }
}

/// Lists what a chunk says; answers the value in it that the picture needs.
fn read(chunk: &Chunk, data: &[u8], seen: &mut Seen, found: &mut Found<'_>) -> Option<Fresh> {
    match &chunk.kind {
        b"eXIf" => {
            let turned = blocks::exif::read(data, found);
            // The first one is the one that readers turn the picture by.
            let first = !std::mem::replace(&mut seen.exif, true);
            return first.then(|| Fresh::exif(turned, keep::read(found.fields())));
        }
        b"iCCP" => return profile(data, found),
        b"sPLT" => {
            seen.palettes = seen.palettes.saturating_add(1);
            return palette(data, seen.palettes, found);
        }
        b"tEXt" | b"zTXt" | b"iTXt" => {
            blocks::text::read(chunk.kind, data, found);
        }
        b"caBX" => blocks::jumbf::read(data, FieldId::Png(chunk.kind), found),
        b"tIME" => found.push(0, "", FieldId::Png(chunk.kind), time(data)),
        _ => {}
    }
    None
}

/// `iCCP`: name, zero, method 0, compressed profile (11.3.2.3). What has nothing but colour in it stays compressed
/// as it is; what is cleaned, or followed by something, is compressed anew.
fn profile(data: &[u8], found: &mut Found<'_>) -> Option<Fresh> {
    let cleaned = (|| {
        let mut cursor = Cursor::new(data, ByteOrder::Big);
        let name = cursor.until_zero()?;
        if !USUAL_PROFILE_NAMES.contains(&name) {
            found.push(0, "", FieldId::Icc(*b"desc"), blocks::text(name));
        }
        (cursor.u8()? == 0).then_some(())?;
        let (profile, len) = zlib::inflate(cursor.rest(), found.limits().inflated_bytes)?;
        if len != cursor.rest().len() {
            found.push(0, "", FieldId::Leftover(Leftover::Between), Value::Unknown);
        }
        match blocks::icc::read(&profile, &mut found.inner(0, "ICC").out_of_place()) {
            Verdict::Clean if len == cursor.rest().len() => Some(cursor.rest().to_vec()),
            Verdict::Clean => zlib::deflate(&profile),
            Verdict::Cleaned(profile) => zlib::deflate(&profile),
            Verdict::Corrupt => None,
        }
    })();
    if cleaned.is_none() {
        found.push(0, "", FieldId::Leftover(Leftover::Damaged), Value::Text("ICC profile".to_owned()));
    }
    cleaned.map(Fresh::CompressedProfile)
}

/// `sPLT`: name, zero, sample depth, entries (11.3.4.4).
fn palette(data: &[u8], number: usize, found: &mut Found<'_>) -> Option<Fresh> {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let fresh = cursor.until_zero().and_then(|name| {
        let numbered = name.is_empty() || name.iter().all(u8::is_ascii_digit) && name.len() <= 2;
        if !numbered {
            found.push(0, "", FieldId::PngText("sPLT".to_owned()), blocks::text(name));
        }
        entries(cursor, number)
    });
    if fresh.is_none() {
        found.unreadable(0);
    }
    fresh
}

fn entries(mut cursor: Cursor<'_>, number: usize) -> Option<Fresh> {
    const MOST_ENTRIES: usize = 1024;
    const MOST_PALETTES: usize = 8;
    let data = cursor.rest().to_vec();
    let entry = match cursor.u8()? {
        8 => 6,
        16 => 10,
        _ => return None,
    };
    let entries = cursor.rest().chunks(entry).len();
    let sane = entries <= MOST_ENTRIES && number <= MOST_PALETTES;
    (sane && cursor.rest().len().is_multiple_of(entry)).then_some(Fresh::SuggestedPalette { number, data })
}

/// `tIME`: year, month, day, hour, minute, second (11.3.4.5).
fn time(data: &[u8]) -> Value {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    match (cursor.u16(), cursor.array::<5>()) {
        (Some(year), Some([month, day, hour, minute, second])) => {
            Value::numbers(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"), data.to_vec())
        }
        _ => Value::Unknown,
    }
}

/// Writes a value as a chunk.
#[must_use]
pub fn compose(fresh: &Fresh) -> Vec<u8> {
    match fresh {
        Fresh::Exif(_) if fresh.is_nothing() => Vec::new(),
        Fresh::Exif(block) => png::compose(*b"eXIf", &blocks::exif::compose(block)),
        Fresh::CompressedProfile(profile) => png::compose(*b"iCCP", &[PROFILE_NAME, &[0, 0], profile].concat()),
        Fresh::SuggestedPalette { number, data } => png::compose(*b"sPLT", &[number.to_string().as_bytes(), &[0], data].concat()),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
