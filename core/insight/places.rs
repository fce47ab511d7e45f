//! From positions and moments to places and their kinds: clusters, clocks, visits, habits, kinds, times away, in that
//! order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::atlas::Atlas;
use super::clusters::{self, Cluster, Fixed};
use super::custom::Custom;
use super::found::{Confidence, Journey, Kind, Place, PlaceId, Routine, Window};
use super::routines::{self, Habit};
use super::sighting::{Sighting, Sort};
use super::sphere::{Point, rounded};
use super::stays::Stay;
use super::trips::{self, Known, World, kilometres};
use super::visits::{Visits, count, time_of};
use super::week::Workdays;
use super::{clocks, dwelling, kinds, sites};

/// What the sightings say about places, and what else depends on places.
#[derive(Debug)]
pub(super) struct Located {
    pub(super) places: Vec<Place>,
    pub(super) routines: Vec<Routine>,
    pub(super) journeys: Vec<Journey>,
    /// For each file, its place.
    pub(super) place_of: BTreeMap<u32, PlaceId>,
    /// For each file, when it was taken, in local time.
    pub(super) times: Vec<Option<DateTime>>,
    pub(super) wrong_clock: u32,
    /// Whose clocks count where no place is known.
    pub(super) zone: Option<TimeZone>,
}

/// What the sightings say about places.
pub(super) fn of(sightings: &[Sighting], atlas: &dyn Atlas) -> Located {
    let (points, owners) = points(sightings);
    let clusters = clusters::of(&points);
    let zones: Vec<Option<TimeZone>> = clusters.iter().map(|cluster| atlas.zone(cluster.centre.spot()?)).collect();
    let cluster_of = first_cluster(&clusters, &owners, sightings.len());
    let usual = clusters.iter().zip(&zones).max_by_key(|(cluster, _)| cluster.members.len()).and_then(|(_, zone)| zone.as_ref());
    let zone = |file: usize| zones.get((*cluster_of.get(file)?)?)?.clone();
    let (times, wrong_clock) = clocks::local_times(sightings, zone, usual);
    let sites = sites::of(&clusters, &owners, &times);
    let is_taken = |(sighting, time): (&Sighting, &Option<DateTime>)| (*time).filter(|_| sighting.sort != Sort::Trace);
    let visited = sites.iter().flat_map(|site| &site.visits.days).copied();
    let days = sightings.iter().zip(&times).filter_map(is_taken).map(|time| time.date()).chain(visited).collect();
    let known = known(sites, &days, atlas);
    let world = World::of(&known);
    let (known, stays) = trips::joined(known, &world, &times);
    Located {
        place_of: place_of(&known),
        routines: routines_of(&known),
        journeys: stays.iter().map(|stay| journey(stay, &known, &world, &times)).collect(),
        places: known.iter().map(|known| place(known, sightings, atlas)).collect(),
        times,
        wrong_clock,
        zone: usual.cloned(),
    }
}

/// The positions of all files, and the file that each belongs to.
fn points(sightings: &[Sighting]) -> (Vec<Fixed>, Vec<u32>) {
    let passing = dwelling::passing(sightings);
    let counting = sightings.iter().zip(0_u32..).enumerate().filter(|(index, _)| !passing.contains(index));
    let spots = counting.flat_map(|(_, (sighting, file))| sighting.spots.iter().map(move |spot| (sighting, file, spot)));
    spots
        .map(|(sighting, file, spot)| {
            (Fixed { point: Point::of(*spot), within: f64::from(sighting.within).max(spot.grain()) }, file)
        })
        .unzip()
}

/// For each file, the cluster of its first position, whose time zone applies to it.
fn first_cluster(clusters: &[Cluster], owners: &[u32], files: usize) -> Vec<Option<usize>> {
    let mut of_point = vec![None; owners.len()];
    for (number, cluster) in clusters.iter().enumerate() {
        for &point in &cluster.members {
            if let Some(of) = of_point.get_mut(point) {
                *of = Some(number);
            }
        }
    }
    let mut of_file = vec![None; files];
    for (cluster, owner) in of_point.into_iter().zip(owners) {
        if let Some(of) = usize::try_from(*owner).ok().and_then(|file| of_file.get_mut(file)) {
            *of = of.or(cluster);
        }
    }
    of_file
}

/// Sites with what they seem to be, before trips are put together.
fn known(sites: Vec<sites::Site>, days: &BTreeSet<Date>, atlas: &dyn Atlas) -> Vec<Known> {
    /// A place with fewer visits has no habits, and they are not looked for.
    const LEAST: usize = 5;
    let custom = Custom::of(sites.iter().flat_map(|site| &site.visits.all));
    let looked_at = count(sites.iter().filter(|site| site.visits.all.len() >= LEAST).count());
    let workdays = |site: &sites::Site| {
        let is_asked = site.visits.all.len() >= LEAST;
        let town = is_asked.then(|| site.centre.spot()).flatten().and_then(|spot| atlas.town(spot));
        Workdays::of(town.as_ref().map(|town| town.country.as_str()))
    };
    let visits: Vec<(&Visits, Workdays)> = sites.iter().map(|site| (&site.visits, workdays(site))).collect();
    let habits = visits.iter().map(|(visits, workdays)| routines::of(visits, *workdays, &custom, looked_at));
    let habits: Vec<Vec<Habit>> = habits.collect();
    let judged = kinds::of(&visits, &habits, days, &custom);
    let together = sites.into_iter().zip(judged).zip(habits);
    // What recurs every week at home says no more than that it is home.
    let kept = |kind, habits| if kind == Kind::Home { Vec::new() } else { habits };
    together.map(|((site, judged), habits)| Known { site, habits: kept(judged.kind, habits), judged }).collect()
}

fn place_of(known: &[Known]) -> BTreeMap<u32, PlaceId> {
    let mut of = BTreeMap::new();
    for (known, id) in known.iter().zip(1..) {
        for file in &known.site.files {
            of.entry(*file).or_insert(id);
        }
    }
    of
}

fn place(known: &Known, sightings: &[Sighting], atlas: &dyn Atlas) -> Place {
    let Known { site, judged, .. } = known;
    let spot = site.centre.spot();
    let mut distances: Vec<f64> = site
        .files
        .iter()
        .filter_map(|file| sightings.get(usize::try_from(*file).ok()?))
        .filter_map(|sighting| {
            let distances = sighting.spots.iter().map(|spot| Point::of(*spot).distance(site.centre));
            distances.min_by(f64::total_cmp)
        })
        .collect();
    distances.sort_by(f64::total_cmp);
    let ninth = distances.len().saturating_sub(1).saturating_sub(distances.len() / 10);
    Place {
        centre: spot.unwrap_or_default(),
        radius: rounded(distances.get(ninth).copied().unwrap_or(0.0)),
        files: site.files.iter().copied().collect(),
        days: count(site.visits.days.len()),
        first: site.visits.first(),
        last: site.visits.last(),
        kind: judged.kind,
        why: judged.why.clone(),
        confidence: judged.confidence,
        town: spot.and_then(|spot| atlas.town(spot)),
        week: site.visits.week.clone(),
    }
}

fn routines_of(known: &[Known]) -> Vec<Routine> {
    let habits = known.iter().zip(1..).flat_map(|(known, id)| known.habits.iter().map(move |habit| (known, id, habit)));
    let mut routines: Vec<Routine> = habits.filter_map(|(known, id, habit)| routine(known, id, habit)).collect();
    routines.sort_by(|one, other| other.weeks.cmp(&one.weeks).then(other.confidence.0.total_cmp(&one.confidence.0)));
    routines
}

fn routine(known: &Known, place: PlaceId, habit: &Habit) -> Option<Routine> {
    let visits = habit.visits.iter().filter_map(|visit| known.site.visits.all.get(*visit));
    let days: Vec<Date> = visits.clone().map(|visit| visit.first.date()).collect();
    Some(Routine {
        place,
        weekday: habit.weekday,
        window: Window { from: habit.from, to: habit.to },
        weeks: habit.weeks,
        of_weeks: habit.of_weeks,
        confidence: Confidence(1.0 - habit.chance),
        files: visits.flat_map(|visit| &visit.files).copied().collect(),
        first: days.iter().min().copied()?,
        last: days.iter().max().copied()?,
    })
}

fn journey(stay: &Stay, known: &[Known], world: &World, times: &[Option<DateTime>]) -> Journey {
    let sites: BTreeSet<usize> = stay.places.iter().copied().collect();
    let sites: Vec<&Known> = sites.iter().filter_map(|index| known.get(*index)).collect();
    let is_then = |file: &&u32| time_of(times, **file).is_some_and(|time| (stay.first..=stay.last).contains(&time.date()));
    let files: BTreeSet<u32> = sites.iter().flat_map(|known| &known.site.files).filter(is_then).copied().collect();
    let farthest = sites.iter().filter_map(|known| world.distance_to_home(known.site.centre)).max_by(f64::total_cmp);
    Journey {
        first: stay.first,
        last: stay.last,
        stops: stay.places.iter().map(|index| count(*index).saturating_add(1)).collect(),
        files: files.into_iter().collect(),
        kilometres: farthest.map(kilometres),
    }
}
