use super::*;
use crate::blocks::zlib;
use crate::testing::icc;
use crate::testing::png::{self, HEADER, chunk};
use crate::testing::{self};

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
    let refused = scan(&Input::from_bytes(&picture(&[broken(chunk(b"acTL", &[0; 8]))])));
    assert!(matches!(refused, Err(Error::Malformed { what: Malformed::Crc, .. })));
    let passed_over = scanned(&picture(&[broken(chunk(b"tRNS", &[0, 0]))]));
    assert_eq!(passed_over.regions[2].id, FieldId::Leftover(Leftover::Damaged));
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
        .filter(|fresh| matches!(fresh, PngValue::SuggestedPalette { .. }))
        .map(PngValue::compose)
        .collect();
    assert_eq!(fresh, [chunk(b"sPLT", b"1\0\x08abcdef")]);
    assert!(!scan.regions[2].exact);
}

#[test]
fn a_profile_that_is_none_goes_and_is_said() {
    let scan = scanned(&picture(&[chunk(b"iCCP", b"Monitor of Nora\0\0zlib")]));
    assert!(scan.regions[2].fresh.is_none());
    let said: Vec<_> = scan.fields.iter().map(|field| field.value.clone()).collect();
    assert_eq!(said, [Value::Text("Monitor of Nora".into()), Value::Text("ICC profile".into())]);
}

#[test]
fn a_thousand_idat_chunks_are_one_region() {
    let data = vec![chunk(b"IDAT", &[1]); 1000].concat();
    let bytes = png::stream(&[chunk(b"IHDR", HEADER), data, chunk(b"IEND", &[])]);
    assert_eq!(scanned(&bytes).regions.len(), 6);
}

/// A picture of four by two pixels, with this depth and colour type, and scanlines that are all zeros.
fn drawn(depth: u8, colour: u8, before: &[Vec<u8>]) -> Vec<u8> {
    let header = [0, 0, 0, 4, 0, 0, 0, 2, depth, colour, 0, 0, 0];
    let samples = if colour == 2 { 3 } else { 1 };
    let row = 1 + usize::from(depth) * samples * 4 / 8;
    let data = zlib::deflate(&vec![0; row * 2]).unwrap();
    png::stream(&[chunk(b"IHDR", &header), before.concat(), chunk(b"IDAT", &data), chunk(b"IEND", &[])])
}

/// The copy of `bytes` is `copy`, which is made whole, and needs no more cleaning.
#[track_caller]
fn made_whole(bytes: &[u8], copy: &[u8]) {
    let cleaned = testing::clean(FormatKind::Png, bytes).unwrap();
    assert_eq!(cleaned.copy, copy);
    assert!(cleaned.plan.made_whole);
    let again = testing::clean(FormatKind::Png, copy).unwrap();
    assert!(again.plan.is_empty && !again.plan.made_whole);
}

/// `png_plte_long`: every viewer reads as many colours as an index can name.
#[test]
fn a_palette_that_is_longer_than_its_depth_is_cut() {
    let palette = |colours: usize| chunk(b"PLTE", &(0..colours * 3).map(|byte| byte as u8).collect::<Vec<_>>());
    for (depth, most) in [(1, 2), (2, 4), (4, 16)] {
        for colours in [most + 1, 256] {
            made_whole(&drawn(depth, 3, &[palette(colours)]), &drawn(depth, 3, &[palette(most)]));
        }
    }
    for wrong in [palette(257), chunk(b"PLTE", &[0; 8])] {
        let refused = testing::malformed(scan(&Input::from_bytes(&drawn(4, 3, &[wrong]))));
        assert_eq!(refused, Malformed::ChunkLength);
    }
}

/// Browsers read the beginning, libpng skips the chunk: it lost its transparency in the copy.
#[test]
fn transparency_that_is_too_long_is_read_in_the_copy_as_in_the_original() {
    let palette = chunk(b"PLTE", &[9; 6]);
    for (colour, before, long, copy) in [
        (3, vec![palette], &b"\x00\x80Nora"[..], &b"\x00\x80\0\0\0\0"[..]),
        (2, Vec::new(), b"\0\x01\0\x02\0\x03Nora", b"\0\x01\0\x02\0\x03\0\0\0\0"),
        (0, Vec::new(), b"\0\x01Nora", b"\0\x01\0\0\0\0"),
    ] {
        let depth = if colour == 3 { 1 } else { 8 };
        let with = |data: &[u8]| drawn(depth, colour, &[&before[..], &[chunk(b"tRNS", data)]].concat());
        testing::becomes(FormatKind::Png, &with(long), &with(copy));
    }
    for (colour, short) in [(2, &[0; 5][..]), (0, &[0; 1])] {
        testing::becomes(FormatKind::Png, &drawn(8, colour, &[chunk(b"tRNS", short)]), &drawn(8, colour, &[]));
    }
}

/// A file that ends after its data, or in the middle of something that is not picture, is shown by every viewer.
#[test]
fn an_end_that_is_missing_is_written() {
    for colour in [0, 2] {
        let whole = drawn(8, colour, &[]);
        let (data, end) = whole.split_at(whole.len() - 12);
        for len in 0..12 {
            made_whole(&[data, &end[..len]].concat(), &whole);
        }
        made_whole(&[data, &broken(end.to_vec())].concat(), &whole);
        made_whole(&[data, &chunk(b"IEND", b"Nora")].concat(), &whole);
        for behind in [&b"Nora was here, and left no chunk"[..], b"\0\0\x01\0tEXtcut off", b"\xFF\xFF\xFF\xFFtEXt"] {
            made_whole(&[data, &chunk(b"tEXt", b"Author\0Nora"), behind].concat(), &whole);
        }
    }
}

/// What is missing of the last chunk can be derived from what is there, as long as it is not part of the picture.
#[test]
fn the_end_of_the_data_is_written_where_the_picture_is_whole() {
    let whole = drawn(8, 2, &[]);
    let data = whole.len() - 12;
    for missing in 1..=8 {
        made_whole(&whole[..data - missing], &whole);
    }
    for missing in 9..data - 8 - 25 {
        assert!(scan(&Input::from_bytes(&whole[..data - missing])).is_err(), "{missing}");
    }
    // The checksum is for different data.
    let mut wrong = whole[..data - 4].to_vec();
    wrong[data - 8] ^= 1;
    assert_eq!(testing::malformed(scan(&Input::from_bytes(&wrong))), Malformed::CutOff);
}

/// A file that ends between two data chunks also lacks an end, but has only part of the picture.
#[test]
fn a_picture_that_is_cut_off_is_refused() {
    let whole = drawn(8, 2, &[]);
    let data = &whole[8 + 25 + 8..whole.len() - 16];
    let header = &whole[..8 + 25];
    let parts = [header, &chunk(b"IDAT", &data[..6]), &chunk(b"IDAT", &data[6..])].concat();
    made_whole(&parts, &[&parts[..], &chunk(b"IEND", &[])].concat());
    let first = [header, &chunk(b"IDAT", &data[..6])].concat();
    for rest in [&b""[..], b"Nora was here, and left no chunk", &chunk(b"tEXt", b"Author\0Nora")] {
        assert!(scan(&Input::from_bytes(&[&first[..], rest].concat())).is_err());
    }
}

#[test]
fn every_pass_of_an_interlaced_picture_counts() {
    let header = [0, 0, 0, 5, 0, 0, 0, 5, 1, 0, 0, 0, 1];
    let of = |bytes: usize| {
        let data = zlib::deflate(&vec![0; bytes]).unwrap();
        png::stream(&[chunk(b"IHDR", &header), chunk(b"IDAT", &data)])
    };
    // Rows of the seven passes, of two bytes each: 1, 1, 1, 2, 1, 3, 2.
    assert!(scan(&Input::from_bytes(&of(21))).is_err());
    assert!(scan(&Input::from_bytes(&of(22))).is_ok());
}

/// libpng needs no more of a stream than the profile, and Pillow takes what there is.
#[test]
fn a_profile_whose_stream_is_broken_is_refused_where_some_of_it_is_read() {
    let refused =
        |data: &[u8]| matches!(scan(&Input::from_bytes(&picture(&[chunk(b"iCCP", data)]))), Err(Error::Unsupported { .. }));
    let profile = icc::grey(b"desc", b"text\0\0\0\0Nora");
    let whole = [b"icc\0\0", &zlib::deflate(&profile).unwrap()[..]].concat();
    let mut wrong = whole.clone();
    *wrong.last_mut().unwrap() ^= 1;
    assert!(!refused(&whole) && refused(&wrong) && refused(&whole[..whole.len() - 6]));
    assert!(!refused(&whole[..20]));
}

/// libpng accepts it, others do not.
#[test]
fn a_profile_with_a_wrong_checksum_is_refused() {
    let stream = zlib::deflate(&icc::grey(b"desc", b"text\0\0\0\0Nora")).unwrap();
    let profile = chunk(b"iCCP", &[b"icc\0\0", &stream[..]].concat());
    let refused = |chunks: &[Vec<u8>]| scan(&Input::from_bytes(&picture(chunks))).is_err();
    assert!(refused(&[broken(profile.clone())]) && !refused(&[profile.clone(), broken(profile)]));
    assert!(!refused(&[broken(chunk(b"iCCP", b"icc\0\0none"))]));
}

/// libpng skips it, Pillow does not.
#[test]
fn a_profile_without_a_name_goes_on_without_one() {
    let stream = zlib::deflate(&icc::grey(b"desc", b"text\0\0\0\0Nora")).unwrap();
    for (name, named) in [(&b""[..], false), (&[b'n'; 80], false), (b"Nora", true)] {
        let scan = scanned(&picture(&[chunk(b"iCCP", &[name, b"\0\0", &stream].concat())]));
        let fresh = scan.regions.iter().filter_map(|region| region.fresh.as_ref());
        let names: Vec<_> = fresh
            .filter_map(|fresh| if let PngValue::CompressedProfile { named, .. } = fresh { Some(*named) } else { None })
            .collect();
        assert_eq!(names, [named]);
    }
}
