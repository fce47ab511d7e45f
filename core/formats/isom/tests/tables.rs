//! Sample tables in every form, and those that are refused.

use super::build::{PICTURES, Tree, WORD, film, full, leaf};
use super::*;

fn is_table(error: &Error) -> bool {
    matches!(error, Error::Malformed { what: Malformed::SampleTable, .. })
}

/// A movie whose picture track has these tables instead of its own.
fn with(tables: &[Tree]) -> Tree {
    let mut film = film();
    let table = film.find(b"stbl");
    for replaced in tables {
        table.inner.retain(|inner| inner.kind != replaced.kind);
        match &replaced.kind {
            b"co64" => table.inner.retain(|inner| inner.kind != *b"stco"),
            b"stz2" => table.inner.retain(|inner| inner.kind != *b"stsz"),
            _ => {}
        }
        table.inner.push(replaced.clone());
    }
    film
}

#[test]
fn offsets_of_64_bits_and_sizes_of_4_8_and_16_are_followed() {
    let clean = film().bytes();
    let places = [32u32, 55, 75];
    let long = places.iter().flat_map(|place| [0, *place]).collect::<Vec<_>>();
    let film = with(&[full(b"co64", 0, &[&[3][..], &long].concat())]);
    assert_eq!(cleaned(&film.bytes()).unwrap().0, film.bytes());
    for (bits, sizes) in [(4u8, vec![0xDA, 0x30]), (8, vec![13, 10, 3]), (16, vec![0, 13, 0, 10, 0, 3])] {
        let film = with(&[leaf(b"stz2", &[&[0, 0, 0, 0, 0, 0, 0, bits, 0, 0, 0, 3][..], &sizes].concat())]);
        assert_eq!(cleaned(&film.bytes()).unwrap().0, film.bytes(), "{bits}");
    }
    assert!(clean.len() > 100);
}

#[test]
fn large_and_open_sizes_are_followed() {
    let mut bytes = film().bytes();
    let movie = bytes.split_off(78);
    let samples: Vec<u8> = bytes.split_off(32);
    // The movie first, and the media up to the end of the file.
    let mut film = film();
    let moved = film.find(b"moov").bytes().len() as u32 + 24 + 16;
    for (index, kind) in [(0u32, b"trak"), (1, b"trak")] {
        let track = if index == 0 { film.find(kind) } else { film.find_last(kind) };
        for chunk in track.find(b"stco").head[8..].chunks_exact_mut(4) {
            let place = u32::from_be_bytes(chunk.try_into().unwrap()) - 32 + moved;
            chunk.copy_from_slice(&place.to_be_bytes());
        }
    }
    let (file, movie) = (film.find(b"ftyp").bytes(), if movie.is_empty() { movie } else { film.find(b"moov").bytes() });
    let large = [&b"\0\0\0\x01mdat\0\0\0\0\0\0\0"[..], &[16 + samples.len() as u8]].concat();
    let bytes = [&file[..], &movie, &large, &samples].concat();
    assert_eq!(cleaned(&bytes).unwrap().0, bytes);
    let open = [&file[..], &movie, b"\0\0\0\x08wide\0\0\0\0mdat", &samples, WORD].concat();
    assert!(!holds(&copy_of(&open), WORD) && holds(&copy_of(&open), PICTURES[1]));
}

#[test]
fn tables_that_contradict_themselves_are_refused() {
    for tables in [
        full(b"stsc", 0, &[1, 2, 1, 1]),
        full(b"stsc", 0, &[2, 1, 1, 1, 1, 1, 1]),
        full(b"stsc", 0, &[1, 1, 1, 2]),
        full(b"stsc", 0, &[1, 1, 1, 0]),
        full(b"stsc", 0, &[0]),
        full(b"stsc", 0, &[9, 1, 1, 1]),
        full(b"stsz", 0, &[0, 4, 13, 10, 3]),
        full(b"stco", 0, &[4, 32, 55, 75]),
        full(b"stz2", 0, &[8, 9, 0]),
        full(b"stz2", 0, &[7, 3, 0]),
    ] {
        let error = refused(&with(std::slice::from_ref(&tables)).bytes());
        assert!(is_table(&error), "{tables:?}: {error:?}");
    }
}

#[test]
fn a_sample_outside_of_the_media_is_refused_unless_it_is_empty() {
    let outside = |error: &Error| matches!(error, Error::Malformed { what: Malformed::SampleOutside, .. });
    let film = with(&[full(b"stco", 0, &[3, 32, 55, 8])]);
    assert!(outside(&refused(&film.bytes())));
    let film = with(&[full(b"stco", 0, &[3, 32, 55, 0xFFFF_FFF0])]);
    assert!(matches!(refused(&film.bytes()), Error::Malformed { what: Malformed::CutOff, .. }));
    let film = with(&[full(b"stco", 0, &[3, 32, 55, 0xFFFF_FFF0]), full(b"stsz", 0, &[0, 3, 13, 10, 0])]);
    // The bytes of the third sample now belong to nothing.
    assert!(!holds(&copy_of(&film.bytes()), b"3rd"));
}

#[test]
fn bytes_are_shared_among_tracks_that_stay_and_with_no_other() {
    let film = with(&[full(b"stco", 0, &[3, 32, 45, 75])]);
    copy_of(&film.bytes());
    let mut film = film.with_timed_track();
    film.find_last(b"stco").head[8..12].copy_from_slice(&60u32.to_be_bytes());
    assert!(matches!(refused(&film.bytes()), Error::Unsupported { what: Unsupported::SharedSample, .. }));
    // Tables of a track that goes may be as wrong as they like.
    film.find_last(b"stsc").head[7] = 0;
    assert!(!holds(&copy_of(&film.bytes()), WORD));
}

/// QuickTime counts single values of sound, not packets.
#[test]
fn sound_that_is_counted_by_value_is_kept_whole() {
    let mut film = film();
    film.find(b"mp4a").inner.clear();
    film.find(b"mp4a").kind = *b"twos";
    let table = film.find_last(b"stbl");
    table.find(b"stts").head = [0u32, 1, 5, 1].iter().flat_map(|number| number.to_be_bytes()).collect();
    table.find(b"stsz").head = [0u32, 1, 5].iter().flat_map(|number| number.to_be_bytes()).collect();
    table.find(b"stsc").head = [0u32, 2, 1, 2, 1, 2, 3, 1].iter().flat_map(|number| number.to_be_bytes()).collect();
    let copy = copy_of(&film.bytes());
    // Two values of four bytes, then three of which only two and a half exist.
    assert!(holds(&copy, b"sound on\0\0second one"), "{}", String::from_utf8_lossy(&copy));
    assert!(holds(&copy, b"more sound3r") || holds(&copy, b"more sound3rd"));
}

/// A sum that does not fit was the largest number in the copy, which means something else: the copy was not trusted.
#[test]
fn samples_that_last_longer_than_a_header_can_say_have_no_end_in_the_copy() {
    let ticks = |long| describe::Slot::ticks(16, long, 1 << 33).head;
    assert_eq!(ticks(true), Some(IsomValue::Ticks { long: true, ticks: 1 << 33 }));
    assert_eq!(ticks(false), Some(IsomValue::Ticks { long: false, ticks: u32::MAX.into() }));
}
