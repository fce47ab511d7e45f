//! What a sample entry says about pictures: their size, and the number of bits per point. Old codecs do not say so
//! anywhere else.

/// Size and depth of pictures (QuickTime File Format, Video Sample Description).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Raster {
    /// Points in a line.
    pub width: u16,
    /// Lines.
    pub height: u16,
    /// Bits per point; 33 to 40 for 1 to 8 bits of grey.
    pub depth: u16,
}

impl Raster {
    /// Bits per point, grey or not.
    #[must_use]
    pub const fn bits(self) -> u16 {
        match self.depth {
            33..=40 => self.depth & 0x1F,
            depth => depth,
        }
    }

    /// How many blocks of 4 by 4 points cover a picture.
    pub(super) fn blocks(self) -> u32 {
        u32::from(self.width.div_ceil(4)).saturating_mul(u32::from(self.height.div_ceil(4)))
    }
}
