//! What a run says of files that it did not look into, or that are no photos.

use super::numbers::{count, number};
use crate::discover::Skip;
use crate::i18n::ending::Summary;
use crate::printable::printable_path;
use crate::tally::Totals;

/// Files that nobody wanted, archives, and what may tell places.
pub(super) fn no_media(totals: &Totals, summary: &mut Summary) {
    let skipped = |why| totals.skipped(why);
    let archives = totals.archives;
    if skipped(Skip::Excluded) > 0 {
        summary.notes.push(format!("Left out by --exclude or --include: {}.", count(skipped(Skip::Excluded), "file", "files")));
    }
    if skipped(Skip::Older) > 0 {
        summary
            .notes
            .push(format!("Left out because they are older than --since: {}.", count(skipped(Skip::Older), "file", "files")));
    }
    if archives > 0 {
        summary.notes.push(format!(
            "{} left out: unpack {} first, and clean what is in {}.",
            count(archives, "archive was", "archives were"),
            if archives == 1 { "it" } else { "them" },
            if archives == 1 { "it" } else { "them" },
        ));
    }
    may_tell(totals, summary);
}

/// `2 files that may tell places were left out: a.gpx and b.kml.`
fn may_tell(totals: &Totals, summary: &mut Summary) {
    /// More names than these are not read.
    const NAMED: usize = 3;
    let files = totals.may_tell.len();
    let mut names: Vec<String> = totals.may_tell.iter().take(NAMED).map(|path| printable_path(path)).collect();
    if files > NAMED {
        names.push(format!("{} more", number(files.saturating_sub(NAMED) as u64)));
    }
    let names = match names.as_slice() {
        [] => return,
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    let left_out = count(files as u64, "file that may tell places was", "files that may tell places were");
    summary.notes.push(format!("{left_out} left out: {names}."));
}
