//! The lists of the page: places, what recurs, journeys, devices, people, and the names of the files that show it. Each list
//! ends somewhere, however many files there are.

use untrace_core::insight::{Place, PlaceId};

use super::super::sentences::{Sentences, count, short};
use super::about::About;
use super::regions::is_strong;
use untrace_words::printable;

/// Places with a text of their own.
const CARDS: usize = 6;
/// Rows of the table of all places.
const ROWS: usize = 200;
/// Sentences of one sort.
const ITEMS: usize = 12;
/// Names of files below a finding.
const NAMES: usize = 12;
/// Reasons per place.
const REASONS: usize = 3;

/// A place, and why it is believed to be what it seems.
#[derive(Debug, Clone)]
pub(super) struct Card {
    pub(super) id: PlaceId,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) is_strong: bool,
    pub(super) sure: &'static str,
    pub(super) counts: String,
    pub(super) span: String,
    pub(super) why: Vec<String>,
    pub(super) position: String,
    pub(super) radius: String,
    pub(super) country: String,
    pub(super) thumbnail: Option<String>,
    pub(super) files: Files,
}

/// A row of the table of all places.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) files: String,
    pub(super) days: String,
    pub(super) span: String,
    pub(super) position: String,
}

/// A sentence, what comes with it, and the files that show it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) text: String,
    pub(super) more: String,
    pub(super) files: Files,
}

/// File names, and how many more there are.
#[derive(Debug, Clone)]
pub(super) struct Files {
    pub(super) names: Vec<String>,
    pub(super) more: String,
}

/// Makes the lists.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) said: Sentences<'a>,
    pub(super) about: &'a About,
}

impl Parts<'_> {
    /// Places where somebody can be found again come first; after that they go by number.
    pub(super) fn cards(&self) -> Vec<Card> {
        let mut places: Vec<(PlaceId, &Place)> = (1..).zip(&self.said.insight.places).collect();
        places.sort_by_key(|(id, place)| (!is_strong(place.kind), *id));
        places.truncate(CARDS);
        places.sort_by_key(|(id, _)| *id);
        places.into_iter().map(|(id, place)| self.card(id, place)).collect()
    }

    fn card(&self, id: PlaceId, place: &Place) -> Card {
        let words = self.said.words;
        let is_picture = |uri: &&String| uri.starts_with("data:image/");
        Card {
            id,
            number: words.number(id),
            name: self.said.name(place),
            is_strong: is_strong(place.kind),
            sure: self.said.sure(place).unwrap_or_default(),
            counts: words.place_counts(count(place.files.len()), place.days, self.said.media),
            span: words.span(place.first, place.last),
            why: place.why.iter().take(REASONS).map(|why| words.why(why)).collect(),
            position: words.position(place.centre),
            // Of a single photo, or of photos at one and the same spot, it says nothing.
            radius: if place.files.len() > 1 && place.radius > 0 { words.radius(place.radius) } else { String::new() },
            country: place.town.as_ref().map(|town| words.country(&short(&town.country))).unwrap_or_default(),
            thumbnail: self.about.thumbnails.get(&id).filter(is_picture).cloned(),
            files: self.files(&place.files),
        }
    }

    /// Rows of the table, and a sentence about those that it has no room for.
    pub(super) fn rows(&self) -> (Vec<Row>, String) {
        let words = self.said.words;
        let places = &self.said.insight.places;
        let row = |(id, place): (PlaceId, &Place)| Row {
            number: words.number(id),
            name: self.said.name(place),
            files: words.number(count(place.files.len())),
            days: words.number(place.days),
            span: words.span(place.first, place.last),
            position: words.position(place.centre),
        };
        (((1..).zip(places)).take(ROWS).map(row).collect(), self.more(places.len().saturating_sub(ROWS)))
    }

    pub(super) fn routines(&self) -> Vec<Item> {
        let items = self.said.insight.routines.iter().map(|routine| {
            let sure = self.said.words.sure(routine.confidence).to_owned();
            self.item(self.said.routine(routine), sure, &routine.files)
        });
        self.list(items, self.said.insight.routines.len())
    }

    pub(super) fn journeys(&self) -> Vec<Item> {
        let journeys = &self.said.insight.journeys;
        let items = journeys.iter().map(|journey| self.item(self.said.journey(journey), String::new(), &journey.files));
        self.list(items, journeys.len())
    }

    pub(super) fn devices(&self) -> Vec<Item> {
        let devices = &self.said.insight.devices;
        let items =
            devices.iter().map(|device| self.item(self.said.device(device), self.said.device_more(device), &device.files));
        self.list(items, devices.len())
    }

    pub(super) fn people(&self) -> Vec<Item> {
        let people = &self.said.insight.people;
        let items = people.iter().map(|person| self.item(self.said.person(person), String::new(), &person.files));
        self.list(items, people.len())
    }

    pub(super) fn ages(&self) -> Vec<Item> {
        let ages = &self.said.insight.ages;
        let items = ages.iter().map(|age| self.item(self.said.age(age), String::new(), &[age.file]));
        self.list(items, ages.len())
    }

    pub(super) fn hidden(&self) -> Vec<Item> {
        self.said.hidden().into_iter().map(|(text, files)| self.item(text, String::new(), files)).collect()
    }

    pub(super) fn else_said(&self) -> Vec<Item> {
        self.said.said().into_iter().map(|(text, files)| self.item(text, String::new(), files)).collect()
    }

    pub(super) fn names(&self) -> Vec<Item> {
        self.said.names().into_iter().map(|(text, files)| self.item(text, String::new(), files)).collect()
    }

    fn item(&self, text: String, more: String, files: &[u32]) -> Item {
        Item { text, more, files: self.files(files) }
    }

    /// The first of a list, and how many more there are.
    fn list(&self, items: impl Iterator<Item = Item>, all: usize) -> Vec<Item> {
        let more = self.more(all.saturating_sub(ITEMS));
        let rest = (!more.is_empty()).then(|| self.item(more, String::new(), &[]));
        items.take(ITEMS).chain(rest).collect()
    }

    fn files(&self, files: &[u32]) -> Files {
        let name = |file: &u32| self.about.names.get(usize::try_from(*file).ok()?).map(|name| printable(name));
        let names: Vec<String> = files.iter().take(NAMES).filter_map(name).collect();
        let more = if names.is_empty() { String::new() } else { self.more(files.len().saturating_sub(NAMES)) };
        Files { names, more }
    }

    /// `and 12 more`; empty if there are none.
    fn more(&self, count_of_rest: usize) -> String {
        if count_of_rest == 0 { String::new() } else { self.said.words.more(count(count_of_rest)) }
    }
}
