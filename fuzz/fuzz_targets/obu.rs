//! Any bytes, walked as a sample of AV1 and as the configuration of its decoder: stuffing keeps the length, and a copy is
//! marked as its original and holds its stuffing already. Registered user data are judged on their own, too.
#![no_main]

use untrace_core::base::{Error, Input, Span};
use untrace_core::codecs::{Mark, av1, t35};

type Walk = fn(&Input<'_>, Span, &mut Vec<Mark>) -> Result<(), Error>;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for walk in [av1::walk as Walk, av1::configuration] {
        if let Ok(marks) = marks(bytes, walk) {
            let copy = apply(bytes, &marks);
            assert_eq!(copy.len(), bytes.len());
            let again = self::marks(&copy, walk).expect("a copy is walked as its original");
            assert!(again.iter().map(|mark| mark.span).eq(marks.iter().map(|mark| mark.span)), "other spans");
            assert!(apply(&copy, &again) == copy, "a copy of a copy");
        }
    }
    let _ = (t35::needed(bytes), t35::says(bytes));
});

/// Sorted, disjoint, and inside of the sample.
fn marks(bytes: &[u8], walk: Walk) -> Result<Vec<Mark>, Error> {
    let mut marks = Vec::new();
    walk(&Input::from_bytes(bytes), Span::new(0, bytes.len() as u64), &mut marks)?;
    assert!(marks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start), "out of order");
    assert!(marks.last().is_none_or(|mark| mark.span.end() <= bytes.len() as u64), "outside of the sample");
    Ok(marks)
}

fn apply(bytes: &[u8], marks: &[Mark]) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    for Mark { span, stuffing, .. } in marks {
        let place = &mut copy[span.start as usize..span.end() as usize];
        place.fill(stuffing.fill);
        place[..stuffing.head.len()].copy_from_slice(&stuffing.head);
    }
    copy
}
