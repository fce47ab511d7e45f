//! Coded samples that are walked, and what becomes of them.

use crate::base::{Error, Input, Span};
use crate::codecs::{Mark, Raster};
use crate::model::Value;

/// What is before and after a sample in these tests: none of it is a walker's business.
const AROUND: &[u8] = &[0, 0, 1, 0xB2, 0xFF, 0xD8, 0xFF];

/// The marks of a sample surrounded by other bytes; they are in order and within it.
pub(crate) fn walked(
    bytes: &[u8],
    walk: impl FnOnce(&Input<'_>, Span, &mut Vec<Mark>) -> Result<(), Error>,
) -> Result<Vec<Mark>, Error> {
    let file = [AROUND, bytes, AROUND].concat();
    let (start, mut marks) = (AROUND.len() as u64, Vec::new());
    let sample = Span::new(start, bytes.len() as u64);
    walk(&Input::from_bytes(&file), sample, &mut marks)?;
    let mut at = start;
    for Mark { span, stuffing, .. } in &mut marks {
        assert!(!span.is_empty() && span.start >= at && span.end() <= sample.end(), "{span:?} in {sample:?}");
        assert!(stuffing.head.len() as u64 <= span.len);
        at = span.end();
        span.start -= start;
    }
    Ok(marks)
}

/// A sample with everything that was marked replaced, and what it revealed. Cleaned again, it stays as it is and
/// reveals nothing.
#[track_caller]
pub(crate) fn cleaned(
    bytes: &[u8],
    walk: impl Fn(&Input<'_>, Span, &mut Vec<Mark>) -> Result<(), Error>,
) -> Result<(Vec<u8>, Vec<Value>), Error> {
    let marks = walked(bytes, &walk)?;
    let copy = stuffed(bytes, &marks);
    let again = walked(&copy, &walk)?;
    assert_eq!(again.iter().map(|mark| mark.span).collect::<Vec<_>>(), marks.iter().map(|mark| mark.span).collect::<Vec<_>>());
    assert_eq!(stuffed(&copy, &again), copy);
    // Values of a copy are compared with those of its original.
    let stuffing = |marks: &[Mark]| marks.iter().map(|mark| mark.stuffing.clone()).collect::<Vec<_>>();
    assert_eq!(stuffing(&again), stuffing(&marks));
    assert!(again.iter().all(|mark| mark.says.is_empty()), "{again:?}");
    Ok((copy, marks.into_iter().flat_map(|mark| mark.says).map(|(_, value)| value).collect()))
}

/// What becomes of a sample whose walker needs to know its width and height.
#[track_caller]
pub(crate) fn drawn(
    bytes: &[u8],
    raster: Raster,
    walk: fn(&Input<'_>, Span, Raster, &mut Vec<Mark>) -> Result<(), Error>,
) -> Result<Vec<u8>, Error> {
    Ok(cleaned(bytes, |input, sample, marks| walk(input, sample, raster, marks))?.0)
}

fn stuffed(bytes: &[u8], marks: &[Mark]) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    for Mark { span, stuffing, .. } in marks {
        let place = &mut copy[usize::try_from(span.start).unwrap()..usize::try_from(span.end()).unwrap()];
        let (head, fill) = place.split_at_mut(stuffing.head.len());
        head.copy_from_slice(&stuffing.head);
        fill.fill(stuffing.fill);
    }
    copy
}
