//! What comes of working on one file: what there is to report, and what needs a name.

use std::path::PathBuf;

use crate::commit::Ready;
use crate::outcome::FileReport;
use crate::stamp::Stamp;
use crate::state::{Part, Trace};

/// What became of a file, and its copy, if that is waiting for its name.
pub(super) struct Done {
    pub(super) report: FileReport,
    pub(super) ready: Option<Ready>,
    pub(super) original: Option<Met>,
}

/// The original as the next run will look for it.
#[derive(Debug)]
pub(super) struct Met {
    pub(super) trace: Trace,
    pub(super) part: Part,
    /// What it was like before it was read; `None` if it should not be remembered.
    pub(super) stamp: Option<Stamp>,
    /// The root of its output.
    pub(super) root: PathBuf,
    /// How many copies it has.
    pub(super) parts: usize,
}
