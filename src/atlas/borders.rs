//! The borders of Natural Earth, and which country they put a place in. They are drawn for maps at 1:50,000,000: a few
//! kilometres do not show, and small islands are left out. `make/borders.py` says what is in the table.

use std::sync::OnceLock;

use super::packed::{Cursor, unpacked};
use super::point::Point;

const TABLE: &[u8] = include_bytes!("data/borders.deflate");

/// Lines between countries, in columns one degree wide, from the west.
#[derive(Debug, Default)]
pub(super) struct Borders {
    codes: Vec<Box<str>>,
    columns: Vec<Column>,
}

#[derive(Debug)]
struct Column {
    west: i32,
    edges: Vec<Edge>,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    from: Corner,
    to: Corner,
    /// The countries on both sides; 0 for none.
    sides: [u8; 2],
}

/// Hundredths of a degree.
#[derive(Clone, Copy, Debug)]
struct Corner {
    longitude: i16,
    latitude: i16,
}

/// All borders.
pub(super) fn borders() -> &'static Borders {
    static BORDERS: OnceLock<Borders> = OnceLock::new();
    BORDERS.get_or_init(|| unpacked(TABLE).and_then(|bytes| Borders::read(&bytes)).unwrap_or_default())
}

impl Borders {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor(bytes);
        let (mut letters, mut arcs) = (cursor.section()?, cursor.section()?);
        let mut codes = Vec::new();
        while !letters.is_at_end() {
            codes.push([letters.byte()?, letters.byte()?].map(char::from).iter().collect());
        }
        let columns = (-180..180_i32)
            .map(|west| Some(Column { west: west.checked_mul(100)?, edges: Vec::new() }))
            .collect::<Option<_>>()?;
        let mut borders = Self { codes, columns };
        while !arcs.is_at_end() {
            borders.arc(&mut arcs)?;
        }
        Some(borders)
    }

    fn arc(&mut self, arcs: &mut Cursor<'_>) -> Option<()> {
        let sides = [arcs.number()?.try_into().ok()?, arcs.number()?.try_into().ok()?];
        let steps = arcs.number()?;
        let mut from = Corner { longitude: 0, latitude: 0 }.step(arcs)?;
        for _ in 0..steps {
            let to = from.step(arcs)?;
            let (west, east) = (from.longitude.min(to.longitude).into(), from.longitude.max(to.longitude).into());
            let begin = self.columns.partition_point(|column| column.west <= west).checked_sub(1)?;
            let end = self.columns.partition_point(|column| column.west < east);
            // A line along a meridian cannot be crossed.
            for column in self.columns.get_mut(begin..end).unwrap_or_default() {
                column.edges.push(Edge { from, to, sides });
            }
            from = to;
        }
        Some(())
    }

    /// All countries.
    pub(super) fn countries(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().skip(1).map(|code| &**code)
    }

    /// The country that a place is in.
    pub(super) fn country(&self, point: Point) -> Option<&str> {
        let (longitude, latitude) = (point.longitude * 100.0, point.latitude * 100.0);
        let column = self.columns.partition_point(|column| f64::from(column.west) <= longitude).checked_sub(1)?;
        let mut odd = [false; 256];
        for edge in &self.columns.get(column)?.edges {
            if edge.is_crossed(longitude, latitude) {
                for side in edge.sides {
                    odd.get_mut(usize::from(side)).into_iter().for_each(|odd| *odd = !*odd);
                }
            }
        }
        let (_, code) = odd.iter().zip(&self.codes).skip(1).find(|(odd, _)| **odd)?;
        Some(code)
    }
}

impl Edge {
    /// Whether the path from a place along its meridian to the north pole crosses this edge.
    fn is_crossed(&self, longitude: f64, latitude: f64) -> bool {
        let [(x1, y1), (x2, y2)] = [self.from, self.to].map(|corner| (f64::from(corner.longitude), f64::from(corner.latitude)));
        (x1 > longitude) != (x2 > longitude) && latitude < y1 + (longitude - x1) / (x2 - x1) * (y2 - y1)
    }
}

impl Corner {
    fn step(self, arcs: &mut Cursor<'_>) -> Option<Self> {
        let longitude = arcs.step()?.checked_add(self.longitude.into())?.try_into().ok()?;
        let latitude = arcs.step()?.checked_add(self.latitude.into())?.try_into().ok()?;
        Some(Self { longitude, latitude })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(latitude: f64, longitude: f64) -> Option<&'static str> {
        borders().country(Point::new(latitude, longitude).unwrap())
    }

    #[test]
    fn land_has_its_country_and_the_sea_has_none() {
        for (latitude, longitude, code) in [
            (46.5, 2.5, "FR"),
            (42.1, 9.1, "FR"),
            (-29.5, 28.3, "LS"),
            (-28.7, 26.0, "ZA"),
            (43.94, 12.46, "SM"),
            (5.0, -53.0, "GF"),
            (78.8, 16.0, "SJ"),
            (42.6, 20.9, "XK"),
            (9.5, 45.5, "SO"),
            (35.3, 33.6, "CY"),
            (-85.0, 100.0, "AQ"),
            (-90.0, 0.0, "AQ"),
            // A country on both sides of the antimeridian.
            (67.0, 179.0, "RU"),
            (67.0, -179.0, "RU"),
            (67.0, -180.0, "RU"),
        ] {
            assert_eq!(country(latitude, longitude), Some(code), "{latitude} {longitude}");
        }
        for (latitude, longitude) in [(0.0, -30.0), (75.0, -180.0), (40.0, 180.0), (90.0, 0.0), (43.0, 5.0), (42.0, 51.0)] {
            assert_eq!(country(latitude, longitude), None, "{latitude} {longitude}");
        }
    }

    #[test]
    fn no_line_crosses_the_map() {
        // An uncut antimeridian shows up as countries along whole parallels.
        for latitude in [-60.0, -55.0, 10.0, 52.0, 70.0] {
            let lands = (-180..180_i16).filter(|longitude| country(latitude, f64::from(*longitude) + 0.5).is_some()).count();
            assert!((0..300).contains(&lands), "{latitude}: {lands}");
        }
        assert_eq!(country(-60.0, -179.5), None);
    }

    #[test]
    fn a_table_that_is_cut_short_is_none() {
        let bytes = unpacked(TABLE).unwrap();
        assert!(Borders::read(&bytes).is_some());
        for at in [0, 1, 2, 300, 100_000, bytes.len() - 1] {
            assert!(Borders::read(&bytes[..at]).is_none(), "{at}");
        }
    }
}
