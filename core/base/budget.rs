//! What one file may cost: work and memory, both counted and never timed, so that the same file gets the same answer on
//! every machine. Whoever reads, inflates, decodes or lists something for a file draws on that file's one budget. A
//! budget that is spent stays spent: no reader can ignore it, and the scan of the file ends in [`Limit::Work`] or
//! [`Limit::Memory`].

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::{Error, Limit, Place};

/// What things cost, in units of work: roughly nanoseconds of a release build.
pub mod cost {
    /// Going to read something, however small.
    pub const READ: u64 = 40;
    /// A part of a file: a segment, chunk, box, directory.
    pub const ELEMENT: u64 = 500;
    /// A field that is found. Every field listed is judged, and searched for in the copy: their number is limited.
    pub const FIELD: u64 = 500;
    /// An item in marked-up text: an element, an attribute, a value.
    pub const EVENT: u64 = 300;
    /// This many bytes are searched for one unit.
    pub const SEARCHED: u64 = 4;
    /// A byte of marked-up text.
    pub const MARKUP: u64 = 4;
    /// A byte of coded data that are decoded only to find out where they end.
    pub const DECODED: u64 = 10;
    /// A block of coefficients.
    pub const BLOCK: u64 = 12;
    /// A number in a list.
    pub const NUMBER: u64 = 5;
    /// Unpacking a byte, and writing what comes out of it.
    #[must_use]
    pub const fn inflated(packed: u64, bytes: u64) -> u64 {
        packed.saturating_mul(8).saturating_add(bytes / 2)
    }
}

/// Units of work that every file gets, however small: a third of a second.
const WORK: u64 = 300_000_000;
/// Units of work for each byte of a file.
const WORK_PER_BYTE: u64 = 30;
/// Bytes that may be remembered of any file.
const MEMORY: u64 = 96 << 20;
/// One more byte for this many bytes of the file.
const LARGE: u64 = 16;

/// What one file may cost. Clones share the same budget.
#[derive(Debug, Clone, Default)]
pub struct Budget(Option<Arc<Purse>>);

#[derive(Debug)]
struct Purse {
    work: AtomicU64,
    memory: AtomicU64,
    granted: u64,
    spent: AtomicU64,
}

const NOTHING: u64 = 0;
const WORK_IS_SPENT: u64 = 1;
const MEMORY_IS_SPENT: u64 = 2;

impl Budget {
    /// No budget: reading costs nothing.
    pub const NONE: Self = Self(None);

    /// The budget of a file of this length.
    #[must_use]
    pub fn of(len: u64) -> Self {
        Self::new(WORK.saturating_add(len.saturating_mul(WORK_PER_BYTE)), MEMORY.saturating_add(len / LARGE))
    }

    /// This many units of work, and this many bytes.
    #[must_use]
    pub fn new(work: u64, memory: u64) -> Self {
        let [work_left, memory, spent] = [work, memory, NOTHING].map(AtomicU64::new);
        Self(Some(Arc::new(Purse { work: work_left, memory, granted: work, spent })))
    }

    /// Draws this many units of work. A caller that cannot go on reports that something was not read; a `false` is
    /// never forgotten.
    #[must_use]
    pub fn affords(&self, units: u64) -> bool {
        self.0.as_deref().is_none_or(|purse| purse.draw(&purse.work, units, WORK_IS_SPENT))
    }

    /// The same, for callers that can return an error.
    ///
    /// # Errors
    /// [`Limit::Work`] or [`Limit::Memory`] if a budget is spent.
    pub fn draw(&self, units: u64, at: u64) -> Result<(), Error> {
        if self.affords(units) { Ok(()) } else { self.left(at) }
    }

    /// Draws this many bytes, which are remembered for as long as the file is in use.
    ///
    /// # Errors
    /// Those of [`Self::draw`].
    pub fn remember(&self, bytes: u64, at: u64) -> Result<(), Error> {
        let there = self.0.as_deref().is_none_or(|purse| purse.draw(&purse.memory, bytes, MEMORY_IS_SPENT));
        if there { Ok(()) } else { self.left(at) }
    }

    /// Whether anything is left.
    ///
    /// # Errors
    /// [`Limit::Work`] or [`Limit::Memory`] if a budget is spent.
    pub fn left(&self, at: u64) -> Result<(), Error> {
        match self.0.as_deref().map_or(NOTHING, |purse| purse.spent.load(Relaxed)) {
            NOTHING => Ok(()),
            MEMORY_IS_SPENT => Err(Error::limit(Limit::Memory, Place::at(at))),
            _ => Err(Error::limit(Limit::Work, Place::at(at))),
        }
    }

    /// Units of work drawn so far.
    #[must_use]
    pub fn drawn(&self) -> u64 {
        self.0.as_deref().map_or(0, |purse| purse.granted.saturating_sub(purse.work.load(Relaxed)))
    }
}

impl Purse {
    /// Only one thread reads a file: whatever another took at the same moment is granted.
    fn draw(&self, from: &AtomicU64, amount: u64, which: u64) -> bool {
        if self.spent.load(Relaxed) != NOTHING {
            return false;
        }
        let left = from.load(Relaxed).checked_sub(amount);
        if left.is_none() {
            self.spent.store(which, Relaxed);
        }
        from.store(left.unwrap_or(0), Relaxed);
        left.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_stays_spent_for_everybody() {
        let budget = Budget::new(10, 10);
        let same = budget.clone();
        assert!(budget.affords(6) && same.affords(4));
        assert_eq!((budget.drawn(), budget.left(0).is_ok()), (10, true));
        assert!(matches!(same.draw(1, 7), Err(Error::Limit { what: Limit::Work, place }) if place.at == 7));
        assert!(!budget.affords(0) && budget.remember(0, 0).is_err() && budget.left(0).is_err());
    }

    #[test]
    fn memory_and_work_are_told_apart() {
        let budget = Budget::new(10, 10);
        assert!(budget.remember(10, 0).is_ok());
        assert!(matches!(budget.remember(1, 0), Err(Error::Limit { what: Limit::Memory, .. })));
        assert!(matches!(budget.draw(1, 0), Err(Error::Limit { what: Limit::Memory, .. })));
    }

    #[test]
    fn a_longer_file_has_more() {
        let work = |len| Budget::of(len).0.unwrap().granted;
        assert_eq!(work(1_000) - work(0), 1_000 * WORK_PER_BYTE);
        assert_eq!(work(u64::MAX), u64::MAX);
        assert!(Budget::NONE.affords(u64::MAX) && Budget::NONE.affords(1));
    }
}
