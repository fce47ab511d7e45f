//! New names for copies: neutral ones, right extensions, the list of old and new, and what is said of names that tell.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::Value;

use crate::env::{Env, Ran, clean_photo, fixture, photo};
use crate::outside::{open_to_all, untrace_as_nobody};

/// A photo that says when it was taken. Its density makes it one of its own: copies are known by their bytes.
fn taken_at(time: &str) -> Vec<u8> {
    assert_eq!(time.len(), 19);
    let mut block = b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x1A\0\0\0\0\0\0\0".to_vec();
    block.extend(b"\x01\0\x03\x90\x02\0\x14\0\0\0\x2C\0\0\0\0\0\0\0");
    block.extend(time.as_bytes());
    block.push(0);
    let segment = [&b"Exif\0\0"[..], &block].concat();
    let len = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    let mut plain = clean_photo();
    assert_eq!(&plain[6..11], b"JFIF\0");
    let density = time.bytes().fold(0, |sum: u16, byte| (sum * 7 + u16::from(byte)) % 599) + 1;
    plain[13] = 1;
    plain[14..18].copy_from_slice(&[density.to_be_bytes(), density.to_be_bytes()].concat());
    [&plain[..2], &[0xFF, 0xE1], &len, &segment, &plain[2..]].concat()
}

/// Where each file went.
fn names(ran: &Ran) -> Vec<(String, String)> {
    let text = |line: &Value, member: &str| line[member].as_str().unwrap_or_default().to_owned();
    let mut names: Vec<_> = ran
        .files()
        .filter(|line| line["outcome"] != "skipped")
        .map(|line| (text(line, "source"), text(line, "destination")))
        .collect();
    names.sort();
    names
}

#[track_caller]
fn goes(ran: &Ran, source: &str, copy: &str) {
    assert_eq!(ran.file(source)["destination"], copy, "{source}");
}

/// A video without a time, and one photo of each sort.
fn album() -> Env {
    let env = Env::new();
    env.put("P/z.jpg", &taken_at("2024:05:12 10:00:00"));
    env.put("P/a.jpg", &taken_at("2024:05:12 11:00:00"));
    env.put("P/Nice 2024/m.jpg", &taken_at("2024:05:12 10:30:00"));
    env.put("P/Nice 2024/Old/b.png", &fixture("png/really-a-jpeg.png"));
    env.put("P/undated.mp4", &fixture("video/nothing-to-remove.mp4"));
    env
}

#[test]
fn names_are_numbers_in_the_order_of_taking() {
    let env = album();
    let dry = env.untrace(["P", "--rename", "-n", "--json"]).exits(0).writes(&[]);
    let ran = env.untrace(["P", "--rename", "--json"]).exits(0).writes(&[
        "P-clean/photo-0001.jpg",
        "P-clean/album-01/photo-0002.jpg",
        "P-clean/photo-0003.jpg",
        "P-clean/album-02/photo-0004.jpg",
        "P-clean/video-0005.mp4",
    ]);
    assert_eq!(names(&dry), names(&ran));
    goes(&ran, "P/z.jpg", "P-clean/photo-0001.jpg");
    goes(&ran, "P/Nice 2024/m.jpg", "P-clean/album-01/photo-0002.jpg");
    goes(&ran, "P/a.jpg", "P-clean/photo-0003.jpg");
    goes(&ran, "P/Nice 2024/Old/b.png", "P-clean/album-02/photo-0004.jpg");
    assert_eq!(ran.summary()["telling_names"], 0);
}

#[test]
fn a_dry_run_shows_the_names() {
    let env = album();
    let text = env.untrace(["P", "--rename", "-n"]).exits(0).writes(&[]).stdout;
    assert!(text.lines().any(|line| line == "P/Nice 2024/m.jpg -> P-clean/album-01/photo-0002.jpg"), "{text}");
    let text = env.untrace(["P", "-n"]).stdout;
    assert!(text.lines().any(|line| line == "P/a.jpg -> P-clean/a.jpg"), "{text}");
    // What is there keeps its name, and is not said again.
    env.untrace(["P"]).exits(0);
    assert!(!env.untrace(["P", "-n"]).stdout.contains("->"));
    assert_eq!(env.untrace(["P", "--rename", "-nq"]).exits(0).said(), "");
}

#[test]
fn another_run_changes_nothing() {
    let env = album();
    let first = env.untrace(["P", "--rename", "--json"]).exits(0);
    for more in [&[][..], &["--force"], &["-n"], &["-j", "1"], &["-j", "7"]] {
        let again = env.untrace([&["P", "--rename", "--json"], more].concat()).exits(0).writes(&[]);
        assert_eq!(names(&again), names(&first), "{more:?}");
        assert_eq!(again.summary()["up_to_date"], 5, "{more:?}");
    }
}

#[test]
fn what_is_new_gets_new_numbers_and_the_rest_keeps_its_own() {
    let env = album();
    let first = env.untrace(["P", "--rename", "--json"]).exits(0);
    env.put("P/early.jpg", &taken_at("2019:01:01 10:00:00"));
    env.put("P/Nice 2024/late.jpg", &taken_at("2024:06:01 10:00:00"));
    env.put("P/Rome/r.jpg", &taken_at("2024:07:01 10:00:00"));
    let ran = env.untrace(["P", "--rename", "--json"]).exits(0).writes(&[
        "P-clean/photo-0006.jpg",
        "P-clean/album-01/photo-0007.jpg",
        "P-clean/album-03/photo-0008.jpg",
    ]);
    assert_eq!(ran.summary()["up_to_date"], 5);
    for (source, copy) in names(&first) {
        goes(&ran, &source, &copy);
    }
    // What was edited keeps its name, and its former copy is left alone.
    env.put("P/a.jpg", &photo());
    let text = env.untrace(["P", "--rename"]).exits(1).writes(&[]).stdout;
    assert!(text.contains("1 original has changed since its copy was made: --update replaces the copy."), "{text}");
}

#[test]
fn nothing_that_is_there_is_replaced() {
    let env = Env::new();
    env.put("P/a.jpg", &photo());
    env.put("P-clean/photo-0001.jpg", b"mine");
    env.put("P-clean/PHOTO-0002.PNG", b"mine");
    env.put("P-clean/album-04/video-0003.motion.mp4", b"mine");
    symlink("nowhere", env.path("P-clean/video-0004.mov")).unwrap();
    fs::create_dir(env.path("P-clean/photo-0005.jpg")).unwrap();
    for more in ["--json", "--force"] {
        env.untrace(["P", "--rename", more]).exits(0).writes(if more == "--json" { &["P-clean/photo-0006.jpg"] } else { &[] });
    }
}

#[test]
fn a_live_photo_has_one_number() {
    let env = Env::with_phone_export();
    let ran = env.untrace(["P", "--rename", "--json"]).exits(0);
    let of = |name: &str| ran.file(&format!("P/DCIM/100APPLE/{name}"))["destination"].as_str().unwrap().to_owned();
    let (picture, video) = (of("IMG_4127.HEIC"), of("IMG_4127.MOV"));
    assert_eq!(picture.replace("photo-", "video-").replace(".heic", ".mov"), video);
    let numbers: BTreeSet<&str> = ran.new.iter().filter_map(|path| path.rsplit_once('-')?.1.split('.').next()).collect();
    assert!(numbers.contains("0001") && !numbers.contains("0014"), "14 copies have 13 numbers: {numbers:?}");
    env.untrace(["P", "--rename"]).exits(0).writes(&[]);
    let text = env.untrace(["P", "--rename", "-o", "other", "-n"]).exits(0).stdout;
    assert!(text.contains("1 Live Photo"), "{text}");
}

#[test]
fn no_name_in_an_output_tells_an_old_one() {
    let env = Env::with_phone_export();
    env.untrace(["P", "--rename", "--extract-motion", "--name-map", "names.json"]).exits(0);
    for entry in walkdir::WalkDir::new(env.path("P-clean")).min_depth(1).into_iter().flatten() {
        let name = entry.file_name().to_str().unwrap();
        let stem = name.split('.').next().unwrap();
        let (word, number) = stem.split_once('-').unwrap();
        assert!(["photo", "video", "album"].contains(&word) && number.parse::<u32>().is_ok(), "{name}");
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).unwrap();
            assert!(!bytes.windows(8).any(|window| window == b"IMG_0417"), "{name}");
        }
    }
}

#[test]
fn names_that_would_meet_do_not_when_they_are_new() {
    let env = Env::with_photos(&["P/a.jpg", "P/A.jpg", "Q/a.jpg", "Q/x/a.jpg", "R/x/a.jpg"]);
    env.untrace(["P/a.jpg", "Q/a.jpg", "-o", "out", "--rename"]).exits(0).writes(&["out/photo-0001.jpg", "out/photo-0002.jpg"]);
    env.untrace(["Q/x", "R/x", "-o", "two", "--rename"])
        .exits(0)
        .writes(&["two/album-01/photo-0001.jpg", "two/album-02/photo-0002.jpg"]);
}

#[test]
fn new_names_are_not_given_among_originals() {
    let env = Env::with_photos(&["P/a.jpg", "b.jpg"]);
    for args in [&["b.jpg", "--rename"][..], &["P", "b.jpg", "--rename"]] {
        let ran = env.untrace(args).exits(2).writes(&[]);
        assert!(ran.stderr.contains("-o FOLDER"), "{}", ran.stderr);
    }
}

#[test]
fn a_refused_file_takes_no_number_from_the_others() {
    let env = album();
    env.put("P/0.jpg", &taken_at("2018:01:01 10:00:00")[..300]);
    env.put("P/00.jpg", b"");
    env.put("P/notes.txt", b"dear diary");
    let ran = env.untrace(["P", "--rename", "--json"]).exits(1);
    goes(&ran, "P/z.jpg", "P-clean/photo-0001.jpg");
    assert!(!env.has("P-clean/photo-0006.jpg"));
    assert_eq!(ran.fate("P/notes.txt"), ("skipped", Some("not-media")));
    env.untrace(["P", "--rename"]).exits(1).writes(&[]);
}

#[test]
fn the_list_of_names_is_for_its_owner_alone() {
    let env = album();
    env.put("P/broken.jpg", b"");
    let ran = env.run("sh", ["-c", "umask 000; exec \"$UNTRACE\" P --rename --name-map names.json --json"]).go().exits(1);
    assert!(ran.new.contains("names.json"));
    assert_eq!(fs::metadata(env.path("names.json")).unwrap().permissions().mode() & 0o7777, 0o600);
    let list: Vec<Value> = serde_json::from_slice(&env.read("names.json")).unwrap();
    let listed: BTreeSet<(&str, &str)> =
        list.iter().map(|line| (line["source"].as_str().unwrap(), line["copy"].as_str().unwrap())).collect();
    assert_eq!(listed.len(), 5);
    for (source, copy) in &listed {
        goes(&ran, source, copy);
        assert!(env.has(copy), "{copy}");
    }
    assert!(!listed.iter().any(|(source, _)| *source == "P/broken.jpg"));
    assert!(ran.new.iter().filter(|place| place.ends_with("json")).count() == 1);
}

#[test]
fn the_list_of_names_lies_in_no_output_and_replaces_nothing() {
    let env = album();
    env.put("there.json", b"mine");
    fs::create_dir_all(env.path("out/album-09")).unwrap();
    symlink("out", env.path("link")).unwrap();
    symlink("nowhere", env.path("dangling.json")).unwrap();
    for place in
        ["out/names.json", "out/album-09/names.json", "link/names.json", "./out/../out/n.json", "there.json", "dangling.json"]
    {
        for more in [&[][..], &["-n"], &["--force"]] {
            let args = [&["P", "-o", "out", "--rename", "--name-map", place], more].concat();
            let ran = env.untrace(args).exits(2).writes(&[]);
            assert!(ran.stderr.contains("Nothing was written"), "{place}: {}", ran.stderr);
        }
    }
    for (place, why) in [
        ("missing/names.json", "cannot be written"),
        ("there.json/names.json", "cannot be written"),
        ("P-clean/names.json", "among the copies"),
    ] {
        let ran = env.untrace(["P", "--rename", "--name-map", place]).exits(2).writes(&[]);
        assert!(ran.stderr.contains(why), "{place}: {}", ran.stderr);
    }
    env.untrace(["P", "--rename", "--name-map", "names.json", "-n"]).exits(0).writes(&[]);
}

#[test]
fn a_wrong_extension_is_put_right_where_that_is_asked_for() {
    let env = Env::new();
    env.put("P/a.HEIC", &photo());
    env.put("P/b.jpg", &fixture("jpeg/really-a-png.jpg"));
    env.put("P/c.JPEG", &photo());
    env.put("P/d", &photo());
    env.put("P/e.v2", &photo());
    let dry = env.untrace(["P", "-n", "--fix-extension"]).exits(0).writes(&[]).stdout;
    assert!(dry.contains("P/a.HEIC -> P-clean/a.jpg"), "{dry}");
    let kept = env.untrace(["P", "-o", "kept"]).exits(0).stdout;
    assert!(kept.contains("4 files have the wrong extension") && kept.contains("--fix-extension"), "{kept}");
    let ran = env.untrace(["P", "--fix-extension", "--json"]).exits(0);
    let ran = ran.writes(&["P-clean/a.jpg", "P-clean/b.png", "P-clean/c.JPEG", "P-clean/d.jpg", "P-clean/e.v2.jpg"]);
    assert_eq!(ran.file("P/a.HEIC")["misnamed"], "jpg");
    let text = env.untrace(["P", "--fix-extension"]).exits(0).writes(&[]).stdout;
    assert!(text.contains("4 files had the wrong extension; their copies have the right one."), "{text}");
    assert!(!text.contains("--fix-extension"), "{text}");
}

#[test]
fn right_extensions_that_meet_are_an_error() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/a.HEIC", &photo());
    let ran = env.untrace(["P", "--fix-extension"]).exits(2).writes(&[]);
    assert!(ran.stderr.contains("P/a.HEIC") && ran.stderr.contains("Nothing was written"), "{}", ran.stderr);
    env.untrace(["P", "-o", "out"]).exits(0).writes(&["out/a.jpg", "out/a.HEIC"]);
}

#[test]
fn names_that_tell_something_are_counted() {
    let env = Env::with_photos(&["P/IMG_20240512_170312.jpg", "P/kitten.jpg", "P/2023-01/PXL_20230101_101010.jpg"]);
    let said = |text: &str| text.lines().filter(|line| line.contains("--rename")).map(str::to_owned).collect::<Vec<_>>();
    let expected = ["2 file names reveal a date or a device. Add --rename to give the copies neutral names."];
    assert_eq!(said(&env.untrace(["P"]).exits(0).stdout), expected);
    assert_eq!(said(&env.untrace(["check", "P"]).exits(3).stdout), expected);
    assert_eq!(said(&env.untrace(["P", "-o", "out", "--rename"]).exits(0).stdout), [""; 0]);
    for args in [&["P", "--json"][..], &["check", "P", "--json"]] {
        let ran = env.untrace(args);
        assert_eq!(ran.summary()["telling_names"], 2);
        assert_eq!(ran.file("P/IMG_20240512_170312.jpg")["telling_name"], serde_json::json!(["date"]));
        assert_eq!(ran.file("P/2023-01/PXL_20230101_101010.jpg")["telling_name"], serde_json::json!(["date", "camera"]));
        assert_eq!(ran.file("P/kitten.jpg")["telling_name"], serde_json::json!([]));
    }
}

#[test]
fn a_name_alone_is_said_and_is_no_failure() {
    let env = Env::new();
    env.put("2024-05-12/20240512_170312.jpg", &clean_photo());
    let ran = env.untrace(["check", "2024-05-12"]).exits(0);
    assert!(ran.stdout.contains("1 file name reveals a date. Add --rename"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Nothing found except in file names."), "{}", ran.stdout);
    // What was typed stays at home; what is below it goes along.
    env.put("2024-05-13/kitten.jpg", &clean_photo());
    let line = |args: &[&str]| env.untrace(args).exits(0).summary()["telling_names"].clone();
    assert_eq!(line(&["check", "2024-05-13", "--json"]), 0);
    assert_eq!(line(&["check", ".", "--json"]), 2);
    assert_eq!(line(&["2024-05-13", "2024-05-12", "-o", "out", "--json"]), 2);
}

/// Its copies may be those of the originals, and would stand there twice.
#[test]
fn an_album_that_cannot_be_looked_at_stops_neutral_names() {
    let env = Env::with_photos(&["P/x/a.jpg"]);
    env.untrace(["P", "--rename"]).exits(0);
    open_to_all(&env.path(""));
    let album = env.path("P-clean/album-01");
    fs::set_permissions(&album, fs::Permissions::from_mode(0o000)).unwrap();
    let ran = untrace_as_nobody(&env, "P --rename");
    fs::set_permissions(&album, fs::Permissions::from_mode(0o755)).unwrap();
    let Some(ran) = ran else { return };
    let ran = ran.exits(2).writes(&[]);
    assert!(ran.said().contains("album-01 cannot be opened (permission denied)"), "{}", ran.said());
}

/// It would get a name that tells nothing of what it is, and another one the next time.
#[test]
fn a_photo_that_cannot_be_read_while_names_are_given_gets_none() {
    let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
    open_to_all(&env.path(""));
    fs::set_permissions(env.path("P/a.jpg"), fs::Permissions::from_mode(0o000)).unwrap();
    let Some(ran) = untrace_as_nobody(&env, "P --rename --json") else { return };
    let ran = ran.exits(1).writes(&["P-clean/photo-0001.jpg"]);
    assert_eq!(ran.fate("P/a.jpg"), ("failed", Some("read")));
    assert!(ran.file("P/a.jpg")["destination"].is_null());
}

#[test]
fn equal_files_keep_a_copy_each() {
    let env = Env::new();
    (0..30).for_each(|number| env.put(format!("P/{number}.jpg"), &photo()));
    env.untrace(["P", "--rename"]).exits(0);
    assert_eq!(env.untrace(["P", "--rename", "--json"]).exits(0).writes(&[]).summary()["up_to_date"], 30);
}
