//! What `check` found, as a person would say it: places, dates, previews, and who tells them.

use untrace_core::base::{Fix, Moment};
use untrace_core::facts::Part;
use untrace_core::model::Category;
use untrace_core::previews::Shows;

use super::months::month;
use super::numbers::{count, number};
use super::summary::{beside, kinds, left_out, media, nothing, of_media};
use crate::i18n::Language;
use crate::i18n::ending::{Counts, Summary};
use crate::printable::printable_path;
use crate::tally::{Gathered, Line, Section, Totals};

pub(super) fn position(position: &Fix) -> String {
    format!("{}, {}, {}", position.latitude.shown(), position.longitude.shown(), exact(position.millimetres))
}

/// `exact to 3 m`: two digits at most, because no more are true.
fn exact(millimetres: u64) -> String {
    let metres = millimetres.saturating_add(500) / 1000;
    match metres {
        0 | 1 if millimetres < 1000 => "exact to less than 1 m".to_owned(),
        0..100 => format!("exact to {metres} m"),
        100..1000 => format!("exact to {} m", (metres.saturating_add(5) / 10).saturating_mul(10)),
        _ => format!("exact to {} km", number(metres.saturating_add(500) / 1000)),
    }
}

pub(super) fn moment(moment: &Moment) -> String {
    let date = format!("{} {} {}", moment.date.day(), month(moment.date.month()), moment.date.year());
    let Some(time) = moment.time else { return date };
    let zone = match moment.offset {
        None => String::new(),
        Some(offset) if offset.is_zero() => " UTC".to_owned(),
        Some(_) => format!(" (UTC{})", moment.clock(":").unwrap_or_default()),
    };
    format!("{date}, {:02}:{:02}:{:02}{zone}", time.hour(), time.minute(), time.second())
}

pub(super) const fn preview(shows: Shows) -> &'static str {
    match shows {
        Shows::CroppedAway => "the small preview still shows what was cropped away",
        Shows::Another => "the small preview shows something else than the picture",
        // That it was not compared is said once, of all of them.
        Shows::Unknown => "a small preview",
        Shows::Same => "the small preview shows the same as the picture",
    }
}

pub(super) fn check(language: &dyn Language, totals: &Totals, gathered: Option<&Gathered>, counts: Counts<'_>) -> Summary {
    let title = match (totals.media(), totals.sidecars) {
        (0, 0) => nothing(totals).to_owned(),
        (0, sidecars) => format!(
            "{} checked",
            count(sidecars, "file that tells about photos or videos", "files that tell about photos or videos")
        ),
        (_, 0) if totals.copies() == 0 => media(totals),
        (_, 0) => format!("{} checked", media(totals)),
        (_, sidecars) => format!("{} checked, and {}", media(totals), count(sidecars, "file beside them", "files beside them")),
    };
    let mut summary = Summary { title, is_close: true, ..Summary::default() };
    if let Some(gathered) = gathered {
        sections(language, totals, gathered, &mut summary);
    }
    unknown(totals, &mut summary);
    left_out(totals, &mut summary);
    let is_all_known = unknown_files(totals) == 0;
    summary.conclusion = conclusion(totals, counts);
    let to_clean = totals.telling_more > totals.sidecars_telling;
    summary.command = counts.command.filter(|_| to_clean && !summary.conclusion.is_empty()).map(str::to_owned);
    summary.is_good = totals.telling_more == 0 && is_all_known;
    summary
}

/// A heading for each category, with what was told most.
fn sections(language: &dyn Language, totals: &Totals, gathered: &Gathered, summary: &mut Summary) {
    let mut is_all = true;
    for section in gathered.sections() {
        let heading = format!("{} ({})", label(section.category), of_media(totals, section.files));
        let mut lines: Vec<String> = Vec::new();
        if let Some((first, last)) = section.span {
            let day = |moment: &Moment| self::moment(&Moment { time: None, ..*moment });
            lines.push(format!("from {} to {}", day(first), day(last)));
        } else {
            lines = self::lines(language, &section, heading.chars().count(), &mut is_all);
        }
        summary.sections.push((heading, lines));
    }
    if let Some(perhaps) = gathered.perhaps() {
        let heading = format!("Perhaps more ({})", of_media(totals, perhaps.files));
        summary.sections.push((heading, vec![may_tell(language, &perhaps.categories, &perhaps.parts)]));
    }
    if !is_all {
        summary.notes.push("With --verbose, `check` lists everything, file by file.".to_owned());
    }
}

/// What was told most: a line each for what is worst, and one for all of the rest, behind its heading.
fn lines(language: &dyn Language, section: &Section<'_>, heading: usize, is_all: &mut bool) -> Vec<String> {
    /// A line of a terminal, without room for how many there are more.
    const WIDE: usize = 64;
    let (mut lines, mut joined, mut shown): (Vec<String>, String, u64) = (Vec::new(), String::new(), 0);
    let named = matches!(section.category, Category::Location | Category::People);
    let apart = named || section.category == Category::Preview;
    let room = WIDE.saturating_sub(heading);
    for line in &section.lines {
        let text = told(language, line, named || section.all == 1);
        if apart && lines.len() < 2 {
            lines.push(text);
        } else if !apart && (joined.is_empty() || joined.chars().count().saturating_add(text.chars().count()) <= room) {
            joined = if joined.is_empty() { text } else { format!("{joined}; {text}") };
        } else {
            break;
        }
        shown = shown.saturating_add(1);
    }
    lines.extend((!joined.is_empty()).then_some(joined));
    let more = section.all.saturating_sub(shown);
    if let Some(last) = lines.last_mut().filter(|_| more > 0) {
        *is_all = false;
        last.push_str(&format!("; and {} more", number(more)));
    }
    lines
}

/// `Léa Martin (6, such as IMG_1.jpg)`, or only `(6)`.
fn told(language: &dyn Language, line: &Line<'_>, wholly: bool) -> String {
    let text = crate::i18n::told::told(language, line.told);
    let first = printable_path(line.first.file_name().map_or(line.first, |name| name.as_ref()));
    match (line.files, line.beside) {
        (1, false) => format!("{text} ({first})"),
        (1, true) => format!("{text} (a file beside {first})"),
        (files, _) if !wholly => format!("{text} ({})", number(files)),
        (files, false) => format!("{text} ({}, such as {first})", number(files)),
        (files, true) => format!("{text} ({}, in files beside them; such as {first})", number(files)),
    }
}

/// `where, who: in the maker's own notes, which untrace does not read`.
pub(super) fn may_tell(language: &dyn Language, categories: &[Category], parts: &[Part]) -> String {
    /// More kinds of parts are not read.
    const NAMED: usize = 3;
    let categories: Vec<&str> = categories.iter().map(|category| language.category(*category)).collect();
    let mut parts: Vec<&str> = parts.iter().map(|part| self::part(*part)).collect();
    if parts.len() > NAMED {
        parts.truncate(NAMED);
        parts.push("more");
    }
    let parts = match parts.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        parts => parts.concat(),
    };
    format!("{}: in {parts}, which untrace does not read", categories.join(", "))
}

/// What a part of a file is, in words that go on after "in".
pub(super) const fn part(part: Part) -> &'static str {
    match part {
        Part::MakerNote => "the maker's own notes",
        Part::Provenance => "signed notes about who made and changed it",
        Part::BetweenFrames => "messages between the pictures of the film",
        Part::Telemetry => "what the camera recorded of its way",
        Part::HiddenTrack => "a hidden track",
        Part::VideoBehind => "a video behind the picture",
        Part::Behind => "data behind the end of the picture",
        Part::Gap => "data in gaps of the file",
        Part::Damaged => "damaged data",
        Part::Photoshop => "notes of Photoshop",
        Part::ColourProfile => "a colour profile of its own",
        Part::Encoder => "names of programs in the film",
        Part::Property => "fields in codes of programs",
        Part::Element => "parts of the file that no standard has",
    }
}

/// The languages that old films have by their numbers (QuickTime File Format, Language Code Values), and others by their
/// codes.
pub(super) fn language(code: &str) -> &str {
    match code.strip_prefix("Mac OS language ") {
        Some("0") => "English",
        Some("1") => "French",
        Some("2") => "German",
        Some("3") => "Italian",
        Some("6") => "Spanish",
        Some("11") => "Japanese",
        Some("23") => "Korean",
        _ => code,
    }
}

/// What numbers, switches and codes are about, where they say nothing by themselves.
pub(super) const fn numbers(category: Category) -> &'static str {
    match category {
        Category::Location => "numbers about a place",
        Category::Date => "parts of a time",
        Category::People => "numbers about faces or people",
        Category::Id => "numbers that tell it from others",
        Category::Camera => "settings of the camera",
        Category::Software => "settings of programs",
        Category::Panorama => "how to show it as a 360-degree picture",
        Category::Motion | Category::Preview | Category::Text | Category::Other => "numbers and codes of programs",
    }
}

const fn label(category: Category) -> &'static str {
    match category {
        Category::Location => "Where",
        Category::Date => "When",
        Category::People => "Who",
        Category::Motion => "Hidden videos",
        Category::Preview => "Previews",
        Category::Id => "Serial numbers and ids",
        Category::Camera => "Camera or phone",
        Category::Text => "Captions and comments",
        Category::Software => "Programs",
        Category::Panorama => "360-degree view",
        Category::Other => "Unknown data",
    }
}

fn unknown(totals: &Totals, summary: &mut Summary) {
    let it = |n: u64| if n == 1 { "it" } else { "them" };
    let foreign = totals.foreign;
    let photos = totals.without_copy().saturating_sub(foreign);
    if foreign > 0 {
        let files = count(foreign, "file is in a format", "files are in formats");
        summary.notes.push(format!("{files} that cannot be checked: nothing is known about {}.", it(foreign)));
    }
    if photos > 0 {
        summary.notes.push(format!("{} could not be checked: nothing is known about {}.", of_media(totals, photos), it(photos)));
    }
    let sidecars = totals.sidecars_unread;
    if sidecars > 0 {
        summary.notes.push(format!(
            "{} not be read: nothing is known about {}.",
            beside(totals, sidecars, "could", "could"),
            it(sidecars)
        ));
    }
    if totals.partly_unread > 0 {
        let n = totals.partly_unread;
        summary.notes.push(format!("{} something that could not be read.", count(n, "file holds", "files hold")));
    }
    let uncompared = totals.uncompared;
    if uncompared > 0 {
        summary.notes.push(format!(
            "Small previews in {} were not compared with the picture; they may show what was cropped away.",
            of_media(totals, uncompared),
        ));
    }
    let sidecars = totals.sidecars_telling;
    if sidecars > 0 {
        summary.notes.push(format!("{} some of this; untrace never copies them.", beside(totals, sidecars, "tells", "tell")));
    }
}

/// Files of which nothing is known.
fn unknown_files(totals: &Totals) -> u64 {
    [totals.without_copy(), totals.unread, totals.sidecars_unread].into_iter().fold(0, u64::saturating_add)
}

fn conclusion(totals: &Totals, counts: Counts<'_>) -> String {
    let photos = totals.telling_more.saturating_sub(totals.sidecars_telling);
    let unknown = unknown_files(totals);
    let checked = totals.copies().saturating_add(totals.sidecars);
    let end = if counts.command.is_some() { "clean copies come from" } else { "clean copies come from `untrace`" };
    let clean_them = match photos {
        1 => format!("{} should not be posted as it is; {end}", of_media(totals, 1)),
        many => format!("{} should not be posted as they are; {end}", of_media(totals, many)),
    };
    let kept = || counts.kept.iter().map(|category| category.word()).collect::<Vec<_>>().join(",");
    match (counts.only, totals.telling_more) {
        (Some(words), 1..) if !counts.found => {
            format!("Nothing of what counts here was found (--fail-on {}); look at the rest before you post.", words.join(","))
        }
        _ if checked == 0 && unknown > 0 => "Nothing could be checked: do not take it for clean.".to_owned(),
        _ if checked == 0 => String::new(),
        (_, 0) if unknown > 0 => "Nothing found in what could be checked.".to_owned(),
        (_, 0) if totals.telling > 0 => {
            format!("Nothing found but what may stay (--keep {}). What can be seen in the pictures was not looked at.", kept())
        }
        (_, 0) if totals.telling_names > 0 => {
            "Nothing found but names. What can be seen in the pictures themselves was not looked at.".to_owned()
        }
        (_, 0) => "Nothing found. What can be seen in the pictures themselves was not looked at.".to_owned(),
        _ if totals.media() == 0 => "Leave these files out of what you post.".to_owned(),
        _ if photos == 0 => format!("Post the {} without the files beside them.", kinds(totals)),
        _ => format!("{clean_them}{}", if counts.command.is_some() { ":" } else { "." }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_as_round_as_they_are_true() {
        for (millimetres, text) in [
            (309, "less than 1 m"),
            (3000, "3 m"),
            (1855, "2 m"),
            (30_922, "31 m"),
            (111_320, "110 m"),
            (1_113_200, "1 km"),
            (111_320_000, "111 km"),
        ] {
            assert_eq!(exact(millimetres), format!("exact to {text}"));
        }
    }

    #[test]
    fn dates_are_those_of_a_person() {
        let said = |text: &str| moment(&Moment::of_text(text).unwrap());
        assert_eq!(said("2024:08:03 21:07:44"), "3 August 2024, 21:07:44");
        assert_eq!(said("2024-05-11T12:30:12Z"), "11 May 2024, 12:30:12 UTC");
        assert_eq!(said("2024-08-03T21:09:12+0200"), "3 August 2024, 21:09:12 (UTC+02:00)");
        assert_eq!(said("20240512"), "12 May 2024");
    }
}
