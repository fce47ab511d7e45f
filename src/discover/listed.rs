//! The place that a list gives a file below an output. It depends only on the file's own path, so it is the same the next
//! night, when the list is different.

use std::path::{Component, Path, PathBuf};

use super::real::real;
use crate::parent::folder_of;

/// The path as it is in the list or, if that begins elsewhere, from the home folder or the root of the disk.
pub(super) fn place(written: &Path, absolute: &Path, home: Option<&Path>) -> PathBuf {
    let begins_here = written.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if begins_here {
        return names(written);
    }
    let is_detour = absolute.components().any(|part| part == Component::ParentDir);
    let straight = match absolute.file_name() {
        Some(name) if is_detour => real(folder_of(absolute)).join(name),
        _ => absolute.to_path_buf(),
    };
    names(home.and_then(|home| straight.strip_prefix(home).ok()).unwrap_or(&straight))
}

fn names(path: &Path) -> PathBuf {
    path.components().filter(|part| matches!(part, Component::Normal(_))).collect()
}
