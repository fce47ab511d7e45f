//! Files whose lists claim more than the bytes they consist of.

use super::*;
use crate::base::Limit;

/// Gives an item, counted from 0, other data: bytes of the file, or of `idat`, in one extent.
fn relocate(bytes: &mut [u8], item: usize, offset: u32, len: u32) {
    const HEAD: usize = 12;
    const ENTRY: usize = 16;
    let list = bytes.windows(4).position(|name| name == b"iloc").unwrap() + HEAD;
    let numbers = list + item * ENTRY + 8;
    bytes[numbers..numbers + 8].copy_from_slice(&[offset.to_be_bytes(), len.to_be_bytes()].concat());
}

fn tone_map() -> Item {
    item(b"tmap", &[0; 70])
}

#[test]
fn data_that_items_share_are_not_read_for_each_of_them() {
    let mut file = file();
    for number in 2..42 {
        file = file.with(tone_map()).refers(b"dimg", number, &[1]);
    }
    let mut bytes = file.bytes();
    described(&bytes).unwrap();
    let len = bytes.len() as u32;
    (1..41).for_each(|item| relocate(&mut bytes, item, 0, len));
    let error = described(&bytes).unwrap_err();
    assert!(matches!(error, Error::Limit { what: Limit::BlockBytes, .. }), "{error:?}");
}

#[test]
fn an_item_that_a_list_names_twice_is_refused() {
    let bytes = file().with(item(b"Exif", WORD)).bytes();
    for (list, entry, id) in [(&b"iloc"[..], 12 + 16, 2), (b"iinf", 10 + 21 + 12, 2)] {
        let mut bytes = bytes.clone();
        let at = bytes.windows(4).position(|name| name == list).unwrap() + entry;
        assert_eq!(bytes[at..at + 2], [0, id], "{}", String::from_utf8_lossy(list));
        bytes[at + 1] = 1;
        let error = described(&bytes).unwrap_err();
        assert!(matches!(error, Error::Malformed { what: Malformed::SecondItem, .. }), "{error:?}");
    }
}

#[test]
fn a_grid_in_data_that_go_is_found_behind_shorter_ones() {
    let grid = item(b"grid", &[0, 0, 0, 0, 0, 8, 0, 8]);
    let mut file = File { items: vec![grid, item(b"unci", PICTURE)], ..file() }.refers(b"dimg", 1, &[2]);
    for _ in 0..4 {
        file = file.with(item(b"Exif", WORD));
    }
    let mut bytes = file.bytes();
    described(&bytes).unwrap();
    let grid = bytes.windows(8).position(|data| data == [0, 0, 0, 0, 0, 8, 0, 8]).unwrap() as u32;
    // One extends from before the grid to its end, three begin after that one and end before the grid.
    relocate(&mut bytes, 2, grid - 8, 16);
    (3..6).for_each(|item| relocate(&mut bytes, item, grid - 6, 1));
    let error = described(&bytes).unwrap_err();
    assert!(matches!(error, Error::Unsupported { what: Unsupported::SharedSample, .. }), "{error:?}");
}

#[test]
fn extents_of_no_width_are_not_made_out_of_nothing() {
    let bytes = file().bytes();
    let at = bytes.windows(4).position(|name| name == b"iloc").unwrap();
    // Two million extents in 256 bytes, in place of the single entry and what follows.
    let entries = [0, 1, 0, 0, 0, 0, 0xFF, 0xFF].repeat(32);
    let list = full(b"iloc", 0x0100_0000, &[&[0, 0, 0, 32][..], &entries].concat());
    let size = u32::from_be_bytes(bytes[at - 4..at].try_into().unwrap()) as usize;
    let mut longer = [&bytes[..at - 4], &list, &bytes[at - 4 + size..]].concat();
    let meta = longer.windows(4).position(|name| name == b"meta").unwrap();
    let grown = u32::from_be_bytes(longer[meta - 4..meta].try_into().unwrap()) + (list.len() - size) as u32;
    longer[meta - 4..meta].copy_from_slice(&grown.to_be_bytes());
    let error = described(&longer).unwrap_err();
    assert!(matches!(error, Error::Limit { what: Limit::Elements, .. }), "{error:?}");
}

#[test]
fn numbers_are_not_written_over_a_picture_that_stays() {
    let numbers = [&[0, 0, 0, 0, 0, 0x40][..], &[0, 0, 0, 1].repeat(14)].concat();
    let inside = |data: &[u8], kind| Item { method: 1, ..item(kind, data) };
    let file = File { items: vec![inside(PICTURE, b"unci"), inside(&numbers, b"tmap")], ..file() }.refers(b"dimg", 2, &[1]);
    let mut bytes = file.bytes();
    assert!(holds(&cleaned(&bytes), &[PICTURE, &numbers].concat()));
    relocate(&mut bytes, 0, 0, PICTURE.len() as u32 + 4);
    let error = described(&bytes).unwrap_err();
    assert!(matches!(error, Error::Unsupported { what: Unsupported::SharedSample, .. }), "{error:?}");
}
