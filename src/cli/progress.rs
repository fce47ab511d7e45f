//! The progress bar, on standard error, if that is a terminal that can redraw a line.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use untrace_core::base::guard;

/// A bar, if anybody could see it.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(super) fn new(message: &'static str, files: usize, quiet: bool) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if quiet || dumb || !stderr().is_terminal() {
            return Self(None);
        }
        // It asks for random bytes, and a system that has none to give must not end the run because of a bar.
        Self(guard(|| {
            let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
                bar.set_style(style);
            }
            bar.set_message(message);
            bar
        }))
    }

    pub(super) fn advance(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Runs something that writes lines while the bar is hidden.
    pub(super) fn suspended(&self, write: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
