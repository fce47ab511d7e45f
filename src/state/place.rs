//! Where programs keep what they remember: the state folder of the person who runs them (XDG Base Directory Specification; on
//! Windows and Macs their folder for local data).

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// The folder for what this program remembers; `None` if the system names none.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let folder = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Some(folder.join("untrace"))
}

/// The file about an output; `None` if it would be inside that output, and posted with it.
pub(super) fn file(folder: &Path, output: &Path) -> Option<PathBuf> {
    let lies_in_it = crate::discover::real(folder).starts_with(output);
    (!lies_in_it).then(|| folder.join(super::key::name(output.as_os_str())).with_extension("state"))
}
