//! Samples whose fields begin anywhere in a byte: read bit by bit, and partly rewritten, so that a mark covers whole
//! bytes and changes only the bits that go.

use std::ops::Range;

use super::{Mark, Stuffing};
use crate::base::Span;
use crate::model::{CodedElement, Value};

/// Reads a sample starting from its most significant bit, and never leaves it.
#[derive(Debug, Clone, Copy)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    /// Starts at the first bit.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Starts at a bit, which may be past the end.
    #[must_use]
    pub const fn starting_at(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Number of the next bit.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// How many bits follow.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.bytes.len().saturating_mul(8).saturating_sub(self.at)
    }

    /// The next bit.
    pub fn bit(&mut self) -> Option<bool> {
        self.take(1).map(|bit| bit != 0)
    }

    /// The next bits, at most 32, as a number.
    pub fn take(&mut self, count: usize) -> Option<u32> {
        let end = self.at.checked_add(count).filter(|_| count <= self.left())?;
        let number = (self.at..end).fold(0, |number: u32, at| {
            let byte = self.bytes.get(at / 8).copied().unwrap_or(0);
            number << 1 | u32::from(byte >> (7 & !at) & 1)
        });
        self.at = end;
        Some(number)
    }

    /// Goes to a bit, which may be past the end.
    pub const fn rewind(&mut self, at: usize) {
        self.at = at;
    }

    /// Skips bits, and returns their range.
    pub fn skip(&mut self, count: usize) -> Option<Range<usize>> {
        let start = self.at;
        self.at = start.checked_add(count).filter(|_| count <= self.left())?;
        Some(start..self.at)
    }

    /// Skips the bits up to the next byte, and returns their range.
    pub fn align(&mut self) -> Option<Range<usize>> {
        self.skip(self.at.next_multiple_of(8).saturating_sub(self.at))
    }

    /// Whole bytes among bits, wherever they begin.
    #[must_use]
    pub fn bytes(&self, bits: Range<usize>) -> Vec<u8> {
        let mut here = Self::starting_at(self.bytes, bits.start);
        let count = bits.len() / 8;
        std::iter::from_fn(|| here.take(8)?.try_into().ok()).take(count).collect()
    }
}

/// Bytes between two parts that cost less than a separate mark.
const NEAR: usize = 8;

/// A part of a sample, in whole bytes.
#[derive(Debug)]
struct Part {
    bytes: Range<usize>,
    element: CodedElement,
    says: Vec<(CodedElement, Value)>,
}

/// A sample, and the parts of it that are rewritten.
#[derive(Debug)]
pub struct Anew {
    start: u64,
    bytes: Vec<u8>,
    parts: Vec<Part>,
}

impl Anew {
    /// None of it, so far.
    #[must_use]
    pub fn of(sample: Span, bytes: &[u8]) -> Self {
        Self { start: sample.start, bytes: bytes.to_vec(), parts: Vec::new() }
    }

    /// The sample in its final form.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What the first part is; `None` if nothing is rewritten.
    #[must_use]
    pub fn first(&self) -> Option<CodedElement> {
        self.parts.first().map(|part| part.element)
    }

    /// Zeros for these bits.
    pub fn clear(&mut self, bits: Range<usize>, element: CodedElement) {
        self.clear_what_says(bits, element, Vec::new());
    }

    /// Zeros for bits whose content was read.
    pub fn clear_what_says(&mut self, bits: Range<usize>, element: CodedElement, says: Vec<(CodedElement, Value)>) {
        for at in bits.clone() {
            self.set(at, false);
        }
        self.part(bits, element, says);
    }

    /// These bytes from a bit on, replacing others.
    pub fn write(&mut self, at: usize, bytes: &[u8], element: CodedElement) {
        let end = at.saturating_add(bytes.len().saturating_mul(8));
        let mut bits = Bits::new(bytes);
        for at in at..end {
            self.set(at, bits.bit().unwrap_or(false));
        }
        self.part(at..end, element, Vec::new());
    }

    fn set(&mut self, at: usize, bit: bool) {
        if let Some(byte) = self.bytes.get_mut(at / 8) {
            let mask = 0x80 >> (at % 8);
            *byte = if bit { *byte | mask } else { *byte & !mask };
        }
    }

    fn part(&mut self, bits: Range<usize>, element: CodedElement, says: Vec<(CodedElement, Value)>) {
        if !bits.is_empty() {
            self.parts.push(Part { bytes: bits.start / 8..bits.end.div_ceil(8), element, says });
        }
    }

    /// The marks for everything. Parts of one element that almost touch become one mark, and if two share a byte, their
    /// marks do not.
    pub fn mark(mut self, marks: &mut Vec<Mark>) {
        self.parts.sort_by_key(|part| part.bytes.start);
        let mut own: Vec<Part> = Vec::with_capacity(self.parts.len());
        for mut part in self.parts {
            let Some(last) = own.last_mut() else {
                own.push(part);
                continue;
            };
            let behind = last.bytes.end;
            let is_near = last.element == part.element && part.bytes.start <= behind.saturating_add(NEAR);
            if is_near || part.bytes.end <= behind {
                last.bytes.end = behind.max(part.bytes.end);
                last.says.extend(part.says);
            } else {
                part.bytes.start = part.bytes.start.max(behind);
                own.push(part);
            }
        }
        marks.extend(own.into_iter().filter_map(|Part { bytes, element, says }| {
            let content = self.bytes.get(bytes.clone())?.to_vec();
            let span = Span::new(self.start.saturating_add(bytes.start as u64), content.len() as u64);
            Some(Mark { span, element, stuffing: Stuffing::exactly(content), says })
        }));
    }
}

/// Text in bytes of unknown meaning: without its padding, and only if all of it is readable.
#[must_use]
pub fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim_matches(|c: char| c == '\0' || c.is_whitespace());
    let readable = text.chars().count() > 3 && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    readable.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_read_across_bytes_and_not_behind_the_end() {
        let mut bits = Bits::new(&[0b1010_0110, 0b1100_0001]);
        assert_eq!((bits.take(3), bits.take(7), bits.bit()), (Some(0b101), Some(0b001_1011), Some(false)));
        assert_eq!((bits.take(6), bits.skip(6), bits.left()), (None, None, 5));
        assert_eq!(bits.align(), Some(11..16));
        assert_eq!((bits.take(0), bits.take(1), Bits::starting_at(&[1], 99).take(1)), (Some(0), None, None));
        assert_eq!(bits.bytes(4..13), [0b0110_1100]);
    }

    #[test]
    fn parts_that_share_a_byte_become_marks_that_do_not() {
        let mut anew = Anew::of(Span::new(100, 32), &[0xFF; 32]);
        anew.clear(14..20, CodedElement::FillElement);
        anew.clear(4..12, CodedElement::DataStreamElement);
        anew.clear_what_says(13..15, CodedElement::FillElement, vec![(CodedElement::EncoderName, Value::Unknown)]);
        anew.clear(88..90, CodedElement::FillElement);
        anew.clear(168..169, CodedElement::FillElement);
        let mut marks = Vec::new();
        anew.mark(&mut marks);
        let spans: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
        assert_eq!(spans, [Span::new(100, 2), Span::new(102, 10), Span::new(121, 1)]);
        assert_eq!((&marks[0].stuffing.head[..], &marks[1].stuffing.head[..2]), (&[0xF0, 0x08][..], &[0x0F, 0xFF][..]));
        assert_eq!(marks[0].says.len() + marks[1].says.len(), 1);
    }

    #[test]
    fn only_what_can_be_read_is_a_text() {
        assert_eq!(text(b"\0Lavc59.37.100\0\0").as_deref(), Some("Lavc59.37.100"));
        assert!(text(b"ab\0").is_none() && text(b"\x01\x02abcd").is_none() && text(b"\xFFabcd").is_none());
    }
}
