//! ExifTool reads from the copies what was asked to be kept, in every format that has a place for it, and no more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use untrace::discover::{Request, for_cleaning};
use untrace::outcome::{FileReport, Outcome, Refusal};
use untrace::run::Options;
use untrace_core::model::{Category, KEEPABLE, Keep};

use crate::common::{fixtures, taken_through};
use crate::oracles::oracle;

use Category::{Camera, Date, Location, Panorama, People, Software, Text};

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
    (Panorama, &["ProjectionType", "UsePanoramaViewer", "CroppedAreaImageWidthPixels", "CroppedAreaImageHeightPixels",
                 "FullPanoWidthPixels", "FullPanoHeightPixels", "CroppedAreaLeftPixels", "CroppedAreaTopPixels", "PosePitchDegrees",
                 "InitialViewHeadingDegrees", "InitialHorizontalFOVDegrees"]),
];

/// Folders of fixtures whose formats have a place for what is kept.
const FOLDERS: [&str; 9] = ["jpeg", "png", "webp", "gif", "tiff", "dng", "jxl", "heif", "phone-export"];

type Tags = BTreeMap<String, Value>;

/// Puts the copies of a folder of fixtures there.
fn copies(output: &Path, folder: &str, keep: Keep) -> Vec<FileReport> {
    let request = Request { paths: vec![fixtures().join(folder)], output: Some(output.to_path_buf()), ..Request::default() };
    let options = Options { keep, jobs: 2, ..Options::default() };
    let mut reports = Vec::new();
    taken_through(for_cleaning(&request, |_| true).unwrap(), &options, |report| reports.push(report));
    reports
}

/// What ExifTool reads below a folder, by the place there. It is started once: that takes longer than most files.
fn read(exiftool: &str, root: &Path, folders: &[&str]) -> BTreeMap<String, Tags> {
    let mut command = Command::new(exiftool);
    command.args(["-r", "-q", "-q", "-n", "-G1", "-a", "-u", "-ee", "-j"]);
    let output = command.args(folders.iter().map(|folder| root.join(folder))).output().unwrap();
    let files: Vec<Tags> = serde_json::from_slice(&output.stdout).unwrap();
    let place = |tags: &Tags| {
        let place = Path::new(tags["SourceFile"].as_str().unwrap()).strip_prefix(root).unwrap();
        place.to_str().unwrap().trim_start_matches('/').to_owned()
    };
    files.into_iter().map(|tags| (place(&tags), tags)).collect()
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
    let asked: Vec<Vec<Category>> = [Vec::new()].into_iter().chain(singles).chain([KEEPABLE.to_vec()]).collect();
    let all = tempfile::tempdir().unwrap();
    for (number, asked) in asked.iter().enumerate() {
        for folder in FOLDERS {
            let output = all.path().join(number.to_string()).join(folder);
            for report in copies(&output, folder, Keep::these(asked.iter().copied())) {
                let refused = matches!(&report.outcome, Outcome::Refused(Refusal::Verification(_)));
                assert!(!refused, "{}: {:?}", report.source.display(), report.outcome);
            }
        }
    }
    let files = read(&exiftool, all.path(), &[""]);
    let mut seen: BTreeMap<usize, BTreeSet<Category>> = BTreeMap::new();
    for (place, tags) in &files {
        let (number, file) = place.split_once('/').unwrap();
        let number: usize = number.parse().unwrap();
        let (asked, plain) = (&asked[number], &files[&format!("0/{file}")]);
        for (name, value) in tags.iter().filter(|(name, _)| *name != "SourceFile") {
            let Some(category) = told(name, value, plain) else { continue };
            assert!(asked.contains(&category), "{asked:?}: {file}: {name} = {value}");
            if file.starts_with("phone-export/") || file.contains("/panorama.") {
                seen.entry(number).or_default().insert(category);
            }
        }
    }
    for (number, asked) in asked.iter().enumerate().skip(1) {
        assert_eq!(seen[&number], asked.iter().copied().collect(), "{asked:?}");
    }
    for folder in FOLDERS {
        let of_folder = |number: usize| files.keys().filter(|place| place.starts_with(&format!("{number}/{folder}/"))).count();
        assert!(of_folder(0) > 0 && (0..asked.len()).all(|number| of_folder(number) == of_folder(0)), "{folder}");
    }
}

/// Where one looks first is a direction in the picture: the compass that it counted from goes.
#[test]
fn a_panorama_is_shown_as_it_was_and_says_no_more() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    const SAME: [&str; 10] = [
        "ProjectionType",
        "UsePanoramaViewer",
        "CroppedAreaImageWidthPixels",
        "CroppedAreaImageHeightPixels",
        "FullPanoWidthPixels",
        "FullPanoHeightPixels",
        "CroppedAreaLeftPixels",
        "CroppedAreaTopPixels",
        "PosePitchDegrees",
        "InitialHorizontalFOVDegrees",
    ];
    let output = tempfile::tempdir().unwrap();
    for folder in ["jpeg", "png", "webp"] {
        copies(&output.path().join(folder), folder, Keep::these([Panorama]));
    }
    let originals = read(&exiftool, &fixtures(), &FOLDERS);
    let kept = read(&exiftool, output.path(), &["jpeg", "png", "webp"]);
    for file in ["jpeg/panorama.jpg", "png/panorama.png", "webp/panorama.webp"] {
        let of = |tags: &Tags, tag: &str| tags.get(&format!("XMP-GPano:{tag}")).cloned();
        for tag in SAME {
            assert!(of(&kept[file], tag).is_some(), "{file}: {tag}");
            let number = |tags: &Tags| of(tags, tag).map(|value| value.as_f64().map_or(value, Value::from));
            assert_eq!(number(&kept[file]), number(&originals[file]), "{file}: {tag}");
        }
        // 90 degrees from north, and 350.5 in the middle of the picture.
        assert_eq!(of(&kept[file], "InitialViewHeadingDegrees").and_then(|angle| angle.as_f64()), Some(99.5));
        assert_eq!(kept[file].keys().filter(|tag| tag.starts_with("XMP-")).count(), SAME.len() + 1, "{:?}", kept[file]);
    }
}

/// All of them, with the folder of a phone: one run of ExifTool for all copies.
#[test]
fn exiftool_reads_every_combination_and_no_more() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    let all = tempfile::tempdir().unwrap();
    for bits in 0_u32..64 {
        copies(&all.path().join(bits.to_string()), "phone-export", Keep::these(combination(bits)));
    }
    let files = read(&exiftool, all.path(), &[""]);
    let mut seen: BTreeMap<u32, BTreeSet<Category>> = BTreeMap::new();
    for (place, tags) in &files {
        let (bits, name) = place.split_once('/').unwrap();
        let bits: u32 = bits.parse().unwrap();
        let asked: Vec<Category> = combination(bits).collect();
        let plain = &files[&format!("0/{name}")];
        for (tag, value) in tags.iter().filter(|(tag, _)| *tag != "SourceFile") {
            let Some(category) = told(tag, value, plain) else { continue };
            assert!(asked.contains(&category), "{asked:?}: {name}: {tag} = {value}");
            seen.entry(bits).or_default().insert(category);
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
    let output = tempfile::tempdir().unwrap();
    for folder in FOLDERS {
        copies(&output.path().join(folder), folder, Keep::these(KEEPABLE));
    }
    let originals = read(&exiftool, &fixtures(), &FOLDERS);
    // Of two blocks, ExifTool believes the second.
    for (name, copy) in read(&exiftool, output.path(), &FOLDERS).iter().filter(|(name, _)| !name.contains("twice")) {
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
    assert!(compared > 60, "{compared}");
}

/// Where and when the picture behind it was taken was read as if it said so of the photo itself.
#[test]
fn what_a_picture_behind_says_is_not_kept_for_the_photo() {
    let photo = std::fs::read(fixtures().join("phone-export/DCIM/Camera/IMG_20240512_170312.jpg")).unwrap();
    let bare = crate::common::clean_bytes(&photo, "bare.jpg").1.unwrap();
    let both = [&bare[..], &photo].concat();
    let input = untrace_core::base::Input::from_bytes(&both);
    let scan = untrace_core::formats::jpeg::scan(&input).unwrap();
    assert!(scan.fields.iter().any(|field| field.id.name() == "GPSLatitude"), "the picture behind is read");
    assert_eq!(untrace_core::keep::told(&scan.fields, Keep::these(KEEPABLE)), untrace_core::model::Kept::default());
    assert_eq!(untrace_core::keep::taken(&scan.fields), None);
}
