use super::*;
use crate::base::Unsupported;
use crate::formats::Planned;
use crate::testing::{Cleaned, clean, holds, trusted};
use crate::verify::{Depth, Original, verify};

mod build;
mod cropped;
mod fragmented;
mod headers;
mod planted;
mod secondary;
mod tables;
mod telemetry;
mod times;
mod trimmed;

use build::{WORD, film, leaf, tree};

/// What the writer would write, and what was found.
fn cleaned(bytes: &[u8]) -> Result<(Vec<u8>, Planned), Error> {
    let Cleaned { scan, plan, copy } = clean(FormatKind::Mp4, bytes)?;
    let original = Input::from_bytes(bytes);
    if let Err(doubt) =
        verify(&Original { trust: trusted(), ..Original::new(&original, &scan) }, &Input::from_bytes(&copy), Depth::Full)
    {
        panic!("{doubt:?}");
    }
    Ok((copy, plan))
}

/// The copy, which must not say anything any more, and must not change when cleaned again.
fn copy_of(bytes: &[u8]) -> Vec<u8> {
    let (copy, _) = cleaned(bytes).unwrap();
    let (again, left) = cleaned(&copy).unwrap();
    assert!(left.is_empty, "{:?}", left.removed);
    assert_eq!(copy, again);
    copy
}

fn refused(bytes: &[u8]) -> Error {
    cleaned(bytes).map(|(copy, _)| copy).unwrap_err()
}

fn ids(bytes: &[u8]) -> Vec<FieldId> {
    cleaned(bytes).unwrap().1.removed.into_iter().map(|finding| finding.id).collect()
}

#[test]
fn a_film_that_says_nothing_stays_as_it_is() {
    let bytes = film().bytes();
    let (copy, plan) = cleaned(&bytes).unwrap();
    assert!(plan.is_empty, "{:?}", plan.removed);
    assert_eq!(copy, bytes);
}

#[test]
fn what_stands_behind_the_last_box_that_stays_goes_without_a_trace() {
    let clean = film().bytes();
    for behind in [leaf(b"uuid", &[7; 40]).bytes(), leaf(b"abcd", WORD).bytes(), WORD.to_vec(), vec![0; 11], b"\0\0\0\0".to_vec()]
    {
        let bytes = [&clean[..], &behind].concat();
        assert_eq!(copy_of(&bytes), clean, "{behind:?}");
        assert!(!cleaned(&bytes).unwrap().1.removed.is_empty());
    }
}

#[test]
fn what_stands_before_it_leaves_a_free_box() {
    let mut film = film();
    film.inner.insert(2, leaf(b"uuid", &[b"0123456789abcdef", WORD].concat()));
    let (bytes, copy) = (film.bytes(), copy_of(&film.bytes()));
    assert_eq!(copy.len(), bytes.len());
    assert!(holds(&copy, b"\0\0\0\x1Ffree\0\0\0\0"));
    assert!(!holds(&copy, WORD));
}

/// Spherical Video V1 in two tracks: what is asked for stays in the first, followed by a `free` box, and none of it if
/// nobody asks.
#[test]
fn a_film_that_is_shown_all_around_is_so_where_that_is_asked_for() {
    use crate::model::{Category, Keep, extended};
    let says = |extra: &str| {
        format!(
            "<?xml version=\"1.0\"?><rdf:SphericalVideo xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
             xmlns:GSpherical=\"http://ns.google.com/videos/1.0/spherical/\"><GSpherical:Spherical>true</GSpherical:Spherical>\
             <GSpherical:Stitched>true</GSpherical:Stitched>{extra}<GSpherical:ProjectionType>equirectangular\
             </GSpherical:ProjectionType><GSpherical:StereoMode>top-bottom</GSpherical:StereoMode></rdf:SphericalVideo>"
        )
    };
    let software = |name: &str| format!("<GSpherical:StitchingSoftware>{name}</GSpherical:StitchingSoftware>");
    let word = String::from_utf8_lossy(WORD);
    for extra in [software(&word), software("1"), software("1234567"), software("12345678901"), String::new()] {
        let mut film = film();
        let content = [&extended::SPHERICAL[..], says(&extra).as_bytes()].concat();
        for track in film.find(b"moov").inner.iter_mut().filter(|inner| inner.kind == *b"trak") {
            track.inner.push(leaf(b"uuid", &content));
        }
        let bytes = film.bytes();
        assert!(!holds(&copy_of(&bytes), b"Spherical"));
        let keep = Keep::these([Category::Panorama]);
        let copy = |bytes: &[u8]| {
            let scan = (crate::formats::of(FormatKind::Mp4).scan)(&Input::from_bytes(bytes)).unwrap();
            let plan = scan.trusting(trusted()).plan(keep).unwrap();
            (plan.edits.apply(bytes).unwrap(), plan)
        };
        let (kept, plan) = copy(&bytes);
        // Without the name of a program, which readers require, there was less room than needed.
        let room = !extra.is_empty();
        assert_eq!((plan.values.panorama.is_some(), plan.unkept.is_empty()), (room, room), "{extra}");
        let packets = kept.windows(19).filter(|window| *window == b"<rdf:SphericalVideo").count();
        assert_eq!(packets, usize::from(room), "{extra}");
        assert_eq!((kept.len(), holds(&kept, WORD)), (bytes.len(), false));
        assert!(copy(&kept).1.is_empty, "{:?}", copy(&kept).1.removed);
        assert!(!holds(&copy_of(&kept), b"Spherical"));
    }
}

#[test]
fn protected_media_are_refused_with_a_word() {
    let is = |error: &Error| matches!(error, Error::Unsupported { what: Unsupported::Protected, .. });
    for kind in [b"encv", b"drmi"] {
        let mut film = film();
        film.find(b"vp08").kind = *kind;
        let error = refused(&film.bytes());
        assert!(is(&error), "{error:?}");
        assert!(error.to_string().contains(&format!("Protected at {}@", kind.escape_ascii())), "{error}");
    }
    let mut with_sinf = film();
    with_sinf.find(b"vp08").inner.push(leaf(b"sinf", &[0; 8]));
    let mut with_pssh = film();
    with_pssh.find(b"moov").inner.push(leaf(b"pssh", &[0; 24]));
    let mut at_the_top = film();
    at_the_top.inner.push(leaf(b"pssh", &[0; 24]));
    for film in [with_sinf, with_pssh, at_the_top] {
        assert!(is(&refused(&film.bytes())));
    }
}

#[test]
fn one_movie_and_one_of_each_table_is_what_readers_agree_on() {
    for kind in [b"mvhd", b"tkhd", b"mdia", b"mdhd", b"hdlr", b"minf", b"stbl", b"stsd", b"stsz", b"stsc", b"stco"] {
        let mut film = film();
        film.double(kind);
        let error = refused(&film.bytes());
        assert!(matches!(error, Error::Malformed { what: Malformed::SecondBox, .. }), "{kind:?}: {error:?}");
    }
    let mut film = film();
    let movie = film.find(b"moov").clone();
    film.inner.push(movie);
    assert!(matches!(refused(&film.bytes()), Error::Malformed { what: Malformed::SecondBox, .. }));
}

#[test]
fn without_a_movie_or_without_picture_and_sound_there_is_nothing_to_copy() {
    let mut film = film();
    film.find(b"moov").inner.retain(|inner| inner.kind != *b"trak");
    assert!(matches!(refused(&film.bytes()), Error::Malformed { what: Malformed::NoTrack, .. }));
    film.inner.retain(|inner| inner.kind != *b"moov");
    assert!(matches!(refused(&film.bytes()), Error::Malformed { what: Malformed::NoMovie, .. }));
}

#[test]
fn times_languages_and_names_go_and_the_rest_of_a_header_stays() {
    let mut film = film();
    for kind in [b"mvhd", b"tkhd", b"mdhd"] {
        film.find(kind).head[4..12].copy_from_slice(&[0xE0; 8]);
    }
    film.find(b"mdhd").head[20..22].copy_from_slice(&[0x15, 0xC7]);
    film.find(b"tkhd").head[40..44].copy_from_slice(&[0, 0, 0, 7]);
    film.find(b"hdlr").head.extend(WORD);
    film.find(b"vp08").head[42..58].copy_from_slice(b"\x0FPLANTED encoder");
    film.find(b"vp08").head[12..16].copy_from_slice(b"appl");
    let bytes = film.bytes();
    let mut clean = film.clone();
    for kind in [b"mvhd", b"tkhd", b"mdhd"] {
        clean.find(kind).head[4..12].fill(0);
    }
    clean.find(b"mdhd").head[20..22].copy_from_slice(&build::UNDETERMINED);
    let len = clean.find(b"hdlr").head.len();
    clean.find(b"hdlr").head[len - WORD.len()..].fill(0);
    clean.find(b"vp08").head[42..58].fill(0);
    clean.find(b"vp08").head[12..16].fill(0);
    assert_eq!(copy_of(&bytes), clean.bytes());
    let told = ids(&bytes);
    for element in
        [BmffElement::Time, BmffElement::Language, BmffElement::HandlerName, BmffElement::CompressorName, BmffElement::Vendor]
    {
        assert!(told.contains(&FieldId::Bmff(element)), "{element:?}");
    }
}

#[test]
fn a_timed_track_goes_with_its_samples_and_all_references_to_it() {
    let film = film().with_timed_track();
    let bytes = film.bytes();
    assert!(holds(&bytes, WORD));
    let copy = copy_of(&bytes);
    assert_eq!(copy.len(), bytes.len());
    assert!(!holds(&copy, WORD) && !holds(&copy, b"mebx") && !holds(&copy, b"cdsc"));
    assert!(holds(&copy, build::PICTURES[0]) && holds(&copy, build::SOUNDS[1]));
    assert_eq!(ids(&bytes).iter().filter(|id| matches!(id, FieldId::Bmff(BmffElement::Track(_)))).count(), 1);
}

/// An id may be given for a track that goes together with one that stays: no id may be 0, and nothing may move.
#[test]
fn a_reference_to_a_track_that_stays_stays() {
    let mut film = film().with_timed_track();
    let ids = [3u32, 2, 9].iter().flat_map(|id| id.to_be_bytes()).collect::<Vec<_>>();
    film.find(b"trak").inner.push(tree(b"tref", b"", [leaf(b"auxl", &ids), leaf(b"chap", &[0, 0, 0, 3])]));
    let copy = copy_of(&film.bytes());
    let expected = [leaf(b"auxl", &[0, 0, 0, 2].repeat(3)), leaf(b"free", &[0; 4])].map(|inner| inner.bytes()).concat();
    assert!(holds(&copy, &expected));
}

/// Pictures of chapters go; the only picture stays, whatever refers to it.
#[test]
fn chapters_are_no_picture_of_the_film() {
    let mut film = film();
    let chapters = |id: u8| tree(b"tref", b"", [leaf(b"chap", &[0, 0, 0, id])]);
    film.find_last(b"trak").inner.push(chapters(1));
    assert!(ids(&film.bytes()).iter().all(|id| !matches!(id, FieldId::Bmff(BmffElement::Track(_)))));
    let mut film = build::film();
    let mut second = film.find(b"trak").clone();
    second.find(b"tkhd").head[12..16].copy_from_slice(&[0, 0, 0, 5]);
    second.find(b"stco").head[7] = 0;
    second.find(b"stco").head.truncate(8);
    film.find(b"moov").inner.push(second);
    film.find(b"trak").inner.push(chapters(5));
    assert!(ids(&film.bytes()).contains(&FieldId::Bmff(BmffElement::Track(*b"vp08"))));
}

#[test]
fn samples_in_another_file_are_refused_and_names_of_this_one_go() {
    let mut film = film();
    film.find(b"url ").head = [&[0, 0, 0, 1][..], b"file:///PLANTED"].concat();
    assert!(!holds(&copy_of(&film.bytes()), WORD));
    film.find(b"url ").head = [&[0; 4][..], b"file:///PLANTED"].concat();
    assert!(matches!(refused(&film.bytes()), Error::Unsupported { what: Unsupported::ExternalMedia, .. }));
    film.find(b"url ").head = vec![0; 4];
    copy_of(&film.bytes());
}

/// If some bytes of a file are cut away, or any single byte is changed: an error or a sound copy, and no panic.
#[test]
fn damage_never_leads_astray() {
    let bytes = film().with_timed_track().bytes();
    for len in 0..bytes.len() {
        let _ = cleaned(&bytes[..len]);
    }
    for at in (0..bytes.len()).step_by(2) {
        for value in [0, 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] = value;
            if let Ok((copy, _)) = cleaned(&bytes) {
                assert!(cleaned(&copy).unwrap().1.is_empty);
            }
        }
    }
}
