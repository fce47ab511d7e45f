//! Any bytes as the sample tables of a picture track, of a track that goes, or as a fragment, in a video that is
//! otherwise whole: most bytes that a fuzzer finds for a whole file never get that far. The copy has to be clean, to
//! stay as it is, and to hold at most what the original held.
#![no_main]

use untrace_core::model::FormatKind;
use untrace_fuzz::{decide, scan, write};

/// Where the samples stand: behind ftyp, so that small offsets hit them.
const MEDIA: usize = 512;

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
        boxed(b"mdat", &[&b"Orphan-Secret-17".repeat(MEDIA / 16)]),
        boxed(b"moov", &[&moov.concat(), &boxed(b"mvex", &[&trex(1), &trex(2)])]),
        fragment.unwrap_or_default(),
    ]
    .concat();

    let Ok(described) = scan(FormatKind::Mp4, &film) else { return };
    let Ok(plan) = decide(&described) else { return };
    let copy = write(&film, &plan.edits);
    assert!(copy.len() <= film.len());
    let again = decide(&scan(FormatKind::Mp4, &copy).expect("the copy can be read")).expect("the copy is not refused");
    assert!(again.is_empty, "the copy would be changed again: {:?}", again.edits);
});
