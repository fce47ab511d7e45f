//! When samples are decoded and shown (ISO/IEC 14496-12, 8.6.1), as runs: a table with few entries for millions of
//! samples takes no longer than its entries.

use super::sample_tables::table;
use crate::base::{Error, Input};
use crate::containers::bmff::{Boxes, Entries};

/// Consecutive samples with the same duration and the same delay until they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Index of the first one, from 0.
    pub(super) first: u32,
    /// How many there are; at least one.
    pub(super) count: u32,
    /// When the first one is decoded.
    pub(super) decoded: i64,
    /// How long each lasts.
    pub(super) lasts: i64,
    /// How long after decoding each is shown.
    pub(super) late: i64,
}

impl Run {
    /// Index of the last one.
    pub(super) const fn last(&self) -> u32 {
        self.first.saturating_add(self.count.saturating_sub(1))
    }

    /// When one of its samples is decoded.
    pub(super) fn decoded(&self, index: u32) -> i64 {
        let before = i64::from(index.saturating_sub(self.first));
        self.decoded.saturating_add(before.saturating_mul(self.lasts))
    }

    /// When one of its samples is shown.
    pub(super) fn shown(&self, index: u32) -> i64 {
        self.decoded(index).saturating_add(self.late)
    }

    /// The last sample that is shown at this time or before.
    pub(super) fn at_or_before(&self, time: i64) -> Option<u32> {
        let late = time.checked_sub(self.shown(self.first)).filter(|late| *late >= 0)?;
        let samples = late.checked_div(self.lasts).map_or(u32::MAX, |samples| u32::try_from(samples).unwrap_or(u32::MAX));
        Some(self.first.saturating_add(samples).min(self.last()))
    }

    /// The first sample shown after this time.
    pub(super) fn behind(&self, time: i64) -> Option<u32> {
        match self.at_or_before(time) {
            None => Some(self.first),
            Some(before) => before.checked_add(1).filter(|next| *next <= self.last()),
        }
    }
}

/// The times of a track's samples, in decoding order.
pub(super) struct Times<'i, 'a> {
    durations: Counted<'i, 'a>,
    offsets: Option<Counted<'i, 'a>>,
    next: u32,
    left: u32,
    decoded: i64,
}

impl<'i, 'a> Times<'i, 'a> {
    /// `None` if there is no table of them.
    pub(super) fn new(input: &'i Input<'a>, tables: &Boxes, samples: u32) -> Result<Option<Self>, Error> {
        let Some(durations) = table(input, tables.only(*b"stts")?, 4, 8)? else { return Ok(None) };
        let offsets = table(input, tables.only(*b"ctts")?, 4, 8)?;
        let counted = |span| Counted { entries: Entries::new(input, span), left: 0, value: [0; 4] };
        let (durations, offsets) = (counted(durations), offsets.map(counted));
        Ok(Some(Self { durations, offsets, next: 0, left: samples, decoded: 0 }))
    }

    /// The next run. If the tables end before the samples do, some samples have none.
    pub(super) fn next(&mut self) -> Result<Option<Run>, Error> {
        let lasting = self.durations.current()?;
        let late = match &mut self.offsets {
            Some(offsets) => offsets.current()?,
            None => Some((u32::MAX, [0; 4])),
        };
        let (Some((lasting, lasts)), Some((equally, late))) = (lasting, late) else { return Ok(None) };
        let count = lasting.min(equally).min(self.left);
        // Signed in both versions, as all readers treat them.
        let (lasts, late) = (i64::from(u32::from_be_bytes(lasts)), i64::from(i32::from_be_bytes(late)));
        let run = Run { first: self.next, count, decoded: self.decoded, lasts, late };
        // Times that do not fit into a number do not count.
        let Some(decoded) = i64::from(count).checked_mul(lasts).and_then(|all| all.checked_add(self.decoded)) else {
            return Ok(None);
        };
        if count == 0 || decoded > i64::MAX / 4 {
            return Ok(None);
        }
        self.decoded = decoded;
        self.next = self.next.saturating_add(count);
        self.left = self.left.saturating_sub(count);
        self.durations.take(count);
        if let Some(offsets) = &mut self.offsets {
            offsets.take(count);
        }
        Ok(Some(run))
    }

    /// Samples that have no times yet.
    pub(super) const fn left(&self) -> u32 {
        self.left
    }

    /// When the next sample is decoded.
    pub(super) const fn decoded(&self) -> i64 {
        self.decoded
    }
}

/// Entries with a value and the number of samples it applies to.
struct Counted<'i, 'a> {
    entries: Entries<'i, 'a, 8>,
    left: u32,
    value: [u8; 4],
}

impl Counted<'_, '_> {
    fn current(&mut self) -> Result<Option<(u32, [u8; 4])>, Error> {
        while self.left == 0 {
            let Some([a, b, c, d, value @ ..]) = self.entries.read()? else { return Ok(None) };
            (self.left, self.value) = (u32::from_be_bytes([a, b, c, d]), value);
        }
        Ok(Some((self.left, self.value)))
    }

    const fn take(&mut self, count: u32) {
        self.left = self.left.saturating_sub(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::containers::bmff::boxes;
    use crate::testing::bmff::full;

    fn runs(durations: &[u32], offsets: Option<&[u32]>, samples: u32) -> (Vec<Run>, u32) {
        let table = |kind: &[u8; 4], numbers: &[u32]| {
            let count = numbers.len() as u32 / 2;
            let numbers: Vec<u8> = std::iter::once(&count).chain(numbers).flat_map(|number| number.to_be_bytes()).collect();
            full(kind, 0, &numbers)
        };
        let bytes = [table(b"stts", durations), offsets.map_or(Vec::new(), |offsets| table(b"ctts", offsets))].concat();
        let input = Input::from_bytes(&bytes);
        let tables = boxes(&input, Span::new(0, input.len())).unwrap();
        let mut times = Times::new(&input, &tables, samples).unwrap().unwrap();
        let mut runs = Vec::new();
        while let Some(run) = times.next().unwrap() {
            runs.push(run);
        }
        (runs, times.left())
    }

    #[test]
    fn two_tables_are_cut_where_either_changes() {
        let (runs, left) = runs(&[3, 10, 0, 99, 2, 20], Some(&[1, 5, 4, u32::MAX]), 5);
        let run = |first, count, decoded, lasts, late| Run { first, count, decoded, lasts, late };
        assert_eq!(runs, [run(0, 1, 0, 10, 5), run(1, 2, 10, 10, -1), run(3, 2, 30, 20, -1)]);
        assert_eq!(left, 0);
    }

    #[test]
    fn samples_without_times_are_left() {
        assert_eq!(runs(&[3, 10], None, 5).1, 2);
        assert_eq!(runs(&[9, 10], Some(&[4, 0]), 5).1, 1);
        assert_eq!(runs(&[u32::MAX, u32::MAX], None, u32::MAX).1, u32::MAX);
    }

    #[test]
    fn a_run_knows_what_is_shown_before_and_behind_a_time() {
        let run = Run { first: 7, count: 4, decoded: 100, lasts: 10, late: 5 };
        for (time, before, behind) in
            [(104, None, Some(7)), (105, Some(7), Some(8)), (124, Some(8), Some(9)), (135, Some(10), None), (999, Some(10), None)]
        {
            assert_eq!((run.at_or_before(time), run.behind(time)), (before, behind), "{time}");
        }
        let still = Run { lasts: 0, ..run };
        assert_eq!((still.at_or_before(104), still.at_or_before(105), still.behind(105)), (None, Some(10), None));
    }
}
