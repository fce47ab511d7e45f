//! What one file tells. This file hands each value to the file that words it.

mod parts;
mod values;

use untrace_core::base::{Coordinate, Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::{Category, Crop};
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

use super::numbers::{count, number};
use crate::facts::Facts;
use crate::lang::English;
pub use values::day;

impl Facts for English {
    fn bytes(&self, size: u64) -> String {
        count(size, "byte", "bytes")
    }

    fn size(&self, bytes: u64) -> String {
        values::size(bytes).unwrap_or_else(|| self.bytes(bytes))
    }

    fn category(&self, category: Category) -> &'static str {
        parts::category(category)
    }

    fn field<'a>(&self, name: &'a str) -> &'a str {
        name
    }

    fn field_fate(&self, treatment: Treatment, keep: bool) -> &'static str {
        match (treatment, keep) {
            (Treatment::Remove, true) => "removed, unless --keep",
            (Treatment::Remove, false) => "removed",
            (Treatment::Rewrite, _) => "rewritten",
            (Treatment::Refuse, _) => "file is refused",
            (Treatment::Stay, _) => "stays",
        }
    }

    fn position(&self, position: &Fix) -> String {
        values::position(position)
    }

    fn coordinate(&self, coordinate: Coordinate) -> String {
        coordinate.shown()
    }

    fn moment(&self, moment: &Moment) -> String {
        values::moment(moment)
    }

    fn measure(&self, measure: Measure, number: &str) -> String {
        values::measure(measure, number)
    }

    fn faces(&self, count: u64) -> String {
        match count {
            0 => "faces are marked".to_owned(),
            1 => "1 face is marked".to_owned(),
            many => format!("{} faces are marked", number(many)),
        }
    }

    fn numbers(&self, category: Category) -> &'static str {
        parts::numbers(category)
    }

    fn part(&self, part: Part) -> &'static str {
        parts::part(part)
    }

    fn perhaps_label(&self) -> &'static str {
        "perhaps"
    }

    fn may_tell(&self, categories: &[Category], parts: &[Part]) -> String {
        parts::may_tell(categories, parts)
    }

    fn perhaps(&self, name: &str) -> String {
        format!("perhaps ({name}: not read)")
    }

    fn preview(&self, shows: Shows) -> &'static str {
        parts::preview(shows)
    }

    fn crop_label(&self) -> &'static str {
        "crop"
    }

    fn cropped(&self, crop: Crop) -> String {
        let size = |(width, height): (u32, u32)| format!("{width} x {height}");
        let (shown, whole) = (size(crop.shown), size(crop.whole));
        format!("part of the picture is cropped away and still in the file: {shown} of {whole} pixels are shown")
    }

    fn small_pictures(&self, pictures: u64) -> String {
        count(pictures, "small picture", "small pictures")
    }

    fn video(&self, sound: bool) -> &'static str {
        if sound { "a video with sound behind the picture" } else { "a video behind the picture" }
    }

    fn notes_about_video(&self) -> &'static str {
        "notes about a video taken with it"
    }

    fn beside(&self, about: &[String]) -> String {
        match about {
            [] => " (companion file of an unknown photo or video)".to_owned(),
            [one] => format!(" (companion file of {one})"),
            [one, more @ ..] => format!(" (companion file of {one} and {} more)", number(more.len() as u64)),
        }
    }

    fn parts(&self, parts: &[String]) -> String {
        parts.join("; ")
    }

    fn labelled(&self, label: &str, said: &str) -> String {
        format!("{label}: {said}")
    }

    fn quoted(&self, text: &str) -> String {
        format!("\u{201c}{text}\u{201d}")
    }
}
