use super::*;
use crate::containers::gif::compose_sub_blocks;
use crate::testing::gif::{IMAGE, SCREEN, file};
use crate::testing::{self, clean, refused_when_cut};

const CONTROL: &[u8] = b"!\xF9\x04\x04\x0A\0\0\0";
const LOOP: &[u8] = b"!\xFF\x0BNETSCAPE2.0\x03\x01\x05\0\0";

fn extension(label: u8, data: &[u8]) -> Vec<u8> {
    [&[b'!', label][..], &compose_sub_blocks(data)].concat()
}

fn application(name: &[u8; 11], data: &[u8]) -> Vec<u8> {
    [&[b'!', 0xFF, 11], &name[..], &compose_sub_blocks(data)].concat()
}

/// The copy of `bytes` is `clean`, which needs no more cleaning.
#[track_caller]
fn becomes(bytes: &[u8], clean: &[u8]) {
    testing::becomes(FormatKind::Gif, bytes, clean);
}

fn malformed(bytes: &[u8]) -> Malformed {
    testing::malformed(scan(&Input::from_bytes(bytes)))
}

fn texts(bytes: &[u8]) -> Vec<(String, Option<String>)> {
    let scan = clean(FormatKind::Gif, bytes).unwrap().scan;
    scan.fields().iter().map(|field| (field.id.name(), field.value.text().map(Into::into))).collect()
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
    let said = texts(&full);
    for text in ["Rue du Secret", "Nora was here", "Nora"] {
        assert!(said.iter().any(|(_, value)| value.as_deref() == Some(text)), "{said:?}");
    }
    becomes(&[&full[..], b"trailer"].concat(), &clean);
}

/// Of four colours, whose table is its own or that of the file.
#[test]
fn colours_that_no_point_has_become_black() {
    const SHARED: &[u8] = b"GIF89a\x02\0\x01\0\x91\0\0";
    const ALONE: &[u8] = b",\0\0\0\0\x02\0\x01\0\x81";
    const PLACE: &[u8] = b",\0\0\0\0\x02\0\x01\0\0";
    // The first colour and the second.
    const POINTS: &[u8] = b"\x02\x02\x44\x0A\0";
    let planted = [SHARED, b"RGBrgbNora B", PLACE, POINTS, ALONE, b"RGBrgbeispie", POINTS, b";"].concat();
    let black = b"RGBrgb\0\0\0\0\0\0";
    becomes(&planted, &[SHARED, black, PLACE, POINTS, ALONE, black, POINTS, b";"].concat());
    // The colour behind all images is the first.
    let unused = [SCREEN, ALONE, black, POINTS, b";"].concat();
    becomes(&unused, &[&SCREEN[..16], &[0; 3], ALONE, black, POINTS, b";"].concat());
    // Where points are missing, decoders choose.
    let cut = [SHARED, b"RGBrgbNora B", PLACE, b"\x02\x02\x44\x01\0;"].concat();
    becomes(&cut, &cut);
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

/// Whoever knew where to look read a byte of each image, and of what stands before it.
#[test]
fn what_no_decoder_asks_of_a_descriptor_or_a_control_extension_goes() {
    let with = |image: u8, control: u8, colour: u8| {
        let (mut last, mut before) = (IMAGE.to_vec(), CONTROL.to_vec());
        last[9] = image;
        (before[3], before[6]) = (control, colour);
        file(&[&before, &last, &before, &last])
    };
    becomes(&with(0x3F, 0xEA, 9), &with(0, 0x08, 0));
    becomes(&with(0x40, 0x09, 1), &with(0x40, 0x09, 1));
    let table = [&b",\0\0\0\0\x02\0\x01\0\xB9"[..], &[7; 12], b"\x02\x02\x44\x01\0"].concat();
    let mut plain = file(&[&table]);
    plain[SCREEN.len() + 9] = 0x81;
    // No point has the second colour of the screen.
    plain[SCREEN.len() - 3..SCREEN.len()].fill(0);
    becomes(&file(&[&table]), &plain);
}

#[test]
fn what_no_decoder_asks_of_the_screen_goes() {
    let with = |flags: u8, background: u8, proportions: u8| {
        let mut file = file(&[IMAGE]);
        file[10..13].copy_from_slice(&[flags, background, proportions]);
        file
    };
    becomes(&with(0xB8, 1, 49), &with(0xF0, 1, 0));
    becomes(&with(0x80, 1, 0), &with(0x80, 1, 0));
    let table = b",\0\0\0\0\x02\0\x01\0\x80RGBrgb\x02\x02\x44\x01\0;";
    let alone = |flags, background| [&b"GIF89a\x02\0\x01\0"[..], &[flags, background, 0], table].concat();
    becomes(&alone(0x2B, 7), &alone(0x70, 0));
    becomes(&alone(0x03, 0), &alone(0, 0));
}

#[test]
fn xmp_is_read_as_it_stands_and_in_sub_blocks() {
    let packet = br#"<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Nora Petit</dc:creator></x:xmpmeta>"#;
    let magic: Vec<u8> = [1].into_iter().chain((0..=255).rev()).chain([0]).collect();
    let raw = [&b"!\xFF\x0BXMP DataXMP"[..], packet, &magic].concat();
    for xmp in [raw, application(b"XMP DataXMP", packet)] {
        let bytes = file(&[&xmp, IMAGE]);
        assert!(texts(&bytes).contains(&("XMP dc:creator".to_owned(), Some("Nora Petit".to_owned()))));
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
    refused_when_cut(&whole[..whole.len() - 1], scan);
}

/// A picture of one pixel, and nothing after its last sub-block.
#[test]
fn a_terminator_that_is_missing_is_written_where_the_picture_is_whole() {
    let pixel = [&b",\0\0\0\0\x01\0"[..], &IMAGE[7..]].concat();
    let mut whole = file(&[CONTROL, &pixel, CONTROL, &pixel]);
    // It has the first of two colours.
    whole[SCREEN.len() - 3..SCREEN.len()].fill(0);
    for missing in [1, 2] {
        let cut = &whole[..whole.len() - missing];
        let cleaned = clean(FormatKind::Gif, cut).unwrap();
        assert!(cleaned.copy == whole && cleaned.plan.made_whole);
    }
    assert!(!clean(FormatKind::Gif, &whole).unwrap().plan.made_whole);
    let two = file(&[CONTROL, IMAGE]);
    assert_eq!(malformed(&two[..two.len() - 2]), Malformed::CutOff);
}

#[test]
fn what_is_cut_off_or_no_block_behind_the_picture_goes() {
    let whole = file(&[CONTROL, IMAGE]);
    let comment = extension(0xFE, b"Rue du Secret");
    for behind in [&comment[..6], &comment[..2], b"Rue du Secret", b"\x7F;,\0"] {
        becomes(&[&whole[..whole.len() - 1], behind].concat(), &whole);
    }
}

/// `g03_frame_outside`: a second picture lay at 60,000 to the right and below.
#[test]
fn an_image_outside_the_canvas_goes_and_its_time_stays() {
    let placed = |left: u16, top: u16| {
        let mut image = IMAGE.to_vec();
        image[1..3].copy_from_slice(&left.to_le_bytes());
        image[3..5].copy_from_slice(&top.to_le_bytes());
        image
    };
    let [width, height] = [u16::from_le_bytes([SCREEN[6], SCREEN[7]]), u16::from_le_bytes([SCREEN[8], SCREEN[9]])];
    let unseen = [GifValue::Outside([width, height]).compose(), vec![0]].concat();
    for outside in [placed(60_000, 60_000), placed(width, 0), placed(0, height)] {
        for rest in [&[IMAGE][..], &[]] {
            let with = |image: &[u8]| file(&[&[CONTROL, IMAGE, CONTROL, image], rest].concat());
            testing::tells_and_becomes(FormatKind::Gif, &with(&outside), &with(&unseen));
        }
    }
    // The first one makes the canvas as large as it is itself, and is on it even without a point: its copy was refused.
    let mut pointless = placed(60_000, 0);
    pointless[5..9].fill(0);
    for first in [placed(60_000, 60_000), pointless] {
        let first = file(&[&first, IMAGE]);
        becomes(&first, &first);
    }
}
