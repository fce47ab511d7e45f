//! What many files tell together, in English. This file hands each sentence to the file that writes it.

mod dates;
mod findings;
mod headline;
mod labels;
mod places;
mod posted;
mod steps;

use jiff::civil::{Date, Time, Weekday};
use untrace_core::insight::{Age, Confidence, Device, Files, Kind, Routine, Secret, Spot, Why};
use untrace_core::model::Category;

use super::media;
use crate::i18n::countries;
use crate::i18n::language::English;
use crate::i18n::together::{Counsel, Figure, Headline, Label, Line, Media, Named, Nearby, Step, Together, Work};
use crate::tally::{Holder, Missed, Posted};
use untrace_words::english::months;
use untrace_words::english::numbers::number;

impl Together for English {
    fn code(&self) -> &'static str {
        "en-GB"
    }

    fn label(&self, label: Label) -> &'static str {
        labels::label(label)
    }

    fn headline(&self, headline: &Headline) -> String {
        headline::headline(headline)
    }

    fn missed(&self, missed: &Missed) -> Vec<String> {
        headline::missed(missed)
    }

    fn measure(&self, files: &Files) -> String {
        headline::measure(files)
    }

    fn figure(&self, figure: Figure) -> &'static str {
        labels::figure(figure)
    }

    fn number(&self, count: u32) -> String {
        number(count)
    }

    fn date(&self, date: Date) -> String {
        dates::date(date)
    }

    fn span(&self, first: Option<Date>, last: Option<Date>) -> String {
        dates::span(first, last)
    }

    fn month(&self, year: i16, month: i8) -> String {
        format!("{} {year}", months::month(month))
    }

    fn month_letter(&self, month: i8) -> &'static str {
        dates::month_letter(month)
    }

    fn time(&self, time: Time) -> String {
        dates::time(time)
    }

    fn hour(&self, hour: u32) -> String {
        format!("{hour:02}")
    }

    fn weekday(&self, weekday: Weekday) -> &'static str {
        dates::weekday(weekday)
    }

    fn weekday_short(&self, weekday: Weekday) -> &'static str {
        dates::weekday_short(weekday)
    }

    fn distance(&self, metres: u32) -> String {
        places::distance(metres)
    }

    fn position(&self, spot: Spot) -> String {
        places::position(spot)
    }

    fn country(&self, code: &str) -> String {
        countries::english(code).unwrap_or(code).to_owned()
    }

    fn files(&self, count: u32, media: Media) -> String {
        media::files(count, media)
    }

    fn more(&self, count: u32) -> String {
        format!("and {} more", self.number(count))
    }

    fn kind(&self, kind: Kind) -> &'static str {
        places::kind(kind)
    }

    fn near(&self, town: Nearby<'_>) -> String {
        places::near(town)
    }

    fn at_place(&self, number: u32, town: Option<Nearby<'_>>) -> String {
        places::at_place(number, town)
    }

    fn sure(&self, confidence: Confidence) -> &'static str {
        places::sure(confidence)
    }

    fn why(&self, why: &Why) -> String {
        places::why(why)
    }

    fn place_counts(&self, files: u32, days: u32, media: Media) -> String {
        places::counts(files, days, media)
    }

    fn radius(&self, metres: u32) -> String {
        format!("nine in ten within {}", places::distance(metres))
    }

    fn region(&self, town: Option<&str>) -> String {
        town.map_or_else(|| "Places close together".to_owned(), |town| format!("Around {town}"))
    }

    fn week_of(&self, place: &str) -> String {
        format!("A week at {place}")
    }

    fn cell(&self, weekday: Weekday, hour: u32, days: u32) -> String {
        let days = untrace_words::english::numbers::count(days, "day", "days");
        format!("{}, {hour:02}:00 to {:02}:00: {days}", dates::weekday(weekday), hour.saturating_add(1))
    }

    fn routine(&self, routine: &Routine, place: &str) -> String {
        findings::routine(routine, place)
    }

    fn journey(&self, first: Date, last: Date, stops: &[String], more: u32, kilometres: Option<u32>) -> String {
        findings::journey(first, last, stops, more, kilometres)
    }

    fn device(&self, name: Option<&str>, device: &Device, media: Media) -> String {
        findings::device(name, device, media)
    }

    fn device_more(&self, serial: Option<&str>, owner: Option<&str>) -> String {
        findings::device_more(serial, owner)
    }

    fn person(&self, named: &Named<'_>, media: Media) -> String {
        findings::person(named, media)
    }

    fn age(&self, name: Option<&str>, age: &Age) -> String {
        findings::age(name, age)
    }

    fn hidden(&self, secret: Secret, files: u32) -> String {
        findings::hidden(secret, files)
    }

    fn said(&self, category: Category, files: u32, media: Media) -> String {
        findings::said(category, files, media)
    }

    fn perhaps(&self, files: u32, media: Media) -> String {
        findings::perhaps(files, media)
    }

    fn names(&self, category: Category, files: u32) -> String {
        findings::names(category, files)
    }

    fn left_aside(&self, files: &Files) -> Vec<String> {
        findings::left_aside(files)
    }

    fn posted(&self, holder: Holder, posted: &Posted) -> String {
        posted::posted(holder, posted)
    }

    fn step(&self, step: Step) -> Counsel {
        steps::step(step)
    }

    fn work(&self, work: Work) -> &'static str {
        match work {
            Work::Towns => "Towns: GeoNames, CC BY 4.0",
            Work::Land => "Land: Natural Earth, public domain",
        }
    }

    fn made(&self, date: Date) -> String {
        format!("Made on {} by untrace.", dates::date(date))
    }

    fn colon(&self) -> &'static str {
        ": "
    }

    fn line_head(&self, line: Line) -> &'static str {
        labels::line_head(line)
    }

    fn line_posted(&self) -> &'static str {
        "Clean copies change none of it: delete it there, or ask for its deletion, which is a right in the European Union."
    }

    fn described(&self, several: bool) -> &'static str {
        if several { "untrace, followed by the same files and folders" } else { "untrace, followed by the name of the folder" }
    }

    fn line_next(&self) -> &'static str {
        "post copies that say none of this, never the originals:"
    }
}
