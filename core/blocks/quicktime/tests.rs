use super::*;
use crate::testing::bmff::boxed;
use crate::testing::found;

fn listed(read: fn(&[u8], &mut Found<'_>), body: &[u8]) -> Vec<(FieldId, Value)> {
    let ((), fields) = found(100, "udta", |found| read(body, found));
    fields.into_iter().map(|field| (field.id, field.value)).collect()
}

fn user(kind: &[u8; 4]) -> FieldId {
    FieldId::Bmff(BmffElement::UserData(*kind))
}

#[test]
fn texts_and_places_of_user_data_are_read() {
    let place = boxed(b"\xA9xyz", b"\0\x11\x15\xC7+48.8577+002.295/");
    let loci = boxed(b"loci", b"\0\0\0\0\x55\xC4Paris\0\0\0\x02\x4B\x85\0\x30\xDB\x92\0\0\0\0earth\0\0");
    let body = [place, loci, boxed(b"\xA9too", b"\0\x04\0\0Lavf"), vec![0; 4]].concat();
    let fields = listed(user_data, &body);
    assert_eq!(fields[0], (user(b"\xA9xyz"), Value::Text("+48.8577+002.295/".into())));
    assert_eq!(fields[1].1.text().unwrap(), "48.8577, 2.2950 Paris");
    assert_eq!(fields[2], (user(b"\xA9too"), Value::Text("Lavf".into())));
    assert_eq!(fields.len(), 3);
}

/// QuickTime's `meta` has no version; iTunes' has one.
#[test]
fn items_are_read_by_key_and_by_type() {
    let key = b"com.apple.quicktime.make";
    let keys = [&[0, 0, 0, 0, 0, 0, 0, 1][..], &boxed(b"mdta", key)].concat();
    let data = |text: &[u8]| boxed(b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0][..], text].concat());
    let list = [boxed(&[0, 0, 0, 1], &data(b"Apple")), boxed(b"\xA9too", &data(b"Lavf60"))].concat();
    let rest = [boxed(b"hdlr", &[0; 25]), boxed(b"keys", &keys), boxed(b"ilst", &list)].concat();
    for body in [rest.clone(), [&[0; 4][..], &rest].concat()] {
        let fields = listed(metadata, &body);
        assert_eq!(fields[0], (FieldId::BmffKey("com.apple.quicktime.make".into()), Value::Text("Apple".into())));
        assert_eq!(fields[1], (user(b"\xA9too"), Value::Text("Lavf60".into())));
    }
}

/// QuickTime Player writes such lists into tracks.
#[test]
fn a_list_without_a_handler_is_read() {
    let keys = [&[0, 0, 0, 0, 0, 0, 0, 1][..], &boxed(b"mdta", b"com.apple.quicktime.creationdate")].concat();
    let data = boxed(b"data", b"\0\0\0\x01\0\0\0\x002025-07-03");
    let body = [boxed(b"keys", &keys), boxed(b"ilst", &boxed(&[0, 0, 0, 1], &data))].concat();
    let date = (FieldId::BmffKey("com.apple.quicktime.creationdate".into()), Value::Text("2025-07-03".into()));
    assert_eq!(listed(metadata, &body), [date]);
}

#[test]
fn timed_metadata_tell_what_they_are_about() {
    let face = boxed(b"keyd", b"mdtacom.apple.quicktime.detected-face");
    let body = [boxed(&[0, 0, 0, 1], &[face, boxed(b"dtyp", &[0; 8])].concat()), boxed(&[0, 0, 0, 2], b"")].concat();
    let face = (FieldId::BmffKey("com.apple.quicktime.detected-face".into()), Value::Unknown);
    assert_eq!(listed(timed_keys, &body), [face]);
}

#[test]
fn nesting_without_end_is_left_unread() {
    let mut body = Vec::new();
    for _ in 0..40 {
        body = boxed(b"udta", &body);
    }
    let fields = listed(user_data, &body);
    assert_eq!(fields, [(FieldId::Leftover(Leftover::Unreadable), Value::Unknown)]);
}
