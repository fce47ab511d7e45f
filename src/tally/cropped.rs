//! Files of which a crop hides a part that their copies still have.

use std::path::PathBuf;

use crate::outcome::FileReport;

/// How many there are, and the first of them.
#[derive(Debug, Clone, Default)]
pub struct Cropped {
    /// How many.
    pub files: u64,
    /// The first of them, by the paths of their copies.
    pub first: Vec<PathBuf>,
}

impl Cropped {
    /// Nobody reads more names than these.
    pub const NAMED: usize = 3;

    /// Counts a file, if it is one.
    pub(super) fn add(&mut self, report: &FileReport) {
        if report.crop().is_some() {
            self.files = self.files.saturating_add(1);
            let copy = report.destination.as_ref().unwrap_or(&report.source);
            self.first.extend((self.first.len() < Self::NAMED).then(|| copy.clone()));
        }
    }
}
