//! What was asked for, file by file and folder by folder: each once, as it is on the disk. Where copies go is decided
//! elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::listed;
use super::request::{Request, RequestError};
use crate::reserved;
use crate::trouble::Trouble;

/// An input, as typed and as it is.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) typed: PathBuf,
    /// Without `.`, trailing `..` or a trailing slash; links are left alone.
    pub(super) absolute: PathBuf,
    pub(super) folder: bool,
    /// Whether it was in a list, not typed.
    pub(super) listed: bool,
    /// The part of its path that counts below what was named: all of it in a list, otherwise its name.
    pub(super) below: PathBuf,
    /// Why it cannot be looked at: for something in a list, that concerns one file only.
    pub(super) trouble: Option<Trouble>,
}

/// Everything that was asked for, in that order, each once.
///
/// # Errors
/// A [`RequestError`] for something that was typed and does not exist.
pub(super) fn inputs(request: &Request) -> Result<Vec<Input>, RequestError> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut known = BTreeSet::new();
    let typed = request.paths.iter().map(|path| (path, false));
    for (path, listed) in typed.chain(request.listed.iter().map(|path| (path, true))) {
        let (absolute, folder, trouble) = match (looked_at(path), listed) {
            (Ok((absolute, folder)), _) => (absolute, folder, None),
            (Err(error), true) => (std::path::absolute(path).unwrap_or_else(|_| path.clone()), false, Some(error.into())),
            (Err(error), false) if error.kind() == io::ErrorKind::NotFound => return Err(RequestError::Missing(path.clone())),
            (Err(error), false) => return Err(RequestError::Inaccessible(path.clone(), error.into())),
        };
        let below = match absolute.file_name() {
            Some(name) if !listed => name.into(),
            _ => listed::place(path, &absolute, request.home.as_deref()),
        };
        let input = Input { typed: path.clone(), absolute, folder, listed, below, trouble };
        if known.insert(input.absolute.clone()) {
            inputs.push(input);
        }
    }
    Ok(once(inputs))
}

/// Where a path leads, and whether that is a folder.
fn looked_at(path: &Path) -> io::Result<(PathBuf, bool)> {
    reserved::refused(path)?;
    let folder = fs::metadata(path)?.is_dir();
    let mut absolute = std::path::absolute(path)?;
    // `..` has no name to put `-clean` after.
    if absolute.file_name().is_none() {
        absolute = fs::canonicalize(path)?;
    }
    // `P/` and `P` are the same folder, but only the latter has `P-clean` next to it.
    Ok((absolute.components().collect(), folder))
}

/// Leaves out what a list names in addition to its folder: there it is met anyway. `find P` lists both.
fn once(mut inputs: Vec<Input>) -> Vec<Input> {
    let folders: BTreeSet<PathBuf> = inputs.iter().filter(|input| input.folder).map(|input| input.absolute.clone()).collect();
    let is_met = |input: &Input| input.absolute.ancestors().skip(1).any(|folder| folders.contains(folder));
    inputs.retain(|input| !input.listed || input.trouble.is_some() || !is_met(input));
    inputs
}
