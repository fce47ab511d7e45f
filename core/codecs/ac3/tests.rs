use super::walk;
use crate::base::{Error, Malformed, Unsupported};
use crate::codecs::crc16::{crc16, crc16_before};
use crate::model::{CodedElement as C, Value};
use crate::testing::coded::{octets, pack, walked};
use crate::testing::{WORD, malformed};
use proptest::prelude::*;

type Fields = Vec<(u32, usize)>;

/// Both have this length.
const LEN: usize = 128;

/// Adds checksums to a frame.
fn summed(mut frame: Vec<u8>, is_enhanced: bool) -> Vec<u8> {
    let middle = if is_enhanced { 2 } else { 80 };
    if !is_enhanced {
        let first = crc16_before(&frame[4..middle]);
        frame[2..4].copy_from_slice(&first);
    }
    let second = crc16(0, &frame[middle..LEN - 2]).to_be_bytes();
    frame[LEN - 2..].copy_from_slice(&second);
    frame
}

/// A frame: its header, sound, and auxiliary data if there are any.
fn frame(header: &[(u32, usize)], auxiliary: Option<&[u8]>, is_enhanced: bool) -> Vec<u8> {
    let mut frame = pack(header);
    frame.resize(LEN, 0xB6);
    let end = match auxiliary {
        // Fourteen bits of length, the flag, a reserved bit: the data end at a byte boundary.
        Some(data) => {
            frame[LEN - 4 - data.len()..LEN - 4].copy_from_slice(data);
            pack(&[(data.len() as u32 * 8, 14), (1, 1), (0, 1)])
        }
        None => vec![0xB6, 0],
    };
    frame[LEN - 4..LEN - 2].copy_from_slice(&end);
    summed(frame, is_enhanced)
}

/// AC-3 at 48 kHz, 32 kbit/s, two channels; the rest of the bit stream information from `langcode` on.
fn plain(rest: &[(u32, usize)]) -> Fields {
    [&[(0x0B77, 16), (0, 16), (0, 2), (0, 6), (8, 5), (0, 3), (2, 3), (0, 2), (0, 1), (31, 5), (0, 1)], rest].concat()
}

/// Enhanced AC-3 with six blocks of two channels; the rest from `mixmdate` on.
fn enhanced(rest: &[(u32, usize)]) -> Fields {
    let head = [(0x0B77, 16), (0, 2), (0, 3), (63, 11), (0, 2), (3, 2), (2, 3), (0, 1), (16, 5), (31, 5), (0, 1)];
    [&head[..], rest].concat()
}

#[track_caller]
fn becomes(before: &[u8], after: &[u8]) -> Vec<(C, Value)> {
    let told = walked(before, walk).unwrap();
    assert_eq!(told.copy, after);
    told.marks.into_iter().flat_map(|mark| mark.says).collect()
}

#[test]
fn the_time_of_day_goes_and_the_checksums_follow() {
    let info = |coarse, fine| plain(&[(0, 1), (0, 1), (0, 2), (1, 1), (coarse, 14), (1, 1), (fine, 14), (0, 1)]);
    let time = info(17 << 9 | 42 << 3 | 3, 5 << 11 | 12 << 6);
    let says = becomes(&frame(&time, None, false), &frame(&info(0, 0), None, false));
    assert!(matches!(&says[..], [(C::Moment, Value::Numbers { shown, .. })] if shown == "17:42:29"));
}

#[test]
fn the_language_goes_and_how_it_was_mixed_stays() {
    let info = |language| plain(&[(1, 1), (language, 8), (1, 1), (0x55, 7), (0, 2), (0, 1), (0, 1), (0, 1)]);
    becomes(&frame(&info(0x7F), None, false), &frame(&info(0xFF), None, false));
}

#[test]
fn additional_information_goes() {
    let info = |data: &[u8]| [plain(&[(0, 1), (0, 1), (0, 2), (0, 1), (0, 1), (1, 1), (27, 6)]), octets(data)].concat();
    let says = becomes(&frame(&info(WORD), None, false), &frame(&info(&[0; 28]), None, false));
    assert!(matches!(&says[..], [(C::AuxiliaryData, Value::Text(_))]));
    let info = |data: &[u8]| [enhanced(&[(0, 1), (0, 1), (1, 1), (27, 6)]), octets(data)].concat();
    becomes(&frame(&info(WORD), None, true), &frame(&info(&[0; 28]), None, true));
}

#[test]
fn the_number_of_objects_stays_and_nothing_like_it() {
    let info = |data: [u8; 2]| [enhanced(&[(0, 1), (0, 1), (1, 1), (1, 6)]), octets(&data)].concat();
    becomes(&frame(&info([1, 16]), None, true), &frame(&info([1, 16]), None, true));
    for other in [[1, 17], [3, 16], [0, 16]] {
        becomes(&frame(&info(other), None, true), &frame(&info([0, 0]), None, true));
    }
}

#[test]
fn auxiliary_data_go() {
    for (info, is_enhanced) in [(plain(&[(0, 7)]), false), (enhanced(&[(0, 3)]), true)] {
        let says = becomes(&frame(&info, Some(WORD), is_enhanced), &frame(&info, Some(&[0; 28]), is_enhanced));
        assert!(matches!(&says[..], [(C::AuxiliaryData, Value::Text(_))]));
    }
}

#[test]
fn what_a_mixer_needs_is_passed_over() {
    // Program scale, external scale, short mixing data, no pan, mixing of each block; then what kind of sound it is.
    let mixing = [(1, 1), (1, 1), (9, 6), (1, 1), (9, 6), (1, 2), (21, 5), (1, 1), (0x3F, 6), (0x3FFF_FFFF, 30)];
    let kind = [(1, 1), (7, 3), (3, 2), (15, 4), (1, 1), (0xFF, 8), (1, 1)];
    let info = |data: &[u8]| [enhanced(&mixing), kind.to_vec(), vec![(1, 1), (3, 6)], octets(data)].concat();
    becomes(&frame(&info(b"text"), None, true), &frame(&info(&[0; 4]), None, true));
}

#[test]
fn containers_and_mixing_data_of_any_length_are_refused() {
    let container = frame(&enhanced(&[(0, 3)]), Some(b"\0\x58\x38\0\x05"), true);
    let opaque = frame(&enhanced(&[(1, 1), (0, 1), (0, 1), (3, 2), (2, 5), (0, 32), (0, 3)]), None, true);
    for bytes in [container, opaque] {
        assert!(matches!(walked(&bytes, walk), Err(Error::Unsupported { what: Unsupported::CodedExtension, .. })));
    }
}

#[test]
fn several_frames_tile_a_sample_or_it_is_refused() {
    let (info, word) = (plain(&[(0, 7)]), frame(&plain(&[(0, 7)]), Some(WORD), false));
    let clean = frame(&info, Some(&[0; 28]), false);
    becomes(&[&word[..], &clean, &word].concat(), &[&clean[..], &clean, &clean].concat());
    for wrong in [[&word[..], b"text"].concat(), [&word[..], &word[..100]].concat(), b"text".to_vec()] {
        assert_eq!(malformed(walked(&wrong, walk).map(|_| ())), Malformed::CodedSample);
    }
}

#[test]
fn a_wrong_checksum_is_not_made_right() {
    let mut bytes = frame(&plain(&[(0, 7)]), Some(WORD), false);
    bytes[60] ^= 1;
    assert_eq!(malformed(walked(&bytes, walk).map(|_| ())), Malformed::CodedSample);
    // If nothing goes, the checksum is not examined.
    let mut bytes = frame(&plain(&[(0, 7)]), Some(&[0; 28]), false);
    bytes[60] ^= 1;
    becomes(&bytes, &bytes);
}

#[test]
fn a_checksum_never_looks_like_the_beginning_of_a_frame() {
    // A search finds the sound that gives this checksum.
    let info = enhanced(&[(0, 3)]);
    let found = (0..=u16::MAX).find(|sound| {
        let mut clean = frame(&info, Some(&[0; 28]), true);
        clean[40..42].copy_from_slice(&sound.to_be_bytes());
        summed(clean, true).ends_with(&[0x0B, 0x77])
    });
    let mut bytes = frame(&info, Some(WORD), true);
    bytes[40..42].copy_from_slice(&found.unwrap().to_be_bytes());
    let told = walked(&summed(bytes, true), walk).unwrap();
    assert!(!told.copy.ends_with(&[0x0B, 0x77]) && told.copy[LEN - 3] & 1 == 1);
    assert_eq!(crc16(0, &told.copy[2..]), 0);
}

#[test]
fn auxiliary_data_that_reach_into_the_header_are_refused() {
    let mut bytes = frame(&plain(&[(0, 7)]), Some(WORD), false);
    bytes[LEN - 4..LEN - 2].copy_from_slice(&pack(&[(LEN as u32 * 8 - 40, 14), (1, 1), (0, 1)]));
    assert_eq!(malformed(walked(&summed(bytes, false), walk).map(|_| ())), Malformed::CodedSample);
}

proptest! {
    #[test]
    fn any_bytes_are_cleaned_or_refused(mut bytes in proptest::collection::vec(any::<u8>(), LEN), is_enhanced: bool, sum: bool) {
        bytes[..2].copy_from_slice(&[0x0B, 0x77]);
        if is_enhanced {
            (bytes[2], bytes[3], bytes[5]) = (bytes[2] & 0xF8, 63, 0x80 | bytes[5] & 7);
        } else {
            (bytes[4], bytes[5]) = (0, 0x30 | bytes[5] & 0x1F);
        }
        let bytes = if sum { summed(bytes, is_enhanced) } else { bytes };
        let _ = walked(&bytes, walk);
    }
}
