//! A copy that is being written: without a name if the file system can do that, otherwise under a temporary one.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::sync::Arc;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::OpenOptions;

use super::folder::Folder;
use super::sweep::temporary;
use crate::stamp::Stamp;

/// A copy that is being written.
#[derive(Debug)]
pub struct Pending {
    folder: Arc<Folder>,
    file: File,
    /// Its temporary name; an abandoned file takes it along.
    name: Option<OsString>,
}

/// What may have the name of a copy, and is then replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Nothing.
    Nothing,
    /// A file, whatever it is.
    File,
    /// This very file, as long as nobody has changed it.
    Known(Stamp),
    /// The same, under one of several names: it changes when another one is replaced.
    Linked(Stamp),
    /// This very file, which goes to the trash first.
    Trashed(Stamp),
}

impl Pending {
    /// An empty file in `folder`, readable and writable as the umask allows.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn create(folder: &Arc<Folder>) -> io::Result<Self> {
        Self::with_mode(folder, 0o666)
    }

    /// The same, readable and writable only by its owner.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn private(folder: &Arc<Folder>) -> io::Result<Self> {
        Self::with_mode(folder, 0o600)
    }

    /// The same, in a folder that nothing else sweeps.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn private_after_sweep(folder: &Arc<Folder>) -> io::Result<Self> {
        super::sweep::sweep(folder);
        Self::private(folder)
    }

    fn with_mode(folder: &Arc<Folder>, mode: u32) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Some(file) = linux::unnamed(folder, mode)? {
            return Ok(Self { folder: Arc::clone(folder), file, name: None });
        }
        Self::named(folder, mode)
    }

    pub(super) fn named(folder: &Arc<Folder>, mode: u32) -> io::Result<Self> {
        /// If random names are reported as taken this often, every name is.
        const TRIES: u32 = 8;
        for _ in 0..TRIES {
            let name = OsString::from(temporary());
            let options = OpenOptions::new().read(true).write(true).create_new(true).follow(FollowSymlinks::No).to_owned();
            let options = with_mode(options, mode);
            let file = match folder.dir().open_with(&name, &options) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                opened => opened?.into_std(),
            };
            // Held for as long as the file is open, to show other runs that somebody is still at it. One of them may have swept
            // it away just before.
            let locked = file.lock();
            // A file system without locks cannot tell others, but must not stop this run from writing.
            if locked.is_err() || folder.look(&name)?.is_some() {
                return Ok(Self { folder: Arc::clone(folder), file, name: Some(name) });
            }
        }
        Err(io::Error::other("every temporary name is taken"))
    }

    /// The file.
    #[must_use]
    pub const fn file(&self) -> &File {
        &self.file
    }

    /// Whether it has no name at all: naming it then takes nothing else in its folder.
    #[must_use]
    pub const fn is_unnamed(&self) -> bool {
        self.name.is_none()
    }

    /// Its temporary name, if it has one.
    pub(super) fn temporary_name(&self) -> Option<&OsStr> {
        self.name.as_deref()
    }

    pub(super) const fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] if the name is taken and must not be replaced; otherwise the error of the file
    /// system. The file is then still without a name, and disappears with this value.
    pub fn publish(&mut self, name: &OsStr, over: Over) -> io::Result<()> {
        let folder = Arc::clone(&self.folder);
        let is_it = |there: &Stamp| match over {
            Over::Nothing | Over::File => true,
            Over::Known(stamp) | Over::Trashed(stamp) => there.is_same(&stamp),
            Over::Linked(stamp) => there.is_same_but_for_names(&stamp),
        };
        if matches!(over, Over::Known(_) | Over::Linked(_) | Over::Trashed(_))
            && !self.folder.look(name)?.is_some_and(|there| is_it(&there.stamp))
        {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let over = if let Over::Trashed(_) = over {
            // A copy without a name could be refused one after the original is gone.
            self.named_for_now()?;
            trash::delete(self.folder.path().join(name)).map_err(io::Error::other)?;
            Over::Nothing
        } else {
            over
        };
        #[cfg(target_os = "linux")]
        if self.name.is_none() {
            if over == Over::Nothing {
                return linux::link(&self.file, folder.dir(), name);
            }
            // A link cannot replace a file but a rename can, so link to a temporary name first.
            self.named_for_now()?;
        }
        let Some(from) = &self.name else { return Err(io::ErrorKind::NotFound.into()) };
        match over {
            Over::File | Over::Known(_) | Over::Linked(_) | Over::Trashed(_) => folder.names().rename(from, name)?,
            Over::Nothing => self.take(from, name)?,
        }
        self.name = None;
        Ok(())
    }

    /// Gives a file without a name a temporary one.
    fn named_for_now(&mut self) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        if self.name.is_none() {
            let temporary = OsString::from(temporary());
            linux::link(&self.file, self.folder.dir(), &temporary)?;
            self.name = Some(temporary);
        }
        Ok(())
    }

    /// Takes a free name. Not every file system can do that in one step (exFAT and FAT have neither links nor a rename that
    /// does not replace): there an empty file takes the name first, and only that is replaced.
    fn take(&self, from: &OsStr, name: &OsStr) -> io::Result<()> {
        let dir = self.folder.dir();
        #[cfg(any(target_os = "linux", target_os = "macos"))]
        match rustix::fs::renameat_with(dir, from, dir, name, rustix::fs::RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(()),
            Err(error @ (rustix::io::Errno::EXIST | rustix::io::Errno::NOSPC | rustix::io::Errno::DQUOT)) => {
                return Err(error.into());
            }
            Err(_) => {}
        }
        match self.folder.names().link(from, name) {
            Ok(()) => return self.folder.names().remove_file(from),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) => {}
        }
        let options = OpenOptions::new().write(true).create_new(true).follow(FollowSymlinks::No).to_owned();
        drop(dir.open_with(name, &options)?);
        self.folder.names().rename(from, name).inspect_err(|_| {
            // Only the empty file created here: if somebody has written to it since, it stays.
            if self.folder.look(name).is_ok_and(|there| there.is_some_and(|there| there.is_file && there.stamp.len == 0)) {
                let _ = self.folder.names().remove_file(name);
            }
        })
    }
}

#[cfg(unix)]
fn with_mode(mut options: OpenOptions, mode: u32) -> OpenOptions {
    cap_std::fs::OpenOptionsExt::mode(&mut options, mode);
    options
}

/// Other systems have no modes: the folder decides who may read a file.
#[cfg(not(unix))]
const fn with_mode(options: OpenOptions, _: u32) -> OpenOptions {
    options
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            let _ = self.folder.names().remove_file(name);
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsStr;
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::{Path, PathBuf};
    use std::sync::OnceLock;

    use cap_std::fs::Dir;
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, openat};
    use rustix::io::{Errno, retry_on_intr};

    use crate::commit::folder::Folder;

    /// A file without a name; `None` if the file system, or /proc, does not support that.
    pub(super) fn unnamed(folder: &Folder, mode: u32) -> io::Result<Option<File>> {
        static NAMED_BY_PROC: OnceLock<bool> = OnceLock::new();
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        match retry_on_intr(|| openat(folder.dir(), Path::new("."), flags, Mode::from_raw_mode(mode))) {
            Ok(fd) => {
                let file = File::from(fd);
                Ok(NAMED_BY_PROC.get_or_init(|| path(&file).exists()).then_some(file))
            }
            // Kernels and file systems without O_TMPFILE do not agree on how to say so (open(2)).
            Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOSYS) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn path(file: &File) -> PathBuf {
        PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
    }

    /// Links an unnamed file to a free name (open(2), O_TMPFILE).
    pub(super) fn link(file: &File, dir: &Dir, name: &OsStr) -> io::Result<()> {
        retry_on_intr(|| linkat(CWD, path(file), dir, Path::new(name), AtFlags::SYMLINK_FOLLOW)).map_err(io::Error::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commit::sweep::sweep;
    use std::fs;
    use std::io::Write;
    use std::path::Path;

    /// A file of either kind: the system's default, and with a random name.
    type Make = fn(&Arc<Folder>, u32) -> io::Result<Pending>;
    const BOTH: [Make; 2] = [Pending::with_mode, Pending::named];

    fn open(folder: &Path) -> Arc<Folder> {
        Arc::new(Folder::open(folder).unwrap())
    }

    fn pending(folder: &Arc<Folder>, make: Make, text: &[u8]) -> Pending {
        let pending = make(folder, 0o666).unwrap();
        pending.file().write_all(text).unwrap();
        pending
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_name_that_is_taken_stays_with_its_file() {
        for make in BOTH {
            let folder = tempfile::tempdir().unwrap();
            let (name, open) = (OsStr::new("a.jpg"), open(folder.path()));
            pending(&open, make, b"first").publish(name, Over::Nothing).unwrap();
            let error = pending(&open, make, b"second").publish(name, Over::Nothing).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"first");
            pending(&open, make, b"third").publish(name, Over::File).unwrap();
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"third");
            assert_eq!(names(folder.path()), ["a.jpg"]);
        }
    }

    #[test]
    fn a_file_that_changed_since_it_was_met_is_not_replaced() {
        for make in BOTH {
            let folder = tempfile::tempdir().unwrap();
            let (name, open) = (OsStr::new("a.jpg"), open(folder.path()));
            fs::write(folder.path().join(name), b"original").unwrap();
            let stamp = open.look(name).unwrap().unwrap().stamp;
            fs::write(folder.path().join(name), b"edited meanwhile").unwrap();
            for over in [Over::Known(stamp), Over::Trashed(stamp)] {
                let error = pending(&open, make, b"clean").publish(name, over).unwrap_err();
                assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
            }
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"edited meanwhile");
            let stamp = open.look(name).unwrap().unwrap().stamp;
            pending(&open, make, b"clean").publish(name, Over::Known(stamp)).unwrap();
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"clean");
            assert_eq!(names(folder.path()), ["a.jpg"]);
        }
    }

    #[test]
    fn a_copy_that_is_given_up_leaves_nothing() {
        for make in BOTH {
            let folder = tempfile::tempdir().unwrap();
            drop(pending(&open(folder.path()), make, b"half"));
            assert_eq!(names(folder.path()).len(), 0);
        }
    }

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_a_living_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let open = open(folder.path());
        fs::write(folder.path().join(".untrace-abcdefghijkl.part"), b"half").unwrap();
        fs::write(folder.path().join(".untrace-notes.part"), b"mine").unwrap();
        let mut living = pending(&open, Pending::named, b"half");
        sweep(&open);
        assert_eq!(names(folder.path()).len(), 2);
        assert!(names(folder.path()).contains(&".untrace-notes.part".to_owned()));
        living.publish(OsStr::new("a.jpg"), Over::Nothing).unwrap();
    }

    #[test]
    fn what_a_killed_run_left_of_a_list_of_names_is_swept_by_the_next_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".untrace-abcdefghijkl.part"), b"old and new names").unwrap();
        drop(Pending::private_after_sweep(&open(folder.path())).unwrap());
        assert_eq!(names(folder.path()).len(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_follow_the_umask_in_both_kinds() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let open = open(folder.path());
        let plain = folder.path().join("plain");
        fs::write(&plain, b"").unwrap();
        let expected = fs::metadata(&plain).unwrap().permissions().mode();
        for (make, name) in BOTH.into_iter().zip(["u", "n"]) {
            pending(&open, make, b"x").publish(OsStr::new(name), Over::Nothing).unwrap();
            assert_eq!(fs::metadata(folder.path().join(name)).unwrap().permissions().mode(), expected);
        }
        for make in BOTH {
            let private = make(&open, 0o600).unwrap();
            assert_eq!(private.file().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
