//! Syntax of SEI messages about colour and brightness (H.264, D.1; H.265, D.2; H.274, 8). The names and numbers are those of
//! H.265.

use super::{Message, Verdict, said};
use crate::blocks::mastering::{self, Order};
use crate::codecs::nal::bits::Bits;

/// How a message gives its duration: a flag in H.265, a period in H.264.
pub type Lasting = fn(&mut Bits<'_>) -> Option<()>;

/// persistence_flag.
pub fn persistence_flag(bits: &mut Bits<'_>) -> Option<()> {
    bits.skip(1)
}

/// repetition_period.
pub fn repetition_period(bits: &mut Bits<'_>) -> Option<()> {
    bits.at_most(16_384).map(drop)
}

/// A message of this many bytes, whatever the picture.
#[must_use]
pub const fn fixed_len(kind: u32) -> Option<usize> {
    match kind {
        // Mastering display colour volume, content light level, alternative transfer characteristics, ambient viewing
        // environment.
        137 => Some(24),
        144 => Some(4),
        147 => Some(1),
        148 => Some(8),
        _ => None,
    }
}

/// What becomes of such a message; `None` if it is not one. Decoders read just as much of a longer one.
#[must_use]
pub fn fixed(message: Message<'_>) -> Option<Verdict> {
    let len = fixed_len(message.kind)?;
    let Some((value, rest)) = message.payload.split_at_checked(len) else { return Some(Verdict::Goes) };
    let anew = match message.kind {
        137 => value.try_into().ok().and_then(|value| mastering::display(value, Order::Gbr)).map(Vec::from),
        144 => value.try_into().ok().and_then(mastering::light_levels).map(Vec::from),
        _ => Some(value.to_vec()),
    };
    Some(match anew {
        None => Verdict::Goes,
        // What may be written otherwise is always written, so that it is marked in a copy as well.
        Some(anew) if message.kind == 137 || !rest.is_empty() => {
            let says = if anew == message.payload { Vec::new() } else { said::of(message) };
            Verdict::Written { forms: vec![anew], says }
        }
        Some(_) => Verdict::Stays,
    })
}

/// Tone mapping information (23). Its camera model, which nobody uses to show pictures, goes: it gives the sensitivity
/// and exposure with which they were taken.
pub fn tone_mapping(bits: &mut Bits<'_>, lasting: Lasting) -> Option<()> {
    bits.unsigned()?;
    if bits.flag()? {
        return Some(());
    }
    lasting(bits)?;
    let (coded, target) = (bits.number(8)?, bits.number(8)?);
    let rounded = |depth: u32| usize::try_from(depth.div_ceil(8).checked_mul(8)?).ok();
    match bits.unsigned()? {
        0 | 1 => bits.skip(64),
        2 => bits.skip(1_usize.checked_shl(target.min(16))?.checked_mul(rounded(coded)?)?),
        3 => {
            let pivots = usize::try_from(bits.number(16)?).ok()?;
            bits.skip(pivots.checked_mul(rounded(coded)?.checked_add(rounded(target)?)?)?)
        }
        _ => None,
    }
}

/// Chroma resampling filter hint (140).
pub fn chroma_resampling(bits: &mut Bits<'_>) -> Option<()> {
    let (vertical, horizontal) = (bits.number(8)?, bits.number(8)?);
    bits.skip(1)?;
    if vertical != 1 && horizontal != 1 {
        return Some(());
    }
    bits.at_most(3)?;
    for _ in [vertical, horizontal].iter().filter(|kind| **kind == 1) {
        for _ in 0..bits.at_most(256)? {
            for _ in 0..=bits.at_most(31)? {
                bits.signed()?;
            }
        }
    }
    Some(())
}

/// Knee function information (141).
pub fn knee_function(bits: &mut Bits<'_>) -> Option<()> {
    bits.unsigned()?;
    if bits.flag()? {
        return Some(());
    }
    bits.skip(1 + 4 * 32)?;
    let points = bits.at_most(998)?.checked_add(1)?;
    bits.skip(usize::try_from(points).ok()?.checked_mul(20)?)
}

/// Colour remapping information (142).
pub fn colour_remapping(bits: &mut Bits<'_>) -> Option<()> {
    bits.unsigned()?;
    if bits.flag()? {
        return Some(());
    }
    bits.skip(1)?;
    if bits.flag()? {
        bits.skip(1 + 3 * 8)?;
    }
    let depth = |bits: &mut Bits<'_>| usize::try_from(bits.number(8)?.div_ceil(8).checked_mul(8)?).ok();
    let (coded, target) = (depth(bits)?, depth(bits)?);
    let tables = |bits: &mut Bits<'_>, before: usize| {
        for _ in 0..3 {
            let last = usize::try_from(bits.number(8)?).ok()?;
            if last > 0 {
                bits.skip(last.checked_add(1)?.checked_mul(before.checked_add(target)?)?)?;
            }
        }
        Some(())
    };
    tables(bits, coded)?;
    if bits.flag()? {
        bits.skip(4)?;
        for _ in 0..9 {
            bits.signed()?;
        }
    }
    tables(bits, target)
}

/// Content colour volume (149).
pub fn content_colour_volume(bits: &mut Bits<'_>) -> Option<()> {
    if bits.flag()? {
        return Some(());
    }
    bits.skip(1)?;
    let primaries = bits.flag()?;
    let luminances = [bits.flag()?, bits.flag()?, bits.flag()?];
    bits.skip(2)?;
    bits.skip(if primaries { 6 * 32 } else { 0 })?;
    luminances.iter().filter(|is_there| **is_there).try_for_each(|_| bits.skip(32))
}

/// Film grain characteristics (19).
pub fn film_grain(bits: &mut Bits<'_>, lasting: Lasting) -> Option<()> {
    if bits.flag()? {
        return Some(());
    }
    bits.skip(2)?;
    if bits.flag()? {
        bits.skip(3 + 3 + 1 + 3 * 8)?;
    }
    bits.skip(2 + 4)?;
    let present = [bits.flag()?, bits.flag()?, bits.flag()?];
    for _ in present.iter().filter(|is_there| **is_there) {
        let (intervals, values) = (bits.number(8)?, bits.number(3).filter(|last| *last < 6)?);
        for _ in 0..=intervals {
            bits.skip(16)?;
            for _ in 0..=values {
                bits.signed()?;
            }
        }
    }
    lasting(bits)
}
