use proptest::prelude::*;

use super::*;
use crate::codecs::Mark;
use crate::testing::{WORD, holds, samples};

fn unit(code: u8, payload: &[u8]) -> Vec<u8> {
    [&[0, 0, 1, code], payload].concat()
}

fn walked(bytes: &[u8]) -> Result<Vec<Mark>, Error> {
    samples::walked(bytes, walk)
}

#[track_caller]
fn cleaned(bytes: &[u8]) -> (Vec<u8>, Vec<Value>) {
    samples::cleaned(bytes, walk).unwrap()
}

/// 64 by 64, with custom matrices.
fn sequence_header() -> Vec<u8> {
    let matrices = [&[0b1010_0010_u8][..], &[0x20; 63], &[0x21], &[0x22; 64]].concat();
    unit(0xB3, &[&[4, 0, 0x40, 0x13, 0xFF, 0xFF, 0xE0][..], &matrices].concat())
}

#[test]
fn user_data_become_ones() {
    let sample = [sequence_header(), unit(0xB2, WORD), unit(0x01, &[0x10, 0xAB])].concat();
    let (copy, says) = cleaned(&sample);
    assert_eq!(copy, [sequence_header(), unit(0xB2, &[0xFF; 28]), unit(0x01, &[0x10, 0xAB])].concat());
    assert_eq!(says, [Value::Text(String::from_utf8(WORD.to_vec()).unwrap())]);
}

#[test]
fn the_time_of_a_group_goes_and_its_flags_stay() {
    // 13:37:42, picture 5, closed.
    let bits: u32 = (13 << 26) | (37 << 20) | (1 << 19) | (42 << 13) | (5 << 7) | 0x40;
    let (copy, says) = cleaned(&unit(0xB8, &bits.to_be_bytes()));
    assert_eq!(copy, unit(0xB8, &[0, 8, 0, 0x40]));
    assert_eq!(says, [Value::numbers("13:37:42:05".to_owned(), Vec::new())]);
}

#[test]
fn nothing_hides_behind_a_header() {
    let ends = [
        sequence_header(),
        unit(0x00, &[0, 0x0F, 0xFF, 0xF8]),
        unit(0x00, &[0, 0x17, 0xFF, 0xFB, 0x80]),
        unit(0x00, &[0, 0x1F, 0xFF, 0xFB, 0xB8]),
        unit(0xB5, &[0x14, 0x8A, 0, 1, 0, 0]),
        unit(0xB5, &[0x2A, 0x10, 0x22, 0x10, 0x10]),
        unit(0xB5, &[0x2B, 1, 1, 1, 0x10, 0x22, 0x10, 0x10]),
        unit(0xB5, &[0x30]),
        unit(0xB5, &[0x78, 0x00, 0x0C, 0x00, 0x04]),
        unit(0xB5, &[0x8F, 0xFF, 0xF3, 0xC1, 0x80]),
        unit(0xB7, &[]),
        unit(0xB5, &[0xB0]),
        unit(0xB0, &[]),
    ];
    for end in ends {
        let (copy, says) = cleaned(&[&end[..], WORD].concat());
        assert_eq!(copy, [&end[..], &[0; 28]].concat());
        assert_eq!(says.len(), 1, "{end:x?}");
        let (same, says) = cleaned(&end);
        assert_eq!((same, says.len()), (end, 0));
    }
    assert!(!holds(&cleaned(&[WORD, &sequence_header()[..]].concat()).0, WORD));
}

#[test]
fn a_number_of_a_work_goes() {
    let extension = unit(0xB5, &[0x4F, 0xFF, 0x07, 0xAB, 0xCD, 0xEE, 0x12, 0x34, 0xC5, 0x67, 0x89]);
    assert_eq!(cleaned(&extension).0, unit(0xB5, &[0x40, 0, 4, 0, 0, 0x20, 0, 0, 0x40, 0, 0]));
}

#[test]
fn extra_information_of_slices_goes_and_its_flags_stay() {
    // Scale 2, intra_slice with reserved bits, an extra byte, then a macroblock.
    let (copy, _) = cleaned(&unit(0x01, &[0b0001_0111, 0b1111_1110, 0b1010_1010, 0b0110_0011]));
    assert_eq!(copy, unit(0x01, &[0b0001_0110, 0b0000_0010, 0b0000_0000, 0b0110_0011]));
    let coded = unit(0x01, &[0b0001_0011, 0xFF, 0xFF]);
    assert_eq!(cleaned(&coded).0, coded);
}

#[test]
fn layers_tall_pictures_and_program_streams_are_refused() {
    for refused in [unit(0xB5, &[0x50, 0]), unit(0xB3, &[4, 0x0B, 0xFF, 0x13, 0, 0, 0, 0]), unit(0xBA, b"\x44")] {
        let error = walked(&refused).unwrap_err();
        assert!(matches!(error, Error::Unsupported { what: Unsupported::CodedExtension, .. }), "{error:?}");
    }
}

proptest! {
    #[test]
    fn anything_is_walked_twice_alike(units in prop::collection::vec((prop::sample::select(vec![0, 1, 0xB2, 0xB3, 0xB5, 0xB8, 0xFF]), prop::collection::vec(any::<u8>(), 0..90)), 0..6)) {
        let bytes: Vec<u8> = units.into_iter().flat_map(|(code, payload)| unit(code, &payload)).collect();
        if let Ok((copy, _)) = samples::cleaned(&bytes, walk) {
            prop_assert_eq!(copy.len(), bytes.len());
        }
    }
}
