use super::*;
use crate::base::ByteOrder;
use crate::testing::malformed;
use crate::testing::tiff::{directory, file};

fn what(bytes: &[u8]) -> Malformed {
    malformed(walk(&Input::from_bytes(bytes)))
}

#[test]
fn pages_stand_in_the_order_of_the_chain_and_what_hangs_from_them_behind_them() {
    let bytes = file(
        8,
        &[
            directory(&[(pointer::SUB_IFDS, kind::LONG, 1, 44), (pointer::EXIF, kind::LONG, 1, 62)], 80),
            [0; 6].to_vec(),
            directory(&[(0x0100, kind::SHORT, 1, 7)], 0),
            directory(&[(0x9000, kind::UNDEFINED, 4, 0)], 0),
            directory(&[(0x0100, kind::SHORT, 2, 0x0009_0008)], 0),
        ],
    );
    let input = Input::from_bytes(&bytes);
    let file = walk(&input).unwrap();
    let links: Vec<Link> = file.directories.iter().map(|directory| directory.link).collect();
    assert_eq!(links, [Link::Page, Link::Sub(0), Link::Exif(0), Link::Page]);
    let last = file.directories.last().unwrap();
    assert_eq!(file.number(&input, last, 0x0100).unwrap(), Some(8));
    assert_eq!(file.numbers(&input, &last.entries[0]).unwrap(), Some(vec![8, 9]));
    assert_eq!(last.span, Span::new(80, 18));
}

#[test]
fn numbers_are_read_and_written_in_both_orders_and_widths() {
    for (head, order, big) in [
        (&b"II*\0\x08\0\0\0"[..], ByteOrder::Little, false),
        (b"MM\0*\0\0\0\x08", ByteOrder::Big, false),
        (b"II+\0\x08\0\0\0", ByteOrder::Little, true),
        (b"MM\0+\0\x08\0\0", ByteOrder::Big, true),
    ] {
        let layout = layout(head).unwrap();
        assert_eq!(layout, Layout { order, big });
        for len in [1, 2, 4, 8] {
            assert_eq!(layout.number(&layout.bytes(0x7F, len)), 0x7F);
            assert_eq!(layout.bytes(0x7F, len).len() as u64, len);
        }
    }
    for head in [&b"II+\0\x04\0\0\0"[..], b"MM*\0", b"IIU\0", b"II"] {
        assert_eq!(layout(head), None);
    }
}

/// Such files were refused, although every viewer shows the earlier pages.
#[test]
fn pages_end_where_one_leads_back_or_to_no_directory() {
    let page = || directory(&[(0x0100, kind::SHORT, 1, 7), (0x0101, kind::SHORT, 1, 7)], 38);
    let pages = |bytes: &[u8]| walk(&Input::from_bytes(bytes)).unwrap().directories.len();
    assert_eq!(pages(&file(8, &[directory(&[(0x0100, kind::SHORT, 1, 7)], 8)])), 1);
    assert_eq!(pages(&file(8, &[page(), page()])), 2);
    // Past the end, no entry, one with a type that does not exist, and more than there is room for.
    for garbage in [&b""[..], &[0; 8], &directory(&[(0x0100, 99, 1, 7)], 0), &[9, 0, 1, 1, 1, 1], b"x"] {
        assert_eq!(pages(&file(8, &[page(), garbage.to_vec()])), 1, "{garbage:?}");
    }
    // A page does not need to have a picture.
    assert_eq!(pages(&file(8, &[page(), directory(&[(0x0131, kind::ASCII, 1, 0)], 0)])), 2);
}

#[test]
fn a_sub_ifd_that_leads_back_or_nowhere_is_left_out() {
    for at in [8, 5000, 25] {
        let bytes = file(8, &[directory(&[(pointer::SUB_IFDS, kind::LONG, 1, at)], 0)]);
        assert_eq!(walk(&Input::from_bytes(&bytes)).unwrap().directories.len(), 1);
    }
    // A page that is also listed as a SubIFD stays a page.
    let bytes =
        file(8, &[directory(&[(pointer::SUB_IFDS, kind::LONG, 1, 26)], 26), directory(&[(0x0131, kind::ASCII, 1, 0)], 0)]);
    let links: Vec<Link> = walk(&Input::from_bytes(&bytes)).unwrap().directories.iter().map(|directory| directory.link).collect();
    assert_eq!(links, [Link::Page, Link::Page]);
}

#[test]
fn types_with_a_sign_are_taken_for_numbers_that_have_none() {
    let entries = [(0x0100, kind::SSHORT, 1, 7), (0x0101, kind::SSHORT, 1, 0xFFFF), (0x0102, kind::SBYTE, 2, 0x0708)];
    let bytes = file(8, &[directory(&entries, 0)]);
    let input = Input::from_bytes(&bytes);
    let file = walk(&input).unwrap();
    let numbers = |at: usize| file.numbers(&input, &file.directories[0].entries[at]).unwrap();
    assert_eq!((numbers(0), numbers(1), numbers(2)), (Some(vec![7]), None, Some(vec![8, 7])));
}

#[test]
fn an_exif_ifd_that_leads_nowhere_or_back_is_left_out() {
    for at in [8, 5000, 25] {
        let bytes = file(8, &[directory(&[(pointer::EXIF, kind::LONG, 1, at)], 0)]);
        assert_eq!(walk(&Input::from_bytes(&bytes)).unwrap().directories.len(), 1);
    }
}

#[test]
fn a_directory_that_is_cut_off_is_malformed_and_one_that_is_not_there_too() {
    let whole = file(8, &[directory(&[(0x0100, kind::SHORT, 1, 7)], 0)]);
    assert_eq!(what(&whole[..20]), Malformed::CutOff);
    assert_eq!(what(&file(500, &[])), Malformed::CutOff);
    // The last offset may be missing.
    assert_eq!(walk(&Input::from_bytes(&whole[..22])).unwrap().directories[0].next, 0);
}

#[test]
fn a_value_outside_of_the_file_or_of_an_unknown_type_is_none() {
    let entries = [(0x0111, kind::LONG, 9, 5000), (0x0111, 77, 1, 0), (0x0111, kind::LONG, u32::MAX, 8)];
    let bytes = file(8, &[directory(&entries, 0)]);
    let file = walk(&Input::from_bytes(&bytes)).unwrap();
    assert!(file.directories[0].entries.iter().all(|entry| entry.value.is_none()));
}

#[test]
fn many_entries_that_share_a_large_value_are_too_much() {
    let entries = vec![(0x013B, kind::ASCII, 500_000, 8); 40];
    let bytes = file(8, &[directory(&entries, 0), vec![0; 500_000]]);
    assert!(matches!(walk(&Input::from_bytes(&bytes)), Err(Error::Limit { .. })));
}

#[test]
fn of_a_directory_that_is_cut_off_those_entries_are_read_that_are_whole() {
    let bytes = file(8, &[directory(&[(1, kind::BYTE, 1, 7), (2, kind::ASCII, 5, 30), (3, kind::LONG8, 1, 26)], 5)]);
    for len in 10..=bytes.len() {
        let input = Input::from_bytes(&bytes[..len]);
        let (layout, first) = header(&bytes).unwrap();
        let listing = Listing::open(&input, layout, first).unwrap();
        let read: Vec<Entry> = listing.entries(&input, 3).unwrap().iter().collect();
        assert_eq!(read.len(), ((len - 10) / 12).min(3));
        assert!(read.iter().zip(1..).all(|(entry, tag)| entry.tag == tag && entry.at == 12 * u64::from(tag) - 2));
        assert_eq!((listing.is_whole(), listing.span()), (len >= 46, Span::between(8, (len as u64).min(50))));
        assert_eq!(Entries::of(&bytes[..len], layout, first).is_some(), listing.is_whole());
        assert_eq!(listing.next(&input).unwrap(), if len < bytes.len() { 0 } else { 5 });
        assert_eq!(listing.entries(&input, 1).unwrap().iter().count(), read.len().min(1));
    }
    assert!(Listing::open(&Input::from_bytes(&bytes[..9]), layout(&bytes).unwrap(), 8).is_err());
    assert!((0..8).all(|len| header(&bytes[..len]).is_none()));
}

#[test]
fn what_stands_for_an_offset_is_told_whether_or_not_it_is_one() {
    let bytes = file(8, &[directory(&[(1, kind::SHORT, 1, 0x0001_0007), (2, 77, 1, 30), (3, kind::ASCII, 5, 4)], 0)]);
    let read: Vec<Entry> = Entries::of(&bytes, layout(&bytes).unwrap(), 8).unwrap().iter().collect();
    let told: Vec<_> = read.iter().map(|entry| (entry.offset, entry.inline, entry.value)).collect();
    assert_eq!(told, [(0x0001_0007, true, Some(Span::new(18, 2))), (30, false, None), (4, false, Some(Span::new(4, 5)))]);
}
