//! Where the picture of a JPEG file ends if its markers do not say so: an image without EOI, and bytes after the last
//! MCU of a scan.

use super::value::JpegValue;
use crate::base::{Error, Input, Malformed, Span};
use crate::codecs;
use crate::containers::jpeg::{Element, Image, marker, walk_as_far};
use crate::formats::{behind, coded};
use crate::model::{FieldId, JpegElement, Leftover, Region, Scan};

/// The image that begins at `start`. One without EOI is still complete if its last scan is, and another could not add
/// anything: decoders show it, and skip what follows.
///
/// # Errors
/// Those of [`walk`](crate::containers::jpeg::walk).
pub(super) fn image(input: &Input<'_>, start: u64) -> Result<Image, Error> {
    match walk_as_far(input, start) {
        (image, Ok(())) => Ok(image),
        // Some decoders show it, and others what comes before it.
        (_, Err(error @ Error::Malformed { what: Malformed::StrangeScan, .. })) => Err(error),
        (image, Err(error @ Error::Malformed { .. })) => without_end(input, image)?.ok_or(error),
        (_, Err(error)) => Err(error),
    }
}

fn without_end(input: &Input<'_>, Image { mut elements, .. }: Image) -> Result<Option<Image>, Error> {
    let is_scan = |element: &Element| matches!(element, Element::Segment(segment) if segment.marker == marker::SOS);
    let Some(last) = elements.iter().rposition(is_scan) else { return Ok(None) };
    elements.truncate(last.saturating_add(1));
    // What looked like a marker may be past the end, and so may what looked like coded data.
    reaches(&mut elements, input.len());
    let Some(ends) = codecs::jpeg::ends(input, &elements)?.filter(|ends| ends.complete) else { return Ok(None) };
    let end = ends.excess.last().filter(|span| span.end() == input.len()).map_or(input.len(), |span| span.start);
    reaches(&mut elements, end);
    Ok(Some(Image { elements, end }))
}

/// Makes the last segment end at `end`.
fn reaches(elements: &mut [Element], end: u64) {
    if let Some(Element::Segment(segment)) = elements.last_mut() {
        segment.span = Span::between(segment.span.start, end);
    }
}

/// The same with what comes after the last MCU cut out of the scans, if it can be determined what that is.
pub(in crate::formats) fn decoded(input: &Input<'_>, scan: Scan<JpegValue>) -> Result<Scan<JpegValue>, Error> {
    let mut parts = Vec::new();
    for start in coded::regions(&scan, |id| *id == FieldId::Jpeg(JpegElement::Soi)) {
        let Some(ends) = codecs::jpeg::ends(input, &image(input, start.start)?.elements)? else { return Ok(scan) };
        for span in ends.excess {
            let (id, fields) = behind::read(input, span, Leftover::Coded)?;
            parts.push((Region::new(span, FieldId::Leftover(id)), fields));
        }
    }
    coded::cut(scan, parts)
}
