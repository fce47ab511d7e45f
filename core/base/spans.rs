//! Sets of bytes: the only place where runs of bytes are sorted and joined.

use std::iter::once;

use super::Span;
use super::read_at::slice;

/// A set of bytes, as runs: in order, none empty, with those that touch or overlap joined.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// The bytes of all of these; `None` if two of them share a byte.
    #[must_use]
    pub fn disjoint(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        let mut whole = 0_u64;
        let spans: Self = spans.into_iter().inspect(|span| whole = whole.saturating_add(span.len)).collect();
        // A byte shared by two of them counts twice in the sum, but once in the set.
        (spans.total() == whole).then_some(spans)
    }

    /// The runs, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Span> {
        self.0.iter().copied()
    }

    /// How many bytes there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.iter().map(|run| run.len).fold(0, u64::saturating_add)
    }

    /// Offset of the first byte after all runs.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.0.last().map_or(0, |run| run.end())
    }

    /// The parts of the runs inside a span, in order. An empty span has an empty part of a run that extends to both
    /// sides of it.
    pub fn within(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.0.partition_point(|run| run.end() <= span.start);
        let rest = self.0.get(first..).unwrap_or_default();
        let inside = rest.iter().take_while(move |run| run.start < span.end());
        inside.map(move |run| Span::between(run.start.max(span.start), run.end().min(span.end())))
    }

    /// Whether every byte of a span is in the set.
    #[must_use]
    pub fn covers(&self, span: Span) -> bool {
        span.is_empty() || self.within(span).next() == Some(span)
    }

    /// The first byte that is in both sets.
    #[must_use]
    pub fn meets(&self, other: &Self) -> Option<u64> {
        let (mut ones, mut others) = (self.iter().peekable(), other.iter().peekable());
        while let (Some(one), Some(other)) = (ones.peek(), others.peek()) {
            let start = one.start.max(other.start);
            if start < one.end().min(other.end()) {
                return Some(start);
            }
            if one.end() < other.end() {
                ones.next();
            } else {
                others.next();
            }
        }
        None
    }

    /// The parts of a span that no run covers, in order; none is empty.
    pub fn gaps(&self, within: Span) -> impl Iterator<Item = Span> {
        let starts = once(within.start).chain(self.within(within).map(Span::end));
        let ends = self.within(within).map(|run| run.start).chain(once(within.end()));
        starts.zip(ends).map(|(start, end)| Span::between(start, end)).filter(|gap| !gap.is_empty())
    }

    /// Whether `bytes` contains anything but zeros, from offset `from` on, outside the runs.
    #[must_use]
    pub fn misses(&self, bytes: &[u8], from: usize) -> bool {
        let says = |gap: Span| slice(bytes, gap).is_some_and(|gap| gap.iter().any(|&byte| byte != 0));
        self.gaps((from..bytes.len()).into()).any(says)
    }
}

impl From<Vec<Span>> for Spans {
    fn from(mut list: Vec<Span>) -> Self {
        // An empty run would split a gap in two.
        list.retain(|span| !span.is_empty());
        list.sort_unstable();
        list.dedup_by(|next, last| {
            let joins = next.start <= last.end();
            if joins {
                // The next one may lie inside the last one, and end before it does.
                *last = Span::between(last.start, last.end().max(next.end()));
            }
            joins
        });
        Self(list)
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        spans.into_iter().collect::<Vec<_>>().into()
    }
}

impl Extend<Span> for Spans {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        let mut list = std::mem::take(&mut self.0);
        list.extend(spans);
        *self = list.into();
    }
}

impl IntoIterator for Spans {
    type Item = Span;
    type IntoIter = std::vec::IntoIter<Span>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn spans(runs: &[(u64, u64)]) -> Spans {
        runs.iter().map(|(start, len)| Span::new(*start, *len)).collect()
    }

    #[test]
    fn what_touches_or_overlaps_is_one_run() {
        let merged = spans(&[(40, 5), (10, 5), (15, 0), (15, 5), (18, 4), (45, 1), (90, 0)]);
        assert!(merged.iter().eq([Span::new(10, 12), Span::new(40, 6)]));
        assert_eq!((merged.total(), merged.end()), (18, 46));
        assert!(merged.within(Span::new(20, 21)).eq([Span::new(20, 2), Span::new(40, 1)]));
        assert!(merged.covers(Span::new(11, 3)) && !merged.covers(Span::new(20, 3)));
        assert_eq!(Spans::default().end(), 0);
    }

    #[test]
    fn a_run_outside_or_in_two_runs_is_not_covered() {
        let bodies = spans(&[(8, 20), (36, 20)]);
        assert!(bodies.covers(Span::new(8, 20)) && bodies.covers(Span::new(40, 16)));
        for (start, len) in [(7, 2), (20, 10), (28, 8), (20, 20), (50, 7), (90, 1)] {
            assert!(!bodies.covers(Span::new(start, len)), "{start} {len}");
        }
    }

    #[test]
    fn an_empty_span_has_part_of_a_run_only_in_the_middle_of_it() {
        let run = spans(&[(10, 10)]);
        for (at, parts) in [(9, 0), (10, 0), (11, 1), (19, 1), (20, 0)] {
            assert_eq!(run.within(Span::new(at, 0)).count(), parts, "{at}");
            assert!(run.covers(Span::new(at, 0)) && run.gaps(Span::new(at, 0)).next().is_none(), "{at}");
        }
    }

    #[test]
    fn the_first_shared_byte_is_noticed() {
        let kept = spans(&[(10, 10), (30, 10)]);
        assert_eq!(kept.meets(&spans(&[(0, 10), (20, 10), (40, 1)])), None);
        assert_eq!(kept.meets(&spans(&[(39, 1)])), Some(39));
        assert_eq!(kept.meets(&spans(&[(5, 60)])), Some(10));
    }

    #[test]
    fn spans_that_only_touch_are_disjoint() {
        let list = |runs: &[(u64, u64)]| Spans::disjoint(runs.iter().map(|(start, len)| Span::new(*start, *len)));
        assert_eq!(list(&[(10, 5), (0, 10), (12, 0)]), Some(spans(&[(0, 15)])));
        assert_eq!(list(&[(10, 5), (0, 11)]), None);
        assert_eq!(list(&[(10, 5), (10, 5)]), None);
    }

    #[test]
    fn bytes_that_no_run_has_are_noticed() {
        let mut bytes = [0; 20];
        for (at, left) in [(7, false), (8, true), (9, true), (10, false), (14, false), (15, true), (19, true)] {
            bytes[at] = 1;
            assert_eq!(spans(&[(10, 5)]).misses(&bytes, 8), left, "{at}");
            bytes[at] = 0;
        }
        assert!(!spans(&[(30, 5)]).misses(&[0; 4], 8));
    }

    fn runs() -> impl Strategy<Value = Vec<(u64, u64)>> {
        proptest::collection::vec((0u64..60, 0u64..9), 0..12)
    }

    fn bytes_of(runs: impl IntoIterator<Item = Span>) -> BTreeSet<u64> {
        runs.into_iter().flat_map(|run| run.start..run.end()).collect()
    }

    /// In order, with a gap between each and the next.
    fn are_apart(runs: &[Span]) -> bool {
        runs.iter().all(|run| !run.is_empty()) && runs.windows(2).all(|pair| pair[0].end() < pair[1].start)
    }

    proptest! {
        #[test]
        fn spans_are_what_a_plain_set_of_bytes_is(one in runs(), other in runs(), start in 0u64..70, len in 1u64..30) {
            let (ones, others, span) = (spans(&one), spans(&other), Span::new(start, len));
            let (plain, plain_other) = (bytes_of(one.iter().map(|run| Span::new(run.0, run.1))), bytes_of(others.iter()));
            prop_assert!(are_apart(&ones.iter().collect::<Vec<_>>()));
            prop_assert_eq!(&bytes_of(ones.iter()), &plain);
            prop_assert_eq!(ones.total(), plain.len() as u64);
            prop_assert_eq!(ones.end(), plain.last().map_or(0, |last| last + 1));
            let asked: BTreeSet<u64> = (start..span.end()).collect();
            prop_assert_eq!(bytes_of(ones.within(span)), &plain & &asked);
            prop_assert_eq!(bytes_of(ones.gaps(span)), &asked - &plain);
            prop_assert!(are_apart(&ones.within(span).collect::<Vec<_>>()) && are_apart(&ones.gaps(span).collect::<Vec<_>>()));
            prop_assert_eq!(ones.covers(span), asked.is_subset(&plain));
            prop_assert_eq!(ones.meets(&others), plain.intersection(&plain_other).next().copied());
            prop_assert_eq!(Spans::disjoint(ones.iter().chain(others.iter())).is_some(), plain.is_disjoint(&plain_other));
            let mut both = ones;
            both.extend(others);
            prop_assert!(are_apart(&both.iter().collect::<Vec<_>>()));
            prop_assert_eq!(bytes_of(both), &plain | &plain_other);
        }
    }
}
