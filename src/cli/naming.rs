//! The names of copies, as far as they concern the command line: the progress bar while files are looked into, and the list of
//! names next to the report.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::Result;
use untrace_core::sniff::{self, Sniffed};

use super::args::CleanArgs;
use super::progress::Progress;
use crate::discover::{Entry, Naming, RequestError};
use crate::i18n::language;
use crate::names;
use crate::names::map::{self, NameMap};
use crate::outcome::Action;
use crate::state::State;

/// Gives the copies of all entries the names that were asked for.
pub(super) fn give(entries: &mut [Entry], state: &State, args: &CleanArgs, jobs: usize) -> Result<(), RequestError> {
    let mut progress: Option<Progress> = None;
    let looks = args.naming() != Naming::Kept;
    let looked = |total| {
        let start = || Progress::bar(language().progress(Action::Plan), total, args.common.quiet || !looks);
        progress.get_or_insert_with(start).advance();
    };
    let given = names::give(entries, state, &args.asked(), jobs, is_media, looked);
    if let Some(progress) = progress {
        progress.finish();
    }
    given
}

/// The list of names that was asked for; in a dry run, only whether one would be possible.
pub(super) fn map(args: &CleanArgs, entries: &[Entry]) -> Result<Option<NameMap>, RequestError> {
    match &args.name_map {
        Some(path) if args.dry_run => map::check(path, entries).map(|()| None),
        Some(path) => NameMap::create(path, entries).map(Some),
        None => Ok(None),
    }
}

/// Writes the list.
pub(super) fn publish(map: Option<NameMap>, args: &CleanArgs) -> Result<()> {
    let path = args.name_map.as_deref().unwrap_or_else(|| Path::new(""));
    match map.map(NameMap::publish) {
        Some(Err(error)) => Err(anyhow::anyhow!(language().map_lost(path, &error))),
        Some(Ok(())) | None => Ok(()),
    }
}

/// Whether the content of a file is that of a photo or video.
fn is_media(path: &Path) -> bool {
    let mut head = [0; sniff::HEAD_BYTES];
    let read = File::open(path).and_then(|mut file| file.read(&mut head));
    read.is_ok() && !matches!(sniff::sniff(&head), Sniffed::Unknown)
}
