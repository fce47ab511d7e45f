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
