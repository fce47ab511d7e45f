//! What one file reveals, as far as many files reveal more together; an entry in a list of posts or positions counts as
//! one.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use crate::base::Position;
use crate::model::Category;

/// A place on the earth, in degrees; both are valid numbers.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spot {
    latitude: f64,
    longitude: f64,
}

impl Spot {
    /// `None` for impossible numbers, and for 0, 0, which means that the position is unknown.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        /// Fifty metres: nobody lives in that sea.
        const NOTHING: f64 = 0.0005;
        let is_place = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        (is_place && (latitude.abs() > NOTHING || longitude.abs() > NOTHING)).then_some(Self { latitude, longitude })
    }

    /// The same, from a position in a file.
    #[must_use]
    pub fn of(position: &Position) -> Option<Self> {
        Self::new(f64::from(position.latitude) / 1e7, f64::from(position.longitude) / 1e7)
    }

    /// The distance in metres to the next position with as many digits: a position in whole hundredths of a degree, or
    /// in minutes, was rounded to hide where exactly it was.
    #[must_use]
    pub fn grain(&self) -> f64 {
        /// Metres in a degree.
        const DEGREE: f64 = 111_195.0;
        /// As exact as positions in files are.
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

/// When something was taken, according to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Local time: nothing else is needed to read it.
    Local(DateTime),
    /// UTC: local time depends on the place.
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
    /// An entry in an export from a network, without a file of its own.
    Post,
    /// A photo or video that is missing but described by a sidecar file: kept by a program or uploaded, but not posted.
    Described,
    /// A position that a phone or network recorded automatically: nobody took or posted anything.
    Trace,
}

/// What nobody looking at a picture would see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Secret {
    /// A preview that shows what was cropped away, or another picture.
    CroppedAway,
    /// A video after a photo.
    MotionVideo,
    /// Footage that was cut off.
    TrimmedFilm,
    /// The distance of everything.
    Depth,
    /// A second picture.
    SecondPicture,
}

/// Somebody whose birth the camera was told about: a child, or a pet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Their name, if that is said.
    pub name: Option<String>,
    /// How many whole years old they were, if that is said.
    pub years: Option<u32>,
    /// When they were born, either as the camera says or worked out from the age and date that it wrote.
    pub born: Option<Date>,
}

/// What one file reveals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sighting {
    /// What sort of file it is.
    pub sort: Sort,
    /// Where it was taken, or where a video went; the first counts most.
    pub spots: Vec<Spot>,
    /// The accuracy of the first of them, in metres.
    pub within: u32,
    /// Whether it has a position that is not real.
    pub nowhere: bool,
    /// When, according to its clock.
    pub taken: Option<Taken>,
    /// The offset of that clock from UTC, as the file gives it: it shows whether the clock is right without knowing the
    /// place.
    pub offset: Option<Offset>,
    /// When, according to the satellites: UTC.
    pub satellites: Option<Timestamp>,
    /// The maker of the device.
    pub make: Option<String>,
    /// The model of the device.
    pub model: Option<String>,
    /// Which individual device it is.
    pub serial: Option<String>,
    /// Whose it is.
    pub owner: Option<String>,
    /// The name its owner gave it: `iPhone de Léa Martin`.
    pub called: Option<String>,
    /// Who is in the picture.
    pub people: Vec<String>,
    /// Who made it.
    pub makers: Vec<String>,
    /// What somebody wrote about it.
    pub texts: Vec<String>,
    /// Whose age or birthday the camera was told.
    pub told: Vec<Told>,
    /// What nobody looking at it would see.
    pub secrets: Vec<Secret>,
    /// What its name and that of its folder reveal.
    pub names: Vec<Category>,
    /// What else its fields say.
    pub said: Vec<Category>,
    /// Whether parts of it were not read, or not compared, and may say more.
    pub perhaps: bool,
}
