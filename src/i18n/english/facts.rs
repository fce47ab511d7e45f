//! What one file tells, and what became of it.

use untrace_core::base::{Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::Category;
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

use super::{found, numbers, summary};
use crate::i18n::facts::Facts;
use crate::i18n::language::English;
use crate::outcome::{FileReport, Outcome};

impl Facts for English {
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

    fn field_fate(&self, treatment: Treatment, keep: bool) -> &'static str {
        match (treatment, keep) {
            (Treatment::Remove, true) => "goes, or --keep",
            (Treatment::Remove, false) => "goes",
            (Treatment::Rewrite, _) => "written anew",
            (Treatment::Refuse, _) => "file is refused",
            (Treatment::Stay, _) => "stays",
        }
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
}
