//! Whether the small previews in a photo show what the photo shows: they are decoded and compared with it. Only `check`
//! asks; cleaning needs no answer, because previews go in any case. What cannot be decoded is said to be not compared.

mod compare;
mod shows;

pub use shows::{Preview, Shows};

use std::io::Cursor;

use image::{GrayImage, ImageFormat, ImageReader, Limits};

use crate::base::{Input, Place, Span, guard};
use crate::blocks::exif;
use crate::formats::AnyScan;
use crate::model::{FieldId, JpegElement, Leftover};

/// Largest file or preview that is decoded.
const LARGEST: u64 = 64 << 20;
/// Most memory that a decoder may ask for: a picture of 100 megapixels.
const DECODED: u64 = 400 << 20;
/// Largest width or height.
const WIDEST: u32 = 32_768;
/// More previews in one file are not compared.
const MOST: usize = 8;

/// Compares every preview that stands in a photo as a picture of its own. Those that are no such picture are not listed.
#[must_use]
pub fn compare(input: &Input<'_>, scan: &AnyScan) -> Vec<Preview> {
    let mut found = thumbnails(input, scan);
    found.extend(second_pictures(input, scan));
    let mut picture: Option<Option<GrayImage>> = None;
    found.truncate(MOST);
    let previews = found.into_iter().map(|(place, bytes)| {
        let preview = bytes.as_deref().and_then(decode);
        let shows = preview.and_then(|preview| {
            // Decoded once for all previews, and not at all where none of them could be.
            let picture = picture.get_or_insert_with(|| whole(input).as_deref().and_then(decode)).as_ref()?;
            guard(|| compare::compare(picture, &preview))
        });
        Preview { place, shows: shows.unwrap_or(Shows::Unknown) }
    });
    previews.collect()
}

type Coded = (Place, Option<Vec<u8>>);

/// The thumbnails of Exif blocks.
fn thumbnails(input: &Input<'_>, scan: &AnyScan) -> Vec<Coded> {
    /// Identifiers and headers before a block are shorter.
    const HEADER: usize = 16;
    let holds_exif = |id: &FieldId| {
        *id == FieldId::Jpeg(JpegElement::Exif)
            || matches!(id, FieldId::Webp(id) | FieldId::Png(id) if id == b"EXIF" || id == b"eXIf")
    };
    let read = |span: Span| {
        let bytes = load(input, span)?;
        let header =
            (0..HEADER).find(|&at| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"II*\0") || rest.starts_with(b"MM\0*")));
        let header = header?;
        let (at, coded) = exif::thumbnail(bytes.get(header..)?)?;
        let at = span.start.saturating_add(header as u64).saturating_add(at as u64);
        Some((Place::new(at, "Exif thumbnail"), coded.map(<[u8]>::to_vec)))
    };
    scan.regions().into_iter().filter(|(_, id)| holds_exif(id)).filter_map(|(span, _)| read(span)).collect()
}

/// Pictures behind the picture, such as the larger previews of the multi-picture format.
fn second_pictures(input: &Input<'_>, scan: &AnyScan) -> Vec<Coded> {
    let of = |index: usize| scan.fields().iter().filter(move |field| field.region == index);
    // A gain map is a second picture as well, but none that anybody looks at.
    let is_map = |index: usize| of(index).any(|field| field.id == FieldId::Jpeg(JpegElement::GainMap));
    let regions = scan.regions();
    let pictures = regions.iter().enumerate().filter(|(_, (_, id))| **id == FieldId::Leftover(Leftover::Image));
    let place = |span: Span| Place::new(span.start, "second picture");
    pictures.filter(|(index, _)| !is_map(*index)).map(|(_, (span, _))| (place(*span), load(input, *span))).collect()
}

fn whole(input: &Input<'_>) -> Option<Vec<u8>> {
    load(input, Span::new(0, input.len()))
}

fn load(input: &Input<'_>, span: Span) -> Option<Vec<u8>> {
    input.copied(span, LARGEST).ok()
}

/// How light each point is; nothing where `image` cannot decode it within the limits.
fn decode(bytes: &[u8]) -> Option<GrayImage> {
    let decoded = guard(|| {
        let format = image::guess_format(bytes).ok()?;
        if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif) {
            return None;
        }
        let mut limits = Limits::default();
        (limits.max_alloc, limits.max_image_width, limits.max_image_height) = (Some(DECODED), Some(WIDEST), Some(WIDEST));
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(limits);
        Some(reader.decode().ok()?.into_luma8())
    });
    decoded.flatten()
}
