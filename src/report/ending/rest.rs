//! Notes about what was left out, and about anything unexpected.

use std::path::{Path, PathBuf};

use super::media::present;
use super::summary::Summary;
use crate::discover::Skip;
use crate::i18n::{Language, Note};
use crate::tally::Totals;
use untrace_core::model::Category;
use untrace_words::printable_path;

/// Nobody reads more names than these.
const NAMED: usize = 3;

/// Notes about copies that are made, or would be, only where `has_copies`.
pub(super) fn rest(language: &dyn Language, totals: &Totals, has_copies: bool, summary: &mut Summary) {
    let skipped = |why| totals.skipped(why);
    // `check` reads them, and says what they tell.
    let companions = skipped(Skip::Sidecar).saturating_sub(totals.sidecars);
    let others = skipped(Skip::NotMedia).saturating_sub(totals.archives);
    let wrong = totals.misnamed.saturating_sub(totals.corrected);
    let tenths = totals.cut_off_most.saturating_add(99) / 100;
    let notes = [
        (totals.telling_names, Note::Names(totals.telling_names, told_by_names(totals))),
        (companions, Note::Companions(companions)),
        (others, Note::NotMedia(others)),
        (skipped(Skip::Page), Note::Pages(skipped(Skip::Page))),
        (skipped(Skip::Excluded), Note::Excluded(skipped(Skip::Excluded))),
        (skipped(Skip::Older), Note::Older(skipped(Skip::Older))),
        (totals.archives, Note::Archives(totals.archives)),
        (totals.may_tell.len() as u64, may_tell(totals)),
        (skipped(Skip::Hidden), Note::HiddenFiles(skipped(Skip::Hidden))),
        (odd(totals), Note::Links(odd(totals))),
        (skipped(Skip::Output), Note::Outputs(skipped(Skip::Output))),
        (totals.not_reached, Note::NotReached(totals.not_reached)),
        (totals.hdr_lost, Note::HdrLost(totals.hdr_lost)),
        (totals.flat, Note::Flat(totals.flat)),
        (totals.made_whole, Note::MadeWhole(totals.made_whole)),
        (totals.cut_off, Note::CutOff(totals.cut_off, tenths)),
        (totals.cropped.files, cropped(totals, has_copies)),
        (totals.corrected, Note::Corrected(totals.corrected)),
        (wrong, Note::Misnamed(wrong, misnamed(totals, wrong))),
    ];
    let of_copies = |note: &Note| matches!(note, Note::HdrLost(_) | Note::Flat(_) | Note::MadeWhole(_) | Note::CutOff(..));
    let notes = present(notes).filter(|note| has_copies || !of_copies(note));
    summary.notes.extend(notes.map(|note| language.note(&note)));
}

/// Of which files a crop hides a part that is still there.
pub(super) fn cropped(totals: &Totals, has_copies: bool) -> Note {
    let name = |path: &PathBuf| printable_path(path.file_name().map_or(path.as_path(), Path::new));
    let named = totals.cropped.first.iter().map(name).collect();
    Note::Cropped { files: totals.cropped.files, named, has_copies }
}

fn odd(totals: &Totals) -> u64 {
    totals.skipped(Skip::Link).saturating_add(totals.skipped(Skip::Special))
}

/// What names tell, worst first.
pub(super) fn told_by_names(totals: &Totals) -> Vec<Category> {
    let all = [Category::Location, Category::Date, Category::People, Category::Camera, Category::Software, Category::Id];
    all.into_iter().filter(|category| totals.names_with(*category) > 0).collect()
}

fn may_tell(totals: &Totals) -> Note {
    let names = totals.may_tell.iter().take(NAMED).map(|path| printable_path(path)).collect();
    Note::MayTell(totals.may_tell.len() as u64, names)
}

/// All of them by name if there are few, otherwise the first one for all.
fn misnamed(totals: &Totals, wrong: u64) -> Vec<(String, &'static str)> {
    let named =
        |(path, format): &(PathBuf, &'static str)| (printable_path(path.file_name().map_or(path.as_path(), Path::new)), *format);
    let known = &totals.misnamed_first;
    let shown = if known.len() as u64 == wrong && known.len() <= NAMED { known.len() } else { 1 };
    known.iter().take(shown).map(named).collect()
}
