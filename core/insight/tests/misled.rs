//! What is misleading: clocks that are wrong, days without a time, habits that are not where they seem to be.

use jiff::civil::{Weekday, date};
use jiff::tz::Offset;
use jiff::{SignedDuration, Span};

use super::*;

/// A second phone counts from the first of January 2010, because it was never set.
#[test]
fn a_clock_that_was_never_set_makes_no_routine() {
    let mut life = family(3);
    let before = life.insight();
    for week in 0..20 {
        let day = date(2010, 1, 1).checked_add(Span::new().days(7 * week)).unwrap();
        let begin = life.sightings.len();
        life.photos(day, SCHOOL, 12.0, 0.1);
        for sighting in life.sightings.iter_mut().skip(begin) {
            sighting.model = Some("Z1".to_owned());
        }
    }
    let insight = life.insight();
    let told = |insight: &Insight| insight.routines.iter().map(|routine| routine.weekday).collect::<Vec<_>>();
    assert_eq!(told(&insight), told(&before));
    assert!(insight.files.wrong_clock >= 20 && insight.files.first == before.files.first, "{:?}", insight.files);
}

/// A camera three hours off, or still set for another zone, is corrected by the satellites.
#[test]
fn satellites_put_a_wrong_clock_right() {
    let mut life = family(3);
    let right = life.insight();
    let zone = Flat.zone(Spot::default()).unwrap();
    for sighting in &mut life.sightings {
        let Some(Taken::Local(clock)) = sighting.taken else { continue };
        sighting.satellites = zone.to_timestamp(clock).ok();
        sighting.taken = Some(Taken::Local(clock.checked_sub(SignedDuration::from_hours(3)).unwrap()));
    }
    let insight = life.insight();
    assert_eq!(insight.routines, right.routines);
    assert_eq!(insight.files.wrong_clock, insight.files.all());
    // A phone that gives its clock's offset from UTC, correctly, is trusted over the table of zones: there are borders.
    for sighting in &mut life.sightings {
        let Some(Taken::Local(clock)) = sighting.taken else { continue };
        let offset = Offset::constant(2);
        (sighting.satellites, sighting.offset) = (offset.to_timestamp(clock).ok(), Some(offset));
    }
    assert_eq!(life.insight().files.wrong_clock, 0);
}

/// On Tuesday morning it is Monday evening for a camera that is still set for another part of the world, and says so.
#[test]
fn a_clock_that_says_where_it_stands_is_put_right_by_the_place() {
    let mut life = family(3);
    let right = life.insight();
    let zone = Flat.zone(Spot::default()).unwrap();
    let there = Offset::constant(-11);
    for sighting in &mut life.sightings {
        let Some(Taken::Local(clock)) = sighting.taken else { continue };
        let at = zone.to_timestamp(clock).unwrap();
        (sighting.taken, sighting.offset) = (Some(Taken::Local(there.to_datetime(at))), Some(there));
    }
    assert_eq!(life.insight().routines, right.routines);
}

/// Islands on one side of the date line with the clocks of the other: tables can be wrong, and weekdays would be, too.
#[test]
fn a_day_too_much_is_the_line_of_the_date() {
    let mut life = family(3);
    let right = life.insight();
    for sighting in &mut life.sightings {
        let Some(Taken::Local(clock)) = sighting.taken else { continue };
        let next = clock.checked_add(SignedDuration::from_hours(24)).unwrap();
        sighting.satellites = Flat.zone(Spot::default()).unwrap().to_timestamp(next).ok();
    }
    assert_eq!(life.insight().routines, right.routines);
}

/// Some photos of a phone are where its clock cannot be: what it says about all others is right.
#[test]
fn photos_that_lie_in_another_part_of_the_world_prove_nothing_about_the_rest() {
    let mut life = family(3);
    let right = life.insight();
    for (number, sighting) in life.sightings.iter_mut().enumerate() {
        sighting.offset = Some(if number % 20 == 0 { Offset::constant(-11) } else { Offset::constant(1) });
    }
    let insight = life.insight();
    assert_eq!((insight.files.wrong_clock, insight.routines), (0, right.routines));
}

#[test]
fn a_choir_is_no_home_and_a_home_of_evenings_no_school() {
    let mut life = Life::new(1);
    for day in days(180).filter(|day| day.weekday() == Weekday::Thursday) {
        life.photos(day, CLUB, 20.0, 0.5);
    }
    assert_eq!(kind_at(&life.insight(), CLUB, 150.0), Some(Kind::Routine));
    let mut life = Life::new(2);
    for day in days(180) {
        if day.weekday().to_monday_zero_offset() < 5 && life.chance.is(0.5) {
            life.photos(day, HOME, 18.3, 1.5);
        }
    }
    assert_ne!(kind_at(&life.insight(), HOME, 150.0), Some(Kind::SchoolOrWork));
}

#[test]
fn a_place_of_nine_evenings_is_no_home_where_all_other_days_are_elsewhere() {
    let mut life = Life::new(3);
    for (number, day) in days(150).enumerate() {
        if number % 17 == 5 {
            life.photos(day, CLUB, 19.5, 1.5);
        }
        // Each at its own place, none of which is reported.
        let (north, east) = (life.chance.next(), life.chance.next());
        life.photos(day, (48.0 + north * 1.2, 1.8 + east * 1.5), 9.0, 10.0);
    }
    assert_eq!(kind_at(&life.insight(), CLUB, 150.0), Some(Kind::Other));
}

#[test]
fn a_photo_at_new_year_takes_no_year_away() {
    let mut life = family(7);
    let before = life.insight().files;
    for year in 2015..=2023 {
        for month in [1, 6, 11] {
            life.photos(date(year, month, 1), HOME, 12.0, 1.0);
        }
    }
    let after = life.insight().files;
    assert_eq!((after.wrong_clock, after.first), (0, Some(date(2015, 1, 1))));
    assert_eq!(after.all() - after.dated, before.all() - before.dated);
}

#[test]
fn a_club_of_another_year_is_no_part_of_the_habit() {
    let mut life = family(8);
    life.photos(date(2027, 5, 12), CLUB, 17.0, 0.2);
    let [routine] = life.insight().routines.try_into().unwrap();
    assert!(routine.last < date(2024, 12, 31) && routine.of_weeks < 30, "{routine:?}");
}

#[test]
fn a_night_out_that_begins_about_midnight_is_one_habit() {
    for seed in 0..10 {
        let mut life = Life::new(seed);
        for day in days(182) {
            life.at_home(day, HOME);
            if day.weekday() == Weekday::Friday && life.chance.is(0.9) {
                life.photos(day, CLUB, 23.0, 2.0);
            }
        }
        let told: Vec<_> = life.insight().routines.iter().map(|routine| routine.weekday).collect();
        assert_eq!(told, [Weekday::Friday], "{seed}");
    }
}

#[test]
fn midnight_to_the_second_is_no_night() {
    let mut life = family(9);
    let before = life.insight();
    for day in days(120) {
        let begin = life.sightings.len();
        life.photos(day, OTHER_HOME, 12.0, 1.0);
        for sighting in life.sightings.iter_mut().skip(begin) {
            sighting.taken = Some(Taken::Local(day.at(0, 0, 0, 0)));
        }
    }
    let insight = life.insight();
    assert_eq!(kind_at(&insight, OTHER_HOME, 150.0), Some(Kind::Other));
    assert_eq!(insight.routines, before.routines);
}

/// The header of a video counts in UTC: at five in the evening it says 16:00 in winter and 15:00 in summer.
#[test]
fn times_of_utc_are_those_of_the_place_in_winter_and_summer() {
    let mut life = family(4);
    let right = life.insight();
    let zone = Flat.zone(Spot::default()).unwrap();
    for sighting in &mut life.sightings {
        let Some(Taken::Local(clock)) = sighting.taken else { continue };
        sighting.taken = zone.to_timestamp(clock).ok().map(Taken::Utc);
    }
    let insight = life.insight();
    assert_eq!((insight.routines, insight.journeys), (right.routines, right.journeys));
}
