//! Many entries at once, in the order in which they were met.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::discover::Entry;

/// Does the same with every entry, `jobs` at once, and hands what comes of it to `sink` in the order of the entries.
pub(crate) fn in_order<T: Send, W: FnMut(&Entry) -> T>(
    entries: &[Entry],
    jobs: usize,
    worker: impl Fn() -> W + Sync,
    mut sink: impl FnMut(T),
) {
    // Who is free takes the next one: equal shares would not be equal work, with videos among photos.
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, entries.len().max(1)) {
            let (sender, next, worker) = (sender.clone(), &next, &worker);
            scope.spawn(move || {
                let mut work = worker();
                loop {
                    // Relaxed: only the number counts, nothing else is handed over by it.
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(entry) = entries.get(index) else { break };
                    if sender.send((index, work(entry))).is_err() {
                        break;
                    }
                }
            });
        }
        // The receiver waits for as long as anybody could send.
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut turn = 0_usize;
        for (index, done) in receiver {
            waiting.insert(index, done);
            while let Some(done) = waiting.remove(&turn) {
                sink(done);
                turn = turn.saturating_add(1);
            }
        }
    });
}
