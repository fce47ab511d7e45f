//! A word that must not be in a copy, in every place that a movie has.

use super::build::{PICTURES, SOUNDS, Tree, WORD, film, full, leaf, tree};
use super::*;
use crate::testing::icc;

/// Boxes to which no byte can be added without moving the media.
const FIRST: [&[u8; 4]; 1] = [b"ftyp"];

fn planted() -> Vec<Tree> {
    let text = [&[0, 7, 0, 0][..], WORD].concat();
    let place = tree(b"udta", b"", [leaf(b"\xA9xyz", &text), leaf(b"loci", WORD), leaf(b"GPMF", WORD)]);
    let list = tree(b"ilst", b"", [tree(b"\xA9too", b"", [leaf(b"data", &[&[0; 8][..], WORD].concat())])]);
    let metadata = tree(b"meta", &[0; 4], [leaf(b"hdlr", &[0; 25]), list]);
    vec![
        place,
        metadata,
        leaf(b"free", WORD),
        leaf(b"skip", WORD),
        leaf(b"zzzz", WORD),
        leaf(b"\0\0\0\x01", WORD),
        leaf(b"uuid", &[&[9; 16][..], WORD].concat()),
        leaf(b"uuid", WORD),
        leaf(b"iods", WORD),
        leaf(b"ID32", WORD),
        leaf(b"jumb", WORD),
        leaf(b"elng", WORD),
        leaf(b"tref", &leaf(b"zzzz", WORD).bytes()),
        leaf(b"wide", WORD),
    ]
}

/// In every box that contains boxes, before, between and after them, each kind of box that does not belong there.
#[test]
fn in_boxes_among_boxes() {
    let original = film().with_timed_track();
    for strange in planted() {
        let mut number = 0;
        while {
            for position in [0, usize::MAX] {
                let mut film = original.clone();
                let there = film.at(number, |tree| {
                    if !tree.inner.is_empty() {
                        tree.inner.insert(position.min(tree.inner.len()), strange.clone());
                    }
                });
                if there {
                    // At the beginning of the file, offsets move: the media then have to be last.
                    if number == 0 && position == 0 {
                        film = original.clone();
                        film.inner.insert(2, strange.clone());
                    }
                    check(&film, number, &strange);
                }
            }
            number += 1;
            original.clone().at(number, |_| {})
        } {}
        assert!(number > 40, "{number}");
    }
}

/// After the content of every box, however its length is known.
#[test]
fn in_bytes_behind_the_content_of_a_box() {
    let original = film().with_timed_track();
    let mut number = 0;
    while {
        let mut film = original.clone();
        let mut skipped = false;
        film.clone().at(number, |_| {});
        let mut kind = *b"none";
        let there = {
            let seen = std::cell::Cell::new(kind);
            let there = film.at(number, |tree| {
                seen.set(tree.kind);
                tree.tail.extend(WORD);
            });
            kind = seen.get();
            there
        };
        skipped |= FIRST.contains(&&kind);
        if there && !skipped {
            check(&film, number, &leaf(&kind, b""));
        }
        number += 1;
        there
    } {}
    assert!(number > 50, "{number}");
}

fn check(film: &Tree, number: usize, strange: &Tree) {
    let bytes = film.bytes();
    match cleaned(&bytes) {
        Ok(_) => assert!(!holds(&copy_of(&bytes), WORD), "{:?} in box {number}", String::from_utf8_lossy(&strange.kind)),
        // A length that no longer fits is a fault of the movie.
        Err(
            Error::Malformed { what: Malformed::BoxSize | Malformed::SecondBox | Malformed::SampleTable, .. }
            // A data reference of an unknown kind, in place of the first.
            | Error::Unsupported {
                what: Unsupported::ExternalMedia | Unsupported::Codec(_) | Unsupported::EntryBox(..), ..
            },
        ) => {}
        Err(error) => panic!("{error:?} for {:?} in box {number}", String::from_utf8_lossy(&strange.kind)),
    }
}

#[test]
fn in_bytes_of_the_media_that_no_sample_owns() {
    let mut film = film();
    film.find(b"mdat").head.extend(WORD);
    film.inner.push(leaf(b"mdat", WORD));
    let bytes = film.bytes();
    let copy = copy_of(&bytes);
    assert!(!holds(&copy, WORD));
    assert_eq!(copy.len(), bytes.len());
    assert!(ids(&bytes).contains(&FieldId::Bmff(BmffElement::Unowned)));
}

#[test]
fn in_decoder_configurations() {
    let mut film = film();
    // An address instead of a stream, an unknown descriptor, and bytes after the descriptors.
    let stream = [&[0, 0, 0, 0, 3, 34, 0, 2, 0x40, 7][..], WORD, &[0x42, 7], WORD, &[4, 13, 0x40], &[0; 12], &[6, 1, 2]].concat();
    film.find(b"esds").head = [&stream[..], WORD].concat();
    let flac = [&[0; 4][..], &[0, 0, 0, 34], &[1; 34], &[4, 0, 0, 7], WORD, &[0x84, 0, 0, 7], WORD, WORD].concat();
    let picture = film.find(b"vp08");
    picture.inner.push(tree(
        b"sv3d",
        b"",
        [leaf(b"svhd", &[&[0; 4][..], WORD].concat()), tree(b"proj", b"", [full(b"prhd", 0, &[0; 3])])],
    ));
    picture.inner.push(leaf(b"colr", &[b"abcd", WORD].concat()));
    picture.inner.push(leaf(b"colr", &[b"nclx\0\x01\0\x01\0\x01\0", WORD].concat()));
    let copy = copy_of(&film.bytes());
    let flac = copy_of(&flac_film(&flac));
    assert!(!holds(&copy, b"PLAN") && !holds(&flac, b"PLAN"));
    assert!(holds(&flac, b"\x01\0\0\x07\0\0\0\0\0\0\0\x81\0\0\x07"));
    assert!(holds(&copy, b"svhd\0\0\0\0\0") && holds(&copy, b"prhd"));
}

/// `z02_d263_bitr`: eight bytes of text stood for bit rates, which no decoder asks for.
#[test]
fn in_the_bit_rates_of_h263() {
    let mut film = film();
    let rates = b"abcd\x07\x0A\0\0\0\0\x10bitrNora 485";
    // The last sample is too short for a picture.
    film.find(b"mdat").head.extend(&[0; 5]);
    film.find(b"stsz").head[20..24].copy_from_slice(&[0, 0, 0, 8]);
    replace_samples(&mut film, &PICTURES, b"\0\0\x80\x06\x08\x05\x3A\xF0");
    let picture = film.find(b"vp08");
    picture.kind = *b"s263";
    picture.inner = vec![leaf(b"d263", rates)];
    assert!(!holds(&copy_of(&film.bytes()), b"Nora 4"));
}

/// Begins each of these samples with other bytes.
fn replace_samples(film: &mut Tree, samples: &[&[u8]], by: &[u8]) {
    let media = &mut film.find(b"mdat").head;
    for sample in samples {
        let at = media.windows(sample.len()).position(|window| window == *sample).unwrap();
        media[at..at + by.len()].copy_from_slice(by);
    }
}

/// A film whose sound is FLAC, described like this.
fn flac_film(blocks: &[u8]) -> Vec<u8> {
    let mut film = film();
    replace_samples(&mut film, &SOUNDS, b"\xFF\xF8\xC9\x18\0\x2Fso\x90\x0E");
    let sound = film.find(b"mp4a");
    sound.kind = *b"fLaC";
    sound.inner = vec![leaf(b"dfLa", blocks)];
    film.bytes()
}

/// A FLAC block longer than its box became zeros, which are blocks of another kind: its copy was refused as a fault of
/// ours.
#[test]
fn a_flac_block_that_is_cut_off_is_padding_in_the_copy() {
    let head = [&[0; 4][..], &[0, 0, 0, 34], &[1; 34]].concat();
    let of_copy = [&[0; 4][..], &[0, 0, 0, 34], &[1; 4], &[0; 6], &[1; 3], &[0; 21]].concat();
    for (rest, padding) in [
        (&b"\x04\x01\0\0Nora Petit"[..], &b"\x81\0\0\x0A\0\0\0\0\0\0\0\0\0\0"[..]),
        (b"\x84\0\0\x01", b"\x81\0\0\0"),
        (b"\x04\0\0\0\0\0\0\xFF", b"\x01\0\0\0\x81\0\0\0"),
    ] {
        let film = flac_film(&[&head[..], rest].concat());
        assert!(holds(&copy_of(&film), &[&of_copy[..], padding].concat()), "{rest:?}");
    }
}

/// A second description of the stream stayed with everything in it; so did anything after the numbers of the first.
#[test]
fn only_the_first_flac_block_describes_the_stream_and_only_in_its_length() {
    let sound = |blocks: &[u8]| flac_film(&[&[0; 4], blocks].concat());
    let copy = copy_of(&sound(&[&[0, 0, 0, 34][..], &[1; 34], &[0x80, 0, 0, 7], WORD].concat()));
    assert!(!holds(&copy, WORD) && holds(&copy, b"\x81\0\0\x07\0\0\0\0\0\0\0"));
    let long = sound(&[&[0x80, 0, 0, 41][..], &[1; 34], WORD].concat());
    assert!(matches!(refused(&long), Error::Malformed { what: Malformed::CodedSample, .. }));
}

/// Id, priority, buffer and rates of a stream, which nobody needs, were whatever a file said.
#[test]
fn in_the_fields_of_descriptors() {
    let mut film = film();
    let decoder = [&[4, 17, 0x40][..], b"\x16Nora Mart\0\0", &[5, 2, 0x12, 0x10]].concat();
    let stream = [&[7; 4][..], &[3, 27], b"No\x1F", &decoder, &[6, 3, 1], b"No", &[0; 2]].concat();
    film.find(b"esds").head = stream;
    let anew = [&[0; 4][..], &[3, 27, 0, 0, 0, 4, 17, 0x40, 0x15], &[0; 11], &[5, 2, 0x12, 0x10, 6, 3, 2, 0, 0, 0, 0]].concat();
    let copy = copy_of(&film.bytes());
    assert!(holds(&copy, &[b"esds", &anew[..]].concat()));
    // Rates of a usual stream are not reported.
    let usual =
        [&[0; 4][..], &[3, 25, 0, 2, 0, 4, 17, 0x40, 0x15, 0, 6, 0, 0, 1, 0xF4, 0, 0, 1, 0xF4, 0, 5, 2, 0x12, 0x10, 6, 1, 2]]
            .concat();
    film.find(b"esds").head = usual;
    assert_eq!(ids(&film.bytes()), ids(&self::film().bytes()));
}

/// What stands behind a description of a decoder that is empty was taken for its codec, and went.
#[test]
fn a_codec_that_is_outside_of_its_descriptor_is_none() {
    let mut film = film();
    film.find(b"esds").head = [&[0; 4][..], &[3, 24, 0, 2, 0, 4, 0, 0x40, 0x15], &[0; 11], &[5, 2, 0x12, 0x10, 6, 1, 2]].concat();
    assert!(matches!(refused(&film.bytes()), Error::Unsupported { what: Unsupported::Codec(_), .. }));
}

#[test]
fn in_bit_rates() {
    let mut film = film();
    film.find(b"mp4a").inner.push(leaf(b"btrt", b"Nora Marti99"));
    let copy = copy_of(&film.bytes());
    assert!(holds(&copy, b"btrt\0\0\0\0\0\0\0\0\0\0\0\0"));
}

/// FFmpeg puts the headers of MPEG-2 into a separate box, followed by the user data.
#[test]
fn in_headers_of_mpeg_video_beside_the_samples() {
    let mut film = film();
    film.find(b"vp08").kind = *b"m2v1";
    *film.find(b"vpcC") = leaf(b"glbl", &[b"\0\0\x01\xB3\x01\0\x10\x13\xFF\xFF\xE0\x18\0\0\x01\xB2", WORD].concat());
    let copy = copy_of(&film.bytes());
    assert!(!holds(&copy, WORD) && holds(&copy, b"glbl\0\0\x01\xB3\x01\0\x10\x13"));
    film.find(b"m2v1").kind = *b"vp08";
    assert!(matches!(refused(&film.bytes()), Error::Unsupported { what: Unsupported::EntryBox(..), .. }));
}

/// A colour table with a flag was taken for unowned bytes, and its colours were lost; so were those with a grey depth.
#[test]
fn a_palette_keeps_its_colours_and_loses_its_numbers() {
    for depth in [8, 40] {
        let mut film = film();
        let entry = film.find(b"vp08");
        entry.kind = *b"uncv";
        entry.head[74..78].copy_from_slice(&[0, depth, 0, 0]);
        let colours = |numbers: &[u8; 2]| [&numbers[..], b"colour"].concat().repeat(4);
        for (seed, stays) in [([0, 0, 0, 7], [0, 0, 0, 7]), (*b"Nora", [0xFF; 4])] {
            let table = |seed: [u8; 4], numbers| [&seed[..], &[0x80, 0, 0, 3], &colours(numbers)].concat();
            let mut film = film.clone();
            film.find(b"uncv").head.extend(table(seed, b"No"));
            assert!(holds(&copy_of(&film.bytes()), &table(stays, &[0; 2])));
        }
    }
}

/// Zeros that replaced what is no table were a table of one colour in the copy, which was refused as a fault of ours.
#[test]
fn what_is_no_table_of_colours_where_one_is_announced_is_refused() {
    let film_with = |depth, behind: &[u8]| {
        let mut film = film();
        let entry = film.find(b"vp08");
        entry.kind = *b"uncv";
        entry.inner.clear();
        entry.head[74..78].copy_from_slice(&[0, depth, 0, 0]);
        entry.head.extend(behind);
        film.bytes()
    };
    let flag = [&[0, 0, 0, 0, 0x40, 0, 0, 0][..], WORD, WORD].concat();
    let many = [&[0, 0, 0, 0, 0, 0, 0, 99][..], WORD, WORD].concat();
    for behind in [&flag, &many] {
        assert!(matches!(refused(&film_with(8, behind)), Error::Malformed { what: Malformed::ColourTable, .. }));
        // Other depths need none.
        assert!(!holds(&copy_of(&film_with(24, behind)), WORD));
        // Too short for a colour, as zeros too.
        assert!(!holds(&copy_of(&film_with(8, &behind[..15])), &behind[8..15]));
    }
}

#[test]
fn in_brands() {
    let mut film = film();
    film.find(b"ftyp").head = b"PLANT\0\0\0TEDxmp42".to_vec();
    let copy = copy_of(&film.bytes());
    assert!(holds(&copy, b"ftypisom\0\0\0\0mp42mp42"));
    assert!(ids(&film.bytes()).contains(&FieldId::Bmff(BmffElement::Brand)));
    film.find(b"ftyp").head = b"kddi\0\0\0\x003g2amp42".to_vec();
    assert!(holds(&copy_of(&film.bytes()), b"ftypisom\0\0\0\x003g2amp42"));
}

/// A brand that only looks like one of 3GPP's made the copy a file of another format, which was not trusted.
#[test]
fn in_a_brand_that_looks_like_3gpp() {
    let mut film = film();
    film.find(b"ftyp").head = b"3g  \0\0\0\0qt  qt  ".to_vec();
    assert!(holds(&copy_of(&film.bytes()), b"ftypisom\0\0\0\0qt  qt  "));
    for brand in [b"3gp5", b"3g2a", b"3ge6", b"3gg6", b"3gs6"] {
        film.find(b"ftyp").head = [&brand[..], b"\0\0\0\0isomisom"].concat();
        assert!(holds(&copy_of(&film.bytes()), brand));
    }
}

#[test]
fn in_a_colour_profile() {
    let mut profile = icc::grey(b"cprt", b"text\0\0\0\0PLANTED owner\0\0\0");
    for behind in [&b""[..], &[0; 9], WORD] {
        let mut film = film();
        film.find(b"vp08").inner.push(leaf(b"colr", &[b"prof", &profile[..], behind].concat()));
        let copy = copy_of(&film.bytes());
        assert!(!holds(&copy, WORD) && holds(&copy, b"acsp") && holds(&copy, b"colrprof"));
    }
    profile[36] = 0;
    let mut film = film();
    film.find(b"vp08").inner.push(leaf(b"colr", &[b"prof", &profile[..]].concat()));
    assert!(!holds(&copy_of(&film.bytes()), b"prof"));
}

/// `s_dec3`, `boxes_esds-t-entry`: fields for decoders of other codecs held text, because no decoder looks for them.
#[test]
fn in_boxes_for_decoders_of_other_codecs() {
    let mut film = film();
    for kind in [b"dec3", b"dac3", b"damr", b"chnl", b"dOps", b"dfLa"] {
        film.find(b"mp4a").inner.push(leaf(kind, WORD));
    }
    for kind in [b"esds", b"avcC", b"hvcC", b"av1C", b"d263"] {
        film.find(b"vp08").inner.push(leaf(kind, WORD));
    }
    let copy = copy_of(&film.bytes());
    assert!(!holds(&copy, WORD) && !holds(&copy, b"dec3") && !holds(&copy, b"avcC"));
    let mut twice = film.clone();
    let again = twice.find(b"esds").clone();
    twice.find(b"mp4a").inner.push(again);
    refused(&twice.bytes());
}

/// `sbgp_text_roll_0`, `tfdt_flag`, `stsd_dref0`: what stands in these fields was taken for a fault of the copy.
#[test]
fn in_groups_without_a_description_and_in_numbers_of_references() {
    let mut film = film();
    film.find(b"vp08").head[6..8].copy_from_slice(b"No");
    film.find(b"mp4a").head[6..8].copy_from_slice(b"No");
    let groups = [&b"\0\0\0\0roll"[..], &[0, 0, 0, 2, 0, 0, 0, 1], b"Nora", &[0, 0, 0, 1, 0, 0, 0, 1]].concat();
    film.find(b"stbl").inner.push(leaf(b"sbgp", &groups));
    film.find(b"stbl").inner.push(leaf(b"sgpd", b"\0\0\0\0roll\0\0\0\x01\0\x01"));
    let copy = copy_of(&film.bytes());
    assert!(!holds(&copy, b"Nora") && !holds(&copy, b"\0\0No") && holds(&copy, b"\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0\0\x01"));
}

/// `avc1_entry_dims`: four letters were width and height, which players take from the parameter sets.
#[test]
fn in_sizes_that_parameter_sets_contradict() {
    let set = b"\x67\x42\xC0\x0A\xDA\x0F\x0A\x68\x40\x00\x00\x03\x00\x40\x00\x00\x0C\xA3\xC4\x89\xE0";
    let record = [&[1, 0x42, 0xC0, 0x0A, 0xFF, 0xE1, 0, 21][..], set, &[1, 0, 4], b"\x68\xCE\x0F\xC8"].concat();
    let mut film = film();
    let picture = film.find(b"vp08");
    picture.kind = *b"avc1";
    picture.inner = vec![leaf(b"avcC", &record)];
    let at = film.find(b"avc1").head.len() - 78 + 24;
    film.find(b"avc1").head[at..at + 4].copy_from_slice(b"Nora");
    for (size, sample) in [(13_u32, PICTURES[0]), (10, PICTURES[1])] {
        let unit = [&(size - 4).to_be_bytes()[..], &[0x65]].concat();
        replace_samples(&mut film, &[sample], &unit);
    }
    film.find(b"mdat").head.extend(&[0; 5]);
    film.find(b"stsz").head[20..24].copy_from_slice(&[0, 0, 0, 8]);
    replace_samples(&mut film, &PICTURES[2..], b"\0\0\0\x04\x65");
    assert!(!holds(&copy_of(&film.bytes()), b"Nora"));
}

/// `mp4a_channels`: rate and number of channels, which decoders of AAC have elsewhere, were whatever a file said.
#[test]
fn in_rates_that_decoders_have_elsewhere() {
    let with = |channels: u8, rate: &[u8; 2]| {
        let mut film = film();
        let head = &mut film.find(b"mp4a").head;
        head[17] = channels;
        head[24..26].copy_from_slice(rate);
        copy_of(&film.bytes())
    };
    assert_eq!(with(b'N', b"No"), with(2, &22_050_u16.to_be_bytes()));
    assert_eq!(with(6, &44_100_u16.to_be_bytes()), with(2, &44_100_u16.to_be_bytes()));
    assert!(with(2, &44_100_u16.to_be_bytes()) != with(2, &22_050_u16.to_be_bytes()));
}
