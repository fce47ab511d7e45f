//! Where the data of tags may be, and what readers reject.

use proptest::prelude::*;

use super::*;
use crate::testing::icc::placed;

const RGB: &[u8; 12] = b"mntrRGB XYZ ";
const CURVE: &[u8] = b"curv\0\0\0\0\0\0\0\x01\x02\x33";

/// The entries of a profile: name, offset, length.
fn entries(profile: &[u8]) -> Vec<([u8; 4], usize, usize)> {
    let word = |at: usize| usize::try_from(u32::from_be_bytes(profile[at..at + 4].try_into().unwrap())).unwrap();
    let name = |at: usize| profile[at..at + 4].try_into().unwrap();
    (0..word(HEADER)).map(|tag| HEADER + 4 + 12 * tag).map(|at| (name(at), word(at + 4), word(at + 8))).collect()
}

/// What readers take from a tag of points or a curve: numbers, wherever it ends according to its length.
fn numbers(profile: &[u8], at: usize) -> Option<Vec<u8>> {
    let kind = profile.get(at..at + 4)?;
    let len = match kind {
        b"XYZ " => 12,
        b"curv" => 4 + 2 * usize::try_from(u32::from_be_bytes(profile.get(at + 8..at + 12)?.try_into().unwrap())).unwrap(),
        _ => return None,
    };
    profile.get(at + 8..at + 8 + len).map(|numbers| [kind, numbers].concat())
}

/// What readers take from each tag that is colour.
fn colours(profile: &[u8]) -> Vec<([u8; 4], usize, Option<Vec<u8>>)> {
    let colour = |name: &[u8; 4]| name.ends_with(b"XYZ") || name.ends_with(b"TRC") || name == b"wtpt";
    let tags = entries(profile).into_iter().filter(|(name, ..)| colour(name));
    // They take nothing from a tag that is incomplete.
    let there = |at: usize, len: usize| at.checked_add(len).is_some_and(|end| end <= profile.len());
    tags.map(|(name, at, len)| (name, len, numbers(profile, at).filter(|_| there(at, len)))).collect()
}

/// Tags of a compact profile that share their bytes, as written by libvips and others: the description overlaps the
/// copyright, the white point and the first colour.
#[test]
fn a_description_that_lies_over_colour_leaves_it_as_it_is() {
    let description = b"desc\0\0\0\0\0\0\0\x05Nora\0\0\0\0\0\0\0\0\0\0\0\0";
    let data = [&description[..], b"text\0\0\0\0CC0\0", &xyz(1), &xyz(2), &xyz(3), &xyz(4), CURVE].concat();
    let tags: [(&[u8; 4], usize, usize); 9] = [
        (b"desc", 0, 95),
        (b"cprt", 28, 12),
        (b"wtpt", 40, 20),
        (b"rXYZ", 60, 20),
        (b"gXYZ", 80, 20),
        (b"bXYZ", 100, 20),
        (b"rTRC", 120, 14),
        (b"gTRC", 120, 14),
        (b"bTRC", 120, 14),
    ];
    let original = placed(RGB, &tags, &data);
    let cleaned = left(&original);
    assert_eq!(colours(&cleaned), colours(&original));
    assert!(cleaned.len() <= original.len() && !holds(&cleaned, b"Nora") && !holds(&cleaned, b"CC0"));
    // There is room for short texts, but not for complete ones.
    assert!(holds(&cleaned, b"desc\0\0\0\0\0\0\0\x04icc\0") && holds(&cleaned, b"text\0\0\0\0icc\0"));
    assert!(is_clean(&cleaned));
}

#[test]
fn the_length_of_a_tag_does_not_end_its_colour() {
    // LittleCMS reads as many points as the curve says it has.
    let data = b"curv\0\0\0\0\0\0\0\x03\0\0\x70\0\xFF\xFFcurv";
    let original = placed(RGB, &[(b"rTRC", 0, 12), (b"zzzz", 18, 4)], data);
    assert_eq!(colours(&left(&original)), colours(&original));
}

#[test]
fn colour_in_the_table_of_tags_is_refused() {
    let mut original = profile(&[(b"rXYZ", xyz(1))]);
    original[HEADER + 4 + 4..HEADER + 4 + 8].copy_from_slice(&number(HEADER));
    assert!(is_refused(&original));
}

#[test]
fn tags_at_odd_places_stay_as_odd_as_they_are() {
    let original = placed(RGB, &[(b"rXYZ", 41, 20), (b"gXYZ", 3, 20), (b"rTRC", 70, 14)], &{
        let mut data = vec![b'N'; 86];
        data[41..61].copy_from_slice(&xyz(1));
        data[3..23].copy_from_slice(&xyz(2));
        data[70..84].copy_from_slice(CURVE);
        data
    });
    let cleaned = left(&original);
    assert_eq!(colours(&cleaned), colours(&original));
    let odd = |profile: &[u8]| entries(profile).into_iter().map(|(_, at, _)| at % 4).collect::<Vec<_>>();
    assert_eq!((odd(&cleaned), cleaned.len() % 4), (odd(&original), original.len() % 4));
    assert!(!holds(&cleaned, b"NNN"));
}

/// LittleCMS rejects more than a hundred tags; browsers do not.
#[test]
fn a_profile_with_very_many_tags_has_very_many_again() {
    let names: Vec<[u8; 4]> = (0..250_u32).map(|tag| (tag + (u32::from(b'z') << 24)).to_be_bytes()).collect();
    let mut tags: Vec<_> = names.iter().map(|name| (name, b"text\0\0\0\0Nora Petit".to_vec())).collect();
    tags.insert(100, (b"rXYZ", xyz(1)));
    let cleaned = left(&profile(&tags));
    assert_eq!((entries(&cleaned).len(), holds(&cleaned, b"Nora"), holds(&cleaned, &xyz(1))), (101, false, true));
    assert!(is_clean(&cleaned));
    tags.truncate(90);
    assert!(entries(&left(&profile(&tags))).is_empty());
}

/// LittleCMS rejects two tags with the same name; others take the first.
#[test]
fn a_name_that_stands_twice_goes_on_standing_twice() {
    for name in [b"rXYZ", b"desc", b"zzzz"] {
        let cleaned = left(&profile(&[(name, xyz(1)), (b"wtpt", xyz(2)), (name, xyz(3))]));
        let names: Vec<_> = entries(&cleaned).into_iter().map(|(name, ..)| name).collect();
        assert!(!profile::are_distinct(names.into_iter()), "{name:?}");
        assert!(is_clean(&cleaned));
    }
}

/// LittleCMS skips an incomplete tag, Chromium its whole profile.
#[test]
fn a_tag_that_is_not_there_goes_on_not_being_there() {
    for (name, at, len) in [(b"rXYZ", 8, 90), (b"zzzz", 9000, 4), (b"desc", usize::MAX >> 33, 8), (b"zzzz", 0, 3)] {
        let original = placed(RGB, &[(b"wtpt", 0, 20), (name, at, len)], &[&xyz(1)[..], &[1; 4]].concat());
        let cleaned = left(&original);
        assert!(read_all(&original).1.iter().all(|field| field.place.at < original.len() as u64));
        let (_, at, len) = entries(&cleaned)[1];
        assert!(at + len > cleaned.len(), "{name:?}");
        assert!(is_clean(&cleaned));
    }
}

/// Entries to keep readers rejecting it would have made it longer than it was.
#[test]
fn a_profile_that_would_grow_is_refused() {
    assert!(is_refused(&placed(RGB, &[(b"desc", 0, 1), (b"rXYZ", 0, 1), (b"desc", 0, 1)], b"curv")));
}

/// If the header claims more than there is, LittleCMS reads what there is of the profile, and browsers read nothing.
#[test]
fn a_profile_that_was_cut_off_goes_on_being_cut_off() {
    let whole = profile(&[(b"wtpt", xyz(1)), (b"desc", ascii("Nora")), (b"rTRC", CURVE.to_vec())]);
    let cleaned = left(&whole[..whole.len() - 16]);
    let declared = usize::try_from(u32::from_be_bytes(cleaned[..4].try_into().unwrap())).unwrap();
    assert!(declared > cleaned.len() && holds(&cleaned, &xyz(1)) && !holds(&cleaned, b"Nora"));
    assert!(is_clean(&cleaned));
    let in_place = found(0, "ICC", |found| read_in_place(&whole[..whole.len() - 16], found)).0.unwrap();
    let Verdict::Cleaned(in_place) = in_place else { panic!() };
    assert_eq!((in_place.len(), read_all(&in_place).0), (whole.len() - 16, Verdict::Clean));
}

proptest! {
    /// Points and curves at random places, overlapping, with lengths that may not be theirs.
    #[test]
    fn colour_survives_wherever_tags_stand(
        seeds in proptest::collection::vec((any::<bool>(), 0_usize..260, 0_u8..20), 1..8),
        tags in proptest::collection::vec((0_usize..9, 0_usize..8, 0_usize..60), 1..12),
        noise in proptest::collection::vec(any::<u8>(), 300),
    ) {
        const NAMES: [&[u8; 4]; 9] = [b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"rTRC", b"gTRC", b"bTRC", b"desc", b"zzzz"];
        let mut data = noise;
        for &(point, at, count) in &seeds {
            let head: &[u8] = if point { b"XYZ \0\0\0\0" } else { &[&b"curv\0\0\0\0\0\0\0"[..], &[count]].concat() };
            data[at..at + head.len()].copy_from_slice(head);
        }
        let tags: Vec<_> = tags.iter().map(|&(name, seed, len)| (NAMES[name], seeds[seed % seeds.len()].1, len)).collect();
        let original = placed(RGB, &tags, &data);
        // If it cannot be kept as readers see it and is refused, no colour is lost.
        if is_refused(&original) {
            return Ok(());
        }
        let (verdict, _) = read_all(&original);
        let cleaned = if let Verdict::Cleaned(cleaned) = verdict { cleaned } else { original.clone() };
        prop_assert!(cleaned.len() <= original.len());
        prop_assert!(is_clean(&cleaned));
        // A tag with none of its own types may become zeros.
        let (before, after) = (colours(&original), colours(&cleaned));
        prop_assert_eq!(before.len(), after.len());
        for ((name, len, was), (same, same_len, is)) in before.into_iter().zip(after) {
            prop_assert_eq!(name, same);
            // An incomplete one is nowhere.
            prop_assert!(len == same_len || same_len > original.len());
            let fits = was.as_ref().is_some_and(|was| was.starts_with(b"curv") == name.ends_with(b"TRC"));
            prop_assert!(is == was || !fits);
        }
    }
}
