//! Sentences about the rest.

use super::titles::amount;
use crate::i18n::ending::Note;
use untrace_core::model::Category;
use untrace_words::english::lists::{and, and_more, or};
use untrace_words::english::numbers::{count, number};

const fn it(files: u64) -> &'static str {
    if files == 1 { "it" } else { "them" }
}

const fn they_are(files: u64) -> &'static str {
    if files == 1 { "it is" } else { "they are" }
}

const fn was(files: u64) -> &'static str {
    if files == 1 { "was" } else { "were" }
}

const fn removed(files: u64, dry_run: bool) -> &'static str {
    match (dry_run, files) {
        (true, _) => "would be removed",
        (false, 1) => "was removed",
        (false, _) => "were removed",
    }
}

/// `2 files were`.
fn files_were(files: u64) -> String {
    count(files, "file was", "files were")
}

fn companions(files: u64) -> String {
    count(files, "companion file", "companion files")
}

pub(super) fn note(note: &Note) -> String {
    match note {
        Note::Unkept(n) => {
            let copies = if *n == 1 { "its copy is" } else { "their copies are" };
            format!("{} no room for some of what you asked to keep; {copies} without it.", count(*n, "file has", "files have"))
        }
        Note::Names(n, categories) => names(*n, categories),
        Note::NamesByHand(n, categories) => {
            let rename = if *n == 1 { "Rename the copy before you post it" } else { "Rename the copies before you post them" };
            format!("{}. {rename}.", revealing(*n, categories))
        }
        Note::Companions(n) => format!(
            "{} (Google .json, Apple .aae, .xmp, ._*) {} not copied: {} places and names.",
            companions(*n),
            was(*n),
            if *n == 1 { "it can contain" } else { "they can contain" },
        ),
        Note::NotMedia(n) => {
            format!(
                "{} left out: not {}.",
                count(*n, "other file was", "other files were"),
                if *n == 1 { "a photo or video" } else { "photos or videos" }
            )
        }
        Note::Pages(n) => {
            format!(
                "{} left out: {} private.",
                count(*n, "page of untrace report was", "pages of untrace report were"),
                they_are(*n)
            )
        }
        Note::Excluded(n) => format!("{} left out by --exclude or --include.", files_were(*n)),
        Note::Older(n) => format!("{} left out: older than --since.", files_were(*n)),
        Note::Archives(n) => {
            format!("{} left out. Unpack {} first, then clean what is inside.", count(*n, "archive was", "archives were"), it(*n))
        }
        Note::MayTell(n, named) => {
            let files = count(*n, "file that may contain places was", "files that may contain places were");
            format!("{files} left out: {}.", and_more(named, *n))
        }
        Note::HiddenFiles(n) => format!(
            "{} left out. Add --hidden to include {}.",
            count(*n, "hidden file or folder was", "hidden files or folders were"),
            it(*n)
        ),
        Note::Links(n) => format!("{} left out.", count(*n, "link or special file was", "links or special files were")),
        Note::Outputs(n) => format!(
            "{} left out.",
            count(*n, "folder or copy from an earlier run was", "folders or copies from earlier runs were")
        ),
        Note::NotReached(n) => {
            format!("Stopped early: {} not looked at. Run the same command again to do the rest.", files_were(*n))
        }
        Note::HdrLost(1) => "1 HDR photo was saved as a normal photo because its HDR data is not standard.".to_owned(),
        Note::HdrLost(n) => {
            format!("{} HDR photos were saved as normal photos because their HDR data is not standard.", number(*n))
        }
        Note::Flat(n) => format!(
            "{} look flat. Add --keep panorama to keep the 360° view.",
            count(*n, "360-degree picture will", "360-degree pictures will")
        ),
        Note::MadeWhole(1) => "1 file was incomplete at its end; its copy is complete.".to_owned(),
        Note::MadeWhole(n) => format!("{} files were incomplete at their ends; their copies are complete.", number(*n)),
        Note::CutOff(n, tenths) => {
            let most = if *n == 1 { "" } else { "up to " };
            format!(
                "{} {most}{}.{} seconds of film that was trimmed off: the rest cannot be played without it.",
                count(*n, "video still contains", "videos still contain"),
                number(tenths / 10),
                tenths % 10,
            )
        }
        Note::Cropped { files: n, named, has_copies } => {
            let files = if *has_copies {
                count(*n, "copy still holds", "copies still hold")
            } else {
                count(*n, "file holds", "files hold")
            };
            let each = if *n == 1 { "the picture" } else { "each picture" };
            format!(
                "{files} a part of the picture that is cropped away, and that can be brought back: {}. \
                 To be rid of it, open {each}, save the crop as a new file, and clean that.",
                and_more(named, *n)
            )
        }
        Note::Corrected(n) => {
            let right = if *n == 1 { "its copy has" } else { "their copies have" };
            format!("{} the wrong extension; {right} the right one.", count(*n, "file had", "files had"))
        }
        Note::Misnamed(n, named) => misnamed(*n, named),
        Note::EarlierCopies(n) => {
            format!("{} from earlier runs as well.", count(*n, "other copy is there", "other copies are there"))
        }
        Note::Gone(n) => {
            let copies = count(*n, "copy no longer has an original", "copies no longer have an original");
            format!("{copies}. --prune removes {}.", it(*n))
        }
        Note::Pruned { copies, dry_run } => {
            let whose = count(*copies, "copy whose original is gone", "copies whose originals are gone");
            format!("{whose} {}.", removed(*copies, *dry_run))
        }
        Note::Renamed { copies, dry_run } => {
            let old = if *copies == 1 { "the one under the old name" } else { "those under the old names" };
            format!("{} a new name; {old} {}.", count(*copies, "copy has", "copies have"), removed(*copies, *dry_run))
        }
        Note::Others(n, named) => format!(
            "{} there that this run did not write: {}. Look at {} before you post.",
            count(*n, "file is", "files are"),
            and_more(named, *n),
            it(*n)
        ),
        Note::ForeignUnchecked(n) => format!(
            "{} that untrace cannot check: nothing is known about {}.",
            count(*n, "file is in a format", "files are in formats"),
            it(*n)
        ),
        Note::Unchecked(some) => format!("{} could not be checked: nothing is known about {}.", amount(*some), it(some.count)),
        Note::CompanionsUnread(n) => format!("{} could not be read: nothing is known about {}.", companions(*n), it(*n)),
        Note::PartlyUnread(n) => format!("{} something that could not be read.", count(*n, "file contains", "files contain")),
        Note::Uncompared(some) if some.count == 1 => format!(
            "The small preview in {} was not compared with the picture; it may show what was cropped away.",
            amount(*some)
        ),
        Note::Uncompared(some) => format!(
            "The small previews in {} were not compared with the picture; they may show what was cropped away.",
            amount(*some)
        ),
        Note::CompanionsTell(n) => {
            format!(
                "{} {} some of this; untrace never copies them.",
                companions(*n),
                if *n == 1 { "gives away" } else { "give away" }
            )
        }
        Note::More => "Add --verbose to list everything, file by file.".to_owned(),
    }
}

/// `12 file names reveal a date, a device or an app.`
fn names(files: u64, categories: &[Category]) -> String {
    format!("{}. Add --rename to give the copies neutral names.", revealing(files, categories))
}

/// `2 file names reveal a date or a device`.
fn revealing(files: u64, categories: &[Category]) -> String {
    let told = categories.iter().map(|category| revealed(*category).to_owned());
    format!("{} {}", count(files, "file name reveals", "file names reveal"), or(told))
}

const fn revealed(category: Category) -> &'static str {
    match category {
        Category::Location => "a place",
        Category::Date => "a date",
        Category::People => "a person",
        Category::Camera => "a device",
        Category::Software => "an app",
        _ => "a number",
    }
}

/// `2 files have the wrong extension: a.heic is JPEG and b.jpg is PNG. ...`
fn misnamed(files: u64, named: &[(String, &'static str)]) -> String {
    let named: Vec<String> = named.iter().map(|(name, format)| format!("{name} is {format}")).collect();
    let shown = match named.as_slice() {
        [] => String::new(),
        [first] if files > 1 => format!(" ({first}, for example)"),
        all => format!(": {}", and(all.iter().cloned())),
    };
    format!(
        "{} the wrong extension{shown}. Add --fix-extension to correct it in the copies.",
        count(files, "file has", "files have")
    )
}
