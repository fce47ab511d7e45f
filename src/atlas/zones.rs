//! Time zones by name, and the zones at sea. On land, the towns say which zone is where.

use std::sync::OnceLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::point::Point;

/// From the antimeridian eastwards, each 15 degrees wide, the first and last half that. Their signs follow POSIX: `+` is behind
/// Greenwich.
const AT_SEA: [&str; 25] = [
    "Etc/GMT+12",
    "Etc/GMT+11",
    "Etc/GMT+10",
    "Etc/GMT+9",
    "Etc/GMT+8",
    "Etc/GMT+7",
    "Etc/GMT+6",
    "Etc/GMT+5",
    "Etc/GMT+4",
    "Etc/GMT+3",
    "Etc/GMT+2",
    "Etc/GMT+1",
    "Etc/GMT",
    "Etc/GMT-1",
    "Etc/GMT-2",
    "Etc/GMT-3",
    "Etc/GMT-4",
    "Etc/GMT-5",
    "Etc/GMT-6",
    "Etc/GMT-7",
    "Etc/GMT-8",
    "Etc/GMT-9",
    "Etc/GMT-10",
    "Etc/GMT-11",
    "Etc/GMT-12",
];

/// The name of the zone that a ship is in.
pub(super) fn at_sea(point: Point) -> &'static str {
    let from_west = AT_SEA.iter().zip(0_u8..).take_while(|(_, zone)| f64::from(*zone) * 15.0 - 187.5 <= point.longitude);
    from_west.last().map_or("Etc/GMT", |(name, _)| name)
}

/// A zone from the database built into the program: the system's may be missing, or closed to a run that gave up its rights.
pub(super) fn by_name(name: &str) -> Option<TimeZone> {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE.get_or_init(TimeZoneDatabase::bundled).get(name).ok()
}
