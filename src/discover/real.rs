//! Where a path leads, also where there is nothing yet.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// Where a path leads: links followed as far as there is anything, `..` taken back from there.
pub(crate) fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut real = PathBuf::new();
    for part in absolute.components() {
        if part == Component::ParentDir {
            real.pop();
        } else {
            real.push(part);
            real = fs::canonicalize(&real).unwrap_or(real);
        }
    }
    real
}
