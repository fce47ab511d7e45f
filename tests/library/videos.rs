//! What other programs make of a cleaned video: FFmpeg finds the same packets and shows the same pictures, ExifTool
//! reads no planted word, and a parser for messengers accepts what it accepted before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{Entry, bytes, clean, clean_in_memory, fixtures, manifest};
use crate::ffmpeg::Question;
use crate::oracles::oracle;

static VIDEOS: &[&str] = &["mp4", "mov", "m4v", "3gp"];

fn is_video(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| VIDEOS.iter().any(|video| ending.eq_ignore_ascii_case(video)))
}

/// Entries of the manifest that are videos and have a copy, each with the copy in a folder of its own.
fn copies() -> Vec<(Entry, PathBuf, Vec<u8>)> {
    let videos = manifest().into_iter().filter(|entry| is_video(&entry.path));
    let with_copy = videos.filter_map(|entry| {
        let path = fixtures().join(&entry.path);
        let copy = clean(&path).1?;
        Some((entry, path, copy))
    });
    with_copy.collect()
}

/// The videos of the phone's export, and their copies.
fn phone() -> Vec<(PathBuf, Vec<u8>)> {
    let names = ["Camera/VID_20240511_143012.mp4", "100APPLE/IMG_4127.MOV"];
    let paths = names.map(|name| fixtures().join("phone-export/DCIM").join(name));
    paths.map(|path| (path.clone(), clean(&path).1.unwrap())).into()
}

/// Every pair of an original and its copy; the copy is a file next to others of its kind.
fn pairs(folder: &Path) -> Vec<(PathBuf, PathBuf)> {
    // One of two pictures that is switched off goes.
    let all = copies()
        .into_iter()
        .map(|(_, path, copy)| (path, copy))
        .filter(|(path, _)| !OTHER_TRACKS.iter().any(|name| path.ends_with(name)));
    let all = all.chain(phone());
    let written = all.map(|(original, copy)| {
        let path = folder.join(original.file_name().unwrap());
        std::fs::write(&path, copy).unwrap();
        (original, path)
    });
    written.collect()
}

#[test]
fn ffmpeg_finds_the_same_packets_and_shows_the_same_pictures() {
    let Some(ffmpeg) = oracle("FFMPEG", "ffmpeg") else { return };
    let folder = tempfile::tempdir().unwrap();
    let pairs = pairs(folder.path());
    let originals: Vec<&Path> = pairs.iter().map(|(original, _)| original.as_path()).collect();
    let copies: Vec<&Path> = pairs.iter().map(|(_, copy)| copy.as_path()).collect();
    let (mut compared, mut wrong) = (0, Vec::new());
    for output in [&["-c", "copy"][..], &[]] {
        // A picture of a cover is no track.
        let question = Question { program: &ffmpeg, input: &[], streams: &["V?", "a?"], output };
        let (before, after) = (question.frames(&originals), question.frames(&copies));
        for ((original, before), after) in originals.iter().zip(before).zip(after) {
            // Between the frames there is something else in copies: of packets, only how many there are, how long and when.
            let name = original.file_name().unwrap().to_string_lossy().into_owned();
            let is_other = if output.is_empty() { PADDED.contains(&name.as_str()) } else { name.starts_with(CUT) };
            if is_other {
                continue;
            }
            let told =
                |frames: Option<String>| if output.is_empty() { frames } else { frames.map(|frames| without_hashes(&frames)) };
            let (before, after) = (told(before), told(after));
            if before.is_some() {
                if after != before {
                    wrong.push(*original);
                }
                compared += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 190, "{compared}");
}

/// Films of which a track goes that is switched off.
static OTHER_TRACKS: &[&str] = &["two-pictures.mp4", "track-disabled.mp4"];
/// FFmpeg's own decoder takes what pads a packet of Opus for sound, where the sound ends early; libopus does not.
static PADDED: &[&str] = &["sound-opus-padding.mp4", "sound-opus-padding-long.mp4"];
/// Films that somebody cut: fewer packets are left, which show the same.
static CUT: &str = "edits-";

fn without_hashes(frames: &str) -> String {
    // Stream, times, size; behind the hash may stand what goes with a packet.
    frames.lines().map(|line| line.split(',').take(5).collect::<Vec<_>>().join(",")).collect::<Vec<_>>().join("\n")
}

#[test]
fn of_two_pictures_the_one_that_is_switched_on_is_the_same() {
    let Some(ffmpeg) = oracle("FFMPEG", "ffmpeg") else { return };
    let original = fixtures().join("video/two-pictures.mp4");
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.mp4");
    std::fs::write(&copy, clean(&original).1.unwrap()).unwrap();
    let frames = |streams: &[&str]| {
        Question { program: &ffmpeg, input: &[], streams, output: &["-c", "copy"] }.frames(&[&original, &copy])
    };
    let [before, after] = frames(&["v:0", "a"]).try_into().unwrap();
    assert!(before.is_some() && before == after);
    let [before, after] = frames(&["v:1"]).try_into().unwrap();
    assert!(before.is_some() && after.is_none());
}

/// How a track is shown: its size, shape, colours, turn, times.
static SHOWN: &str = "stream=codec_type,codec_name,codec_tag_string,profile,width,height,sample_aspect_ratio,display_aspect_ratio,\
    pix_fmt,level,color_range,color_space,color_transfer,color_primaries,chroma_location,field_order,sample_rate,channels,\
    channel_layout,bits_per_sample,initial_padding,r_frame_rate,avg_frame_rate,time_base,start_pts,duration_ts,nb_frames\
    :stream_disposition=default,attached_pic:stream_side_data_list";

/// What is said of each track of picture or sound.
fn shown(ffprobe: &str, path: &Path) -> Vec<String> {
    let output = Command::new(ffprobe).args(["-v", "error", "-of", "json", "-show_entries", SHOWN]).arg(path).output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let tracks = said["streams"].as_array().cloned().unwrap_or_default().into_iter();
    let seen = |track: &serde_json::Value| {
        track["codec_type"] == "audio" || track["codec_type"] == "video" && track["disposition"]["attached_pic"] == 0
    };
    tracks.filter(seen).map(|track| track.to_string()).collect()
}

#[test]
fn ffprobe_sees_the_same_shape_colour_turn_and_times() {
    let Some(ffprobe) = oracle("FFPROBE", "ffprobe") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut turned = 0;
    for (original, copy) in pairs(folder.path()) {
        let (mut before, mut after) = (shown(&ffprobe, &original), shown(&ffprobe, &copy));
        // How long it all lasts, and from when on, is what these are about.
        let name = original.file_name().unwrap().to_string_lossy().into_owned();
        let counted: &[&str] = match name.as_str() {
            name if name.starts_with(CUT) => &["nb_frames", "duration_ts"],
            name if name.starts_with("fragments-epoch") => &["duration_ts", "start_pts"],
            _ => &[],
        };
        for track in before.iter_mut().chain(&mut after).filter(|_| !counted.is_empty()) {
            let mut said: serde_json::Value = serde_json::from_str(track).unwrap();
            counted.iter().for_each(|count| _ = said.as_object_mut().unwrap().remove(*count));
            *track = said.to_string();
        }
        turned += usize::from(before.iter().any(|track| track.contains("\"rotation\":90") || track.contains("\"rotation\":-90")));
        assert!(before.is_empty() || after == before, "{}: {before:#?} became {after:#?}", original.display());
    }
    assert!(turned >= 2, "{turned}");
}

/// Tags that say nothing but how to show a video; a date, a name or a language must be empty.
#[rustfmt::skip]
static SHOWING: &[&str] = &[
    "MajorBrand", "MinorVersion", "CompatibleBrands", "MovieHeaderVersion", "TimeScale", "Duration", "PreferredRate",
    "PreferredVolume", "PreviewTime", "PreviewDuration", "PosterTime", "SelectionTime", "SelectionDuration", "CurrentTime",
    "NextTrackID", "MediaData", "MediaDataSize", "MediaDataOffset", "TrackHeaderVersion", "TrackID", "TrackDuration", "TrackLayer",
    "TrackVolume", "MatrixStructure", "ImageWidth", "ImageHeight", "MediaHeaderVersion", "MediaTimeScale", "MediaDuration",
    "HandlerType", "HandlerClass", "GraphicsMode", "OpColor", "CompressorID", "SourceImageWidth", "SourceImageHeight", "XResolution",
    "YResolution", "BitDepth", "VideoFrameRate", "Balance", "AudioFormat", "AudioChannels", "AudioBitsPerSample", "AudioSampleRate",
    "PixelAspectRatio", "BufferSize", "MaxBitrate", "AverageBitrate", "ColorProfiles", "ColorPrimaries", "TransferCharacteristics",
    "MatrixCoefficients", "VideoFullRangeFlag", "CleanApertureDimensions", "CleanAperture", "GenMediaVersion", "GenFlags",
    "GenGraphicsMode", "GenOpColor", "GenBalance", "MovieFragmentSequence", "TimeToSampleTable", "SyncSampleTable", "SampleToChunk",
    "SampleSizes", "CompactSampleSizes", "ChunkOffset", "ChunkOffset64", "CompositionTimeToSample",
    "CompositionToDecodeTimelineMapping", "SampleGroupDescription", "SampleToGroup", "IdependentAndDisposableSamples",
    "AVCConfiguration", "HEVCConfiguration", "VideoFieldOrder", "EditListVersion", "TrackProperty", "InitialDelaySamples",
    "PurchaseFileFormat", "LayoutFlags", "OtherFormat", "CleanApertureWidth", "CleanApertureHeight", "CleanApertureOffsetX",
    "CleanApertureOffsetY",
];

/// What else a copy may hold, by the type of its box: ExifTool calls it `Unknown_xxxx`.
#[rustfmt::skip]
static UNKNOWN: &[&str] = &[
    "edts", "elst", "mvex", "trex", "tfhd", "tfdt", "trun", "esds", "avcC", "hvcC", "vpcC", "av1C", "btrt", "pasp", "colr", "clap",
    "fiel", "clli", "mdcv", "alac", "dOps", "damr", "d263", "chan", "wave", "enda", "frma", "sidx", "tfra", "mfro", "mfhd", "mehd",
    "sgpd", "sbgp", "free", "skip", "wide", "mfra", "stz2", "auxl", "sync", "glbl", "dac3", "dec3", "dfLa",
    "mp4a", "styp", "alis", "DpxE",
];

/// Whether a tag that ExifTool reads in a video says nothing of where, when, with what or by whom.
pub(crate) fn is_harmless(tag: &str, value: &serde_json::Value) -> bool {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let empty = text.bytes().all(|byte| matches!(byte, b'0' | b':' | b' ' | b'.' | 0));
    match tag {
        "CreateDate" | "ModifyDate" | "TrackCreateDate" | "TrackModifyDate" | "MediaCreateDate" | "MediaModifyDate"
        | "HandlerDescription" | "HandlerVendorID" | "CompressorName" | "VendorID" | "AudioVendorID" | "EncoderVendor"
        | "EncoderVersion" => empty,
        // What is left of a removed box.
        "Free" | "Skip" | "Wide" => true,
        "MediaLanguageCode" => text == "und",
        tag => SHOWING.contains(&tag) || tag.strip_prefix("Unknown_").is_some_and(|kind| UNKNOWN.contains(&kind)),
    }
}

#[test]
fn exiftool_reads_no_planted_word_date_or_name_in_a_video() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    let folder = tempfile::tempdir().unwrap();
    let pairs = pairs(folder.path());
    let plants: BTreeMap<String, Vec<String>> = manifest().into_iter().map(|entry| (entry.path, entry.plants)).collect();
    let mut command = Command::new(&exiftool);
    let output = command.args(["-r", "-q", "-q", "-ee", "-a", "-u", "-G1", "-j"]).arg(folder.path()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    for plant in plants.iter().filter(|(path, _)| is_video(path)).flat_map(|(_, plants)| plants) {
        assert!(!text.contains(plant.as_str()), "{plant}");
    }
    let files: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_str(&text).unwrap();
    assert_eq!(files.len(), pairs.len());
    let mut wrong = Vec::new();
    for file in &files {
        for (name, value) in file {
            let (group, tag) = name.split_once(':').unwrap_or(("File", name));
            let harmless = match group {
                "ExifTool" | "System" | "File" => tag != "Comment",
                "Composite" => matches!(tag, "ImageSize" | "Megapixels" | "AvgBitrate" | "Rotation"),
                "QuickTime" => is_harmless(tag, value),
                group => group.starts_with("Track") && is_harmless(tag, value),
            };
            if !harmless {
                wrong.push(format!("{}: {name} = {value}", file["SourceFile"].as_str().unwrap().rsplit('/').next().unwrap()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn another_parser_accepts_what_it_accepted_before() {
    let accepts = |bytes: &[u8]| mp4san::sanitize(std::io::Cursor::new(bytes)).is_ok();
    let mut accepted = 0;
    for (entry, _, copy) in copies() {
        if accepts(&bytes(&entry)) {
            assert!(accepts(&copy), "{}: {:?}", entry.path, mp4san::sanitize(std::io::Cursor::new(&copy)).err());
            accepted += 1;
        }
    }
    assert!(accepted > 20, "{accepted}");
}

#[test]
fn what_stays_in_a_track_is_in_the_copy_at_its_place() {
    let mut words = 0;
    for (entry, _, copy) in copies() {
        let original = bytes(&entry);
        for word in &entry.stays {
            let at = memchr::memmem::find(&original, word.as_bytes());
            assert!(at.is_some() && memchr::memmem::find(&copy, word.as_bytes()) == at, "{}: {word}", entry.path);
            words += 1;
        }
    }
    assert!(words >= 3, "{words}");
}

/// (type, content) of the boxes at the top level.
fn top_level(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut boxes = Vec::new();
    let mut at = 0;
    while at + 8 <= bytes.len() {
        let number = |at: usize, len: usize| bytes[at..at + len].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        let (head, size) = match number(at, 4) {
            0 => (8, bytes.len() - at),
            1 => (16, number(at + 8, 8) as usize),
            size => (8, size as usize),
        };
        boxes.push((&bytes[at + 4..at + 8], &bytes[at + head..at + size]));
        at += size;
    }
    boxes
}

/// Types that stand one behind the other in some boxes, and are no words.
#[rustfmt::skip]
static TYPES: &[&[u8]] = &[
    b"mhlr", b"dhlr", b"vide", b"soun", b"url ", b"alis", b"frma", b"mp4a", b"twos", b"sowt", b"alac", b"colr", b"nclx", b"nclc",
];

/// Boxes have types of four letters, and numbers beside them are small: seven letters in a row are somebody's words.
#[test]
fn no_words_at_all_stand_outside_of_the_samples() {
    let coded: &[&[u8]] = &[b"ftyp", b"styp", b"mdat"];
    for (name, copy) in copies().into_iter().map(|(_, path, copy)| (path, copy)).chain(phone()) {
        for (kind, content) in top_level(&copy).into_iter().filter(|(kind, _)| !coded.contains(kind)) {
            let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || b" ._-/+:".contains(byte);
            let is_word = |run: &&[u8]| run.len() >= 7 && !run.chunks(4).all(|four| TYPES.contains(&four));
            // Decoders go by the name of an encoder of MPEG-4.
            let is_token = |run: &&[u8]| [&b"Lavc"[..], b"XviD", b"DivX"].iter().any(|name| run.starts_with(name));
            let run = content.split(|byte| !is_letter(byte)).find(|run| is_word(run) && !is_token(run));
            let shown = run.map(|run| String::from_utf8_lossy(run).into_owned());
            assert_eq!(shown, None, "{}: in {}", name.display(), String::from_utf8_lossy(kind));
        }
    }
}

#[test]
fn cut_off_anywhere_a_video_is_refused_or_its_copy_is_clean() {
    let videos: Vec<Entry> = manifest().into_iter().filter(|entry| is_video(&entry.path)).collect();
    let small = videos.iter().filter(|entry| {
        let chosen = ["track-mebx", "fragments-indexed", "udta-ended-by-zeros", "moov-first", "mdat-open", "meta-keys-quicktime"];
        bytes(entry).len() < 1500 && !entry.plants.is_empty() || chosen.iter().any(|name| entry.path.contains(name))
    });
    let (mut cuts, mut copies) = (0, 0);
    for entry in small {
        let original = bytes(entry);
        for len in 0..=original.len() {
            cuts += 1;
            let Some(copy) = clean_in_memory(&original[..len]) else { continue };
            copies += 1;
            for plant in &entry.plants {
                let found = memchr::memmem::find(&copy, plant.as_bytes());
                assert_eq!(found, None, "{} cut off at {len}: {plant}", entry.path);
            }
        }
    }
    assert!(cuts > 30_000 && copies > 5, "{cuts} {copies}");
}

/// Bytes that no sample owns are zeroed without being loaded, however many they are.
#[test]
fn a_large_video_is_cleaned_by_position() {
    let original = std::fs::read(fixtures().join("video/dates.mp4")).unwrap();
    let at = memchr::memmem::find(&original, b"mdat").unwrap() - 4;
    let size = u32::from_be_bytes(original[at..at + 4].try_into().unwrap());
    let more = b"Orphan-Secret-17".repeat((20 << 20) / 16);
    let end = at + size as usize;
    let grown = (size + more.len() as u32).to_be_bytes();
    let large = [&original[..at], &grown, &original[at + 4..end], &more, &original[end..]].concat();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.mp4");
    std::fs::write(&path, &large).unwrap();
    let (report, copy) = clean(&path);
    let copy = copy.unwrap_or_else(|| panic!("{:?}", report.outcome));
    assert_eq!(copy.len(), large.len());
    assert!(copy[at + 8..end] == large[at + 8..end], "samples");
    assert!(copy[end..end + more.len()].iter().all(|byte| *byte == 0), "bytes that nobody owns");
    assert_eq!(memchr::memmem::find(&copy, b"DateSec1"), None);
}
