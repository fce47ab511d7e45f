//! What all workers of a run share.

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
    /// Names of all copies of the run, if a video behind a photo must not take one.
    pub(super) names: &'a BTreeSet<String>,
    /// Whether the run should end, whatever it is working on.
    pub(super) stops: &'a (dyn Fn() -> bool + Sync),
}
