//! Standard output and standard error: which line goes where, and what happens when nobody is listening.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::CommonArgs;
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
        }
    }

    /// The report goes to standard error, because standard output is for a copy.
    pub(super) fn beside(self, is_beside: bool) -> Self {
        Self { is_beside, ..self }
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
        // If standard error is gone, there is nobody left to tell.
        let _ = writeln!(self.stderr, "{}", terminal::problem(text, Width::of_stderr()));
    }

    /// The end of a report; `apart` sets it off from the lines before it. With `--quiet`, only the troubles.
    pub(super) fn summary(&mut self, summary: &Summary, troubles: &[String], apart: bool) {
        if self.quiet || self.json {
            for trouble in troubles {
                self.problem(trouble);
            }
        }
        if !self.quiet && !self.json {
            let gap = if apart { "\n" } else { "" };
            self.write(&format!("{gap}{}", terminal::summary(summary, Width::of_stdout())));
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
        if self.lost.is_some() {
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
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(anyhow::anyhow!(language().output_lost(&error))),
            _ => Ok(()),
        }
    }
}
