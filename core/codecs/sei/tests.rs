//! Messages that stay, messages that go, and what fills their place.

use super::*;
use crate::codecs::nal::bits::Bits;
use crate::testing::nal::{messages, stuffed};
use crate::testing::{WORD, holds};

/// Type 6 stays; of type 1, the first byte does if there is room.
fn judge(message: Message<'_>) -> Verdict {
    match message.kind {
        6 => Verdict::Stays,
        1 => Verdict::Written { forms: vec![message.payload.get(..1).unwrap_or_default().to_vec()], says: Vec::new() },
        _ => Verdict::Goes,
    }
}

fn walked(bytes: &[u8]) -> Result<(Vec<u8>, Vec<Mark>), Error> {
    stuffed(bytes, |input, payload, marks| mark(input, payload, &judge, marks))
}

#[test]
fn what_goes_becomes_one_filler_behind_what_stays() {
    let (copy, marks) = walked(&messages(&[(5, WORD), (6, b"ab"), (5, WORD)])).unwrap();
    let filler = 2 * WORD.len() + 2;
    assert_eq!(copy, [&b"\x06\x02ab\x03"[..], &[filler as u8], &vec![0xFF; filler], b"\x80"].concat());
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].element, CodedElement::UnregisteredUserData(WORD[..16].try_into().unwrap()));
}

#[test]
fn a_unit_whose_messages_all_stay_has_no_mark() {
    let bytes = messages(&[(6, b"ab"), (6, b"")]);
    assert_eq!(walked(&bytes).unwrap(), (bytes, Vec::new()));
    assert_eq!(walked(b"\x80").unwrap(), (b"\x80".to_vec(), Vec::new()));
    assert_eq!(walked(b"").unwrap(), (Vec::new(), Vec::new()));
}

#[test]
fn every_length_can_be_filled() {
    for len in (0..600).chain([65_533, 65_534, 65_535, 65_536, 65_790]) {
        for kept in [&[][..], &[(6, &b"\x05\0\0"[..])]] {
            let payload = vec![b'x'; len];
            let bytes = messages(&[kept, &[(200, &payload)]].concat());
            let (copy, marks) = walked(&bytes).unwrap_or_else(|error| {
                // A message without a payload is too short to be distinguished from the type before it.
                assert!(len == 0 && !kept.is_empty(), "{len}: {error}");
                (Vec::new(), Vec::new())
            });
            if copy.is_empty() {
                continue;
            }
            assert!(marks[0].stuffing.head.len() < 20 + len / 200);
            let plain = rbsp::plain(&copy[..copy.len() - 1]).unwrap();
            let list = super::messages(&plain, 10).unwrap();
            assert!(list.iter().all(|message| message.kind == 6 || message.kind == FILLER), "{len}");
            assert!(list.iter().filter(|message| message.kind == FILLER).all(|filler| filler.payload.iter().all(|b| *b == 0xFF)));
            assert_eq!(list.iter().any(|message| message.kind == 6), !kept.is_empty());
        }
    }
}

#[test]
fn emulation_prevention_is_computed_anew() {
    // After two zeros, a filler needs one more byte than a message of type 5.
    let bytes = messages(&[(6, b"\x01\0\0"), (5, b"0123456789abcdef")]);
    let (copy, _) = walked(&bytes).unwrap();
    assert_eq!(copy, [&b"\x06\x03\x01\0\0\x03\x03\x0F"[..], &[0xFF; 15], b"\x80"].concat());
}

#[test]
fn a_message_is_written_in_the_first_form_that_fits_or_goes() {
    let (copy, _) = walked(&messages(&[(1, b"abcd")])).unwrap();
    assert_eq!(copy, b"\x01\x01a\x03\x01\xFF\x80");
    // One byte is left, which no filler fits.
    let (copy, _) = walked(&messages(&[(1, b"ab")])).unwrap();
    assert_eq!(copy, b"\x03\x02\xFF\xFF\x80");
    let (copy, marks) = walked(&messages(&[(1, b"a")])).unwrap();
    assert_eq!((copy, marks.len()), (b"\x01\x01a\x80".to_vec(), 1));
}

#[test]
fn damaged_units_become_filler_altogether() {
    let whole = messages(&[(6, b"ab"), (200, WORD)]);
    let cut = &whole[..whole.len() - 1];
    let beyond = [&b"\x06\x40"[..], WORD, b"\x80"].concat();
    let code = [&b"\x06\x09\0\0\x02"[..], b"secret\x80"].concat();
    for bytes in [cut, &beyond, &code, b"\xFF\xFF\x80", b"\x06", WORD] {
        let (copy, marks) = walked(bytes).unwrap();
        assert!(!holds(&copy, b"Nora") && !holds(&copy, b"secret"), "{copy:?}");
        assert_eq!((copy[0], marks.len()), (if bytes.len() == 1 { 0xFF } else { 3 }, 1));
        assert_eq!(copy.last() == Some(&0x80), bytes.last() == Some(&0x80));
    }
}

#[test]
fn a_text_in_a_filler_is_told() {
    let (copy, marks) = walked(&messages(&[(3, WORD)])).unwrap();
    assert_eq!(copy, [&[3, WORD.len() as u8][..], &vec![0xFF; WORD.len()], b"\x80"].concat());
    assert_eq!(marks[0].says, [(CodedElement::SeiMessage(3), Value::Text(String::from_utf8_lossy(WORD).into()))]);
}

#[test]
fn syntax_has_to_fill_its_payload() {
    let flag = |bits: &mut Bits<'_>| bits.skip(1);
    assert!(fits(&[0b1100_0000], flag));
    assert!(!fits(&[0b1100_0000, 0x80], flag) && !fits(&[0b1100_0000, 0], flag) && !fits(&[], flag));
    assert!(fits(&[7, 0x80], |bits| bits.skip(8)) && fits(&[7], |bits| bits.skip(8)));
    // Film grain of one component with one interval, followed by a text.
    let grain = [0b0000_0001, 0b0110_0000, 0b0000_0000, 0b1000_0000, 0b1111_1111, 0b1011_0000];
    assert!(!fits(&[&grain[..], WORD].concat(), |bits| colour::film_grain(bits, colour::persistence_flag)));
    assert!(!fits(WORD, |bits| display::frame_packing(bits, colour::persistence_flag)));
}

#[test]
fn a_message_that_emulation_prevention_makes_as_long_as_before_leaves_a_mark_in_the_copy() {
    let judge = |message: Message<'_>| match message.kind {
        1 => Verdict::Stays,
        _ => colour::fixed(message).unwrap_or(Verdict::Goes),
    };
    let walked = |bytes: &[u8]| stuffed(bytes, |input, payload, marks| mark(input, payload, &judge, marks)).unwrap();
    // Four of five bytes are read; then two zeros come before a message of type 1, and require a byte in between.
    let (copy, marks) = walked(b"\x90\x05\x32\xFE\0\0\x20\x01\0\x80");
    let spans = |marks: &[Mark]| marks.iter().map(|mark| mark.span).collect::<Vec<_>>();
    let (again, same) = walked(&copy);
    assert_eq!((again, spans(&same)), (copy, spans(&marks)));
    assert_eq!(marks.len(), 1);
}
