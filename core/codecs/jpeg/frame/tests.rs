use proptest::prelude::*;

use super::*;
use crate::testing::jpeg::{EOI, SOI, frame, picture, scan, segment};
use crate::testing::{WORD, holds, samples};

#[track_caller]
fn becomes(sample: &[u8], copy: &[u8]) {
    assert_eq!(samples::cleaned(sample, walk).unwrap().0, copy);
}

/// A picture with one segment becomes one with another.
#[track_caller]
fn segment_becomes(code: u8, payload: &[u8], clean: &[u8]) {
    becomes(&picture(&[segment(code, payload)]), &picture(&[segment(code, clean)]));
}

fn padded(head: &[u8], len: usize) -> Vec<u8> {
    let mut padded = head.to_vec();
    padded.resize(len, 0);
    padded
}

#[test]
fn metadata_become_zeros() {
    segment_becomes(0xE1, &[b"Exif\0\0", WORD].concat(), &[0; 34]);
    segment_becomes(0xFE, WORD, &[0; 28]);
    segment_becomes(0xEE, &[&b"Adobe\0\x64\0\0\0\0\x01"[..], WORD].concat(), &padded(b"Adobe\0\x64\0\0\0\0\x01", 40));
    segment_becomes(
        0xE0,
        &[&b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01"[..], WORD].concat(),
        &padded(b"JFIF\0\x01\x02\0\0\x01\0\x01", 42),
    );
    let (_, says) = samples::cleaned(&picture(&[segment(0xFE, WORD)]), walk).unwrap();
    assert_eq!(says, [Value::Text(String::from_utf8(WORD.to_vec()).unwrap())]);
    becomes(&[&picture(&[])[..], WORD].concat(), &padded(&picture(&[]), picture(&[]).len() + 28));
}

#[test]
fn what_says_how_fields_lie_stays() {
    segment_becomes(
        0xE0,
        &[&b"AVI1\x01N\0\0\0\x09\0\0\0\x08"[..], WORD].concat(),
        &padded(b"AVI1\x01\0\0\0\0\x09\0\0\0\x08", 42),
    );
    segment_becomes(0xE0, &[&b"AVI1o"[..], WORD].concat(), &padded(b"AVI1", 33));
    let offsets = [0_u8, 0, 0, 7].repeat(8);
    let field = |unknown: &[u8]| [unknown, b"mjpg", &offsets].concat();
    segment_becomes(0xE1, &field(b"Nora"), &field(&[0; 4]));
    segment_becomes(0xE1, &[&[0; 4], &b"mjpg"[..], &WORD[..28], &[0; 4]].concat(), &[0; 40]);
}

#[test]
fn comments_that_decoders_look_for_stay_alone() {
    segment_becomes(0xFE, b"CS=ITU601\n", b"CS=ITU601\0");
    segment_becomes(0xFE, b"CS=ITU601 Nora", &[0; 14]);
    segment_becomes(0xFE, b"MULTISCOPE II\0Nora", &padded(b"MULTISCOPE II", 18));
    segment_becomes(0xFE, b"Intel(R) JPEG Library, version 1.51 Nora", &padded(b"Intel(R) JPEG Library, version 1", 40));
    segment_becomes(0xFE, b"Metasoft MJPEG Codec Nora", &padded(b"Metasoft MJPEG Codec", 25));
    segment_becomes(0xFE, b"AVIDNora\0\0\0\0\x02Petit", &padded(b"AVID\0\0\0\0\0\0\0\0\x02", 18));
}

#[test]
fn two_fields_are_both_pictures_and_a_third_is_not() {
    let field = |comment: &[u8]| picture(&[segment(0xFE, comment)]);
    let sample = [&field(WORD)[..], b"\0Nora", &field(WORD), &field(WORD)].concat();
    let clean = [&field(&[0; 28])[..], &[0; 5], &field(&[0; 28])].concat();
    becomes(&sample, &padded(&clean, sample.len()));
    let other = [SOI, &segment(0xC0, &[8, 0, 9, 0, 9, 1, 1, 0x11, 0]), &scan(b"Nora"), EOI].concat();
    let sample = [picture(&[]), other].concat();
    becomes(&sample, &padded(&picture(&[]), sample.len()));
}

#[test]
fn a_frame_without_its_end_stays_where_nothing_can_be_in_it() {
    let cut = [SOI, &frame()[..], &scan(&[1, 2, 3])].concat();
    becomes(&cut, &cut);
    becomes(b"", b"");
    let told = [SOI, &segment(0xFE, WORD), &frame(), &scan(&[1, 2, 3])].concat();
    for refused in [&told[..], WORD, &cut[..9], &[&picture(&[])[..], SOI, &[0xFF, 0xFE]].concat()] {
        assert!(samples::walked(refused, walk).is_err());
    }
    let lossless = picture(&[segment(0xE1, b"LJIF12345678")]);
    let Err(Error::Unsupported { place, .. }) = samples::walked(&lossless, walk) else { panic!() };
    assert!(place.at > 7);
    assert!(!holds(&samples::cleaned(&picture(&[segment(0xED, WORD)]), walk).unwrap().0, WORD));
}

proptest! {
    #[test]
    fn anything_is_walked_twice_alike(
        segments in prop::collection::vec((prop::sample::select(vec![0xE0, 0xE1, 0xEE, 0xFE]), prop::collection::vec(any::<u8>(), 0..50)), 0..4),
        behind in prop::collection::vec(any::<u8>(), 0..9),
    ) {
        let segments: Vec<Vec<u8>> = segments.iter().map(|(code, payload)| segment(*code, payload)).collect();
        let _ = samples::cleaned(&[picture(&segments), behind].concat(), walk);
    }
}

#[test]
fn what_stands_between_segments_is_one_run_in_the_copy_as_well() {
    // A marker without a payload (B.1.1.3), followed by bytes that nobody reads.
    let sample = picture(&[segment(0xFE, WORD), b"\xFF\x01".to_vec(), WORD.to_vec()]);
    let (copy, _) = samples::cleaned(&sample, walk).unwrap();
    let spans = |sample: &[u8]| {
        let mut marks = Vec::new();
        walk(&Input::from_bytes(sample), Span::new(0, sample.len() as u64), &mut marks).unwrap();
        marks.iter().map(|mark| mark.span).collect::<Vec<_>>()
    };
    assert_eq!(spans(&sample), spans(&copy));
    assert!(!holds(&copy, WORD));
}

/// When read again, a copy has the same positions, so that both can be compared piece by piece.
#[test]
fn a_thumbnail_that_is_only_announced_goes_and_leaves_its_segment_where_it_was() {
    let announced = b"JFIF\0\x01\x02\0\0\x01\0\x01\x31\x31";
    segment_becomes(0xE0, announced, &padded(&announced[..12], 14));
    let marks = |sample: &[u8]| {
        let mut marks = Vec::new();
        walk(&Input::from_bytes(sample), Span::new(0, sample.len() as u64), &mut marks).unwrap();
        marks.into_iter().map(|mark| mark.span).collect::<Vec<_>>()
    };
    let sample = |payload: &[u8]| picture(&[segment(0xE0, payload)]);
    assert_eq!(marks(&sample(announced)), marks(&sample(&padded(&announced[..12], 14))));
    assert_eq!(marks(&sample(announced)).len(), 1);
}
