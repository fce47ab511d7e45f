//! Words in numbers that no reader of pictures looks at.

use super::*;

/// The word as numbers of so many bytes.
fn numbers<const LEN: usize>(count: usize) -> Vec<u8> {
    WORD.iter().copied().cycle().take(LEN * count).collect()
}

/// `h66_pred` and `h70_group_entities`: a text stood in the numbers of items that do not exist.
#[test]
fn numbers_of_items_that_do_not_exist_go() {
    let ids: Vec<u16> = numbers::<2>(12).chunks(2).map(|id| u16::from_be_bytes([id[0], id[1]])).collect();
    loses_the_word("references", &file().refers(b"pred", 1, &ids));
    loses_the_word(
        "references among others",
        &file().with(item(b"unci", PICTURE)).refers(b"dimg", 1, &[&ids[..], &[2]].concat()),
    );
    let group = full(b"altr", 0, &[&[0, 0, 0, 9, 0, 0, 0, 6][..], &numbers::<4>(6)].concat());
    loses_the_word("a group", &File { inside: boxed(b"grpl", &group), ..file() });
}

/// `h57_hdlr`: flags, and a number that the standard sets to zero.
#[test]
fn what_is_reserved_in_a_handler_becomes_zero() {
    let plain = file().bytes();
    let at = memchr::memmem::find(&plain, b"hdlr").unwrap() + 4;
    let mut bytes = plain.clone();
    bytes[at + 1..at + 8].copy_from_slice(&WORD[..7]);
    testing::tells_and_becomes(FormatKind::Heif, &bytes, &plain);
}

/// `h111_moofs`: fragments of no film, with numbers of eight bytes each.
#[test]
fn fragments_beside_pictures_go() {
    let fragments = numbers::<8>(6).chunks(8).map(|number| boxed(b"moof", &boxed(b"mfhd", number))).collect::<Vec<_>>().concat();
    let plain = file().bytes();
    let start = memchr::memmem::find(&plain, b"ftyp").unwrap() - 4;
    let end = start + usize::from(plain[start + 3]);
    // In front of the lists, whose offsets count from the beginning of the file.
    let empty = file();
    let media = |data_at: usize| [empty.meta(data_at as u32), boxed(b"mdat", PICTURE)].concat();
    let data_at = end + fragments.len() + empty.meta(0).len() + 8;
    let bytes = [&plain[start..end], &fragments, &media(data_at)].concat();
    let copy = cleaned(&bytes);
    assert!(!holds(&copy, &WORD[..6]) && copy.len() == bytes.len(), "{copy:?}");
    assert!(described(&copy).unwrap().is_empty);
    // Behind them, they are left out.
    assert_eq!(cleaned(&[plain.clone(), fragments].concat()), plain);
}

#[test]
fn a_second_picture_that_no_viewer_shows_goes() {
    let file = file().with(Item { properties: vec![1, 2], ..item(b"unci", WORD) });
    loses_the_word("second", &file);
}

#[test]
fn what_is_counted_and_read_by_nobody_in_the_list_of_places_goes() {
    let bytes = file().bytes();
    let at = bytes.windows(4).position(|name| name == b"iloc").unwrap();
    // The one item has two extents, the second of which is empty, and indexes of which nothing is read.
    let entry = |index: &[u8; 4], extent: &[u8; 4]| {
        let data = bytes.len() as u32 + 16 - PICTURE.len() as u32;
        let place = [&index[..], &data.to_be_bytes(), &(PICTURE.len() as u32).to_be_bytes(), index, extent, &[0; 4]].concat();
        full(b"iloc", 0x0100_0000, &[&[0x44, 4, 0, 1, 0, 1, 0, 0, 0, 0, 0, 2][..], &place].concat())
    };
    let with = |list: Vec<u8>| {
        let size = u32::from_be_bytes(bytes[at - 4..at].try_into().unwrap()) as usize;
        let mut longer = [&bytes[..at - 4], &list, &bytes[at - 4 + size..]].concat();
        let meta = longer.windows(4).position(|name| name == b"meta").unwrap();
        let grown = u32::from_be_bytes(longer[meta - 4..meta].try_into().unwrap()) + (list.len() - size) as u32;
        longer[meta - 4..meta].copy_from_slice(&grown.to_be_bytes());
        longer
    };
    let plain = with(entry(&[0; 4], &[0; 4]));
    assert_eq!(plain.len(), bytes.len() + 16);
    assert_eq!(cleaned(&plain), plain);
    assert_eq!(cleaned(&with(entry(b"Nora", &[0, 0, 0, 9]))), plain);
}

#[test]
fn data_of_no_length_are_nowhere() {
    // A picture made of another one, unchanged.
    let picture = Item { properties: vec![1], ..item(b"iden", &[]) };
    let original = Item { hidden: true, properties: vec![1, 2], ..item(b"unci", PICTURE) };
    let file = File { items: vec![picture, original], properties: file().properties, ..file() }.refers(b"dimg", 1, &[2]);
    let bytes = file.bytes();
    let copy = cleaned(&bytes);
    let place = b"\0\x01\0\0\0\0\0\x01";
    let [there, gone] = [&bytes, &copy].map(|bytes| bytes.windows(8).position(|window| window == place).unwrap() + 8);
    assert_ne!(bytes[there..there + 4], [0; 4]);
    assert_eq!(copy[gone..gone + 8], [0; 8]);
    assert!(holds(&copy, PICTURE));
}

/// An overlay of two pictures of eight by eight, at these places, over a canvas of this size and colour.
fn overlay(size: [u8; 2], fill: &[u8; 8], places: [[u8; 2]; 2]) -> File {
    let numbers: Vec<u8> = [size].into_iter().chain(places).flatten().flat_map(|number| [0, number]).collect();
    let data = [&[0, 0][..], fill, &numbers].concat();
    let picture = Item { properties: vec![1], ..item(b"iovl", &data) };
    let layer = || Item { hidden: true, properties: vec![1, 2], ..item(b"unci", PICTURE) };
    File { items: vec![picture], properties: file().properties, ..file() }.with(layer()).with(layer()).refers(b"dimg", 1, &[2, 3])
}

#[test]
fn a_colour_that_every_layer_covers_goes() {
    let covered = overlay([16, 8], b"Nora Bei", [[0, 0], [8, 0]]).bytes();
    assert_eq!(cleaned(&covered), overlay([16, 8], &[0; 8], [[0, 0], [8, 0]]).bytes());
    let seen = overlay([17, 8], b"Nora Bei", [[0, 0], [8, 0]]).bytes();
    assert_eq!(cleaned(&seen), seen);
}

#[test]
fn a_layer_beneath_another_or_outside_of_the_canvas_is_refused() {
    for places in [[[0, 0], [0, 0]], [[0, 0], [16, 0]], [[20, 0], [0, 0]]] {
        let error = described(&overlay([16, 8], &[0; 8], places).bytes()).unwrap_err();
        assert!(matches!(error, Error::Unsupported { what: Unsupported::HiddenPicture, .. }), "{error:?}");
    }
}

#[test]
fn a_tile_that_the_grid_cuts_off_is_refused() {
    let grid = |width: u8| {
        let grid = Item { method: 1, properties: vec![1], ..item(b"grid", &[0, 0, 0, 1, 0, width, 0, 8]) };
        let tile = || Item { hidden: true, properties: vec![1, 2], ..item(b"unci", PICTURE) };
        File { items: vec![grid], properties: file().properties, ..file() }.with(tile()).with(tile()).refers(b"dimg", 1, &[2, 3])
    };
    let seen = grid(9).bytes();
    assert_eq!(cleaned(&seen), seen);
    assert!(matches!(described(&grid(8).bytes()), Err(Error::Unsupported { what: Unsupported::HiddenPicture, .. })));
    assert!(matches!(described(&grid(17).bytes()), Err(Error::Malformed { what: Malformed::ItemData, .. })));
}
