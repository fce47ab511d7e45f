use super::*;
use crate::edit::{EditList, Piece};
use crate::plan::plan;

const SCREEN: &[u8] = b"GIF89a\x02\0\x01\0\x80\0\0RGBrgb";
const IMAGE: &[u8] = b",\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x01\0";
const CONTROL: &[u8] = b"!\xF9\x04\x04\x0A\0\0\0";
const LOOP: &[u8] = b"!\xFF\x0BNETSCAPE2.0\x03\x01\x05\0\0";

fn file(blocks: &[&[u8]]) -> Vec<u8> {
    [SCREEN, &blocks.concat(), b";"].concat()
}

fn extension(label: u8, data: &[u8]) -> Vec<u8> {
    [&[b'!', label][..], &compose_sub_blocks(data)].concat()
}

fn application(name: &[u8; 11], data: &[u8]) -> Vec<u8> {
    [&[b'!', 0xFF, 11], &name[..], &compose_sub_blocks(data)].concat()
}

fn scanned(bytes: &[u8]) -> Scan {
    let scan = scan(&Input::from_bytes(bytes)).unwrap();
    assert!(scan.is_total());
    scan
}

fn copy(bytes: &[u8]) -> Vec<u8> {
    let scan = scanned(bytes);
    let edits = EditList::from_plan(&scan, &plan(&scan, crate::policy::Keep::NOTHING).unwrap(), compose).unwrap();
    let mut copy = Vec::new();
    for piece in edits.pieces() {
        match piece {
            Piece::Kept(span) => copy.extend(&bytes[span.start as usize..span.end() as usize]),
            Piece::Written(bytes) => copy.extend(bytes),
            Piece::Filled(value, len) => copy.extend(vec![value; len as usize]),
        }
    }
    copy
}

/// The copy of `bytes` is `clean`, and that one needs no cleaning.
fn becomes(bytes: &[u8], clean: &[u8]) {
    assert_eq!(copy(bytes), clean);
    assert!(plan(&scanned(clean), crate::policy::Keep::NOTHING).unwrap().is_empty());
}

fn malformed(bytes: &[u8]) -> Malformed {
    match scan(&Input::from_bytes(bytes)) {
        Err(Error::Malformed { what, .. }) => what,
        other => panic!("{other:?}"),
    }
}

fn texts(scan: &Scan) -> Vec<(String, Option<String>)> {
    scan.fields.iter().map(|field| (field.id.name(), field.value.shown())).collect()
}

#[test]
fn what_shows_the_picture_stays_and_the_rest_goes() {
    let clean = file(&[LOOP, CONTROL, IMAGE, CONTROL, IMAGE]);
    becomes(&clean, &clean);
    let comment = extension(0xFE, b"Rue du Secret");
    let plain = [&b"!\x01\x0C"[..], &[0; 12], b"\x04Nora\0"].concat();
    let unknown = extension(0x42, b"Nora was here");
    let office = application(b"MSOFFICE9.0", b"Nora");
    let full = file(&[&comment, LOOP, &office, CONTROL, &plain, IMAGE, &unknown, CONTROL, IMAGE, &comment]);
    let said = texts(&scanned(&full));
    for text in ["Rue du Secret", "Nora was here", "Nora"] {
        assert!(said.iter().any(|(_, value)| value.as_deref() == Some(text)), "{said:?}");
    }
    becomes(&[&full[..], b"trailer"].concat(), &clean);
}

#[test]
fn the_loop_count_is_written_anew() {
    let buffered = b"!\xFF\x0BNETSCAPE2.0\x05\x02Nora\x05\x01\x05\0hi\0";
    becomes(&file(&[buffered, IMAGE]), &file(&[LOOP, IMAGE]));
    let other = b"!\xFF\x0BANIMEXTS1.0\x03\x01\0\0\0";
    becomes(&file(&[other, IMAGE]), &file(&[other, IMAGE]));
    becomes(&file(&[b"!\xFF\x0BNETSCAPE2.0\x05\x02Nora\0", IMAGE]), &file(&[IMAGE]));
}

#[test]
fn a_control_extension_stays_where_a_picture_follows() {
    let plain = extension(0x01, b"Nora");
    becomes(&file(&[CONTROL, &plain, CONTROL, IMAGE, CONTROL, &plain]), &file(&[CONTROL, IMAGE]));
    for control in [&b"!\xF9\0"[..], b"!\xF9\x05abcde\0", b"!\xF9\x04abcd\x04Nora\0"] {
        assert_eq!(malformed(&file(&[control, IMAGE])), Malformed::ChunkLength);
    }
}

#[test]
fn xmp_is_read_as_it_stands_and_in_sub_blocks() {
    let packet = br#"<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Nora Petit</dc:creator></x:xmpmeta>"#;
    let magic: Vec<u8> = [1].into_iter().chain((0..=255).rev()).chain([0]).collect();
    let raw = [&b"!\xFF\x0BXMP DataXMP"[..], packet, &magic].concat();
    for xmp in [raw, application(b"XMP DataXMP", packet)] {
        let bytes = file(&[&xmp, IMAGE]);
        assert!(texts(&scanned(&bytes)).contains(&("XMP dc:creator".to_owned(), Some("Nora Petit".to_owned()))));
        becomes(&bytes, &file(&[IMAGE]));
    }
}

#[test]
fn a_profile_that_is_none_goes() {
    for data in [&b""[..], b"Nora's monitor"] {
        becomes(&file(&[&application(b"ICCRGBG1012", data), IMAGE]), &file(&[IMAGE]));
    }
}

#[test]
fn zeros_between_blocks_go_and_a_missing_trailer_is_written() {
    let clean = file(&[CONTROL, IMAGE]);
    becomes(&file(&[b"\0\0", CONTROL, b"\0", IMAGE, b"\0"]), &clean);
    becomes(&clean[..clean.len() - 1], &clean);
    becomes(&[&clean[..clean.len() - 1], b"\0\0"].concat(), &clean);
}

#[test]
fn a_file_without_a_picture_is_refused() {
    assert_eq!(malformed(&file(&[])), Malformed::NoFrame);
    assert_eq!(malformed(&file(&[&extension(0xFE, b"Nora"), CONTROL])), Malformed::NoFrame);
    assert_eq!(malformed(SCREEN), Malformed::NoFrame);
}

#[test]
fn every_cut_but_that_of_the_trailer_is_refused() {
    let whole = file(&[LOOP, CONTROL, IMAGE]);
    for len in 0..whole.len() - 1 {
        assert!(scan(&Input::from_bytes(&whole[..len])).is_err(), "{len}");
    }
}
