//! What has to be known of the world: which town is nearest, and which time zone applies. The tables are elsewhere.

use jiff::tz::TimeZone;

use super::sighting::Spot;
use super::sphere::rounded;

/// Knows the world.
pub trait Atlas {
    /// The nearest town; `None` if all are far away.
    fn town(&self, spot: Spot) -> Option<Town>;

    /// The time zone there.
    fn zone(&self, spot: Spot) -> Option<TimeZone>;
}

/// A town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// Its local name.
    pub name: String,
    /// Its country: two letters of ISO 3166-1.
    pub country: String,
    /// How far away it is, in metres.
    pub distance: u32,
}

impl Town {
    /// This many metres away.
    #[must_use]
    pub fn new(name: impl Into<String>, country: impl Into<String>, metres: f64) -> Self {
        Self { name: name.into(), country: country.into(), distance: rounded(metres) }
    }
}
