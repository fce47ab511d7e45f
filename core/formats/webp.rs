//! WebP files (RFC 9649): which chunks are the picture, what the others say, and how lengths and flags depend on what
//! stays.

use crate::base::{Error, Input, Malformed, Place, Span};
use crate::blocks::{self, Found};
use crate::containers::riff::{self, Chunk, HEADER_LEN, walk};
use crate::keep;
use crate::model::{ExifBlock, FieldId, FormatKind, Fresh, Leftover, Region, Scan, WEBP_PADDING};

mod ends;
mod value;

use super::{behind, regions};
pub(super) use ends::{decoded, has_end};
pub use value::WebpValue;
use value::{FRAME_LEN, WEBP, flag};

/// What an Exif chunk may begin with, although nothing requires it.
const EXIF_HEADER: &[u8] = b"Exif\0\0";

/// Length of the data of `VP8X`, and of `ANIM`.
const VP8X_LEN: u64 = 10;
const ANIM_LEN: u64 = 6;

/// Names of regions that are not chunks: a chunk with such a name is not one of ours.
const NOT_CHUNKS: [[u8; 4]; 2] = [*b"RIFF", WEBP_PADDING];

/// Chunks of the picture: where they mean nothing, they do not count as such.
const PICTURE: [&[u8; 4]; 6] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"];

/// Describes a WebP file.
///
/// # Errors
/// Those of [`walk`]; [`Error::Malformed`] if chunks of the picture are missing, out of order or have a wrong length.
pub fn scan(input: &Input<'_>) -> Result<Scan<WebpValue>, Error> {
    let file = walk(input)?;
    if file.kind != WEBP {
        return Err(Error::malformed(Malformed::Unrecognised, Place::at(8)));
    }
    let mut scan = Scan::new(FormatKind::Webp, input.len(), input.limits());
    // Marked as exact, because only `settle` knows the length that it must give.
    let header = WebpValue::RiffHeader { size: file.size };
    scan.push(Region { fresh: Some(header), exact: true, ..Region::new(Span::new(0, HEADER_LEN), FieldId::Webp(*b"RIFF")) })?;
    let mut seen = Seen::default();
    for chunk in &file.chunks.list {
        match seen.role(chunk)? {
            Role::Picture => push_picture(input, chunk, &mut scan)?,
            Role::Header => seen.announced = push_header(input, chunk, &mut scan)? & flag::PROFILE != 0,
            Role::Animation => push_animation(input, chunk, &mut scan)?,
            Role::Frame => push_frame(input, chunk, &mut scan)?,
            Role::Other => push_other(input, chunk, &mut seen, &mut scan)?,
        }
    }
    if !seen.picture && !seen.frame {
        return Err(Error::malformed(Malformed::NoFrame, Place::at(file.end)));
    }
    // Readers look for it if a flag says that it is there.
    if seen.extended == Some(true) && !seen.exif {
        scan.push(regions::place_for_exif(file.chunks.rest.start, FieldId::Webp(*b"EXIF")))?;
    }
    push_rest(file.chunks.rest, &mut scan)?;
    behind::push(input, Span::between(file.end, input.len()), &mut scan)?;
    Ok(scan)
}

/// The role of a chunk in the file.
enum Role {
    /// `VP8 `, `VP8L`, `ALPH`: stays unchanged.
    Picture,
    /// `ANIM`.
    Animation,
    /// `VP8X`.
    Header,
    /// `ANMF`.
    Frame,
    /// Anything else.
    Other,
}

/// What came before, as far as it matters here.
#[derive(Debug, Default)]
struct Seen {
    /// Whether the first chunk was `VP8X`; `None` before the first.
    extended: Option<bool>,
    /// Whether its flags announce a profile.
    announced: bool,
    alpha: bool,
    picture: bool,
    animation: bool,
    frame: bool,
    profile: bool,
    exif: bool,
    shown: bool,
}

impl Seen {
    /// Whether a chunk is allowed where it is (2.7), and its role there.
    fn role(&mut self, chunk: &Chunk) -> Result<Role, Error> {
        // A simple file consists of its picture: decoders read no further.
        if self.extended == Some(false) {
            return Ok(Role::Other);
        }
        let first = self.extended.is_none();
        let extended = *self.extended.get_or_insert(chunk.kind == *b"VP8X");
        let still = !self.animation;
        let (ordered, len, role) = match &chunk.kind {
            b"VP8X" => (first, Some(VP8X_LEN), Role::Header),
            b"VP8 " => (still && !self.picture && (first || extended), None, Role::Picture),
            // A lossless picture contains its alpha.
            b"VP8L" => (still && !self.picture && !self.alpha && (first || extended), None, Role::Picture),
            b"ALPH" => (still && !self.picture && !self.alpha && extended, None, Role::Picture),
            b"ANIM" => (still && !self.picture && !self.alpha && extended, Some(ANIM_LEN), Role::Animation),
            b"ANMF" => (self.animation, None, Role::Frame),
            // Without VP8X, the picture is the first chunk.
            _ => (!first, None, Role::Other),
        };
        let place = || Place::new(chunk.span.start, chunk.name());
        if !ordered {
            return Err(Error::malformed(Malformed::ChunkOrder, place()));
        }
        if len.is_some_and(|len| len != chunk.data.len) {
            return Err(Error::malformed(Malformed::ChunkLength, place()));
        }
        match &chunk.kind {
            b"VP8 " | b"VP8L" => self.picture = true,
            b"ALPH" => self.alpha = true,
            b"ANIM" => self.animation = true,
            b"ANMF" => self.frame = true,
            _ => {}
        }
        Ok(role)
    }
}

/// A chunk that stays byte for byte; its padding is rewritten.
fn push_picture(input: &Input<'_>, chunk: &Chunk, scan: &mut Scan<WebpValue>) -> Result<(), Error> {
    scan.push(Region::new(chunk.span, FieldId::Webp(chunk.kind)))?;
    let Some(span) = chunk.padding else { return Ok(()) };
    push_value(input, Region { fresh: Some(WebpValue::Padding), ..Region::new(span, FieldId::Webp(WEBP_PADDING)) }, scan)
}

/// `VP8X`; returns its flags.
fn push_header(input: &Input<'_>, chunk: &Chunk, scan: &mut Scan<WebpValue>) -> Result<u8, Error> {
    let [flags, _, _, _, canvas @ ..] = input.array::<10>(chunk.data.start)?;
    let fresh = WebpValue::Vp8x { flags: flags & flag::DEFINED, canvas };
    push_value(input, Region { fresh: Some(fresh), ..Region::new(chunk.span, FieldId::Webp(chunk.kind)) }, scan)?;
    Ok(flags)
}

/// `ANIM`: background colour, loop count (2.7.1.2).
fn push_animation(input: &Input<'_>, chunk: &Chunk, scan: &mut Scan<WebpValue>) -> Result<(), Error> {
    let [a, b, c, d, loops @ ..] = input.array::<6>(chunk.data.start)?;
    let fresh = WebpValue::Animation { white: [a, b, c, d] == [0xFF; 4], loops };
    push_value(input, Region { fresh: Some(fresh), ..Region::new(chunk.span, FieldId::Webp(chunk.kind)) }, scan)
}

/// `ANMF`: sixteen bytes of its own, then chunks (2.7.1.3).
fn push_frame(input: &Input<'_>, chunk: &Chunk, scan: &mut Scan<WebpValue>) -> Result<(), Error> {
    let inside = |error: Error| error.inside("ANMF");
    if chunk.data.len < FRAME_LEN {
        return Err(Error::malformed(Malformed::ChunkLength, Place::new(chunk.span.start, chunk.name())));
    }
    let start = chunk.data.start.saturating_add(FRAME_LEN);
    let parts = riff::chunks(input, Span::between(start, chunk.data.end())).map_err(inside)?;
    let mut header = input.array::<16>(chunk.data.start)?;
    // Six bits are reserved.
    header[15] &= 3;
    if let Some(size) = size_of_picture(input, &parts.list)? {
        header[6..12].copy_from_slice(&size);
    }
    let size = u32::try_from(chunk.data.len).unwrap_or(u32::MAX);
    let region = Region::new(Span::between(chunk.span.start, start), FieldId::Webp(chunk.kind));
    push_value(input, Region { fresh: Some(WebpValue::Frame { size, header }), ..region }, scan)?;
    // A frame has no profile and no Exif of its own: these go, as if there had already been some.
    let mut seen = Seen { extended: Some(true), profile: true, exif: true, shown: true, ..Seen::default() };
    for part in &parts.list {
        match &part.kind {
            b"VP8 " | b"VP8L" | b"ALPH" => {
                seen.role(part).map_err(inside)?;
                push_picture(input, part, scan)?;
            }
            // libwebp takes what follows the picture in a frame for the next chunks of the file.
            b"VP8X" | b"ANIM" | b"ANMF" => {
                return Err(inside(Error::malformed(Malformed::ChunkOrder, Place::new(part.span.start, part.name()))));
            }
            _ => push_other(input, part, &mut seen, scan)?,
        }
    }
    if !seen.picture {
        return Err(inside(Error::malformed(Malformed::NoFrame, Place::at(chunk.span.start))));
    }
    push_rest(parts.rest, scan)?;
    // All chunks in the copy have even lengths, and so does anything made of them.
    push_rest(chunk.padding.unwrap_or(Span::new(chunk.data.end(), 0)), scan)
}

/// Width and height of a frame, minus one, three bytes each: those of the picture among its chunks, by which libwebp goes,
/// whatever the frame says.
fn size_of_picture(input: &Input<'_>, parts: &[Chunk]) -> Result<Option<[u8; 6]>, Error> {
    let is_picture = |part: &&Chunk| matches!(&part.kind, b"VP8 " | b"VP8L") && part.data.len >= 10;
    let Some(part) = parts.iter().find(is_picture) else { return Ok(None) };
    let size = ends::size(part.kind, &input.array::<10>(part.data.start)?);
    let Some([Some(width), Some(height)]) = size.map(|size| size.map(|side| side.checked_sub(1))) else { return Ok(None) };
    let ([a, b, c, _], [d, e, f, _]) = (width.to_le_bytes(), height.to_le_bytes());
    Ok(Some([a, b, c, d, e, f]))
}

/// Bytes that are not a chunk.
fn push_rest(span: Span, scan: &mut Scan<WebpValue>) -> Result<(), Error> {
    scan.push(Region::new(span, FieldId::Leftover(Leftover::Between)))
}

/// A chunk that no decoder needs for the picture itself.
fn push_other(input: &Input<'_>, chunk: &Chunk, seen: &mut Seen, scan: &mut Scan<WebpValue>) -> Result<(), Error> {
    let mut region = Region::new(chunk.padded(), FieldId::Webp(chunk.kind));
    if NOT_CHUNKS.contains(&chunk.kind) || PICTURE.contains(&&chunk.kind) {
        region.id = FieldId::Leftover(Leftover::Damaged);
    }
    let mut fields = Vec::new();
    let mut found = Found::new(chunk.data.start, &chunk.name(), input.limits(), &mut fields);
    match input.bytes(chunk.data) {
        Ok(data) => {
            region.fresh = read(chunk, &data, region.id.clone(), seen, &mut found)?;
            region.accounted = matches!(&chunk.kind, b"EXIF" | b"ICCP" | b"XMP ");
        }
        // A profile is not dropped just because it is too large.
        Err(Error::Limit { .. }) if chunk.kind != *b"ICCP" => found.unreadable(0),
        Err(error) => return Err(error),
    }
    scan.find(fields);
    push_value(input, region, scan)
}

/// Pushes a region after checking whether it is exactly its value.
fn push_value(input: &Input<'_>, mut region: Region<WebpValue>, scan: &mut Scan<WebpValue>) -> Result<(), Error> {
    if let Some(fresh) = &region.fresh {
        region.exact = *input.bytes(region.span)? == *fresh.compose();
    }
    scan.push(region)
}

/// Lists what a chunk says; returns the value in it that is needed to show the picture. The first of its kind counts,
/// even in a simple file: readers that use it there read the same from the copy.
fn read(chunk: &Chunk, data: &[u8], id: FieldId, seen: &mut Seen, found: &mut Found<'_>) -> Result<Option<WebpValue>, Error> {
    match &chunk.kind {
        b"EXIF" => {
            let start = if data.starts_with(EXIF_HEADER) { EXIF_HEADER.len() } else { 0 };
            let block = data.get(start..).unwrap_or_default();
            let turned = blocks::exif::read(block, &mut found.inner(start, "Exif"));
            let first = !std::mem::replace(&mut seen.exif, true);
            return Ok(first.then(|| WebpValue::Exif(Box::new(ExifBlock::new(turned, keep::read(found.fields()))))));
        }
        // Decoders look for it where the flag says that there is one: libwebp, and so Chromium and Pillow.
        b"ICCP" if seen.announced && !std::mem::replace(&mut seen.profile, true) => {
            return Ok(regions::profile(data, found)?.map(WebpValue::Profile));
        }
        b"ICCP" => regions::no_profile(0, found),
        // A name known to have been written by an old library.
        b"XMP " | b"XMP\0" => {
            blocks::xmp::read(data, found);
            let place = chunk.kind == *b"XMP " && seen.extended == Some(true) && !seen.shown;
            let panorama = keep::panorama(found.fields()).filter(|_| place);
            seen.shown |= panorama.is_some();
            return Ok(panorama.map(|panorama| WebpValue::Panorama(Some(panorama))));
        }
        b"C2PA" => blocks::jumbf::read(data, id, found),
        _ => found.push(0, "", id, regions::told(data)),
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
