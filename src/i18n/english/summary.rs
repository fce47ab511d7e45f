//! Lines at the end of a run: what was told, what was left out.

use std::path::{Path, PathBuf};

use super::no_media::no_media;
use super::numbers::{count, number};
use crate::discover::Skip;
use crate::i18n::ending::Summary;
use crate::printable::printable_path;
use crate::tally::Totals;
use untrace_core::model::{Category, KEEPABLE};

fn photos(n: u64) -> String {
    count(n, "photo", "photos")
}

/// What there is of each that has no copy from before: a Live Photo is neither a photo nor a video, but both.
pub(super) fn media(totals: &Totals) -> String {
    let live = totals.live_photos;
    let videos = totals.videos.saturating_sub(live);
    let photos = totals.fresh().saturating_sub(totals.videos).saturating_sub(live);
    let parts = [(photos, "photo", "photos"), (live, "Live Photo", "Live Photos"), (videos, "video", "videos")];
    let parts: Vec<String> = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)).collect();
    parts.join(", ")
}

/// So many of what there is.
pub(super) fn of_media(totals: &Totals, n: u64) -> String {
    match kinds(totals) {
        BOTH => count(n, "photo or video", BOTH),
        VIDEOS => count(n, "video", VIDEOS),
        _ => photos(n),
    }
}

const PHOTOS: &str = "photos";
const VIDEOS: &str = "videos";
const BOTH: &str = "photos and videos";

/// What there is, in a word.
pub(super) fn kinds(totals: &Totals) -> &'static str {
    let videos = totals.videos.saturating_add(totals.videos_there);
    match (totals.media() > videos, videos > totals.live_photos) {
        (true, true) => BOTH,
        (false, true) => VIDEOS,
        _ => PHOTOS,
    }
}

pub(super) const fn skip(why: Skip) -> &'static str {
    match why {
        Skip::Hidden => "hidden",
        Skip::Sidecar => "tells about photos or videos, and is none",
        Skip::NotMedia => "not a photo or video",
        Skip::MayTell => "not a photo or video, and may tell where",
        Skip::Page => "a page of untrace report",
        Skip::Excluded => "by --exclude or --include",
        Skip::Older => "older than --since",
        Skip::Growing => "still growing",
        Skip::Link => "a symbolic link",
        Skip::Special => "not a regular file",
        Skip::Output => "an output of untrace",
    }
}

/// That there is nothing to clean or to check.
pub(super) const fn nothing(totals: &Totals) -> &'static str {
    match (totals.not_reached, totals.foreign) {
        (1.., _) => "No photo or video was reached.",
        (_, 1..) => "No photos or videos found that untrace can read.",
        _ => "No photos or videos found.",
    }
}

/// How many photos told what; what was hidden comes under a heading of its own.
pub(super) fn told(totals: &Totals, summary: &mut Summary, verb: &str) {
    let heading = format!("What the {} {verb}", kinds(totals));
    let line = |category: Category| {
        let perhaps = totals.moments_perhaps_with(category);
        let sure = totals.moments_with(category).saturating_sub(perhaps);
        match (sure, perhaps) {
            (0, 0) => None,
            (_, 0) => Some(format!("{} {}", of_media(totals, sure), says(category))),
            (0, _) => Some(format!("{} {}, in data that untrace does not read", of_media(totals, perhaps), may_say(category))),
            _ => Some(format!("{} {}; {} more may have", of_media(totals, sure), says(category), number(perhaps))),
        }
    };
    let told = [
        Category::Location,
        Category::Date,
        Category::People,
        Category::Camera,
        Category::Id,
        Category::Text,
        Category::Software,
    ];
    let hidden = [Category::Preview, Category::Other];
    for (heading, categories) in [(heading.as_str(), &told[..]), ("Hidden behind the picture", &hidden[..])] {
        let mut lines: Vec<String> = categories.iter().copied().filter_map(line).collect();
        if categories.contains(&Category::Preview) {
            lines.splice(0..0, hidden_videos(totals));
        }
        if !lines.is_empty() {
            summary.sections.push((heading.to_owned(), lines));
        }
    }
}

/// What the copies still say, because it was asked for.
pub(super) fn kept(totals: &Totals, summary: &mut Summary) {
    let line = |category: Category| {
        let files = totals.kept_with(category);
        (files > 0).then(|| format!("{} {}", count(files, "copy still says", "copies still say"), still_says(category)))
    };
    let lines: Vec<String> = KEEPABLE.into_iter().filter_map(line).collect();
    if !lines.is_empty() {
        summary.sections.push(("What you asked to keep".to_owned(), lines));
    }
    if totals.unkept > 0 {
        summary.notes.push(format!(
            "{} no place for some of what you asked to keep: the {} without it.",
            count(totals.unkept, "file has", "files have"),
            if totals.unkept == 1 { "copy is" } else { "copies are" },
        ));
    }
}

const fn still_says(category: Category) -> &'static str {
    match category {
        Category::Location => "where",
        Category::Date => "when",
        Category::People => "who made it",
        Category::Camera => "with which camera or phone",
        Category::Text => "what somebody wrote about it",
        Category::Panorama => "how to show it as a 360-degree picture",
        _ => "which program made it",
    }
}

/// Videos behind photos, words about such videos, and tracks of videos that nobody sees.
fn hidden_videos(totals: &Totals) -> Vec<String> {
    let noted = totals.video_notes;
    let notes = (noted > 0).then(|| format!("{} with notes about a hidden video", photos(noted)));
    let hidden = totals.hidden_tracks;
    let tracks = (hidden > 0).then(|| format!("{} with hidden tracks", count(hidden, "video", "videos")));
    [videos_behind(totals), notes, tracks].into_iter().flatten().collect()
}

/// `a video with sound was behind 14 photos`.
fn videos_behind(totals: &Totals) -> Option<String> {
    let (all, sound) = (totals.videos_behind, totals.videos_with_sound);
    match (all, sound) {
        (0, _) => None,
        (_, 0) => Some(format!("a video was behind {}", photos(all))),
        _ if all == sound => Some(format!("a video with sound was behind {}", photos(all))),
        _ => Some(format!("a video was behind {}, behind {} with sound", photos(all), number(sound))),
    }
}

const fn may_say(category: Category) -> &'static str {
    match category {
        Category::Location => "may have said where",
        Category::Date => "may have said when",
        Category::People => "may have said who: names, faces or owners",
        Category::Camera => "may have said with which camera or phone",
        Category::Id => "may have held serial numbers or other ids",
        Category::Text => "may have held captions, keywords or comments",
        Category::Software => "may have said which programs they went through",
        Category::Motion => "may have held a video",
        Category::Preview => "may have held a small preview",
        Category::Panorama | Category::Other => "may have said more",
    }
}

const fn says(category: Category) -> &'static str {
    match category {
        Category::Location => "said where",
        Category::Date => "said when",
        Category::People => "said who: names, faces or owners",
        Category::Camera => "said with which camera or phone",
        Category::Id => "held serial numbers or other ids",
        Category::Text => "held captions, keywords or comments",
        Category::Software => "said which programs they went through",
        Category::Motion => "with hidden videos or tracks",
        Category::Preview => "with a small preview, which can show what was cropped away",
        Category::Panorama => "said how to show them all around",
        Category::Other => "with data that no viewer needs",
    }
}

/// `2 files beside the photos were`.
pub(super) fn beside(totals: &Totals, n: u64, one: &str, many: &str) -> String {
    let kinds = kinds(totals);
    count(n, &format!("file beside the {kinds} {one}"), &format!("files beside the {kinds} {many}"))
}

pub(super) fn left_out(totals: &Totals, summary: &mut Summary) {
    names(totals, summary);
    let skipped = |why| totals.skipped(why);
    // `check` reads them, and says what they tell.
    let sidecars = skipped(Skip::Sidecar).saturating_sub(totals.sidecars);
    let others = skipped(Skip::NotMedia).saturating_sub(totals.archives);
    if sidecars > 0 {
        summary.notes.push(format!(
            "{} left out: {} (.json, .aae, .xmp, ._*).",
            beside(totals, sidecars, "was", "were"),
            if sidecars == 1 { "it tells places and people too" } else { "they tell places and people too" },
        ));
    }
    if others > 0 {
        summary.notes.push(format!(
            "{} left out.",
            count(others, "file that is no photo or video was", "files that are no photos or videos were")
        ));
    }
    if skipped(Skip::Page) > 0 {
        summary.notes.push(format!(
            "{} left out: {} for your eyes only.",
            count(skipped(Skip::Page), "page of untrace report was", "pages of untrace report were"),
            if skipped(Skip::Page) == 1 { "it is" } else { "they are" },
        ));
    }
    no_media(totals, summary);
    if skipped(Skip::Hidden) > 0 {
        summary.notes.push(format!(
            "{} left out (--hidden takes them too).",
            count(skipped(Skip::Hidden), "hidden file or folder was", "hidden files or folders were")
        ));
    }
    let odd = skipped(Skip::Link).saturating_add(skipped(Skip::Special));
    if odd > 0 {
        summary.notes.push(format!("{} left out.", count(odd, "link or special file was", "links or special files were")));
    }
    if skipped(Skip::Output) > 0 {
        summary.notes.push(format!("{} left out.", count(skipped(Skip::Output), "earlier output was", "earlier outputs were")));
    }
    if totals.not_reached > 0 {
        summary.notes.push(format!(
            "Stopped before the end: {} not looked at. The same command does the rest.",
            count(totals.not_reached, "file was", "files were"),
        ));
    }
    if totals.hdr_lost > 0 {
        summary.notes.push(format!(
            "{} an HDR gain map that is not by the rules; the copy shows the picture without HDR.",
            count(totals.hdr_lost, "photo has", "photos have")
        ));
    }
    panoramas(totals, summary);
    if totals.made_whole > 0 {
        summary.notes.push(match totals.made_whole {
            1 => "1 file was incomplete; the copy is made whole.".to_owned(),
            files => format!("{} files were incomplete; their copies are made whole.", number(files)),
        });
    }
    cut_off(totals, summary);
    extensions(totals, summary);
}

/// `2 360-degree photos will show flat: ...`
fn panoramas(totals: &Totals, summary: &mut Summary) {
    let flat = totals.flat;
    if flat > 0 {
        summary.notes.push(format!(
            "{} flat: --keep panorama keeps how {} shown.",
            count(flat, "360-degree picture will show", "360-degree pictures will show"),
            if flat == 1 { "it is" } else { "they are" },
        ));
    }
}

/// `1 video holds 2.4 seconds of film that was cut off: ...`
fn cut_off(totals: &Totals, summary: &mut Summary) {
    if totals.cut_off > 0 {
        let tenths = totals.cut_off_most.saturating_add(99) / 100;
        let most = if totals.cut_off == 1 { "" } else { "up to " };
        summary.notes.push(format!(
            "{} {most}{}.{} seconds of film that was cut off: without it the rest cannot be decoded.",
            count(totals.cut_off, "video holds", "videos hold"),
            number(tenths / 10),
            tenths % 10,
        ));
    }
}

/// Wrong extensions: those that a copy has lost, and those that are still there.
fn extensions(totals: &Totals, summary: &mut Summary) {
    let wrong = totals.misnamed.saturating_sub(totals.corrected);
    if totals.corrected > 0 {
        let had = count(totals.corrected, "file had", "files had");
        let right = if totals.corrected == 1 { "its copy has" } else { "their copies have" };
        summary.notes.push(format!("{had} the wrong extension; {right} the right one."));
    }
    if wrong > 0 {
        let read = if wrong == 1 { "it was read" } else { "they were read" };
        let have = count(wrong, "file has", "files have");
        summary.notes.push(format!(
            "{have} the wrong extension{}; {read} by content (--fix-extension gives copies the right one).",
            misnamed(totals, wrong)
        ));
    }
}

/// `: a.heic is JPEG and b.jpg is PNG`; of many, the first.
fn misnamed(totals: &Totals, wrong: u64) -> String {
    /// More names than this are not read.
    const NAMED: usize = 3;
    let named = |(path, format): &(PathBuf, &'static str)| {
        format!("{} is {format}", printable_path(path.file_name().map_or(path.as_path(), Path::new)))
    };
    let all = totals.misnamed_first.len() as u64 == wrong;
    match totals.misnamed_first.as_slice() {
        [] => String::new(),
        [one] if all => format!(": {}", named(one)),
        [first @ .., last] if all && first.len() < NAMED => {
            format!(": {} and {}", first.iter().map(named).collect::<Vec<_>>().join(", "), named(last))
        }
        [first, ..] => format!(" ({}, for one)", named(first)),
    }
}

/// `5 names say when: --rename gives neutral ones.`
fn names(totals: &Totals, summary: &mut Summary) {
    let told = [
        (Category::Location, "where"),
        (Category::Date, "when"),
        (Category::People, "who"),
        (Category::Camera, "with which device"),
        (Category::Software, "by way of which app"),
        (Category::Id, "under which number"),
    ];
    let told: Vec<&str> =
        told.into_iter().filter(|(category, _)| totals.names_with(*category) > 0).map(|(_, word)| word).collect();
    let what = match told.as_slice() {
        [] => return,
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    };
    let says = count(totals.telling_names, "name says", "names say");
    summary.notes.push(format!("{says} {what}: --rename gives copies neutral ones."));
}
