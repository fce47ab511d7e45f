//! Decodes previews and the picture that they are in, and compares them.

use std::io::Cursor;

use image::{GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::coded::{coded, load};
use super::compare::{lightness, shown};
use super::shows::{Preview, Shows};
use crate::base::{Input, Span, guard};
use crate::containers::jpeg::{self, Element, marker};
use crate::formats::AnyScan;

/// Most memory that the picture and all previews of one file may take, including what their decoders hold.
const DECODED: u64 = 208 << 20;
/// Largest width or height.
const WIDEST: u32 = 32_768;

/// Compares every preview that is a picture in its own right. Others are not listed.
#[must_use]
pub fn compare(input: &Input<'_>, scan: &AnyScan) -> Vec<Preview> {
    let mut picture: Option<Option<GrayImage>> = None;
    let mut room = DECODED;
    // One after the other: no two are in memory at once.
    let found = coded(input, scan);
    let previews = found.map(|(place, bytes)| {
        let preview = bytes.and_then(|bytes| decode(&bytes, &mut room));
        let shows = preview.and_then(|preview| {
            // Decoded once for all previews, and not at all if none of them could be.
            let picture = picture.get_or_insert_with(|| whole(input).and_then(|bytes| decode(&bytes, &mut room))).as_ref()?;
            guard(|| shown(picture, &preview))
        });
        Preview { place, shows: shows.unwrap_or(Shows::Unknown) }
    });
    previews.collect()
}

fn whole(input: &Input<'_>) -> Option<Vec<u8>> {
    load(input, Span::new(0, input.len()))
}

/// How light each pixel is; `None` if nothing here can decode it, or there is no room for it.
fn decode(bytes: &[u8], room: &mut u64) -> Option<GrayImage> {
    let format = image::guess_format(bytes).ok()?;
    let decoded = guard(|| match format {
        ImageFormat::Jpeg => match luma_decoder(bytes) {
            Some(decoder) => luma(decoder, bytes, room),
            None => any(bytes, format, room),
        },
        ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif => any(bytes, format, room),
        _ => None,
    });
    decoded.flatten()
}

/// What decodes a JPEG picture without its colours, which is half of the work; `None` if it has no luma (it may be RGB, or
/// CMYK).
fn luma_decoder(bytes: &[u8]) -> Option<JpegDecoder<ZCursor<&[u8]>>> {
    let side = usize::try_from(WIDEST).ok()?;
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    matches!(decoder.input_colorspace()?, ColorSpace::YCbCr | ColorSpace::Luma).then_some(decoder)
}

fn luma(mut decoder: JpegDecoder<ZCursor<&[u8]>>, bytes: &[u8], room: &mut u64) -> Option<GrayImage> {
    let (width, height) = decoder.dimensions()?;
    let [width, height] = [width, height].map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    let points = u64::from(width).saturating_mul(height.into());
    // All coefficients of a progressive one, two bytes each.
    let held = if is_progressive(bytes) { points.saturating_mul(6) } else { 0 };
    *room = room.checked_sub(points.saturating_add(held).saturating_add(bytes.len() as u64))?;
    GrayImage::from_raw(width, height, decoder.decode().ok()?)
}

/// The same of a picture that `image` decodes.
fn any(bytes: &[u8], format: ImageFormat, room: &mut u64) -> Option<GrayImage> {
    let len = bytes.len() as u64;
    let mut limits = Limits::default();
    (limits.max_alloc, limits.max_image_width, limits.max_image_height) = (Some(*room), Some(WIDEST), Some(WIDEST));
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().ok()?;
    let pixels = decoder.total_bytes();
    // A JPEG decoder holds the file a second time, and for a progressive one all coefficients (two bytes each).
    let held = match format {
        ImageFormat::Jpeg if is_progressive(bytes) => len.saturating_add(pixels.saturating_mul(2)),
        ImageFormat::Jpeg => len,
        ImageFormat::Gif | ImageFormat::WebP => pixels.saturating_mul(2),
        _ => 0,
    };
    *room = room.checked_sub(pixels.saturating_add(held).saturating_add(len))?;
    light(decoder)
}

fn is_progressive(bytes: &[u8]) -> bool {
    let (image, _) = jpeg::walk_as_far(&Input::from_bytes(bytes), 0);
    image.elements.iter().any(|element| matches!(element, Element::Segment(segment) if segment.marker == marker::SOF2))
}

/// The same, from a decoder: each pixel is replaced by its lightness in place, so that there is no second picture.
fn light(decoder: impl ImageDecoder) -> Option<GrayImage> {
    let ([width, height], colour) = (<[u32; 2]>::from(decoder.dimensions()), decoder.color_type());
    let mut pixels = vec![0; usize::try_from(decoder.total_bytes()).ok()?];
    decoder.read_image(&mut pixels).ok()?;
    let (channels, point) = (usize::from(colour.channel_count()), usize::from(colour.bytes_per_pixel()));
    let sample = point.checked_div(channels)?;
    let points = pixels.len().checked_div(point)?;
    for index in 0..points {
        let start = index.saturating_mul(point);
        // The more significant byte of a two-byte sample.
        let at = |channel: usize| {
            let first = start.saturating_add(channel.saturating_mul(sample));
            let significant = if sample == 2 && cfg!(target_endian = "little") { 1 } else { 0 };
            pixels.get(first.saturating_add(significant)).copied().unwrap_or(0)
        };
        let light = if channels < 3 { at(0) } else { lightness([at(0), at(1), at(2)]) };
        *pixels.get_mut(index)? = light;
    }
    pixels.truncate(points);
    pixels.shrink_to_fit();
    GrayImage::from_raw(width, height, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::zlib;
    use crate::testing::png::{HEADER, chunk, stream};

    fn picture(header: &[u8], row: &[u8]) -> Vec<u8> {
        let data = zlib::deflate(row).unwrap();
        stream(&[chunk(b"IHDR", header), chunk(b"IDAT", &data), chunk(b"IEND", &[])])
    }

    #[test]
    fn what_has_no_room_is_not_decoded() {
        let file = picture(HEADER, &[0, 7]);
        let len = file.len() as u64;
        let mut room = 1 << 20;
        assert_eq!(decode(&file, &mut room).map(GrayImage::into_raw), Some(vec![7]));
        assert_eq!(room, (1 << 20) - len - 1);
        assert_eq!(decode(&file, &mut len.clone()), None);
    }

    #[test]
    fn light_is_that_of_the_more_significant_bytes_in_the_weights_of_bt_709() {
        let header = [0, 0, 0, 1, 0, 0, 0, 1, 16, 2, 0, 0, 0];
        let light = |pixel: [u8; 6]| decode(&picture(&header, &[&[0][..], &pixel].concat()), &mut (1 << 20)).unwrap().into_raw();
        assert_eq!(light([255, 0, 0, 255, 0, 255]), [54]);
        assert_eq!(light([255, 255, 255, 255, 255, 255]), [255]);
    }

    /// Weights differ between the two, so that colours of one lightness may not have that of the other: a comparison must
    /// not mind.
    #[test]
    fn a_jpeg_without_its_colours_shows_what_it_shows_with_them() {
        let pictures: [&[u8]; 4] = [
            include_bytes!("../../fixtures/jpeg/baseline.jpg"),
            include_bytes!("../../fixtures/jpeg/baseline-440.jpg"),
            include_bytes!("../../fixtures/jpeg/progressive.jpg"),
            include_bytes!("../../fixtures/jpeg/restart-rows.jpg"),
        ];
        for bytes in pictures {
            let decoder = || luma_decoder(bytes).unwrap();
            let one = luma(decoder(), bytes, &mut DECODED.clone()).unwrap();
            let other = any(bytes, ImageFormat::Jpeg, &mut DECODED.clone()).unwrap();
            assert_eq!(one.dimensions(), other.dimensions());
            assert_eq!(shown(&one, &other), Shows::Same);
            assert_eq!(luma(decoder(), bytes, &mut 100), None, "there is no room");
        }
    }

    #[test]
    fn a_jpeg_that_has_no_luma_is_decoded_all_the_same() {
        let rgb: &[u8] = include_bytes!("../../fixtures/jpeg/rgb-adobe.jpg");
        assert!(luma_decoder(rgb).is_none());
        assert!(decode(rgb, &mut DECODED.clone()).is_some());
    }
}
