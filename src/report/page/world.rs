//! The part of the world that contains all places, with circles for those that would overlap.

use untrace_core::insight::Place;

use super::super::sentences::Sentences;
use super::about::Land;
use super::circles::{Circle, Frame, arrange};
use super::regions::is_strong;

/// How many places are on the map.
const MAPPED: usize = 60;
const FRAME: Frame = Frame { width: 480.0, height: 270.0 };
/// A part of the world this wide can be recognised.
const LEAST: f64 = 0.16;
/// Closer than this, places share a circle.
const CLOSE: f64 = 24.0;
/// Numbers next to a circle.
const LISTED: usize = 6;

/// A part of the world.
#[derive(Debug, Clone)]
pub(super) struct World {
    /// The land, moved and scaled.
    pub(super) transform: String,
    /// The width of the land before that: it is drawn again on either side.
    pub(super) turn: f64,
    pub(super) circles: Vec<Circle>,
}

/// A place on the map.
#[derive(Debug, Clone, Copy)]
struct Spotted<'a> {
    number: u32,
    place: &'a Place,
    at: (f64, f64),
}

/// The map; `None` if there is no place.
pub(super) fn world<'a>(said: Sentences<'a>, land: &Land) -> Option<World> {
    let places = (1..).zip(&said.insight.places).take(MAPPED);
    let on_map = |(number, place): (u32, &'a Place)| {
        let at = at_or_nearest(land, place.centre.latitude(), place.centre.longitude())?;
        Some(Spotted { number, place, at })
    };
    let mut spotted: Vec<Spotted<'_>> = places.filter_map(on_map).collect();
    let (west, east) = part(spotted.iter().map(|spot| spot.at.0).collect(), land.width)?;
    for spot in &mut spotted {
        spot.at.0 += if spot.at.0 < west - 1e-9 { land.width } else { 0.0 };
    }
    let ys = spotted.iter().map(|spot| spot.at.1);
    let (north, south) = ys.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), y| (a.min(y), b.max(y)));

    let shape = FRAME.width / FRAME.height;
    let wide = ((east - west) * 1.25).max((south - north) * 1.4 * shape).max(land.width * LEAST).min(land.width);
    let scale = FRAME.width / wide;
    let left = (west + east) / 2.0 - wide / 2.0;
    let high = wide / shape;
    let top = ((north + south) / 2.0 - high / 2.0).clamp(0.0, (land.height - high).max(0.0));
    for spot in &mut spotted {
        spot.at = ((spot.at.0 - left) * scale, (spot.at.1 - top) * scale);
    }
    let mut circles = shared(said, &spotted);
    arrange(&mut circles, FRAME, None);
    let transform = format!("scale({scale:.4}) translate({:.3} {:.3})", -left, -top);
    Some(World { transform, turn: land.width, circles })
}

/// Where a place is on the map; one beyond its edge, close to a pole, is at the edge.
fn at_or_nearest(land: &Land, latitude: f64, longitude: f64) -> Option<(f64, f64)> {
    let at = |latitude: f64| (land.project)(latitude, longitude);
    at(latitude).or_else(|| {
        let (mut on, mut off) = (0.0, latitude);
        for _ in 0..40 {
            let middle = (on + off) / 2.0;
            if at(middle).is_some() {
                on = middle;
            } else {
                off = middle;
            }
        }
        at(on)
    })
}

/// The shortest part of a circle that contains all values: where it begins and ends, beyond one turn if need be.
fn part(mut values: Vec<f64>, turn: f64) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let (first, last) = (*values.first()?, *values.last()?);
    let inner = values.windows(2).filter_map(|pair| match pair {
        [one, other] => Some((other - one, *other, one + turn)),
        _ => None,
    });
    let around = (first + turn - last, first, last);
    let (_, from, to) = inner.fold(around, |widest, gap| if gap.0 > widest.0 { gap } else { widest });
    Some((from, to))
}

/// Circles, with those that would overlap merged.
fn shared(said: Sentences<'_>, spotted: &[Spotted<'_>]) -> Vec<Circle> {
    struct Shared {
        at: (f64, f64),
        numbers: Vec<u32>,
        days: u32,
        is_strong: bool,
        town: String,
    }
    let mut all: Vec<Shared> = Vec::new();
    for Spotted { number, place, at } in spotted.iter().copied() {
        let close = all.iter_mut().find(|other| (other.at.0 - at.0).hypot(other.at.1 - at.1) < CLOSE);
        if let Some(other) = close {
            other.numbers.push(number);
            other.days = other.days.saturating_add(place.days);
            other.is_strong |= is_strong(place.kind);
        } else {
            all.push(Shared {
                at,
                numbers: vec![number],
                days: place.days,
                is_strong: is_strong(place.kind),
                town: said.town(place),
            });
        }
    }
    let most = f64::from(all.iter().map(|shared| shared.days).max().unwrap_or(1).max(1));
    let circle = |shared: Shared| {
        let mut numbers: Vec<String> = shared.numbers.iter().take(LISTED).map(|number| said.words.number(*number)).collect();
        let number = numbers.first().cloned().unwrap_or_default();
        if shared.numbers.len() > LISTED {
            numbers.push("\u{2026}".to_owned());
        }
        let town = shared.town;
        let label = if shared.numbers.len() > 1 { format!("{town} ({})", numbers.join(", ")) } else { town.clone() };
        Circle::new(shared.at, f64::from(shared.days) / most * 0.6, number, shared.is_strong, [label.trim().to_owned(), town])
    };
    all.into_iter().map(circle).collect()
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn the_part_of_the_world_is_the_shortest_one() {
        for (values, expected) in [
            (vec![], None),
            (vec![10.0], Some((10.0, 10.0))),
            (vec![10.0, 30.0], Some((10.0, 30.0))),
            // On both sides of the edge of the map.
            (vec![2.0, 358.0], Some((358.0, 362.0))),
            (vec![350.0, 10.0, 100.0], Some((350.0, 460.0))),
        ] {
            assert_eq!(part(values.clone(), 360.0), expected, "{values:?}");
        }
    }
}
