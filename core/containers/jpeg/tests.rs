use super::*;
use crate::testing::jpeg::{EOI, SOI, frame, scan, segment};
use crate::testing::{malformed_at, refused_when_cut};

fn walked(parts: &[&[u8]]) -> Result<Image, Error> {
    walk(&Input::from_bytes(&parts.concat()), 0)
}

fn malformed(parts: &[&[u8]]) -> (Malformed, u64) {
    malformed_at(walked(parts))
}

#[test]
fn comments_between_scans_are_segments_of_their_own() {
    let comment = segment(marker::COM, b"between");
    let image = walked(&[SOI, &frame(), &scan(&[1, 0xFF, 0, 2, 0xFF, 0xD0, 3]), &comment, &scan(&[4]), EOI]).unwrap();
    let codes: Vec<u8> = image
        .elements
        .iter()
        .map(|element| match element {
            Element::Segment(segment) => segment.marker,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(codes, [0xD8, 0xC0, 0xDA, 0xFE, 0xDA, 0xD9]);
}

#[test]
fn elements_tile_the_image_up_to_its_end() {
    let parts: [&[u8]; 7] = [SOI, b"stray", &[0xFF, 0xFF], &frame(), &scan(&[9, 0xFF, 0xFF]), EOI, b"behind"];
    let image = walked(&parts).unwrap();
    let mut at = 0;
    for element in &image.elements {
        let (Element::Fill(span) | Element::Stray(span) | Element::Segment(Segment { span, .. })) = element;
        assert_eq!(span.start, at);
        at = span.end();
    }
    assert_eq!(at, image.end);
    assert_eq!(image.end, parts[..6].concat().len() as u64);
}

#[test]
fn an_image_without_an_end_is_malformed_at_its_last_byte() {
    let (what, at) = malformed(&[SOI, &frame(), &scan(&[1, 2, 3])]);
    assert_eq!((what, at), (Malformed::NoEndOfImage, 28));
}

#[test]
fn a_second_frame_a_missing_frame_and_a_second_start_are_malformed() {
    assert_eq!(malformed(&[SOI, &frame(), &frame(), &scan(&[1]), EOI]).0, Malformed::SecondFrame);
    assert_eq!(malformed(&[SOI, &scan(&[1]), EOI]).0, Malformed::NoFrame);
    assert_eq!(malformed(&[SOI, &frame(), EOI]).0, Malformed::NoFrame);
    assert_eq!(malformed(&[SOI, SOI, &frame(), &scan(&[1]), EOI]).0, Malformed::UnexpectedMarker);
}

#[test]
fn bytes_cannot_hide_behind_tables() {
    let table = segment(marker::DQT, &[&[0][..], &[1; 64], b"secret"].concat());
    assert_eq!(malformed(&[SOI, &table, &frame(), &scan(&[1]), EOI]).0, Malformed::SegmentLength);
    let header = segment(marker::SOS, &[1, 1, 0, 0, 63, 0, 7]);
    assert_eq!(malformed(&[SOI, &frame(), &header, &[1], EOI]).0, Malformed::SegmentLength);
}

#[test]
fn hierarchical_images_are_unsupported() {
    for code in [marker::DHP, marker::EXP, 0xC5, 0xCF] {
        let result = walked(&[SOI, &segment(code, &[0; 9]), &frame(), &scan(&[1]), EOI]);
        assert!(matches!(result, Err(Error::Unsupported { what: Unsupported::Hierarchical, .. })), "{code:X}");
    }
}

#[test]
fn every_cut_is_an_error_and_none_panics() {
    let whole = [SOI, &segment(marker::COM, b"hello"), &frame(), &scan(&[1, 0xFF, 0, 2]), EOI].concat();
    refused_when_cut(&whole, |input| walk(input, 0));
    assert!(walk(&Input::from_bytes(&whole), 0).is_ok());
}
