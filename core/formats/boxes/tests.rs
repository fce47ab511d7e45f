//! What is written anew: of the same length, once and for all, and never a word.

use super::*;
use crate::formats::extended_usage::extended_usage;
use proptest::prelude::*;

const KINDS: [&[u8; 4]; 47] = [
    b"clli", b"CoLL", b"mdcv", b"SmDm", b"amve", b"gama", b"pasp", b"clap", b"fiel", b"ccst", b"hfov", b"DpxE", b"dvcC", b"dvvC",
    b"dvwC", b"vpcC", b"ispe", b"rloc", b"irot", b"imir", b"a1op", b"lsel", b"tols", b"pixi", b"chan", b"srat", b"SA3D", b"pcmC",
    b"dOps", b"alac", b"dac3", b"st3d", b"stri", b"hero", b"blin", b"dadj", b"prji", b"pkin", b"must", b"prhd", b"equi", b"cbmp",
    b"vmhd", b"smhd", b"clef", b"trex", b"tfhd",
];

/// As many letters as a box has room for.
fn word(len: usize) -> Vec<u8> {
    b"Nora Beispiel 48.85661N 2.35222E 2024-05-12 SN4711 ".iter().copied().cycle().take(len).collect()
}

proptest! {
    #[test]
    fn what_is_written_anew_is_no_longer_than_it_was_and_stays_as_it_is(kind in 0..KINDS.len(), body in prop::collection::vec(any::<u8>(), 0..80)) {
        if let Some(Anew::Numbers(numbers)) = anew(*KINDS[kind], &body) {
            prop_assert!(numbers.len() <= body.len());
            prop_assert_eq!(anew(*KINDS[kind], &numbers), Some(Anew::Numbers(numbers)));
        }
    }

    /// Plausible beginnings with letters behind them, in each box: never five of them are left in a row.
    #[test]
    fn no_box_of_numbers_has_room_for_a_word(kind in 0..KINDS.len(), plain in 0..40usize, len in 0..80usize) {
        let body = [vec![0; plain], word(len)].concat();
        if let Some(Anew::Numbers(numbers)) = anew(*KINDS[kind], &body) {
            let letters = numbers.windows(5).any(|five| five.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' '));
            prop_assert!(!letters, "{:?} {:02X?}", KINDS[kind], numbers);
        }
    }
}

fn numbers(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    match anew(*kind, body) {
        Some(Anew::Numbers(numbers)) => numbers,
        other => panic!("{other:?}"),
    }
}

fn stays(kind: &[u8; 4], body: &[u8]) {
    assert_eq!(numbers(kind, body), body, "{kind:?}");
}

#[test]
fn what_phones_and_cameras_write_stays() {
    stays(b"pasp", &[0, 0, 0, 4, 0, 0, 0, 3]);
    stays(
        b"clap",
        &[[0, 0, 4, 56], [0, 0, 0, 1], [0, 0, 2, 88], [0, 0, 0, 1], [0xFF; 4], [0, 0, 0, 2], [0; 4], [0, 0, 0, 1]].concat(),
    );
    stays(b"clli", &[3, 0xE8, 1, 0x90]);
    let p3: Vec<u8> = [13_250_u16, 34_500, 7_500, 3_000, 34_000, 16_000, 15_635, 16_450]
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .collect();
    let light = [10_000_000_u32.to_be_bytes(), 50_u32.to_be_bytes()].concat();
    stays(b"mdcv", &[&p3[..], &light].concat());
    stays(b"amve", &[0, 0x2F, 0xE9, 0xA0, 0x3D, 0x13, 0x40, 0x42]);
    stays(b"dvcC", &[&[1, 0, 0x10, 0x25, 0x10][..], &[0; 19]].concat());
    stays(b"vpcC", &[1, 0, 0, 0, 2, 31, 0xA3, 9, 16, 9, 0, 0]);
    stays(b"pixi", &[0, 0, 0, 0, 3, 8, 8, 8]);
    stays(b"dOps", &[0, 2, 1, 0x38, 0, 0, 0xBB, 0x80, 0, 0, 0]);
    stays(b"stri", &[0, 0, 0, 0, 3]);
    stays(b"blin", &[0, 0, 0, 0, 0, 0, 0x4B, 0x28]);
    stays(b"chan", &[0, 0, 0, 0, 0, 0x65, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
}

/// `vexu_cams_text`: without them, FFmpeg did not open the copy.
#[test]
fn impossible_distances_of_eyes_are_none() {
    assert_eq!(numbers(b"blin", b"\0\0\0\0Nora"), [0; 8]);
    assert_eq!(numbers(b"dadj", b"\0\0\0\0Nora"), [0; 8]);
}

#[test]
fn numbers_that_are_nearly_those_of_a_screen_are_its() {
    let near: Vec<u8> = [13_249_u16, 34_501, 7_499, 3_001, 34_000, 15_999, 15_636, 16_450]
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .collect();
    let light = [10_000_001_u32.to_be_bytes(), 1_u32.to_be_bytes()].concat();
    let light_anew = [10_000_000_u32.to_be_bytes(), 1_u32.to_be_bytes()].concat();
    assert_eq!(numbers(b"mdcv", &[&near[..], &light].concat()), [&near[..], &light_anew].concat());
    assert_eq!(anew(*b"mdcv", &word(24)), Some(Anew::Meaningless));
}

/// One shape of a point had as many forms as it has common factors.
#[test]
fn shapes_of_points_are_in_their_lowest_terms() {
    assert_eq!(numbers(b"pasp", &[0, 0, 0x4E, 0x20, 0, 0, 0x3A, 0x98]), [0, 0, 0, 4, 0, 0, 0, 3]);
    // libavif shows other points where an offset of 0/2 is 0/1.
    stays(
        b"clap",
        &[[0, 0, 1, 0xE0], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0, 0, 1], [0; 4], [0, 0, 0, 2], [0; 4], [0, 0, 0, 2]].concat(),
    );
}

#[test]
fn names_of_channels_are_spaces() {
    let named = [0, 0, 0, 1, 2, 8, 8, 0x23, 0x11, b'N', b'o', 0, 0x40];
    assert_eq!(numbers(b"pixi", &named), [0, 0, 0, 1, 2, 8, 8, 0x23, 0x11, b' ', b' ', 0, 0x40]);
    assert_eq!(anew(*b"pixi", &[&[0, 0, 0, 0, 50][..], &word(50)].concat()), Some(Anew::Meaningless));
}

#[test]
fn boxes_of_two_eyes_hold_nothing_else() {
    let inner = |kind: &[u8; 4], body: &[u8]| crate::testing::bmff::boxed(kind, body);
    let eyes = [inner(b"stri", &[0, 0, 0, 0, 3]), inner(b"must", &word(20)), inner(b"Nora", &word(9))].concat();
    let usage = [inner(b"eyes", &eyes), inner(b"rreq", &word(30)), word(5)].concat();
    let anew = extended_usage(&usage);
    assert_eq!(anew.len(), usage.len());
    assert!(anew.starts_with(&usage[..21]) && !anew.windows(4).any(|four| four == b"Nora"));
    assert_eq!(extended_usage(&anew), anew);
}
