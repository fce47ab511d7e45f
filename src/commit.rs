//! Gives a copy its name, in one step and never over another file. Until then it has none (on Linux), or one that
//! the next run knows for what it is and removes.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

const PREFIX: &str = ".untrace-";
const SUFFIX: &str = ".part";

/// A copy that is being written.
#[derive(Debug)]
pub struct Pending {
    file: Written,
}

#[derive(Debug)]
enum Written {
    #[cfg(target_os = "linux")]
    Unnamed(File),
    Named(NamedTempFile),
}

impl Pending {
    /// An empty file in `folder`, readable and writable for whom the umask lets.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn create(folder: &Path) -> io::Result<Self> {
        Self::with_mode(folder, 0o666)
    }

    /// The same, readable and writable for its owner alone.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn private(folder: &Path) -> io::Result<Self> {
        Self::with_mode(folder, 0o600)
    }

    /// One without a name where the file system has that, else one with a random name.
    fn with_mode(folder: &Path, mode: u32) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Some(file) = linux::unnamed(folder, mode)? {
            return Ok(Self { file: Written::Unnamed(file) });
        }
        Self::named(folder, mode)
    }

    fn named(folder: &Path, mode: u32) -> io::Result<Self> {
        loop {
            let file = builder(mode).tempfile_in(folder)?;
            // Held for as long as the file is open: tells other runs that somebody is still at it. One of them may
            // have swept it away in the moment before.
            let locked = file.as_file().lock();
            // A file system without locks cannot tell others, and must not keep this run from writing.
            if locked.is_err() || file.path().exists() {
                return Ok(Self { file: Written::Named(file) });
            }
        }
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &File {
        match &self.file {
            #[cfg(target_os = "linux")]
            Written::Unnamed(file) => file,
            Written::Named(file) => file.as_file(),
        }
    }

    /// Gives the file its name. A file that has that name is replaced only if `replace` is set.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] where the name is taken; otherwise the error of the file system. The file is
    /// gone then.
    pub fn publish(self, name: &Path, replace: bool) -> io::Result<()> {
        match self.file {
            #[cfg(target_os = "linux")]
            Written::Unnamed(file) if replace => {
                // A link cannot replace, a rename can: link to a random name first.
                let folder = name.parent().unwrap_or_else(|| Path::new("."));
                let linked = builder(0o666).make_in(folder, |path| linux::link(&file, path))?;
                linked.persist(name).map(drop).map_err(|error| error.error)
            }
            #[cfg(target_os = "linux")]
            Written::Unnamed(file) => linux::link(&file, name),
            Written::Named(file) if replace => file.persist(name).map(drop).map_err(|error| error.error),
            Written::Named(file) => file.persist_noclobber(name).map(drop).map_err(|error| error.error),
        }
    }
}

fn builder(mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(12);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// Removes what a killed run left in `folder`. Files that a living run still writes to are locked and stay.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(is_temporary);
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // The lock is kept until the file is gone.
            if let Ok(file) = File::open(entry.path())
                && file.try_lock().is_ok()
            {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Whether a file name is one of ours that is not final.
#[must_use]
pub fn is_temporary(name: &str) -> bool {
    // To the letter, because such files are removed: one of somebody else may begin and end alike.
    name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX)).is_some_and(|random| random.len() == 12)
}

/// Whether the way from `root` down to `folder`, as far as it is there, leads through folders only: never through a
/// symbolic link.
///
/// # Errors
/// [`io::ErrorKind::NotADirectory`] where a link or a file is in the way.
pub fn check_folders(root: &Path, folder: &Path) -> io::Result<()> {
    let mut path = root.to_path_buf();
    for part in folder.strip_prefix(root).unwrap_or_else(|_| Path::new("")) {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if !metadata.is_dir() => return Err(io::ErrorKind::NotADirectory.into()),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    Ok(())
}

/// Makes the folders from `root` down to `folder`. Below `root`, nothing is ever written through a symbolic link.
///
/// # Errors
/// The error of the file system; [`io::ErrorKind::NotADirectory`] where a link or a file is in the way.
pub fn make_folders(root: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(root)?;
    let mut path = root.to_path_buf();
    for part in folder.strip_prefix(root).unwrap_or_else(|_| Path::new("")) {
        path.push(part);
        // One by one: `create_dir_all` would go through a link on the way.
        match fs::create_dir(&path) {
            // Looked at before anything is made below it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => check_folders(root, &path)?,
            other => other?,
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
    use rustix::io::Errno;

    /// A file without a name; nothing where the file system, or /proc, does not have that.
    pub(super) fn unnamed(folder: &Path, mode: u32) -> io::Result<Option<File>> {
        match open(folder, OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC, Mode::from_raw_mode(mode)) {
            Ok(fd) => {
                let file = File::from(fd);
                Ok(path(&file).exists().then_some(file))
            }
            // Kernels and file systems that have no O_TMPFILE do not agree how to say so (open(2)).
            Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOSYS) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn path(file: &File) -> PathBuf {
        PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
    }

    /// Links an unnamed file to a name that is free (open(2), O_TMPFILE).
    pub(super) fn link(file: &File, name: &Path) -> io::Result<()> {
        linkat(CWD, path(file), CWD, name, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// A file of either kind: as the system has it, and with a random name.
    type Make = fn(&Path, u32) -> io::Result<Pending>;
    const BOTH: [Make; 2] = [Pending::with_mode, Pending::named];

    fn pending(folder: &Path, make: Make, text: &[u8]) -> Pending {
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
            let name = folder.path().join("a.jpg");
            pending(folder.path(), make, b"first").publish(&name, false).unwrap();
            let error = pending(folder.path(), make, b"second").publish(&name, false).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read(&name).unwrap(), b"first");
            pending(folder.path(), make, b"third").publish(&name, true).unwrap();
            assert_eq!(fs::read(&name).unwrap(), b"third");
            assert_eq!(names(folder.path()), ["a.jpg"]);
        }
    }

    #[test]
    fn an_unnamed_copy_that_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let unfinished = pending(folder.path(), Pending::with_mode, b"half");
        assert_eq!(names(folder.path()).len(), 0);
        drop(unfinished);
        assert_eq!(names(folder.path()).len(), 0);
    }

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_a_living_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".untrace-abcdefghijkl.part"), b"half").unwrap();
        fs::write(folder.path().join(".untrace-notes.part"), b"mine").unwrap();
        let living = pending(folder.path(), Pending::named, b"half");
        sweep(folder.path());
        assert_eq!(names(folder.path()).len(), 2);
        assert!(names(folder.path()).contains(&".untrace-notes.part".to_owned()));
        living.publish(&folder.path().join("a.jpg"), false).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn no_folder_is_made_through_a_symbolic_link() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("x")).unwrap();
        let error = make_folders(folder.path(), &folder.path().join("x/y")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotADirectory);
        assert_eq!(names(elsewhere.path()).len(), 0);
        make_folders(folder.path(), &folder.path().join("z/y")).unwrap();
        assert!(folder.path().join("z/y").is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_follow_the_umask_in_both_kinds() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let plain = folder.path().join("plain");
        fs::write(&plain, b"").unwrap();
        let expected = fs::metadata(&plain).unwrap().permissions().mode();
        for (make, name) in BOTH.into_iter().zip(["u", "n"]) {
            let name = folder.path().join(name);
            pending(folder.path(), make, b"x").publish(&name, false).unwrap();
            assert_eq!(fs::metadata(&name).unwrap().permissions().mode(), expected);
        }
        for make in BOTH {
            let private = make(folder.path(), 0o600).unwrap();
            assert_eq!(private.file().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
