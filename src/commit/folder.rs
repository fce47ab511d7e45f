//! One folder of an output, by handle: everything in it is done by single names, and no link is followed.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::Path;

use cap_fs_ext::{DirExt, FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::fs::{Dir, OpenOptions};

use super::changes::Opened;
use crate::identity::Identity;
use crate::parent::or_here;
use crate::stamp::Stamp;

/// An open folder of an output.
#[derive(Debug)]
pub struct Folder(Opened);

/// Something that has a name in a folder.
#[derive(Debug, Clone, Copy)]
pub struct Present {
    pub(super) identity: Identity,
    /// Whether it is a regular file.
    pub is_file: bool,
    /// How many names it has.
    pub names: u64,
    /// What it is like.
    pub stamp: Stamp,
}

impl Folder {
    /// The folder that a path leads to, following links.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn open(path: &Path) -> io::Result<Self> {
        let dir = Dir::open_ambient_dir(or_here(path), cap_std::ambient_authority())?;
        Ok(Self(Opened { dir, path: path.to_path_buf() }))
    }

    /// The folder of this name inside; created if it does not exist and `make` is set.
    pub(super) fn child(&self, name: &OsStr, make: bool) -> io::Result<Option<Self>> {
        let opened = match self.0.dir.open_dir_nofollow(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && make => {
                match self.0.make_folder(name) {
                    // Another run was faster.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                    made => made?,
                }
                self.0.dir.open_dir_nofollow(name)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened,
        };
        match opened {
            Ok(dir) => Ok(Some(Self(Opened { dir, path: self.0.path.join(name) }))),
            // Systems do not agree on how to report that a link or a file is in the way.
            Err(_) if self.0.dir.symlink_metadata(name).is_ok_and(|there| !there.is_dir()) => {
                Err(io::ErrorKind::NotADirectory.into())
            }
            Err(error) => Err(error),
        }
    }

    /// Where it was when it was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    pub(super) const fn dir(&self) -> &Dir {
        &self.0.dir
    }

    /// The names in it.
    pub(super) const fn names(&self) -> &Opened {
        &self.0
    }

    /// The folder as a file, for questions to the file system: a handle opened only for its contents cannot ask them.
    #[cfg(unix)]
    pub(super) fn as_file(&self) -> io::Result<File> {
        self.0.dir.open_with(".", OpenOptions::new().read(true)).map(cap_std::fs::File::into_std)
    }

    /// The same; here any handle can ask.
    #[cfg(not(unix))]
    pub(super) fn as_file(&self) -> io::Result<File> {
        self.0.dir.try_clone().map(Dir::into_std_file)
    }

    pub(super) fn identity(&self) -> io::Result<Identity> {
        self.0.dir.dir_metadata().map(|metadata| Identity::of(&metadata))
    }

    /// Some name inside; `None` if it is empty.
    pub(super) fn first(&self) -> Option<OsString> {
        self.0.list().ok()?.next().map(|inside| inside.name)
    }

    /// What has a name inside; `None` if nothing does.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn look(&self, name: &OsStr) -> io::Result<Option<Present>> {
        match self.0.dir.symlink_metadata(name) {
            Ok(there) => Ok(Some(Present {
                identity: Identity::of(&there),
                is_file: there.is_file(),
                names: MetadataExt::nlink(&there),
                stamp: Stamp::of_handle(&there),
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes the file of this name if it still looks like this. Returns whether it did.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn remove(&self, name: &OsStr, like: &Stamp) -> io::Result<bool> {
        let is_it = self.look(name)?.is_some_and(|there| there.is_file && there.stamp.is_same(like));
        if is_it {
            self.0.remove_file(name)?;
        }
        Ok(is_it)
    }

    /// Removes the folder of this name if it is empty.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn remove_empty(&self, name: &OsStr) -> io::Result<()> {
        self.0.remove_folder(name)
    }

    /// Opens the file of this name for reading; never the target of a link, and without waiting for a pipe.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn read(&self, name: &OsStr) -> io::Result<File> {
        let options = OpenOptions::new().read(true).follow(FollowSymlinks::No).nonblock(true).to_owned();
        self.0.dir.open_with(name, &options).map(cap_std::fs::File::into_std)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn no_folder_is_opened_or_made_through_a_symbolic_link() {
        let [folder, elsewhere] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("x")).unwrap();
        let root = Folder::open(folder.path()).unwrap();
        assert_eq!(root.child(OsStr::new("x"), true).unwrap_err().kind(), io::ErrorKind::NotADirectory);
        assert!(root.child(OsStr::new("z"), false).unwrap().is_none());
        let made = root.child(OsStr::new("z"), true).unwrap().unwrap();
        made.child(OsStr::new("y"), true).unwrap().unwrap();
        assert!(folder.path().join("z/y").is_dir());
        assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_stays_the_one_that_was_opened() {
        let root = tempfile::tempdir().unwrap();
        let [out, moved, originals] = ["out", "moved", "originals"].map(|name| root.path().join(name));
        std::fs::create_dir(&out).unwrap();
        std::fs::create_dir(&originals).unwrap();
        std::fs::write(originals.join("a"), b"original").unwrap();
        let folder = Folder::open(&out).unwrap();
        std::fs::rename(&out, &moved).unwrap();
        std::os::unix::fs::symlink(&originals, &out).unwrap();
        assert!(folder.look(OsStr::new("a")).unwrap().is_none());
        assert!(folder.child(OsStr::new("b"), true).unwrap().is_some());
        assert!(moved.join("b").is_dir());
    }
}
