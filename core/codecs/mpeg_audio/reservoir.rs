//! The bytes of frames after their side information, as one stream (ISO/IEC 11172-3, 2.4.3.4.4): the sound of each
//! frame begins somewhere in it, and nobody reads anything between the end of one and the beginning of the next.

use std::collections::VecDeque;

use crate::base::{Error, Input, Span};
use crate::codecs::{Mark, Stuffing};
use crate::model::CodedElement;

/// Where the stream begins: no sound begins further ahead of it.
const START: u64 = 512;

/// The end of that stream.
#[derive(Debug)]
pub(super) struct Reservoir {
    /// Bytes of frames, and where in the stream they begin: as many as the sound still to come may begin in.
    areas: VecDeque<(u64, Span)>,
    /// Where the next frame's bytes begin.
    next: u64,
    /// The first bit after all sound so far.
    behind: u64,
}

impl Default for Reservoir {
    fn default() -> Self {
        Self { areas: VecDeque::new(), next: START, behind: START.saturating_mul(8) }
    }
}

impl Reservoir {
    /// A frame with these bytes, whose sound begins this many bytes before them and has this many bits.
    pub(super) fn frame(
        &mut self,
        input: &Input<'_>,
        area: Span,
        begin: u64,
        bits: u64,
        marks: &mut Vec<Mark>,
    ) -> Result<(), Error> {
        let begin = self.next.saturating_sub(begin);
        self.clear(input, begin, marks)?;
        self.areas.push_back((self.next, area));
        self.next = self.next.saturating_add(area.len);
        let end = begin.saturating_mul(8).saturating_add(bits);
        self.behind = self.behind.max(end).max(begin.saturating_mul(8));
        while self.areas.front().is_some_and(|(at, area)| at.saturating_add(area.len).saturating_mul(8) <= self.behind) {
            self.areas.pop_front();
        }
        Ok(())
    }

    /// No frame follows.
    pub(super) fn finish(&mut self, input: &Input<'_>, marks: &mut Vec<Mark>) -> Result<(), Error> {
        self.clear(input, self.next, marks)
    }

    /// Marks what is between the sound so far and a byte of the stream.
    fn clear(&self, input: &Input<'_>, end: u64, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let start = self.behind / 8;
        for (at, area) in &self.areas {
            let from = start.max(*at);
            let len = end.min(at.saturating_add(area.len)).saturating_sub(from);
            if len == 0 {
                continue;
            }
            let span = Span::new(area.start.saturating_add(from.saturating_sub(*at)), len);
            let kept = if from == start { !(0xFF_u8 >> (self.behind % 8)) } else { 0 };
            let mut stuffing = Stuffing::of(0);
            if kept != 0 {
                let [first] = input.array::<1>(span.start)?;
                stuffing.head = vec![first & kept];
            }
            marks.push(Mark::new(span, CodedElement::AuxiliaryData, stuffing));
        }
        Ok(())
    }
}
