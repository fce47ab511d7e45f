//! `untrace watch`: one pass after another, as things arrive, until somebody says stop. What has not changed costs a pass
//! almost nothing, so each pass processes everything: a lost event, or a disk that reports none, leaves no photo out.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Result;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::args::CleanArgs;
use super::clean::{self, Going};
use super::ending::Ending;
use super::output::Output;
use super::patterns;
use super::process::{NotBegun, not_begun};
use super::signals::Signals;
use super::status::ExitStatus;
use super::stream;
use crate::discover::RequestError;
use crate::hashed::Set;
use crate::i18n::language;
use crate::identity::Identity;
use untrace_words::printable_path;

/// A file that has not changed for this long is complete, as far as anyone can tell.
const SETTLES: Duration = Duration::from_secs(2);
/// How often everything is looked through at least, whatever is reported.
const AT_LEAST: Duration = Duration::from_secs(60);
/// How often to check for a request to stop, and whether folders are there.
const TICK: Duration = Duration::from_millis(250);

/// Cleans what is there, and then what arrives.
pub(super) fn watch(args: &CleanArgs) -> Result<ExitStatus> {
    let mut output = Output::new(&args.common);
    let are_folders = args.common.paths.iter().all(|path| !path.is_file());
    let is_one_by_one = stream::is_asked(&args.common) || args.common.list.files_from.is_some();
    if is_one_by_one || args.in_place().is_some() || args.dry_run || args.window || !are_folders {
        let mut ending = Ending::of("watch", &args.common);
        return not_begun(&NotBegun::Wrong(RequestError::NotWatched), &args.common, &mut output, &mut ending);
    }
    let paths = match patterns::replaced(&args.common.paths, args.common.hidden) {
        Ok(paths) => paths,
        Err(error) => {
            return not_begun(&NotBegun::Wrong(error), &args.common, &mut output, &mut Ending::of("watch", &args.common));
        }
    };
    let signals = Signals::listen();
    let (sender, events) = channel();
    let mut folders: Vec<Folder> = paths.iter().map(|path| Folder::new(path)).collect();
    let mut said = Set::default();
    let (mut next, mut status) = (Instant::now(), ExitStatus::Clean);
    while !signals.came() {
        for folder in &mut folders {
            if folder.look(&sender, &mut output) {
                next = Instant::now();
            }
        }
        if next <= Instant::now() && folders.iter().all(|folder| folder.identity.is_some()) {
            let settled = SystemTime::now().checked_sub(SETTLES).unwrap_or(SystemTime::UNIX_EPOCH);
            let mut going = Going { signals: &signals, said: &mut said, settled, growing: false };
            // The rights that a pass gives up before it looks into files are those of its own thread and of the threads it
            // starts.
            let passed =
                thread::scope(|scope| scope.spawn(|| clean::pass(args, Some(&mut going), &mut Output::new(&args.common))).join());
            status = passed.unwrap_or_else(|_| Ok(ExitStatus::Incomplete))?;
            // It would be wrong again next time, unless a folder went away just then.
            if status == ExitStatus::Usage && folders.iter().all(|folder| folder.path.is_dir()) {
                break;
            }
            let wait = if going.growing { SETTLES } else { AT_LEAST };
            next = Instant::now().checked_add(wait).unwrap_or(next);
        }
        if arrived(&events)? {
            // There is more to come.
            next = next.min(Instant::now().checked_add(SETTLES).unwrap_or(next));
        }
    }
    signals.end();
    Ok(status)
}

/// Whether anything changed, within a tick.
fn arrived(events: &Receiver<()>) -> Result<bool> {
    match events.recv_timeout(TICK) {
        Ok(()) => {
            while events.try_recv().is_ok() {}
            Ok(true)
        }
        Err(RecvTimeoutError::Timeout) => Ok(false),
        // Only this program holds the other end.
        Err(error @ RecvTimeoutError::Disconnected) => Err(error.into()),
    }
}

/// A watched folder, as long as it exists.
struct Folder {
    path: PathBuf,
    /// The one being watched now.
    identity: Option<Identity>,
    watcher: Option<RecommendedWatcher>,
    is_missed: bool,
}

impl Folder {
    fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf(), identity: None, watcher: None, is_missed: false }
    }

    /// Looks whether the folder exists and is still the same one. Returns whether there is a different one.
    fn look(&mut self, events: &Sender<()>, output: &mut Output) -> bool {
        let there = Identity::of_path(&self.path).ok().filter(|_| self.path.is_dir());
        if there.is_none() && !self.is_missed {
            output.problem(&language().waited_for(&printable_path(&self.path)));
        }
        self.is_missed = there.is_none();
        if there == self.identity {
            return false;
        }
        self.identity = there;
        self.watcher = there.and_then(|_| told(&self.path, events.clone()));
        if there.is_some() {
            output.line(&language().watching(&printable_path(&self.path)));
        }
        there.is_some()
    }
}

/// Asks the system to report changes below a folder. If it cannot, everything is still looked through now and then.
fn told(path: &Path, events: Sender<()>) -> Option<RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| {
        let is_change = |event: &notify::Event| event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove();
        // An error does not say what it was about.
        if event.as_ref().map_or(true, is_change) {
            let _ = events.send(());
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    watcher.watch(path, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}
