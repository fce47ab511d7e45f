//! What comes of one file at work: what there is to tell, and what is to get a name.

use crate::commit::Ready;
use crate::outcome::FileReport;

/// What became of a file, and its copy, if that waits for its name.
pub(super) struct Done {
    pub(super) report: FileReport,
    pub(super) ready: Option<Ready>,
}
