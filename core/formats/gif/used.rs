//! Which colours of a table the points of images have (GIF89a, 19 and 21).

use crate::base::{Error, Input, Span, cost};
use crate::codecs::lzw::{self, Form};
use crate::containers::gif::{ImageData, image_data};
use crate::formats::coded::Coded;
use crate::formats::palette::Used;

/// Those of images that have no table of their own, and the one behind them all, which some decoders show (18).
pub(super) fn by_all(input: &Input<'_>, images: &[Span], behind: u8) -> Result<Used, Error> {
    let mut used = Used::NONE;
    used.add(behind);
    for image in images {
        let data = image_data(input, *image)?;
        if data.colours.is_empty() {
            used = used.and(by(input, *image, data)?);
        }
    }
    Ok(used)
}

/// Those of an image.
pub(super) fn by(input: &Input<'_>, image: Span, data: ImageData) -> Result<Used, Error> {
    let ImageData { size: [width, height], minimum, blocks, .. } = data;
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    input.budget().draw(image.len.saturating_mul(cost::DECODED), image.start)?;
    let read = Form::of_gif(minimum).zip(Coded::read(input, blocks)?);
    let there = read.and_then(|(form, coded)| lzw::bytes_in(&coded.bytes, form, pixels));
    Ok(there.map_or(Used::ALL, Used::of))
}
