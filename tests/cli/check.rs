//! `check`: what counts, what is told of one photo and of many, and that nothing passes for clean that was not read.

use std::os::unix::fs::symlink;

use crate::env::{Env, clean_photo, commented, fixture, photo};

const TAKEOUT: &str = r#"{"title": "a.jpg", "photoTakenTime": {"timestamp": "1715526192"}, "people": [{"name": "Nora Petit"}]}"#;

/// The packet that `exiftool` writes for a creator.
const XMP: &str = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
    <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator><rdf:Seq><rdf:li>Nora Petit</rdf:li>\
    </rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>";

/// AppleDouble's resource fork with a thumbnail, and nothing else.
const APPLE_DOUBLE: &[u8] = b"\0\x05\x16\x07\0\x02\0\0Mac OS X        \0\x01\0\0\0\x04\0\0\0\x26\0\0\0\x04Nora";

#[test]
fn files_beside_photos_are_read_and_told_with_their_photo() {
    let env = Env::new();
    env.put("P/a.jpg", &clean_photo());
    env.put("P/a.jpg.supplemental-me.json", TAKEOUT.as_bytes());
    env.put("P/a.xmp", XMP.as_bytes());
    env.put("P/._a.jpg", APPLE_DOUBLE);
    env.put("P/desktop.ini", b"[.ShellClassInfo]\r\nInfoTip=Nora's birthday\r\n");
    env.put("P/a.THM", &photo());
    let ran = env.untrace(["check", "P", "--json"]).exits(3).writes(&[]);
    for (name, kind, about) in [
        ("a.jpg.supplemental-me.json", "Takeout JSON", "P/a.jpg"),
        ("a.xmp", "XMP", "P/a.jpg"),
        ("._a.jpg", "AppleDouble", "P/a.jpg"),
        ("a.THM", "THM", "P/a.jpg"),
        ("desktop.ini", "desktop.ini", "P"),
    ] {
        let line = ran.file(&format!("P/{name}"));
        assert_eq!(line["sidecar"]["kind"], kind);
        assert_eq!(line["sidecar"]["about"], serde_json::json!([about]), "{name}");
        assert_eq!((&line["outcome"], &line["reason"]), (&"skipped".into(), &"sidecar".into()));
        let told = line["removed"].as_array().unwrap();
        assert!(told.iter().any(|told| name == "a.THM" || told["value"].as_str().unwrap().contains("Nora")), "{name}: {told:?}");
    }
    assert_eq!((&ran.summary()["telling"], &ran.summary()["sidecars"]), (&5.into(), &5.into()));
    let text = env.untrace(["check", "P"]).exits(3).stdout;
    assert!(text.contains("Nora Petit (companion file of a.jpg)"), "{text}");
    assert!(text.contains("Post the photos without their companion files."), "{text}");
    let one = env.untrace(["check", "P/a.xmp", "P/a.jpg"]).exits(3).stdout;
    assert!(one.contains("P/a.xmp (companion file of P/a.jpg)\n  who "), "{one}");
    // They are never copied.
    env.untrace(["P", "--hidden"]).exits(0).writes(&["P-clean/a.jpg"]);
}

#[test]
fn hidden_files_beside_photos_are_read_without_being_asked_for() {
    let env = Env::new();
    env.put("P/a.jpg", &clean_photo());
    env.put("P/._a.jpg", APPLE_DOUBLE);
    env.put("P/.DS_Store", b"not one");
    let ran = env.untrace(["check", "P", "--json"]).exits(3);
    assert_eq!(ran.fate("P/._a.jpg"), ("skipped", Some("sidecar")));
    assert_eq!(ran.fate("P/.DS_Store"), ("refused", Some("malformed")));
    assert_eq!(env.untrace(["P", "--json"]).exits(0).fate("P/.DS_Store"), ("skipped", Some("hidden")));
}

#[test]
fn what_could_not_be_read_is_said_and_is_not_clean() {
    for (name, bytes) in [
        ("a.jpg.json", &b"{"[..]),
        ("a.AAE", b"<plist>"),
        ("._a.jpg", b""),
        ("Thumbs.db", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        (".DS_Store", b"\0\0\0\x01Bud1"),
        ("desktop.ini", b"\0\0"),
        ("a.THM", b"no picture"),
    ] {
        let env = Env::new();
        env.put("P/a.jpg", &clean_photo());
        env.put(format!("P/{name}"), bytes);
        for args in
            [&["check", "P"][..], &["check", "P", "-q"], &["check", "P", "--json"], &["check", "P", "--fail-on", "location"]]
        {
            let ran = env.untrace(args).exits(1).writes(&[]);
            assert!(ran.stderr.contains(&format!("P/{name} ")), "{name}: {}", ran.stderr);
        }
        assert!(!env.untrace(["check", "P"]).stdout.contains("Nothing found. What"));
    }
}

/// A block that nobody could read may hold anything, whatever counts.
#[test]
fn a_photo_that_was_not_wholly_read_is_not_clean_whatever_counts() {
    let env = Env::new();
    env.put("P/a.jpg", &fixture("hostile/xmp-broken.jpg"));
    let found = env.untrace(["check", "P", "--json"]).exits(3);
    assert!(found.file("P/a.jpg")["removed"].as_array().unwrap().iter().any(|told| told["field"] == "unreadable data"));
    env.untrace(["check", "P", "--fail-on", "motion"]).exits(1);
}

#[test]
fn what_counts_can_be_narrowed() {
    let env = Env::new();
    env.put("P/a.jpg", &commented("a small secret"));
    for (words, code) in
        [("text", 3), ("location", 0), ("location,people,names", 0), ("location,text", 3), ("sidecars", 0), ("names", 0)]
    {
        let ran = env.untrace(["check", "P", "--json", "--fail-on", words]).exits(code);
        assert_eq!(ran.summary()["telling"], 1, "it is told all the same");
        let typed: std::collections::BTreeSet<&str> = words.split(',').collect();
        let said = ran.summary()["fail_on"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        assert_eq!(typed, said);
    }
    let text = env.untrace(["check", "P", "--fail-on", "location"]).exits(0).stdout;
    assert!(text.contains("a small secret") && text.contains("--fail-on location"), "{text}");
    assert!(!text.contains("Nothing found"), "{text}");
    for wrong in ["", "place", "location;people", "Location"] {
        env.untrace(["check", "P", "--fail-on", wrong]).exits(2);
    }
    env.untrace(["P", "--fail-on", "text"]).exits(2);
}

/// What a file beside a photo tells counts by its category, and as a file beside a photo.
#[test]
fn files_beside_photos_count() {
    let env = Env::new();
    env.put("P/a.jpg", &clean_photo());
    env.put("P/a.jpg.json", TAKEOUT.as_bytes());
    for (words, code) in [("people", 3), ("sidecars", 3), ("location", 0), ("motion,names", 0)] {
        env.untrace(["check", "P", "--fail-on", words]).exits(code);
    }
    env.untrace(["check", "P"]).exits(3);
}

#[test]
fn many_photos_are_told_together() {
    let env = Env::new();
    (0..300).for_each(|number| env.put(format!("P/{number:03}.jpg"), &photo()));
    env.put("P/other.jpg", &commented("a small secret"));
    let text = env.untrace(["check", "P"]).exits(3).stdout;
    assert!(text.lines().count() < 40, "{text}");
    for told in [
        "301 photos checked",
        "Where (300 photos)",
        "48.8566 N, 2.3522 E, to within 1 m (300, such as 000.jpg)",
        "a small secret (other.jpg)",
    ] {
        assert!(text.contains(told), "{told:?} is not in\n{text}");
    }
    let verbose = env.untrace(["check", "P", "-v"]).exits(3).stdout;
    assert!((0..300).all(|number| verbose.contains(&format!("P/{number:03}.jpg\n"))));
    let worst = text.find("Where (").unwrap();
    assert!(worst < text.find("When (").unwrap() && text.find("When (").unwrap() < text.find("Captions").unwrap(), "worst first");
}

#[test]
fn positions_come_with_how_exact_they_are() {
    let env = Env::with_photos(&["a.jpg"]);
    let ran = env.untrace(["check", "a.jpg", "--json"]).exits(3);
    let position = &ran.file("a.jpg")["positions"][0];
    let near = |member: &str, value: f64| (position[member].as_f64().unwrap() - value).abs() < 1e-4;
    assert!(near("latitude", 48.8566) && near("longitude", 2.3522), "{position}");
    assert!(position["metres"].as_f64().unwrap() <= 3.0);
    // A log of `clean` does not tell places.
    assert!(env.untrace(["a.jpg", "--json"]).exits(0).file("a.jpg").get("positions").is_none());
}

#[test]
fn previews_are_compared_with_the_picture() {
    let env = Env::with_phone_export();
    let ran = env.untrace(["check", "P", "--json"]).exits(3);
    let shows = |place: &str| ran.file(&format!("P/{place}"))["previews"][0]["shows"].as_str().map(str::to_owned);
    assert_eq!(shows("DCIM/Camera/IMG_20240615_101534.jpg").as_deref(), Some("cropped-away"));
    assert_eq!(shows("DCIM/100APPLE/IMG_0417.JPG").as_deref(), Some("same"));
    // Its thumbnail is no picture that is decoded here.
    let heic = "P/DCIM/100APPLE/IMG_4127.HEIC";
    assert!(ran.file(heic).get("previews").is_none());
    let text = env.untrace(["check", "P/DCIM/Camera/IMG_20240615_101534.jpg"]).exits(3).stdout;
    assert!(text.contains("the small preview still shows what was cropped away"), "{text}");
    assert!(env.untrace(["check", heic]).exits(3).stdout.contains("not compared with the picture"));
}

#[test]
fn hidden_videos_are_said_in_words_that_fit() {
    let env = Env::with_phone_export();
    let text = env.untrace(["P", "-n"]).exits(0).stdout;
    assert!(text.contains("A video with sound behind the photo: 2\n") && text.contains("Hidden tracks: 2 videos"), "{text}");
    assert!(!text.contains("Notes about"), "{text}");
    let mov = env.untrace(["check", "P/DCIM/100APPLE/IMG_4127.MOV", "-v"]).exits(3).stdout;
    assert!(!mov.contains("\\u{7f}"), "{mov}");
}

#[test]
fn a_folder_of_links_only_is_not_passed_over_in_silence() {
    let env = Env::with_photos(&["elsewhere/b.jpg", "Q/c.jpg"]);
    std::fs::create_dir(env.path("P")).unwrap();
    symlink("../elsewhere/b.jpg", env.path("P/a.jpg")).unwrap();
    for args in [&["check", "P"][..], &["P"], &["P", "-q"], &["check", "P", "--json"], &["P", "--json"], &["P", "-n"]] {
        let ran = env.untrace(args).exits(1).writes(&[]);
        assert!(ran.said().contains("P contains only links"), "{args:?}: {}", ran.said());
    }
    assert!(env.untrace(["P", "Q", "-o", "out"]).exits(1).said().contains("P contains only links"));
    // An empty folder holds nothing that was not read.
    std::fs::create_dir(env.path("empty")).unwrap();
    env.untrace(["check", "empty"]).exits(0);
}

/// Google writes the photo's own JSON; the album's is about the folder.
#[test]
fn the_metadata_of_an_album_are_about_its_folder() {
    let env = Env::new();
    env.put("P/a.jpg", &clean_photo());
    env.put(
        "P/Métadonnées.json",
        br#"{"title": "Les 7 ans de Nora", "access": "protected", "date": {"timestamp": "1697872351"}}"#,
    );
    let ran = env.untrace(["check", "P", "--json"]).exits(3);
    assert_eq!(ran.file("P/Métadonnées.json")["sidecar"]["about"], serde_json::json!(["P"]));
}
