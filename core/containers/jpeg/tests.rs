use super::*;
use crate::testing::jpeg::{EOI, SOI, frame, scan, segment};
use crate::testing::{malformed_at, refused_when_cut};

fn walked(parts: &[&[u8]]) -> Result<Image, Error> {
    walk(&Input::from_bytes(&parts.concat()), 0)
}

fn malformed(parts: &[&[u8]]) -> (Malformed, u64) {
    malformed_at(walked(parts))
}

/// A frame of these many components, numbered from 1.
fn frame_of(process: u8, components: u8) -> Vec<u8> {
    let listed = (1..=components).flat_map(|id| [id, 0x11, 0]);
    segment(process, &[&[8, 0, 1, 0, 1, components][..], &listed.collect::<Vec<_>>()].concat())
}

/// A scan of these components and this band.
fn sent(components: &[u8], band: [u8; 3]) -> Vec<u8> {
    let listed = components.iter().flat_map(|&id| [id, 0]);
    let header = [&[components.len() as u8][..], &listed.collect::<Vec<_>>(), &band].concat();
    [segment(marker::SOS, &header), vec![1]].concat()
}

#[track_caller]
fn is_strange(parts: &[&[u8]]) {
    assert_eq!(malformed(parts).0, Malformed::StrangeScan);
}

/// A second picture, which some decoders show, or none at all, with texts in its headers.
#[test]
fn a_scan_of_what_is_there_is_no_part_of_a_sequential_picture() {
    let whole = sent(&[1, 2, 3], [0, 63, 0]);
    let colours = frame_of(marker::SOF0, 3);
    assert!(walked(&[SOI, &colours, &whole, EOI]).is_ok());
    assert!(walked(&[SOI, &colours, &sent(&[1], [0, 63, 0]), &sent(&[2, 3], [0, 63, 0]), EOI]).is_ok());
    is_strange(&[SOI, &colours, &whole, &whole, EOI]);
    is_strange(&[SOI, &colours, &sent(&[1, 2], [0, 63, 0]), &sent(&[2, 3], [0, 63, 0]), EOI]);
    is_strange(&[SOI, &frame(), &scan(&[]), EOI]);
    is_strange(&[SOI, &frame(), &sent(&[1], *b"Nor"), EOI]);
    is_strange(&[SOI, &frame(), &sent(&[9], [0, 63, 0]), EOI]);
    // Old cameras write zeros, and other ones the same name three times.
    assert!(walked(&[SOI, &frame(), &sent(&[1], [0; 3]), EOI]).is_ok());
    let alike = segment(marker::SOF0, &[8, 0, 1, 0, 1, 2, 7, 0x11, 0, 7, 0x11, 0]);
    assert!(walked(&[SOI, &alike, &sent(&[7, 7], [0, 63, 0]), EOI]).is_ok());
}

#[test]
fn a_scan_of_a_progressive_picture_adds_coefficients_or_bits() {
    let colours = frame_of(marker::SOF2, 2);
    let scans = |bands: &[(&[u8], [u8; 3])]| bands.iter().flat_map(|(ids, band)| sent(ids, *band)).collect::<Vec<_>>();
    let usual: [(&[u8], [u8; 3]); 6] = [
        (&[1, 2], [0, 0, 0x01]),
        (&[1], [1, 5, 0x02]),
        (&[2], [1, 63, 0x00]),
        (&[1], [6, 63, 0x02]),
        (&[1, 2], [0, 0, 0x10]),
        (&[1], [1, 63, 0x21]),
    ];
    let with = |band: [u8; 3]| [&usual[..], &[(&[1], band)]].concat();
    assert!(walked(&[SOI, &colours, &scans(&usual), EOI]).is_ok());
    assert!(walked(&[SOI, &colours, &scans(&with([1, 63, 0x10])), EOI]).is_ok());
    for again in [[0, 0, 0x00], [0, 0, 0x10], [1, 5, 0x02], [1, 63, 0x21], [0, 63, 0x00], [1, 64, 0x10], [1, 63, 0x30]] {
        is_strange(&[SOI, &colours, &scans(&with(again)), EOI]);
    }
    is_strange(&[SOI, &colours, &sent(&[1, 2], [1, 5, 0]), EOI]);
}

/// A table with this many codes of sixteen bits, and their values.
fn table(class: u8, values: &[u8]) -> Vec<u8> {
    let mut counts = [0; 16];
    counts[15] = values.len() as u8;
    segment(marker::DHT, &[&[class << 4][..], &counts, values].concat())
}

/// Codes that no symbol of the scan uses had any values.
#[test]
fn a_huffman_table_that_a_scan_reads_has_each_value_once_and_no_text() {
    let read = |tables: &[u8], process: u8, band: [u8; 3]| walked(&[SOI, tables, &frame_of(process, 1), &sent(&[1], band), EOI]);
    let whole = [0, 63, 0];
    let usual = [table(0, &(0..12).collect::<Vec<u8>>()), table(1, &[0, 0xF0, 0x01, 0xFA])].concat();
    assert!(read(&usual, marker::SOF0, whole).is_ok());
    for strange in
        [table(0, &[12]), table(0, b"\x01\x01"), table(1, b"Nora"), table(1, &[0x1B]), table(1, &[0x10]), table(1, &[1, 1])]
    {
        assert!(read(&strange, marker::SOF0, whole).is_err(), "{strange:?}");
    }
    assert!(read(&table(1, &[0x10, 0xE0]), marker::SOF2, [1, 63, 0]).is_ok());
    assert!(read(&table(0, &[16]), marker::SOF3, [1, 0, 0]).is_ok());
    assert!(read(&table(1, b"Nora"), marker::SOF3, [1, 0, 0]).is_ok(), "nobody reads it");
    // More codes of one bit than there are.
    let crowded = segment(marker::DHT, &[&[0, 3][..], &[0; 15], &[0, 1, 2]].concat());
    assert!(read(&crowded, marker::SOF0, whole).is_err());
}

#[test]
fn comments_between_scans_are_segments_of_their_own() {
    let comment = segment(marker::COM, b"between");
    let first = scan(&[1, 0xFF, 0, 2, 0xFF, 0xD0, 3]);
    let second = sent(&[2], [0, 63, 0]);
    let image = walked(&[SOI, &frame_of(marker::SOF0, 2), &first, &comment, &second, EOI]).unwrap();
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
