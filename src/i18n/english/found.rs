//! What `check` found, as a person would say it: places, dates, previews, and who tells them.

use untrace_core::base::{Fix, Moment};
use untrace_core::model::Category;
use untrace_core::previews::Shows;

use super::numbers::{count, number};
use super::summary::{beside, kinds, left_out, media, nothing, of_media};
use crate::i18n::language::{Counts, Language, Summary};
use crate::printable::printable_path;
use crate::tally::{Gathered, Line, Totals};

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
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (day, month, year) = (moment.date.day(), usize::try_from(moment.date.month()).unwrap_or(0), moment.date.year());
    let month = MONTHS.get(month.saturating_sub(1)).copied().unwrap_or_default();
    let date = format!("{day} {month} {year}");
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
        Shows::Unknown => "a preview that could not be compared with the picture",
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
    let mut summary = Summary { title, ..Summary::default() };
    if let Some(gathered) = gathered {
        sections(language, totals, gathered, &mut summary);
    }
    unknown(totals, &mut summary);
    left_out(totals, &mut summary);
    let is_all_known = unknown_files(totals) == 0;
    summary.conclusion = conclusion(totals, counts);
    summary.is_good = totals.telling == 0 && is_all_known;
    summary
}

/// A heading for each category, with what was told most.
fn sections(language: &dyn Language, totals: &Totals, gathered: &Gathered, summary: &mut Summary) {
    for section in gathered.sections() {
        let heading = format!("{} ({})", label(section.category), of_media(totals, section.files));
        let mut lines: Vec<String> = Vec::new();
        if let Some((first, last)) = section.span {
            let day = |moment: &Moment| self::moment(&Moment { time: None, ..*moment });
            lines.push(format!("from {} to {}", day(first), day(last)));
        } else {
            lines.extend(section.lines.iter().map(|line| told(language, line)));
            if section.more > 0 {
                lines.push(format!("and {} more (--verbose lists all)", number(section.more)));
            }
        }
        summary.sections.push((heading, lines));
    }
}

/// `Léa Martin (6, such as IMG_1.jpg)`.
fn told(language: &dyn Language, line: &Line<'_>) -> String {
    let text = crate::i18n::told::told(language, line.told);
    let first = printable_path(line.first.file_name().map_or(line.first, |name| name.as_ref()));
    match (line.files, line.beside) {
        (1, false) => format!("{text} ({first})"),
        (1, true) => format!("{text} (a file beside {first})"),
        (files, false) => format!("{text} ({}, such as {first})", number(files)),
        (files, true) => format!("{text} ({}, in files beside them; such as {first})", number(files)),
    }
}

const fn label(category: Category) -> &'static str {
    match category {
        Category::Location => "Where",
        Category::Date => "When",
        Category::People => "Who",
        Category::Motion => "Hidden videos and tracks",
        Category::Preview => "Previews",
        Category::Id => "Serial numbers and other ids",
        Category::Camera => "Camera or phone",
        Category::Text => "Captions, keywords, comments, names",
        Category::Software => "Programs",
        Category::Panorama => "How to show it all around (360 degrees)",
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
    let photos = totals.telling.saturating_sub(totals.sidecars_telling);
    let unknown = unknown_files(totals);
    let checked = totals.copies().saturating_add(totals.sidecars);
    let clean_them = match photos {
        1 => format!("{} should not be posted as it is: clean it with `untrace`.", of_media(totals, 1)),
        many => format!("{} should not be posted as they are: clean them with `untrace`.", of_media(totals, many)),
    };
    match (counts.only, totals.telling) {
        (Some(words), 1..) if !counts.found => {
            format!("Nothing of what counts here was found (--fail-on {}); look at the rest before you post.", words.join(","))
        }
        _ if checked == 0 && unknown > 0 => "Nothing could be checked: do not take it for clean.".to_owned(),
        _ if checked == 0 => String::new(),
        (_, 0) if unknown > 0 => "Nothing found in what could be checked.".to_owned(),
        (_, 0) if totals.telling_names > 0 => {
            "Nothing found but names. What can be seen in the pictures themselves was not looked at.".to_owned()
        }
        (_, 0) => "Nothing found. What can be seen in the pictures themselves was not looked at.".to_owned(),
        _ if totals.media() == 0 => "Leave these files out of what you post.".to_owned(),
        _ if photos == 0 => format!("Post the {} without the files beside them.", kinds(totals)),
        _ => clean_them,
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
