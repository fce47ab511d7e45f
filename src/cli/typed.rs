//! The command that cleans what was checked, as a person would type it.

use std::path::{Path, PathBuf};

use untrace_core::model::Category;

use super::args::{self, CheckArgs, CommonArgs};
use untrace_words::steers;

/// Nobody reads more paths than this, and the shell has expanded a pattern to get them.
const MOST: usize = 4;

/// `untrace Photos`, with the options that `check` was given. `None` if it cannot be typed as it is, or if it needs a folder
/// for the copies that nobody has named.
pub(super) fn clean_command(args: &CheckArgs) -> Option<String> {
    cleaning(&args.common, &args.keep())
}

/// The same for any command, with what to keep.
pub(super) fn cleaning(common: &CommonArgs, keep: &[Category]) -> Option<String> {
    let paths = &common.paths;
    let has_place = |path: &Path| std::path::absolute(path).is_ok_and(|path| path.file_name().is_some());
    if paths.len() > MOST || common.has_trust() || !paths.iter().all(|path| has_place(path)) {
        return None;
    }
    let mut words = vec!["untrace".to_owned()];
    words.extend(paths.iter().map(|path| word(path)).collect::<Option<Vec<_>>>()?);
    words.extend(common.hidden.then(|| "--hidden".to_owned()));
    let keep: Vec<&str> = keep.iter().copied().map(Category::word).collect();
    if !keep.is_empty() {
        words.push(format!("--keep {}", keep.join(",")));
    }
    Some(words.join(" "))
}

/// A path with the quotes that it needs.
fn word(path: &Path) -> Option<String> {
    let text = path.to_str().filter(|text| !text.chars().any(steers))?;
    // So that it is neither an option nor a command.
    let plain = if text.starts_with('-') || args::is_command(text) { PathBuf::from(".").join(path) } else { path.to_path_buf() };
    quoted(plain.to_str()?)
}

#[cfg(not(windows))]
fn quoted(text: &str) -> Option<String> {
    shlex::try_quote(text).ok().map(std::borrow::Cow::into_owned)
}

/// No name has quotes there.
#[cfg(windows)]
fn quoted(text: &str) -> Option<String> {
    let plain = |c: char| c.is_alphanumeric() || r"\/:._-".contains(c);
    Some(if text.chars().all(plain) { text.to_owned() } else { format!("\"{text}\"") })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn a_path_is_typed_in_the_quotes_that_it_needs() {
        let typed = |path: &str| word(Path::new(path));
        assert_eq!(typed("Photos").as_deref(), Some("Photos"));
        for path in ["Nora's photos", "a b", "$HOME", "a;b", "*.jpg", "~x", "Léa"] {
            assert_eq!(shlex::split(&typed(path).unwrap()).unwrap(), [path]);
        }
        assert_eq!(typed("-n").as_deref(), Some("./-n"));
        assert_eq!(typed("check").as_deref(), Some("./check"));
        assert_eq!(typed("a\u{1b}b"), None, "nobody can type it");
        assert_eq!(word(Path::new(OsStr::from_bytes(b"a\xFFb"))), None);
    }
}
