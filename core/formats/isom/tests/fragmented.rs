//! Fragments: every way to say where samples are.

use super::build::{Tree, WORD, film, full, leaf, tree};
use super::*;

const PICTURE: &[u8] = b"picture of a fragment";
const SOUND: &[u8] = b"sound of it";

/// Three tracks without samples of their own, and defaults for their fragments.
fn head() -> Tree {
    let mut film = film().with_timed_track();
    film.inner.retain(|inner| inner.kind != *b"mdat");
    for number in 0.. {
        let there = film.at(number, |tree| match &tree.kind {
            b"stco" | b"stts" | b"stsc" => tree.head = vec![0; 8],
            b"stsz" => tree.head = vec![0; 12],
            _ => {}
        });
        if !there {
            break;
        }
    }
    let defaults = |id: u32, size: u32| full(b"trex", 0, &[id, 1, 0, size, 0]);
    let extends = tree(b"mvex", b"", [defaults(1, 21), defaults(2, 0), defaults(3, 7)]);
    film.find(b"moov").inner.push(extends);
    film
}

/// A fragment with these tracks, and its media: picture, sound, telemetry.
fn with_fragment(tracks: impl Fn(u32) -> Vec<Tree>) -> Tree {
    let mut film = head();
    let start = film.bytes().len() as u32;
    let build = |data: u32| {
        let header = full(b"mfhd", 0, &[1]);
        tree(b"moof", b"", std::iter::once(header).chain(tracks(data)))
    };
    let len = build(0).bytes().len() as u32;
    film.inner.push(build(len + 8));
    film.inner.push(leaf(b"mdat", &[PICTURE, SOUND, WORD].concat()));
    assert!(start > 0);
    film
}

fn traf(flags: u32, numbers: &[u32], runs: Vec<Tree>) -> Tree {
    tree(b"traf", b"", std::iter::once(full(b"tfhd", flags, numbers)).chain(runs))
}

fn check(film: &Tree) {
    let bytes = film.bytes();
    let copy = copy_of(&bytes);
    assert_eq!(copy.len(), bytes.len());
    assert!(holds(&copy, &[PICTURE, SOUND].concat()) && !holds(&copy, WORD), "{}", String::from_utf8_lossy(&copy));
}

const FROM_MOOF: u32 = 0x02_0000;

/// Offsets relative to the fragment; sizes from the defaults, from the header, from the run.
#[test]
fn offsets_count_from_the_fragment() {
    check(&with_fragment(|data| {
        vec![
            traf(FROM_MOOF, &[1], vec![full(b"trun", 0x01, &[1, data])]),
            traf(FROM_MOOF | 0x10, &[2, 11], vec![full(b"trun", 0x05, &[1, data + 21, 0])]),
            traf(FROM_MOOF, &[3], vec![full(b"trun", 0x301, &[1, data + 32, 512, 7])]),
        ]
    }));
}

/// Nothing given: the first track counts from the fragment, the next from where it ended; a run continues the last.
#[test]
fn without_a_base_tracks_and_runs_follow_each_other() {
    check(&with_fragment(|data| {
        vec![
            traf(0, &[1], vec![full(b"trun", 0x201, &[2, data, 10, 4]), full(b"trun", 0x200, &[1, 7])]),
            traf(0, &[2], vec![full(b"trun", 0x200, &[2, 5, 6])]),
            traf(0, &[3], vec![full(b"trun", 0, &[1])]),
        ]
    }));
}

#[test]
fn a_base_of_its_own_counts_from_the_beginning_of_the_file() {
    let film = |base: u32| {
        with_fragment(|_| {
            vec![
                traf(0x01, &[1, 0, base], vec![full(b"trun", 0, &[1])]),
                traf(0x11, &[2, 0, base, 11], vec![full(b"trun", 0x01, &[1, 21])]),
            ]
        })
    };
    let bytes = film(0).bytes();
    let at = memchr::memmem::find(&bytes, PICTURE).unwrap() as u32;
    check(&film(at));
}

#[test]
fn what_is_found_only_by_way_of_a_removed_track_is_refused() {
    let film = with_fragment(|data| {
        vec![traf(0, &[3], vec![full(b"trun", 0x01, &[1, data + 32])]), traf(0, &[1], vec![full(b"trun", 0x01, &[1, data])])]
    });
    assert!(matches!(refused(&film.bytes()), Error::Unsupported { what: Unsupported::FragmentPlace, .. }));
}

#[test]
fn indexes_and_defaults_of_a_removed_track_go_with_it() {
    let mut film = with_fragment(|data| vec![traf(FROM_MOOF, &[1], vec![full(b"trun", 0x01, &[1, data])])]);
    let sound = film.find(b"mdat").head.clone();
    assert!(holds(&sound, SOUND));
    let size = (film.find(b"moof").bytes().len() + [PICTURE, SOUND, WORD].concat().len() + 8) as u32;
    let index = |id: u32, behind: u32| full(b"sidx", 0, &[id, 1000, 0, behind, 1, size, 1000, 0x9000_0000]);
    let len = index(1, 0).bytes().len() as u32;
    let at = film.inner.iter().position(|inner| inner.kind == *b"moof").unwrap();
    film.inner.insert(at, index(3, 0));
    film.inner.insert(at, index(1, len));
    let place = film.inner.iter().take(at + 2).map(|inner| inner.bytes().len() as u32).sum::<u32>();
    let access = |id: u32| full(b"tfra", 0, &[id, 0, 1, 0, place, 0x0101_0100]);
    let last = tree(b"mfra", b"", [access(1), access(3), full(b"mfro", 0, &[99])]);
    film.inner.push(last);
    let bytes = film.bytes();
    let copy = copy_of(&bytes);
    let count = |kind: &[u8]| memchr::memmem::find_iter(&copy, kind).count();
    assert_eq!((count(b"sidx"), count(b"tfra"), count(b"trex")), (1, 1, 2));
    assert!(holds(&copy, PICTURE) && !holds(&copy, SOUND) && !holds(&copy, WORD));
}

#[test]
fn texts_in_a_fragment_go_and_groups_that_decoders_need_stay() {
    let film = with_fragment(|data| {
        let group = |kind: &[u8; 4], len: u32, says: &[u8]| {
            leaf(b"sgpd", &[&[1, 0, 0, 0][..], kind, &len.to_be_bytes(), &[0, 0, 0, 1], says].concat())
        };
        let runs = vec![
            full(b"trun", 0x01, &[1, data]),
            group(b"roll", 2, &[0xFF, 0xFF]),
            group(b"roll", 7, WORD),
            group(b"abcd", 7, WORD),
            leaf(b"uuid", &[&[5; 16][..], WORD].concat()),
            full(b"tfdt", 0, &[77]),
        ];
        vec![
            traf(FROM_MOOF, &[1], runs),
            traf(FROM_MOOF | 0x10, &[2, 11], vec![full(b"trun", 0x01, &[1, data + 21])]),
            leaf(b"zzzz", WORD),
        ]
    });
    check(&film);
    assert_eq!(memchr::memmem::find_iter(&copy_of(&film.bytes()), b"sgpd").count(), 1);
}
