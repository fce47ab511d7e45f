//! What a language has to say about many files together: every sentence of the page and of its short form on a terminal.
//! What may be claimed is decided elsewhere and comes as types (`Headline`); nothing here looks at an album. Names from files
//! are made printable before they get into a sentence; escaping them for a page is the page's job.

mod claims;

use jiff::civil::{Date, Time, Weekday};
use untrace_core::insight::{Age, Confidence, Device, Files, Kind, Routine, Secret, Spot, Why};
use untrace_core::model::Category;

pub use claims::{Headline, Known, Media};

use crate::tally::{Holder, Missed, Posted};

/// Sentences that are always the same, headings and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The title of the page, in the browser.
    Title,
    /// That the page is private, in a word.
    Private,
    /// What that means.
    PrivateWhy,
    /// How certain all of this is, and where it comes from.
    HowSure,
    /// Heading of places.
    Where,
    /// What the maps show, and what they do not.
    WhereLead,
    /// The title of the map of the world.
    WorldMap,
    /// The title of the table of all places.
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
    /// That nothing recurs every week.
    NoRoutines,
    /// Heading of months and journeys.
    When,
    /// Heading of the months.
    Months,
    /// What dark and light mean in the bars.
    MonthsLead,
    /// Above a column: months or years.
    MonthColumn,
    /// Above a column: files that say where.
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
    /// Heading of what else fields say.
    Said,
    /// Heading of file names.
    Names,
    /// The title of the list of files.
    WhichFiles,
    /// Heading of what others already have.
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
    pub const ALL: [Self; 41] = [
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
        Self::Said,
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

/// What to do beyond cleaning.
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
    /// Have removed what was already posted.
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
    /// The table of towns. Its licence requires a mention wherever they are shown.
    Towns,
    /// The outlines of land, which need no mention.
    Land,
}

/// A number above a word.
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
    /// Whether they are said to be in a picture, not only to have taken it.
    pub is_shown: bool,
    /// Where they were, by number.
    pub places: &'a [u32],
    /// Who else is named with them.
    pub with: &'a [String],
}

/// The town that is nearest to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearby<'a> {
    /// Its name.
    pub town: &'a str,
    /// How far it is, in metres.
    pub metres: u32,
}

impl Nearby<'_> {
    /// Whether nobody would say `near`.
    #[must_use]
    pub const fn is_far(&self) -> bool {
        self.metres >= 15_000
    }
}

/// One language.
pub trait Together: Sync {
    /// Its code, as HTML expects it.
    fn code(&self) -> &'static str;
    /// A sentence that is always the same.
    fn label(&self, label: Label) -> &'static str;
    /// The sentence at the top.
    fn headline(&self, headline: &Headline) -> String;
    /// What could not be read, one sentence each.
    fn missed(&self, missed: &Missed) -> Vec<String>;
    /// How many files say where and when, and the period they cover.
    fn measure(&self, files: &Files) -> String;
    /// The words below the number of a figure.
    fn figure(&self, figure: Figure) -> &'static str;

    /// `1,234`.
    fn number(&self, number: u32) -> String;
    /// `3 August 2024`.
    fn date(&self, date: Date) -> String;
    /// `from 3 May to 14 November 2024`; empty if nothing is known.
    fn span(&self, first: Option<Date>, last: Option<Date>) -> String;
    /// `August 2024`.
    fn month(&self, year: i16, month: i8) -> String;
    /// `A`, as shown under a bar.
    fn month_letter(&self, month: i8) -> &'static str;
    /// `17:00`.
    fn time(&self, time: Time) -> String;
    /// `17`, at the start of a row.
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
    /// `near Sceaux`, `70 km from Savusavu`.
    fn near(&self, town: Nearby<'_>) -> String;
    /// `place 3, near Sceaux`, within a sentence.
    fn at_place(&self, number: u32, town: Option<Nearby<'_>>) -> String;
    /// `very likely`.
    fn sure(&self, confidence: Confidence) -> &'static str;
    /// Why a place is believed to be what it seems, as a sentence.
    fn why(&self, why: &Why) -> String;
    /// `120 photos on 60 days`.
    fn place_counts(&self, files: u32, days: u32, media: Media) -> String;
    /// The number of metres within which nine out of ten were taken.
    fn radius(&self, metres: u32) -> String;
    /// The name of a map of places that are close together.
    fn region(&self, town: Option<&str>) -> String;
    /// The name of a grid.
    fn week_of(&self, place: &str) -> String;
    /// How many days a cell of a grid counts.
    fn cell(&self, weekday: Weekday, hour: u32, days: u32) -> String;
    /// `Every Wednesday between 17:00 and 17:15, in 18 of 24 weeks, at place 3, near Sceaux.`
    fn routine(&self, routine: &Routine, place: &str) -> String;
    /// A time away from home, with the number of places besides those named.
    fn journey(&self, first: Date, last: Date, stops: &[String], more: u32, kilometres: Option<u32>) -> String;
    /// What a device ties together; `device` is its name, if it has one.
    fn device(&self, name: Option<&str>, device: &Device, media: Media) -> String;
    /// Which one it is, and whose.
    fn device_more(&self, serial: Option<&str>, owner: Option<&str>) -> String;
    /// How many files name somebody, where, and with whom.
    fn person(&self, named: &Named<'_>, media: Media) -> String;
    /// How old somebody was.
    fn age(&self, name: Option<&str>, age: &Age) -> String;
    /// What a number of files hide.
    fn hidden(&self, secret: Secret, files: u32) -> String;
    /// What the fields of a number of files say, beside all else.
    fn said(&self, category: Category, files: u32, media: Media) -> String;
    /// That parts of a number of files may say more.
    fn perhaps(&self, files: u32, media: Media) -> String;
    /// What a number of file names tell.
    fn names(&self, category: Category, files: u32) -> String;
    /// Places that are not places, and clocks that were wrong.
    fn left_aside(&self, files: &Files) -> Vec<String>;
    /// What somebody already has.
    fn posted(&self, holder: Holder, posted: &Posted) -> String;
    /// Advice.
    fn step(&self, step: Step) -> Counsel;
    /// Whose work it is; names of licences are the same in every language.
    fn work(&self, work: Work) -> &'static str;
    /// When the page was made.
    fn made(&self, date: Date) -> String;

    /// What goes between a label and what it introduces.
    fn colon(&self) -> &'static str;
    /// The label of a line on a terminal.
    fn line_head(&self, line: Line) -> &'static str;
    /// What to do about what others already have, on a terminal.
    fn line_posted(&self) -> &'static str;
    /// The command that makes copies, where it cannot be typed in a line as it is; `several` are to be cleaned.
    fn described(&self, several: bool) -> &'static str;
    /// What to do next, on a terminal.
    fn line_next(&self) -> &'static str;
}

/// A line on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Places.
    Places,
    /// What recurs.
    Routines,
    /// Times away.
    Journeys,
    /// Devices.
    Devices,
    /// People.
    People,
    /// What nobody sees.
    Hidden,
    /// What else fields say.
    Said,
    /// What file names say.
    Names,
    /// What others already have.
    Posted,
    /// What to do.
    Next,
}

#[cfg(test)]
pub(super) mod tests;
