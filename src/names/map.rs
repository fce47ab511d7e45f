//! The list of old and new names, for the person who asked for it: one file outside of every output, which only its
//! owner may read.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::commit::{Folder, Over, Pending};
use crate::discover::{Entry, RequestError, real};
use crate::hashed::Set;
use crate::outcome::{FileReport, Outcome};
use crate::parent::folder_of;
use crate::printable::path_text;
use crate::stamp::Stamp;
use crate::trouble::Trouble;

/// A list that is being made, perhaps from one that is there; it gets its name when it is [published](NameMap::publish).
#[derive(Debug)]
pub struct NameMap {
    path: PathBuf,
    pending: Pending,
    names: Vec<Renamed>,
    /// The list that was there.
    earlier: Option<Earlier>,
}

/// A list of an earlier run.
#[derive(Debug)]
struct Earlier {
    names: Vec<Renamed>,
    stamp: Stamp,
}

/// A file and its copy.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Renamed {
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_path_bytes: Option<String>,
    copy: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    copy_path_bytes: Option<String>,
}

/// Whether a list may have this place: nothing is there, or a list of an earlier run, and no copy of these entries will lie beside it.
///
/// # Errors
/// A [`RequestError`].
pub fn check(path: &Path, entries: &[Entry]) -> Result<(), RequestError> {
    // Not `exists`: a link that leads nowhere has the name, too.
    if path.symlink_metadata().is_ok() && earlier(path).is_none() {
        return Err(RequestError::MapExists(path.to_path_buf()));
    }
    let folder = folder_of(path);
    let place = real(folder);
    let roots: BTreeSet<&Path> = entries.iter().filter_map(Entry::target).map(|target| target.root.as_path()).collect();
    if roots.into_iter().any(|root| place.starts_with(real(root))) {
        return Err(RequestError::MapInOutput(path.to_path_buf()));
    }
    let unwritable = |trouble: Trouble| Err(RequestError::MapUnwritable(path.to_path_buf(), trouble));
    match folder.metadata() {
        Err(error) => unwritable(error.into()),
        Ok(metadata) if !metadata.is_dir() => unwritable(io::ErrorKind::NotADirectory.into()),
        Ok(_) if path.file_name().is_none() => unwritable(io::ErrorKind::IsADirectory.into()),
        Ok(_) => Ok(()),
    }
}

/// The list of an earlier run, where one is there.
fn earlier(path: &Path) -> Option<Earlier> {
    /// A million names have a fifth of it.
    const LARGEST: u64 = 1 << 30;
    let metadata = path.symlink_metadata().ok().filter(|metadata| metadata.is_file() && metadata.len() <= LARGEST)?;
    let names = serde_json::from_reader(io::BufReader::new(File::open(path).ok()?)).ok()?;
    Some(Earlier { names, stamp: Stamp::of(&metadata) })
}

impl NameMap {
    /// An empty list, with room on the disk.
    ///
    /// # Errors
    /// A [`RequestError`]; see [`check`].
    pub fn create(path: &Path, entries: &[Entry]) -> Result<Self, RequestError> {
        check(path, entries)?;
        let unwritable = |error: io::Error| RequestError::MapUnwritable(path.to_path_buf(), error.into());
        let folder = Folder::open(folder_of(path)).map(Arc::new).map_err(unwritable)?;
        let pending = Pending::private_after_sweep(&folder).map_err(unwritable)?;
        Ok(Self { path: path.to_path_buf(), pending, names: Vec::new(), earlier: earlier(path) })
    }

    /// The folder that the list will be in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        folder_of(&self.path)
    }

    /// Whether nothing but a name is needed there in the end.
    #[must_use]
    pub const fn is_unnamed(&self) -> bool {
        self.pending.is_unnamed()
    }

    /// Whether it takes the place of the list of an earlier run.
    #[must_use]
    pub const fn replaces(&self) -> bool {
        self.earlier.is_some()
    }

    /// Adds a file that has a copy.
    pub fn add(&mut self, report: &FileReport) {
        let is_there = matches!(report.outcome, Outcome::Cleaned | Outcome::AlreadyClean | Outcome::UpToDate);
        if let (true, Some(copy)) = (is_there, &report.destination) {
            let (source, source_path_bytes) = path_text(&report.source);
            let (copy, copy_path_bytes) = path_text(copy);
            self.names.push(Renamed { source, source_path_bytes, copy, copy_path_bytes });
        }
    }

    /// Gives the list its name, unless something else has got it by now. Copies of earlier runs stay in it, as long as they are there.
    ///
    /// # Errors
    /// The error of the file system; there is no list then.
    pub fn publish(mut self) -> io::Result<()> {
        let mut over = Over::Nothing;
        if let Some(earlier) = self.earlier.take() {
            over = Over::Known(earlier.stamp);
            let new: Set<&String> = self.names.iter().map(|name| &name.copy).collect();
            let mut still: Vec<Renamed> =
                earlier.names.into_iter().filter(|name| !new.contains(&name.copy) && Path::new(&name.copy).exists()).collect();
            self.names.append(&mut still);
        }
        let mut file = self.pending.file();
        serde_json::to_writer_pretty(file, &self.names)?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        self.pending.publish(self.path.file_name().unwrap_or_default(), over)
    }
}
