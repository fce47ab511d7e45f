use super::*;
use crate::model::{Kept, Orientation, Value};
use crate::testing::riff::{chunk, webp};
use crate::testing::{self, refused_when_cut};

/// Data that no test here decodes.
const LOSSY: &[u8] = &[7; 10];
const LOSSLESS: &[u8] = b"\x2F\0\0\0\x10";

fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
    webp(&chunks.concat())
}

fn vp8x(flags: u8) -> Vec<u8> {
    chunk(b"VP8X", &[flags, 0, 0, 0, 1, 0, 0, 2, 0, 0])
}

fn lossy() -> Vec<u8> {
    chunk(b"VP8 ", LOSSY)
}

/// A frame with these chunks, and sixteen bytes of its own that are all ones.
fn frame(chunks: &[Vec<u8>]) -> Vec<u8> {
    chunk(b"ANMF", &[&[1; 16], &chunks.concat()[..]].concat())
}

fn animated(frames: &[Vec<u8>]) -> Vec<u8> {
    file(&[&[vp8x(0x02), chunk(b"ANIM", &[0, 0, 0, 0, 9, 9])], frames].concat())
}

fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    block.extend([0, orientation, 0, 0, 0, 0, 0, 0]);
    block
}

fn fresh_exif(orientation: u8) -> Vec<u8> {
    WebpValue::Exif(Box::new(ExifBlock::new(Orientation::new(orientation.into()), Kept::default()))).compose()
}

/// The copy of `bytes` is `clean`, which needs no more cleaning.
#[track_caller]
fn becomes(bytes: &[u8], clean: &[u8]) {
    testing::becomes(FormatKind::Webp, bytes, clean);
}

fn malformed(bytes: &[u8]) -> Malformed {
    testing::malformed(scan(&Input::from_bytes(bytes)))
}

#[test]
fn a_simple_file_stays_simple() {
    let clean = file(&[lossy()]);
    becomes(&clean, &clean);
    let metadata = [chunk(b"EXIF", &exif(1)), chunk(b"ICCP", b"no"), chunk(b"XMP ", b"<x>Nora</x>")];
    becomes(&file(&[vec![lossy()], metadata.to_vec()].concat()), &clean);
    becomes(&file(&[lossy(), chunk(b"EXIF", &exif(6))]), &file(&[lossy(), fresh_exif(6)]));
}

#[test]
fn lengths_and_flags_follow_from_what_stays() {
    let original = file(&[vp8x(0xFF), chunk(b"seCr", b"x"), lossy(), chunk(b"EXIF", &exif(1)), chunk(b"XMP ", b"<x>Nora</x>")]);
    becomes(&original, &file(&[vp8x(0x12), lossy()]));
}

/// libwebp does not look at anything that no flag announces.
#[test]
fn a_flag_is_cleared_and_never_set() {
    let announced = file(&[vp8x(0x0C), lossy(), chunk(b"EXIF", &exif(6))]);
    becomes(&announced, &file(&[vp8x(0x08), lossy(), fresh_exif(6)]));
    let silent = file(&[vp8x(0), lossy(), chunk(b"EXIF", &exif(6))]);
    becomes(&silent, &file(&[vp8x(0), lossy(), fresh_exif(6)]));
    becomes(&file(&[vp8x(0), chunk(b"ALPH", &[0]), lossy()]), &file(&[vp8x(0), chunk(b"ALPH", &[0]), lossy()]));
}

#[test]
fn reserved_bytes_are_zero_in_the_copy() {
    let header = chunk(b"VP8X", &[0xD1, 1, 2, 3, 1, 0, 0, 2, 0, 0]);
    becomes(&file(&[header, lossy()]), &file(&[vp8x(0x10), lossy()]));
    let mut reserved = animated(&[frame(&[lossy()])]);
    reserved[12 + 18 + 14 + 8 + 15] = 0xFF;
    let mut clean = reserved.clone();
    clean[12 + 18 + 14 + 8 + 15] = 0x03;
    becomes(&reserved, &clean);
}

#[test]
fn exif_counts_once_with_or_without_its_old_header() {
    let old = chunk(b"EXIF", &[b"Exif\0\0", &exif(3)[..]].concat());
    let original = file(&[vp8x(0x08), lossy(), old, chunk(b"EXIF", &exif(8))]);
    becomes(&original, &file(&[vp8x(0x08), lossy(), fresh_exif(3)]));
}

#[test]
fn a_profile_that_is_none_goes_and_takes_its_flag_along() {
    let original = file(&[vp8x(0x20), chunk(b"ICCP", b"Nora's monitor"), lossy()]);
    let said = scan(&Input::from_bytes(&original)).unwrap().fields;
    assert!(said.iter().any(|field| field.id == FieldId::Leftover(Leftover::Damaged)), "{said:?}");
    becomes(&original, &file(&[vp8x(0), lossy()]));
}

/// No decoder that shows WebP looks for a profile that no flag announces; one stayed, with whatever was in it.
#[test]
fn a_profile_that_no_flag_announces_goes() {
    let profile = chunk(b"ICCP", &testing::icc::grey(b"dmnd", b"text\0\0\0\0Nora Petit"));
    becomes(&file(&[vp8x(0), profile.clone(), lossy()]), &file(&[vp8x(0), lossy()]));
    becomes(&file(&[lossy(), profile]), &file(&[lossy()]));
}

#[test]
fn frames_keep_their_pictures_and_nothing_else() {
    let alpha = chunk(b"ALPH", &[1, 2, 3]);
    let strays = [chunk(b"seCr", b"Nora!"), chunk(b"EXIF", &exif(6)), chunk(b"ICCP", b"Nora"), chunk(b"RIFF", b"Nora")];
    let full = frame(&[&[alpha.clone(), lossy()], &strays[..]].concat());
    let original = animated(&[full, chunk(b"seCr", b"abc"), frame(&[chunk(b"VP8L", LOSSLESS)])]);
    becomes(&original, &animated(&[frame(&[alpha, lossy()]), frame(&[chunk(b"VP8L", LOSSLESS)])]));
}

#[test]
fn padding_is_zero_and_there_whatever_it_was() {
    let clean = file(&[chunk(b"VP8L", LOSSLESS)]);
    let mut stained = clean.clone();
    *stained.last_mut().unwrap() = b'N';
    becomes(&stained, &clean);
    // The length of the file may or may not include the missing byte.
    let mut missing = clean[..clean.len() - 1].to_vec();
    becomes(&missing, &clean);
    missing[4] -= 1;
    becomes(&missing, &clean);
    becomes(&[&missing[..], b"\0"].concat(), &clean);
}

#[test]
fn padding_that_is_missing_in_a_frame_is_put_there() {
    let unpadded = |picture: &[u8]| [&[1; 16][..], b"VP8L", &5_u32.to_le_bytes(), picture].concat();
    let inner = unpadded(LOSSLESS);
    let original = animated(&[chunk(b"ANMF", &inner), frame(&[lossy()])]);
    becomes(&original, &animated(&[frame(&[chunk(b"VP8L", LOSSLESS)]), frame(&[lossy()])]));
}

#[test]
fn bytes_behind_the_file_and_bytes_too_few_for_a_chunk_go() {
    let clean = file(&[vp8x(0), lossy()]);
    becomes(&[&clean[..], b"Nora's trailer"].concat(), &clean);
    becomes(&file(&[vp8x(0), lossy(), b"Nora".to_vec()]), &clean);
    let video = [&clean[..], b"\0\0\0\x18ftypisom"].concat();
    let said = scan(&Input::from_bytes(&video)).unwrap().fields;
    assert!(said.iter().any(|field| field.id == FieldId::Leftover(Leftover::Video)), "{said:?}");
}

#[test]
fn chunks_of_the_picture_out_of_order_are_refused() {
    let alpha = || chunk(b"ALPH", &[0]);
    let anim = || chunk(b"ANIM", &[0; 6]);
    let lossless = || chunk(b"VP8L", LOSSLESS);
    for chunks in [
        vec![chunk(b"seCr", b""), lossy()],
        vec![alpha(), lossy()],
        vec![vp8x(0), vp8x(0), lossy()],
        vec![vp8x(0), lossy(), lossy()],
        vec![vp8x(0), lossy(), alpha()],
        vec![vp8x(0), alpha(), alpha(), lossy()],
        vec![vp8x(0), alpha(), lossless()],
        vec![vp8x(2), frame(&[lossy()]), anim()],
        vec![vp8x(2), anim(), anim(), frame(&[lossy()])],
        vec![vp8x(2), anim(), frame(&[lossy()]), lossy()],
        vec![vp8x(2), lossy(), anim(), frame(&[lossy()])],
        vec![vp8x(2), anim(), frame(&[lossy(), lossy()])],
        vec![vp8x(2), anim(), frame(&[lossy(), alpha()])],
        vec![vp8x(2), anim(), frame(&[lossy(), frame(&[lossy()])])],
        vec![vp8x(2), anim(), frame(&[anim(), lossy()])],
        vec![vp8x(2), anim(), frame(&[vp8x(0), lossy()])],
    ] {
        assert_eq!(malformed(&file(&chunks)), Malformed::ChunkOrder, "{chunks:?}");
    }
}

/// Decoders read no further than the picture of a simple file: such a file was refused, although all viewers show it.
#[test]
fn what_follows_the_picture_of_a_simple_file_goes_whatever_it_is() {
    let anim = || chunk(b"ANIM", &[0; 6]);
    let (lossless, alpha) = (chunk(b"VP8L", LOSSLESS), chunk(b"ALPH", &[0]));
    for rest in [vec![lossless], vec![vp8x(0)], vec![anim(), frame(&[lossy()])], vec![lossy(), lossy()], vec![alpha]] {
        testing::becomes(FormatKind::Webp, &file(&[&[lossy()][..], &rest].concat()), &file(&[lossy()]));
    }
}

#[test]
fn a_file_or_a_frame_without_a_picture_is_refused() {
    for chunks in [vec![], vec![vp8x(0)], vec![vp8x(0), chunk(b"ALPH", &[0])], vec![vp8x(2), chunk(b"ANIM", &[0; 6])]] {
        assert_eq!(malformed(&file(&chunks)), Malformed::NoFrame, "{chunks:?}");
    }
    assert_eq!(malformed(&animated(&[frame(&[]), frame(&[lossy()])])), Malformed::NoFrame);
}

#[test]
fn chunks_of_fixed_length_have_that_length() {
    for chunks in [
        vec![chunk(b"VP8X", &[0; 12]), lossy()],
        vec![chunk(b"VP8X", &[0; 8]), lossy()],
        vec![vp8x(2), chunk(b"ANIM", &[0; 8]), frame(&[lossy()])],
        vec![vp8x(2), chunk(b"ANIM", &[0; 6]), chunk(b"ANMF", &[0; 15])],
        vec![vp8x(2), chunk(b"ANIM", &[0; 6]), chunk(b"ANMF", &[&[0; 16], &b"VP8 \x0B\0\0\0"[..], LOSSY].concat())],
    ] {
        assert_eq!(malformed(&file(&chunks)), Malformed::ChunkLength, "{chunks:?}");
    }
}

#[test]
fn every_cut_is_refused() {
    let whole = file(&[vp8x(0x08), chunk(b"ALPH", &[0]), lossy(), chunk(b"EXIF", &exif(6))]);
    refused_when_cut(&whole, scan);
}

#[test]
fn text_in_chunks_that_nobody_knows_is_told() {
    let scan = scan(&Input::from_bytes(&file(&[lossy(), chunk(b"IART", b"Nora Petit\0"), chunk(b"bin!", &[1, 2])]))).unwrap();
    let values: Vec<_> = scan.fields.iter().map(|field| field.value.clone()).collect();
    assert_eq!(values, [Value::Text("Nora Petit".into()), Value::Bytes(2)]);
}

/// `webp_anim_bg`: four letters were the colour behind an animation, which browsers do not show.
#[test]
fn the_colour_behind_an_animation_is_white_or_none() {
    let clean = animated(&[frame(&[lossy()])]);
    let mut planted = clean.clone();
    let at = planted.windows(4).position(|kind| kind == b"ANIM").unwrap() + 8;
    planted[at..at + 4].copy_from_slice(b"Nora");
    testing::becomes(FormatKind::Webp, &planted, &clean);
    // As img2webp, gif2webp and FFmpeg write it.
    planted[at..at + 4].fill(0xFF);
    testing::becomes(FormatKind::Webp, &planted, &planted);
}

/// libwebp goes by the picture in a frame, and the size of the frame was whatever it was.
#[test]
fn a_frame_is_as_large_as_the_picture_in_it() {
    for picture in [chunk(b"VP8 ", b"\x10\0\0\x9D\x01\x2A\x05\0\x07\0\0\0"), chunk(b"VP8L", b"\x2F\x04\x80\x01\0\0\0\0\0\0")] {
        let with = |size: [u8; 6]| {
            let mut header = [1; 16];
            header[6..12].copy_from_slice(&size);
            animated(&[chunk(b"ANMF", &[&header[..], &picture].concat())])
        };
        testing::becomes(FormatKind::Webp, &with([9; 6]), &with([4, 0, 0, 6, 0, 0]));
    }
}
