//! DNG files.

use super::*;

#[test]
fn a_raw_photo_keeps_its_colours_and_every_camera_is_called_camera() {
    let root = |name: (u32, u32)| {
        let mut entries = vec![(0xFE, 4, 1, 1), (0x112, 3, 1, 6), (0x14A, 4, 1, 300), (0xC612, 1, 4, 0x0104)];
        entries.extend([(0xC614, 2, name.0, name.1), (0xC65A, 3, 1, 21)]);
        entries
    };
    let raw = grey(700, &[(0x828D, 3, 2, 0x0002_0002), (0xC61D, 3, 1, 255)]);
    let mut old = root((14, 600));
    old.extend([
        (0x100, 3, 1, 2),
        (0x101, 3, 1, 2),
        (0x111, 4, 1, 704),
        (0x117, 4, 1, 4),
        (0xC65D, 1, 16, 620),
        (0xC6F8, 2, 6, 640),
    ]);
    old.sort_unstable();
    let bytes = Builder::new()
        .directory(8, &old, 0)
        .directory(300, &raw, 0)
        .bytes(600, b"Lumora Secret\0")
        .bytes(620, b"0123456789abcdef")
        .bytes(640, b"Vivid\0")
        .bytes(700, b"abcdNORA");
    let (copy, told) = cleaned(&bytes.0);
    let expected = Builder::new().directory(8, &root((7, 600)), 0).directory(300, &raw, 0).bytes(600, b"Camera\0");
    assert_eq!(copy, expected.bytes(700, b"abcd").0);
    for finding in ["camera UniqueCameraModel", "id RawDataUniqueID", "camera ProfileName", "preview StripOffsets"] {
        assert!(told.iter().any(|told| told == finding), "{finding}: {told:?}");
    }
}

/// A raw converter can be asked to use it.
#[test]
fn the_profile_of_a_raw_photo_stays_and_says_nothing_but_colour() {
    let profile = icc::grey(b"dmnd", b"text\0\0\0\0Nora Petit");
    let len = u32::try_from(profile.len()).unwrap();
    let root = [(0xFE, 4, 1, 1), (0x14A, 4, 1, 300), (0xC612, 1, 4, 0x0104), (0xC68F, 7, len, 1000), (0xC691, 7, len, 1000)];
    let raw = grey(700, &[(0x828D, 3, 2, 0x0002_0002), (0xC61D, 3, 1, 255)]);
    let bytes = Builder::new().directory(8, &root, 0).directory(300, &raw, 0).bytes(700, b"abcd").bytes(1000, &profile);
    let (copy, told) = cleaned(&bytes.0);
    assert!(holds(&copy[1000..], b"acsp") && holds(&copy[1000..], b"kTRC") && !holds(&copy, b"Nora"));
    assert_eq!(told, ["camera ICC device manufacturer"]);
    assert_eq!(cleaned(&copy), (copy, Vec::new()));
}

/// A short `UniqueCameraModel` was removed, although readers require one; LibRaw takes the opcodes of a preview for its
/// own.
#[test]
fn a_raw_photo_keeps_what_converters_take_from_elsewhere() {
    let root = |name| vec![(0xFE, 4, 1, 1), (0x14A, 4, 2, 280), (0xC612, 1, 4, 0x0104), name, (0xC621, 10, 3, 640)];
    let raw = grey(700, &[(0xC61D, 3, 1, 255)]);
    let preview = |picture: &[Entry]| {
        let mut entries = vec![(0xFE, 4, 1, 1), (0xC741, 7, 4, 0)];
        entries.extend(picture);
        entries.sort_unstable();
        entries
    };
    let file = |name, preview: &[Entry]| {
        Builder::new()
            .directory(8, &root(name), 0)
            .bytes(280, &[0x2C, 1, 0, 0, 0xC2, 1, 0, 0])
            .directory(300, &raw, 0)
            .directory(450, preview, 0)
    };
    let bytes = file((0xC614, 2, 5, 600), &preview(&[(0x100, 3, 1, 2), (0x101, 3, 1, 2), (0x111, 4, 1, 704), (0x117, 4, 1, 4)]));
    let (copy, told) =
        cleaned(&bytes.bytes(600, b"JPEG\0").bytes(640, &[1, 0, 0, 0, 1, 0, 0, 0].repeat(3)).bytes(700, b"abcdNORA").0);
    let expected = file((0xC614, 2, 4, u32::from_le_bytes(*b"Cam\0")), &preview(&[]));
    assert_eq!(copy, expected.bytes(640, &[1, 0, 0, 0, 1, 0, 0, 0].repeat(3)).bytes(700, b"abcd").0);
    assert!(
        told.contains(&"camera UniqueCameraModel".to_owned()) && told.contains(&"preview StripOffsets".to_owned()),
        "{told:?}"
    );
    // The space of another value that goes is large enough for all of it.
    let with = |name, more: &[Entry]| {
        let mut entries = [&root(name)[..], more].concat();
        entries.sort_unstable();
        let bytes = Builder::new().directory(8, &entries, 0).bytes(280, &[0x2C, 1, 0, 0, 0xC2, 1, 0, 0]);
        let bytes = bytes.directory(300, &raw, 0).directory(450, &preview(&[]), 0);
        bytes.bytes(640, &[1, 0, 0, 0, 1, 0, 0, 0].repeat(3)).bytes(700, b"abcd")
    };
    let bytes = with((0xC614, 2, 5, 600), &[(0x131, 2, 10, 620)]).bytes(600, b"JPEG\0").bytes(620, b"Lumora 12\0");
    assert_eq!(cleaned(&bytes.0).0, with((0xC614, 2, 7, 620), &[]).bytes(620, b"Camera\0").0);
}

#[test]
fn a_raw_photo_that_is_developed_by_its_name_is_refused() {
    let file = |colours: u16, maker: &[u8; 4]| {
        let mut entries = grey(700, &[(0x10F, 2, 5, 600), (0xC612, 1, 4, 0x0104), (0xC614, 2, 7, 620), (colours, 10, 3, 640)]);
        for (tag, value) in [(0x100, 24), (0x101, 24), (0x106, 32_803), (0x116, 24)] {
            entries.iter_mut().filter(|entry| entry.0 == tag).for_each(|entry| entry.3 = value);
        }
        let bytes = Builder::new()
            .directory(8, &entries, 0)
            .bytes(600, maker)
            .bytes(620, &[&maker[..], b" A\0"].concat())
            .bytes(640, &[1, 0, 0, 0, 1, 0, 0, 0].repeat(3));
        bytes.bytes(700, &[7; 576]).0
    };
    assert!(matches!(clean(&file(0xC628, b"Sony")), Err(Error::Unsupported { what: Unsupported::CameraName, .. })));
    assert!(clean(&file(0xC621, b"Sony")).is_ok() && clean(&file(0xC628, b"Lumo")).is_ok());
}

/// Of several raw pictures converters develop the largest; a picture of another kind was never raw.
#[test]
fn a_raw_photo_has_one_raw_picture() {
    let raw = |strip: u32, rows: u32, photometric: u32| {
        let mut entries = grey(strip, &[(0xFE, 4, 1, 0)]);
        for (tag, number) in [(0x101, rows), (0x106, photometric), (0x116, rows), (0x117, 2 * rows)] {
            entries.iter_mut().filter(|entry| entry.0 == tag).for_each(|entry| entry.3 = number);
        }
        entries
    };
    let root = [(0xFE, 4, 1, 1), (0x14A, 4, 3, 680), (0xC612, 1, 4, 0x0104), (0xC614, 2, 7, 600)];
    let bytes = Builder::new()
        .directory(8, &root, 0)
        .bytes(680, &[0x64, 0, 0, 0, 0x2C, 1, 0, 0, 0xC2, 1, 0, 0])
        .directory(100, &raw(700, 2, 32_803), 0)
        .directory(300, &raw(704, 3, 34_892), 0)
        .directory(450, &raw(710, 4, 1), 0)
        .bytes(600, b"Camera\0")
        .bytes(700, b"NORAabcdefNORAPETI");
    let (copy, _) = cleaned(&bytes.0);
    assert_eq!(&copy[700..], b"\0\0\0\0abcdef");
}

/// A white balance of bytes or text went, and the colours with it: converters read it in any form.
#[test]
fn what_decides_colours_is_refused_in_a_form_that_it_cannot_have() {
    let file = |neutral: Entry, white: Entry| {
        let root = [(0xFE, 4, 1, 1), (0x14A, 4, 1, 300), (0xC612, 1, 4, 0x0104), (0xC621, 10, 9, 640), neutral];
        let raw = grey(900, &[(0x828D, 3, 2, 0x0002_0002), white]);
        let builder = Builder::new().directory(8, &root, 0).directory(300, &raw, 0);
        builder
            .bytes(640, &[1, 0, 0, 0, 1, 0, 0, 0].repeat(9))
            .bytes(720, &[1; 144])
            .bytes(870, &[1, 0, 0, 0].repeat(6))
            .bytes(900, b"abcd")
            .0
    };
    let (neutral, white) = ((0xC628, 5, 3, 870), (0xC61D, 3, 1, 255));
    clean(&file(neutral, white)).unwrap();
    for file in [file((0xC628, 2, 3, 0x0003_0201), white), file((0xC628, 1, 12, 720), white), file(neutral, (0xC61D, 3, 72, 720))]
    {
        assert_eq!(what(&file), Malformed::TagValue);
    }
}

/// `dng_50719_t3_4`: four letters were a corner of a crop, far outside of the picture.
#[test]
fn a_crop_lies_within_the_picture_and_blocks_are_small() {
    let nora = 0x6172_6F4E;
    let root = [(0xFE, 4, 1, 1), (0x14A, 4, 1, 300), (0xC612, 1, 4, 0x0104), (0xC621, 10, 9, 640)];
    let file = |more: &[Entry]| {
        let raw = grey(900, &[&[(0x828D, 3, 2, 0x0002_0002), (0xC61D, 3, 1, 255)], more].concat());
        let builder = Builder::new().directory(8, &root, 0).directory(300, &raw, 0);
        builder.bytes(640, &[1, 0, 0, 0, 1, 0, 0, 0].repeat(9)).bytes(900, b"abcd").0
    };
    for tag in [0xC61F, 0xC620, 0xC71E] {
        assert!(!holds(&cleaned(&file(&[(tag, 3, 2, nora)])).0, b"Nora"), "{tag:X}");
    }
    let crop = file(&[(0xC61F, 3, 2, 0), (0xC620, 3, 2, 0x0002_0002)]);
    assert_eq!(cleaned(&crop).0, crop);
}
