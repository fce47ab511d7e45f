//! Why a file goes no further.

use untrace_core::base::{Error, guard};

use crate::commit::Obstacle;
use crate::outcome::{Failure, FileReport, Outcome, Refusal};

/// Why a file goes no further.
pub(super) enum Stop {
    Refused(Refusal),
    Failed(Failure),
}

impl Stop {
    pub(super) fn unreadable(error: Error) -> Self {
        match error {
            Error::Io(error) => Self::Failed(Failure::Read(error)),
            error => Self::Refused(Refusal::Unreadable(error)),
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Obstacle> for Stop {
    fn from(obstacle: Obstacle) -> Self {
        Self::Failed(match obstacle {
            Obstacle::Taken => Failure::Exists,
            Obstacle::Original => Failure::Original,
            Obstacle::Copy => Failure::Copy,
            Obstacle::Lost => Failure::OutputLost,
            Obstacle::Io(error) => Failure::Write(error),
        })
    }
}

/// A mistake of ours in one file must neither end the run for the others nor pass as success.
pub(super) fn guarded(read: impl FnOnce() -> Result<Outcome, Stop>) -> Result<Outcome, Stop> {
    guard(read).unwrap_or(Err(Stop::Failed(Failure::Bug)))
}

/// Records what became of a file.
pub(super) fn end(report: &mut FileReport, outcome: Result<Outcome, Stop>) {
    report.outcome = outcome.unwrap_or_else(|stop| match stop {
        Stop::Refused(refusal) => Outcome::Refused(refusal),
        Stop::Failed(failure) => Outcome::Failed(failure),
    });
    if matches!(report.outcome, Outcome::Refused(_) | Outcome::Failed(_)) {
        report.bytes_out = None;
    }
}
