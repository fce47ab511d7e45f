//! What dashcams and action cameras leave in boxes, and between pictures and sound.

use std::collections::BTreeSet;

use super::build::{MEDIA, Tree, film, leaf, track, tree};
use super::*;
use crate::model::{Category, Value};
use crate::plan::Finding;
use crate::testing::telemetry::{free_gps, gopro, viofo};

fn told(film: &Tree) -> Vec<Finding> {
    let bytes = film.bytes();
    // Also checks that nothing of it is left, and that the copy of the copy is the same.
    copy_of(&bytes);
    cleaned(&bytes).unwrap().1.removed
}

fn categories(found: &[Finding], possible: bool) -> BTreeSet<Category> {
    found.iter().filter(|found| found.possible == possible).map(|found| found.category).collect()
}

fn positions(found: &[Finding]) -> Vec<String> {
    let is_position = |found: &&Finding| matches!(found.value, Value::Position { .. });
    found.iter().filter(is_position).map(|found| format!("{} {}", found.id.name(), found.value.text().unwrap())).collect()
}

const ANYTHING: [Category; 9] = [
    Category::Location,
    Category::Date,
    Category::People,
    Category::Motion,
    Category::Preview,
    Category::Id,
    Category::Camera,
    Category::Text,
    Category::Software,
];

/// What forms of telemetry can reveal.
const WAY: [Category; 3] = [Category::Location, Category::Date, Category::Id];

/// The blocks were reported as bytes of no sample, and `check --fail-on location` found nothing.
#[test]
fn blocks_of_a_dashcam_between_pictures_and_sound_say_where_and_when() {
    let mut film = film();
    film.find(b"mdat").head.extend([vec![9; 5], viofo(), viofo()].concat());
    let found = told(&film);
    assert_eq!(positions(&found), ["freeGPS position 48.8566, 2.3522"; 2]);
    assert_eq!(categories(&found, false), [Category::Location, Category::Date, Category::Other].into());
    let place = found.iter().find(|found| found.category == Category::Location).unwrap().place.clone();
    let end = MEDIA + film.find(b"mdat").head.len();
    assert_eq!((place.at as usize, place.path.as_str()), (end - 2 * 0x4000 + 0x28, "mdat"));
}

#[test]
fn of_a_block_each_second_a_few_are_listed_and_that_there_are_more() {
    let mut film = film();
    film.find(b"mdat").head.extend(viofo().repeat(60));
    let found = told(&film);
    assert_eq!(positions(&found).len(), 4);
    assert_eq!(categories(&found, true), WAY.into());
    assert!(found.len() < 20, "{}", found.len());
}

/// In a file read by position, pieces are shorter than a movie.
#[test]
fn blocks_on_the_seam_of_two_reads_are_found() {
    for before in (131_072 - MEDIA - 64..131_072 - MEDIA).step_by(7) {
        let mut film = film();
        let head = &mut film.find(b"mdat").head;
        head.resize(before, 9);
        head.extend(viofo());
        let bytes = film.bytes();
        let reader = bytes.as_slice();
        let scan = scan(&Input::from_reader(&reader)).unwrap();
        assert!(scan.fields.iter().any(|field| matches!(field.value, Value::Position { .. })), "{before}");
    }
}

#[test]
fn blocks_that_are_not_read_may_say_where_and_when() {
    let strange = free_gps(&[0xAA; 200]);
    let obfuscated = [&b"LIGOGPSINFO\0\0\0\0\x05"[..], &[7; 132]].concat();
    for block in [strange, obfuscated] {
        let mut between = film();
        between.find(b"mdat").head.extend(&block);
        let mut in_skip = film();
        in_skip.inner.insert(2, leaf(b"skip", &block));
        in_skip.find(b"moov").inner.push(leaf(b"free", &block));
        for film in [between, in_skip] {
            let found = told(&film);
            assert_eq!(categories(&found, true), WAY.into());
            assert_eq!(categories(&found, false), [Category::Other].into());
        }
    }
}

#[test]
fn a_free_box_of_a_dashcam_is_a_block() {
    let mut film = film();
    film.inner.insert(2, leaf(b"free", &viofo()[8..]));
    assert_eq!(positions(&told(&film)), ["freeGPS position 48.8566, 2.3522"]);
}

/// Pittasoft's dashcams keep their receiver's log there.
#[test]
fn boxes_in_a_free_box_are_read() {
    let log = b"[1715526192000]$GPRMC,150312.000,A,4851.3960,N,00221.1320,E,13.50,90.00,120524,,,A*59\r\n".repeat(300);
    let mut film = film();
    film.inner.insert(2, tree(b"free", b"", [leaf(b"cprt", b"Pittasoft"), leaf(b"gps ", &log), leaf(b"3gf ", &[1; 20])]));
    let found = told(&film);
    assert_eq!(positions(&found), ["NMEA position 48.8566, 2.3522"; 4]);
    assert!(categories(&found, false).contains(&Category::Date));
}

#[test]
fn boxes_in_boxes_that_are_free_end_somewhere() {
    let mut inner = leaf(b"zzzz", b"x");
    for _ in 0..20_000 {
        inner = leaf(b"free", &inner.bytes());
    }
    let mut film = film();
    film.inner.insert(2, inner);
    told(&film);
}

#[test]
fn a_list_of_places_of_blocks_may_say_where_and_when() {
    let mut film = film();
    film.find(b"moov").inner.push(leaf(b"gps ", &[0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0x80, 0x1D, 0, 0, 0x40, 0]));
    let found = told(&film);
    assert_eq!((categories(&found, false), categories(&found, true)), ([Category::Location].into(), [Category::Date].into()));
}

#[test]
fn a_go_pro_says_in_its_user_data_which_one_it_is_and_where() {
    let mut film = film();
    film.find(b"moov").inner.push(tree(b"udta", b"", [leaf(b"GPMF", &gopro())]));
    let found = told(&film);
    assert_eq!(positions(&found), ["GPMF position 48.8566, 2.3522"]);
    assert!(found.iter().any(|found| found.category == Category::Id && !found.possible));
}

#[test]
fn the_first_sample_of_a_track_of_telemetry_is_read() {
    let mut film = film();
    let telemetry = gopro();
    let at = (MEDIA + film.find(b"mdat").head.len()) as u32;
    film.find(b"mdat").head.extend(&telemetry);
    let entry = leaf(b"gpmd", &[0, 0, 0, 0, 0, 0, 0, 1]);
    film.find(b"moov").inner.push(track(3, b"meta", entry, &[(at, telemetry.len() as u32)]));
    assert_eq!(positions(&told(&film)), ["GPMF position 48.8566, 2.3522"]);
    // A table that points nowhere is no reason to give up.
    for place in [at + 1_000_000, u32::MAX] {
        film.find_last(b"stco").head.splice(8.., place.to_be_bytes());
        let _ = told(&film);
    }
}

#[test]
fn a_track_or_box_that_nobody_knows_may_say_anything() {
    for strange in [leaf(b"zzzz", &[1; 40]), leaf(b"uuid", &[1; 40]), tree(b"udta", b"", [leaf(b"zzzz", &[1; 40])])] {
        let mut film = film();
        film.find(b"moov").inner.push(strange);
        assert_eq!(categories(&told(&film), true), ANYTHING.into());
    }
    let mut film = film();
    let at = (MEDIA + film.find(b"mdat").head.len()) as u32;
    film.find(b"mdat").head.extend([1; 40]);
    let entry = leaf(b"zzzz", &[0, 0, 0, 0, 0, 0, 0, 1]);
    film.find(b"moov").inner.push(track(3, b"meta", entry, &[(at, 40)]));
    // It is certain that it is a track of something.
    let mut all = categories(&told(&film), true);
    all.extend(categories(&told(&film), false));
    assert!(ANYTHING.iter().all(|category| all.contains(category)), "{all:?}");
}

#[test]
fn space_that_was_left_free_and_a_box_with_a_text_may_say_nothing_more() {
    for plain in [leaf(b"free", &[1; 40]), leaf(b"zzzz", b"a text"), leaf(b"zzzz", &[]), leaf(b"free", b"IsoMedia File Produced")]
    {
        let mut film = film();
        film.find(b"moov").inner.push(plain.clone());
        assert_eq!(categories(&told(&film), true), BTreeSet::new(), "{plain:?}");
    }
}

#[test]
fn a_trailer_may_say_anything() {
    let insta360 = [&[3; 40][..], b"8db42d694ccc418790edff439fe026bf"].concat();
    for (trailer, name) in [(&insta360[..], "Insta360 trailer"), (&[3; 40], "bytes after the end")] {
        let bytes = [&film().bytes()[..], trailer].concat();
        let found = cleaned(&bytes).unwrap().1.removed;
        assert_eq!(categories(&found, true), ANYTHING.into());
        assert!(found.iter().any(|found| found.id.name() == name), "{found:?}");
    }
}

#[test]
fn the_xml_of_a_camera_is_read() {
    let text = br#"<NonRealTimeMeta><CreationDate value="2024-05-12T17:03:12+02:00"/><Device manufacturer="Sony" serialNo="4711001"/></NonRealTimeMeta>"#;
    let mut film = film();
    let handler = leaf(b"hdlr", &[&[0; 8][..], b"nrtm", &[0; 13]].concat());
    film.inner.insert(2, tree(b"meta", &[0; 4], [handler, leaf(b"xml ", &[&[0; 4][..], text].concat())]));
    let found = told(&film);
    assert_eq!(categories(&found, false), [Category::Date, Category::Id, Category::Camera].into());
    assert!(found.iter().any(|found| found.moment().is_some()));
}
