//! The folders that copies go to. The root of an output is opened once and never created again: if it is gone, a disk was
//! pulled out, and a new one in its place would be under the mount point. Folders below it are opened from handle to
//! handle, and created only if there is something to write.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::folder::{Folder, Present};
use super::line;
use super::obstacle::Obstacle;
use super::originals::Originals;
use super::pending::Pending;
use super::sweep::{sweep, sweep_below};
use crate::identity::Identity;
use crate::parent::or_here;

/// Roots that stay open for the whole run. Beyond that, which only happens with single files in many folders, the identity is
/// kept.
const MOST_OPEN_ROOTS: usize = 16;

/// The folders that copies go to, and the originals that they must not replace.
#[derive(Debug, Default)]
pub struct Outputs {
    originals: Originals,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    roots: BTreeMap<PathBuf, Root>,
    recent: Recent,
    /// Folders in which a killed run has left nothing.
    swept: BTreeSet<PathBuf>,
}

#[derive(Debug)]
struct Root {
    identity: Identity,
    folder: Option<Arc<Folder>>,
    /// The folders created for it, the deepest last.
    made: Vec<PathBuf>,
    /// This run's place in the line of runs that write there.
    line: Option<File>,
}

/// Recently used folders. Copies come folder by folder, so few are needed again later.
#[derive(Debug, Default)]
struct Recent(Vec<Arc<Folder>>);

impl Recent {
    const MOST: usize = 48;

    fn get(&mut self, path: &Path) -> Option<Arc<Folder>> {
        let at = self.0.iter().rposition(|folder| folder.path().as_os_str() == path.as_os_str())?;
        let folder = self.0.remove(at);
        self.0.push(Arc::clone(&folder));
        Some(folder)
    }

    fn put(&mut self, folder: &Arc<Folder>) {
        if self.0.len() >= Self::MOST {
            self.0.remove(0);
        }
        self.0.push(Arc::clone(folder));
    }
}

impl Outputs {
    /// Those for a run that reads these originals.
    #[must_use]
    pub fn new(originals: Originals) -> Self {
        Self { originals, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // A panic while holding the lock can at most have left out a folder, which is then opened again.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The folder `below` a root; `None` if it does not exist and is not to be created.
    ///
    /// # Errors
    /// [`Obstacle::Lost`] if the root is no longer the one that was opened; [`io::ErrorKind::NotADirectory`] if a
    /// link or a file is in the way.
    pub fn folder(&self, root: &Path, below: &Path, make: bool) -> Result<Option<Arc<Folder>>, Obstacle> {
        let mut known = self.known();
        let place = root.join(below);
        if let Some(folder) = known.recent.get(&place) {
            return Ok(Some(folder));
        }
        // Starting from the nearest open one: in a deep tree that is the folder above, not the root.
        let mut missing: Vec<&OsStr> = Vec::new();
        let mut at = below;
        let mut folder = loop {
            let Some(name) = at.file_name() else {
                let Some(folder) = known.root(root, make)? else { return Ok(None) };
                break folder;
            };
            missing.push(name);
            at = at.parent().unwrap_or_else(|| Path::new(""));
            if !at.as_os_str().is_empty()
                && let Some(folder) = known.recent.get(&root.join(at))
            {
                break folder;
            }
        };
        for name in missing.into_iter().rev() {
            let Some(child) = folder.child(name, make).map_err(Obstacle::Io)? else { return Ok(None) };
            // A folder of originals that is also mounted there.
            if self.originals.has_folder(child.identity().map_err(Obstacle::Io)?) {
                return Err(Obstacle::Original);
            }
            folder = Arc::new(child);
            known.recent.put(&folder);
        }
        if make && known.swept.insert(place) {
            sweep(&folder);
        }
        Ok(Some(folder))
    }

    /// Takes this run's place in the line of those that write into `root`, and creates `root` if it does not exist. If another
    /// run is at it, `waiting` is called before this one waits.
    ///
    /// # Errors
    /// The error of the file system if the folder is not available. If it cannot be locked, nobody waits.
    pub fn wait_in_line(&self, root: &Path, waiting: impl FnOnce()) -> Result<(), Obstacle> {
        let Some(folder) = self.known().root(root, true)? else { return Ok(()) };
        let line = line::join(&folder, waiting);
        sweep_below(&folder);
        if let Some(root) = self.known().roots.get_mut(root) {
            root.line = line;
        }
        Ok(())
    }

    /// The folders that were created for the roots; those still empty at the end are removed.
    #[must_use]
    pub fn made(&self) -> Vec<PathBuf> {
        self.known().roots.values().flat_map(|root| root.made.iter().cloned()).collect()
    }

    /// Whether a root is gone or is another folder by now; or, after an `error`, no longer takes a single byte.
    #[must_use]
    pub fn is_lost(&self, root: &Path, error: Option<&io::Error>) -> bool {
        let Some((identity, folder)) = self.known().roots.get(root).map(|root| (root.identity, root.folder.clone())) else {
            return false;
        };
        if Identity::of_path(or_here(root)).ok() != Some(identity) {
            return true;
        }
        let is_disk = error.is_some_and(|error| {
            // A full disk does not count: the next copy may be smaller.
            !matches!(
                error.kind(),
                io::ErrorKind::StorageFull
                    | io::ErrorKind::QuotaExceeded
                    | io::ErrorKind::ReadOnlyFilesystem
                    | io::ErrorKind::FileTooLarge
                    | io::ErrorKind::PermissionDenied
                    | io::ErrorKind::NotADirectory
                    | io::ErrorKind::InvalidFilename
            )
        });
        let takes_a_byte = |folder: &Arc<Folder>| -> io::Result<()> {
            let pending = Pending::create(folder)?;
            pending.file().write_all(b" ")?;
            pending.file().sync_all()
        };
        is_disk && folder.is_some_and(|folder| takes_a_byte(&folder).is_err())
    }

    /// Whether what has a name in a folder is an original of this run; a file may be created to find out only with `marks`.
    #[must_use]
    pub fn is_original(&self, folder: &Arc<Folder>, name: &OsStr, there: &Present, marks: bool) -> bool {
        let alike = || self.originals.folders_of_alike(name, there.stamp.len);
        self.originals.has_file(there.identity) || marks && shows(folder, alike().into_iter())
    }

    /// Whether `root` is one of the folders under another name, though with a different identity. Only folders that share a
    /// name with it are asked about, because asking leaves a trace in its times.
    #[must_use]
    pub fn is_another_view<'p>(&self, root: &Path, folders: impl Iterator<Item = &'p Path>) -> bool {
        let Ok(Some(root)) = self.known().root(root, false) else { return false };
        let has = |name: &OsStr| root.look(name).is_ok_and(|there| there.is_some());
        let alike =
            folders.filter(|folder| Folder::open(folder).is_ok_and(|folder| folder.first().is_some_and(|name| has(&name))));
        shows(&root, alike)
    }

    /// Whether what has a name in a folder is an original, judging only by its identity.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn is_known_original(&self, folder: &Folder, name: &OsStr) -> io::Result<bool> {
        Ok(folder.look(name)?.is_some_and(|there| self.originals.has_file(there.identity)))
    }
}

impl Drop for Outputs {
    /// Removes the roots that were created and are empty, and leaves the line.
    fn drop(&mut self) {
        let mut known = self.known();
        if cfg!(windows) {
            // There, what is open is not removed.
            known.close();
        }
        for made in known.roots.values().flat_map(|root| root.made.iter().rev()) {
            // This only ever removes an empty one.
            let _ = fs::remove_dir(made);
        }
    }
}

/// Whether one of the `others` is the same folder: a file is created in it and looked for there.
fn shows<'p>(folder: &Arc<Folder>, others: impl Iterator<Item = &'p Path>) -> bool {
    let mut others = others.peekable();
    if others.peek().is_none() {
        return false;
    }
    // Without certainty, nothing may be replaced.
    let Ok(mark) = Pending::named(folder, 0o600) else { return true };
    let Some(name) = mark.temporary_name().map(OsString::from) else { return true };
    others.any(|other| or_here(other).join(&name).symlink_metadata().is_ok())
}

impl Known {
    /// Lets go of every folder, and leaves the line.
    fn close(&mut self) {
        self.recent = Recent::default();
        for root in self.roots.values_mut() {
            (root.folder, root.line) = (None, None);
        }
    }

    fn root(&mut self, path: &Path, make: bool) -> Result<Option<Arc<Folder>>, Obstacle> {
        if let Some(root) = self.roots.get(path) {
            if let Some(folder) = &root.folder {
                return Ok(Some(Arc::clone(folder)));
            }
            let folder = Folder::open(path).map_err(|_| Obstacle::Lost)?;
            return if folder.identity().ok() == Some(root.identity) { Ok(Some(Arc::new(folder))) } else { Err(Obstacle::Lost) };
        }
        let mut made = Vec::new();
        let folder = match Folder::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && make => {
                made = path.ancestors().take_while(|above| !or_here(above).exists()).map(Path::to_path_buf).collect();
                made.reverse();
                fs::create_dir_all(path).and_then(|()| Folder::open(path))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened,
        };
        let folder = Arc::new(folder.map_err(Obstacle::Io)?);
        let stays_open = self.roots.len() < MOST_OPEN_ROOTS;
        let identity = folder.identity().map_err(Obstacle::Io)?;
        self.roots
            .insert(path.to_path_buf(), Root { identity, folder: stays_open.then(|| Arc::clone(&folder)), made, line: None });
        Ok(Some(folder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Windows moves nothing that is open.
    #[cfg(unix)]
    #[test]
    fn a_root_that_is_gone_is_not_made_again() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("out");
        let outputs = Outputs::default();
        assert!(outputs.folder(&root, Path::new("a"), false).unwrap().is_none());
        outputs.folder(&root, Path::new("a"), true).unwrap().unwrap();
        assert!(!outputs.is_lost(&root, None));
        fs::rename(&root, place.path().join("pulled out")).unwrap();
        assert!(outputs.is_lost(&root, None));
        let _ = outputs.folder(&root, Path::new("b"), true);
        assert!(!root.exists());
        fs::create_dir(&root).unwrap();
        assert!(outputs.is_lost(&root, None), "another folder of the same name");
    }

    #[test]
    fn what_was_made_and_not_used_goes() {
        let place = tempfile::tempdir().unwrap();
        let (unused, used) = (place.path().join("x/y/z"), place.path().join("used"));
        let outputs = Outputs::default();
        outputs.wait_in_line(&unused, || panic!("nobody is there")).unwrap();
        outputs.wait_in_line(&used, || panic!("nobody is there")).unwrap();
        fs::write(used.join("a"), b"").unwrap();
        drop(outputs);
        assert!(!place.path().join("x").exists() && used.exists() && place.path().exists());
    }

    #[test]
    fn what_a_killed_run_left_in_an_album_is_swept_though_nothing_is_written_there() {
        let place = tempfile::tempdir().unwrap();
        let album = place.path().join("album-01");
        fs::create_dir(&album).unwrap();
        fs::write(album.join(".untrace-abcdefghijkl.part"), b"half").unwrap();
        fs::write(album.join("photo-0001.jpg"), b"whole").unwrap();
        Outputs::default().wait_in_line(place.path(), || panic!("nobody is there")).unwrap();
        assert_eq!(fs::read_dir(&album).unwrap().count(), 1);
    }

    #[test]
    fn many_roots_need_few_handles_and_each_stays_the_one_it_was() {
        let place = tempfile::tempdir().unwrap();
        let outputs = Outputs::default();
        let root = |number: usize| place.path().join(number.to_string());
        for number in 0..200 {
            outputs.folder(&root(number), Path::new(""), true).unwrap().unwrap();
        }
        let open = outputs.known().roots.values().filter(|root| root.folder.is_some()).count();
        assert_eq!(open, MOST_OPEN_ROOTS);
        fs::rename(root(150), root(1000)).unwrap();
        fs::create_dir(root(150)).unwrap();
        assert!(matches!(outputs.folder(&root(150), Path::new(""), true), Err(Obstacle::Lost)));
        outputs.folder(&root(151), Path::new(""), true).unwrap().unwrap();
    }

    #[test]
    fn an_original_is_known_by_its_identity_and_by_what_shows_where_it_is() {
        let place = tempfile::tempdir().unwrap();
        let [photos, out] = ["photos", "out"].map(|name| place.path().join(name));
        for folder in [&photos, &out] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(photos.join("a.jpg"), b"original").unwrap();
        fs::hard_link(photos.join("a.jpg"), out.join("linked.jpg")).unwrap();
        fs::write(out.join("a.jpg"), b"as long!").unwrap();
        let mut originals = Originals::default();
        let identity = Identity::of_path(&photos.join("a.jpg")).unwrap();
        originals.add(&photos.join("a.jpg"), Some(identity), 8);
        // Like a file system that shows it under another number.
        originals.add(&out.join("A.JPG"), None, 8);
        let outputs = Outputs::new(originals);
        let folder = outputs.folder(&out, Path::new(""), true).unwrap().unwrap();
        for name in ["linked.jpg", "a.jpg"].map(OsStr::new) {
            assert!(outputs.is_original(&folder, name, &folder.look(name).unwrap().unwrap(), true), "{name:?}");
        }
        fs::write(out.join("b.jpg"), b"as long!").unwrap();
        let name = OsStr::new("b.jpg");
        assert!(!outputs.is_original(&folder, name, &folder.look(name).unwrap().unwrap(), true));
        assert_eq!(fs::read_dir(&out).unwrap().count(), 3, "no mark is left");
    }
}
