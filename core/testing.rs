//! What unit tests share: builders of small files and blocks, and the checks that copies have to pass. The builders
//! write every byte themselves: none of them uses the code it tests.

pub(crate) mod bits;
pub(crate) mod bmff;
pub(crate) mod coded;
pub(crate) mod gif;
pub(crate) mod icc;
pub(crate) mod jpeg;
pub(crate) mod mastering;
pub(crate) mod nal;
pub(crate) mod png;
pub(crate) mod riff;
pub(crate) mod samples;
pub(crate) mod telemetry;
pub(crate) mod tiff;

use std::fmt::Debug;

use crate::base::{Error, Input, Limits, Malformed};
use crate::blocks::Found;
use crate::formats::{self, AnyScan, Planned};
use crate::model::{Field, FormatKind, Keep, Trust};

/// What no copy may contain.
pub(crate) const WORD: &[u8] = b"Nora Petit, 12 rue des Lilas";

/// A file that was cleaned.
#[derive(Debug)]
pub(crate) struct Cleaned {
    /// Its description by its format.
    pub(crate) scan: AnyScan,
    /// What becomes of it.
    pub(crate) plan: Planned,
    /// What it becomes.
    pub(crate) copy: Vec<u8>,
}

/// A codec that tests may put anything into, and whose pictures are each coded independently.
pub(crate) fn trusted() -> Trust {
    Trust::these(["uncv".parse().unwrap()])
}

/// Cleans a file of this format, keeping nothing.
pub(crate) fn clean(kind: FormatKind, bytes: &[u8]) -> Result<Cleaned, Error> {
    let scan = (formats::of(kind).scan)(&Input::from_bytes(bytes))?.trusting(trusted());
    assert!(scan.is_total());
    let plan = scan.plan(Keep::NOTHING)?;
    let copy = plan.edits.apply(bytes).unwrap();
    Ok(Cleaned { scan, plan, copy })
}

/// The copy of a file of this format.
#[track_caller]
pub(crate) fn cleaned(kind: FormatKind, bytes: &[u8]) -> Vec<u8> {
    clean(kind, bytes).unwrap().copy
}

/// A file becomes this, which then stays as it is and reveals nothing.
#[track_caller]
pub(crate) fn becomes(kind: FormatKind, bytes: &[u8], copy: &[u8]) {
    assert_eq!(cleaned(kind, bytes), copy);
    let again = clean(kind, copy).unwrap().plan;
    assert!(again.is_empty, "{again:?}");
}

/// A file reveals something, becomes this, and that stays as it is and reveals nothing.
#[track_caller]
pub(crate) fn tells_and_becomes(kind: FormatKind, bytes: &[u8], copy: &[u8]) {
    assert!(!clean(kind, bytes).unwrap().plan.removed.is_empty());
    becomes(kind, bytes, copy);
}

/// What is wrong with the input, and where.
#[track_caller]
pub(crate) fn malformed_at<T: Debug>(read: Result<T, Error>) -> (Malformed, u64) {
    match read {
        Err(Error::Malformed { what, place }) => (what, place.at),
        other => panic!("{other:?}"),
    }
}

/// What is wrong with the input.
#[track_caller]
pub(crate) fn malformed<T: Debug>(read: Result<T, Error>) -> Malformed {
    malformed_at(read).0
}

/// A file is refused however little is missing at its end.
#[track_caller]
pub(crate) fn refused_when_cut<T>(whole: &[u8], read: impl Fn(&Input<'_>) -> Result<T, Error>) {
    for len in 0..whole.len() {
        assert!(read(&Input::from_bytes(&whole[..len])).is_err(), "{len}");
    }
}

/// What a reader returns for a block that begins at `at`, and what it finds in it.
pub(crate) fn found<T>(at: u64, path: &str, read: impl FnOnce(&mut Found<'_>) -> T) -> (T, Vec<Field>) {
    let mut fields = Vec::new();
    let answer = read(&mut Found::new(at, path, &Limits::DEFAULT, &mut fields));
    (answer, fields)
}

/// Whether these bytes occur in others.
pub(crate) fn holds(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}

/// An XMP packet whose only description has these attributes.
pub(crate) fn xmp_packet(attributes: &str) -> Vec<u8> {
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    let description = format!(r#"<rdf:RDF xmlns:rdf="{rdf}"><rdf:Description {attributes}/></rdf:RDF>"#);
    format!(r#"<x:xmpmeta xmlns:x="adobe:ns:meta/">{description}</x:xmpmeta>"#).into_bytes()
}

/// An Apple maker note that contains these fractions.
pub(crate) fn apple_note(headroom: [i32; 2], gain: [i32; 2]) -> Vec<u8> {
    let entry = |tag: u16, offset: u32| [&tag.to_be_bytes()[..], &[0, 10, 0, 0, 0, 1], &offset.to_be_bytes()].concat();
    let numbers = [headroom, gain].concat().into_iter().flat_map(i32::to_be_bytes).collect::<Vec<u8>>();
    [&b"Apple iOS\0\0\x01MM\0\x02"[..], &entry(0x21, 40), &entry(0x30, 48), &numbers].concat()
}

/// The first bytes of a file, as used to tell formats apart.
pub(crate) fn head<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut head = [0; N];
    head[..bytes.len()].copy_from_slice(bytes);
    head
}
