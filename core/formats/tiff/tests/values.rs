//! Values that no decoder of the file could use, in the place of values that stay.

use super::*;

/// What stays of a tag with this value at 400: nothing, if it goes.
fn copy_of(entries: Vec<Entry>, value: &[u8]) -> Vec<u8> {
    cleaned(&Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").bytes(400, value).0).0
}

fn has(copy: &[u8], tag: u16) -> bool {
    let input = Input::from_bytes(copy);
    walk(&input).unwrap().directories.iter().any(|directory| directory.find(tag).is_some())
}

fn with(photometric: u32, more: &[Entry]) -> Vec<Entry> {
    let mut entries = grey(300, more);
    entries.iter_mut().filter(|entry| entry.0 == 0x106).for_each(|entry| entry.3 = photometric);
    entries
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn floats(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// Curves of grey and smallest numbers stayed in any picture, as long as they were numbers.
#[test]
fn what_no_program_uses_goes_whatever_numbers_it_has() {
    for (tag, kind, count) in [(0x123, 3, 24), (0x123, 4, 12), (0x118, 3, 1), (0x119, 3, 1), (0x129, 3, 2)] {
        let copy = copy_of(with(1, &[(tag, kind, count, 400)]), &b"Nora Petit".repeat(5)[..48]);
        assert!(!has(&copy, tag) && !holds(&copy, b"Nora"), "{tag:04X}");
    }
}

#[test]
fn a_table_stays_only_where_the_picture_uses_it_and_has_as_many_numbers() {
    // ReferenceBlackWhite.
    let levels = longs(&[0, 1, 255, 1, 128, 1, 255, 1, 128, 1, 255, 1]);
    for (photometric, value, stays) in [(6, &levels[..], true), (2, &levels, false), (6, &levels.repeat(2)[4..52], false)] {
        assert_eq!(has(&copy_of(with(photometric, &[(0x214, 5, 6, 400)]), value), 0x214), stays, "{photometric}");
    }
    // A transfer function needs primaries and white, and rises.
    let rising: Vec<u8> = (0..256_u16).flat_map(|step| (step * 257).to_le_bytes()).collect();
    let words = b"Nora Petit 2024-05-12 ".repeat(24)[..512].to_vec();
    let white = longs(&[1, 3, 1, 3]);
    for (curve, about, stays) in [(&rising, true, true), (&rising, false, false), (&words, true, false)] {
        let mut entries = with(2, &[(0x12D, 3, 256, 500)]);
        entries.extend([(0x13E, 5, 2, 400), (0x13F, 5, 6, 420)].iter().filter(|_| about));
        entries.sort_unstable();
        let bytes = Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").bytes(400, &white);
        let bytes = bytes.bytes(420, &white.repeat(3)).bytes(500, curve);
        assert_eq!(has(&cleaned(&bytes.0).0, 0x12D), stays, "{about}");
    }
    // A palette decides what is shown: one of another length is no palette.
    let bytes = Builder::new().directory(8, &with(3, &[(0x140, 3, 800, 400)]), 0).bytes(300, b"abcd").bytes(400, &[7; 1600]);
    assert_eq!(what(&bytes.0), Malformed::TagValue);
}

#[test]
fn tiles_beside_strips_are_refused_and_lengths_of_tiles_without_tiles_go() {
    let mut entries = grey(300, &[(0x142, 3, 1, 16), (0x143, 3, 1, 16), (0x144, 4, 1, 320), (0x145, 4, 1, 256)]);
    entries[5] = (0x111, 4, 20, 600);
    entries[8] = (0x117, 4, 20, 700);
    let bytes = Builder::new().directory(8, &entries, 0).bytes(320, &[7; 256]).bytes(600, &b"Nora Petit".repeat(18));
    assert_eq!(what(&bytes.0), Malformed::TagValue);
    let copy = copy_of(with(2, &[(0x145, 4, 12, 400)]), &b"Nora Petit".repeat(5)[..48]);
    assert!(!has(&copy, 0x145) && !holds(&copy, b"Nora"));
}

/// A fraction of eight letters was a fraction like any other.
#[test]
fn a_fraction_has_no_room_for_letters() {
    let copy = copy_of(with(2, &[(0x13E, 5, 2, 400)]), b"NoraPetiNoraPeti");
    assert!(has(&copy, 0x13E) && !holds(&copy, b"Nora"));
    let copy = copy_of(with(2, &[(0x13E, 5, 2, 400)]), &longs(&[20, 60, 3, 9]));
    assert_eq!(copy[400..], longs(&[1, 3, 1, 3]));
}

/// A raw picture of sixteen by sixteen, with these values at 1000 in its directory.
fn raw(more: &[Entry], value: &[u8]) -> Builder {
    let mut entries = grey(700, &[(0xC612, 1, 4, 0x0104), (0xC614, 2, 7, 1900)]);
    for (tag, number) in [(0x100, 16), (0x101, 16), (0x106, 32_803), (0x116, 16), (0x117, 256)] {
        entries.iter_mut().filter(|entry| entry.0 == tag).for_each(|entry| entry.3 = number);
    }
    entries.extend(more);
    entries.sort_unstable();
    Builder::new().directory(8, &entries, 0).bytes(700, &[7; 256]).bytes(1000, value).bytes(1900, b"Camera\0")
}

#[test]
fn tables_of_a_raw_photo_have_the_dimensions_that_are_declared() {
    let dims: Entry = (0xC6F9, 4, 3, 1700);
    let map = floats(&[0.0, 1.0, 1.0, 0.0, 1.1, 0.9]);
    let cases: [(&[Entry], &[u8], bool); 4] = [
        (&[(0xC6FA, 11, 6, 1000), dims], &map, true),
        (&[(0xC6FA, 11, 6, 1000)], &map, false),
        (&[(0xC6FA, 11, 9, 1000), dims], &map, false),
        (&[(0xC6FA, 11, 6, 1000), dims], b"Nora Petit 2.35222E Paris", false),
    ];
    for (more, value, stays) in cases {
        let (copy, _) = cleaned(&raw(more, value).bytes(1700, &longs(&[1, 2, 1])).0);
        assert_eq!((has(&copy, 0xC6FA), holds(&copy, b"Nora")), (stays, false), "{more:?}");
    }
    let curve = floats(&[0.0, 0.0, 0.5, 0.6, 1.0, 1.0]);
    for (value, stays) in [(&curve[..], true), (b"Nora Petit 2.35222E Paris", false)] {
        assert_eq!(has(&cleaned(&raw(&[(0xC6FC, 11, 6, 1000)], value).0).0, 0xC6FC), stays);
    }
}

#[test]
fn the_light_of_a_raw_photo_is_one() {
    let light = [&[0, 0][..], &longs(&[3, 10, 1, 3])].concat();
    let other: Entry = (0xC65A, 3, 1, 255);
    for (more, value, stays) in [(&[other][..], &light[..], true), (&[], &light, false), (&[other], b"Nora Petit, Rue du", false)]
    {
        let more = [more, &[(0xCD35, 7, 18, 1000)]].concat();
        let (copy, _) = cleaned(&raw(&more, value).0);
        assert_eq!((has(&copy, 0xCD35), holds(&copy, b"Nora")), (stays, false), "{more:?}");
    }
}

#[test]
fn levels_and_areas_that_a_raw_picture_cannot_have_are_refused() {
    assert!(has(&cleaned(&raw(&[(0xC68E, 4, 4, 1000)], &longs(&[0, 0, 16, 4])).0).0, 0xC68E));
    for (tag, kind, count) in
        [(0xC68E, 4, 4), (0xC68E, 3, 8), (0xC68D, 4, 4), (0xC61A, 3, 8), (0xC621, 10, 1), (0xC618, 3, 16), (0xC61B, 3, 16)]
    {
        let bytes = raw(&[(tag, kind, count, 1000)], &b"Nora Petit 48.85661N 2.35222E, Paris".repeat(2));
        assert_eq!(what(&bytes.0), Malformed::TagValue, "{tag:04X}");
    }
}

/// A list of a known opcode stayed, whatever its parameters.
#[test]
fn opcodes_have_parameters_of_their_own() {
    let list = |parameters: &[u8]| {
        [&[1, 3, 0x0103_0000, 3, parameters.len() as u32].map(u32::to_be_bytes).concat(), parameters].concat()
    };
    let right = list(&[0.5_f64; 7].map(f64::to_be_bytes).concat());
    let wrong = list(b"Nora Petit 48.85661N 2.35222E 2024-05-12 SN4711");
    for (value, stays) in [(&right, true), (&wrong, false)] {
        let (copy, _) = cleaned(&raw(&[(0xC740, 7, value.len() as u32, 1000)], value).0);
        assert_eq!((has(&copy, 0xC740), holds(&copy, b"Nora")), (stays, false));
    }
}

/// `planes_5`, `extrasample_0_planar`: whole pictures stood in samples that no viewer shows.
#[test]
fn samples_that_are_neither_colour_nor_transparency_are_refused() {
    let with_samples = |photometric: u32, samples: u32| {
        let mut entries = grey(300, &[]);
        for (tag, value) in [(0x106, photometric), (0x115, samples), (0x117, 4 * samples)] {
            entries.iter_mut().filter(|entry| entry.0 == tag).for_each(|entry| entry.3 = value);
        }
        clean(&Builder::new().directory(8, &entries, 0).bytes(300, &[7; 40]).0)
    };
    for (photometric, most) in [(1, 2), (2, 4), (5, 5), (6, 4)] {
        assert!(with_samples(photometric, most).is_ok(), "{photometric}");
        let refused = with_samples(photometric, most + 1);
        assert!(matches!(refused, Err(Error::Unsupported { what: Unsupported::HiddenPicture, .. })), "{photometric}");
    }
}

/// Which type a number had, and how many rows a strip had beyond those of the picture, could say something.
#[test]
fn a_number_has_one_type_and_a_strip_no_more_rows_than_there_are() {
    let file = |entries: &[Entry]| Builder::new().directory(8, entries, 0).bytes(300, b"abcd").0;
    let expected = file(&grey(300, &[]));
    for kind in [1, 3, 4, 6, 8, 9] {
        for rows in [2, 100] {
            let mut entries = grey(300, &[]);
            entries.iter_mut().filter(|entry| entry.0 != 0x111).for_each(|entry| entry.1 = kind);
            entries[7].3 = rows;
            assert_eq!(cleaned(&file(&entries)).0, expected, "{kind} {rows}");
        }
    }
    let mut entries = grey(300, &[]);
    entries[2] = (0x102, 3, 2, 8 | 7 << 16);
    assert_eq!(cleaned(&file(&entries)).0, expected);
}
