//! What `img-parts` sees in a JPEG: the segments of each image, up to its first scan.

use img_parts::jpeg::Jpeg;
use img_parts::{Bytes, ImageEXIF, ImageICC};

use super::seen::{LOADED, Seen, compare, sees};
use crate::base::{Input, Span};
use crate::model::{FieldId, Fresh, JpegElement, Keep, Region, Scan};
use crate::verify::doubt::Doubt;

/// How much of an image is passed on at first: to `img-parts`, everything after the first SOS is coded data anyway.
const HEADERS: u64 = 256 << 10;

/// Checks each image of a copy: the picture, and its gain map if it has one.
pub(super) fn agree<F: Fresh>(copy: &Input<'_>, scan: &Scan<F>, keep: Keep) -> Result<(), Doubt> {
    let starts = |region: &&Region<F>| region.id == FieldId::Jpeg(JpegElement::Soi);
    for start in scan.regions.iter().filter(starts).map(|region| region.span.start) {
        let of_image = scan.regions.iter().filter(|region| region.span.start >= start);
        let ends = |region: &&Region<F>| region.id != FieldId::Jpeg(JpegElement::Eoi);
        let regions: Vec<&Region<F>> = of_image.take_while(ends).collect();
        compare(look(copy, start, &regions)?, Seen::meant(regions), keep)?;
    }
    Ok(())
}

fn look<F: Fresh>(copy: &Input<'_>, start: u64, regions: &[&Region<F>]) -> Result<Seen, Doubt> {
    let image = parse(copy, start)?;
    let meant: Vec<Vec<u8>> = regions.iter().filter_map(|region| region.fresh.as_ref()).map(Fresh::compose).collect();
    for segment in image.segments() {
        let marker = segment.marker();
        let application = matches!(marker, 0xE0..=0xEF | 0xFE);
        // A profile may have been divided into other pieces than we would write: it is compared whole.
        let profile = marker == 0xE2 && segment.contents().starts_with(b"ICC_PROFILE\0");
        let written = || meant.iter().any(|meant| meant.get(1) == Some(&marker) && meant.get(4..) == Some(segment.contents()));
        if application && !profile && !written() {
            return Err(sees("img-parts", format!("a segment FF{marker:02X}")));
        }
    }
    Ok(Seen { exif: image.exif().map(|exif| exif.to_vec()), profile: image.icc_profile().map(|profile| profile.to_vec()) })
}

fn parse(copy: &Input<'_>, start: u64) -> Result<Jpeg, Doubt> {
    let rest = copy.len().saturating_sub(start);
    // Few have longer headers: all of it is passed on only if the first part ends before a scan.
    for shown in [rest.min(HEADERS), rest] {
        let bytes = copy.copied(Span::new(start, shown), LOADED).map_err(Doubt::Unreadable)?;
        match Jpeg::from_bytes(Bytes::from(bytes)) {
            Ok(image) if image.segments().iter().any(|segment| segment.has_entropy()) => return Ok(image),
            _ => {}
        }
    }
    Err(sees("img-parts", "no picture"))
}
