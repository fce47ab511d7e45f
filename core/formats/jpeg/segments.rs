//! Which application segments are known, and what their payloads say.

use super::value::JpegValue;
use crate::base::{Error, Input};
use crate::blocks::{self, Found};
use crate::containers::jpeg::{Element, Image, Segment, marker, name, signature};
use crate::model::{Field, FieldId, JpegElement, Orientation, Value};

/// Application segments, by the signature at the beginning of their payload.
#[rustfmt::skip]
static APPLICATIONS: &[(u8, &[u8], JpegElement)] = &[
    (0, b"JFIF\0", JpegElement::Jfif), (0, b"JFXX\0", JpegElement::Jfxx),
    (1, signature::EXIF, JpegElement::Exif), (1, b"Exif\0", JpegElement::Exif),
    (1, signature::XMP, JpegElement::Xmp), (1, signature::EXTENDED_XMP, JpegElement::ExtendedXmp),
    (2, signature::ICC, JpegElement::Icc), (2, blocks::multi_picture::HEADER, JpegElement::Mpf),
    (2, b"FPXR\0", JpegElement::FlashPix), (2, signature::GAIN_MAP, JpegElement::GainMapIso),
    (11, b"JP", JpegElement::Jumbf), (13, blocks::photoshop::HEADER, JpegElement::Photoshop),
    (14, b"Adobe", JpegElement::Adobe),
];

/// What a segment is.
pub(super) fn element(input: &Input<'_>, segment: &Segment) -> Result<JpegElement, Error> {
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

/// The position of the Adobe segment that decoders use: the last complete one before the first SOS.
pub(super) fn last_adobe(input: &Input<'_>, image: &Image) -> Result<Option<u64>, Error> {
    // libjpeg skips shorter ones.
    const WHOLE: u64 = 12;
    let mut last = None;
    for element in &image.elements {
        let Element::Segment(segment) = element else { continue };
        if segment.marker == marker::SOS {
            break;
        }
        if segment.payload.len >= WHOLE && self::element(input, segment)? == JpegElement::Adobe {
            last = Some(segment.span.start);
        }
    }
    Ok(last)
}

/// Where an Exif segment would be in an image that has none: after JFIF, which comes first (T.871, 10.1).
pub(super) fn place_for_exif(input: &Input<'_>, image: &Image) -> Result<Option<u64>, Error> {
    let mut place = None;
    for element in &image.elements {
        let Element::Segment(segment) = element else { continue };
        match self::element(input, segment)? {
            JpegElement::Exif => return Ok(None),
            JpegElement::Soi | JpegElement::Jfif | JpegElement::Jfxx => {}
            JpegElement::Scan => break,
            _ => place = place.or(Some(segment.span.start)),
        }
    }
    Ok(place)
}

/// Whether an element is part of the coded picture.
pub(super) const fn is_coding(element: JpegElement) -> bool {
    use JpegElement::{Eoi, Frame, Scan, Soi, Tables};
    matches!(element, Scan | Frame | Tables | Soi | Eoi)
}

/// Whether a segment says nothing besides the value in it, which is written afresh, and the fields listed by [`read`].
pub(super) fn is_accounted(element: JpegElement, payload: &[u8], fresh: Option<&JpegValue>) -> bool {
    match element {
        JpegElement::Exif => payload.starts_with(signature::EXIF),
        JpegElement::Xmp | JpegElement::Photoshop => true,
        _ if fresh.is_none() => false,
        // T.871, 10.1: version 1.0 to 1.2, units and densities, no thumbnail; Apple's mark.
        JpegElement::Jfif => {
            let plain = matches!(payload, [_, _, _, _, _, 1, 0..=2, 0..=2, _, _, _, _, 0, 0, ..]);
            // What was out of range is not what is written.
            let written = match fresh {
                Some(JpegValue::Density { x, y, .. }) => {
                    payload.get(8..12) == Some(&[x.to_be_bytes(), y.to_be_bytes()].concat()[..])
                }
                _ => false,
            };
            plain && written && matches!(payload.get(14..), Some([] | b"AMPF"))
        }
        JpegElement::Adobe => matches!(payload, [_, _, _, _, _, 0, 100 | 101, 0 | 0x40 | 0x80 | 0xC0, 0, 0, 0, _]),
        JpegElement::Mpf => {
            blocks::multi_picture::is_plain(payload.get(blocks::multi_picture::HEADER.len()..).unwrap_or_default())
        }
        JpegElement::GainMapIso => {
            let numbers = payload.get(signature::GAIN_MAP.len()..).unwrap_or_default();
            matches!(fresh, Some(JpegValue::GainMapIso(fresh)) if blocks::gain_map::says_only(numbers, fresh))
        }
        _ => element == JpegElement::Icc,
    }
}

/// Whether a segment has an Exif block, whatever that says: viewers use the first that has one.
pub(super) const fn has_exif_block(payload: &[u8]) -> bool {
    payload.len() > signature::EXIF.len()
}

/// Where an XMP packet begins after an unknown signature.
fn misplaced_xmp(payload: &[u8]) -> Option<usize> {
    const LONGEST_SIGNATURE: usize = 64;
    let head = payload.get(..LONGEST_SIGNATURE).unwrap_or(payload);
    memchr::memmem::find(head, b"<?xpacket").or_else(|| memchr::memmem::find(head, b"<x:xmpmeta"))
}

/// Lists what a segment says; returns how an Exif block turns the picture.
pub(super) fn read(
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
            let block = payload.get(signature::EXIF.len()..).unwrap_or_default();
            return blocks::exif::read(block, &mut found.inner(signature::EXIF.len(), "Exif"));
        }
        JpegElement::Xmp => {
            let packet = payload.get(signature::XMP.len()..).unwrap_or_default();
            blocks::xmp::read(packet, &mut found.inner(signature::XMP.len(), "XMP"));
        }
        JpegElement::Photoshop => {
            let offset = blocks::photoshop::HEADER.len();
            blocks::photoshop::read(
                payload.get(offset..).unwrap_or_default(),
                &mut found.inner(offset, "Photoshop"),
                blocks::exif::list,
            );
        }
        JpegElement::Jumbf => blocks::jumbf::read(payload, id, &mut found),
        JpegElement::Comment => found.push(0, "", id, blocks::text(payload)),
        // JFIF with a thumbnail (T.871, 10.1): width and height come after the densities.
        JpegElement::Jfif if payload.get(12..14).is_some_and(|size| size != [0, 0]) => {
            let len = payload.len().saturating_sub(14) as u64;
            found.push(14, "thumbnail", FieldId::Jpeg(JpegElement::Jfxx), Value::Bytes(len));
        }
        JpegElement::Jfif | JpegElement::Adobe | JpegElement::Icc | JpegElement::GainMapIso | JpegElement::Mpf => {}
        _ => {
            found.push(0, "", id, Value::Bytes(payload.len() as u64));
            // Some writers put their own signature before XMP.
            if let Some(at) = misplaced_xmp(payload).filter(|_| element == JpegElement::App(1)) {
                blocks::xmp::read(payload.get(at..).unwrap_or_default(), &mut found.inner(at, "XMP"));
            }
        }
    }
    None
}
