//! Small pictures made from photos: decoded, turned the right way up, shrunk and encoded again, so that they contain nothing of
//! the file but its picture. What cannot be decoded gets none.

use std::io::Cursor;
use std::path::Path;

use data_encoding::BASE64;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use untrace_core::base::guard;

/// Pixels on the longer side: twice as many as a page shows.
const SIDE: u32 = 320;
/// Of the encoding, from 1 to 100.
const QUALITY: u8 = 78;
/// Pictures that take more memory are left out.
const MOST_BYTES: u64 = 256 << 20;

/// A small picture of a photo, as a `data:` URI.
#[must_use]
pub fn data_uri(photo: &Path) -> Option<String> {
    // The decoders are other people's work.
    let jpeg = guard(|| small(photo))??;
    Some(format!("data:image/jpeg;base64,{}", BASE64.encode(&jpeg)))
}

fn small(photo: &Path) -> Option<Vec<u8>> {
    let mut reader = ImageReader::open(photo).ok()?.with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    // `thumbnail` would enlarge small ones.
    if picture.width().max(picture.height()) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    picture.apply_orientation(orientation);
    let mut jpeg = Cursor::new(Vec::new());
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).ok()?;
    Some(jpeg.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(width: u32, height: u32) -> (u32, u32) {
        let file = tempfile::Builder::new().suffix(".png").tempfile().unwrap();
        DynamicImage::new_rgb8(width, height).save(file.path()).unwrap();
        let small = image::load_from_memory(&small(file.path()).unwrap()).unwrap();
        (small.width(), small.height())
    }

    #[test]
    fn large_pictures_get_smaller_and_small_ones_stay() {
        assert_eq!(
            [sides(1280, 640), sides(640, 1280), sides(40, 30), sides(320, 1)],
            [(320, 160), (160, 320), (40, 30), (320, 1)]
        );
    }
}
