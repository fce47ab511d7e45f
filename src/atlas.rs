//! The world without a network: the town nearest to a place, its country and time zone, and an outline of the land to draw it
//! on. The tables are packed into the program and unpacked when first needed; a run that never asks pays nothing. Where a photo
//! says it was taken is not decided here, and the names of countries belong to the languages.
//!
//! A wrong answer costs little here: it is shown to a person, and nothing is decided by it.

mod borders;
mod land;
mod packed;
mod point;
mod towns;
mod zones;

#[cfg(test)]
mod tests;

use jiff::tz::TimeZone;
use untrace_core::insight::{self, Spot};

pub use land::{MAP_SIZE, VIEW_BOX, on_map, outline};
use point::{Point, angle, metres};
use towns::Found;

/// How far away a town may be and still say where a place is, in metres.
const NEAR: f64 = 100_000.0;
/// Within this distance of a town, its country and zone apply whatever the borders say: those are drawn for small maps.
const IN_TOWN: f64 = 10_000.0;
/// How far into the sea a town's country and zone reach: islands that the borders leave out, trips by boat.
const OFFSHORE: f64 = 100_000.0;
/// How far a zone reaches within the borders of its country.
const HINTERLAND: f64 = 1_000_000.0;

/// A town near a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Town {
    /// As in GeoNames: in Latin letters with few exceptions, in English where there is an English name.
    pub name: &'static str,
    /// The country that the town is in, by ISO 3166-1 (and `XK`); the place itself may be on the other side of a border.
    pub country: &'static str,
    /// Of its centre, in degrees.
    pub latitude: f64,
    /// Of its centre, in degrees.
    pub longitude: f64,
    /// From the place to the centre of the town, in metres.
    pub distance: f64,
}

/// The town that a place is in, or the nearest one; `None` if there is none within 100 km or the place is not on earth.
///
/// A city counts from its edge, and its districts are not towns: a photo of the Eiffel Tower was taken in Paris.
#[must_use]
pub fn town(latitude: f64, longitude: f64) -> Option<Town> {
    let found = nearest(Point::new(latitude, longitude)?, NEAR)?;
    Some(Town {
        name: found.name,
        country: &found.kind.country,
        latitude: found.middle.latitude,
        longitude: found.middle.longitude,
        distance: metres(found.angle),
    })
}

/// The country that a place is in, by ISO 3166-1 (and `XK`); `None` at sea, more than 100 km from any town.
///
/// Close to a town it is the town's country, which may be the wrong one near a border.
#[must_use]
pub fn country(latitude: f64, longitude: f64) -> Option<&'static str> {
    let point = Point::new(latitude, longitude)?;
    let town = nearest(point, OFFSHORE);
    if let Some(town) = town.filter(|town| town.outside <= angle(IN_TOWN)) {
        return Some(&town.kind.country);
    }
    borders::borders().country(point).or_else(|| town.map(|town| &*town.kind.country))
}

/// The IANA name of the time zone that a place is in. At sea it is one of the 15-degree zones that ships use: `Etc/GMT-3`.
#[must_use]
pub fn zone_name(latitude: f64, longitude: f64) -> Option<&'static str> {
    let point = Point::new(latitude, longitude)?;
    let town = nearest(point, OFFSHORE);
    if let Some(town) = town.filter(|town| town.outside <= angle(IN_TOWN)) {
        return Some(&town.kind.zone);
    }
    let town = match borders::borders().country(point) {
        Some(country) => towns::towns().nearest(point, angle(HINTERLAND), |kind| &*kind.country == country),
        None => town,
    };
    Some(town.map_or_else(|| zones::at_sea(point), |town| &town.kind.zone))
}

/// The time zone that a place is in, by its [name](zone_name), from a database built into the program.
#[must_use]
pub fn zone(latitude: f64, longitude: f64) -> Option<TimeZone> {
    zones::by_name(zone_name(latitude, longitude)?)
}

/// Everything known here, for whoever asks about many places.
#[derive(Debug, Clone, Copy)]
pub struct Earth;

impl insight::Atlas for Earth {
    fn town(&self, spot: Spot) -> Option<insight::Town> {
        let town = town(spot.latitude(), spot.longitude())?;
        // Near a border, the town may be on the other side.
        let country = country(spot.latitude(), spot.longitude()).unwrap_or(town.country);
        Some(insight::Town::new(town.name, country, town.distance))
    }

    fn zone(&self, spot: Spot) -> Option<TimeZone> {
        zone(spot.latitude(), spot.longitude())
    }
}

/// The codes of all countries that an answer may name, some of them several times.
pub fn countries() -> impl Iterator<Item = &'static str> {
    towns::towns().countries().chain(borders::borders().countries())
}

fn nearest(point: Point, within: f64) -> Option<Found<'static>> {
    towns::towns().nearest(point, angle(within), |_| true)
}
