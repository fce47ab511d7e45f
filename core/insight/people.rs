//! Who is named, where and with whom. Names come from a list of people, an owner or a maker; captions and keywords can
//! contain anything, and count only if they contain a name known from such a list.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::found::{Person, PlaceId};
use super::sighting::Sighting;
use super::things::{by_frequency, most_frequent};

/// Most names that are reported; any more are too many for one family.
const MOST: usize = 500;
/// Most other people named together with somebody.
const BESIDE: usize = 5;
/// Shorter names occur in any text by chance.
const SHORTEST: usize = 3;

/// Everybody, by name in lower case.
#[derive(Default)]
struct Named<'a> {
    spellings: Vec<&'a str>,
    files: BTreeSet<u32>,
    is_shown: bool,
}

/// Who is named, those with the most files first.
pub(super) fn of(sightings: &[Sighting], place_of: &BTreeMap<u32, PlaceId>) -> Vec<Person> {
    let mut named: BTreeMap<String, Named<'_>> = BTreeMap::new();
    for (sighting, file) in sightings.iter().zip(0_u32..) {
        let shown =
            sighting.people.iter().chain(sighting.told.iter().filter_map(|told| told.name.as_ref())).map(|name| (name, true));
        let others = sighting.makers.iter().chain(&sighting.owner).map(|name| (name, false));
        for (name, is_shown) in shown.chain(others) {
            let person = named.entry(name.to_lowercase()).or_default();
            person.spellings.push(name);
            person.files.insert(file);
            person.is_shown |= is_shown;
        }
    }
    for (name, files) in mentions(sightings, &named) {
        if let Some(person) = named.get_mut(&name) {
            person.files.extend(files);
        }
    }
    let mut people: Vec<(Person, BTreeSet<u32>)> = named
        .into_values()
        .filter_map(|person| {
            let name = most_frequent(person.spellings.iter().copied())?;
            let files = person.files.iter().copied().collect();
            Some((Person { name, files, is_shown: person.is_shown, ..Person::default() }, person.files))
        })
        .collect();
    people.sort_by_key(|(person, files)| (std::cmp::Reverse((person.is_shown, files.len())), person.name.clone()));
    people.truncate(MOST);
    let mut of_file: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for ((_, files), index) in people.iter().zip(0..) {
        for file in files {
            of_file.entry(*file).or_default().push(index);
        }
    }
    people
        .into_iter()
        .zip(0..)
        .map(|((mut person, files), index)| {
            person.places = by_frequency(files.iter().filter_map(|file| place_of.get(file)).copied());
            let others = files.iter().filter_map(|file| of_file.get(file)).flatten().copied();
            person.with = by_frequency(others.filter(|other| *other != index));
            person.with.truncate(BESIDE);
            person
        })
        .collect()
}

/// Files with a text in which one of these names occurs as a word.
fn mentions(sightings: &[Sighting], named: &BTreeMap<String, Named<'_>>) -> BTreeMap<String, Vec<u32>> {
    let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let names: Vec<&String> = named.keys().filter(|name| name.chars().count() >= SHORTEST).take(MOST).collect();
    let Ok(search) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names) else { return found };
    for (sighting, file) in sightings.iter().zip(0_u32..) {
        for text in &sighting.texts {
            let text = text.to_lowercase();
            for hit in search.find_iter(&text) {
                if let Some(name) = names.get(hit.pattern().as_usize()).filter(|_| is_word(&text, hit.range())) {
                    found.entry((*name).clone()).or_default().push(file);
                }
            }
        }
    }
    found
}

/// The known name in a text.
pub(super) fn in_text<'a>(text: &str, people: &'a [Person]) -> Option<&'a str> {
    let text = text.to_lowercase();
    let stands = |name: &&str| {
        let name = name.to_lowercase();
        text.match_indices(&name).any(|(at, _)| is_word(&text, at..at.saturating_add(name.len())))
    };
    let mut known = people.iter().map(|person| person.name.as_str()).filter(|name| name.len() >= SHORTEST);
    known.find(stands)
}

/// Whether there is no letter before or after it.
fn is_word(text: &str, range: Range<usize>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let behind = text.get(range.end..).and_then(|text| text.chars().next());
    !is_letter(before) && !is_letter(behind)
}
