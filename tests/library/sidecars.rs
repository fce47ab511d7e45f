//! Files beside photos: ExifTool says what is in them, and each of its texts has to be told by `check`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use untrace::discover::{Discovered, Request, for_reading};
use untrace::outcome::Action;
use untrace::run::Options;

use crate::common::{fixtures, taken_through};
use crate::oracles::oracle;

/// All values that are told of a file.
fn told(path: &Path) -> Vec<String> {
    let request = Request { paths: vec![path.to_path_buf()], ..Request::default() };
    let mut values = Vec::new();
    let options = Options { action: Action::Plan, ..Options::default() };
    let entries = for_reading(&request).unwrap();
    taken_through(Discovered { entries, ..Discovered::default() }, &options, |report| {
        assert!(report.sidecar.is_some(), "{}", path.display());
        values.extend(report.removed.into_iter().filter_map(|found| found.value.text().map(Cow::into_owned)));
    });
    values
}

/// The texts that ExifTool reads in a file, but for those about the file itself.
fn read(exiftool: &str, path: &Path) -> Vec<(String, String)> {
    let output = Command::new(exiftool).args(["-G1", "-a", "-j", "-n", "-struct"]).arg(path).output().unwrap();
    let files: Vec<BTreeMap<String, Value>> = serde_json::from_slice(&output.stdout).unwrap();
    let mut texts = Vec::new();
    for (name, value) in &files[0] {
        let about_the_file =
            ["SourceFile", "ExifTool", "System", "File", "Composite"].iter().any(|group| name.starts_with(group));
        if !about_the_file {
            leaves(name, value, &mut texts);
        }
    }
    texts
}

fn leaves(name: &str, value: &Value, texts: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) if !text.starts_with("(Binary data") && says_something(text) => {
            texts.push((name.to_owned(), text.clone()));
        }
        Value::Array(list) => list.iter().for_each(|value| leaves(name, value, texts)),
        Value::Object(map) => map.values().for_each(|value| leaves(name, value, texts)),
        _ => {}
    }
}

/// Versions, lists of numbers and words that every file has are nobody's.
fn says_something(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_date = text.len() >= 10 && matches!(text.as_bytes()[4], b':' | b'-');
    (letters > 2 || is_date) && !["pixel", "image/jpeg"].contains(&text)
}

#[track_caller]
fn tells_what_exiftool_reads(exiftool: &str, path: &Path, at_least: usize) {
    let (told, read) = (told(path), read(exiftool, path));
    assert!(read.len() >= at_least, "{read:?}");
    // Dates are written with other marks between their numbers.
    let plain = |text: &str| text.replace([':', '-', 'T', 'Z', ' '], "");
    for (name, text) in read {
        assert!(told.iter().any(|told| plain(told).contains(&plain(&text))), "{name} = {text} is not in {told:#?}");
    }
}

#[test]
fn xmp_that_exiftool_writes_is_told_wholly() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xmp");
    let status = Command::new(&exiftool)
        .args(["-q", "-XMP-dc:Creator=Léa Martin", "-XMP-dc:Title=Les 7 ans de Nora", "-XMP-xmp:CreateDate=2024:05:12 17:03:12"])
        .args(["-XMP-iptcExt:PersonInImage=Nora Petit", "-XMP-photoshop:City=Paris", "-XMP-dc:Subject=anniversaire"])
        .args([
            "-XMP-xmpMM:DocumentID=xmp.did:17f0-secret",
            "-XMP-tiff:Model=Lumora P4",
            "-XMP-lr:HierarchicalSubject=famille|Nora",
        ])
        .args(["-RegionInfo={AppliedToDimensions={W=100,H=80,Unit=pixel},RegionList=[{Name=Nora Petit,Type=Face}]}", "-o"])
        .arg(&path)
        .status()
        .unwrap();
    assert!(status.success());
    tells_what_exiftool_reads(&exiftool, &path, 10);
}

#[test]
fn an_aae_is_told_wholly() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    tells_what_exiftool_reads(&exiftool, &fixtures().join("phone-export/DCIM/100APPLE/IMG_0417.AAE"), 3);
}

#[test]
fn a_thm_is_told_wholly() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    let folder = tempfile::tempdir().unwrap();
    for name in ["exif-camera.jpg", "exif-people.jpg", "exif-text.jpg", "xmp.jpg", "iptc.jpg"] {
        let path = folder.path().join("a.THM");
        std::fs::copy(fixtures().join("jpeg").join(name), &path).unwrap();
        tells_what_exiftool_reads(&exiftool, &path, 1);
    }
}
