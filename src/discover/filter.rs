//! Which of the files that are met are wanted: by patterns, and by when they were changed.

use std::path::Path;
use std::time::SystemTime;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::entry::Skip;

/// Which files are wanted. By default all are.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    exclude: Globs,
    include: Option<Globs>,
    since: Option<SystemTime>,
}

/// A pattern that no name could match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPattern(pub String);

impl Filter {
    /// Leaves out what matches one of `exclude`, what matches none of `include` if there are any, and what has not changed
    /// since.
    ///
    /// # Errors
    /// [`NoPattern`].
    pub fn new(exclude: &[String], include: &[String], since: Option<SystemTime>) -> Result<Self, NoPattern> {
        let include = if include.is_empty() { None } else { Some(Globs::of(include)?) };
        Ok(Self { exclude: Globs::of(exclude)?, include, since })
    }

    /// Why a file is not wanted; `below` is its path below what was named.
    pub(super) fn skip(&self, below: &Path, changed: impl FnOnce() -> Option<SystemTime>) -> Option<Skip> {
        if self.exclude.hold(below) || self.include.as_ref().is_some_and(|include| !include.hold(below)) {
            return Some(Skip::Excluded);
        }
        let since = self.since?;
        // A file that does not say counts as new.
        changed().filter(|changed| *changed < since).map(|_| Skip::Older)
    }
}

/// Patterns for files and folders, and those ending in a slash, for folders only.
#[derive(Debug, Clone, Default)]
struct Globs {
    any: Patterns,
    folders: Patterns,
}

/// Patterns for names, and those containing a slash, for paths.
#[derive(Debug, Clone, Default)]
struct Patterns {
    names: GlobSet,
    paths: GlobSet,
}

impl Globs {
    fn of(patterns: &[String]) -> Result<Self, NoPattern> {
        let (folders, any) = patterns.iter().map(String::as_str).partition(|pattern| pattern.ends_with('/'));
        Ok(Self { any: Patterns::of(any)?, folders: Patterns::of(folders)? })
    }

    /// What applies to a folder applies to everything below it.
    fn hold(&self, below: &Path) -> bool {
        self.any.has(below) || below.ancestors().skip(1).any(|folder| self.any.has(folder) || self.folders.has(folder))
    }
}

impl Patterns {
    fn of(patterns: Vec<&str>) -> Result<Self, NoPattern> {
        let (mut names, mut paths) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        for pattern in patterns {
            let wrong = || NoPattern(pattern.to_owned());
            let whole = pattern.trim_end_matches('/');
            let below = whole.strip_prefix("./").unwrap_or(whole).trim_start_matches('/');
            // Cameras write JPG, phones jpg.
            let glob = GlobBuilder::new(below).literal_separator(true).case_insensitive(true).build().map_err(|_| wrong())?;
            if below.is_empty() {
                return Err(wrong());
            }
            if whole.contains('/') { &mut paths } else { &mut names }.add(glob);
        }
        let built = |set: GlobSetBuilder| set.build().map_err(|_| NoPattern(String::new()));
        Ok(Self { names: built(names)?, paths: built(paths)? })
    }

    fn has(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| self.names.is_match(name) || self.paths.is_match(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn left_out(exclude: &[&str], include: &[&str], path: &str) -> bool {
        let owned = |patterns: &[&str]| patterns.iter().map(|pattern| (*pattern).to_owned()).collect::<Vec<_>>();
        Filter::new(&owned(exclude), &owned(include), None).unwrap().skip(Path::new(path), || None).is_some()
    }

    #[test]
    fn a_pattern_is_held_against_names_or_paths_and_folders_hold_for_all_in_them() {
        for (pattern, path, fits) in [
            ("*.jpg", "a.jpg", true),
            ("*.jpg", "x/y/a.JPG", true),
            ("*.jpg", "a.jpg.txt", false),
            ("private", "x/private/y/a.jpg", true),
            ("private", "x/private", true),
            ("private/", "x/private", false),
            ("private/", "x/private/a.jpg", true),
            ("x/*.jpg", "x/a.jpg", true),
            ("x/*.jpg", "x/y/a.jpg", false),
            ("x/*.jpg", "z/x/a.jpg", false),
            ("./x/**/*.jpg", "x/y/z/a.jpg", true),
            ("/x", "x/a.jpg", true),
            ("/x", "y/x/a.jpg", false),
            ("{a,b}?.png", "x/b1.png", true),
        ] {
            assert_eq!(left_out(&[pattern], &[], path), fits, "--exclude {pattern} {path}");
            assert_eq!(left_out(&[], &[pattern], path), !fits, "--include {pattern} {path}");
        }
        assert!(left_out(&["a*"], &["*.jpg"], "a.jpg") && !left_out(&["b*"], &["*.jpg", "*.png"], "a.jpg"));
        for wrong in ["[", "", "/"] {
            assert!(Filter::new(&[wrong.to_owned()], &[], None).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_was_changed_before_is_older_and_what_does_not_tell_is_not() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let filter = Filter::new(&[], &[], Some(at(100))).unwrap();
        let skip = |changed| filter.skip(Path::new("a.jpg"), || changed);
        assert_eq!([skip(Some(at(99))), skip(Some(at(100))), skip(None)], [Some(Skip::Older), None, None]);
    }
}
