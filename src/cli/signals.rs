//! A run that is told to stop still ends with a report: what was written is complete, and the same command can do the rest.
//! A second signal ends it at once.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

/// What the program was told from outside.
#[derive(Debug, Clone, Default)]
pub(super) struct Signals {
    which: Arc<AtomicUsize>,
}

impl Signals {
    /// Listens from now on. If the program was started with a signal ignored, as `nohup` does, it stays ignored.
    pub(super) fn listen() -> Self {
        let signals = Self::default();
        system::listen(&signals.which);
        signals
    }

    /// Treats a limit on file sizes as an error, like a full disk, instead of ending.
    pub(super) fn take_limits_for_errors() {
        system::take_limits_for_errors();
    }

    /// Whether the run should end.
    pub(super) fn came(&self) -> bool {
        self.which.load(Ordering::Relaxed) != 0
    }

    /// Ends the program as the signal would have, so that shells and scripts notice; does nothing if there was none.
    pub(super) fn end(&self) {
        match self.which.load(Ordering::Relaxed) {
            0 => {}
            which => system::end(which),
        }
    }
}
