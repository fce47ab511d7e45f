//! Any bytes as samples of H.264, H.265 and H.266, and as the configurations of their decoders: what is marked in a copy is
//! what was marked in its original, and all of it is stuffed.
#![no_main]

use untrace_core::base::{Error, Input, Span};
use untrace_core::codecs::{Mark, avc, hevc, vvc};
use untrace_fuzz::marks;

type Walk = fn(&Input<'_>, Span, Span, &mut Vec<Mark>) -> Result<(), Error>;

const WALKS: [Walk; 4] = [
    |input, set, sample, found| avc::configuration(input, set, found)?.walk(input, sample, found),
    |input, set, sample, found| hevc::configuration(input, set, found)?.walk(input, sample, found),
    |input, set, sample, found| {
        let first = hevc::configuration(input, set, found)?;
        hevc::layered(input, sample, Some(&first), found).map(drop)
    },
    |input, set, sample, found| vvc::configuration(input, set, found)?.walk(input, sample, found),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The first byte says how long the configuration is; the sample follows it.
    let Some((&len, rest)) = bytes.split_first() else { return };
    let end = rest.len().min(usize::from(len));
    let (set, sample) = (Span::from(0..end), Span::from(end..rest.len()));
    for walk in WALKS {
        marks(rest, |input, found| walk(input, set, sample, found));
    }
});
