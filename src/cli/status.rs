//! The exit status, which scripts rely on. It is decided here and nowhere else.

use crate::tally::{Missed, Totals};
use untrace_core::model::Category;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// All inputs are accounted for.
    Clean = 0,
    /// A photo was refused or failed; `check` could not read something, or was asked about a file that is not a photo.
    Incomplete = 1,
    /// Wrong usage, or an input that does not exist.
    Usage = 2,
    /// `check` found something.
    Found = 3,
}

impl ExitStatus {
    /// The number for the shell.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    pub(super) const fn of_clean(totals: &Totals) -> Self {
        let is_accounted_for = totals.without_copy() == 0 && totals.only_links == 0 && totals.unsent == 0;
        if is_accounted_for && !totals.missed && !totals.is_stopped() { Self::Clean } else { Self::Incomplete }
    }

    /// Reading is enough, even if nothing was found; what could not be read is reported as such.
    pub(super) fn of_report(totals: &Totals, missed: &Missed) -> Self {
        match Self::of_clean(totals) {
            Self::Clean if !missed.is_nothing() => Self::Incomplete,
            status => status,
        }
    }

    /// What was found outweighs what could not be read. Nothing is known about what could not be read, whatever counts.
    pub(super) fn of_check(totals: &Totals, fail_on: &FailOn) -> Self {
        let unknown = [totals.unread, totals.sidecars_unread, totals.partly_unread];
        match Self::of_clean(totals) {
            _ if fail_on.is_met(totals) => Self::Found,
            Self::Clean if unknown.iter().any(|&files| files > 0) => Self::Incomplete,
            status => status,
        }
    }
}

/// What counts as found.
#[derive(Debug)]
pub(super) struct FailOn {
    words: Vec<&'static str>,
    narrowed: bool,
}

impl FailOn {
    const SIDECARS: &'static str = "sidecars";
    const NAMES: &'static str = "names";

    /// Every word that `--fail-on` takes.
    pub(super) fn all() -> impl Iterator<Item = &'static str> {
        Category::ALL.iter().copied().map(Category::word).chain([Self::SIDECARS, Self::NAMES])
    }

    /// What was typed. By default everything, except names, which can be changed without another copy, and what says nothing
    /// about anybody.
    pub(super) fn new(typed: Option<&[String]>) -> Self {
        let silent = |word: &str| Category::ALL.iter().any(|category| category.word() == word && !category.is_telling());
        let counts = |word: &&'static str| match typed {
            Some(typed) => typed.iter().any(|typed| typed == word),
            None => *word != Self::NAMES && !silent(word),
        };
        Self { words: Self::all().filter(counts).collect(), narrowed: typed.is_some() }
    }

    /// The words that count, each once, worst first.
    pub(super) fn words(&self) -> &[&'static str] {
        &self.words
    }

    /// The words, unless everything counts.
    pub(super) fn only(&self) -> Option<&[&'static str]> {
        self.narrowed.then_some(&self.words)
    }

    /// Whether any of it was found, in a photo or next to it.
    pub(super) fn is_met(&self, totals: &Totals) -> bool {
        let is_found = |word: &'static str| match word {
            Self::SIDECARS => totals.sidecars_telling > 0,
            Self::NAMES => totals.telling_names > 0,
            word => Category::ALL.iter().copied().any(|category| category.word() == word && totals.files_counting(category) > 0),
        };
        self.words.iter().copied().any(is_found)
    }
}
