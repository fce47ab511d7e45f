//! What recurs, journeys, devices, people, and what nobody sees.

use jiff::civil::Date;
use untrace_core::insight::{Age, Device, Files, Routine, Secret};
use untrace_core::model::Category;

use super::headline::upper;
use super::{dates, places};
use crate::i18n::english::media;
use crate::i18n::together::{Media, Named};
use untrace_words::english::lists::and;
use untrace_words::english::numbers::{count, number};

pub(super) fn routine(routine: &Routine, place: &str) -> String {
    let (from, to) = (dates::time(routine.window.from), dates::time(routine.window.to));
    let when = if from == to { format!("at {from}") } else { format!("between {from} and {to}") };
    format!(
        "Every {} {when}, in {} of {}, at {place}.",
        dates::weekday(routine.weekday),
        number(routine.weeks),
        count(routine.of_weeks, "week", "weeks"),
    )
}

pub(super) fn journey(first: Date, last: Date, stops: &[String], more: u32, kilometres: Option<u32>) -> String {
    let span = upper(&dates::span(Some(first), Some(last)));
    let stops = if stops.is_empty() { String::new() } else { format!(": {}", stops.join(", then ")) };
    let more = if more == 0 { String::new() } else { format!(" and {}", count(more, "other place", "other places")) };
    let far = kilometres.map_or_else(String::new, |far| format!(", up to {} from home", places::kilometres(far)));
    format!("{span}{stops}{more}{far}.")
}

pub(super) fn device(name: Option<&str>, device: &Device, media: Media) -> String {
    let files = media::files(u32::try_from(device.files.len()).unwrap_or(u32::MAX), media);
    let span = dates::span(device.first, device.last);
    let span = if span.is_empty() { span } else { format!(", {span}") };
    let name = name.unwrap_or("An unknown device");
    format!("{name}: {files}{span}.")
}

pub(super) fn device_more(serial: Option<&str>, owner: Option<&str>) -> String {
    match (serial, owner) {
        (None, None) => String::new(),
        (Some(serial), None) => format!("Its serial number is in them: {serial}."),
        (None, Some(owner)) => format!("It names its owner: {owner}."),
        (Some(serial), Some(owner)) => format!("Its serial number and its owner are in them: {serial}, {owner}."),
    }
}

pub(super) fn person(named: &Named<'_>, media: Media) -> String {
    let &Named { name, is_shown, .. } = named;
    let files = media::files(named.files, media);
    let verb = if named.files == 1 { "names" } else { "name" };
    let said = if is_shown { format!("{name}: named in {files}") } else { format!("{files} {verb} {name} as the author") };
    let at = match named.places {
        [] => String::new(),
        [one] => format!(" (place {})", number(*one)),
        several => format!(" (places {})", and(several.iter().map(|place| number(*place)))),
    };
    let with = if named.with.is_empty() { String::new() } else { format!(", with {}", and(named.with.iter().cloned())) };
    format!("{said}{at}{with}.")
}

pub(super) fn age(name: Option<&str>, age: &Age) -> String {
    let who = name.unwrap_or("Somebody");
    let mut said = Vec::new();
    if let Some(born) = age.born {
        said.push(format!("was born on {}", dates::date(born)));
    }
    if let Some(years) = age.years {
        let years = count(years, "year", "years");
        said.push(format!("was {years} old"));
    }
    if let Some(birthday) = age.birthday {
        said.push(format!("had a birthday on {}", dates::date(birthday)));
    }
    if said.is_empty() {
        return format!("{who}: an age is mentioned.");
    }
    format!("{who} {}.", and(said.into_iter()))
}

pub(super) fn hidden(secret: Secret, files: u32) -> String {
    let hold = if files == 1 { "holds" } else { "hold" };
    let what = match secret {
        Secret::CroppedAway => "a preview that still shows what was cropped away, or another picture",
        Secret::MotionVideo => "a short video behind the photo, often with sound",
        Secret::TrimmedFilm => "film that was cut off and is still there",
        Secret::Depth => "how far away everything in the picture is",
        Secret::SecondPicture => "a second picture",
    };
    format!("{} {hold} {what}.", media::files(files, Media::hiding(secret)))
}

pub(super) fn said(category: Category, files: u32, media: Media) -> String {
    let (one, many) = match category {
        Category::Location => ("names a place", "name a place"),
        Category::Date => ("contains a date", "contain a date"),
        Category::People => ("says something about people", "say something about people"),
        Category::Camera => ("says something about the device", "say something about the device"),
        Category::Text => ("contains texts: captions, titles or comments", "contain texts: captions, titles or comments"),
        Category::Software => ("names an app or program", "name an app or program"),
        Category::Id => ("contains numbers that identify it", "contain numbers that identify them"),
        Category::Motion | Category::Preview | Category::Panorama | Category::Other => {
            ("contains other information", "contain other information")
        }
    };
    format!("{} {}.", media::files(files, media), if files == 1 { one } else { many })
}

pub(super) fn perhaps(files: u32, media: Media) -> String {
    let has = if files == 1 { "has" } else { "have" };
    format!("{} {has} parts that were not read or compared, and may say more.", media::files(files, media))
}

pub(super) fn names(category: Category, files: u32) -> String {
    let what = match category {
        Category::Location => "where it was",
        Category::Date => "when it was",
        Category::People => "who it is",
        Category::Camera => "which device took it",
        Category::Software => "which app it came from",
        Category::Id => "a number that leads back to you",
        Category::Motion | Category::Preview | Category::Text | Category::Panorama | Category::Other => "something about it",
    };
    let say = if files == 1 { "says" } else { "say" };
    format!("{} {say} {what}.", count(files, "file name", "file names"))
}

pub(super) fn left_aside(files: &Files) -> Vec<String> {
    let one = "file has an impossible position and was not counted";
    let many = "files have an impossible position and were not counted";
    let nowhere = (files.nowhere > 0).then(|| format!("{}.", count(files.nowhere, one, many)));
    let clock = (files.wrong_clock > 0).then(|| {
        let from = count(files.wrong_clock, "file is", "files are");
        format!("{from} dated by a camera clock that was wrong: left aside.")
    });
    nowhere.into_iter().chain(clock).collect()
}
