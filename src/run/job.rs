//! A file that is understood: its copy is written, verified, and named.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use untrace_core::base::{Error, Input, ReadAt};
use untrace_core::edit::EditList;
use untrace_core::formats::AnyScan;
use untrace_core::model::{Category, Kept};
use untrace_core::verify::{self, Original};

use super::context::Context;
use super::rights;
use super::stop::Stop;
use crate::commit::{Folder, Over, Pending, Present, Ready};
use crate::discover::Target;
use crate::outcome::{Action, Failure, Outcome, Refusal};
use crate::source::{OpenFile, load_by};
use crate::stamp::Stamp;
use crate::state::Trace;
use crate::work::Work;
use crate::write::{self, Source};

/// What an existing file may be.
#[derive(Clone, Copy)]
enum Like {
    /// The copy.
    Whole,
    /// As much of it as reached the disk before the power failed.
    Beginning,
}

/// A file that is understood and has somewhere to go.
pub(super) struct Job<'a> {
    pub(super) work: &'a Work<'a>,
    pub(super) context: &'a Context<'a>,
    /// What the next run will look for.
    pub(super) trace: Option<Trace>,
    /// What the original was like when it was met.
    pub(super) stamp: Option<Stamp>,
    pub(super) source: Source<'a>,
    pub(super) scan: &'a AnyScan,
    pub(super) values: &'a Kept,
    pub(super) edits: &'a EditList,
    pub(super) target: &'a Target,
}

impl Job<'_> {
    /// Writes the copy and has it verified, or finds that it already exists.
    pub(super) fn copy(&self, buffer: &mut Vec<u8>, outcome: Outcome) -> Result<(Outcome, Option<Ready>), Stop> {
        let Target { path, root, .. } = self.target;
        let plans = self.context.options.action == Action::Plan;
        let below = self.target.below().parent().unwrap_or_else(|| Path::new(""));
        let Some(folder) = self.context.outputs.folder(root, below, !plans)? else { return Ok((outcome, None)) };
        let name = path.file_name().unwrap_or_default();
        // Looked at once: a copy that another run puts there later is noticed when this one gets its name.
        let there = folder.look(name).map_err(Failure::Write)?;
        let over = match there {
            Some(there) if self.context.options.in_place.is_some() => match self.over_original(&folder, name, &there, buffer)? {
                Some(over) => over,
                None => return Ok((Outcome::AlreadyClean, None)),
            },
            None => Over::Nothing,
            Some(there) if self.is_there(&folder, name, &there, buffer, Like::Whole)? => {
                return Ok((Outcome::UpToDate, Some(Ready::there(path, there.stamp))));
            }
            Some(there) => self.over(&folder, name, &there, buffer)?,
        };
        if plans {
            return Ok((outcome, None));
        }
        let in_place = self.context.options.in_place.is_some();
        let pending = if in_place { Pending::private(&folder) } else { Pending::create(&folder) }.map_err(Failure::Write)?;
        self.write(pending.file(), buffer)?;
        if in_place {
            rights::keep(self.source.file, pending.file()).map_err(Failure::Write)?;
        }
        self.keep_date(pending.file()).map_err(Failure::Write)?;
        Ok((
            outcome,
            Some(Ready::Written { pending, len: self.edits.output_len(), root: root.clone(), name: name.to_os_string(), over }),
        ))
    }

    /// Writes the copy to a file that gets no name, and has it verified.
    pub(super) fn spool(&self, file: &File, buffer: &mut Vec<u8>, outcome: Outcome) -> Result<Outcome, Stop> {
        if self.context.options.action != Action::Plan {
            self.write(file, buffer)?;
        }
        Ok(outcome)
    }

    fn write(&self, file: &File, buffer: &mut Vec<u8>) -> Result<(), Stop> {
        write::write(&self.source, self.edits, file, self.work).map_err(|error| match error {
            // The source became shorter while it was being copied: the disk that is written to is not to blame.
            Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => Failure::Read(error),
            Error::Io(error) => Failure::Write(error),
            other => Failure::Read(io::Error::other(other.to_string())),
        })?;
        self.verify(file, buffer)
    }

    /// Whether the file that has the copy's name may be replaced: never an original; without being asked to, only the beginning
    /// of this very copy, left by a power cut; if up-to-date copies are wanted, what an earlier run wrote.
    fn over(&self, folder: &Arc<Folder>, name: &OsStr, there: &Present, buffer: &mut Vec<u8>) -> Result<Over, Stop> {
        let outdated = self.context.outdated(self.target, there, self.trace.zip(self.stamp));
        let over = match outdated {
            _ if self.context.options.force => Over::File,
            Some(_) if self.context.options.update => Over::Known(there.stamp),
            Some(why) => return Err(Failure::Outdated(why).into()),
            None if self.is_there(folder, name, there, buffer, Like::Beginning)? => Over::File,
            None => return Err(Failure::Exists.into()),
        };
        // A dry run leaves no mark, so it relies on identities.
        let marks = self.context.options.action != Action::Plan;
        if there.is_file && self.context.outputs.is_original(folder, name, there, marks) {
            return Err(Failure::Original.into());
        }
        Ok(over)
    }

    /// How an original makes way for its own copy; `None` if it is clean.
    fn over_original(&self, folder: &Folder, name: &OsStr, there: &Present, buffer: &mut Vec<u8>) -> Result<Option<Over>, Stop> {
        let asked = self.context.options.in_place.unwrap_or_default();
        // Replacing one of its names also changes a file.
        let is_it = |stamp: &Stamp| stamp.is_same(&there.stamp) || asked.break_links && stamp.is_same_but_for_names(&there.stamp);
        let stamp = self.stamp.filter(|stamp| there.is_file && is_it(stamp)).map(|_| there.stamp).ok_or(Failure::Exists)?;
        if self.is_there(folder, name, there, buffer, Like::Whole)? {
            return Ok(None);
        }
        if there.names > 1 && !asked.break_links {
            return Err(Failure::Linked.into());
        }
        Ok(Some(match (asked.trash, asked.break_links) {
            (true, _) => Over::Trashed(stamp),
            (false, true) => Over::Linked(stamp),
            (false, false) => Over::Known(stamp),
        }))
    }

    /// If the date is kept, the list of files shows it too.
    fn keep_date(&self, copy: &File) -> io::Result<()> {
        if self.context.options.keep.has(Category::Date) {
            copy.set_modified(self.source.file.metadata()?.modified()?)
        } else {
            Ok(())
        }
    }

    /// Whether the file that has the name is the very copy that would be written and passes verification; or its beginning.
    fn is_there(&self, folder: &Folder, name: &OsStr, there: &Present, buffer: &mut Vec<u8>, like: Like) -> Result<bool, Stop> {
        if !there.is_file {
            return Ok(false);
        }
        let opened = folder.read(name).and_then(OpenFile::regular).map_err(Failure::Write)?;
        let Some(present) = opened else { return Ok(false) };
        let fits = match like {
            Like::Whole => present.len() == self.edits.output_len(),
            Like::Beginning => present.len() <= self.edits.output_len(),
        };
        if !fits {
            return Ok(false);
        }
        let at_work = self.work.over(&present);
        let input = load_by(&present, &at_work, buffer, self.context.whole).map_err(Failure::Write)?;
        match like {
            Like::Beginning => self.edits.is_begun(self.source.input, &input).map_err(Stop::unreadable),
            Like::Whole if !self.edits.is_output(self.source.input, &input).map_err(Stop::unreadable)? => Ok(false),
            // Being equal to what would be written proves nothing if that were wrong.
            Like::Whole => self.judge(&input).map(|()| true),
        }
    }

    fn verify(&self, written: &File, buffer: &mut Vec<u8>) -> Result<(), Stop> {
        let written = OpenFile::new(written).map_err(Failure::Write)?;
        let at_work = self.work.over(&written);
        let input = load_by(&written, &at_work, buffer, self.context.whole).map_err(Failure::Write)?;
        self.judge(&input)
    }

    fn judge(&self, copy: &Input<'_>) -> Result<(), Stop> {
        let original = Original {
            input: self.source.input,
            scan: self.scan,
            keep: self.context.options.keep,
            trust: self.context.options.trust,
            values: self.values.clone(),
        };
        verify::verify(&original, copy, self.context.options.depth).map_err(|doubt| Stop::Refused(Refusal::Verification(doubt)))
    }
}
