//! The JPEG streams of a picture, and the tables that they share: which of them are used, and what becomes of the rest.

use super::picture::Picture;
use super::tag::JPEG_TABLES;
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::codecs::jpeg::{self, Coding, Part};
use crate::containers::jpeg::{Element, walk, walk_as_far};
use crate::containers::tiff::Directory;

/// How the streams of a picture are coded; `None` if one of them is damaged, or there is none: any table may be used.
pub(super) fn coding(input: &Input<'_>, directory: &Directory, picture: &Picture) -> Result<Option<Coding>, Error> {
    if picture.jpegs.is_empty() {
        return Ok(None);
    }
    let streams = picture.jpegs.iter().map(|stream| walk(input, stream.start));
    match Coding::of_streams(input, &shared(input, directory), streams) {
        Ok(coding) => Ok(Some(coding)),
        Err(error @ (Error::Io(_) | Error::Limit { .. })) => Err(error),
        Err(_) => Ok(None),
    }
}

/// The tables shared by all streams of a directory.
pub(super) fn shared(input: &Input<'_>, directory: &Directory) -> Vec<Element> {
    let start = directory.find(JPEG_TABLES).and_then(|entry| entry.value).map(|value| value.start);
    // They end without a picture, so they are not an image.
    start.map(|start| walk_as_far(input, start).0.elements).unwrap_or_default()
}

/// What is written of such tables.
pub(super) fn tables(bytes: &[u8], span: Span, coding: Option<&Coding>) -> Result<Vec<u8>, Error> {
    let used = |at: usize, payload: &[u8]| match coding {
        Some(coding) => coding.used_at(span.start.saturating_add(at as u64)).map(<[u8]>::to_vec),
        None => Some(payload.to_vec()),
    };
    jpeg::tables(bytes, used).ok_or_else(|| Error::malformed(Malformed::SegmentLength, Place::new(span.start, "JPEGTables")))
}

/// What is not coded picture in the streams of a picture.
pub(super) fn strange(input: &Input<'_>, picture: &Picture, coding: Option<&Coding>) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    for &stream in &picture.jpegs {
        parts.extend(jpeg::strange(input, stream, coding)?);
    }
    Ok(parts)
}
