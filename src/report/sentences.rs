//! Findings as sentences, for both the page and the terminal: names from files made printable and short, places
//! by number and town.

use std::collections::{BTreeMap, BTreeSet};

use untrace_core::insight::{Age, Device, Insight, Journey, Kind, Person, Place, PlaceId, Routine};
use untrace_core::model::Category;

use crate::i18n::{Media, Named, Nearby, Together};
use crate::tally::{Holder, Posted};
use untrace_words::printable;

/// How many characters of a name from a file are shown.
const LONGEST: usize = 80;
/// Names and places in one sentence.
const LISTED: usize = 4;

/// Says what was found in an album, in a language.
#[derive(Clone, Copy)]
pub(super) struct Sentences<'a> {
    pub(super) insight: &'a Insight,
    pub(super) words: &'a dyn Together,
    pub(super) media: Media,
}

impl<'a> Sentences<'a> {
    pub(super) fn new(insight: &'a Insight, words: &'a dyn Together) -> Self {
        Self { insight, words, media: Media::of(&insight.files) }
    }

    /// `Home, near Sceaux`.
    pub(super) fn name(&self, place: &Place) -> String {
        let kind = self.words.kind(place.kind);
        match town(place) {
            Some(town) => format!("{kind}, {}", self.words.near(nearby(place, &town))),
            None => kind.to_owned(),
        }
    }

    /// What a place is near to, on a map.
    pub(super) fn town(&self, place: &Place) -> String {
        let town = town(place).unwrap_or_default();
        let is_far = nearby(place, &town).is_far();
        if is_far && !town.is_empty() { self.words.near(nearby(place, &town)) } else { town }
    }

    /// How sure it is that a place is what it seems; nothing where it seems to be nothing but a place.
    pub(super) fn sure(&self, place: &Place) -> Option<&'static str> {
        (place.kind != Kind::Other).then(|| self.words.sure(place.confidence))
    }

    /// `place 3, near Sceaux`; a place that does not exist has no town.
    pub(super) fn at(&self, id: PlaceId) -> String {
        let place = self.place(id);
        let town = place.and_then(town);
        self.words.at_place(id, place.zip(town.as_deref()).map(|(place, town)| nearby(place, town)))
    }

    fn place(&self, id: PlaceId) -> Option<&'a Place> {
        self.insight.places.get(usize::try_from(id.checked_sub(1)?).ok()?)
    }

    pub(super) fn routine(&self, routine: &Routine) -> String {
        self.words.routine(routine, &self.at(routine.place))
    }

    pub(super) fn journey(&self, journey: &Journey) -> String {
        // Each town once, and by its first place: somebody driving around comes back to all of them.
        let (mut met, mut towns) = (BTreeSet::new(), BTreeSet::new());
        let is_new = |stop: &&PlaceId| {
            let town = self.place(**stop).and_then(town);
            met.insert(**stop) && town.is_none_or(|town| towns.insert(town))
        };
        let stops: Vec<String> = journey.stops.iter().filter(is_new).map(|stop| self.at(*stop)).collect();
        let (named, more) = stops.split_at_checked(LISTED).unwrap_or((&stops, &[]));
        self.words.journey(journey.first, journey.last, named, count(more.len()), journey.kilometres)
    }

    pub(super) fn device(&self, device: &Device) -> String {
        self.words.device(name_of(device).as_deref(), device, self.media)
    }

    /// Which one it is and whose; empty if unknown.
    pub(super) fn device_more(&self, device: &Device) -> String {
        let (serial, owner) = (device.serial.as_deref().map(short), device.owner.as_deref().map(short));
        self.words.device_more(serial.as_deref(), owner.as_deref())
    }

    pub(super) fn person(&self, person: &Person) -> String {
        // By number only: the sentence is about somebody.
        let mut places: Vec<PlaceId> = person.places.iter().take(LISTED).copied().collect();
        places.sort_unstable();
        let with = person.with.iter().take(LISTED);
        let with = with.filter_map(|other| self.insight.people.get(usize::try_from(*other).ok()?));
        let with: Vec<String> = with.map(|other| short(&other.name)).collect();
        let named = Named {
            name: &short(&person.name),
            files: count(person.files.len()),
            is_shown: person.is_shown,
            places: &places,
            with: &with,
        };
        self.words.person(&named, self.media)
    }

    pub(super) fn age(&self, age: &Age) -> String {
        self.words.age(age.name.as_deref().map(short).as_deref(), age)
    }

    pub(super) fn posted(&self, posted: &BTreeMap<Holder, Posted>) -> Vec<String> {
        posted.iter().map(|(holder, posted)| self.words.posted(*holder, posted)).collect()
    }

    pub(super) fn hidden(&self) -> Vec<(String, &'a [u32])> {
        let hidden = self.insight.hidden.iter().filter(|(_, files)| !files.is_empty());
        hidden.map(|(secret, files)| (self.words.hidden(*secret, count(files.len())), files.as_slice())).collect()
    }

    pub(super) fn said(&self) -> Vec<(String, &'a [u32])> {
        /// What says most comes first: on a terminal, the rest is only counted.
        const ORDER: [Category; 11] = [
            Category::Location,
            Category::Text,
            Category::People,
            Category::Date,
            Category::Id,
            Category::Camera,
            Category::Software,
            Category::Motion,
            Category::Preview,
            Category::Panorama,
            Category::Other,
        ];
        let said = ORDER.iter().filter_map(|category| Some((category, self.insight.said.get(category)?)));
        let said = said.filter(|(_, files)| !files.is_empty());
        let said = said.map(|(category, files)| (self.words.said(*category, count(files.len()), self.media), files.as_slice()));
        let perhaps = self.insight.perhaps.as_slice();
        let more = (!perhaps.is_empty()).then(|| (self.words.perhaps(count(perhaps.len()), self.media), perhaps));
        said.chain(more).collect()
    }

    pub(super) fn names(&self) -> Vec<(String, &'a [u32])> {
        let names = self.insight.names.iter().filter(|(_, files)| !files.is_empty());
        names.map(|(category, files)| (self.words.names(*category, count(files.len())), files.as_slice())).collect()
    }
}

/// What a town is called, printable and short.
pub(super) fn town(place: &Place) -> Option<String> {
    place.town.as_ref().map(|town| short(&town.name)).filter(|name| !name.is_empty())
}

fn nearby<'a>(place: &Place, town: &'a str) -> Nearby<'a> {
    Nearby { town, metres: place.town.as_ref().map_or(0, |town| town.distance) }
}

/// The name of a town that is not far.
pub(super) fn close_town(place: &Place) -> Option<String> {
    town(place).filter(|town| !nearby(place, town).is_far())
}

/// `Apple iPhone 13`; a maker is not repeated if the model begins with it.
fn name_of(device: &Device) -> Option<String> {
    let part = |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(short);
    match (part(&device.make), part(&device.model)) {
        // `NIKON CORPORATION`, `NIKON Z 50`.
        (Some(make), Some(model)) if first_word(&make) == first_word(&model) => Some(model),
        (Some(make), Some(model)) => Some(format!("{make} {model}")),
        (one, other) => one.or(other),
    }
}

fn first_word(name: &str) -> Option<String> {
    name.split_whitespace().next().map(str::to_lowercase)
}

/// The beginning of a name from a file, made printable.
pub(super) fn short(name: &str) -> String {
    let name = name.trim();
    let mut short: String = name.chars().take(LONGEST).collect();
    if name.chars().nth(LONGEST).is_some() {
        // Half of a joined sequence.
        short.truncate(short.trim_end_matches('\u{200d}').len());
        short.push('\u{2026}');
    }
    printable(&short)
}

pub(super) fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use untrace_core::insight::{Confidence, Kind, Spot, Town, Week};

    use super::*;
    use crate::i18n::{Lang, together};

    #[test]
    fn a_maker_is_said_once() {
        let named = |make: &str, model: &str| {
            name_of(&Device { make: Some(make.to_owned()), model: Some(model.to_owned()), ..Device::default() }).unwrap()
        };
        assert_eq!(named("NIKON CORPORATION", "NIKON Z 50"), "NIKON Z 50");
        assert_eq!(named("Canon", "Canon EOS R6"), "Canon EOS R6");
        assert_eq!(named("Apple", "iPhone 13"), "Apple iPhone 13");
        assert_eq!(named("  ", "A54\u{202e}"), "A54\\u{202e}");
    }

    #[test]
    fn a_journey_names_each_town_once_and_ends() {
        let place = |name: Option<&str>| Place {
            centre: Spot::new(48.0, 2.0).unwrap(),
            radius: 40,
            files: vec![],
            days: 2,
            first: None,
            last: None,
            kind: Kind::Trip,
            why: vec![],
            confidence: Confidence(0.9),
            town: name.map(|name| Town::new(name, "FR", 800.0)),
            week: Week::default(),
        };
        let towns = [Some("Nice"), Some("Nice"), None, Some("Antibes"), Some("Cannes"), Some("Menton"), Some("Grasse")];
        let insight = Insight { places: towns.map(place).to_vec(), ..Insight::default() };
        let journey = |stops: &[PlaceId]| {
            let day = jiff::civil::date(2024, 8, 3);
            let journey = Journey { first: day, last: day, stops: stops.to_vec(), files: vec![], kilometres: None };
            Sentences::new(&insight, together(Lang::English)).journey(&journey).replace('\u{a0}', " ")
        };
        assert_eq!(journey(&[1, 2, 1, 3, 1, 3, 2]), "On 3 August 2024: place 1, near Nice, then place 3.");
        assert_eq!(
            journey(&[1, 3, 4, 5, 6, 7, 6, 5, 4]),
            "On 3 August 2024: place 1, near Nice, then place 3, then place 4, near Antibes, then place 5, near Cannes and 2 other places."
        );
    }

    #[test]
    fn a_long_name_is_cut_before_it_is_escaped() {
        assert_eq!(short(&"é".repeat(300)).chars().count(), LONGEST + 1);
        assert_eq!(short("  Léa "), "Léa");
    }
}
