//! What many files reveal together: where somebody lives, learns and goes, when, with what and with whom. Pure
//! functions over what each file reveals (`Sighting`); no bytes, no files, no sentences. An `Atlas` says where in the
//! world places are.

mod ages;
mod album;
mod atlas;
mod chance;
mod clocks;
mod clusters;
mod custom;
mod dwelling;
mod found;
mod kinds;
mod makers;
mod people;
mod places;
mod routines;
mod said;
mod sighting;
mod sites;
mod sphere;
mod stays;
mod tags;
mod telling;
mod things;
mod trips;
mod visits;
mod week;

pub use album::Album;
pub use atlas::{Atlas, Town};
pub use found::{
    Age, Confidence, Device, Files, Hidden, Insight, Journey, Kind, Month, Person, Place, PlaceId, Routine, Why, Window,
};
pub use sighting::{Secret, Sighting, Sort, Spot, Taken, Told};
pub use sphere::EARTH_RADIUS;
pub use week::Week;

#[cfg(test)]
mod tests;
