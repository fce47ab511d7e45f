//! Coded samples: built bit by bit, walked, and walked again.

use crate::base::{Error, Input, Span};
use crate::codecs::Mark;

/// What is around a sample, but not part of it.
const AROUND: &[u8] = b"\xA5\x5A\xA5";

/// Numbers with this many bits each, most significant first; zeros up to the next byte.
pub(crate) fn pack(fields: &[(u32, usize)]) -> Vec<u8> {
    let mut bits: Vec<u8> =
        fields.iter().flat_map(|(number, width)| (0..*width).rev().map(move |at| (number >> at & 1) as u8)).collect();
    bits.resize(bits.len().next_multiple_of(8), 0);
    bits.chunks(8).map(|byte| byte.iter().fold(0, |number, bit| number << 1 | bit)).collect()
}

/// Bytes as fields of eight bits.
pub(crate) fn octets(bytes: &[u8]) -> Vec<(u32, usize)> {
    bytes.iter().map(|byte| (u32::from(*byte), 8)).collect()
}

/// What becomes of a sample.
pub(crate) struct Walked {
    /// What was marked.
    pub(crate) marks: Vec<Mark>,
    /// The sample, stuffed.
    pub(crate) copy: Vec<u8>,
}

/// Walks a sample and its copy: the marks are in order and within the sample, and the copy stays as it is.
pub(crate) fn walked(
    sample: &[u8],
    walk: impl Fn(&Input<'_>, Span, &mut Vec<Mark>) -> Result<(), Error>,
) -> Result<Walked, Error> {
    let span = Span::new(AROUND.len() as u64, sample.len() as u64);
    let stuffed = |bytes: &[u8]| -> Result<(Vec<Mark>, Vec<u8>), Error> {
        let (mut marks, mut copy) = (Vec::new(), bytes.to_vec());
        walk(&Input::from_bytes(bytes), span, &mut marks)?;
        let mut behind = span.start;
        for Mark { span: here, stuffing, .. } in &marks {
            assert!(here.start >= behind && here.end() <= span.end() && !here.is_empty(), "{here:?} in {span:?} behind {behind}");
            assert!(stuffing.head.len() as u64 <= here.len);
            behind = here.end();
            let target = &mut copy[here.start as usize..behind as usize];
            target.fill(stuffing.fill);
            target[..stuffing.head.len()].copy_from_slice(&stuffing.head);
        }
        Ok((marks, copy))
    };
    let (marks, copy) = stuffed(&[AROUND, sample, AROUND].concat())?;
    let (again, same) = stuffed(&copy).expect("what was cleaned can be read again");
    let spans = |marks: &[Mark]| marks.iter().map(|mark| mark.span).collect::<Vec<_>>();
    assert_eq!(spans(&marks), spans(&again));
    assert_eq!(copy, same);
    let input = Input::from_bytes(&copy);
    assert!(again.iter().all(|mark| mark.stuffing.stands_in(&input, mark.span).unwrap()));
    Ok(Walked { marks, copy: copy[AROUND.len()..copy.len() - AROUND.len()].to_vec() })
}
