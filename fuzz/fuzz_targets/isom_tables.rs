//! Any bytes as the sample tables of a picture track, of a track that goes, or as a fragment, in a video that is
//! otherwise whole: most bytes that a fuzzer finds for a whole file never get that far. The copy is judged, holds at most what the
//! original held, and of the word that its media are full of no more than its samples do, by a reader of tables of its own.
#![no_main]

use std::ops::Range;

use untrace_core::model::{BmffElement, FieldId, FormatKind};
use untrace_fuzz::{decide, judge, scan, write};

/// How long the media are. They stand behind ftyp, so that small offsets hit them.
const MEDIA: usize = 512;
const WORD: &[u8; 16] = b"Orphan-Secret-17";

fn boxed(kind: &[u8; 4], content: &[&[u8]]) -> Vec<u8> {
    let content = content.concat();
    [&(content.len() as u32 + 8).to_be_bytes()[..], kind, &content].concat()
}

fn track(number: u8, handler: &[u8; 4], tables: &[u8]) -> Vec<u8> {
    let tkhd = [&[0; 15][..], &[number], &[0; 68]].concat();
    let hdlr = [&[0; 8][..], handler, &[0; 13]].concat();
    let minf = boxed(b"minf", &[&boxed(b"stbl", &[tables])]);
    boxed(
        b"trak",
        &[&boxed(b"tkhd", &[&tkhd]), &boxed(b"mdia", &[&boxed(b"mdhd", &[&[0; 24]]), &boxed(b"hdlr", &[&hdlr]), &minf])],
    )
}

/// One sample of sixteen bytes at the start of the media.
fn usual() -> Vec<u8> {
    let entry = boxed(b"twos", &[&[0, 0, 0, 0, 0, 0, 0, 1], &[0; 20]]);
    [
        boxed(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1], &entry]),
        boxed(b"stsc", &[&[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]]),
        boxed(b"stsz", &[&[0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 1]]),
        boxed(b"stco", &[&[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 24]]),
    ]
    .concat()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let (picture, other, fragment) = match first % 3 {
        0 => (rest.to_vec(), usual(), None),
        1 => (usual(), rest.to_vec(), None),
        _ => (usual(), Vec::new(), Some(boxed(b"moof", &[rest]))),
    };
    let trex = |number: u8| boxed(b"trex", &[&[0; 7], &[number], &[0; 16]]);
    let moov = [&boxed(b"mvhd", &[&[0; 100]])[..], &track(1, b"soun", &picture), &track(2, b"meta", &other)];
    let film = [
        boxed(b"ftyp", &[b"isom\0\0\0\0"]),
        boxed(b"mdat", &[&WORD.repeat(MEDIA / WORD.len())]),
        boxed(b"moov", &[&moov.concat(), &boxed(b"mvex", &[&trex(1), &trex(2)])]),
        fragment.unwrap_or_default(),
    ]
    .concat();

    let Ok(described) = scan(FormatKind::Mp4, &film) else { return };
    let Ok(plan) = decide(&described) else { return };
    let copy = write(&film, &plan.edits);
    assert!(copy.len() <= film.len());
    let described = scan(FormatKind::Mp4, &copy).expect("the copy can be read");
    let samples = described.regions().into_iter().filter(|(_, id)| **id == FieldId::Bmff(BmffElement::Samples));
    all_in(&copy, &samples.map(|(span, _)| span.start as usize..span.end() as usize).collect::<Vec<_>>());
    if let Some(samples) = listed(&copy) {
        all_in(&copy, &samples);
    }
    judge(FormatKind::Mp4, &film);
});

/// Each word that stands in the copy has to touch a sample.
fn all_in(copy: &[u8], samples: &[Range<usize>]) {
    for at in memchr::memmem::find_iter(copy, WORD) {
        let touches = samples.iter().any(|sample| sample.start < at + WORD.len() && at < sample.end);
        assert!(touches, "a word of no sample is left at {at}: {samples:?}");
    }
}

/// Where the samples of all tracks are, by the simplest reader of tables that there is (ISO/IEC 14496-12, 8.7); nothing where it
/// is not that simple.
fn listed(film: &[u8]) -> Option<Vec<Range<usize>>> {
    let only = |bytes, kind: &[u8; 4]| match &boxes(bytes)?.into_iter().filter(|(k, _)| k == kind).collect::<Vec<_>>()[..] {
        [(_, content)] => Some(*content),
        _ => None,
    };
    if boxes(film)?.iter().any(|(kind, _)| kind == b"moof") {
        return None;
    }
    let mut samples = Vec::new();
    for (_, track) in boxes(only(film, b"moov")?)?.into_iter().filter(|(kind, _)| kind == b"trak") {
        let tables = only(only(only(track, b"mdia")?, b"minf")?, b"stbl")?;
        let sizes = only(tables, b"stsz")?;
        let (size, count) = (number(sizes, 4)?, number(sizes, 8)?);
        if count > MEDIA {
            return None;
        }
        let mut sizes = (0..count).map(|sample| if size == 0 { number(sizes, 12 + 4 * sample) } else { Some(size) });
        let runs = only(tables, b"stsc")?;
        let starts = only(tables, b"stco")?;
        let (mut run, mut each) = (0, 0);
        for chunk in 0..number(starts, 4)? {
            while run < number(runs, 4)? && number(runs, 8 + 12 * run)? <= chunk + 1 {
                each = number(runs, 12 + 12 * run)?;
                run += 1;
            }
            let mut at = number(starts, 8 + 4 * chunk)?;
            for size in sizes.by_ref().take(each) {
                let size = size?;
                samples.push(at..at + size);
                at += size;
            }
        }
    }
    Some(samples)
}

/// The boxes that bytes are made of; nothing where they are not.
fn boxes(mut bytes: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let mut boxes = Vec::new();
    while !bytes.is_empty() {
        let size = number(bytes, 0)?;
        boxes.push((*bytes.get(4..8)?.first_chunk()?, bytes.get(8..size)?));
        bytes = &bytes[size..];
    }
    Some(boxes)
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}
