//! The list of old and new names, for the person who asked for it: one file outside every output, which only its
//! owner may read.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::commit::PrivateFile;
use crate::discover::{Entry, RequestError, real};
use crate::hashed::Set;
use crate::outcome::{FileReport, Outcome};
use crate::parent::folder_of;
use crate::stamp::Stamp;
use crate::trouble::Trouble;
use untrace_words::path_text;

/// A list in progress, perhaps based on an existing one; it gets its name when it is [published](NameMap::publish).
#[derive(Debug)]
pub struct NameMap {
    file: PrivateFile,
    names: Vec<Renamed>,
    /// Those from the earlier list.
    earlier: Vec<Renamed>,
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

/// Whether a list may go here: nothing exists there, or only a list of an earlier run, and no copy of these entries will be
/// next to it.
///
/// # Errors
/// A [`RequestError`].
pub fn check(path: &Path, entries: &[Entry]) -> Result<(), RequestError> {
    // Not `exists`: a dangling link has the name too.
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

/// The list of an earlier run, if there is one.
fn earlier(path: &Path) -> Option<Earlier> {
    /// A million names take a fifth of it.
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
        let earlier = earlier(path);
        let file = PrivateFile::create(path, earlier.as_ref().map(|earlier| earlier.stamp)).map_err(unwritable)?;
        Ok(Self { file, names: Vec::new(), earlier: earlier.map(|earlier| earlier.names).unwrap_or_default() })
    }

    /// The file that it will be.
    #[must_use]
    pub const fn file(&self) -> &PrivateFile {
        &self.file
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

    /// Gives the list its name, unless something else has taken it by now. Copies from earlier runs stay in it as long as they
    /// exist.
    ///
    /// # Errors
    /// The error of the file system; no list exists then.
    pub fn publish(mut self) -> io::Result<()> {
        let new: Set<&String> = self.names.iter().map(|name| &name.copy).collect();
        let is_still = |name: &Renamed| !new.contains(&name.copy) && Path::new(&name.copy).exists();
        let mut still: Vec<Renamed> = self.earlier.into_iter().filter(is_still).collect();
        self.names.append(&mut still);
        let mut file = self.file.file();
        serde_json::to_writer_pretty(file, &self.names)?;
        file.write_all(b"\n")?;
        self.file.publish()
    }
}
