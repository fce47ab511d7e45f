use proptest::prelude::*;

use super::*;
use crate::testing::{WORD, malformed, samples};

/// What becomes of a sample of two lines with this many points.
fn cleaned(depth: u16, width: u16, sample: &[u8]) -> Result<Vec<u8>, Error> {
    let raster = Raster { width, height: 2, depth };
    samples::drawn(sample, raster, walk)
}

/// A chunk with its length, for all lines.
fn chunk(content: &[u8]) -> Vec<u8> {
    let len = u8::try_from(6 + content.len()).unwrap();
    [&[0, 0, 0, len, 0, 0], content].concat()
}

/// Two lines of each depth: literal points and a run, with the width in points.
fn lines() -> Vec<(u16, u16, Vec<u8>)> {
    let several = |bytes: usize| [&[1, 1][..], &vec![7; bytes], &[0xFF, 1, 0xFE], &vec![7; bytes], &[0xFF]].concat();
    let one = [0x80, 1, 7, 7, 0x80, 0xFF, 7, 7, 0, 0].to_vec();
    vec![
        (1, 15, one.clone()),
        (33, 16, one),
        (2, 31, several(4)),
        (34, 32, several(4)),
        (4, 15, several(4)),
        (36, 16, several(4)),
        (8, 7, several(4)),
        (40, 8, several(4)),
        (16, 2, several(2)),
        (24, 2, several(3)),
        (32, 2, several(4)),
    ]
}

#[test]
fn nothing_hides_behind_the_last_line() {
    for (depth, width, lines) in lines() {
        for end in [&[][..], &[0]] {
            let sample = chunk(&[&lines[..], end].concat());
            assert_eq!(cleaned(depth, width, &sample).unwrap(), sample, "{depth}");
        }
        let sample = [&chunk(&lines)[..], WORD].concat();
        assert_eq!(cleaned(depth, width, &sample).unwrap(), [&chunk(&lines)[..], &[0; 28]].concat(), "{depth}");
    }
}

#[test]
fn nothing_hides_in_a_header() {
    let whole = [1, 1, 7, 7, 7, 0xFF, 2, 0xFF, 0];
    assert_eq!(cleaned(24, 2, &[b"Nora\xFF\xF7", &whole[..]].concat()).unwrap(), chunk(&whole)[..].to_vec());
    let some = |words: [&[u8; 2]; 3]| [&[0, 0, 0, 18], &words[0][..], &[0, 1], words[1], &[0, 1], words[2], &whole[5..]].concat();
    let sample = some([b"\xFF\xFF", b"No", b"ra"]);
    assert!(cleaned(24, 2, &sample).is_err(), "a line that begins with its end");
    let some = |words: [&[u8; 2]; 3]| [&[0, 0, 0, 16], &words[0][..], &[0, 1], words[1], &[0, 1], words[2], &[1, 0xFF]].concat();
    assert_eq!(cleaned(24, 2, &some([b"\xFF\xFF", b"No", b"ra"])).unwrap(), some([b"\0\x08", &[0; 2], &[0; 2]]));
}

#[test]
fn nothing_hides_in_a_sample_that_changes_nothing() {
    assert_eq!(cleaned(8, 4, b"Nora!").unwrap(), b"\0\0\0\x05\0");
    assert_eq!(cleaned(8, 4, b"Nor").unwrap(), [0; 3]);
    assert_eq!(cleaned(8, 4, b"\0\0\0\x0B\0\x08Petit").unwrap(), b"\0\0\0\x0B\0\x08\0\0\0\0\0");
    assert_eq!(cleaned(8, 4, b"").unwrap(), b"");
    // Fewer lines than there are, and a zero.
    assert_eq!(cleaned(8, 4, &chunk(&[1, 0xFF, 0])).unwrap(), chunk(&[1, 0xFF, 0]));
}

#[test]
fn a_line_is_as_long_as_it_is() {
    for (depth, width, lines) in lines().into_iter().filter(|(.., lines)| lines[0] != 0x80) {
        let narrower = width.saturating_sub(if width > 2 { width / 2 } else { 1 });
        assert_eq!(malformed(cleaned(depth, narrower, &chunk(&lines))), Malformed::CodedSample, "{depth}");
    }
    let wrong: [&[u8]; 6] = [
        // Cut off, a step back, a step outside, and a text where decoders differ.
        &[1, 1, 7, 7],
        &[1, 0, 0, 0xFF],
        &[1, 0, 9, 0xFF],
        &[3, 0xFE, 7, 7, 7, 7, 0xFF],
        b"\0\0Nora",
        &[0, 1, 7, 7, 7, 7, 0xFF],
    ];
    for wrong in wrong {
        assert_eq!(malformed(cleaned(8, 8, &chunk(wrong))), Malformed::CodedSample, "{wrong:?}");
    }
    for wrong in
        [&[0, 1, 7, 7, 0, 0][..], &[0x80, 1, 7, 7, 0x80, 1, 7, 7, 0x80, 1, 7, 7, 0, 0], &[0x81, 1, 7, 7, 0, 0], &[0x80, 1, 7]]
    {
        assert_eq!(malformed(cleaned(1, 16, &chunk(wrong))), Malformed::CodedSample, "{wrong:?}");
    }
    for depth in [0, 3, 48, 41] {
        assert_eq!(malformed(cleaned(depth, 8, &chunk(&[0, 0]))), Malformed::CodedSample);
    }
    let outside = [0, 0, 0, 14, 0, 8, 0, 1, 0, 0, 0, 2, 0, 0];
    assert_eq!(malformed(cleaned(8, 8, &outside)), Malformed::CodedSample);
}

proptest! {
    #[test]
    fn anything_is_walked_twice_alike(
        depth in prop::sample::select(vec![1, 2, 4, 8, 16, 24, 32, 40]),
        content in prop::collection::vec(prop_oneof![Just(0), Just(1), Just(0xFF), any::<u8>()], 0..40),
    ) {
        let _ = cleaned(depth, 33, &content);
        let _ = cleaned(depth, 33, &chunk(&content));
    }
}
