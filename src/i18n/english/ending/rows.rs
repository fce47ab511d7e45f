//! Lines below headings.

use crate::i18n::ending::{By, Deed, Row};
use untrace_core::model::Category;
use untrace_words::english::facts::day;
use untrace_words::english::numbers::{count, number};

pub(super) fn row(row: &Row) -> String {
    match *row {
        Row::Told { category, sure: 0, perhaps } => {
            format!("{}: perhaps {}, in data untrace cannot read", what(category), number(perhaps))
        }
        Row::Told { category, sure, perhaps: 0 } => format!("{}: {}", what(category), number(sure)),
        Row::Told { category, sure, perhaps } => {
            format!("{}: {} (perhaps {} more)", what(category), number(sure), number(perhaps))
        }
        Row::VideosBehind { photos, with_sound: 0 } => format!("A video behind the photo: {}", number(photos)),
        Row::VideosBehind { photos, with_sound } if photos == with_sound => {
            format!("A video with sound behind the photo: {}", number(photos))
        }
        Row::VideosBehind { photos, with_sound } => {
            format!("A video behind the photo: {}, {} of them with sound", number(photos), number(with_sound))
        }
        Row::VideoNotes(photos) => format!("Notes about a hidden video: {}", number(photos)),
        Row::HiddenTracks(videos) => format!("Hidden tracks: {}", count(videos, "video", "videos")),
        Row::StillTold(category, files) => format!("{}: in {}", kept(category), count(files, "copy", "copies")),
        Row::Stayed(files) => format!("{} already clean, and left alone", count(files, "original was", "originals were")),
        Row::Written { copies, deed } => written(copies, deed),
        Row::UpToDate(files) => {
            format!("{} already there and up to date", count(files, "clean copy was", "clean copies were"))
        }
        Row::Span(first, last) => format!("from {} to {}", day(&first), day(&last)),
    }
}

fn written(copies: u64, deed: Deed) -> String {
    let those = if deed.keeps { count(copies, "copy", "copies") } else { count(copies, "clean copy", "clean copies") };
    match (deed.dry_run, deed.in_place) {
        (true, false) => format!("{those} would be written"),
        (false, false) => format!("{those} written and checked"),
        (true, true) => format!("{those} would replace the originals"),
        (false, true) if copies == 1 => "1 original replaced by a clean copy, checked first".to_owned(),
        (false, true) => {
            format!("{} originals replaced by clean copies, each checked first", number(copies))
        }
    }
}

pub(super) fn told_by(told: &str, by: By<'_>) -> String {
    match (by.files, by.first) {
        (1, Some(first)) if by.beside => format!("{told} (companion file of {first})"),
        (1, Some(first)) => format!("{told} ({first})"),
        (files, None) => format!("{told} ({})", number(files)),
        (files, Some(first)) if by.beside => format!("{told} ({}, in companion files; such as that of {first})", number(files)),
        (files, Some(first)) => format!("{told} ({}, such as {first})", number(files)),
    }
}

const fn what(category: Category) -> &'static str {
    match category {
        Category::Location => "Where they were taken",
        Category::Date => "When they were taken",
        Category::People => "Who (names, faces or owners)",
        Category::Camera => "Which camera or phone",
        Category::Id => "Serial numbers or other IDs",
        Category::Text => "Captions, keywords or comments",
        Category::Software => "Which apps they went through",
        Category::Motion => "Hidden videos or tracks",
        Category::Preview => "A small preview, which can show what was cropped away",
        Category::Panorama => "How to show a 360-degree view",
        Category::Other => "Data that no viewer needs",
    }
}

const fn kept(category: Category) -> &'static str {
    match category {
        Category::Location => "Where it was taken",
        Category::Date => "When it was taken",
        Category::People => "Who made it",
        Category::Camera => "Which camera or phone",
        Category::Text => "Captions, keywords or comments",
        Category::Panorama => "How to show a 360-degree view",
        _ => "Which app made it",
    }
}
