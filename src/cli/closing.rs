//! What a run still has to reach once it looks into files, and giving up the rest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::{CommonArgs, Sandbox};
use super::output::Output;
use crate::commit::{Outputs, PrivateFile};
use crate::confine::{self, Closed, Open, Reach};
use crate::discover::{Entry, Request};
use crate::i18n::{Protections, language};
use crate::names::map::NameMap;
use crate::parent::{folder_of, or_here};

/// What a run reads for the paths of a request. Links among them are followed.
pub(super) fn reading(request: &Request) -> Reach {
    Reach { reads: request.paths.iter().chain(&request.listed).cloned().collect(), ..Reach::default() }
}

/// The same, plus where its copies go and the list of their names. A dry run looks at existing copies.
pub(super) fn cleaning(request: &Request, entries: &[Entry], outputs: &Outputs, map: Option<&NameMap>, dry_run: bool) -> Reach {
    let mut reach = reading(request);
    let roots: BTreeSet<&Path> = entries.iter().filter_map(Entry::target).map(|target| target.root.as_path()).collect();
    let roots: Vec<PathBuf> = roots.into_iter().map(Path::to_path_buf).collect();
    if dry_run {
        reach.reads.extend(roots);
        return reach;
    }
    // Folders that were created but stay empty are removed again; one that could not be created may be a moment later.
    let missing = roots.iter().filter(|root| !or_here(root).exists()).filter_map(|root| nearest(root));
    reach.folders = outputs.made().iter().map(|made| folder_of(made).to_path_buf()).chain(missing).collect();
    reach.writes.extend(roots);
    if let Some(map) = map {
        with_private(&mut reach, map.file());
    }
    reach
}

/// The same, plus where its page gets its name.
pub(super) fn reporting(request: &Request, page: Option<&PrivateFile>) -> Reach {
    let mut reach = reading(request);
    if let Some(page) = page {
        with_private(&mut reach, page);
    }
    reach
}

/// Adds the folder in which a private file gets its name, with whatever rights that takes.
fn with_private(reach: &mut Reach, file: &PrivateFile) {
    let folders = match (file.is_unnamed(), file.replaces()) {
        (true, false) => &mut reach.names,
        (true, true) => &mut reach.replaces,
        (false, _) => &mut reach.writes,
    };
    folders.push(file.folder().to_path_buf());
}

/// The nearest existing folder above.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().skip(1).map(or_here).find(|above| above.exists()).map(Path::to_path_buf)
}

/// Gives up everything but `reach`, unless that was not wanted, and with `--verbose` says what holds.
///
/// # Errors
/// Why it could not be done, if it has to be.
pub(super) fn close_in(reach: &Reach, common: &CommonArgs, output: &mut Output) -> Result<(), Open> {
    let closed = match common.sandbox {
        Sandbox::Off => Err(Open::Asked),
        Sandbox::Auto | Sandbox::Require => confine::close_in(reach),
    };
    if common.verbose && !common.quiet {
        output.line(&language().protections(Protections { closed, no_core_dumps: confine::no_core_dumps() }));
    }
    match closed {
        Err(open) if common.sandbox == Sandbox::Require => Err(open),
        Ok(Closed { lengths: false, .. }) if common.sandbox == Sandbox::Require => Err(Open::TooOld),
        Ok(_) | Err(_) => Ok(()),
    }
}
