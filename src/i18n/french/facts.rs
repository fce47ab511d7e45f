//! What one file tells, and what became of it.

use untrace_core::base::{Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::Category;
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

use crate::i18n::facts::Facts;
use crate::i18n::language::English;
use crate::i18n::language::French;
use crate::outcome::FileReport;

impl Facts for French {
    fn bytes(&self, count: u64) -> String {
        English.bytes(count)
    }

    fn category(&self, category: Category) -> &'static str {
        English.category(category)
    }

    fn field_fate(&self, treatment: Treatment, keep: bool) -> &'static str {
        English.field_fate(treatment, keep)
    }

    fn position(&self, position: &Fix) -> String {
        English.position(position)
    }

    fn moment(&self, moment: &Moment) -> String {
        English.moment(moment)
    }

    fn measure(&self, measure: Measure, number: &str) -> String {
        English.measure(measure, number)
    }

    fn faces(&self, count: u64) -> String {
        English.faces(count)
    }

    fn numbers(&self, category: Category) -> &'static str {
        English.numbers(category)
    }

    fn part(&self, part: Part) -> &'static str {
        English.part(part)
    }

    fn perhaps_label(&self) -> &'static str {
        English.perhaps_label()
    }

    fn may_tell(&self, categories: &[Category], parts: &[Part]) -> String {
        English.may_tell(categories, parts)
    }

    fn perhaps(&self, name: &str) -> String {
        English.perhaps(name)
    }

    fn preview(&self, shows: Shows) -> &'static str {
        English.preview(shows)
    }

    fn small_pictures(&self, count: u64) -> String {
        English.small_pictures(count)
    }

    fn video(&self, sound: bool) -> &'static str {
        English.video(sound)
    }

    fn notes_about_video(&self) -> &'static str {
        English.notes_about_video()
    }

    fn beside(&self, about: &[String]) -> String {
        English.beside(about)
    }

    fn outcome(&self, report: &FileReport) -> String {
        English.outcome(report)
    }
}
