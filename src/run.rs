//! Takes files through the stages: scan, plan, edit, write, verify, commit; one worker for each job, results in the
//! order of the request. Knows nothing of arguments or terminals.

mod job;
mod options;
mod sidecar;
mod stop;
mod through;
mod worker;

pub use options::Options;

use crate::discover::Entry;
use crate::outcome::FileReport;
use crate::workers::in_order;

/// Takes every entry through the stages, and hands the reports to `sink` in the order of the entries: one for each, and
/// one for each video that becomes a file of its own.
pub fn run(entries: &[Entry], options: &Options, mut sink: impl FnMut(FileReport)) {
    let prepared = job::Prepared::default();
    let worker = || {
        let mut worker = worker::Worker::new(options, &prepared);
        move |entry: &Entry| worker.process(entry)
    };
    in_order(entries, options.jobs, worker, |reports| reports.into_iter().for_each(&mut sink));
}
