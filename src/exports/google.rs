//! Google's position histories: `Records.json` and the months of `Semantic Location History` from Takeout, `Timeline.json` from
//! Android, `location-history.json` from iPhones. What Takeout says about photos is next to each of them (`sidecars`).

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess};

use super::gather::Gather;
use super::lenient::{self, Lenient, Maybe, Number, Objects, Text};
use super::place::{Pair, metres};
use super::when::written;

/// An entry of any of the lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Row {
    // `Records.json`.
    latitude_e7: Number,
    longitude_e7: Number,
    accuracy: Number,
    timestamp: Text,
    timestamp_ms: Text,
    // `Semantic Location History`.
    place_visit: Maybe<PlaceVisit>,
    activity_segment: Maybe<ActivitySegment>,
    // Phones.
    start_time: Text,
    end_time: Text,
    visit: Maybe<Visit>,
    // In `Records.json`, a list with another meaning.
    activity: Maybe<Activity>,
    timeline_path: Objects<PathPoint>,
    position: Maybe<Signal>,
    frequent_places: Objects<Candidate>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct PlaceVisit {
    location: Maybe<Location>,
    duration: Maybe<Duration>,
}

/// A position as whole numbers; the short names are those of points along a path.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Location {
    #[serde(alias = "latE7")]
    latitude_e7: Number,
    #[serde(alias = "lngE7")]
    longitude_e7: Number,
    accuracy_meters: Number,
    timestamp: Text,
    timestamp_ms: Text,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Duration {
    start_timestamp: Text,
    end_timestamp: Text,
    start_timestamp_ms: Text,
    end_timestamp_ms: Text,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ActivitySegment {
    start_location: Maybe<Location>,
    end_location: Maybe<Location>,
    duration: Maybe<Duration>,
    simplified_raw_path: Maybe<RawPath>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct RawPath {
    points: Objects<Location>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Visit {
    top_candidate: Maybe<Candidate>,
}

/// A place, including those often visited.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Candidate {
    place_location: Place,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Activity {
    start: Place,
    end: Place,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct PathPoint {
    point: Place,
    time: Text,
    duration_minutes_offset_from_start_time: Number,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Signal {
    #[serde(alias = "LatLng", alias = "latLng")]
    point: Place,
    accuracy_meters: Number,
    timestamp: Text,
}

/// A position as text, which Android wraps in an object.
#[derive(Debug, Clone, Default)]
struct Place(Text);

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct LatLng {
    lat_lng: Text,
}

impl<'de> Lenient<'de> for Place {
    fn of_text(text: &str) -> Self {
        Self(Text::of_text(text))
    }

    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        Maybe::<LatLng>::of_map(map).map(|place| Self(place.0.unwrap_or_default().lat_lng))
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        lenient::read(reader)
    }
}

impl Place {
    fn pair(&self) -> Option<Pair> {
        Pair::of_text(&self.0)
    }
}

impl Location {
    fn pair(&self) -> Option<Pair> {
        Pair::of_e7(self.latitude_e7, self.longitude_e7)
    }
}

impl Duration {
    fn start(&self) -> Option<Timestamp> {
        written(&self.start_timestamp).or_else(|| written(&self.start_timestamp_ms))
    }

    fn end(&self) -> Option<Timestamp> {
        written(&self.end_timestamp).or_else(|| written(&self.end_timestamp_ms))
    }
}

/// Whether a name holds entries.
pub(super) fn is_list(name: &str) -> bool {
    matches!(name, "locations" | "timelineObjects" | "semanticSegments" | "rawSignals" | "userLocationProfile")
}

/// Tells an entry; returns whether more are wanted.
pub(super) fn tell(row: Maybe<Row>, gather: &mut Gather<'_>) -> bool {
    let Some(row) = row.0 else { return gather.wants_more() };
    let at = written(&row.timestamp).or_else(|| written(&row.timestamp_ms));
    gather.trace(Pair::of_e7(row.latitude_e7, row.longitude_e7), at, metres(row.accuracy));
    if let Some(PlaceVisit { location: Maybe(Some(location)), duration }) = row.place_visit.0 {
        let duration = duration.0.unwrap_or_default();
        gather.stay(location.pair(), duration.start(), duration.end());
    }
    if let Some(segment) = row.activity_segment.0 {
        tell_segment(segment, gather);
    }
    let (start, end) = (written(&row.start_time), written(&row.end_time));
    if let Some(Visit { top_candidate: Maybe(Some(place)) }) = row.visit.0 {
        gather.stay(place.place_location.pair(), start, end);
    }
    if let Some(activity) = row.activity.0 {
        gather.trace(activity.start.pair(), start, 0);
        gather.trace(activity.end.pair(), end, 0);
    }
    for point in row.timeline_path.some() {
        let since = point.duration_minutes_offset_from_start_time.0.unwrap_or(0.0) * 60.0;
        let later = SignedDuration::try_from_secs_f64(since).ok().and_then(|since| start?.checked_add(since).ok());
        gather.trace(point.point.pair(), written(&point.time).or(later), 0);
    }
    if let Some(signal) = row.position.0 {
        gather.trace(signal.point.pair(), written(&signal.timestamp), metres(signal.accuracy_meters));
    }
    for place in row.frequent_places.some() {
        gather.trace(place.place_location.pair(), None, 0);
    }
    gather.wants_more()
}

fn tell_segment(segment: ActivitySegment, gather: &mut Gather<'_>) {
    let duration = segment.duration.0.unwrap_or_default();
    if let Some(location) = segment.start_location.0 {
        gather.trace(location.pair(), duration.start(), 0);
    }
    for point in segment.simplified_raw_path.0.unwrap_or_default().points.some() {
        let at = written(&point.timestamp).or_else(|| written(&point.timestamp_ms));
        gather.trace(point.pair(), at, metres(point.accuracy_meters));
    }
    if let Some(location) = segment.end_location.0 {
        gather.trace(location.pair(), duration.end(), 0);
    }
}
