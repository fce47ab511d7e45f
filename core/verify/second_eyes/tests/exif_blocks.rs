//! What `kamadak-exif` sees: in a block, in a TIFF file, in an item of HEIF.

use super::*;
use crate::model::Category;
use crate::testing::bmff::{boxed, full};
use crate::testing::tiff::{Entry, artist, block, directory, file};

const MOMENT: &[u8] = b"2024:05:12 10:11:12\0";
/// A value that says nothing: how the picture is turned.
const TURNED: Entry = (0x0112, 3, 1, 6);

fn turned() -> Vec<u8> {
    block(&[TURNED], 0, &[])
}

/// Moments and a latitude in the IFDs where they belong.
fn told() -> Vec<u8> {
    let first = directory(&[(0x0132, 2, 20, 94), (0x8769, 4, 1, 50), (0x8825, 4, 1, 68)], 0);
    let exif = directory(&[(0x9003, 2, 20, 94)], 0);
    let gps = directory(&[(0x0001, 2, 2, u32::from(b'N'))], 0);
    let block = file(8, &[first, exif, gps, vec![0; 8], MOMENT.to_vec()]);
    assert_eq!(block.windows(MOMENT.len()).position(|bytes| bytes == MOMENT), Some(94));
    block
}

/// The same moment, but of the thumbnail.
fn of_thumbnail() -> Vec<u8> {
    file(8, &[directory(&[TURNED], 26), directory(&[(0x0132, 2, 20, 44)], 0), MOMENT.to_vec()])
}

fn keep(categories: &[Category]) -> Keep {
    Keep::these(categories.iter().copied())
}

#[test]
fn tags_of_a_block_that_nobody_kept_are_seen() {
    let stays = |block: &[u8], categories: &[Category]| {
        let of = |block: &[u8]| Seen { exif: Some(block.to_vec()), profile: None };
        compare(of(block), of(block), keep(categories)).is_ok()
    };
    assert!(stays(&turned(), &[]) && !stays(&artist(), &[]) && !stays(&artist(), &[Category::Date]));
    assert!(stays(&told(), &[Category::Date, Category::Location]));
    assert!(!stays(&told(), &[Category::Date]) && !stays(&told(), &[Category::Location]));
    assert!(!stays(&of_thumbnail(), &[Category::Date]), "only the first directory has what is kept");
    assert!(!stays(b"no block", &[]));
}

#[test]
fn tags_of_a_tiff_file_that_nobody_kept_are_seen() {
    let agrees = |copy: &[u8], categories: &[Category]| tiff::agree(&Input::from_bytes(copy), keep(categories)).is_ok();
    let clean = include_bytes!("../../../../fixtures/tiff/big-endian-clean.tif");
    assert!(agrees(clean, &[]) && agrees(clean, &[Category::Date]));
    assert!(agrees(include_bytes!("../../../../fixtures/tiff/big-tiff-big-endian-clean.tif"), &[]), "it does not know these");
    assert!(!agrees(include_bytes!("../../../../fixtures/tiff/big-endian.tif"), &[]));
    assert!(!agrees(&artist(), &[]) && !agrees(&artist(), &[Category::Date]));
    let moment = block(&[(0x0132, 2, 20, 26)], 0, MOMENT);
    assert!(agrees(&moment, &[Category::Date]) && !agrees(&moment, &[Category::Camera]) && !agrees(&moment, &[]));
}

/// A HEIF file with nothing but an Exif item.
fn heif(block: &[u8]) -> Vec<u8> {
    let file_type = boxed(b"ftyp", b"heic\0\0\0\0mif1");
    let entry = full(b"infe", 2 << 24, b"\0\x01\0\0Exif\0");
    let items = full(b"iinf", 0, &[&[0, 1][..], &entry].concat());
    let data = [&[0; 4][..], block].concat();
    let location = |offset: u32| {
        let place = [offset.to_be_bytes(), (data.len() as u32).to_be_bytes()].concat();
        full(b"iloc", 0, &[&[0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1][..], &place].concat())
    };
    let meta = |offset| full(b"meta", 0, &[items.clone(), location(offset)].concat());
    let start = file_type.len() + meta(0).len() + 8;
    [file_type, meta(start as u32), boxed(b"mdat", &data)].concat()
}

#[test]
fn an_exif_item_is_seen_even_if_it_says_nothing() {
    let agrees = |copy: &[u8], categories: &[Category]| exif_item(&Input::from_bytes(copy), keep(categories)).is_ok();
    assert!(!agrees(&heif(&artist()), &[]) && !agrees(&heif(&turned()), &[]));
    assert!(agrees(&heif(&told()), &[Category::Date, Category::Location]) && !agrees(&heif(&told()), &[Category::Date]));
    assert!(agrees(&boxed(b"ftyp", b"heic\0\0\0\0mif1"), &[]), "no item at all");
}
