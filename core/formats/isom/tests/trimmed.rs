//! Footage that was cut off: what goes, what has to stay, and tables that say the same about fewer samples.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::build::{Tree, film, full, leaf};
use super::*;
use crate::containers::bmff::{BmffBox, boxes};

/// A sample, according to the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sample {
    decoded: i64,
    late: i64,
    sync: bool,
    bytes: Vec<u8>,
}

/// How the samples of a picture track are laid out and shown.
#[derive(Debug, Clone)]
struct Laid {
    /// Duration, delay, whether decoding can begin there, length.
    samples: Vec<(u32, u32, bool, u8)>,
    /// Samples in each chunk, repeated.
    chunks: Vec<u8>,
    /// Start and length, in ticks: both clocks count the same.
    edits: Vec<(u32, u32)>,
    large: bool,
}

/// Frames of ten ticks; every fifth is a key frame, and each is shown one frame later than decoded.
fn plain(samples: u32, edits: &[(u32, u32)]) -> Laid {
    let samples = (0..samples).map(|number| (10, 10, number % 5 == 0, 7)).collect();
    Laid { samples, chunks: vec![1], edits: edits.to_vec(), large: false }
}

/// The sample with this number: a slice, after a length of one byte; if there is no room for one, empty units.
fn says(number: usize, len: u8) -> Vec<u8> {
    let Some(rest) = len.checked_sub(3) else { return vec![0; len.into()] };
    [len - 1, 2, 1].into_iter().chain(format!("{number:03}").bytes().cycle().take(rest.into())).collect()
}

/// Configurations of decoders for samples with one-byte lengths.
fn configured(film: &mut Tree, kind: &[u8; 4]) {
    film.find(b"vp08").kind = *kind;
    let mut body = vec![1; 23];
    (body[21], body[22]) = (0xFC, 0);
    *film.find(b"vpcC") = match kind {
        b"avc1" => leaf(b"avcC", &[1, 66, 0, 30, 0xFC, 0xE0, 0]),
        b"hvc1" | b"hev1" => leaf(b"hvcC", &body),
        _ => leaf(b"pasp", &[0, 0, 0, 1, 0, 0, 0, 1]),
    };
}

/// Zeroes samples that are replaced by others.
fn without_samples(film: &mut Tree, samples: &[&[u8]]) {
    let media = &mut film.find(b"mdat").head;
    for sample in samples {
        let at = memchr::memmem::find(media, sample).unwrap();
        media[at..][..sample.len()].fill(0);
    }
}

impl Laid {
    fn film(&self) -> Tree {
        let mut film = film();
        without_samples(&mut film, &build::PICTURES);
        let mut at = (build::MEDIA + film.find(b"mdat").head.len()) as u32;
        let (mut offsets, mut runs, mut number) = (Vec::new(), Vec::new(), 0);
        for (chunk, count) in self.chunks.iter().cycle().enumerate() {
            let here: Vec<_> = self.samples.iter().skip(number).take((*count).into()).collect();
            if here.is_empty() {
                break;
            }
            offsets.push(at);
            runs.extend([chunk as u32 + 1, here.len() as u32, 1]);
            for (_, _, _, len) in here {
                film.find(b"mdat").head.extend(says(number, *len));
                at += u32::from(*len);
                number += 1;
            }
            // Unowned bytes between two chunks.
            film.find(b"mdat").head.push(0);
            at += 1;
        }
        let count = self.samples.len() as u32;
        let each =
            |of: fn(&(u32, u32, bool, u8)) -> u32| self.samples.iter().flat_map(|sample| [1, of(sample)]).collect::<Vec<_>>();
        let sync: Vec<u32> = (1..).zip(&self.samples).filter(|(_, sample)| sample.2).map(|(number, _)| number).collect();
        let sizes: Vec<u32> = self.samples.iter().map(|sample| u32::from(sample.3)).collect();
        let table = film.find(b"stbl");
        table.inner.retain(|inner| inner.kind == *b"stsd");
        let counted = |count: u32, rest: &[u32]| [&[count], rest].concat();
        let offsets = if self.large {
            full(b"co64", 0, &counted(offsets.len() as u32, &offsets.iter().flat_map(|offset| [0, *offset]).collect::<Vec<_>>()))
        } else {
            full(b"stco", 0, &counted(offsets.len() as u32, &offsets))
        };
        table.inner.extend([
            full(b"stts", 0, &counted(count, &each(|sample| sample.0))),
            full(b"ctts", 0x0100_0000, &counted(count, &each(|sample| sample.1))),
            full(b"stss", 0, &counted(sync.len() as u32, &sync)),
            full(b"stsc", 0, &counted(runs.len() as u32 / 3, &runs)),
            full(b"stsz", 0, &[&[0, count][..], &sizes].concat()),
            offsets,
        ]);
        film.find(b"mdhd").head[12..16].copy_from_slice(&1000u32.to_be_bytes());
        film.find(b"mdhd").head[16..20].copy_from_slice(&self.samples.iter().map(|sample| sample.0).sum::<u32>().to_be_bytes());
        configured(&mut film, b"hvc1");
        let edits: Vec<u32> = self.edits.iter().flat_map(|(start, len)| [*len, *start, 0x1_0000]).collect();
        film.find(b"elst").head = full(b"elst", 0, &counted(self.edits.len() as u32, &edits)).head;
        film
    }
}

/// The first track of a movie, read as simply as possible: its samples, and where its edits begin and how long they
/// last.
fn read(bytes: &[u8]) -> (Vec<Sample>, Vec<(i64, i64)>) {
    let input = Input::from_bytes(bytes);
    let way = |from: &BmffBox, kind: &[u8; 4]| *boxes(&input, from.body()).unwrap().all(*kind).next().unwrap();
    let movie = *bmff::top(&input, &[]).unwrap().all(*b"moov").next().unwrap();
    let track = way(&movie, b"trak");
    let table = ["mdia", "minf", "stbl"].iter().fold(track, |from, kind| way(&from, kind.as_bytes().first_chunk().unwrap()));
    let numbers: BTreeMap<[u8; 4], Vec<u32>> = boxes(&input, table.body())
        .unwrap()
        .list
        .iter()
        .chain(&[way(&way(&track, b"edts"), b"elst")])
        .map(|found| {
            let body = input.bytes(found.body_from(4)).unwrap();
            (found.kind, body.as_chunks::<4>().0.iter().map(|number| u32::from_be_bytes(*number)).collect())
        })
        .collect();
    let pairs = |kind: &[u8; 4]| {
        let table = &numbers[kind];
        table[1..].chunks_exact(2).take(table[0] as usize).flat_map(|pair| vec![pair[1]; pair[0] as usize]).collect::<Vec<_>>()
    };
    let (durations, offsets, sizes) = (pairs(b"stts"), pairs(b"ctts"), &numbers[b"stsz"][2..]);
    let sync = &numbers[b"stss"][1..][..numbers[b"stss"][0] as usize];
    let places: Vec<u32> = match numbers.get(b"co64") {
        Some(large) => large[1..].chunks_exact(2).take(large[0] as usize).map(|place| place[1]).collect(),
        None => numbers[b"stco"][1..][..numbers[b"stco"][0] as usize].to_vec(),
    };
    let runs: Vec<&[u32]> = numbers[b"stsc"][1..].chunks_exact(3).take(numbers[b"stsc"][0] as usize).collect();
    let mut samples = Vec::new();
    let mut decoded = 0;
    for (chunk, place) in (1..).zip(places) {
        let mut at = place as usize;
        let run = runs.iter().rev().find(|run| run[0] <= chunk).unwrap();
        for _ in 0..run[1] {
            let number = samples.len();
            let len = sizes[number] as usize;
            let late = i64::from(offsets[number].cast_signed());
            let sync = sync.contains(&(number as u32 + 1));
            samples.push(Sample { decoded, late, sync, bytes: bytes[at..at + len].to_vec() });
            decoded += i64::from(durations[number]);
            at += len;
        }
    }
    assert_eq!(samples.len(), numbers[b"stsz"][1] as usize);
    assert_eq!((durations.len(), offsets.len()), (samples.len(), samples.len()));
    let edits = numbers[b"elst"][1..].chunks_exact(3).map(|edit| (i64::from(edit[1]), i64::from(edit[0]))).collect();
    (samples, edits)
}

/// What players show, in order: when, and which bytes.
fn shown((samples, edits): &(Vec<Sample>, Vec<(i64, i64)>)) -> Vec<Vec<(i64, Vec<u8>)>> {
    let of = |(start, len): &(i64, i64)| {
        let times = samples.iter().map(|sample| (sample.decoded + sample.late - start, sample.bytes.clone()));
        let mut shown: Vec<_> = times.filter(|(time, _)| (0..*len).contains(time)).collect();
        shown.sort_by_key(|(time, _)| *time);
        shown
    };
    edits.iter().map(of).collect()
}

#[test]
fn what_no_shown_frame_needs_goes_and_the_rest_is_shown_as_before() {
    // Frames 13 and 14 are shown: 10 to 14 are needed.
    let original = plain(20, &[(140, 20)]).film().bytes();
    let copy = copy_of(&original);
    let (before, after) = (read(&original), read(&copy));
    assert_eq!(shown(&before), shown(&after));
    let said: Vec<Vec<u8>> = (10..15).map(|number| says(number, 7)).collect();
    assert_eq!(after.0.iter().map(|sample| sample.bytes.clone()).collect::<Vec<_>>(), said);
    for number in (0..10).chain(15..20) {
        assert!(holds(&original, &says(number, 7)) && !holds(&copy, &says(number, 7)), "{number}");
    }
    assert_eq!(after.1, [(40, 20)]);
    let found: Vec<_> = cleaned(&original).unwrap().1.removed.into_iter().map(|finding| (finding.id, finding.value)).collect();
    let [(id, value)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((id, value.text().as_deref()), (&FieldId::Bmff(BmffElement::CutOff), Some("0.15")));
    // For fifteen samples, their tables are this many bytes shorter: durations, offsets, sizes, positions, runs of
    // chunks.
    assert!(holds(&copy, b"free\0\0\0\0"));
}

#[test]
fn what_stays_although_nobody_sees_it_is_told_of_the_copy_as_well() {
    let original = Laid { samples: (0..200).map(|number| (10, 10, number % 100 == 0, 7)).collect(), ..plain(0, &[(1410, 20)]) };
    let original = original.film().bytes();
    for bytes in [copy_of(&original), original] {
        let needed = cleaned(&bytes).unwrap().1.needed;
        let [found] = needed.as_slice() else { panic!("{needed:?}") };
        assert_eq!((&found.id, found.value.text().as_deref()), (&FieldId::Bmff(BmffElement::CutOffNeeded), Some("0.40")));
    }
}

/// Only the first of three is shown, long after it is decoded: without the others, its edit began past the end of the copy,
/// which was refused as by a fault of ours.
#[test]
fn an_edit_may_begin_after_all_samples_are_decoded() {
    let samples = vec![(10_240, 20_480, true, 7), (10_240, 30_720, false, 7), (10_240, 10_240, false, 7)];
    let original = Laid { samples, ..plain(0, &[(20_480, 120)]) }.film().bytes();
    let copy = copy_of(&original);
    assert_eq!(copy_of(&copy), copy);
    assert_eq!((read(&copy).0.len(), shown(&read(&copy))), (1, shown(&read(&original))));
}

/// Pictures after a key frame that are shown before it may need those before it.
#[test]
fn decoding_begins_with_a_key_frame_that_is_shown_no_later() {
    let mut laid = plain(20, &[(130, 40)]);
    // Frame 10 is a key frame shown at 140; frame 11 is shown at 130.
    (laid.samples[10].1, laid.samples[11].1) = (40, 20);
    let (after, _) = read(&copy_of(&laid.film().bytes()));
    assert_eq!(after[0].bytes, says(5, 7));
    laid.edits = vec![(140, 40)];
    assert_eq!(read(&copy_of(&laid.film().bytes())).0[0].bytes, says(10, 7));
}

#[test]
fn a_cut_in_the_middle_stays_and_an_edit_without_an_end_keeps_all_behind_it() {
    // When decoding begins again, FFmpeg decodes up to the second key frame after an edit.
    let copy = read(&copy_of(&plain(50, &[(240, 20), (120, 10)]).film().bytes()));
    assert_eq!((copy.0.len(), copy.0[0].bytes.clone(), copy.1), (21, says(10, 7), vec![(140, 20), (20, 10)]));
    let copy = read(&copy_of(&plain(30, &[(240, 0)]).film().bytes()));
    assert_eq!((copy.0.len(), copy.1), (10, vec![(40, 0)]));
}

#[test]
fn what_cannot_be_told_stays_whole() {
    let stays = |mut film: Tree, change: &dyn Fn(&mut Tree)| {
        change(&mut film);
        let copy = copy_of(&film.bytes());
        assert!((0..20).all(|number| holds(&copy, &says(number, 7))));
    };
    let film = || plain(20, &[(140, 20)]).film();
    stays(film(), &|film| film.find(b"elst").head[16..18].fill(0xFF));
    stays(film(), &|film| film.find(b"mdhd").head[12..16].fill(0));
    stays(film(), &|film| film.find(b"stts").head[8 + 19 * 8 + 3] = 0);
    stays(film(), &|film| film.find(b"ctts").head[8 + 19 * 8 + 3] = 0);
    stays(film(), &|film| film.find(b"edts").inner.clear());
    // Its samples are decoded with those of another track.
    let references = tree(b"tref", b"", [leaf(b"scal", &[0, 0, 0, 2])]);
    stays(film(), &|film| film.find(b"trak").inner.push(references.clone()));
    // Nobody knows what comes in fragments.
    let defaults = tree(b"mvex", b"", [full(b"trex", 0, &[1, 1, 0, 0, 0])]);
    stays(film(), &|film| film.find(b"moov").inner.push(defaults.clone()));
}

#[test]
fn inside_of_a_sequence_a_decoder_sees_more_than_it_shows() {
    for (units, stays) in [
        // An access unit delimiter and an IDR picture; another picture.
        (&b"\x02\x09\xF0\x07\x65abcdef"[..], 5),
        (b"\x02\x09\xF0\x07\x61abcdef", 20),
    ] {
        let mut laid = plain(40, &[(140, 20)]);
        laid.samples[10].3 = 11;
        let mut film = laid.film();
        film.find(b"hvc1").kind = *b"vp08";
        film.find(b"hvcC").kind = *b"vpcC";
        configured(&mut film, b"avc1");
        let media = &mut film.find(b"mdat").head;
        let at = memchr::memmem::find(media, &says(10, 11)).unwrap();
        media[at..at + 11].copy_from_slice(units);
        let (after, _) = read(&copy_of(&film.bytes()));
        assert_eq!((after.len(), after[1].bytes.clone()), (stays, says(11, 7)));
    }
}

/// Without a table of them, all frames are key frames, which writers of predicted pictures forget to rule out.
#[test]
fn a_forgotten_table_of_key_frames_keeps_what_is_before() {
    let original = plain(20, &[(140, 20)]).film();
    for (kind, first, count) in [(b"hev1", 0, 15), (b"uncv", 13, 2)] {
        let mut film = original.clone();
        film.find(b"hvc1").kind = *b"vp08";
        film.find(b"hvcC").kind = *b"vpcC";
        configured(&mut film, kind);
        film.find(b"stbl").inner.retain(|inner| inner.kind != *b"stss");
        let copy = copy_of(&film.bytes());
        assert!(holds(&copy, &says(first, 7)) && !holds(&copy, &says(15, 7)));
        assert!(holds(&copy, &[b"stsz\0\0\0\0\0\0\0\0\0\0\0", &[count][..]].concat()), "{kind:?}");
    }
}

#[test]
fn bytes_that_a_sample_that_stays_shares_stay() {
    let mut film = plain(20, &[(140, 20)]).film();
    // Frame 2 is in the same place as frame 12.
    let places = &mut film.find(b"stco").head;
    places.copy_within(8 + 12 * 4..8 + 13 * 4, 8 + 2 * 4);
    let copy = copy_of(&film.bytes());
    assert!(holds(&copy, &says(12, 7)) && !holds(&copy, &says(3, 7)) && !holds(&copy, &says(2, 7)));
}

/// After the last table that counts its entries, there are fewer bytes than a box needs.
#[test]
fn a_rest_that_is_no_box_stands_behind_a_table() {
    let mut film = plain(20, &[(140, 60)]).film();
    let table = film.find(b"stbl");
    table.find(b"stts").head = full(b"stts", 0, &[1, 20, 10]).head;
    table.find(b"ctts").head = full(b"ctts", 0, &[1, 20, 10]).head;
    table.find(b"stss").head = full(b"stss", 0, &[3, 1, 6, 11]).head;
    table.inner.retain(|inner| inner.kind != *b"stsz");
    table.inner.insert(0, leaf(b"stz2", &[&[0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 20][..], &[8; 20]].concat()));
    table.find(b"stsc").head = full(b"stsc", 0, &[1, 1, 20, 1]).head;
    table.find(b"stco").head.truncate(12);
    table.find(b"stco").head[7] = 1;
    table.inner.retain(|inner| inner.kind != *b"stss");
    table.inner.push(leaf(b"free", &[]));
    film.find(b"hvc1").kind = *b"vp08";
    film.find(b"hvcC").kind = *b"vpcC";
    configured(&mut film, b"uncv");
    film.find(b"elst").head[8..16].copy_from_slice(&[0, 0, 0, 150, 0, 0, 0, 60]);
    // Frames 5 to 19: five bytes are left.
    let copy = copy_of(&film.bytes());
    assert!(holds(&copy, &[&b"\0\0\0\x28stz2\0\0\0\0\0\0\0\x08\0\0\0\x0F"[..], &[8; 15], &[0; 5]].concat()));
}

#[test]
fn groups_and_small_sizes_are_cut_as_well() {
    let mut film = plain(20, &[(140, 20)]).film();
    film.find(b"hvc1").kind = *b"vp08";
    *film.find(b"hvcC") = leaf(b"pasp", &[0, 0, 0, 1, 0, 0, 0, 1]);
    let table = film.find(b"stbl");
    table.inner.retain(|inner| inner.kind != *b"stsz");
    let sizes = [4].into_iter().chain((0..10).map(|number| (number % 7 + 1) << 4 | (number % 3 + 1))).collect::<Vec<u8>>();
    table.inner.extend([
        leaf(b"stz2", &[&[0; 7], &sizes[..1], &[0, 0, 0, 20], &sizes[1..]].concat()),
        full(b"stps", 0, &[2, 3, 13]),
        leaf(b"sgpd", b"\x01\0\0\0roll\0\0\0\x02\0\0\0\x01\xFF\xFF"),
        leaf(b"sbgp", b"\0\0\0\0roll\0\0\0\x03\0\0\0\x0C\0\0\0\x01\0\0\0\x02\0\0\0\0\0\0\0\x06\0\0\0\x01"),
        leaf(b"sbgp", b"\x01\0\0\0rap PARM\0\0\0\x01\0\0\0\x14\0\0\0\x01"),
    ]);
    // Frame 5 begins the fragment that is needed: an odd one, whose size is in the low bits.
    film.find(b"stss").head = full(b"stss", 0, &[2, 1, 12]).head;
    let copy = copy_of(&film.bytes());
    // Frames 11 to 14.
    for table in [
        &b"stz2\0\0\0\0\0\0\0\x04\0\0\0\x04\x37\x11"[..],
        b"stps\0\0\0\0\0\0\0\x01\0\0\0\x02",
        b"sbgp\0\0\0\0roll\0\0\0\x03\0\0\0\x01\0\0\0\x01\0\0\0\x02\0\0\0\0\0\0\0\x01\0\0\0\x01",
        b"sbgp\x01\0\0\0rap \0\0\0\0\0\0\0\x01\0\0\0\x04\0\0\0\x01",
    ] {
        assert!(holds(&copy, table), "{}", table.escape_ascii());
    }
}

/// A movie whose sound has `count` samples of four bytes and a tenth of a second each, in chunks of ten.
fn with_sound(kind: &[u8; 4], count: u32, edit: (u32, u32)) -> Tree {
    let mut film = film();
    without_samples(&mut film, &build::SOUNDS);
    let at = (build::MEDIA + film.find(b"mdat").head.len()) as u32;
    film.find(b"mdat").head.extend((0..count).flat_map(|number| format!("S{number:03}").into_bytes()));
    film.find_last(b"mdhd").head[12..16].copy_from_slice(&10u32.to_be_bytes());
    film.find(b"mp4a").inner.clear();
    film.find(b"mp4a").kind = *kind;
    let table = film.find_last(b"stbl");
    table.find(b"stts").head = full(b"stts", 0, &[1, count, 1]).head;
    // Sound in packets has a size for each of them.
    let sizes =
        if matches!(kind, b"agsm" | b"ima4") { [vec![0, count], vec![4; count as usize]].concat() } else { vec![4, count] };
    table.find(b"stsz").head = full(b"stsz", 0, &sizes).head;
    table.find(b"stsc").head = full(b"stsc", 0, &[1, 1, 10, 1]).head;
    let places: Vec<u32> = (0..count / 10).map(|chunk| at + chunk * 40).collect();
    table.find(b"stco").head = full(b"stco", 0, &[&[count / 10][..], &places].concat()).head;
    film.find_last(b"elst").head = full(b"elst", 0, &[1, edit.1 * 100, edit.0, 0x1_0000]).head;
    film.find(b"mvhd").head[16..20].copy_from_slice(&(edit.1 * 100).to_be_bytes());
    film
}

/// Which samples of the sound are in a movie.
fn sound(bytes: &[u8], count: u32) -> Vec<u32> {
    (0..count).filter(|number| holds(bytes, format!("S{number:03}").as_bytes())).collect()
}

#[test]
fn a_decoder_of_sound_hears_a_second_before() {
    // From 5.5 to 6.6 seconds; plus the second before, and whole chunks if tables would otherwise become longer.
    for (kind, first, last) in [(b"agsm", 45, 65), (b"ima4", 45, 65)] {
        let film = with_sound(kind, 100, (55, 11)).bytes();
        assert_eq!(sound(&copy_of(&film), 100), (first..=last).collect::<Vec<_>>());
    }
    // Values are cut by whole chunks.
    let film = with_sound(b"twos", 100, (55, 11)).bytes();
    assert_eq!(sound(&copy_of(&film), 100), (50..70).collect::<Vec<_>>());
}

#[test]
fn tables_that_would_grow_are_cut_by_the_chunk() {
    // Two chunks of ten, one of which goes: its offset is removed, but three runs replace one.
    let film = with_sound(b"ms\0\x02", 30, (25, 2)).bytes();
    assert_eq!(sound(&copy_of(&film), 30), (10..30).collect::<Vec<_>>());
}

#[test]
fn what_encoders_leave_at_the_ends_of_sound_is_nobodys_cut() {
    let film = with_sound(b"ima4", 100, (0, 98)).bytes();
    assert!(cleaned(&film).unwrap().0 == film);
    assert!(cleaned(&film).unwrap().1.needed.is_empty());
    let film = with_sound(b"ima4", 100, (0, 97)).bytes();
    assert_eq!(sound(&copy_of(&film), 100), (0..97).collect::<Vec<_>>());
}

fn laid() -> impl Strategy<Value = Laid> {
    let sample = (1u32..30, 0u32..60, proptest::bool::weighted(0.3), 0u8..9);
    (
        proptest::collection::vec(sample, 1..24),
        proptest::collection::vec(1u8..7, 1..4),
        proptest::collection::vec((0u32..300, 1u32..120), 1..3),
        any::<bool>(),
    )
        .prop_map(|(samples, chunks, edits, large)| Laid { samples, chunks, edits, large })
}

proptest! {
    /// However samples are laid out and shown, the copy shows the same, and decodes the same before it.
    #[test]
    fn a_copy_shows_the_same_and_can_decode_it(laid in laid()) {
        let original = laid.film().bytes();
        let copy = copy_of(&original);
        prop_assert_eq!(copy.len(), original.len());
        let (before, after) = (read(&original), read(&copy));
        prop_assert_eq!(shown(&before), shown(&after));
        // What stays is one unchanged run of the samples, starting from one at which decoding can begin.
        let run = before.0.windows(after.0.len()).find(|run| {
            run.iter().zip(&after.0).all(|(one, other)| {
                let moved = run[0].decoded - after.0[0].decoded;
                Sample { decoded: one.decoded - moved, ..one.clone() } == *other
            })
        });
        let Some(run) = run else { panic!("{before:?} became {after:?}") };
        prop_assert!(run[0].sync || run[0].decoded == 0);
    }
}
