//! SEI messages of H.265: which of them decoders need (annexes D, F and G).

use super::sequence::{Sequence, Sets};
use crate::codecs::nal::bits::Bits;
use crate::codecs::sei::{self, Message, REGISTERED, Verdict, colour, display, omnidirectional};
use crate::codecs::t35;

/// Before the slices of a picture, or after them; few messages are allowed after them (D.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Prefix,
    Suffix,
}

/// What becomes of a message.
pub(super) fn judge(message: Message<'_>, place: Place, sets: &Sets) -> Verdict {
    let Message { kind, payload } = message;
    if place == Place::Prefix
        && let Some(verdict) = colour::fixed(message)
    {
        return verdict;
    }
    let may_stand = place == Place::Prefix || matches!(kind, REGISTERED | 22 | 146);
    let needed = match kind {
        REGISTERED => t35::needed(payload),
        _ => is_needed(message, sets),
    };
    if may_stand && needed { Verdict::Stays } else { Verdict::Goes }
}

/// Whether it is one that decoders need, with exactly the length given by its syntax.
///
/// These do not include the time code; hashes of pictures, which are arbitrary bytes and do not change a picture (132),
/// and their structure, which slices give themselves (128); hints for extraction and for layers that are not there
/// (139, 160); parameters of cameras (179).
fn is_needed(Message { kind, payload }: Message<'_>, sets: &Sets) -> bool {
    sei::fits(payload, |bits| match kind {
        0 => buffering_period(bits, sets),
        1 => picture_timing(bits, sets.only()?),
        6 => {
            // Recovery point.
            bits.signed()?;
            bits.skip(2)
        }
        15 => bits.unsigned().map(drop),
        19 => colour::film_grain(bits, colour::persistence_flag),
        22 => post_filter(bits, sets.only()?),
        23 => colour::tone_mapping(bits, colour::persistence_flag),
        45 => display::frame_packing(bits, colour::persistence_flag),
        47 => display::orientation(bits, colour::persistence_flag, 0),
        129 => active_sets(bits),
        130 => decoding_unit(bits, sets.only()?),
        131 => bits.skip(16),
        // Region refresh, deinterlaced field.
        134 | 143 => bits.skip(1),
        // No display, dependent random access point.
        135 | 145 => Some(()),
        // Segmented rectangular frame packing.
        138 => {
            if bits.flag()? {
                Some(())
            } else {
                bits.skip(3)
            }
        }
        140 => colour::chroma_resampling(bits),
        141 => colour::knee_function(bits),
        142 => colour::colour_remapping(bits),
        146 => {
            if bits.unsigned()? > 0 {
                bits.skip(1)
            } else {
                Some(())
            }
        }
        149 => colour::content_colour_volume(bits),
        150 => omnidirectional::equirectangular(bits),
        151 => omnidirectional::cubemap(bits),
        152 => omnidirectional::fisheye(bits),
        154 => omnidirectional::sphere_rotation(bits),
        155 => omnidirectional::regionwise_packing(bits),
        156 => omnidirectional::viewport(bits),
        165 => display::alpha_channel(bits),
        // Frame-field information.
        168 => bits.skip(4 + 2 + 1),
        176 => display::reference_displays(bits),
        177 => display::depth_representation(bits),
        178 => {
            // Multiview scene information.
            bits.signed()?;
            bits.unsigned().map(drop)
        }
        180 => display::view_position(bits),
        _ => None,
    })
}

/// buffering_period (D.2.2).
fn buffering_period(bits: &mut Bits<'_>, sets: &Sets) -> Option<()> {
    let decoder = sets.of(bits.at_most(15)?)?.decoder?;
    let random_access = decoder.parts.is_none() && bits.flag()?;
    if random_access {
        bits.number(decoder.removal_delay_bits)?;
        bits.number(decoder.output_delay_bits)?;
    }
    bits.skip(1)?;
    bits.number(decoder.removal_delay_bits)?;
    let delays = if random_access || decoder.parts.is_some() { 4 } else { 2 };
    for _ in 0..decoder.kinds.checked_mul(decoder.buffers)?.checked_mul(delays)? {
        bits.number(decoder.initial_delay_bits)?;
    }
    // use_alt_cpb_params_flag is there if anything is left except the last bits.
    if bits.is_end() { Some(()) } else { bits.skip(1) }
}

/// pic_timing (D.2.3).
fn picture_timing(bits: &mut Bits<'_>, set: &Sequence) -> Option<()> {
    bits.skip(if set.has_structure { 4 + 2 + 1 } else { 0 })?;
    let Some(decoder) = set.decoder.filter(|decoder| decoder.kinds > 0) else { return Some(()) };
    bits.number(decoder.removal_delay_bits)?;
    bits.number(decoder.output_delay_bits)?;
    let Some(parts) = decoder.parts else { return Some(()) };
    bits.number(parts.output_delay_bits)?;
    if !parts.in_picture_timing {
        return Some(());
    }
    let last = bits.unsigned()?;
    let common = bits.flag()?;
    bits.number(if common { parts.increment_bits } else { 0 })?;
    for part in 0..=last {
        bits.unsigned()?;
        bits.number(if common || part == last { 0 } else { parts.increment_bits })?;
    }
    Some(())
}

/// post_filter_hint (D.2.14).
fn post_filter(bits: &mut Bits<'_>, set: &Sequence) -> Option<()> {
    let (height, width) = (bits.at_most(15)?, bits.at_most(15)?);
    bits.skip(2)?;
    let planes = if set.chroma_format == 0 { 1 } else { 3 };
    for _ in 0..height.checked_mul(width)?.checked_mul(planes)? {
        bits.signed()?;
    }
    Some(())
}

/// active_parameter_sets (D.2.21) for a single layer: additional ones have an index each, as many as anybody likes.
fn active_sets(bits: &mut Bits<'_>) -> Option<()> {
    bits.skip(4 + 2)?;
    for _ in 0..=bits.at_most(15)? {
        bits.at_most(15)?;
    }
    Some(())
}

/// decoding_unit_info (D.2.22).
fn decoding_unit(bits: &mut Bits<'_>, set: &Sequence) -> Option<()> {
    let parts = set.decoder?.parts?;
    bits.unsigned()?;
    bits.number(if parts.in_picture_timing { 0 } else { parts.increment_bits })?;
    let delayed = bits.flag()?;
    bits.number(if delayed { parts.output_delay_bits } else { 0 }).map(drop)
}
