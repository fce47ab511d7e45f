//! English (British).

mod copies;
mod exports;
mod found;
mod help;
mod line;
mod meant;
mod months;
mod no_media;
mod numbers;
mod protections;
mod request;
mod summary;
mod together;
mod trouble;

use std::path::Path;

use untrace_core::base::{Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::Category;
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

use super::language::{Advice, Counts, Deed, Help, Language, Meant, Protections, Summary, Told};
use crate::confine::Open;
use crate::discover::RequestError;
use crate::exports::Unread;
use crate::outcome::{Action, Failure, FileReport, Outcome, Outdated, Refusal};
use crate::printable::printable_path;
use crate::tally::{Gathered, Totals, Troubles};
pub(super) use together::Words;

#[derive(Debug)]
pub(super) struct English;

impl Language for English {
    fn refusal(&self, refusal: &Refusal) -> Advice {
        match refusal {
            Refusal::Unreadable(error) => trouble::error(error),
            Refusal::Verification(doubt) => trouble::doubt(doubt),
        }
    }

    fn failure(&self, failure: &Failure, destination: Option<&Path>) -> Advice {
        trouble::failure(failure, destination)
    }

    fn not_copied(&self, name: &str, advice: &Advice) -> String {
        format!("{name} {}; not copied. {}", advice.trouble, advice.remedy)
    }

    fn not_checked(&self, name: &str, advice: &Advice) -> String {
        format!("{name} {}; not checked. {}", advice.trouble, advice.remedy)
    }

    fn video_behind(&self, name: &str) -> String {
        format!("the video behind {name}")
    }

    fn unread(&self, name: &str) -> String {
        format!("{name} is no photo or video that untrace knows; it was left out, and what it tells is not known.")
    }

    fn field_fate(&self, treatment: Treatment, keep: bool) -> &'static str {
        match (treatment, keep) {
            (Treatment::Remove, true) => "goes, or --keep",
            (Treatment::Remove, false) => "goes",
            (Treatment::Rewrite, _) => "written anew",
            (Treatment::Refuse, _) => "file is refused",
            (Treatment::Stay, _) => "stays",
        }
    }

    fn no_moment(&self) -> &'static str {
        "no day, moment or duration of the past, as 2026-11-01, 2026-11-01T18:00 or 7d"
    }

    fn no_language(&self) -> &'static str {
        "untrace speaks fr (French) and en (English)"
    }

    fn standard_input(&self) -> &'static str {
        "standard input"
    }

    fn not_sent(&self, error: &std::io::Error) -> String {
        format!(
            "the copy could not be written to standard output ({}); what came out of it is not whole.",
            trouble::io_error(error)
        )
    }

    fn only_links(&self, name: &str) -> String {
        format!("{name} holds nothing but links, which are not followed: nothing in it was read. Name what they lead to.")
    }

    fn no_media(&self, name: &str, is_empty: bool) -> String {
        if is_empty {
            format!("warning: {name} is empty. Is the phone or disk that should be there connected?")
        } else {
            format!("warning: {name} holds no photo or video.")
        }
    }

    fn request(&self, error: &RequestError) -> String {
        request::request(error)
    }

    fn did_you_mean(&self, word: &str) -> String {
        format!("did you mean {word}?")
    }

    fn meant(&self, meant: Meant) -> String {
        meant::advice(meant)
    }

    fn bytes(&self, count: u64) -> String {
        numbers::count(count, "byte", "bytes")
    }

    fn category(&self, category: Category) -> &'static str {
        match category {
            Category::Location => "where",
            Category::Date => "when",
            Category::People => "who",
            Category::Motion => "hidden video",
            Category::Preview => "previews",
            Category::Id => "serial numbers",
            Category::Camera => "camera",
            Category::Text => "texts",
            Category::Software => "software",
            Category::Panorama => "360-degree view",
            Category::Other => "unknown data",
        }
    }

    fn help(&self, key: Help) -> &'static str {
        help::text(key)
    }

    fn may_replace(&self, files: u64, trash: bool) -> String {
        copies::may_replace(files, trash)
    }

    fn is_yes(&self, answer: &str) -> bool {
        ["y", "yes"].contains(&answer.to_lowercase().as_str())
    }

    fn clean_summary(&self, totals: &Totals, deed: Deed) -> Summary {
        copies::clean(totals, deed)
    }

    fn check_summary(&self, totals: &Totals, gathered: Option<&Gathered>, counts: Counts<'_>) -> Summary {
        found::check(self, totals, gathered, counts)
    }

    fn line(&self, told: &Told<'_>, totals: &Totals) -> String {
        line::line(told, totals)
    }

    fn line_of_nothing(&self, told: &Told<'_>, why: &str) -> String {
        line::of_nothing(told, why)
    }

    fn log_lost(&self, path: &Path, error: &std::io::Error) -> String {
        format!("the log {} could not be written: {}", printable_path(path), trouble::io_error(error))
    }

    fn position(&self, position: &Fix) -> String {
        found::position(position)
    }

    fn moment(&self, moment: &Moment) -> String {
        found::moment(moment)
    }

    fn measure(&self, measure: Measure, number: &str) -> String {
        match measure {
            Measure::Seconds => format!("{number} s"),
            Measure::Aperture => format!("f/{number}"),
            Measure::Millimetres => format!("{number} mm"),
            Measure::Sensitivity => format!("ISO {number}"),
            Measure::Celsius => format!("{number} \u{b0}C"),
            Measure::Percent => format!("{number}% humidity"),
            Measure::Pressure => format!("{number} hPa of air"),
            Measure::Height => format!("{number} m above the sea"),
            Measure::Direction => format!("facing {number}\u{b0} from north"),
            Measure::Speed => format!("speed {number}"),
            Measure::Uncertainty => format!("known to {number} m"),
            Measure::Rating => format!("rating {number}"),
            // A name beside it says whose.
            Measure::Version if number.contains(char::is_alphabetic) => number.to_owned(),
            Measure::Version => format!("version {number}"),
            Measure::Language => format!("language {}", found::language(number)),
            Measure::TimeZone => format!("time zone {number}"),
        }
    }

    fn faces(&self, count: u64) -> String {
        match count {
            0 => "faces are marked".to_owned(),
            1 => "1 face is marked".to_owned(),
            many => format!("{} faces are marked", numbers::number(many)),
        }
    }

    fn numbers(&self, category: Category) -> &'static str {
        found::numbers(category)
    }

    fn part(&self, part: Part) -> &'static str {
        found::part(part)
    }

    fn perhaps_label(&self) -> &'static str {
        "perhaps"
    }

    fn may_tell(&self, categories: &[Category], parts: &[Part]) -> String {
        found::may_tell(self, categories, parts)
    }

    fn perhaps(&self, name: &str) -> String {
        format!("perhaps ({name}: not read)")
    }

    fn preview(&self, shows: Shows) -> &'static str {
        found::preview(shows)
    }

    fn small_pictures(&self, count: u64) -> String {
        numbers::count(count, "small picture", "small pictures")
    }

    fn video(&self, sound: bool) -> &'static str {
        if sound { "a video with sound is behind the picture" } else { "a video is behind the picture" }
    }

    fn notes_about_video(&self) -> &'static str {
        "notes about a video that was taken with it"
    }

    fn beside(&self, about: &[String]) -> String {
        match about {
            [] => " (beside photos or videos; whose it is could not be told)".to_owned(),
            [one] => format!(" (about {one})"),
            [one, more @ ..] => format!(" (about {one} and {} more)", numbers::number(more.len() as u64)),
        }
    }

    fn outcome(&self, report: &FileReport) -> String {
        match &report.outcome {
            Outcome::Cleaned => "cleaned".to_owned(),
            Outcome::AlreadyClean => "already clean".to_owned(),
            Outcome::UpToDate => "up to date".to_owned(),
            Outcome::Refused(_) => "refused".to_owned(),
            Outcome::Failed(_) => "failed".to_owned(),
            Outcome::Skipped(why) => format!("left out ({})", summary::skip(*why)),
        }
    }

    fn list_unread(&self, name: &str, unread: &Unread) -> String {
        exports::unread(name, unread)
    }

    fn page_written(&self, name: &str) -> String {
        exports::page_written(name)
    }

    fn page_not_opened(&self, name: &str) -> String {
        exports::page_not_opened(name)
    }

    fn map_lost(&self, path: &Path, error: &std::io::Error) -> String {
        format!("the list of names {} could not be written: {error}", printable_path(path))
    }

    fn protections(&self, protections: Protections) -> String {
        protections::all(protections)
    }

    fn not_closed_in(&self, open: Open) -> String {
        protections::none(open)
    }

    fn waiting(&self, name: &str) -> String {
        format!("another run is writing into {name}; waiting for its end.")
    }

    fn output_gone(&self, name: &str) -> String {
        format!(
            "{name} is gone, or another folder has its place; stopped. Plug the disk in again, and run the same command again."
        )
    }

    fn output_lost(&self, error: &std::io::Error) -> String {
        format!("the report could not be written: {error}")
    }

    fn outdated(&self, why: Outdated, files: u64) -> String {
        copies::outdated(why, files)
    }

    fn watching(&self, name: &str) -> String {
        format!("watching {name}.")
    }

    fn waited_for(&self, name: &str) -> String {
        format!("{name} is not there; waiting for it.")
    }

    fn troubles(&self, troubles: &Troubles) -> Vec<String> {
        copies::troubles(troubles)
    }

    fn progress(&self, action: Action) -> &'static str {
        match action {
            Action::Clean => "Cleaning",
            Action::Plan => "Looking",
        }
    }
}
