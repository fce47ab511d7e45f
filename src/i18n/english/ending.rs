//! What a run came to.

use super::{copies, found, line};
use crate::i18n::ending::{Counts, Deed, Ending, Summary, Told};
use crate::i18n::language::English;
use crate::outcome::Action;
use crate::tally::{Gathered, Totals};

impl Ending for English {
    fn clean_summary(&self, totals: &Totals, deed: Deed) -> Summary {
        copies::clean(totals, deed)
    }

    fn may_replace(&self, files: u64, trash: bool) -> String {
        copies::may_replace(files, trash)
    }

    fn is_yes(&self, answer: &str) -> bool {
        ["y", "yes"].contains(&answer.to_lowercase().as_str())
    }

    fn check_summary(&self, totals: &Totals, gathered: Option<&Gathered>, counts: Counts<'_>) -> Summary {
        found::check(self, totals, gathered, counts)
    }

    fn line(&self, told: &Told<'_>, totals: &Totals) -> String {
        line::line(told, totals)
    }

    fn line_of_nothing(&self, told: &Told<'_>, why: &str) -> String {
        line::of_nothing(told, why)
    }

    fn progress(&self, action: Action) -> &'static str {
        match action {
            Action::Clean => "Cleaning",
            Action::Plan => "Looking",
        }
    }
}
