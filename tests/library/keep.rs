//! ExifTool reads from the copies what was asked to be kept, in every format that has a place for it, and no more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use untrace::discover::{Request, for_cleaning};
use untrace::policy::{Category, KEEPABLE, Keep};
use untrace::run::{FileReport, Options, Outcome, run};

use crate::common::fixtures;
use crate::oracles::oracle;

use Category::{Camera, Date, Location, People, Software, Text};

/// Tags that say what is kept, by category.
#[rustfmt::skip]
static TAGS: &[(Category, &[&str])] = &[
    (Location, &["GPSVersionID", "GPSLatitude", "GPSLatitudeRef", "GPSLongitude", "GPSLongitudeRef", "GPSAltitude", "GPSAltitudeRef",
                 "GPSCoordinates", "GPSPosition"]),
    (Date, &["DateTimeOriginal", "SubSecTimeOriginal", "OffsetTimeOriginal", "SubSecDateTimeOriginal", "CreationDate", "CreateDate"]),
    (Camera, &["Make", "Model", "LensMake", "LensModel", "ExposureTime", "FNumber", "ISO", "FocalLength", "FocalLengthIn35mmFormat",
               // Worked out of those.
               "LensID", "Aperture", "ShutterSpeed", "LightValue", "FOV", "HyperfocalDistance", "FocalLength35efl", "ScaleFactor35efl",
               "CircleOfConfusion"]),
    (People, &["Artist", "Copyright", "OwnerName", "Author", "Creator", "Rights", "CameraOwnerName"]),
    (Text, &["ImageDescription", "UserComment", "XPTitle", "XPKeywords", "Title", "Description", "Comment", "Keywords",
             "Subject"]),
    (Software, &["Software", "CreatorTool"]),
];

/// Folders of fixtures whose formats have a place for what is kept.
const FOLDERS: [&str; 9] = ["jpeg", "png", "webp", "gif", "tiff", "dng", "jxl", "heif", "phone-export"];

type Tags = BTreeMap<String, Value>;

fn copies(folder: &str, keep: Keep) -> (tempfile::TempDir, Vec<FileReport>) {
    let output = tempfile::tempdir().unwrap();
    let request =
        Request { paths: vec![fixtures().join(folder)], output: Some(output.path().to_path_buf()), ..Request::default() };
    let mut reports = Vec::new();
    run(&for_cleaning(&request, |_| true).unwrap(), &Options { keep, ..Options::default() }, |report| reports.push(report));
    (output, reports)
}

fn read(exiftool: &str, folder: &Path) -> Vec<Tags> {
    let output =
        Command::new(exiftool).args(["-r", "-q", "-q", "-n", "-G1", "-a", "-u", "-ee", "-j"]).arg(folder).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn category(tag: &str) -> Option<Category> {
    TAGS.iter().find(|(_, tags)| tags.contains(&tag)).map(|(category, _)| *category)
}

/// The category of a tag of a copy; nothing for one that the copy has also where nothing is kept.
fn told(name: &str, value: &Value, plain: &Tags) -> Option<Category> {
    let (group, tag) = name.split_once(':').unwrap_or(("File", name));
    let frame = matches!(tag, "ExifVersion" | "HandlerType");
    let length = matches!(tag, "MPImageLength" | "MPImageStart" | "Free" | "Unknown_free" | "ImageOffset" | "WebP_Flags");
    if frame || length || plain.get(name) == Some(value) || matches!(group, "System" | "File" | "ExifTool") {
        return None;
    }
    Some(category(tag).unwrap_or_else(|| panic!("{name} = {value}")))
}

#[test]
fn exiftool_reads_what_was_asked_for_and_no_more() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    let singles = KEEPABLE.map(|category| vec![category]);
    let asked = singles.into_iter().chain([KEEPABLE.to_vec()]);
    let plain: Vec<BTreeMap<String, Tags>> =
        FOLDERS.iter().map(|folder| by_name(read(&exiftool, copies(folder, Keep::NOTHING).0.path()))).collect();
    for asked in asked {
        let keep = Keep::these(asked.iter().copied());
        for (folder, plain) in FOLDERS.iter().zip(&plain) {
            let (output, reports) = copies(folder, keep);
            for report in &reports {
                let refused = matches!(&report.outcome, Outcome::Refused(untrace::run::Refusal::Verification(_)));
                assert!(!refused, "{}: {:?}", report.source.display(), report.outcome);
            }
            let mut seen = BTreeSet::new();
            for (file, tags) in by_name(read(&exiftool, output.path())) {
                for (name, value) in tags.iter().filter(|(name, _)| *name != "SourceFile") {
                    let Some(category) = told(name, value, &plain[&file]) else { continue };
                    assert!(asked.contains(&category), "{asked:?}: {file}: {name} = {value}");
                    seen.insert(category);
                }
            }
            if *folder == "phone-export" {
                assert_eq!(seen, asked.iter().copied().collect(), "{folder}");
            }
        }
    }
}

/// All of them, with the folder of a phone: one run of ExifTool for all copies.
#[test]
fn exiftool_reads_every_combination_and_no_more() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    let all = tempfile::tempdir().unwrap();
    for bits in 0_u32..64 {
        let output = all.path().join(bits.to_string());
        let request = Request { paths: vec![fixtures().join("phone-export")], output: Some(output), ..Request::default() };
        let keep = Keep::these(combination(bits));
        run(&for_cleaning(&request, |_| true).unwrap(), &Options { keep, jobs: 2, ..Options::default() }, |_| {});
    }
    let place = |tags: &Tags| {
        let source = tags["SourceFile"].as_str().unwrap();
        let (bits, name) = source.strip_prefix(all.path().to_str().unwrap()).unwrap()[1..].split_once('/').unwrap();
        (bits.parse::<u32>().unwrap(), name.to_owned())
    };
    let files: BTreeMap<(u32, String), Tags> = read(&exiftool, all.path()).into_iter().map(|tags| (place(&tags), tags)).collect();
    let mut seen: BTreeMap<u32, BTreeSet<Category>> = BTreeMap::new();
    for ((bits, name), tags) in &files {
        let asked: Vec<Category> = combination(*bits).collect();
        let plain = &files[&(0, name.clone())];
        for (tag, value) in tags.iter().filter(|(tag, _)| *tag != "SourceFile") {
            let Some(category) = told(tag, value, plain) else { continue };
            assert!(asked.contains(&category), "{asked:?}: {name}: {tag} = {value}");
            seen.entry(*bits).or_default().insert(category);
        }
    }
    for bits in 1..64 {
        assert_eq!(seen[&bits], combination(bits).collect(), "{bits}");
    }
}

fn combination(bits: u32) -> impl Iterator<Item = Category> {
    KEEPABLE.into_iter().zip(0..).filter(move |(_, bit)| bits >> bit & 1 == 1).map(|(category, _)| category)
}

/// What ExifTool reads of an original, it reads of its copy: the same place, the same moment, the same names.
#[test]
fn what_is_kept_is_what_was_there() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    const SAME: [&str; 12] = [
        "IFD0:Make",
        "IFD0:Model",
        "IFD0:Artist",
        "IFD0:Copyright",
        "IFD0:ImageDescription",
        "IFD0:Software",
        "ExifIFD:DateTimeOriginal",
        "ExifIFD:OffsetTimeOriginal",
        "ExifIFD:LensModel",
        "ExifIFD:UserComment",
        "Keys:CreationDate",
        "Keys:Model",
    ];
    const NEAR: [&str; 7] = [
        "GPS:GPSLatitude",
        "GPS:GPSLongitude",
        "GPS:GPSAltitude",
        "ExifIFD:ExposureTime",
        "ExifIFD:FNumber",
        "ExifIFD:FocalLength",
        "ExifIFD:ISO",
    ];
    let mut compared = 0;
    for folder in FOLDERS {
        let (output, _) = copies(folder, Keep::these(KEEPABLE));
        let originals = by_name(read(&exiftool, &fixtures().join(folder)));
        // Of two blocks, ExifTool believes the second.
        for (name, copy) in by_name(read(&exiftool, output.path())).iter().filter(|(name, _)| !name.contains("twice")) {
            let original = &originals[name];
            for tag in SAME {
                if let (Some(before), Some(after)) = (original.get(tag), copy.get(tag)) {
                    assert_eq!(before, after, "{name}: {tag}");
                    compared += 1;
                }
            }
            for tag in NEAR {
                if let (Some(before), Some(after)) = (original.get(tag).and_then(Value::as_f64), copy.get(tag)) {
                    let after = after.as_f64().unwrap();
                    assert!((before - after).abs() <= 1e-6 * before.abs().max(1.0), "{name}: {tag} {before} {after}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 60, "{compared}");
}

/// Where and when the picture behind it was taken was read as if it said so of the photo itself.
#[test]
fn what_a_picture_behind_says_is_not_kept_for_the_photo() {
    let photo = std::fs::read(fixtures().join("phone-export/DCIM/Camera/IMG_20240512_170312.jpg")).unwrap();
    let bare = crate::common::clean_bytes(&photo, "bare.jpg").1.unwrap();
    let both = [&bare[..], &photo].concat();
    let input = untrace::input::Input::from_bytes(&both);
    let scan = untrace::formats::jpeg::scan(&input).unwrap();
    assert!(scan.fields.iter().any(|field| field.id.name() == "GPSLatitude"), "the picture behind is read");
    assert_eq!(untrace::keep::told(&scan, Keep::these(KEEPABLE)), untrace::model::Kept::default());
    assert_eq!(untrace::keep::taken(&scan), None);
}

fn by_name(files: Vec<Tags>) -> BTreeMap<String, Tags> {
    let name = |tags: &Tags| Path::new(tags["SourceFile"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
    files.into_iter().map(|tags| (name(&tags), tags)).collect()
}
