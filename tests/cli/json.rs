//! `--json`: what scripts read. (That every line keeps to the schema, and that counts agree, is seen to at every run.)

use data_encoding::BASE64;
use serde::Deserialize;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use crate::env::{Env, Ran, commented, fixture, photo};

#[derive(Deserialize)]
struct Manifest {
    file: Vec<Fixture>,
}

#[derive(Deserialize)]
struct Fixture {
    path: String,
    #[serde(default)]
    plants: Vec<String>,
}

fn planted() -> Vec<Fixture> {
    let manifest: Manifest = toml::from_slice(&fixture("MANIFEST.toml")).unwrap();
    manifest.file.into_iter().filter(|file| !file.plants.is_empty()).collect()
}

/// The test matrix in `P`.
fn with_matrix() -> Env {
    let env = Env::new();
    for folder in ["jpeg", "png", "webp", "gif", "tiff", "dng", "jxl", "heif", "video", "hostile"] {
        env.put_tree(folder, &format!("P/{folder}"));
    }
    env
}

fn names(removed: &serde_json::Value, plant: &str) -> bool {
    removed["field"].as_str().unwrap().contains(plant)
}

/// Megabytes are searched for hundreds of words: slowly, where it is not done as fast as can be.
fn holds(text: &str, word: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some()
}

fn values(ran: &Ran) -> usize {
    let says = |removed: &&serde_json::Value| ["value", "bytes"].iter().any(|member| removed.get(member).is_some());
    ran.files().flat_map(|line| line["removed"].as_array().unwrap()).filter(says).count()
}

#[test]
fn a_line_for_each_file_and_one_for_all() {
    let env = Env::with_phone_export();
    let ran = env.untrace(["P", "--json"]).exits(0);
    for (source, why) in [
        ("P/.thumbnails", "hidden"),
        ("P/notes.txt", "not-media"),
        ("P/DCIM/100APPLE/IMG_0417.AAE", "sidecar"),
        ("P/DCIM/Camera/IMG_20240512_170312.jpg.supplemental-metadata.json", "sidecar"),
    ] {
        assert_eq!(ran.fate(source), ("skipped", Some(why)));
    }
    let photos = walkdir::WalkDir::new(env.path("P-clean")).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let photos = photos.count() as u64;
    assert!(photos >= 9 && ran.files().count() as u64 == photos + 4, "{photos}");
    let summary = ran.summary();
    assert_eq!((&summary["command"], &summary["dry_run"]), (&"clean".into(), &false.into()));
    assert_eq!(["cleaned", "refused", "failed", "skipped"].map(|count| summary[count].as_u64().unwrap()), [photos, 0, 0, 4]);
    assert_eq!(summary["telling"], photos);
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    for line in ran.files().filter(|line| line["outcome"] == "cleaned") {
        let [source, copy] = ["source", "destination"].map(|member| line[member].as_str().unwrap());
        assert_eq!(copy, source.replacen('P', "P-clean", 1));
        assert_eq!(line["bytes_in"], env.read(source).len());
        assert_eq!(line["bytes_out"], env.read(copy).len());
        assert!(!line["removed"].as_array().unwrap().is_empty());
    }
}

#[test]
fn every_file_of_the_matrix_is_reported_by_clean_and_by_check() {
    let env = with_matrix();
    let files = walkdir::WalkDir::new(env.path("P")).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count();
    let clean = env.untrace(["P", "--json"]).exits(1);
    let check = env.untrace(["check", "P", "--json"]).exits(3).writes(&[]);
    assert_eq!((clean.files().count(), check.files().count()), (files, files));
    assert_eq!(check.summary()["command"], "check");
    for line in check.files() {
        let source = line["source"].as_str().unwrap();
        assert!(line["destination"].is_null());
        assert_eq!(
            (&line["outcome"], &line["reason"]),
            (&clean.file(source)["outcome"], &clean.file(source)["reason"]),
            "{source}"
        );
    }
}

#[test]
fn the_lines_come_in_the_order_of_the_request() {
    let env = Env::with_photos(&["b/2.jpg", "b/10.jpg", "a.jpg", "c/x/1.jpg", "c/y.jpg"]);
    let ran = env.untrace(["b", "a.jpg", "c", "--json", "-o", "out"]).exits(0);
    let sources: Vec<&str> = ran.files().map(|line| line["source"].as_str().unwrap()).collect();
    assert_eq!(sources, ["b/10.jpg", "b/2.jpg", "a.jpg", "c/x/1.jpg", "c/y.jpg"]);
}

#[test]
fn a_log_of_what_was_removed_does_not_tell_it() {
    let env = with_matrix();
    let json = env.untrace(["P", "--json"]).exits(1);
    assert_eq!(values(&json), 0);
    let said = [
        ("json", json.said()),
        ("dry run", env.untrace(["P", "--json", "-n", "-o", "dry"]).said()),
        ("terminal", env.untrace(["P"]).said()),
        ("verbose", env.untrace(["P", "-v"]).said()),
        ("quiet", env.untrace(["P", "-q"]).said()),
    ];
    for file in planted() {
        // What the fields are called may be told: `MotionPhoto` is one.
        let line = json.file(&format!("P/{}", file.path));
        let is_name = |plant: &&String| line["removed"].as_array().unwrap().iter().any(|removed| names(removed, plant));
        for plant in file.plants.iter().filter(|plant| !is_name(plant)) {
            for (kind, said) in &said {
                assert!(!holds(said, plant), "{kind} tells {plant:?} of {}", file.path);
            }
        }
    }
}

#[test]
fn values_are_told_where_they_are_asked_for_and_in_check() {
    let env = Env::with_photos(&["a.jpg"]);
    env.put("b.jpg", &commented("a small secret"));
    let clean = env.untrace(["a.jpg", "b.jpg", "--json", "--show-values"]).exits(0);
    let check = env.untrace(["check", "a.jpg", "b.jpg", "--json"]).exits(3);
    assert!(values(&clean) > 2);
    for ran in [clean, check] {
        assert_eq!(ran.file("b.jpg")["removed"][0]["value"], "a small secret");
    }
    let again = env.untrace(["b.jpg", "-v", "--show-values", "-o", "out"]).exits(0);
    assert!(again.stdout.contains("a small secret"));
}

/// A script computes with them: neither is a text for people.
#[test]
fn degrees_and_lengths_are_numbers() {
    let env = Env::with_photos(&["a.jpg"]);
    env.put("b.jpg", &fixture("jpeg/jfif-thumbnail.jpg"));
    let ran = env.untrace(["check", "a.jpg", "b.jpg", "--json"]).exits(3);
    let found = |source: &str, field: &str| {
        let removed = ran.file(source)["removed"].as_array().unwrap();
        removed.iter().find(|removed| removed["field"] == field).unwrap_or_else(|| panic!("{field}: {removed:#?}")).clone()
    };
    let position = &ran.file("a.jpg")["positions"][0];
    for (field, member) in [("GPSLatitude", "latitude"), ("GPSLongitude", "longitude")] {
        let said = found("a.jpg", field);
        assert!(said["value"].is_number() && said["value"] == position[member], "{said}");
    }
    let lengths = ran.file("b.jpg")["removed"].as_array().unwrap().iter().filter(|removed| removed.get("bytes").is_some());
    assert!(lengths.clone().count() > 0 && lengths.clone().all(|removed| removed.get("value").is_none()));
    for line in ran.files().flat_map(|line| line["removed"].as_array().unwrap()) {
        let text = line["value"].as_str().unwrap_or_default();
        assert!(text.strip_suffix(" bytes").is_none_or(|number| number.parse::<u64>().is_err()), "{line}");
    }
}

#[test]
fn check_tells_a_planted_value() {
    let env = with_matrix();
    let ran = env.untrace(["check", "P", "--json"]).exits(3);
    let told = planted().iter().filter(|file| file.plants.iter().any(|plant| holds(&ran.stdout, plant))).count();
    assert!(told > 30, "{told} of {}", planted().len());
}

#[test]
fn a_path_that_is_not_utf_8_comes_as_bytes_too() {
    let env = Env::new();
    let folder = OsString::from_vec(b"P\xE9".to_vec());
    env.put(std::path::Path::new(&folder).join(OsString::from_vec(b"caf\xE9.jpg".to_vec())), &photo());
    env.put(std::path::Path::new(&folder).join("caf\u{e9}.jpg"), &photo());
    let ran = env.run(crate::env::UNTRACE, [folder.clone(), "--json".into()]).go().exits(0);
    let line = ran.file("P\u{fffd}/caf\u{fffd}.jpg");
    let bytes = |member: &str| BASE64.decode(line[member].as_str().unwrap().as_bytes()).unwrap();
    assert_eq!(bytes("source_path_bytes"), b"P\xE9/caf\xE9.jpg");
    assert_eq!(bytes("destination_path_bytes"), b"P\xE9-clean/caf\xE9.jpg");
    assert_eq!(line["destination"], "P\u{fffd}-clean/caf\u{fffd}.jpg");
    assert!(env.path(OsString::from_vec(b"P\xE9-clean/caf\xE9.jpg".to_vec())).is_file());
    // Bytes of the whole path, also where the name itself is UTF-8.
    assert!(ran.file("P\u{fffd}/caf\u{e9}.jpg").get("source_path_bytes").is_some());
    env.put("P/caf\u{e9}.jpg", &photo());
    let ran = env.untrace(["P", "--json"]).exits(0);
    let line = ran.file("P/caf\u{e9}.jpg");
    assert!(line.get("source_path_bytes").is_none() && line.get("destination_path_bytes").is_none());
}

#[test]
fn what_goes_wrong_before_the_first_file_leaves_standard_output_empty() {
    let env = Env::with_photos(&["P/a.jpg", "P/A.jpg"]);
    for args in [
        &["missing", "--json"][..],
        &["P", "--json", "--nonsense"],
        &["P", "--json", "-o", "P"],
        &["P/a.jpg", "P/A.jpg", "-o", "out", "--json"],
    ] {
        let ran = env.untrace(args).exits(2).writes(&[]);
        assert!(ran.stdout.is_empty() && !ran.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn troubles_are_told_on_standard_error_too_and_never_among_the_lines() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/empty.jpg", b"");
    let ran = env.untrace(["P", "--json"]).exits(1);
    assert!(ran.stderr.contains("P/empty.jpg is empty; not copied."), "{}", ran.stderr);
    let message = ran.file("P/empty.jpg")["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("is empty."), "{message}");
    assert_eq!(ran.file("P/empty.jpg")["at"], 0);
}

#[test]
fn verbose_and_quiet_change_nothing_in_the_lines() {
    let env = Env::with_phone_export();
    env.put("P/empty.jpg", b"");
    env.settle();
    let lines = env.untrace(["P", "--json"]).exits(1).new.len();
    assert!(lines > 0);
    let [plain, verbose, quiet, coloured] = [&[][..], &["-v"], &["-q"], &["--color", "always"]]
        .map(|more: &[&str]| env.untrace([&["P", "--json"], more].concat()).exits(1).stdout);
    assert!(plain == verbose && plain == quiet && plain == coloured);
}
