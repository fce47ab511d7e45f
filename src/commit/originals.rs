//! The files that a run reads and the folders that it walks: none of them is ever replaced or written through, under any name.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use crate::folded::folded_name;
use crate::identity::Identity;

/// The files that a run reads and the folders that it walks.
#[derive(Debug, Default)]
pub struct Originals {
    files: BTreeSet<Identity>,
    folders: BTreeSet<Identity>,
    by_len: BTreeMap<u64, Vec<PathBuf>>,
}

impl Originals {
    pub(crate) fn file(&mut self, path: &Path, metadata: &Metadata) {
        self.add(path, identity(path, metadata), metadata.len());
    }

    pub(super) fn add(&mut self, path: &Path, identity: Option<Identity>, len: u64) {
        self.files.extend(identity);
        self.by_len.entry(len).or_default().push(path.to_path_buf());
    }

    pub(crate) fn folder(&mut self, path: &Path) {
        self.folders.extend(Identity::of_path(path));
    }

    /// Whether a file is one of them.
    pub(super) fn has_file(&self, identity: Identity) -> bool {
        self.files.contains(&identity)
    }

    /// Whether a folder is being walked.
    pub(crate) fn has_folder(&self, identity: Identity) -> bool {
        self.folders.contains(&identity)
    }

    /// Folders of files with the same length and name. File systems that show a file elsewhere under numbers of their own
    /// (FUSE, shares) make comparing identities useless: what is found may be one of these files.
    pub(super) fn folders_of_alike(&self, name: &OsStr, len: u64) -> BTreeSet<&Path> {
        let name = folded_name(name);
        let alike = |path: &&PathBuf| path.file_name().is_some_and(|other| folded_name(other) == name);
        self.by_len.get(&len).into_iter().flatten().filter(alike).map(|path| path.parent().unwrap_or(path)).collect()
    }
}

#[cfg(unix)]
fn identity(_: &Path, metadata: &Metadata) -> Option<Identity> {
    Some(Identity::of(metadata))
}

/// Windows only says this about open files.
#[cfg(not(unix))]
fn identity(path: &Path, _: &Metadata) -> Option<Identity> {
    Identity::of_path(path).ok()
}
