//! What headers say, which follows from elsewhere: a word in it does not ride along.

use super::build::{Tree, film};
use super::*;

/// The copies of a film in which a field of a box was changed to each of these.
fn copies(kind: &[u8; 4], at: usize, fields: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut film = film();
    fields.iter().map(|field| with(&mut film, kind, at, field)).collect()
}

fn with(film: &mut Tree, kind: &[u8; 4], at: usize, field: &[u8]) -> Vec<u8> {
    film.find(kind).head[at..at + field.len()].copy_from_slice(field);
    copy_of(&film.bytes())
}

/// Whether these are copies of a film as it was before.
#[track_caller]
fn all_are_as_before(copies: &[Vec<u8>]) {
    let before = film().bytes();
    assert!(copies.iter().all(|copy| *copy == before));
}

/// A film of 9 ticks said that it lasts any number of them within two seconds.
#[test]
fn a_duration_that_is_nearly_right_becomes_that_of_the_edits() {
    all_are_as_before(&copies(b"mvhd", 16, &[&[0, 0, 0, 12], &[0, 0, 7, 0xCF], b"Nora"]));
    // One tick more is how some writers count.
    let more = copies(b"mvhd", 16, &[&[0, 0, 0, 10]]);
    assert!(holds(&more[0], &[0, 0, 3, 0xE8, 0, 0, 0, 10]));
    let of_track = copies(b"tkhd", 20, &[&[0, 0, 0, 9], &[0, 0, 0, 12], b"Nora"]);
    assert!(of_track.iter().all(|copy| *copy == of_track[0] && holds(copy, &[0, 0, 0, 9, 0, 0, 0, 0])));
}

/// Players show what the header says: a film of which only the pictures were cut became as long as its sound.
#[test]
fn a_movie_can_last_as_long_as_a_track_that_is_not_the_longest() {
    let mut film = film();
    film.find(b"elst").head[8..12].copy_from_slice(&[0, 0, 0, 5]);
    assert!(holds(&with(&mut film, b"mvhd", 16, &[0, 0, 0, 5]), &[0, 0, 3, 0xE8, 0, 0, 0, 5]));
    assert!(holds(&with(&mut film, b"mvhd", 16, &[0, 0, 0, 7]), &[0, 0, 3, 0xE8, 0, 0, 0, 9]));
}

#[test]
fn media_last_as_long_as_their_samples() {
    let mut film = film();
    film.find(b"mdhd").head[12..16].copy_from_slice(&[0, 2, 0x9A, 0xAB]);
    let copies: Vec<_> = [1536_u32, 1537, 9999, u32::from_be_bytes(*b"Nora")]
        .map(|lasts| with(&mut film, b"mdhd", 16, &lasts.to_be_bytes()))
        .into();
    assert!(copies.iter().all(|copy| *copy == copies[0] && holds(copy, &[0, 2, 0x9A, 0xAB, 0, 0, 6, 0])));
    assert_ne!(with(&mut film, b"mdhd", 16, &[0; 4]), copies[0]);
}

/// The id of a track was any number up to 65,535.
#[test]
fn tracks_are_counted_from_one() {
    let mut film = film();
    film.find(b"tkhd").head[12..16].copy_from_slice(&[0, 0, b'N', b'o']);
    film.find(b"mvhd").head[96..100].copy_from_slice(&[0, 0, b'N', b'p']);
    film.find_last(b"trak").inner.push(tree(b"tref", b"", [leaf(b"folw", &[0, 0, b'N', b'o'])]));
    let copy = copy_of(&film.bytes());
    assert!(!holds(&copy, b"No") && !holds(&copy, b"Np") && holds(&copy, b"folw\0\0\0\x01"));
}

#[test]
fn tracks_that_replace_no_other_have_no_group() {
    all_are_as_before(&copies(b"tkhd", 34, &[&[0, 1], b"No"]));
    let mut film = film();
    film.find(b"tkhd").head[35] = 7;
    film.find_last(b"tkhd").head[35] = 7;
    let copy = copy_of(&film.bytes());
    let groups = memchr::memmem::find_iter(&copy, b"tkhd").map(|at| copy[at + 4 + 35]);
    assert!(groups.eq([1, 1]));
}

/// Flags for a preview that nobody shows are the same in every copy.
#[test]
fn a_track_that_is_on_has_no_other_flags() {
    all_are_as_before(&copies(b"tkhd", 3, &[&[7], &[0xF], &[0xFF]]));
}

#[test]
fn a_movie_is_only_turned() {
    let moved = [&[0, 3][..], &[0, 0]].concat();
    all_are_as_before(&copies(b"mvhd", 36 + 24, &[&moved]));
    all_are_as_before(&copies(b"mvhd", 36, &[&[0, 2, 0, 0]]));
}

/// The last letter of a brand was free where the first three are those of a family.
#[test]
fn in_the_last_letter_of_a_brand() {
    let brands = |copies: Vec<Vec<u8>>| copies.iter().map(|copy| copy[16..24].to_vec()).collect::<Vec<_>>();
    let last = brands(copies(b"ftyp", 11, &[b"2", b"4", b"6", b"9", b"c", b"N"]));
    assert_eq!(last.iter().map(|brands| brands[3]).collect::<Vec<_>>(), *b"26666m");
    let last = brands(copies(b"ftyp", 15, &[b"1", b"2", b"7", b"N"]));
    assert_eq!(last.iter().map(|brands| &brands[4..]).collect::<Vec<_>>(), [b"mp41", b"mp42", b"mp42", b"isom"]);
    // Another version of a standard is nothing to report.
    let mut film = film();
    film.find(b"ftyp").head[11] = b'5';
    assert!(ids(&film.bytes()).is_empty());
}

/// Sound has no side, and its balance was any number of 256 steps to each.
#[test]
fn sound_comes_from_the_middle() {
    all_are_as_before(&copies(b"smhd", 4, &[&[0, 1], &[0xFF, 7]]));
}

/// Packets of AAC are in tables, beside which QuickTime's entry said how large others are.
#[test]
fn in_packets_that_no_decoder_counts() {
    let mut film = film();
    let entry = film.find(b"mp4a");
    entry.head[9] = 1;
    entry.head.extend([0; 16]);
    let at = entry.head.len() - 16;
    let copies = [[0, 0, 4, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2], [0, 0, 8, 0, 0, 1, b'N', b'o', 0, 0, 0, 1, 0, 0, 0, 9]]
        .map(|packets| with(&mut film, b"mp4a", at, &packets));
    assert_eq!(copies[0], copies[1]);
    assert!(holds(&copies[0], &[0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]));
}
