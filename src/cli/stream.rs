//! `untrace -`: one photo or video from standard input, and its copy to standard output. Which options it can be combined with,
//! and the entry and the bytes at both ends of the way that every file takes.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{CleanArgs, CommonArgs};
use crate::discover::{Entry, RequestError, Task};
use crate::spool::{STREAM, Spool};

/// Whether a stream was asked for.
pub(super) fn is_asked(common: &CommonArgs) -> bool {
    common.paths.iter().any(|path| is_stream(path))
}

/// Whether a path stands for a stream; a file of that name is `./-`.
pub(super) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == STREAM
}

/// What `clean` reads, if it can write its copy.
pub(super) fn to_clean(args: &CleanArgs) -> Result<Vec<Entry>, RequestError> {
    let wants_files =
        args.output.is_some() || args.name_map.is_some() || args.extract_motion || args.renames() || args.in_place().is_some();
    if wants_files {
        return Err(RequestError::StreamAlone);
    }
    if !args.dry_run && io::stdout().is_terminal() {
        return Err(RequestError::StreamToTerminal);
    }
    read(&args.common, !args.dry_run)
}

/// What `check` reads.
pub(super) fn to_check(common: &CommonArgs) -> Result<Vec<Entry>, RequestError> {
    read(common, false)
}

fn read(common: &CommonArgs, copies: bool) -> Result<Vec<Entry>, RequestError> {
    if common.paths.len() > 1 || common.list.files_from.is_some() {
        return Err(RequestError::StreamAlone);
    }
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Err(RequestError::StreamFromTerminal);
    }
    let task = match Spool::read(stdin.lock(), copies) {
        Ok(spool) => Task::Spooled(Arc::new(spool)),
        Err(error) => Task::Fail(error.into()),
    };
    Ok(vec![Entry { source: PathBuf::from(STREAM), typed: true, depth: 1, stamp: None, task }])
}

/// Writes the copies of entries that came from a stream; they have passed verification by now.
pub(super) fn send(entries: &[Entry]) -> io::Result<()> {
    for entry in entries {
        if let Task::Spooled(spool) = &entry.task {
            spool.send(&mut io::stdout().lock())?;
        }
    }
    Ok(())
}
