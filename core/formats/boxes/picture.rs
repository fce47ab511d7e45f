//! Boxes about the shape of a picture and how it is coded (ISO/IEC 14496-12, 12.1.4; QuickTime File Format, Video Sample
//! Description Extensions; VP Codec ISO Media File Format Binding; Dolby Vision Streams Within the ISO Base Media File
//! Format).

use super::fields::{Fields, Read, one_of, within};
use crate::base::common_divisor;
use crate::blocks::cicp;

/// Widest picture.
const WIDEST: u32 = u16::MAX as u32;

pub(super) fn reader(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"pasp" => |fields| {
            let [across, down] = lowest(fields)?;
            fields.long(|_| within(1..=WIDEST)(across))?;
            fields.long(|_| within(1..=WIDEST)(down)).map(|_| ())
        },
        b"clap" => clean_aperture,
        b"fiel" => |fields| {
            fields.byte(one_of(&[1, 2]))?;
            fields.byte(one_of(&[0, 1, 6, 9, 14])).map(|_| ())
        },
        // How pictures of a sequence are predicted (ISO/IEC 23008-12, 7.2.3.2).
        b"ccst" => |fields| {
            fields.full()?;
            fields.long(|bits| Some(bits & 0xFC00_0000)).map(|_| ())
        },
        // Field of view, in thousandths of a degree (Apple HEVC Stereo Video).
        b"hfov" => |fields| fields.long(within(0..=360_000)).map(|_| ()),
        // FFmpeg takes the byte order of `R10k` from its last bit.
        b"DpxE" => |fields| fields.long(|bits| Some(bits & 1)).map(|_| ()),
        b"dvcC" | b"dvvC" | b"dvwC" => dolby_vision,
        _ => return None,
    })
}

pub(super) fn configuration(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"vpcC" => vp_configuration,
        _ => return None,
    })
}

/// The fraction that comes next, in its lowest terms, of which there are no two forms.
fn lowest(fields: &Fields<'_>) -> Option<[u32; 2]> {
    let [numerator, denominator] = *fields.rest().first_chunk::<8>()?.as_chunks::<4>().0 else { return None };
    let (numerator, denominator) = (u32::from_be_bytes(numerator), u32::from_be_bytes(denominator));
    let common = u32::try_from(common_divisor(numerator.into(), denominator.into())).ok()?;
    Some([numerator.checked_div(common)?, denominator.checked_div(common)?])
}

/// `clap`: width, height and two offsets as fractions of small numbers, none larger than a picture.
fn clean_aperture(fields: &mut Fields<'_>) -> Option<()> {
    const MOST: u32 = 0xFF_FFFF;
    for signed in [false, false, true, true] {
        let size = |number: u32| if signed { number.cast_signed().unsigned_abs() } else { number };
        // Not in lowest terms: libavif shows other points where an offset of 0/2 is 0/1.
        let numerator = fields.long(|number| Some(number).filter(|number| size(*number) <= MOST))?;
        let denominator = fields.long(within(1..=WIDEST))?;
        within(0..=WIDEST)(size(numerator).checked_div(denominator)?)?;
    }
    Some(())
}

/// `dvcC` (Dolby Vision, 3.2): versions, profile, level, which layers there are, with which screens they go; then nothing.
fn dolby_vision(fields: &mut Fields<'_>) -> Option<()> {
    fields.byte(within(1..=3))?;
    fields.byte(within(0..=1))?;
    let is_known = |bits: &u16| bits >> 9 <= 20 && bits >> 3 & 0x3F <= 13;
    fields.short(|bits| Some(bits).filter(is_known))?;
    fields.byte(|bits| Some(bits & 0xFC))?;
    fields.constant(&[0; 19])
}

/// `vpcC`: profile, level, depth, colours; no data to begin with.
fn vp_configuration(fields: &mut Fields<'_>) -> Option<()> {
    const LEVELS: [u8; 15] = [0, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51, 52, 60, 61, 62];
    let (version, _) = fields.versioned(1, 0)?;
    fields.byte(within(0..=3))?;
    fields.byte(|level| Some(if LEVELS.contains(&level) { level } else { 0 }))?;
    let is_depth = |depth: u8| matches!(depth, 8 | 10 | 12);
    // Version 0 has the colours elsewhere; no writer has used it for years.
    fields.byte(|bits| Some(bits).filter(|bits| version == 1 && is_depth(bits >> 4)))?;
    for code in cicp::listed(*fields.rest().first_chunk()?) {
        fields.byte(|_| Some(code))?;
    }
    fields.constant(&[0; 2])
}
