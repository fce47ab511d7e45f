//! What all workers of a run share.

use std::collections::BTreeSet;

use untrace_core::base::{Input, ReadAt};
use untrace_core::formats;
use untrace_core::sniff::{self, Sniffed};

use super::options::Options;
use crate::commit::Outputs;
use crate::discover::Entry;
use crate::outcome::Action;
use crate::source::{self, SMALL};
use crate::state::{Part, State};

#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) options: &'a Options,
    pub(super) outputs: &'a Outputs,
    /// What earlier runs wrote.
    pub(super) state: &'a State,
    /// Names of all copies of the run, if a video behind a photo must not take one.
    pub(super) names: &'a BTreeSet<String>,
    /// Up to how many bytes a file is read whole if it is copied.
    pub(super) whole: u64,
    /// Whether the run should end, whatever it is working on.
    pub(super) stops: &'a (dyn Fn() -> bool + Sync),
}

impl Context<'_> {
    /// The same of a file, if a copy of it is written or not: what is only looked at is read whole where its format needs all
    /// of it.
    pub(super) fn whole_of<F: ReadAt>(&self, file: &F, written: bool) -> u64 {
        let is_copied = written && self.options.action != Action::Plan;
        if is_copied || file.len() > SMALL && is_read_whole(file) { self.whole } else { SMALL }
    }

    /// Has the disk begin with what a worker will read next, unless it may not have to: what is remembered stays unread.
    pub(super) fn read_ahead(&self, entry: &Entry) {
        let Some(target) = entry.target().filter(|_| self.options.action != Action::Plan) else { return };
        let is_large = entry.stamp.is_some_and(|stamp| stamp.len > SMALL);
        let is_remembered = || {
            let trace = self.state.trace(entry);
            trace.is_some_and(|trace| self.state.of_original(&target.root, trace, Part::Whole).is_some())
        };
        if is_large && sniff::is_promised(&entry.source) && !is_remembered() {
            source::read_ahead(&entry.source, self.whole);
        }
    }
}

/// Whether describing a file takes all of its bytes, as far as its head can tell.
fn is_read_whole(file: &dyn ReadAt) -> bool {
    match sniff::look(&Input::from_reader(file)) {
        Ok(Sniffed::Format(kind)) => formats::of(kind).is_read_whole,
        _ => false,
    }
}
