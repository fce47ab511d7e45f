use super::*;
use crate::blocks::zlib;
use crate::testing::png::{self, HEADER, chunk};
use crate::testing::{self};
use crate::testing::{icc, mastering};

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

/// `p04_splt_8x`: three of them held a second picture. No screen is short of colours any more.
#[test]
fn suggested_palettes_and_histograms_go_and_their_names_are_told() {
    let usual = chunk(b"PLTE", &[9, 9, 9, 0, 0, 0]);
    let with = drawn(1, 3, &[chunk(b"sPLT", b"Nora\0\x08abcdef"), usual.clone(), chunk(b"hIST", b"Nora")]);
    testing::becomes(FormatKind::Png, &with, &drawn(1, 3, &[usual]));
    assert_eq!(scanned(&with).fields[0].value, Value::Text("Nora".into()));
}

/// `p06_chrm_beside_srgb`: chromaticities that nobody read were digits of a place.
#[test]
fn numbers_that_decoders_do_not_follow_go_and_those_of_srgb_may_stay() {
    let chromaticities = |last: u32| {
        let numbers = [31_270_u32, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, last];
        chunk(b"cHRM", &numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<_>>())
    };
    let gamma = |number: u32| chunk(b"gAMA", &number.to_be_bytes());
    let profile = |data: &[u8]| chunk(b"iCCP", &[b"icc\0\0", data].concat());
    // As a copy has it.
    let grey = zlib::deflate(&icc::grey(b"desc", b"Nora")).unwrap();
    let clean = testing::cleaned(FormatKind::Png, &drawn(8, 0, &[profile(&grey)]));
    let profiled = scanned(&clean).regions.iter().find_map(|region| region.fresh.clone()).unwrap().compose();
    for winner in [chunk(b"sRGB", &[0]), chunk(b"cICP", &[1, 13, 0, 1]), profiled] {
        let with = |chunks: &[Vec<u8>]| drawn(8, 0, &[chunks, std::slice::from_ref(&winner)].concat());
        testing::becomes(FormatKind::Png, &with(&[gamma(48_856), chromaticities(2_352)]), &with(&[]));
        testing::becomes(
            FormatKind::Png,
            &with(&[gamma(45_455), chromaticities(6_000)]),
            &with(&[gamma(45_455), chromaticities(6_000)]),
        );
    }
    for none in [vec![], vec![chunk(b"sRGB", &[4])], vec![broken(chunk(b"sRGB", &[0]))], vec![profile(b"zlib")]] {
        let copy = drawn(8, 0, &[gamma(48_856), chromaticities(2_352)]);
        testing::becomes(FormatKind::Png, &drawn(8, 0, &[&[gamma(48_856), chromaticities(2_352)], &none[..]].concat()), &copy);
    }
}

/// `p09_clli`: a date and a latitude, where nothing was bright.
#[test]
fn brightness_stays_only_where_pq_or_hlg_is_announced() {
    let bright = [chunk(b"mDCV", &mastering::P3_RGB), chunk(b"cLLI", &[[0, 0x98, 0x96, 0x80], [0, 3, 0x0D, 0x40]].concat())];
    for (codes, stays) in [([9, 16, 0, 1], true), ([9, 18, 0, 1], true), ([9, 14, 0, 1], false)] {
        let with = |chunks: &[Vec<u8>]| drawn(16, 2, &[&[chunk(b"cICP", &codes)], chunks].concat());
        testing::becomes(FormatKind::Png, &with(&bright), &with(if stays { &bright } else { &[] }));
    }
    testing::becomes(FormatKind::Png, &drawn(16, 2, &bright), &drawn(16, 2, &[]));
}

/// `png_mdcv`: primaries spelled a text.
#[test]
fn the_screen_of_a_bright_picture_is_a_known_one() {
    let bright = |chunks: &[Vec<u8>]| drawn(16, 2, &[&[chunk(b"cICP", &[9, 16, 0, 1])], chunks].concat());
    let near = mastering::P3_RGB.map(|byte| if byte == 0x3E { 0x3F } else { byte });
    let known = bright(&[chunk(b"mDCV", &mastering::P3_RGB)]);
    testing::becomes(FormatKind::Png, &bright(&[chunk(b"mDCV", &near)]), &known);
    let text = [&b"Nora Beispiel 48"[..], &[0, 0x98, 0x96, 0x80, 0, 0, 0, 50]].concat();
    testing::becomes(FormatKind::Png, &bright(&[chunk(b"mDCV", &text)]), &bright(&[]));
    let levels = |least: u8| bright(&[chunk(b"cLLI", &[[0, 0x98, 0x96, 0x80], [0, 3, 0x0D, least]].concat())]);
    testing::becomes(FormatKind::Png, &levels(0x99), &levels(0x40));
}

/// `p12_trns8`: decoders look at the lower bits alone.
#[test]
fn bits_of_a_transparent_colour_that_no_sample_has_become_zero() {
    for (depth, colour, said, copy) in [
        (8, 2, &b"NoraPe"[..], &b"\0o\0a\0e"[..]),
        (8, 0, b"No", b"\0o"),
        (2, 0, b"No", b"\0\x03"),
        (16, 2, b"NoraPe", b"NoraPe"),
    ] {
        let with = |data: &[u8]| drawn(depth, colour, &[chunk(b"tRNS", data)]);
        testing::becomes(FormatKind::Png, &with(said), &with(copy));
    }
}

/// `p23_apng_one_frame_delay`: nobody waits for what follows an only frame.
#[test]
fn the_delay_of_an_only_frame_becomes_zero() {
    let control = |delay: &[u8; 4]| {
        let numbers = [0_u32, 4, 2, 0, 0].map(u32::to_be_bytes).concat();
        chunk(b"fcTL", &[&numbers[..], delay, &[0, 0]].concat())
    };
    let still = |delay: &[u8; 4]| drawn(8, 2, &[chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]), control(delay)]);
    testing::becomes(FormatKind::Png, &still(b"Nora"), &still(&[0; 4]));
}

/// `apng_default_hidden`: players show the frames, and nobody the picture before them.
#[test]
fn a_picture_that_an_animation_does_not_show_is_refused() {
    let control = |number: u32| {
        let numbers = [number, 4, 2, 0, 0].map(u32::to_be_bytes).concat();
        chunk(b"fcTL", &[&numbers[..], &[0, 1, 0, 10, 0, 0]].concat())
    };
    let announced = chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    let hidden = scan(&Input::from_bytes(&drawn(8, 2, std::slice::from_ref(&announced))));
    assert!(matches!(hidden, Err(Error::Unsupported { what: Unsupported::HiddenPicture, .. })), "{hidden:?}");
    scanned(&drawn(8, 2, &[announced, control(0)]));
}

/// `p50_iccp_padding`: the bits between empty blocks of a stream spelled a text.
#[test]
fn a_profile_is_compressed_anew() {
    let profile = icc::grey(b"desc", b"Nora");
    let stored = |profile: &[u8]| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
        std::io::Write::write_all(&mut encoder, profile).unwrap();
        encoder.finish().unwrap()
    };
    let with = |stream: &[u8]| drawn(8, 0, &[chunk(b"iCCP", &[b"icc\0\0", stream].concat())]);
    let copy = testing::cleaned(FormatKind::Png, &with(&zlib::deflate(&profile).unwrap()));
    testing::becomes(FormatKind::Png, &with(&stored(&profile)), &copy);
    let PngValue::CompressedProfile { stream, .. } =
        scanned(&copy).regions.iter().find_map(|region| region.fresh.clone()).unwrap()
    else {
        panic!("no profile in the copy");
    };
    let (clean, _) = zlib::inflate(&stream, 1 << 16, &crate::base::Budget::NONE).unwrap();
    testing::becomes(FormatKind::Png, &with(&stored(&clean)), &copy);
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
    let row = 1 + (usize::from(depth) * samples * 4).div_ceil(8);
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
            // All points have the first.
            let first = [&[0, 1, 2][..], &vec![0; (most - 1) * 3]].concat();
            made_whole(&drawn(depth, 3, &[palette(colours)]), &drawn(depth, 3, &[chunk(b"PLTE", &first)]));
        }
    }
    for wrong in [palette(257), chunk(b"PLTE", &[0; 8])] {
        let refused = testing::malformed(scan(&Input::from_bytes(&drawn(4, 3, &[wrong]))));
        assert_eq!(refused, Malformed::ChunkLength);
    }
}

#[test]
fn colours_that_no_point_has_become_black_and_opaque() {
    // Two rows of four points: as they are, and as differences from the row above.
    let data = zlib::deflate(&[0, 0, 1, 1, 0, 2, 1, 0, 0, 2]).unwrap();
    let file = |colours: &[u8; 15], opacities: &[u8; 5]| {
        let header = [0, 0, 0, 4, 0, 0, 0, 2, 8, 3, 0, 0, 0];
        let chunks = [(b"IHDR", &header[..]), (b"PLTE", colours), (b"tRNS", opacities), (b"IDAT", &data), (b"IEND", &[])];
        png::stream(&chunks.map(|(kind, data)| chunk(kind, data)))
    };
    let copy = file(b"RGBrgbABC\0\0\0\0\0\0", b"\x01\x02\x03\xFF\xFF");
    testing::becomes(FormatKind::Png, &file(b"RGBrgbABCNora B", b"\x01\x02\x03No"), &copy);
    assert!(!testing::clean(FormatKind::Png, &file(b"RGBrgbABCNora B", b"\x01\x02\x03No")).unwrap().plan.made_whole);
}

/// Browsers read the beginning, libpng skips the chunk: it lost its transparency in the copy.
#[test]
fn transparency_that_is_too_long_is_read_in_the_copy_as_in_the_original() {
    let palette = chunk(b"PLTE", &[9, 9, 9, 0, 0, 0]);
    for (colour, before, long, copy) in [
        (3, vec![palette], &b"\x00\xFFNora"[..], &b"\x00\xFF\0\0\0\0"[..]),
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
