//! Which images of a GIF file nobody sees: those that lie wholly outside its canvas.

use crate::base::{Error, Input, Span};
use crate::containers::gif::Block;

/// The canvas that images are drawn on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Canvas {
    /// Width and height: those of the logical screen (18), or as much as the first image needs, as in browsers.
    pub(super) size: [u16; 2],
    /// Where the first image begins. It is on the canvas that it makes, even without a point.
    first: Option<u64>,
}

impl Canvas {
    /// That of a file.
    pub(super) fn of(input: &Input<'_>, screen: Span, blocks: &[Block]) -> Result<Self, Error> {
        let [_, _, _, _, _, _, width, wider, height, higher] = input.array(screen.start)?;
        let mut size = [u16::from_le_bytes([width, wider]), u16::from_le_bytes([height, higher])];
        let first = blocks.iter().find_map(|block| if let Block::Image(span) = block { Some(*span) } else { None });
        if let Some(first) = first {
            let ([left, top], [width, height]) = place(input, first)?;
            size = [size[0].max(left.saturating_add(width)), size[1].max(top.saturating_add(height))];
        }
        Ok(Self { size, first: first.map(|first| first.start) })
    }

    /// Whether an image lies wholly outside.
    pub(super) fn lacks(&self, input: &Input<'_>, image: Span) -> Result<bool, Error> {
        if self.first == Some(image.start) {
            return Ok(false);
        }
        let ([left, top], _) = place(input, image)?;
        Ok(left >= self.size[0] || top >= self.size[1])
    }
}

/// Where an image lies, and how large it is (20).
fn place(input: &Input<'_>, image: Span) -> Result<([u16; 2], [u16; 2]), Error> {
    let [_, x0, x1, y0, y1, w0, w1, h0, h1] = input.array(image.start)?;
    let number = |low, high| u16::from_le_bytes([low, high]);
    Ok(([number(x0, x1), number(y0, y1)], [number(w0, w1), number(h0, h1)]))
}
