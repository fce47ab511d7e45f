use proptest::prelude::*;

use super::*;
use crate::testing::{WORD, malformed, samples};

/// Two blocks in each of two strips.
const RASTER: Raster = Raster { width: 8, height: 7, depth: 24 };

fn walk_it(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    walk(input, sample, RASTER, marks)
}

fn lengthened(kind: u8, header: usize, content: &[u8]) -> Vec<u8> {
    let [_, length @ ..] = u32::try_from(header + content.len()).unwrap().to_be_bytes();
    [&[kind], &length[..], content].concat()
}

fn chunk(kind: u8, data: &[u8]) -> Vec<u8> {
    lengthened(kind, 4, data)
}

/// A strip of four lines below the previous one.
fn strip(chunks: &[Vec<u8>]) -> Vec<u8> {
    lengthened(0x10, 4, &[&[0, 0, 0, 0, 0, 4, 0, 8][..], &chunks.concat()].concat())
}

fn frame(size: &[u8; 4], strips: &[Vec<u8>]) -> Vec<u8> {
    lengthened(0, 4, &[&size[..], &[0, u8::try_from(strips.len()).unwrap()], &strips.concat()].concat())
}

const SIZE: &[u8; 4] = &[0, 8, 0, 8];

/// A frame of two strips with these words after its codebooks, its vectors, its strips and itself.
fn with(word: &[u8]) -> Vec<u8> {
    let full = chunk(0x20, &[&[9; 6 * 256][..], word].concat());
    let grey = chunk(0x26, &[9; 8]);
    let some = chunk(0x23, &[&[0x80, 0, 0, 0][..], &[9; 6]].concat());
    // All in ones; a flag for each, then one or four.
    let ones = chunk(0x32, &[&[1, 2][..], word].concat());
    let mixed = chunk(0x30, &[&[0x40, 0, 0, 0, 1, 1, 2, 3, 4][..], word].concat());
    let above = [strip(&[full, grey, ones]), Vec::new()].concat();
    let below = strip(&[some, mixed]);
    let behind = |strip: Vec<u8>| lengthened(0x10, 4, &[&strip[4..], word].concat());
    [frame(SIZE, &[behind(above), behind(below)]), word.to_vec()].concat()
}

#[test]
fn nothing_hides_behind_anything() {
    assert_eq!(samples::cleaned(&with(b""), walk_it).unwrap().0, with(b""));
    assert_eq!(samples::cleaned(&with(WORD), walk_it).unwrap().0, with(&[0; 28]));
}

#[test]
fn nothing_hides_where_nothing_changes() {
    // Of two blocks in strips of all kinds: neither, one as a whole, both in parts.
    for data in [&[0, 0, 0, 0][..], &[0x80, 0, 0, 0, 1], &[0xF0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]] {
        let sample = |word: &[u8]| frame(SIZE, &[strip(&[chunk(0x31, &[data, word].concat())])]);
        assert_eq!(samples::cleaned(&sample(WORD), walk_it).unwrap().0, sample(&[0; 28]));
    }
    let none = frame(SIZE, &[]);
    assert_eq!(samples::cleaned(&[&none[..], WORD].concat(), walk_it).unwrap().0, [&none[..], &[0; 28]].concat());
}

#[test]
fn a_size_that_is_none_becomes_that_of_the_entry() {
    for (size, becomes) in [([0, 7, 0, 5], [0, 7, 0, 5]), (*b"Nora", [0, 8, 0, 7])] {
        assert_eq!(samples::cleaned(&frame(&size, &[]), walk_it).unwrap().0, frame(&becomes, &[]));
    }
}

#[test]
fn what_contradicts_itself_is_malformed() {
    let whole = with(b"");
    for len in 0..whole.len() {
        assert_eq!(malformed(samples::walked(&whole[..len], walk_it)), Malformed::CodedSample);
    }
    let ones = || chunk(0x32, &[1, 2]);
    let strips = [
        // No vectors, too few of them, an unknown chunk, and one without room for its header.
        strip(&[]),
        strip(&[chunk(0x32, &[1])]),
        strip(&[chunk(0x28, &[1]), ones()]),
        strip(&[vec![0x20, 0, 0, 3], ones()]),
        lengthened(0x12, 4, &[&[0, 0, 0, 0, 0, 4, 0, 8][..], &ones()].concat()),
        // Outside the picture.
        lengthened(0x10, 4, &[&[0, 0, 0, 0, 0, 4, 0, 9][..], &ones()].concat()),
        lengthened(0x10, 4, &[&[0, 4, 0, 0, 0, 9, 0, 8][..], &ones()].concat()),
        lengthened(0x10, 4, &[&[0, 4, 0, 0, 0, 4, 0, 8][..], &ones()].concat()),
    ];
    for strip in strips {
        assert_eq!(malformed(samples::walked(&frame(SIZE, &[strip]), walk_it)), Malformed::CodedSample);
    }
    let many: Vec<_> = (0..33).map(|_| strip(&[ones()])).collect();
    assert_eq!(malformed(samples::walked(&frame(SIZE, &many), walk_it)), Malformed::CodedSample);
}

proptest! {
    #[test]
    fn one_byte_anywhere_is_walked_twice_alike(at in any::<prop::sample::Index>(), byte: u8) {
        let mut sample = with(&WORD[..9]);
        let place = at.index(sample.len());
        sample[place] = byte;
        let _ = samples::cleaned(&sample, walk_it);
    }
}
