//! Parsers that share no code with ours read the copy: `img-parts` its segments or chunks, `kamadak-exif` its Exif,
//! and, on request, `image` its pixels.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{ImageReader, Limits};
use img_parts::jpeg::Jpeg;
use img_parts::png::Png;
use img_parts::{Bytes, ImageEXIF, ImageICC};

use super::Doubt;
use crate::input::{Input, Span};
use crate::model::{Fresh, Scan};
use crate::sniff::FormatKind;

/// Above this, a copy is not loaded for other parsers, which know no streaming.
const LOADED: u64 = 64 << 20;

/// Markers, beyond the tables and frames of the picture, that a cleaned JPEG may have before its first scan.
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

/// Asks `img-parts` and `kamadak-exif` whether they see anything but what was meant to be written.
pub(super) fn agree(copy: &Input<'_>, scan: &Scan) -> Result<(), Doubt> {
    if copy.len() > LOADED {
        return Ok(());
    }
    let meant = scan.regions.iter().find_map(|region| match region.fresh {
        Some(Fresh::Orientation(orientation)) => Some(orientation),
        _ => None,
    });
    let seen = guarded("img-parts", || match scan.format {
        FormatKind::Jpeg => jpeg(copy),
        FormatKind::Png => png(copy, scan),
    })?;
    match (seen, meant) {
        (None, None) => Ok(()),
        (Some(block), Some(orientation)) if *block == *crate::blocks::exif::compose(orientation) => {
            guarded("kamadak-exif", || only_orientation(&block, orientation.value()))
        }
        (Some(_), _) => Err(sees("img-parts", "an Exif block")),
        (None, Some(_)) => Err(sees("img-parts", "no Exif block")),
    }
}

fn sees(parser: &'static str, what: impl Into<String>) -> Doubt {
    Doubt::SecondEyes { parser, sees: what.into() }
}

/// A parser of others may panic; that is a doubt, not a crash.
fn guarded<T>(parser: &'static str, ask: impl FnOnce() -> Result<T, Doubt>) -> Result<T, Doubt> {
    catch_unwind(AssertUnwindSafe(ask)).unwrap_or_else(|_| Err(sees(parser, "something that it panics at")))
}

/// How much of a JPEG `img-parts` is shown at first: it takes all that follows the first SOS for coded data anyway.
const HEADERS: u64 = 256 << 10;

fn jpeg(copy: &Input<'_>) -> Result<Option<Vec<u8>>, Doubt> {
    let mut shown = copy.len().min(HEADERS);
    let image = loop {
        let bytes = Bytes::copy_from_slice(&copy.bytes(Span::new(0, shown)).map_err(Doubt::Unreadable)?);
        match Jpeg::from_bytes(bytes) {
            Ok(image) if image.segments().iter().any(|segment| segment.has_entropy()) => break image,
            _ if shown < copy.len() => shown = copy.len().min(copy.limits().block_bytes.max(shown.saturating_add(1))),
            _ => return Err(sees("img-parts", "no picture")),
        }
    };
    for segment in image.segments() {
        let known = match segment.marker() {
            APP0 => segment.contents().starts_with(b"JFIF\0") && segment.contents().len() == 14,
            APP1 => segment.contents().starts_with(b"Exif\0\0"),
            APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
            APP14 => segment.contents().starts_with(b"Adobe") && segment.contents().len() == 12,
            0xE3..=0xED | 0xEF | 0xFE => false,
            _ => true,
        };
        if !known {
            return Err(sees("img-parts", format!("a segment FF{:02X}", segment.marker())));
        }
    }
    Ok(image.exif().map(|exif| exif.to_vec()))
}

fn png(copy: &Input<'_>, scan: &Scan) -> Result<Option<Vec<u8>>, Doubt> {
    let whole = match copy.in_memory() {
        Some(bytes) => Bytes::copy_from_slice(bytes),
        None => Bytes::copy_from_slice(&copy.bytes(Span::new(0, copy.len())).map_err(Doubt::Unreadable)?),
    };
    let image = Png::from_bytes(whole).map_err(|error| sees("img-parts", error.to_string()))?;
    for chunk in image.chunks() {
        let rule = crate::policy::rule(&crate::model::FieldId::Png(chunk.kind()));
        if rule.treatment == crate::policy::Treatment::Remove {
            return Err(sees("img-parts", String::from_utf8_lossy(&chunk.kind())));
        }
    }
    let profile = scan.regions.iter().any(|region| matches!(region.fresh, Some(Fresh::CompressedProfile(_))));
    if image.icc_profile().is_some() && !profile {
        return Err(sees("img-parts", "a colour profile"));
    }
    Ok(image.exif().map(|exif| exif.to_vec()))
}

fn only_orientation(block: &[u8], value: u8) -> Result<(), Doubt> {
    let read = exif::Reader::new().read_raw(block.to_vec()).map_err(|error| sees("kamadak-exif", error.to_string()))?;
    let mut fields = read.fields();
    let first = fields.next();
    let right =
        first.is_some_and(|field| field.tag == exif::Tag::Orientation && field.value.get_uint(0) == Some(u32::from(value)));
    match (right, fields.next()) {
        (true, None) => Ok(()),
        (_, other) => Err(sees("kamadak-exif", other.or(first).map_or_else(String::new, |field| field.tag.to_string()))),
    }
}

/// Decodes both and compares. A kind of picture that `image` cannot decode in the original is not compared: its
/// coded data are the same bytes.
pub(super) fn same_pixels(original: &Input<'_>, copy: &Input<'_>, format: FormatKind) -> Result<(), Doubt> {
    let format = match format {
        FormatKind::Jpeg => image::ImageFormat::Jpeg,
        FormatKind::Png => image::ImageFormat::Png,
    };
    let Some(before) = decode(original, format) else { return Ok(()) };
    if decode(copy, format).is_some_and(|after| after == before) { Ok(()) } else { Err(Doubt::PixelsChanged) }
}

fn decode(input: &Input<'_>, format: image::ImageFormat) -> Option<image::DynamicImage> {
    let mut bytes = vec![0; usize::try_from(input.len().min(LOADED)).ok()?];
    input.read_exact_at(0, &mut bytes).ok()?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(1 << 30);
    reader.limits(limits);
    catch_unwind(AssertUnwindSafe(|| reader.decode().ok())).ok().flatten()
}
