//! One file after another through all stages, with buffers that are used again.

mod sidecar;

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::source::{load, open};
use super::{Action, Failure, FileReport, Options, Outcome, Refusal};
use crate::commit::{self, Pending};
use crate::discover::{Entry, Skip, Target, Task};
use crate::edit::EditList;
use crate::error::{Error, Limit, Malformed, Place, Unsupported};
use crate::formats;
use crate::input::{Input, Span};
use crate::model::{Field, FieldId, Kept, Leftover, Scan, SidecarKind};
use crate::names;
use crate::plan::{Plan, plan};
use crate::policy::Category;
use crate::previews;
use crate::sidecars;
use crate::sniff::{self, FormatKind, Sniffed};
use crate::verify::{self, Original};
use crate::write::{self, Source};

/// Folders of the output that were made and swept in this run.
#[derive(Debug, Default)]
pub(super) struct Prepared(Mutex<BTreeSet<PathBuf>>);

impl Prepared {
    /// Sees to it that a copy can go to its place; makes folders only where something is to be written.
    fn folder(&self, target: &Target, action: Action) -> io::Result<()> {
        let folder = folder_of(target);
        if action == Action::Plan {
            return commit::check_folders(&target.root, folder);
        }
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

/// The folder that a copy goes to.
fn folder_of(target: &Target) -> &Path {
    folder(&target.path)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

pub(super) struct Worker<'a> {
    options: &'a Options,
    prepared: &'a Prepared,
    source: Vec<u8>,
    copy: Vec<u8>,
}

impl<'a> Worker<'a> {
    pub(super) const fn new(options: &'a Options, prepared: &'a Prepared) -> Self {
        Self { options, prepared, source: Vec::new(), copy: Vec::new() }
    }

    /// What became of an entry, and of a video behind it that becomes a file of its own.
    pub(super) fn process(&mut self, entry: &Entry) -> Vec<FileReport> {
        let mut report = FileReport { typed: entry.typed, ..FileReport::new(&entry.source) };
        if let Task::Sidecar { kind, about } = &entry.task {
            (report.sidecar, report.about) = (Some(*kind), about.clone());
        }
        let mut motion = None;
        let outcome = match &entry.task {
            Task::Skip(why) => Ok(Outcome::Skipped(*why)),
            Task::Fail(kind) => Err(Stop::Failed(Failure::Read((*kind).into()))),
            Task::Sidecar { kind, .. } => guarded(|| self.read_sidecar(entry, *kind, &mut report)),
            Task::Read { copy } => guarded(|| self.read(entry, copy.as_ref(), &mut report, &mut motion)),
        };
        report.end(outcome);
        std::iter::once(report).chain(motion).collect()
    }

    fn read(
        &mut self,
        entry: &Entry,
        target: Option<&Target>,
        report: &mut FileReport,
        motion: &mut Option<FileReport>,
    ) -> Result<Outcome, Stop> {
        let path = entry.source.as_path();
        let file = open(path).map_err(Failure::Read)?;
        let metadata = file.metadata().map_err(Failure::Read)?;
        if !metadata.is_file() {
            return Ok(Outcome::Skipped(Skip::Special));
        }
        let Self { source, copy, options, prepared } = self;
        let input = load(&file, metadata.len(), source).map_err(Failure::Read)?;
        let through = Through { options, prepared, source: Source { file: &file, input: &input } };
        let mut scan = None;
        let outcome = through.go(path, target, copy, report, &mut scan)?;
        if !matches!(outcome, Outcome::Skipped(_)) {
            report.telling_name = names::telling(target.map_or(entry.below(), Target::below), &report.removed);
        }
        if let (true, Some(scan), Some(target)) = (options.extract_motion, &scan, target)
            && let Some(span) = motion_span(scan)
        {
            *motion = Some(through.extract(path, span, target, copy));
        }
        Ok(outcome)
    }
}

/// A mistake of ours in one file must not end the run for the others, nor pass as success.
fn guarded(read: impl FnOnce() -> Result<Outcome, Stop>) -> Result<Outcome, Stop> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Stop::Failed(Failure::Bug)))
}

impl FileReport {
    /// Writes down what became of the file.
    fn end(&mut self, outcome: Result<Outcome, Stop>) {
        self.outcome = outcome.unwrap_or_else(|stop| match stop {
            Stop::Refused(refusal) => Outcome::Refused(refusal),
            Stop::Failed(failure) => Outcome::Failed(failure),
        });
        if matches!(self.outcome, Outcome::Refused(_) | Outcome::Failed(_)) {
            self.bytes_out = None;
        }
    }
}

/// Where the video behind a photo stands.
fn motion_span(scan: &Scan) -> Option<Span> {
    let is_video = |field: &&Field| matches!(&field.id, FieldId::Leftover(Leftover::Video | Leftover::VideoWithSound));
    let field = scan.fields.iter().find(is_video)?;
    Some(Span::between(field.place.at, scan.regions.get(field.region)?.span.end()))
}

/// A file on its way through the stages.
struct Through<'a> {
    options: &'a Options,
    prepared: &'a Prepared,
    source: Source<'a>,
}

impl Through<'_> {
    /// The video in a span, cleaned, as a file beside the photo's copy: `IMG_1234.motion.mp4`.
    fn extract(&self, path: &Path, span: Span, photo: &Target, copy: &mut Vec<u8>) -> FileReport {
        /// Real ones have ten megabytes or less; they are read whole.
        const LARGEST: u64 = 256 << 20;
        let mut report = FileReport { motion: true, ..FileReport::new(path) };
        let outcome = guarded(|| {
            if span.len > LARGEST {
                return Err(Stop::unreadable(Error::limit(Limit::BlockBytes, Place::at(span.start))));
            }
            let mut bytes = vec![0; usize::try_from(span.len).unwrap_or(0)];
            self.source.input.read_exact_at(span.start, &mut bytes).map_err(Stop::unreadable)?;
            let input = Input::from_bytes(&bytes);
            let extension = match sniff::sniff(&input.head().map_err(Stop::unreadable)?) {
                Sniffed::Format(format) => format.extensions().first().copied().unwrap_or_default(),
                _ => "mp4",
            };
            let target = Target { path: photo.path.with_extension(format!("motion.{extension}")), ..photo.clone() };
            let through = Through { source: Source { file: self.source.file, input: &input }, ..*self };
            let outcome = through.go(&target.path, Some(&target), copy, &mut report, &mut None)?;
            report.telling_name = names::telling(target.below(), &report.removed);
            Ok(outcome)
        });
        report.end(outcome);
        report
    }

    fn go(
        &self,
        path: &Path,
        target: Option<&Target>,
        buffer: &mut Vec<u8>,
        report: &mut FileReport,
        described: &mut Option<Scan>,
    ) -> Result<Outcome, Stop> {
        let Self { options, prepared, source } = self;
        let input = source.input;
        report.bytes_in = input.len();
        let format = match recognise(path, input)? {
            Recognised::Format(format) => format,
            Recognised::Skip(why) => return Ok(Outcome::Skipped(why)),
            Recognised::Unsupported(name) => {
                report.format = Some(name);
                return Err(Stop::unreadable(Error::unsupported(Unsupported::Format(name), Place::at(0))));
            }
        };
        report.format = Some(format.name());
        report.misnamed = names::misnamed(path, format);
        report.destination = target.map(|target| target.path.clone());
        report.output = target.map(|target| target.output.clone());
        let info = formats::of(format);
        let scan = described.insert((info.scan)(input).map_err(Stop::unreadable)?);
        let plan = plan(scan, options.keep).map_err(Stop::unreadable)?;
        let edits = EditList::from_plan(scan, &plan, info.compose).map_err(Stop::unreadable)?;
        let clean = plan.is_empty();
        let Plan { removed, kept, values, unkept, .. } = plan;
        (report.removed, report.kept, report.unkept) = (removed, kept, unkept);
        report.bytes_out = Some(edits.output_len());
        let outcome = if clean { Outcome::AlreadyClean } else { Outcome::Cleaned };
        if options.compares_previews && report.removed.iter().any(|found| found.category == Category::Preview) {
            report.previews = previews::compare(input, scan);
        }
        let Some(target) = target else { return Ok(outcome) };
        let job = Job { options, prepared, source: *source, scan, values: &values, edits: &edits, target };
        job.copy(buffer, outcome)
    }
}

/// Why a file goes no further.
enum Stop {
    Refused(Refusal),
    Failed(Failure),
}

impl Stop {
    fn unreadable(error: Error) -> Self {
        match error {
            Error::Io(error) => Self::Failed(Failure::Read(error)),
            error => Self::Refused(Refusal::Unreadable(error)),
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

enum Recognised {
    Format(FormatKind),
    Unsupported(&'static str),
    Skip(Skip),
}

fn recognise(path: &Path, input: &Input<'_>) -> Result<Recognised, Stop> {
    // A picture, but not one of its own.
    if sidecars::kind(path) == Some(SidecarKind::Thumbnail) {
        return Ok(Recognised::Skip(Skip::Sidecar));
    }
    let promised = path.extension().is_some_and(|extension| sniff::promises_media(&extension.to_string_lossy()));
    Ok(match sniff::look(input).map_err(Stop::unreadable)? {
        Sniffed::Format(format) => Recognised::Format(format),
        Sniffed::Unsupported(name) => Recognised::Unsupported(name),
        Sniffed::Unknown if promised => {
            let what = if input.is_empty() { Malformed::Empty } else { Malformed::Unrecognised };
            return Err(Stop::unreadable(Error::malformed(what, Place::at(0))));
        }
        Sniffed::Unknown if sidecars::kind(path).is_some_and(|kind| !kind.is_of_folder()) => Recognised::Skip(Skip::Sidecar),
        Sniffed::Unknown => Recognised::Skip(Skip::NotMedia),
    })
}

/// A file that is understood and has a place to go to.
struct Job<'a> {
    options: &'a Options,
    prepared: &'a Prepared,
    source: Source<'a>,
    scan: &'a Scan,
    values: &'a Kept,
    edits: &'a EditList,
    target: &'a Target,
}

impl Job<'_> {
    fn copy(&self, buffer: &mut Vec<u8>, outcome: Outcome) -> Result<Outcome, Stop> {
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
        let pending = Pending::create(folder_of(self.target), self.options.temporary).map_err(Failure::Write)?;
        (self.options.writer)(&self.source, self.edits, pending.file()).map_err(|error| match error {
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
        let Some(present) = is_file.then(|| open(&self.target.path).ok()).flatten() else { return Ok(false) };
        let len = present.metadata().map_err(Failure::Read)?.len();
        if len != self.edits.output_len() {
            return Ok(false);
        }
        let input = load(&present, len, buffer).map_err(Failure::Read)?;
        if !write::is_written(self.source.input, self.edits, &input).map_err(Stop::unreadable)? {
            return Ok(false);
        }
        self.judge(&input).map(|()| true)
    }

    fn verify(&self, written: &File, buffer: &mut Vec<u8>) -> Result<(), Stop> {
        use std::io::Seek;
        let mut from = written;
        from.rewind().map_err(Failure::Write)?;
        let len = written.metadata().map_err(Failure::Write)?.len();
        let input = load(written, len, buffer).map_err(Failure::Write)?;
        self.judge(&input)
    }

    fn judge(&self, copy: &Input<'_>) -> Result<(), Stop> {
        let original =
            Original { input: self.source.input, scan: self.scan, keep: self.options.keep, values: self.values.clone() };
        verify::verify(&original, copy, self.options.depth).map_err(|doubt| Stop::Refused(Refusal::Verification(doubt)))
    }
}
