//! The folder that a file is in, judging by its path alone.

use std::path::Path;

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    or_here(path.parent().unwrap_or(path))
}

/// A folder as the file system knows it: the empty path means where the program was started.
pub(crate) fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_alone_is_in_the_folder_here() {
        for (path, folder) in [("a.jpg", "."), ("P/a.jpg", "P"), ("/a.jpg", "/"), ("../a.jpg", "..")] {
            assert_eq!(folder_of(Path::new(path)), Path::new(folder), "{path}");
        }
        assert_eq!((or_here(Path::new("")), or_here(Path::new("P"))), (Path::new("."), Path::new("P")));
    }
}
