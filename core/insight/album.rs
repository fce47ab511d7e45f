//! The files of an album, one after the other, and what they reveal in the end.

use super::atlas::Atlas;
use super::found::Insight;
use super::sighting::Sighting;
use super::{ages, people, places, things};

/// What the files of an album reveal, each by its number, starting from 0.
#[derive(Debug, Clone, Default)]
pub struct Album {
    sightings: Vec<Sighting>,
}

impl Album {
    /// Adds a file; returns its number.
    pub fn add(&mut self, sighting: Sighting) -> u32 {
        let number = u32::try_from(self.sightings.len()).unwrap_or(u32::MAX);
        self.sightings.push(sighting);
        number
    }

    /// Adds what another file says about an existing one: it counts where that one says nothing.
    pub fn complete(&mut self, number: u32, sighting: Sighting) {
        if let Some(there) = usize::try_from(number).ok().and_then(|number| self.sightings.get_mut(number)) {
            there.complete(sighting);
        }
    }

    /// What all of them reveal together.
    #[must_use]
    pub fn insight(&self, atlas: &dyn Atlas) -> Insight {
        let sightings = self.sightings.as_slice();
        let located = places::of(sightings, atlas);
        let people = people::of(sightings, &located.place_of);
        Insight {
            files: things::files(sightings, &located.times, located.wrong_clock),
            ages: ages::of(sightings, &people, &located.times),
            devices: things::devices(sightings, &located.times),
            hidden: things::hidden(sightings),
            names: things::names(sightings),
            said: things::said(sightings),
            perhaps: things::perhaps(sightings),
            zone: located.zone,
            months: things::months(sightings, &located.times),
            people,
            places: located.places,
            routines: located.routines,
            journeys: located.journeys,
        }
    }
}
