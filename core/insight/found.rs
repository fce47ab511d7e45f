//! What is found in an album, as types. How it is found is in the other files of this folder.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

use super::atlas::Town;
use super::sighting::{Secret, Spot};
use super::week::Week;
use crate::model::Category;

/// Everything that the files of an album reveal together. Files are referred to by their numbers in the album.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Insight {
    /// How many files say what.
    pub files: Files,
    /// Where they were taken, places with the most days first; the number of each is its index plus one.
    pub places: Vec<Place>,
    /// What recurs every week, the least likely to be chance first.
    pub routines: Vec<Routine>,
    /// Times away from home, in order.
    pub journeys: Vec<Journey>,
    /// What they were taken with, devices with the most files first.
    pub devices: Vec<Device>,
    /// Who is named, those with the most files first.
    pub people: Vec<Person>,
    /// How old somebody was, and when.
    pub ages: Vec<Age>,
    /// What nobody looking at the pictures would see: the files that contain it.
    pub hidden: Hidden,
    /// What names of files and folders reveal: the files by category.
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
    /// Posts and memories listed in an export from a network, without files of their own.
    pub posts: u32,
    /// Photos and videos that are missing but described by a sidecar file.
    pub described: u32,
    /// Positions that a phone recorded automatically; they are not files, and do not count below.
    pub traces: u32,
    /// Files that say where they were taken.
    pub located: u32,
    /// Those that say when.
    pub dated: u32,
    /// Positions that are not real: 0, 0, and numbers that no place has.
    pub nowhere: u32,
    /// Moments from a clock that was never set, or was wrong.
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

/// The number of a place: its index in [`Insight::places`] plus one.
pub type PlaceId = u32;

/// How sure a finding is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(pub f64);

/// Where several photos were taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its centre.
    pub centre: Spot,
    /// Nine out of ten photos were taken within this many metres of the centre.
    pub radius: u32,
    /// The files taken there.
    pub files: Vec<u32>,
    /// On how many days.
    pub days: u32,
    /// The first of these days.
    pub first: Option<Date>,
    /// The last.
    pub last: Option<Date>,
    /// What it seems to be.
    pub kind: Kind,
    /// Why it seems to be that; the strongest reasons first.
    pub why: Vec<Why>,
    /// How sure that is.
    pub confidence: Confidence,
    /// The nearest town.
    pub town: Option<Town>,
    /// On how many days photos were taken there, for each weekday and hour.
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
    /// Far from home, for several days in a row.
    Trip,
    /// Anything else.
    Other,
}

/// A reason for thinking a place is what it seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Photos between nine in the evening and seven in the morning, on this many days.
    Nights(u32),
    /// Photos between six and nine in the evening, on this many days.
    Evenings(u32),
    /// On this many weekend days.
    Weekends(u32),
    /// This many of all days with photos, while it was visited.
    MostDays {
        /// Days there.
        days: u32,
        /// All days with photos in these weeks.
        of: u32,
    },
    /// From one weekday to another, mostly Monday to Friday, nine times out of ten between these hours.
    WeekdayHours {
        /// The first of these days.
        first: Weekday,
        /// The last.
        last: Weekday,
        /// From when.
        from: Time,
        /// Until when.
        to: Time,
    },
    /// On the same weekday at the same time, in this many weeks.
    SameHour {
        /// The day.
        weekday: Weekday,
        /// Weeks.
        weeks: u32,
    },
    /// This many kilometres from the nearest home.
    FarAway(u32),
    /// This many days in a row.
    DaysInARow(u32),
    /// All photos were taken within this many days, and none of the places is a home.
    NothingElse(u32),
    /// On too few days to tell.
    FewDays(u32),
    /// On many days, but without regular hours.
    NoPattern,
}

/// What recurs at one place every week.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// Where.
    pub place: PlaceId,
    /// On which day.
    pub weekday: Weekday,
    /// Between which times.
    pub window: Window,
    /// In this many weeks.
    pub weeks: u32,
    /// Out of this many, from the first time to the last.
    pub of_weeks: u32,
    /// How sure it is that this is not chance.
    pub confidence: Confidence,
    /// The files that show it.
    pub files: Vec<u32>,
    /// The first day.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// A period within a day; it can extend past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From when.
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
    /// Where it went, in order; a place can occur again.
    pub stops: Vec<PlaceId>,
    /// The files that show it.
    pub files: Vec<u32>,
    /// How far from the nearest home it went, in kilometres; `None` if no home is known.
    pub kilometres: Option<u32>,
}

/// A phone or camera that ties files together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    /// The maker.
    pub make: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// Which individual device it is.
    pub serial: Option<String>,
    /// The owner, according to the device.
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
    /// The name in its most frequent spelling.
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
    /// Who, if that is said.
    pub name: Option<String>,
    /// How many years old they were, if that is said.
    pub years: Option<u32>,
    /// The day they were born, if that is said.
    pub born: Option<Date>,
    /// The birthday, if a photo was taken on one.
    pub birthday: Option<Date>,
    /// The file that says so.
    pub file: u32,
}

/// What nobody looking at the pictures would see: the files that contain it.
pub type Hidden = BTreeMap<Secret, Vec<u32>>;

/// How many files there are from a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// The month, from 1 to 12.
    pub month: i8,
    /// Files taken in it.
    pub files: u32,
    /// Those of them that say where.
    pub located: u32,
}
