//! Patterns among the paths, on Windows, where no shell replaces them by what fits. `*` and `?` alone make one, in quotes or not:
//! no name there can contain them. `[` is a letter like any other, because names do contain that.

use std::path::{Path, PathBuf};

use glob::MatchOptions;

use crate::discover::{RequestError, is_hidden};

/// The paths that were typed, with patterns replaced by what fits, in the order of the names.
pub(super) fn replaced(paths: &[PathBuf], hidden: bool) -> Result<Vec<PathBuf>, RequestError> {
    if !cfg!(windows) {
        return Ok(paths.to_vec());
    }
    let mut all = Vec::new();
    for path in paths {
        match pattern(path) {
            Some(pattern) => all.extend(fitting(path, &pattern, hidden)?),
            None => all.push(path.clone()),
        }
    }
    Ok(all)
}

/// The pattern that a path is, as the glob crate wants it. Paths in full are none: what stands there is meant to the letter.
fn pattern(path: &Path) -> Option<String> {
    let text = path.to_str().filter(|text| text.contains(['*', '?']) && !text.starts_with(r"\\?\"))?;
    let mut pattern = String::new();
    for letter in text.chars() {
        match letter {
            '[' => pattern.push_str("[[]"),
            // Two of them would mean all folders below.
            '*' if pattern.ends_with('*') => {}
            other => pattern.push(other),
        }
    }
    Some(pattern)
}

/// What fits, without what is hidden. A folder that cannot be looked into may hold some of it, and ends the run.
fn fitting(typed: &Path, pattern: &str, hidden: bool) -> Result<Vec<PathBuf>, RequestError> {
    let options = MatchOptions { case_sensitive: false, require_literal_separator: true, require_literal_leading_dot: false };
    let found = glob::glob_with(pattern, options).map_err(|_| RequestError::NothingFits(typed.to_path_buf()))?;
    let mut fitting = Vec::new();
    for path in found {
        let path = path.map_err(|error| RequestError::Inaccessible(error.path().to_path_buf(), error.error().into()))?;
        let is_wanted = hidden || !path.file_name().is_some_and(|name| is_hidden(name, || path.symlink_metadata().ok()));
        fitting.extend(is_wanted.then_some(path));
    }
    if fitting.is_empty() { Err(RequestError::NothingFits(typed.to_path_buf())) } else { Ok(fitting) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &Path, typed: &str, hidden: bool) -> Option<Vec<String>> {
        let typed = folder.join(typed);
        let paths = fitting(&typed, &pattern(&typed)?, hidden).ok()?;
        Some(paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect())
    }

    #[test]
    fn a_pattern_stands_for_what_fits() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.jpg", "b.JPG", "c.png", ".d.jpg", "e[1].jpg", "e1.jpg"] {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        std::fs::create_dir(folder.path().join("P")).unwrap();
        std::fs::write(folder.path().join("P/f.jpg"), b"x").unwrap();
        let of = |typed: &str| found(folder.path(), typed, false);
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(of("*.jpg"), names(&["a.jpg", "b.JPG", "e1.jpg", "e[1].jpg"]));
        assert_eq!(of("?.jpg"), names(&["a.jpg", "b.JPG"]));
        assert_eq!(of("e[1].*"), names(&["e[1].jpg"]), "a bracket is a letter");
        assert_eq!(of("**.png"), names(&["c.png"]), "not in folders below");
        assert_eq!(of("*/f.jpg"), names(&["f.jpg"]));
        assert_eq!(of("P/*"), names(&["f.jpg"]));
        assert_eq!(of("*.gif"), None);
        assert_eq!(found(folder.path(), "*d.jpg", true), names(&[".d.jpg"]));
    }

    #[test]
    fn what_is_no_pattern_stays_as_it_is() {
        for path in ["a.jpg", "e[1].jpg", r"\\?\C:\a.jpg", "{a,b}"] {
            assert_eq!(pattern(Path::new(path)), None, "{path}");
        }
        assert!(replaced(&[PathBuf::from("nowhere-at-all-*.jpg")], false).is_err() == cfg!(windows));
    }
}
