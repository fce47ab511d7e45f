//! What `image` decodes: all pictures of an animation, on request.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::gif::GifDecoder;
use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder, Delay, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::LOADED;
use crate::input::Input;
use crate::sniff::FormatKind;
use crate::verify::Doubt;

/// Decodes both and compares, each picture of an animation by itself. A kind of picture that `image` cannot decode in
/// the original is not compared: its coded data are the same bytes.
pub(in crate::verify) fn same_pixels(original: &Input<'_>, copy: &Input<'_>, format: FormatKind) -> Result<(), Doubt> {
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
fn pictures(input: &Input<'_>, format: FormatKind) -> Option<Pictures> {
    let mut bytes = vec![0; usize::try_from(input.len().min(LOADED)).ok()?];
    input.read_exact_at(0, &mut bytes).ok()?;
    let bytes = Cursor::new(bytes);
    catch_unwind(|| match format {
        FormatKind::Jpeg => still(bytes, ImageFormat::Jpeg),
        FormatKind::Png => still(bytes, ImageFormat::Png),
        FormatKind::Webp => {
            let decoder = WebPDecoder::new(bytes.clone()).ok()?;
            let moves = decoder.has_animation() && decoder.total_bytes() <= DECODED;
            if moves { Some(moving(decoder)) } else { still(bytes, ImageFormat::WebP) }
        }
        FormatKind::Gif => {
            let mut decoder = GifDecoder::new(bytes).ok()?;
            decoder.set_limits(limits()).ok()?;
            Some(moving(decoder))
        }
        // Videos are not decoded, and what is coded like them or by JPEG XL neither.
        FormatKind::Mp4 | FormatKind::QuickTime | FormatKind::ThreeGp | FormatKind::Heif | FormatKind::Avif | FormatKind::Jxl => {
            None
        }
        FormatKind::Tiff => still(bytes, ImageFormat::Tiff),
        // Raw photos are developed by nobody here.
        FormatKind::Dng => None,
    })
    .ok()
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
    catch_unwind(AssertUnwindSafe(|| pictures.next())).ok().flatten()
}
