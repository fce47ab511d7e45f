//! Programs that are not ours read TIFF and DNG copies: libtiff sees the same pixels on every page, dcraw and LibRaw
//! develop the same picture, ExifTool sees no tag that no decoder needs. A missing program is said, and fails where
//! CI is `true`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use crate::common::{clean, fixtures};
use crate::oracles::oracle;

/// Originals of a folder, each beside its copy in a folder of its own.
fn pairs(folder: &str) -> Vec<(PathBuf, tempfile::TempDir)> {
    let mut pairs = Vec::new();
    for entry in std::fs::read_dir(fixtures().join(folder)).unwrap() {
        let original = entry.unwrap().path();
        let (report, copy) = clean(&original);
        let copy = copy.unwrap_or_else(|| panic!("{}: {:?}", original.display(), report.outcome));
        let output = tempfile::tempdir().unwrap();
        std::fs::write(output.path().join("copy"), copy).unwrap();
        std::fs::copy(&original, output.path().join("original")).unwrap();
        pairs.push((original, output));
    }
    assert!(pairs.len() >= 3, "{folder}");
    pairs
}

#[test]
fn libtiff_sees_the_same_pixels_on_every_page() {
    let Some(tiffcmp) = oracle("TIFFCMP", "tiffcmp") else { return };
    let mut compared = 0;
    for (original, pair) in pairs("tiff") {
        let compare = |one: &str, other: &str| {
            let run = Command::new(&tiffcmp).current_dir(pair.path()).args(["-t", one, other]).output().unwrap();
            let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
            (run.status.success(), said)
        };
        // It stops at a page without a picture, which the copy has no more, and reads no rows of tiles and of JPEG with
        // fewer colours than pixels.
        if !original.ends_with("page-without-picture.tif") && compare("original", "original").0 {
            let (same, said) = compare("original", "copy");
            assert!(same, "{}: {said}", original.display());
            compared += 1;
        }
    }
    assert!(compared >= 16, "{compared}");
}

#[test]
fn dcraw_develops_the_same_picture() {
    let Some(dcraw) = oracle("DCRAW", "dcraw") else { return };
    for (original, pair) in pairs("dng") {
        for options in [&["-c"][..], &["-c", "-w"], &["-c", "-D", "-4"]] {
            let develop =
                |name: &str| Command::new(&dcraw).current_dir(pair.path()).args(options).arg(name).output().unwrap().stdout;
            let before = develop("original");
            assert!(before.len() > 1000, "{}", original.display());
            assert!(develop("copy") == before, "{}: {options:?}", original.display());
        }
    }
}

#[test]
fn libraw_develops_the_same_picture() {
    let Some(libraw) = oracle("DCRAW_EMU", "dcraw_emu") else { return };
    for (original, pair) in pairs("dng") {
        let develop = |name: &str| {
            Command::new(&libraw).current_dir(pair.path()).args(["-w", name]).output().unwrap();
            std::fs::read(pair.path().join(format!("{name}.ppm"))).unwrap()
        };
        assert!(develop("original") == develop("copy"), "{}", original.display());
    }
}

/// What ExifTool calls the tags that decoders and raw converters need; DNG's are numbers all.
#[rustfmt::skip]
static NEEDED: &[&str] = &[
    "SubfileType", "ImageWidth", "ImageHeight", "BitsPerSample", "Compression", "PhotometricInterpretation", "StripOffsets",
    "SamplesPerPixel", "RowsPerStrip", "StripByteCounts", "Orientation", "XResolution", "YResolution", "ResolutionUnit",
    "PlanarConfiguration", "FillOrder", "T4Options", "T6Options", "PageNumber", "Predictor", "ColorMap", "TileWidth", "TileLength",
    "TileOffsets", "TileByteCounts", "InkSet", "JPEGTables", "JPEGProc", "OtherImageStart", "OtherImageLength", "OtherImage",
    "YCbCrSubSampling", "ReferenceBlackWhite", "DNGVersion", "DNGBackwardVersion", "ColorMatrix1", "AsShotNeutral",
    "CalibrationIlluminant1", "CFARepeatPatternDim", "CFAPattern2", "BlackLevel", "WhiteLevel",
];

#[test]
fn exiftool_sees_no_tag_that_no_decoder_needs() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    let pairs: Vec<_> = ["tiff", "dng"].into_iter().flat_map(pairs).collect();
    let copies: Vec<PathBuf> = pairs.iter().map(|(_, pair)| pair.path().join("copy")).collect();
    for ((original, _), tags) in pairs.iter().zip(tags(&exiftool, &copies)) {
        for (name, value) in tags {
            let (group, tag) = name.split_once(':').unwrap_or(("File", &name));
            let harmless = match group {
                "ExifTool" | "System" | "File" => tag != "Comment",
                "Composite" => true,
                "JFIF" => tag != "ThumbnailImage",
                group if group.starts_with("ICC") => true,
                _ => NEEDED.contains(&tag) || tag == "UniqueCameraModel" && value == "Camera",
            };
            assert!(harmless, "{}: {name} = {value}", original.display());
        }
    }
}

/// The tags of each file.
fn tags(exiftool: &str, paths: &[PathBuf]) -> Vec<BTreeMap<String, serde_json::Value>> {
    let run = Command::new(exiftool).args(["-q", "-q", "-G1", "-a", "-u", "-ee", "-j"]).args(paths).output().unwrap();
    let mut files: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(files.len(), paths.len());
    for (tags, path) in files.iter_mut().zip(paths) {
        assert_eq!(tags.remove("SourceFile").unwrap(), path.to_str().unwrap());
    }
    files
}
