//! AV1: open bitstream units (OBUs) of one sample or picture item in the low-overhead format (AV1 bitstream
//! specification, 5.3 to 5.8; AV1 in ISO base media files, 2.3 and 2.4). Metadata that no display needs become padding.
//! Sequence headers are read to their end and frame headers are bounded; tiles are entropy-coded, and not looked into.

mod frame;
mod metadata;
mod sequence;
mod unit;

use super::said::said;
use super::{Mark, Stuffing};
use crate::base::{Error, Input, Limit, Malformed, Place, Span, Unsupported};
use crate::model::{CodedElement, Value};
use frame::Shows;
use unit::{Unit, kind, malformed};

/// Length of what comes before the units in `av1C`.
const CONFIGURATION_LEN: u64 = 4;
/// `marker` and `version` of `av1C`.
const MARKER_AND_VERSION: u8 = 0x81;
/// More bytes than a sequence header can have, with all 32 operating points.
const SEQUENCE_HEADER_MOST: u64 = 1024;

/// Marks what no decoder needs in a sample: whole units of a coded picture.
///
/// # Errors
/// [`Malformed::CodedSample`] if units do not tile the sample, have reserved bits set, or have invalid headers; if a
/// redundant frame header differs from that of the frame, and for tile lists, which no sample may contain;
/// [`Unsupported::HiddenPicture`] for a picture that is never shown.
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    Walk { input, pictures: true, is_reduced: false, header: None, hidden: false, told: None }.units(sample, marks)
}

/// Marks the same in the configuration of a decoder: `body` is the content of `av1C`.
///
/// # Errors
/// As for [`walk`], and [`Malformed::CodedSample`] for another version of the box, or parts of a picture in it.
pub fn configuration(input: &Input<'_>, body: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let units = Span::between(body.start.saturating_add(CONFIGURATION_LEN), body.end());
    if body.len < CONFIGURATION_LEN {
        return Err(malformed(body.start));
    }
    let [version, there @ ..] = input.array::<4>(body.start)?;
    let [profile, colours, _] = there;
    if version != MARKER_AND_VERSION {
        return Err(malformed(body.start));
    }
    let mut walk = Walk { input, pictures: false, is_reduced: false, header: None, hidden: false, told: None };
    walk.units(units, marks)?;
    // Profile, level and colours are those of the sequence; how long players should wait is nobody's business.
    let [profile, colours] = walk.told.map_or([profile, colours], |[told, of_colours]| {
        // Writers leave out where samples of colours are.
        let is_left_out = colours & sequence::POSITION == 0;
        [told, if is_left_out { of_colours & !sequence::POSITION } else { of_colours }]
    });
    let behind = Span::new(body.start.saturating_add(1), CONFIGURATION_LEN - 1);
    marks.push(Mark::of_configuration(behind, &there, vec![profile, colours, 0]));
    marks.sort_by_key(|mark| mark.span);
    Ok(())
}

/// A walk over units, and what was found about the sequence and the frame.
struct Walk<'a, 'b> {
    input: &'b Input<'a>,
    /// Whether parts of pictures are allowed here.
    pictures: bool,
    /// `reduced_still_picture_header` of the sequence.
    is_reduced: bool,
    /// What the last frame header says.
    header: Option<Span>,
    /// Whether there was a whole picture that nothing has shown yet.
    hidden: bool,
    /// What `av1C` repeats of the first sequence header.
    told: Option<[u8; 2]>,
}

impl Walk<'_, '_> {
    fn units(&mut self, span: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        if span.end() > self.input.len() {
            return Err(Error::malformed(Malformed::CutOff, Place::at(self.input.len())));
        }
        let (mut at, mut count) = (span.start, 0_usize);
        while at < span.end() {
            if count >= self.input.limits().elements {
                return Err(Error::limit(Limit::Elements, Place::at(at)));
            }
            let unit = Unit::read(self.input, at, span.end())?;
            self.unit(&unit, marks)?;
            at = unit.span.end();
            count = count.saturating_add(1);
        }
        Ok(())
    }

    fn unit(&mut self, unit: &Unit, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let is_picture = matches!(unit.kind, kind::FRAME_HEADER..=kind::TILE_GROUP | kind::FRAME..=kind::TILE_LIST);
        if is_picture && !self.pictures || unit.kind == kind::TILE_LIST {
            return Err(malformed(unit.span.start));
        }
        if matches!(unit.kind, kind::FRAME_HEADER | kind::FRAME) {
            self.shown(unit)?;
        }
        match unit.kind {
            kind::SEQUENCE_HEADER => self.sequence_header(unit, marks)?,
            kind::FRAME_HEADER => self.header = Some(self.frame_header(unit, marks)?),
            kind::REDUNDANT_FRAME_HEADER => {
                let header = self.frame_header(unit, marks)?;
                // Decoders that have seen no other take it for the header.
                let first = *self.header.get_or_insert(header);
                if !frame::are_same(self.input, first, header)? {
                    return Err(malformed(unit.span.start));
                }
            }
            // Its header cannot be distinguished from its tiles.
            kind::FRAME => self.header = None,
            kind::TILE_GROUP => {}
            kind::TEMPORAL_DELIMITER => self.tail(unit, unit.payload.start, marks)?,
            kind::METADATA => marks.extend(metadata::mark(self.input, unit)?),
            _ => {
                let mut mark = unit.padded(self.input, CodedElement::Obu(unit.kind))?;
                if !mark.stuffing.stands_in(self.input, unit.span)? {
                    let payload = Span { len: unit.payload.len.min(metadata::MOST), ..unit.payload };
                    mark.says.push((mark.element, unit.counted(said(&self.input.bytes(payload)?))));
                }
                marks.push(mark);
            }
        }
        Ok(())
    }

    fn sequence_header(&mut self, unit: &Unit, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let bytes = self.input.bytes(Span { len: unit.payload.len.min(SEQUENCE_HEADER_MOST), ..unit.payload })?;
        let sequence = sequence::read(&bytes).ok_or_else(|| malformed(unit.payload.start))?;
        self.is_reduced = sequence.is_reduced;
        self.told.get_or_insert(sequence.told);
        self.tail(unit, unit.payload.start.saturating_add(sequence.len as u64), marks)
    }

    /// A key frame that is shown replaces all that came before it (7.20): one that waits to be shown never is.
    fn shown(&mut self, unit: &Unit) -> Result<(), Error> {
        if self.is_reduced || unit.payload.is_empty() {
            return Ok(());
        }
        let [first] = self.input.array(unit.payload.start)?;
        match Shows::of(first) {
            Shows::Earlier => self.hidden = false,
            Shows::NothingYet => self.hidden = true,
            Shows::KeyFrame if self.hidden => {
                return Err(Error::unsupported(Unsupported::HiddenPicture, Place::at(unit.span.start)));
            }
            Shows::KeyFrame | Shows::Other => {}
        }
        Ok(())
    }

    /// The bytes that can belong to a frame header.
    fn frame_header(&self, unit: &Unit, marks: &mut Vec<Mark>) -> Result<Span, Error> {
        let most = frame::header_most(self.input, unit.payload, self.is_reduced)?;
        self.tail(unit, unit.payload.start.saturating_add(most), marks)?;
        Ok(Span { len: unit.payload.len.min(most), ..unit.payload })
    }

    /// Marks what comes after the trailing bits of a unit, where only zeros are allowed (5.3.4).
    fn tail(&self, unit: &Unit, start: u64, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let tail = Span::between(start, unit.payload.end());
        if !tail.is_empty() {
            let mut mark = Mark::new(tail, CodedElement::Obu(unit.kind), Stuffing::of(0));
            if !self.input.is_filled(tail, 0)? {
                mark.says.push((mark.element, Value::Bytes(tail.len)));
            }
            marks.push(mark);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
