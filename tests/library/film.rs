//! Film that was cut off, as FFmpeg writes and shows it: a copy shows every frame, and plays all sound, as the original does,
//! and what nobody saw is no longer in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use untrace_core::model::{BmffElement, FieldId};

use crate::common::clean;
use crate::ffmpeg::Question;
use crate::oracles::oracle;

/// Codings of picture and sound, and the extension of their films.
static FILMS: &[(&str, &[&str])] = &[
    ("mp4", &["-c:v", "libx264", "-g", "25", "-bf", "3", "-c:a", "aac"]),
    ("mov", &["-c:v", "libx264", "-g", "25", "-bf", "3", "-x264-params", "open-gop=1", "-c:a", "pcm_s16le"]),
    ("mp4", &["-c:v", "mpeg4", "-g", "20", "-bf", "2", "-c:a", "libmp3lame"]),
    ("mov", &["-c:v", "mjpeg", "-c:a", "pcm_s24le"]),
];

/// Eight seconds of a moving picture, and sound that is never the same.
fn make(ffmpeg: &str, path: &Path, coding: &[&str]) {
    let noise = "aevalsrc=0.3*sin(2*PI*440*t*(1+t/9))+0.1*(random(0)-0.5):s=48000:d=8";
    let mut command = Command::new(ffmpeg);
    command.args(["-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=8", "-f", "lavfi", "-i", noise]);
    command.args(["-pix_fmt", if coding.contains(&"mjpeg") { "yuvj420p" } else { "yuv420p" }]);
    assert!(command.args(coding).args(["-fflags", "+bitexact", "-map_metadata", "-1"]).arg(path).status().unwrap().success());
}

/// Changes the only edit of each track: it begins so many milliseconds later, and lasts so many.
fn cut(film: &mut [u8], later: u32, lasts: u32) {
    let places: Vec<usize> = memchr::memmem::find_iter(film, b"elst").collect();
    assert_eq!(places.len(), 2);
    let number = |film: &[u8], at: usize| u32::from_be_bytes(film[at..at + 4].try_into().unwrap());
    let headers: Vec<usize> = memchr::memmem::find_iter(film, b"mdhd").collect();
    for (list, header) in places.into_iter().zip(headers) {
        assert_eq!(number(film, list + 8), 1);
        let clock = u64::from(number(film, header + 16));
        let begins = number(film, list + 16) + u32::try_from(clock * u64::from(later) / 1000).unwrap();
        film[list + 12..list + 16].copy_from_slice(&lasts.to_be_bytes());
        film[list + 16..list + 20].copy_from_slice(&begins.to_be_bytes());
    }
}

/// Each frame of picture and sound, as FFmpeg shows it: when, and which.
fn frames(ffmpeg: &str, film: &Path) -> String {
    let question = Question { program: ffmpeg, input: &[], streams: &["v", "a"], output: &["-fps_mode", "passthrough"] };
    question.frames(&[film]).remove(0).unwrap()
}

fn seconds(report: &untrace::outcome::FileReport, element: BmffElement) -> Vec<String> {
    let found = report.removed.iter().chain(&report.needed).filter(|found| found.id == FieldId::Bmff(element));
    found.map(|found| found.value.text().unwrap().into_owned()).collect()
}

/// The copy of a film, which shows the same and is its own copy.
fn judged(ffmpeg: &str, film: &Path) -> (untrace::outcome::FileReport, Vec<u8>, PathBuf) {
    let (report, copy) = clean(film);
    let copy = copy.unwrap_or_else(|| panic!("{}: {:?}", film.display(), report.outcome));
    let path = film.with_file_name(format!("copy-{}", film.file_name().unwrap().to_string_lossy()));
    std::fs::write(&path, &copy).unwrap();
    let (before, after) = (frames(ffmpeg, film), frames(ffmpeg, &path));
    assert!(!before.is_empty() && before == after, "{}:\n{before}\nbecame\n{after}", film.display());
    assert!(clean(&path).1.as_ref() == Some(&copy), "{}", film.display());
    (report, copy, path)
}

#[test]
fn what_an_edit_list_leaves_out_goes_and_every_frame_is_shown_as_before() {
    let Some(ffmpeg) = oracle("FFMPEG", "ffmpeg") else { return };
    let folder = tempfile::tempdir().unwrap();
    for (number, (extension, coding)) in FILMS.iter().enumerate() {
        let path = folder.path().join(format!("{number}.{extension}"));
        make(&ffmpeg, &path, coding);
        let whole = std::fs::read(&path).unwrap();
        let (report, ..) = judged(&ffmpeg, &path);
        assert_eq!(seconds(&report, BmffElement::CutOff), <[&str; 0]>::default(), "{coding:?}");
        for (later, lasts) in [(2500, 1000), (0, 700), (5300, 2700), (4010, 40)] {
            let mut film = whole.clone();
            cut(&mut film, later, lasts);
            let path = folder.path().join(format!("{number}-{later}.{extension}"));
            std::fs::write(&path, &film).unwrap();
            let (report, copy, _) = judged(&ffmpeg, &path);
            let gone = seconds(&report, BmffElement::CutOff);
            assert_eq!(gone.len(), 2, "{coding:?} {later}");
            let held = |bytes: &[u8]| bytes.iter().filter(|byte| **byte != 0).count();
            // Of eight seconds at most three are shown, and one or two needed.
            assert!(held(&copy) * 10 < held(&film) * 8, "{coding:?} {later}: {gone:?}");
        }
    }
}

/// What people do who cut without coding anew.
#[test]
fn films_that_ffmpeg_cut_without_coding_show_the_same() {
    let Some(ffmpeg) = oracle("FFMPEG", "ffmpeg") else { return };
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole.mp4");
    make(&ffmpeg, &whole, &["-c:v", "libx264", "-g", "100", "-bf", "3", "-c:a", "aac"]);
    for (from, lasts) in [("5.5", "1.2"), ("0.9", "2"), ("3.99", "3")] {
        let path = folder.path().join(format!("{from}.mp4"));
        let mut command = Command::new(&ffmpeg);
        command.args(["-v", "error", "-nostdin", "-ss", from, "-i"]).arg(&whole).args(["-t", lasts, "-c", "copy"]).arg(&path);
        assert!(command.status().unwrap().success());
        let (report, ..) = judged(&ffmpeg, &path);
        // It begins with the last key frame before: from there on pictures have to stay.
        assert!(!seconds(&report, BmffElement::CutOffNeeded).is_empty(), "{from}");
    }
}

/// Fragments of a camera that never stops, which count from 1970.
#[test]
fn fragments_that_count_from_1970_show_the_same() {
    let Some(ffmpeg) = oracle("FFMPEG", "ffmpeg") else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fragments.mp4");
    let fragments = ["-movflags", "frag_keyframe+empty_moov+default_base_moof+global_sidx", "-video_track_timescale", "90000"];
    make(&ffmpeg, &path, &[&["-c:v", "libx264", "-g", "25", "-bf", "3", "-c:a", "aac"], &fragments[..]].concat());
    let mut film = std::fs::read(&path).unwrap();
    let times: Vec<usize> = memchr::memmem::find_iter(&film, b"tfdt").collect();
    let clocks = [90_000, 48_000];
    for (number, at) in times.iter().enumerate() {
        let time = film[at + 8..at + 16].first_chunk_mut::<8>().unwrap();
        *time = (u64::from_be_bytes(*time) + 1_715_533_392 * clocks[number % 2]).to_be_bytes();
    }
    assert!(times.len() >= 16, "{times:?}");
    std::fs::write(&path, &film).unwrap();
    let (report, copy, _) = judged(&ffmpeg, &path);
    assert_eq!(seconds(&report, BmffElement::FragmentTime), ["2024-05-12T17:03:12Z"]);
    assert_eq!(copy.len(), film.len());
    assert!(times.iter().all(|at| copy[at + 8..at + 12] == [0; 4]));
}
