//! What parameter sets hide of coded pictures: so many columns and rows at each side (H.264, 7.4.2.1.1; H.265, 7.4.3.2.1).

use crate::model::Crop;

/// How many columns and rows one step of an offset has, by chroma format.
#[must_use]
pub const fn units(chroma_format: u32) -> (u32, u32) {
    match chroma_format {
        1 => (2, 2),
        2 => (2, 1),
        _ => (1, 1),
    }
}

/// What is left of a picture of this size without so many steps of these columns and rows: left, right, top, bottom.
#[must_use]
pub fn crop(whole: (u32, u32), [left, right, top, bottom]: [u32; 4], (across, down): (u32, u32)) -> Crop {
    let without = |whole: u32, steps: [u32; 2], unit: u32| {
        let hidden = steps.map(|steps| steps.saturating_mul(unit)).into_iter().fold(0, u32::saturating_add);
        whole.saturating_sub(hidden)
    };
    Crop { shown: (without(whole.0, [left, right], across), without(whole.1, [top, bottom], down)), whole }
}
