//! One file after another, with reused buffers.

use std::path::PathBuf;
use std::sync::OnceLock;

use untrace_core::model::SidecarKind;

use super::context::Context;
use super::done::{Done, Met};
use super::sidecar;
use super::stop::{Stop, end, guarded};
use super::through::{Through, motion_span};
use crate::commit::Ready;
use crate::discover::{Entry, Skip, Target, Task};
use crate::names;
use crate::outcome::{Failure, FileReport, Outcome};
use crate::source::{OpenFile, load_by};
use crate::spool::{STREAM, Spool};
use crate::state::{Part, Trace};
use crate::work::Work;
use crate::write::Source;

pub(super) struct Worker<'a> {
    context: Context<'a>,
    /// The output that was lost: reported here first.
    lost: &'a OnceLock<PathBuf>,
    source: Vec<u8>,
    copy: Vec<u8>,
}

impl<'a> Worker<'a> {
    pub(super) const fn new(context: Context<'a>, lost: &'a OnceLock<PathBuf>) -> Self {
        Self { context, lost, source: Vec::new(), copy: Vec::new() }
    }

    /// What became of an entry, and of a video behind it that becomes a separate file; empty if it was abandoned.
    pub(super) fn process(&mut self, entry: &Entry) -> Vec<Done> {
        let trace = entry.target().and_then(|_| self.context.state.trace(entry));
        if let (Some(target), Some(trace)) = (entry.target(), trace)
            && let Some(done) = self.context.remembered(entry, target, trace)
        {
            return done;
        }
        let mut report = FileReport { typed: entry.typed, ..FileReport::new(&entry.source) };
        if let Task::Sidecar { kind, about } = &entry.task {
            (report.sidecar, report.about) = (Some(*kind), about.clone());
        }
        let work = Work::new(self.context.stops);
        let (mut ready, mut motion) = (None, None);
        let outcome = match &entry.task {
            Task::Skip(why) => Ok(Outcome::Skipped(*why)),
            Task::Fail(trouble) => Err(Stop::Failed(Failure::Read((*trouble).into()))),
            Task::Spooled(spool) => guarded(|| self.read_spooled(entry, spool, &work, &mut report)),
            Task::Sidecar { kind, .. } => guarded(|| self.read_sidecar(entry, *kind, &work, &mut report)),
            Task::Read { .. } => guarded(|| self.read(entry, trace, &work, &mut report, &mut ready, &mut motion)),
        };
        if work.is_stopped() {
            return Vec::new();
        }
        if outcome.is_err() {
            ready = None;
        }
        end(&mut report, outcome);
        let mut done: Vec<Done> = std::iter::once(Done { report, ready, original: None }).chain(motion).collect();
        if let Some(target) = entry.target() {
            let parts = done.len();
            for (done, part) in done.iter_mut().zip([Part::Whole, Part::Motion]) {
                self.tell_loss(target, &mut done.report);
                done.original = trace.map(|trace| Met { trace, part, stamp: entry.stamp, root: target.root.clone(), parts });
            }
        }
        done
    }

    /// Records if a copy could not be written because there is nothing left to write to.
    fn tell_loss(&self, target: &Target, report: &mut FileReport) {
        let is_lost = match &report.outcome {
            Outcome::Failed(Failure::OutputLost) => true,
            Outcome::Failed(Failure::Write(error)) => self.context.outputs.is_lost(&target.root, Some(error)),
            _ => false,
        };
        if is_lost {
            report.outcome = Outcome::Failed(Failure::OutputLost);
            let _ = self.lost.set(target.output.clone());
        }
    }

    /// What a file next to photos tells. One whose content is a photo is read as a photo.
    fn read_sidecar(
        &mut self,
        entry: &Entry,
        kind: SidecarKind,
        work: &Work<'_>,
        report: &mut FileReport,
    ) -> Result<Outcome, Stop> {
        match sidecar::read(entry, kind, &mut self.source, report)? {
            Some(outcome) => Ok(outcome),
            None => self.read(entry, None, work, report, &mut None, &mut None),
        }
    }

    /// What comes from a stream, and a copy that goes to one.
    fn read_spooled(&mut self, entry: &Entry, spool: &Spool, work: &Work<'_>, report: &mut FileReport) -> Result<Outcome, Stop> {
        let file = spool.source();
        let Self { source, copy, context, .. } = self;
        let at_work = work.over(file);
        let input = load_by(file, &at_work, source, context.whole_of(file, spool.copy().is_some())).map_err(Failure::Read)?;
        let source = Source { file: file.file(), input: &input };
        let through = Through { context: *context, trace: None, stamp: None, source, work, unnamed: spool.copy() };
        let place = PathBuf::from(STREAM);
        let target = Target { path: place.clone(), root: place.clone(), output: place };
        let target = spool.copy().map(|_| &target);
        through.go(&entry.source, target, copy, report, &mut None).map(|(outcome, _)| outcome)
    }

    fn read(
        &mut self,
        entry: &Entry,
        trace: Option<Trace>,
        work: &Work<'_>,
        report: &mut FileReport,
        ready: &mut Option<Ready>,
        motion: &mut Option<Done>,
    ) -> Result<Outcome, Stop> {
        let (path, target) = (entry.source.as_path(), entry.target());
        let Some(file) = OpenFile::open(path).map_err(Failure::Read)? else { return Ok(Outcome::Skipped(Skip::Special)) };
        let Self { source, copy, context, .. } = self;
        let at_work = work.over(&file);
        let input = load_by(&file, &at_work, source, context.whole_of(&file, target.is_some())).map_err(Failure::Read)?;
        let source = Source { file: file.file(), input: &input };
        let through = Through { context: *context, trace, stamp: entry.stamp, source, work, unnamed: None };
        let mut scan = None;
        let outcome;
        (outcome, *ready) = through.go(path, target, copy, report, &mut scan)?;
        if !matches!(outcome, Outcome::Skipped(_)) {
            report.telling_name = names::telling(target.map_or(entry.below(), Target::below), &report.removed);
        }
        if let (true, Some(scan), Some(target)) = (context.options.extract_motion, &scan, target)
            && let Some(span) = motion_span(scan)
        {
            *motion = Some(through.extract(path, span, target, copy));
        }
        Ok(outcome)
    }
}
