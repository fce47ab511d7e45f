//! What a file or folder is, whatever it is called. A folder mounted a second time, a hard link, a name in different
//! letters on a disk that ignores case: all of them have the identity of the one thing that they lead to.

use std::io;
use std::path::Path;

use cap_fs_ext::MetadataExt;

/// A file or folder, distinguished from all others while it exists: disk and number on it (on Windows, volume and file index).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// The disk that it is on.
    #[cfg(target_os = "linux")]
    pub(crate) const fn device(self) -> u64 {
        self.device
    }

    /// Of what metadata describe, if they were read through a handle.
    pub(crate) fn of(metadata: &impl MetadataExt) -> Self {
        Self { device: metadata.dev(), number: metadata.ino() }
    }

    /// Of what a path leads to.
    #[cfg(unix)]
    pub(crate) fn of_path(path: &Path) -> io::Result<Self> {
        std::fs::metadata(path).map(|metadata| Self::of(&metadata))
    }

    /// Of what has a name; for a link, of the link itself.
    #[cfg(unix)]
    pub(crate) fn of_name(path: &Path) -> io::Result<Self> {
        std::fs::symlink_metadata(path).map(|metadata| Self::of(&metadata))
    }

    /// Of something open.
    #[cfg(not(unix))]
    fn of_open(file: &std::fs::File) -> io::Result<Self> {
        cap_std::fs::Metadata::from_file(file).map(|metadata| Self::of(&metadata))
    }

    /// Of what a path leads to. Windows only says this about open files.
    #[cfg(not(unix))]
    pub(crate) fn of_path(path: &Path) -> io::Result<Self> {
        if path.is_dir() {
            let folder = cap_std::fs::Dir::open_ambient_dir(path, cap_std::ambient_authority())?;
            return Self::of_open(&folder.into_std_file());
        }
        Self::of_open(&std::fs::File::open(path)?)
    }

    /// Of what has a name. Links have none of their own here.
    #[cfg(not(unix))]
    pub(crate) fn of_name(path: &Path) -> io::Result<Self> {
        if path.is_symlink() { Err(io::ErrorKind::InvalidInput.into()) } else { Self::of_path(path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_of_one_file_have_one_identity() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b, c] = ["a", "b", "c"].map(|name| folder.path().join(name));
        std::fs::write(&a, b"x").unwrap();
        std::fs::write(&c, b"x").unwrap();
        std::fs::hard_link(&a, &b).unwrap();
        assert_eq!(Identity::of_path(&a).unwrap(), Identity::of_path(&b).unwrap());
        assert_ne!(Identity::of_path(&a).unwrap(), Identity::of_path(&c).unwrap());
        assert_eq!(Identity::of_name(&a).unwrap(), Identity::of_name(&b).unwrap());
        assert_eq!(
            Identity::of_path(folder.path()).unwrap(),
            Identity::of_path(&folder.path().join("../").join(folder.path())).unwrap()
        );
    }
}
