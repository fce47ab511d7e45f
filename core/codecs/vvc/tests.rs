//! Units, the configuration, messages.

use super::*;
use crate::testing::mastering::P3_GBR;
use crate::testing::nal::{messages, sample, stuffed};
use crate::testing::{WORD, holds};

/// A set of type 15, and messages, in a configuration with a profile of two sub-layers.
fn body(sei: &[u8]) -> Vec<u8> {
    let profile = [0b0000_0001, 2, 51, 0, 0x80, 51, 1, 1, 2, 3, 4];
    let head = [&[0, 0, 0, 0, 0b1111_1111, 0, 0b0010_0101, 0x1F][..], &profile, &[0, 1, 0, 1, 0, 0, 3]].concat();
    let array = |kind: u8, unit: &[u8]| [&[0x80 | kind, 0, 1, 0, unit.len() as u8][..], unit].concat();
    let information = [&[13, 0, 4][..], b"\0\x69ab"].concat();
    [head, information, array(15, b"\0\x79\x01\x02\x80"), array(23, sei)].concat()
}

fn walked(units: &[&[u8]]) -> Result<(Vec<u8>, Vec<Mark>), Error> {
    let with = Configuration { lengths: LengthSize::Four, len: 0 };
    stuffed(&sample(units), |input, sample, marks| with.clone().walk(input, sample, marks))
}

#[test]
fn a_configuration_is_followed_to_its_end() {
    let body = body(&[&b"\0\xB9"[..], &messages(&[(5, WORD)])].concat());
    let (copy, marks) = stuffed(&body, |input, body, marks| configuration(input, body, marks).map(drop)).unwrap();
    assert!(!holds(&copy, WORD) && marks.len() == 1);
    let read = configuration(&Input::from_bytes(&body), Span::new(0, body.len() as u64), &mut Vec::new()).unwrap();
    assert_eq!((read.len, read.lengths), (body.len() as u64, LengthSize::Four));
    for len in 0..body.len() {
        assert!(configuration(&Input::from_bytes(&body[..len]), Span::new(0, len as u64), &mut Vec::new()).is_err(), "{len}");
    }
}

#[test]
fn units_that_decoders_pass_over_are_stuffed_and_all_others_stay() {
    for kind in 0..32_u8 {
        let unit = [&[0, kind << 3 | 1][..], b"some text of a unit\x80"].concat();
        let (copy, marks) = walked(&[&unit]).unwrap();
        let stays = matches!(kind, 0..=3 | 7..=10 | 12..=19);
        assert_eq!((copy == sample(&[&unit]), marks.is_empty(), holds(&copy, b"text")), (stays, stays, stays), "{kind}");
    }
    assert!(walked(&[b"\0"]).is_err() && walked(&[b"\0\xB8abc"]).is_err());
}

#[test]
fn colours_stay_and_texts_go() {
    let unit = [&b"\0\xB9"[..], &messages(&[(137, &P3_GBR), (144, &[7; 4]), (5, WORD), (137, WORD)])].concat();
    let (copy, _) = walked(&[&unit]).unwrap();
    assert!(!holds(&copy, WORD) && holds(&copy, &P3_GBR[..20]) && holds(&copy, &[144, 4, 7, 7, 7, 7, 3]));
}
