mod copies;

use super::*;
use crate::testing::jpeg::{EOI, SOI, frame, scan, segment};
use crate::testing::png::{chunk, picture, stream};

/// A PNG with this palette, and perhaps with a text.
fn png(palette: &[u8], text: Option<&str>) -> Vec<u8> {
    let text = text.map(|text| chunk(b"tEXt", format!("Author\0{text}").as_bytes())).unwrap_or_default();
    picture(&[0, 0, 0, 1, 0, 0, 0, 1, 8, 3, 0, 0, 0], &[chunk(b"PLTE", palette), text])
}

fn judge(original: &[u8], copy: &[u8], depth: Depth) -> Result<(), Doubt> {
    let input = Input::from_bytes(original);
    let scan = AnyScan::Png(formats::png::scan(&input).unwrap());
    verify(&Original::new(&input, &scan), &Input::from_bytes(copy), depth)
}

#[test]
fn a_right_copy_is_believed() {
    judge(&png(b"abcdef", Some("Nora Petit")), &png(b"abcdef", None), Depth::Full).unwrap();
}

#[test]
fn what_was_left_behind_is_named() {
    let original = png(b"abcdef", Some("Nora Petit"));
    let doubt = judge(&original, &original, Depth::Always).unwrap_err();
    assert!(matches!(doubt, Doubt::StillThere { id: FieldId::PngText(ref keyword), .. } if keyword == "Author"), "{doubt:?}");
}

/// The palette of a picture that cannot be read is kept as it is, and no parser looks for names in it: only the search does.
#[test]
fn a_removed_text_in_kept_bytes_is_found() {
    let original = png(b"Nora Petit11", Some("Nora Petit"));
    let doubt = judge(&original, &png(b"Nora Petit11", None), Depth::Always).unwrap_err();
    assert!(matches!(doubt, Doubt::Needle { id: FieldId::PngText(_) }), "{doubt:?}");
    let wide: Vec<u8> = "Nora Pet".encode_utf16().flat_map(u16::to_be_bytes).chain(*b"xy").collect();
    let original = png(&wide, Some("Nora Pet"));
    assert!(matches!(judge(&original, &png(&wide, None), Depth::Always), Err(Doubt::Needle { .. })));
}

#[test]
fn another_palette_is_another_picture() {
    let doubt = judge(&png(b"abcdef", None), &png(b"abcdeg", None), Depth::Always).unwrap_err();
    assert!(matches!(doubt, Doubt::MediaChanged { .. }), "{doubt:?}");
    assert!(judge(&png(b"abcdef", None), &png(b"abcdefghi", None), Depth::Always).is_err());
}

#[test]
fn a_copy_of_another_format_or_of_none_is_not_believed() {
    let original = png(b"abcdef", None);
    for copy in [&b""[..], &[0xFF, 0xD8, 0xFF, 0xD9], &original[..original.len() - 1]] {
        assert!(judge(&original, copy, Depth::Always).is_err());
    }
}

/// A GIF that plays `count` times.
fn gif(count: u8) -> Vec<u8> {
    let head = b"GIF89a\x01\0\x01\0\x80\0\0RGB\0\0\0!\xFF\x0BNETSCAPE2.0\x03\x01";
    [&head[..], &[count], b"\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;"].concat()
}

/// The copy is as final as the original; only the value differs.
#[test]
fn another_value_is_noticed() {
    let original = gif(3);
    let input = Input::from_bytes(&original);
    let scan = AnyScan::Gif(formats::gif::scan(&input).unwrap());
    let judge = |copy: &[u8]| verify(&Original::new(&input, &scan), &Input::from_bytes(copy), Depth::Pixels);
    judge(&original).unwrap();
    assert!(matches!(judge(&gif(4)), Err(Doubt::MediaChanged { .. })));
}

/// The pictures differ only where nothing but a decoder looks: in the original itself.
#[test]
fn pixels_are_compared_where_that_was_asked_for() {
    // A pixel of the first colour, stored.
    let pixel = b"\x78\x01\x01\x02\0\xFD\xFF\0\0\0\x02\0\x01";
    let coloured = |palette| {
        let header = chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 3, 0, 0, 0]);
        stream(&[header, chunk(b"PLTE", palette), chunk(b"IDAT", pixel), chunk(b"IEND", &[])])
    };
    let (other, same) = (coloured(b"abc\0\0\0"), coloured(b"ghi\0\0\0"));
    let scan = AnyScan::Png(formats::png::scan(&Input::from_bytes(&same)).unwrap());
    let original = Input::from_bytes(&other);
    let judge = |depth| verify(&Original::new(&original, &scan), &Input::from_bytes(&same), depth);
    judge(Depth::Full).unwrap();
    assert!(judge(Depth::Pixels).is_err());
}

const TEXT: &str = "Nora Petit, 12 rue des Lilas";

/// A JPEG with these coded data, and perhaps with a comment.
fn jpeg(comment: Option<&str>, coded: &[u8]) -> Vec<u8> {
    let comment = comment.map(|text| segment(0xFE, text.as_bytes())).unwrap_or_default();
    [SOI, &comment, &frame(), &scan(coded), EOI].concat()
}

fn scanned(input: &Input<'_>) -> AnyScan {
    AnyScan::Jpeg(formats::jpeg::scan(input).unwrap())
}

fn judge_jpeg(original: &[u8], copy: &[u8], depth: Depth) -> Result<(), Doubt> {
    let input = Input::from_bytes(original);
    verify(&Original::new(&input, &scanned(&input)), &Input::from_bytes(copy), depth)
}

#[test]
fn another_byte_of_coded_data_is_another_picture() {
    let original = jpeg(Some("Nora"), &[1, 2, 3]);
    for depth in [Depth::Always, Depth::Full] {
        judge_jpeg(&original, &jpeg(None, &[1, 2, 3]), depth).unwrap();
        for other in [&[1, 2, 4][..], &[1, 2], &[1, 2, 3, 4]] {
            let doubt = judge_jpeg(&original, &jpeg(None, other), depth).unwrap_err();
            assert!(matches!(doubt, Doubt::MediaChanged { .. }), "{doubt:?}");
        }
    }
}

/// The kernel copied them: they are read again only on request.
#[test]
fn media_above_64_mib_are_compared_where_that_was_asked_for() {
    let coded = |last| [&vec![1; 64 << 20][..], &[last]].concat();
    let (original, copy) = (jpeg(None, &coded(2)), jpeg(None, &coded(3)));
    judge_jpeg(&original, &copy, Depth::Always).unwrap();
    assert!(matches!(judge_jpeg(&original, &copy, Depth::Full), Err(Doubt::MediaChanged { .. })));
}

#[test]
fn a_removed_text_in_coded_data_is_a_doubt_until_they_are_decoded() {
    let coded = [&[0x80; 9], TEXT.as_bytes(), &[0x80; 9]].concat();
    let original = jpeg(Some(TEXT), &coded);
    assert!(matches!(judge_jpeg(&original, &jpeg(None, &coded), Depth::Always), Err(Doubt::NotDecoded)));
    let input = Input::from_bytes(&original);
    assert!(asks(&input, &scanned(&input)).unwrap());
    // These are not a picture: nobody can tell where they end.
    let looked = looked_into(&input, scanned(&input), Depth::Always);
    assert!(matches!(looked, Err(Error::Unsupported { what: Unsupported::CodedEnd, .. })), "{looked:?}");
}

/// Any short run of bytes occurs in a picture by chance.
#[test]
fn a_short_removed_text_in_coded_data_is_chance() {
    let coded = [&[0x80; 9], &b"Nora Petit"[..], &[0x80; 9]].concat();
    judge_jpeg(&jpeg(Some("Nora Petit"), &coded), &jpeg(None, &coded), Depth::Full).unwrap();
}

#[test]
fn coded_data_that_ask_for_nothing_are_decoded_at_a_greater_depth() {
    let one_code = |class| segment(0xC4, &[&[class, 1][..], &[0; 16]].concat());
    let tables = [segment(0xDB, &[&[0][..], &[1; 64]].concat()), segment(0xC0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0])].concat();
    let grey = [SOI, &tables, &one_code(0), &one_code(0x10), &scan(&[0x3F]), EOI].concat();
    let input = Input::from_bytes(&grey);
    assert!(!asks(&input, &scanned(&input)).unwrap());
    for (depth, decoded) in [(Depth::Always, false), (Depth::Full, true), (Depth::Pixels, true)] {
        assert_eq!(looked_into(&input, scanned(&input), depth).unwrap().is_decoded(), decoded);
    }
}

/// What comes after coded data can be the end of a text that begins in them.
#[test]
fn a_text_that_ends_behind_coded_data_asks_for_decoding_them() {
    let coded = [&[0x80; 9], &b"Nora (Lyon)"[..]].concat();
    for (text, asked) in [("Nora (Lyon)\u{FF}\u{D9}", true), ("Nora (Lyon)\u{FF}\u{D8}", false)] {
        let original = jpeg(Some(text), &coded);
        let input = Input::from_bytes(&original);
        assert_eq!(asks(&input, &scanned(&input)).unwrap(), asked, "{text}");
    }
}

/// `jpg_scan_tail12`: a few letters behind the last block were none of a text that is long enough anywhere else.
#[test]
fn a_few_letters_at_the_end_of_coded_data_ask_for_decoding_them() {
    for (end, asked) in [(&b"Nora P"[..], true), (b"48.85,", true), (b"Nora \x80", false), (b"Nora (", false)] {
        let original = jpeg(None, &[&[0x80; 9], end].concat());
        let input = Input::from_bytes(&original);
        assert_eq!(asks(&input, &scanned(&input)).unwrap(), asked, "{end:?}");
    }
}

/// `png_idat_tail8`: four of eight letters stood where the checksum of a stream does.
#[test]
fn letters_in_the_place_of_a_checksum_ask_for_decoding_too() {
    let header = [0, 0, 0, 4, 0, 0, 0, 2, 8, 0, 0, 0, 0];
    for (end, asked) in [(&b""[..], false), (b"Nora Bei", true), (b"Nora P", true), (b"Nor", false)] {
        let data = [&crate::blocks::zlib::deflate(&[0; 10]).unwrap()[..], end].concat();
        let original = stream(&[chunk(b"IHDR", &header), chunk(b"IDAT", &data), chunk(b"IEND", &[])]);
        let input = Input::from_bytes(&original);
        let scan = AnyScan::Png(formats::png::scan(&input).unwrap());
        assert_eq!(asks(&input, &scan).unwrap(), asked, "{end:?}");
    }
}

/// Nothing in a frame header calls for decoding: it is compared all the same.
#[test]
fn another_size_in_the_frame_is_another_picture() {
    let original = jpeg(None, &[1, 2, 3]);
    let mut copy = original.clone();
    let height = SOI.len() + 6;
    assert_eq!(copy.get(height), Some(&1));
    copy[height] = 2;
    assert!(matches!(judge_jpeg(&original, &copy, Depth::Always), Err(Doubt::MediaChanged { .. })));
}
