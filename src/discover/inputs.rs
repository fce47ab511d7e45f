//! What was asked for, file by file and folder by folder: each once, as it is on the disk. Where copies go is no matter of
//! this.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::listed;
use super::request::{Request, RequestError};
use crate::trouble::Trouble;

/// An input, as typed and as it is.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) typed: PathBuf,
    /// Without `.`, `..` at the end, or a trailing slash; links stay what they are.
    pub(super) absolute: PathBuf,
    pub(super) folder: bool,
    /// Whether it was not typed, but stood in a list.
    pub(super) listed: bool,
    /// What of its path counts below what was named: all of it in a list, otherwise its name.
    pub(super) below: PathBuf,
    /// Why it cannot be looked at: of what stands in a list, that is the matter of one file.
    pub(super) trouble: Option<Trouble>,
}

/// Everything that was asked for, in that order, each once.
///
/// # Errors
/// A [`RequestError`] for what was typed and is not there.
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
    let folder = fs::metadata(path)?.is_dir();
    let mut absolute = std::path::absolute(path)?;
    // `..` has no name that `-clean` could stand behind.
    if absolute.file_name().is_none() {
        absolute = fs::canonicalize(path)?;
    }
    // `P/` and `P` are the same folder, but only the latter has `P-clean` beside it.
    Ok((absolute.components().collect(), folder))
}

/// Leaves out what a list names besides the folder that it lies in: there it is met anyway. `find P` lists both.
fn once(mut inputs: Vec<Input>) -> Vec<Input> {
    let folders: BTreeSet<PathBuf> = inputs.iter().filter(|input| input.folder).map(|input| input.absolute.clone()).collect();
    let is_met = |input: &Input| input.absolute.ancestors().skip(1).any(|folder| folders.contains(folder));
    inputs.retain(|input| !input.listed || input.trouble.is_some() || !is_met(input));
    inputs
}
