//! Units, parameter sets, clocks.

use super::*;
use crate::base::{Malformed, Unsupported};
use crate::codecs::Mark;
use crate::model::{CodedElement, Value};
use crate::testing::mastering::P3_GBR;
use crate::testing::nal::{messages, sample, stuffed};
use crate::testing::{WORD, holds};

/// Bits of a payload, with trailing bits and emulation prevention.
fn rbsp(bits: &str) -> Vec<u8> {
    let mut bits: String = bits.chars().filter(|bit| !bit.is_whitespace()).chain(['1']).collect();
    while !bits.len().is_multiple_of(8) {
        bits.push('0');
    }
    let bytes: Vec<u8> = bits.as_bytes().chunks(8).map(|byte| byte.iter().fold(0, |n, bit| n << 1 | (bit - b'0'))).collect();
    let mut coded = nal::rbsp::Coded::default();
    coded.extend(&bytes);
    coded.bytes
}

/// A sequence parameter set of the baseline profile, with pic_struct, and delays of this many bits if there are any.
fn sequence(delay_bits: Option<u32>) -> Vec<u8> {
    let head = "01000010 00000000 00011110 1 1 011 010 0 010 010 1 1 0 1";
    let decoder = delay_bits.map_or("0 0".to_owned(), |bits| {
        let len = format!("{:05b}", bits - 1);
        format!("1 1 0000 0000 1 1 0 {len} {len} {len} 11000 0 0")
    });
    [&[0x67], &rbsp(&format!("{head} 0 0 0 0 0 {decoder} 1 0"))[..]].concat()
}

const PICTURE: &[u8] = b"\x68\xCE\x38\x80";

fn configuration_of(sets: &[&[u8]]) -> Vec<u8> {
    let listed = |units: &[&[u8]]| {
        let each = units.iter().flat_map(|unit| [&(unit.len() as u16).to_be_bytes()[..], unit].concat());
        [units.len() as u8].into_iter().chain(each).collect::<Vec<u8>>()
    };
    [&[1, 66, 0, 30, 0xFF][..], &listed(sets), &listed(&[PICTURE])].concat()
}

fn read(body: &[u8]) -> Configuration {
    configuration(&Input::from_bytes(body), Span::new(0, body.len() as u64), &mut Vec::new()).unwrap()
}

fn walked(sets: &[&[u8]], units: &[&[u8]]) -> Result<(Vec<u8>, Vec<Mark>), Error> {
    let with = read(&configuration_of(sets));
    stuffed(&sample(units), |input, sample, marks| with.clone().walk(input, sample, marks))
}

fn sei_unit(list: &[(u8, &[u8])]) -> Vec<u8> {
    let mut coded = nal::rbsp::Coded::default();
    coded.extend(&messages(list));
    [&[6], &coded.bytes[..]].concat()
}

#[test]
fn a_configuration_is_followed_to_its_end() {
    let body = [&configuration_of(&[&sequence(None)])[..], WORD].concat();
    let (copy, marks) = stuffed(&body, |input, body, marks| configuration(input, body, marks).map(drop)).unwrap();
    assert_eq!((copy.len(), marks.len()), (body.len(), 1));
    let read = read(&body);
    assert_eq!((read.lengths, read.len), (LengthSize::Four, (body.len() - WORD.len()) as u64));
    for len in 0..read.len as usize {
        let cut = Input::from_bytes(&body[..len]);
        assert!(configuration(&cut, Span::new(0, len as u64), &mut Vec::new()).is_err(), "{len}");
    }
}

#[test]
fn colours_are_where_the_profile_that_is_written_has_them() {
    // The box says one profile, and its set another.
    let said = |profile: u8, set: &[u8]| {
        let mut body = configuration_of(&[set]);
        body[1] = profile;
        body
    };
    let baseline = sequence(None);
    // With 4:2:0, 8 bits and no scaling matrices.
    let high = rbsp("01100100 00000000 00011110 1 010 1 1 0 0 1 011 010 0 010 010 1 1 0 1 0 0 0 0 0 0 0 1 0");
    let high = [&[0x67], &high[..]].concat();
    for (body, behind) in [(said(66, &high), 4), (said(100, &baseline), 0)] {
        let body = [&body[..], &[0; 4]].concat();
        let (copy, marks) = stuffed(&body, |input, body, marks| configuration(input, body, marks).map(drop)).unwrap();
        let (again, same) = stuffed(&copy, |input, body, marks| configuration(input, body, marks).map(drop)).unwrap();
        let spans = |marks: &[Mark]| marks.iter().map(|mark| mark.span).collect::<Vec<_>>();
        assert_eq!((&again, spans(&same)), (&copy, spans(&marks)));
        assert_eq!(read(&copy).len, (body.len() - 4 + behind) as u64);
    }
}

#[test]
fn a_configuration_holds_parameter_sets_with_nothing_behind() {
    let set = sequence(None);
    let body = configuration_of(&[&[&set[..], WORD].concat(), &[&[6][..], WORD].concat()]);
    let (copy, marks) = stuffed(&body, |input, body, marks| configuration(input, body, marks).map(drop)).unwrap();
    // After the first; messages are not allowed there.
    assert_eq!(marks.len(), 3);
    assert!(holds(&copy, &[&set[..], &vec![0; WORD.len()]].concat()));
    assert!(holds(&copy, &[&[6][..], &vec![0xFF; WORD.len()]].concat()));
}

/// Profile and level before the sets were whatever a file said.
#[test]
fn a_configuration_says_what_its_set_says() {
    let set = sequence(None);
    let mut body = configuration_of(&[&set]);
    body[1..4].copy_from_slice(b"Nor");
    body[4] &= 0x03;
    let (copy, marks) = stuffed(&body, |input, body, marks| configuration(input, body, marks).map(drop)).unwrap();
    assert_eq!((&copy[1..4], copy[4] & 0xFC, marks[0].says.len()), (&set[1..4], 0xFC, 1));
}

/// Zeros after a unit of a byte stream belong to none: what was marked there once would not be marked in the copy.
#[test]
fn a_text_behind_a_set_in_a_byte_stream_is_refused() {
    let prefix = b"\x6E\xC0\x80\x0F";
    let units = |tail: &[u8]| [&prefix[..], b"\0\0\0\x01", &sequence(None), tail].concat();
    let (copy, marks) = walked(&[], &[&units(b"")]).unwrap();
    assert_eq!((copy, marks.len()), (sample(&[&units(b"")]), 0));
    for refused in [units(WORD), [&b"\x4E\x01\xA4\x1D\x80"[..], WORD].concat()] {
        assert!(matches!(walked(&[], &[&refused]), Err(Error::Unsupported { what: Unsupported::CodedExtension, .. })));
    }
}

#[test]
fn units_that_decoders_pass_over_are_stuffed_and_all_others_stay() {
    for kind in 0..32_u8 {
        let unit = [&[0x60 | kind][..], b"\x8A\x80\x01 some text of a unit\x80"].concat();
        let walked = walked(&[&sequence(None)], &[&unit]);
        match kind {
            1..=5 | 19 => assert_eq!(walked.unwrap().0, sample(&[&unit]), "{kind}"),
            7 | 8 | 13 | 14 => {
                assert!(matches!(walked, Err(Error::Malformed { what: Malformed::CodedSample, .. })), "{kind}");
            }
            15 | 16 | 20 | 21 | 28 | 30 | 31 => {
                assert!(matches!(walked, Err(Error::Unsupported { what: Unsupported::CodedExtension, .. })), "{kind}");
            }
            _ => {
                let (copy, marks) = walked.unwrap();
                assert!(!holds(&copy, b"text") && marks.len() == 1, "{kind}");
                assert_eq!(copy[..5], sample(&[&unit])[..5]);
            }
        }
    }
    assert!(walked(&[], &[b"\xE6abc"]).is_err());
}

#[test]
fn nothing_stands_behind_a_delimiter_or_an_end() {
    let (copy, marks) = walked(&[], &[b"\x09\xF0", b"\x09\xF0secret", b"\x0A", b"\x0Bsecret"]).unwrap();
    assert_eq!(copy, sample(&[b"\x09\xF0", b"\x09\xF0\0\0\0\0\0\0", b"\x0A", b"\x0B\0\0\0\0\0\0"]));
    assert_eq!(marks.len(), 2);
}

#[test]
fn a_unit_inside_of_a_unit_is_refused_but_behind_a_prefix() {
    let inner = sei_unit(&[(200, WORD)]);
    let of = |first: &[u8]| walked(&[], &[&[first, &[0, 0, 0, 1], &inner, &[0, 0, 1, 0x65, 7, 7]].concat()]);
    assert!(matches!(of(b"\x09\xF0"), Err(Error::Unsupported { what: Unsupported::ByteStream, .. })));
    let (copy, marks) = of(b"\x6E\xC0\x80\x0F").unwrap();
    assert!(!holds(&copy, WORD) && copy.ends_with(b"\x80\0\0\x01\x65\x07\x07"));
    assert_eq!(marks.len(), 1);
}

/// pic_timing of a frame with one clock that gives these hours, minutes, seconds.
fn timing(delays: &str, [hours, minutes, seconds]: [u8; 3]) -> Vec<u8> {
    let clock = format!("1 01 1 00100 1 0 0 00000111 {seconds:06b} {minutes:06b} {hours:05b} 000000000000000000000101");
    let plain = rbsp(&format!("{delays} 0000 {clock}"));
    nal::rbsp::plain(&plain).unwrap().into_owned()
}

#[test]
fn of_a_clock_only_the_scan_stays() {
    for delay_bits in [None, Some(1), Some(7), Some(8), Some(24), Some(31)] {
        let set = sequence(delay_bits);
        let delays = "0".repeat(2 * delay_bits.unwrap_or(0) as usize);
        let payload = timing(&delays, [17, 3, 12]);
        let (copy, marks) = walked(&[&set], &[&sei_unit(&[(1, &payload)])]).unwrap();
        let shown = marks[0].says.iter().map(|(element, value)| (*element, value.text())).collect::<Vec<_>>();
        assert_eq!(shown, [(CodedElement::ClockTimestamp, Some("17:03:12:07".into()))]);
        // What stays is the same for every time.
        let other = walked(&[&set], &[&sei_unit(&[(1, &timing(&delays, [5, 59, 1]))])]).unwrap().0;
        assert_eq!(copy, other, "{delay_bits:?}");
        let plain = nal::rbsp::plain(&copy[5..copy.len() - 1]).unwrap().into_owned();
        let kept = sei::messages(&plain, 9).unwrap();
        let blank = format!("{delays} 0000 1 01 0 00000 000 00000000 0 111111111111111111111111");
        let blank = nal::rbsp::plain(&rbsp(&blank)).unwrap().into_owned();
        assert_eq!((kept[0].kind, kept[0].payload), (1, &blank[..]));
        assert_eq!(kept[1].kind, 3);
    }
}

#[test]
fn timing_without_a_clock_stays_and_without_its_set_goes() {
    let payload = [0b0011_0010];
    let unit = sei_unit(&[(1, &payload)]);
    assert_eq!(walked(&[&sequence(None)], &[&unit]).unwrap().1, []);
    assert_eq!(walked(&[], &[&unit]).unwrap().1.len(), 1);
    // Two sets that contradict each other about it.
    let other = [&[0x67], &rbsp("01000010 00000000 00011110 010 1 011 010 0 010 010 1 1 0 0")[..]].concat();
    assert_eq!(walked(&[&sequence(None), &other], &[&unit]).unwrap().1.len(), 1);
    // A set in the sample replaces that of the configuration.
    let again = sequence(Some(24));
    assert_eq!(walked(&[&sequence(None)], &[&again, &unit]).unwrap().1.len(), 1);
    let delayed = sei_unit(&[(1, &[1, 2, 3, 4, 5, 6, 0b0011_0010])]);
    assert_eq!(walked(&[&sequence(None)], &[&again, &delayed]).unwrap().1, []);
}

#[test]
fn messages_that_are_longer_than_their_syntax_go() {
    let set = sequence(Some(8));
    for (kind, payload) in [
        (0, &b"\x80\x80\x80\x80\x80"[..]),
        (6, b"\xC4"),
        (13, b"\xC0"),
        (14, b""),
        (15, b"\xC0"),
        (21, b"\x9C"),
        (47, b"\x80"),
        (137, &P3_GBR),
        (144, &[7; 4]),
        (147, &[7]),
        (148, &[7; 8]),
        (149, b"\x80"),
    ] {
        let longer = [payload, WORD].concat();
        let (copy, marks) = walked(&[&set], &[&sei_unit(&[(kind, payload)]), &sei_unit(&[(kind, &longer)])]).unwrap();
        // What may be written otherwise is marked in any case.
        let stays = usize::from(matches!(kind, 0 | 137));
        assert!(!holds(&copy, WORD), "{kind}");
        assert!(marks.len() <= 1 + stays, "{kind} {marks:?}");
    }
}

#[test]
fn early_builds_of_x264_keep_their_number_and_nothing_else() {
    let banner = |build: &str| {
        let text = [&sei::x264::UUID[..], b"x264 - core ", build.as_bytes(), b" - options: cabac=1 and more"].concat();
        walked(&[&sequence(None)], &[&sei_unit(&[(5, &text)])]).unwrap()
    };
    let (copy, marks) = banner("142 r2431");
    assert!(holds(&copy, b"x264 - core 142\x03") && !holds(&copy, b"r2431"));
    assert!(matches!(&marks[0].says[..], [(CodedElement::EncoderName, Value::Text(text))] if text.contains("options")));
    assert!(!holds(&banner("164").0, b"x264"));
}

#[test]
fn nested_messages_are_judged_like_others() {
    let nested = |inner: &[u8]| [&[0b0100_0000][..], inner].concat();
    let set = sequence(None);
    let stays = sei_unit(&[(37, &nested(b"\x06\x01\xC4"))]);
    let goes = sei_unit(&[(37, &nested(&[&[5, WORD.len() as u8][..], WORD].concat()))]);
    let twice = sei_unit(&[(37, &nested(&[&[37, 4][..], &nested(b"\x06\x01\xC4")].concat()))]);
    let (copy, marks) = walked(&[&set], &[&stays, &goes, &twice]).unwrap();
    assert!(!holds(&copy, WORD) && marks.len() == 2);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn unit() -> impl Strategy<Value = Vec<u8>> {
        let message = (prop_oneof![Just(0_u8), Just(1), Just(3), Just(5), Just(6), Just(37), any::<u8>()], payload());
        let sei = prop::collection::vec(message, 0..5).prop_map(|list| {
            let list: Vec<(u8, &[u8])> = list.iter().map(|(kind, payload)| (*kind, payload.as_slice())).collect();
            sei_unit(&list)
        });
        prop_oneof![2 => sei, 1 => prop::collection::vec(any::<u8>(), 0..40)]
    }

    fn payload() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(prop_oneof![3 => Just(0_u8), 1 => 0_u8..4, 1 => any::<u8>()], 0..40)
    }

    proptest! {
        /// `stuffed` checks what has to hold: the same marks in the copy, all of them stuffed.
        #[test]
        fn the_copy_of_a_copy_is_the_same(units in prop::collection::vec(unit(), 0..6)) {
            let units: Vec<&[u8]> = units.iter().map(Vec::as_slice).collect();
            for set in [sequence(None), sequence(Some(24))] {
                let _ = walked(&[&set], &units);
            }
        }

        #[test]
        fn any_bytes_are_walked_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let with = read(&configuration_of(&[&sequence(None)]));
            let _ = stuffed(&bytes, |input, sample, marks| with.clone().walk(input, sample, marks));
            let _ = stuffed(&bytes, |input, body, marks| configuration(input, body, marks).map(drop));
        }
    }
}

/// FFmpeg crops without coding anew by these numbers (`h264_metadata=crop_right=...`): the rest stays in the slices.
#[test]
fn what_a_parameter_set_hides_of_pictures_is_known() {
    // Profile, constraints, level, id, log2_max_frame_num, pic_order_cnt_type 2, references, gaps.
    let head = "01000010 00000000 00011110 1 1 011 010 0";
    // 40 by 30 macroblocks, frames only, 8x8 inference.
    let size = "00000100111 1 000011110 1 1".replace("00000100111 1", "00000101000");
    let hidden = |offsets: &str| {
        let set = [&[0x67], &rbsp(&format!("{head} {size} {offsets} 0"))[..]].concat();
        crop(&configuration_of(&[&set])).unwrap()
    };
    assert_eq!(hidden("0"), Crop { shown: (640, 480), whole: (640, 480) });
    // Nothing at the left, 100 steps of two columns at the right, nothing above, 4 steps below.
    assert_eq!(hidden("1 1 0000001100101 1 00101"), Crop { shown: (440, 472), whole: (640, 480) });
    assert_eq!(crop(&configuration_of(&[&sequence(None)])).map(|crop| crop.hidden()), Some((0, 0)));
    assert_eq!(crop(b"no configuration"), None);
}
