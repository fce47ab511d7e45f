//! What a system does not show: names that begin with a dot and, on Windows, what is marked as hidden.

use std::ffi::OsStr;
use std::fs::Metadata;

/// Whether something is hidden; `metadata` are those of the thing itself, not of what it leads to.
pub(crate) fn is_hidden(name: &OsStr, metadata: impl FnOnce() -> Option<Metadata>) -> bool {
    name.as_encoded_bytes().starts_with(b".") || is_marked(metadata)
}

#[cfg(windows)]
fn is_marked(metadata: impl FnOnce() -> Option<Metadata>) -> bool {
    use std::os::windows::fs::MetadataExt;
    const FILE_ATTRIBUTE_HIDDEN: u32 = 2;
    metadata().is_some_and(|metadata| metadata.file_attributes() & FILE_ATTRIBUTE_HIDDEN != 0)
}

#[cfg(not(windows))]
fn is_marked(_: impl FnOnce() -> Option<Metadata>) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_hides() {
        for (name, hidden) in [(".thumbnails", true), (".a.jpg", true), ("a.jpg", false), ("", false)] {
            assert_eq!(is_hidden(OsStr::new(name), || None), hidden, "{name}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn a_mark_hides() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.jpg");
        std::fs::write(&file, b"x").unwrap();
        let is_hidden = || is_hidden(file.file_name().unwrap(), || file.symlink_metadata().ok());
        assert!(!is_hidden());
        assert!(std::process::Command::new("attrib").arg("+h").arg(&file).status().unwrap().success());
        assert!(is_hidden());
    }
}
