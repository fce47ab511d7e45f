use super::*;
use crate::testing::png::{chunk, picture};

/// A PNG of this palette, and perhaps with a text.
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

/// A palette is kept as it is, and no parser looks into it for names: only the search does.
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

/// A GIF that is shown `count` times.
fn gif(count: u8) -> Vec<u8> {
    let head = b"GIF89a\x01\0\x01\0\x80\0\0RGBrgb!\xFF\x0BNETSCAPE2.0\x03\x01";
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
