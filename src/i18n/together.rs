//! What a language has to say about many files together: every sentence of the page and of its short form on a terminal.
//! What may be claimed is decided elsewhere and comes as types (`Headline`); nothing here looks at an album. Names out of files
//! are made printable before they get into a sentence; escaping them for a page is the page's work.

mod claims;

use jiff::civil::{Date, Time, Weekday};
use untrace_core::insight::{Age, Confidence, Device, Files, Kind, Routine, Secret, Spot, Why};
use untrace_core::model::Category;

pub use claims::{Headline, Known, Media};

use crate::tally::{Holder, Posted};

/// Sentences that are always the same, headings and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// What the page is called, in the bar of a browser.
    Title,
    /// That the page is private, in a word.
    Private,
    /// What that means.
    PrivateWhy,
    /// How sure all of this is, and where it is from.
    HowSure,
    /// Heading of places.
    Where,
    /// What the maps show, and what not.
    WhereLead,
    /// What the map of the world is called.
    WorldMap,
    /// What the table of all places is called.
    AllPlaces,
    /// Above a column: the number on the map.
    Number,
    /// Above a column: what it seems to be.
    WhatPlace,
    /// Above a column: files.
    FilesColumn,
    /// Above a column: days.
    DaysColumn,
    /// Above a column: from when to when.
    SpanColumn,
    /// Above a column: coordinates.
    PositionColumn,
    /// Heading of weeks and routines.
    Week,
    /// What the grids count.
    WeekLead,
    /// Above the column of hours.
    HourColumn,
    /// That nothing returns every week.
    NoRoutines,
    /// Heading of months and journeys.
    When,
    /// Heading of the months.
    Months,
    /// What is dark in the bars, and what is light.
    MonthsLead,
    /// Above a column: months or years.
    MonthColumn,
    /// Above a column: those that say where.
    LocatedColumn,
    /// Heading of journeys.
    Journeys,
    /// Heading of devices and people.
    Who,
    /// Heading of devices.
    Devices,
    /// What a device ties together.
    DevicesLead,
    /// Heading of people.
    People,
    /// Heading of ages.
    Ages,
    /// Heading of what nobody sees.
    Hidden,
    /// Heading of names of files.
    Names,
    /// What the list of files is called.
    WhichFiles,
    /// Heading of what others have already.
    Posted,
    /// What follows from that.
    PostedLead,
    /// Heading of what to do.
    Next,
    /// Above the command.
    CommandLead,
    /// Below the command.
    CommandThen,
    /// Before the name of a source.
    Source,
    /// The alternative text of a small picture of a place.
    Thumbnail,
    /// How the page was made.
    MadeHow,
}

impl Label {
    /// All of them.
    pub const ALL: [Self; 40] = [
        Self::Title,
        Self::Private,
        Self::PrivateWhy,
        Self::HowSure,
        Self::Where,
        Self::WhereLead,
        Self::WorldMap,
        Self::AllPlaces,
        Self::Number,
        Self::WhatPlace,
        Self::FilesColumn,
        Self::DaysColumn,
        Self::SpanColumn,
        Self::PositionColumn,
        Self::Week,
        Self::WeekLead,
        Self::HourColumn,
        Self::NoRoutines,
        Self::When,
        Self::Months,
        Self::MonthsLead,
        Self::MonthColumn,
        Self::LocatedColumn,
        Self::Journeys,
        Self::Who,
        Self::Devices,
        Self::DevicesLead,
        Self::People,
        Self::Ages,
        Self::Hidden,
        Self::Names,
        Self::WhichFiles,
        Self::Posted,
        Self::PostedLead,
        Self::Next,
        Self::CommandLead,
        Self::CommandThen,
        Self::Source,
        Self::Thumbnail,
        Self::MadeHow,
    ];
}

/// What to do besides cleaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// No faces.
    Faces,
    /// No names of schools and clubs in the picture.
    NamesInPicture,
    /// Post later, and from elsewhere.
    Later,
    /// Few people, and private messages.
    FewPeople,
    /// Ask the child and the other parent.
    Ask,
    /// Have removed what is posted already.
    Erase,
    /// Whom to call.
    Help,
}

impl Step {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 7] =
        [Self::Faces, Self::NamesInPicture, Self::Later, Self::FewPeople, Self::Ask, Self::Erase, Self::Help];
}

/// Advice, and who gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counsel {
    /// What to do, in a few words.
    pub title: &'static str,
    /// How, and why.
    pub text: &'static str,
    /// Whose advice it is.
    pub source: &'static str,
}

/// Whose work a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The table of towns. Its licence wants it said wherever they are shown.
    Towns,
    /// The outlines of land, of which nobody has to be told.
    Land,
}

/// A number that stands above a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Places.
    Places(u32),
    /// Times of a week.
    Routines(u32),
    /// Devices.
    Devices(u32),
    /// Names of people.
    People(u32),
}

impl Figure {
    /// The number itself.
    #[must_use]
    pub const fn count(self) -> u32 {
        match self {
            Self::Places(count) | Self::Routines(count) | Self::Devices(count) | Self::People(count) => count,
        }
    }
}

/// Somebody who is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// The name.
    pub name: &'a str,
    /// How many files have it.
    pub files: u32,
    /// Whether they are said to be in a picture, and not only to have made it.
    pub is_shown: bool,
    /// Where they were, as `at_place` says it.
    pub places: &'a [String],
    /// Who else is named with them.
    pub with: &'a [String],
}

/// One language.
pub trait Together: Sync {
    /// Its code, as HTML wants it.
    fn code(&self) -> &'static str;
    /// A sentence that is always the same.
    fn label(&self, label: Label) -> &'static str;
    /// The sentence at the top.
    fn headline(&self, headline: &Headline) -> String;
    /// How many files say where and when, and from when to when they are.
    fn measure(&self, files: &Files) -> String;
    /// What stands below the number of a figure.
    fn figure(&self, figure: Figure) -> &'static str;

    /// `1,234`.
    fn number(&self, number: u32) -> String;
    /// `3 August 2024`.
    fn date(&self, date: Date) -> String;
    /// `from 3 May to 14 November 2024`; empty where nothing is known.
    fn span(&self, first: Option<Date>, last: Option<Date>) -> String;
    /// `August 2024`.
    fn month(&self, year: i16, month: i8) -> String;
    /// `A`, as it stands under a bar.
    fn month_letter(&self, month: i8) -> &'static str;
    /// `17:00`.
    fn time(&self, time: Time) -> String;
    /// `17`, at the head of a row.
    fn hour(&self, hour: u32) -> String;
    /// `Wednesday`.
    fn weekday(&self, weekday: Weekday) -> &'static str;
    /// `Wed`.
    fn weekday_short(&self, weekday: Weekday) -> &'static str;
    /// `1.2 km`.
    fn distance(&self, metres: u32) -> String;
    /// `48.8566° N, 2.3522° E`.
    fn position(&self, spot: Spot) -> String;
    /// `France`.
    fn country(&self, code: &str) -> String;
    /// `12 photos`.
    fn files(&self, count: u32, media: Media) -> String;
    /// `and 12 more`.
    fn more(&self, count: u32) -> String;

    /// `Home`.
    fn kind(&self, kind: Kind) -> &'static str;
    /// `near Sceaux`.
    fn near(&self, town: &str) -> String;
    /// `place 3, near Sceaux`, within a sentence.
    fn at_place(&self, number: u32, town: Option<&str>) -> String;
    /// `very likely`.
    fn sure(&self, confidence: Confidence) -> &'static str;
    /// Why a place is taken for what it seems to be, as a sentence.
    fn why(&self, why: &Why) -> String;
    /// `120 photos on 60 days`.
    fn place_counts(&self, files: u32, days: u32, media: Media) -> String;
    /// Within how many metres nine of ten were taken.
    fn radius(&self, metres: u32) -> String;
    /// The name of a map of places that are close together.
    fn region(&self, town: Option<&str>) -> String;
    /// The name of a grid.
    fn week_of(&self, place: &str) -> String;
    /// How many days a cell of a grid counts.
    fn cell(&self, weekday: Weekday, hour: u32, days: u32) -> String;
    /// `Every Wednesday between 17:00 and 17:15, in 18 of 24 weeks, at place 3, near Sceaux.`
    fn routine(&self, routine: &Routine, place: &str) -> String;
    /// A time away from home, with so many places besides those that are named.
    fn journey(&self, first: Date, last: Date, stops: &[String], more: u32, kilometres: Option<u32>) -> String;
    /// What a device ties together; `device` is its name, where it has one.
    fn device(&self, name: Option<&str>, device: &Device, media: Media) -> String;
    /// Which one it is, and whose.
    fn device_more(&self, serial: Option<&str>, owner: Option<&str>) -> String;
    /// How many files name somebody, where, and with whom.
    fn person(&self, named: &Named<'_>, media: Media) -> String;
    /// How old somebody was.
    fn age(&self, name: Option<&str>, age: &Age) -> String;
    /// What so many files hide.
    fn hidden(&self, secret: Secret, files: u32) -> String;
    /// What so many names of files tell.
    fn names(&self, category: Category, files: u32) -> String;
    /// Places that are none, and clocks that were wrong.
    fn left_aside(&self, files: &Files) -> Vec<String>;
    /// What somebody has already.
    fn posted(&self, holder: Holder, posted: &Posted) -> String;
    /// Advice.
    fn step(&self, step: Step) -> Counsel;
    /// Whose work it is; names of licences are the same in every language.
    fn work(&self, work: Work) -> &'static str;
    /// When the page was made.
    fn made(&self, date: Date) -> String;

    /// What stands between a head and what it is the head of.
    fn colon(&self) -> &'static str;
    /// The heads of the lines on a terminal: places, routines, journeys, devices, people, hidden, posted, next.
    fn line_head(&self, line: Line) -> &'static str;
    /// What to do about what others have already, on a terminal.
    fn line_posted(&self) -> &'static str;
    /// What to do next, on a terminal.
    fn line_next(&self) -> &'static str;
}

/// A line on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Places.
    Places,
    /// What returns.
    Routines,
    /// Times away.
    Journeys,
    /// Devices.
    Devices,
    /// People.
    People,
    /// What nobody sees.
    Hidden,
    /// What others have already.
    Posted,
    /// What to do.
    Next,
}

#[cfg(test)]
pub(super) mod tests;
