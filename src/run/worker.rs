//! One file after another, with buffers that are used again.

use untrace_core::model::SidecarKind;

use super::job::Prepared;
use super::options::Options;
use super::sidecar;
use super::stop::{Stop, end, guarded};
use super::through::{Through, motion_span};
use crate::discover::{Entry, Skip, Target, Task};
use crate::names;
use crate::outcome::{Failure, FileReport, Outcome};
use crate::source::{OpenFile, load};
use crate::write::Source;

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
        end(&mut report, outcome);
        std::iter::once(report).chain(motion).collect()
    }

    /// What a file beside photos tells. One that is a photo by its content is read as such.
    fn read_sidecar(&mut self, entry: &Entry, kind: SidecarKind, report: &mut FileReport) -> Result<Outcome, Stop> {
        match sidecar::read(entry, kind, &mut self.source, report)? {
            Some(outcome) => Ok(outcome),
            None => self.read(entry, None, report, &mut None),
        }
    }

    fn read(
        &mut self,
        entry: &Entry,
        target: Option<&Target>,
        report: &mut FileReport,
        motion: &mut Option<FileReport>,
    ) -> Result<Outcome, Stop> {
        let path = entry.source.as_path();
        let Some(file) = OpenFile::open(path).map_err(Failure::Read)? else { return Ok(Outcome::Skipped(Skip::Special)) };
        let Self { source, copy, options, prepared } = self;
        let input = load(&file, source).map_err(Failure::Read)?;
        let through = Through { options, prepared, source: Source { file: file.file(), input: &input } };
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
