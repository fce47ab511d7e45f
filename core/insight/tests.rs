//! Lives with known facts, as sightings: what must be found in them, and what must not.

mod misled;

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span};
use proptest::prelude::*;

use super::*;
use crate::model::Category;

/// Every town is called Springfield, and is in the Central European time zone.
struct Flat;

impl Atlas for Flat {
    fn town(&self, _: Spot) -> Option<Town> {
        Some(Town::new("Springfield", "FR", 800.0))
    }

    fn zone(&self, _: Spot) -> Option<TimeZone> {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").ok()
    }
}

const HOME: (f64, f64) = (48.7791, 2.2902);
const SCHOOL: (f64, f64) = (48.7841, 2.2962);
const CLUB: (f64, f64) = (48.7702, 2.3011);
const OTHER_HOME: (f64, f64) = (48.8321, 2.3321);
const BEACH: (f64, f64) = (43.5297, 5.4474);
const BEGIN: Date = date(2024, 1, 8);

/// Numbers without a pattern, the same on every run.
struct Chance(u64);

impl Chance {
    /// From 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn is(&mut self, likely: f64) -> bool {
        self.next() < likely
    }
}

/// A life during which photos are taken.
struct Life {
    chance: Chance,
    sightings: Vec<Sighting>,
}

impl Life {
    fn new(seed: u64) -> Self {
        Self { chance: Chance(seed), sightings: Vec::new() }
    }

    /// Some photos from this hour on, over this many hours, with a phone's error.
    fn photos(&mut self, day: Date, (latitude, longitude): (f64, f64), from: f64, hours: f64) {
        let begin = from + self.chance.next() * hours;
        for number in 0..=sphere::rounded(self.chance.next() * 2.0) {
            let mut off = || (self.chance.next() + self.chance.next() + self.chance.next() - 1.5) * 4e-4;
            let spot = Spot::new(latitude + off(), longitude + off());
            let seconds = SignedDuration::from_secs_f64(begin * 3600.0 + f64::from(number) * 40.0);
            self.sightings.push(Sighting {
                spots: spot.into_iter().collect(),
                within: 5,
                taken: Some(Taken::Local(day.at(0, 0, 0, 0).checked_add(seconds).unwrap())),
                make: Some("Lumora".to_owned()),
                model: Some("P4".to_owned()),
                ..Sighting::default()
            });
        }
    }

    /// Evenings and weekends at a home.
    fn at_home(&mut self, day: Date, home: (f64, f64)) {
        let is_weekend = day.weekday().to_monday_zero_offset() >= 5;
        if is_weekend && self.chance.is(0.6) {
            self.photos(day, home, 9.0, 12.0);
        } else if !is_weekend && self.chance.is(0.4) {
            self.photos(day, home, 18.0, 4.0);
        }
    }

    fn at_school(&mut self, day: Date) {
        if day.weekday().to_monday_zero_offset() < 5 && self.chance.is(0.25) {
            let from = if self.chance.is(0.5) { 8.25 } else { 16.3 };
            self.photos(day, SCHOOL, from, 0.3);
        }
    }

    fn at_club(&mut self, day: Date) {
        if day.weekday() == Weekday::Wednesday && self.chance.is(0.7) {
            self.photos(day, CLUB, 17.0, 0.25);
        }
    }

    fn insight(&self) -> Insight {
        let mut album = Album::default();
        for sighting in &self.sightings {
            album.add(sighting.clone());
        }
        album.insight(&Flat)
    }
}

fn days(count: i64) -> impl Iterator<Item = Date> {
    (0..count).map(|day| BEGIN.checked_add(Span::new().days(day)).unwrap())
}

/// The kind of the place nearest to this one; `None` if none is near.
fn kind_at(insight: &Insight, (latitude, longitude): (f64, f64), metres: f64) -> Option<Kind> {
    let here = sphere::Point::of(Spot::new(latitude, longitude).unwrap());
    let distance = |place: &Place| sphere::Point::of(place.centre).distance(here);
    let nearest = insight.places.iter().min_by(|one, other| distance(one).total_cmp(&distance(other)))?;
    (distance(nearest) <= metres).then_some(nearest.kind)
}

fn family(seed: u64) -> Life {
    let mut life = Life::new(seed);
    for day in days(182) {
        if (day >= date(2024, 4, 8)) && (day <= date(2024, 4, 15)) {
            life.photos(day, BEACH, 10.0, 9.0);
            continue;
        }
        life.at_home(day, HOME);
        life.at_school(day);
        life.at_club(day);
    }
    life
}

#[test]
fn a_family_has_a_home_a_school_a_club_and_a_holiday() {
    for seed in 0..20 {
        let insight = family(seed).insight();
        let kinds = [HOME, SCHOOL, CLUB, BEACH].map(|place| kind_at(&insight, place, 150.0));
        assert_eq!(kinds, [Kind::Home, Kind::SchoolOrWork, Kind::Routine, Kind::Trip].map(Some), "{seed}");
        assert_eq!(insight.places.len(), 4, "{seed}: none is invented");
        let told: Vec<_> = insight.routines.iter().map(|routine| (routine.weekday, routine.window.from.hour())).collect();
        assert_eq!(told, [(Weekday::Wednesday, 17)], "{seed}");
        let routine = insight.routines.first().unwrap();
        assert!(routine.window.from >= time(17, 0, 0, 0) && routine.window.to <= time(17, 20, 0, 0), "{seed}: {routine:?}");
        let journeys: Vec<_> = insight.journeys.iter().map(|journey| (journey.first, journey.last)).collect();
        assert_eq!(journeys, [(date(2024, 4, 8), date(2024, 4, 15))], "{seed}");
    }
}

/// The same world, with weekends on Friday and Saturday.
struct Egypt;

impl Atlas for Egypt {
    fn town(&self, _: Spot) -> Option<Town> {
        Some(Town::new("Asyut", "EG", 800.0))
    }

    fn zone(&self, spot: Spot) -> Option<TimeZone> {
        Flat.zone(spot)
    }
}

#[test]
fn a_school_that_is_open_on_sundays_is_one_where_sundays_are_for_school() {
    let (mut album, mut elsewhere) = (Album::default(), Album::default());
    for mut sighting in family(1).sightings {
        if let Some(Taken::Local(at)) = sighting.taken {
            sighting.taken = Some(Taken::Local(at.checked_sub(Span::new().days(1)).unwrap()));
        }
        elsewhere.add(sighting.clone());
        album.add(sighting);
    }
    let insight = album.insight(&Egypt);
    assert_eq!(kind_at(&insight, SCHOOL, 100.0), Some(Kind::SchoolOrWork));
    assert_eq!(kind_at(&insight, HOME, 100.0), Some(Kind::Home));
    let days = insight.places.iter().flat_map(|place| &place.why).find_map(|why| match why {
        Why::WeekdayHours { first, last, .. } => Some((*first, *last)),
        _ => None,
    });
    assert_eq!(days, Some((Weekday::Sunday, Weekday::Thursday)));
    assert_eq!(kind_at(&elsewhere.insight(&Flat), SCHOOL, 100.0), Some(Kind::Other), "nobody goes to school on Sundays there");
}

#[test]
fn separated_parents_have_two_homes() {
    for seed in 0..20 {
        let mut life = Life::new(seed);
        for (number, day) in days(182).enumerate() {
            life.at_home(day, if number / 7 % 2 == 0 { HOME } else { OTHER_HOME });
            life.at_school(day);
        }
        let insight = life.insight();
        let kinds = [HOME, OTHER_HOME, SCHOOL].map(|place| kind_at(&insight, place, 150.0));
        assert_eq!(kinds, [Kind::Home, Kind::Home, Kind::SchoolOrWork].map(Some), "{seed}");
        assert!(insight.routines.is_empty() && insight.journeys.is_empty(), "{seed}: {:?}", insight.routines);
    }
}

#[test]
fn who_works_at_night_lives_where_the_weekends_are() {
    for seed in 0..20 {
        let mut life = Life::new(seed);
        for day in days(182) {
            let weekday = day.weekday().to_monday_zero_offset();
            if life.chance.is(0.5) {
                life.photos(day, HOME, 11.0, 9.0);
            }
            if weekday < 5 && life.chance.is(0.4) {
                life.photos(day, SCHOOL, 22.0, 7.0);
            }
        }
        let insight = life.insight();
        let kinds = [HOME, SCHOOL].map(|place| kind_at(&insight, place, 150.0));
        assert_eq!(kinds, [Kind::Home, Kind::SchoolOrWork].map(Some), "{seed}");
        assert!(insight.routines.is_empty(), "{seed}");
    }
}

#[test]
fn a_photographer_who_is_anywhere_at_any_time_has_no_home_and_no_routine() {
    for seed in 0..20 {
        let mut life = Life::new(seed);
        for day in days(182) {
            if life.chance.is(0.6) {
                // Forty places in one town, so that some are visited often.
                let place = (life.chance.next() * 40.0).floor();
                let place = (48.7 + place * 0.004, 2.3 + (place * 7.0 % 40.0) * 0.005);
                life.photos(day, place, 8.0, 14.0);
            }
        }
        let insight = life.insight();
        let told: Vec<_> = insight.places.iter().filter(|place| place.kind != Kind::Other).collect();
        assert!(told.is_empty() && insight.routines.is_empty() && insight.journeys.is_empty(), "{seed}: {told:#?}");
    }
}

#[test]
fn a_park_at_irregular_hours_is_no_routine() {
    for seed in 0..20 {
        let mut life = Life::new(seed);
        for day in days(182) {
            life.at_home(day, HOME);
            if life.chance.is(0.25) {
                life.photos(day, CLUB, 9.0, 9.0);
            }
        }
        let insight = life.insight();
        let park = insight.places.iter().find(|place| place.kind != Kind::Home).unwrap();
        assert_eq!(kind_at(&insight, CLUB, 150.0), Some(Kind::Other), "{seed}: {:?} {:?} {:?}", park.why, park.days, park.week);
        assert!(insight.routines.is_empty(), "{seed}");
    }
}

#[test]
fn one_two_or_three_photos_claim_nothing() {
    let life = family(1);
    for count in 0..=3 {
        let few = Life { sightings: life.sightings.iter().take(count).cloned().collect(), ..Life::new(0) };
        let insight = few.insight();
        assert!(insight.places.iter().all(|place| place.kind == Kind::Other), "{count}");
        assert!(insight.routines.is_empty() && insight.journeys.is_empty(), "{count}");
        assert_eq!(insight.files.located, u32::try_from(count).unwrap());
    }
}

#[test]
fn a_holiday_alone_has_no_home() {
    for seed in 0..20 {
        let mut life = Life::new(seed);
        for day in days(14) {
            life.photos(day, BEACH, 9.0, 13.0);
            life.photos(day, (BEACH.0 + 0.05, BEACH.1), 10.0, 8.0);
        }
        let insight = life.insight();
        assert!(insight.places.iter().all(|place| place.kind == Kind::Trip), "{seed}: {:?}", insight.places);
    }
}

#[test]
fn devices_tie_photos_together_also_where_no_place_is_known() {
    let mut life = family(5);
    for (number, sighting) in life.sightings.iter_mut().enumerate() {
        sighting.spots.clear();
        // Half of them lack the number: messengers leave it out.
        sighting.serial = (number % 2 == 0).then(|| "SN4711".to_owned());
    }
    let insight = life.insight();
    let [device] = insight.devices.as_slice() else { panic!("{:?}", insight.devices) };
    assert_eq!((device.files.len(), device.serial.as_deref()), (life.sightings.len(), Some("SN4711")));
    assert!(insight.places.is_empty());
}

#[test]
fn names_count_in_captions_once_a_list_of_people_has_them() {
    let mut life = family(6);
    for (number, sighting) in life.sightings.iter_mut().enumerate() {
        match number % 10 {
            0 => sighting.people = vec!["Nora Petit".to_owned(), "Jan".to_owned()],
            1 => sighting.texts = vec!["chez nora petit, 7 ans".to_owned()],
            2 => sighting.texts = vec!["January in the Garden of Janus".to_owned()],
            _ => {}
        }
    }
    let insight = life.insight();
    let people: Vec<_> = insight.people.iter().map(|person| (person.name.as_str(), person.files.len() as f64)).collect();
    let tenth = life.sightings.len() as f64 / 10.0;
    assert!(
        matches!(people.as_slice(), [("Nora Petit", nora), ("Jan", jan)]
        if (nora - 2.0 * tenth).abs() < 2.0 && (jan - tenth).abs() < 2.0),
        "{people:?}"
    );
    assert_eq!(insight.people[0].with, [1]);
    let [age] = insight.ages.as_slice() else { panic!("{:?}", insight.ages) };
    assert_eq!((age.name.as_deref(), age.years), (Some("Nora Petit"), Some(7)));
}

prop_compose! {
    fn any_sighting()(
        spots in proptest::collection::vec((-90.0..=90.0, -180.0..=180.0), 0..3),
        near in any::<bool>(),
        within in any::<u32>(),
        at in (-9999..=9999_i16, 1..=12_i8, 1..=28_i8, 0..24_i8, 0..60_i8),
        utc in proptest::option::of(any::<i32>()),
        satellites in proptest::option::of(any::<i32>()),
        names in proptest::collection::vec("[a-c]{1,4}", 0..3),
        texts in proptest::collection::vec("[a-c0-9 ]{0,12}( ans| birthday)?", 0..2),
    ) -> Sighting {
        let stamp = |seconds: i32| jiff::Timestamp::from_second(i64::from(seconds)).ok();
        let local = DateTime::new(at.0, at.1, at.2, at.3, at.4, 0, 0).ok().map(Taken::Local);
        let spot = |(latitude, longitude): (f64, f64)| if near { Spot::new(48.0 + latitude / 9e4, 2.0) } else { Spot::new(latitude, longitude) };
        Sighting {
            spots: spots.into_iter().filter_map(spot).collect(),
            within,
            taken: utc.and_then(stamp).map(Taken::Utc).or(local),
            satellites: satellites.and_then(stamp),
            model: names.first().cloned(),
            people: names,
            texts,
            names: vec![Category::Date],
            ..Sighting::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_files_say_each_is_told_once_and_nothing_panics(sightings in proptest::collection::vec(any_sighting(), 0..60)) {
        let insight = Life { sightings: sightings.clone(), ..Life::new(0) }.insight();
        let all = u32::try_from(sightings.len()).unwrap();
        prop_assert_eq!(insight.files.all(), all);
        for place in &insight.places {
            let files: BTreeSet<u32> = place.files.iter().copied().collect();
            prop_assert!(files.len() == place.files.len() && files.iter().all(|file| *file < all));
            prop_assert!((0.0..=1.0).contains(&place.confidence.0) && !place.why.is_empty());
        }
        let ids = 1..=u32::try_from(insight.places.len()).unwrap();
        prop_assert!(insight.routines.iter().all(|routine| ids.contains(&routine.place) && routine.weeks <= routine.of_weeks));
        prop_assert!(insight.journeys.iter().flat_map(|journey| &journey.stops).all(|stop| ids.contains(stop)));
        prop_assert!(insight.people.iter().all(|person| person.places.iter().all(|place| ids.contains(place))));
        // The order in which files are found says nothing.
        let mut backwards = sightings;
        backwards.reverse();
        let again = Life { sightings: backwards, ..Life::new(0) }.insight();
        prop_assert_eq!(again.places.len(), insight.places.len());
    }
}
