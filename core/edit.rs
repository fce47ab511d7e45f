//! Turns decisions into a list of edits: sorted, disjoint, and derived from every region, so that nothing is kept by
//! oversight. It knows nothing of files and formats; the format says how a value is written.

use std::ops::ControlFlow::{Break, Continue};

use crate::base::{Error, Input, Malformed, Place, Span, same};
use crate::model::{Decision, Fresh, Scan};
use crate::plan::Plan;

/// What takes the place of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Patch {
    /// Nothing.
    Drop,
    /// These bytes.
    Bytes(Vec<u8>),
    /// This value, as many bytes of it as the span is long.
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
    Copied(Span),
    /// Bytes that the format wrote.
    Written(&'a [u8]),
    /// This many bytes of one value.
    Filled(u8, u64),
}

impl Piece<'_> {
    /// Length in bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        match self {
            Self::Copied(span) => span.len,
            Self::Written(bytes) => bytes.len() as u64,
            Self::Filled(_, len) => *len,
        }
    }

    /// Whether it adds no bytes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Edits of one input, sorted and disjoint.
///
/// ```
/// use untrace_core::{Options, Piece, plan};
///
/// let gif: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0!\xFE\x0ALea Martin\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
/// let plan = plan(&gif, &Options::default())?;
/// // Who writes the copy goes through its pieces; most are runs of the original, for the kernel to copy.
/// assert!(plan.edits().pieces().iter().all(|piece| matches!(piece, Piece::Copied(_))));
/// assert_eq!(plan.edits().output_len(), 29);
/// # Ok::<(), untrace_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditList {
    edits: Vec<Edit>,
    input_len: u64,
}

impl EditList {
    /// Sorted, disjoint edits within an input of `input_len` bytes; `None` for any others.
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

    /// The edits that carry out a plan.
    ///
    /// # Errors
    /// [`Error::Malformed`] if a region has no decision.
    #[doc(hidden)]
    pub fn from_plan<F: Fresh>(scan: &Scan<F>, plan: &Plan<F>) -> Result<Self, Error> {
        let undecided = || Error::malformed(Malformed::Undecided, Place::at(scan.len));
        // `zip` stops at the shorter one: regions without a decision would be copied.
        if scan.regions.len() != plan.decisions.len() || !scan.is_total() {
            return Err(undecided());
        }
        let mut edits: Vec<Edit> = Vec::new();
        for (region, decision) in scan.regions.iter().zip(&plan.decisions) {
            let patch = match decision {
                Decision::Stay => continue,
                Decision::Drop => Patch::Drop,
                Decision::Write(fresh) => Patch::Bytes(fresh.compose()),
                Decision::Blank(fresh) => {
                    let head = fresh.as_ref().map(Fresh::compose).unwrap_or_default();
                    let rest = Span::between(region.span.start.saturating_add(head.len() as u64), region.span.end());
                    // A value longer than its region would reach into the next one.
                    if rest.end() != region.span.end() {
                        return Err(undecided());
                    }
                    if !head.is_empty() {
                        edits.push(Edit { span: Span::between(region.span.start, rest.start), patch: Patch::Bytes(head) });
                    }
                    let fill = fresh.as_ref().map_or(0, Fresh::fill);
                    edits.push(Edit { span: rest, patch: Patch::Fill(fill) });
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

    /// Whether the output is the same as the input.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The output for an input in memory: for tests, and for callers without files. `None` if `input` does not have the
    /// length the edits were made for.
    #[must_use]
    pub fn apply(&self, input: &[u8]) -> Option<Vec<u8>> {
        if input.len() as u64 != self.input_len {
            return None;
        }
        let mut output = Vec::with_capacity(usize::try_from(self.output_len()).ok()?);
        for piece in self.pieces() {
            match piece {
                Piece::Copied(span) => {
                    output.extend(input.get(usize::try_from(span.start).ok()?..usize::try_from(span.end()).ok()?)?);
                }
                Piece::Written(bytes) => output.extend(bytes),
                Piece::Filled(value, len) => output.resize(output.len().checked_add(usize::try_from(len).ok()?)?, value),
            }
        }
        Some(output)
    }

    /// The output as pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::with_capacity(self.edits.len().saturating_mul(2).saturating_add(1));
        let mut at = 0;
        for edit in &self.edits {
            pieces.push(Piece::Copied(Span::between(at, edit.span.start)));
            pieces.push(match &edit.patch {
                Patch::Drop => Piece::Filled(0, 0),
                Patch::Bytes(bytes) => Piece::Written(bytes),
                Patch::Fill(value) => Piece::Filled(*value, edit.span.len),
            });
            at = edit.span.end();
        }
        pieces.push(Piece::Copied(Span::between(at, self.input_len)));
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// Length of the output in bytes.
    #[must_use]
    pub fn output_len(&self) -> u64 {
        self.pieces().iter().map(Piece::len).fold(0, u64::saturating_add)
    }

    /// Whether `present` is, byte for byte, the output for `source`.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn is_output(&self, source: &Input<'_>, present: &Input<'_>) -> Result<bool, Error> {
        // Only the pieces are compared below: anything after them would go unseen.
        Ok(self.output_len() == present.len() && self.begins_with(present.len(), source, present)?)
    }

    /// Whether `present` is the beginning of the output for `source`, or nothing at all, perhaps followed by zeros:
    /// what is left of a file after a power cut.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn is_begun(&self, source: &Input<'_>, present: &Input<'_>) -> Result<bool, Error> {
        let mut written = 0;
        present.stream::<()>(Span::new(0, present.len()), |at, bytes| {
            let last = bytes.iter().rposition(|&byte| byte != 0);
            written = last.map_or(written, |last| at.saturating_add(last as u64).saturating_add(1));
            Continue(())
        })?;
        Ok(present.len() <= self.output_len() && self.begins_with(written, source, present)?)
    }

    /// Whether the first `len` bytes of the output and of `present` are the same.
    fn begins_with(&self, len: u64, source: &Input<'_>, present: &Input<'_>) -> Result<bool, Error> {
        let mut at = 0_u64;
        for piece in self.pieces() {
            let here = Span::new(at, piece.len().min(len.saturating_sub(at)));
            let same = match piece {
                Piece::Copied(span) => same(source, Span::new(span.start, here.len), present, here)?,
                Piece::Written(bytes) => same(&Input::from_bytes(bytes), Span::new(0, here.len), present, here)?,
                Piece::Filled(value, _) => {
                    let other = |_, bytes: &[u8]| if bytes.iter().all(|&byte| byte == value) { Continue(()) } else { Break(()) };
                    present.stream(here, other)?.is_none()
                }
            };
            if !same {
                return Ok(false);
            }
            at = here.end();
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;
    use crate::model::{FieldId, FormatKind, JpegElement, Kept, Region};
    use proptest::prelude::*;

    /// What an edit list means, in the plainest terms.
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
            let output = list.apply(&input).unwrap();
            prop_assert_eq!(list.output_len(), output.len() as u64);
            prop_assert_eq!(output, splice(&input, &edits));
        }
    }

    proptest! {
        #[test]
        fn what_a_power_cut_leaves_of_the_output_is_its_beginning_with_zeros_behind(
            input in proptest::collection::vec(1u8.., 72), edits in edits(), cut in 0usize..60, zeros in 0usize..60, spoilt in any::<bool>(),
        ) {
            let list = EditList::new(edits, input.len() as u64).unwrap();
            let output = list.apply(&input).unwrap();
            let mut left = output.clone();
            left.truncate(cut);
            left.resize(left.len() + zeros, 0);
            let spoilt = spoilt && !left.is_empty();
            if spoilt {
                let last = left.len() - 1;
                left[last] = output.get(last).map_or(7, |byte| if *byte == 7 { 8 } else { 7 });
            }
            let is_begun = list.is_begun(&Input::from_bytes(&input), &Input::from_bytes(&left)).unwrap();
            prop_assert_eq!(is_begun, !spoilt && left.len() <= output.len());
        }
    }

    /// A value that is its own bytes, padded with hyphens.
    #[derive(Debug, Clone, PartialEq)]
    struct Word(&'static [u8]);

    impl Fresh for Word {
        fn compose(&self) -> Vec<u8> {
            self.0.to_vec()
        }

        fn fill(&self) -> u8 {
            b'-'
        }

        fn lasting(&self) -> Option<Self> {
            None
        }
    }

    /// The output for eight bytes whose regions have these lengths and decisions.
    fn decided(lengths: &[u64], decisions: &[Decision<Word>]) -> Option<Vec<u8>> {
        let mut scan = Scan::new(FormatKind::Jpeg, 8, &Limits::DEFAULT);
        let mut at = 0;
        for len in lengths {
            scan.push(Region::new(Span::new(at, *len), FieldId::Jpeg(JpegElement::Comment))).unwrap();
            at += len;
        }
        let plan = Plan {
            decisions: decisions.to_vec(),
            removed: Vec::new(),
            kept: Vec::new(),
            values: Kept::default(),
            unkept: Vec::new(),
            needed: Vec::new(),
            made_whole: false,
        };
        EditList::from_plan(&scan, &plan).ok()?.apply(b"abcdefgh")
    }

    #[test]
    fn each_decision_is_carried_out_on_its_own_region() {
        use Decision::{Blank, Drop, Stay, Write};
        let word = || Word(b"xy");
        assert_eq!(decided(&[3, 5], &[Stay, Stay]).unwrap(), b"abcdefgh");
        assert_eq!(decided(&[3, 2, 3], &[Drop, Stay, Write(word())]).unwrap(), b"dexy");
        assert_eq!(decided(&[3, 5], &[Blank(None), Blank(Some(word()))]).unwrap(), b"\0\0\0xy---");
        assert_eq!(decided(&[2, 6], &[Blank(Some(word())), Stay]).unwrap(), b"xycdefgh");
    }

    /// Each of these would be copied unchanged.
    #[test]
    fn a_region_without_a_decision_and_bytes_without_a_region_have_no_copy() {
        assert_eq!(decided(&[3, 5], &[Decision::Drop]), None);
        assert_eq!(decided(&[3, 4], &[Decision::Drop, Decision::Drop]), None);
    }

    #[test]
    fn a_value_longer_than_its_region_has_no_copy() {
        assert_eq!(decided(&[1, 7], &[Decision::Blank(Some(Word(b"xy"))), Decision::Stay]), None);
    }

    #[test]
    fn the_output_is_told_from_what_is_longer_shorter_or_other() {
        let edits = vec![Edit { span: Span::new(2, 2), patch: Patch::Bytes(b"xyz".to_vec()) }];
        let list = EditList::new(edits, 6).unwrap();
        let is_output = |there: &[u8]| list.is_output(&Input::from_bytes(b"abcdef"), &Input::from_bytes(there)).unwrap();
        assert!(is_output(b"abxyzef"));
        for other in [&b"abxyzefg"[..], b"abxyze", b"abxyZef", b"abxyzeF", b"Abxyzef"] {
            assert!(!is_output(other), "{other:?}");
        }
    }

    #[test]
    fn nothing_is_written_for_edits_without_bytes() {
        let list = EditList::new(vec![Edit { span: Span::new(0, 3), patch: Patch::Drop }], 3).unwrap();
        assert_eq!(list.pieces(), []);
        assert_eq!(list.edits(), [Edit { span: Span::new(0, 3), patch: Patch::Drop }]);
        assert!(!list.is_empty() && EditList::new(Vec::new(), 3).unwrap().is_empty());
        assert!(list.apply(b"abcd").is_none() && Piece::Filled(0, 0).is_empty() && !Piece::Filled(0, 1).is_empty());
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
