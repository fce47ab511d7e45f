//! First lines, and headings.

use crate::i18n::ending::{Amount, Heading, Met, Title};
use crate::i18n::english::media::files;
use crate::i18n::together::Media;
use untrace_core::model::Category;
use untrace_words::english::numbers::{count, number};

pub(super) fn amount(amount: Amount) -> String {
    files(amount.count, amount.media)
}

pub(super) const fn kinds(media: Media) -> &'static str {
    match media {
        Media::Photos => "photos",
        Media::Videos => "videos",
        Media::Both | Media::Posts => "photos and videos",
    }
}

/// `11 photos, 1 Live Photo, 1 video`.
fn met(met: Met) -> String {
    let parts =
        [(met.photos, "photo", "photos"), (met.live_photos, "Live Photo", "Live Photos"), (met.videos, "video", "videos")];
    let parts = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many));
    parts.collect::<Vec<_>>().join(", ")
}

fn companions(files: u64) -> String {
    count(files, "companion file", "companion files")
}

pub(super) fn title(title: Title) -> String {
    match title {
        Title::NotReached => "Stopped before the first photo or video.".to_owned(),
        Title::NoneReadable => "No photos or videos found that untrace can read.".to_owned(),
        Title::None => "No photos or videos found.".to_owned(),
        Title::Met(some) => met(some),
        Title::Earlier(some) => {
            let have = if some.count == 1 { "has a copy from an earlier run" } else { "have copies from earlier runs" };
            format!("Nothing new: {} {have}.", amount(some))
        }
        Title::UpToDate(there, without) => {
            let have = if there.count == 1 { "already has its clean copy" } else { "already have their clean copies" };
            let rest = match without {
                0 => String::new(),
                1 => ", 1 does not".to_owned(),
                many => format!(", {} do not", number(many)),
            };
            format!("Nothing new: {} {have}{rest}.", amount(there))
        }
        Title::New(fresh, there) => {
            let have = if there == 1 { "already had its clean copy" } else { "already had their clean copies" };
            format!("New: {}. {} {have}.", amount(fresh), number(there))
        }
        Title::Checked(some, beside, unchecked) => {
            let beside = if beside == 0 { String::new() } else { format!(", plus {}", companions(beside)) };
            match unchecked {
                0 => format!("{} checked{beside}", met(some)),
                some_not => format!("{}, {} of them not checked{beside}", met(some), number(some_not)),
            }
        }
        Title::CompanionsChecked(files) => format!("{} checked", companions(files)),
    }
}

pub(super) fn heading(heading: &Heading) -> String {
    match heading {
        Heading::GiveAway(media) => format!("What the {} give away", kinds(*media)),
        Heading::GaveAway(media) => format!("What the {} gave away", kinds(*media)),
        Heading::Hidden => "Hidden in the files".to_owned(),
        Heading::Kept => "What you asked to keep".to_owned(),
        Heading::NotCopied(files) => format!("Not copied ({})", number(*files)),
        Heading::Copies => "Clean copies".to_owned(),
        Heading::StandardOutput => "Standard output".to_owned(),
        Heading::Found(category, files) => format!("{} ({})", found(*category), amount(*files)),
        Heading::Perhaps(files) => format!("Perhaps more ({})", amount(*files)),
    }
}

const fn found(category: Category) -> &'static str {
    match category {
        Category::Location => "Where",
        Category::Date => "When",
        Category::People => "Who",
        Category::Motion => "Hidden videos",
        Category::Preview => "Previews",
        Category::Id => "Serial numbers and IDs",
        Category::Camera => "Camera or phone",
        Category::Text => "Captions and comments",
        Category::Software => "Apps and programs",
        Category::Panorama => "360-degree view",
        Category::Other => "Unknown data",
    }
}
