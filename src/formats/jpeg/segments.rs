//! Which application segments are known, and what their payloads say.

use crate::blocks::{self, Found};
use crate::containers::jpeg::{Element, Image, Segment, marker, name};
use crate::error::Error;
use crate::input::Input;
use crate::model::{Field, FieldId, Fresh, Ifd, JpegElement, Orientation, Value};

/// What the payload of an APP1 segment with XMP begins with (XMP specification part 3, 1.1.3).
pub(crate) const XMP_HEADER: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const EXTENDED_XMP_HEADER: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
pub(super) const EXIF_HEADER: &[u8] = b"Exif\0\0";
pub(super) const ICC_HEADER: &[u8] = b"ICC_PROFILE\0";
pub(super) const GAIN_MAP_HEADER: &[u8] = b"urn:iso:std:iso:ts:21496:-1\0";

/// Application segments by the signature that their payload begins with.
#[rustfmt::skip]
static APPLICATIONS: &[(u8, &[u8], JpegElement)] = &[
    (0, b"JFIF\0", JpegElement::Jfif), (0, b"JFXX\0", JpegElement::Jfxx),
    (1, EXIF_HEADER, JpegElement::Exif), (1, b"Exif\0", JpegElement::Exif),
    (1, XMP_HEADER, JpegElement::Xmp), (1, EXTENDED_XMP_HEADER, JpegElement::ExtendedXmp),
    (2, ICC_HEADER, JpegElement::Icc), (2, blocks::multi_picture::HEADER, JpegElement::Mpf),
    (2, b"FPXR\0", JpegElement::FlashPix), (2, GAIN_MAP_HEADER, JpegElement::GainMapIso),
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

/// Where the Adobe segment stands that decoders go by: the last one that is whole before the first SOS.
pub(super) fn last_adobe(input: &Input<'_>, image: &Image) -> Result<Option<u64>, Error> {
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

/// Where an Exif segment would stand in an image that has none: behind JFIF, which comes first (T.871, 10.1).
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

/// Whether a segment says nothing besides the value in it, which is written anew, and the fields that [`read`] lists.
pub(super) fn is_accounted(element: JpegElement, payload: &[u8], fresh: Option<&Fresh>) -> bool {
    match element {
        JpegElement::Exif => payload.starts_with(EXIF_HEADER),
        JpegElement::Xmp | JpegElement::Photoshop => true,
        _ if fresh.is_none() => false,
        // T.871, 10.1: version 1.0 to 1.2, units and densities, no thumbnail; Apple's mark.
        JpegElement::Jfif => {
            let plain = matches!(payload, [_, _, _, _, _, 1, 0..=2, 0..=2, _, _, _, _, 0, 0, ..]);
            // What was out of range is not what is written anew.
            let written = match fresh {
                Some(Fresh::Density { x, y, .. }) => payload.get(8..12) == Some(&[x.to_be_bytes(), y.to_be_bytes()].concat()[..]),
                _ => false,
            };
            plain && written && matches!(payload.get(14..), Some([] | b"AMPF"))
        }
        JpegElement::Adobe => matches!(payload, [_, _, _, _, _, 0, 100 | 101, 0 | 0x40 | 0x80 | 0xC0, 0, 0, 0, _]),
        JpegElement::Mpf => {
            blocks::multi_picture::is_plain(payload.get(blocks::multi_picture::HEADER.len()..).unwrap_or_default())
        }
        JpegElement::GainMapIso => {
            let numbers = payload.get(GAIN_MAP_HEADER.len()..).unwrap_or_default();
            matches!(fresh, Some(Fresh::GainMapIso(fresh)) if fresh == numbers)
        }
        _ => element == JpegElement::Icc,
    }
}

/// Whether the 0th IFD of an Exif block says which way up the picture is.
pub(super) fn says_which_way_up(fields: &[Field]) -> bool {
    let orientation = FieldId::Exif(Ifd::Image, 0x0112);
    fields.iter().any(|field| field.id == orientation && field.place.path.ends_with("/IFD0"))
}

/// Where a packet of XMP begins behind a signature that nobody knows.
fn misplaced_xmp(payload: &[u8]) -> Option<usize> {
    const LONGEST_SIGNATURE: usize = 64;
    let head = payload.get(..LONGEST_SIGNATURE).unwrap_or(payload);
    memchr::memmem::find(head, b"<?xpacket").or_else(|| memchr::memmem::find(head, b"<x:xmpmeta"))
}

/// Lists what a segment says; answers how an Exif block turns the picture.
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
            let len = payload.len().saturating_sub(14) as u64;
            found.push(14, "thumbnail", FieldId::Jpeg(JpegElement::Jfxx), Value::Bytes(len));
        }
        JpegElement::Jfif | JpegElement::Adobe | JpegElement::Icc | JpegElement::GainMapIso | JpegElement::Mpf => {}
        _ => {
            found.push(0, "", id, Value::Bytes(payload.len() as u64));
            // Some writers have a signature of their own before XMP.
            if let Some(at) = misplaced_xmp(payload).filter(|_| element == JpegElement::App(1)) {
                blocks::xmp::read(payload.get(at..).unwrap_or_default(), &mut found.inner(at, "XMP"));
            }
        }
    }
    None
}
