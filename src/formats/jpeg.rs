//! JPEG files: which segments are known, what their payloads are, and what stands behind the picture.

use std::ops::ControlFlow::{Break, Continue};

use crate::blocks::{self, Found};
use crate::containers::jpeg::{Element, Image, Segment, marker, name, walk};
use crate::error::{Error, Place};
use crate::input::{ByteOrder, Cursor, Input, Span};
use crate::model::{Field, FieldId, Fresh, JpegElement, Leftover, Orientation, Region, Scan, Value};
use crate::sniff::FormatKind;

/// What the payload of an APP1 segment with XMP begins with (XMP specification part 3, 1.1.3).
pub const XMP_HEADER: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const EXTENDED_XMP_HEADER: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const EXIF_HEADER: &[u8] = b"Exif\0\0";
const GAIN_MAP_HEADER: &[u8] = b"urn:iso:std:iso:ts:21496:-1\0";

/// Application segments by the signature that their payload begins with.
#[rustfmt::skip]
static APPLICATIONS: &[(u8, &[u8], JpegElement)] = &[
    (0, b"JFIF\0", JpegElement::Jfif), (0, b"JFXX\0", JpegElement::Jfxx),
    (1, EXIF_HEADER, JpegElement::Exif), (1, b"Exif\0", JpegElement::Exif),
    (1, XMP_HEADER, JpegElement::Xmp), (1, EXTENDED_XMP_HEADER, JpegElement::ExtendedXmp),
    (2, b"ICC_PROFILE\0", JpegElement::Icc), (2, b"MPF\0", JpegElement::Mpf), (2, b"FPXR\0", JpegElement::FlashPix),
    (2, GAIN_MAP_HEADER, JpegElement::GainMap),
    (11, b"JP", JpegElement::Jumbf), (13, blocks::photoshop::HEADER, JpegElement::Photoshop),
    (14, b"Adobe", JpegElement::Adobe),
];

/// Describes a JPEG file.
///
/// # Errors
/// Those of [`walk`] for the first image; what stands behind it may be anything.
pub fn scan(input: &Input<'_>) -> Result<Scan, Error> {
    let image = walk(input, 0)?;
    let mut scan = Scan::new(FormatKind::Jpeg, input.len(), *input.limits());
    let mut turned_by: Option<u64> = None;
    for element in &image.elements {
        let region = match element {
            Element::Fill(span) => Region::new(*span, FieldId::Jpeg(JpegElement::Fill)),
            Element::Stray(span) => Region::new(*span, FieldId::Leftover(Leftover::Between)),
            Element::Segment(segment) => describe(input, segment, &mut turned_by, &mut scan)?,
        };
        scan.push(region)?;
    }
    behind(input, &image, &mut scan)?;
    Ok(scan)
}

fn element(input: &Input<'_>, segment: &Segment) -> Result<JpegElement, Error> {
    use marker::*;
    Ok(match segment.marker {
        SOI => JpegElement::Soi,
        EOI => JpegElement::Eoi,
        SOS => JpegElement::Scan,
        DHT | DQT | DAC | DRI | DNL => JpegElement::Tables,
        SOF0..=SOF15 => JpegElement::Frame,
        COM => JpegElement::Comment,
        APP0..=APP15 => {
            let payload = input.bytes(segment.payload)?;
            let number = segment.marker & 0x0F;
            let known = APPLICATIONS.iter().find(|(app, signature, _)| *app == number && payload.starts_with(signature));
            known.map_or(JpegElement::App(number), |(_, _, element)| *element)
        }
        other => JpegElement::Other(other),
    })
}

/// The region of a segment; its fields go to the scan.
fn describe(input: &Input<'_>, segment: &Segment, turned_by: &mut Option<u64>, scan: &mut Scan) -> Result<Region, Error> {
    let element = element(input, segment)?;
    let mut region = Region::new(segment.span, FieldId::Jpeg(element));
    if matches!(element, JpegElement::Scan | JpegElement::Frame | JpegElement::Tables | JpegElement::Soi | JpegElement::Eoi) {
        return Ok(region);
    }
    let payload = input.bytes(segment.payload)?;
    let mut fields = Vec::new();
    let turned = read_payload(element, segment, &payload, input, &mut fields);
    if is_gain_map(&fields) {
        region.id = FieldId::Jpeg(JpegElement::GainMap);
    }
    scan.find(fields);
    region.fresh = match element {
        JpegElement::Jfif => density(&payload),
        JpegElement::Adobe => adobe(&payload),
        // The first Exif block of the image is the one that readers turn the picture by.
        JpegElement::Exif if turned_by.is_none() => {
            *turned_by = Some(segment.span.start);
            turned.map(Fresh::Orientation)
        }
        _ => None,
    };
    if let Some(fresh) = &region.fresh {
        region.exact = *input.bytes(segment.span)? == *compose(fresh);
    }
    Ok(region)
}

fn read_payload(
    element: JpegElement,
    segment: &Segment,
    payload: &[u8],
    input: &Input<'_>,
    fields: &mut Vec<Field>,
) -> Option<Orientation> {
    let path = name(segment.marker);
    let mut found = Found::new(segment.payload.start, &path, input.limits(), fields);
    let id = FieldId::Jpeg(element);
    match element {
        JpegElement::Exif => {
            let block = payload.get(EXIF_HEADER.len()..).unwrap_or_default();
            return blocks::exif::read(block, &mut found.inner(EXIF_HEADER.len(), "Exif"));
        }
        JpegElement::Xmp => {
            let packet = payload.get(XMP_HEADER.len()..).unwrap_or_default();
            blocks::xmp::read(packet, &mut found.inner(XMP_HEADER.len(), "XMP"));
        }
        JpegElement::Photoshop => {
            let offset = blocks::photoshop::HEADER.len();
            blocks::photoshop::read(payload.get(offset..).unwrap_or_default(), &mut found.inner(offset, "Photoshop"));
        }
        JpegElement::Jumbf => blocks::jumbf::read(payload, id, &mut found),
        JpegElement::Comment => found.push(0, "", id, blocks::text(payload)),
        // JFIF with a thumbnail (T.871, 10.1): width and height stand behind the densities.
        JpegElement::Jfif if payload.get(12..14).is_some_and(|size| size != [0, 0]) => {
            found.push(14, "thumbnail", FieldId::Jpeg(JpegElement::Jfxx), Value::Bytes(payload.len().saturating_sub(14) as u64));
        }
        JpegElement::Jfif | JpegElement::Adobe | JpegElement::Icc | JpegElement::GainMap | JpegElement::Mpf => {}
        _ => found.push(0, "", id, Value::Bytes(payload.len() as u64)),
    }
    None
}

/// Google's and Apple's gain maps are told by the XMP of the image.
fn is_gain_map(fields: &[Field]) -> bool {
    fields.iter().any(|field| match (&field.id, &field.value) {
        (FieldId::Xmp(uri, name), Value::Text(text)) => match uri.as_str() {
            "http://ns.adobe.com/hdr-gain-map/1.0/" | "http://ns.apple.com/HDRGainMap/1.0/" => true,
            "http://ns.apple.com/pixeldatainfo/1.0/" => name == "AuxiliaryImageType" && text.ends_with("hdrgainmap"),
            _ => false,
        },
        _ => false,
    })
}

fn density(payload: &[u8]) -> Option<Fresh> {
    let mut cursor = Cursor::starting_at(payload, 7, ByteOrder::Big);
    let fresh = Fresh::Density { units: cursor.u8()?, x: cursor.u16()?, y: cursor.u16()? };
    cursor.take(2)?;
    Some(fresh)
}

fn adobe(payload: &[u8]) -> Option<Fresh> {
    let mut cursor = Cursor::starting_at(payload, 5, ByteOrder::Big);
    Some(Fresh::Adobe { encode: [cursor.u16()?, cursor.u16()?, cursor.u16()?], transform: cursor.u8()? })
}

/// What follows EOI: further images, videos, trailers of makers, old picture data.
fn behind(input: &Input<'_>, first: &Image, scan: &mut Scan) -> Result<(), Error> {
    let mut at = first.end;
    while at < input.len() {
        let rest = Span::between(at, input.len());
        let Ok(image) = walk(input, at) else {
            return trailer(input, rest, scan);
        };
        second_image(input, &image, Span::between(at, image.end), scan)?;
        at = image.end;
    }
    Ok(())
}

/// A second image is one region; what its segments say is listed all the same.
fn second_image(input: &Input<'_>, image: &Image, span: Span, scan: &mut Scan) -> Result<(), Error> {
    let mut fields = Vec::new();
    for element in &image.elements {
        let Element::Segment(segment) = element else { continue };
        let id = self::element(input, segment)?;
        if matches!(id, JpegElement::Scan | JpegElement::Frame | JpegElement::Tables | JpegElement::Soi | JpegElement::Eoi) {
            continue;
        }
        read_payload(id, segment, &input.bytes(segment.payload)?, input, &mut fields);
    }
    for field in &mut fields {
        field.place.path.insert_str(0, "image 2/");
    }
    let id = if is_gain_map(&fields) { FieldId::Jpeg(JpegElement::GainMap) } else { FieldId::Leftover(Leftover::Image) };
    scan.find([Field::with(FieldId::Leftover(Leftover::Image), Place::at(span.start), Value::Bytes(span.len))]);
    scan.find(fields);
    scan.push(Region::new(span, id))
}

fn trailer(input: &Input<'_>, span: Span, scan: &mut Scan) -> Result<(), Error> {
    let blank = input.stream(span, |_, piece| if piece.iter().all(|&byte| byte == 0) { Continue(()) } else { Break(()) })?;
    let samsung = span.len >= 4 && input.array::<4>(span.end().saturating_sub(4))? == *b"SEFT";
    let id = match blank {
        None => Leftover::Padding,
        Some(()) if samsung => Leftover::Samsung,
        Some(()) => Leftover::Trailer,
    };
    scan.find([Field::with(FieldId::Leftover(id), Place::at(span.start), Value::Bytes(span.len))]);
    if blank.is_some()
        && let Some(at) = find(input, span, b"ftyp")?
        && at >= span.start.saturating_add(4)
    {
        let start = at.saturating_sub(4);
        let len = span.end().saturating_sub(start);
        scan.find([Field::with(FieldId::Leftover(Leftover::Video), Place::at(start), Value::Bytes(len))]);
    }
    scan.push(Region::new(span, FieldId::Leftover(id)))
}

/// Offset of the first `needle` in a span that is read in pieces.
fn find(input: &Input<'_>, span: Span, needle: &[u8]) -> Result<Option<u64>, Error> {
    let mut seam: Vec<u8> = Vec::new();
    input.stream(span, |base, piece| {
        let before = seam.len();
        let head = piece.get(..needle.len().min(piece.len())).unwrap_or_default();
        let mut joined = seam.clone();
        joined.extend(head);
        if let Some(at) = memchr::memmem::find(&joined, needle) {
            return Break(base.saturating_sub(before as u64).saturating_add(at as u64));
        }
        if let Some(at) = memchr::memmem::find(piece, needle) {
            return Break(base.saturating_add(at as u64));
        }
        let keep = piece.len().saturating_sub(needle.len().saturating_sub(1));
        seam = piece.get(keep..).unwrap_or_default().to_vec();
        Continue(())
    })
}

/// Writes a value as a marker segment.
#[must_use]
pub fn compose(fresh: &Fresh) -> Vec<u8> {
    match fresh {
        Fresh::Orientation(orientation) => {
            segment(marker::APP0 | 1, &[EXIF_HEADER, &blocks::exif::compose(*orientation)].concat())
        }
        Fresh::Density { units, x, y } => {
            let [x, y] = [x.to_be_bytes(), y.to_be_bytes()];
            segment(marker::APP0, &[&b"JFIF\0\x01\x01"[..], &[*units], &x, &y, &[0, 0]].concat())
        }
        Fresh::Adobe { encode: [version, flags0, flags1], transform } => {
            let [version, flags0, flags1] = [version.to_be_bytes(), flags0.to_be_bytes(), flags1.to_be_bytes()];
            segment(marker::APP0 | 14, &[&b"Adobe"[..], &version, &flags0, &flags1, &[*transform]].concat())
        }
        Fresh::CompressedProfile(_) | Fresh::SuggestedPalette { .. } => Vec::new(),
    }
}

fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len().saturating_add(2)).unwrap_or(u16::MAX);
    [&[0xFF, code], &length.to_be_bytes()[..], payload].concat()
}

#[cfg(test)]
mod tests;
