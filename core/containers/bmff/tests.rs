use super::*;

fn walk(bytes: &[u8]) -> Result<Boxes, Error> {
    boxes(&Input::from_bytes(bytes), Span::new(0, bytes.len() as u64))
}

fn kinds(boxes: &Boxes) -> Vec<String> {
    boxes.list.iter().map(BmffBox::name).collect()
}

#[test]
fn all_three_forms_of_a_size_are_read() {
    let bytes = b"\0\0\0\x09freex\0\0\0\x01free\0\0\0\0\0\0\0\x12xx\0\0\0\0mdatxyz";
    let input = Input::from_bytes(bytes);
    let top = top(&input, &[]).unwrap();
    assert_eq!(kinds(&top), ["free", "free", "mdat"]);
    assert_eq!(top.list[1].body(), Span::new(25, 2));
    assert_eq!(top.list[2].body(), Span::new(35, 3));
    assert!(top.rest.is_empty());
}

#[test]
fn thirty_two_zero_bits_end_a_list() {
    let boxes = walk(b"\0\0\0\x08abcd\0\0\0\0").unwrap();
    assert_eq!((boxes.list.len(), boxes.rest), (1, Span::new(8, 4)));
    let boxes = walk(b"\0\0\0\x08abcd\0\0\0\0\0\0\0\x08efgh").unwrap();
    assert_eq!((boxes.list.len(), boxes.rest), (1, Span::new(8, 12)));
}

#[test]
fn a_box_that_does_not_fit_is_an_error_inside_and_the_end_at_the_top() {
    for bytes in [
        &b"\0\0\0\x09abcd"[..],
        b"\0\0\0\x07abcd",
        b"\0\0\0\x01abcd\0\0\0\0\0\0\0\x0F",
        b"\0\0\0\x01abcd\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    ] {
        assert!(matches!(walk(bytes), Err(Error::Malformed { what: Malformed::BoxSize, .. })), "{bytes:?}");
        let input = Input::from_bytes(bytes);
        assert_eq!(top(&input, &[]).unwrap().rest.len, bytes.len() as u64);
    }
    let cut = Input::from_bytes(b"\0\0\0\x09mdat");
    assert!(matches!(top(&cut, &[*b"mdat"]), Err(Error::Malformed { what: Malformed::CutOff, .. })));
}

#[test]
fn a_second_box_of_a_kind_is_noticed() {
    let boxes = walk(b"\0\0\0\x08abcd\0\0\0\x08efgh\0\0\0\x08abcd").unwrap();
    assert!(boxes.only(*b"abcd").is_err());
    assert_eq!(boxes.only(*b"efgh").unwrap().map(|found| found.span.start), Some(8));
    assert!(boxes.only(*b"none").unwrap().is_none());
}

#[test]
fn entries_are_read_across_pieces_and_without_what_is_left() {
    let bytes: Vec<u8> = (0..30_001u32).flat_map(u32::to_be_bytes).chain([9, 9]).collect();
    let reader = bytes.as_slice();
    let input = Input::from_reader(&reader);
    let mut entries = Entries::<4>::new(&input, Span::new(0, bytes.len() as u64));
    let mut read = 0;
    while let Some(entry) = entries.read().unwrap() {
        assert_eq!(u32::from_be_bytes(entry), read);
        read += 1;
    }
    assert_eq!(read, 30_001);
    assert!(entries.read().unwrap().is_none());
}
