use super::*;

/// A classic little-endian directory; entries are tag, type, count, value or offset.
fn directory(entries: &[(u16, u16, u32, u32)], next: u32) -> Vec<u8> {
    let mut bytes = u16::try_from(entries.len()).unwrap().to_le_bytes().to_vec();
    for (tag, kind, count, value) in entries {
        bytes.extend([&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat());
    }
    bytes.extend(next.to_le_bytes());
    bytes
}

fn file(first: u32, parts: &[Vec<u8>]) -> Vec<u8> {
    [b"II*\0", &first.to_le_bytes()[..], &parts.concat()].concat()
}

fn what(bytes: &[u8]) -> Malformed {
    match walk(&Input::from_bytes(bytes)).unwrap_err() {
        Error::Malformed { what, .. } => what,
        other => panic!("{other:?}"),
    }
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

#[test]
fn loops_of_pages_and_of_sub_ifds_are_refused() {
    assert_eq!(what(&file(8, &[directory(&[(0x0100, kind::SHORT, 1, 7)], 8)])), Malformed::DirectoryLoop);
    assert_eq!(what(&file(8, &[directory(&[(pointer::SUB_IFDS, kind::LONG, 1, 8)], 0)])), Malformed::DirectoryLoop);
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
