//! JPEG XL, bare codestreams and containers (ISO/IEC 18181-1 and -2): which boxes are the picture, and what the others
//! say. Boxes that go are left out: nothing in a container counts offsets from its beginning.

mod codestream;
mod profile;
mod value;
mod variable;

use super::regions;
pub use value::JxlValue;

use std::collections::BTreeSet;
use std::io::Read as _;

use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span, Unsupported, cost};
use crate::blocks::gain_map::read_iso;
use crate::blocks::icc::{self, Verdict};
use crate::blocks::{Found, exif, jumbf, xmp};
use crate::containers::bmff::{self, BmffBox};
use crate::keep;
use crate::model::{BmffElement, ExifBlock, Field, FieldId, FormatKind, Fresh, ItemRole, Region, Scan};

use super::behind;
use codestream::{Codestream, SIGNATURE};

/// Boxes of a container that stay (9.2 to 9.10), if they are what they should be.
const KNOWN: [[u8; 4]; 7] = [*b"JXL ", *b"ftyp", *b"jxll", *b"jxlc", *b"jxlp", *b"jxli", *b"jhgm"];
/// The content of `ftyp` (9.2).
const FILE_TYPE: [u8; 12] = *b"jxl \0\0\0\0jxl ";
/// Bytes of a `jxlp` box before its piece of the codestream.
const PIECE_INDEX: u64 = 4;

/// Describes a JPEG XL file.
///
/// # Errors
/// [`Error::Malformed`] if there is no complete codestream; [`Error::Unsupported`] if it contains texts of its own.
pub fn scan(input: &Input<'_>) -> Result<Scan<JxlValue>, Error> {
    let mut scan = Scan::new(FormatKind::Jxl, input.len(), input.limits());
    if input.head::<2>()? == SIGNATURE {
        let picture = Picture::read(&Codestream::new(input, [Span::new(0, input.len())]))?;
        picture.push(0, Span::new(0, picture.len), &mut scan)?;
        behind::push(input, Span::between(picture.len, input.len()), &mut scan)?;
        return Ok(scan);
    }
    let top = bmff::top(input, &KNOWN)?;
    let pieces = top.list.iter().filter_map(|inner| Some(inner.body_from(prefix(inner)?)));
    let picture = Picture::read(&Codestream::new(input, pieces))?;
    let mut at = 0;
    let mut seen: BTreeSet<[u8; 4]> = BTreeSet::new();
    for inner in &top.list {
        if !seen.contains(b"jxlc") && !seen.contains(b"jxlp") && prefix(inner).is_some() {
            scan.push(regions::place_for_exif(inner.span.start, FieldId::Bmff(BmffElement::Box(*b"Exif"))))?;
        }
        let again = !seen.insert(inner.kind);
        match prefix(inner) {
            Some(prefix) if at < picture.len => {
                let piece = inner.body_from(prefix);
                let piece = Span::new(piece.start, piece.len.min(picture.len.saturating_sub(at)));
                push_piece(&picture, input, inner, (at, piece), &mut scan)?;
                at = at.saturating_add(piece.len);
            }
            // Its numbers are offsets in the codestream.
            None if inner.kind == *b"jxli" && picture.moves() => push_other(input, inner, &mut scan)?,
            None if !again && is_plain(input, inner)? => {
                scan.push(Region::new(inner.span, FieldId::Bmff(BmffElement::Structure)))?;
            }
            _ => push_other(input, inner, &mut scan)?,
        }
    }
    behind::push(input, top.rest, &mut scan)?;
    Ok(scan)
}

/// Bytes of a box before its piece of the codestream; `None` for other boxes.
fn prefix(inner: &BmffBox) -> Option<u64> {
    match &inner.kind {
        b"jxlc" => Some(0),
        b"jxlp" => Some(PIECE_INDEX),
        _ => None,
    }
}

/// What is known of a codestream.
struct Picture {
    len: u64,
    /// The position of a profile in it: its head up to the first frame, as it is and in its final form.
    head: Option<(Vec<u8>, Vec<u8>)>,
    /// What the profile gives away.
    fields: Vec<Field>,
}

impl Picture {
    fn read(codestream: &Codestream<'_, '_>) -> Result<Self, Error> {
        if codestream.is_empty() {
            return Err(Error::malformed(Malformed::NoFrame, Place::at(codestream.input.len())));
        }
        let described = codestream.describe()?;
        let (place, mut fields) = (codestream.place(0), Vec::new());
        let Some(found) = described.profile else { return Ok(Self { len: described.len, head: None, fields }) };
        let mut inside = Found::new(place, "ICC", codestream.input.limits(), &mut fields).out_of_place();
        let fresh = match icc::read(&found.bytes, &mut inside)? {
            Verdict::Clean => found.head.clone(),
            Verdict::Cleaned(clean) => profile::with_profile(&found.head, found.before, &clean),
            // A decoder that misses an announced profile may show nothing at all.
            Verdict::Ignored => return Err(Error::unsupported(Unsupported::ColourProfile, Place::at(place))),
        };
        Ok(Self { len: described.len, head: Some((found.head, fresh)), fields })
    }

    /// Whether frames do not stay at their offsets.
    fn moves(&self) -> bool {
        self.head.as_ref().is_some_and(|(was, fresh)| was.len() != fresh.len())
    }

    /// Bytes of a piece that belong to the head, and bytes that they become: all of these go into the first piece.
    fn head_of(&self, at: u64, piece: Span) -> (u64, u64) {
        let Some((was, fresh)) = &self.head else { return (0, 0) };
        let head = (was.len() as u64).saturating_sub(at).min(piece.len);
        (head, if at == 0 { fresh.len() as u64 } else { 0 })
    }

    /// The regions of a piece that begins at `at` in the codestream.
    fn push(&self, at: u64, piece: Span, scan: &mut Scan<JxlValue>) -> Result<(), Error> {
        let (head, _) = self.head_of(at, piece);
        let span = Span::new(piece.start, head);
        if let (true, Some((was, fresh))) = (head > 0, &self.head) {
            let first = at == 0;
            let exact = first && was == fresh && head == was.len() as u64;
            let fresh = first.then(|| JxlValue::CodestreamHead(fresh.clone()));
            scan.find(self.fields.iter().filter(|_| first).cloned());
            let id = FieldId::Bmff(BmffElement::CodestreamHead);
            scan.push(Region { fresh, exact, accounted: true, ..Region::new(span, id) })?;
        }
        scan.push(Region::new(Span::between(span.end(), piece.end()), FieldId::Bmff(BmffElement::Samples)))
    }
}

/// A piece of the codestream: its box becomes as long as the final piece, and what follows that goes.
fn push_piece(
    picture: &Picture,
    input: &Input<'_>,
    inner: &BmffBox,
    (at, piece): (u64, Span),
    scan: &mut Scan<JxlValue>,
) -> Result<(), Error> {
    let header = inner.header();
    let (head, fresh) = picture.head_of(at, piece);
    let len = piece.end().saturating_sub(inner.body().start).saturating_sub(head).saturating_add(fresh);
    let total = header.len.saturating_add(len);
    let fresh = match (inner.size, inner.large) {
        (0, _) => JxlValue::BoxHeader { kind: inner.kind, size: 0, large: None },
        (_, Some(_)) => JxlValue::BoxHeader { kind: inner.kind, size: 1, large: Some(total) },
        _ => JxlValue::BoxHeader { kind: inner.kind, size: u32::try_from(total).unwrap_or(u32::MAX), large: None },
    };
    let exact = *input.bytes(header)? == *fresh.compose();
    let id = FieldId::Bmff(BmffElement::PieceHeader);
    scan.push(Region { fresh: Some(fresh), exact, accounted: true, ..Region::new(header, id) })?;
    let index = Span::between(inner.body().start, piece.start);
    scan.push(Region::new(index, FieldId::Bmff(BmffElement::Structure)))?;
    picture.push(at, piece, scan)?;
    behind::push(input, Span::between(piece.end(), inner.span.end()), scan)
}

/// Whether a box is one that stays, and contains only what it should.
fn is_plain(input: &Input<'_>, inner: &BmffBox) -> Result<bool, Error> {
    let body = inner.body();
    Ok(match &inner.kind {
        b"JXL " => *input.bytes(body)? == *b"\r\n\x87\n",
        b"ftyp" => *input.bytes(body)? == FILE_TYPE,
        b"jxll" => matches!(&*input.bytes(body)?, [5 | 10]),
        b"jxli" => is_index(&input.bytes(body)?).is_some(),
        b"jhgm" => is_gain_map(input, body)?,
        _ => false,
    })
}

/// An index of frames: their number, ticks per second, and for each an offset, duration and number (9.7).
fn is_index(body: &[u8]) -> Option<()> {
    let mut cursor = Cursor::new(body, ByteOrder::Big);
    let frames = variable::read(&mut cursor)?;
    cursor.take(8)?;
    for _ in 0..frames {
        for _ in 0..3 {
            variable::read(&mut cursor)?;
        }
    }
    cursor.rest().is_empty().then_some(())
}

/// A gain map (ISO/IEC 18181-2, 9.11): version, numbers of ISO 21496-1, no colours of its own, a codestream up to the
/// end.
fn is_gain_map(input: &Input<'_>, body: Span) -> Result<bool, Error> {
    let head = input.bytes(Span::new(body.start, body.len.min(1024)))?;
    let mut cursor = Cursor::new(&head, ByteOrder::Big);
    let start = (|| {
        (cursor.u8()? == 0).then_some(())?;
        let len = usize::from(cursor.u16()?);
        let numbers = cursor.take(len)?;
        // The box stays byte for byte, so its numbers have to be what would be written.
        (read_iso(numbers, true).as_deref() == Some(numbers)).then_some(())?;
        // Colours given as numbers in the encoding take a few bytes; a profile is not looked into.
        let colours = usize::from(cursor.u8()?);
        cursor.take(colours).filter(|_| colours <= 16)?;
        (cursor.u32()? == 0).then_some(cursor.at() as u64)
    })();
    let Some(start) = start else { return Ok(false) };
    let piece = Span::between(body.start.saturating_add(start), body.end());
    let map = Codestream::new(input, [piece]);
    // A profile could not be rewritten in here: a map with one goes.
    Ok(Picture::read(&map).is_ok_and(|map| map.len == piece.len && map.head.is_none()))
}

/// A box that goes, and what it says.
fn push_other(input: &Input<'_>, inner: &BmffBox, scan: &mut Scan<JxlValue>) -> Result<(), Error> {
    let id = FieldId::Bmff(match &inner.kind {
        b"jhgm" => BmffElement::Item(ItemRole::GainMap),
        kind => BmffElement::Box(*kind),
    });
    let mut fields = Vec::new();
    let mut found = Found::new(inner.body().start, &inner.name(), input.limits(), &mut fields);
    match input.bytes(inner.body()) {
        Ok(body) => tell(inner.kind, &body, id.clone(), &mut found),
        Err(Error::Limit { .. }) => found.unreadable(0),
        Err(error) => return Err(error),
    }
    let mut region = Region::new(inner.span, id);
    if inner.kind == *b"Exif" {
        let fresh = JxlValue::Exif(Box::new(ExifBlock::new(None, keep::read(&fields))));
        region.exact = inner.span.len <= input.limits().block_bytes && *input.bytes(inner.span)? == *fresh.compose();
        region.fresh = Some(fresh);
    }
    scan.find(fields);
    scan.push(region)
}

fn tell(kind: [u8; 4], body: &[u8], id: FieldId, found: &mut Found<'_>) {
    match &kind {
        b"Exif" => match exif::item_block(body) {
            Some(block) => {
                exif::read(block, &mut found.inner(body.len().saturating_sub(block.len()), "Exif"));
            }
            None => found.unreadable(0),
        },
        b"xml " => xmp::read(body, &mut found.inner(0, "XMP")),
        b"jumb" => jumbf::read(body, id, found),
        b"brob" => match body.split_first_chunk::<4>().and_then(|(kind, packed)| Some((*kind, unpacked(packed, found)?))) {
            Some((kind, body)) => {
                let id = FieldId::Bmff(BmffElement::Box(kind));
                tell_packed(kind, &body, id, &mut found.inner(0, &bmff::name(kind)).out_of_place());
            }
            None => found.unreadable(0),
        },
        _ => found.push(0, "", id, regions::told(body)),
    }
}

/// The content of a compressed box; such boxes do not nest (9.8).
fn tell_packed(kind: [u8; 4], body: &[u8], id: FieldId, found: &mut Found<'_>) {
    if kind == *b"brob" { found.unreadable(0) } else { tell(kind, body, id, found) }
}

/// What a Brotli stream (RFC 7932) contains, if that is not too much.
fn unpacked(packed: &[u8], found: &Found<'_>) -> Option<Vec<u8>> {
    const BUFFER: usize = 4096;
    let limit = found.limits().inflated_bytes;
    let mut bytes = Vec::new();
    let decoder = brotli_decompressor::Decompressor::new(packed, BUFFER);
    // One more byte tells a stream that is too long from one that just fits.
    found.budget().affords(cost::ELEMENT).then_some(())?;
    let read = decoder.take((limit as u64).saturating_add(1)).read_to_end(&mut bytes);
    // Even if it breaks in the end.
    found.budget().affords(cost::inflated(packed.len() as u64, bytes.len() as u64).saturating_mul(2)).then_some(())?;
    read.ok()?;
    (bytes.len() <= limit).then_some(bytes)
}

#[cfg(test)]
mod tests;
