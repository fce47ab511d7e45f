use super::*;
use crate::input::Limits;
use crate::model::Field;

fn read_all(profile: &[u8]) -> (Verdict, Vec<Field>) {
    let mut fields = Vec::new();
    let verdict = read(profile, &mut Found::new(0, "ICC", &Limits::DEFAULT, &mut fields));
    (verdict, fields)
}

fn ascii(text: &str) -> Vec<u8> {
    let len = u32::try_from(text.len() + 1).unwrap().to_be_bytes();
    [&b"desc\0\0\0\0"[..], &len, text.as_bytes(), &[0; 79]].concat()
}

fn xyz(value: u8) -> Vec<u8> {
    [&b"XYZ \0\0\0\0"[..], &[value; 12]].concat()
}

/// A profile of version 2 with these tags, made in the year 2020.
fn profile(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut header = [0_u8; HEADER];
    header[4..8].copy_from_slice(b"lcms");
    header[8] = 2;
    header[24..36].copy_from_slice(&[7, 228, 0, 5, 0, 12, 0, 17, 0, 3, 0, 12]);
    header[36..40].copy_from_slice(b"acsp");
    header[48..52].copy_from_slice(b"DELL");
    header[84] = 7;
    let mut table = u32::try_from(tags.len()).unwrap().to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (signature, bytes) in tags {
        let at = HEADER + 4 + 12 * tags.len() + data.len();
        table.extend(**signature);
        table.extend(u32::try_from(at).unwrap().to_be_bytes());
        table.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut bytes = [&header[..], &table, &data].concat();
    let size = u32::try_from(bytes.len()).unwrap().to_be_bytes();
    bytes[..4].copy_from_slice(&size);
    bytes
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

#[test]
fn names_and_dates_go_and_colour_stays_byte_for_byte() {
    let original = profile(&[
        (b"desc", ascii("Bildschirm von Nora")),
        (b"cprt", b"text\0\0\0\0(c) Nora Petit\0".to_vec()),
        (b"rXYZ", xyz(1)),
        (b"gXYZ", xyz(2)),
        (b"mmod", b"mmod\0\0\0\0serial number 17".to_vec()),
        (b"zzzz", b"data\0\0\0\0unheard of".to_vec()),
    ]);
    let (verdict, fields) = read_all(&original);
    let Verdict::Cleaned(cleaned) = verdict else { panic!("{verdict:?}") };
    assert!(cleaned.len() <= original.len());
    assert!(holds(&cleaned, &xyz(1)) && holds(&cleaned, &xyz(2)));
    for gone in ["Nora", "serial", "unheard", "DELL", "lcms", "mmod"] {
        assert!(!holds(&cleaned, gone.as_bytes()), "{gone}");
    }
    assert_eq!(cleaned[24..36], [0; 12]);
    assert_eq!(cleaned[84..100], [0; 16]);
    let ids: Vec<_> = fields.iter().map(|field| field.id.name()).collect();
    assert_eq!(ids, ["ICC creation date", "ICC creator", "ICC description", "ICC copyright", "ICC make and model", "zzzz"]);
    let (verdict, fields) = read_all(&cleaned);
    assert!(verdict == Verdict::Clean && fields.is_empty());
}

#[test]
fn tags_that_share_their_data_go_on_sharing_them() {
    let mut original = profile(&[(b"desc", ascii("Screen")), (b"rTRC", xyz(3)), (b"gTRC", xyz(3))]);
    let second = HEADER + 4 + 24;
    let first: Vec<u8> = original[HEADER + 4 + 12 + 4..HEADER + 4 + 12 + 8].to_vec();
    original.splice(second + 4..second + 8, first);
    let Verdict::Cleaned(cleaned) = read_all(&original).0 else { panic!() };
    assert_eq!(memchr::memmem::find_iter(&cleaned, &xyz(3)).count(), 1);
}

#[test]
fn bytes_between_tags_do_not_survive() {
    let mut original = profile(&[(b"rXYZ", xyz(1))]);
    original.extend(b"hidden between");
    let size = u32::try_from(original.len()).unwrap().to_be_bytes();
    original[..4].copy_from_slice(&size);
    let (verdict, fields) = read_all(&original);
    assert!(matches!(verdict, Verdict::Cleaned(cleaned) if !holds(&cleaned, b"hidden")));
    assert!(fields.iter().any(|field| field.id == FieldId::Leftover(Leftover::Between)));
}

#[test]
fn what_is_no_profile_is_corrupt() {
    let good = profile(&[(b"rXYZ", xyz(1))]);
    let broken = |at: usize, value: u8| {
        let mut bytes = good.clone();
        bytes[at] = value;
        bytes
    };
    for bytes in [&good[..100], &[], &broken(36, b'x'), &broken(3, 255), &broken(HEADER + 4 + 4, 9), &broken(HEADER, 9)] {
        assert_eq!(read_all(bytes).0, Verdict::Corrupt);
    }
}

/// The name alone makes no profile public: somebody's date or an unknown tag beside it would be carried along.
#[test]
fn a_public_name_with_something_else_beside_it_is_not_public() {
    let mut header = profile(&[
        (b"desc", ascii("Adobe RGB (1998)")),
        (b"cprt", b"text\0\0\0\0Copyright 1999 Adobe Systems Incorporated\0".to_vec()),
        (b"rXYZ", xyz(1)),
    ]);
    header[24..36].copy_from_slice(&[7, 207, 0, 6, 0, 3, 0, 0, 0, 0, 0, 0]);
    header[48..52].copy_from_slice(b"none");
    header[84] = 0;
    assert_eq!(read_all(&header).0, Verdict::Clean);
    for (at, value) in [(27, 7), (84, 1), (48, b'N'), (HEADER + 4 + 24, b'q')] {
        let mut other = header.clone();
        other[at] = value;
        assert!(matches!(read_all(&other).0, Verdict::Cleaned(_)), "{at}");
    }
}

#[test]
fn every_cut_and_every_changed_byte_is_read_without_a_panic_and_for_good() {
    let original = profile(&[(b"desc", ascii("Screen")), (b"rXYZ", xyz(1)), (b"cprt", b"text\0\0\0\0x\0".to_vec())]);
    for at in 0..original.len() {
        for value in [0, 1, 0x7F, 0xFF] {
            let mut changed = original.clone();
            changed[at] = value;
            if let Verdict::Cleaned(cleaned) = read_all(&changed).0 {
                assert!(cleaned.len() <= changed.len());
                assert_eq!(read_all(&cleaned).0, Verdict::Clean, "{at} {value}");
            }
        }
        read_all(&original[..at]);
    }
}
