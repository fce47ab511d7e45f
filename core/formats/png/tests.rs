use super::*;
use crate::testing::png::{self, HEADER, chunk};

fn picture(chunks: &[Vec<u8>]) -> Vec<u8> {
    png::picture(HEADER, chunks)
}

fn scanned(bytes: &[u8]) -> Scan<PngValue> {
    let scan = scan(&Input::from_bytes(bytes)).unwrap();
    assert!(scan.is_total());
    scan
}

fn broken(mut chunk: Vec<u8>) -> Vec<u8> {
    *chunk.last_mut().unwrap() ^= 1;
    chunk
}

#[test]
fn a_wrong_crc_ends_what_the_picture_needs_and_drops_what_it_does_not() {
    let refused = scan(&Input::from_bytes(&picture(&[broken(chunk(b"tRNS", &[0, 0]))])));
    assert!(matches!(refused, Err(Error::Malformed { what: Malformed::Crc, .. })));
    let dropped = scanned(&picture(&[broken(chunk(b"gAMA", &[0, 0, 1, 0]))]));
    assert_eq!(dropped.regions[2].id, FieldId::Leftover(Leftover::Damaged));
    assert_eq!(dropped.fields[0].value, Value::Text("gAMA".into()));
    let removed = scanned(&picture(&[broken(chunk(b"tEXt", b"Author\0Nora"))]));
    assert_eq!(removed.regions[2].id, FieldId::Png(*b"tEXt"));
}

#[test]
fn nothing_hides_behind_values_of_a_fixed_length() {
    let scan = scanned(&picture(&[chunk(b"gAMA", b"\0\0\xB1\x8Fsecret")]));
    assert_eq!(scan.regions[2].id, FieldId::Leftover(Leftover::Damaged));
}

#[test]
fn an_unknown_critical_chunk_is_unsupported() {
    let result = scan(&Input::from_bytes(&picture(&[chunk(b"CgBI", &[0; 4])])));
    assert!(matches!(result, Err(Error::Unsupported { what: Unsupported::CriticalChunk, .. })));
}

#[test]
fn the_name_of_a_palette_is_not_kept() {
    let scan = scanned(&picture(&[chunk(b"sPLT", b"Nora\0\x08abcdef")]));
    let fresh: Vec<_> = scan
        .regions
        .iter()
        .filter_map(|region| region.fresh.as_ref())
        .filter(|fresh| !fresh.is_nothing())
        .map(PngValue::compose)
        .collect();
    assert_eq!(fresh, [chunk(b"sPLT", b"1\0\x08abcdef")]);
    assert!(scan.regions.iter().all(|region| !region.exact || region.span.is_empty()));
}

#[test]
fn a_profile_that_is_none_goes_and_is_said() {
    let scan = scanned(&picture(&[chunk(b"iCCP", b"Monitor of Nora\0\0zlib")]));
    assert!(scan.regions.iter().all(|region| region.fresh.as_ref().is_none_or(PngValue::is_nothing)));
    let said: Vec<_> = scan.fields.iter().map(|field| field.value.clone()).collect();
    assert_eq!(said, [Value::Text("Monitor of Nora".into()), Value::Text("ICC profile".into())]);
}

#[test]
fn a_thousand_idat_chunks_are_one_region() {
    let data = vec![chunk(b"IDAT", &[1]); 1000].concat();
    let bytes = png::stream(&[chunk(b"IHDR", HEADER), data, chunk(b"IEND", &[])]);
    assert_eq!(scanned(&bytes).regions.len(), 5);
}
