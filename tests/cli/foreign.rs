//! What lies among photos and is cleaned by nobody: videos and raw photos that are missed, documents that are not, and
//! files that may tell places.

use crate::env::Env;

const MATROSKA: &[u8] = b"\x1A\x45\xDF\xA3\x01\0\0\0\0\0\0\x23matroska";
const RAW: &[u8] = b"II*\0\x10\0\0\0CR\x02\0";
const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x14\0\0\0Takeout/";
const DOCUMENTS: [(&str, &[u8]); 3] =
    [("a.pdf", b"%PDF-1.7"), ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), ("a.zip", ZIP)];

fn among_photos(files: &[(&str, &[u8])]) -> Env {
    let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
    files.iter().for_each(|(name, bytes)| env.put(format!("P/{name}"), bytes));
    env
}

/// One made every night end with status 1, as a photo that was refused.
#[test]
fn a_document_among_photos_is_left_out() {
    let env = among_photos(&DOCUMENTS);
    let ran = env.untrace(["P", "--json"]).exits(0).writes(&["P-clean/a.jpg", "P-clean/b.jpg"]);
    for (name, _) in DOCUMENTS {
        assert_eq!(ran.fate(&format!("P/{name}")), ("skipped", Some("not-media")), "{name}");
        env.untrace([format!("P/{name}")]).exits(1).writes(&[]);
        env.untrace(["check".to_owned(), format!("P/{name}")]).exits(1).writes(&[]);
    }
    for args in [&["P"][..], &["check", "P"]] {
        let text = env.untrace(args).stdout;
        assert!(text.contains("2 photos") && !text.contains("3 photos"), "{text}");
        assert!(text.contains("2 other files were left out: not photos or videos."), "{text}");
        assert!(text.contains("1 archive was left out. Unpack it first"), "{text}");
    }
    let ran = env.untrace(["P", "--strict", "--json"]).exits(1);
    assert_eq!(ran.summary()["refused"], 3);
    assert!(env.untrace(["P", "--strict"]).exits(1).stdout.contains("2 photos"), "they are no photos for that");
}

/// A photo by its name is missed, whatever is in it.
#[test]
fn a_document_that_is_called_a_photo_is_refused() {
    for (_, bytes) in DOCUMENTS {
        let env = among_photos(&[("c.jpg", bytes)]);
        assert_eq!(env.untrace(["P", "--json"]).exits(1).fate("P/c.jpg"), ("refused", Some("unsupported-format")));
    }
}

/// They were counted among the photos and videos that have a copy.
#[test]
fn a_video_or_raw_photo_that_cannot_be_cleaned_is_named_and_not_counted() {
    let env = among_photos(&[("film.mkv", MATROSKA), ("c.cr2", RAW)]);
    let ran = env.untrace(["P"]).exits(1).writes(&["P-clean/a.jpg", "P-clean/b.jpg"]);
    assert!(ran.stdout.starts_with("2 photos\n"), "{}", ran.stdout);
    for line in [
        "Not copied (2)",
        "P/film.mkv is a video in Matroska format",
        "P/c.cr2 is a raw photo in CR2 format",
        "Files without a copy there are not clean.",
    ] {
        assert!(ran.stdout.contains(line), "{}", ran.stdout);
    }
    let ran = env.untrace(["check", "P"]).exits(3);
    assert!(ran.stdout.contains("2 photos checked") && ran.stderr.contains("P/film.mkv"), "{}", ran.said());
    assert!(ran.stdout.contains("2 files are in formats that untrace cannot check"), "{}", ran.stdout);
    let env = Env::new();
    env.put("P/film.mkv", MATROSKA);
    let ran = env.untrace(["P"]).exits(1).writes(&[]);
    assert!(ran.stdout.starts_with("No photos or videos found that untrace can read."), "{}", ran.stdout);
}

#[test]
fn what_may_tell_places_and_is_no_photo_is_named() {
    let files = ["a.gpx", "b.KML", "DJI_0001.SRT", "run.fit", "Voice 001.m4a", "notes.txt"];
    let env = among_photos(&files.map(|name| (name, &b"dear diary"[..])));
    for args in [&["P"][..], &["check", "P"]] {
        let text = env.untrace(args).stdout;
        assert!(
            text.contains("5 files that may contain places were left out: P/DJI_0001.SRT, P/Voice 001.m4a, P/a.gpx and 2 more."),
            "{text}"
        );
        assert!(text.contains("1 other file was left out: not a photo or video."), "{text}");
    }
    assert_eq!(env.untrace(["P", "--json"]).exits(0).fate("P/a.gpx"), ("skipped", Some("may-tell")));
    let env = among_photos(&[("way.kmz", ZIP)]);
    let text = env.untrace(["P"]).exits(0).stdout;
    assert!(text.contains("1 file that may contain places was left out: P/way.kmz.") && !text.contains("archive"), "{text}");
}
