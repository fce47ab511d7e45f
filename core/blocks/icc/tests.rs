use data_encoding::HEXLOWER;

use super::profile::HEADER;
use super::*;
use crate::model::Field;
use crate::testing::icc::{self, number};
use crate::testing::{found, holds};

mod forms;
mod places;

fn read_all(profile: &[u8]) -> (Verdict, Vec<Field>) {
    let (verdict, fields) = found(0, "ICC", |found| read(profile, found));
    (verdict.unwrap(), fields)
}

/// What is left of a profile that gave something away.
fn left(profile: &[u8]) -> Vec<u8> {
    match read_all(profile).0 {
        Verdict::Cleaned(cleaned) => cleaned,
        verdict => panic!("{verdict:?}"),
    }
}

fn is_clean(profile: &[u8]) -> bool {
    let (verdict, fields) = read_all(profile);
    verdict == Verdict::Clean && fields.is_empty()
}

fn is_refused(profile: &[u8]) -> bool {
    let refused = found(0, "ICC", |found| read(profile, found)).0;
    matches!(refused, Err(Error::Unsupported { what: Unsupported::ColourProfile, .. }))
}

fn ascii(text: &str) -> Vec<u8> {
    let len = u32::try_from(text.len() + 1).unwrap().to_be_bytes();
    [&b"desc\0\0\0\0"[..], &len, text.as_bytes(), &[0; 79]].concat()
}

fn xyz(value: u8) -> Vec<u8> {
    [&b"XYZ \0\0\0\0"[..], &[value; 12]].concat()
}

/// A profile with these tags, whose header says by what and when it was made, and for which monitor.
fn profile(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = icc::profile(b"mntrRGB XYZ ", tags);
    bytes[4..8].copy_from_slice(b"lcms");
    bytes[24..36].copy_from_slice(&[7, 228, 0, 5, 0, 12, 0, 17, 0, 3, 0, 12]);
    bytes[48..52].copy_from_slice(b"DELL");
    bytes[84] = 7;
    bytes
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
fn a_profile_in_place_is_as_long_as_its_header_says() {
    let bytes = profile(&[(b"rXYZ", xyz(1)), (b"dmnd", ascii("Nora Petit"))]);
    let in_place = |bytes: &[u8]| found(0, "ICC", |found| read_in_place(bytes, found)).0.unwrap();
    let Verdict::Cleaned(cleaned) = in_place(&bytes) else { panic!() };
    assert_eq!((cleaned.len(), &cleaned[..4]), (bytes.len(), &number(bytes.len())[..]));
    let (verdict, fields) = read_all(&cleaned);
    assert!(in_place(&cleaned) == Verdict::Clean && verdict == Verdict::Clean && fields.is_empty());
    let hidden = [&cleaned[..cleaned.len() - 4], b"Nora"].concat();
    assert_eq!(in_place(&hidden), Verdict::Cleaned(cleaned));
}

#[test]
fn tags_that_share_their_data_go_on_sharing_them() {
    let mut original = profile(&[(b"desc", ascii("Screen")), (b"rXYZ", xyz(3)), (b"gXYZ", xyz(3))]);
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
fn what_no_reader_takes_for_a_profile_is_ignored() {
    let good = profile(&[(b"rXYZ", xyz(1))]);
    let broken = |at: usize, value: u8| {
        let mut bytes = good.clone();
        bytes[at] = value;
        bytes
    };
    for bytes in [&good[..100], &good[..HEADER + 4 + 11], &[], &broken(36, b'x'), &broken(HEADER, 9)] {
        assert_eq!(read_all(bytes).0, Verdict::Ignored);
    }
    // An unknown class, an unknown space, a size too small for the table.
    for bytes in [&broken(12, b'x'), &broken(16, b'x'), &broken(3, 140)] {
        assert!(is_refused(bytes));
    }
}

/// sRGB as Skia writes it into the pictures of Android and Chrome.
const SKIA: &str = "000001c800000000043000006d6e74725247422058595a2007e00001000100000000000061637370000000000000000000000000000000\
    000000000000000000000000010000f6d6000100000000d32d000000000000000000000000000000000000000000000000000000000000\
    0000000000000000000000000000000000000000000964657363000000f0000000247258595a00000114000000146758595a0000012800\
    0000146258595a0000013c0000001477747074000001500000001472545243000001640000002867545243000001640000002862545243\
    0000016400000028637072740000018c0000003c6d6c756300000000000000010000000c656e5553000000080000001c00730052004700\
    4258595a200000000000006fa2000038f50000039058595a2000000000000062990000b785000018da58595a2000000000000024a00000\
    0f840000b6cf58595a20000000000000f6d6000100000000d32d706172610000000000040000000266660000f2a700000d59000013d000\
    000a5b00000000000000006d6c756300000000000000010000000c656e5553000000200000001c0047006f006f0067006c006500200049\
    006e0063002e00200032003000310036";

#[test]
fn a_published_profile_stays_and_one_that_differs_in_any_byte_does_not() {
    let published = HEXLOWER.decode(SKIA.as_bytes()).unwrap();
    let (verdict, fields) = read_all(&published);
    assert!(verdict == Verdict::Clean && fields.is_empty());
    for at in 0..published.len() {
        let mut other = published.clone();
        other[at] ^= 0x20;
        let (Ok(verdict), fields) = found(0, "ICC", |found| read(&other, found)) else { continue };
        assert!(verdict == Verdict::Ignored || matches!(verdict, Verdict::Cleaned(_)) && !fields.is_empty(), "{at}");
    }
    assert!(matches!(read_all(&[&published[..], b"tail"].concat()).0, Verdict::Cleaned(_)));
}

/// What a tag becomes, and whether anything was reported.
fn cleaned(signature: &[u8; 4], data: &[u8]) -> (Vec<u8>, bool) {
    const BEHIND: usize = HEADER + 4 + 24 + 20;
    match read_all(&profile(&[(b"wtpt", xyz(1)), (signature, data.to_vec())])) {
        (Verdict::Cleaned(cleaned), fields) => (cleaned.get(BEHIND..).unwrap_or_default().to_vec(), !fields.is_empty()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_colour_tag_of_another_type_becomes_zeros() {
    for (signature, kind) in [(b"rXYZ", b"text"), (b"gamt", b"zzzz"), (b"gamt", b"ncl2"), (b"A2B0", b"XYZ "), (b"rTRC", b"ui08")]
    {
        let (left, told) = cleaned(signature, &[&kind[..], b"\0\0\0\0Nora Petit "].concat());
        assert!(left.iter().all(|&byte| byte == 0) && told, "{signature:?}");
    }
}

#[test]
fn nothing_hides_in_reserved_bytes_or_between_the_parts_of_a_tag() {
    let rows = [&b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0"[..]; 3].concat();
    let lut = |reserved: &[u8; 2], gap: &[u8; 4]| {
        [&b"mAB \0\0\0\0\x03\x03"[..], reserved, b"\0\0\0\x24", &[0; 16], gap, &rows].concat()
    };
    let program = |gap: &[u8; 4]| {
        let head = b"mpet\0\0\0\0\0\x01\0\x01\0\0\0\x01\0\0\0\x1C\0\0\0\x14";
        [&head[..], gap, b"matf\0\0\0\0\0\x01\0\x01\x3F\x80\0\0\0\0\0\0"].concat()
    };
    let colours: [(&[u8; 4], Vec<u8>, Vec<u8>); 4] = [
        (b"rXYZ", [b"XYZ Nora", &[7; 12][..]].concat(), [b"XYZ \0\0\0\0", &[7; 12][..]].concat()),
        (b"rTRC", b"para\0\0\0\0\0\0No\0\x02\0\0".to_vec(), b"para\0\0\0\0\0\0\0\0\0\x02\0\0".to_vec()),
        (b"A2B0", lut(b"No", b"Nora"), lut(&[0; 2], &[0; 4])),
        (b"D2B0", program(b"Nora"), program(&[0; 4])),
    ];
    for (signature, before, after) in colours {
        assert_eq!(cleaned(signature, &before), (after, true), "{signature:?}");
    }
}

#[test]
fn what_is_no_colour_goes_from_among_the_tags() {
    for (signature, data) in [
        (b"meas", &b"meas\0\0\0\0Nora Petit"[..]),
        (b"view", b"view\0\0\0\0Nora Petit"),
        (b"chrm", b"chrm\0\0\0\0\0\x03\0\0Nora Petit Nora Petit ...."),
        (b"kTRC", b"curv\0\0\0\0\0\0\0\x05Nora Petit"),
    ] {
        let (left, told) = cleaned(signature, data);
        assert!(!holds(&left, b"Nora") && told, "{signature:?}");
    }
}

/// Each of a hundred records, and each of two hundred tags, can point to the same eight megabytes.
#[test]
fn texts_that_share_their_bytes_are_read_once_and_not_wholly() {
    let text = vec![b'N'; 4 << 20];
    let record = [b"enUS", &number(text.len())[..], &number(16 + 12 * 100)].concat();
    let names = [b"mluc\0\0\0\0\0\0\0\x64\0\0\0\x0C", &record.repeat(100)[..], &text].concat();
    let mut tags = vec![(b"desc", names)];
    tags.extend((0..199).map(|_| (b"dscm", b"text\0\0\0\0".to_vec())));
    let mut whole = profile(&tags);
    for tag in 1..200 {
        let entry = HEADER + 4 + 12 * tag;
        whole.copy_within(HEADER + 8..HEADER + 16, entry + 4);
    }
    let (_, fields) = read_all(&whole);
    assert!(fields.iter().all(|field| !matches!(&field.value, Value::Text(text) if text.len() > 4096)));
}

#[test]
fn every_cut_and_every_changed_byte_is_read_without_a_panic_and_for_good() {
    let original = profile(&[(b"desc", ascii("Screen")), (b"rXYZ", xyz(1)), (b"cprt", b"text\0\0\0\0x\0".to_vec())]);
    for at in 0..original.len() {
        for value in [0, 1, 0x7F, 0xFF] {
            let mut changed = original.clone();
            changed[at] = value;
            if let Ok(Verdict::Cleaned(cleaned)) = found(0, "ICC", |found| read(&changed, found)).0 {
                assert!(cleaned.len() <= changed.len());
                assert_eq!(read_all(&cleaned).0, Verdict::Clean, "{at} {value}");
            }
        }
        let _cut = found(0, "ICC", |found| read(&original[..at], found).is_ok());
    }
}
