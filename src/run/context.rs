//! What all workers of a run share.

use std::collections::BTreeSet;

use super::options::Options;
use crate::commit::Outputs;
use crate::outcome::Action;
use crate::source::SMALL;
use crate::state::State;

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
    /// Up to how many bytes a file is read whole, if a copy of it is written or not.
    pub(super) fn whole(&self, written: bool) -> u64 {
        if written && self.options.action != Action::Plan { self.whole } else { SMALL }
    }
}
