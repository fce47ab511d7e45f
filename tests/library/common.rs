//! What the tests share: the manifest of the fixtures, and cleaning one file through the whole pipeline.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use untrace::commit::Outputs;
use untrace::discover::{Discovered, Request, for_cleaning};
use untrace::outcome::FileReport;
use untrace::run::{End, Options, run};
use untrace::state::State;
use untrace_core::base::{Error, Input};
use untrace_core::formats::{self, AnyScan};
use untrace_core::model::Keep;
use untrace_core::sniff::{Sniffed, sniff};

#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) file: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) outcome: String,
    pub(crate) removes: Vec<String>,
    pub(crate) keeps: Vec<String>,
    #[serde(default)]
    pub(crate) plants: Vec<String>,
    #[serde(default)]
    pub(crate) stays: Vec<String>,
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

pub(crate) fn manifest() -> Vec<Entry> {
    let text = std::fs::read_to_string(fixtures().join("MANIFEST.toml")).unwrap();
    toml::from_str::<Manifest>(&text).unwrap().file
}

/// The file of an entry, as bytes.
pub(crate) fn bytes(entry: &Entry) -> Vec<u8> {
    std::fs::read(fixtures().join(&entry.path)).unwrap()
}

/// Takes what was discovered through all stages, to the end.
pub(crate) fn taken_through(discovered: Discovered, options: &Options, sink: impl FnMut(FileReport)) {
    let outputs = Outputs::new(discovered.originals);
    assert_eq!(run(&discovered.entries, &outputs, &State::default(), options, &|| false, sink), End::Whole);
}

/// What became of one file, and its copy if there is one.
pub(crate) fn clean_with(path: &Path, options: &Options) -> (FileReport, Option<Vec<u8>>) {
    let output = tempfile::tempdir().unwrap();
    let request = Request { paths: vec![path.to_path_buf()], output: Some(output.path().to_path_buf()), ..Request::default() };
    let mut reports = Vec::new();
    taken_through(for_cleaning(&request, |_| true).unwrap(), options, |report| reports.push(report));
    assert_eq!(reports.len(), 1);
    let copies: Vec<_> = std::fs::read_dir(output.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(copies.len() <= 1, "{copies:?}");
    (reports.remove(0), copies.first().map(|copy| std::fs::read(copy).unwrap()))
}

pub(crate) fn clean(path: &Path) -> (FileReport, Option<Vec<u8>>) {
    clean_with(path, &Options::default())
}

/// The same for bytes that are in no file yet.
pub(crate) fn clean_bytes(bytes: &[u8], name: &str) -> (FileReport, Option<Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    clean(&path)
}

/// What the format of bytes says about them, if they are of one.
pub(crate) fn scan(bytes: &[u8]) -> Option<Result<AnyScan, Error>> {
    let input = Input::from_bytes(bytes);
    match sniff(&input.head().unwrap()) {
        Sniffed::Format(kind) => Some((formats::of(kind).scan)(&input)),
        _ => None,
    }
}

/// The copy of bytes that can be cleaned: the same without a file, and without a judge.
pub(crate) fn clean_in_memory(bytes: &[u8]) -> Option<Vec<u8>> {
    let planned = scan(bytes)?.ok()?.plan(Keep::NOTHING).ok()?;
    Some(planned.edits.apply(bytes).unwrap())
}
