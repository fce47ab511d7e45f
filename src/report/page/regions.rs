//! Maps of places that are close together, in metres, with a scale bar.

use untrace_core::insight::{Kind, Place};

use super::super::sentences::{Sentences, close_town, count};
use super::circles::{Area, Circle, Frame, arrange};
use super::projection::Projection;

/// How many places are on maps; the table has more.
const MAPPED: usize = 60;
/// How close each place is to another on the same map, in metres.
const CLOSE: f64 = 6_000.0;
/// More maps than this would say nothing new.
const MOST: usize = 3;
/// A map shows no less than this, in metres: a circle of a hundred metres should not fill it.
const LEAST: f64 = 600.0;
const FRAME: Frame = Frame { width: 480.0, height: 340.0 };
const EDGE: f64 = 48.0;

/// A map of places that are close together.
#[derive(Debug, Clone)]
pub(super) struct Region {
    /// What it is called.
    pub(super) name: String,
    /// What is on it.
    pub(super) circles: Vec<Circle>,
    /// The length of the bar on the map, and in words.
    pub(super) bar: f64,
    pub(super) bar_says: String,
    /// Lines as far apart as the bar is long.
    pub(super) lines: String,
}

/// Maps of places that have others near them, those with the most days first.
pub(super) fn regions(said: Sentences<'_>) -> Vec<Region> {
    let mut groups = groups(&said.insight.places);
    groups.retain(|group| group.len() > 1);
    groups.sort_by_key(|group| std::cmp::Reverse(group.iter().fold(0_u32, |days, (_, place)| days.saturating_add(place.days))));
    groups.iter().take(MOST).map(|group| region(said, group)).collect()
}

type Numbered<'a> = (usize, &'a Place);

/// Places grouped by who is close to whom, and to whom those are.
fn groups(places: &[Place]) -> Vec<Vec<Numbered<'_>>> {
    let mut left: Vec<Numbered<'_>> = places.iter().enumerate().take(MAPPED).collect();
    let mut groups = Vec::new();
    while !left.is_empty() {
        let mut group = vec![left.remove(0)];
        let mut next = 0;
        while let Some((_, place)) = group.get(next).copied() {
            let (near, far): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|(_, other)| place.centre.distance(&other.centre) <= CLOSE);
            group.extend(near);
            left = far;
            next = next.saturating_add(1);
        }
        group.sort_by_key(|(index, _)| *index);
        groups.push(group);
    }
    groups
}

fn region(said: Sentences<'_>, group: &[Numbered<'_>]) -> Region {
    let map = Projection::around(group.iter().map(|(_, place)| &place.centre));
    let points: Vec<_> = group.iter().map(|(_, place)| map.point(&place.centre)).collect();
    let (west, east) = ends(points.iter().map(|point| point.east));
    let (south, north) = ends(points.iter().map(|point| point.north));
    let room = (FRAME.width - 2.0 * EDGE, FRAME.height - 2.0 * EDGE);
    let metres = ((east - west).max(LEAST) / room.0).max((north - south).max(LEAST) / room.1);
    let middle = ((west + east) / 2.0, (south + north) / 2.0);
    let most = f64::from(group.iter().map(|(_, place)| place.days).max().unwrap_or(1).max(1));
    let circle = |((index, place), point): (&Numbered<'_>, &super::projection::Point)| {
        let x = FRAME.width / 2.0 + (point.east - middle.0) / metres;
        let y = FRAME.height / 2.0 - (point.north - middle.1) / metres;
        let number = said.words.number(count(index.saturating_add(1)));
        let labels = [said.name(place), label(said, place)];
        Circle::new((x, y), f64::from(place.days) / most, number, is_strong(place.kind), labels)
    };
    let mut circles: Vec<Circle> = group.iter().zip(&points).map(circle).collect();
    let (bar, bar_metres) = bar(metres);
    let corner = Area { left: 0.0, right: bar + 24.0, top: FRAME.height - 48.0, bottom: FRAME.height };
    arrange(&mut circles, FRAME, Some(corner));
    let name = said.words.region(group.iter().find_map(|(_, place)| close_town(place)).as_deref());
    Region { name, circles, bar, bar_says: said.words.distance(bar_metres), lines: lines(bar) }
}

/// The label of a circle: what it is or, if that is unknown, the town.
fn label(said: Sentences<'_>, place: &Place) -> String {
    let town = said.town(place);
    if place.kind == Kind::Other && !town.is_empty() { town } else { said.words.kind(place.kind).to_owned() }
}

/// Whether a place is one where somebody can be found again.
pub(super) const fn is_strong(kind: Kind) -> bool {
    matches!(kind, Kind::Home | Kind::SchoolOrWork | Kind::Routine)
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), value| (a.min(value), b.max(value)));
    if least > most { (0.0, 0.0) } else { (least, most) }
}

/// A grid of squares, as a path, starting from the bar.
fn lines(bar: f64) -> String {
    let from = |start: f64, end: f64| (0..64).map(move |step| start + f64::from(step) * bar).take_while(move |at| *at < end);
    let down: String = from((16.0_f64).rem_euclid(bar), FRAME.width).map(|x| format!("M{x:.1} 0V{}", FRAME.height)).collect();
    let across: String =
        from((FRAME.height - 16.0).rem_euclid(bar), FRAME.height).map(|y| format!("M0 {y:.1}H{}", FRAME.width)).collect();
    down + &across
}

/// The longest bar of a round number of metres that is not too long, and that number.
fn bar(metres: f64) -> (f64, u32) {
    const LONGEST: f64 = 130.0;
    let round =
        [1_u32, 2, 5].into_iter().flat_map(|one| (1..=5).map(move |power| one.saturating_mul(10_u32.saturating_pow(power))));
    let fits = round.filter(|length| f64::from(*length) / metres <= LONGEST).max().unwrap_or(10);
    (f64::from(fits) / metres, fits)
}

#[cfg(test)]
mod tests {
    use untrace_core::insight::{Confidence, Spot, Week};

    use super::*;

    fn place(latitude: f64, longitude: f64) -> Place {
        Place {
            centre: Spot::new(latitude, longitude).unwrap(),
            radius: 40,
            files: vec![],
            days: 1,
            first: None,
            last: None,
            kind: Kind::Other,
            why: vec![],
            confidence: Confidence(1.0),
            town: None,
            week: Week::default(),
        }
    }

    #[test]
    fn a_chain_of_places_is_one_map_and_one_across_180_degrees_too() {
        let places = [
            place(-17.0, 179.98),
            place(-17.0, -179.98),
            place(48.0, 2.0),
            place(48.0, 2.07),
            place(48.0, 2.14),
            place(48.0, 5.0),
        ];
        let numbers: Vec<Vec<usize>> =
            groups(&places).into_iter().map(|group| group.into_iter().map(|(index, _)| index).collect()).collect();
        assert_eq!(numbers, [vec![0, 1], vec![2, 3, 4], vec![5]]);
    }

    #[test]
    fn a_bar_is_as_long_as_it_says() {
        for metres in [0.9, 1.6, 20.0, 123.0, 400.0] {
            let (long, says) = bar(metres);
            assert!((long * metres - f64::from(says)).abs() < 1e-6 && long <= 130.0 && long > 40.0, "{metres}: {long} {says}");
        }
    }
}
