//! Tracks that belong to another track.

use super::build::{self, PICTURES, SOUNDS, Tree, WORD, film, leaf, tree};
use super::{copy_of, ids};
use crate::model::{BmffElement, FieldId, ItemRole};
use crate::testing::holds;

const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

/// A movie with another track, whose samples are a word, after the others.
fn with(handler: &[u8; 4], purpose: Option<&[u8]>, refers: &[u8; 4]) -> Tree {
    let mut film = film();
    let at = (build::MEDIA + film.find(b"mdat").head.len()) as u32;
    film.find(b"mdat").head.extend([WORD, WORD].concat());
    let mut entry = film.find(b"stsd").inner[0].clone();
    entry.inner.extend(purpose.map(|name| leaf(b"auxi", &[&[0; 4], name, &[0]].concat())));
    let mut second = build::track(9, handler, entry, &[(at, 7), (at + 7, 7)]);
    second.inner.push(tree(b"tref", b"", [leaf(refers, &[0, 0, 0, 1])]));
    film.find(b"moov").inner.push(second);
    film
}

/// libavif takes a depth track for alpha if nothing gives its purpose.
#[test]
fn depth_goes_and_alpha_stays_with_its_name() {
    for (handler, purpose, refers, role) in [
        (b"auxv", Some(ALPHA), b"auxl", None),
        (b"pict", Some(b"urn:mpeg:hevc:2015:auxid:1"), b"auxl", None),
        (b"auxv", None, b"auxl", None),
        (b"auxv", Some(b"urn:mpeg:mpegB:cicp:systems:auxiliary:depth"), b"auxl", Some(ItemRole::Depth)),
        (b"pict", Some(b"urn:mpeg:hevc:2015:auxid:2"), b"auxl", Some(ItemRole::Depth)),
        (b"auxv", Some(b"urn:com:photo:aux:hdrgainmap"), b"auxl", Some(ItemRole::Auxiliary)),
        (b"auxv", Some(b""), b"free", Some(ItemRole::Auxiliary)),
        (b"pict", None, b"thmb", Some(ItemRole::Thumbnail)),
    ] as [(&[u8; 4], Option<&[u8]>, &[u8; 4], Option<ItemRole>); 8]
    {
        let bytes = with(handler, purpose, refers).bytes();
        let copy = copy_of(&bytes);
        assert_eq!(holds(&copy, WORD), role.is_none(), "{purpose:?}");
        assert_eq!(holds(&copy, b"auxi\0\0\0\0urn:"), role.is_none() && purpose.is_some(), "{purpose:?}");
        assert!(holds(&copy, PICTURES[0]) && holds(&copy, SOUNDS[0]));
        let told = ids(&bytes);
        assert_eq!(told.contains(&FieldId::Bmff(BmffElement::SecondarySamples)), role.is_some());
        assert!(role.is_none_or(|role| told.contains(&FieldId::Bmff(BmffElement::TrackOf(role)))), "{told:?}");
    }
}

#[test]
fn nothing_stays_behind_the_name_of_alpha() {
    let bytes = with(b"auxv", Some(&[ALPHA, &[0], b"SECRET"].concat()), b"auxl").bytes();
    let copy = copy_of(&bytes);
    assert!(holds(&copy, WORD) && holds(&copy, ALPHA) && !holds(&copy, b"SECRET"));
}

/// Players that do not know this would show the edges of the picture too bright or too dark.
#[test]
fn that_colours_are_multiplied_with_alpha_already_stays() {
    let mut film = with(b"auxv", Some(ALPHA), b"auxl");
    film.find(b"trak").inner.push(tree(b"tref", b"", [leaf(b"prem", &[0, 0, 0, 9])]));
    // Tracks are counted from one in a copy.
    let copy = copy_of(&film.bytes());
    assert!((1..=9).any(|id| holds(&copy, &[&b"prem\0\0\0"[..], &[id]].concat())), "{}", copy.escape_ascii());
}

/// Readers show the first track, whether or not it contains thumbnails.
#[test]
fn thumbnails_before_all_others_stay() {
    let mut film = with(b"pict", None, b"thmb");
    let tracks = &mut film.find(b"moov").inner;
    let last = tracks.pop().unwrap();
    tracks.insert(1, last);
    assert!(holds(&copy_of(&film.bytes()), WORD));
}
