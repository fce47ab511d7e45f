//! The sentence at the top, and the measure below it.

use untrace_core::insight::Files;

use super::dates;
use crate::i18n::together::{Headline, Known};
use crate::tally::Missed;
use untrace_words::english::lists::and;
use untrace_words::english::numbers::{count, number};

pub(super) fn headline(headline: &Headline) -> String {
    match headline {
        Headline::NoFiles => "No photo or video was read, so nothing can be said.".to_owned(),
        Headline::Nothing(files) => {
            format!("In {} untrace found nothing that says where, when, with what or of whom.", these(files))
        }
        Headline::NothingRead(files) => {
            format!(
                "In what could be read ({}), untrace found nothing that says where, when, with what or of whom.",
                counted(files)
            )
        }
        Headline::Few(files) if files.all() == 1 => format!("{} is not enough to draw conclusions from.", upper(&these(files))),
        Headline::Few(files) => format!("{} are too few to draw conclusions from.", upper(&these(files))),
        Headline::NoPlaces(files, known) => {
            let (do_not, they) = if files.all() == 1 { ("does not", "it was") } else { ("do not", "they were") };
            let these = upper(&these(files));
            format!(
                "{these} {do_not} say where {they} taken, but a stranger can still find out {}.",
                and(known.iter().map(|known| learned(files, known)))
            )
        }
        Headline::Knows(files, known) => {
            format!("A stranger with {} can find out {}.", these(files), and(known.iter().map(|known| learned(files, known))))
        }
    }
}

/// What somebody learns, worded to follow `can find out`.
fn learned(files: &Files, known: &Known) -> String {
    let n = |count: u32| number(count);
    match *known {
        Known::Homes(1) => "where you live".to_owned(),
        Known::Homes(homes) => format!("the {} places where you live or lived", n(homes)),
        Known::SchoolsOrWork(1) => "which school or workplace one of you goes to".to_owned(),
        Known::SchoolsOrWork(places) => format!("which {} schools or workplaces you go to", n(places)),
        Known::EveryWeek { weekday, from } => {
            format!("where one of you is on {}s around {}", dates::weekday(weekday), dates::time(from))
        }
        Known::Away(1) => "when you were away from home".to_owned(),
        Known::Away(times) => format!("the {} times when you were away from home", n(times)),
        Known::Places(1) => "one place where you were".to_owned(),
        Known::Places(places) => format!("{} places where you were", n(places)),
        Known::Positions(some) if is_all(files, some) => "where they were taken".to_owned(),
        Known::Positions(1) => "where one of them was taken".to_owned(),
        Known::Positions(files) => format!("where {} of them were taken", n(files)),
        Known::Names(1) => "the name of one person".to_owned(),
        Known::Names(people) => format!("the names of {} people", n(people)),
        Known::Born(1) => "when one of you was born".to_owned(),
        Known::Born(people) => format!("when {} of you were born", n(people)),
        Known::Ages(1) => "how old one of you is".to_owned(),
        Known::Ages(people) => format!("how old {} of you are", n(people)),
        Known::Birthdays(1) => "when one of you has a birthday".to_owned(),
        Known::Birthdays(people) => format!("when {} of you have a birthday", n(people)),
        Known::OneDevice(some) if is_all(files, some) => "that all of them come from the same device".to_owned(),
        Known::OneDevice(files) => format!("that one phone or camera took {} of them", n(files)),
        Known::Devices(1) => "with what one of them was taken".to_owned(),
        Known::Devices(devices) => format!("which {} phones or cameras took some of them", n(devices)),
        Known::Moments(some) if is_all(files, some) => "when they were taken".to_owned(),
        Known::Moments(1) => "when one of them was taken".to_owned(),
        Known::Moments(files) => format!("when {} of them were taken", n(files)),
        Known::Hidden(1) => "what one of them hides behind the picture".to_owned(),
        Known::Hidden(files) => format!("what {} of them hide behind the picture", n(files)),
        Known::FileNames(1) => "what one file name says".to_owned(),
        Known::FileNames(names) => format!("what {} file names say", n(names)),
        Known::PlaceNames(1) => "which place one of them names".to_owned(),
        Known::PlaceNames(files) => format!("which places {} of them name", n(files)),
        Known::Texts(1) => "what is written about one of them".to_owned(),
        Known::Texts(files) => format!("what is written about {} of them", n(files)),
        Known::Something(1) => "something about one of them".to_owned(),
        Known::Something(files) => format!("something about {} of them", n(files)),
    }
}

/// Whether these are all there are, and more than one.
const fn is_all(files: &Files, some: u32) -> bool {
    some > 1 && some == files.all() && files.traces == 0
}

/// What there is, in the singular and the plural.
const fn parts(files: &Files) -> [(u32, &'static str, &'static str); 5] {
    [
        (files.photos, "photo", "photos"),
        (files.videos, "video", "videos"),
        (files.posts, "post", "posts"),
        (files.described, "description of another photo", "descriptions of other photos"),
        (files.traces, "recorded position", "recorded positions"),
    ]
}

/// `these 214 photos and 12 videos`.
fn these(files: &Files) -> String {
    let parts: Vec<_> = parts(files).into_iter().filter(|(count, ..)| *count > 0).collect();
    let rest = |parts: &[(u32, &str, &str)]| parts.iter().map(|(files, one, many)| count(*files, one, many)).collect();
    let (this, said): (&str, Vec<String>) = match parts.as_slice() {
        // `this photo and 2 videos`.
        [(1, one, _), behind @ ..] => ("this", [vec![(*one).to_owned()], rest(behind)].concat()),
        all => ("these", rest(all)),
    };
    format!("{this} {}", and(said.into_iter()))
}

/// `214 photos and 12 videos`.
fn counted(files: &Files) -> String {
    let parts = parts(files).into_iter().filter(|(files, ..)| *files > 0);
    and(parts.map(|(files, one, many)| count(files, one, many)))
}

/// What a single file says.
const fn alone(files: &Files) -> &'static str {
    match (files.located, files.dated) {
        // A place may be named in words, a date may stand in the name of the file.
        (0, 0) if files.nowhere > 0 || files.wrong_clock > 0 => {
            "It has neither coordinates nor a capture date that can be right."
        }
        (0, 0) => "It has neither coordinates nor a capture date.",
        (0, _) => "It says when it was taken.",
        (_, 0) => "It says where it was taken.",
        _ => "It says where and when it was taken.",
    }
}

/// What could not be read.
pub(super) fn missed(missed: &Missed) -> Vec<String> {
    let files = match missed.files {
        0 => None,
        1 => Some("1 file could not be read: nothing is known about it.".to_owned()),
        files => Some(format!("{} files could not be read: nothing is known about them.", number(files))),
    };
    let partly = (!missed.partly.is_empty()).then(|| format!("Only part of {} was read.", and(missed.partly.iter().cloned())));
    files.into_iter().chain(partly).collect()
}

/// How many say where and when.
pub(super) fn measure(files: &Files) -> String {
    if files.all() == 0 {
        return String::new();
    }
    let traces = (files.traces > 0).then(|| {
        let are = if files.traces == 1 { "There is" } else { "There are" };
        format!(" {are} also {}.", count(files.traces, "recorded position", "recorded positions"))
    });
    let traces = traces.unwrap_or_default();
    if files.all() == 1 {
        return format!("{}{traces}", alone(files));
    }
    let span = dates::span(files.first, files.last);
    let span = if span.is_empty() { String::new() } else { format!(", {span}") };
    let part = |count: u32, what: &str, none: &str| match count {
        0 => format!("none has {none}"),
        all if all == files.all() => format!("all say {what}"),
        1 => format!("1 says {what}"),
        some => format!("{} say {what}", number(some)),
    };
    let said = match (files.located, files.dated) {
        (0, 0) => part(0, "", "coordinates or a capture date"),
        (located, dated) if located == dated && dated == files.all() => part(dated, "where and when", ""),
        (located, dated) => {
            format!("{}, {}", part(located, "where", "coordinates"), part(dated, "when", "a capture date"))
        }
    };
    let is_of_all = [0, files.all()].contains(&files.located);
    let said = if is_of_all { upper(&said) } else { format!("Of these, {said}") };
    format!("{}{span}. {said}.{traces}", counted(&Files { traces: 0, ..*files }))
}

/// With a capital first letter.
pub(super) fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
