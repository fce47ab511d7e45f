//! What may be claimed in the headline of many files. Whether it may, is decided by whoever makes it.

use jiff::civil::{Time, Weekday};
use untrace_core::insight::{Files, Secret};

/// The one sentence at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Headline {
    /// No photo or video was read.
    NoFiles,
    /// Nothing was found that counts.
    Nothing(Files),
    /// So few files that nothing follows from them together.
    Few(Files),
    /// They do not say where; this is what they tell all the same, and never empty.
    NoPlaces(Files, Vec<Known>),
    /// What a stranger learns, the worst first; never empty.
    Knows(Files, Vec<Known>),
}

/// Something that a stranger learns, as it may stand in the headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Where they live: so many homes.
    Homes(u32),
    /// Where they are at school or at work: so many places.
    SchoolsOrWork(u32),
    /// Where somebody is every week.
    EveryWeek {
        /// On which day.
        weekday: Weekday,
        /// From when on.
        from: Time,
    },
    /// When they were not at home: so many journeys.
    Away(u32),
    /// So many places, of which nothing more is known.
    Places(u32),
    /// Where so many files were taken, each elsewhere.
    Positions(u32),
    /// So many names of people.
    Names(u32),
    /// When so many people were born.
    Born(u32),
    /// How old so many people were.
    Ages(u32),
    /// On which days so many people have their birthday.
    Birthdays(u32),
    /// That one device took so many files.
    OneDevice(u32),
    /// With what some were taken: so many devices, with one file each.
    Devices(u32),
    /// When so many files were taken.
    Moments(u32),
    /// What so many files hide behind the picture.
    Hidden(u32),
    /// What so many names of files tell.
    FileNames(u32),
}

/// What there is among the files, and so what they are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// Nothing but photos.
    Photos,
    /// Nothing but videos.
    Videos,
    /// Both.
    Both,
    /// Posts of a network, too.
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
            // What is not there may be either.
            _ if files.described > 0 => Self::Both,
            (0, 1.., 0) => Self::Videos,
            (_, 0, 0) => Self::Photos,
            (_, _, 0) => Self::Both,
        }
    }
}
