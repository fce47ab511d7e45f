//! Small pictures in trailers: JPEG files with metadata of their own.

use super::super::{exif, photoshop, xmp};
use super::tail::Tail;
use crate::base::{Error, Span};
use crate::containers::jpeg::{self, Element, marker, signature};
use crate::model::{FieldId, Leftover, Value};

const APP1: u8 = marker::APP0 + 1;
const APP13: u8 = marker::APP0 + 13;
const APP14: u8 = marker::APP0 + 14;

/// Reports a picture in a span, after a short header, and what its segments say; returns whether there is one.
pub(super) fn read(tail: &mut Tail<'_, '_>, span: Span, name: &str) -> Result<bool, Error> {
    /// Headers before a thumbnail are shorter.
    const LONGEST: u64 = 64;
    let head = tail.bytes(Span::new(span.start, span.len.min(LONGEST)))?.unwrap_or_default();
    let Some(before) = head.windows(3).position(|start| start == [0xFF, 0xD8, 0xFF]) else { return Ok(false) };
    let start = span.start.saturating_add(before as u64);
    let Ok(image) = jpeg::walk(tail.input, start) else { return Ok(false) };
    let coded = Span::between(start, image.end);
    if coded.end() > span.end() {
        return Ok(false);
    }
    tail.block(coded, name).push(0, "", FieldId::Leftover(Leftover::Image), Value::Bytes(coded.len));
    for element in &image.elements {
        let Element::Segment(segment) = element else { continue };
        let path = format!("{name}/{}", jpeg::name(segment.marker));
        let Some(payload) = tail.bytes(segment.payload)? else { continue };
        let mut found = tail.block(segment.payload, &path);
        match segment.marker {
            APP1 if payload.starts_with(signature::EXIF) => {
                let block = payload.get(signature::EXIF.len()..).unwrap_or_default();
                exif::list(block, &mut found.inner(signature::EXIF.len(), "Exif"));
            }
            APP1 if payload.starts_with(signature::XMP) => {
                xmp::read(payload.get(signature::XMP.len()..).unwrap_or_default(), &mut found);
            }
            APP13 if payload.starts_with(photoshop::HEADER) => {
                photoshop::read(payload.get(photoshop::HEADER.len()..).unwrap_or_default(), &mut found, exif::list);
            }
            marker::COM => found.push(0, "", FieldId::Leftover(Leftover::Text), super::super::text(&payload)),
            marker::APP0 if payload.len() <= 16 => {}
            APP14 if payload.len() <= 12 => {}
            marker::APP0..=marker::APP15 => {
                found.push(0, "", FieldId::Leftover(Leftover::Unread), Value::Bytes(segment.payload.len));
            }
            _ => {}
        }
    }
    // Some headers of thumbnails contain only sizes.
    let header = Span::between(span.start, start);
    if header.len <= 18 {
        tail.know(header);
    }
    Ok(true)
}
