//! Times of fragments that count from a date, and tracks that are switched off.

use super::build::{PICTURES, SOUNDS, Tree, film, full, leaf, tree};
use super::*;
use crate::model::Value;

/// 12 May 2024, 17:03:12 UTC, in seconds since 1970.
const THEN: u64 = 1_715_533_392;

/// Picture and sound tracks in fragments: their clocks, media times of their edits, and times of their fragments.
fn fragmented(clocks: [u32; 2], media_times: [u32; 2], times: &[[u64; 2]]) -> Tree {
    let mut film = film();
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
    let defaults = |id: u32| full(b"trex", 0, &[id, 1, 10, 4, 0]);
    let last = times.last().map_or(0, |times| times[0]) * 1000 / u64::from(clocks[0]) + 500;
    let duration = leaf(b"mehd", &[&[1, 0, 0, 0][..], &last.to_be_bytes()].concat());
    film.find(b"moov").inner.push(tree(b"mvex", b"", [duration, defaults(1), defaults(2)]));
    for (number, (clock, media_time)) in clocks.into_iter().zip(media_times).enumerate() {
        let track = if number == 0 { film.find(b"trak") } else { film.find_last(b"trak") };
        track.find(b"mdhd").head[12..16].copy_from_slice(&clock.to_be_bytes());
        track.find(b"elst").head = full(b"elst", 0, &[1, 0, media_time, 0x1_0000]).head;
    }
    let long = |kind: &[u8; 4], head: &[u8], time: u64| leaf(kind, &[&[1, 0, 0, 0], head, &time.to_be_bytes()].concat());
    for (number, times) in times.iter().enumerate() {
        let track = |id: u32, data: u32| {
            let time = long(b"tfdt", &[], times[id as usize - 1]);
            tree(b"traf", b"", [full(b"tfhd", 0x02_0000, &[id]), time, full(b"trun", 1, &[1, data])])
        };
        let build =
            |data: u32| tree(b"moof", b"", [full(b"mfhd", 0, &[number as u32 + 1]), track(1, data + 8), track(2, data + 12)]);
        let data = build(0).bytes().len() as u32;
        film.inner.push(build(data));
        film.inner.push(leaf(b"mdat", b"PICTSOUN"));
    }
    let index = [&[0, 0, 0, 1][..], &clocks[0].to_be_bytes()].concat();
    let mut index = long(b"sidx", &index, times[0][0]);
    index.head.extend([0; 12]);
    film.inner.insert(2, index);
    let access = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1];
    let mut access = long(b"tfra", &access, times[0][0]);
    let place = film.inner.iter().take_while(|inner| inner.kind != *b"moof").map(|inner| inner.bytes().len() as u64).sum::<u64>();
    access.head.extend([&place.to_be_bytes()[..], &[1, 1, 1]].concat());
    let size = access.bytes().len() as u32 + 8 + 16;
    film.inner.push(tree(b"mfra", b"", [access, full(b"mfro", 0, &[size])]));
    film
}

/// All times in a movie, by the boxes that contain them.
fn times(bytes: &[u8], kind: &[u8], at: usize) -> Vec<u64> {
    let found = memchr::memmem::find_iter(bytes, kind);
    found.map(|start| u64::from_be_bytes(*bytes[start + 4 + at..].first_chunk().unwrap())).collect()
}

#[track_caller]
fn becomes(original: &Tree, fragments: &[[u64; 2]], media_times: [u32; 2]) -> Vec<u8> {
    let copy = copy_of(&original.bytes());
    assert_eq!(times(&copy, b"tfdt", 4), fragments.concat());
    let edits = times(&copy, b"elst", 8).into_iter().map(|edit| edit as u32).collect::<Vec<_>>();
    assert_eq!(edits, media_times);
    copy
}

#[test]
fn tracks_lose_what_they_have_in_common_to_the_tick_of_both_clocks() {
    let begin = |clock: u64, late: u64| THEN * clock + late;
    let film = fragmented(
        [12_800, 44_100],
        [1024, 0],
        &[[begin(12_800, 1500), begin(44_100, 1000)], [begin(12_800, 14_300), begin(44_100, 45_000)]],
    );
    // Hundredths of a second are ticks of both: the sound begins 2 of them late, the pictures 3.
    let copy = becomes(&film, &[[1500 - 256, 1000 - 882], [14_300 - 256, 45_000 - 882]], [1024, 0]);
    assert_eq!(times(&copy, b"sidx", 12), [1500 - 256]);
    assert_eq!(times(&copy, b"tfra", 16), [1500 - 256]);
    assert_eq!(times(&copy, b"mehd", 4), [1117 + 500 - 20]);
    let removed = cleaned(&film.bytes()).unwrap().1.removed;
    let told: Vec<_> = removed.iter().filter(|found| found.id == FieldId::Bmff(BmffElement::FragmentTime)).collect();
    let [told] = told.as_slice() else { panic!("{removed:?}") };
    assert_eq!(told.value.text().as_deref(), Some("2024-05-12T17:03:12Z"));
    assert!(matches!(told.value, Value::Moment { .. }));
}

#[test]
fn edits_that_count_from_the_same_date_lose_it_as_well() {
    let begin = THEN as u32;
    // In a track with one tick per second, edits reach back as far as 1970.
    let film = fragmented([1, 1], [begin + 2, begin + 2], &[[THEN, THEN + 1], [THEN + 5, THEN + 6]]);
    becomes(&film, &[[0, 0], [5, 5]], [2, 1]);
    // Sound that begins as late in its media as pictures do on the clock: nothing is shown later or earlier than
    // before.
    let film = fragmented([1, 1], [0, begin], &[[0, THEN], [5, THEN + 5]]);
    becomes(&film, &[[0, 0], [5, 5]], [0, 0]);
}

#[test]
fn a_track_that_begins_with_the_film_keeps_what_the_others_wait() {
    let film = fragmented([1000, 1000], [0, 0], &[[5000, 0], [6000, 1000]]);
    assert_eq!(cleaned(&film.bytes()).unwrap().0, film.bytes());
    // If its first fragment does not give its time, it begins with the movie.
    let mut film = fragmented([1000, 1000], [0, 0], &[[5000, 7000], [6000, 8000]]);
    *film.find(b"tfdt") = leaf(b"free", &[0; 12]);
    assert!(ids(&film.bytes()).iter().all(|id| *id != FieldId::Bmff(BmffElement::FragmentTime)));
}

#[test]
fn nothing_begins_a_year_late() {
    let mut film = film();
    let late = |seconds: u64| {
        let edit = [&(seconds * 1000).to_be_bytes()[..], &[0xFF; 8], &[0, 1, 0, 0]].concat();
        [&[1, 0, 0, 0, 0, 0, 0, 1][..], &edit].concat()
    };
    film.find(b"elst").head = late(THEN);
    assert!(matches!(refused(&film.bytes()), Error::Malformed { what: Malformed::SampleTable, .. }));
    film.find(b"elst").head = late(86_400);
    copy_of(&film.bytes());
}

/// The movie with another track next to one of its two, whose samples are `WORD`s: of the same kind, switched off.
fn with_second(kind: &[u8; 4], alternates: [u8; 2]) -> Tree {
    let mut film = film();
    let at = (build::MEDIA + film.find(b"mdat").head.len()) as u32;
    film.find(b"mdat").head.extend([WORD, WORD].concat());
    let first = if kind == b"soun" { film.find_last(b"trak") } else { film.find(b"trak") };
    first.find(b"tkhd").head[34..36].copy_from_slice(&[0, alternates[0]]);
    let entry = first.find(b"stsd").inner[0].clone();
    let mut second = build::track(9, kind, entry, &[(at, 7), (at + 7, 7)]);
    second.find(b"tkhd").head[3] = 2;
    second.find(b"tkhd").head[34..36].copy_from_slice(&[0, alternates[1]]);
    film.find(b"moov").inner.push(second);
    film
}

#[test]
fn what_is_switched_off_goes_where_another_of_its_kind_is_on() {
    for (kind, alternates, stays) in [
        (b"vide", [0, 0], false),
        (b"vide", [1, 1], false),
        (b"soun", [0, 0], false),
        (b"soun", [1, 2], false),
        (b"soun", [1, 1], true),
        (b"auxv", [0, 0], true),
    ] {
        let mut film = with_second(kind, alternates);
        let copy = copy_of(&film.bytes());
        assert_eq!(holds(&copy, WORD), stays, "{kind:?} {alternates:?}");
        assert!(holds(&copy, PICTURES[0]) && holds(&copy, SOUNDS[0]));
        let told = ids(&film.bytes()).iter().any(|id| matches!(id, FieldId::Bmff(BmffElement::Track(_))));
        assert_eq!(told, !stays);
        // If none is on, players show them.
        for number in 0.. {
            if !film.at(number, |tree| {
                if tree.kind == *b"tkhd" {
                    tree.head[3] = 2;
                }
            }) {
                break;
            }
        }
        assert!(holds(&copy_of(&film.bytes()), WORD));
    }
}

/// A flag of the edit list makes an animation begin again; nothing else in these bytes means anything.
#[test]
fn an_animation_that_begins_again_begins_again_in_its_copy() {
    let mut film = film();
    film.find(b"elst").head[3] = 1;
    assert_eq!(cleaned(&film.bytes()).unwrap().0, film.bytes());
    let plain = film.bytes();
    film.find(b"elst").head[1..4].copy_from_slice(b"No\x71");
    assert_eq!(copy_of(&film.bytes()), plain);
}
