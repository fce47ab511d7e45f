//! Turns decisions into a list of edits: sorted, disjoint, and derived from every region, so that nothing is kept
//! by forgetting it. Knows no file and no format; how a value is written, the format says.

use crate::error::{Error, Malformed, Place};
use crate::input::Span;
use crate::model::{Fresh, Scan};
use crate::plan::{Decision, Plan};

/// What takes the place of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Patch {
    /// Nothing.
    Drop,
    /// These bytes.
    Bytes(Vec<u8>),
    /// As many bytes of this value as the span is long.
    Fill(u8),
}

/// One change to the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which bytes of the input.
    pub span: Span,
    /// What takes their place.
    pub patch: Patch,
}

/// A piece of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Bytes of the input.
    Kept(Span),
    /// Bytes that the format wrote.
    Written(&'a [u8]),
    /// So many bytes of one value.
    Filled(u8, u64),
}

impl Piece<'_> {
    /// Length in bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        match self {
            Self::Kept(span) => span.len,
            Self::Written(bytes) => bytes.len() as u64,
            Self::Filled(_, len) => *len,
        }
    }

    /// Whether it adds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Edits of one input, sorted and disjoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditList {
    edits: Vec<Edit>,
    input_len: u64,
}

impl EditList {
    /// Sorted, disjoint edits inside an input of `input_len` bytes; `None` for any others.
    #[must_use]
    pub fn new(edits: Vec<Edit>, input_len: u64) -> Option<Self> {
        let mut at = 0;
        for edit in &edits {
            if edit.span.start < at || edit.span.end() > input_len {
                return None;
            }
            at = edit.span.end();
        }
        Some(Self { edits, input_len })
    }

    /// The edits that carry out a plan; `compose` writes a typed value as the format wants it.
    ///
    /// # Errors
    /// [`Error::Malformed`] where a region has no decision.
    pub fn from_plan(scan: &Scan, plan: &Plan, compose: fn(&Fresh) -> Vec<u8>) -> Result<Self, Error> {
        let undecided = || Error::malformed(Malformed::Undecided, Place::at(scan.len));
        if scan.regions.len() != plan.decisions.len() || !scan.is_total() {
            return Err(undecided());
        }
        let mut edits: Vec<Edit> = Vec::new();
        for (region, decision) in scan.regions.iter().zip(&plan.decisions) {
            let patch = match decision {
                Decision::Keep => continue,
                Decision::Drop => Patch::Drop,
                Decision::Write(fresh) => Patch::Bytes(compose(fresh)),
                Decision::Blank(fresh) => {
                    let head = fresh.as_ref().map(compose).unwrap_or_default();
                    let rest = Span::between(region.span.start.saturating_add(head.len() as u64), region.span.end());
                    if rest.end() != region.span.end() {
                        return Err(undecided());
                    }
                    if !head.is_empty() {
                        edits.push(Edit { span: Span::between(region.span.start, rest.start), patch: Patch::Bytes(head) });
                    }
                    edits.push(Edit { span: rest, patch: Patch::Fill(0) });
                    continue;
                }
            };
            edits.push(Edit { span: region.span, patch });
        }
        Self::new(edits, scan.len).ok_or_else(undecided)
    }

    /// The edits, in order.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether the output is the input.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The output as pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::with_capacity(self.edits.len().saturating_mul(2).saturating_add(1));
        let mut at = 0;
        for edit in &self.edits {
            pieces.push(Piece::Kept(Span::between(at, edit.span.start)));
            pieces.push(match &edit.patch {
                Patch::Drop => Piece::Filled(0, 0),
                Patch::Bytes(bytes) => Piece::Written(bytes),
                Patch::Fill(value) => Piece::Filled(*value, edit.span.len),
            });
            at = edit.span.end();
        }
        pieces.push(Piece::Kept(Span::between(at, self.input_len)));
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// Length of the output in bytes.
    #[must_use]
    pub fn output_len(&self) -> u64 {
        self.pieces().iter().map(Piece::len).fold(0, u64::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What an edit list means, said in the plainest way.
    fn splice(input: &[u8], edits: &[Edit]) -> Vec<u8> {
        let mut output = input.to_vec();
        for edit in edits.iter().rev() {
            let range = edit.span.start as usize..edit.span.end() as usize;
            let bytes = match &edit.patch {
                Patch::Drop => Vec::new(),
                Patch::Bytes(bytes) => bytes.clone(),
                Patch::Fill(value) => vec![*value; range.len()],
            };
            output.splice(range, bytes);
        }
        output
    }

    fn assemble(input: &[u8], list: &EditList) -> Vec<u8> {
        let mut output = Vec::new();
        for piece in list.pieces() {
            match piece {
                Piece::Kept(span) => output.extend(&input[span.start as usize..span.end() as usize]),
                Piece::Written(bytes) => output.extend(bytes),
                Piece::Filled(value, len) => output.extend(vec![value; len as usize]),
            }
        }
        output
    }

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let patch = prop_oneof![
            Just(Patch::Drop),
            proptest::collection::vec(any::<u8>(), 0..6).prop_map(Patch::Bytes),
            any::<u8>().prop_map(Patch::Fill),
        ];
        proptest::collection::vec((0u64..5, 0u64..5, patch), 0..8).prop_map(|steps| {
            let mut at = 0;
            let place = |(gap, len, patch): (u64, u64, Patch)| {
                let span = Span::new(at + gap, len);
                at = span.end();
                Edit { span, patch }
            };
            steps.into_iter().map(place).collect()
        })
    }

    proptest! {
        #[test]
        fn pieces_are_what_a_plain_splice_gives(input in proptest::collection::vec(any::<u8>(), 72), edits in edits()) {
            let list = EditList::new(edits.clone(), input.len() as u64).unwrap();
            let output = assemble(&input, &list);
            prop_assert_eq!(list.output_len(), output.len() as u64);
            prop_assert_eq!(output, splice(&input, &edits));
        }
    }

    #[test]
    fn edits_that_overlap_or_leave_the_input_are_no_list() {
        let drop = |start, len| Edit { span: Span::new(start, len), patch: Patch::Drop };
        assert!(EditList::new(vec![drop(0, 4), drop(3, 2)], 10).is_none());
        assert!(EditList::new(vec![drop(8, 3)], 10).is_none());
        assert!(EditList::new(vec![drop(5, 1), drop(0, 1)], 10).is_none());
        assert!(EditList::new(vec![drop(0, 4), drop(4, 6)], 10).is_some());
    }
}
