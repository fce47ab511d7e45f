//! Finds the files to clean and the places for their copies, before anything is read or written. What must not be
//! mixed up is refused here: two files that would meet in one name, an output that is an input. Knows no format.

mod destination;
mod entry;
mod request;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

pub use destination::no_collision;
pub(crate) use destination::real;
pub use entry::{Entry, Skip, Target, Task};
use request::Input;
pub use request::{Naming, Request, RequestError};

use crate::sidecars;
use untrace_core::model::SidecarKind;

/// Everything met below the paths, in a stable order, with places for copies.
///
/// `is_media` is asked only of files that would meet in one name: what is no photo is not copied and cannot collide.
///
/// # Errors
/// A [`RequestError`]; nothing has been written then.
pub fn for_cleaning(request: &Request, is_media: impl Fn(&Path) -> bool) -> Result<Vec<Entry>, RequestError> {
    let entries = for_naming(request)?;
    no_collision(&entries, is_media)?;
    Ok(entries)
}

/// The same for copies that are still to get their names: whether those meet is for [`no_collision`] to say then.
///
/// # Errors
/// A [`RequestError`]; nothing has been written then.
pub fn for_naming(request: &Request) -> Result<Vec<Entry>, RequestError> {
    let inputs = inputs(request)?;
    let output = request.output.as_deref().map(|output| destination::output(output, &inputs)).transpose()?;
    if let Some(output) = output.as_deref().filter(|_| request.replace) {
        destination::no_enclosing(&inputs, output)?;
    }
    let targets = destination::roots(&inputs, output.as_deref())?;
    if request.naming == Naming::Neutral {
        // Beside originals, neutral names could not be told from those.
        if let Some(file) = inputs.iter().find(|input| !input.folder && output.is_none()) {
            return Err(RequestError::NeutralBeside(file.typed.clone()));
        }
    } else {
        // Neutral names have one count for the whole output, and never meet; these can.
        destination::no_meeting(&inputs, &targets)?;
    }
    let beside = targets.iter().filter(|_| output.is_none());
    let earlier: BTreeSet<PathBuf> = beside.map(|target| destination::unlinked(&target.path)).collect();
    let mut found = Found {
        hidden: request.hidden,
        reads_sidecars: false,
        avoided: avoided(&targets, output.as_deref()),
        entries: Vec::new(),
    };
    for (input, target) in inputs.iter().zip(&targets) {
        if earlier.contains(&destination::unlinked(&input.absolute)) {
            // Named as an input and to be replaced by a copy: perhaps it is an original after all.
            if request.replace {
                return Err(RequestError::OverOriginal(input.typed.clone()));
            }
            found.entries.push(Entry { source: input.typed.clone(), typed: true, depth: 1, task: Task::Skip(Skip::Output) });
        } else {
            found.walk(input, Some(target));
        }
    }
    found.entries.dedup();
    Ok(found.entries)
}

/// Everything met below the paths, in a stable order.
///
/// # Errors
/// A [`RequestError`] for a path that is not there.
pub fn for_reading(request: &Request) -> Result<Vec<Entry>, RequestError> {
    let mut found = Found { hidden: request.hidden, reads_sidecars: true, avoided: BTreeSet::new(), entries: Vec::new() };
    for input in inputs(request)? {
        found.walk(&input, None);
    }
    Ok(with_sidecars(found.entries))
}

/// Has files that tell about photos read for that, hidden ones too, each with the photos that it is about.
fn with_sidecars(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut folders = sidecars::Folders::default();
    entries.iter().filter(|entry| !matches!(entry.task, Task::Fail(_))).for_each(|entry| folders.add(&entry.source));
    for entry in &mut entries {
        let is_read = matches!(entry.task, Task::Read { .. } | Task::Skip(Skip::Sidecar));
        if let Some(kind) = sidecars::kind(&entry.source).filter(|_| is_read) {
            entry.task = Task::Sidecar { kind, about: folders.owners(&entry.source, kind) };
        }
    }
    entries
}

fn inputs(request: &Request) -> Result<Vec<Input>, RequestError> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut known = BTreeSet::new();
    for typed in &request.paths {
        let inaccessible = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => RequestError::Missing(typed.clone()),
            kind => RequestError::Inaccessible(typed.clone(), kind),
        };
        let folder = fs::metadata(typed).map_err(inaccessible)?.is_dir();
        let mut absolute = std::path::absolute(typed).map_err(inaccessible)?;
        // `..` has no name that `-clean` could stand behind.
        if absolute.file_name().is_none() {
            absolute = fs::canonicalize(typed).map_err(inaccessible)?;
        }
        // `P/` and `P` are the same folder, but only the latter has `P-clean` beside it.
        let absolute: PathBuf = absolute.components().collect();
        if known.insert(absolute.clone()) {
            inputs.push(Input { typed: typed.clone(), absolute, folder });
        }
    }
    Ok(inputs)
}

/// Real paths of the outputs, which are not walked. Where a link has the name of a copy, what it leads to is none.
fn avoided(targets: &[Target], output: Option<&Path>) -> BTreeSet<PathBuf> {
    let copies = targets.iter().map(|target| destination::unlinked(&target.path));
    copies.chain(output.and_then(|path| fs::canonicalize(path).ok())).collect()
}

struct Found {
    hidden: bool,
    /// Whether files that tell about photos are read, hidden ones too.
    reads_sidecars: bool,
    avoided: BTreeSet<PathBuf>,
    entries: Vec<Entry>,
}

impl Found {
    fn walk(&mut self, input: &Input, target: Option<&Target>) {
        if !input.folder {
            // A link that was typed is followed; what it leads to must be a file.
            let task = match fs::metadata(&input.typed) {
                Ok(metadata) if metadata.is_file() => Task::Read { copy: target.cloned() },
                Ok(_) => Task::Skip(Skip::Special),
                Err(error) => Task::Fail(error.kind()),
            };
            self.entries.push(Entry { source: input.typed.clone(), typed: true, depth: 1, task });
            return;
        }
        let real = fs::canonicalize(&input.typed).unwrap_or_else(|_| input.absolute.clone());
        // A link that was typed is meant; one that is met can lead anywhere, and back to where it stands.
        let mut walk = WalkDir::new(&input.typed).follow_links(false).follow_root_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let source = error.path().unwrap_or(&input.typed).to_path_buf();
                    let kind = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
                    self.entries.push(Entry { source, typed: false, depth: error.depth().max(1), task: Task::Fail(kind) });
                    continue;
                }
            };
            let relative = entry.path().strip_prefix(&input.typed).unwrap_or_else(|_| Path::new(""));
            if entry.depth() == 0 {
                continue;
            }
            let skip = self.skip(entry.file_name(), entry.file_type(), &real.join(relative));
            if entry.file_type().is_dir() {
                if skip.is_some() {
                    walk.skip_current_dir();
                } else {
                    continue;
                }
            }
            let task = skip.map_or_else(
                || Task::Read { copy: target.map(|target| Target { path: target.path.join(relative), ..target.clone() }) },
                Task::Skip,
            );
            self.entries.push(Entry { source: entry.path().to_path_buf(), typed: false, depth: entry.depth(), task });
        }
    }

    fn skip(&self, name: &OsStr, kind: FileType, real: &Path) -> Option<Skip> {
        let name = name.to_string_lossy();
        let is_store = kind.is_file() && sidecars::kind(real) == Some(SidecarKind::DsStore);
        if self.avoided.contains(real) || crate::commit::is_temporary(&name) {
            Some(Skip::Output)
        } else if kind.is_symlink() {
            Some(Skip::Link)
        } else if kind.is_file() && name.starts_with("._") || is_store && self.reads_sidecars {
            Some(Skip::Sidecar)
        } else if name.starts_with('.') && !self.hidden {
            Some(Skip::Hidden)
        } else if kind.is_dir() || kind.is_file() {
            None
        } else {
            Some(Skip::Special)
        }
    }
}

/// How many files lie below an output that are not among the `copies` of a run; enough to be told, not to be listed.
#[must_use]
pub fn other_files(output: &Path, copies: &BTreeSet<PathBuf>) -> u64 {
    /// An output can be any folder, even a home with everything in it.
    const MOST: usize = 100_000;
    let entries = WalkDir::new(output).follow_links(false).into_iter().flatten().take(MOST);
    let files =
        entries.filter(|entry| !entry.file_type().is_dir() && !crate::commit::is_temporary(&entry.file_name().to_string_lossy()));
    files.filter(|entry| !copies.contains(entry.path())).count() as u64
}

#[cfg(test)]
mod tests;
