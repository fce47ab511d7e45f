//! Boxes about a track as a whole (ISO/IEC 14496-12, 8.4.5 and 12; QuickTime File Format, Track Aperture Mode Dimensions):
//! how it is mixed with others, which no player does, and how large it is.

use super::fields::{Read, one_of, within};

/// Most bits per second, and most bytes of a buffer.
const FASTEST: u32 = 0x1FFF_FFFF;

pub(super) fn reader(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"vmhd" => |fields| {
            // It has one flag, which is always set.
            fields.constant(&[0, 0, 0, 1])?;
            fields.constant(&[0; 8])
        },
        b"smhd" => |fields| {
            // In the middle: no player asks where else.
            fields.constant(&[0; 8])
        },
        b"nmhd" => |fields| fields.full(),
        b"clef" | b"prof" | b"enof" => |fields| {
            fields.full()?;
            fields.long(whole_pixels)?;
            fields.long(whole_pixels).map(|_| ())
        },
        // The byte order of sound.
        b"enda" => |fields| fields.short(one_of(&[0, 1])).map(|_| ()),
        _ => return None,
    })
}

/// Whether so many bits per second, or bytes of a buffer, can be meant.
pub(in crate::formats) const fn is_rate(number: u32) -> bool {
    number <= FASTEST
}

/// Pixels in 16 bits before and 16 after the point.
fn whole_pixels(pixels: u32) -> Option<u32> {
    let rounded = pixels.checked_add(1 << 15)? & 0xFFFF_0000;
    within(1 << 16..=0x4000_0000)(rounded)
}
