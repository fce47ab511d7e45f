//! What may be claimed in the headline of many files. Whether it may is decided by whoever makes it.

use jiff::civil::{Time, Weekday};
use untrace_core::insight::{Files, Secret};

/// The one sentence at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Headline {
    /// No photo or video was read.
    NoFiles,
    /// Nothing that counts was found.
    Nothing(Files),
    /// The same where not all could be read.
    NothingRead(Files),
    /// Too few files for anything to follow from them together.
    Few(Files),
    /// They do not say where; what they tell anyway, never empty.
    NoPlaces(Files, Vec<Known>),
    /// What a stranger learns, the worst first; never empty.
    Knows(Files, Vec<Known>),
}

/// Something that a stranger learns, as used in the headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Where they live: how many homes.
    Homes(u32),
    /// Where they go to school or work: how many places.
    SchoolsOrWork(u32),
    /// Where somebody is every week.
    EveryWeek {
        /// On which day.
        weekday: Weekday,
        /// From what time.
        from: Time,
    },
    /// When they were not at home: how many journeys.
    Away(u32),
    /// How many places, of which nothing more is known.
    Places(u32),
    /// Where a number of files were taken, each in a different place.
    Positions(u32),
    /// How many names of people.
    Names(u32),
    /// When a number of people were born.
    Born(u32),
    /// How old a number of people were.
    Ages(u32),
    /// On which days a number of people have their birthday.
    Birthdays(u32),
    /// That one device took a number of files.
    OneDevice(u32),
    /// What some were taken with: how many devices, with one file each.
    Devices(u32),
    /// When a number of files were taken.
    Moments(u32),
    /// What a number of files hide behind the picture.
    Hidden(u32),
    /// What a number of file names tell.
    FileNames(u32),
    /// What places a number of files name in words.
    PlaceNames(u32),
    /// What is written about a number of files.
    Texts(u32),
    /// Anything else about a number of files, where there is nothing more to say.
    Something(u32),
}

/// What kinds of files there are, and so what to call them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// Only photos.
    Photos,
    /// Only videos.
    Videos,
    /// Both.
    Both,
    /// Posts of a network as well.
    Posts,
}

impl Media {
    /// What can hide something.
    #[must_use]
    pub const fn hiding(secret: Secret) -> Self {
        match secret {
            Secret::TrimmedFilm => Self::Videos,
            Secret::CroppedAway | Secret::MotionVideo | Secret::Depth | Secret::SecondPicture => Self::Photos,
        }
    }

    /// Of all files.
    #[must_use]
    pub const fn of(files: &Files) -> Self {
        match (files.photos, files.videos, files.posts) {
            (_, _, 1..) => Self::Posts,
            // A file that is not there may be either.
            _ if files.described > 0 => Self::Both,
            (0, 1.., 0) => Self::Videos,
            (_, 0, 0) => Self::Photos,
            (_, _, 0) => Self::Both,
        }
    }
}
