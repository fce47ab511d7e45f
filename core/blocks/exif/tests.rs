use super::*;
use crate::base::Place;
use crate::model::{Category, Field, Leftover, Subject};
use crate::policy;
use crate::testing::found;
use crate::testing::tiff::{block, directory};

fn read_all(block: &[u8]) -> (Option<Orientation>, Vec<Field>) {
    found(100, "APP1", |found| read(block, found))
}

#[test]
fn what_is_composed_is_what_is_read() {
    for value in 2..=8 {
        let orientation = Orientation::new(value).unwrap();
        let bytes = compose(&crate::model::ExifBlock { orientation: Some(orientation), ..Default::default() });
        assert_eq!(bytes.len(), 26);
        let (turned, fields) = read_all(&bytes);
        assert_eq!(turned, Some(orientation));
        assert_eq!(fields.len(), 1);
        let read = exif::Reader::new().read_raw(bytes).unwrap();
        assert_eq!(read.get_field(exif::Tag::Orientation, exif::In::PRIMARY).unwrap().value.get_uint(0), Some(value));
    }
}

#[test]
fn the_orientation_of_the_thumbnail_does_not_turn_the_picture() {
    let next = 8 + 2 + 12 + 4;
    let bytes = block(&[(0x0100, 3, 1, 9)], next, &directory(&[(0x0112, 3, 1, 6)], 0));
    let (turned, fields) = read_all(&bytes);
    assert_eq!(turned, None);
    assert_eq!(fields[1].place, Place::new(100 + u64::from(next) + 2, "APP1/IFD1"));
    assert_eq!([fields[0].about, fields[1].about], [Subject::Picture, Subject::Thumbnail]);
}

/// Tags of TIFF alone have their forms where TIFF directories are read (`formats/tiff/tags.rs`).
#[test]
fn every_tag_of_exif_that_says_nothing_has_a_form() {
    const TIFF_ALONE: [std::ops::RangeInclusive<u16>; 6] =
        [0x0107..=0x010C, 0x0118..=0x0119, 0x011E..=0x0125, 0x0129..=0x0129, 0x013D..=0x015B, 0x0200..=0x0209];
    let alone =
        |tag: u16| tag >= 0x80E3 && !matches!(tag, 0x8769 | 0x8825) || TIFF_ALONE.iter().any(|range| range.contains(&tag));
    for row in policy::rows().filter(|row| row.rule.category.is_none()) {
        // Keys of a GeoTIFF do not occur in Exif blocks.
        if let policy::Pattern::Exif(ifd @ (Ifd::Image | Ifd::Exif | Ifd::Gps | Ifd::Interoperability), tag) = row.field {
            let known = plain::is_known(ifd, tag);
            let alone = ifd == Ifd::Image && !matches!(tag, 0x013E | 0x013F | 0x0202) && alone(tag);
            assert_ne!(known, alone, "{}", row.name);
        }
    }
}

/// Only the beginning of a comment is read: an empty beginning does not mean an empty comment.
#[test]
fn a_comment_behind_a_thousand_zeros_is_not_empty() {
    let said = |text: &[u8]| {
        let comment = [&b"ASCII\0\0\0"[..], text].concat();
        let exif = directory(&[(0x9286, 7, u32::try_from(comment.len()).unwrap(), 8 + 2 + 12 + 4 + 2 + 12 + 4)], 0);
        let block = block(&[(0x8769, 4, 1, 8 + 2 + 12 + 4)], 0, &[&exif[..], &comment].concat());
        read_all(&block).1.into_iter().find(|field| field.id == FieldId::Exif(Ifd::Exif, 0x9286)).unwrap().value
    };
    assert_eq!(said(&[0; 2000]), Value::Text(String::new()));
    assert_eq!(said(&[&[0; 2000][..], b"Nora Petit"].concat()), Value::Bytes(2018));
    assert_eq!(said(b"Nora Petit"), Value::Text("Nora Petit".to_owned()));
}

/// The number of times that something says nothing could say something.
#[test]
fn a_field_that_is_empty_twice_is_told() {
    let fields = read_all(&block(&[(0x013B, 2, 1, 0), (0x013B, 2, 1, 0)], 0, &[])).1;
    let values: Vec<Value> = fields.into_iter().map(|field| field.value).collect();
    assert_eq!(values, [Value::Text(String::new()), Value::Bytes(12)]);
}

#[test]
fn a_loop_of_ifds_ends_and_is_said() {
    let (_, fields) = read_all(&block(&[(0x0110, 2, 4, 0x0041_4141)], 8, &[]));
    assert_eq!(fields.len(), 2);
    assert_eq!(fields[1].id, FieldId::Leftover(Leftover::Unreadable));
}

#[test]
fn a_value_outside_of_the_block_is_said() {
    let (_, fields) = read_all(&block(&[(0x010F, 2, u32::MAX, 8)], 0, &[]));
    assert_eq!(fields[0].value, Value::Unknown);
    assert_eq!(fields[1].id, FieldId::Leftover(Leftover::Unreadable));
}

/// `fields()` of kamadak-exif copies each value: 65 KB of entries sharing one value cost 346 MB.
#[test]
fn many_entries_that_share_one_large_value_are_not_copied() {
    let entries: Vec<_> = (0..2000).map(|n| (0x9C00 + n, 7, 40_000, 24_100)).collect();
    let bytes = block(&entries, 0, &vec![b'A'; 50_000]);
    let walk = walk::walk(&bytes);
    assert!(walk.whole && !walk.is_modest(bytes.len()));
    let (_, fields) = read_all(&bytes);
    assert_eq!(fields.len(), 2002);
    assert!(fields.iter().all(|field| field.value == Value::Unknown));
    assert_eq!(fields[2000].id, FieldId::Leftover(Leftover::Unreadable));
}

#[test]
fn utf16_titles_are_read() {
    let text: Vec<u8> = "Léa".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = block(&[(0x9C9B, 1, 6, 26)], 0, &text);
    assert_eq!(read_all(&bytes).1[0].value, Value::Text("Léa".into()));
}

#[test]
fn every_cut_and_every_broken_byte_is_read_without_a_panic() {
    let whole = block(&[(0x010F, 2, 9, 50), (0x0112, 3, 1, 6), (0x8825, 4, 1, 38)], 0, b"\0\0\0\0 Camera XY");
    for at in 0..whole.len() {
        read_all(&whole[..at]);
        let mut broken = whole.clone();
        broken[at] = 0xFF;
        read_all(&broken);
    }
}

/// ExifTool shows the same for each note (`fixtures/make/check.py`).
#[test]
fn makers_say_how_old_a_child_is() {
    let said = |file: &[u8]| -> Vec<(String, String, Option<Category>)> {
        let start = file.windows(6).position(|window| window == b"Exif\0\0").unwrap() + 6;
        let fields = read_all(&file[start..]).1.into_iter().filter(|field| matches!(field.id, FieldId::Named(_)));
        fields.map(|field| (field.id.name(), field.value.text().unwrap().into_owned(), policy::category(&field))).collect()
    };
    let row = |name: &str, text: &str, category| (name.to_owned(), text.to_owned(), Some(category));
    let (people, location) = (Category::People, Category::Location);
    let panasonic = [
        row(BABY_AGE, "0004:03:12 00:00:00", people),
        row(RECOGNIZED_FACE_NAME, "Tom Martin", people),
        row(RECOGNIZED_FACE_AGE, "0007:00:05 00:00:00", people),
        row(BABY_NAME, "Nora Petit", people),
        row("Panasonic/Country", "France", location),
        row("Panasonic/City", "Paris", location),
        row("Panasonic/Landmark", "Rue-du-Secret-17", location),
        row(BABY_AGE, "0004:03:12 00:00:00", people),
    ];
    assert_eq!(said(include_bytes!("../../../fixtures/jpeg/exif-makernote-panasonic.jpg")), panasonic);
    assert_eq!(said(include_bytes!("../../../fixtures/jpeg/exif-makernote-panasonic-unset.jpg")), []);
    let fujifilm = [
        row(FACE_NAME, "Nora Petit", people),
        row(FACE_BIRTHDAY, "2020:01:31", Category::Date),
        row(FACE_NAME, "Tom Martin", people),
        row(FACE_BIRTHDAY, "2017:05:07", Category::Date),
    ];
    assert_eq!(said(include_bytes!("../../../fixtures/jpeg/exif-makernote-fujifilm.jpg")), fujifilm);
}
