//! What follows EOI: gain maps and other images, videos, makers' trailers, old picture data.

use super::value::JpegValue;
use crate::base::{Error, Input, Place, Span};
use crate::blocks::gain_map;
use crate::blocks::multi_picture::{self, Picture};
use crate::codecs::jpeg::Coding;
use crate::containers::jpeg::{Element, Image, signature, walk};
use crate::model::{Field, FieldId, JpegElement, Leftover, Region, Scan, Subject, Value};

use super::super::behind::trailers_start;
use super::segments;

/// Something after the first image.
#[derive(Debug)]
pub(super) enum Behind {
    /// An HDR gain map with numbers that are understood.
    GainMap(Image, Span),
    /// Another image, and what its segments say.
    Image(Span, Vec<Field>),
    /// Anything else.
    Bytes(Span),
}

/// The index of pictures in the first image, and the base of its offsets.
pub(super) fn index(input: &Input<'_>, image: &Image) -> Result<Option<(u64, Vec<Picture>)>, Error> {
    for element in &image.elements {
        let Element::Segment(segment) = element else { continue };
        let element = segments::element(input, segment)?;
        // Nobody looks for one after the first SOS, so it goes.
        if element == JpegElement::Scan {
            break;
        }
        if element == JpegElement::Mpf {
            let payload = input.bytes(segment.payload)?;
            let header = multi_picture::HEADER.len();
            let pictures = multi_picture::read(payload.get(header..).unwrap_or_default());
            let from = segment.payload.start.saturating_add(header as u64);
            // An index that lists only the picture says nothing about what comes after it.
            return Ok(pictures.filter(|pictures| pictures.len() > 1).map(|pictures| (from, pictures)));
        }
    }
    Ok(None)
}

/// Sorts out everything after the first image; `index` is where it says that pictures are.
pub(super) fn survey(input: &Input<'_>, first: &Image, index: Option<&(u64, Vec<Picture>)>) -> Result<Vec<Behind>, Error> {
    let size = Coding::of(input, first)?.size;
    let mut later: Option<Vec<u64>> = None;
    let mut behind = Vec::new();
    let mut mapped = false;
    let mut at = first.end;
    // A trailer may begin with a picture of its own, which is reported with it.
    let trailers = trailers_start(input, Span::between(at, input.len()))?;
    let indexed =
        |at: u64| index.is_some_and(|(from, pictures)| pictures.iter().any(|one| from.saturating_add(one.offset.into()) == at));
    while at < input.len() {
        if (at < trailers || indexed(at))
            && let Ok(image) = walk(input, at)
        {
            let span = Span::between(at, image.end);
            at = image.end;
            let (fields, map) = read(input, &image)?;
            // Without an index, no viewer finds the map, and two maps belong to no picture.
            let is_map = map
                && index.is_some()
                && !mapped
                && gain_map::covers(Coding::of(input, &image)?.size.map(u32::from), size.map(u32::from));
            mapped |= is_map;
            behind.push(if is_map { Behind::GainMap(image, span) } else { Behind::Image(span, fields) });
            continue;
        }
        // Looked up once: each of them may require a walk to the end of the file.
        let later = later.get_or_insert_with(|| images_by_index(input, index));
        let next = later.iter().copied().find(|&start| start > at);
        let span = Span::between(at, next.unwrap_or(input.len()));
        behind.push(Behind::Bytes(span));
        at = span.end();
    }
    Ok(behind)
}

/// Where complete images start according to the index, in order. Overlapping images are walked as long as that costs no
/// more than reading the file twice.
fn images_by_index(input: &Input<'_>, index: Option<&(u64, Vec<Picture>)>) -> Vec<u64> {
    let Some((from, pictures)) = index else { return Vec::new() };
    let mut starts: Vec<u64> = pictures.iter().skip(1).map(|picture| from.saturating_add(u64::from(picture.offset))).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut left = input.len().saturating_mul(2);
    starts.retain(|&start| {
        let end = if left == 0 { None } else { walk(input, start).ok().map(|image| image.end) };
        // A walk that failed may have read up to the end of the file.
        left = left.saturating_sub(end.unwrap_or_else(|| input.len()).saturating_sub(start));
        end.is_some()
    });
    starts
}

/// What the segments of an image say, and whether it is a gain map that is understood.
fn read(input: &Input<'_>, image: &Image) -> Result<(Vec<Field>, bool), Error> {
    let mut all = Vec::new();
    let mut map = false;
    let (mut mentioned, mut numbered, mut coded) = (false, false, false);
    for element in &image.elements {
        let Element::Segment(segment) = element else { continue };
        let element = segments::element(input, segment)?;
        if segments::is_coding(element) {
            coded |= element == JpegElement::Scan;
            continue;
        }
        let payload = input.bytes(segment.payload)?;
        let mut fields = Vec::new();
        segments::read(element, segment, &payload, input, &mut fields);
        // Nobody looks for values after the first SOS.
        map |= element == JpegElement::Xmp && !coded && gain_map::read_xmp(&fields).is_some();
        mentioned |= gain_map::mentions(&fields) || element == JpegElement::GainMapIso;
        // Readers take the first, understood or not, and so does what is written.
        if element == JpegElement::GainMapIso && !coded && !std::mem::replace(&mut numbered, true) {
            map |= gain_map::read_iso(payload.get(signature::GAIN_MAP.len()..).unwrap_or_default(), true).is_some();
        }
        all.extend(fields);
    }
    // A map that is not understood goes, and the report has to say that the HDR is lost.
    if mentioned {
        let start = image.elements.first().map_or(0, |element| match element {
            Element::Fill(span) | Element::Stray(span) => span.start,
            Element::Segment(segment) => segment.span.start,
        });
        all.insert(0, Field::new(FieldId::Jpeg(JpegElement::GainMap), Place::at(start)));
    }
    for field in &mut all {
        field.place.path.insert_str(0, "image 2/");
        field.about = Subject::SecondPicture;
    }
    Ok((all, map))
}

/// An image that goes is one region; what its segments say is still listed.
pub(super) fn push_image(span: Span, fields: Vec<Field>, scan: &mut Scan<JpegValue>) -> Result<(), Error> {
    let id = FieldId::Leftover(Leftover::Image);
    scan.find([Field::with(id.clone(), Place::at(span.start), Value::Bytes(span.len))]);
    scan.find(fields);
    scan.push(Region::new(span, id))
}
