//! What may be claimed at the top: only what was found with confidence, and never about a handful of files. The words for it
//! come from the language.

use std::collections::BTreeSet;

use untrace_core::insight::{Confidence, Insight, Kind};
use untrace_core::model::Category;

use super::sentences::count;
use crate::i18n::{Headline, Known};

/// Below this, a finding appears further down with how certain it is, not at the top.
const CONFIDENT: Confidence = Confidence(0.8);
/// This few files say nothing *together*.
const FEW: u32 = 3;
/// Nobody reads more than this in one sentence.
const MOST: usize = 3;

/// What goes at the top; `is_whole` says that all could be read.
#[must_use]
pub fn headline(insight: &Insight, is_whole: bool) -> Headline {
    let files = insight.files;
    let mut known = known(insight);
    // A phone's list of positions tells as much as that many photos.
    match (files.all().saturating_add(files.traces), known.is_empty()) {
        (0, _) => return Headline::NoFiles,
        (_, true) if is_whole && insight.perhaps.is_empty() => return Headline::Nothing(files),
        (_, true) => return Headline::NothingRead(files),
        (1..=FEW, _) => return Headline::Few(files),
        _ => {}
    }
    known.truncate(MOST);
    let names_places = [&insight.said, &insight.names].iter().any(|said| said.contains_key(&Category::Location));
    if files.located == 0 && insight.places.is_empty() && !names_places {
        Headline::NoPlaces(files, known)
    } else {
        Headline::Knows(files, known)
    }
}

/// Everything that could go at the top, the worst first.
fn known(insight: &Insight) -> Vec<Known> {
    let sure =
        |kind: Kind| count(insight.places.iter().filter(|place| place.kind == kind && place.confidence >= CONFIDENT).count());
    let homes = sure(Kind::Home);
    let schools = sure(Kind::SchoolOrWork);
    let weekly = insight.routines.iter().find(|routine| routine.confidence >= CONFIDENT);
    let weekly = weekly.map(|routine| Known::EveryWeek { weekday: routine.weekday, from: routine.window.from });
    let away = if homes > 0 { count(insight.journeys.len()) } else { 0 };
    // Places about which nothing is known except that they exist.
    let is_open = homes == 0 && schools == 0 && weekly.is_none();
    let places = if is_open { count(insight.places.len()) } else { 0 };
    let positions = if is_open && places == 0 { insight.files.located } else { 0 };
    let born = count(insight.ages.iter().filter_map(|age| age.born).collect::<BTreeSet<_>>().len());
    let years = insight.ages.iter().filter(|age| age.born.is_none() && age.years.is_some());
    let ages = count(years.map(|age| &age.name).collect::<BTreeSet<_>>().len());
    let birthdays = insight.ages.iter().filter(|age| age.born.is_none() && age.years.is_none());
    let birthdays = count(birthdays.map(|age| &age.name).collect::<BTreeSet<_>>().len());
    let largest = insight.devices.iter().map(|device| count(device.files.len())).max().unwrap_or(0);
    let (one_device, devices) = if largest > 1 { (largest, 0) } else { (0, count(insight.devices.len())) };
    let hidden = distinct(insight.hidden.values());
    let names = distinct(insight.names.values());
    let said = |category: Category| count(insight.said.get(&category).map_or(0, Vec::len));
    let some = |count: u32, known: fn(u32) -> Known| (count > 0).then(|| known(count));
    let known: Vec<Known> = [
        some(homes, Known::Homes),
        some(schools, Known::SchoolsOrWork),
        weekly,
        some(away, Known::Away),
        some(places, Known::Places),
        some(positions, Known::Positions),
        some(if insight.places.is_empty() { said(Category::Location) } else { 0 }, Known::PlaceNames),
        some(count(insight.people.len()), Known::Names),
        some(born, Known::Born),
        some(ages, Known::Ages),
        some(birthdays, Known::Birthdays),
        some(one_device, Known::OneDevice),
        some(devices, Known::Devices),
        some(insight.files.dated, Known::Moments),
        some(hidden, Known::Hidden),
        some(said(Category::Text), Known::Texts),
        some(names, Known::FileNames),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Whatever it is that `check` shows, it is not nothing.
    let something = || some(distinct(insight.said.values()), Known::Something).into_iter().collect();
    if known.is_empty() { something() } else { known }
}

/// How many files there are in all lists combined.
fn distinct<'a>(lists: impl Iterator<Item = &'a Vec<u32>>) -> u32 {
    count(lists.flatten().collect::<BTreeSet<_>>().len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::{Time, Weekday, date};
    use untrace_core::insight::{Age, Device, Files, Journey, Person, Place, Routine, Secret, Spot, Week, Window};

    use super::*;

    fn album(photos: u32, located: u32) -> Insight {
        Insight { files: Files { photos, located, ..Files::default() }, ..Insight::default() }
    }

    fn place(kind: Kind, confidence: f64) -> Place {
        Place {
            centre: Spot::new(48.0, 2.0).unwrap(),
            radius: 40,
            files: vec![1, 2],
            days: 2,
            first: None,
            last: None,
            kind,
            why: vec![],
            confidence: Confidence(confidence),
            town: None,
            week: Week::default(),
        }
    }

    fn routine(confidence: f64) -> Routine {
        Routine {
            place: 1,
            weekday: Weekday::Wednesday,
            window: Window { from: Time::constant(17, 0, 0, 0), to: Time::constant(17, 15, 0, 0) },
            weeks: 18,
            of_weeks: 24,
            confidence: Confidence(confidence),
            files: vec![],
            first: date(2024, 5, 1),
            last: date(2024, 11, 1),
        }
    }

    fn journey() -> Journey {
        Journey { first: date(2024, 8, 3), last: date(2024, 8, 9), stops: vec![1], files: vec![], kilometres: None }
    }

    const WEDNESDAY: Known = Known::EveryWeek { weekday: Weekday::Wednesday, from: Time::constant(17, 0, 0, 0) };

    fn known_at_the_top(insight: &Insight) -> Vec<Known> {
        match headline(insight, true) {
            Headline::Knows(_, known) | Headline::NoPlaces(_, known) => known,
            _ => vec![],
        }
    }

    #[test]
    fn only_what_is_sure_is_claimed() {
        for (home, school, weekly, expected) in [
            (0.8, 0.8, 0.8, vec![Known::Homes(1), Known::SchoolsOrWork(1), WEDNESDAY]),
            (0.79, 0.8, 0.8, vec![Known::SchoolsOrWork(1), WEDNESDAY]),
            (0.8, 0.79, 0.79, vec![Known::Homes(1), Known::Away(1)]),
            (0.79, 0.79, 0.8, vec![WEDNESDAY]),
            (0.79, 0.79, 0.79, vec![Known::Places(2)]),
            (f64::NAN, f64::NAN, f64::NAN, vec![Known::Places(2)]),
        ] {
            let insight = Insight {
                places: vec![place(Kind::Home, home), place(Kind::SchoolOrWork, school)],
                routines: vec![routine(weekly)],
                journeys: vec![journey()],
                ..album(40, 30)
            };
            assert_eq!(known_at_the_top(&insight), expected, "{home} {school} {weekly}");
        }
    }

    #[test]
    fn nobody_is_said_to_be_away_from_a_home_that_is_not_known() {
        let insight = Insight { places: vec![place(Kind::Trip, 1.0)], journeys: vec![journey()], ..album(40, 30) };
        assert_eq!(known_at_the_top(&insight), [Known::Places(1)]);
    }

    #[test]
    fn one_to_three_files_claim_nothing() {
        for photos in 1..=3 {
            let insight = Insight { places: vec![place(Kind::Home, 1.0)], routines: vec![routine(1.0)], ..album(photos, photos) };
            assert_eq!(headline(&insight, true), Headline::Few(insight.files));
        }
        let insight = Insight { places: vec![place(Kind::Home, 1.0)], ..album(4, 4) };
        assert!(matches!(headline(&insight, true), Headline::Knows(..)));
    }

    #[test]
    fn without_any_place_it_is_devices_and_dates_that_tell() {
        let device = Device { files: (0..142).collect(), ..Device::default() };
        let mut insight = Insight { devices: vec![device], ..album(214, 0) };
        insight.files.dated = 200;
        let expected = Headline::NoPlaces(insight.files, vec![Known::OneDevice(142), Known::Moments(200)]);
        assert_eq!(headline(&insight, true), expected);
        // One position is still a place.
        insight.files.located = 1;
        assert_eq!(
            headline(&insight, true),
            Headline::Knows(insight.files, vec![Known::Positions(1), Known::OneDevice(142), Known::Moments(200)])
        );
    }

    /// A false "nothing" would be the worst outcome of all.
    #[test]
    fn nothing_is_only_said_where_nothing_was_found() {
        assert_eq!(headline(&album(0, 0), true), Headline::NoFiles);
        assert_eq!(headline(&album(12, 0), true), Headline::Nothing(album(12, 0).files));
        assert_eq!(headline(&album(2, 0), true), Headline::Nothing(album(2, 0).files));
        assert_eq!(headline(&album(2, 0), false), Headline::NothingRead(album(2, 0).files));
        let dated = Files { photos: 12, dated: 1, ..Files::default() };
        let found = [
            album(12, 1),
            Insight { files: dated, ..Insight::default() },
            Insight { places: vec![place(Kind::Other, 0.1)], ..album(12, 0) },
            Insight { routines: vec![routine(0.9)], ..album(12, 0) },
            Insight { devices: vec![Device { files: vec![1], ..Device::default() }], ..album(12, 0) },
            Insight { people: vec![Person::default()], ..album(12, 0) },
            Insight { ages: vec![Age { name: None, years: Some(7), born: None, birthday: None, file: 0 }], ..album(12, 0) },
            Insight {
                ages: vec![Age { name: None, years: None, born: None, birthday: Some(date(2024, 6, 2)), file: 0 }],
                ..album(12, 0)
            },
            Insight { hidden: BTreeMap::from([(Secret::Depth, vec![1])]), ..album(12, 0) },
            Insight { names: BTreeMap::from([(Category::Date, vec![1])]), ..album(12, 0) },
            Insight { said: BTreeMap::from([(Category::Location, vec![1])]), ..album(12, 0) },
            Insight { said: BTreeMap::from([(Category::Text, vec![1])]), ..album(12, 0) },
            Insight { said: BTreeMap::from([(Category::Software, vec![1])]), ..album(12, 0) },
        ];
        for insight in found {
            assert!(!matches!(headline(&insight, true), Headline::Nothing(_) | Headline::NoFiles), "{insight:?}");
        }
    }

    #[test]
    fn a_place_that_is_named_is_where_it_was() {
        let insight = Insight { said: BTreeMap::from([(Category::Location, vec![1])]), ..album(12, 0) };
        assert_eq!(headline(&insight, true), Headline::Knows(insight.files, vec![Known::PlaceNames(1)]));
    }

    #[test]
    fn what_was_not_read_is_not_nothing() {
        let insight = Insight { perhaps: vec![1], ..album(12, 0) };
        assert_eq!(headline(&insight, true), Headline::NothingRead(insight.files));
    }

    #[test]
    fn positions_that_a_phone_wrote_down_are_not_nothing() {
        let files = Files { traces: 5000, ..Files::default() };
        let insight = Insight { files, places: vec![place(Kind::Home, 1.0)], ..Insight::default() };
        assert_eq!(headline(&insight, true), Headline::Knows(files, vec![Known::Homes(1)]));
    }

    #[test]
    fn a_file_that_hides_two_things_is_one_file() {
        let hidden = BTreeMap::from([(Secret::Depth, vec![1, 2]), (Secret::SecondPicture, vec![2, 3])]);
        assert_eq!(known_at_the_top(&Insight { hidden, ..album(12, 0) }), [Known::Hidden(3)]);
    }
}
