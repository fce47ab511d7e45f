//! The end of `check`: what many files tell together, what counts, and what to do.

use textwrap::core::display_width;

use super::media::{amount, media, met, nothing, present};
use super::rest::rest;
use super::summary::Summary;
use crate::i18n::{By, Conclusion, Heading, Lang, Language, Note, Row, Spoken, Title};
use crate::tally::{Gathered, Line, Section, Totals};
use untrace_core::model::Category;
use untrace_words::printable_path;

/// What counts for the exit status of `check`.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    /// The words of `--fail-on`; `None` if everything counts.
    pub only: Option<&'a [&'static str]>,
    /// Whether anything that counts was found.
    pub found: bool,
    /// What is there on purpose, as the person said.
    pub kept: &'a [Category],
    /// The command that cleans what was checked; `None` if it cannot be typed on one line.
    pub command: Option<&'a str>,
}

/// The end of `check`; `gathered` is what many files tell together, if that should be told.
#[must_use]
pub fn check(lang: Lang, totals: &Totals, gathered: Option<&Gathered>, counts: Counts<'_>) -> Summary {
    let language = lang.words();
    let title = match (totals.media(), totals.sidecars) {
        (0, 0) => nothing(totals),
        (0, companions) => Title::CompanionsChecked(companions),
        (_, 0) if totals.copies() == 0 => Title::Met(met(totals)),
        (_, companions) => {
            let unchecked = totals.without_copy().saturating_sub(totals.foreign);
            Title::Checked(met(totals), companions, unchecked)
        }
    };
    let mut summary = Summary { title: language.title(&title), is_close: true, ..Summary::default() };
    if let Some(gathered) = gathered {
        sections(language, totals, gathered, &mut summary);
    }
    summary.notes.extend(unknown(totals).iter().map(|note| language.note(note)));
    rest(language, totals, false, &mut summary);
    summary.conclusion = conclusion(totals, counts).map(|it| language.conclusion(&it)).unwrap_or_default();
    let to_clean = totals.telling_more > totals.sidecars_telling;
    summary.command = counts.command.filter(|_| to_clean && !summary.conclusion.is_empty()).map(str::to_owned);
    summary.is_good = totals.telling_more == 0 && unknown_files(totals) == 0;
    summary
}

/// A heading for each category, with what was told most often.
fn sections(language: &dyn Language, totals: &Totals, gathered: &Gathered, summary: &mut Summary) {
    let mut is_all = true;
    for section in gathered.sections() {
        let heading = language.heading(&Heading::Found(section.category, amount(totals, section.files)));
        let rows = match section.span {
            Some((first, last)) => vec![language.row(&Row::Span(*first, *last))],
            None => lines(language, &section, display_width(&heading), &mut is_all),
        };
        summary.sections.push((heading, rows));
    }
    if let Some(perhaps) = gathered.perhaps() {
        let heading = language.heading(&Heading::Perhaps(amount(totals, perhaps.files)));
        summary.sections.push((heading, vec![language.may_tell(&perhaps.categories, &perhaps.parts)]));
    }
    if !is_all {
        summary.notes.push(language.note(&Note::More));
    }
}

/// What was told most often: one line each for the worst, and one for all the rest, after its heading.
fn lines(language: &dyn Language, section: &Section<'_>, heading: usize, is_all: &mut bool) -> Vec<String> {
    /// A line of a terminal, less the room for how many more there are.
    const WIDE: usize = 64;
    let (mut lines, mut joined, mut shown): (Vec<String>, String, u64) = (Vec::new(), String::new(), 0);
    let named = matches!(section.category, Category::Location | Category::People);
    let apart = named || section.category == Category::Preview;
    let room = WIDE.saturating_sub(heading);
    for line in &section.lines {
        let text = told(language, line, named || section.all == 1);
        if apart && lines.len() < 2 {
            lines.push(text);
        } else if !apart && (joined.is_empty() || display_width(&joined).saturating_add(display_width(&text)) <= room) {
            joined = if joined.is_empty() { text } else { language.parts(&[joined, text]) };
        } else {
            break;
        }
        shown = shown.saturating_add(1);
    }
    lines.extend((!joined.is_empty()).then_some(joined));
    let more = section.all.saturating_sub(shown);
    if let Some(last) = lines.last_mut().filter(|_| more > 0) {
        *is_all = false;
        *last = language.and_more(last, more);
    }
    lines
}

/// Who told it, by name if it is told in full or by a single file.
fn told(language: &dyn Language, line: &Line<'_>, wholly: bool) -> String {
    let text = crate::i18n::told(language, line.told);
    let first = printable_path(line.first.file_name().map_or(line.first, |name| name.as_ref()));
    let is_named = wholly || line.files == 1;
    let by = By { files: line.files, first: is_named.then_some(first.as_str()), beside: line.beside && is_named };
    language.told_by(&text, by)
}

/// What is unknown.
fn unknown(totals: &Totals) -> Vec<Note> {
    let (foreign, unread) = (totals.foreign, totals.sidecars_unread);
    let photos = totals.without_copy().saturating_sub(foreign);
    let notes = [
        (foreign, Note::ForeignUnchecked(foreign)),
        (photos, Note::Unchecked(amount(totals, photos))),
        (unread, Note::CompanionsUnread(unread)),
        (totals.partly_unread, Note::PartlyUnread(totals.partly_unread)),
        (totals.uncompared, Note::Uncompared(amount(totals, totals.uncompared))),
        (totals.sidecars_telling, Note::CompanionsTell(totals.sidecars_telling)),
    ];
    present(notes).collect()
}

/// Files of which nothing is known.
fn unknown_files(totals: &Totals) -> u64 {
    [totals.without_copy(), totals.unread, totals.sidecars_unread].into_iter().fold(0, u64::saturating_add)
}

fn conclusion(totals: &Totals, counts: Counts<'_>) -> Option<Conclusion> {
    let photos = totals.telling_more.saturating_sub(totals.sidecars_telling);
    let unknown = unknown_files(totals);
    let checked = totals.copies().saturating_add(totals.sidecars);
    let kept = || counts.kept.iter().map(|category| category.word()).collect::<Vec<_>>().join(",");
    Some(match (counts.only, totals.telling_more) {
        (Some(words), 1..) if !counts.found => Conclusion::NothingCounts(words.join(","), photos > 0 && counts.command.is_some()),
        _ if checked == 0 && unknown > 0 => Conclusion::NothingChecked,
        _ if checked == 0 => return None,
        (_, 0) if unknown > 0 => Conclusion::NothingInChecked,
        (_, 0) if totals.telling > 0 => Conclusion::NothingButKept(kept()),
        (_, 0) if totals.telling_names > 0 => Conclusion::NothingButNames,
        (_, 0) => Conclusion::Nothing,
        _ if totals.media() == 0 => Conclusion::LeaveOut,
        _ if photos == 0 => Conclusion::WithoutCompanions(media(totals)),
        _ => Conclusion::NotAsTheyAre(amount(totals, photos), counts.command.is_some()),
    })
}
