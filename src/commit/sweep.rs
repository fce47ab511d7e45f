//! Temporary names, and what happens to those that a killed run left behind.

use super::changes::Inside;
use super::folder::Folder;

const PREFIX: &str = ".untrace-";
const SUFFIX: &str = ".part";
const RANDOM: usize = 12;

/// A name that almost certainly no file has.
pub(super) fn temporary() -> String {
    // It protects no secret, so it uses nothing that a system could refuse to give.
    let random: String = (0..RANDOM).map(|_| fastrand::alphanumeric()).collect();
    format!("{PREFIX}{random}{SUFFIX}")
}

/// Whether a file name is one of our temporary ones.
#[must_use]
pub fn is_temporary(name: &str) -> bool {
    // To the letter, because such files are removed: somebody else's may begin and end alike.
    name.strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .is_some_and(|random| random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Removes what a killed run left in `folder` and below: with other options, this run may have nothing to do there. Anything
/// deeper than albums ever are is removed where this run writes.
pub(super) fn sweep_below(folder: &Folder) {
    const DEEPEST: u32 = 16;
    below(folder, DEEPEST);
}

fn below(folder: &Folder, depth: u32) {
    for inside in folder.names().list().into_iter().flatten() {
        sweep_one(folder, &inside);
        if let Some(depth) = depth.checked_sub(1)
            && inside.is_folder
            && let Ok(Some(child)) = folder.child(&inside.name, false)
        {
            below(&child, depth);
        }
    }
}

/// Removes what a killed run left in `folder`.
pub(super) fn sweep(folder: &Folder) {
    below(folder, 0);
}

/// Removes a file if it has one of our names. One that a live run is still writing is locked and stays.
fn sweep_one(folder: &Folder, inside: &Inside) {
    let ours = inside.name.to_str().is_some_and(is_temporary);
    if ours && inside.is_file {
        // The lock is held until the file is gone.
        if let Ok(file) = folder.read(&inside.name)
            && file.try_lock().is_ok()
        {
            let _ = folder.names().remove_file(&inside.name);
        }
    }
}
