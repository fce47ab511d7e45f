//! The place that a list gives a file below an output, which depends on nothing but its own path: it is the same the next
//! night, when the list is another.

use std::path::{Component, Path, PathBuf};

use super::real::real;
use crate::parent::folder_of;

/// The path as it stands in the list, or, where that begins elsewhere than here, from the home or from the root of the disk.
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
