//! Whatever stands anywhere in a file and has to go is told: `check` finds nothing only where nothing is. Each case
//! hides a word in a place that readers pass over; and what is only written another way is not made a fuss of.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;
use untrace_core::base::Input;
use untrace_core::blocks::{exif, icc, multi_picture};
use untrace_core::containers::{png, riff};
use untrace_core::formats::{self, Planned};
use untrace_core::model::{ExifBlock, FormatKind, Keep, Orientation};

use crate::common::{clean_bytes, scan};

const WORD: &[u8] = b"Nora Petit, 12 rue des Lilas";
const ORIENTATION: &[u8] = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

fn jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
    let frame: &[u8] = &[0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
    let scan: &[u8] = &[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3];
    [&[0xFF, 0xD8], &segments.concat()[..], frame, scan, &[0xFF, 0xD9]].concat()
}

fn segment(code: u8, parts: &[&[u8]]) -> Vec<u8> {
    let payload = parts.concat();
    [&[0xFF, code], &u16::try_from(payload.len() + 2).unwrap().to_be_bytes()[..], &payload].concat()
}

fn png(kind: [u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let header = png::compose(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let chunk = png::compose(kind, &parts.concat());
    let data = png::compose(*b"IDAT", &deflate(&[0, 0]));
    [&png::SIGNATURE[..], &header, &chunk, &data, &png::compose(*b"IEND", &[])].concat()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let picture = riff::compose(*b"VP8L", &[0x2F, 0, 0, 0, 0, 0x88, 0x88, 8]);
    let body = [b"WEBP", &chunks.concat()[..], &picture].concat();
    [b"RIFF", &u32::try_from(body.len()).unwrap().to_le_bytes()[..], &body].concat()
}

/// A profile of one colorimetric tag and, with `tag`, another; `at` are bytes put over the header.
fn profile(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[8] = 2;
    profile[12..24].copy_from_slice(b"mntrGRAYXYZ ");
    profile[36..40].copy_from_slice(b"acsp");
    profile[68..80].copy_from_slice(&[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    profile.extend([0, 0, 0, 1]);
    profile.extend(b"kTRC\0\0\0\x90\0\0\0\x0Ecurv\0\0\0\0\0\0\0\x01\x02\x33\0\0");
    let len = u32::try_from(profile.len()).unwrap();
    profile[..4].copy_from_slice(&len.to_be_bytes());
    profile[at..at + bytes.len()].copy_from_slice(bytes);
    profile
}

/// An Exif block of one IFD, whose only value stands behind it.
fn exif(tag: u16, kind: u16, value: &[u8]) -> Vec<u8> {
    let len = u32::try_from(value.len()).unwrap();
    let entry = [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &len.to_le_bytes(), &26_u32.to_le_bytes()].concat();
    [&b"II*\0\x08\0\0\0\x01\0"[..], &entry, &[0; 4], value].concat()
}

/// An Exif block in which a tag stands twice, the first time with the word.
fn twice(tag: u16) -> Vec<u8> {
    let tag = tag.to_le_bytes();
    let first = [&tag[..], b"\x07\0\x1C\0\0\0\x26\0\0\0"].concat();
    let second = [&tag[..], b"\x03\0\x01\0\0\0\x20\0\0\0"].concat();
    [&b"II*\0\x08\0\0\0\x02\0"[..], &first, &second, &[0; 4], WORD].concat()
}

/// The word behind more padding than a reader looks through.
fn padded(padding: u8) -> Vec<u8> {
    [&[padding; 1100][..], WORD].concat()
}

fn index(tail: &[u8]) -> Vec<u8> {
    let picture = multi_picture::Picture { attribute: 0, size: 0, offset: 0, dependents: [0, 0] };
    segment(0xE2, &[multi_picture::HEADER, &multi_picture::compose(&[picture; 2]), tail])
}

fn planned(bytes: &[u8]) -> Planned {
    scan(bytes).unwrap().unwrap().plan(Keep::NOTHING).unwrap()
}

#[track_caller]
fn told(name: &str, bytes: &[u8]) {
    let plan = planned(bytes);
    assert!(!plan.removed.is_empty(), "{name}: check would find nothing");
    let (report, copy) = clean_bytes(bytes, name);
    let copy = copy.unwrap_or_else(|| panic!("{name}: {:?}", report.outcome));
    assert!(!copy.windows(6).any(|bytes| bytes == &WORD[..6]), "{name}: the word stands in the copy");
    assert!(planned(&copy).removed.is_empty(), "{name}: the copy tells something");
}

#[test]
fn a_word_anywhere_in_a_jpeg_file_is_told() {
    let iso: &[u8] = b"urn:iso:std:iso:ts:21496:-1\0";
    let exif_header: &[u8] = b"Exif\0\0";
    let photoshop: &[u8] = b"Photoshop 3.0\0";
    let resource = |number: u16, data: &[u8]| {
        let len = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&b"8BIM"[..], &number.to_be_bytes(), &[0, 0], &len, data].concat()
    };
    let iptc = [b"\x1C\x02\0\0\x1C", WORD].concat();
    let xmp = |inside: &str| {
        let packet = format!(
            r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{inside}</rdf:RDF></x:xmpmeta>"#
        );
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()])
    };
    let word = std::str::from_utf8(WORD).unwrap();
    for (name, part) in [
        ("behind JFIF's values", segment(0xE0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0", WORD])),
        ("behind Adobe's values", segment(0xEE, &[b"Adobe\0\x64\0\0\0\0\x01", WORD])),
        ("behind an index of pictures", index(WORD)),
        ("behind ISO 21496-1 numbers", segment(0xE2, &[iso, &[0; 4], WORD])),
        ("a text in a technical tag", segment(0xE1, &[exif_header, &exif(0x0213, 2, WORD)])),
        ("bytes in a technical tag", segment(0xE1, &[exif_header, &exif(0x0213, 7, WORD)])),
        ("bytes in an orientation", segment(0xE1, &[exif_header, &exif(0x0112, 7, WORD)])),
        ("a text in an orientation", segment(0xE1, &[exif_header, &exif(0x0112, 2, WORD)])),
        ("an IFD in a technical tag", segment(0xE1, &[exif_header, &exif(0x011A, 13, &WORD.repeat(4)[..112])])),
        ("few bytes in a technical tag", segment(0xE1, &[exif_header, &exif(0x0100, 7, &WORD[..12])])),
        ("a word behind a thousand zeros", segment(0xE1, &[exif_header, &exif(0x0100, 2, &padded(0))])),
        ("behind a short value", segment(0xE1, &[exif_header, b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x20\0No\0\0\0\0"])),
        ("an entry of nothing", segment(0xE1, &[exif_header, b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0\0\0\0\0Nora\0\0\0\0"])),
        ("one tag twice", segment(0xE1, &[exif_header, &twice(0x0100)])),
        ("padding", segment(0xE1, &[exif_header, &exif(0xEA1C, 7, WORD)])),
        ("behind an orientation", segment(0xE1, &[exif_header, ORIENTATION, WORD])),
        ("IPTC's version behind spaces", {
            let version = [&b"\x1C\x02\0\x04\x68"[..], &padded(b' ')].concat();
            segment(0xED, &[photoshop, &resource(0x0404, &version)])
        }),
        ("IPTC's version in pieces", {
            let version = split(WORD, 4, |word| [&b"\x1C\x02\0\0\x04"[..], word].concat());
            segment(0xED, &[photoshop, &resource(0x0404, &version)])
        }),
        ("a digest", segment(0xED, &[photoshop, &resource(0x0425, &WORD[..16])])),
        ("sixteen bytes of resolution", segment(0xED, &[photoshop, &resource(0x03ED, &WORD[..16])])),
        ("a signature", segment(0xED, &[photoshop, b"Nora\x04\x04\0\0\0\0\0\0"])),
        ("resolution", segment(0xED, &[photoshop, &resource(0x03ED, WORD)])),
        ("IPTC's version", segment(0xED, &[photoshop, &resource(0x0404, &iptc)])),
        ("IPTC once more", segment(0xED, &[photoshop, &resource(0x0404, &iptc[..5]), &resource(0x0404, WORD)])),
        ("a profile's creator", segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile(80, &WORD[..4])])),
        ("a profile's reserved bytes", segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile(100, WORD)])),
        ("a profile's id", segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile(84, &WORD[..16])])),
        (
            "a property that says nothing",
            xmp(&format!(r#"<rdf:Description xmlns:d="http://purl.org/dc/elements/1.1/" d:format="{word}"/>"#)),
        ),
        ("a wrapper", {
            let packet =
                [b"http://ns.adobe.com/xap/1.0/\0<?xpacket ", WORD, b"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>"].concat();
            segment(0xE1, &[&packet])
        }),
        ("a declaration", {
            let packet = [b"http://ns.adobe.com/xap/1.0/\0<?xml version=\"1.0\" encoding=\"", WORD, b"\"?><a/>"].concat();
            segment(0xE1, &[&packet])
        }),
        (
            "an empty element",
            xmp(r#"<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:Nora_Petit/></rdf:Description>"#),
        ),
        (
            "an empty attribute",
            xmp(r#"<rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Nora_Petit=""/>"#),
        ),
        ("an element around elements", xmp("<rdf:Nora_Petit><rdf:Bag/></rdf:Nora_Petit>")),
        ("a prefix", xmp(r#"<rdf:Description xmlns:Nora_Petit="http://purl.org/dc/elements/1.1/"/>"#)),
        ("a language of a name", xmp(r#"<rdf:li xml:lang="NoraPetit"/>"#)),
        (
            "a telephone",
            xmp(r#"<rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Phone="33612345678"/>"#),
        ),
        (
            "a place",
            xmp(r#"<rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="48.8566 2.3522"/>"#),
        ),
        ("short values", xmp(r#"<rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="Nora"/>"#)),
        ("an attribute of RDF", xmp(&format!(r#"<rdf:Description rdf:datatype="{word}"/>"#))),
        ("an element of RDF", xmp(&format!("<rdf:Description><rdf:note>{word}</rdf:note></rdf:Description>"))),
        ("a language", xmp(&format!(r#"<rdf:Description xml:lang="{word}"/>"#))),
        ("a namespace", xmp(&format!(r#"<rdf:Description xmlns:n="{word}"/>"#))),
    ] {
        told(name, &jpeg(&[part]));
    }
}

fn split(word: &[u8], len: usize, part: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    word.chunks_exact(len).flat_map(part).collect()
}

#[test]
fn a_word_in_tables_that_no_scan_uses_is_told() {
    let counts = [&[0; 7][..], &[28], &[0; 8]].concat();
    let quantization = [WORD, &[b'.'; 36]].concat();
    let dri = |word: &[u8]| segment(0xDD, &[word]);
    let dnl = |word: &[u8]| segment(0xDC, &[word]);
    let adobe = |word: &[u8]| segment(0xEE, &[b"Adobe\0\x64\0\0\0\0", word]);
    let jfif = |word: &[u8]| segment(0xE0, &[b"JFIF\0\x01\x01\x01", word, &[0, 0]]);
    for (name, part) in [
        ("a quantization table", segment(0xDB, &[&[3], &quantization])),
        ("Huffman codes", segment(0xC4, &[&[0x13], &counts, WORD])),
        ("arithmetic conditions", segment(0xCC, &[WORD])),
        ("restart intervals", [split(WORD, 2, dri), segment(0xDD, &[&[0, 0]])].concat()),
        ("numbers of lines", split(WORD, 2, dnl)),
        ("many transforms", [split(WORD, 1, adobe), segment(0xEE, &[b"Adobe\0\x64\0\0\0\0\x01"])].concat()),
        ("a density", segment(0xE0, &[b"JFIF\0\x01\x01\x01Nora\0\0"])),
        ("many densities", split(WORD, 4, jfif)),
    ] {
        let before = jpeg(std::slice::from_ref(&part));
        told(name, &before);
        let end = before.len() - 2 - part.len();
        let behind = [&jpeg(&[])[..end], &part, &[0xFF, 0xD9]].concat();
        told(&format!("{name} behind the scan"), &behind);
    }
}

/// Decoders keep the last table of a name; and one segment can hold a table that is used beside one that is not.
#[test]
fn a_table_that_is_used_stays_alone() {
    let used = [&[0][..], &[7; 64]].concat();
    let word = [WORD, &[b'.'; 36]].concat();
    let both = segment(0xDB, &[&used, &[1], &word]);
    let twice = [segment(0xDB, &[&[0], &word]), segment(0xDB, &[&used])].concat();
    for (name, part) in [("beside a table that is used", both), ("a table that is defined again", twice)] {
        let bytes = jpeg(&[part]);
        told(name, &bytes);
        assert_eq!(clean_bytes(&bytes, name).1, Some(jpeg(&[segment(0xDB, &[&used])])), "{name}");
    }
}

#[test]
fn a_word_in_an_index_or_in_numbers_without_a_map_is_told() {
    let iso: &[u8] = b"urn:iso:std:iso:ts:21496:-1\0\0\0";
    let entries = index(&[]);
    let entries = [&entries[..entries.len() - 28], WORD].concat();
    told("entries of an index", &jpeg(&[entries]));
    told("versions of writers", &jpeg(&[split(WORD, 2, |word| segment(0xE2, &[iso, word]))]));
}

#[test]
fn a_word_anywhere_in_a_png_file_is_told() {
    let usual = deflate(&profile(0, &[]));
    let keyword: &[u8] = b"XML:com.adobe.xmp\0\0\0";
    let raw = [b"Raw profile type xmp\0\n", WORD, b"\n       4\n3c612f3e\n"].concat();
    for (name, kind, parts) in [
        ("the name of a profile", *b"iCCP", vec![WORD, b"\0\0", &usual]),
        ("behind a profile", *b"iCCP", vec![b"icc\0\0", &usual, WORD]),
        ("the name of a palette", *b"sPLT", vec![WORD, b"\0\x08abcdef"]),
        ("the language of a text", *b"iTXt", vec![keyword, WORD, b"\0\0<a/>"]),
        ("a translated keyword", *b"iTXt", vec![keyword, b"\0", WORD, b"\0<a/>"]),
        ("the kind of a raw profile", *b"tEXt", vec![&raw[..]]),
        ("behind an orientation", *b"eXIf", vec![ORIENTATION, WORD]),
    ] {
        told(name, &png(kind, &parts));
    }
}

/// A picture of 8 bits a sample, with chunks before its data and behind them.
fn picture(colour: u8, before: &[Vec<u8>], behind: &[Vec<u8>]) -> Vec<u8> {
    let header = png::compose(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, colour, 0, 0, 0]);
    let data = png::compose(*b"IDAT", &deflate(&[0; 5]));
    let start = [&png::SIGNATURE[..], &header].concat();
    [start, before.concat(), data, behind.concat(), png::compose(*b"IEND", &[])].concat()
}

#[test]
fn a_word_in_chunks_that_decoders_ignore_is_told() {
    let (grey, rgb, indexed) = (0, 2, 3);
    let chunk = |kind: &[u8; 4], data: &[u8]| png::compose(*kind, data);
    let colours = [WORD, b".."].concat();
    let palette = chunk(b"PLTE", &colours);
    let usual = chunk(b"PLTE", &[7; 30]);
    for (name, bytes) in [
        ("a palette of greys", picture(grey, std::slice::from_ref(&palette), &[])),
        ("a palette beside colours", picture(rgb, &[palette], &[])),
        ("a histogram beside colours", picture(rgb, &[chunk(b"hIST", WORD)], &[])),
        ("transparency behind the data", picture(indexed, std::slice::from_ref(&usual), &[chunk(b"tRNS", WORD)])),
        ("transparency before the palette", picture(indexed, &[chunk(b"tRNS", WORD), usual.clone()], &[])),
        ("transparency again", picture(grey, &[chunk(b"tRNS", &[0, 1]), chunk(b"tRNS", b"No")], &[])),
        ("an animation behind the data", picture(rgb, &[], &[chunk(b"acTL", &WORD[..8])])),
        ("frames without an animation", picture(rgb, &[], &[chunk(b"fdAT", WORD)])),
        ("chromaticities", picture(rgb, &[chunk(b"cHRM", &[WORD, b"...."].concat())], &[])),
        ("brightness", picture(rgb, &[chunk(b"mDCV", &WORD[..24]), chunk(b"cLLI", &WORD[..8])], &[])),
        ("a density", picture(rgb, &[chunk(b"pHYs", &WORD[..9])], &[])),
        ("code points", picture(rgb, &[chunk(b"cICP", b"Nora")], &[])),
        ("bits", picture(rgb, &[chunk(b"sBIT", b"Nor")], &[])),
        ("a background", picture(rgb, &[chunk(b"bKGD", b"NoraPe")], &[])),
        ("a gamma", picture(rgb, &[chunk(b"gAMA", b"Nora")], &[])),
        ("the length of a raw profile", {
            let text = [b"Raw profile type exif\0\nexif\n", WORD, b"\n49492a0008000000000000000000"].concat();
            picture(rgb, &[chunk(b"tEXt", &text)], &[])
        }),
        ("behind a compressed text", {
            let packet = deflate(br#"<x:xmpmeta xmlns:x="adobe:ns:meta/"/>"#);
            picture(rgb, &[chunk(b"zTXt", &[b"XML:com.adobe.xmp\0\0", &packet[..], WORD].concat())], &[])
        }),
        ("a keyword in other letters", {
            picture(rgb, &[chunk(b"tEXt", &[b"xml:com.adobe.xmp\0", &padded(b' ')[..]].concat())], &[])
        }),
        ("short languages", {
            let text = |word: &[u8]| chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0", word, b"\0\0<a/>"].concat());
            picture(rgb, &[split(WORD, 4, text)], &[])
        }),
    ] {
        told(name, &bytes);
    }
}

/// Players would show something else, or nothing: there is no telling what.
#[test]
fn animations_that_no_player_shows_are_refused() {
    let announced = |frames: u8| png::compose(*b"acTL", &[0, 0, 0, frames, 0, 0, 0, 0]);
    let frame = |number: u8| png::compose(*b"fcTL", &[&[0, 0, 0, number, 0, 0, 0, 1, 0, 0, 0, 1][..], &[0; 14]].concat());
    let data = |number: u8| png::compose(*b"fdAT", &[&[0, 0, 0, number][..], WORD].concat());
    let of_two = |behind: &[Vec<u8>]| picture(2, &[announced(2), frame(0)], behind);
    for behind in [vec![data(1)], vec![frame(2), data(3)], vec![frame(1), frame(2)], vec![frame(1), data(2), frame(3)]] {
        assert!((formats::of(FormatKind::Png).scan)(&Input::from_bytes(&of_two(&behind))).is_err());
    }
    assert!(planned(&of_two(&[frame(1), data(2), data(3)])).is_empty);
    // The picture itself belongs to no frame.
    let hidden = picture(2, &[announced(1)], &[frame(0), data(1), data(2)]);
    assert!((formats::of(FormatKind::Png).scan)(&Input::from_bytes(&hidden)).is_err());
}

#[test]
fn a_word_anywhere_in_a_webp_file_is_told() {
    let header = |reserved: [u8; 3]| riff::compose(*b"VP8X", &[&[8][..], &reserved, &[0; 6]].concat());
    let exif = |tail: &[u8]| riff::compose(*b"EXIF", &[ORIENTATION, tail].concat());
    told("reserved bytes", &webp(&[header(*b"Nor")]));
    told("behind an orientation", &webp(&[header([0; 3]), exif(WORD)]));
}

#[test]
fn what_is_only_written_another_way_tells_nothing() {
    let turned = ExifBlock { orientation: Orientation::new(6), ..Default::default() };
    let big: &[u8] = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let exif_header: &[u8] = b"Exif\0\0";
    for (name, bytes) in [
        ("JFIF 1.02", jpeg(&[segment(0xE0, &[b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"])])),
        ("fill bytes", jpeg(&[vec![0xFF; 9]])),
        ("big endian", jpeg(&[segment(0xE1, &[exif_header, big])])),
        ("as we write it", jpeg(&[segment(0xE1, &[exif_header, &exif::compose(&turned)])])),
        ("big endian in PNG", png(*b"eXIf", &[big])),
        ("a usual name", png(*b"iCCP", &[b"ICC Profile\0\0", &deflate(&clean_profile())])),
    ] {
        assert_eq!(planned(&bytes).removed, [], "{name}");
    }
}

fn clean_profile() -> Vec<u8> {
    let profile = profile(0, &[]);
    let mut fields = Vec::new();
    let mut found = untrace_core::blocks::Found::new(0, "", &untrace_core::base::Limits::DEFAULT, &mut fields);
    match icc::read(&profile, &mut found).unwrap() {
        icc::Verdict::Clean => profile,
        icc::Verdict::Cleaned(profile) => profile,
        icc::Verdict::Ignored => panic!("ignored"),
    }
}
