//! Video divided by start codes, 00 00 01 and a code (ISO/IEC 13818-2, 5.2.3; ISO/IEC 14496-2, 6.2.1): its units, and
//! the marks for what is not needed in them. Each standard defines its own units.

use std::ops::Range;

use super::said::said;
use super::{Mark, Stuffing};
use crate::base::Span;
use crate::model::{CodedElement, Value};

const PREFIX: [u8; 3] = [0, 0, 1];

/// What lies between one start code and the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The code; `None` for what comes before the first of them.
    pub(super) code: Option<u8>,
    /// What comes after it, as offsets in the sample.
    pub(super) payload: Range<usize>,
}

/// The units of a sample. Prefix, code and payload of all of them tile it.
pub(super) fn units(bytes: &[u8]) -> impl Iterator<Item = Unit> {
    let mut next = Some((None, 0));
    std::iter::from_fn(move || {
        let (code, start) = next?;
        let rest = bytes.get(start..).unwrap_or_default();
        // A prefix at the very end has no code.
        let behind = memchr::memmem::find(rest, &PREFIX).and_then(|at| {
            let end = start.saturating_add(at);
            let code_at = end.saturating_add(PREFIX.len());
            Some((end, *bytes.get(code_at)?, code_at.saturating_add(1)))
        });
        next = behind.map(|(_, code, start)| (Some(code), start));
        Some(Unit { code, payload: start..behind.map_or(bytes.len(), |(end, ..)| end) })
    })
}

/// A sample, and what was marked in it.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    start: u64,
    bytes: &'a [u8],
    marks: &'a mut Vec<Mark>,
}

impl<'a> Marked<'a> {
    pub(super) const fn new(sample: Span, bytes: &'a [u8], marks: &'a mut Vec<Mark>) -> Self {
        Self { start: sample.start, bytes, marks }
    }

    pub(super) fn bytes(&self, at: Range<usize>) -> &'a [u8] {
        self.bytes.get(at).unwrap_or_default()
    }

    /// Marks a run of bytes, and reports the text in it.
    pub(super) fn put(&mut self, at: Range<usize>, element: CodedElement, stuffing: Stuffing) {
        let gone = self.bytes(at.clone()).get(stuffing.head.len()..).unwrap_or_default();
        let says = match said(gone) {
            text @ Value::Text(_) if gone.iter().any(|&byte| byte != stuffing.fill) => vec![(element, text)],
            _ => Vec::new(),
        };
        self.put_what_says(at, element, stuffing, says);
    }

    /// Marks a run of bytes whose content is known.
    pub(super) fn put_what_says(
        &mut self,
        at: Range<usize>,
        element: CodedElement,
        stuffing: Stuffing,
        says: Vec<(CodedElement, Value)>,
    ) {
        if !at.is_empty() {
            let span = Span::new(self.start.saturating_add(at.start as u64), at.len() as u64);
            self.marks.push(Mark { span, element, stuffing, says });
        }
    }

    /// Marks what comes after the first bits in a run of bytes: zeros up to its end.
    pub(super) fn zeros_behind(&mut self, at: Range<usize>, bits: usize, element: CodedElement) {
        let first = at.start.saturating_add(bits / 8);
        let rest = first.min(at.end)..at.end;
        let head = match (bits % 8, self.bytes.get(first).filter(|_| !rest.is_empty())) {
            (0, _) | (_, None) => Vec::new(),
            (kept, Some(byte)) => vec![byte & !(0xFF >> kept)],
        };
        self.put(rest, element, Stuffing { head, fill: 0 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(bytes: &[u8]) -> Vec<(Option<u8>, Range<usize>)> {
        units(bytes).map(|unit| (unit.code, unit.payload)).collect()
    }

    #[test]
    fn units_tile_a_sample() {
        assert_eq!(
            cut(b"ab\0\0\x01\xB3c\0\0\0\x01\0\0\0\x01\x01"),
            [(None, 0..2), (Some(0xB3), 6..8), (Some(0), 12..12), (Some(1), 16..16)]
        );
        assert_eq!(cut(b"a\0\0\x01"), [(None, 0..4)]);
        assert_eq!(cut(b""), [(None, 0..0)]);
    }

    #[test]
    fn bits_that_stay_share_their_byte_with_zeros() {
        let bytes = [0xFF; 4];
        let mut marks = Vec::new();
        let mut marked = Marked::new(Span::new(10, 4), &bytes, &mut marks);
        marked.zeros_behind(0..4, 11, CodedElement::Tail);
        marked.zeros_behind(0..4, 16, CodedElement::Tail);
        marked.zeros_behind(0..4, 40, CodedElement::Tail);
        let marks: Vec<_> = marks.into_iter().map(|mark| (mark.span, mark.stuffing.head)).collect();
        assert_eq!(marks, [(Span::new(11, 3), vec![0xE0]), (Span::new(12, 2), vec![])]);
    }
}
