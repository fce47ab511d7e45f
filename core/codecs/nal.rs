//! NAL units of H.264, H.265 and H.266, as contained in samples: after their lengths. Each codec knows how to
//! distinguish them; this file knows what becomes of those that no decoder reads, and of what comes after the end of
//! one.

pub mod bits;
pub mod rbsp;
pub mod usability;
pub mod window;

use super::{Mark, Stuffing};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::blocks;
use crate::model::{CodedElement, Value};

use bits::Bits;

/// What begins a unit in a byte stream (H.264, B.1.1).
const START_CODE: &[u8] = &[0, 0, 1];

/// Parameter sets have about a hundred bytes. Anything much longer that cannot be read to its end is not one.
const UNREAD_BYTES: usize = 1024;

/// How many bytes the length of a unit has (`lengthSizeMinusOne`; ISO/IEC 14496-15, 5.3.3.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthSize {
    /// One byte.
    One,
    /// Two bytes.
    Two,
    /// Four bytes.
    Four,
}

impl LengthSize {
    /// From the two bits that give it; there are no three-byte lengths.
    #[must_use]
    pub const fn of_minus_one(bits: u8) -> Option<Self> {
        match bits & 3 {
            0 => Some(Self::One),
            1 => Some(Self::Two),
            3 => Some(Self::Four),
            _ => None,
        }
    }

    /// In bytes.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Four => 4,
        }
    }

    fn read(self, input: &Input<'_>, at: u64) -> Result<u64, Error> {
        Ok(match self {
            Self::One => u64::from(u8::from_be_bytes(input.array(at)?)),
            Self::Two => u64::from(u16::from_be_bytes(input.array(at)?)),
            Self::Four => u64::from(u32::from_be_bytes(input.array(at)?)),
        })
    }
}

/// Passes the units of a sample to `visit`, one by one. Empty ones are skipped, as decoders do.
///
/// # Errors
/// [`Malformed::CodedSample`] if they do not tile the sample, [`Unsupported::ByteStream`] if there are start codes
/// instead of lengths, or the error of `visit`.
pub fn units(
    input: &Input<'_>,
    sample: Span,
    lengths: LengthSize,
    mut visit: impl FnMut(Span) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut at = sample.start;
    while at < sample.end() {
        let start = at.saturating_add(lengths.bytes());
        if start > sample.end() {
            return Err(untiled(input, sample, at));
        }
        let unit = Span::new(start, lengths.read(input, at)?);
        if unit.end() > sample.end() {
            return Err(untiled(input, sample, at));
        }
        if !unit.is_empty() {
            visit(unit)?;
        }
        at = unit.end();
    }
    Ok(())
}

/// Why the units of a sample do not tile it: it may be a byte stream (H.264 and H.265, Annex B).
fn untiled(input: &Input<'_>, sample: Span, at: u64) -> Error {
    let begins = |code: &[u8]| sample.len >= code.len() as u64 && input.matches(sample.start, code).unwrap_or(false);
    if begins(&[0, 0, 1]) || begins(&[0, 0, 0, 1]) {
        return Error::unsupported(Unsupported::ByteStream, Place::at(sample.start));
    }
    malformed(at)
}

/// An invalid unit.
pub(super) const fn malformed(at: u64) -> Error {
    Error::malformed(Malformed::CodedSample, Place::at(at))
}

/// A unit whose content cannot be judged.
pub(super) const fn unsupported(at: u64) -> Error {
    Error::unsupported(Unsupported::CodedExtension, Place::at(at))
}

/// Refuses a unit in which another begins: some decoders look for start codes inside lengths, and some do not.
///
/// # Errors
/// [`Unsupported::ByteStream`] if one begins, or the error of the file system.
pub fn single(input: &Input<'_>, unit: Span) -> Result<(), Error> {
    match memchr::memmem::find(&input.bytes(unit)?, START_CODE) {
        Some(at) => Err(Error::unsupported(Unsupported::ByteStream, Place::at(unit.start.saturating_add(at as u64)))),
        None => Ok(()),
    }
}

/// Passes the units of a byte stream to `visit`, without the zeros between them (H.264, B.1). Samsung's slow motion
/// videos have one after each length.
///
/// # Errors
/// The error of `visit`, or of the file system.
pub fn stream(input: &Input<'_>, units: Span, mut visit: impl FnMut(Span) -> Result<(), Error>) -> Result<(), Error> {
    let bytes = input.bytes(units)?;
    let codes = memchr::memmem::find_iter(&bytes, START_CODE).collect::<Vec<_>>();
    let starts = [0].into_iter().chain(codes.iter().map(|at| at.saturating_add(START_CODE.len())));
    for (start, end) in starts.zip(codes.iter().copied().chain([bytes.len()])) {
        let unit = bytes.get(start..end).unwrap_or_default();
        let len = unit.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1));
        if len > 0 {
            visit(Span::new(units.start.saturating_add(start as u64), len as u64))?;
        }
    }
    Ok(())
}

/// Marks the payload of a unit that decoders skip. A last byte with the trailing bits stays, so that such units look
/// like filler data (H.264, 7.3.2.7).
///
/// # Errors
/// The error of the file system.
pub fn stuff(input: &Input<'_>, payload: Span, kind: u8, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let tail = payload.len.min(rbsp::TRAILING_BYTES as u64);
    let tail = input.bytes(Span::new(payload.end().saturating_sub(tail), tail))?;
    let span = Span::new(payload.start, payload.len.saturating_sub(rbsp::trailing(&tail) as u64));
    fill(input, span, kind, 0xFF, marks)
}

/// Marks bytes where a unit has none: after its end, or in a unit without a payload. Zeros are not part of a unit
/// (H.264, B.1.1, trailing_zero_8bits).
///
/// # Errors
/// The error of the file system.
pub fn end(input: &Input<'_>, behind: Span, kind: u8, marks: &mut Vec<Mark>) -> Result<(), Error> {
    fill(input, behind, kind, 0, marks)
}

fn fill(input: &Input<'_>, span: Span, kind: u8, value: u8, marks: &mut Vec<Mark>) -> Result<(), Error> {
    if span.is_empty() {
        return Ok(());
    }
    let element = CodedElement::NalUnit(kind);
    let mut mark = Mark::new(span, element, Stuffing::of(value));
    if !mark.stuffing.stands_in(input, span)? {
        let head = input.bytes(Span::new(span.start, span.len.min(blocks::TEXT_BYTES as u64)))?;
        mark.says.push((element, said(&head, span.len)));
    }
    marks.push(mark);
    Ok(())
}

/// Marks what comes after the trailing bits of a parameter set. `read` reads the set up to these bits.
///
/// What cannot be read to its end stays as it is: extensions that few decoders read, and this does not. It is no longer
/// than such extensions are.
///
/// # Errors
/// [`Unsupported::CodedExtension`] if it is longer, or the error of the file system.
pub fn parameter_set<T>(
    input: &Input<'_>,
    payload: Span,
    kind: u8,
    marks: &mut Vec<Mark>,
    read: impl FnOnce(&mut Bits<'_>) -> Option<T>,
) -> Result<Option<T>, Error> {
    let bytes = input.bytes(payload)?;
    let Some(plain) = rbsp::plain(&bytes) else { return unread(payload, &bytes) };
    let mut bits = Bits::new(&plain);
    let set = read(&mut bits);
    let Some(len) = bits.trailing_end().filter(|_| set.is_some()) else {
        unread::<T>(payload, &bytes)?;
        return Ok(set);
    };
    let len = rbsp::coded_len(&bytes, len) as u64;
    end(input, Span::between(payload.start.saturating_add(len), payload.end()), kind, marks)?;
    Ok(set)
}

/// The same for a set that every decoder reads to its end.
///
/// # Errors
/// [`Malformed::CodedSample`] if it cannot be read that far, or the error of the file system.
pub fn whole_set<T>(
    input: &Input<'_>,
    payload: Span,
    kind: u8,
    marks: &mut Vec<Mark>,
    read: impl FnOnce(&mut Bits<'_>) -> Option<T>,
) -> Result<T, Error> {
    let mut ends = false;
    let set = parameter_set(input, payload, kind, marks, |bits| {
        let set = read(bits)?;
        ends = bits.trailing_end().is_some();
        Some(set)
    })?;
    set.filter(|_| ends).ok_or_else(|| malformed(payload.start))
}

fn unread<T>(payload: Span, bytes: &[u8]) -> Result<Option<T>, Error> {
    if bytes.len() > UNREAD_BYTES { Err(unsupported(payload.start)) } else { Ok(None) }
}

/// Text, if the bytes are text; otherwise their number.
pub(super) fn said(bytes: &[u8], len: u64) -> Value {
    let content = bytes.trim_ascii_end();
    let content = content.split(|&byte| byte == 0).next().unwrap_or(content);
    let head = content.get(..blocks::TEXT_BYTES).unwrap_or(content);
    let readable = |text: &str| text.trim().len() > 3 && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    // The end of the head may cut a character in two.
    let valid =
        std::str::from_utf8(head).map_or_else(|error| head.get(..error.valid_up_to()), |_| Some(head)).unwrap_or_default();
    let whole = head.len().saturating_sub(valid.len()) < 4;
    match std::str::from_utf8(valid).ok().filter(|text| whole && readable(text)) {
        Some(text) => blocks::text(text.as_bytes()),
        None => Value::Bytes(len),
    }
}

#[cfg(test)]
mod tests;
