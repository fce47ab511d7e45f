//! What one file tells, as far as many files tell more together; a line of a list of posts or positions counts as one.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use crate::base::Position;
use crate::model::Category;

/// A place on the earth, in degrees; both are numbers that a place can have.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spot {
    latitude: f64,
    longitude: f64,
}

impl Spot {
    /// Nothing for what no place has, and for 0, 0, which is what those say who know nothing.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        /// Fifty metres: nobody lives in that sea.
        const NOTHING: f64 = 0.0005;
        let is_place = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        (is_place && (latitude.abs() > NOTHING || longitude.abs() > NOTHING)).then_some(Self { latitude, longitude })
    }

    /// The same of a position in a file.
    #[must_use]
    pub fn of(position: &Position) -> Option<Self> {
        Self::new(f64::from(position.latitude) / 1e7, f64::from(position.longitude) / 1e7)
    }

    /// How many metres lie between this and the next that would be written in as many digits: a position of whole
    /// hundredths of a degree, or of minutes, was rounded by whoever hides where exactly it was.
    #[must_use]
    pub fn grain(&self) -> f64 {
        /// Metres of a degree.
        const DEGREE: f64 = 111_195.0;
        /// As exact as files say positions.
        const SAME: f64 = 3e-7;
        let is_whole = |parts: f64| {
            let is_multiple = |degrees: f64| (degrees * parts - (degrees * parts).round()).abs() < SAME * parts;
            is_multiple(self.latitude) && is_multiple(self.longitude)
        };
        [1.0, 10.0, 60.0, 100.0].into_iter().find(|parts| is_whole(*parts)).map_or(0.0, |parts| DEGREE / parts)
    }

    /// North of the equator.
    #[must_use]
    pub const fn latitude(&self) -> f64 {
        self.latitude
    }

    /// East of Greenwich.
    #[must_use]
    pub const fn longitude(&self) -> f64 {
        self.longitude
    }
}

/// When something was taken, by the clock that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// As clocks showed it there: nothing has to be known to read it.
    Local(DateTime),
    /// By a clock of UTC: what it was there follows from the place.
    Utc(Timestamp),
}

/// What sort of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// A photo.
    #[default]
    Photo,
    /// A video.
    Video,
    /// What an export of a network lists, without a file of its own.
    Post,
    /// A photo or video that is not there, and that a file beside it tells of: kept by a program or uploaded, which is not posted.
    Described,
    /// A position that a phone or network wrote down by itself: nobody took or posted anything.
    Trace,
}

/// What nobody sees who looks at a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Secret {
    /// A preview that shows what was cropped away, or another picture.
    CroppedAway,
    /// A video behind a photo.
    MotionVideo,
    /// Film that was cut off.
    TrimmedFilm,
    /// How far away everything is.
    Depth,
    /// A second picture.
    SecondPicture,
}

/// Somebody of whom the camera was told when they were born: a child, or a pet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What they are called, where that is said.
    pub name: Option<String>,
    /// How many whole years old they were, where that is said.
    pub years: Option<u32>,
    /// When they were born, as the camera says, or as it follows from the age that it wrote beside its own day.
    pub born: Option<Date>,
}

/// What one file tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sighting {
    /// What sort of file it is.
    pub sort: Sort,
    /// Where it was taken, or where a film went; the first counts most.
    pub spots: Vec<Spot>,
    /// Within how many metres the first of them is right.
    pub within: u32,
    /// Whether it has a position that is none.
    pub nowhere: bool,
    /// When, by its clock.
    pub taken: Option<Taken>,
    /// What that clock says that it is ahead of UTC: whether it stands right can be told without knowing the place.
    pub offset: Option<Offset>,
    /// When, by the satellites: UTC.
    pub satellites: Option<Timestamp>,
    /// Who makes the device.
    pub make: Option<String>,
    /// What the device is called.
    pub model: Option<String>,
    /// Which one of its kind it is.
    pub serial: Option<String>,
    /// Whose it is.
    pub owner: Option<String>,
    /// What it is called by whoever has it: `iPhone de Léa Martin`.
    pub called: Option<String>,
    /// Who is in the picture.
    pub people: Vec<String>,
    /// Who made it.
    pub makers: Vec<String>,
    /// What somebody wrote about it.
    pub texts: Vec<String>,
    /// Whose age or birthday the camera was told.
    pub told: Vec<Told>,
    /// What nobody sees who looks at it.
    pub secrets: Vec<Secret>,
    /// What its name tells, and that of its folder.
    pub names: Vec<Category>,
    /// What else its fields say.
    pub said: Vec<Category>,
    /// Whether parts of it were not read, or not compared, and may say more.
    pub perhaps: bool,
}
