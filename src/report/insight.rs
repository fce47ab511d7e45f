//! What many files tell together, as a single JSON object (schema: `docs/insight.schema.json`). Times are local; words are
//! the same in every language.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::{Date, Time, Weekday};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::json::line;
use crate::tally::{Holder, Posted};
use untrace_core::insight::{
    Age, Confidence, Device, Files, Insight, Journey, Kind, Month, Person, Place, PlaceId, Routine, Secret, Spot, Why,
};
use untrace_words::path_text;

/// Version of the object; it changes whenever a script would have to.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Told<'a> {
    schema: u32,
    version: &'static str,
    files: FilesTold,
    places: Vec<PlaceTold<'a>>,
    routines: Vec<RoutineTold>,
    journeys: Vec<JourneyTold>,
    devices: Vec<DeviceTold<'a>>,
    people: Vec<PersonTold<'a>>,
    ages: Vec<AgeTold<'a>>,
    hidden: Map<String, Value>,
    names: Map<String, Value>,
    months: Vec<MonthTold>,
    posted: Vec<PostedTold>,
}

#[derive(Serialize)]
struct PostedTold {
    network: &'static str,
    posts: u32,
    positions: u32,
    located: u32,
    dated: u32,
    named: u32,
    first: Option<Date>,
    last: Option<Date>,
}

#[derive(Serialize)]
struct FilesTold {
    photos: u32,
    videos: u32,
    posts: u32,
    described: u32,
    traces: u32,
    located: u32,
    dated: u32,
    nowhere: u32,
    wrong_clock: u32,
    unread: u64,
    first: Option<Date>,
    last: Option<Date>,
}

#[derive(Serialize)]
struct PlaceTold<'a> {
    id: PlaceId,
    latitude: f64,
    longitude: f64,
    radius_m: u32,
    files: usize,
    days: u32,
    first: Option<Date>,
    last: Option<Date>,
    kind: &'static str,
    why: Vec<Value>,
    confidence: f64,
    town: Option<&'a str>,
    country: Option<&'a str>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct RoutineTold {
    place: PlaceId,
    weekday: &'static str,
    from: String,
    to: String,
    weeks: u32,
    of_weeks: u32,
    confidence: f64,
    first: Date,
    last: Date,
    files: usize,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct JourneyTold {
    first: Date,
    last: Date,
    places: Vec<PlaceId>,
    kilometres: Option<u32>,
    files: usize,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct DeviceTold<'a> {
    make: Option<&'a str>,
    model: Option<&'a str>,
    serial: Option<&'a str>,
    owner: Option<&'a str>,
    files: usize,
    first: Option<Date>,
    last: Option<Date>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct PersonTold<'a> {
    name: &'a str,
    shown: bool,
    files: usize,
    places: &'a [PlaceId],
    with: Vec<&'a str>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct AgeTold<'a> {
    name: Option<&'a str>,
    years: Option<u32>,
    born: Option<Date>,
    birthday: Option<Date>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct MonthTold {
    month: String,
    files: u32,
    located: u32,
}

/// Everything, on one line; `paths` are those of the files by number, `unread` is how many could not be read.
#[must_use]
pub fn object(insight: &Insight, posted: &BTreeMap<Holder, Posted>, paths: &[PathBuf], unread: u64) -> String {
    let told = Teller { paths, people: &insight.people };
    line(&Told {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        files: files(&insight.files, unread),
        places: insight.places.iter().zip(1..).map(|(place, id)| told.place(place, id)).collect(),
        routines: insight.routines.iter().map(|routine| told.routine(routine)).collect(),
        journeys: insight.journeys.iter().map(|journey| told.journey(journey)).collect(),
        devices: insight.devices.iter().map(|device| told.device(device)).collect(),
        people: insight.people.iter().map(|person| told.person(person)).collect(),
        ages: insight.ages.iter().map(|age| told.age(age)).collect(),
        hidden: told.groups(insight.hidden.iter().map(|(secret, files)| (secret_word(*secret), files))),
        names: told.groups(insight.names.iter().map(|(category, files)| (category.word(), files))),
        months: insight.months.iter().map(month).collect(),
        posted: posted.iter().map(|(holder, posted)| of_holder(*holder, posted)).collect(),
    })
}

fn of_holder(holder: Holder, posted: &Posted) -> PostedTold {
    let Posted { posts, positions, located, dated, named, first, last } = *posted;
    PostedTold { network: holder.word(), posts, positions, located, dated, named, first, last }
}

fn files(files: &Files, unread: u64) -> FilesTold {
    let Files { photos, videos, posts, described, traces, located, dated, nowhere, wrong_clock, first, last } = *files;
    FilesTold { photos, videos, posts, described, traces, located, dated, nowhere, wrong_clock, unread, first, last }
}

fn month(month: &Month) -> MonthTold {
    MonthTold { month: format!("{:04}-{:02}", month.year, month.month), files: month.files, located: month.located }
}

/// Knows the names behind the numbers.
struct Teller<'a> {
    paths: &'a [PathBuf],
    people: &'a [Person],
}

impl<'a> Teller<'a> {
    fn sources(&self, files: &[u32]) -> Vec<String> {
        let path = |file: &u32| Some(path_text(self.paths.get(usize::try_from(*file).ok()?)?).0);
        let mut paths: Vec<String> = files.iter().filter_map(path).collect();
        // A list from a network stands for everything it lists.
        paths.dedup();
        paths
    }

    fn groups<'b>(&self, groups: impl Iterator<Item = (&'static str, &'b Vec<u32>)>) -> Map<String, Value> {
        let told =
            |(word, files): (&str, &Vec<u32>)| (word.to_owned(), json!({ "files": files.len(), "sources": self.sources(files) }));
        groups.map(told).collect()
    }

    fn place(&self, place: &'a Place, id: PlaceId) -> PlaceTold<'a> {
        let (latitude, longitude) = rounded(place.centre);
        PlaceTold {
            id,
            latitude,
            longitude,
            radius_m: place.radius,
            files: place.files.len(),
            days: place.days,
            first: place.first,
            last: place.last,
            kind: kind(place.kind),
            why: place.why.iter().map(why).collect(),
            confidence: confidence(place.confidence),
            town: place.town.as_ref().map(|town| town.name.as_str()),
            country: place.town.as_ref().map(|town| town.country.as_str()),
            sources: self.sources(&place.files),
        }
    }

    fn routine(&self, routine: &Routine) -> RoutineTold {
        RoutineTold {
            place: routine.place,
            weekday: weekday(routine.weekday),
            from: clock(routine.window.from),
            to: clock(routine.window.to),
            weeks: routine.weeks,
            of_weeks: routine.of_weeks,
            confidence: confidence(routine.confidence),
            first: routine.first,
            last: routine.last,
            files: routine.files.len(),
            sources: self.sources(&routine.files),
        }
    }

    fn journey(&self, journey: &Journey) -> JourneyTold {
        JourneyTold {
            first: journey.first,
            last: journey.last,
            places: journey.stops.clone(),
            kilometres: journey.kilometres,
            files: journey.files.len(),
            sources: self.sources(&journey.files),
        }
    }

    fn device(&self, device: &'a Device) -> DeviceTold<'a> {
        DeviceTold {
            make: device.make.as_deref(),
            model: device.model.as_deref(),
            serial: device.serial.as_deref(),
            owner: device.owner.as_deref(),
            files: device.files.len(),
            first: device.first,
            last: device.last,
            sources: self.sources(&device.files),
        }
    }

    fn person(&self, person: &'a Person) -> PersonTold<'a> {
        let name = |index: &u32| Some(self.people.get(usize::try_from(*index).ok()?)?.name.as_str());
        PersonTold {
            name: &person.name,
            shown: person.is_shown,
            files: person.files.len(),
            places: &person.places,
            with: person.with.iter().filter_map(name).collect(),
            sources: self.sources(&person.files),
        }
    }

    fn age(&self, age: &'a Age) -> AgeTold<'a> {
        let sources = self.sources(&[age.file]);
        AgeTold { name: age.name.as_deref(), years: age.years, born: age.born, birthday: age.birthday, sources }
    }
}

/// To a metre: nothing finer is known.
fn rounded(spot: Spot) -> (f64, f64) {
    let fifth = |degrees: f64| (degrees * 1e5).round() / 1e5;
    (fifth(spot.latitude()), fifth(spot.longitude()))
}

fn confidence(confidence: Confidence) -> f64 {
    (confidence.0 * 1e3).round() / 1e3
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Home => "home",
        Kind::SchoolOrWork => "school_or_work",
        Kind::Routine => "routine",
        Kind::Trip => "trip",
        Kind::Other => "other",
    }
}

const fn secret_word(secret: Secret) -> &'static str {
    match secret {
        Secret::CroppedAway => "cropped_away",
        Secret::MotionVideo => "motion_video",
        Secret::TrimmedFilm => "trimmed_film",
        Secret::Depth => "depth",
        Secret::SecondPicture => "second_picture",
    }
}

const fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

/// A word for scripts, and the numbers behind it.
fn why(why: &Why) -> Value {
    match why {
        Why::Nights(days) => json!({ "reason": "nights", "days": days }),
        Why::Evenings(days) => json!({ "reason": "evenings", "days": days }),
        Why::Weekends(days) => json!({ "reason": "weekends", "days": days }),
        Why::MostDays { days, of } => json!({ "reason": "most_days", "days": days, "of": of }),
        Why::WeekdayHours { first, last, from, to } => json!({
            "reason": "weekday_hours",
            "first": weekday(*first),
            "last": weekday(*last),
            "from": clock(*from),
            "to": clock(*to),
        }),
        Why::SameHour { weekday: day, weeks } => json!({ "reason": "same_hour", "weekday": weekday(*day), "weeks": weeks }),
        Why::FarAway(kilometres) => json!({ "reason": "far_away", "kilometres": kilometres }),
        Why::DaysInARow(days) => json!({ "reason": "days_in_a_row", "days": days }),
        Why::NothingElse(days) => json!({ "reason": "nothing_else", "days": days }),
        Why::FewDays(days) => json!({ "reason": "few_days", "days": days }),
        Why::NoPattern => json!({ "reason": "no_pattern" }),
    }
}
