//! A run in one line, for a log.

use crate::i18n::{Done, Lang, Ran, Spoken, Told};
use crate::tally::Totals;

/// `untrace 0.1.0: clean: 12 clean copies (3 new), 1 not copied, 2 left out; in 0.4 s, status 1`.
#[must_use]
pub fn line(lang: Lang, told: Told<'_>, totals: &Totals) -> String {
    let read = || totals.copies().saturating_add(totals.sidecars);
    let done = match told.command {
        "check" => Done::Checked(read(), totals.telling),
        "report" => Done::Read(read()),
        _ if told.dry_run => Done::DryRun(totals.copies()),
        _ => Done::Cleaned(totals.copies(), totals.cleaned.saturating_add(totals.already_clean)),
    };
    lang.words().line(&Ran {
        told,
        done,
        without: totals.without_copy().saturating_add(totals.sidecars_unread),
        left_out: totals.all_skipped().saturating_sub(totals.sidecars),
        not_reached: totals.not_reached,
    })
}

/// The same for a run that did not start.
#[must_use]
pub fn line_of_nothing(lang: Lang, told: Told<'_>, why: &str) -> String {
    lang.words().line(&Ran { told, done: Done::Nothing(why), without: 0, left_out: 0, not_reached: 0 })
}
