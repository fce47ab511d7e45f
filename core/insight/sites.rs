//! Clusters with their photos and visits: what places are made of, before deciding what they are.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime, Time};

use super::clusters::Cluster;
use super::sphere::{Grid, Point};
use super::stays::Days;
use super::visits::{Visits, time_of};

/// Photos a little away from a place, taken on one day and fewer than this share of its own, belong to it: phones err.
/// So do still fewer on several days.
const ASIDE: f64 = 400.0;
const ASIDE_SHARE: f64 = 0.1;
const ERRORS_SHARE: f64 = 0.03;
const ERRORS_DAYS: usize = 4;
/// Fewer files than this, on one visit, are not reported as a place, unless there are no more files at all.
const LEAST: usize = 3;

/// Where photos were taken, and when.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) centre: Point,
    /// By their number, each once.
    pub(super) files: BTreeSet<u32>,
    pub(super) visits: Visits,
}

impl Site {
    pub(super) fn new(centre: Point, files: BTreeSet<u32>, times: &[Option<DateTime>]) -> Self {
        let time = |file: &u32| Some((time_of(times, *file)?, *file));
        // Midnight to the second is what is written if only the day is known.
        let has_hour = |(time, _): &(DateTime, u32)| time.time() != Time::midnight();
        Self { centre, visits: Visits::of(files.iter().filter_map(time).filter(has_hour).collect()), files }
    }
}

/// Clusters with their visits, including whatever is just next to them; those with the most days first.
pub(super) fn of(clusters: &[Cluster], owners: &[u32], times: &[Option<DateTime>]) -> Vec<Site> {
    let files = |cluster: &Cluster| cluster.members.iter().filter_map(|point| owners.get(*point).copied()).collect();
    let mut sites: Vec<Site> = clusters.iter().map(|cluster| Site::new(cluster.centre, files(cluster), times)).collect();
    sites.sort_by(|one, other| other.files.len().cmp(&one.files.len()).then_with(|| one.files.cmp(&other.files)));
    let (aside, sites) = set_aside(sites);
    let is_all = owners.len() <= LEAST;
    let mut sites: Vec<Site> = sites
        .into_iter()
        .zip(0..)
        .map(|(mut site, index): (Site, usize)| match aside.get(&index) {
            Some(more) => {
                site.files.extend(more);
                Site::new(site.centre, site.files, times)
            }
            None => site,
        })
        .filter(|site| site.files.len() >= LEAST || site.visits.all.len() > 1 || is_all && !site.files.is_empty())
        .collect();
    sites.sort_by_key(|site| std::cmp::Reverse((site.visits.days.len(), site.files.len())));
    sites
}

/// Files that go to a larger nearby site, by its index; and the sites, without those left empty.
fn set_aside(mut sites: Vec<Site>) -> (BTreeMap<usize, BTreeSet<u32>>, Vec<Site>) {
    let grid = Grid::new(ASIDE, sites.iter().map(|site| site.centre));
    let mut aside: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    let mut small = BTreeSet::new();
    for (index, site) in sites.iter().enumerate().filter(|(_, site)| site.visits.days.len() <= ERRORS_DAYS) {
        let share = if site.visits.days.len() <= 1 { ASIDE_SHARE } else { ERRORS_SHARE };
        let takes = |other: &usize| {
            sites.get(*other).is_some_and(|large| {
                (site.files.len() as f64) < share * (large.files.len() as f64) && large.centre.distance(site.centre) <= ASIDE
            })
        };
        // The largest comes first, and a site that is absorbed absorbs no other.
        if let Some(large) = grid.around(site.centre).filter(takes).min().filter(|large| !small.contains(large)) {
            aside.entry(large).or_default().extend(&site.files);
            small.insert(index);
        }
    }
    for index in small {
        if let Some(site) = sites.get_mut(index) {
            (site.files, site.visits) = (BTreeSet::new(), Visits::default());
        }
    }
    (aside, sites)
}

/// Where somebody was on each day, in the order of the day.
pub(super) fn by_day<'a>(sites: impl Iterator<Item = &'a Site>) -> Days {
    let mut days: BTreeMap<Date, Vec<(DateTime, usize)>> = BTreeMap::new();
    for (index, site) in sites.enumerate() {
        for visit in &site.visits.all {
            for at in [visit.first, visit.last] {
                days.entry(at.date()).or_default().push((at, index));
            }
        }
    }
    days.into_iter()
        .map(|(day, mut visits)| {
            visits.sort_unstable();
            (day, visits.into_iter().map(|(_, index)| index).collect())
        })
        .collect()
}
