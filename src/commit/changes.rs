//! An open folder, and changes to the names in it. Where the system has calls for that with a handle, those; on Windows by the path
//! that the folder has at this moment, spelled in full: `\\?\UNC\server\share\...`. Nothing shorter leads to every share, to paths
//! of more than 260 characters and to names that end with a dot. While the folder is open there, nobody can move it.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;

use cap_std::fs::Dir;

/// An open folder.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) dir: Dir,
    /// Where it was when it was opened.
    pub(super) path: PathBuf,
}

/// Something in a folder.
#[derive(Debug)]
pub(super) struct Inside {
    pub(super) name: OsString,
    pub(super) is_folder: bool,
    pub(super) is_file: bool,
}

impl Opened {
    /// What it holds, as far as the system lists it.
    pub(super) fn list(&self) -> io::Result<impl Iterator<Item = Inside>> {
        Ok(self.entries()?.flatten().map(|entry| {
            let kind = entry.file_type().ok();
            Inside {
                name: entry.file_name(),
                is_folder: kind.as_ref().is_some_and(|kind| kind.is_dir()),
                is_file: kind.is_some_and(|kind| kind.is_file()),
            }
        }))
    }
}

#[cfg(unix)]
impl Opened {
    fn entries(&self) -> io::Result<cap_std::fs::ReadDir> {
        self.dir.entries()
    }

    /// Makes a folder.
    pub(super) fn make_folder(&self, name: &OsStr) -> io::Result<()> {
        self.dir.create_dir(name)
    }

    /// Removes a folder, if it is empty.
    pub(super) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        self.dir.remove_dir(name)
    }

    /// Removes a file.
    pub(super) fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        self.dir.remove_file(name)
    }

    /// Gives a file another name, whatever has that.
    pub(super) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.dir.rename(from, &self.dir, to)
    }

    /// Gives a file one more name, if nothing has that.
    pub(super) fn link(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.dir.hard_link(from, &self.dir, to)
    }
}

#[cfg(not(unix))]
impl Opened {
    /// cap-std cuts `\\?\` off: what is left of a share's path leads nowhere. Disks that the system has no path for (some of
    /// memory, some encrypted ones) are reached as they were typed.
    fn full(&self) -> PathBuf {
        let full = self.dir.try_clone().and_then(|dir| winx::file::get_file_path(&dir.into_std_file()));
        full.or_else(|_| std::path::absolute(&self.path)).unwrap_or_else(|_| self.path.clone())
    }

    fn entries(&self) -> io::Result<std::fs::ReadDir> {
        std::fs::read_dir(self.full())
    }

    /// Makes a folder.
    pub(super) fn make_folder(&self, name: &OsStr) -> io::Result<()> {
        std::fs::create_dir(self.full().join(name))
    }

    /// Removes a folder, if it is empty.
    pub(super) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        std::fs::remove_dir(self.full().join(name))
    }

    /// Removes a file.
    pub(super) fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        std::fs::remove_file(self.full().join(name))
    }

    /// Gives a file another name, whatever has that.
    pub(super) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        let full = self.full();
        let to = full.join(to);
        // Systems do not agree on whether such a file may be replaced. Whoever marked it meant that nobody should.
        if std::fs::symlink_metadata(&to).is_ok_and(|there| there.permissions().readonly()) {
            return Err(io::Error::from_raw_os_error(untrace_words::FILE_READ_ONLY));
        }
        std::fs::rename(full.join(from), to)
    }

    /// Gives a file one more name, if nothing has that.
    pub(super) fn link(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        let full = self.full();
        std::fs::hard_link(full.join(from), full.join(to))
    }
}
