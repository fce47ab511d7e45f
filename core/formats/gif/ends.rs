//! Where the LZW data of the images in a GIF file end: what their sub-blocks contain after that is not read by any
//! decoder.

use super::packed::Packed;
use super::value::GifValue;
use crate::base::{Error, Input, Span};
use crate::codecs::lzw;
use crate::formats::coded;
use crate::model::{FieldId, GifElement, Scan};

/// Whether a region is the data of an image.
pub(in crate::formats) fn has_end(id: &FieldId) -> bool {
    *id == FieldId::Gif(GifElement::Image)
}

/// The same with what comes after the data cut out of the images, if it can be determined what that is.
pub(in crate::formats) fn decoded(input: &Input<'_>, scan: Scan<GifValue>) -> Result<Scan<GifValue>, Error> {
    let mut parts = Vec::new();
    for image in images(&scan) {
        let Some(Packed { coded, form, points }) = Packed::read(input, image)? else { return Ok(scan) };
        let Some(end) = lzw::end(&coded.bytes, form, points) else { return Ok(scan) };
        for span in coded.behind(end) {
            parts.extend(coded::blank(input, span)?);
        }
    }
    coded::cut(scan, parts)
}

/// The images, each from its descriptor on, which is a region of its own.
fn images(scan: &Scan<GifValue>) -> Vec<Span> {
    let mut descriptor = 0;
    let mut images = Vec::new();
    for region in &scan.regions {
        match region.id {
            FieldId::Gif(GifElement::Descriptor) => descriptor = region.span.start,
            FieldId::Gif(GifElement::Image) => images.push(Span::between(descriptor, region.span.end())),
            _ => {}
        }
    }
    images
}

/// Whether the data of an image cover every pixel of it.
pub(super) fn is_whole(input: &Input<'_>, image: Span) -> Result<bool, Error> {
    let packed = Packed::read(input, image)?.filter(|packed| packed.points > 0);
    Ok(packed.is_some_and(|Packed { coded, form, points }| lzw::is_whole(&coded.bytes, form, points)))
}
