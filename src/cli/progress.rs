//! How far a run is: a bar on standard error, if that is a terminal that can redraw a line, or numbers for a window.

mod narrow;

use std::io::{IsTerminal, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use narrow::Narrow;
use untrace_core::base::guard;

/// How often in a second the bar is drawn at most.
const DRAWN: u8 = 20;

/// Whoever shows how far a run is, if anybody could see it.
pub(super) enum Progress {
    Unseen,
    Bar(ProgressBar),
    Window(Arc<Steps>),
}

/// How far a run is, for a window that another thread shows.
#[derive(Debug, Default)]
pub(super) struct Steps {
    done: AtomicUsize,
    all: AtomicUsize,
    is_unwanted: AtomicBool,
}

impl Steps {
    /// Files that are done, and all of them; none before they are counted.
    pub(super) fn so_far(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }

    /// Asks the run to end.
    pub(super) fn stop(&self) {
        self.is_unwanted.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to.
    pub(super) fn is_unwanted(&self) -> bool {
        self.is_unwanted.load(Ordering::Relaxed)
    }
}

impl Progress {
    pub(super) fn bar(message: &'static str, files: usize, quiet: bool) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if quiet || dumb || !stderr().is_terminal() {
            return Self::Unseen;
        }
        // It asks for random bytes, and a system that has none to give must not end the run because of a bar.
        let bar = guard(|| {
            let target = ProgressDrawTarget::term_like_with_hz(Box::new(Narrow::stderr()), DRAWN);
            let bar = ProgressBar::with_draw_target(Some(files as u64), target);
            if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
                bar.set_style(style);
            }
            bar.set_message(message);
            bar
        });
        bar.map_or(Self::Unseen, Self::Bar)
    }

    pub(super) fn window(steps: Arc<Steps>, files: usize) -> Self {
        steps.all.store(files, Ordering::Relaxed);
        Self::Window(steps)
    }

    pub(super) fn advance(&self) {
        match self {
            Self::Unseen => {}
            Self::Bar(bar) => bar.inc(1),
            Self::Window(steps) => {
                steps.done.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// Whether the person who sees it has had enough.
    pub(super) fn is_unwanted(&self) -> bool {
        matches!(self, Self::Window(steps) if steps.is_unwanted())
    }

    /// Runs something that writes lines while the bar is hidden.
    pub(super) fn suspended(&self, write: impl FnOnce()) {
        match self {
            Self::Bar(bar) => bar.suspend(write),
            Self::Unseen | Self::Window(_) => write(),
        }
    }

    pub(super) fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
