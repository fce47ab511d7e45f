//! Copies that were written and verified, on the way to their names: in the order of the originals, several at a time, so that
//! the disk is asked once for all of them. No name is given twice in a run.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::Folder;
use super::obstacle::Obstacle;
use super::outputs::Outputs;
use super::pending::{Over, Pending};
use super::settle;
use crate::folded::folded;
use crate::hashed::Set;
use crate::source::OpenFile;
use crate::stamp::Stamp;
use crate::trouble::Trouble;
use untrace_core::base::{Error, Input, ReadAt, Span, same};

/// A copy that is waiting for its name, or already has it.
#[derive(Debug)]
pub enum Ready {
    /// Written and verified, but not named yet.
    Written {
        /// The file.
        pending: Pending,
        /// Its length in bytes.
        len: u64,
        /// The root of its output.
        root: PathBuf,
        /// Its name.
        name: OsString,
        /// What may already have that name.
        over: Over,
    },
    /// There from an earlier run.
    There {
        /// Where it is.
        path: PathBuf,
        /// What it is like.
        stamp: Stamp,
    },
}

/// How a copy got its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// There is no copy to name.
    Not,
    /// It was given now, and this is the file.
    Now(Stamp),
    /// The same copy already had it.
    Before(Stamp),
}

/// Copies that get their names together; each carries something (`T`) that is handed back.
#[derive(Debug)]
pub struct Batch<'o, T> {
    outputs: &'o Outputs,
    /// Whether data reach the disk before names do.
    syncs: bool,
    waiting: Vec<(T, Option<Ready>)>,
    written: usize,
    bytes: u64,
    given: Set<String>,
    names: settle::Names,
}

impl<'o, T> Batch<'o, T> {
    /// An empty batch.
    #[must_use]
    pub fn new(outputs: &'o Outputs, syncs: bool) -> Self {
        let (given, names) = Default::default();
        Self { outputs, syncs, waiting: Vec::new(), written: 0, bytes: 0, given, names }
    }

    /// Adds one at the end; an entry without a copy only keeps its place in the order.
    pub fn push(&mut self, with: T, ready: Option<Ready>) {
        if let Some(Ready::Written { len, .. }) = &ready {
            self.written = self.written.saturating_add(1);
            self.bytes = self.bytes.saturating_add(*len);
        }
        self.waiting.push((with, ready));
    }

    /// Whether they should get their names now: there are `most` of them, there is a lot to write, or none has anything to wait
    /// for.
    #[must_use]
    pub const fn is_full(&self, most: usize) -> bool {
        /// Roughly what a disk writes in a second or two.
        const MUCH: u64 = 256 << 20;
        self.written == 0 || self.written >= most || self.bytes >= MUCH
    }

    /// Gives all of them their names, in order.
    pub fn commit(&mut self) -> Vec<(T, Result<Named, Obstacle>)> {
        let waiting = std::mem::take(&mut self.waiting);
        (self.written, self.bytes) = (0, 0);
        let pending = || waiting.iter().filter_map(|(_, ready)| ready.as_ref()?.pending());
        let settled = if self.syncs { settle::data(pending()) } else { Ok(()) };
        let mut lost: BTreeMap<PathBuf, bool> = BTreeMap::new();
        let mut named = Vec::with_capacity(waiting.len());
        for (with, ready) in waiting {
            let result = match ready {
                None => Ok(Named::Not),
                Some(Ready::There { path, stamp }) => {
                    if self.given.insert(folded(&path)) {
                        Ok(Named::Before(stamp))
                    } else {
                        Err(Obstacle::Copy)
                    }
                }
                Some(Ready::Written { pending, root, name, over, .. }) => {
                    let is_lost = *lost.entry(root).or_insert_with_key(|root| self.outputs.is_lost(root, settled.as_ref().err()));
                    match &settled {
                        _ if is_lost => Err(Obstacle::Lost),
                        // Each copy gets its own.
                        Err(error) => Err(Obstacle::Io(Trouble::from(error).into())),
                        Ok(()) => {
                            let folder = Arc::clone(pending.folder());
                            let result = self.give(pending, &folder, &name, over);
                            self.names.given_in(&folder);
                            result
                        }
                    }
                }
            };
            named.push((with, result));
        }
        named
    }

    /// Makes sure that all names given so far are on the disk.
    pub fn settle(&mut self) {
        if self.syncs {
            self.names.settle();
        }
    }

    fn give(&mut self, mut pending: Pending, folder: &Folder, name: &OsStr, over: Over) -> Result<Named, Obstacle> {
        let key = folded(&folder.path().join(name));
        if self.given.contains(&key) {
            return Err(Obstacle::Copy);
        }
        if over != Over::Nothing && self.outputs.is_known_original(folder, name)? {
            return Err(Obstacle::Original);
        }
        let named = match pending.publish(name, over) {
            Ok(()) => Named::Now(Stamp::of(&pending.file().metadata()?)),
            // Another run was faster, perhaps with the same copy.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match folder.look(name)? {
                Some(there) if is_same(&pending, folder, name).unwrap_or(false) => Named::Before(there.stamp),
                _ => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        };
        self.given.insert(key);
        Ok(named)
    }
}

impl Ready {
    const fn pending(&self) -> Option<&Pending> {
        match self {
            Self::Written { pending, .. } => Some(pending),
            Self::There { .. } => None,
        }
    }

    /// A copy that already exists.
    #[must_use]
    pub fn there(path: &Path, stamp: Stamp) -> Self {
        Self::There { path: path.to_path_buf(), stamp }
    }
}

/// Whether the file that has the name contains the same bytes.
fn is_same(copy: &Pending, folder: &Folder, name: &OsStr) -> Result<bool, Error> {
    let (copy, there) = (OpenFile::new(copy.file())?, OpenFile::new(folder.read(name)?)?);
    let whole = Span::new(0, copy.len());
    Ok(there.len() == copy.len() && same(&Input::from_reader(&copy), whole, &Input::from_reader(&there), whole)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;

    fn written(outputs: &Outputs, root: &Path, name: &str, text: &[u8], over: Over) -> Ready {
        let folder = outputs.folder(root, Path::new(""), true).unwrap().unwrap();
        let pending = Pending::create(&folder).unwrap();
        pending.file().write_all(text).unwrap();
        Ready::Written { pending, len: text.len() as u64, root: root.to_path_buf(), name: name.into(), over }
    }

    #[test]
    fn names_are_given_in_order_and_none_of_them_twice() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        let outputs = Outputs::default();
        let mut batch = Batch::new(&outputs, true);
        batch.push("a", Some(written(&outputs, root, "a", b"1", Over::File)));
        batch.push("nothing", None);
        batch.push("A", Some(written(&outputs, root, "A", b"2", Over::File)));
        let stamp = Stamp::of(&fs::metadata(root).unwrap());
        batch.push("there", Some(Ready::there(&root.join("a"), stamp)));
        let named: Vec<_> =
            batch.commit().into_iter().map(|(with, named)| (with, named.map_err(|error| format!("{error:?}")))).collect();
        let twice = Err("Copy".to_owned());
        let now = Stamp::of(&fs::metadata(root.join("a")).unwrap());
        assert_eq!(
            named,
            [("a", Ok(Named::Now(now))), ("nothing", Ok(Named::Not)), ("A", twice.clone()), ("there", twice.clone())]
        );
        batch.push("again", Some(written(&outputs, root, "a", b"3", Over::File)));
        assert!(matches!(batch.commit().as_slice(), [("again", Err(Obstacle::Copy))]));
        assert_eq!(fs::read(root.join("a")).unwrap(), b"1");
        assert_eq!(fs::read_dir(root).unwrap().count(), 1);
    }

    /// Windows swaps nothing that is open.
    #[cfg(unix)]
    #[test]
    fn nothing_gets_a_name_in_a_root_that_was_swapped() {
        let place = tempfile::tempdir().unwrap();
        let [root, moved] = ["out", "moved"].map(|name| place.path().join(name));
        let outputs = Outputs::default();
        let mut batch = Batch::new(&outputs, false);
        batch.push((), Some(written(&outputs, &root, "a", b"1", Over::File)));
        fs::rename(&root, &moved).unwrap();
        fs::create_dir(&root).unwrap();
        fs::write(root.join("a"), b"original").unwrap();
        assert!(matches!(batch.commit().as_slice(), [((), Err(Obstacle::Lost))]));
        assert_eq!(fs::read(root.join("a")).unwrap(), b"original");
        assert_eq!(fs::read_dir(&moved).unwrap().count(), 0);
    }

    #[test]
    fn a_name_that_the_same_copy_has_by_now_is_no_obstacle() {
        let place = tempfile::tempdir().unwrap();
        let outputs = Outputs::default();
        let mut batch = Batch::new(&outputs, false);
        for name in ["a", "b"] {
            batch.push(name, Some(written(&outputs, place.path(), name, b"same", Over::Nothing)));
        }
        fs::write(place.path().join("a"), b"same").unwrap();
        fs::write(place.path().join("b"), b"else").unwrap();
        assert!(matches!(batch.commit().as_slice(), [("a", Ok(Named::Before(_))), ("b", Err(Obstacle::Taken))]));
    }
}
