//! Where the LZW data of the images in a GIF file end: what their sub-blocks contain after that is not read by any
//! decoder.

use super::value::GifValue;
use crate::base::{Error, Input, Span, cost};
use crate::codecs::lzw::{self, Form};
use crate::containers::gif::{ImageData, image_data};
use crate::formats::coded::{self, Coded};
use crate::model::{FieldId, GifElement, Scan};

/// Whether a region is the data of an image.
pub(in crate::formats) fn has_end(id: &FieldId) -> bool {
    *id == FieldId::Gif(GifElement::Image)
}

/// The same with what comes after the data cut out of the images, if it can be determined what that is.
pub(in crate::formats) fn decoded(input: &Input<'_>, scan: Scan<GifValue>) -> Result<Scan<GifValue>, Error> {
    let mut parts = Vec::new();
    for image in images(&scan) {
        let ImageData { size: [width, height], minimum, blocks, .. } = image_data(input, image)?;
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        let Some(form) = Form::of_gif(minimum) else { return Ok(scan) };
        let Some(coded) = Coded::read(input, blocks)? else { return Ok(scan) };
        input.budget().draw((coded.bytes.len() as u64).saturating_mul(cost::DECODED), image.start)?;
        let Some(end) = lzw::end(&coded.bytes, form, pixels) else { return Ok(scan) };
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
    let ImageData { size: [width, height], minimum, blocks, .. } = image_data(input, image)?;
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    let form = Form::of_gif(minimum).filter(|_| pixels > 0);
    input.budget().draw(image.len.saturating_mul(cost::DECODED), image.start)?;
    Ok(form.zip(Coded::read(input, blocks)?).is_some_and(|(form, coded)| lzw::is_whole(&coded.bytes, form, pixels)))
}
