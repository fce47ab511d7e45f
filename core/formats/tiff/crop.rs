//! What raw converters hide of the raw picture of a DNG file (DNG 1.7.1.0, chapter 4: ActiveArea, DefaultCropOrigin,
//! DefaultCropSize, DefaultUserCrop). It is in the coded data, which are not taken apart.

use super::numbers::Numbers;
use super::tag;
use crate::base::{Error, Input, Place};
use crate::containers::tiff::{Directory, File};
use crate::model::{Crop, Field, FieldId, TiffElement};

/// Top, left, bottom, right, in pixels.
const ACTIVE_AREA: u16 = 0xC68D;
/// Width and height, in pixels.
const DEFAULT_CROP_SIZE: u16 = 0xC620;
/// Top, left, bottom, right, as parts of what the default crop shows.
const DEFAULT_USER_CROP: u16 = 0xC7B5;

/// Sensors mask less than this part of a side to measure how dark black is; more that is not active is hidden.
const MASKED: u32 = 8;

/// The field that tells what is hidden of a picture, if it is more than the margins that converters need.
pub(super) fn hidden(input: &Input<'_>, file: &File, directory: &Directory) -> Result<Option<Field>, Error> {
    let numbers = |tag| -> Result<Vec<f64>, Error> {
        let Some(entry) = directory.find(tag) else { return Ok(Vec::new()) };
        Ok(Numbers::read(input, file, entry)?.map(|numbers| numbers.iter().collect()).unwrap_or_default())
    };
    let side = |tag| Ok::<_, Error>(u32::try_from(file.number(input, directory, tag)?.unwrap_or(0)).unwrap_or(u32::MAX));
    let picture = (side(tag::WIDTH)?, side(tag::LENGTH)?);
    let active = match numbers(ACTIVE_AREA)?.as_slice() {
        [top, left, bottom, right] => (Crop::pixels(right - left, picture.0), Crop::pixels(bottom - top, picture.1)),
        _ => picture,
    };
    let cropped = match numbers(DEFAULT_CROP_SIZE)?.as_slice() {
        [width, height] => (Crop::pixels(*width, active.0), Crop::pixels(*height, active.1)),
        _ => active,
    };
    let shown = match numbers(DEFAULT_USER_CROP)?.as_slice() {
        [top, left, bottom, right] => {
            let part = |side: u32, part: f64| Crop::pixels(f64::from(side) * part, side);
            (part(cropped.0, right - left), part(cropped.1, bottom - top))
        }
        _ => cropped,
    };
    let is_masked = |active: u32, picture: u32| picture.saturating_sub(active) <= picture / MASKED;
    let is_all = is_masked(active.0, picture.0) && is_masked(active.1, picture.1);
    let crop = Crop { shown, whole: if is_all { active } else { picture } };
    let id = FieldId::Tiff(TiffElement::CroppedAway);
    Ok(crop.hides(Crop::FEWEST).then(|| Field::with(id, Place::new(directory.span.start, "IFD"), crop.value())))
}
