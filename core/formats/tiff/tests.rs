use super::*;
use crate::formats::AnyScan;
use crate::model::{Category, Keep, Kept};
use crate::testing::tiff::{Entry, directory};
use crate::testing::{self, Cleaned, malformed};
use crate::verify::{Depth, Original, verify};

/// A classic file of directories, each at its offset, and other bytes; what nobody sets is zero.
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

/// Two by two grey pixels at `strip`, and whatever else.
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

/// What becomes of a file; cleaned again it does not change.
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

#[test]
fn a_reduced_picture_below_a_page_goes_and_another_stays() {
    let bytes = Builder::new()
        .directory(8, &grey(700, &[(0x14A, 4, 2, 680)]), 0)
        .directory(200, &grey(704, &[(0xFE, 4, 1, 1)]), 0)
        .directory(400, &grey(708, &[]), 0)
        .bytes(680, &[200, 0, 0, 0, 0x90, 1, 0, 0])
        .bytes(700, b"abcdNORAefgh");
    let (copy, told) = cleaned(&bytes.0);
    let expected = Builder::new().directory(8, &grey(700, &[(0x14A, 4, 1, 400)]), 0).directory(400, &grey(708, &[]), 0);
    assert_eq!(copy, expected.bytes(700, b"abcd\0\0\0\0efgh").0);
    assert_eq!(told, ["preview StripOffsets"]);
}

#[test]
fn a_strip_that_also_belongs_to_a_preview_stays() {
    let bytes = Builder::new()
        .directory(8, &grey(700, &[(0x14A, 4, 1, 200)]), 0)
        .directory(200, &grey(700, &[(0xFE, 4, 1, 1)]), 0)
        .bytes(700, b"abcd");
    assert_eq!(&cleaned(&bytes.0).0[700..], b"abcd");
}

#[test]
fn a_byte_that_would_have_to_stay_and_to_go_is_refused() {
    let text_in_strip = Builder::new().directory(8, &grey(300, &[(0x13B, 2, 20, 302)]), 0).bytes(300, &[b'x'; 40]);
    assert_eq!(what(&text_in_strip.0), Malformed::Overlap);
    let text_in_value = grey(300, &[(0x11A, 5, 1, 310), (0x13B, 2, 20, 302)]);
    assert_eq!(what(&Builder::new().directory(8, &text_in_value, 0).bytes(300, &[b'x'; 40]).0), Malformed::Overlap);
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

#[test]
fn a_raw_photo_keeps_its_colours_and_every_camera_is_called_camera() {
    let root = |name: (u32, u32)| {
        let mut entries = vec![(0xFE, 4, 1, 1), (0x112, 3, 1, 6), (0x14A, 4, 1, 300), (0xC612, 1, 4, 0x0104)];
        entries.extend([(0xC614, 2, name.0, name.1), (0xC65A, 3, 1, 21)]);
        entries
    };
    let raw = grey(700, &[(0x828D, 3, 2, 0x0002_0002), (0xC61D, 3, 1, 255)]);
    let mut old = root((14, 600));
    old.extend([
        (0x100, 3, 1, 2),
        (0x101, 3, 1, 2),
        (0x111, 4, 1, 704),
        (0x117, 4, 1, 4),
        (0xC65D, 1, 16, 620),
        (0xC6F8, 2, 6, 640),
    ]);
    old.sort_unstable();
    let bytes = Builder::new()
        .directory(8, &old, 0)
        .directory(300, &raw, 0)
        .bytes(600, b"Lumora Secret\0")
        .bytes(620, b"0123456789abcdef")
        .bytes(640, b"Vivid\0")
        .bytes(700, b"abcdNORA");
    let (copy, told) = cleaned(&bytes.0);
    let expected = Builder::new().directory(8, &root((7, 600)), 0).directory(300, &raw, 0).bytes(600, b"Camera\0");
    assert_eq!(copy, expected.bytes(700, b"abcd").0);
    for finding in ["camera UniqueCameraModel", "id RawDataUniqueID", "camera ProfileName", "preview StripOffsets"] {
        assert!(told.iter().any(|told| told == finding), "{finding}: {told:?}");
    }
}

/// A kept value of three letters stands in its entry, and nothing behind the file: that was not known again.
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
        // As it is, it is what would be written.
        assert!(plan.is_empty, "{:?}", plan.edits);
        let original = Original { keep, values: plan.values, ..Original::new(&input, &scan) };
        verify(&original, &input, Depth::Full).unwrap();
    }
}

/// A directory that goes, in the middle of a value that stays, was left without a decision.
#[test]
fn a_directory_that_goes_inside_of_a_value_that_stays_is_refused() {
    // A colour map of 768 numbers at 400; the Exif IFD is said to stand in it.
    let mut entries = grey(300, &[(0x140, 3, 768, 400), (0x8769, 4, 1, 500)]);
    entries.iter_mut().filter(|entry| entry.0 == 0x106).for_each(|entry| entry.3 = 3);
    let bytes = Builder::new().directory(8, &entries, 0).bytes(300, b"abcd").bytes(1935, &[7]);
    let bytes = bytes.directory(500, &[(0x8827, 3, 1, 400)], 0);
    assert_eq!(what(&bytes.0), Malformed::Overlap);
}
