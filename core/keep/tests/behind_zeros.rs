//! What follows the end of a text is in no copy: most readers stop at a zero byte, and show nothing of it.

use super::*;
use crate::blocks::{iptc, png_text};
use crate::testing::{holds, jpeg};

const SECRET: &[u8] = b"SECRETMAKE";

/// A block whose only entry has this value.
fn with(tag: u16, kind: u16, value: &[u8]) -> Vec<Field> {
    fields_of(&block(&[(tag, kind, value.len() as u32, 26)], 0, value))
}

/// The same within an Exif IFD.
fn within(tag: u16, kind: u16, value: &[u8]) -> Vec<Field> {
    let exif = directory(&[(tag, kind, value.len() as u32, 44)], 0);
    fields_of(&block(&[(0x8769, 4, 1, 26)], 0, &[exif, value.to_vec()].concat()))
}

/// `Canon\0SECRETMAKE` was kept as `CanonSECRETMAKE`.
#[test]
fn a_text_of_exif_ends_at_its_zero_byte() {
    for tag in [0x010E, 0x010F, 0x0110, 0x0131, 0x013B] {
        assert_eq!(texts(&read(&with(tag, 2, b"Canon\0SECRETMAKE\0"))), ["Canon"], "{tag:04X}");
        assert_eq!(read(&with(tag, 2, b"\0SECRETMAKE\0")), Kept::default(), "{tag:04X}");
        assert_eq!(read(&with(tag, 2, b" \0\0SECRETMAKE\0")), Kept::default(), "{tag:04X}");
    }
    for tag in [0xA430, 0xA433, 0xA434] {
        assert_eq!(texts(&read(&within(tag, 2, b"Canon\0SECRETMAKE\0"))), ["Canon"], "{tag:04X}");
    }
    for comment in [&b"ASCII\0\0\0Canon\0SECRETMAKE"[..], b"\0\0\0\0\0\0\0\0Canon\0SECRETMAKE"] {
        assert_eq!(texts(&read(&within(0x9286, 7, comment))), ["Canon"]);
    }
    assert_eq!(read(&within(0x9286, 7, b"ASCII\0\0\0\0SECRETMAKE")), Kept::default());
}

#[test]
fn a_text_in_utf_16_ends_at_its_zero() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for tag in [0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E] {
        assert_eq!(texts(&read(&with(tag, 1, &wide("Canon\0SECRETMAKE\0")))), ["Canon"], "{tag:04X}");
        assert_eq!(read(&with(tag, 1, &wide("\0SECRETMAKE\0"))), Kept::default(), "{tag:04X}");
    }
    let comment = [b"UNICODE\0", &wide("Canon\0SECRETMAKE")[..]].concat();
    assert_eq!(texts(&read(&within(0x9286, 7, &comment))), ["Canon"]);
}

/// The one text of Exif with a second part.
#[test]
fn a_copyright_notice_has_two_parts_and_no_third() {
    let kept = |notice: &[u8]| read(&with(0x8298, 2, notice)).people.copyright;
    assert_eq!(kept(b"Nora Petit\0").as_deref(), Some("Nora Petit"));
    assert_eq!(kept(b"Nora Petit\0Lea Martin\0").as_deref(), Some("Nora Petit; Lea Martin"));
    assert_eq!(kept(b"Nora Petit \0 Lea Martin\0\0\0").as_deref(), Some("Nora Petit; Lea Martin"));
    assert_eq!(kept(b"Nora Petit\0Lea Martin\0SECRETMAKE\0").as_deref(), Some("Nora Petit"));
    assert_eq!(kept(b"Nora Petit\0\0SECRETMAKE\0").as_deref(), Some("Nora Petit"));
    assert_eq!(kept(b" \0SECRETMAKE\0"), None);
    // As it is written, it is read again.
    assert_eq!(kept(b"Nora Petit; Lea Martin\0").as_deref(), Some("Nora Petit; Lea Martin"));
}

#[test]
fn no_other_block_keeps_what_follows_a_zero_byte() {
    let set = |number: u8, text: &[u8]| [&[0x1C, 2, number, 0, text.len() as u8], text].concat();
    for number in [5, 25, 80, 116, 120] {
        let fields = found(0, "", |found| iptc::read(&set(number, b"Canon\0SECRETMAKE"), found)).1;
        assert_eq!(texts(&read(&fields)), ["Canon"], "{number}");
    }
    for keyword in ["Title", "Author", "Description", "Copyright", "Software", "Comment"] {
        for (kind, frame) in [(*b"tEXt", &b"\0"[..]), (*b"iTXt", b"\0\0\0\0\0")] {
            let chunk = [keyword.as_bytes(), frame, b"Canon\0SECRETMAKE"].concat();
            let fields = found(0, "", |found| png_text::read(kind, &chunk, found)).1;
            assert_eq!(texts(&read(&fields)), ["Canon"], "{keyword}");
        }
    }
    // No character of XML is a zero (XML 1.0, 2.2).
    for text in ["Canon\0SECRETMAKE", "Canon&#0;SECRETMAKE", "Canon&#x0;SECRETMAKE"] {
        let packet = crate::testing::xmp_packet(&format!(r#"xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Make="{text}""#));
        let kept = read(&found(0, "XMP", |found| xmp::read(&packet, found)).1);
        assert!(kept.camera.make.is_none_or(|make| make == "Canon"));
    }
    for name in ["com.apple.quicktime.make", "com.apple.quicktime.title"] {
        let kept = Kept { camera: Camera { make: Some("Canon\0SECRETMAKE".into()), ..Camera::default() }, ..Kept::default() };
        let list = quicktime::compose(&kept, true, 0);
        let fields = found(0, "meta", |found| quicktime::metadata(list.get(8..).unwrap(), found)).1;
        assert!(texts(&read(&fields)).iter().all(|text| text == "Canon"), "{name}");
        assert_eq!(texts(&read(&[key(name, "Canon\0SECRETMAKE")])), ["Canon"], "{name}");
    }
    for body in [&b"\xA9mak\0\x10\0\0Canon\0SECRETMAKE"[..], b"\xA9mak\0\x12\0\0\xFE\xFF\0C\0a\0n\0\0\0S\0E\0C"] {
        let udta = [&(body.len() as u32 + 4).to_be_bytes(), body].concat();
        let fields = found(0, "udta", |found| quicktime::user_data(&udta, found)).1;
        assert!(!texts(&read(&fields)).iter().any(|text| text.contains("SEC")), "{fields:?}");
    }
}

/// From the front door to the last byte of the copy.
#[test]
fn no_copy_has_what_follows_a_zero_byte() {
    let text = b"Canon\0SECRETMAKE\0";
    let entry = |tag: u16, at: u32| (tag, 2, text.len() as u32, at);
    let exif = block(&[entry(0x010F, 62), entry(0x013B, 62), entry(0x0131, 62), entry(0x8298, 62)], 0, text);
    let app1 = jpeg::segment(0xE1, &[b"Exif\0\0", &exif[..]].concat());
    let comment = jpeg::segment(0xFE, b"Canon\0SECRETMAKE");
    let file = jpeg::picture(&[app1, comment]);
    let keep = Keep::these(KEEPABLE);
    let scan = (crate::formats::of(crate::model::FormatKind::Jpeg).scan)(&crate::base::Input::from_bytes(&file)).unwrap();
    let copy = scan.plan(keep).unwrap().edits.apply(&file).unwrap();
    assert!(holds(&copy, b"Canon"));
    // A notice has a second part, which viewers show.
    let secrets = memchr::memmem::find_iter(&copy, SECRET).count();
    assert_eq!((secrets, holds(&copy, b"Canon; SECRETMAKE")), (1, true));
}

/// Every text that is kept.
fn texts(kept: &Kept) -> Vec<String> {
    kept.clone().texts_mut().into_iter().filter_map(|text| text.clone()).collect()
}
