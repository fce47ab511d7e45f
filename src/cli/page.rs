//! The page of `untrace report` as a file: which file may be overwritten.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::commit::PrivateFile;
use crate::discover::RequestError;
use crate::sidecars::is_page;
use crate::stamp::Stamp;

/// Makes sure that the page can be written before anything is read. It never replaces anything but an earlier page.
pub(super) fn create(path: &Path) -> Result<PrivateFile, RequestError> {
    let earlier = match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() && begins_as_page(path).map_err(|error| unwritable(path, error))? => {
            Some(Stamp::of(&metadata))
        }
        Ok(_) => return Err(RequestError::PageIsOther(path.to_path_buf())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(unwritable(path, error)),
    };
    PrivateFile::create(path, earlier).map_err(|error| unwritable(path, error))
}

/// Why the page cannot go to a path.
pub(super) fn unwritable(path: &Path, error: io::Error) -> RequestError {
    RequestError::PageUnwritable(path.to_path_buf(), error.into())
}

fn begins_as_page(path: &Path) -> io::Result<bool> {
    /// The mark of a page is in its head.
    const HEAD: u64 = 4096;
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(is_page(&head))
}
