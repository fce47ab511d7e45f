//! Boxes about sound (ISO/IEC 14496-12, 12.2; ISO/IEC 23003-5; Apple's Core Audio; Opus in ISO BMFF, 4.3.2; Apple Lossless;
//! Spatial Audio RFC; ETSI TS 102 366, F.4).

use super::fields::{Fields, Read, one_of, within};

/// Fastest clock of sound, in values per second.
const FASTEST: u32 = 768_000;
/// Most channels of a layout that is listed.
const MOST_CHANNELS: u32 = 64;
/// Numbers that are only told, such as a bit rate, have three bytes at most: no sound needs more.
const TOLD: u32 = 0xFF_FFFF;

pub(super) fn reader(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"chan" => channel_layout,
        b"srat" => |fields| {
            fields.full()?;
            fields.long(within(1..=FASTEST)).map(|_| ())
        },
        b"SA3D" => ambisonics,
        _ => return None,
    })
}

pub(super) fn configuration(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"pcmC" => |fields| {
            fields.full()?;
            fields.byte(|bits| Some(bits & 1))?;
            fields.byte(one_of(&[8, 16, 24, 32, 64])).map(|_| ())
        },
        b"dOps" => opus,
        b"alac" => lossless,
        // The last five bits are reserved.
        b"dac3" => |fields| {
            fields.short(Some)?;
            fields.byte(|bits| Some(bits & 0xE0)).map(|_| ())
        },
        _ => return None,
    })
}

/// `chan`: the number of a layout, or a map, or a list of channels (Core Audio, `AudioChannelLayout`).
fn channel_layout(fields: &mut Fields<'_>) -> Option<()> {
    const LISTED: u32 = 0;
    const MAPPED: u32 = 1 << 16;
    fields.full()?;
    let is_known = |layout: &u32| matches!(layout >> 16, 0..=0x1FF | 0xFFFF) && layout & 0xFFFF <= 255;
    let layout = fields.long(|layout| Some(layout).filter(is_known))?;
    fields.long(|map| Some(if layout == MAPPED { map & 0x07FF_FFFF } else { 0 }))?;
    let count = fields.long(|count| if layout == LISTED { within(0..=MOST_CHANNELS)(count) } else { Some(0) })?;
    for _ in 0..count {
        // A place in the room, one of many alike, a part of a sound field, or none.
        let is_place = |label: &u32| matches!(*label, 0..=99 | 101..=500 | 0x1_0000..=0x1_00FF | 0x2_0000..=0x2_00FF | u32::MAX);
        fields.long(|label| Some(label).filter(is_place))?;
        // Coordinates count only for one label, which is not among these.
        fields.constant(&[0; 16])?;
    }
    Some(())
}

/// `dOps`: channels, what is skipped at the beginning, gain, and which stream each channel is in.
fn opus(fields: &mut Fields<'_>) -> Option<()> {
    fields.constant(&[0])?;
    let channels = fields.byte(within(1..=255))?;
    fields.short(Some)?;
    // What was recorded had this rate once; it is decoded at one only.
    fields.constant(&48_000_u32.to_be_bytes())?;
    fields.short(Some)?;
    if fields.byte(one_of(&[0, 1, 2, 3, 255]))? == 0 {
        return Some(());
    }
    let streams = fields.byte(within(1..=255))?;
    let coupled = fields.byte(within(0..=streams))?;
    for _ in 0..channels {
        let is_decoded = |stream: &u8| *stream == 255 || u16::from(*stream) < u16::from(streams).saturating_add(coupled.into());
        fields.byte(|stream| Some(stream).filter(is_decoded))?;
    }
    Some(())
}

/// `alac`: `ALACSpecificConfig`, and possibly the number of a layout.
fn lossless(fields: &mut Fields<'_>) -> Option<()> {
    fields.full()?;
    fields.long(within(1..=0x1_0000))?;
    fields.constant(&[0])?;
    fields.byte(one_of(&[16, 20, 24, 32]))?;
    for _ in 0..3 {
        fields.byte(Some)?;
    }
    fields.byte(within(1..=8))?;
    fields.short(Some)?;
    for _ in 0..2 {
        fields.long(|told| Some(if told <= TOLD { told } else { 0 }))?;
    }
    fields.long(within(1..=FASTEST))?;
    if fields.rest().get(4..8) != Some(b"chan") {
        return Some(());
    }
    fields.constant(b"\0\0\0\x18chan\0\0\0\0")?;
    fields.long(within(0x64_0000..=0xFF_FFFF))?;
    fields.constant(&[0; 8])
}

/// `SA3D`: order, and which channel each part of the sound field is in.
fn ambisonics(fields: &mut Fields<'_>) -> Option<()> {
    fields.byte(within(0..=1))?;
    fields.byte(within(0..=1))?;
    fields.long(within(1..=16))?;
    fields.byte(within(0..=1))?;
    fields.byte(within(0..=1))?;
    let channels = fields.long(within(1..=1024))?;
    for _ in 0..channels {
        fields.long(|channel| Some(channel).filter(|channel| *channel < channels))?;
    }
    Some(())
}
