//! What a sample entry hides of its pictures: by a clean aperture that shows only a part of them (ISO/IEC 14496-12, 12.1.4),
//! or by parameter sets that do.

use super::picture_fields;
use crate::base::Input;
use crate::codecs::configuration;
use crate::containers::bmff::{BmffBox, Boxes};
use crate::formats::boxes;
use crate::model::Crop;

/// What is hidden by an entry with these boxes, if it is more than padding.
pub(super) fn hidden(input: &Input<'_>, entry: &BmffBox, found: &Boxes) -> Option<Crop> {
    let raster = picture_fields::raster(input, entry).ok()?;
    let whole = (raster.width.into(), raster.height.into());
    let apertures = found.all(*b"clap").filter_map(|aperture| boxes::crop(&input.bytes(aperture.body()).ok()?, whole));
    let sets = found.list.iter().filter(|inner| matches!(&inner.kind, b"avcC" | b"hvcC"));
    let windows = sets.filter_map(|inner| configuration::crop(inner.kind, &input.bytes(inner.body()).ok()?));
    apertures.chain(windows).filter(|crop| crop.hides(Crop::FEWEST)).max_by_key(|crop| crop.hidden())
}
