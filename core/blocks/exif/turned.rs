//! How an Exif block turns the picture, by the rule of browsers: an Orientation counts if it is one SHORT of 1 to 8
//! (EXIF 3.0, 4.6.5.1.3), the first such in the 0th IFD and in the Exif IFD, whose entries are in the place of its
//! pointer. Anything cut off after it, or one that is repeated, of another type or out of range, changes nothing;
//! Chromium decides (`.ci/turns.py`).

use std::collections::BTreeSet;

use crate::base::Input;
use crate::containers::tiff::kind::{LONG, SHORT};
use crate::containers::tiff::{self, Entry, Layout, Listing, pointer};
use crate::model::Orientation;

const ORIENTATION: u16 = 0x0112;
/// Most Exif IFDs that are followed.
const MOST_BELOW: usize = 32;

/// The orientation of a block that begins with its TIFF header; `None` if it is upright, or not given.
pub(super) fn turned(block: &[u8]) -> Option<Orientation> {
    let (layout, first) = tiff::header(block).filter(|(layout, _)| !layout.big)?;
    let mut below = BTreeSet::new();
    for entry in entries(block, layout, first) {
        let found = match entry {
            Entry { tag: pointer::EXIF, kind: LONG, count: 1, offset, .. }
                if below.len() < MOST_BELOW && below.insert(offset) =>
            {
                entries(block, layout, offset).iter().find_map(|entry| said(block, layout, entry))
            }
            _ => said(block, layout, &entry),
        };
        if let Some(value) = found {
            return Orientation::new(value);
        }
    }
    None
}

/// The entries of a directory, as far as they exist.
fn entries(block: &[u8], layout: Layout, at: u64) -> Vec<Entry> {
    let input = Input::from_bytes(block);
    let listing = Listing::open(&input, layout, at);
    let entries = listing.and_then(|listing| listing.entries(&input, listing.count));
    entries.map(|entries| entries.iter().collect()).unwrap_or_default()
}

/// 1 to 8, if the entry says that.
fn said(block: &[u8], layout: Layout, entry: &Entry) -> Option<u32> {
    let value = entry.value.filter(|_| (entry.tag, entry.kind, entry.count) == (ORIENTATION, SHORT, 1))?;
    let start = usize::try_from(value.start).ok()?;
    let number = layout.number(block.get(start..start.checked_add(2)?)?);
    u32::try_from(number).ok().filter(|number| (1..=8).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tiff::{block, directory};

    fn one(entries: &[crate::testing::tiff::Entry]) -> Option<u8> {
        turned(&block(entries, 0, &[])).map(Orientation::value)
    }

    #[test]
    fn only_one_short_from_1_to_8_is_an_orientation() {
        assert_eq!(one(&[(0x0112, 3, 1, 6)]), Some(6));
        for kind in [1, 2, 4, 5, 6, 7, 8, 9, 13] {
            assert_eq!(one(&[(0x0112, kind, 1, 6)]), None, "type {kind}");
        }
        for count in [0, 2, 3, u32::MAX] {
            assert_eq!(one(&[(0x0112, 3, count, 6)]), None, "count {count}");
        }
        for value in [0, 1, 9, 0xFFFF] {
            assert_eq!(one(&[(0x0112, 3, 1, value)]), None, "value {value}");
        }
    }

    #[test]
    fn the_first_that_is_one_counts() {
        for passed_over in [(0x0112, 3, 1, 9), (0x0112, 4, 1, 6), (0x0112, 3, 2, 6)] {
            assert_eq!(one(&[passed_over, (0x0112, 3, 1, 3), (0x0112, 3, 1, 6)]), Some(3));
        }
        assert_eq!(one(&[(0x0112, 3, 1, 1), (0x0112, 3, 1, 6)]), None);
    }

    #[test]
    fn an_orientation_in_the_exif_ifd_counts_where_its_pointer_stands() {
        let pointer = (0x8769, 4, 1, 8 + 2 + 2 * 12 + 4);
        let below = directory(&[(0x0112, 3, 1, 6)], 0);
        for (entries, value) in
            [([(0x0100, 3, 1, 9), pointer], 6), ([(0x0112, 3, 1, 3), pointer], 3), ([pointer, (0x0112, 3, 1, 3)], 6)]
        {
            assert_eq!(turned(&block(&entries, 0, &below)).map(Orientation::value), Some(value));
        }
        // In the 1st IFD, it turns the thumbnail.
        let next = 8 + 2 + 12 + 4;
        assert_eq!(turned(&block(&[(0x0100, 3, 1, 9)], next, &below)), None);
    }

    #[test]
    fn what_is_cut_off_behind_an_orientation_does_not_undo_it() {
        let whole = block(&[(0x0112, 3, 1, 6), (0x0100, 3, 1, 9)], 0, &[]);
        let shortest = 8 + 2 + 12;
        for len in 0..=whole.len() {
            assert_eq!(turned(&whole[..len]).is_some(), len >= shortest, "{len}");
        }
    }
}
