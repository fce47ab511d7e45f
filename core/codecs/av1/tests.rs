use proptest::prelude::*;

use super::*;
use crate::testing::bits::bytes;
use crate::testing::mastering::P3_BINARY;
use crate::testing::{WORD, holds, malformed as fault, malformed_at};

/// A unit with its size.
fn unit(kind: u8, payload: &[u8]) -> Vec<u8> {
    [&[kind << 3 | 2], &leb128(payload.len())[..], payload].concat()
}

fn leb128(mut number: usize) -> Vec<u8> {
    let mut groups = Vec::new();
    loop {
        groups.push((number & 0x7F) as u8 | if number > 0x7F { 0x80 } else { 0 });
        number >>= 7;
        if number == 0 {
            return groups;
        }
    }
}

fn metadata(kind: u8, content: &[u8]) -> Vec<u8> {
    unit(kind::METADATA, &[&[kind], content].concat())
}

/// The header of a sequence of 320 by 240 pixels, as written by encoders.
const SEQUENCE: &[u8] = &[0x00, 0x00, 0x00, 0x04, 0x3C, 0xFF, 0xBC, 0x02, 0xF8, 0x00, 0x40];
/// The beginning of a picture.
const FRAME: &[u8] = b"\x10\0tiles";

fn units(parts: &[Vec<u8>]) -> Vec<u8> {
    [&[unit(kind::TEMPORAL_DELIMITER, &[]), unit(kind::SEQUENCE_HEADER, SEQUENCE)], parts, &[unit(kind::FRAME, FRAME)]]
        .concat()
        .concat()
}

fn marks(sample: &[u8]) -> Result<Vec<Mark>, Error> {
    // Surrounded by bytes that are not the walker's business.
    let file = [b"\xFF\xFFhead", sample, b"\xFF\xFF\xFF"].concat();
    let mut marks = Vec::new();
    walk(&Input::from_bytes(&file), Span::new(6, sample.len() as u64), &mut marks)?;
    for mark in &mut marks {
        assert!(mark.span.start >= 6 && mark.span.end() <= 6 + sample.len() as u64, "{mark:?}");
        mark.span.start -= 6;
    }
    assert!(marks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start));
    Ok(marks)
}

fn applied(sample: &[u8], marks: &[Mark]) -> Vec<u8> {
    let mut copy = sample.to_vec();
    for Mark { span, stuffing, .. } in marks {
        let place = &mut copy[span.start as usize..span.end() as usize];
        place.fill(stuffing.fill);
        place[..stuffing.head.len()].copy_from_slice(&stuffing.head);
    }
    copy
}

/// The copy of a sample, which has to be marked in the same way, and already contain its stuffing.
fn cleaned(sample: &[u8]) -> Vec<u8> {
    let first = marks(sample).unwrap();
    let copy = applied(sample, &first);
    stays(&copy, &first);
    copy
}

fn stays(copy: &[u8], original: &[Mark]) {
    let again = marks(copy).unwrap();
    let spans = |marks: &[Mark]| marks.iter().map(|mark| mark.span).collect::<Vec<_>>();
    assert_eq!(spans(&again), spans(original));
    assert_eq!(applied(copy, &again), copy);
}

fn says(sample: &[u8]) -> Vec<(CodedElement, Value)> {
    marks(sample).unwrap().into_iter().flat_map(|mark| mark.says).collect()
}

/// A unit becomes padding, and is reported like this.
#[track_caller]
fn goes(part: &[u8], said: (CodedElement, Value)) {
    let sample = units(&[part.to_vec()]);
    let header = part.len() - if part[1] < 0x80 { usize::from(part[1]) } else { panic!() };
    let mut padding = part[..header].to_vec();
    padding[0] = kind::PADDING << 3 | 2;
    padding.resize(part.len(), 0);
    if let Some(first) = padding.get_mut(header) {
        *first = 0x80;
    }
    assert_eq!(cleaned(&sample), units(&[padding]));
    assert_eq!(says(&sample), [said]);
}

#[track_caller]
fn stands(part: &[u8]) {
    let sample = units(&[part.to_vec()]);
    assert_eq!(marks(&sample).unwrap(), []);
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn a_picture_has_nothing_to_mark() {
    assert_eq!(marks(&units(&[])).unwrap(), []);
    assert_eq!(marks(&[]).unwrap(), []);
}

/// `s_av1_mdcv_obu`: primaries spelled a text.
#[test]
fn the_screen_of_a_video_is_a_known_one() {
    let display = |numbers: &[u8]| metadata(2, &[numbers, &[0x80]].concat());
    let known = units(&[display(&P3_BINARY)]);
    assert_eq!((cleaned(&known), says(&known)), (known.clone(), vec![]));
    let mut near = P3_BINARY;
    near[1] += 9;
    near[19] += 1;
    let near = units(&[display(&near)]);
    assert_eq!((cleaned(&near), says(&near).len()), (known, 1));
    assert!(!holds(&cleaned(&units(&[display(&WORD[..24])])), &WORD[..8]));
}

#[test]
fn light_levels_and_layers_stay_where_they_are_exact() {
    for (kind, len) in [(1, 4), (3, 1)] {
        let content = vec![1; len];
        let element = CodedElement::MetadataObu(kind);
        let with = |tail: &[u8]| metadata(kind as u8, &[&content, tail].concat());
        stands(&with(&[0x80]));
        stands(&with(&[0x80, 0, 0]));
        for tail in [&[][..], &[0], &[0x40], &[0x80, 0x80], &[0x80, 1], &[0x81]] {
            goes(&with(tail), (element, Value::Bytes((1 + len + tail.len()) as u64)));
        }
        goes(&with(&[&[0x80], WORD].concat()), (element, text("Nora Petit, 12 rue des Lilas")));
    }
    // Values that end like trailing bits.
    stands(&metadata(1, &[0x20, 0, 0x20, 0x80, 0x80]));
    goes(&metadata(1, b"Nora\x80"), (CodedElement::MetadataObu(1), text("Nora")));
    for mode in [14, 29, 255] {
        goes(&metadata(3, &[mode, 0x80]), (CodedElement::MetadataObu(3), Value::Bytes(3)));
    }
}

#[test]
fn registered_user_data_stay_where_a_display_needs_them() {
    stands(&metadata(4, b"\xB5\0\x31DTG1\x41\xF8\x80"));
    stands(&metadata(4, b"\xB5\0\x31DTG1\x41\xF8\x80\0\0"));
    goes(&metadata(4, b"\xB5\0\x31DTG1\x41\xF8"), (CodedElement::RegisteredUserData([0xB5, 0, 0x31]), Value::Bytes(10)));
    let word = metadata(4, &[b"\xB5\0\x3C", WORD, b"\x80"].concat());
    goes(&word, (CodedElement::RegisteredUserData([0xB5, 0, 0x3C]), text("Nora Petit, 12 rue des Lilas")));
}

#[test]
fn a_time_code_is_told_and_goes() {
    let element = CodedElement::MetadataObu(5);
    let full = bytes(&[(0, 5), (1, 1), (0, 2), (4, 9), (30, 6), (20, 6), (17, 5), (0, 5), (1, 1)]);
    goes(&metadata(5, &full), (element, text("17:20:30:04")));
    let seconds = bytes(&[(0, 5), (0, 1), (0, 2), (4, 9), (1, 1), (30, 6), (0, 1), (0, 5), (1, 1)]);
    goes(&metadata(5, &seconds), (element, text("00:00:30:04")));
    goes(&metadata(5, &[0x80]), (element, Value::Bytes(2)));
}

#[test]
fn what_nobody_knows_becomes_padding() {
    for kind in [0, 9, 10, 14, 15] {
        goes(&unit(kind, WORD), (CodedElement::Obu(kind), text("Nora Petit, 12 rue des Lilas")));
    }
    goes(&metadata(31, WORD), (CodedElement::MetadataObu(31), text("Nora Petit, 12 rue des Lilas")));
    goes(&unit(kind::METADATA, &[]), (CodedElement::MetadataObu(0), Value::Bytes(0)));
    goes(&unit(kind::METADATA, &[0xFF; 9]), (CodedElement::MetadataObu(0), Value::Bytes(9)));
}

#[test]
fn padding_is_marked_also_where_it_is_clean() {
    let clean = units(&[unit(kind::PADDING, &[0x80, 0, 0]), unit(kind::PADDING, &[])]);
    let found = marks(&clean).unwrap();
    assert_eq!((found.len(), applied(&clean, &found)), (2, clean));
    assert!(found.iter().all(|mark| mark.says.is_empty()));
}

#[test]
fn layers_sizes_and_a_missing_size_stay_as_they_are() {
    // Layers, and a size that is longer than necessary.
    let layered = [&[kind::METADATA << 3 | 6, 0x28, 0x9D, 0x80, 0][..], &[31], WORD].concat();
    let padded = [&[kind::PADDING << 3 | 6, 0x28, 0x9D, 0x80, 0, 0x80][..], &[0; 28]].concat();
    assert_eq!(cleaned(&units(&[layered])), units(&[padded]));
    // The last one ends with the sample.
    let last = [units(&[]), vec![9 << 3], WORD.to_vec()].concat();
    let padded = [units(&[]), vec![kind::PADDING << 3, 0x80], vec![0; 27]].concat();
    assert_eq!(cleaned(&last), padded);
    let alone = [units(&[]), vec![9 << 3]].concat();
    assert_eq!(cleaned(&alone), [units(&[]), vec![kind::PADDING << 3]].concat());
}

#[test]
fn a_temporal_delimiter_is_empty() {
    let sample = [unit(kind::TEMPORAL_DELIMITER, WORD), unit(kind::FRAME, FRAME)].concat();
    assert_eq!(cleaned(&sample), [unit(kind::TEMPORAL_DELIMITER, &[0; 28]), unit(kind::FRAME, FRAME)].concat());
    assert_eq!(says(&sample), [(CodedElement::Obu(2), Value::Bytes(28))]);
}

#[test]
fn zeros_follow_the_header_of_a_sequence() {
    let with = |tail: &[u8]| unit(kind::SEQUENCE_HEADER, &[SEQUENCE, tail].concat());
    assert_eq!(cleaned(&with(WORD)), with(&[0; 28]));
    assert_eq!(says(&with(WORD)), [(CodedElement::Obu(1), Value::Bytes(28))]);
    assert_eq!(says(&with(&[0; 28])), []);
}

#[test]
fn the_header_of_a_sequence_has_trailing_bits() {
    for len in 0..SEQUENCE.len() {
        assert_eq!(fault(marks(&unit(kind::SEQUENCE_HEADER, &SEQUENCE[..len]))), Malformed::CodedSample);
    }
    // Its last byte: no trailing bit, or more than one.
    for last in [0x00, 0x60, 0x41, 0x44] {
        let header = [&SEQUENCE[..10], &[last]].concat();
        assert_eq!(fault(marks(&unit(kind::SEQUENCE_HEADER, &header))), Malformed::CodedSample, "{last:02X}");
    }
}

#[test]
fn headers_of_sequences_end_where_the_syntax_says() {
    let ends = |numbers: &[(u64, u32)]| {
        let bits: u32 = numbers.iter().map(|number| number.1).sum();
        let header = bytes(&[numbers, &[(1, 1)]].concat());
        let read = sequence::read(&[&header[..], &[0; 3]].concat()).unwrap();
        assert_eq!(read.len as u32, bits / 8 + 1);
        read.is_reduced
    };
    let size = [(15, 4), (15, 4), (65_535, 16), (65_535, 16)];
    let plain = [(0, 1), (0, 1), (0, 1), (0, 1), (0, 2), (0, 1), (0, 1)];
    // A still picture of profile 0.
    assert!(ends(&[&[(0, 3), (1, 1), (1, 1), (8, 5)], &size[..], &[(0, 3), (0, 3)], &plain].concat()));
    // Times, decoder models, two operating points, frame identifiers, all tools.
    let time = [(1, 1), (1, 32), (25, 32), (1, 1), (0b00111, 5), (1, 1), (9, 5), (1, 32), (3, 5), (4, 5), (1, 1), (1, 5)];
    let high = [(0x101, 12), (8, 5), (1, 1), (1, 1), (1023, 10), (1023, 10), (1, 1), (1, 1), (15, 4)];
    let low = [(0x001, 12), (7, 5), (0, 1), (0, 1)];
    let tools = [(1, 1), (15, 4), (7, 3), (7, 3), (15, 4), (1, 1), (3, 2), (0, 1), (1, 1), (0, 1), (1, 1), (7, 3), (7, 3)];
    let start = [(2, 3), (0, 1), (0, 1)];
    let twelve = [(1, 1), (1, 1), (0, 1), (1, 1), (9, 8), (16, 8), (9, 8), (1, 1), (1, 1), (1, 1), (2, 2), (1, 1), (1, 1)];
    assert!(!ends(&[&start[..], &time, &high, &low, &size, &tools, &twelve].concat()));
    // Red, green and blue of profile 1; one channel of profile 0; no order of frames, no choice of motion vectors.
    let untimed = [(0, 1), (0, 1), (0, 5), (0, 12), (31, 5), (1, 1)];
    let few = [(0, 1), (0, 3), (0, 4), (0, 1), (0, 1), (0, 1), (0, 3)];
    let rgb = [(0, 1), (1, 1), (1, 8), (13, 8), (0, 8), (1, 1), (1, 1)];
    assert!(!ends(&[&[(1, 3), (0, 2)], &untimed[..], &size, &few, &rgb].concat()));
    let mono = [(0, 1), (1, 1), (0, 1), (1, 1), (1, 1)];
    assert!(!ends(&[&[(0, 3), (0, 2)], &untimed[..], &size, &few, &mono].concat()));
    assert!(sequence::read(&bytes(&[(3, 3), (0, 60), (0, 60)])).is_none());
}

#[test]
fn a_frame_header_is_bounded() {
    let header = |len: usize, tail: &[u8]| {
        let payload = [&vec![0x55; len], tail].concat();
        units(&[unit(kind::FRAME_HEADER, &payload), unit(kind::TILE_GROUP, b"tiles")])
    };
    assert_eq!(marks(&header(768, &[])).unwrap(), []);
    assert_eq!(cleaned(&header(768, WORD)), header(768, &[0; 28]));
    // One that shows an existing frame.
    let shows = |tail: &[u8]| units(&[unit(kind::FRAME_HEADER, &[&[0x90; 7], tail].concat())]);
    assert_eq!(marks(&shows(&[])).unwrap(), []);
    assert_eq!(cleaned(&shows(WORD)), shows(&[0; 28]));
    // A reduced header begins with a different flag.
    let reduced = bytes(&[(0, 3), (1, 1), (1, 1), (0, 5), (0, 8), (0, 2), (0, 6), (0, 8), (1, 1)]);
    let picture = [unit(kind::SEQUENCE_HEADER, &reduced), unit(kind::FRAME_HEADER, &[0x90; 30])].concat();
    assert_eq!(marks(&picture).unwrap(), []);
}

#[test]
fn a_redundant_frame_header_says_what_the_first_says() {
    let header = |kind: u8, tail: &[u8]| unit(kind, &[b"\x10header\x80", tail].concat());
    let both = |tail: &[u8]| [header(kind::FRAME_HEADER, &[]), header(kind::REDUNDANT_FRAME_HEADER, tail)].concat();
    assert_eq!(marks(&both(&[])).unwrap(), []);
    assert_eq!(marks(&both(&[0, 0])).unwrap(), []);
    assert_eq!(malformed_at(marks(&both(WORD))), (Malformed::CodedSample, 6 + 10));
    assert!(marks(&header(kind::REDUNDANT_FRAME_HEADER, &[])).is_ok());
}

#[test]
fn reserved_bits_are_refused() {
    for (mask, place) in [(0x80, 0), (0x01, 0), (0x01, 1), (0x02, 1), (0x04, 1)] {
        let mut sample = vec![kind::FRAME << 3 | 6, 0x28, 1, 0];
        assert_eq!(marks(&sample).unwrap(), []);
        sample[place] |= mask;
        assert_eq!(fault(marks(&sample)), Malformed::CodedSample);
    }
}

#[test]
fn units_tile_a_sample() {
    let sample = units(&[metadata(31, WORD)]);
    let ends = [0, 2, 15, 46, sample.len()];
    for len in 0..=sample.len() {
        assert_eq!(marks(&sample[..len]).is_ok(), ends.contains(&len), "{len}");
    }
    // A size of more than eight bytes, or more than 32 bits.
    assert!(marks(&[0x32, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]).is_ok());
    assert!(marks(&[0x32, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]).is_err());
    assert!(marks(&[0x32, 0xFF, 0xFF, 0xFF, 0xFF, 0x1F]).is_err());
    assert!(marks(&[0x34]).is_err() && marks(&[0x32]).is_err());
}

#[test]
fn a_sample_lies_in_the_file() {
    let file = units(&[]);
    for span in [Span::new(0, file.len() as u64 + 1), Span::new(u64::MAX, u64::MAX)] {
        assert_eq!(fault(walk(&Input::from_bytes(&file), span, &mut Vec::new())), Malformed::CutOff);
    }
}

#[test]
fn a_tile_list_is_refused() {
    assert_eq!(fault(marks(&units(&[unit(kind::TILE_LIST, b"\0\0\0\0")]))), Malformed::CodedSample);
}

#[test]
fn units_are_counted() {
    let sample = unit(kind::PADDING, &[]).repeat(100_001);
    assert!(matches!(marks(&sample), Err(Error::Limit { what: Limit::Elements, .. })));
}

#[test]
fn large_metadata_go_unread() {
    let sample = unit(kind::METADATA, &[&[4, 0xB5, 0, 0x3C][..], &vec![1; 1 << 17]].concat());
    assert_eq!(cleaned(&sample).len(), sample.len());
    assert_eq!(says(&sample), [(CodedElement::RegisteredUserData([0xB5, 0, 0x3C]), Value::Bytes((1 << 17) + 4))]);
}

fn configured(body: &[u8]) -> Result<Vec<Mark>, Error> {
    let mut marks = Vec::new();
    configuration(&Input::from_bytes(body), Span::new(0, body.len() as u64), &mut marks)?;
    Ok(marks)
}

#[test]
fn a_configuration_keeps_its_sequence_and_loses_the_rest() {
    let body = |delay: u8, part: &[u8]| [&[0x81, 0, 0x0C, delay], &unit(kind::SEQUENCE_HEADER, SEQUENCE)[..], part].concat();
    let dirty = body(0xEF, &metadata(31, WORD));
    let found = configured(&dirty).unwrap();
    let copy = applied(&dirty, &found);
    assert_eq!(copy, body(0, &[&[0x7A, 0x1D, 0x80][..], &[0; 28]].concat()));
    assert!(!holds(&copy, WORD) && found.iter().all(|mark| !mark.says.is_empty()));
    let again = configured(&copy).unwrap();
    assert_eq!(again.iter().map(|mark| mark.span).collect::<Vec<_>>(), found.iter().map(|mark| mark.span).collect::<Vec<_>>());
    assert!(again.iter().all(|mark| mark.says.is_empty()));
    // Nobody waits, and what is before the sequence is what it says.
    let mut delayed = body(0xFA, &[]);
    delayed[1..3].copy_from_slice(b"No");
    assert_eq!(applied(&delayed, &configured(&delayed).unwrap()), body(0, &[]));
}

#[test]
fn a_configuration_of_another_kind_is_refused() {
    for body in [&[0x81, 0, 0][..], &[0x82, 0, 0, 0], &[0x01, 0, 0, 0], b"\x81\0\0\0\x32\x01\0", b"\x81\0\0\0\x1A\x01\0"] {
        assert_eq!(fault(configured(body)), Malformed::CodedSample, "{body:02X?}");
    }
    assert!(configured(&[0x81, 0, 0, 0]).is_ok());
}

fn any_unit() -> impl Strategy<Value = Vec<u8>> {
    let payload = proptest::collection::vec(prop_oneof![Just(0), Just(0x80), 0..6_u8, any::<u8>()], 0..40);
    let sequence = proptest::collection::vec(any::<u8>(), 0..9).prop_map(|tail| unit(1, &[SEQUENCE, &tail].concat()));
    prop_oneof![4 => (0..16_u8, payload).prop_map(|(kind, payload)| unit(kind, &payload)), 1 => sequence]
}

proptest! {
    #[test]
    fn a_copy_is_marked_as_its_original(parts in proptest::collection::vec(any_unit(), 0..8)) {
        let sample = parts.concat();
        if let Ok(found) = marks(&sample) {
            stays(&applied(&sample, &found), &found);
        }
    }

    #[test]
    fn any_bytes_are_walked(sample in proptest::collection::vec(any::<u8>(), 0..100)) {
        if let Ok(found) = marks(&sample) {
            stays(&applied(&sample, &found), &found);
        }
        _ = configured(&sample);
        _ = configured(&[b"\x81\0\0\0", &sample[..]].concat());
    }
}

#[test]
fn a_whole_picture_that_another_replaces_before_it_is_shown_is_refused() {
    const HIDDEN: &[u8] = b"\x00\0tiles";
    const SHOWS_IT: &[u8] = b"\x80";
    let refused =
        |parts: &[Vec<u8>]| matches!(marks(&units(parts)), Err(Error::Unsupported { what: Unsupported::HiddenPicture, .. }));
    assert!(refused(&[unit(kind::FRAME, HIDDEN)]));
    assert!(refused(&[unit(kind::FRAME_HEADER, HIDDEN), unit(kind::TILE_GROUP, WORD)]));
    // Shown before, or one that others may need.
    assert!(!refused(&[unit(kind::FRAME, HIDDEN), unit(kind::FRAME_HEADER, SHOWS_IT)]));
    assert!(!refused(&[unit(kind::FRAME, b"\x20\0tiles")]));
}
