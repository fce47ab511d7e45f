//! H.265 in ISO base media files (`hvc1`, `hev1`, and the additional layers described by `lhvC`): which of its NAL
//! units, and which parts of the configuration of a decoder, are needed (ITU-T H.265; ISO/IEC 14496-15, 8.3.3.1 and
//! 9.5.3.1).

mod head;
mod messages;
mod sequence;
mod sets;

use super::nal::bits::Bits;
use super::nal::{self, LengthSize};
use super::t35::dolby_vision;
use super::{Mark, sei, text};
use crate::base::{ByteOrder, Cursor, Error, Input, Span};
use crate::model::Crop;

use messages::Place;
use sequence::Sets;

/// Longest picture parameter set of a draft.
const DRAFT_BYTES: u64 = 12;

/// What a metadata unit of Dolby Vision begins with (`rpu_nal_prefix`; ETSI TS 103 572).
const DOLBY_PREFIX: u8 = 0x19;

/// What is needed to read the samples of a track.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// The size of the lengths before NAL units.
    pub lengths: LengthSize,
    /// How many bytes of the box it takes up; nobody reads what follows.
    pub len: u64,
    sets: Sets,
}

/// A unit of a configuration.
struct Listed {
    /// NAL_unit_type of its array.
    kind: u8,
    span: Span,
}

/// Reads the body of `hvcC`, and marks what no decoder needs.
///
/// # Errors
/// [`crate::base::Malformed::CodedSample`] if it cannot be followed to its end, or as for samples.
pub fn configuration(input: &Input<'_>, body: Span, marks: &mut Vec<Mark>) -> Result<Configuration, Error> {
    let bytes = input.bytes(body)?;
    marks.extend(head::mark(&bytes, body.start, &spans(&bytes)));
    read(input, body, head::LEN, head::LEN.saturating_sub(1), Sets::default(), marks)
}

/// Reads the body of `lhvC`: for additional layers, which belong to the configuration of the first, if there is one.
///
/// # Errors
/// As for [`configuration`].
pub fn layered(input: &Input<'_>, body: Span, of: Option<&Configuration>, marks: &mut Vec<Mark>) -> Result<Configuration, Error> {
    read(input, body, 5, 4, of.map(|of| of.sets.clone()).unwrap_or_default(), marks)
}

fn read(
    input: &Input<'_>,
    body: Span,
    fields: usize,
    lengths: usize,
    sets: Sets,
    marks: &mut Vec<Mark>,
) -> Result<Configuration, Error> {
    let bytes = input.bytes(body)?;
    let broken = || nal::malformed(body.start);
    let (units, len) = listed(&bytes, fields).ok_or_else(broken)?;
    let lengths = bytes.get(lengths).and_then(|bits| LengthSize::of_minus_one(*bits)).ok_or_else(broken)?;
    let mut configuration = Configuration { lengths, len, sets };
    for Listed { kind: array, span } in units {
        let unit = Span::new(body.start.saturating_add(span.start), span.len);
        let Some(header) = Header::read(input, unit)? else { continue };
        match header.kind {
            // A unit is read by its own type; an array of another type would hide it from those who use arrays.
            32..=34 | 39 | 40 if header.kind == array => configuration.unit(input, unit, marks)?,
            _ => nal::stuff(input, header.payload, header.kind, marks)?,
        }
    }
    Ok(configuration)
}

/// What the sets in a body of `hvcC` hide of pictures of the first layer; that of the set that hides the most.
#[must_use]
pub fn crop(bytes: &[u8]) -> Option<Crop> {
    let sets = head::sequences(bytes, &spans(bytes));
    sets.iter().filter_map(|set| sequence::crop(&mut Bits::new(set))).max_by_key(|crop| crop.hidden())
}

/// Where units are in a body of `hvcC`.
fn spans(bytes: &[u8]) -> Vec<Span> {
    let units = listed(bytes, head::LEN).map(|(units, _)| units).unwrap_or_default();
    units.iter().map(|unit| unit.span).collect()
}

/// The units in the arrays after this many bytes, and the length of it all.
fn listed(bytes: &[u8], fields: usize) -> Option<(Vec<Listed>, u64)> {
    let mut cursor = Cursor::starting_at(bytes, fields, ByteOrder::Big);
    let mut units = Vec::new();
    for _ in 0..cursor.u8()? {
        let kind = cursor.u8()? & 0x3F;
        for _ in 0..cursor.u16()? {
            let len = cursor.u16()?;
            units.push(Listed { kind, span: Span::new(cursor.at() as u64, u64::from(len)) });
            cursor.take(usize::from(len))?;
        }
    }
    // The first version is 1; some writers left it at 0.
    (*bytes.first()? <= 1).then_some((units, cursor.at() as u64))
}

/// nal_unit_header (7.3.1.2).
#[derive(Debug, Clone, Copy)]
struct Header {
    kind: u8,
    layer: u8,
    payload: Span,
}

impl Header {
    /// `None` for an empty unit.
    fn read(input: &Input<'_>, unit: Span) -> Result<Option<Self>, Error> {
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
        let payload = Span::between(unit.start.saturating_add(2), unit.end());
        Ok(Some(Self { kind: first >> 1, layer: first << 5 & 0x20 | second >> 3, payload }))
    }
}

impl Configuration {
    /// Marks what no decoder needs in a sample. Parameter sets in it replace the earlier ones.
    ///
    /// # Errors
    /// [`crate::base::Malformed::CodedSample`] if the units do not tile it, or one of them is invalid;
    /// [`crate::base::Unsupported::ByteStream`] for start codes; [`crate::base::Unsupported::CodedExtension`] for units
    /// that point into other tracks.
    pub fn walk(&mut self, input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        nal::units(input, sample, self.lengths, |unit| self.unit(input, unit, marks))
    }

    /// One unit, by its type (table 7-1).
    fn unit(&mut self, input: &Input<'_>, unit: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let Some(header) = Header::read(input, unit)? else { return Ok(()) };
        let Header { kind, payload, .. } = header;
        match kind {
            62 => {
                nal::single(input, payload)?;
                if payload.is_empty() || input.array(payload.start)? != [DOLBY_PREFIX] {
                    return nal::stuff(input, payload, kind, marks);
                }
                let bytes = input.bytes(payload)?;
                let plain = nal::rbsp::plain(&bytes).ok_or_else(|| nal::unsupported(payload.start))?;
                let is_whole = plain.split_first().is_some_and(|(_, processing)| dolby_vision::is_checked(processing));
                if is_whole { Ok(()) } else { Err(nal::unsupported(payload.start)) }
            }
            // The second layer of Dolby Vision: a whole unit inside another.
            63 => match Header::read(input, payload)? {
                Some(inner) if inner.kind == 63 => Err(nal::unsupported(unit.start)),
                Some(inner) => self.known(input, inner, marks),
                None => Ok(()),
            },
            _ => self.known(input, header, marks),
        }
    }

    fn known(&mut self, input: &Input<'_>, header: Header, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let Header { kind, payload, layer } = header;
        // Slices of all layers. They are not looked into.
        if matches!(kind, 0..=9 | 16..=21) {
            return text::none_behind(input, payload);
        }
        nal::single(input, payload)?;
        match kind {
            32 => match nal::parameter_set(input, payload, kind, marks, sets::video)? {
                Some(false) => Err(nal::malformed(payload.start)),
                _ => Ok(()),
            },
            // Every decoder reads sets of the first layer to their end.
            33 if layer == 0 => {
                let set = nal::whole_set(input, payload, kind, marks, |bits| sequence::read(bits, layer))?;
                self.sets.replace(Some(set));
                Ok(())
            }
            // Except for those of drafts, which had different, short extensions.
            34 if layer == 0 && payload.len > DRAFT_BYTES => nal::whole_set(input, payload, kind, marks, sets::picture).map(drop),
            33 => {
                let set = nal::parameter_set(input, payload, kind, marks, |bits| sequence::read(bits, layer))?;
                if layer == 0 {
                    self.sets.replace(set);
                }
                Ok(())
            }
            34 => nal::parameter_set(input, payload, kind, marks, sets::picture).map(drop),
            // A delimiter is one byte long, and the ends of a sequence and of the stream are empty.
            35 => nal::end(input, Span::between(payload.start.saturating_add(1), payload.end()), kind, marks),
            36 | 37 => nal::end(input, payload, kind, marks),
            39 => sei::mark(input, payload, &|message| messages::judge(message, Place::Prefix, &self.sets), marks),
            40 => sei::mark(input, payload, &|message| messages::judge(message, Place::Suffix, &self.sets), marks),
            // Aggregators and extractors (ISO/IEC 14496-15, annex A): they point into other tracks.
            48 | 49 => Err(nal::unsupported(payload.start)),
            _ => nal::stuff(input, payload, kind, marks),
        }
    }
}

#[cfg(test)]
mod tests;
