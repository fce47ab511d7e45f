//! A file for its owner alone: a list of names, a page. It gets its name once it is complete, and replaces nothing but the
//! earlier one that it was told about.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::Folder;
use super::pending::{Over, Pending};
use crate::parent::folder_of;
use crate::stamp::Stamp;

/// A file that only its owner may read, before it has its name.
#[derive(Debug)]
pub struct PrivateFile {
    path: PathBuf,
    pending: Pending,
    over: Over,
}

impl PrivateFile {
    /// An empty one, with room on the disk; `earlier` describes the file that it replaces.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn create(path: &Path, earlier: Option<Stamp>) -> io::Result<Self> {
        let folder = Folder::open(folder_of(path)).map(Arc::new)?;
        let pending = Pending::private_after_sweep(&folder)?;
        Ok(Self { path: path.to_path_buf(), pending, over: earlier.map_or(Over::Nothing, Over::Known) })
    }

    /// The folder that it will be in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        folder_of(&self.path)
    }

    /// Whether it will need nothing there but a name in the end.
    #[must_use]
    pub const fn is_unnamed(&self) -> bool {
        self.pending.is_unnamed()
    }

    /// Whether it replaces an earlier one.
    #[must_use]
    pub const fn replaces(&self) -> bool {
        matches!(self.over, Over::Known(_))
    }

    /// The file itself.
    #[must_use]
    pub const fn file(&self) -> &File {
        self.pending.file()
    }

    /// Writes it to the disk and gives it its name, unless something else has taken that by now.
    ///
    /// # Errors
    /// The error of the file system; no such file exists then.
    pub fn publish(mut self) -> io::Result<()> {
        self.pending.file().sync_all()?;
        self.pending.publish(self.path.file_name().unwrap_or_default(), self.over)
    }
}
