//! Which colours of a table the points of images have (GIF89a, 19 and 21).

use super::packed::Packed;
use crate::base::{Error, Input, Span};
use crate::codecs::lzw;
use crate::containers::gif::own_colours;
use crate::formats::palette::Used;

/// Those of images that have no table of their own, and the one behind them all, which some decoders show (18).
pub(super) fn by_all(input: &Input<'_>, images: &[Span], behind: u8) -> Result<Used, Error> {
    let mut used = Used::NONE;
    used.add(behind);
    for image in images {
        if own_colours(input, *image)?.is_empty() {
            used = used.or(by(input, *image)?);
        }
    }
    Ok(used)
}

/// Those of an image.
pub(super) fn by(input: &Input<'_>, image: Span) -> Result<Used, Error> {
    let packed = Packed::read(input, image)?;
    let there = packed.and_then(|Packed { coded, form, points }| lzw::bytes_in(&coded.bytes, form, points));
    Ok(there.map_or(Used::ALL, Used::of))
}
