//! The parts of a stream, or of tables that streams share, that are not picture, by their segments.

use std::ops::ControlFlow::{Break, Continue};

use super::Coding;
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::containers::jpeg::{self, Element, Segment, marker};
use crate::model::{FieldId, JpegElement, Leftover};

/// A part of a stream that is written afresh, and is as long as before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub id: FieldId,
    /// What its first bytes become; zeros follow.
    pub bytes: Vec<u8>,
    /// Whether decoders use what it becomes; if not, they skip it.
    pub used: bool,
    /// What it says, if it is more than decoders use.
    pub payload: Option<Span>,
    /// Whether that is all that it can say.
    pub accounted: bool,
}

/// The parts of a stream that are not coded picture. Tables that no scan uses become comments of zeros, and so nothing
/// moves; `coding` says which are used, if that is known.
///
/// A stream that is damaged or cut off stays as it is if it contains no marker of an APPn or COM segment.
///
/// # Errors
/// Those of [`jpeg::walk`]; [`Malformed::CutOff`] if the image does not end inside `span`.
pub fn strange(input: &Input<'_>, span: Span, coding: Option<&Coding>) -> Result<Vec<Part>, Error> {
    let cut_off = || Error::malformed(Malformed::CutOff, Place::new(span.end(), "JPEG"));
    let whole = |image: jpeg::Image| if image.end > span.end() { Err(cut_off()) } else { Ok(image) };
    let image = match jpeg::walk(input, span.start).and_then(whole) {
        Ok(image) => image,
        Err(Error::Io(error)) => return Err(Error::Io(error)),
        Err(error @ Error::Malformed { what: Malformed::StrangeScan, .. }) => return Err(error),
        Err(error) => return if has_metadata(input, span)? { Err(error) } else { Ok(Vec::new()) },
    };
    let mut parts = Vec::new();
    for element in &image.elements {
        match element {
            // Nothing can hide in bytes that are all FF.
            Element::Fill(_) => {}
            Element::Stray(span) => parts.push(blank(*span, Leftover::Between)),
            Element::Segment(segment) => parts.extend(segment_parts(input, segment, coding)?),
        }
    }
    parts.push(blank(Span::between(image.end, span.end()), Leftover::Trailer));
    parts.retain(|part| !part.span.is_empty());
    Ok(parts)
}

const fn blank(span: Span, leftover: Leftover) -> Part {
    Part { span, id: FieldId::Leftover(leftover), bytes: Vec::new(), used: false, payload: Some(span), accounted: true }
}

fn segment_parts(input: &Input<'_>, segment: &Segment, coding: Option<&Coding>) -> Result<Vec<Part>, Error> {
    /// Marker and length of a comment that says nothing.
    const LEAST: u64 = 4;
    let Segment { span, marker: code, payload } = *segment;
    let part = |span: Span, id, bytes, used| Part { span, id: FieldId::Jpeg(id), bytes, used, payload: None, accounted: false };
    if let (marker::DHT | marker::DQT | marker::DAC | marker::DRI | marker::DNL, Some(coding)) = (code, coding) {
        let used = coding.used(segment).map(|used| compose(code, used)).unwrap_or_default();
        let (head, rest) = (Span::new(span.start, used.len() as u64), span.len.saturating_sub(used.len() as u64));
        // No comment is that short; such a rest is a pair of bytes for arithmetic coding.
        if !head.is_empty() && (1..LEAST).contains(&rest) {
            return Ok(Vec::new());
        }
        let rest = Span::new(head.end(), rest);
        let tables =
            [part(head, JpegElement::Tables, used, true), part(rest, JpegElement::Tables, skipped(marker::COM, rest.len), false)];
        return Ok(tables.into_iter().filter(|part| !part.span.is_empty()).collect());
    }
    let Some(element) = metadata(code) else { return Ok(Vec::new()) };
    let bytes = input.bytes(payload)?;
    Ok(vec![match coding_value(code, &bytes) {
        Some((element, value)) => Part { accounted: is_plain(&bytes), ..part(span, element, compose(code, &value), true) },
        None => {
            let skipped = part(span, element, skipped(code, span.len), false);
            Part { payload: Some(payload), accounted: true, ..skipped }
        }
    }])
}

/// Whether JFIF or Adobe's segment says what it is for, and nothing else (T.871, 10.1).
const fn is_plain(payload: &[u8]) -> bool {
    matches!(
        payload,
        [b'J', _, _, _, _, 1, 0..=2, 0..=2, ..] | [b'A', _, _, _, _, 0, 100 | 101, 0 | 0x40 | 0x80 | 0xC0, 0, 0, 0, _]
    )
}

/// A segment.
fn compose(code: u8, payload: &[u8]) -> Vec<u8> {
    let len = u16::try_from(payload.len().saturating_add(2)).unwrap_or(u16::MAX);
    [&[0xFF, code], &len.to_be_bytes()[..], payload].concat()
}

/// Marker and length of a segment that has these bytes, and that decoders skip.
fn skipped(code: u8, len: u64) -> Vec<u8> {
    let len = u16::try_from(len.saturating_sub(2)).unwrap_or(u16::MAX);
    [&[0xFF, code], &len.to_be_bytes()[..]].concat()
}

/// Everything in an image that is neither coded picture nor table, including what decoders use. For segments, the
/// payload: decoders need the marker and length to find the next one.
pub(super) fn beside_picture(image: &jpeg::Image) -> Vec<(Span, FieldId)> {
    let mut beside = Vec::new();
    for element in &image.elements {
        match *element {
            // Nothing can hide in bytes that are all FF.
            Element::Fill(_) => {}
            Element::Stray(span) => beside.push((span, FieldId::Leftover(Leftover::Between))),
            Element::Segment(segment) => {
                let element = metadata(segment.marker);
                beside.extend(element.map(|element| (segment.payload, FieldId::Jpeg(element))));
            }
        }
    }
    beside
}

/// Whether there is a marker of an APPn or COM segment anywhere.
pub(super) fn has_metadata(input: &Input<'_>, span: Span) -> Result<bool, Error> {
    let mut escaped = false;
    let found = input.stream(span, |_, piece| {
        for &byte in piece {
            if escaped && metadata(byte).is_some() {
                return Break(());
            }
            escaped = byte == 0xFF;
        }
        Continue(())
    })?;
    Ok(found.is_some())
}

const fn metadata(code: u8) -> Option<JpegElement> {
    match code {
        marker::COM => Some(JpegElement::Comment),
        marker::APP0..=marker::APP15 => Some(JpegElement::App(code & 0x0F)),
        _ => None,
    }
}

/// What decoders use of JFIF without a thumbnail, which is that it is there, and of Adobe's segment: the transform of
/// colours.
fn coding_value(code: u8, payload: &[u8]) -> Option<(JpegElement, Vec<u8>)> {
    match (code, payload) {
        (marker::APP0, [b'J', b'F', b'I', b'F', 0, _, _, _, _, _, _, _, 0, 0]) => {
            Some((JpegElement::Jfif, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec()))
        }
        (APP14, [b'A', b'd', b'o', b'b', b'e', _, _, _, _, _, _, transform @ 0..=2]) => {
            Some((JpegElement::Adobe, [&b"Adobe\0\x64\0\0\0\0"[..], &[*transform]].concat()))
        }
        _ => None,
    }
}

/// Adobe's segment.
const APP14: u8 = 0xEE;

/// Tables without anything else; `None` if they are not tables (technical note 2, JPEGTables). `used` says which part of
/// the segment at an offset is used; nothing, if that is not known.
#[must_use]
pub fn tables(bytes: &[u8], used: impl Fn(usize, &[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut clean = vec![0xFF, marker::SOI];
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    if cursor.array()? != [0xFF, marker::SOI] {
        return None;
    }
    loop {
        let start = cursor.at();
        let [0xFF, code] = cursor.array()? else { return None };
        if code == marker::EOI {
            clean.extend([0xFF, marker::EOI]);
            return Some(clean);
        }
        let len = usize::from(cursor.u16()?.checked_sub(2)?);
        let payload = cursor.take(len)?;
        match code {
            marker::DHT | marker::DQT | marker::DAC | marker::DRI if jpeg::fits(code, payload) => {
                clean.extend(used(start, payload).map(|used| compose(code, &used)).unwrap_or_default());
            }
            _ => {
                metadata(code)?;
                clean.extend(coding_value(code, payload).map(|(_, value)| compose(code, &value)).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_lose_their_comments_and_what_no_scan_uses() {
        let tables_of = |more: &[u8]| [&[0xFF, 0xD8, 0xFF, 0xDD, 0, 4, 0, 8], more, &[0xFF, 0xD9]].concat();
        let all = |bytes: &[u8]| tables(bytes, |_, payload| Some(payload.to_vec()));
        assert_eq!(all(&tables_of(b"\xFF\xFE\0\x06Nora")), Some(tables_of(b"")));
        assert_eq!(all(&[&tables_of(b"")[..], b"Nora"].concat()), Some(tables_of(b"")));
        assert_eq!(tables(&tables_of(b""), |_, _| None), Some(vec![0xFF, 0xD8, 0xFF, 0xD9]));
        assert_eq!(all(b"Nora"), None);
        assert_eq!(all(&[0xFF, 0xD8, 0xFF, 0xDD, 0, 5, 0, 8, 9, 0xFF, 0xD9]), None);
    }
}
