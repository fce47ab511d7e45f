//! Where copies go: `P-clean` next to `P`, or the folder that was asked for; and making sure that no two collide.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::below;
use super::entry::{Entry, Target, Task};
use super::inputs::Input;
use super::places::Places;
use super::real::real;
use super::request::{Naming, Request, RequestError};
use crate::fitting::with_end;
use crate::folded::folded;
use crate::identity::Identity;
use crate::reserved;
use untrace_core::sniff;

/// The output folder as it is, if it can be one.
pub(super) fn output(typed: &Path, inputs: &[Input]) -> Result<PathBuf, RequestError> {
    reserved::refused(typed).map_err(|error| RequestError::Inaccessible(typed.to_path_buf(), error.into()))?;
    let is_folder = match fs::metadata(typed) {
        Ok(metadata) if !metadata.is_dir() => return Err(RequestError::OutputIsFile(typed.to_path_buf())),
        other => other.is_ok(),
    };
    let named_like_a_file = sniff::is_promised(typed);
    // Typing `-o a.jpg` means a file: a folder of that name is not what that person would look for.
    if !is_folder && named_like_a_file {
        return Err(RequestError::OutputIsFile(typed.to_path_buf()));
    }
    let same = |input: &Input| {
        Identity::of_path(&input.absolute).is_ok_and(|it| Identity::of_path(typed).is_ok_and(|other| it == other))
    };
    if is_folder && inputs.iter().any(|input| input.folder && same(input)) {
        return Err(RequestError::OutputIsInput(typed.to_path_buf()));
    }
    // Kept as typed, because the person will look for that, except for detours that would have to be created first.
    let detour = typed.components().any(|part| part == Component::ParentDir);
    Ok(if detour { real(typed) } else { typed.components().collect() })
}

/// Refuses to replace files in a folder that an input lies in: they are originals too.
pub(super) fn no_enclosing(inputs: &[Input], output: &Path) -> Result<(), RequestError> {
    let Ok(output) = Identity::of_path(output) else { return Ok(()) };
    let above = |input: &Input| fs::canonicalize(&input.absolute).unwrap_or_else(|_| input.absolute.clone());
    let inside = |input: &&Input| {
        input.folder && above(input).ancestors().any(|path| Identity::of_path(path).is_ok_and(|it| it == output))
    };
    inputs.iter().find(inside).map_or(Ok(()), |input| Err(RequestError::OutputEncloses(input.typed.clone())))
}

/// For each input, the file or folder that its copy will be.
pub(super) fn roots(inputs: &[Input], output: Option<&Path>, request: &Request) -> Result<Vec<Target>, RequestError> {
    let Some(output) = output else {
        return inputs
            .iter()
            .map(|input| match input.absolute.file_name() {
                Some(_) => {
                    let (path, root) = beside(input);
                    Ok(Target { output: path.clone(), path, root })
                }
                None => Err(RequestError::NeedsOutput(input.typed.clone())),
            })
            .collect();
    };
    // The copy of a single folder is the output itself; of several, each gets its own folder inside, so that they do not mix.
    let alone = matches!(inputs, [Input { folder: true, listed: false, .. }]);
    let apart = if request.naming == Naming::Neutral { BTreeMap::new() } else { below::apart(inputs) };
    inputs
        .iter()
        .enumerate()
        .map(|(index, input)| {
            let place = match (input.absolute.file_name(), apart.get(&index)) {
                _ if alone => PathBuf::new(),
                _ if input.listed => input.below.clone(),
                (_, Some(place)) => place.clone(),
                (Some(name), None) => name.into(),
                (None, None) => return Err(RequestError::NeedsOutput(input.typed.clone())),
            };
            let path = if place.as_os_str().is_empty() { output.to_path_buf() } else { output.join(place) };
            Ok(Target { path, root: output.to_path_buf(), output: output.to_path_buf() })
        })
        .collect()
}

/// Refuses folders that would share a name with another input, even if none of their files would.
pub(super) fn no_meeting(inputs: &[Input], targets: &[Target]) -> Result<(), RequestError> {
    let mut known: BTreeMap<String, &Input> = BTreeMap::new();
    for (input, target) in inputs.iter().zip(targets) {
        let other = known.insert(folded(&target.path), input);
        if let Some(other) = other.filter(|other| other.folder || input.folder) {
            let (one, other) = (other.typed.clone(), input.typed.clone());
            return Err(RequestError::Collision { one, other, target: target.path.clone() });
        }
    }
    Ok(())
}

/// `P-clean` next to `P`, `a-clean.jpg` next to `a.jpg`; relative if the input was typed that way.
fn beside(input: &Input) -> (PathBuf, PathBuf) {
    let typed: PathBuf = input.typed.components().collect();
    let base = if typed.file_name() == input.absolute.file_name() { typed } else { input.absolute.clone() };
    let stem = if input.folder { base.file_name() } else { base.file_stem() }.unwrap_or_default();
    let mut end = OsString::from("-clean");
    if let (false, Some(extension)) = (input.folder, base.extension()) {
        end.push(".");
        end.push(extension);
    }
    let name = with_end(stem, end);
    let path = base.with_file_name(name);
    let root = if input.folder { path.clone() } else { path.parent().unwrap_or_else(|| Path::new("")).to_path_buf() };
    (path, root)
}

/// Refuses copies that would share a name, or have the name of an original.
///
/// `is_media` is asked only about files that would collide.
///
/// # Errors
/// [`RequestError::Collision`], [`RequestError::OverOriginal`].
pub fn no_collision(entries: &[Entry], is_media: impl Fn(&Path) -> bool) -> Result<(), RequestError> {
    // Once per output: following links asks the system about every component of a path. There are none below it.
    let mut outputs: BTreeMap<&Path, PathBuf> = BTreeMap::new();
    let mut meetings: Vec<(String, &Entry, &Target)> = Vec::new();
    let mut originals = Places::default();
    for entry in entries {
        let Task::Read { copy: Some(target) } = &entry.task else { continue };
        // The target of a link is an original too.
        if entry.typed && entry.source.is_symlink() {
            originals.add(&real(&entry.source));
        }
        originals.add(&entry.source);
        let output = outputs.entry(&target.root).or_insert_with(|| real(&target.root));
        meetings.push((folded(output) + &folded(target.below()), entry, target));
    }
    if let Some((.., target)) = meetings.iter().find(|(.., target)| originals.hold(&target.path)) {
        return Err(RequestError::OverOriginal(target.path.clone()));
    }
    // Not by a map of lists: each of a hundred thousand would have room for four.
    meetings.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    for group in meetings.chunk_by(|(one, ..), (other, ..)| one == other).filter(|group| group.len() > 1) {
        let mut media = group.iter().filter(|(_, entry, _)| is_media(&entry.source));
        if let (Some((_, one, target)), Some((_, other, _))) = (media.next(), media.next()) {
            let (one, other, target) = (one.source.clone(), other.source.clone(), target.path.clone());
            return Err(RequestError::Collision { one, other, target });
        }
    }
    Ok(())
}
