//! The towns of GeoNames, and which is nearest, measured to its edge: the Eiffel Tower is in Paris, yet closer to the centre of
//! a suburb. The table is unpacked when a town is first asked for; `make/towns.py` says what is in it. How far a town's country
//! and zone apply is for the caller to decide.

use std::f64::consts::FRAC_PI_2;
use std::ops::Range;
use std::sync::OnceLock;

use super::packed::{Cursor, unpacked};
use super::point::{Point, angle};

const TABLE: &[u8] = include_bytes!("data/towns.deflate");

/// How many bands the towns are sorted into, and the height of each in degrees.
const BANDS: i32 = 720;
const HEIGHT: f64 = 0.25;

/// The size step and the largest size, in metres.
const STEP: f64 = 50.0;
const LARGEST: f64 = 6000.0;

/// What towns in the same zone and country share.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Kind {
    pub(super) country: Box<str>,
    pub(super) zone: Box<str>,
}

/// A town that was found. Angles are seen from the centre of the earth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'t> {
    pub(super) name: &'t str,
    pub(super) kind: &'t Kind,
    pub(super) middle: Point,
    /// The distance to its centre.
    pub(super) angle: f64,
    /// The distance to its edge; negative inside.
    pub(super) outside: f64,
}

/// Towns in bands from the south, and within each band from the west.
#[derive(Debug, Default)]
pub(super) struct Towns {
    kinds: Vec<Kind>,
    bands: Vec<Band>,
    places: Vec<Place>,
    names: Box<str>,
}

#[derive(Debug)]
struct Band {
    south: f64,
    places: Range<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    /// Thousandths of a degree.
    longitude: i32,
    latitude: i32,
    /// Where its name begins among all names.
    begin: u32,
    end: u32,
    kind: u16,
    size: u8,
}

/// All towns.
pub(super) fn towns() -> &'static Towns {
    static TOWNS: OnceLock<Towns> = OnceLock::new();
    TOWNS.get_or_init(|| unpacked(TABLE).and_then(|bytes| Towns::read(&bytes)).unwrap_or_default())
}

impl Towns {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor(bytes);
        let kinds = cursor.section()?.text()?.lines().map(Kind::read).collect::<Option<_>>()?;
        let (mut counts, mut longitudes, mut latitudes) = (cursor.section()?, cursor.section()?, cursor.section()?);
        let (mut sizes, mut of_kind, names) = (cursor.section()?, cursor.section()?, cursor.section()?.text()?);
        let (mut bands, mut places, mut lines, mut begin) = (Vec::new(), Vec::new(), names.lines(), 0_u32);
        for band in 0..BANDS {
            let south = band.checked_mul(250)?.checked_sub(90_000)?;
            let (first, mut longitude) = (places.len(), -180_000_i32);
            for _ in 0..counts.number()? {
                longitude = longitude.checked_add_unsigned(longitudes.number()?)?;
                let latitude = south.checked_add(latitudes.byte()?.into())?;
                let end = begin.checked_add(u32::try_from(lines.next()?.len()).ok()?)?;
                let (kind, size) = (of_kind.number()?.try_into().ok()?, sizes.byte()?);
                places.push(Place { longitude, latitude, begin, end, kind, size });
                begin = end.checked_add(1)?;
            }
            bands.push(Band { south: degrees(south), places: first..places.len() });
        }
        let whole =
            counts.is_at_end() && longitudes.is_at_end() && latitudes.is_at_end() && sizes.is_at_end() && of_kind.is_at_end();
        (whole && lines.next().is_none()).then(|| Self { kinds, bands, places, names: names.into() })
    }

    /// The nearest of the wanted towns whose edge is within an angle.
    pub(super) fn nearest(&self, from: Point, within: f64, wanted: impl Fn(&Kind) -> bool) -> Option<Found<'_>> {
        let mut search = Search { towns: self, from, within, radius: 0.0, span: 0.0, wanted, found: None };
        search.narrow(within);
        let (south, north) = self.bands.split_at_checked(self.bands.partition_point(|band| band.south <= from.latitude))?;
        // The nearest band first: what it yields leaves little to search.
        for band in south.iter().rev() {
            if (from.latitude - band.south - HEIGHT).to_radians() > search.radius {
                break;
            }
            search.band(band);
        }
        for band in north {
            if (band.south - from.latitude).to_radians() > search.radius {
                break;
            }
            search.band(band);
        }
        search.found
    }

    /// The countries that have towns, once for each of their zones.
    pub(super) fn countries(&self) -> impl Iterator<Item = &str> {
        self.kinds.iter().map(|kind| &*kind.country)
    }

    #[cfg(test)]
    pub(super) fn zones(&self) -> impl Iterator<Item = &str> {
        self.kinds.iter().map(|kind| &*kind.zone)
    }

    fn name(&self, place: &Place) -> &str {
        let within = usize::try_from(place.begin).ok().zip(usize::try_from(place.end).ok());
        within.and_then(|(begin, end)| self.names.get(begin..end)).unwrap_or_default()
    }
}

impl Kind {
    fn read(line: &str) -> Option<Self> {
        let (country, zone) = line.split_once(' ')?;
        Some(Self { country: country.into(), zone: zone.into() })
    }
}

/// A search in progress: only what is nearer than the last town found still matters.
struct Search<'t, Wanted> {
    towns: &'t Towns,
    from: Point,
    /// How far away a town's edge may be,
    within: f64,
    /// therefore its centre,
    radius: f64,
    /// and the same in degrees of longitude.
    span: f64,
    wanted: Wanted,
    found: Option<Found<'t>>,
}

impl<Wanted: Fn(&Kind) -> bool> Search<'_, Wanted> {
    /// Searches a band, from the longitude in the middle in both directions around the earth.
    fn band(&mut self, band: &Band) {
        let places = self.towns.places.get(band.places.clone()).unwrap_or_default();
        let middle = places.partition_point(|place| degrees(place.longitude) < self.from.longitude);
        let Some((west, east)) = places.split_at_checked(middle) else { return };
        for place in east.iter().chain(west) {
            let away = (degrees(place.longitude) - self.from.longitude).rem_euclid(360.0);
            if away > self.span {
                break;
            }
            self.try_on(place);
        }
        for place in west.iter().rev().chain(east.iter().rev()) {
            let away = (self.from.longitude - degrees(place.longitude)).rem_euclid(360.0);
            if away > self.span {
                break;
            }
            self.try_on(place);
        }
    }

    fn try_on(&mut self, place: &Place) {
        let middle = Point { latitude: degrees(place.latitude), longitude: degrees(place.longitude) };
        if (middle.latitude - self.from.latitude).abs().to_radians() > self.radius {
            return;
        }
        let away = self.from.angle_to(middle);
        let outside = away - angle(f64::from(place.size) * STEP);
        if outside > self.within || self.found.is_some() && outside >= self.within {
            return;
        }
        let Some(kind) = self.towns.kinds.get(usize::from(place.kind)).filter(|kind| (self.wanted)(kind)) else { return };
        self.narrow(outside);
        self.found = Some(Found { name: self.towns.name(place), kind, middle, angle: away, outside });
    }

    fn narrow(&mut self, within: f64) {
        self.within = within;
        self.radius = within + angle(LARGEST);
        self.span = span(self.from, self.radius);
    }
}

fn degrees(thousandths: i32) -> f64 {
    f64::from(thousandths) / 1000.0
}

/// How many degrees of longitude a circle around a place spans to each side: all of them if it contains a pole.
fn span(from: Point, angle: f64) -> f64 {
    let latitude = from.latitude.to_radians();
    if angle >= FRAC_PI_2 - latitude.abs() {
        return 180.0;
    }
    // Slightly too large, to allow for rounding.
    (angle.sin() / latitude.cos()).clamp(0.0, 1.0).asin().to_degrees() + 1e-9
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Towns as they would be read, in table order.
    fn made(mut rows: Vec<(i32, i32, u8)>) -> Towns {
        let band = |latitude: i32| ((latitude + 90_000) / 250).min(BANDS - 1);
        rows.sort_by_key(|(latitude, longitude, _)| (band(*latitude), *longitude));
        let places: Vec<_> = rows
            .iter()
            .map(|&(latitude, longitude, size)| Place { longitude, latitude, begin: 0, end: 0, kind: u16::from(size % 2), size })
            .collect();
        let mut end = 0;
        let bands = (0..BANDS).map(|number| {
            let begin = end;
            end += places.iter().filter(|place| band(place.latitude) == number).count();
            Band { south: degrees(number * 250 - 90_000), places: begin..end }
        });
        let kinds = ["even", "odd"].map(|name| Kind { country: name.into(), zone: name.into() }).into();
        Towns { kinds, bands: bands.collect(), places, names: "".into() }
    }

    fn near(place: impl Strategy<Value = i32>, ends: [i32; 2]) -> impl Strategy<Value = i32> {
        prop_oneof![3 => place, 1 => ends[0]..ends[0] + 300, 1 => ends[1] - 300..=ends[1]]
    }

    fn latitude() -> impl Strategy<Value = i32> {
        near(-90_000..=90_000, [-90_000, 90_000])
    }

    fn longitude() -> impl Strategy<Value = i32> {
        near(-180_000..=180_000, [-180_000, 180_000])
    }

    proptest! {
        #[test]
        fn the_nearest_is_what_asking_every_town_gives(
            rows in prop::collection::vec((latitude(), longitude(), 0..=120_u8), 0..60),
            from in (latitude(), longitude()),
            within in prop_oneof![Just(4.0), 0.0..0.5],
            odd_alone: bool,
        ) {
            let towns = made(rows);
            let from = Point::new(degrees(from.0), degrees(from.1)).unwrap();
            let outside = |place: &Place| {
                let middle = Point { latitude: degrees(place.latitude), longitude: degrees(place.longitude) };
                from.angle_to(middle) - angle(f64::from(place.size) * STEP)
            };
            let wanted = towns.places.iter().filter(|place| !odd_alone || place.kind == 1);
            let least = wanted.map(outside).filter(|outside| *outside <= within).min_by(f64::total_cmp);
            let found = towns.nearest(from, within, |kind| !odd_alone || &*kind.country == "odd").map(|found| found.outside);
            prop_assert_eq!(found, least);
        }

        #[test]
        fn a_table_cut_anywhere_is_none(cut: prop::sample::Index) {
            static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
            let bytes = BYTES.get_or_init(|| unpacked(TABLE).unwrap());
            prop_assert!(Towns::read(&bytes[..cut.index(bytes.len())]).is_none());
        }
    }

    #[test]
    fn a_search_looks_at_few_towns() {
        // Even in the densest country, looking at every town of the table would be too much.
        let asked = std::cell::Cell::new(0);
        let found = towns().nearest(Point::new(45.5, 9.2).unwrap(), 0.1, |_| {
            asked.set(asked.get() + 1);
            true
        });
        assert_eq!(found.unwrap().name, "Milan");
        assert!(asked.get() < 20, "{}", asked.get());
    }
}
