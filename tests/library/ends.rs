//! Where coded pictures end: bytes behind the last one that a decoder reads are found, told and gone, and a picture without
//! the marker that ends it is as whole as before.

use untrace::outcome::{Outcome, Refusal};
use untrace::run::Options;
use untrace_core::base::{Error, Input};
use untrace_core::codecs::jpeg::ends;
use untrace_core::containers::jpeg::{Element, marker, walk};
use untrace_core::verify::Depth;

use crate::common::{clean_with, fixtures};

/// What must be in no copy.
const WORD: &[u8] = b"Nora Petit, 12 rue des Lilas";

/// Every JPEG fixture that is coded by Huffman, with its name.
fn photos() -> Vec<(String, Vec<u8>)> {
    let names = std::fs::read_dir(fixtures().join("jpeg")).unwrap().map(|entry| entry.unwrap().path());
    let photos = names.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()));
    let mut photos: Vec<_> =
        photos.filter(|(name, bytes)| !name.contains("arithmetic") && bytes.starts_with(&[0xFF, 0xD8])).collect();
    photos.sort();
    assert!(photos.len() > 100);
    photos
}

/// Offsets of the first byte behind each scan, and the last of them.
fn scans(bytes: &[u8]) -> (Vec<usize>, usize) {
    let image = walk(&Input::from_bytes(bytes), 0).unwrap();
    let ends: Vec<usize> = image
        .elements
        .iter()
        .filter_map(|element| match element {
            Element::Segment(segment) if segment.marker == marker::SOS => Some(segment.span.end() as usize),
            _ => None,
        })
        .collect();
    let last = *ends.last().unwrap();
    (ends, last)
}

fn with_bytes_at(bytes: &[u8], at: usize, added: &[u8]) -> Vec<u8> {
    [&bytes[..at], added, &bytes[at..]].concat()
}

/// The copy of a file in memory, and its outcome.
fn cleaned(bytes: &[u8], depth: Depth) -> (Outcome, Option<Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo");
    std::fs::write(&path, bytes).unwrap();
    let (report, copy) = clean_with(&path, &Options { depth, ..Options::default() });
    (report.outcome, copy)
}

/// The copy of a file that has one.
fn copy(bytes: &[u8]) -> Vec<u8> {
    cleaned(bytes, Depth::Always).1.unwrap()
}

#[test]
fn coded_data_of_every_encoder_end_where_their_marker_stands() {
    for (name, bytes) in photos() {
        let input = Input::from_bytes(&bytes);
        let found = ends(&input, &walk(&input, 0).unwrap().elements).unwrap().unwrap_or_else(|| panic!("{name}: no end"));
        assert!(found.excess.is_empty() && found.complete, "{name}: {found:?}");
    }
}

#[test]
fn bytes_behind_the_last_mcu_of_a_scan_are_gone() {
    for (name, bytes) in photos() {
        // An index of pictures would lead elsewhere.
        if walk(&Input::from_bytes(&bytes), 0).unwrap().end as usize != bytes.len() {
            continue;
        }
        for end in scans(&bytes).0 {
            let (outcome, copied) = cleaned(&with_bytes_at(&bytes, end, WORD), Depth::Always);
            assert!(matches!(outcome, Outcome::Cleaned), "{name}: {outcome:?}");
            assert!(copied.unwrap() == copy(&bytes), "{name} at {end}");
        }
    }
}

#[test]
fn exif_block_before_eoi_is_told_and_gone() {
    let bytes = std::fs::read(fixtures().join("jpeg/baseline.jpg")).unwrap();
    let block = b"II*\0\x08\0\0\0\x01\0\x10\x01\x02\0\x04\0\0\0SM-G\0\0\0\0";
    let planted = with_bytes_at(&bytes, scans(&bytes).1, block);
    let findings = untrace_core::check(&planted).unwrap();
    assert!(!findings.is_clean && !findings.findings.is_empty());
    assert!(copy(&planted) == copy(&bytes));
}

#[test]
fn what_asks_for_nothing_goes_where_everything_is_verified() {
    let bytes = std::fs::read(fixtures().join("jpeg/baseline.jpg")).unwrap();
    let planted = with_bytes_at(&bytes, scans(&bytes).1, b"short");
    let (outcome, copied) = cleaned(&planted, Depth::Full);
    assert!(matches!(outcome, Outcome::Cleaned));
    assert!(copied.unwrap() == copy(&bytes));
}

#[test]
fn text_in_arithmetic_coded_data_is_refused() {
    for name in ["arithmetic.jpg", "arithmetic-progressive.jpg"] {
        let bytes = std::fs::read(fixtures().join("jpeg").join(name)).unwrap();
        let (outcome, copied) = cleaned(&with_bytes_at(&bytes, scans(&bytes).1, WORD), Depth::Always);
        let Outcome::Refused(Refusal::Unreadable(Error::Unsupported { .. })) = outcome else { panic!("{name}: {outcome:?}") };
        assert!(copied.is_none());
    }
}

#[test]
fn jpeg_without_eoi_is_made_whole() {
    for (name, bytes) in photos() {
        // What stands behind EOI, or between it and the last scan, would be something else.
        let (_, end) = scans(&bytes);
        let whole = walk(&Input::from_bytes(&bytes), 0).unwrap();
        if whole.end as usize != bytes.len() || bytes.len() - end != 2 {
            continue;
        }
        for behind in [&b""[..], b"\xFF\xE1\x40\0 behind", &[0; 40], b"\0\0\x01\x0aSEFT"] {
            let (outcome, copied) = cleaned(&[&bytes[..end], behind].concat(), Depth::Always);
            assert!(matches!(outcome, Outcome::Cleaned), "{name}: {outcome:?}");
            assert!(copied.unwrap() == copy(&bytes), "{name} with {behind:?}");
        }
        let (outcome, _) = cleaned(&bytes[..end - 3], Depth::Always);
        assert!(matches!(outcome, Outcome::Refused(_)), "{name}: cut off, and {outcome:?}");
    }
}

/// Files of a folder of the fixtures whose names do not say that anything is wrong with them.
fn fixtures_in(folder: &str) -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(fixtures().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

/// What becomes of a file in which the word was planted: the copy has as many bytes as without, of which some are zero.
#[track_caller]
fn loses_the_word(name: &str, planted: &[u8]) {
    let (outcome, copied) = cleaned(planted, Depth::Always);
    assert!(matches!(outcome, Outcome::Cleaned), "{name}: {outcome:?}");
    let copied = copied.unwrap();
    assert!(memchr::memmem::find(&copied, &WORD[..8]).is_none(), "{name}");
    let (outcome, again) = cleaned(&copied, Depth::Always);
    assert!(matches!(outcome, Outcome::AlreadyClean), "{name}: {outcome:?}");
    assert!(again.unwrap() == copied, "{name}");
    let (outcome, _) = cleaned(&copied, Depth::Pixels);
    assert!(matches!(outcome, Outcome::AlreadyClean), "{name}: {outcome:?}");
    assert!(!untrace_core::check(planted).unwrap().is_clean, "{name}");
}

/// The checksum of a chunk (PNG third edition, annex D), said in the plainest way.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

/// The first chunk of this type, and where its data begin and end.
fn chunk(bytes: &[u8], kind: &[u8; 4], header: usize) -> Option<(usize, usize, usize)> {
    let at = memchr::memmem::find(bytes, kind)?;
    let len = match header {
        8 => u32::from_be_bytes(bytes[at - 4..at].try_into().unwrap()),
        _ => u32::from_le_bytes(bytes[at + 4..at + 8].try_into().unwrap()),
    } as usize;
    let data = if header == 8 { at + 4 } else { at + 8 };
    Some((at, data, data + len))
}

#[test]
fn bytes_behind_zlib_data_of_png_are_gone() {
    let mut tried = 0;
    for (name, bytes) in fixtures_in("png") {
        for kind in [b"IDAT", b"fdAT"] {
            let Some((at, data, end)) = chunk(&bytes, kind, 8) else { continue };
            // Data that go on in the next chunk have none behind them, nor those that the file ends in.
            let ends = bytes.get(end + 8..end + 12) == Some(kind) || bytes.len() < end + 4;
            if ends || cleaned(&bytes, Depth::Always).1.is_none() {
                continue;
            }
            let grown = [&bytes[at..end], WORD].concat();
            let crc = crc(&grown);
            let length = u32::try_from(grown.len() - 4).unwrap();
            let planted = [&bytes[..at - 4], &length.to_be_bytes(), &grown, &crc.to_be_bytes(), &bytes[end + 4..]].concat();
            assert!(data < end);
            loses_the_word(&name, &planted);
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

#[test]
fn bytes_behind_lzw_data_of_gif_are_gone() {
    let mut tried = 0;
    for (name, bytes) in fixtures_in("gif") {
        let scan = crate::common::scan(&bytes);
        let Some(Ok(scan)) = scan else { continue };
        let regions = scan.regions();
        let images = regions.iter().enumerate().filter(|(_, (_, id))| id.name() == "image");
        for (index, (image, _)) in images {
            // The terminator of the last image is a region of its own, or missing.
            let terminator = match &regions[index + 1] {
                (span, id) if id.name() == "block terminator" => *span,
                _ => untrace_core::base::Span::new(image.end() - 1, 1),
            };
            if terminator.is_empty() {
                continue;
            }
            let block = [&[WORD.len() as u8][..], WORD].concat();
            loses_the_word(&name, &with_bytes_at(&bytes, terminator.start as usize, &block));
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn bytes_behind_coded_pictures_of_webp_are_gone() {
    let mut tried = 0;
    for (name, bytes) in fixtures_in("webp") {
        for kind in [b"VP8 ", b"VP8L", b"ALPH"] {
            let Some((at, _, end)) = chunk(&bytes, kind, 4) else { continue };
            // A frame would have to grow with its chunk.
            if cleaned(&bytes, Depth::Always).1.is_none() || memchr::memmem::find(&bytes, b"ANMF").is_some() {
                continue;
            }
            let odd = (end - at) & 1;
            let mut planted = [&bytes[..end], WORD, &bytes[end..]].concat();
            assert!(WORD.len() & 1 == 0 && odd <= 1);
            let length = u32::try_from(end - at - 8 + WORD.len()).unwrap();
            planted[at + 4..at + 8].copy_from_slice(&length.to_le_bytes());
            let size = u32::from_le_bytes(planted[4..8].try_into().unwrap()) + WORD.len() as u32;
            planted[4..8].copy_from_slice(&size.to_le_bytes());
            loses_the_word(&name, &planted);
            tried += 1;
        }
    }
    assert!(tried > 15, "{tried}");
}

/// Zeros between two parts of coded data were a stray to the second grammar, and such a picture had no copy.
#[test]
fn bytes_behind_the_first_partition_of_a_webp_picture_are_gone() {
    const HEADER: usize = 10;
    let mut tried = 0;
    for (name, bytes) in fixtures_in("webp") {
        let Some((at, data, _)) = chunk(&bytes, b"VP8 ", 4) else { continue };
        if cleaned(&bytes, Depth::Always).1.is_none() || memchr::memmem::find(&bytes, b"ANMF").is_some() {
            continue;
        }
        let tag = u32::from_le_bytes([bytes[data], bytes[data + 1], bytes[data + 2], 0]);
        let mut planted = with_bytes_at(&bytes, data + HEADER + (tag >> 5) as usize, WORD);
        let longer = tag + ((WORD.len() as u32) << 5);
        planted[data..data + 3].copy_from_slice(&longer.to_le_bytes()[..3]);
        for place in [at + 4, 4] {
            let length = u32::from_le_bytes(planted[place..place + 4].try_into().unwrap()) + WORD.len() as u32;
            planted[place..place + 4].copy_from_slice(&length.to_le_bytes());
        }
        loses_the_word(&name, &planted);
        tried += 1;
    }
    assert!(tried > 5, "{tried}");
}

/// The last four bytes of the data, which hold their checksum in a whole file, were not looked at.
#[test]
fn a_removed_name_at_the_very_end_of_idat_is_gone() {
    const NAME: &[u8] = b"Anneliese Vogt";
    let bytes = std::fs::read(fixtures().join("png/rgb.png")).unwrap_or_else(|_| fixtures_in("png").remove(0).1);
    let (at, _, end) = chunk(&bytes, b"IDAT", 8).unwrap();
    let grown = [&bytes[at..end], NAME].concat();
    let text = [&b"tEXtAuthor\0"[..], NAME].concat();
    let length = |data: &[u8]| u32::try_from(data.len() - 4).unwrap().to_be_bytes();
    let planted = [
        &bytes[..at - 4],
        &length(&text),
        &text,
        &crc(&text).to_be_bytes(),
        &length(&grown),
        &grown,
        &crc(&grown).to_be_bytes(),
        &bytes[end + 4..],
    ]
    .concat();
    assert!(memchr::memmem::find(&copy(&planted), NAME).is_none());
}

/// Latin-1 is what many cameras and PNG's texts have.
#[test]
fn a_removed_name_in_latin_1_is_gone() {
    let name = b"J\xFCrgen M\xFCller-K\xF6ln";
    let bytes = std::fs::read(fixtures().join("jpeg/baseline.jpg")).unwrap();
    let comment = [&[0xFF, 0xFE, 0, name.len() as u8 + 2][..], name].concat();
    let planted = with_bytes_at(&with_bytes_at(&bytes, scans(&bytes).1, name), 2, &comment);
    assert!(memchr::memmem::find(&copy(&planted), name).is_none());
}

/// A frame has the length of what is in it, also of what became zeros.
#[test]
fn bytes_behind_the_picture_of_a_webp_frame_are_gone() {
    let mut tried = 0;
    for (name, bytes) in fixtures_in("webp") {
        let Some((frame, _, _)) = chunk(&bytes, b"ANMF", 4) else { continue };
        let kinds = [b"VP8 ", b"VP8L"].into_iter().filter_map(|kind| chunk(&bytes[frame..], kind, 4));
        let Some((at, _, end)) = kinds.min().map(|(at, data, end)| (frame + at, frame + data, frame + end)) else { continue };
        if cleaned(&bytes, Depth::Always).1.is_none() {
            continue;
        }
        let mut planted = [&bytes[..end], WORD, &bytes[end..]].concat();
        for place in [at + 4, frame + 4, 4] {
            let length = u32::from_le_bytes(planted[place..place + 4].try_into().unwrap()) + WORD.len() as u32;
            planted[place..place + 4].copy_from_slice(&length.to_le_bytes());
        }
        loses_the_word(&name, &planted);
        tried += 1;
    }
    assert!(tried > 3, "{tried}");
}

/// Data that give more than the picture has are no fault of ours.
#[test]
fn a_png_whose_end_cannot_be_told_is_copied_where_nothing_asks() {
    let bytes = fixtures_in("png").into_iter().find(|(name, _)| name.ends_with("data-without-checksum.png")).unwrap().1;
    for depth in [Depth::Always, Depth::Full, Depth::Pixels] {
        assert!(matches!(cleaned(&bytes, depth).0, Outcome::Cleaned));
    }
}
