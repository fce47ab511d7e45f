//! Standard output and standard error: which line goes where, and what happens when nobody is listening.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anstream::{AutoStream, ColorChoice};

use super::args::CommonArgs;
use super::progress::{Progress, Steps};
use crate::i18n::language;
use crate::report::ending::Summary;
use crate::report::terminal::{self, Width};

/// Writes each line where it belongs. With `--json`, standard output is JSON and nothing else.
pub(super) struct Output {
    stdout: AutoStream<io::Stdout>,
    stderr: AutoStream<io::Stderr>,
    json: bool,
    quiet: bool,
    /// Whether standard output is for a copy, so that the report goes to standard error.
    is_beside: bool,
    lost: Option<io::Error>,
    window: Option<Heard>,
}

/// What a window is going to say, instead of lines.
#[derive(Debug, Default)]
pub(super) struct Heard {
    steps: Arc<Steps>,
    /// Sentences about what went wrong before there was a report.
    pub(super) problems: Vec<String>,
    pub(super) summary: Option<Summary>,
    /// Where the copies are.
    pub(super) outputs: Vec<PathBuf>,
}

impl Output {
    pub(super) fn new(common: &CommonArgs) -> Self {
        Self::with(common.color, common.json, common.quiet)
    }

    pub(super) fn with(color: clap::ColorChoice, json: bool, quiet: bool) -> Self {
        let choice = match color {
            // Even if a build server is known to show colours: this terminal is known not to.
            clap::ColorChoice::Auto if std::env::var_os("TERM").is_some_and(|term| term == "dumb") => ColorChoice::Never,
            clap::ColorChoice::Auto => ColorChoice::Auto,
            clap::ColorChoice::Always => ColorChoice::Always,
            clap::ColorChoice::Never => ColorChoice::Never,
        };
        Self {
            stdout: AutoStream::new(io::stdout(), choice),
            stderr: AutoStream::new(io::stderr(), choice),
            json,
            quiet,
            is_beside: false,
            lost: None,
            window: None,
        }
    }

    /// Nothing is written: a window says it, and shows how far the run is.
    pub(super) fn of_window(common: &CommonArgs, steps: Arc<Steps>) -> Self {
        Self { window: Some(Heard { steps, ..Heard::default() }), ..Self::new(common) }
    }

    /// What the window is to say, if there is one.
    pub(super) fn heard(self) -> Option<Heard> {
        self.window
    }

    /// Notes where a copy is, for a window that can show it.
    pub(super) fn note_copies(&mut self, outputs: impl IntoIterator<Item = impl AsRef<Path>>) {
        if let Some(heard) = &mut self.window {
            heard.outputs = outputs.into_iter().map(|output| output.as_ref().to_path_buf()).collect();
        }
    }

    /// Whether a window says it all.
    pub(super) const fn is_window(&self) -> bool {
        self.window.is_some()
    }

    /// Shows how far a run over so many files is.
    pub(super) fn progress(&self, message: &'static str, files: usize) -> Progress {
        match &self.window {
            // On Windows the program has a window from its start, even if nobody typed anything.
            Some(heard) if !cfg!(windows) => Progress::window(Arc::clone(&heard.steps), files),
            _ => Progress::bar(message, files, self.quiet),
        }
    }

    /// The report goes to standard error, because standard output is for a copy.
    pub(super) const fn set_beside(&mut self, is_beside: bool) {
        self.is_beside = is_beside;
    }

    /// A line for people.
    pub(super) fn line(&mut self, text: &str) {
        if !self.json {
            self.write(text);
        }
    }

    /// A line for scripts.
    pub(super) fn json(&mut self, line: impl FnOnce() -> String) {
        if self.json {
            self.write(&line());
        }
    }

    /// A line that must be seen even if standard output goes elsewhere.
    pub(super) fn problem(&mut self, text: &str) {
        if let Some(heard) = &mut self.window {
            heard.problems.push(text.to_owned());
            return;
        }
        // If standard error is gone, there is nobody left to tell.
        let _ = writeln!(self.stderr, "{}", terminal::problem(text, Width::of_stderr()));
    }

    /// The end of a report; `apart` sets it off from the lines before it. With `--quiet`, only the troubles.
    pub(super) fn summary(&mut self, summary: Summary, troubles: &[String], apart: bool) {
        if let Some(heard) = &mut self.window {
            heard.summary = Some(summary);
            return;
        }
        if self.quiet || self.json {
            for trouble in troubles {
                self.problem(trouble);
            }
        }
        if !self.quiet && !self.json {
            let gap = if apart { "\n" } else { "" };
            self.write(&format!("{gap}{}", terminal::summary(&summary, Width::of_stdout())));
        }
    }

    /// The line that ends a report.
    pub(super) fn end(&mut self, line: impl FnOnce() -> String) {
        if !self.quiet && !self.json {
            self.write(&format!("\n{}", terminal::ending(&line(), Width::of_stdout())));
        }
    }

    /// The same for a report that ends with a command to type: out of the way, not right where it is typed.
    pub(super) fn end_beside(&mut self, line: impl FnOnce() -> String) {
        if !self.quiet && !self.json && !io::stderr().is_terminal() {
            let _ = self.stdout.flush();
            let _ = writeln!(self.stderr, "{}", line());
        }
    }

    fn write(&mut self, text: &str) {
        if self.lost.is_some() || self.window.is_some() {
            return;
        }
        let to: &mut dyn Write = if self.is_beside { &mut self.stderr } else { &mut self.stdout };
        if let Err(error) = writeln!(to, "{text}") {
            self.lost = Some(error);
        }
    }

    /// Says if the report could not be written. A reader that has had enough (`| head`) is not a fault.
    pub(super) fn finish(&mut self) -> anyhow::Result<()> {
        let flushed = self.stdout.flush();
        match self.lost.take().map_or(flushed, Err) {
            Err(error) if !has_had_enough(&error) => Err(anyhow::anyhow!(language().output_lost(&error))),
            _ => Ok(()),
        }
    }
}

/// Whether a reader closed its end. Windows has two more words for that, of which the standard library knows one.
fn has_had_enough(error: &io::Error) -> bool {
    const ERROR_PIPE_NOT_CONNECTED: i32 = 233;
    error.kind() == io::ErrorKind::BrokenPipe || cfg!(windows) && error.raw_os_error() == Some(ERROR_PIPE_NOT_CONNECTED)
}
