//! The grammar is held to the copies of all fixtures: each has a place for every byte, and none has one for a word.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::*;
use crate::base::{Input, Span, Spans};
use crate::formats::{self, AnyScan};
use crate::model::KEEPABLE;
use crate::sniff::{self, Sniffed};
use crate::verify::media;

const WORD: &[u8; 4] = b"Nora";
/// In the copy of some fixture, so many bytes outside coded data and the list could have been chosen, and in none more:
/// `docs/planted.md` has the same numbers.
const MOST: [(&str, u64); 12] = [
    ("Avif", 118),
    ("Dng", 94),
    ("Gif", 21),
    ("Heif", 93),
    ("Jpeg", 67),
    ("Jxl", 6),
    ("Mp4", 261),
    ("Png", 72),
    ("QuickTime", 124),
    ("ThreeGp", 79),
    ("Tiff", 129),
    ("Webp", 4),
];

/// Copies of all fixtures, by their path, with their format and where coded data are.
fn copies() -> Vec<(PathBuf, FormatKind, Vec<u8>, Media)> {
    let mut paths = Vec::new();
    files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures")), &mut paths);
    paths.sort();
    paths.into_iter().filter_map(|path| copy(&path).map(|(kind, copy, media)| (path, kind, copy, media))).collect()
}

#[allow(clippy::disallowed_methods, reason = "fixtures are files, and these are tests of nothing else")]
fn files(folder: &Path, to: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, to) } else { to.push(path) }
    }
}

#[allow(clippy::disallowed_methods, reason = "fixtures are files, and these are tests of nothing else")]
fn copy(path: &Path) -> Option<(FormatKind, Vec<u8>, Media)> {
    let original = std::fs::read(path).unwrap();
    let copy = crate::clean(&original, &crate::Options::default()).ok()?.bytes;
    let input = Input::from_bytes(&copy);
    let Ok(Sniffed::Format(kind)) = sniff::look(&input) else { panic!("{path:?}") };
    let media = media_of(&input, kind);
    Some((kind, copy, media))
}

fn media_of(input: &Input<'_>, kind: FormatKind) -> Media {
    let format = formats::of(kind);
    match (format.scan)(input).unwrap() {
        AnyScan::Jpeg(scan) => media(&scan, format),
        AnyScan::Png(scan) => media(&scan, format),
        AnyScan::Webp(scan) => media(&scan, format),
        AnyScan::Gif(scan) => media(&scan, format),
        AnyScan::Isom(scan) => media(&scan, format),
        AnyScan::Jxl(scan) => media(&scan, format),
        AnyScan::Tiff(scan) => media(&scan, format),
    }
}

#[test]
fn every_byte_of_a_copy_has_a_place_in_the_grammar_and_few_can_be_chosen() {
    let mut most: BTreeMap<String, (u64, PathBuf)> = BTreeMap::new();
    for (path, kind, copy, media) in copies() {
        let input = Input::from_bytes(&copy);
        let mut bytes = Bytes::new(&input, &media, false);
        if let Err(stray) = walk(&mut bytes, kind) {
            panic!("{path:?}: {stray:?}");
        }
        let entry = most.entry(format!("{kind:?}")).or_default();
        *entry = entry.clone().max((bytes.said(), path));
    }
    let table: BTreeMap<String, u64> = MOST.iter().map(|(kind, most)| ((*kind).to_owned(), *most)).collect();
    assert!(most.keys().eq(table.keys()));
    assert!(most.iter().all(|(kind, (said, _))| *said == table[kind]), "{most:#?}");
}

#[test]
fn no_word_has_a_place_outside_of_coded_data_and_the_list() {
    let mut tried = 0;
    let mut wrong = BTreeMap::new();
    for (path, kind, copy, media) in copies() {
        let input = Input::from_bytes(&copy);
        let mut bytes = Bytes::new(&input, &media, false);
        walk(&mut bytes, kind).unwrap();
        let free: Spans = bytes.on_list.iter().copied().chain(media.coded.iter()).collect();
        for at in 0..copy.len().saturating_sub(WORD.len()) {
            let span = Span::new(at as u64, WORD.len() as u64);
            if free.within(span).next().is_some() {
                continue;
            }
            let mut planted = copy.clone();
            planted[at..at + WORD.len()].copy_from_slice(WORD);
            tried += 1;
            let input = Input::from_bytes(&planted);
            if walk(&mut Bytes::new(&input, &media, false), kind).is_ok() {
                let around = copy[at.saturating_sub(24)..(at + 12).min(copy.len())].escape_ascii().to_string();
                wrong.entry(format!("{kind:?} {around}")).or_insert_with(|| (path.clone(), at));
            }
        }
    }
    assert!(tried > 100_000, "{tried}");
    assert!(wrong.is_empty(), "{} of {tried}: {wrong:#?}", wrong.len());
}

#[test]
fn what_somebody_asked_for_is_no_stray() {
    let keeping = crate::Options::default().keep(KEEPABLE);
    let (mut more, mut strays) = (0, Vec::new());
    let mut paths = Vec::new();
    files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures")), &mut paths);
    for (path, plain) in paths.iter().filter_map(|path| Some((path, copy(path)?.1))) {
        #[allow(clippy::disallowed_methods, reason = "fixtures are files, and these are tests of nothing else")]
        let original = std::fs::read(path).unwrap();
        match crate::clean(&original, &keeping) {
            Ok(copy) => more += usize::from(copy.bytes != plain),
            Err(error) => strays.push(format!("{path:?}: {error:?}")),
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
    assert!(more > 100, "{more}");
}
