use data_encoding::HEXLOWER;

use super::*;
use crate::testing::bmff::boxed;
use crate::testing::{self, WORD, clean, holds, tiff};

/// Eight by eight pixels of one colour, and the same with a profile of the day it was made, as written by libjxl.
const BARE: &str = "ff0a4140407121080201005c004b188b15c24902e605220018f2a9940000000000000000";
const WITH_PROFILE: &str = "\
     ff0a4140086f0d0312e601505349589109ceeb986fbfd7321f6296851631624b2c70c83cf511f6bc595410d048087746dc197786\
     c4eada0959ad56974e3880aca3ad33027cc573d5ecb8c68a3c560006fc5f585af13587a5ae1357b9ecace4a110a0686d2a2b9d66\
     aacb6f797fc9f9111dc8651ddf00475f617365534f51e9b0006b67cb004d654b4b5973a8bd56ce27aad334ce52019eeaedbfffce\
     53ded63b81f60be9bfffee1beabffff62b82592e14f85afb1604c1adc32c0442fa817d09505b87a0d80bf4d6035c6c96f9ea0c4d\
     4da8bc27d89ac19d4261e5e628aa6ccb8709d051af20e50e326d4233d5408ce6eb2207080201005c004b188b15c24902e6052200\
     18f2a9940000000000000000";

fn bare() -> Vec<u8> {
    HEXLOWER.decode(BARE.as_bytes()).unwrap()
}

fn with_profile() -> Vec<u8> {
    HEXLOWER.decode(WITH_PROFILE.as_bytes()).unwrap()
}

/// A container of these boxes.
fn file(boxes: &[Vec<u8>]) -> Vec<u8> {
    [boxed(b"JXL ", b"\r\n\x87\n"), boxed(b"ftyp", &value::FILE_TYPE), boxes.concat()].concat()
}

/// The codestream in pieces that end at these offsets.
fn in_pieces(codestream: &[u8], ends: &[usize]) -> Vec<Vec<u8>> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for (index, &end) in ends.iter().chain([&codestream.len()]).enumerate() {
        let last = if end == codestream.len() { 0x80 } else { 0 };
        pieces.push(boxed(b"jxlp", &[&[last, 0, 0, index as u8], &codestream[start..end]].concat()));
        start = end;
    }
    pieces
}

fn cleaned(bytes: &[u8]) -> Vec<u8> {
    testing::cleaned(FormatKind::Jxl, bytes)
}

#[track_caller]
fn becomes(bytes: &[u8], copy: &[u8]) {
    testing::tells_and_becomes(FormatKind::Jxl, bytes, copy);
}

fn picture() -> Vec<u8> {
    boxed(b"jxlc", &bare())
}

#[test]
fn a_word_in_any_box_goes() {
    let exif = [&[0; 4][..], &tiff::artist()].concat();
    // A stored block of Brotli: 16-bit window, 28 unchanged bytes, the end (RFC 7932, 9.2).
    let packed = [&b"Exif"[..], &[0x60, 0x03, 0x03], WORD, &[0x03]].concat();
    for other in [
        boxed(b"Exif", &exif),
        boxed(b"xml ", WORD),
        boxed(b"jumb", WORD),
        boxed(b"brob", &packed),
        boxed(b"brob", WORD),
        boxed(b"jbrd", WORD),
        boxed(b"uuid", &[&[7; 16], WORD].concat()),
        boxed(b"abcd", WORD),
        boxed(b"free", WORD),
        boxed(b"jxll", WORD),
        boxed(b"jxli", WORD),
        boxed(b"jxli", &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1]),
        boxed(b"jhgm", WORD),
    ] {
        becomes(&file(&[other.clone(), picture()]), &file(&[picture()]));
        becomes(&file(&[picture(), other]), &file(&[picture()]));
    }
}

/// Numbers of ISO 21496-1 that change nothing.
const ONES: [u8; 56] = *b"\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\
    \0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01";

/// A gain map with these numbers, and colours.
fn gain_map(numbers: &[u8; 56], colours: &[u8]) -> Vec<u8> {
    boxed(b"jhgm", &[&[0, 0, 61, 0, 0, 0, 0, 0x40][..], numbers, &[colours.len() as u8], colours, &[0; 4], &bare()].concat())
}

/// The numbers of pieces, and those in a gain map, could be any.
#[test]
fn what_is_counted_is_written_anew() {
    let pieces = in_pieces(&bare(), &[25, 30]);
    let numbered: Vec<Vec<u8>> =
        pieces.iter().zip(WORD.chunks(4)).map(|(piece, word)| [&piece[..8], word, &piece[12..]].concat()).collect();
    becomes(&file(&numbered), &file(&pieces));
    let empty = boxed(b"jxlp", &[0, 0, 0, 1]);
    becomes(&file(&[pieces[0].clone(), empty, numbered[1].clone(), numbered[2].clone()]), &file(&pieces));
    let mut fractions = ONES;
    fractions[..8].copy_from_slice(b"NoraNora");
    becomes(&file(&[picture(), gain_map(&fractions, &[0x01])]), &file(&[picture(), gain_map(&ONES, &[0x01])]));
}

/// Nothing but the names of colours fits there.
#[test]
fn a_gain_map_has_the_colours_that_its_numbers_name() {
    let srgb = [0x01];
    for behind in [&b"Nora"[..], &[0; 3]] {
        becomes(&file(&[picture(), gain_map(&ONES, &[&srgb[..], behind].concat())]), &file(&[picture(), gain_map(&ONES, &srgb)]));
    }
    // A white point of its own, a profile, no colours at all.
    for other in [&b"Nora Petit, Lyon"[..], &[0x02], &[0x48, 0x00, 0x00, 0x00, 0x00]] {
        becomes(&file(&[picture(), gain_map(&ONES, other)]), &file(&[picture()]));
    }
}

/// A decoder of such a copy says that the second box has to be `ftyp`.
#[test]
fn a_file_is_of_its_type() {
    let start = boxed(b"JXL ", b"\r\n\x87\n");
    for strange in [boxed(b"ftyp", b"jxl Norajxl "), boxed(b"ftyp", b"jxl \0\0\0\0jxl Nora"), Vec::new()] {
        assert_eq!(cleaned(&[start.clone(), strange, picture()].concat()), file(&[picture()]));
    }
}

#[test]
fn what_follows_the_codestream_goes() {
    becomes(&[&bare(), WORD].concat(), &bare());
    becomes(&file(&[boxed(b"jxlc", &[&bare(), WORD].concat())]), &file(&[picture()]));
    becomes(&file(&[picture(), WORD.to_vec()]), &file(&[picture()]));
    let pieces = in_pieces(&bare(), &[25, 30]);
    let more = boxed(b"jxlp", &[&[0x80, 0, 0, 9], WORD].concat());
    becomes(&file(&[pieces.concat(), more]), &file(&pieces));
}

#[test]
fn a_profile_is_written_anew_wherever_the_codestream_is_cut() {
    let whole = cleaned(&with_profile());
    becomes(&with_profile(), &whole);
    assert!(!holds(&whole, b"lcms"));
    let header = clean(FormatKind::Jxl, &with_profile()).unwrap().scan.regions()[0].0.len as usize;
    for ends in [vec![3], vec![header], vec![header + 4], vec![10, 20, header + 1]] {
        let copy = cleaned(&file(&in_pieces(&with_profile(), &ends)));
        becomes(&file(&in_pieces(&with_profile(), &ends)), &copy);
        let pieces = bmff::top(&Input::from_bytes(&copy), &KNOWN).unwrap();
        let body = |inner: &BmffBox| copy[inner.body().start as usize + 4..inner.span.end() as usize].to_vec();
        assert_eq!(pieces.all(*b"jxlp").flat_map(body).collect::<Vec<u8>>(), whole, "{ends:?}");
    }
}

#[test]
fn what_decoders_need_stays() {
    for boxes in [
        vec![picture()],
        in_pieces(&bare(), &[30]),
        vec![boxed(b"jxll", &[10]), picture()],
        vec![picture(), gain_map(&ONES, &[0x01])],
        vec![picture(), gain_map(&ONES, &[])],
    ] {
        assert_eq!(cleaned(&file(&boxes)), file(&boxes));
    }
}

#[test]
fn a_cut_file_is_an_error() {
    for bytes in [bare(), file(&[picture()])] {
        for len in 0..bytes.len() {
            // Zeros at the end of the last group may be cut off unnoticed.
            assert!(clean(FormatKind::Jxl, &bytes[..len]).is_err(), "{len}");
        }
    }
}
