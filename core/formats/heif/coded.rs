//! Coded pictures that are items: what their data, and the configuration of their decoder, contain besides the picture.

use crate::base::{Error, Input, Limit, Place, Span, Unsupported};
use crate::codecs::{Decoder, Mark, Raster, Room, Stuffing, Walker};
use crate::formats::marks::stuff;
use crate::model::Field;

use super::data;
use super::items::Item;
use super::locations::{Location, method};
use super::meta::Meta;

/// Marks what the data of a picture contain besides the picture, if the data are in the file. Data in `idat`, which is
/// rewritten as a whole, are returned in their final form.
///
/// # Errors
/// Those of the walker; [`Limit::BlockBytes`] if the data are in pieces and too long to be put together, or shared by
/// so many items that there would be no end of reading.
pub(super) fn walk(
    input: &Input<'_>,
    meta: &Meta,
    item: &Item,
    location: &Location,
    spans: &[Span],
    marks: &mut Vec<Mark>,
    fields: &mut Vec<Field>,
) -> Result<Option<Vec<u8>>, Error> {
    let walker = match room(item.kind) {
        Room::Walked(walker) => walker,
        Room::None(_) => return Ok(None),
        Room::Unknown => return Err(Error::unsupported(Unsupported::ItemType, Place::new(item.at, "meta"))),
    };
    let place = || Place::new(spans.first().map_or(meta.body.start, |span| span.start), format!("item {}", item.id));
    let mut decoder = Decoder::new(walker, item.kind, Raster::default(), meta.properties.configuration(item.id))?;
    let total = spans.iter().map(|span| span.len).fold(0, u64::saturating_add);
    let left = meta.readable.get().checked_sub(total);
    meta.readable.set(left.ok_or_else(|| Error::limit(Limit::BlockBytes, place()))?);
    match (location.method, spans) {
        (method::FILE, [span]) => decoder.walk(input, *span, marks)?,
        (method::FILE, []) => {}
        (method::FILE, spans) => {
            let joined = data::joined(input, spans)?.ok_or_else(|| Error::limit(Limit::BlockBytes, place()))?;
            let mut found = Vec::new();
            decoder.walk(&Input::part(&joined, input.limits()), Span::new(0, total), &mut found)?;
            found.into_iter().for_each(|mark| apart(mark, spans, marks));
        }
        _ => {
            let mut joined = data::joined(input, spans)?.ok_or_else(|| Error::limit(Limit::BlockBytes, place()))?;
            let mut found = Vec::new();
            decoder.walk(&Input::part(&joined, input.limits()), Span::new(0, total), &mut found)?;
            stuff(&mut joined, &found, spans.first().map_or(0, |span| span.start), fields);
            return Ok(Some(joined));
        }
    }
    Ok(None)
}

/// What pictures of a type can contain (ISO/IEC 23008-12, annexes B, E and L; AV1 Image File Format, 2.2.1).
const fn room(kind: [u8; 4]) -> Room {
    match &kind {
        b"hvc1" | b"hev1" | b"lhv1" | b"lhe1" | b"hvt1" => Room::Walked(Walker::Hevc),
        b"avc1" => Room::Walked(Walker::Avc),
        b"vvc1" | b"vvt1" => Room::Walked(Walker::Vvc),
        b"av01" => Room::Walked(Walker::Av1),
        b"unci" => Room::None("points as they are, ISO/IEC 23001-17, 5"),
        b"jpeg" | b"grid" | b"iovl" | b"iden" | b"tmap" | b"sato" => {
            Room::None("looked at by its own kind, ISO/IEC 23008-12, 6.6 and H; AV1 Image File Format, 4.2.3")
        }
        _ => Room::Unknown,
    }
}

/// A mark in data that were put together, as marks in the pieces that contain it.
fn apart(mut mark: Mark, spans: &[Span], marks: &mut Vec<Mark>) {
    let mut before: u64 = 0;
    for span in spans {
        let (start, end) = (mark.span.start.max(before), mark.span.end().min(before.saturating_add(span.len)));
        if start < end {
            let at = |offset: u64| usize::try_from(offset.saturating_sub(mark.span.start)).unwrap_or(usize::MAX);
            let head = mark.stuffing.head.get(at(start)..at(end).min(mark.stuffing.head.len())).unwrap_or_default();
            let stuffing = Stuffing { head: head.to_vec(), fill: mark.stuffing.fill };
            let there = Span::new(span.start.saturating_add(start.saturating_sub(before)), end.saturating_sub(start));
            marks.push(Mark { span: there, element: mark.element, stuffing, says: std::mem::take(&mut mark.says) });
        }
        before = before.saturating_add(span.len);
    }
}
