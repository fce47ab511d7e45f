//! What a language has to say at the end of a run.

use std::time::Duration;

use untrace_core::model::Category;

use crate::outcome::Action;
use crate::tally::{Gathered, Totals};

/// What a run came to.
pub(crate) trait Ending: Sync {
    /// The lines at the end of `clean`.
    fn clean_summary(&self, totals: &Totals, deed: Deed) -> Summary;
    /// Asks whether so many originals may be replaced, or go to the trash.
    fn may_replace(&self, files: u64, trash: bool) -> String;
    /// Whether an answer means yes.
    fn is_yes(&self, answer: &str) -> bool;
    /// The lines at the end of `check`: what many files tell together, and what counts.
    fn check_summary(&self, totals: &Totals, gathered: Option<&Gathered>, counts: Counts<'_>) -> Summary;
    /// A run in one line.
    fn line(&self, told: &Told<'_>, totals: &Totals) -> String;
    /// The same of one that was not begun.
    fn line_of_nothing(&self, told: &Told<'_>, why: &str) -> String;
    /// What the bar of progress says before its numbers.
    fn progress(&self, action: Action) -> &'static str;
}

/// The end of a report: what was found, what became of it, what to do now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// What it is about.
    pub title: String,
    /// Headings with their lines.
    pub sections: Vec<(String, Vec<String>)>,
    /// Single lines about the rest.
    pub notes: Vec<String>,
    /// The one thing to remember.
    pub conclusion: String,
    /// Whether that is good news.
    pub is_good: bool,
    /// Whether sections stand close together, so that many fit on a screen.
    pub is_close: bool,
    /// A command to run, as it is typed.
    pub command: Option<String>,
}

/// What a log keeps of a run besides its counts.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// That of the program.
    pub version: &'a str,
    /// `clean` or `check`.
    pub command: &'a str,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// How long it took.
    pub duration: Duration,
    /// How it ended.
    pub status: u8,
}

/// What a run of `clean` did.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deed {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Whether originals were replaced.
    pub in_place: bool,
}

/// What of `check` counts for its exit status.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    /// The words of `--fail-on`; nothing where all counts.
    pub only: Option<&'a [&'static str]>,
    /// Whether something was found that counts.
    pub found: bool,
    /// What was said to be there on purpose.
    pub kept: &'a [Category],
    /// The command that cleans what was checked; nothing where it cannot be typed in a line.
    pub command: Option<&'a str>,
}
