//! JPEG XL, bare codestreams and containers (ISO/IEC 18181-1 and -2): which boxes are the picture, and what the others
//! say. Boxes that go are left out: nothing that stays counts offsets from the beginning of a container.

mod bits;
mod codestream;
mod gain_map;
mod header;
mod layers;
mod picture;
mod profile;
mod value;
mod variable;

use super::regions;
pub use value::JxlValue;

use crate::base::{Error, Input, Span};
use crate::blocks::{Found, exif, jumbf, xmp};
use crate::containers::bmff::{self, BmffBox};
use crate::keep;
use crate::model::{BmffElement, ExifBlock, FieldId, FormatKind, Fresh, ItemRole, Region, Scan};

use super::behind;
use codestream::{Codestream, SIGNATURE};
use gain_map::GainMap;
use picture::Picture;

/// Boxes that are not in a container by chance (9.2 to 9.11).
const KNOWN: [[u8; 4]; 7] = [*b"JXL ", *b"ftyp", *b"jxll", *b"jxlc", *b"jxlp", *b"jxli", *b"jhgm"];
/// Bytes of a `jxlp` box before its piece of the codestream: its number, with a mark if it is the last.
const PIECE_INDEX: u64 = 4;
const LAST: u8 = 0x80;

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
    let pieces = pieces(input, &top.list)?;
    let spans = pieces.iter().filter_map(|piece| Some(piece.body_from(prefix(piece)?)));
    let picture = Picture::read(&Codestream::new(input, spans))?;
    let mut container = Container { input, picture: &picture, at: 0, passed: 0, number: 0, levelled: false, mapped: false };
    let first = pieces.first().map(|piece| piece.span.start);
    for (place, inner) in top.list.iter().enumerate() {
        if Some(inner.span.start) == first {
            scan.push(regions::place_for_exif(inner.span.start, FieldId::Bmff(BmffElement::Box(*b"Exif"))))?;
        }
        container.push(place, inner, pieces.contains(&inner), &mut scan)?;
    }
    behind::push(input, top.rest, &mut scan)?;
    Ok(scan)
}

/// The boxes with the codestream: one `jxlc`, or `jxlp` boxes up to the one that says it is the last. No decoder goes on
/// after that, and an empty piece adds nothing.
fn pieces<'b>(input: &Input<'_>, boxes: &'b [BmffBox]) -> Result<Vec<&'b BmffBox>, Error> {
    let mut pieces: Vec<&BmffBox> = Vec::new();
    for inner in boxes {
        let Some(prefix) = prefix(inner).filter(|_| pieces.first().is_none_or(|first| first.kind == inner.kind)) else {
            continue;
        };
        if inner.body().len > prefix || prefix == 0 {
            pieces.push(inner);
        }
        if prefix == 0 || inner.body().len >= prefix && input.array::<1>(inner.body().start)? >= [LAST] {
            break;
        }
    }
    Ok(pieces)
}

/// What has been found in a container so far.
struct Container<'p, 'i> {
    input: &'p Input<'i>,
    picture: &'p Picture,
    /// How much of the codestream has passed, in how many pieces, and how many of these stay.
    at: u64,
    passed: u32,
    number: u32,
    /// Whether there was a level, or a gain map.
    levelled: bool,
    mapped: bool,
}

impl Container<'_, '_> {
    /// The regions of a box, which is the `place`th, and may be a piece of the codestream.
    fn push(&mut self, place: usize, inner: &BmffBox, piece: bool, scan: &mut Scan<JxlValue>) -> Result<(), Error> {
        /// Decoders expect the type of the file second.
        const SECOND: usize = 1;
        let Self { input, picture, .. } = *self;
        if place == SECOND {
            let is_type = inner.kind == *b"ftyp";
            let span = Span::new(inner.span.start, if is_type { inner.span.len } else { 0 });
            let exact = is_type && span.len <= input.limits().block_bytes && *input.bytes(span)? == *JxlValue::FileType.compose();
            let id = FieldId::Bmff(BmffElement::PieceHeader);
            scan.push(Region { fresh: Some(JxlValue::FileType), exact, ..Region::new(span, id) })?;
            if is_type {
                return Ok(());
            }
        }
        match &inner.kind {
            b"JXL " if place == 0 && *input.bytes(inner.body())? == *b"\r\n\x87\n" => {
                scan.push(Region::new(inner.span, FieldId::Bmff(BmffElement::Structure)))
            }
            b"jxll" if !self.levelled && self.passed == 0 && is_level(input, inner)? => {
                self.levelled = true;
                scan.push(Region::new(inner.span, FieldId::Bmff(BmffElement::Structure)))
            }
            b"jhgm" if !self.mapped => match GainMap::read(input, inner, picture.size)? {
                Some(map) => {
                    self.mapped = true;
                    push_gain_map(input, inner, map, scan)
                }
                None => push_other(input, inner, scan),
            },
            _ if piece && self.at < picture.len => self.push_piece(inner, scan),
            _ => push_other(input, inner, scan),
        }
    }

    /// A piece of the codestream: its box becomes as long as the final piece, and what follows that goes.
    fn push_piece(&mut self, inner: &BmffBox, scan: &mut Scan<JxlValue>) -> Result<(), Error> {
        let Self { input, picture, .. } = *self;
        let prefix = prefix(inner).unwrap_or(0);
        let piece = inner.body_from(prefix);
        let piece = Span::new(piece.start, piece.len.min(picture.len.saturating_sub(self.at)));
        let (head, fresh) = picture.head_of(self.at, piece);
        let header = Span::between(inner.span.start, piece.start);
        let id = FieldId::Bmff(BmffElement::PieceHeader);
        let len = piece.len.saturating_sub(head).saturating_add(fresh);
        let flag = if self.at.saturating_add(piece.len) >= picture.len { u32::from(LAST) << 24 } else { 0 };
        let is_in_order = |number: u32| {
            let index = input.bytes(Span::between(inner.body().start, piece.start))?;
            Ok::<_, Error>(prefix == 0 || *index == (number | flag).to_be_bytes())
        };
        let mut region = Region { accounted: is_in_order(self.passed)?, ..Region::new(header, id) };
        // Of a piece that was all head, nothing is left.
        if len > 0 {
            let total = header.len.saturating_add(len);
            let (size, large) = match (inner.size, inner.large) {
                (0, _) => (0, None),
                (_, Some(_)) => (1, Some(total)),
                _ => (u32::try_from(total).unwrap_or(u32::MAX), None),
            };
            let index = (prefix > 0).then_some(self.number | flag);
            let fresh = JxlValue::BoxHeader { kind: inner.kind, size, large, index };
            region.exact = *input.bytes(header)? == *fresh.compose();
            region.fresh = Some(fresh);
            self.number = self.number.saturating_add(1);
        }
        scan.push(region)?;
        picture.push(self.at, piece, scan)?;
        self.at = self.at.saturating_add(piece.len);
        self.passed = self.passed.saturating_add(1);
        behind::push(input, Span::between(piece.end(), inner.span.end()), scan)
    }
}

fn is_level(input: &Input<'_>, inner: &BmffBox) -> Result<bool, Error> {
    Ok(inner.body().len == 1 && matches!(input.array(inner.body().start)?, [5 | 10]))
}

/// A gain map: what stands before its codestream is written anew.
fn push_gain_map(input: &Input<'_>, inner: &BmffBox, map: GainMap, scan: &mut Scan<JxlValue>) -> Result<(), Error> {
    let span = Span::between(inner.span.start, map.codestream.start);
    let exact = *input.bytes(span)? == *map.head.compose();
    let id = FieldId::Bmff(BmffElement::PieceHeader);
    scan.push(Region { fresh: Some(map.head), exact, ..Region::new(span, id) })?;
    scan.push(Region::new(map.codestream, FieldId::Bmff(BmffElement::Samples)))
}

/// Bytes of a box before its piece of the codestream; `None` for other boxes.
fn prefix(inner: &BmffBox) -> Option<u64> {
    match &inner.kind {
        b"jxlc" => Some(0),
        b"jxlp" => Some(PIECE_INDEX),
        _ => None,
    }
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
#[cfg(feature = "brotli")]
fn unpacked(packed: &[u8], found: &Found<'_>) -> Option<Vec<u8>> {
    use std::io::Read as _;

    use crate::base::cost;

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

/// Nothing looks into it.
#[cfg(not(feature = "brotli"))]
const fn unpacked(_packed: &[u8], _found: &Found<'_>) -> Option<Vec<u8>> {
    None
}

#[cfg(test)]
mod tests;
