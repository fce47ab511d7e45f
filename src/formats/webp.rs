//! WebP files (RFC 9649): which chunks are the picture, what the others say, and how lengths and flags follow from
//! what stays.

use crate::blocks::{self, Found};
use crate::containers::riff::{self, CHUNK_HEADER_LEN, Chunk, HEADER_LEN, walk};
use crate::error::{Error, Malformed, Place};
use crate::input::{Input, Span};
use crate::keep;
use crate::model::{FieldId, Fresh, Leftover, Region, Scan, Value, WEBP_PADDING};
use crate::plan::Decision;
use crate::sniff::FormatKind;

use super::behind;

/// Type of the content of the RIFF file.
const WEBP: [u8; 4] = *b"WEBP";

/// What an Exif chunk may begin with, although nothing asks for it.
const EXIF_HEADER: &[u8] = b"Exif\0\0";

/// Length of the data of `VP8X`, of `ANIM`, and of what stands before the chunks in `ANMF`.
const VP8X_LEN: u64 = 10;
const ANIM_LEN: u64 = 6;
const FRAME_LEN: u64 = 16;

/// Flags of `VP8X`; the other bits are reserved (2.7.1.1).
mod flag {
    pub(super) const PROFILE: u8 = 0x20;
    pub(super) const EXIF: u8 = 0x08;
    pub(super) const XMP: u8 = 0x04;
    pub(super) const DEFINED: u8 = 0x3E;
}

/// Flags that say how the picture itself is coded: alpha, animation. The others say what stands beside it.
pub(crate) const OWN_FLAGS: u8 = 0x12;

/// Names of regions that are no chunks: a chunk of such a name is none of ours.
const NOT_CHUNKS: [[u8; 4]; 2] = [*b"RIFF", WEBP_PADDING];

/// Describes a WebP file.
///
/// # Errors
/// Those of [`walk`]; [`Error::Malformed`] where chunks of the picture are missing, out of order or of a wrong length.
pub fn scan(input: &Input<'_>) -> Result<Scan, Error> {
    let file = walk(input)?;
    if file.kind != WEBP {
        return Err(Error::malformed(Malformed::Unrecognised, Place::at(8)));
    }
    let mut scan = Scan::new(FormatKind::Webp, input.len(), *input.limits());
    let header = Fresh::RiffHeader { size: file.size };
    scan.push(Region { fresh: Some(header), exact: true, ..Region::new(Span::new(0, HEADER_LEN), FieldId::Webp(*b"RIFF")) })?;
    let mut seen = Seen::default();
    for chunk in &file.chunks.list {
        match seen.role(chunk)? {
            Role::Picture => push_picture(input, chunk, &mut scan)?,
            Role::Header => push_header(input, chunk, &mut scan)?,
            Role::Frame => push_frame(input, chunk, &mut scan)?,
            Role::Other => push_other(input, chunk, &mut seen, &mut scan)?,
        }
    }
    if !seen.picture && !seen.frame {
        return Err(Error::malformed(Malformed::NoFrame, Place::at(file.end)));
    }
    // Readers look for it where a flag says that it is there.
    if seen.extended == Some(true) && !seen.exif {
        scan.push(super::place_for_exif(file.chunks.rest.start, FieldId::Webp(*b"EXIF")))?;
    }
    push_rest(file.chunks.rest, &mut scan)?;
    behind::push(input, Span::between(file.end, input.len()), &mut scan)?;
    Ok(scan)
}

/// What a chunk is in the file.
enum Role {
    /// `VP8 `, `VP8L`, `ALPH`, `ANIM`: stays as it is.
    Picture,
    /// `VP8X`.
    Header,
    /// `ANMF`.
    Frame,
    /// Anything else.
    Other,
}

/// What came before, as far as it matters for what comes now.
#[derive(Debug, Default)]
struct Seen {
    /// Whether the first chunk was `VP8X`; nothing before the first.
    extended: Option<bool>,
    alpha: bool,
    picture: bool,
    animation: bool,
    frame: bool,
    profile: bool,
    exif: bool,
}

impl Seen {
    /// Whether a chunk may stand where it does (2.7), and what it is there.
    fn role(&mut self, chunk: &Chunk) -> Result<Role, Error> {
        let first = self.extended.is_none();
        let extended = *self.extended.get_or_insert(chunk.kind == *b"VP8X");
        let still = !self.animation;
        let (ordered, len, role) = match &chunk.kind {
            b"VP8X" => (first, Some(VP8X_LEN), Role::Header),
            b"VP8 " => (still && !self.picture && (first || extended), None, Role::Picture),
            b"VP8L" => (still && !self.picture && !self.alpha && (first || extended), None, Role::Picture),
            b"ALPH" => (still && !self.picture && !self.alpha && extended, None, Role::Picture),
            b"ANIM" => (still && !self.picture && !self.alpha && extended, Some(ANIM_LEN), Role::Picture),
            b"ANMF" => (self.animation, None, Role::Frame),
            // Without VP8X the picture is the first chunk.
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

/// A chunk that stays byte for byte; its padding is written anew.
fn push_picture(input: &Input<'_>, chunk: &Chunk, scan: &mut Scan) -> Result<(), Error> {
    scan.push(Region::new(chunk.span, FieldId::Webp(chunk.kind)))?;
    let Some(span) = chunk.padding else { return Ok(()) };
    push_value(input, Region { fresh: Some(Fresh::Padding), ..Region::new(span, FieldId::Webp(WEBP_PADDING)) }, scan)
}

fn push_header(input: &Input<'_>, chunk: &Chunk, scan: &mut Scan) -> Result<(), Error> {
    let [flags, _, _, _, canvas @ ..] = input.array::<10>(chunk.data.start)?;
    let fresh = Fresh::Vp8x { flags: flags & flag::DEFINED, canvas };
    push_value(input, Region { fresh: Some(fresh), ..Region::new(chunk.span, FieldId::Webp(chunk.kind)) }, scan)
}

/// `ANMF`: sixteen bytes of its own, then chunks (2.7.1.3).
fn push_frame(input: &Input<'_>, chunk: &Chunk, scan: &mut Scan) -> Result<(), Error> {
    let inside = |error: Error| error.inside("ANMF");
    if chunk.data.len < FRAME_LEN {
        return Err(Error::malformed(Malformed::ChunkLength, Place::new(chunk.span.start, chunk.name())));
    }
    let mut header = input.array::<16>(chunk.data.start)?;
    // Six bits are reserved.
    header[15] &= 3;
    let size = u32::try_from(chunk.data.len).unwrap_or(u32::MAX);
    let start = chunk.data.start.saturating_add(FRAME_LEN);
    let region = Region::new(Span::between(chunk.span.start, start), FieldId::Webp(chunk.kind));
    push_value(input, Region { fresh: Some(Fresh::Frame { size, header }), ..region }, scan)?;
    let parts = riff::chunks(input, Span::between(start, chunk.data.end())).map_err(inside)?;
    let mut seen = Seen { extended: Some(true), profile: true, exif: true, ..Seen::default() };
    for part in &parts.list {
        match &part.kind {
            b"VP8 " | b"VP8L" | b"ALPH" => {
                seen.role(part).map_err(inside)?;
                push_picture(input, part, scan)?;
            }
            // libwebp takes what stands in a frame behind its picture for the next chunks of the file.
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
    // All chunks in the copy are of even length, and so is what is made of them.
    push_rest(chunk.padding.unwrap_or(Span::new(chunk.data.end(), 0)), scan)
}

/// Bytes that are no chunk.
fn push_rest(span: Span, scan: &mut Scan) -> Result<(), Error> {
    scan.push(Region::new(span, FieldId::Leftover(Leftover::Between)))
}

/// A chunk that no decoder needs for the picture itself.
fn push_other(input: &Input<'_>, chunk: &Chunk, seen: &mut Seen, scan: &mut Scan) -> Result<(), Error> {
    let mut region = Region::new(chunk.padded(), FieldId::Webp(chunk.kind));
    if NOT_CHUNKS.contains(&chunk.kind) {
        region.id = FieldId::Leftover(Leftover::Damaged);
    }
    let mut fields = Vec::new();
    let mut found = Found::new(chunk.data.start, &chunk.name(), input.limits(), &mut fields);
    match input.bytes(chunk.data) {
        Ok(data) => {
            region.fresh = read(chunk, &data, region.id.clone(), seen, &mut found);
            region.accounted = matches!(&chunk.kind, b"EXIF" | b"ICCP" | b"XMP ");
        }
        Err(Error::Limit { .. }) => found.unreadable(0),
        Err(error) => return Err(error),
    }
    scan.find(fields);
    push_value(input, region, scan)
}

/// Pushes a region after looking whether it is exactly its value.
fn push_value(input: &Input<'_>, mut region: Region, scan: &mut Scan) -> Result<(), Error> {
    if let Some(fresh) = &region.fresh {
        region.exact = *input.bytes(region.span)? == *compose(fresh);
    }
    scan.push(region)
}

/// Lists what a chunk says; answers the value in it that showing the picture needs. The first of its kind counts, also
/// in a simple file: readers that believe it there read the same from the copy.
fn read(chunk: &Chunk, data: &[u8], id: FieldId, seen: &mut Seen, found: &mut Found<'_>) -> Option<Fresh> {
    match &chunk.kind {
        b"EXIF" => {
            let start = if data.starts_with(EXIF_HEADER) { EXIF_HEADER.len() } else { 0 };
            let block = data.get(start..).unwrap_or_default();
            let turned = blocks::exif::read(block, &mut found.inner(start, "Exif"));
            let first = !std::mem::replace(&mut seen.exif, true);
            return first.then(|| Fresh::exif(turned, keep::read(found.fields())));
        }
        b"ICCP" if !std::mem::replace(&mut seen.profile, true) => return super::profile(data, found),
        b"ICCP" => found.push(0, "", FieldId::Leftover(Leftover::Damaged), Value::Text("ICC profile".to_owned())),
        // A name that an old library is known to have written.
        b"XMP " | b"XMP\0" => blocks::xmp::read(data, found),
        b"C2PA" => blocks::jumbf::read(data, id, found),
        _ => found.push(0, "", id, super::told(data)),
    }
    None
}

/// Brings the flags, the lengths of frames and that of the file in line with what stays.
///
/// But for what was asked to be kept, a flag is only ever cleared: a chunk that no flag announces is passed over by libwebp, and so the picture would
/// look different with it. For the same reason the flags for alpha and animation stay.
pub(super) fn settle(scan: &Scan, decisions: &mut [Decision]) {
    let stays = |kind: [u8; 4], decisions: &[Decision]| {
        let mut pairs = scan.regions.iter().zip(decisions);
        pairs.any(|(region, decision)| region.id == FieldId::Webp(kind) && output_len(region, decision) > 0)
    };
    let kept = scan.regions.iter().zip(&*decisions).any(|(region, decision)| holds_kept(region, decision));
    let mut cleared = flag::XMP;
    for (kind, flag) in [(*b"ICCP", flag::PROFILE), (*b"EXIF", flag::EXIF)] {
        cleared |= if stays(kind, decisions) { 0 } else { flag };
    }
    let mut inside = inside_frames(scan, decisions).into_iter();
    let lengths = scan.regions.iter().zip(&*decisions).map(|(region, decision)| output_len(region, decision));
    let total = lengths.fold(0, u64::saturating_add);
    for (region, decision) in scan.regions.iter().zip(decisions) {
        let Some(fresh) = region.fresh.as_ref().filter(|_| *decision != Decision::Drop) else { continue };
        let settled = match fresh {
            Fresh::RiffHeader { .. } => Fresh::RiffHeader { size: narrow(total.saturating_sub(CHUNK_HEADER_LEN)) },
            Fresh::Vp8x { flags, canvas } => {
                Fresh::Vp8x { flags: flags & !cleared | if kept { flag::EXIF } else { 0 }, canvas: *canvas }
            }
            Fresh::Frame { header, .. } => Fresh::Frame { size: narrow(inside.next().unwrap_or(0)), header: *header },
            _ => continue,
        };
        *decision = if region.exact && settled == *fresh { Decision::Keep } else { Decision::Write(settled) };
    }
}

/// Whether a region of the copy says something that was asked to be kept.
fn holds_kept(region: &Region, decision: &Decision) -> bool {
    let value = match decision {
        Decision::Keep => region.fresh.as_ref(),
        Decision::Write(value) => Some(value),
        _ => None,
    };
    value.and_then(Fresh::kept).is_some_and(|kept| !kept.is_empty())
}

/// For each frame, the bytes behind its length in the copy. In an animation, pictures stand nowhere else.
fn inside_frames(scan: &Scan, decisions: &[Decision]) -> Vec<u64> {
    let mut frames: Vec<u64> = Vec::new();
    for (region, decision) in scan.regions.iter().zip(decisions) {
        match (&region.id, frames.last_mut()) {
            (FieldId::Webp([b'A', b'N', b'M', b'F']), _) => frames.push(FRAME_LEN),
            (FieldId::Webp([b'V', b'P', b'8', b' ' | b'L'] | [b'A', b'L', b'P', b'H'] | WEBP_PADDING), Some(frame)) => {
                *frame = frame.saturating_add(output_len(region, decision));
            }
            _ => {}
        }
    }
    frames
}

fn output_len(region: &Region, decision: &Decision) -> u64 {
    match decision {
        Decision::Keep | Decision::Blank(_) => region.span.len,
        Decision::Drop => 0,
        Decision::Write(fresh) => compose(fresh).len() as u64,
    }
}

fn narrow(len: u64) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Writes a value as the chunk, or the bytes, that hold it.
#[must_use]
pub fn compose(fresh: &Fresh) -> Vec<u8> {
    match fresh {
        Fresh::RiffHeader { size } => [&b"RIFF"[..], &size.to_le_bytes(), &WEBP].concat(),
        Fresh::Vp8x { flags, canvas } => riff::compose(*b"VP8X", &[&[*flags, 0, 0, 0], &canvas[..]].concat()),
        Fresh::Frame { size, header } => [&b"ANMF"[..], &size.to_le_bytes(), header].concat(),
        Fresh::Padding => vec![0],
        Fresh::Profile(profile) => riff::compose(*b"ICCP", profile),
        Fresh::Exif(_) if fresh.is_nothing() => Vec::new(),
        Fresh::Exif(block) => riff::compose(*b"EXIF", &blocks::exif::compose(block)),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
