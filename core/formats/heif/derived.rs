//! The numbers of pictures that are made of others: a grid of tiles, and pictures laid over each other (ISO/IEC 23008-12,
//! 6.6.2.2 and 6.6.2.3). A part that is never shown would be a second picture.

use super::meta::Meta;
use super::value::HeifValue;
use crate::base::{ByteOrder, Cursor};

/// Most parts that a picture is left in by those above it.
const MOST_PARTS: usize = 1 << 12;

/// What the data of a derived picture are.
#[derive(Debug)]
pub(super) enum Derived {
    /// In order, as they are.
    Stay,
    /// In order, but for a number that nobody sees: written anew.
    Anew(HeifValue),
    /// A part of it is never shown.
    Unseen,
    /// Not what the parts need.
    Wrong,
}

/// A rectangle of a canvas: left, top, right, bottom, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area([i64; 4]);

impl Area {
    const fn is_empty(self) -> bool {
        let Self([left, top, right, bottom]) = self;
        left >= right || top >= bottom
    }

    fn within(self, other: Self) -> Self {
        let (Self([left, top, right, bottom]), Self([l, t, r, b])) = (self, other);
        Self([left.max(l), top.max(t), right.min(r), bottom.min(b)])
    }

    /// The parts of it that another does not cover.
    fn without(self, other: Self) -> impl Iterator<Item = Self> {
        let Self([left, top, right, bottom]) = self;
        let covered = self.within(other);
        let Self([l, t, r, b]) = covered;
        let parts = if covered.is_empty() {
            [self, Self([0; 4]), Self([0; 4]), Self([0; 4])]
        } else {
            [Self([left, top, right, t]), Self([left, b, right, bottom]), Self([left, t, l, b]), Self([r, t, right, b])]
        };
        parts.into_iter().filter(|part| !part.is_empty())
    }
}

/// The parts of an area that none of these cover; `None` if there are too many.
fn left(area: Area, above: &[Area]) -> Option<Vec<Area>> {
    let mut parts: Vec<Area> = Some(area).into_iter().filter(|area| !area.is_empty()).collect();
    for other in above {
        parts = parts.iter().flat_map(|part| part.without(*other)).collect();
        if parts.len() > MOST_PARTS {
            return None;
        }
    }
    Some(parts)
}

/// Reads a grid: each of its tiles is shown, at least in part.
pub(super) fn grid(meta: &Meta, id: u32, data: &[u8]) -> Derived {
    let tiles: Vec<u32> = meta.references.from(id, *b"dimg").collect();
    let Some((rows, columns, width, height)) = grid_numbers(data) else { return Derived::Wrong };
    if u64::from(rows).saturating_mul(columns.into()) != tiles.len() as u64 {
        return Derived::Wrong;
    }
    // Without sizes, readers go by those of the coded pictures.
    let Some((tile_width, tile_height)) = tiles.first().and_then(|tile| meta.properties.shown_size(*tile)) else {
        return Derived::Stay;
    };
    let [(across, is_seen), (down, are_seen)] =
        [(columns, tile_width, width), (rows, tile_height, height)].map(|(count, tile, size)| {
            let (count, tile, size) = (u64::from(count), u64::from(tile), u64::from(size));
            (size <= count.saturating_mul(tile), count.saturating_sub(1).saturating_mul(tile) < size)
        });
    match (across && down, is_seen && are_seen) {
        (true, true) => Derived::Stay,
        (true, false) => Derived::Unseen,
        (false, _) => Derived::Wrong,
    }
}

/// Rows, columns, width and height.
pub(super) fn grid_numbers(data: &[u8]) -> Option<(u32, u32, u32, u32)> {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let [0, wide @ 0..=1, rows, columns] = cursor.array()? else { return None };
    let mut size = || if wide == 0 { cursor.u16().map(u32::from) } else { cursor.u32() };
    let (width, height) = (size()?, size()?);
    let count = |less_one: u8| u32::from(less_one).saturating_add(1);
    cursor.rest().is_empty().then_some((count(rows), count(columns), width, height))
}

/// Reads pictures laid over each other: each is seen somewhere, and what fills the rest is written anew if there is no rest.
pub(super) fn overlay(meta: &Meta, id: u32, data: &[u8]) -> Derived {
    let layers: Vec<u32> = meta.references.from(id, *b"dimg").collect();
    read_overlay(meta, &layers, data).unwrap_or(Derived::Wrong)
}

fn read_overlay(meta: &Meta, layers: &[u32], data: &[u8]) -> Option<Derived> {
    const FILL: std::ops::Range<usize> = 2..10;
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let [0, wide @ 0..=1] = cursor.array()? else { return None };
    cursor.take(FILL.len())?;
    let mut number = || {
        if wide == 0 {
            cursor.u16().map(|number| (i64::from(number), i64::from(number.cast_signed())))
        } else {
            cursor.u32().map(|number| (i64::from(number), i64::from(number.cast_signed())))
        }
    };
    let canvas = Area([0, 0, number()?.0, number()?.0]);
    let mut areas = Vec::new();
    for layer in layers {
        let (width, height) = meta.properties.shown_size(*layer)?;
        let (x, y) = (number()?.1, number()?.1);
        let opaque = meta.references.to(*layer, *b"auxl").next().is_none();
        areas.push((Area([x, y, x.saturating_add(width.into()), y.saturating_add(height.into())]).within(canvas), opaque));
    }
    if !cursor.rest().is_empty() {
        return None;
    }
    // The last one is on top.
    let mut above = Vec::new();
    for (area, opaque) in areas.into_iter().rev() {
        if left(area, &above)?.is_empty() {
            return Some(Derived::Unseen);
        }
        above.extend(opaque.then_some(area));
    }
    if !left(canvas, &above)?.is_empty() {
        return Some(Derived::Stay);
    }
    let mut anew = data.to_vec();
    anew.get_mut(FILL)?.fill(0);
    Some(Derived::Anew(HeifValue::Overlay(anew)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(area: [i64; 4], above: &[[i64; 4]]) -> usize {
        left(Area(area), &above.iter().map(|area| Area(*area)).collect::<Vec<_>>()).unwrap().len()
    }

    #[test]
    fn what_others_cover_together_is_not_seen() {
        assert_eq!(parts([0, 0, 10, 10], &[[0, 0, 5, 10], [5, 0, 10, 10]]), 0);
        assert_eq!(parts([0, 0, 10, 10], &[[0, 0, 5, 10], [6, 0, 10, 10]]), 1);
        assert_eq!(parts([0, 0, 10, 10], &[[2, 2, 3, 3]]), 4);
        assert_eq!(parts([5, 5, 5, 9], &[]), 0);
    }

    #[test]
    fn a_grid_is_read_whole() {
        assert_eq!(grid_numbers(&[0, 0, 1, 2, 0, 9, 0, 8]), Some((2, 3, 9, 8)));
        assert_eq!(grid_numbers(&[0, 1, 0, 0, 0, 0, 0, 9, 0, 0, 0, 8]), Some((1, 1, 9, 8)));
        assert_eq!(grid_numbers(b"Nora Bei"), None);
        assert_eq!(grid_numbers(&[0, 0, 1, 2, 0, 9, 0, 8, 7]), None);
    }
}
