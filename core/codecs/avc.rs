//! H.264 in ISO base media files (`avc1`, `avc3`): which of its NAL units, and which parts of the configuration of a
//! decoder, are needed (ITU-T H.264; ISO/IEC 14496-15, 5.3.3.1).

mod head;
mod messages;
mod sets;

use super::nal::bits::Bits;
use super::nal::{self, LengthSize};
use super::{Mark, Stuffing, sei, text};
use crate::base::{Error, Input, Span};
use crate::model::Crop;

use sets::Sets;

/// What is needed to read the samples of a track.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// The size of the lengths before NAL units.
    pub lengths: LengthSize,
    /// How many bytes of the box it takes up; nobody reads what follows.
    pub len: u64,
    sets: Sets,
}

/// Reads the body of `avcC`, and marks what no decoder needs.
///
/// # Errors
/// [`crate::base::Malformed::CodedSample`] if it cannot be followed to its end, or as for samples.
pub fn configuration(input: &Input<'_>, body: Span, marks: &mut Vec<Mark>) -> Result<Configuration, Error> {
    let bytes = input.bytes(body)?;
    let broken = || nal::malformed(body.start);
    let listed = head::read(&bytes).ok_or_else(broken)?;
    let mut configuration = Configuration { lengths: listed.lengths, len: listed.len, sets: Sets::default() };
    marks.extend(head::marks(&bytes, body.start, &listed));
    for unit in listed.units {
        let unit = Span::new(body.start.saturating_add(unit.start), unit.len);
        let Some(kind) = kind(input, unit)? else { continue };
        match kind {
            7 | 8 | 13 | 15 => configuration.unit(input, unit, marks)?,
            // Only parameter sets are allowed here.
            _ => nal::stuff(input, payload(unit), kind, marks)?,
        }
    }
    marks.sort_by_key(|mark| mark.span);
    Ok(configuration)
}

/// What the sets in a body of `avcC` hide of pictures; that of the set that hides the most.
#[must_use]
pub fn crop(bytes: &[u8]) -> Option<Crop> {
    let listed = head::read(bytes)?;
    let crops = head::sequences(bytes, &listed.units).filter_map(|set| sets::crop(&mut Bits::new(&set)));
    crops.max_by_key(|crop| crop.hidden())
}

/// nal_unit_type; `None` for an empty unit.
fn kind(input: &Input<'_>, unit: Span) -> Result<Option<u8>, Error> {
    if unit.is_empty() {
        return Ok(None);
    }
    let [header] = input.array(unit.start)?;
    // forbidden_zero_bit: decoders skip such units, whatever is in them.
    if header & 0x80 != 0 { Err(nal::malformed(unit.start)) } else { Ok(Some(header & 0x1F)) }
}

/// What comes after the header.
const fn payload(unit: Span) -> Span {
    Span::between(unit.start.saturating_add(1), unit.end())
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
        match kind(input, unit)? {
            None => Ok(()),
            // Slices, including those of auxiliary pictures. They are not looked into.
            Some(1..=5 | 19) => text::none_behind(input, unit),
            // A prefix, possibly followed by the unit it is for.
            Some(14) => {
                let mut own = Vec::new();
                nal::stream(input, unit, |unit| match kind(input, unit)? {
                    None => Ok(()),
                    Some(1..=5 | 19) => text::none_behind(input, unit),
                    Some(kind) => self.known(input, unit, kind, &mut own),
                })?;
                // Zeros in their place would be taken for those between units.
                if own.iter().any(|mark| mark.stuffing == Stuffing::of(0)) {
                    return Err(nal::unsupported(unit.start));
                }
                marks.append(&mut own);
                Ok(())
            }
            Some(kind) => {
                nal::single(input, unit)?;
                self.known(input, unit, kind, marks)
            }
        }
    }

    fn known(&mut self, input: &Input<'_>, unit: Span, kind: u8, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let payload = payload(unit);
        match kind {
            6 => sei::mark(input, payload, &|message| messages::judge(message, &self.sets), marks),
            7 => {
                let set = nal::whole_set(input, payload, kind, marks, sets::sequence)?;
                self.sets.replace(set);
                Ok(())
            }
            8 => nal::whole_set(input, payload, kind, marks, |bits| sets::picture(bits, &self.sets)).map(drop),
            13 => nal::whole_set(input, payload, kind, marks, sets::extension).map(drop),
            // Samsung's slow motion videos have only the longer header.
            14 if payload.len == 3 => Ok(()),
            14 => {
                let [header] = input.array(unit.start)?;
                nal::whole_set(input, payload, kind, marks, |bits| sets::prefix(bits, header & 0x60 != 0))
            }
            // A delimiter is one byte long, and the ends of a sequence and of the stream are empty.
            9 => nal::end(input, Span::between(payload.start.saturating_add(1), payload.end()), kind, marks),
            10 | 11 => nal::end(input, payload, kind, marks),
            // Sets and slices for layers, views and depth (annexes F to I), whose extensions nothing here reads; and
            // the uses of unspecified types by Dolby and ISO/IEC 14496-15: metadata and pictures of Dolby Vision,
            // aggregators, extractors.
            15 | 16 | 20 | 21 | 28 | 30 | 31 => Err(nal::unsupported(unit.start)),
            _ => nal::stuff(input, payload, kind, marks),
        }
    }
}

#[cfg(test)]
mod tests;
