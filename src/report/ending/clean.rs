//! The end of `clean`: what is new, what already existed, what has no copy, and what else is among the copies.

use super::media::{amount, media, met, nothing, present};
use super::rest::{cropped, rest, told_by_names};
use super::summary::Summary;
use crate::i18n::{Conclusion, Deed, Heading, Lang, Language, Note, Posted, Row, Spoken, Title};
use crate::spool::STREAM;
use crate::tally::Totals;
use untrace_core::model::{Category, KEEPABLE};
use untrace_words::printable_path;

/// The end of `clean`; `troubles` are sentences about files that have no copy.
#[must_use]
pub fn clean(lang: Lang, totals: &Totals, troubles: Vec<String>, deed: Deed) -> Summary {
    let language = lang.words();
    let mut summary = Summary { title: language.title(&title(totals)), ..Summary::default() };
    if deed.dry_run {
        summary.title.push_str(language.dry_run());
    }
    told(language, totals, deed, &mut summary);
    kept(language, totals, &mut summary);
    not_copied(language, totals, troubles, &mut summary);
    copied(language, totals, &mut summary, deed);
    rest(language, totals, true, &mut summary);
    surplus(language, totals, &mut summary, deed.dry_run);
    summary.conclusion = conclusion(totals, deed).map(|it| language.conclusion(&it)).unwrap_or_default();
    summary.is_good = is_whole(totals);
    summary
}

/// The same for a window: how many copies there are and where, what has none, and what to do.
#[must_use]
pub fn brief(lang: Lang, totals: &Totals, troubles: &[String]) -> Summary {
    /// As many as fit into a window.
    const SHOWN: usize = 6;
    let (language, deed) = (lang.words(), Deed::default());
    let mut summary = Summary { title: language.title(&title(totals)), ..Summary::default() };
    let mut shown: Vec<String> = troubles.iter().take(SHOWN).cloned().collect();
    shown.extend((troubles.len() > SHOWN).then(|| "…".to_owned()));
    not_copied(language, totals, shown, &mut summary);
    copied(language, totals, &mut summary, deed);
    if totals.telling_names > 0 && totals.copies() > 0 {
        summary.notes.push(language.note(&Note::NamesByHand(totals.telling_names, told_by_names(totals))));
    }
    if totals.cropped.files > 0 {
        summary.notes.push(language.note(&cropped(totals, true)));
    }
    if totals.not_reached > 0 {
        summary.notes.push(language.note(&Note::NotReached(totals.not_reached)));
    }
    let is_beside = totals.outputs.iter().all(|output| totals.destinations.contains(output));
    let conclusion = conclusion(totals, deed).map(|it| match it {
        // Paths of several files are too long for a window.
        Conclusion::Post(Posted::In(_), is_whole) if is_beside => Conclusion::Post(Posted::Copies, is_whole),
        it => it,
    });
    summary.conclusion = conclusion.map(|it| language.conclusion(&it)).unwrap_or_default();
    summary.is_good = is_whole(totals);
    summary
}

/// What has no copy, and why.
fn not_copied(language: &dyn Language, totals: &Totals, troubles: Vec<String>, summary: &mut Summary) {
    if !troubles.is_empty() {
        // One sentence can be about many: if the folder of the copies is gone, it covers everything that could not be written.
        let files = totals.without_copy().max(totals.troubles.count());
        summary.sections.push((language.heading(&Heading::NotCopied(files)), troubles));
    }
}

/// Whether everything that was found has its copy.
fn is_whole(totals: &Totals) -> bool {
    totals.without_copy() == 0 && !totals.is_stopped()
}

fn conclusion(totals: &Totals, deed: Deed) -> Option<Conclusion> {
    // There is nothing to post if the folder of the copies is gone.
    if totals.copies() == 0 || deed.dry_run || totals.output_lost {
        return None;
    }
    Some(match (deed.in_place, is_whole(totals)) {
        (true, true) => Conclusion::Replaced(media(totals)),
        (true, false) => Conclusion::NotAllReplaced,
        (false, is_whole) => Conclusion::Post(posted(totals), is_whole),
    })
}

/// What is new comes first.
fn title(totals: &Totals) -> Title {
    let there = totals.up_to_date;
    let fresh = totals.copies().saturating_sub(there);
    match (totals.media(), there, fresh) {
        (0, ..) => nothing(totals),
        (media, _, 0) if totals.outdated() > 0 && totals.fresh() == 0 => Title::Earlier(amount(totals, media)),
        (_, 0, _) => Title::Met(met(totals)),
        (media, _, 0) => Title::UpToDate(amount(totals, there), media.saturating_sub(there)),
        _ => Title::New(amount(totals, fresh), there),
    }
}

/// How many photos told what; hidden things get a heading of their own.
fn told(language: &dyn Language, totals: &Totals, deed: Deed, summary: &mut Summary) {
    const TOLD: [Category; 7] = [
        Category::Location,
        Category::Date,
        Category::People,
        Category::Camera,
        Category::Id,
        Category::Text,
        Category::Software,
    ];
    let row = |category: Category| {
        let perhaps = totals.moments_perhaps_with(category);
        let sure = totals.moments_with(category).saturating_sub(perhaps);
        (sure > 0 || perhaps > 0).then(|| language.row(&Row::Told { category, sure, perhaps }))
    };
    let is_gone = deed.in_place && !deed.dry_run;
    let heading = if is_gone { Heading::GaveAway(media(totals)) } else { Heading::GiveAway(media(totals)) };
    let told: Vec<String> = TOLD.into_iter().filter_map(row).collect();
    let mut hidden: Vec<String> = hidden_videos(totals).iter().map(|it| language.row(it)).collect();
    hidden.extend([Category::Preview, Category::Other].into_iter().filter_map(row));
    for (heading, rows) in [(heading, told), (Heading::Hidden, hidden)] {
        if !rows.is_empty() {
            summary.sections.push((language.heading(&heading), rows));
        }
    }
}

/// Videos appended to photos, mentions of such videos, and video tracks that nobody sees.
fn hidden_videos(totals: &Totals) -> Vec<Row> {
    let (photos, with_sound) = (totals.videos_behind, totals.videos_with_sound);
    let rows = [
        (photos, Row::VideosBehind { photos, with_sound }),
        (totals.video_notes, Row::VideoNotes(totals.video_notes)),
        (totals.hidden_tracks, Row::HiddenTracks(totals.hidden_tracks)),
    ];
    present(rows).collect()
}

/// What the copies still say, because it was asked for.
fn kept(language: &dyn Language, totals: &Totals, summary: &mut Summary) {
    let row = |category: Category| {
        let files = totals.kept_with(category);
        (files > 0).then(|| language.row(&Row::StillTold(category, files)))
    };
    let rows: Vec<String> = KEEPABLE.into_iter().filter_map(row).collect();
    if !rows.is_empty() {
        summary.sections.push((language.heading(&Heading::Kept), rows));
    }
    if totals.unkept > 0 {
        summary.notes.push(language.note(&Note::Unkept(totals.unkept)));
    }
}

fn copied(language: &dyn Language, totals: &Totals, summary: &mut Summary, deed: Deed) {
    let copies = totals.copies();
    if copies == 0 || totals.unsent > 0 {
        return;
    }
    let fresh = copies.saturating_sub(totals.up_to_date);
    let stayed = if deed.in_place { totals.already_clean } else { 0 };
    let written = fresh.saturating_sub(stayed);
    let rows = [
        (stayed, Row::Stayed(stayed)),
        (written, Row::Written { copies: written, deed }),
        (totals.up_to_date, Row::UpToDate(totals.up_to_date)),
    ];
    let rows = present(rows).map(|row| language.row(&row)).collect();
    let heading = match outputs(totals).as_slice() {
        [output] if output == STREAM => language.heading(&Heading::StandardOutput),
        [output] => output.clone(),
        _ => language.heading(&Heading::Copies),
    };
    summary.sections.push((heading, rows));
}

/// Folders and files that hold copies.
fn outputs(totals: &Totals) -> Vec<String> {
    totals.outputs.iter().map(|output| printable_path(output)).collect()
}

fn posted(totals: &Totals) -> Posted {
    /// Nobody reads more names than these.
    const NAMED: usize = 3;
    let outputs = outputs(totals);
    match outputs.as_slice() {
        [output] if output == STREAM => Posted::Nothing,
        [output] if totals.outputs.iter().all(|output| totals.destinations.contains(output)) => Posted::File(output.clone()),
        some if some.len() <= NAMED => Posted::In(outputs),
        _ => Posted::Copies,
    }
}

/// What is among the copies but not from this run.
fn surplus(language: &dyn Language, totals: &Totals, summary: &mut Summary, dry_run: bool) {
    /// Nobody reads more names than these.
    const NAMED: usize = 5;
    let found = &totals.surplus;
    let others = found.others.len() as u64;
    let named = found.others.iter().take(NAMED).map(|path| printable_path(path)).collect();
    let notes = [
        (found.earlier, Note::EarlierCopies(found.earlier)),
        (found.gone, Note::Gone(found.gone)),
        (found.pruned, Note::Pruned { copies: found.pruned, dry_run }),
        (found.renamed, Note::Renamed { copies: found.renamed, dry_run }),
        (others, Note::Others(others, named)),
    ];
    summary.notes.extend(present(notes).map(|note| language.note(&note)));
}
