//! The exit status: what scripts go by. All of it is decided here.

use crate::report::Totals;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// All inputs are accounted for.
    Clean = 0,
    /// A photo was refused or failed, or a file that was asked for is none.
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
        if totals.without_copy() > 0 || totals.unread > 0 { Self::Incomplete } else { Self::Clean }
    }

    /// What was found wins over what could not be read.
    pub(super) const fn of_check(totals: &Totals) -> Self {
        if totals.telling > 0 { Self::Found } else { Self::of_clean(totals) }
    }
}
