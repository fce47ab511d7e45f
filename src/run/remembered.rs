//! What an earlier run left: copies that need not be read again, because they and their originals are as they were;
//! and what this run leaves for the next one.

use std::path::Path;
use std::time::SystemTime;

use super::context::Context;
use super::done::{Done, Met};
use super::through::motion_target;
use crate::commit::{Present, Ready};
use crate::discover::{Entry, Target};
use crate::names;
use crate::outcome::{FileReport, Outcome, Outdated, Recognised};
use crate::stamp::{Stamp, nanoseconds};
use crate::state::{Part, Record, Trace};

impl Context<'_> {
    /// The copies of an original, if nothing about any of them changed.
    pub(super) fn remembered(&self, entry: &Entry, target: &Target, trace: Trace) -> Option<Vec<Done>> {
        let record = self.state.of_original(&target.root, trace, Part::Whole)?;
        let whole = self.there(entry, target, record)?;
        if !self.options.extract_motion || record.parts < 2 {
            return Some(vec![whole]);
        }
        let record = self.state.of_original(&target.root, trace, Part::Motion)?;
        let mut motion = self.there(entry, &motion_target(target, record.format.extension()), record)?;
        motion.report.motion = true;
        Some(vec![whole, motion])
    }

    fn there(&self, entry: &Entry, target: &Target, record: &Record) -> Option<Done> {
        let current = self.state.is_current(record, entry.stamp)
            && record.depth >= self.options.depth
            && self.state.key(&target.root, target.below()) == Some(record.copy);
        if !current {
            return None;
        }
        let below = target.below().parent().unwrap_or_else(|| Path::new(""));
        let folder = self.outputs.folder(&target.root, below, false).ok()??;
        let there = folder.look(target.path.file_name()?).ok()??;
        if !there.is_file || !there.stamp.is_same(&record.made) {
            return None;
        }
        let report = FileReport {
            typed: entry.typed,
            destination: Some(target.path.clone()),
            output: Some(target.output.clone()),
            format: Some(Recognised::Format(record.format)),
            misnamed: names::misnamed(&entry.source, record.format),
            telling_name: record.telling_name.clone(),
            outcome: Outcome::UpToDate,
            bytes_in: record.original.len,
            bytes_out: Some(there.stamp.len),
            remembered: true,
            ..FileReport::new(&entry.source)
        };
        Some(Done { report, ready: Some(Ready::there(&target.path, there.stamp)), original: None })
    }

    /// Why an existing copy would be different now, if an earlier run wrote it and nobody has changed it since.
    /// The copy of another original does not count.
    pub(super) fn outdated(&self, target: &Target, there: &Present, original: Option<(Trace, Stamp)>) -> Option<Outdated> {
        let (trace, original) = original?;
        let is_its_own = |record: &&Record| record.trace.source == trace.source && record.written;
        let record = self.state.of_copy(target).filter(is_its_own).filter(|record| record.made.is_same(&there.stamp))?;
        Some(if !record.original.is_same(&original) {
            Outdated::Original
        } else if record.settings.is_of_program(&self.state.settings()) {
            Outdated::Options
        } else {
            Outdated::Program
        })
    }

    /// Lets the next run recognise a copy that has its name, `written` by this run or found.
    pub(super) fn remember(&self, report: &FileReport, original: &Met, made: Stamp, written: bool) {
        let (Some(stamp), Some(Recognised::Format(format))) = (original.stamp, report.format) else { return };
        let Some(below) = report.destination.as_deref().and_then(|copy| copy.strip_prefix(&original.root).ok()) else { return };
        let Some(copy) = self.state.key(&original.root, below) else { return };
        let before = self.state.at(&original.root, below).filter(|record| record.made.is_same(&made));
        // If somebody could change a copy unnoticed, nothing about it is believed later, and nothing is done with it.
        let copy_path = report.destination.as_deref().unwrap_or_else(|| Path::new(""));
        if !self.state.shows_changes(copy_path, &made) || !self.state.shows_changes(&report.source, &stamp) {
            return;
        }
        let is_settled = !made.is_coarse() || made.is_settled(nanoseconds(SystemTime::now()));
        let record = Record {
            trace: original.trace,
            part: original.part,
            original: stamp,
            copy,
            made,
            settings: self.state.settings(),
            naming: self.options.naming,
            depth: self.options.depth,
            parts: original.parts,
            written: written || before.is_some_and(|record| record.written),
            sure: self.options.syncs && is_settled && stamp.is_settled(nanoseconds(self.options.begun)),
            format,
            telling_name: report.telling_name.clone(),
        };
        self.state.add(&original.root, record);
    }
}
