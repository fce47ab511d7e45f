//! What all workers of a run go by.

use std::collections::BTreeSet;

use super::options::Options;
use crate::commit::Outputs;
use crate::state::State;

#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) options: &'a Options,
    pub(super) outputs: &'a Outputs,
    /// What earlier runs wrote.
    pub(super) state: &'a State,
    /// Names of all copies of the run, where a video behind a photo must not take one.
    pub(super) names: &'a BTreeSet<String>,
    /// Whether the run is to end, whatever it is at work on.
    pub(super) stops: &'a (dyn Fn() -> bool + Sync),
}
