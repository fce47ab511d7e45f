//! Many entries at a time, in the order they were met.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use crate::discover::Entry;

/// How many entries at a time, and how far ahead they may get.
#[derive(Clone, Copy)]
pub(crate) struct Crew<'a> {
    /// Threads; at least one.
    pub(crate) jobs: usize,
    /// Entries that are done or in progress before earlier ones have been handed on: the result of each holds a file open.
    pub(crate) ahead: usize,
    /// Whether no further entry should be started.
    pub(crate) stops: &'a (dyn Fn() -> bool + Sync),
    /// Told of an entry while those before it are being worked on, so that it can be read ahead.
    pub(crate) soon: &'a (dyn Fn(&Entry) + Sync),
}

/// Does the same with every entry, and hands the results to `sink` in the order of the entries. Returns how many
/// were handed over: all, unless something stopped it.
pub(crate) fn in_order<T: Send, W: FnMut(&Entry) -> T>(
    entries: &[Entry],
    crew: Crew<'_>,
    worker: impl Fn() -> W + Sync,
    mut sink: impl FnMut(T),
) -> usize {
    let turns = Turns { ahead: crew.ahead.max(crew.jobs).max(1), stops: crew.stops, ..Turns::default() };
    let (sender, receiver) = mpsc::channel();
    let mut begun = false;
    thread::scope(|scope| {
        for _ in 0..crew.jobs.clamp(1, entries.len().max(1)) {
            let (sender, turns, worker) = (sender.clone(), &turns, &worker);
            let work = move || {
                // Nobody waits for the turn of a thread that is gone.
                let _ends = Ends(turns);
                let mut work = worker();
                while let Some((first, turn)) = turns.next(entries) {
                    // The other threads are at the entries in between.
                    let next = first.saturating_add(turn.len()).saturating_add(crew.jobs.saturating_sub(1));
                    entries.get(next).into_iter().for_each(crew.soon);
                    // A turn is not divided: what is begun after the others were stopped ends by itself.
                    let done: Vec<T> = turn.iter().map(&mut work).collect();
                    if sender.send((first, done)).is_err() {
                        break;
                    }
                }
            };
            // If the system has no more threads to give, fewer do the work.
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
            begun = true;
        }
        if !begun {
            return alone(entries, crew.stops, &worker, sink);
        }
        // The receiver waits for as long as anybody could send.
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut turn = 0_usize;
        for (first, done) in receiver {
            waiting.insert(first, done);
            while let Some(done) = waiting.remove(&turn) {
                for done in done {
                    sink(done);
                    turn = turn.saturating_add(1);
                }
                turns.hand_on(turn);
            }
        }
        turn
    })
}

/// The same without any threads.
fn alone<T, W: FnMut(&Entry) -> T>(
    entries: &[Entry],
    stops: &dyn Fn() -> bool,
    worker: &impl Fn() -> W,
    mut sink: impl FnMut(T),
) -> usize {
    let mut work = worker();
    let mut done = 0_usize;
    for entry in entries.iter().take_while(|_| !stops()) {
        sink(work(entry));
        done = done.saturating_add(1);
    }
    done
}

/// Who takes which entries: whoever is free takes the next ones, since equal shares would not be equal work with videos among
/// photos. Small files are taken together: waking the thread that hands them on takes as long as reading one.
struct Turns<'a> {
    ahead: usize,
    stops: &'a (dyn Fn() -> bool + Sync),
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    /// The next entry to take.
    next: usize,
    /// How many were handed on.
    handed_on: usize,
    /// Whether a thread that others would wait for is gone.
    ended: bool,
}

impl Default for Turns<'_> {
    fn default() -> Self {
        Self { ahead: 1, stops: &|| false, state: Mutex::default(), moved: Condvar::new() }
    }
}

impl Turns<'_> {
    fn with<R>(&self, act: impl FnOnce(&mut State) -> R) -> R {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The entries of a turn, and the number of the first one.
    fn next<'e>(&self, entries: &'e [Entry]) -> Option<(usize, &'e [Entry])> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let first = state.next;
            let left = entries.get(first..).filter(|left| !left.is_empty())?;
            if state.ended || (self.stops)() {
                return None;
            }
            let room = state.handed_on.saturating_add(self.ahead).saturating_sub(first);
            if room > 0 {
                let turn = left.get(..together(left).min(room))?;
                state.next = first.saturating_add(turn.len());
                return Some((first, turn));
            }
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn hand_on(&self, handed_on: usize) {
        self.with(|state| state.handed_on = handed_on);
        self.moved.notify_all();
    }
}

/// How many of these entries are one turn: at least one, and more if all of them are small, but few enough that nobody waits
/// for the last turn.
fn together(entries: &[Entry]) -> usize {
    /// Bytes of a turn: a fraction of a photo.
    const BYTES: u64 = 1 << 20;
    /// Of those that are left, a turn takes so few.
    const SHARE: usize = 64;
    let mut bytes = 0_u64;
    let small = entries.iter().take(entries.len() / SHARE).take_while(|entry| {
        bytes = bytes.saturating_add(entry.stamp.map_or(BYTES, |stamp| stamp.len));
        bytes < BYTES
    });
    small.count().max(1)
}

struct Ends<'a>(&'a Turns<'a>);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.with(|state| state.ended = true);
        }
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::{Skip, Task};
    use crate::stamp::Stamp;
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn entries(count: usize) -> Vec<Entry> {
        let entry = |number: usize| Entry {
            source: PathBuf::from(number.to_string()),
            typed: false,
            depth: 1,
            stamp: None,
            task: Task::Skip(Skip::Link),
        };
        (0..count).map(entry).collect()
    }

    fn number(entry: &Entry) -> usize {
        entry.source.to_str().unwrap().parse().unwrap()
    }

    #[test]
    fn all_come_in_order_and_none_gets_too_far_ahead() {
        let (begun, handed_on) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut seen = Vec::new();
        let crew = Crew { jobs: 4, ahead: 8, stops: &|| false, soon: &|_| () };
        let work = || {
            |entry: &Entry| {
                let begun = begun.fetch_add(1, Ordering::SeqCst);
                assert!(begun < handed_on.load(Ordering::SeqCst) + 8 + 1, "one may have been handed on, and not counted");
                number(entry)
            }
        };
        let done = in_order(&entries(500), crew, work, |number| {
            handed_on.fetch_add(1, Ordering::SeqCst);
            seen.push(number);
        });
        assert_eq!(done, 500);
        assert!(seen.iter().copied().eq(0..500));
    }

    #[test]
    fn entries_are_told_of_before_anybody_takes_them() {
        for jobs in 1..4 {
            let told = Mutex::new(Vec::new());
            let soon = |entry: &Entry| told.lock().unwrap().push(number(entry));
            let crew = Crew { jobs, ahead: 8, stops: &|| false, soon: &soon };
            assert_eq!(in_order(&entries(50), crew, || |entry: &Entry| assert!(number(entry) < 50), |()| ()), 50);
            let mut told = told.into_inner().unwrap();
            told.sort_unstable();
            assert!(told.into_iter().eq(jobs..50), "each once, but for those that are taken at once");
        }
    }

    #[test]
    fn small_files_are_taken_together_and_the_last_ones_one_by_one() {
        let mut small = entries(6400);
        let folder = std::fs::metadata(".").unwrap();
        let stamp = |len| {
            let mut stamp = Stamp::of(&folder);
            stamp.len = len;
            Some(stamp)
        };
        small.iter_mut().for_each(|entry| entry.stamp = stamp(100_000));
        assert_eq!([together(&small), together(&small[6080..]), together(&small[6399..])], [10, 5, 1]);
        small[3].stamp = stamp(5_000_000);
        assert_eq!([together(&small), together(&small[3..]), together(&entries(6400))], [3, 1, 1]);
        let crew = Crew { jobs: 3, ahead: 7, stops: &|| false, soon: &|_| () };
        let mut seen = Vec::new();
        assert_eq!(in_order(&small, crew, || number, |number| seen.push(number)), 6400);
        assert!(seen.iter().copied().eq(0..6400));
    }

    #[test]
    fn who_is_stopped_hands_over_what_was_begun() {
        let handed_on = AtomicUsize::new(0);
        let stops = || handed_on.load(Ordering::SeqCst) >= 10;
        let crew = Crew { jobs: 2, ahead: 4, stops: &stops, soon: &|_| () };
        let done = in_order(&entries(500), crew, || number, |_| _ = handed_on.fetch_add(1, Ordering::SeqCst));
        assert!((10..=16).contains(&done), "{done}");
        assert_eq!(done, handed_on.load(Ordering::SeqCst));
    }

    #[test]
    fn without_threads_the_work_is_done_all_the_same() {
        let mut seen = Vec::new();
        assert_eq!(alone(&entries(5), &|| false, &|| number, |number| seen.push(number)), 5);
        assert_eq!(seen, [0, 1, 2, 3, 4]);
    }
}
