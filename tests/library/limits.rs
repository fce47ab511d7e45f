//! Files that ask for more than any photo needs get an answer soon, in little memory.

use std::time::{Duration, Instant};

use untrace::outcome::{Outcome, Refusal};
use untrace_core::base::{Error, Limit};
use untrace_core::blocks::multi_picture;

use crate::common::clean_bytes;

/// Less than this any answer takes, also where nothing is optimised and others use the machine.
const SOON: Duration = Duration::from_secs(20);

const FRAME: &[u8] = &[0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
const SCAN: &[u8] = &[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3];

fn jpeg(segments: &[u8]) -> Vec<u8> {
    [&[0xFF, 0xD8], segments, FRAME, SCAN, &[0xFF, 0xD9]].concat()
}

#[test]
fn more_segments_than_any_photo_has_are_refused() {
    let many = jpeg(&[0xFF, 0xFE, 0, 2].repeat(200_000));
    let (report, _) = clean_bytes(&many, "many.jpg");
    assert!(
        matches!(report.outcome, Outcome::Refused(Refusal::Unreadable(Error::Limit { what: Limit::Elements, .. }))),
        "{:?}",
        report.outcome
    );
}

#[test]
fn a_few_thousand_comments_are_no_trouble() {
    let (report, copy) = clean_bytes(&jpeg(&b"\xFF\xFE\0\x0Asecrets!".repeat(50_000)), "comments.jpg");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert_eq!(copy, Some(jpeg(&[])));
}

/// Each entry asks for the length of a thumbnail, which stands in the same IFD.
#[test]
fn thousands_of_thumbnails_in_one_ifd_are_looked_up_once() {
    let entries = b"\x01\x02\x04\0\x01\0\0\0\x08\0\0\0".repeat(4096);
    let block = [&b"Exif\0\0II*\0\x08\0\0\0\0\x10"[..], &entries, &[0; 4]].concat();
    let segment = [&[0xFF, 0xE1], &u16::try_from(block.len() + 2).unwrap().to_be_bytes()[..], &block].concat();
    let start = Instant::now();
    let (report, copy) = clean_bytes(&jpeg(&segment.repeat(100)), "thumbnails.jpg");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert_eq!(copy, Some(jpeg(&[])));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

/// Restart markers every two bytes, and an index that names sixty-three pictures which all end with the file.
#[test]
fn overlapping_pictures_in_an_index_are_walked_once_or_twice() {
    const PICTURES: usize = 63;
    let nested: Vec<u8> = (0..PICTURES)
        .flat_map(|n| [0xFF, 0xD8, 0xFF, 0xFE, ((2 + (PICTURES - 1 - n) * 6) >> 8) as u8, (2 + (PICTURES - 1 - n) * 6) as u8])
        .collect();
    let picture = |offset| multi_picture::Picture { attribute: 0, size: 1, offset, dependents: [0, 0] };
    let file = |start: usize| {
        let pictures: Vec<_> = (0..=PICTURES).map(|n| picture(if n == 0 { 0 } else { (start + 6 * (n - 1)) as u32 })).collect();
        let index = [multi_picture::HEADER, &multi_picture::compose(&pictures)].concat();
        let index = [&[0xFF, 0xE2], &u16::try_from(index.len() + 2).unwrap().to_be_bytes()[..], &index].concat();
        jpeg(&index)
    };
    // Offsets count from behind SOI, marker, length and signature.
    let first = file(file(0).len() + 1 - 10);
    let coded = [0xFF, 0xD0].repeat(3 << 20);
    let bytes = [&first[..], b"x", &nested, FRAME, &SCAN[..10], &coded, &[0xFF, 0xD9]].concat();
    let start = Instant::now();
    let (report, copy) = clean_bytes(&bytes, "nested.jpg");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert_eq!(copy, Some(jpeg(&[])));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

/// Each chunk asks whether one of another kind was met before.
#[test]
fn thousands_of_equal_chunks_are_remembered_once() {
    let chunk = untrace_core::containers::png::compose;
    let header = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let many = [chunk(*b"gAMA", &[0, 0, 0xB1, 0x8F]).repeat(15_000), chunk(*b"fdAT", &[0; 4]).repeat(15_000)].concat();
    let start = [&untrace_core::containers::png::SIGNATURE[..], &header, &many].concat();
    let bytes = [start, chunk(*b"IDAT", &[1]), chunk(*b"IEND", &[])].concat();
    let start = Instant::now();
    let (report, _) = clean_bytes(&bytes, "many.png");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn stray_bytes_of_any_length_are_passed_over_once() {
    let (report, copy) = clean_bytes(&jpeg(&[b"\xFF\xFE\0\x02", &vec![b'x'; 30 << 20][..]].concat()), "stray.jpg");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert_eq!(copy, Some(jpeg(&[])));
}

#[test]
fn thousands_of_pictures_behind_the_picture_go_in_one_run() {
    let (report, copy) = clean_bytes(&jpeg(&[]).repeat(20_000), "burst.jpg");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert_eq!(copy, Some(jpeg(&[])));
}

/// A signature and thousands of starts without an end: each would be walked to the end of the file.
#[test]
fn pictures_without_an_end_behind_the_picture_do_not_multiply_the_work() {
    let start = [&[0xFF, 0xD8][..], FRAME, SCAN].concat();
    let file = [jpeg(&[]), start.repeat(50_000)].concat();
    let (report, copy) = clean_bytes(&file, "starts.jpg");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert_eq!(copy, Some(jpeg(&[])));
}

/// A file larger than what is read whole is read by position and copied by the kernel, and its copy judged the same way.
#[test]
fn large_pictures_are_cleaned_without_being_loaded() {
    let coded: Vec<u8> =
        (0..20 << 20).map(|n: u32| (n.wrapping_mul(2_654_435_761) >> 24) as u8).map(|byte| byte.min(0xFE)).collect();
    let scan = [&SCAN[..10], &coded].concat();
    let with = |segments: &[u8]| [&[0xFF, 0xD8], segments, FRAME, &scan, &[0xFF, 0xD9]].concat();
    let (report, copy) = clean_bytes(&with(b"\xFF\xFE\0\x0Asecrets!"), "large.jpg");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert!(copy == Some(with(&[])));

    let chunk = untrace_core::containers::png::compose;
    let header = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let png = |text: &[u8]| {
        let start = [&untrace_core::containers::png::SIGNATURE[..], &header, text].concat();
        [start, chunk(*b"IDAT", &coded), chunk(*b"IEND", &[])].concat()
    };
    let (report, copy) = clean_bytes(&png(&chunk(*b"tEXt", b"Author\0Nora Petit")), "large.png");
    assert!(matches!(report.outcome, Outcome::Cleaned), "{:?}", report.outcome);
    assert!(copy == Some(png(&[])));
}
