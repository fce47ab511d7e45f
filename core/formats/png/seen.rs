//! What the chunks of a PNG file said so far, and what later ones may say because of it.

use super::animation::Animation;
use crate::base::{Error, Input, Limits};
use crate::containers::png::Chunk;

/// The colour type of pictures with a palette (11.2.1).
pub(super) const PALETTE: u8 = 3;

/// What came before, as far as it matters for what comes now.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) exif: bool,
    /// Whether a packet said how the picture is shown.
    pub(super) shown: bool,
    pub(super) palettes: usize,
    pub(super) texts: usize,
    pub(super) data: bool,
    pub(super) once: Vec<[u8; 4]>,
    /// Width and height (11.2.1), once `IHDR` was met.
    pub(super) size: [u32; 2],
    /// Bits of a sample.
    pub(super) depth: u8,
    /// Colour type of the picture.
    pub(super) colour: u8,
    pub(super) animation: Animation,
    /// Entries of the palette.
    pub(super) colours: u64,
}

impl Seen {
    /// Remembers what lengths of later chunks follow from.
    pub(super) fn learn(&mut self, input: &Input<'_>, chunk: &Chunk) -> Result<(), Error> {
        match &chunk.kind {
            b"IHDR" => {
                let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour] = input.array(chunk.data.start)?;
                self.size = [u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3])];
                (self.depth, self.colour) = (depth, colour);
            }
            b"PLTE" => self.colours = (chunk.data.len / 3).min(self.most_colours()),
            _ => {}
        }
        Ok(())
    }

    /// How many colours an index can name.
    pub(super) fn most_colours(&self) -> u64 {
        1_u64.checked_shl(u32::from(self.depth)).unwrap_or(0)
    }

    /// How many bytes of transparency decoders read (11.3.1.1).
    pub(super) fn transparency(&self) -> u64 {
        match self.colour {
            0 => 2,
            2 => 6,
            PALETTE => self.colours,
            _ => 0,
        }
    }

    /// Samples of a pixel.
    pub(super) const fn channels(&self) -> usize {
        match self.colour {
            // The colours of a palette have three samples.
            2 | PALETTE => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    /// Whether nobody shows a chunk: an animation that is announced late or again, or not at all; a palette in a
    /// picture that does not use it; transparency beside alpha, again, of a wrong length, or where none can stand
    /// (11.2.2, 11.3.1.1, 11.3.6).
    pub(super) fn is_idle(&self, chunk: &Chunk) -> bool {
        match &chunk.kind {
            b"acTL" => self.data || self.animation.is_announced(),
            b"fcTL" => !self.animation.is_announced(),
            b"fdAT" => !self.animation.is_announced() || !self.data,
            b"PLTE" | b"hIST" => self.colour != PALETTE,
            b"tRNS" => self.data || self.once.contains(b"tRNS") || !self.matches(chunk) || !chunk.intact,
            _ => false,
        }
    }

    /// Whether a chunk is as long as the colours of this picture make it (11.3.1.1, 11.3.4).
    pub(super) fn matches(&self, chunk: &Chunk) -> bool {
        let len = chunk.data.len;
        match (&chunk.kind, self.colour) {
            (b"hIST", _) => len == self.colours.saturating_mul(2),
            // Browsers read the beginning of one that is too long, libpng passes over it: it stays as long as it is.
            (b"tRNS", PALETTE) => self.colours > 0 && (1..=256).contains(&len),
            (b"tRNS", 0 | 2) => len >= self.transparency(),
            (b"tRNS", _) => false,
            (b"bKGD", 0 | 4) => len == 2,
            (b"bKGD", 2 | 6) => len == 6,
            (b"bKGD", PALETTE) => len == 1,
            _ => true,
        }
    }

    /// Compressed texts may inflate to so much each, and to little after many of them: they add up.
    pub(super) fn limits(&mut self, kind: &[u8; 4], limits: &Limits) -> Limits {
        const MANY: usize = 16;
        if !matches!(kind, b"zTXt" | b"iTXt") {
            return limits.clone();
        }
        self.texts = self.texts.saturating_add(1);
        let inflated_bytes = if self.texts > MANY { 64 << 10 } else { limits.inflated_bytes / 8 };
        Limits { inflated_bytes, ..limits.clone() }
    }

    /// Whether viewers pass over a chunk of this type here: a second one, or one behind the data that has to stand before it (5.6, table 7).
    pub(super) fn misplaced(&mut self, kind: &[u8; 4]) -> bool {
        const ONCE: [&[u8; 4]; 11] =
            [b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"iCCP"];
        if !ONCE.contains(&kind) {
            return false;
        }
        self.again(kind) || self.data
    }

    /// Whether a chunk of this type was met before.
    pub(super) fn again(&mut self, kind: &[u8; 4]) -> bool {
        let again = self.once.contains(kind);
        if !again {
            self.once.push(*kind);
        }
        again
    }
}
