//! What is found in an album, as types. How it is found stands in the other files of this folder.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

use super::atlas::Town;
use super::sighting::{Secret, Spot};
use super::week::Week;
use crate::model::Category;

/// Everything that the files of an album tell together. Files are named by the numbers that they have in the album.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Insight {
    /// How many files say what.
    pub files: Files,
    /// Where they were taken, those with the most days first; the number of each is its index and one.
    pub places: Vec<Place>,
    /// What returns every week, those least likely to be chance first.
    pub routines: Vec<Routine>,
    /// Times away from home, in order.
    pub journeys: Vec<Journey>,
    /// What they were taken with, those with the most files first.
    pub devices: Vec<Device>,
    /// Who is named, those with the most files first.
    pub people: Vec<Person>,
    /// How old somebody was, and when.
    pub ages: Vec<Age>,
    /// What nobody sees who looks at the pictures: the files that hold it.
    pub hidden: Hidden,
    /// What names of files and folders tell: the files by category.
    pub names: BTreeMap<Category, Vec<u32>>,
    /// What else the fields of files say, in words or numbers: the files by category.
    pub said: BTreeMap<Category, Vec<u32>>,
    /// Files of which parts were not read, or not compared, and may say more.
    pub perhaps: Vec<u32>,
    /// Whose clocks count where no place is known: those of most positions.
    pub zone: Option<TimeZone>,
    /// Files by month, without gaps.
    pub months: Vec<Month>,
}

/// How many files there are, and how many of them say what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Files {
    /// Photos.
    pub photos: u32,
    /// Videos.
    pub videos: u32,
    /// Posts and memories that an export of a network lists, without a file of their own.
    pub posts: u32,
    /// Photos and videos that are not there, of which a file beside them tells.
    pub described: u32,
    /// Positions that a phone wrote down by itself; they are no files, and count for nothing below.
    pub traces: u32,
    /// Files that say where they were taken.
    pub located: u32,
    /// Those that say when.
    pub dated: u32,
    /// Positions that are none: 0, 0, and numbers that no place has.
    pub nowhere: u32,
    /// Moments of a clock that was never set, or that stood wrong.
    pub wrong_clock: u32,
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

impl Files {
    /// All files.
    #[must_use]
    pub const fn all(&self) -> u32 {
        self.photos.saturating_add(self.videos).saturating_add(self.posts).saturating_add(self.described)
    }
}

/// The number of a place: its index in [`Insight::places`], and one.
pub type PlaceId = u32;

/// How sure a finding is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(pub f64);

/// Where several photos were taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its middle.
    pub centre: Spot,
    /// Nine of ten photos were taken within so many metres of the middle.
    pub radius: u32,
    /// The files that were taken there.
    pub files: Vec<u32>,
    /// On how many days.
    pub days: u32,
    /// The first of these days.
    pub first: Option<Date>,
    /// The last.
    pub last: Option<Date>,
    /// What it seems to be.
    pub kind: Kind,
    /// Why it seems to be that; those that weigh most first.
    pub why: Vec<Why>,
    /// How sure that is.
    pub confidence: Confidence,
    /// The town that is nearest.
    pub town: Option<Town>,
    /// On how many days of each weekday photos were taken there in which hour.
    pub week: Week,
}

/// What a place seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Where somebody lives.
    Home,
    /// Where somebody is at the same hours of many days of the week.
    SchoolOrWork,
    /// Where somebody is at the same hour of the same day, week after week.
    Routine,
    /// Far from home, for some days in a row.
    Trip,
    /// Anything else.
    Other,
}

/// A reason to take a place for what it seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Photos between nine in the evening and seven in the morning, on so many days.
    Nights(u32),
    /// Photos between six and nine in the evening, on so many days.
    Evenings(u32),
    /// On so many days of a weekend.
    Weekends(u32),
    /// So many of all days with photos, while it was visited.
    MostDays {
        /// Days there.
        days: u32,
        /// All days with photos in these weeks.
        of: u32,
    },
    /// From one weekday to another, mostly Monday to Friday, nine of ten times between these hours.
    WeekdayHours {
        /// The first of these days.
        first: Weekday,
        /// The last.
        last: Weekday,
        /// From when on.
        from: Time,
        /// Until when.
        to: Time,
    },
    /// On the same weekday at the same time, in so many weeks.
    SameHour {
        /// The day.
        weekday: Weekday,
        /// Weeks.
        weeks: u32,
    },
    /// So many kilometres from the nearest home.
    FarAway(u32),
    /// So many days in a row.
    DaysInARow(u32),
    /// All photos were taken within so many days, and no home is among the places.
    NothingElse(u32),
    /// On so few days that nothing follows.
    FewDays(u32),
    /// On many days, and at no hours of its own.
    NoPattern,
}

/// What returns at one place every week.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// Where.
    pub place: PlaceId,
    /// On which day.
    pub weekday: Weekday,
    /// Between which times.
    pub window: Window,
    /// In so many weeks.
    pub weeks: u32,
    /// Of so many, from the first to the last time.
    pub of_weeks: u32,
    /// How sure it is that this is no chance.
    pub confidence: Confidence,
    /// The files that show it.
    pub files: Vec<u32>,
    /// The first day.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// A time of day, from one moment to another; it can go beyond midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From when on.
    pub from: Time,
    /// Until when.
    pub to: Time,
}

/// A time away from home.
#[derive(Debug, Clone, PartialEq)]
pub struct Journey {
    /// The first day.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// Where it went, in order; a place can come again.
    pub stops: Vec<PlaceId>,
    /// The files that show it.
    pub files: Vec<u32>,
    /// How far from the nearest home it went, in kilometres; nothing where no home is known.
    pub kilometres: Option<u32>,
}

/// A phone or camera that ties files together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    /// Who makes it.
    pub make: Option<String>,
    /// What it is called.
    pub model: Option<String>,
    /// Which one of its kind it is.
    pub serial: Option<String>,
    /// Whose it is, as it says itself.
    pub owner: Option<String>,
    /// The files that it made.
    pub files: Vec<u32>,
    /// The first day.
    pub first: Option<Date>,
    /// The last.
    pub last: Option<Date>,
}

/// Somebody who is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name, as it is written most often.
    pub name: String,
    /// The files that name them.
    pub files: Vec<u32>,
    /// Where they were, most often first.
    pub places: Vec<PlaceId>,
    /// Who else is named in the same files, most often first, by their index among the people.
    pub with: Vec<u32>,
    /// Whether they are said to be in a picture, and not only to have made it.
    pub is_shown: bool,
}

/// How old somebody was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Age {
    /// Who, where that is said.
    pub name: Option<String>,
    /// How many years old they were, where that is said.
    pub years: Option<u32>,
    /// The day that they were born, where that is said.
    pub born: Option<Date>,
    /// The birthday, where a photo was taken on one.
    pub birthday: Option<Date>,
    /// The file that says so.
    pub file: u32,
}

/// What nobody sees who looks at the pictures: the files that hold it.
pub type Hidden = BTreeMap<Secret, Vec<u32>>;

/// So many files of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// The month, from 1 to 12.
    pub month: i8,
    /// Files that were taken in it.
    pub files: u32,
    /// Those of them that say where.
    pub located: u32,
}
