//! Programs that are not ours judge the copies: ExifTool sees nothing that had to go, FFmpeg decodes the same
//! picture. A missing program is said, and fails where CI is `true`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use untrace::discover::{Request, for_cleaning};
use untrace::run::Options;
use untrace_core::verify::Depth;

use crate::common::{clean_with, fixtures, taken_through};
use crate::ffmpeg::Question;

/// The name of a program that answers, or nothing where there is none and none is required.
pub(crate) fn oracle(variable: &str, name: &str) -> Option<String> {
    let program = std::env::var(variable).unwrap_or_else(|_| name.to_owned());
    let found = Command::new(&program).arg("-version").output().is_ok() || Command::new(&program).arg("-ver").output().is_ok();
    if found {
        return Some(program);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{name} is needed here and is missing");
    eprintln!("SKIPPED: {name} is missing; install it to have the copies judged by it");
    None
}

fn cleaned(folder: &str) -> tempfile::TempDir {
    let output = tempfile::tempdir().unwrap();
    let request =
        Request { paths: vec![fixtures().join(folder)], output: Some(output.path().to_path_buf()), ..Request::default() };
    taken_through(for_cleaning(&request, |_| true).unwrap(), &Options::default(), |_| {});
    output
}

#[rustfmt::skip]
static RIFF: &[&str] = &[
    "WebP_Flags", "ImageWidth", "ImageHeight", "VP8Version", "HorizontalScale", "VerticalScale", "AnimationLoopCount",
    "BackgroundColor", "FrameCount", "Duration", "AlphaPreprocessing", "AlphaFiltering", "AlphaCompression", "AlphaIsUsed",
];

#[rustfmt::skip]
static GIF: &[&str] = &[
    "GIFVersion", "HasColorMap", "ColorResolutionDepth", "BitsPerPixel", "BackgroundColor", "PixelAspectRatio",
    "AnimationIterations", "FrameCount", "Duration", "TransparentColor", "ImageWidth", "ImageHeight",
];

#[rustfmt::skip]
static HEIF: &[&str] = &[
    "PrimaryItemReference", "Free", "Unknown_free", "ImageSpatialExtent", "ImagePixelDepth", "AuxiliaryImageType", "MediaData",
    "MediaDataSize", "MediaDataOffset", "HEVCConfigurationVersion", "GeneralProfileSpace", "GeneralTierFlag", "GeneralProfileIDC",
    "GenProfileCompatibilityFlags", "ConstraintIndicatorFlags", "GeneralLevelIDC", "MinSpatialSegmentationIDC", "ParallelismType",
    "ChromaFormat", "BitDepthLuma", "BitDepthChroma", "AverageFrameRate", "ConstantFrameRate", "NumTemporalLayers", "TemporalIDNested",
];

/// Groups and tags that say nothing but how to show the picture.
fn is_harmless(group: &str, tag: &str, value: &serde_json::Value) -> bool {
    match group {
        "ExifTool" | "System" | "File" => tag != "Comment",
        "Composite" => matches!(tag, "ImageSize" | "Megapixels" | "AvgBitrate" | "Rotation"),
        "JFIF" => matches!(tag, "JFIFVersion" | "ResolutionUnit" | "XResolution" | "YResolution"),
        "IFD0" => tag == "Orientation",
        // An HDR photo: the index of its two pictures, and the numbers that combine them.
        "MPF0" | "MPImage1" | "MPImage2" => !tag.contains("Date"),
        "XMP-hdrgm" | "XMP-HDRGainMap" | "XMP-apdi" => true,
        "Google" => tag == "GainMapImage",
        "APP2" => tag == "UniformResourceName",
        "XMP-Container" | "XMP-GContainer" => tag.starts_with("DirectoryItem"),
        "PNG" | "PNG-pHYs" | "PNG-cICP" | "APNG" => !matches!(tag, "ModifyDate" | "Comment" | "Author" | "Title" | "Software"),
        "RIFF" => RIFF.contains(&tag),
        "GIF" => GIF.contains(&tag),
        "QuickTime" | "Meta" if HEIF.contains(&tag) => true,
        // A video among the hostile files.
        group if group == "QuickTime" || group.starts_with("Track") => crate::videos::is_harmless(tag, value),
        group => group.starts_with("ICC") || group == "Adobe",
    }
}

#[test]
fn exiftool_sees_nothing_that_had_to_go() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    for folder in ["jpeg", "png", "webp", "gif", "hostile", "phone-export"] {
        let copies = cleaned(folder);
        let output =
            Command::new(&exiftool).args(["-r", "-q", "-q", "-G1", "-a", "-u", "-ee", "-j"]).arg(copies.path()).output().unwrap();
        let files: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_slice(&output.stdout).unwrap();
        assert!(files.len() >= 8, "{folder}: {}", files.len());
        for file in files {
            for (name, value) in &file {
                let (group, tag) = name.split_once(':').unwrap_or(("File", name));
                assert!(is_harmless(group, tag, value), "{folder}: {}: {name} = {value}", file["SourceFile"]);
            }
        }
    }
}

#[test]
fn libjxl_decodes_the_same_picture() {
    let Some(djxl) = oracle("DJXL", "djxl") else { return };
    let copies = cleaned("jxl");
    let decoded = |path: &Path| {
        let picture = copies.path().join("decoded.ppm");
        let status = Command::new(&djxl).args([path, &picture]).stderr(std::process::Stdio::null()).status().unwrap();
        assert!(status.success(), "{}", path.display());
        std::fs::read(picture).unwrap()
    };
    let mut compared = 0;
    for original in std::fs::read_dir(fixtures().join("jxl")).unwrap() {
        let original = original.unwrap().path();
        let copy = copies.path().join(original.file_name().unwrap());
        assert!(decoded(&original) == decoded(&copy), "{}", original.display());
        compared += 1;
    }
    assert!(compared >= 8, "{compared}");
}

#[test]
fn ffmpeg_decodes_the_same_picture() {
    let Some(ffmpeg) = oracle("FFMPEG", "ffmpeg") else { return };
    // Frames as they are coded: ExifTool judges the orientation.
    let question = Question { program: &ffmpeg, input: &["-noautorotate"], streams: &["v"], output: &[] };
    // It knows no animated WebP.
    for (folder, least) in [("jpeg", 50), ("png", 50), ("webp", 20), ("gif", 20)] {
        let output = cleaned(folder);
        let copies: Vec<PathBuf> = std::fs::read_dir(output.path()).unwrap().map(|copy| copy.unwrap().path()).collect();
        let originals = copies.iter().map(|copy| fixtures().join(folder).join(copy.file_name().unwrap()));
        let originals: Vec<PathBuf> = originals.collect();
        let decoded = |files: &[PathBuf]| question.frames(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
        let mut compared = 0;
        for ((copy, before), after) in copies.iter().zip(decoded(&originals)).zip(decoded(&copies)) {
            if let Some(before) = before.filter(|frames| !frames.is_empty()) {
                let after = after.filter(|frames| !frames.is_empty()).unwrap_or_else(|| panic!("{}", copy.display()));
                // FFmpeg takes a second picture behind the end for a second frame; that one has to go.
                let name = copy.file_name().unwrap_or_default().to_string_lossy();
                let trailing = name.starts_with("trailing-");
                // Of a palette it hands over the colours that no index can name, too.
                if name.starts_with("palette-long") || name.starts_with("transparency-long") {
                    continue;
                }
                assert!(before == after || trailing && before.starts_with(&after), "{}", copy.display());
                compared += 1;
            }
        }
        assert!(compared > least, "{folder}: {compared}");
    }
}

#[test]
fn decoded_with_another_library_the_picture_is_the_same() {
    for folder in ["jpeg", "png", "webp", "gif", "tiff"] {
        let copies = cleaned(folder);
        for copy in std::fs::read_dir(copies.path()).unwrap() {
            let copy = copy.unwrap().path();
            let original = fixtures().join(folder).join(copy.file_name().unwrap());
            let decode = |path: &Path| image::ImageReader::open(path).unwrap().with_guessed_format().unwrap().decode().ok();
            if let Some(before) = decode(&original) {
                assert!(decode(&copy) == Some(before), "{}", copy.display());
            }
        }
    }
}

/// Both are decoded picture by picture, and each is shown as long as it was.
#[test]
fn animations_show_the_same_pictures() {
    let options = Options { depth: Depth::Pixels, ..Options::default() };
    let named = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("animated"));
    let mut animations = 0;
    for folder in ["webp", "gif"] {
        let paths = std::fs::read_dir(fixtures().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        for path in paths.filter(|path| named(path)) {
            let (report, copy) = clean_with(&path, &options);
            assert!(copy.is_some(), "{}: {:?}", path.display(), report.outcome);
            animations += 1;
        }
    }
    assert!(animations >= 8, "{animations}");
}
