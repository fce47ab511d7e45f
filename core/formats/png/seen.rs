//! What the chunks of a PNG file have said so far, and what later ones may therefore say.

use super::animation::Animation;
use super::colours::Colours;
use crate::base::{Error, Input, Limits};
use crate::containers::png::Chunk;
use crate::formats::palette::Used;

/// The colour type of pictures with a palette (11.2.1).
pub(super) const PALETTE: u8 = 3;

/// What came before, as far as it matters here.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) exif: bool,
    /// Whether a packet said how the picture is shown.
    pub(super) shown: bool,
    pub(super) texts: usize,
    pub(super) data: bool,
    pub(super) once: Vec<[u8; 4]>,
    /// Width and height (11.2.1), once `IHDR` has been read.
    pub(super) size: [u32; 2],
    /// Bits per sample.
    pub(super) depth: u8,
    /// Colour type of the picture.
    pub(super) colour: u8,
    pub(super) animation: Animation,
    /// What decoders follow for colours.
    pub(super) colouring: Colours,
    /// Entries of the palette, and which of them are needed.
    pub(super) colours: u64,
    pub(super) used: Used,
}

impl Seen {
    /// Remembers what the lengths of later chunks depend on.
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

    /// The largest value of a sample.
    pub(super) fn largest_sample(&self) -> u16 {
        u16::MAX.checked_shr(16_u32.saturating_sub(u32::from(self.depth))).unwrap_or(0)
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

    /// The samples of a transparent colour, without bits that no sample of this picture has: decoders leave them aside
    /// (11.3.1.1). Colours of a palette that no point has are opaque.
    pub(super) fn used_bits(&self, data: &[u8]) -> Vec<u8> {
        if self.colour == PALETTE {
            return self.used.only_opacities(data);
        }
        let used = self.largest_sample().to_be_bytes();
        data.iter().zip(used.iter().cycle()).map(|(byte, used)| byte & used).collect()
    }

    /// Samples per pixel.
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
    /// picture that does not use it; transparency in addition to alpha, repeated, of a wrong length, or where it is not
    /// allowed (11.2.2, 11.3.1.1, 11.3.6).
    pub(super) fn is_idle(&self, chunk: &Chunk) -> bool {
        match &chunk.kind {
            b"acTL" => self.data || self.animation.is_announced(),
            b"fcTL" => !self.animation.is_announced(),
            b"fdAT" => !self.animation.is_announced() || !self.data,
            b"PLTE" => self.colour != PALETTE,
            b"tRNS" => self.data || self.once.contains(b"tRNS") || !self.matches(chunk) || !chunk.intact,
            _ => false,
        }
    }

    /// Whether a chunk has the right length for the colours of this picture (11.3.1.1, 11.3.4).
    pub(super) fn matches(&self, chunk: &Chunk) -> bool {
        let len = chunk.data.len;
        match (&chunk.kind, self.colour) {
            // Browsers read the beginning of one that is too long, libpng skips it: it keeps its length.
            (b"tRNS", PALETTE) => self.colours > 0 && (1..=256).contains(&len),
            (b"tRNS", 0 | 2) => len >= self.transparency(),
            (b"tRNS", _) => false,
            (b"bKGD", 0 | 4) => len == 2,
            (b"bKGD", 2 | 6) => len == 6,
            (b"bKGD", PALETTE) => len == 1,
            _ => true,
        }
    }

    /// How much each compressed text may inflate to; little, once there are many of them: they add up.
    pub(super) fn limits(&mut self, kind: &[u8; 4], limits: &Limits) -> Limits {
        const MANY: usize = 16;
        if !matches!(kind, b"zTXt" | b"iTXt") {
            return limits.clone();
        }
        self.texts = self.texts.saturating_add(1);
        let inflated_bytes = if self.texts > MANY { 64 << 10 } else { limits.inflated_bytes / 8 };
        Limits { inflated_bytes, ..limits.clone() }
    }

    /// Whether viewers skip a chunk of this type here: a second one, or one after the data that should be before them
    /// (5.6, table 7).
    pub(super) fn misplaced(&mut self, kind: &[u8; 4]) -> bool {
        const ONCE: [&[u8; 4]; 10] = [b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"iCCP"];
        if !ONCE.contains(&kind) {
            return false;
        }
        self.again(kind) || self.data
    }

    /// Whether there was already a chunk of this type.
    pub(super) fn again(&mut self, kind: &[u8; 4]) -> bool {
        let again = self.once.contains(kind);
        if !again {
            self.once.push(*kind);
        }
        again
    }
}
