//! H.266 in ISO base media files (`vvc1`, `vvi1`): which of its NAL units, and which parts of the configuration of a
//! decoder, are needed (ITU-T H.266; ISO/IEC 14496-15, 11.2.4). Its parameter sets are not read: their content stays,
//! and they are no longer than parameter sets normally are.

use super::nal::bits::Bits;
use super::nal::{self, LengthSize};
use super::sei::{self, Message, REGISTERED, Verdict, colour, omnidirectional};
use super::{Mark, t35, text};
use crate::base::{ByteOrder, Cursor, Error, Input, Span};

/// What is needed to read the samples of a track.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// The size of the lengths before NAL units.
    pub lengths: LengthSize,
    /// How many bytes of the box it takes up; nobody reads what follows.
    pub len: u64,
}

/// Reads the body of `vvcC`, and marks what no decoder needs.
///
/// # Errors
/// [`crate::base::Malformed::CodedSample`] if it cannot be followed to its end, or as for samples.
pub fn configuration(input: &Input<'_>, body: Span, marks: &mut Vec<Mark>) -> Result<Configuration, Error> {
    let bytes = input.bytes(body)?;
    let (lengths, units, len) = listed(&bytes).ok_or_else(|| nal::malformed(body.start))?;
    for unit in units {
        let unit = Span::new(body.start.saturating_add(unit.start), unit.len);
        match header(input, unit)? {
            // Information about the stream and about operating points, parameter sets, SEI.
            Some((12..=18 | 23 | 24, _)) => walk_unit(input, unit, marks)?,
            Some((kind, payload)) => nal::stuff(input, payload, kind, marks)?,
            None => {}
        }
    }
    Ok(Configuration { lengths, len })
}

/// The size of lengths, the units, and the length of it all (11.2.4.2).
fn listed(bytes: &[u8]) -> Option<(LengthSize, Vec<Span>, u64)> {
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    let [version, _, _, _, first] = cursor.array()?;
    if first & 1 != 0 {
        let [_, sub_layers] = cursor.array()?;
        let sub_layers = usize::from(sub_layers >> 4 & 7);
        cursor.take(1)?;
        profile(&mut cursor, sub_layers)?;
        cursor.take(3 * 2)?;
    }
    let mut units = Vec::new();
    for _ in 0..cursor.u8()? {
        let kind = cursor.u8()? & 0x1F;
        for _ in 0..if matches!(kind, 12 | 13) { 1 } else { cursor.u16()? } {
            let len = cursor.u16()?;
            units.push(Span::new(cursor.at() as u64, u64::from(len)));
            cursor.take(usize::from(len))?;
        }
    }
    let lengths = LengthSize::of_minus_one(first >> 1).filter(|_| version == 0)?;
    Some((lengths, units, cursor.at() as u64))
}

/// VvcPTLRecord (11.2.4.2).
fn profile(cursor: &mut Cursor<'_>, sub_layers: usize) -> Option<()> {
    let constraints = usize::from(cursor.u8()? & 0x3F);
    cursor.take(2)?;
    cursor.take(constraints)?;
    let levels = if sub_layers > 1 { cursor.u8()? } else { 0 };
    // A flag for each sub-layer but the last, starting from the most significant bit.
    let levels =
        (0..sub_layers.saturating_sub(1)).filter(|at| u32::try_from(*at).is_ok_and(|at| levels.rotate_left(at) & 0x80 != 0));
    cursor.take(levels.count())?;
    let sub_profiles = usize::from(cursor.u8()?);
    cursor.take(sub_profiles.checked_mul(4)?)?;
    Some(())
}

/// nal_unit_type and payload; `None` for an empty unit.
fn header(input: &Input<'_>, unit: Span) -> Result<Option<(u8, Span)>, Error> {
    if unit.is_empty() {
        return Ok(None);
    }
    if unit.len < 2 {
        return Err(nal::malformed(unit.start));
    }
    let [first, second] = input.array(unit.start)?;
    // forbidden_zero_bit, nuh_temporal_id_plus1: decoders skip such units, whatever is in them.
    if first & 0x80 != 0 || second & 7 == 0 {
        return Err(nal::malformed(unit.start));
    }
    Ok(Some((second >> 3, Span::between(unit.start.saturating_add(2), unit.end()))))
}

impl Configuration {
    /// Marks what no decoder needs in a sample.
    ///
    /// # Errors
    /// [`crate::base::Malformed::CodedSample`] if the units do not tile it, or one of them is invalid;
    /// [`crate::base::Unsupported::ByteStream`] for start codes; [`crate::base::Unsupported::CodedExtension`] for
    /// parameter sets that are too long for that.
    pub fn walk(&mut self, input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        nal::units(input, sample, self.lengths, |unit| walk_unit(input, unit, marks))
    }
}

/// One unit, by its type (table 5).
fn walk_unit(input: &Input<'_>, unit: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let Some((kind, payload)) = header(input, unit)? else { return Ok(()) };
    // Slices: they are not looked into.
    if matches!(kind, 0..=3 | 7..=10) {
        return text::none_behind(input, payload);
    }
    nal::single(input, payload)?;
    match kind {
        // Sets for filters, headers of pictures.
        17..=19 => Ok(()),
        12..=16 => nal::parameter_set::<()>(input, payload, kind, marks, |_| None).map(drop),
        // A delimiter is one byte long, and the ends of a sequence and of the stream are empty.
        20 => nal::end(input, Span::between(payload.start.saturating_add(1), payload.end()), kind, marks),
        21 | 22 => nal::end(input, payload, kind, marks),
        23 | 24 => sei::mark(input, payload, &judge, marks),
        _ => nal::stuff(input, payload, kind, marks),
    }
}

/// What becomes of a message. Those about buffers and timing go: they do not change any picture, and depend on
/// parameter sets that are not read here.
fn judge(message: Message<'_>) -> Verdict {
    let Message { kind, payload } = message;
    if let Some(verdict) = colour::fixed(message) {
        return verdict;
    }
    let needed = match kind {
        REGISTERED => t35::needed(payload),
        _ => sei::fits(payload, |bits| syntax(kind, bits)),
    };
    if needed { Verdict::Stays } else { Verdict::Goes }
}

/// Messages of H.274 (clause 8).
fn syntax(kind: u32, bits: &mut Bits<'_>) -> Option<()> {
    match kind {
        19 => colour::film_grain(bits, colour::persistence_flag),
        // Display orientation: a persistence flag, a transformation, reserved bits.
        47 => {
            if bits.flag()? {
                Some(())
            } else {
                bits.skip(1 + 3 + 3)
            }
        }
        149 => colour::content_colour_volume(bits),
        150 => omnidirectional::equirectangular(bits),
        154 => omnidirectional::sphere_rotation(bits),
        155 => omnidirectional::regionwise_packing(bits),
        156 => omnidirectional::viewport(bits),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
