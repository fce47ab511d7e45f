//! Which values a chunk of fixed length can have (PNG third edition, 11): anything else could be text, and goes.

use super::seen::Seen;
use crate::base::{ByteOrder, Cursor};
use crate::blocks::cicp;
use crate::blocks::mastering::{self, Order};

/// Whether a chunk contains what its type can say about this picture; true if it has no fixed form.
pub(super) fn are_sane(kind: &[u8; 4], data: &[u8], seen: &Seen) -> bool {
    /// In units of 0.00001, with room for rounding.
    const LARGEST_CHROMATICITY: u32 = 110_000;
    const LARGEST_GAMMA: u32 = 1_000_000;
    /// Pixels per metre: more than any screen or print has.
    const DENSEST: u32 = 1_000_000;
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    match kind {
        // Beside something that decoders follow instead, only what sRGB means anyway: programs write that along.
        b"cHRM" if seen.colouring.beaten => data == SRGB_CHROMATICITIES,
        b"gAMA" if seen.colouring.beaten => data == SRGB_GAMMA,
        b"cLLI" | b"mDCV" if !seen.colouring.bright => false,
        b"cHRM" => words(cursor).all(|value| value <= LARGEST_CHROMATICITY),
        b"gAMA" => words(cursor).all(|value| value <= LARGEST_GAMMA),
        b"cLLI" => data.first_chunk().is_some_and(|data| mastering::light_levels_in_parts(*data).is_some()),
        b"mDCV" => data.first_chunk().is_some_and(|data| mastering::display(*data, Order::Rgb).is_some()),
        b"sRGB" => data.iter().all(|&intent| intent <= 3),
        b"cICP" => data.first_chunk().is_some_and(|codes| cicp::are_listed(*codes)),
        b"sBIT" => {
            // Palette colours have eight bits, however few an index has (11.2.2).
            let depth = if seen.colour == 3 { 8 } else { seen.depth };
            data.len() == seen.channels() && data.iter().all(|bits| (1..=depth).contains(bits))
        }
        b"bKGD" if seen.colour == 3 => data.iter().all(|&index| u64::from(index) < seen.colours),
        // One byte for each sample: nobody sees finer steps of what programs show behind a picture.
        b"bKGD" => std::iter::from_fn(|| cursor.u16()).all(|value| match seen.depth {
            16 => value & 0xFF == value >> 8,
            _ => value <= seen.largest_sample(),
        }),
        b"pHYs" => {
            let sane = (0..2).map_while(|_| cursor.u32()).all(|value| value <= DENSEST);
            sane && cursor.u8().is_some_and(|unit| unit <= 1)
        }
        _ => true,
    }
}

/// `cHRM` and `gAMA` of sRGB (11.3.2.5), in units of 0.00001.
const SRGB_CHROMATICITIES: [u8; 32] =
    *b"\0\0\x7A\x26\0\0\x80\x84\0\0\xFA\0\0\0\x80\xE8\0\0\x75\x30\0\0\xEA\x60\0\0\x3A\x98\0\0\x17\x70";
const SRGB_GAMMA: [u8; 4] = *b"\0\0\xB1\x8F";

fn words(mut cursor: Cursor<'_>) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || cursor.u32())
}
