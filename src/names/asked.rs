//! What the names of copies depend on, and which of them an earlier run gave.

use crate::discover::{Entry, Naming};
use crate::state::{Part, Record, Settings, State};
use untrace_core::model::{Keep, Trust};

/// What the names of copies depend on.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// What they are called.
    pub naming: Naming,
    /// Categories that are kept.
    pub keep: Keep,
    /// Codecs that are copied unread.
    pub trust: Trust,
    /// Whether videos behind photos become files of their own.
    pub extract_motion: bool,
    /// Whether hidden files are met, too.
    pub hidden: bool,
    /// Whether everything is read, also what did not change since an earlier run.
    pub recheck: bool,
}

/// What an earlier run knew of the original of an entry, if nothing is known to have changed.
pub(super) fn remembered<'s>(entry: &Entry, state: &'s State, asked: &Asked, settings: Settings) -> Option<&'s Record> {
    let stamp = entry.stamp.filter(|_| !asked.recheck)?;
    let record = state.of_original(&entry.target()?.root, state.trace(entry, asked.hidden)?, Part::Whole)?;
    record.is_current(&stamp, settings).then_some(record)
}
