//! A sample of sound, by every walker of sound, and the configuration of an AAC decoder: marks are in order and in the
//! sample, a copy with what they ask for has the same ones, and stays as it is.
#![no_main]

use untrace_core::base::{Error, Input, Span};
use untrace_core::codecs::{Mark, aac, ac3, amr, flac, mpeg_audio, opus};

type Walk = fn(&Input<'_>, Span, &mut Vec<Mark>) -> Result<(), Error>;

fn frames(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let mut frames = mpeg_audio::Frames::default();
    frames.walk(input, sample, marks)?;
    frames.finish(input, marks)?;
    marks.sort_by_key(|mark| mark.span.start);
    Ok(())
}

const WALKS: [Walk; 9] = [
    aac::walk,
    |input, info, marks| aac::configuration(input, info, marks).map(drop),
    ac3::walk,
    |input, sample, marks| amr::walk(input, sample, amr::Band::Narrow, marks),
    |input, sample, marks| amr::walk(input, sample, amr::Band::Wide, marks),
    flac::walk,
    frames,
    |input, sample, marks| opus::walk(input, sample, 1, marks),
    |input, sample, marks| opus::walk(input, sample, 3, marks),
];

/// The marks of a sample, and what it becomes.
fn stuffed(walk: Walk, bytes: &[u8]) -> Result<(Vec<Mark>, Vec<u8>), Error> {
    let (mut marks, mut copy) = (Vec::new(), bytes.to_vec());
    walk(&Input::from_bytes(bytes), Span::new(0, bytes.len() as u64), &mut marks)?;
    let mut behind = 0;
    for mark in &marks {
        assert!(mark.span.start >= behind && mark.span.end() <= bytes.len() as u64, "{:?}", mark.span);
        behind = mark.span.end();
        let target = &mut copy[mark.span.start as usize..behind as usize];
        target.fill(mark.stuffing.fill);
        target[..mark.stuffing.head.len()].copy_from_slice(&mark.stuffing.head);
    }
    Ok((marks, copy))
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, sample)) = bytes.split_first() else { return };
    let walk = WALKS[usize::from(*first) % WALKS.len()];
    let Ok((marks, copy)) = stuffed(walk, sample) else { return };
    let (again, same) = stuffed(walk, &copy).expect("what was cleaned can be read");
    assert!(marks.iter().map(|mark| mark.span).eq(again.iter().map(|mark| mark.span)), "other spans");
    assert_eq!(copy, same, "the copy would be changed again");
});
