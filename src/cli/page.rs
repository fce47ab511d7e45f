//! The page of `untrace report` as a file: which one may be written over, and that only its owner may read it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::discover::RequestError;
use crate::parent::{folder_of, or_here};
use crate::sidecars::is_page;

/// A page that gets its name when it is whole.
#[derive(Debug)]
pub(super) struct PageFile {
    path: PathBuf,
    file: NamedTempFile,
}

impl PageFile {
    /// Makes sure that the page can be written before anything is read; it takes the place of nothing but an earlier page.
    pub(super) fn create(path: &Path) -> Result<Self, RequestError> {
        let unwritable = |error: io::Error| RequestError::PageUnwritable(path.to_path_buf(), error.into());
        match path.symlink_metadata() {
            Ok(_) if !begins_as_page(path).map_err(unwritable)? => return Err(RequestError::PageIsOther(path.to_path_buf())),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(error)),
            _ => {}
        }
        // Readable for nobody else from its first byte on.
        let file = tempfile::Builder::new().prefix(".untrace-").suffix(".part").tempfile_in(folder(path)).map_err(unwritable)?;
        Ok(Self { path: path.to_path_buf(), file })
    }

    /// The folder in which it gets its name.
    pub(super) fn folder(&self) -> &Path {
        folder(&self.path)
    }

    /// Writes it to the disk, and gives it its name.
    pub(super) fn publish(mut self, page: &str) -> Result<(), RequestError> {
        let unwritable = |error: io::Error| RequestError::PageUnwritable(self.path.clone(), error.into());
        self.file.write_all(page.as_bytes()).and_then(|()| self.file.as_file().sync_all()).map_err(unwritable)?;
        self.file.persist(&self.path).map(|_| ()).map_err(|error| RequestError::PageUnwritable(self.path, error.error.into()))
    }
}

fn folder(path: &Path) -> &Path {
    or_here(folder_of(path))
}

fn begins_as_page(path: &Path) -> io::Result<bool> {
    /// What says so stands in the head.
    const HEAD: u64 = 4096;
    if !path.symlink_metadata()?.is_file() {
        return Ok(false);
    }
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(is_page(&head))
}
