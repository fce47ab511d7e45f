//! NAL units in samples, and what becomes of samples.

use crate::base::{Error, Input, Span};
use crate::codecs::Mark;

/// Units, each after its length in four bytes.
pub(crate) fn sample(units: &[&[u8]]) -> Vec<u8> {
    units.iter().flat_map(|unit| [&(unit.len() as u32).to_be_bytes()[..], unit].concat()).collect()
}

/// A SEI RBSP with these messages and trailing bits.
pub(crate) fn messages(list: &[(u8, &[u8])]) -> Vec<u8> {
    let each = list.iter().flat_map(|(kind, payload)| {
        let size = [vec![0xFF; payload.len() / 255], vec![(payload.len() % 255) as u8]].concat();
        [&[*kind][..], &size, payload].concat()
    });
    each.chain([0x80]).collect()
}

/// With its marks stuffed, and the marks. The marks are within the sample and in order; in the copy they are the same,
/// all of them already stuffed, and nothing is reported about them.
pub(crate) fn stuffed(
    bytes: &[u8],
    walk: impl Fn(&Input<'_>, Span, &mut Vec<Mark>) -> Result<(), Error>,
) -> Result<(Vec<u8>, Vec<Mark>), Error> {
    // Something before and after the sample, which stays.
    let margin = b"0123456789";
    let file = [margin, bytes, margin].concat();
    let sample = Span::new(margin.len() as u64, bytes.len() as u64);
    let marks = |file: &[u8]| {
        let mut marks = Vec::new();
        walk(&Input::from_bytes(file), sample, &mut marks).map(|()| marks)
    };
    let found = marks(&file)?;
    let mut copy = file.clone();
    let mut at = sample.start;
    for mark in &found {
        assert!(at <= mark.span.start && mark.span.end() <= sample.end() && !mark.span.is_empty(), "{mark:?}");
        at = mark.span.end();
        let (start, end) = (mark.span.start as usize, at as usize);
        copy[start..end].fill(mark.stuffing.fill);
        copy[start..start + mark.stuffing.head.len()].copy_from_slice(&mark.stuffing.head);
    }
    let again = marks(&copy)?;
    let spans = |marks: &[Mark]| marks.iter().map(|mark| mark.span).collect::<Vec<_>>();
    assert_eq!(spans(&found), spans(&again));
    for mark in &again {
        assert!(mark.stuffing.stands_in(&Input::from_bytes(&copy), mark.span).unwrap() && mark.says.is_empty(), "{mark:?}");
    }
    Ok((copy[margin.len()..margin.len() + bytes.len()].to_vec(), found))
}
