use proptest::prelude::*;

use super::*;
use crate::testing::{WORD, samples};

fn unit(code: u8, payload: &[u8]) -> Vec<u8> {
    [&[0, 0, 1, code], payload].concat()
}

#[track_caller]
fn cleaned(bytes: &[u8]) -> (Vec<u8>, Vec<Value>) {
    samples::cleaned(bytes, |input, sample, marks| walk(input, sample, &mut Origin::default(), marks)).unwrap()
}

fn refused(bytes: &[u8]) -> Error {
    walk(&Input::from_bytes(bytes), Span::new(0, bytes.len() as u64), &mut Origin::default(), &mut Vec::new()).unwrap_err()
}

/// The header of a layer as written by FFmpeg, including the bits that stuff its last byte.
const LAYER: &[u8] = &[0x08, 0xD4, 0x8D, 0x08, 0x00, 0xCD, 0x0A, 0x04, 0x1E, 0x14, 0x10, 0x3F];

#[test]
fn headers_keep_what_they_say_and_lose_what_stands_behind() {
    let headers = [unit(0xB0, &[0x01]), unit(0xB5, &[0x89, 0x13]), unit(0x00, &[]), unit(0x20, LAYER)];
    for header in headers {
        let (same, says) = cleaned(&header);
        assert_eq!((same, says.len()), (header.clone(), 0));
        let (copy, says) = cleaned(&[&header[..], WORD].concat());
        assert_eq!(copy, [&header[..], &[0; 28]].concat());
        assert_eq!(says.len(), 1);
    }
}

#[test]
fn user_data_become_ones_but_for_the_encoder() {
    let (copy, says) = cleaned(&[unit(0xB2, b"XviD0046Nora Petit"), unit(0xB2, WORD), unit(0xB6, b"picture")].concat());
    let ones = [unit(0xB2, b"XviD0046\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), unit(0xB2, &[0xFF; 28])];
    assert_eq!(copy, [&ones.concat()[..], &unit(0xB6, b"picture")].concat());
    let word = String::from_utf8(WORD.to_vec()).unwrap();
    assert_eq!(says, [Value::Text("Nora Petit".to_owned()), Value::Text(word)]);
    for code in [0x30, 0xB1, 0xB8, 0xC3] {
        assert_eq!(cleaned(&unit(code, WORD)).0, unit(code, &[0xFF; 28]));
    }
}

fn group(hours: u32, minutes: u32, seconds: u32, flags: u8) -> Vec<u8> {
    let bits = hours << 13 | minutes << 7 | 1 << 6 | seconds;
    let [_, high, middle, low] = (bits << 6).to_be_bytes();
    unit(0xB3, &[high, middle, low | flags | 7])
}

#[test]
fn time_codes_count_from_the_first() {
    let pictures = unit(0xB6, b"picture");
    let sample = [group(23, 59, 59, 0x20), pictures.clone(), group(0, 1, 2, 0x10), pictures.clone()].concat();
    let (copy, says) = cleaned(&sample);
    assert_eq!(copy, [group(0, 0, 0, 0x20), pictures.clone(), group(0, 1, 3, 0x10), pictures].concat());
    assert_eq!(says, ["23:59:59", "00:01:02"].map(|time| Value::numbers(time.to_owned(), Vec::new())));
}

#[test]
fn an_origin_goes_from_sample_to_sample() {
    let mut origin = Origin::default();
    let stuffing = [group(12, 0, 0, 0), group(12, 0, 1, 0)].map(|sample| {
        let mut marks = Vec::new();
        walk(&Input::from_bytes(&sample), Span::new(0, sample.len() as u64), &mut origin, &mut marks).unwrap();
        marks[0].stuffing.head.clone()
    });
    assert_eq!(stuffing, [group(0, 0, 0, 0)[4..].to_vec(), group(0, 0, 1, 0)[4..].to_vec()]);
}

#[test]
fn what_cannot_be_looked_into_is_refused() {
    for sample in [unit(0xB0, &[0xE3]), unit(0xB5, &[0x30]), unit(0xE0, &[0]), unit(0x20, &[0xFF; 30]), unit(0x20, &LAYER[..8])] {
        assert!(matches!(refused(&sample), Error::Unsupported { what: Unsupported::CodedExtension, .. }));
    }
    assert!(matches!(refused(&unit(0xB3, &[0, 0x10])), Error::Malformed { what: Malformed::CodedSample, .. }));
}

#[test]
fn what_stands_before_the_first_start_code_goes() {
    assert_eq!(cleaned(&[WORD, &unit(0xB6, &[1])].concat()).0, [&[0; 28][..], &unit(0xB6, &[1])].concat());
    assert_eq!(cleaned(&[0x7F]).0, [0x7F]);
}

proptest! {
    #[test]
    fn anything_is_walked_twice_alike(
        units in prop::collection::vec(
            (prop::sample::select(vec![0, 0x20, 0xB0, 0xB2, 0xB3, 0xB5, 0xB6, 0xFF]), prop::collection::vec(any::<u8>(), 0..60)),
            0..6,
        ),
    ) {
        let bytes: Vec<u8> = units.into_iter().flat_map(|(code, payload)| unit(code, &payload)).collect();
        let _ = samples::cleaned(&bytes, |input, sample, marks| walk(input, sample, &mut Origin::default(), marks));
    }
}
