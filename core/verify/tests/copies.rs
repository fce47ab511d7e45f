//! Copies of every format, with and without what was asked for.

use super::*;
use crate::model::{Category, FormatKind};
use crate::testing::tiff::block;

/// What a file becomes, keeping these categories, and how its copy is judged.
fn judged_copy(kind: FormatKind, bytes: &[u8], keep: Keep, change: impl Fn(&mut Vec<u8>)) -> Result<(), Doubt> {
    let input = Input::from_bytes(bytes);
    let scan = (formats::of(kind).scan)(&input).unwrap();
    let planned = scan.plan(keep).unwrap();
    assert_eq!(planned.values.is_empty(), keep.is_nothing());
    let mut copy = planned.edits.apply(bytes).unwrap();
    change(&mut copy);
    let original = Original { keep, values: planned.values, ..Original::new(&input, &scan) };
    verify(&original, &Input::from_bytes(&copy), Depth::Always)
}

#[test]
fn a_right_copy_of_each_format_is_believed() {
    for (kind, bytes) in [
        (FormatKind::Webp, &include_bytes!("../../../fixtures/webp/all.webp")[..]),
        (FormatKind::Jxl, include_bytes!("../../../fixtures/jxl/profile.jxl")),
        (FormatKind::Tiff, include_bytes!("../../../fixtures/tiff/big-endian.tif")),
        (FormatKind::Heif, include_bytes!("../../../fixtures/heif/everything.heic")),
        (FormatKind::Mp4, include_bytes!("../../../fixtures/video/dates.mp4")),
        (FormatKind::Mp4, include_bytes!("../../../fixtures/video/av1-t35.mp4")),
    ] {
        judged_copy(kind, bytes, Keep::NOTHING, |_| ()).unwrap();
    }
}

/// In HEIF the lists of items change with what is kept.
#[test]
fn a_copy_with_what_was_asked_for_is_believed() {
    let heic = include_bytes!("../../../fixtures/phone-export/DCIM/100APPLE/IMG_4127.HEIC");
    for asked in [Category::Date, Category::Camera] {
        judged_copy(FormatKind::Heif, heic, Keep::these([asked]), |_| ()).unwrap();
    }
}

/// An Exif block with a moment and a direction in which the picture is turned.
fn turned(direction: u32) -> Vec<u8> {
    let block = block(&[(0x0112, 3, 1, direction), (0x0132, 2, 20, 38)], 0, b"2024:05:12 10:11:12\0");
    [SOI, &segment(0xE1, &[&b"Exif\0\0"[..], &block].concat()), &frame(), &scan(&[1, 2, 3]), EOI].concat()
}

#[test]
fn another_value_beside_one_that_is_kept_is_noticed() {
    let keep = Keep::these([Category::Date]);
    let judge = |change: &dyn Fn(&mut Vec<u8>)| judged_copy(FormatKind::Jpeg, &turned(6), keep, change);
    judge(&|_| ()).unwrap();
    let another = judge(&|copy| {
        let at = copy.windows(3).position(|bytes| bytes == [0x12, 0x01, 3] || bytes == [0x01, 0x12, 0]).unwrap();
        let value = (at..at + 12).find(|&at| copy[at] == 6).unwrap();
        copy[value] = 8;
    });
    assert!(matches!(another, Err(Doubt::MediaChanged { .. })), "{another:?}");
}

/// Once decoded, a text in coded data is known to be a part of the picture.
#[test]
fn a_removed_text_that_is_a_part_of_the_picture_stays_in_it() {
    let stored = |pixels: &[u8]| {
        let row = [&[0], pixels].concat();
        let len = u16::try_from(row.len()).unwrap();
        let sum = adler2::adler32_slice(&row);
        [&[0x78, 1, 1][..], &len.to_le_bytes(), &(!len).to_le_bytes(), &row, &sum.to_be_bytes()].concat()
    };
    let header = chunk(b"IHDR", &[0, 0, 0, u8::try_from(TEXT.len()).unwrap(), 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let png =
        |text: &[u8]| stream(&[header.clone(), text.to_vec(), chunk(b"IDAT", &stored(TEXT.as_bytes())), chunk(b"IEND", &[])]);
    let (original, copy) = (png(&chunk(b"tEXt", format!("Author\0{TEXT}").as_bytes())), png(&[]));
    let input = Input::from_bytes(&original);
    let read = || AnyScan::Png(formats::png::scan(&input).unwrap());
    let judge = |scan: &AnyScan| verify(&Original::new(&input, scan), &Input::from_bytes(&copy), Depth::Always);
    assert!(matches!(judge(&read()), Err(Doubt::NotDecoded)));
    judge(&looked_into(&input, read(), Depth::Always).unwrap()).unwrap();
}

/// Tables of colours stay, and are no coded data: what they say by chance is searched for elsewhere.
#[test]
fn a_text_in_what_stays_beside_coded_data_asks_for_nothing() {
    let colours = b"Nora Petit, 12 rue Lilas";
    let gif = [&b"GIF89a\x01\0\x01\0\x82\0\0"[..], colours, b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;"].concat();
    let input = Input::from_bytes(&gif);
    let scan = AnyScan::Gif(formats::gif::scan(&input).unwrap());
    assert!(!asks(&input, &scan).unwrap());
}
