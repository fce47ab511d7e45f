//! Finds the files to clean and the places for their copies, before anything is read or written. Whatever must not be
//! mixed up is refused here: two files that would get the same name, an output that is an input. Knows no format.

mod below;
mod destination;
mod entry;
mod filter;
mod hidden;
mod inputs;
mod listed;
mod places;
mod real;
mod request;
mod walk;

use std::path::Path;

pub use destination::no_collision;
pub use entry::{Entry, Skip, Target, Task};
pub use filter::{Filter, NoPattern};
pub(crate) use hidden::is_hidden;
use inputs::inputs;
use places::Places;
pub(crate) use real::real;
pub use request::{Naming, Request, RequestError};
pub use walk::Discovered;
use walk::{Copies, Walk};

use crate::commit::Originals;
use crate::identity::Identity;
use crate::parent::folder_of;
use crate::sidecars;

/// Everything met below the paths, with places for copies.
///
/// `is_media` is asked only about files that would get the same name: what is not a photo is not copied and cannot collide.
///
/// # Errors
/// A [`RequestError`]; nothing has been written then.
pub fn for_cleaning(request: &Request, is_media: impl Fn(&Path) -> bool) -> Result<Discovered, RequestError> {
    let discovered = for_naming(request)?;
    no_collision(&discovered.entries, is_media)?;
    Ok(discovered)
}

/// The same for copies that do not have their names yet: [`no_collision`] says later whether those collide.
///
/// # Errors
/// A [`RequestError`]; nothing has been written then.
pub fn for_naming(request: &Request) -> Result<Discovered, RequestError> {
    let inputs = inputs(request)?;
    let output = request.output.as_deref().map(|output| destination::output(output, &inputs)).transpose()?;
    if let Some(output) = output.as_deref().filter(|_| request.replace) {
        destination::no_enclosing(&inputs, output)?;
    }
    let targets = destination::roots(&inputs, output.as_deref(), request)?;
    if request.naming == Naming::Neutral {
        // Next to originals, neutral names could not be told apart from theirs.
        if let Some(file) = inputs.iter().find(|input| !input.folder && output.is_none()) {
            return Err(RequestError::NeutralBeside(file.typed.clone()));
        }
    } else {
        // Neutral names are numbered across the whole output and never collide; these can.
        destination::no_meeting(&inputs, &targets)?;
    }
    let earlier = Places::of(targets.iter().filter(|_| output.is_none()).map(|target| target.path.as_path()));
    let mut walk = Walk::new(request, Copies::of(&targets, output.as_deref()));
    for (input, target) in inputs.iter().zip(&targets) {
        if earlier.hold(&input.absolute) {
            // Named as an input and about to be replaced by a copy: perhaps it is an original after all.
            if request.replace {
                return Err(RequestError::OverOriginal(input.typed.clone()));
            }
            walk.pass_over(input);
        } else {
            walk.walk(input, Some(target));
        }
    }
    let discovered = walk.end();
    no_original_folder(&discovered.originals, output.as_deref(), &targets)?;
    Ok(discovered)
}

/// Everything met below the paths, each to be replaced by its own copy. None of it is an original that must stay.
///
/// # Errors
/// A [`RequestError`]; nothing has been written then.
pub fn for_replacing(request: &Request) -> Result<Discovered, RequestError> {
    let inputs = inputs(request)?;
    let mut walk = Walk::new(request, Copies::default());
    for input in &inputs {
        if !input.folder && input.typed.is_symlink() {
            return Err(RequestError::LinkInPlace(input.typed.clone()));
        }
        let path = input.typed.clone();
        let root = if input.folder { path.clone() } else { folder_of(&path).to_path_buf() };
        walk.walk(input, Some(&Target { output: path.clone(), path, root }));
    }
    let mut discovered = walk.end();
    discovered.originals = Originals::default();
    // A file met twice would be in its own way.
    let mut met = Places::default();
    discovered.entries.retain(|entry| {
        let is_new = entry.target().is_none() || !met.hold(&entry.source);
        if is_new && entry.target().is_some() {
            met.add(&entry.source);
        }
        is_new
    });
    Ok(discovered)
}

/// Refuses copies in a folder that is walked: its files are originals, and the copies would be taken for files to clean next
/// time. A folder that merely contains a single input file does not count, because its copies have different names.
fn no_original_folder(originals: &Originals, output: Option<&Path>, targets: &[Target]) -> Result<(), RequestError> {
    let is_walked = |path: &Path| Identity::of_path(path).is_ok_and(|identity| originals.has_folder(identity));
    let folders = targets.iter().filter(|target| target.path == target.root).map(|target| target.root.as_path());
    match output.into_iter().chain(folders).find(|folder| is_walked(folder)) {
        Some(folder) => Err(RequestError::OutputIsInput(folder.to_path_buf())),
        None => Ok(()),
    }
}

/// Everything met below the paths, in a stable order.
///
/// # Errors
/// A [`RequestError`] for a path that does not exist.
pub fn for_reading(request: &Request) -> Result<Vec<Entry>, RequestError> {
    let mut walk = Walk::for_reading(request);
    for input in inputs(request)? {
        walk.walk(&input, None);
    }
    Ok(with_sidecars(walk.end().entries))
}

/// Marks files that tell about photos to be read for that, hidden ones too, each with the photos that it is about.
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

#[cfg(test)]
mod tests;
