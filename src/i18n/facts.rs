//! What a language has to say about what a file tells.

use untrace_core::base::{Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::Category;
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

use crate::outcome::FileReport;

/// What one file tells, and what became of it.
pub(crate) trait Facts: Sync {
    /// So many bytes.
    fn bytes(&self, count: u64) -> String;
    /// What a category tells, as the label of a line: `where`.
    fn category(&self, category: Category) -> &'static str;
    /// What becomes of a field, for `untrace fields`.
    fn field_fate(&self, treatment: Treatment, keep: bool) -> &'static str;
    /// `48.8566 N, 2.3522 E, exact to 3 m`.
    fn position(&self, position: &Fix) -> String;
    /// `3 August 2024, 21:07:44`.
    fn moment(&self, moment: &Moment) -> String;
    /// A number with its unit: `1/50 s`, `f/1.8`.
    fn measure(&self, measure: Measure, number: &str) -> String;
    /// So many faces that are marked; 0 where nobody says how many.
    fn faces(&self, count: u64) -> String;
    /// Numbers, switches and codes about this that only programs understand.
    fn numbers(&self, category: Category) -> &'static str;
    /// What a part of a file is.
    fn part(&self, part: Part) -> &'static str;
    /// The label of a line about what was not read: `perhaps`.
    fn perhaps_label(&self) -> &'static str;
    /// What parts may tell that were not read: `where, who: in the maker's own notes, which untrace does not read`.
    fn may_tell(&self, categories: &[Category], parts: &[Part]) -> String;
    /// That a field of this name was not read, and may say it.
    fn perhaps(&self, name: &str) -> String;
    /// What a preview shows.
    fn preview(&self, shows: Shows) -> &'static str;
    /// So many small pictures, in a file beside photos.
    fn small_pictures(&self, count: u64) -> String;
    /// That a video is behind the picture, perhaps with sound.
    fn video(&self, sound: bool) -> &'static str;
    /// That there is a word about a video that is somewhere else.
    fn notes_about_video(&self) -> &'static str;
    /// Goes on after the name of a file that tells about others: `, about IMG_1.jpg`.
    fn beside(&self, about: &[String]) -> String;
    /// What became of one file, for `--verbose`.
    fn outcome(&self, report: &FileReport) -> String;
}
