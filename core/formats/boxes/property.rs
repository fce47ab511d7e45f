//! Boxes that only pictures as items have (ISO/IEC 23008-12, 6.5; AV1 Image File Format, 2.3).

use super::fields::{Fields, Read, one_of, within};

/// Largest size of a picture, and largest offset of one in another, in pixels.
const LARGEST: u32 = 0xFF_FFFF;
/// Most channels of a picture: four colours and opacity.
const MOST_CHANNELS: u8 = 5;

pub(super) fn reader(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"ispe" | b"rloc" => |fields| {
            fields.full()?;
            fields.long(within(0..=LARGEST))?;
            fields.long(within(0..=LARGEST)).map(|_| ())
        },
        b"irot" => |fields| fields.byte(|bits| Some(bits & 3)).map(|_| ()),
        b"imir" => |fields| fields.byte(|bits| Some(bits & 1)).map(|_| ()),
        b"a1op" => |fields| fields.byte(within(0..=31)).map(|_| ()),
        b"lsel" => |fields| fields.short(|layer| Some(layer).filter(|layer| matches!(*layer, 0..=63 | u16::MAX))).map(|_| ()),
        b"tols" => |fields| {
            fields.full()?;
            fields.short(within(0..=63)).map(|_| ())
        },
        b"pixi" => channels,
        _ => return None,
    })
}

/// `pixi`: the depth of each channel, and what it is (6.5.6).
fn channels(fields: &mut Fields<'_>) -> Option<()> {
    const SUBSAMPLED: u8 = 2;
    const NAMED: u8 = 1;
    let (_, described) = fields.versioned(0, 1)?;
    let channels = fields.byte(within(1..=MOST_CHANNELS))?;
    for _ in 0..channels {
        fields.byte(one_of(&[1, 2, 4, 5, 6, 8, 10, 12, 14, 16, 24, 32, 64]))?;
    }
    for _ in 0..if described == 0 { 0 } else { channels } {
        let form = fields.byte(Some)?;
        if form & SUBSAMPLED != 0 {
            fields.byte(Some)?;
        }
        if form & NAMED != 0 {
            // A name cannot be shortened: what follows would be read in its place.
            let len = fields.rest().iter().position(|&byte| byte == 0)?;
            (0..len).try_for_each(|_| fields.constant(b" "))?;
            fields.constant(&[0])?;
        }
    }
    Some(())
}

/// The size of a picture after one of its properties; `None` if it is not known yet.
pub(in crate::formats) fn size_after(kind: [u8; 4], body: &[u8], size: Option<(u32, u32)>) -> Option<(u32, u32)> {
    let (numbers, _) = body.as_chunks::<4>();
    let number = |at: usize| numbers.get(at).map(|number| u32::from_be_bytes(*number));
    match (&kind, size) {
        (b"ispe", None) => number(1).zip(number(2)),
        (b"clap", Some(_)) => {
            let whole = |at: usize| number(at)?.checked_div(number(at.checked_add(1)?)?);
            whole(0).zip(whole(2))
        }
        (b"irot", Some((width, height))) if body.first().is_some_and(|turns| turns & 1 != 0) => Some((height, width)),
        _ => size,
    }
}
