//! What a run came to.

use crate::i18n::ending::{Counts, Deed, Ending, Summary, Told};
use crate::i18n::language::English;
use crate::i18n::language::French;
use crate::outcome::Action;
use crate::tally::{Gathered, Totals};

impl Ending for French {
    fn clean_summary(&self, totals: &Totals, deed: Deed) -> Summary {
        English.clean_summary(totals, deed)
    }

    fn may_replace(&self, files: u64, trash: bool) -> String {
        English.may_replace(files, trash)
    }

    fn is_yes(&self, answer: &str) -> bool {
        English.is_yes(answer)
    }

    fn check_summary(&self, totals: &Totals, gathered: Option<&Gathered>, counts: Counts<'_>) -> Summary {
        English.check_summary(totals, gathered, counts)
    }

    fn line(&self, told: &Told<'_>, totals: &Totals) -> String {
        English.line(told, totals)
    }

    fn line_of_nothing(&self, told: &Told<'_>, why: &str) -> String {
        English.line_of_nothing(told, why)
    }

    fn progress(&self, action: Action) -> &'static str {
        English.progress(action)
    }
}
