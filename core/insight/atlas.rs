//! What has to be known of the world: which town is near, and which clock counts. The tables are elsewhere.

use jiff::tz::TimeZone;

use super::sighting::Spot;
use super::sphere::rounded;

/// Knows the world.
pub trait Atlas {
    /// The town that is nearest; nothing far from all of them.
    fn town(&self, spot: Spot) -> Option<Town>;

    /// The rules of the clocks there.
    fn zone(&self, spot: Spot) -> Option<TimeZone>;
}

/// A town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// As it is called there.
    pub name: String,
    /// Its country: two letters of ISO 3166-1.
    pub country: String,
    /// How far it is, in metres.
    pub distance: u32,
}

impl Town {
    /// So many metres away.
    #[must_use]
    pub fn new(name: impl Into<String>, country: impl Into<String>, metres: f64) -> Self {
        Self { name: name.into(), country: country.into(), distance: rounded(metres) }
    }
}
