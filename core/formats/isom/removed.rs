//! What the boxes that go say.

use super::sample_tables::in_body;
use super::telemetry;
use super::tiles::{element_of, inside};
use crate::base::{Error, Input, Place, Span};
use crate::blocks::{self, Found, trailer};
use crate::containers::bmff::{BmffBox, Boxes, FULL_LEN, HEADER_LEN, boxes_as_far};
use crate::formats::regions::told;
use crate::model::{BmffElement, Field, FieldId, Leftover, Panorama, Value, extended};

/// Boxes that occur only in protected media (ISO/IEC 14496-12, 8.12; ISO/IEC 23001-7, 8.1).
const PROTECTED: [[u8; 4]; 2] = [*b"pssh", *b"sinf"];

/// What a box is, by its type and extended type.
pub(super) fn element(input: &Input<'_>, gone: &BmffBox) -> Result<BmffElement, Error> {
    Ok(match &gone.kind {
        b"uuid" if gone.body().len >= 16 => BmffElement::Uuid(input.array(gone.body().start)?),
        kind if PROTECTED.contains(kind) => BmffElement::Protected(*kind),
        _ => element_of(gone),
    })
}

/// Lists what a box says.
pub(super) fn tell(input: &Input<'_>, gone: &BmffBox, path: &str) -> Result<Vec<Field>, Error> {
    let element = element(input, gone)?;
    let id = FieldId::Bmff(element);
    let mut body = gone.body();
    if let BmffElement::Uuid(_) = element {
        body = gone.body_from(16);
    }
    // Samsung's contains a whole video, which is reported as one.
    if gone.kind == *b"mpvd" {
        return Ok(crate::formats::behind::video(input, body)?.into_iter().collect());
    }
    let mut fields = Vec::new();
    let bytes = match input.bytes(body) {
        Ok(bytes) => bytes,
        // Too large to read at once, like a video inside a video.
        Err(Error::Limit { .. }) => {
            fields.push(Field::with(id, Place::new(gone.span.start, path), Value::Bytes(body.len)));
            if element == BmffElement::Free {
                fields.extend(telemetry::within(input, gone.span, path)?);
            }
            return Ok(fields);
        }
        Err(error) => return Err(error),
    };
    let mut found = Found::new(body.start, &inside(path, gone.kind), input.limits(), &mut fields);
    match element {
        BmffElement::Box([b'u', b'd', b't', b'a']) => blocks::quicktime::user_data(&bytes, &mut found),
        BmffElement::Box([b'm', b'e', b't', b'a']) => blocks::quicktime::metadata(&bytes, &mut found),
        BmffElement::Box([b'X', b'M', b'P', b'_']) | BmffElement::Uuid(extended::XMP) => blocks::xmp::read(&bytes, &mut found),
        BmffElement::Uuid(extended::SPHERICAL) => {
            blocks::xmp::read(&bytes, &mut found);
            // Readers require a name, and the placeholder is nobody's.
            let id = FieldId::Xmp(Panorama::OF_VIDEOS.to_owned(), "StitchingSoftware".to_owned());
            let nobody = Value::Text(blocks::xmp::NOBODY.to_owned());
            fields.retain(|field| field.id != id || field.value != nobody);
        }
        BmffElement::Box([b'j', b'u', b'm', b'b']) | BmffElement::Uuid(extended::C2PA) => {
            blocks::jumbf::read(&bytes, id, &mut found);
        }
        BmffElement::Free => {
            found.push(0, "", id, told(&bytes));
            fields.extend(telemetry::within(input, gone.span, path)?);
            fields.extend(tell_boxes(input, gone, path)?);
            if fields.len() == 1 {
                blocks::nmea::read(&bytes, &mut Found::new(body.start, &inside(path, gone.kind), input.limits(), &mut fields));
            }
        }
        BmffElement::Box([b'g', b'p', b's', b' ']) => {
            found.push(0, "", id, told(&bytes));
            blocks::nmea::read(&bytes, &mut found);
        }
        // Samsung's trailer in the form used in HEIC files.
        BmffElement::Box([b's', b'e', b'f', b'd']) => match trailer::last(input, body)? {
            Some(trailer) if trailer.span == body => {
                found.push(0, "", FieldId::Leftover(Leftover::Known(trailer.form)), Value::Bytes(body.len));
                fields.extend(trailer.fields);
            }
            _ => found.push(0, "", id, told(&bytes)),
        },
        _ => found.push(0, "", id, told(&bytes)),
    }
    Ok(fields)
}

/// Lists what boxes in a `free` box say: Pittasoft's dashcams put everything they record there.
fn tell_boxes(input: &Input<'_>, free: &BmffBox, path: &str) -> Result<Vec<Field>, Error> {
    let Boxes { list, rest } = boxes_as_far(input, free.body())?;
    let is_type = |one: &BmffBox| one.kind.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | 0xA9));
    let mut fields = Vec::new();
    // Old texts and zeros are not boxes. Those that are free space themselves are reported with their parent.
    if rest.len < HEADER_LEN && list.iter().all(is_type) {
        let path = inside(path, free.kind);
        for inner in list.iter().filter(|inner| element_of(inner) != BmffElement::Free) {
            fields.extend(tell(input, inner, &path)?);
        }
    }
    Ok(fields)
}

/// Lists what user data and metadata lists in a track say, and what its timed metadata are about.
pub(super) fn tell_track(input: &Input<'_>, track: &BmffBox, path: &str) -> Result<Vec<Field>, Error> {
    let path = inside(path, track.kind);
    let mut fields = Vec::new();
    for inner in boxes_as_far(input, track.body())?.list {
        if matches!(&inner.kind, b"udta" | b"meta" | b"uuid") {
            fields.extend(tell(input, &inner, &path)?);
        }
    }
    for keys in timed_keys(input, track)? {
        let mut found = Found::new(keys.body().start, &inside(&path, keys.kind), input.limits(), &mut fields);
        blocks::quicktime::timed_keys(&input.bytes(keys.body())?, &mut found);
    }
    Ok(fields)
}

/// Lists what the first sample of a track says, if its form is one that is read.
pub(super) fn tell_sample(input: &Input<'_>, track: &BmffBox, format: [u8; 4]) -> Result<Vec<Field>, Error> {
    let read = match &format {
        b"gpmd" => blocks::gpmf::read,
        b"camm" => blocks::camm::read,
        _ => return Ok(Vec::new()),
    };
    let mut fields = Vec::new();
    if let Some(sample) = first_sample(input, track)? {
        let mut found = Found::new(sample.start, "mdat", input.limits(), &mut fields);
        read(&input.bytes(sample)?, &mut found);
    }
    Ok(fields)
}

/// Where the first sample of a track is; `None` if its tables do not say, or point outside the file.
fn first_sample(input: &Input<'_>, track: &BmffBox) -> Result<Option<Span>, Error> {
    let tables = within(input, track, &[(b"mdia", 0), (b"minf", 0), (b"stbl", 0)])?;
    let of = |kind: &[u8; 4]| tables.iter().find(|one| one.kind == *kind);
    let number = |table: &BmffBox, at: u64| {
        let there = table.body().len >= at.saturating_add(4);
        if there { in_body(input, table, at).map(u32::from_be_bytes) } else { Ok(0) }
    };
    let start = match (of(b"stco"), of(b"co64")) {
        (Some(table), _) => number(table, 8)?.into(),
        (None, Some(table)) if table.body().len >= 16 => u64::from_be_bytes(in_body(input, table, 8)?),
        _ => return Ok(None),
    };
    let Some(sizes) = of(b"stsz") else { return Ok(None) };
    let len = match number(sizes, 4)? {
        0 => number(sizes, 12)?,
        same => same,
    };
    let sample = Span::new(start, len.into());
    let fits = start > 0 && sample.end() <= input.len() && sample.len <= input.limits().block_bytes;
    Ok(fits.then_some(sample))
}

/// The `keys` boxes in the sample entries of timed metadata.
fn timed_keys(input: &Input<'_>, track: &BmffBox) -> Result<Vec<BmffBox>, Error> {
    /// In `stsd`, version, flags and a count come before the boxes; in an entry, the index of its data reference.
    const WAY: [(&[u8; 4], u64); 5] = [(b"mdia", 0), (b"minf", 0), (b"stbl", 0), (b"stsd", 8), (b"mebx", 8)];
    let mut boxes = within(input, track, &WAY)?;
    boxes.retain(|one| one.kind == *b"keys");
    Ok(boxes)
}

/// The boxes at the end of a path: each step is a box type, and how many bytes precede other boxes in it.
fn within(input: &Input<'_>, holder: &BmffBox, way: &[(&[u8; 4], u64)]) -> Result<Vec<BmffBox>, Error> {
    let mut boxes = boxes_as_far(input, holder.body())?.list;
    for (kind, head) in way {
        let mut inner = Vec::new();
        for one in boxes.iter().filter(|one| one.kind == **kind && one.body().len >= *head) {
            inner.extend(boxes_as_far(input, one.body_from(*head))?.list);
        }
        boxes = inner;
    }
    Ok(boxes)
}

/// Whether a sample entry is that of protected media (ISO/IEC 14496-12, 8.12.1; iTunes).
pub(super) fn is_protected(kind: [u8; 4]) -> bool {
    matches!(&kind, b"encv" | b"enca" | b"encs" | b"enct" | b"drms" | b"drmi" | b"drmt")
}

/// Version, flags and a type: what precedes the content of a sample group.
pub(super) const GROUP_HEAD: Span = Span::new(FULL_LEN, 4);
