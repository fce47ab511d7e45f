//! What `image` decodes: all frames of an animation, on request.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder, Delay, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::seen::loaded;
use crate::base::{Input, guard};
use crate::verify::doubt::Doubt;

/// Decodes both and compares them, frame by frame for an animation. If `image` cannot decode the original's kind of
/// picture, nothing is compared: the coded data are the same bytes.
pub(in crate::verify) fn same_pixels(original: &Input<'_>, copy: &Input<'_>, decoder: Option<ImageFormat>) -> Result<(), Doubt> {
    let Some(format) = decoder else { return Ok(()) };
    let Some(mut before) = pictures(original, format) else { return Ok(()) };
    let mut after = pictures(copy, format).ok_or(Doubt::PixelsChanged)?;
    while let Some(picture) = next(&mut before) {
        if next(&mut after).as_ref() != Some(&picture) {
            return Err(Doubt::PixelsChanged);
        }
    }
    Ok(())
}

/// A picture, and how long it is shown.
type Picture = (Option<Delay>, DynamicImage);
type Pictures = Box<dyn Iterator<Item = Picture>>;

/// Most memory that a decoder may ask for.
const DECODED: u64 = 1 << 30;

/// The pictures of an animation, or the only one.
fn pictures(input: &Input<'_>, format: ImageFormat) -> Option<Pictures> {
    let bytes = Cursor::new(loaded(input).ok()?);
    guard(|| match format {
        ImageFormat::WebP => {
            let decoder = WebPDecoder::new(bytes.clone()).ok()?;
            let moves = decoder.has_animation() && decoder.total_bytes() <= DECODED;
            if moves { Some(moving(decoder)) } else { still(bytes, format) }
        }
        ImageFormat::Gif => {
            let mut decoder = GifDecoder::new(bytes).ok()?;
            decoder.set_limits(limits()).ok()?;
            Some(moving(decoder))
        }
        format => still(bytes, format),
    })
    .flatten()
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODED);
    limits
}

fn still(bytes: Cursor<Vec<u8>>, format: ImageFormat) -> Option<Pictures> {
    let mut reader = ImageReader::with_format(bytes, format);
    reader.limits(limits());
    Some(Box::new(std::iter::once((None, reader.decode().ok()?))))
}

fn moving(decoder: impl AnimationDecoder<'static>) -> Pictures {
    let whole = decoder.into_frames().map_while(Result::ok);
    Box::new(whole.map(|frame| (Some(frame.delay()), frame.into_buffer().into())))
}

fn next(pictures: &mut Pictures) -> Option<Picture> {
    guard(|| pictures.next()).flatten()
}
