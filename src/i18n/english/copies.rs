//! What a run did: what is new, what was there, what has no copy, and what else stands among the copies.

use super::numbers::{count, number};
use super::summary::{kept, kinds, left_out, media, nothing, of_media, told};
use crate::i18n::ending::{Deed, Summary};
use crate::i18n::language::English;
use crate::i18n::trouble::Trouble;
use crate::printable::printable_path;
use crate::spool::STREAM;
use crate::tally::Totals;

/// The lines at the end of `clean`.
pub(super) fn clean(totals: &Totals, deed: Deed) -> Summary {
    let Deed { dry_run, in_place } = deed;
    let dry = if dry_run { " (dry run: nothing is written)" } else { "" };
    let mut summary = Summary { title: title(totals) + dry, ..Summary::default() };
    told(totals, &mut summary, if dry_run { "give away" } else { "gave away" });
    kept(totals, &mut summary);
    not_copied(totals, &mut summary);
    copied(totals, &mut summary, deed);
    left_out(totals, &mut summary);
    surplus(totals, &mut summary, dry_run);
    summary.conclusion = match (totals.copies(), dry_run, totals.without_copy()) {
        (0, ..) | (_, true, _) => String::new(),
        // There is nothing to post where that folder was.
        _ if totals.output_lost => String::new(),
        _ if in_place && totals.without_copy() == 0 && !totals.is_stopped() => {
            format!("Nothing in the {} tells more than it shows.", kinds(totals))
        }
        _ if in_place => "What was not replaced is not clean.".to_owned(),
        (_, _, 0) if !totals.is_stopped() => post(totals),
        _ => format!("{} What has no copy there is not clean.", post(totals)),
    };
    summary.is_good = totals.without_copy() == 0 && !totals.is_stopped();
    summary
}

/// Asks whether originals may be replaced.
pub(super) fn may_replace(files: u64, trash: bool) -> String {
    let fate = if trash { "go to the trash" } else { "are gone then, with all that they say" };
    format!("Up to {} will be replaced by clean copies; the originals {fate}. Go on? [y/N]", count(files, "file", "files"))
}

/// What is new comes first.
fn title(totals: &Totals) -> String {
    let (there, outdated) = (totals.up_to_date, totals.outdated());
    let fresh = totals.copies().saturating_sub(there);
    let have = |n| if n == 1 { "has its clean copy" } else { "have their clean copies" };
    match (totals.media(), there, fresh) {
        (0, ..) => nothing(totals).to_owned(),
        (media, _, 0) if outdated > 0 && totals.fresh() == 0 => {
            let have = if media == 1 { "has a copy" } else { "have copies" };
            format!("Nothing new: {} {have} from earlier runs.", of_media(totals, media))
        }
        (_, 0, _) => media(totals),
        (media, _, 0) => {
            let without = media.saturating_sub(there);
            let rest = if without > 0 { format!(", {} without", number(without)) } else { String::new() };
            format!("Nothing new: {} {} already{rest}.", of_media(totals, there), have(there))
        }
        _ => format!("New: {}. {} {} already.", of_media(totals, fresh), number(there), have(there)),
    }
}

fn copied(totals: &Totals, summary: &mut Summary, deed: Deed) {
    let copies = totals.copies();
    if copies == 0 || totals.unsent > 0 {
        return;
    }
    let mut lines = Vec::new();
    let up_to_date = totals.up_to_date;
    let fresh = copies.saturating_sub(up_to_date);
    let verb = match deed {
        Deed { dry_run: true, in_place: false } => "would be written",
        Deed { dry_run: false, in_place: false } => "written",
        Deed { dry_run: true, in_place: true } => "would take the place of the original",
        Deed { dry_run: false, in_place: true } => {
            if totals.cleaned == 1 {
                "took the place of the original"
            } else {
                "took the places of the originals"
            }
        }
    };
    let fresh = if deed.in_place { fresh.saturating_sub(totals.already_clean) } else { fresh };
    if deed.in_place && totals.already_clean > 0 {
        lines.push(format!("{} clean before, and stayed", count(totals.already_clean, "original was", "originals were")));
    }
    if fresh > 0 {
        lines.push(format!("{} {verb}, each checked", count(fresh, "clean copy", "clean copies")));
    }
    if up_to_date > 0 {
        lines.push(format!("{} there already, up to date", count(up_to_date, "clean copy was", "clean copies were")));
    }
    let heading = match outputs(totals).as_slice() {
        [output] if output == STREAM => "Standard output".to_owned(),
        [output] => output.clone(),
        _ => "Clean copies".to_owned(),
    };
    summary.sections.push((heading, lines));
}

/// Folders and files that hold copies.
fn outputs(totals: &Totals) -> Vec<String> {
    totals.outputs.iter().map(|output| printable_path(output)).collect()
}

fn post(totals: &Totals) -> String {
    /// More names than this are not read.
    const NAMED: usize = 3;
    match outputs(totals).as_slice() {
        // Who writes to a stream knows what it is for.
        [output] if output == STREAM => String::new(),
        [output] if totals.outputs.iter().all(|output| totals.destinations.contains(output)) => {
            format!("Post {output}, not the original.")
        }
        [output] => format!("Post the files in {output}, not the originals."),
        [first @ .., last] if first.len() < NAMED => format!("Post {} and {last}, not the originals.", first.join(", ")),
        _ => "Post the copies, whose names end in -clean, not the originals.".to_owned(),
    }
}

fn not_copied(totals: &Totals, summary: &mut Summary) {
    let mut lines = English.troubles(&totals.troubles);
    lines.extend(totals.outdated_by.iter().map(|(why, files)| English.outdated(*why, *files)));
    if !lines.is_empty() {
        // One sentence can be about many: where the folder of the copies is gone, it is about all that could not be written.
        let files = totals.without_copy().max(totals.troubles.count());
        summary.sections.push((format!("Not copied ({})", number(files)), lines));
    }
}

/// What stands among the copies and is none of this run.
fn surplus(totals: &Totals, summary: &mut Summary, dry_run: bool) {
    /// More names than this are not read.
    const NAMED: usize = 5;
    let found = &totals.surplus;
    let (were, was) = if dry_run { ("would be", "would be") } else { ("were", "was") };
    if found.earlier > 0 {
        summary.notes.push(format!("{} from earlier runs there, too.", count(found.earlier, "copy is", "copies are")));
    }
    if found.gone > 0 {
        summary.notes.push(format!("Copies of {} that are gone: {} (--prune removes them).", kinds(totals), number(found.gone)));
    }
    if found.pruned > 0 {
        let copies = count(found.pruned, "copy of an original that is gone", "copies of originals that are gone");
        summary.notes.push(format!("{copies} {} removed.", if found.pruned == 1 { was } else { were }));
    }
    if found.renamed > 0 {
        let copies = count(found.renamed, "copy has", "copies have");
        let under = if found.renamed == 1 { "its old one" } else { "their old ones" };
        summary.notes.push(format!(
            "{copies} another name now; under {under}, {} removed.",
            if found.renamed == 1 { format!("it {was}") } else { format!("they {were}") }
        ));
    }
    let others = found.others.len();
    if others > 0 {
        let named: Vec<String> = found.others.iter().take(NAMED).map(|path| printable_path(path)).collect();
        let more =
            if others > NAMED { format!(" and {} more", number(others.saturating_sub(NAMED) as u64)) } else { String::new() };
        summary.notes.push(format!(
            "{} there that this run did not write: {}{more}. Look at {} before you post.",
            count(others as u64, "file is", "files are"),
            named.join(", "),
            if others == 1 { "it" } else { "them" }
        ));
    }
}
