use super::{configuration, walk};
use crate::base::{Error, Malformed, Unsupported};
use crate::codecs::{Room, Walker};
use crate::model::{CodedElement as C, Value};
use crate::testing::coded::{Walked, octets, pack, walked};
use crate::testing::{WORD, holds, malformed};
use proptest::prelude::*;

const DSE: (u32, usize) = (4, 3);
const PCE: (u32, usize) = (5, 3);
const FIL: (u32, usize) = (6, 3);
const END: (u32, usize) = (7, 3);
/// A channel pair of which nothing reads more than this, and something after it.
const CHANNELS: [(u32, usize); 3] = [(1, 3), (0x1234_5678, 32), (0x0ABC_DEF1, 32)];

fn sample(parts: &[&[(u32, usize)]]) -> Vec<u8> {
    pack(&parts.concat())
}

fn fill(payload: &[u8]) -> Vec<(u32, usize)> {
    let count = payload.len() as u32;
    let head = if count < 15 { vec![FIL, (count, 4)] } else { vec![FIL, (15, 4), (count - 14, 8)] };
    [head, octets(payload)].concat()
}

fn becomes(before: &[&[(u32, usize)]], after: &[&[(u32, usize)]]) -> Walked {
    let walked = walked(&sample(before), walk).unwrap();
    assert_eq!(walked.copy, sample(after));
    walked
}

#[test]
fn a_data_stream_is_cleared_and_keeps_its_length() {
    for is_aligned in [0, 1] {
        let head = [DSE, (3, 4), (is_aligned, 1), (WORD.len() as u32, 8)];
        // After the 16-bit head, nothing needs to be aligned: the channel before it takes care of that.
        let lead = fill(b"\0\0");
        let gap = |bits| vec![(bits, if is_aligned == 1 { 1 } else { 0 })];
        let told =
            becomes(&[&lead, &head, &gap(1), &octets(WORD), &CHANNELS], &[&lead, &head, &gap(0), &octets(&[0; 28]), &CHANNELS]);
        let says: Vec<_> = told.marks.into_iter().flat_map(|mark| mark.says).collect();
        assert_eq!(says, [(C::DataStreamElement, Value::Text(String::from_utf8(WORD.to_vec()).unwrap()))]);
    }
}

#[test]
fn a_long_data_stream_counts_in_two_numbers() {
    let head = [DSE, (0, 4), (0, 1), (255, 8), (45, 8)];
    becomes(&[&head, &octets(&[0x41; 300]), &CHANNELS], &[&head, &octets(&[0; 300]), &CHANNELS]);
}

#[test]
fn the_name_of_an_encoder_is_read_and_goes() {
    let name = [&[0][..], b"Lavc59.37.100\0\0"].concat();
    let told = becomes(&[&fill(&name), &CHANNELS], &[&fill(&[0; 16]), &CHANNELS]);
    assert_eq!(told.marks[0].says, [(C::EncoderName, Value::Text("Lavc59.37.100".into()))]);
}

#[test]
fn a_version_of_faac_goes_and_its_name_stays() {
    let behind = |text: &[u8]| pack(&[vec![(0, 4), (0, 13)], octets(text), vec![(0, 7)]].concat());
    let (before, after) = (behind(b"libfaac 1.28"), behind(b"libfaac0.0\0\0"));
    becomes(&[&fill(&before), &CHANNELS], &[&fill(&after), &CHANNELS]);
    becomes(&[&fill(&behind(b"libfaac x.28")), &CHANNELS], &[&fill(&[0; 15]), &CHANNELS]);
}

#[test]
fn every_payload_becomes_what_decoders_pass_over() {
    let cleared = [0; 6];
    for (before, after) in [
        (*b"\x0FText!", cleared),
        (*b"\x10\xA5Text", *b"\x10\xA5\xA5\xA5\xA5\xA5"),
        (*b"\x20\x04Text", *b"\x20\x04\0\0\0\0"),
        // One byte of data, followed by a filler.
        (*b"\x20\x01T\x0Fxt", *b"\x20\x01\0\0\0\0"),
        // Longer than the element, and a different version.
        (*b"\x20\x05Text", cleared),
        (*b"\x21\x04Text", cleared),
        (*b"\x3FText!", cleared),
        (*b"\x9FText!", cleared),
        (*b"\xFFText!", cleared),
    ] {
        becomes(&[&fill(&before), &CHANNELS], &[&fill(&after), &CHANNELS]);
    }
}

#[test]
fn how_loud_the_sound_is_stays() {
    // Tag and reserved bits; one mask; two bands; a level and a reserved bit; two gains; then a filler.
    let info = |reserved: u32, level: u32, rest: &[u8]| {
        let fields = [(11, 4), (1, 1), (9, 4), (reserved, 4), (1, 1), (0x54, 8), (1, 1), (1, 4), (0, 4), (0x1020, 16)];
        pack(&[&fields[..], &[(1, 1), (0x55, 7), (level, 1), (0x8112, 16)], &octets(rest)].concat())
    };
    becomes(&[&fill(&info(0xF, 1, b"\x0Ftxt")), &CHANNELS], &[&fill(&info(0, 0, &[0; 4])), &CHANNELS]);
}

#[test]
fn what_decoders_need_and_nobody_walks_is_refused() {
    for (kind, is_malformed) in [(0x40, false), (0xC0, false), (0xD0, true), (0xE0, true)] {
        let refused = walked(&sample(&[&fill(&[kind, 1, 2]), &CHANNELS]), walk);
        let as_expected = match refused {
            Err(Error::Malformed { what: Malformed::CodedSample, .. }) => is_malformed,
            Err(Error::Unsupported { what: Unsupported::CodedExtension, .. }) => !is_malformed,
            _ => false,
        };
        assert!(as_expected, "{kind}");
    }
}

/// Two front channels and a matrix, one low frequency channel.
const PROGRAM: [(u32, usize); 15] =
    [(2, 4), (1, 2), (4, 4), (1, 4), (0, 4), (0, 4), (1, 2), (0, 3), (0, 4), (0, 1), (0, 1), (1, 1), (5, 3), (0x10, 5), (3, 4)];
const PROGRAM_BITS: usize = 46;

fn program(comment: &[u8], before: usize, gap: u32) -> Vec<(u32, usize)> {
    let width = (before + PROGRAM_BITS).next_multiple_of(8) - before - PROGRAM_BITS;
    [&PROGRAM[..], &[(gap, width), (comment.len() as u32, 8)], &octets(comment)].concat()
}

#[test]
fn the_comment_of_a_program_goes() {
    let told = becomes(&[&[PCE], &program(WORD, 3, 0x7F), &CHANNELS], &[&[PCE], &program(&[0; 28], 3, 0), &CHANNELS]);
    assert!(told.marks.iter().any(|mark| mark.says.iter().any(|(element, _)| *element == C::ProgramComment)));
}

#[test]
fn what_follows_the_end_of_a_block_without_channels_goes() {
    becomes(&[&fill(&[0]), &[END, (0x3F, 6)], &octets(WORD)], &[&fill(&[0]), &[END, (0, 6)], &octets(&[0; 28])]);
}

#[test]
fn nothing_is_marked_behind_the_first_channel() {
    for id in 0..4 {
        let told = walked(&sample(&[&[(id, 3), (1, 5)], &octets(WORD)]), walk).unwrap();
        assert!(told.marks.is_empty());
    }
    assert!(walked(&[], walk).unwrap().marks.is_empty());
}

#[test]
fn elements_that_are_cut_off_are_refused() {
    let whole = sample(&[&[DSE, (0, 4), (1, 1), (20, 8)], &octets(&[7; 20]), &[PCE], &program(b"text", 19, 0), &fill(&[0; 20])]);
    for len in 1..whole.len() {
        assert_eq!(malformed(walked(&whole[..len], walk).map(|_| ())), Malformed::CodedSample, "{len}");
    }
}

#[test]
fn headers_of_a_transport_are_refused() {
    assert_eq!(malformed(walked(b"\xFF\xF1\x50\x80\x01\x1F\xFC\x21", walk).map(|_| ())), Malformed::CodedSample);
}

fn configured(bytes: &[u8]) -> (u8, Vec<u8>) {
    let mut kind = 0;
    let told = walked(bytes, |input, info, marks| configuration(input, info, marks).map(drop)).unwrap();
    let mut marks = Vec::new();
    if let Ok(read) = configuration(&crate::base::Input::from_bytes(bytes), (0..bytes.len()).into(), &mut marks) {
        kind = read.object_type;
    }
    (kind, told.copy)
}

#[test]
fn what_stands_behind_a_configuration_goes() {
    for (before, after) in [
        (&b"\x12\x10"[..], &b"\x12\x10"[..]),
        (b"\x12\x10text, 8", b"\x12\x10\0\0\0\0\0\0\0"),
        // Bands follow, and stereo does; then text.
        (b"\x13\x88\x56\xE5\xA5\x48\x80text", b"\x13\x88\x56\xE5\xA5\x48\x80\0\0\0\0"),
        (b"\x13\x88\x56\xE5\xA5\x40text", b"\x13\x88\x56\xE5\xA0\0\0\0\0\0"),
        (b"\x12\x10\x56\xE5\x00", b"\x12\x10\x56\xE5\x00"),
        // FFmpeg finds it after anything.
        (b"\x12\x10text\x56\xE5\x7F", b"\x12\x10\0\0\0\0\x56\xE5\x00"),
        // HE-AAC that says so itself.
        (b"\x2B\x11\x88\x00\x56\xE5text", b"\x2B\x11\x88\x00\0\0\0\0\0\0"),
    ] {
        assert_eq!(configured(before), (2, after.to_vec()), "{before:02X?}");
    }
}

#[test]
fn the_comment_of_a_configured_program_goes() {
    let config = |comment: &[u8], gap, rest: &[u8]| {
        sample(&[&[(2, 5), (4, 4), (0, 4), (0, 3)], &program(comment, 16, gap), &octets(rest)])
    };
    assert_eq!(configured(&config(WORD, 3, b"text")), (2, config(&[0; 28], 0, &[0; 4])));
}

#[test]
fn a_comment_that_decoders_read_differently_is_refused() {
    let config = sample(&[&[(2, 5), (4, 4), (0, 4), (0, 3)], &program(b"\x56\xE5\x80", 16, 0)]);
    assert_eq!(
        malformed(walked(&config, |input, info, marks| configuration(input, info, marks).map(drop)).map(|_| ())),
        Malformed::CodedSample
    );
}

#[test]
fn other_object_types_are_only_named() {
    let mut marks = Vec::new();
    let bytes = pack(&[(31, 5), (10, 6), (0, 5), (0, 32)]);
    let read = configuration(&crate::base::Input::from_bytes(&bytes), (0..bytes.len()).into(), &mut marks).unwrap();
    assert_eq!((read.object_type, read.room(), marks.len()), (42, Room::Unknown, 0));
    let plain = configuration(&crate::base::Input::from_bytes(b"\x12\x10"), (0..2).into(), &mut marks).unwrap();
    assert_eq!(plain.room(), Room::Walked(Walker::Aac));
}

proptest! {
    #[test]
    fn any_bytes_are_cleaned_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80), first in 4..8u8) {
        let mut sample = bytes.clone();
        if let Some(byte) = sample.first_mut() {
            *byte = *byte & 0x1F | first << 5;
        }
        let _ = walked(&sample, walk);
        let _ = walked(&bytes, |input, info, marks| configuration(input, info, marks).map(drop));
    }

    #[test]
    fn no_text_before_the_channels_survives(shift in 0..20u32, kind in prop::sample::select(vec![0u8, 1, 2, 3, 5, 15])) {
        let lead = [DSE, (0, 4), (0, 1), (shift % 4, 8), (0, 8 * (shift % 4) as usize)];
        let payload = [&[kind << 4][..], WORD].concat();
        let told = walked(&sample(&[&lead, &fill(&payload), &CHANNELS]), walk).unwrap();
        for at in 0..8 {
            let shifted: Vec<u8> = told.copy.windows(2).map(|pair| (u16::from_be_bytes([pair[0], pair[1]]) >> at) as u8).collect();
            prop_assert!(!holds(&shifted, &WORD[3..12]));
        }
    }
}
