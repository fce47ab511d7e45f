//! Where the runs of a profile are once what was between them has gone.

use crate::base::{Span, Spans};

/// Runs of bytes that move together, in order, each by a multiple of four: some readers pad the parts of a tag
/// according to its place in the profile.
#[derive(Debug)]
pub(super) struct Layout {
    /// Each run as it was, and where it now begins.
    moved: Vec<(Span, u64)>,
    /// Offset of the first byte after all of them.
    pub(super) end: u64,
}

impl Layout {
    /// The runs from offset `start` on, which is not after the first of them.
    pub(super) fn new(runs: &Spans, start: u64) -> Self {
        let mut end = start;
        let moved = runs.iter().map(|run| {
            let gap = run.start.saturating_sub(end);
            let at = run.start.saturating_sub(gap & !3);
            end = at.saturating_add(run.len);
            (run, at)
        });
        let moved = moved.collect();
        Self { moved, end }
    }

    /// Where a byte of a run is now.
    pub(super) fn place(&self, at: u64) -> Option<u64> {
        let next = self.moved.partition_point(|(run, _)| run.start <= at);
        let (run, moved) = self.moved.get(next.checked_sub(1)?)?;
        let within = at.checked_sub(run.start).filter(|within| *within < run.len)?;
        moved.checked_add(within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_move_down_by_multiples_of_four(runs in proptest::collection::vec((200_u64..900, 1_u64..40), 1..12), start in 100_u64..200) {
            let runs: Spans = runs.into_iter().map(|(at, len)| Span::new(at, len)).collect();
            let layout = Layout::new(&runs, start);
            let mut last = start;
            for at in runs.iter().flat_map(|run| run.start..run.end()) {
                let moved = layout.place(at).unwrap();
                prop_assert!(moved <= at && (at - moved).is_multiple_of(4) && (last..last + 4).contains(&moved));
                last = moved + 1;
            }
            prop_assert_eq!(layout.end, last);
            prop_assert_eq!(layout.place(runs.end()), None);
        }
    }
}
