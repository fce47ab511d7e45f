//! Where copies go: `P-clean` beside `P`, or the folder that was asked for; and that no two meet.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Entry, Input, Meetings, RequestError, Target, Task, folded};
use crate::sniff;

/// The output folder as it is, if it can be one.
pub(super) fn output(typed: &Path, inputs: &[Input]) -> Result<PathBuf, RequestError> {
    let is_folder = match fs::metadata(typed) {
        Ok(metadata) if !metadata.is_dir() => return Err(RequestError::OutputIsFile(typed.to_path_buf())),
        other => other.is_ok(),
    };
    let named_like_a_file = typed.extension().is_some_and(|extension| sniff::promises_media(&extension.to_string_lossy()));
    if !is_folder && named_like_a_file {
        return Err(RequestError::OutputIsFile(typed.to_path_buf()));
    }
    let absolute = std::path::absolute(typed).unwrap_or_else(|_| typed.to_path_buf());
    let same = |input: &Input| {
        input.absolute == absolute
            || matches!((fs::canonicalize(&input.absolute), fs::canonicalize(&absolute)), (Ok(a), Ok(b)) if a == b)
    };
    if inputs.iter().any(same) {
        return Err(RequestError::OutputIsInput(typed.to_path_buf()));
    }
    // Kept as typed: it is what the person will look for.
    Ok(typed.components().collect())
}

/// For each input, the file or folder that its copy becomes.
pub(super) fn roots(inputs: &[Input], output: Option<&Path>) -> Result<Vec<Target>, RequestError> {
    inputs
        .iter()
        .map(|input| {
            let name = input.absolute.file_name();
            let (path, root) = match (output, name) {
                (Some(output), _) if inputs.len() == 1 && input.folder => (output.to_path_buf(), output.to_path_buf()),
                (Some(output), Some(name)) => (output.join(name), output.to_path_buf()),
                (None, Some(_)) => beside(input),
                (_, None) => return Err(RequestError::NeedsOutput(input.typed.clone())),
            };
            Ok(Target { path, root })
        })
        .collect()
}

/// `P-clean` beside `P`, `a-clean.jpg` beside `a.jpg`; relative where the input was typed so.
fn beside(input: &Input) -> (PathBuf, PathBuf) {
    let typed: PathBuf = input.typed.components().collect();
    let base = if typed.file_name() == input.absolute.file_name() { typed } else { input.absolute.clone() };
    let mut name = if input.folder { base.file_name() } else { base.file_stem() }.unwrap_or_default().to_os_string();
    name.push("-clean");
    if let (false, Some(extension)) = (input.folder, base.extension()) {
        name.push(".");
        name.push(extension);
    }
    let path = base.with_file_name(name);
    let root = if input.folder { path.clone() } else { path.parent().unwrap_or_else(|| Path::new("")).to_path_buf() };
    (path, root)
}

/// Refuses copies that would meet in one name, or meet an original.
pub(super) fn no_collision(entries: &[Entry], is_media: impl Fn(&Path) -> bool) -> Result<(), RequestError> {
    let mut meetings = Meetings::new();
    let mut originals = std::collections::BTreeSet::new();
    let mut folders: std::collections::BTreeMap<PathBuf, PathBuf> = std::collections::BTreeMap::new();
    let mut real = |path: &Path| {
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let known = folders.entry(folder.to_path_buf()).or_insert_with(|| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            fs::canonicalize(folder).or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_path_buf())
        });
        known.join(path.file_name().unwrap_or_default())
    };
    for entry in entries {
        if let Task::Read { copy: Some(target) } = &entry.task {
            originals.insert(real(&entry.source));
            meetings.entry(folded(&real(&target.path))).or_default().push((&entry.source, &target.path));
        }
    }
    for entry in entries {
        if let Task::Read { copy: Some(target) } = &entry.task
            && originals.contains(&real(&target.path))
        {
            return Err(RequestError::OverOriginal(target.path.clone()));
        }
    }
    for group in meetings.into_values().filter(|group| group.len() > 1) {
        let mut media = group.into_iter().filter(|(source, _)| is_media(source));
        if let (Some((one, target)), Some((other, _))) = (media.next(), media.next()) {
            let (one, other, target) = (one.to_path_buf(), other.to_path_buf(), target.to_path_buf());
            return Err(RequestError::Collision { one, other, target });
        }
    }
    Ok(())
}
