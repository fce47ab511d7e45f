//! Entries in the menus that file managers show on a right click: which file puts one there, and whether a file is ours. What
//! entries are called is for the languages to say.

mod entry;
mod files;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use entry::Entry;
pub use entry::{FileManager, Named, Offer};
use files::{MARK, entry};

use crate::parent::folder_of;
use crate::trouble::Trouble;

/// Why an entry was not put there, or not taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The file has the name of an entry, and is none of ours.
    Foreign(PathBuf),
    /// The file system does not let us.
    Failed(PathBuf, Trouble),
}

/// Adds an entry below the folder where the person's programs keep their data (XDG Base Directory Specification).
///
/// # Errors
/// If there is something else, or the file cannot be written.
pub fn add(manager: FileManager, data: &Path, offer: &Offer<'_>) -> Result<(), Obstacle> {
    let entry = entry(manager, data, offer);
    is_ours(&entry.path)?;
    written(&entry).map_err(|error| Obstacle::Failed(entry.path, error.into()))
}

/// Removes its entries, in whatever language they are. Returns whether there was one.
///
/// # Errors
/// If there is something else, or a file cannot be removed.
pub fn remove(manager: FileManager, data: &Path, offer: &Offer<'_>) -> Result<bool, Obstacle> {
    let mut found = false;
    for spoken in offer.names {
        let path = entry(manager, data, &Offer { spoken: *spoken, ..*offer }).path;
        if is_ours(&path)? {
            fs::remove_file(&path).map_err(|error| Obstacle::Failed(path, error.into()))?;
            found = true;
        }
    }
    Ok(found)
}

/// Whether a package has put an entry there for everybody on this machine: a second one would only be there twice.
#[must_use]
pub fn is_for_everybody(manager: FileManager) -> bool {
    /// Where data of all is if nothing else is said (XDG Base Directory Specification).
    const USUAL: &str = "/usr/local/share:/usr/share";
    let set = std::env::var_os("XDG_DATA_DIRS").filter(|value| !value.is_empty());
    let folders = set.unwrap_or_else(|| USUAL.into());
    std::env::split_paths(&folders).any(|folder| files::place(manager).is_some_and(|place| folder.join(place).is_file()))
}

/// Whether there is an entry of ours; `false` if there is nothing.
fn is_ours(path: &Path) -> Result<bool, Obstacle> {
    match fs::read(path) {
        Ok(bytes) if memchr::memmem::find(&bytes, MARK.as_bytes()).is_some() => Ok(true),
        Ok(_) => Err(Obstacle::Foreign(path.to_path_buf())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Obstacle::Failed(path.to_path_buf(), error.into())),
    }
}

fn written(entry: &Entry) -> io::Result<()> {
    let folder = folder_of(&entry.path);
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(entry.text.as_bytes())?;
    allow(file.as_file(), entry.is_executable)?;
    file.persist(&entry.path)?;
    Ok(())
}

/// Lets everybody read it, as files in such folders are.
#[cfg(unix)]
fn allow(file: &fs::File, is_executable: bool) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(if is_executable { 0o755 } else { 0o644 }))
}

#[cfg(not(unix))]
fn allow(_: &fs::File, _: bool) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
