mod cropped;
mod raw_photos;
mod streams;
mod values;

use super::*;
use crate::formats::AnyScan;
use crate::model::{Category, Keep, Kept};
use crate::testing::tiff::{Entry, directory};
use crate::testing::{self, Cleaned, holds, icc, malformed};
use crate::verify::{Depth, Original, verify};

/// A classic file made of directories, each at its offset, and other bytes; everything else is zero.
#[derive(Default)]
struct Builder(Vec<u8>);

impl Builder {
    fn new() -> Self {
        Self::default().bytes(0, b"II*\0\x08\0\0\0")
    }

    fn bytes(mut self, at: usize, bytes: &[u8]) -> Self {
        self.0.resize(self.0.len().max(at + bytes.len()), 0);
        self.0[at..at + bytes.len()].copy_from_slice(bytes);
        self
    }

    fn directory(self, at: usize, entries: &[Entry], next: u32) -> Self {
        self.bytes(at, &directory(entries, next))
    }
}

/// Two by two grey pixels at `strip`, and other entries.
fn grey(strip: u32, more: &[Entry]) -> Vec<Entry> {
    let mut entries =
        vec![(0x100, 3, 1, 2), (0x101, 3, 1, 2), (0x102, 3, 1, 8), (0x103, 3, 1, 1), (0x106, 3, 1, 1), (0x111, 4, 1, strip)];
    entries.extend([(0x115, 3, 1, 1), (0x116, 3, 1, 2), (0x117, 4, 1, 4)]);
    entries.extend(more);
    entries.sort_unstable();
    entries
}

fn clean(bytes: &[u8]) -> Result<(Vec<u8>, Vec<String>), Error> {
    let Cleaned { plan, copy, .. } = testing::clean(FormatKind::Tiff, bytes)?;
    let told = plan.removed.iter().filter(|finding| !finding.possible);
    Ok((copy, told.map(|finding| format!("{} {}", finding.category.word(), finding.id)).collect()))
}

/// What becomes of a file; cleaned again, it does not change.
fn cleaned(bytes: &[u8]) -> (Vec<u8>, Vec<String>) {
    let (copy, told) = clean(bytes).unwrap();
    assert_eq!(clean(&copy).unwrap(), (copy.clone(), Vec::new()));
    (copy, told)
}

fn what(bytes: &[u8]) -> Malformed {
    malformed(clean(bytes))
}

#[test]
fn nothing_moves_and_what_nobody_needs_is_zero_or_cut_off() {
    let entries = grey(300, &[(0x13B, 2, 11, 400)]);
    let bytes = Builder::new().bytes(200, b"Between").directory(8, &entries, 0).bytes(300, b"abcd").bytes(400, b"Nora Petit\0");
    let (copy, told) = cleaned(&bytes.0);
    let expected = Builder::new().directory(8, &grey(300, &[]), 0).bytes(300, b"abcd");
    assert_eq!(copy, expected.0);
    assert_eq!(told, ["people Artist", "other bytes between segments"]);
}

#[test]
fn what_stands_in_a_strip_behind_the_last_row_is_no_picture() {
    let mut entries = grey(300, &[]);
    entries[8].3 = 20;
    let bytes = Builder::new().directory(8, &entries, 0).bytes(300, b"abcd, Nora Petit").bytes(340, b"end");
    // A single strip, as libtiff reads it, and one of many.
    let (copy, told) = cleaned(&bytes.0);
    assert_eq!(&copy[300..], b"abcd");
    assert_eq!(told, ["other bytes after the end"]);
    entries[5] = (0x111, 4, 2, 320);
    entries[7] = (0x116, 3, 1, 1);
    entries[8] = (0x117, 4, 2, 330);
    let bytes = Builder::new().directory(8, &entries, 0).bytes(300, b"abSecretcd").bytes(320, &[44, 1, 0, 0, 52, 1, 0, 0]);
    let (copy, told) = cleaned(&bytes.bytes(330, &[8, 0, 0, 0, 8, 0, 0, 0]).0);
    assert_eq!(&copy[300..310], b"ab\0\0\0\0\0\0cd");
    assert_eq!(told, ["other bytes between segments"]);
}

#[test]
fn every_page_stays_and_a_page_without_a_picture_goes() {
    let bytes = Builder::new()
        .directory(8, &grey(600, &[(0x10D, 2, 9, 620)]), 200)
        .directory(200, &[(0x131, 2, 4, 0x0041_4243)], 300)
        .directory(300, &grey(600, &[(0xFE, 4, 1, 1)]), 0)
        .bytes(600, b"abcd")
        .bytes(620, b"Nora.tif\0");
    let (copy, told) = cleaned(&bytes.0);
    let expected = Builder::new().directory(8, &grey(600, &[]), 300).directory(300, &grey(600, &[(0xFE, 4, 1, 1)]), 0);
    assert_eq!(copy, expected.bytes(600, b"abcd").0);
    assert_eq!(told, ["text DocumentName", "software Software"]);
}

/// A whole second picture below a page stayed, which nobody sees who turns the pages.
#[test]
fn a_picture_below_a_page_goes_unless_the_page_is_its_preview() {
    let file = |page: u32, below: u32| {
        Builder::new()
            .directory(8, &grey(700, &[(0xFE, 4, 1, page), (0x14A, 4, 1, 400)]), 0)
            .directory(400, &grey(708, &[(0xFE, 4, 1, below)]), 0)
            .bytes(700, b"abcdNORAefgh")
            .0
    };
    for below in [0, 1, 2, 4] {
        let (copy, told) = cleaned(&file(0, below));
        let expected = Builder::new().directory(8, &grey(700, &[(0xFE, 4, 1, 0)]), 0).bytes(700, b"abcd");
        assert_eq!(copy, expected.0);
        assert!(told.contains(&"preview StripOffsets".to_owned()), "{told:?}");
    }
    assert_eq!(&cleaned(&file(1, 0)).0[700..], b"abcd\0\0\0\0efgh");
    assert_eq!(&cleaned(&file(1, 1)).0[700..], b"abcd");
}

#[test]
fn a_strip_that_also_belongs_to_a_preview_stays() {
    let bytes = Builder::new()
        .directory(8, &grey(700, &[(0x14A, 4, 1, 200)]), 0)
        .directory(200, &grey(700, &[(0xFE, 4, 1, 1)]), 0)
        .bytes(700, b"abcd");
    assert_eq!(&cleaned(&bytes.0).0[700..], b"abcd");
}

/// Where something else was written behind it, the rest of such a strip would have been in that.
#[test]
fn rows_that_are_behind_the_end_of_the_file_are_cut_off() {
    let mut entries = grey(300, &[]);
    entries.iter_mut().filter(|entry| entry.0 == 0x101).for_each(|entry| entry.3 = 3);
    entries.iter_mut().filter(|entry| entry.0 == 0x116).for_each(|entry| entry.3 = 3);
    assert_eq!(what(&Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").0), Malformed::CutOff);
}

/// Decoders show as much of the last strip as there is; it would go from the copy, without a word.
#[test]
fn a_strip_that_is_shown_in_part_is_not_left_out() {
    // Three strips of a row each; the last one has one byte of two, as its length says.
    let mut entries = grey(300, &[]);
    let changed = [(0x101, 3, 1, 3), (0x111, 4, 3, 200), (0x116, 3, 1, 1), (0x117, 4, 3, 212)];
    for entry in &mut entries {
        *entry = changed.into_iter().find(|new| new.0 == entry.0).unwrap_or(*entry);
    }
    let lists: Vec<u8> = [300_u32, 302, 304, 2, 2, 1].iter().flat_map(|number| number.to_le_bytes()).collect();
    let file = |data: &[u8]| Builder::new().directory(8, &entries, 0).bytes(200, &lists).bytes(300, data).0;
    assert_eq!(what(&file(b"abcde")), Malformed::CutOff);
    assert_eq!(&cleaned(&file(b"abcdef")).0[300..], b"abcdef");
}

#[test]
fn a_byte_that_would_have_to_stay_and_to_go_is_refused() {
    let text_in_strip = Builder::new().directory(8, &grey(300, &[(0x13B, 2, 20, 302)]), 0).bytes(300, &[b'x'; 40]);
    assert_eq!(what(&text_in_strip.0), Malformed::Overlap);
    let mut text_in_value = grey(300, &[(0x140, 3, 768, 400), (0x13B, 2, 20, 502)]);
    text_in_value.iter_mut().filter(|entry| entry.0 == 0x106).for_each(|entry| entry.3 = 3);
    assert_eq!(what(&Builder::new().directory(8, &text_in_value, 0).bytes(300, &[b'x'; 1700]).0), Malformed::Overlap);
    let strip_in_directory = Builder::new().directory(8, &grey(20, &[]), 0);
    assert_eq!(what(&strip_in_directory.0), Malformed::Overlap);
}

#[test]
fn two_values_of_one_tag_are_refused_unless_they_are_the_same() {
    let twice =
        |value| Builder::new().directory(8, &grey(300, &[(0x112, 3, 1, 6), (0x112, 3, 1, value)]), 0).bytes(300, b"abcd").0;
    assert_eq!(what(&twice(8)), Malformed::SecondTag);
    assert!(cleaned(&twice(6)).1.is_empty());
}

#[test]
fn a_directory_without_a_picture_is_no_file() {
    assert_eq!(what(&Builder::new().directory(8, &[(0x131, 2, 4, 0x0041_4243)], 0).0), Malformed::NoFrame);
}

#[test]
fn words_in_the_free_bytes_of_an_entry_are_told() {
    let mut entries = grey(300, &[]);
    entries[3].3 = 1 | 0x4E4F_0000;
    let (copy, told) = cleaned(&Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").0);
    assert_eq!(copy, Builder::new().directory(8, &grey(300, &[]), 0).bytes(300, b"abcd").0);
    assert_eq!(told, ["other IFD"]);
}

/// A kept value of three letters is in its entry, with nothing after the file: that was not recognised.
#[test]
fn a_short_value_that_is_kept_is_known_again() {
    let keep = Keep::these([Category::Software]);
    for text in [*b"ab\0\0", *b"a\0\0\0"] {
        let entries =
            grey(300, &[(0x131, 2, text.iter().position(|&byte| byte == 0).unwrap() as u32 + 1, u32::from_le_bytes(text))]);
        let bytes = Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").0;
        let input = Input::from_bytes(&bytes);
        let scan = AnyScan::Tiff(scan(&input).unwrap());
        let plan = scan.plan(keep).unwrap();
        assert_eq!(
            plan.values,
            Kept { software: Some(String::from_utf8_lossy(&text).trim_end_matches('\0').to_owned()), ..Kept::default() }
        );
        // It already is what would be written.
        assert!(plan.is_empty, "{:?}", plan.edits);
        let original = Original { keep, values: plan.values, ..Original::new(&input, &scan) };
        verify(&original, &input, Depth::Full).unwrap();
    }
}

/// A directory that goes, in the middle of a value that stays, was left without a decision.
#[test]
fn a_directory_that_goes_inside_of_a_value_that_stays_is_refused() {
    // A colour map of 768 numbers at 400; the Exif IFD is said to be inside it.
    let mut entries = grey(300, &[(0x140, 3, 768, 400), (0x8769, 4, 1, 500)]);
    entries.iter_mut().filter(|entry| entry.0 == 0x106).for_each(|entry| entry.3 = 3);
    let bytes = Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").bytes(1935, &[7]);
    let bytes = bytes.directory(500, &[(0x8827, 3, 1, 400)], 0);
    assert_eq!(what(&bytes.0), Malformed::Overlap);
}

/// In a damaged file, the resolution was kept with the bytes of a text, and a list of lengths with those of another.
#[test]
fn a_value_that_nobody_needs_goes_where_its_bytes_are_of_something_else() {
    let entries = grey(300, &[(0x11A, 5, 1, 320), (0x11B, 5, 1, 340), (0x13B, 2, 12, 336)]);
    let resolution = [72, 0, 0, 0, 1, 0, 0, 0];
    let bytes = Builder::new()
        .directory(8, &entries, 0)
        .bytes(300, b"abcd")
        .bytes(320, &resolution)
        .bytes(336, b"Nora")
        .bytes(340, &resolution);
    let (copy, told) = cleaned(&bytes.0);
    let expected = Builder::new().directory(8, &grey(300, &[(0x11A, 5, 1, 320)]), 0).bytes(300, b"abcd").bytes(320, &resolution);
    assert_eq!(copy, expected.0);
    assert!(told.contains(&"people Artist".to_owned()), "{told:?}");
    // Four letters are not a numerator.
    let bytes = Builder::new().directory(8, &grey(300, &[(0x11A, 5, 1, 320)]), 0).bytes(300, b"abcd").bytes(320, b"7:22:08\0");
    assert_eq!(cleaned(&bytes.0).0, Builder::new().directory(8, &grey(300, &[]), 0).bytes(300, b"abcd").0);
}

#[test]
fn lists_have_nothing_but_places_of_strips_that_are_read() {
    let mut entries = grey(300, &[]);
    entries[5] = (0x111, 4, 3, 400);
    entries[7] = (0x116, 3, 1, 1);
    entries[8] = (0x117, 4, 3, 420);
    let file = |starts: &[u8], lengths: &[u8]| {
        Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").bytes(400, starts).bytes(420, lengths)
    };
    // A third strip without rows, and invalid lengths.
    let damaged = [44, 1, 0, 0, 46, 1, 0, 0, b'N', b'o', b'r', b'a'];
    let mut expected = entries.clone();
    (expected[5].2, expected[8].2) = (2, 2);
    let expected = Builder::new().directory(8, &expected, 0).bytes(300, b"abcd");
    let expected = expected.bytes(400, &damaged[..8]).bytes(420, &[2, 0, 0, 0, 2, 0, 0, 0]);
    assert_eq!(cleaned(&file(&damaged, b"Petit, Nora.").0).0, expected.0);
}

/// A `StripByteCounts` of 0, or without a value, made a file that every viewer shows count as cut off.
#[test]
fn a_single_strip_of_an_unknown_length_ends_where_its_data_end() {
    let coded = |coding: u32, strip: &[u8], length: Option<u32>| {
        let mut entries = grey(300, &[(0x13B, 2, 11, 400)]);
        entries[3].3 = coding;
        entries.retain(|entry| entry.0 != 0x117);
        entries.extend(length.map(|length| (0x117, 4, 1, length)));
        entries.sort_unstable();
        Builder::new()
            .directory(8, &entries, 0)
            .bytes(300, strip)
            .bytes(300 + strip.len(), b"Behind")
            .bytes(400, b"Nora Petit\0")
            .0
    };
    let expected = |coding: u32, strip: &[u8]| {
        let mut entries = grey(300, &[]);
        (entries[3].3, entries[8].3) = (coding, strip.len() as u32);
        Builder::new().directory(8, &entries, 0).bytes(300, strip).0
    };
    let zlib = [0x78, 0x9C, 0x4B, 0x4C, 0x4A, 0x4E, 0x01, 0x00, 0x03, 0xD8, 0x01, 0x8B];
    for (coding, strip) in [(1, &b"abcd"[..]), (32_773, b"\x03abcd"), (5, b"\x80\x18\x4C\x46\x33\x24\x04"), (8, &zlib)] {
        for length in [Some(0), None, Some(70_000)] {
            let (copy, told) = cleaned(&coded(coding, strip, length));
            assert_eq!(copy, expected(coding, strip), "{coding} {length:?}");
            assert!(told.contains(&"other bytes between segments".to_owned()), "{told:?}");
        }
    }
    // If the data run out, the rest would have been taken from whatever comes after them.
    assert_eq!(what(&coded(5, b"\x80\x18", Some(0))), Malformed::CutOff);
    assert_eq!(what(&coded(34_676, b"abcd", Some(0))), Malformed::CutOff);
}

#[test]
fn tags_of_another_coding_go_and_point_to_nothing() {
    let entries = grey(300, &[(0x15B, 7, 4, 0x4152_4F4E), (0x201, 4, 1, 400), (0x202, 4, 1, 11), (0x212, 3, 2, 0x2_0002)]);
    let bytes = Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").bytes(400, b"Nora Petit\0");
    assert_eq!(cleaned(&bytes.0).0, Builder::new().directory(8, &grey(300, &[]), 0).bytes(300, b"abcd").0);
}

/// A page followed by an offset to nothing was refused, although every viewer shows it.
#[test]
fn pages_before_one_that_is_not_there_are_shown() {
    for next in [8, 330, 90_000] {
        let bytes = Builder::new().directory(8, &grey(300, &[]), next).bytes(300, b"abcd").bytes(330, &[7; 40]);
        assert_eq!(cleaned(&bytes.0).0, Builder::new().directory(8, &grey(300, &[]), 0).bytes(300, b"abcd").0);
    }
}

/// Lengths that reach into what comes after the strips made a file malformed that every viewer shows.
#[test]
fn lengths_that_reach_too_far_end_where_the_data_end() {
    let of = |counts: u32, more: &[Entry]| {
        let mut entries = grey(300, more);
        (entries[3].3, entries.iter_mut().find(|entry| entry.0 == 0x117).unwrap().3) = (32_773, counts);
        Builder::new().directory(8, &entries, 0).bytes(300, b"\x03abcd")
    };
    let (copy, told) = cleaned(&of(20, &[(0x13B, 2, 11, 310)]).bytes(310, b"Nora Petit\0").0);
    assert_eq!(copy, of(5, &[]).0);
    assert_eq!(told, ["people Artist"]);
}

#[test]
fn a_second_number_of_another_type_says_the_same() {
    let entries = grey(300, &[(0x100, 4, 1, 2)]);
    let bytes = Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").0;
    assert!(cleaned(&bytes).0.len() == 304);
}
