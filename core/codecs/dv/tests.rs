use proptest::prelude::*;

use super::*;
use crate::model::{CodedElement, Value};
use crate::testing::{WORD, holds, samples};

/// A frame of 525 lines with a pack in every place for one, and nothing else in it.
fn frame(subcode: [u8; 5], vaux: [u8; 5], aaux: [u8; 5]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for number in 0..1500 {
        let (section, content) = match number % BLOCKS {
            0 => (0, [&[0x3F, 0x78, 0x78, 0x78, 0x78][..], &[ONES; 72]].concat()),
            1 | 2 => (1, [[&[0x81, 0xB0, ONES][..], &subcode].concat().repeat(6), vec![ONES; 29]].concat()),
            3..=5 => (2, [vaux.repeat(15), vec![ONES; 2]].concat()),
            block if block % 16 == 6 => (3, [&aaux[..], &[0x11; 72]].concat()),
            _ => (4, vec![0x22; 77]),
        };
        bytes.extend([section << 5 | 0x1F, 0x07, u8::try_from(number % BLOCKS).unwrap()]);
        bytes.extend(content);
    }
    bytes
}

const NOTHING: [u8; 5] = [ONES; 5];

#[test]
fn what_decoders_need_stays_and_nothing_else() {
    let cases = [
        ([0x13, 1, 2, 3, 4], [0x60, 0xFF, 0xFF, 0xC0, 0xFF], [0x50, 1, 2, 3, 4]),
        ([0x60, 1, 2, 3, 4], [0x61, 0x3F, 0xC8, 0xFC, 0xFF], [0x51, 1, 2, 3, 0xFF]),
    ];
    for (subcode, vaux, aaux) in cases {
        let (copy, _) = samples::cleaned(&frame(subcode, vaux, aaux), walk).unwrap();
        assert!(copy == frame(NOTHING, vaux, aaux), "{vaux:?} {aaux:?}");
    }
    for gone in [[0x62, 1, 2, 3, 4], [0x63, 1, 2, 3, 4], [0x70, 1, 2, 3, 4], [0x18, 1, 2, 3, 4], [0xFF, 1, 2, 3, 4]] {
        let (copy, says) = samples::cleaned(&frame(gone, gone, gone), walk).unwrap();
        assert!(copy == frame(NOTHING, NOTHING, NOTHING) && says.len() == 1, "{gone:?}");
    }
    let (copy, _) = samples::cleaned(&frame(NOTHING, [0x60, 0x12, 0xC3, 0x20, 7], [0x51, 1, 2, 3, 4]), walk).unwrap();
    assert!(copy == frame(NOTHING, [0x60, 0xFF, 0xCF, 0x20, 0xFF], [0x51, 1, 2, 3, 0xFF]));
}

#[test]
fn the_moment_of_recording_is_told() {
    let mut bytes = frame(NOTHING, [0x62, 0xFF, 0xD9, 0xE6, 0x99], NOTHING);
    // In the second pack of the first block of VAUX: 23:42:17.
    bytes[3 * BLOCK + 8..][..5].copy_from_slice(&[0x63, 0xFF, 0x97, 0xC2, 0xE3]);
    let marks = samples::walked(&bytes, walk).unwrap();
    let says: Vec<_> = marks.into_iter().flat_map(|mark| mark.says).collect();
    let [(date, Value::Moment { moment, .. }), (time, Value::Numbers { shown, .. })] = &says[..] else { panic!("{says:?}") };
    assert_eq!((*date, *time), (CodedElement::DvPack(0x62), CodedElement::DvPack(0x63)));
    assert_eq!((moment.to_string().as_str(), shown.as_str()), ("1999-06-19T23:42:17", "23:42:17"));
}

#[test]
fn a_text_in_reserved_bytes_goes() {
    let clean = frame(NOTHING, NOTHING, NOTHING);
    for at in [8, 80 + 51, 80 + 5, 240 + 3, 240 + 50] {
        let mut bytes = clean.clone();
        bytes[at..at + WORD.len()].copy_from_slice(WORD);
        let (copy, _) = samples::cleaned(&bytes, walk).unwrap();
        assert!(!holds(&copy, &WORD[4..12]), "{at}");
    }
}

#[test]
fn a_block_out_of_its_place_is_malformed() {
    let mut bytes = frame(NOTHING, NOTHING, NOTHING);
    for malformed in [&bytes[..bytes.len() - 80], &[&bytes[..], &[0]].concat(), b""] {
        assert!(matches!(samples::walked(malformed, walk), Err(Error::Malformed { what: Malformed::CodedSample, .. })));
    }
    bytes[160] = 0x5F;
    assert!(matches!(samples::walked(&bytes, walk), Err(Error::Malformed { what: Malformed::CodedSample, .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn anything_is_walked_twice_alike(subcode: [u8; 5], vaux: [u8; 5], aaux: [u8; 5]) {
        samples::cleaned(&frame(subcode, vaux, aaux), walk).unwrap();
    }
}
