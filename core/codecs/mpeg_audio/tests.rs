use super::Frames;
use crate::base::{Error, Input, Malformed, Span, Unsupported};
use crate::codecs::Mark;
use crate::codecs::crc16::crc16;
use crate::testing::coded::{pack, walked};
use crate::testing::{WORD, malformed};
use proptest::prelude::*;

/// MPEG-1, 48 kHz, 32 kbit/s, two channels, no checksum.
const HEAD: [u8; 4] = [0xFF, 0xFB, 0x14, 0];
const LEN: usize = 96;
/// Bytes of a frame after its side information.
const OWN: usize = LEN - 4 - 32;

fn all(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let mut frames = Frames::default();
    frames.walk(input, sample, marks)?;
    frames.finish(input, marks)?;
    marks.sort_by_key(|mark| mark.span.start);
    Ok(())
}

/// A frame whose sound begins this many bytes earlier, and has this many bits.
fn frame(begin: u32, bits: u32, private: u32, own: &[u8]) -> Vec<u8> {
    let granule = |bits| [(bits, 12), (0x7FFF_FFFF, 31), (0xFFFF, 16)];
    let (first, second) = (granule(bits / 2), granule(bits - bits / 2));
    let side = [&[(begin, 9), (private, 3), (0, 8)][..], &first, &granule(0), &granule(0), &second].concat();
    let mut bytes = [&HEAD[..], &pack(&side)].concat();
    bytes[2] |= (private & 1) as u8;
    bytes.extend(own);
    bytes.resize(LEN, 0);
    bytes
}

fn becomes(before: &[Vec<u8>], after: &[Vec<u8>]) {
    assert_eq!(walked(&before.concat(), all).unwrap().copy, after.concat());
}

#[test]
fn what_stands_behind_the_sound_of_a_frame_goes() {
    let own = |rest: &[u8]| [b"sound sound sou", rest].concat();
    becomes(
        &[frame(0, 120, 0, &own(WORD)), frame(0, 480, 0, &[7; OWN])],
        &[frame(0, 120, 0, &own(&[])), frame(0, 480, 0, &[7; OWN])],
    );
    // Bits of the last byte, too.
    becomes(&[frame(0, 3, 0, &[0xFF; OWN])], &[frame(0, 3, 0, &[0xE0])]);
}

#[test]
fn sound_that_begins_in_a_frame_before_stays() {
    let first = |word: &[u8; 28]| [&[7; 10][..], word, &[9; OWN - 38]].concat();
    let word: &[u8; 28] = WORD.try_into().unwrap();
    let second = frame(OWN as u32 - 38, 480, 0, &[5; OWN]);
    // The second frame has 22 bytes of sound that begin before it, and 38 of its own.
    let clean = frame(OWN as u32 - 38, 480, 0, &[5; 38]);
    becomes(&[frame(0, 80, 0, &first(word)), second], &[frame(0, 80, 0, &first(&[0; 28])), clean]);
}

#[test]
fn a_frame_that_describes_the_others_is_emptied() {
    let info = [&b"Info\0\0\0\x0F"[..], b"LAME3.100"].concat();
    becomes(&[frame(0, 0, 0, &info), frame(0, 480, 0, &[7; OWN])], &[frame(0, 0, 0, &[]), frame(0, 480, 0, &[7; OWN])]);
}

#[test]
fn samples_of_a_track_are_one_stream() {
    let (first, second) = (frame(0, 80, 0, &[7; OWN]), frame(20, 480, 0, &[5; OWN]));
    let bytes = [&first[..], b"between", &second].concat();
    let input = Input::from_bytes(&bytes);
    let (mut frames, mut marks) = (Frames::default(), Vec::new());
    frames.walk(&input, Span::new(0, LEN as u64), &mut marks).unwrap();
    frames.walk(&input, Span::new(LEN as u64 + 7, LEN as u64), &mut marks).unwrap();
    frames.finish(&input, &mut marks).unwrap();
    let spans: Vec<(u64, u64)> = marks.iter().map(|mark| (mark.span.start, mark.span.len)).filter(|(_, len)| *len > 4).collect();
    assert_eq!(spans, [(36 + 10, 30), (2 * LEN as u64 + 7 - 20, 20)]);
}

#[test]
fn private_bits_go_and_the_checksum_follows() {
    becomes(&[frame(0, 480, 7, &[7; OWN])], &[frame(0, 480, 0, &[7; OWN])]);
    let protected = |private| {
        let mut bytes = frame(0, 464, private, &[7; OWN - 2]);
        bytes[1] = 0xFA;
        let sum = crc16(crc16(0xFFFF, &bytes[2..4]), &bytes[4..36]).to_be_bytes();
        bytes.splice(4..4, sum);
        bytes.truncate(LEN);
        bytes
    };
    becomes(&[protected(7)], &[protected(0)]);
    let mut wrong = protected(7);
    wrong[4] ^= 1;
    assert_eq!(malformed(walked(&wrong, all).map(|_| ())), Malformed::CodedSample);
}

#[test]
fn tags_become_zeros() {
    let sound = frame(0, 480, 0, &[7; OWN]);
    let tag = [&b"ID3\x04\0\0\0\0\0\x1C"[..], WORD].concat();
    let first = [&b"TAG"[..], WORD, &[b' '; 97]].concat();
    let ape = [&b"APETAGEX\xD0\x07\0\0\x1C\0\0\0\0\0\0\0\0\0\0\xA0\0\0\0\0\0\0\0\0"[..], WORD].concat();
    let lyrics = [&b"LYRICSBEGIN"[..], WORD, b"000039LYRICS200"].concat();
    let before = [&tag[..], &[0; 5], &sound, &lyrics, &first, &sound, &ape].concat();
    let told = walked(&before, all).unwrap();
    assert_eq!(told.copy, [&[0; 43][..], &sound, &[0; 182], &sound, &[0; 60]].concat());
    assert!(told.marks.iter().filter(|mark| !mark.says.is_empty()).count() == 3);
}

#[test]
fn what_is_neither_frame_nor_tag_is_refused() {
    let sound = frame(0, 480, 0, &[7; OWN]);
    let unknown = [&sound[..], b"text"].concat();
    let long = b"ID3\x04\0\0\0\0\x01\0text".to_vec();
    for wrong in [unknown, sound[..90].to_vec(), long, b"\xFF\xFF".to_vec()] {
        assert_eq!(malformed(walked(&wrong, all).map(|_| ())), Malformed::CodedSample);
    }
    // Layer II, and a frame of any length.
    for head in [[0xFF, 0xFD, 0x14, 0], [0xFF, 0xFB, 0x04, 0]] {
        let refused = walked(&[&head[..], &[0; 400]].concat(), all);
        assert!(matches!(refused, Err(Error::Unsupported { what: Unsupported::CodedExtension, .. })));
    }
}

#[test]
fn lengths_are_those_of_the_standard() {
    for (head, len) in [
        ([0xFF, 0xFB, 0x90, 0x64], 417),
        ([0xFF, 0xFB, 0x92, 0x64], 418),
        ([0xFF, 0xF3, 0x84, 0xC4], 192),
        ([0xFF, 0xE3, 0x18, 0xC4], 72),
    ] {
        assert_eq!(super::Header::read(&head).and_then(super::Header::frame_len), Some(len), "{head:02X?}");
    }
}

proptest! {
    #[test]
    fn any_frames_are_cleaned_or_refused(
        frames in proptest::collection::vec((0..512u32, 0..2000u32, 0..8u32, proptest::collection::vec(any::<u8>(), OWN)), 0..6),
        junk in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let frames: Vec<u8> = frames.iter().flat_map(|(begin, bits, private, own)| frame(*begin, *bits, *private, own)).collect();
        prop_assert!(walked(&frames, all).is_ok());
        let _ = walked(&[frames, junk].concat(), all);
    }
}
