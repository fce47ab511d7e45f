//! The LZW data of an image (GIF89a, 22), put together from their sub-blocks.

use crate::base::{Error, Input, Span, cost};
use crate::codecs::lzw::Form;
use crate::containers::gif::{ImageData, image_data};
use crate::formats::coded::Coded;

/// The data of an image, and what they unpack to.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) coded: Coded,
    pub(super) form: Form,
    /// A byte for each point.
    pub(super) points: u64,
}

impl Packed {
    /// Those of an image, from its descriptor on; `None` if no decoder accepts them, or they are too large to be held.
    pub(super) fn read(input: &Input<'_>, image: Span) -> Result<Option<Self>, Error> {
        let ImageData { size: [width, height], minimum, blocks } = image_data(input, image)?;
        input.budget().draw(image.len.saturating_mul(cost::DECODED), image.start)?;
        let read = Form::of_gif(minimum).zip(Coded::read(input, blocks)?);
        let points = u64::from(width).saturating_mul(u64::from(height));
        Ok(read.map(|(form, coded)| Self { coded, form, points }))
    }
}
