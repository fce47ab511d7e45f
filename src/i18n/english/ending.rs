//! What a run came to. This file hands each sentence to the file that writes it.

mod conclusions;
mod line;
mod notes;
mod rows;
mod titles;

use crate::discover::Skip;
use crate::i18n::ending::{Became, By, Conclusion, Ending, Heading, Note, Ran, Row, Title, Window};
use crate::i18n::language::English;
use crate::outcome::Action;
use untrace_words::english::numbers::{count, number};

impl Ending for English {
    fn title(&self, title: &Title) -> String {
        titles::title(*title)
    }

    fn dry_run(&self) -> &'static str {
        " (dry run: nothing was written)"
    }

    fn heading(&self, heading: &Heading) -> String {
        titles::heading(heading)
    }

    fn row(&self, row: &Row) -> String {
        rows::row(row)
    }

    fn told_by(&self, told: &str, by: By<'_>) -> String {
        rows::told_by(told, by)
    }

    fn and_more(&self, line: &str, more: u64) -> String {
        format!("{line}; and {} more", number(more))
    }

    fn note(&self, note: &Note) -> String {
        notes::note(note)
    }

    fn conclusion(&self, conclusion: &Conclusion) -> String {
        conclusions::conclusion(conclusion)
    }

    fn may_replace(&self, files: u64, trash: bool) -> String {
        let fate = if trash { "The originals go to the trash." } else { "What the originals say is then gone for good." };
        let (some, copies) = if files == 1 { ("", "a clean copy") } else { ("Up to ", "clean copies") };
        format!("{some}{} will be replaced by {copies}. {fate} Continue? [y/N]", count(files, "original", "originals"))
    }

    fn is_yes(&self, answer: &str) -> bool {
        ["y", "yes"].contains(&answer.to_lowercase().as_str())
    }

    fn line(&self, ran: &Ran<'_>) -> String {
        line::line(ran)
    }

    fn progress(&self, action: Action) -> &'static str {
        match action {
            Action::Clean => "Cleaning",
            Action::Plan => "Looking",
        }
    }
    fn so_far(&self, done: u64, all: u64) -> String {
        format!("{} of {}", number(done), number(all))
    }

    fn window(&self, written: Window) -> &'static str {
        match written {
            Window::Looking => "Looking for photos and videos",
            Window::Stop => "Stop",
            Window::Open => "Open the folder",
            Window::OpenAsked => "Open the folder of the copies now?",
            Window::Close => "Close",
            Window::Failed => "untrace stopped because of a mistake of its own. Copies that are there are complete and clean.",
        }
    }

    fn outcome(&self, became: Became) -> String {
        match became {
            Became::Cleaned => "cleaned".to_owned(),
            Became::AlreadyClean => "already clean".to_owned(),
            Became::UpToDate => "up to date".to_owned(),
            Became::Refused => "refused".to_owned(),
            Became::Failed => "failed".to_owned(),
            Became::Skipped(why) => format!("left out ({})", skip(why)),
        }
    }
}

/// Why it was left out.
const fn skip(why: Skip) -> &'static str {
    match why {
        Skip::Hidden => "hidden",
        Skip::Sidecar => "a companion file",
        Skip::NotMedia => "not a photo or video",
        Skip::MayTell => "not a photo or video, and may contain places",
        Skip::Page => "a page of untrace report",
        Skip::Excluded => "by --exclude or --include",
        Skip::Older => "older than --since",
        Skip::Growing => "still growing",
        Skip::Link => "a symbolic link",
        Skip::Special => "not a regular file",
        Skip::Output => "from an earlier run",
    }
}
