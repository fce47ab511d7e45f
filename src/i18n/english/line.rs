//! A run in one line, for a log.

use super::numbers::{count, number};
use crate::i18n::ending::Told;
use crate::tally::Totals;

/// `untrace 0.1.0: clean: 12 clean copies (3 new), 1 not copied, 2 left out; in 0.4 s, status 1`.
pub(super) fn line(told: &Told<'_>, totals: &Totals) -> String {
    let mut parts = match told.command {
        "check" => {
            let checked = totals.copies().saturating_add(totals.sidecars);
            vec![format!("{} checked", number(checked)), format!("{} telling something", number(totals.telling))]
        }
        "report" => {
            let read = totals.copies().saturating_add(totals.sidecars);
            vec![format!("{} read", count(read, "file", "files"))]
        }
        _ if told.dry_run => vec![format!("dry run, {}", count(totals.copies(), "clean copy", "clean copies"))],
        _ => {
            let new = totals.cleaned.saturating_add(totals.already_clean);
            vec![format!("{} ({} new)", count(totals.copies(), "clean copy", "clean copies"), number(new))]
        }
    };
    let without = totals.without_copy().saturating_add(totals.sidecars_unread);
    let word = match told.command {
        "check" => "not checked",
        "report" => "not read",
        _ => "not copied",
    };
    let left_out = totals.all_skipped().saturating_sub(totals.sidecars);
    for (files, word) in [(without, word), (left_out, "left out"), (totals.not_reached, "not reached")] {
        if files > 0 {
            parts.push(format!("{} {word}", number(files)));
        }
    }
    whole(told, &parts.join(", "))
}

/// The same of a run that was not begun.
pub(super) fn of_nothing(told: &Told<'_>, why: &str) -> String {
    whole(told, &format!("nothing was done: {why}"))
}

fn whole(told: &Told<'_>, what: &str) -> String {
    let tenths = told.duration.as_millis() / 100;
    let Told { version, command, status, .. } = told;
    format!("untrace {version}: {command}: {what}; in {}.{} s, status {status}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_line_has_what_was_done_how_long_it_took_and_how_it_ended() {
        let told = |command, dry_run, millis, status| Told {
            version: "1.2.3",
            command,
            dry_run,
            duration: Duration::from_millis(millis),
            status,
        };
        let mut totals = Totals::default();
        (totals.cleaned, totals.up_to_date, totals.refused) = (2, 1, 1);
        (totals.not_reached, totals.telling) = (1200, 2);
        assert_eq!(
            line(&told("clean", false, 61_250, 1), &totals),
            "untrace 1.2.3: clean: 3 clean copies (2 new), 1 not copied, 1,200 not reached; in 61.2 s, status 1"
        );
        assert_eq!(
            line(&told("check", false, 99, 3), &totals),
            "untrace 1.2.3: check: 3 checked, 2 telling something, 1 not checked, 1,200 not reached; in 0.0 s, status 3"
        );
        assert!(line(&told("report", false, 0, 1), &totals).contains("report: 3 files read, 1 not read, 1,200 not reached"));
        assert!(line(&told("clean", true, 0, 0), &totals).contains("clean: dry run, 3 clean copies, 1 not copied"));
        assert!(of_nothing(&told("clean", false, 0, 2), "x").ends_with("nothing was done: x; in 0.0 s, status 2"));
    }
}
