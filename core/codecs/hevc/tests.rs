//! Units, parameter sets, messages. The parameter sets are those written by x265.

use super::*;
use crate::base::{Malformed, Unsupported};
use crate::codecs::Mark;
use crate::testing::mastering::P3_GBR;
use crate::testing::nal::{messages, sample, stuffed};
use crate::testing::{WORD, holds};

const VIDEO: &[u8] = b"\x40\x01\x0C\x01\xFF\xFF\x01\x60\0\0\x03\0\x90\0\0\x03\0\0\x03\0\x3C\x95\x94\x09";
const SEQUENCE: &[u8] =
    b"\x42\x01\x01\x01\x60\0\0\x03\0\x90\0\0\x03\0\0\x03\0\x3C\xA0\x0A\x08\x0F\x16\x59\x59\x52\x93\x0B\xC0\x5A\x02\
    \0\0\x03\0\x02\0\0\x03\0\x32\x10";
const PICTURE: &[u8] = b"\x44\x01\xC0\x73\xC1\x89";

fn configuration_of(arrays: &[(u8, &[&[u8]])]) -> Vec<u8> {
    let mut body = [&[1][..], &[0; 20], &[3, arrays.len() as u8]].concat();
    for (kind, units) in arrays {
        body.extend([&[0x80 | kind][..], &(units.len() as u16).to_be_bytes()].concat());
        body.extend(units.iter().flat_map(|unit| [&(unit.len() as u16).to_be_bytes()[..], unit].concat()));
    }
    body
}

fn usual() -> Configuration {
    let body = configuration_of(&[(32, &[VIDEO]), (33, &[SEQUENCE]), (34, &[PICTURE])]);
    let mut marks = Vec::new();
    let read = configuration(&Input::from_bytes(&body), Span::new(0, body.len() as u64), &mut marks).unwrap();
    assert_eq!((read.len, marks.len()), (body.len() as u64, 1));
    read
}

fn walked(units: &[&[u8]]) -> Result<(Vec<u8>, Vec<Mark>), Error> {
    let with = usual();
    stuffed(&sample(units), |input, sample, marks| with.clone().walk(input, sample, marks))
}

fn sei_unit(kind: u8, list: &[(u8, &[u8])]) -> Vec<u8> {
    [&[kind << 1, 1], &messages(list)[..]].concat()
}

#[test]
fn sets_are_read_to_their_ends_and_nothing_stands_behind() {
    for set in [VIDEO, SEQUENCE, PICTURE] {
        let longer = [set, WORD].concat();
        let (copy, marks) = walked(&[&longer]).unwrap();
        assert_eq!(copy, sample(&[&[set, &vec![0; WORD.len()]].concat()]));
        assert_eq!((marks.len(), marks[0].span.len), (1, WORD.len() as u64));
    }
}

#[test]
fn sets_that_cannot_be_read_are_short_or_refused() {
    // vps_extension_flag, and what only multi-layer decoders read.
    let extended = [&VIDEO[..VIDEO.len() - 1], b"\x0Bsome layers\x80"].concat();
    assert_eq!(walked(&[&extended]).unwrap().1, []);
    let long = [&extended[..], &[7; 2000]].concat();
    assert!(matches!(walked(&[&long]), Err(Error::Unsupported { what: Unsupported::CodedExtension, .. })));
}

#[test]
fn a_configuration_holds_sets_and_messages_in_their_arrays() {
    let prefix = sei_unit(39, &[(5, WORD)]);
    let odd = [&[50 << 1, 1][..], WORD].concat();
    let body = configuration_of(&[(33, &[SEQUENCE]), (39, &[&prefix]), (50, &[&odd]), (34, &[VIDEO])]);
    let (copy, marks) = stuffed(&body, |input, body, marks| configuration(input, body, marks).map(drop)).unwrap();
    assert!(!holds(&copy, WORD) && holds(&copy, SEQUENCE) && !holds(&copy, VIDEO));
    assert_eq!(marks.len(), 4);
    for len in 0..body.len() {
        assert!(configuration(&Input::from_bytes(&body[..len]), Span::new(0, len as u64), &mut Vec::new()).is_err());
    }
}

/// Profile, level and the rest before the sets were whatever a file said.
#[test]
fn a_configuration_says_what_its_set_says() {
    let plain = configuration_of(&[(32, &[VIDEO]), (33, &[SEQUENCE]), (34, &[PICTURE])]);
    let mut body = plain.clone();
    body[1..21].copy_from_slice(b"Nora Martin 1981-05-");
    body[21] = 0xFF;
    let (copy, marks) = stuffed(&body, |input, body, marks| configuration(input, body, marks).map(drop)).unwrap();
    assert_eq!(copy[1..13], [&[1, 0x60, 0, 0, 0, 0x90][..], &[0; 5], &[0x3C]].concat());
    assert_eq!((&copy[13..22], marks[0].says.len()), (&[0xF0, 0, 0xFC, 0xFD, 0xF8, 0xF8, 0, 0, 0x0F][..], 1));
    assert_eq!(copy[22..], plain[22..]);
}

#[test]
fn units_that_decoders_pass_over_are_stuffed_and_all_others_stay() {
    for kind in 0..64_u8 {
        for layer in [0_u8, 1, 62] {
            let unit = [&[kind << 1 | layer >> 5, layer << 3 | 1][..], b"some text of a unit\x80"].concat();
            let walked = walked(&[&unit]);
            match kind {
                33 | 34 if layer == 0 => {
                    assert!(matches!(walked, Err(Error::Malformed { what: Malformed::CodedSample, .. })), "{kind}");
                }
                0..=9 | 16..=21 | 32..=34 => assert_eq!(walked.unwrap().0, sample(&[&unit]), "{kind}"),
                48 | 49 => assert!(matches!(walked, Err(Error::Unsupported { what: Unsupported::CodedExtension, .. }))),
                // The text begins like a unit of type 57.
                _ => {
                    let (copy, marks) = walked.unwrap();
                    assert!(!holds(&copy, b"text") && marks.len() == 1, "{kind}");
                }
            }
        }
    }
    for broken in [&b"\x4E"[..], b"\xCE\x01abc", b"\x4E\x00abc"] {
        assert!(walked(&[broken]).is_err());
    }
}

#[test]
fn dolby_vision_stays_but_for_the_messages_of_its_second_layer() {
    // What follows the prefix ends with its own checksum.
    let metadata = b"\x7C\x01\x19\x08\x09 whatever \xFA\x8C\x4E\x6A\x80";
    let slice = b"\x7E\x01\x02\x01 a slice";
    let inner = [&b"\x7E\x01"[..], &sei_unit(39, &[(5, WORD)])].concat();
    let (copy, marks) = walked(&[metadata, slice, &inner]).unwrap();
    assert!(copy.starts_with(&sample(&[metadata, slice])) && !holds(&copy, WORD));
    assert!(walked(&[&[&b"\x7C\x01\x19"[..], WORD, b"\x80"].concat()]).is_err());
    assert_eq!(marks.len(), 1);
    assert!(walked(&[b"\x7E\x01\x7E\x01\x02\x01"]).is_err());
}

#[test]
fn messages_stay_where_they_may_stand_and_are_as_long_as_they_should() {
    for (kind, payload, in_suffix) in [
        (6, &b"\xF0"[..], false),
        (47, b"\x00\x00\x08", false),
        (129, b"\x03", false),
        (131, b"ab", false),
        (135, b"", false),
        (144, &[7; 4], false),
        (146, b"\xC0", true),
        (147, b"a", false),
        (168, b"\x01", false),
        (180, b"\xE0", false),
    ] {
        let prefix = sei_unit(39, &[(kind, payload)]);
        assert_eq!(walked(&[&prefix]).unwrap().1, [], "{kind}");
        let suffix = sei_unit(40, &[(kind, payload)]);
        assert_eq!(walked(&[&suffix]).unwrap().1.is_empty(), in_suffix, "{kind}");
        let (copy, marks) = walked(&[&sei_unit(39, &[(kind, &[payload, WORD].concat())])]).unwrap();
        assert!(!holds(&copy, WORD) && marks.len() == 1, "{kind}");
    }
    for kind in [3, 4, 5, 132, 133, 136, 200, 202, 254] {
        let (copy, _) = walked(&[&sei_unit(39, &[(kind, WORD)])]).unwrap();
        assert!(!holds(&copy, WORD), "{kind}");
    }
}

/// `s_hevc_sei`: primaries spelled a text.
#[test]
fn the_screen_of_a_video_is_a_known_one() {
    let copy = |display: &[u8]| walked(&[&sei_unit(39, &[(137, display)])]).unwrap();
    let (known, marks) = copy(&P3_GBR);
    assert_eq!((known.clone(), marks[0].says.is_empty()), (sample(&[&sei_unit(39, &[(137, &P3_GBR)])]), true));
    let mut near = P3_GBR;
    near[1] += 9;
    near[19] += 1;
    assert_eq!((copy(&near).0, copy(&near).1[0].says.is_empty()), (known, false));
    let (copy, _) = copy(&[WORD, &[0; 24]].concat()[..24]);
    assert!(!holds(&copy, &WORD[..8]));
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_messages_are_walked_the_same_twice(
            list in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..60)), 0..5),
            suffix in any::<bool>(),
        ) {
            let list: Vec<(u8, &[u8])> = list.iter().map(|(kind, payload)| (*kind, payload.as_slice())).collect();
            let _ = walked(&[&sei_unit(if suffix { 40 } else { 39 }, &list)]);
        }

        #[test]
        fn any_bytes_are_walked_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80), kind in 0..64_u8) {
            let _ = walked(&[&[&[kind << 1, 1], &bytes[..]].concat()]);
            let _ = stuffed(&bytes, |input, body, marks| configuration(input, body, marks).map(drop));
        }
    }
}

/// FFmpeg crops without coding anew by these numbers (`hevc_metadata=crop_right=...`): the rest stays in the slices.
#[test]
fn what_a_parameter_set_hides_of_pictures_is_known() {
    let hidden = |set: &[u8]| crop(&configuration_of(&[(32, &[VIDEO]), (33, &[set])]));
    assert_eq!(hidden(SEQUENCE), Some(Crop { shown: (320, 240), whole: (320, 240) }));
    // The same up to chroma_format_idc, which is behind 13 bytes; then width, height and a conformance window.
    let head = nal::rbsp::plain(&SEQUENCE[2..]).unwrap()[..13].to_vec();
    let bits = "1010 00000000101000001 000000011110001 1 1 0000001100101 00101 1 0000000".replace(' ', "");
    let tail: Vec<u8> = bits.as_bytes().chunks(8).map(|byte| byte.iter().fold(0, |n, bit| n << 1 | (bit - b'0'))).collect();
    let mut coded = nal::rbsp::Coded::default();
    coded.extend(&[head, tail].concat());
    let set = [&SEQUENCE[..2], &coded.bytes].concat();
    // Nothing at the left, 100 steps of two columns at the right, 4 steps above, nothing below.
    assert_eq!(hidden(&set), Some(Crop { shown: (120, 232), whole: (320, 240) }));
    assert_eq!(hidden(b""), None);
}

/// `s_hev1_vps`, `s_hevc_sps_in`: reserved bits of profiles held five letters, and clocks eight.
#[test]
fn profiles_and_clocks_that_there_are_none_of_are_refused() {
    for (set, at) in [(VIDEO, 8), (SEQUENCE, 5)] {
        // The first bytes of a set are general_profile_compatibility_flag from here, then the constraints.
        assert_eq!(set[at - 2] & 0xC0, 0);
        for (place, byte) in [(at + 1, 0x4E), (at + 6, 0x6F), (at + 7, 0x72)] {
            let mut planted = set.to_vec();
            planted[place] |= byte;
            assert!(walked(&[&planted]).is_err(), "{place}");
        }
        walked(&[set]).unwrap();
    }
}
