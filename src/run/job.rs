//! A file that is understood: its copy is written, verified, and gets its name.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use untrace_core::base::{Error, Input, ReadAt};
use untrace_core::edit::EditList;
use untrace_core::formats::AnyScan;
use untrace_core::model::{Category, Kept};
use untrace_core::verify::{self, Original};

use super::options::Options;
use super::stop::Stop;
use crate::commit::{self, Pending};
use crate::discover::Target;
use crate::outcome::{Action, Failure, Outcome, Refusal};
use crate::source::{OpenFile, load};
use crate::write::{self, Source};

/// Folders of the output that were made and swept in this run.
#[derive(Debug, Default)]
pub(super) struct Prepared(Mutex<BTreeSet<PathBuf>>);

impl Prepared {
    /// Sees to it that a copy can go to its place; makes folders only where something is to be written.
    fn folder(&self, target: &Target, action: Action) -> io::Result<()> {
        let folder = folder(&target.path);
        if action == Action::Plan {
            return commit::check_folders(&target.root, folder);
        }
        // Who panicked with the lock has at most left a folder out, which is then prepared again.
        let mut known = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !known.contains(folder) {
            if !target.root.as_os_str().is_empty() {
                commit::make_folders(&target.root, folder)?;
            }
            commit::sweep(folder);
            known.insert(folder.to_path_buf());
        }
        Ok(())
    }
}

/// The folder that a file is in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// A file that is understood and has a place to go to.
pub(super) struct Job<'a> {
    pub(super) options: &'a Options,
    pub(super) prepared: &'a Prepared,
    pub(super) source: Source<'a>,
    pub(super) scan: &'a AnyScan,
    pub(super) values: &'a Kept,
    pub(super) edits: &'a EditList,
    pub(super) target: &'a Target,
}

impl Job<'_> {
    pub(super) fn copy(&self, buffer: &mut Vec<u8>, outcome: Outcome) -> Result<Outcome, Stop> {
        self.prepared.folder(self.target, self.options.action).map_err(Failure::Write)?;
        // Looked at once: a copy that another run puts there from now on is met when this one gets its name.
        let taken = std::fs::symlink_metadata(&self.target.path).is_ok();
        if taken && self.is_up_to_date(buffer)? {
            return Ok(Outcome::UpToDate);
        }
        if taken && !self.options.force {
            return Err(Failure::Exists.into());
        }
        if self.options.action == Action::Plan {
            return Ok(outcome);
        }
        let pending = Pending::create(folder(&self.target.path)).map_err(Failure::Write)?;
        write::write(&self.source, self.edits, pending.file()).map_err(|error| match error {
            // The source became shorter while it was copied: that is not the fault of the disk that is written to.
            Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => Failure::Read(error),
            Error::Io(error) => Failure::Write(error),
            other => Failure::Read(io::Error::other(other.to_string())),
        })?;
        self.verify(pending.file(), buffer)?;
        self.keep_date(pending.file()).map_err(Failure::Write)?;
        match pending.publish(&self.target.path, self.options.force) {
            Ok(()) => Ok(outcome),
            // Another run was faster; perhaps with the same copy.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && self.is_up_to_date(buffer)? => Ok(Outcome::UpToDate),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Failure::Exists.into()),
            Err(error) => Err(Failure::Write(error).into()),
        }
    }

    /// Who keeps the date has it in the list of files, too.
    fn keep_date(&self, copy: &File) -> io::Result<()> {
        if self.options.keep.has(Category::Date) { copy.set_modified(self.source.file.metadata()?.modified()?) } else { Ok(()) }
    }

    /// Whether the file that has the name is the very copy that would be written, and holds against a judge.
    fn is_up_to_date(&self, buffer: &mut Vec<u8>) -> Result<bool, Stop> {
        let is_file = std::fs::symlink_metadata(&self.target.path).is_ok_and(|metadata| metadata.is_file());
        let present = is_file.then(|| OpenFile::open(&self.target.path).ok().flatten()).flatten();
        let Some(present) = present.filter(|present| present.len() == self.edits.output_len()) else { return Ok(false) };
        let input = load(&present, buffer).map_err(Failure::Read)?;
        if !self.edits.is_output(self.source.input, &input).map_err(Stop::unreadable)? {
            return Ok(false);
        }
        // To equal what would be written proves nothing if it were written wrongly.
        self.judge(&input).map(|()| true)
    }

    fn verify(&self, written: &File, buffer: &mut Vec<u8>) -> Result<(), Stop> {
        use std::io::Seek;
        let mut from = written;
        // A small file is read from where it stands, which is behind what was just written.
        from.rewind().map_err(Failure::Write)?;
        let written = written.try_clone().and_then(OpenFile::new).map_err(Failure::Write)?;
        let input = load(&written, buffer).map_err(Failure::Write)?;
        self.judge(&input)
    }

    fn judge(&self, copy: &Input<'_>) -> Result<(), Stop> {
        let original = Original {
            input: self.source.input,
            scan: self.scan,
            keep: self.options.keep,
            trust: self.options.trust,
            values: self.values.clone(),
        };
        verify::verify(&original, copy, self.options.depth).map_err(|doubt| Stop::Refused(Refusal::Verification(doubt)))
    }
}
