//! What is hidden of a picture that stays: by a clean aperture (ISO/IEC 23008-12, 6.5.8), by the parameter sets of its codec, or
//! by a grid that is smaller than its tiles (6.6.2.3.1). It is in the coded data, which are not taken apart.

use std::collections::BTreeMap;

use super::meta::Meta;
use super::properties::Property;
use super::{data, derived, roles};
use crate::base::{Error, Input, Place};
use crate::formats::boxes;
use crate::model::{BmffElement, Crop, Field, FieldId};

/// Encoders fill up the last tiles of a grid, and tiles have no more columns or rows than this: iPhones have 640 by 896.
const TILE: u32 = 1024;

/// The field that tells what is hidden, if it is more than padding: of the primary picture, or else of another that stays.
pub(super) fn hidden(input: &Input<'_>, meta: &Meta, stays: &dyn Fn(u32) -> bool) -> Result<Option<Field>, Error> {
    let mut sizes: BTreeMap<u32, Sizes> = BTreeMap::new();
    for (id, properties) in meta.properties.of_items() {
        let sizes = sizes.entry(id).or_default();
        properties.for_each(|property| sizes.follow(property));
    }
    let others = meta.items.list.iter().filter(|item| item.id != meta.primary && stays(item.id) && roles::is_picture(item.kind));
    for id in [meta.primary].into_iter().chain(others.map(|item| item.id)) {
        let own = sizes.get(&id).map_or([None; 2], |sizes| [sizes.crop, sizes.window]);
        let crop = match own.into_iter().flatten().find(|crop| crop.hides(Crop::FEWEST)) {
            None => of_grid(input, meta, id, &sizes)?.filter(|crop| crop.hides(TILE)),
            crop => crop,
        };
        if let Some(crop) = crop {
            let place = Place::new(meta.body.start, format!("meta/item {id}"));
            return Ok(Some(Field::with(FieldId::Bmff(BmffElement::CroppedAway), place, crop.value())));
        }
    }
    Ok(None)
}

/// What the properties of an item, one after the other, make of its size.
#[derive(Debug, Default)]
struct Sizes {
    now: Option<(u32, u32)>,
    /// What its apertures hide.
    crop: Option<Crop>,
    /// What the parameter sets of its codec hide.
    window: Option<Crop>,
}

impl Sizes {
    fn follow(&mut self, property: &Property) {
        let (kind, body) = (property.kind, property.body());
        self.window = self.window.or(property.window);
        let cut = self.now.filter(|_| kind == *b"clap").and_then(|before| boxes::crop(body, before));
        let before = self.now;
        self.now = cut.map(|crop| crop.shown).or_else(|| boxes::size_after(kind, body, before));
        self.crop = match (cut, self.crop) {
            (Some(cut), earlier) => Some(Crop { whole: earlier.map_or(cut.whole, |earlier| earlier.whole), ..cut }),
            // Turned as a whole.
            (None, Some(Crop { shown, whole })) if self.now != before => {
                Some(Crop { shown: (shown.1, shown.0), whole: (whole.1, whole.0) })
            }
            (None, crop) => crop,
        };
    }
}

/// What a grid shows of all its tiles.
fn of_grid(input: &Input<'_>, meta: &Meta, id: u32, sizes: &BTreeMap<u32, Sizes>) -> Result<Option<Crop>, Error> {
    if meta.items.get(id).is_none_or(|item| item.kind != *b"grid") {
        return Ok(None);
    }
    let numbers = data::read(input, meta, id)?.and_then(|data| derived::grid_numbers(&data));
    let tile = meta.references.from(id, *b"dimg").next().and_then(|tile| sizes.get(&tile)?.now);
    Ok(numbers.zip(tile).map(|((rows, columns, width, height), (across, down))| Crop {
        shown: (width, height),
        whole: (columns.saturating_mul(across), rows.saturating_mul(down)),
    }))
}
