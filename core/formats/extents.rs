//! Where samples are, while these are collected: sixteen bytes for each run, however many samples there are.

use crate::base::{Error, Limit, Place, Span, Spans};

/// Most runs that are remembered at once: 16 MiB.
const MOST: usize = 1 << 20;

/// Runs of bytes in the order they were found.
#[derive(Debug, Default)]
pub(in crate::formats) struct Extents {
    runs: Vec<Span>,
    /// Bytes of all runs, counting those added twice twice.
    total: u64,
}

impl Extents {
    /// Adds a run; an empty one changes nothing.
    pub(in crate::formats) fn push(&mut self, span: Span) -> Result<(), Error> {
        if span.is_empty() {
            return Ok(());
        }
        self.total = self.total.saturating_add(span.len);
        if let Some(last) = self.runs.last_mut()
            && last.end() == span.start
        {
            last.len = last.len.saturating_add(span.len);
            return Ok(());
        }
        if self.runs.len() >= MOST {
            self.runs = Spans::from(std::mem::take(&mut self.runs)).into_iter().collect();
            // Half has to be free, otherwise the next few runs would cause everything to be sorted again.
            if self.runs.len() > MOST / 2 {
                return Err(Error::limit(Limit::Elements, Place::at(span.start)));
            }
        }
        self.runs.push(span);
        Ok(())
    }

    /// Bytes of all runs, counting those added twice twice.
    pub(in crate::formats) const fn total(&self) -> u64 {
        self.total
    }

    /// The bytes of all runs.
    pub(in crate::formats) fn merged(self) -> Spans {
        self.runs.into()
    }
}

impl From<Spans> for Extents {
    fn from(spans: Spans) -> Self {
        Self { total: spans.total(), runs: spans.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_follow_one_another_take_no_room() {
        let mut extents = Extents::default();
        for at in [0, 1, 2, 10, 11, 3] {
            extents.push(Span::new(at, 1)).unwrap();
        }
        assert_eq!(extents.runs, [Span::new(0, 3), Span::new(10, 2), Span::new(3, 1)]);
        assert!(extents.merged().iter().eq([Span::new(0, 4), Span::new(10, 2)]));
    }

    #[test]
    fn too_many_runs_are_a_limit_only_where_they_do_not_join() {
        let fill = |step: u64| {
            let mut extents = Extents::default();
            (0..=MOST as u64).rev().try_for_each(|at| extents.push(Span::new(at * step, 1))).map(|()| extents.merged().total())
        };
        assert_eq!(fill(1).unwrap(), MOST as u64 + 1);
        assert!(matches!(fill(2), Err(Error::Limit { what: Limit::Elements, .. })));
    }
}
