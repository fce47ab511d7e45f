//! Where previews are in a file that are pictures in their own right, as they are coded there.

use std::collections::BTreeSet;

use crate::base::{Input, Place, Span};
use crate::blocks::exif;
use crate::formats::AnyScan;
use crate::model::{Field, FieldId, JpegElement, Leftover};

/// Largest file or preview that is decoded.
const LARGEST: u64 = 64 << 20;
/// Any more previews in one file are not compared.
const MOST: usize = 8;

/// Where a preview is, and its bytes, if they could be read.
type Coded = (Place, Option<Vec<u8>>);

/// The thumbnails of Exif blocks.
fn thumbnails<'a>(input: &'a Input<'_>, scan: &'a AnyScan) -> impl Iterator<Item = Coded> + use<'a> {
    /// Identifiers and headers before a block are shorter.
    const HEADER: usize = 16;
    let holds_exif = |id: &FieldId| {
        *id == FieldId::Jpeg(JpegElement::Exif)
            || matches!(id, FieldId::Webp(id) | FieldId::Png(id) if id == b"EXIF" || id == b"eXIf")
    };
    let read = move |span: Span| {
        let bytes = load(input, span)?;
        let header =
            (0..HEADER).find(|&at| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"II*\0") || rest.starts_with(b"MM\0*")));
        let header = header?;
        let (at, coded) = exif::thumbnail(bytes.get(header..)?)?;
        let at = span.start.saturating_add(header as u64).saturating_add(at as u64);
        Some((Place::new(at, "Exif thumbnail"), coded.map(<[u8]>::to_vec)))
    };
    scan.regions().into_iter().filter(move |(_, id)| holds_exif(id)).filter_map(move |(span, _)| read(span))
}

/// Pictures after the picture, such as the larger previews of the multi-picture format.
fn second_pictures<'a>(input: &'a Input<'_>, scan: &'a AnyScan) -> impl Iterator<Item = Coded> + use<'a> {
    // A gain map is a second picture as well, but not one that anybody looks at.
    let is_map = |field: &&Field| field.id == FieldId::Jpeg(JpegElement::GainMap);
    let maps: BTreeSet<usize> = scan.fields().iter().filter(is_map).map(|field| field.region).collect();
    let pictures = scan.regions().into_iter().enumerate().filter(|(_, (_, id))| **id == FieldId::Leftover(Leftover::Image));
    let place = |span: Span| Place::new(span.start, "second picture");
    let others = pictures.filter(move |(index, _)| !maps.contains(index));
    others.map(move |(_, (span, _))| (place(span), load(input, span)))
}

/// All of them, one after the other.
pub fn coded<'a>(input: &'a Input<'_>, scan: &'a AnyScan) -> impl Iterator<Item = Coded> + use<'a> {
    thumbnails(input, scan).chain(second_pictures(input, scan)).take(MOST)
}

/// The bytes of a span, unless they are too many to decode.
pub(super) fn load(input: &Input<'_>, span: Span) -> Option<Vec<u8>> {
    input.copied(span, LARGEST).ok()
}
