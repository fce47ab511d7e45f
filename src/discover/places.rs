//! Where files are: the folder, whatever path leads to it, and the name in it. They are told apart as disks do it, so ignoring
//! case if a disk does. Asks the file system once per folder.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use crate::folded::folded_name;
use crate::hashed::Map;
use crate::identity::Identity;
use crate::parent::folder_of;

/// Files by location.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// By folder and folded name.
    files: Map<(Identity, String), Vec<PathBuf>>,
    folders: RefCell<Map<PathBuf, Option<Identity>>>,
}

impl Places {
    pub(super) fn of<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Self {
        let mut places = Self::default();
        paths.into_iter().for_each(|path| places.add(path));
        places
    }

    pub(super) fn add(&mut self, path: &Path) {
        // Nothing is in a folder that does not exist.
        if let Some(key) = self.key(path) {
            // Nearly always one; a list that grows would have room for four.
            self.files.entry(key).or_insert_with(|| Vec::with_capacity(1)).push(path.to_path_buf());
        }
    }

    /// Whether one of them is in exactly this place.
    pub(super) fn hold(&self, path: &Path) -> bool {
        if self.files.is_empty() {
            return false;
        }
        let is_here = |other: &PathBuf| {
            other.file_name() == path.file_name()
                || Identity::of_name(other).is_ok_and(|other| Identity::of_name(path).is_ok_and(|here| here == other))
        };
        self.key(path).and_then(|key| self.files.get(&key)).is_some_and(|files| files.iter().any(is_here))
    }

    fn key(&self, path: &Path) -> Option<(Identity, String)> {
        let folder = folder_of(path);
        let mut folders = self.folders.borrow_mut();
        let known = folders.get(folder).copied();
        let identity = known.unwrap_or_else(|| {
            let identity = Identity::of_path(folder).ok();
            folders.insert(folder.to_path_buf(), identity);
            identity
        });
        Some((identity?, folded_name(path.file_name()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_folder_and_a_name_whatever_leads_there() {
        let root = tempfile::tempdir().unwrap();
        let [a, other] = ["p/a.jpg", "q/a.jpg"].map(|path| root.path().join(path));
        for path in [&a, &other] {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, b"x").unwrap();
        }
        let places = Places::of([a.as_path()]);
        assert!(places.hold(&root.path().join("q/../p/a.jpg")));
        assert!(!places.hold(&other));
        let capital = root.path().join("p/A.JPG");
        assert_eq!(places.hold(&capital), capital.exists(), "another file, or none, unless the disk ignores case");
        assert!(!places.hold(&root.path().join("nowhere/a.jpg")));
    }

    /// As on a disk that ignores case.
    #[cfg(unix)]
    #[test]
    fn a_name_in_other_letters_is_the_same_place_if_it_is_the_same_file() {
        let root = tempfile::tempdir().unwrap();
        let [small, capital] = ["a.jpg", "A.JPG"].map(|name| root.path().join(name));
        std::fs::write(&small, b"x").unwrap();
        std::fs::hard_link(&small, &capital).unwrap();
        assert!(Places::of([small.as_path()]).hold(&capital));
    }
}
