//! Where a path leads, even if nothing is there yet.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// Where a path leads: links are followed as far as anything exists, and `..` is resolved from there.
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
