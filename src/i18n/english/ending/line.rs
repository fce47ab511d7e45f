//! A run in one line, for a log.

use crate::i18n::ending::{Done, Ran, Told};
use untrace_words::english::numbers::{count, number};

/// `untrace 0.1.0: clean: 12 clean copies (3 new), 1 not copied, 2 left out; in 0.4 s, status 1`.
pub(super) fn line(ran: &Ran<'_>) -> String {
    let (done, without) = match ran.done {
        Done::Cleaned(copies, new) => {
            (format!("{} ({} new)", count(copies, "clean copy", "clean copies"), number(new)), "not copied")
        }
        Done::DryRun(copies) => (format!("dry run, {}", count(copies, "clean copy", "clean copies")), "not copied"),
        Done::Checked(files, telling) => {
            (format!("{} checked, {} giving something away", number(files), number(telling)), "not checked")
        }
        Done::Read(files) => (format!("{} read", count(files, "file", "files")), "not read"),
        Done::Nothing(why) => (format!("nothing was done: {why}"), ""),
    };
    let mut parts = vec![done];
    for (files, word) in [(ran.without, without), (ran.left_out, "left out"), (ran.not_reached, "not reached")] {
        if files > 0 {
            parts.push(format!("{} {word}", number(files)));
        }
    }
    let Told { version, command, status, duration, .. } = ran.told;
    let tenths = duration.as_millis() / 100;
    format!("untrace {version}: {command}: {}; in {}.{} s, status {status}", parts.join(", "), tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_line_has_what_was_done_how_long_it_took_and_how_it_ended() {
        let said = |command, done, millis, status| {
            let told = Told { version: "1.2.3", command, dry_run: false, duration: Duration::from_millis(millis), status };
            line(&Ran { told, done, without: 1, left_out: 0, not_reached: 1200 })
        };
        assert_eq!(
            said("clean", Done::Cleaned(3, 2), 61_250, 1),
            "untrace 1.2.3: clean: 3 clean copies (2 new), 1 not copied, 1,200 not reached; in 61.2 s, status 1"
        );
        assert_eq!(
            said("check", Done::Checked(3, 2), 99, 3),
            "untrace 1.2.3: check: 3 checked, 2 giving something away, 1 not checked, 1,200 not reached; in 0.0 s, status 3"
        );
        assert!(said("report", Done::Read(3), 0, 1).contains("report: 3 files read, 1 not read, 1,200 not reached"));
        assert!(said("clean", Done::DryRun(1), 0, 0).contains("clean: dry run, 1 clean copy, 1 not copied"));
        assert!(said("clean", Done::Nothing("x"), 0, 2).contains("nothing was done: x"));
    }
}
