//! What a sample entry says of the size of its pictures, and what it hides of them: by a clean aperture that shows only
//! a part of them (ISO/IEC 14496-12, 12.1.4), or by parameter sets that do.

use super::{entry_fields, picture_fields};
use crate::base::{Error, Input};
use crate::codecs::configuration;
use crate::containers::bmff::{BmffBox, Boxes};
use crate::formats::boxes;
use crate::model::Crop;

/// What is hidden by an entry with these boxes, if it is more than padding.
pub(super) fn hidden(input: &Input<'_>, entry: &BmffBox, found: &Boxes) -> Option<Crop> {
    let raster = picture_fields::raster(input, entry).ok()?;
    let whole = (raster.width.into(), raster.height.into());
    let apertures = found.all(*b"clap").filter_map(|aperture| boxes::crop(&input.bytes(aperture.body()).ok()?, whole));
    apertures.chain(windows(input, &found.list)).filter(|crop| crop.hides(Crop::FEWEST)).max_by_key(|crop| crop.hidden())
}

/// What parameter sets among these boxes show of pictures.
fn windows(input: &Input<'_>, list: &[BmffBox]) -> impl Iterator<Item = Crop> {
    let sets = list.iter().filter(|inner| matches!(&inner.kind, b"avcC" | b"hvcC"));
    sets.filter_map(|inner| configuration::crop(inner.kind, &input.bytes(inner.body()).ok()?))
}

/// Width and height of pictures: what stands there, unless parameter sets say something else.
pub(super) fn size(input: &Input<'_>, entry: &BmffBox) -> Result<[u16; 2], Error> {
    let raster = picture_fields::raster(input, entry)?;
    let stands = [raster.width, raster.height];
    let list = entry_fields::inner_boxes(input, entry, false)?;
    // As they are coded, or as they are shown.
    let is_own = |crop: &Crop| {
        let stands = stands.map(u32::from);
        [crop.shown, crop.whole].into_iter().any(|(across, down)| stands == [across, down])
    };
    let windows: Vec<Crop> = windows(input, &list).collect();
    let Some(other) = windows.first().filter(|_| !windows.iter().any(is_own)) else { return Ok(stands) };
    let short = |number: u32| u16::try_from(number).unwrap_or(0);
    Ok([short(other.shown.0), short(other.shown.1)])
}
