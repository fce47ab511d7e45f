//! Where samples lie: runs of bytes, merged and sorted, sixteen bytes each however many samples there are.

use crate::error::{Error, Limit, Malformed, Place, Unsupported};
use crate::input::Span;

/// Most runs that are remembered at once: 16 MiB.
const MOST: usize = 1 << 20;

/// Runs of bytes.
#[derive(Debug, Default)]
pub(in crate::formats) struct Extents {
    list: Vec<Span>,
}

impl Extents {
    /// Adds a run; an empty one says nothing.
    pub(in crate::formats) fn push(&mut self, span: Span) -> Result<(), Error> {
        if span.is_empty() {
            return Ok(());
        }
        if let Some(last) = self.list.last_mut()
            && last.end() == span.start
        {
            last.len = last.len.saturating_add(span.len);
            return Ok(());
        }
        if self.list.len() >= MOST {
            self.merge();
            if self.list.len() > MOST / 2 {
                return Err(Error::limit(Limit::Elements, Place::at(span.start)));
            }
        }
        self.list.push(span);
        Ok(())
    }

    /// Sorts, and joins what touches or overlaps.
    pub(in crate::formats) fn merge(&mut self) {
        self.list.sort_unstable();
        self.list.dedup_by(|next, last| {
            let joins = next.start <= last.end();
            if joins {
                last.len = last.end().max(next.end()).saturating_sub(last.start);
            }
            joins
        });
    }

    /// The runs that touch a span, cut to it. Only after [`Self::merge`].
    pub(in crate::formats) fn within(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.list.partition_point(|run| run.end() <= span.start);
        let rest = self.list.get(first..).unwrap_or_default();
        let inside = rest.iter().take_while(move |run| run.start < span.end());
        inside.map(move |run| Span::between(run.start.max(span.start), run.end().min(span.end())))
    }

    /// Whether the runs own every byte of a span.
    pub(in crate::formats) fn cover(&self, span: Span) -> bool {
        self.within(span).next().is_some_and(|run| run == span)
    }

    /// Bytes in all runs.
    pub(in crate::formats) fn total(&self) -> u64 {
        self.list.iter().map(|run| run.len).fold(0, u64::saturating_add)
    }

    /// Sees to it that every run lies in one of the spans, which are sorted.
    pub(in crate::formats) fn inside(&self, spans: &[Span]) -> Result<(), Error> {
        for run in &self.list {
            let next = spans.partition_point(|span| span.end() <= run.start);
            if spans.get(next).is_none_or(|span| run.start < span.start || run.end() > span.end()) {
                return Err(Error::malformed(Malformed::SampleOutside, Place::new(run.start, "stbl")));
            }
        }
        Ok(())
    }

    /// Sees to it that no byte is in both.
    pub(in crate::formats) fn disjoint(&self, other: &Self) -> Result<(), Error> {
        for run in &self.list {
            if let Some(shared) = other.within(*run).next() {
                return Err(Error::unsupported(Unsupported::SharedSample, Place::new(shared.start, "mdat")));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extents(runs: &[(u64, u64)]) -> Extents {
        let mut extents = Extents::default();
        for (start, len) in runs {
            extents.push(Span::new(*start, *len)).unwrap();
        }
        extents.merge();
        extents
    }

    #[test]
    fn what_touches_or_overlaps_is_one_run() {
        let merged = extents(&[(40, 5), (10, 5), (15, 0), (15, 5), (18, 4), (45, 1)]);
        assert_eq!(merged.list, [Span::new(10, 12), Span::new(40, 6)]);
        assert_eq!(merged.total(), 18);
        assert_eq!(merged.within(Span::new(20, 21)).collect::<Vec<_>>(), [Span::new(20, 2), Span::new(40, 1)]);
        assert!(merged.cover(Span::new(11, 3)) && !merged.cover(Span::new(20, 3)));
    }

    #[test]
    fn a_run_outside_or_in_two_spans_is_noticed() {
        let bodies = [Span::new(8, 20), Span::new(36, 20)];
        extents(&[(8, 20), (40, 16)]).inside(&bodies).unwrap();
        for run in [(7, 2), (20, 10), (28, 8), (20, 20), (50, 7), (90, 1)] {
            assert!(extents(&[run]).inside(&bodies).is_err(), "{run:?}");
        }
    }

    #[test]
    fn a_shared_byte_is_noticed() {
        let kept = extents(&[(10, 10), (30, 10)]);
        kept.disjoint(&extents(&[(0, 10), (20, 10), (40, 1)])).unwrap();
        assert!(kept.disjoint(&extents(&[(39, 1)])).is_err());
    }
}
