//! The exit status: what scripts go by. All of it is decided here.

use crate::report::Totals;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// All inputs are accounted for.
    Clean = 0,
    /// A photo was refused or failed; `check` was asked about a file that is none.
    Incomplete = 1,
    /// Wrong usage, or an input that is not there.
    Usage = 2,
    /// `check` found something.
    Found = 3,
}

impl ExitStatus {
    /// The number for the shell.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    pub(super) const fn of_clean(totals: &Totals) -> Self {
        if totals.without_copy() > 0 { Self::Incomplete } else { Self::Clean }
    }

    /// What was found wins over what could not be read. Of a file that was asked for and is no photo nothing is known.
    pub(super) const fn of_check(totals: &Totals) -> Self {
        match (totals.telling, totals.unread) {
            (0, 0) => Self::of_clean(totals),
            (0, _) => Self::Incomplete,
            _ => Self::Found,
        }
    }
}
