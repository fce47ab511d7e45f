//! Lets the work on a file continue until somebody says stop: anything that reads or writes a lot asks in between. Work in
//! progress is then abandoned, and has no name yet.

use std::cell::Cell;
use std::fmt;
use std::io;

use untrace_core::base::ReadAt;

/// The work on one file.
pub struct Work<'a> {
    stops: &'a (dyn Fn() -> bool + Sync),
    stopped: Cell<bool>,
}

impl<'a> Work<'a> {
    /// Work that ends once `stops` says so.
    #[must_use]
    pub fn new(stops: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { stops, stopped: Cell::new(false) }
    }

    /// Whether to go on.
    ///
    /// # Errors
    /// That it should end, and nothing else. Not [`io::ErrorKind::Interrupted`], after which everybody tries again.
    pub fn go_on(&self) -> io::Result<()> {
        if self.stopped.get() || (self.stops)() {
            self.stopped.set(true);
            return Err(io::Error::other("told to stop"));
        }
        Ok(())
    }

    /// Whether somebody asked and was told to stop: whatever came of the file must not be believed.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// The same file, readable for as long as the work goes on.
    #[must_use]
    pub const fn over<'w, R: ReadAt>(&'w self, file: &'w R) -> AtWork<'w, R> {
        AtWork { work: self, file }
    }
}

/// A file that is readable for as long as the work goes on.
pub struct AtWork<'w, R> {
    work: &'w Work<'w>,
    file: &'w R,
}

impl<R: fmt::Debug> fmt::Debug for AtWork<'_, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.file.fmt(formatter)
    }
}

impl fmt::Debug for Work<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Work").field("stopped", &self.stopped).finish_non_exhaustive()
    }
}

impl<R: ReadAt> ReadAt for AtWork<'_, R> {
    fn len(&self) -> u64 {
        self.file.len()
    }

    fn read_exact_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.work.go_on()?;
        self.file.read_exact_at(at, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn what_is_told_to_stop_stays_stopped_and_reads_nothing_more() {
        let told = AtomicBool::new(false);
        let stops = || told.load(Ordering::Relaxed);
        let work = Work::new(&stops);
        let bytes = &b"some bytes"[..];
        let file = work.over(&bytes);
        let mut buffer = [0; 4];
        file.read_exact_at(0, &mut buffer).unwrap();
        assert!(!work.is_stopped());
        told.store(true, Ordering::Relaxed);
        assert!(!work.is_stopped(), "nobody asked since");
        assert_ne!(file.read_exact_at(0, &mut buffer).unwrap_err().kind(), io::ErrorKind::Interrupted);
        told.store(false, Ordering::Relaxed);
        assert!(work.go_on().is_err() && work.is_stopped());
    }
}
