//! `untrace report`: what many photos tell together, as one object, as a page that nobody else reads, and in a few lines.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::env::{Env, Ran, UNTRACE, fixture, fixtures};

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(include_str!("../../docs/insight.schema.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
});

/// The object on standard output, which keeps to its schema.
#[track_caller]
fn object(ran: &Ran) -> Value {
    let object: Value = serde_json::from_str(&ran.stdout).unwrap();
    let errors: Vec<_> = VALIDATOR.iter_errors(&object).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{object:#}");
    object
}

fn page(env: &Env, name: &str) -> String {
    String::from_utf8(env.read(name)).unwrap()
}

#[test]
fn what_a_phone_tells_together_is_one_object() {
    let env = Env::with_phone_export();
    let told = object(&env.untrace(["report", "P", "--json"]).exits(0).writes(&[]));
    assert_eq!((told["files"]["photos"].as_u64(), told["files"]["videos"].as_u64()), (Some(12), Some(2)));
    let place = &told["places"][0];
    assert_eq!((place["town"].as_str(), place["country"].as_str()), (Some("Paris"), Some("FR")));
    assert_eq!(place["files"], place["sources"].as_array().unwrap().len());
    let names: Vec<&str> = told["people"].as_array().unwrap().iter().filter_map(|person| person["name"].as_str()).collect();
    assert_eq!(names, ["Léa Martin", "Nora Petit"]);
    let phones: Vec<&str> = told["devices"].as_array().unwrap().iter().filter_map(|device| device["model"].as_str()).collect();
    assert_eq!(phones, ["Lumora P4", "iPhone 15", "Pixel 8", "SM-S921B"]);
    assert_eq!(told["hidden"]["cropped_away"]["files"], 1);
}

#[test]
fn the_page_is_for_its_owner_alone_and_takes_the_place_of_none_but_an_earlier_one() {
    let env = Env::with_phone_export();
    let ran = env.untrace(["report", "P", "-o", "r.html", "--lang", "en"]).exits(0).writes(&["r.html"]);
    assert!(ran.stdout.contains("The page is in r.html. Only you can open it: keep it to yourself."), "{}", ran.stdout);
    assert_eq!(fs::metadata(env.path("r.html")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(page(&env, "r.html").contains("lang=\"en"));
    env.run(UNTRACE, ["report", "P", "-o", "r.html", "--lang", "fr"]).may_change(&["r.html"]).go().exits(0);
    assert!(page(&env, "r.html").contains("lang=\"fr"));
    for (name, content) in [("notes.html", &b"<!doctype html><title>mine</title>"[..]), ("a.jpg", &fixture("jpeg/exif-gps.jpg"))]
    {
        env.put(name, content);
        let ran = env.untrace(["report", "P", "-o", name]).exits(2).writes(&[]);
        assert!(ran.stderr.contains("is not a page from untrace, so it stays as it is"), "{}", ran.stderr);
    }
    std::os::unix::fs::symlink("r.html", env.path("link.html")).unwrap();
    env.untrace(["report", "P", "-o", "link.html"]).exits(2);
    env.untrace(["report", "P", "-o", "nowhere/r.html"]).exits(2).writes(&[]);
    env.untrace(["report", "P", "--open"]).exits(2).writes(&[]);
    env.untrace(["report", "P", "--lang", "de"]).exits(2).writes(&[]);
}

#[test]
fn a_page_is_known_for_what_it_is_and_never_copied() {
    let env = Env::with_phone_export();
    env.untrace(["report", "P", "-o", "P/photos of us.html"]).exits(0);
    let ran = env.untrace(["P", "--json"]).exits(0);
    assert_eq!(ran.fate("P/photos of us.html"), ("skipped", Some("page")));
    assert!(!env.has("P-clean/photos of us.html"));
    let ran = env.untrace(["check", "P"]);
    assert!(ran.stdout.contains("1 page of untrace report was left out: it is private."), "{}", ran.stdout);
    let told = object(&env.untrace(["report", "P", "--json"]).exits(0));
    assert_eq!(told["files"]["photos"], 12);
}

#[test]
fn one_photo_says_little_and_claims_nothing() {
    let env = Env::with_photos(&["P/a.jpg"]);
    let told = object(&env.untrace(["report", "P", "--json"]).exits(0));
    assert_eq!(told["places"][0]["kind"], "other");
    assert_eq!((told["routines"].as_array().unwrap().len(), told["journeys"].as_array().unwrap().len()), (0, 0));
    let ran = env.untrace(["report", "P", "--lang", "en"]).exits(0);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80), "{}", ran.stdout);
}

#[test]
fn what_could_not_be_read_is_said_and_counts() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/b.jpg", b"\xFF\xD8\xFF\xE0 cut off");
    let ran = env.untrace(["report", "P", "--json"]).exits(1);
    assert_eq!(object(&ran)["files"]["unread"], 1);
    assert!(ran.stderr.contains("P/b.jpg"), "{}", ran.stderr);
    env.untrace(["report", "missing"]).exits(2).writes(&[]);
    env.untrace(["report", "-"]).exits(2);
}

/// Pictures of places hold nothing but what they show.
#[test]
fn small_pictures_say_nothing_of_their_own() {
    let env = Env::with_phone_export();
    env.untrace(["report", "P", "-o", "plain.html"]).exits(0);
    assert!(!page(&env, "plain.html").contains("data:image"));
    env.untrace(["report", "P", "-o", "r.html", "--thumbnails"]).exits(0);
    let page = page(&env, "r.html");
    let uri = page.split("data:image/jpeg;base64,").nth(1).unwrap().split('"').next().unwrap();
    env.put("T/small.jpg", &data_encoding::BASE64.decode(uri.as_bytes()).unwrap());
    let ran = env.untrace(["check", "T", "--json"]).exits(0);
    assert_eq!(ran.file("T/small.jpg")["removed"].as_array().unwrap().len(), 0);
}

#[test]
fn exports_of_networks_say_what_is_posted_already() {
    let env = Env::new();
    let exports: Vec<PathBuf> = fs::read_dir(fixtures().join("exports")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(exports.len() > 2);
    env.put_tree("exports", "E");
    let ran = env.untrace(["report", "E", "--json"]);
    let told = object(&ran);
    let posted = told["posted"].as_array().unwrap();
    let networks: Vec<&str> = posted.iter().filter_map(|posted| posted["network"].as_str()).collect();
    assert!(networks.contains(&"instagram") && networks.contains(&"facebook") && networks.contains(&"snapchat"), "{networks:?}");
    assert!(posted.iter().all(|posted| posted["posts"].as_u64() > Some(0) || posted["positions"].as_u64() > Some(0)));
    assert!(told["files"]["posts"].as_u64() > Some(0) && !told["places"].as_array().unwrap().is_empty());
}

/// The page is shown by whatever the system has for it, in the folder that the program has.
#[test]
fn the_page_is_opened_by_the_browser_of_the_system() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("bin/xdg-open", b"#!/bin/sh\necho \"$1\" > \"$OPENED\"\n");
    fs::set_permissions(env.path("bin/xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    let line = "OPENED=\"$PWD/opened\" PATH=\"$PWD/bin:$PATH\" \"$UNTRACE\" report P -o r.html --open; \
                for i in 1 2 3 4 5 6 7 8 9 10; do [ -s opened ] && exit 0; sleep 0.3; done; exit 1";
    env.shell(line).exits(0);
    assert!(String::from_utf8(env.read("opened")).unwrap().contains("r.html"));
}

/// What Google Photos has was uploaded by a phone, and posted by nobody.
#[test]
fn a_photo_of_which_only_takeout_tells_is_uploaded_and_no_post() {
    let env = Env::new();
    let json = |day: u32| {
        format!(
            r#"{{"title": "IMG_{day}.jpg", "photoTakenTime": {{"timestamp": "{}"}}, "geoData": {{"latitude": 48.8566, "longitude": 2.3522}}}}"#,
            1_715_526_192 + day * 86_400
        )
    };
    for day in 0..5 {
        env.put(format!("T/IMG_{day}.jpg.supplemental-metadata.json"), json(day).as_bytes());
    }
    let told = object(&env.untrace(["report", "T", "--json"]).exits(0));
    assert_eq!((told["files"]["posts"].as_u64(), told["files"]["described"].as_u64()), (Some(0), Some(5)));
    let posted = told["posted"].as_array().unwrap();
    assert_eq!((posted.len(), &posted[0]["network"], &posted[0]["posts"]), (1, &"google-photos".into(), &5.into()));
    let ran = env.untrace(["report", "T", "--lang", "en"]).exits(0);
    assert!(ran.stdout.contains("Google Photos: 5 uploaded photos and videos"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("untrace T"), "nothing is there to be cleaned: {}", ran.stdout);
}

#[test]
fn a_folder_of_nothing_is_not_to_be_cleaned() {
    let env = Env::new();
    env.put("E/notes.txt", b"nothing");
    let ran = env.untrace(["report", "E", "--lang", "en"]);
    assert!(!ran.stdout.contains("What to do"), "{}", ran.stdout);
}

/// Who lets somebody look after a child with the camera's own calendar.
#[test]
fn a_camera_that_was_told_of_a_child_tells_when_it_was_born() {
    let env = Env::new();
    env.put("P/a.jpg", &fixture("jpeg/exif-makernote-panasonic.jpg"));
    env.put("P/b.jpg", &fixture("jpeg/exif-makernote-fujifilm.jpg"));
    let told = object(&env.untrace(["report", "P", "--json"]).exits(0));
    let born: Vec<(&str, &str)> = told["ages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|age| (age["name"].as_str().unwrap(), age["born"].as_str().unwrap()))
        .collect();
    assert_eq!(born, [("Tom Martin", "2017-05-07"), ("Nora Petit", "2020-01-31")]);
    let checked = env.untrace(["check", "P/a.jpg"]).exits(3).stdout;
    assert!(checked.contains("Nora Petit") && checked.contains("0004:03:12"), "{checked}");
}

/// A file that was refused is not read, and a list of a network neither.
#[test]
fn what_was_refused_is_not_counted_among_what_was_read() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/b.jpg", b"\xFF\xD8\xFF\xE0 cut off");
    env.put("P/c/posts_1.html", br#"<html><body><div class="pam _3-95 _2ph- _a6-g">instagram"#);
    let ran = env.untrace(["report", "P", "--lang", "en"]).exits(1);
    assert!(
        ran.stdout.contains("report: 1 file read, 2 not read") || ran.stderr.contains("report: 1 file read, 2 not read"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    assert_eq!(object(&env.untrace(["report", "P", "--json"]).exits(1))["files"]["unread"], 2);
}

/// Nobody may take what was found in one photo for what is in all of them.
#[test]
fn files_that_were_not_read_are_told_with_the_result() {
    let env = Env::new();
    env.put("mix/clean.jpg", &fixture("jpeg/baseline.jpg"));
    env.put("mix/cut.jpg", b"\xFF\xD8\xFF\xE0 cut off");
    env.put("mix/film.avi", b"RIFF\x10\0\0\0AVI LIST\0\0\0\0");
    env.put("mix/garbage.png", b"garbage, and no picture at all");
    for (lang, unread, all) in [
        ("en", "3 files could not be read: nothing is known about them.", "In this photo untrace found nothing"),
        ("fr", "3 fichiers n’ont pas pu être lus : on ne sait rien d’eux.", "Dans cette photo, untrace n’a rien trouvé"),
    ] {
        let ran = env.run(UNTRACE, ["report", "mix", "-o", "x.html", "--lang", lang]).may_change(&["x.html"]).go().exits(1);
        let spaced = |text: &str| text.replace('\u{a0}', " ").replace("\n", " ");
        for said in [spaced(&ran.stdout), spaced(&page(&env, "x.html"))] {
            assert!(said.contains(unread) && !said.contains(all), "{said}");
        }
    }
}

/// 60,000 posts were read, and then `0 files read` was said.
#[test]
fn a_list_that_was_read_in_part_is_read_and_said_to_be_a_part() {
    let env = Env::new();
    let post = |second: u32| {
        format!(r#"{{"media": [{{"uri": "a.jpg", "creation_timestamp": {}, "title": "x"}}]}}"#, 1_715_526_192 + second)
    };
    let posts: Vec<String> = (0..5).map(post).collect();
    env.put("E/posts_1.json", format!("[{}, {{\"media\"", posts.join(",")).as_bytes());
    let ran = env.untrace(["report", "E", "--lang", "en"]).exits(1);
    assert!(ran.stdout.contains("Only part of E/posts_1.json was read."), "{}", ran.stdout);
    assert!(ran.stdout.contains("report: 1 file read") && !ran.stdout.contains("not read;"), "{}", ran.stdout);
    assert_eq!(object(&env.untrace(["report", "E", "--json"]).exits(1))["files"]["unread"], 1);
}

/// Who never posted a story has a list of none.
#[test]
fn a_list_without_entries_is_not_damaged() {
    let env = Env::new();
    env.put("E/posts_1.json", b"[]");
    env.put("E/stories.json", b"{\"ig_stories\": []}\n");
    let ran = env.untrace(["report", "E", "--lang", "en"]);
    assert!(!ran.stderr.contains("damaged") && ran.stdout.contains("report: 2 files read;"), "{}{}", ran.stdout, ran.stderr);
    env.put("E/reels.json", b"[");
    let ran = env.untrace(["report", "E", "--lang", "en"]).exits(1);
    assert!(ran.stderr.contains("reels.json is damaged"), "{}", ran.stderr);
}

/// `check` shows when it was taken, from a text of PNG; a city and a street; names and a street in comments.
#[test]
fn what_check_shows_is_not_nothing() {
    let env = Env::with_phone_export();
    let said = |name: &str, lang: &str| {
        let ran = env.untrace(["report", &format!("P/{name}"), "--lang", lang]).exits(0);
        ran.stdout.replace(['\u{a0}', '\n'], " ")
    };
    let screenshot = said("Screenshots/Screenshot_2024-06-02-11-20-45.png", "en");
    assert!(
        screenshot.contains("It says when it was taken.") && screenshot.contains("1 file name says when it was."),
        "{screenshot}"
    );
    let edited = said("Pictures/sunflowers-edit.jpg", "en");
    assert!(edited.contains("1 photo names a place.") && edited.contains("1 photo contains texts"), "{edited}");
    let messenger = said("WhatsApp Images/IMG-20240714-WA0003.jpg", "en");
    assert!(
        messenger.contains("It has neither coordinates nor a capture date.") && messenger.contains("1 photo contains texts"),
        "{messenger}"
    );
    let messenger = said("WhatsApp Images/IMG-20240714-WA0003.jpg", "fr");
    assert!(messenger.contains("Elle ne contient ni coordonnées ni date de prise de vue."), "{messenger}");
    assert!(messenger.contains("1 nom de fichier indique la date."), "{messenger}");
}

/// Copies that say none of this are of no use where nothing is said.
#[test]
fn where_nothing_was_found_nothing_is_to_be_cleaned() {
    let env = Env::new();
    env.put("P/a.jpg", &fixture("jpeg/baseline.jpg"));
    let ran = env.run(UNTRACE, ["report", "P", "-o", "r.html", "--lang", "en"]).may_change(&["r.html"]).go().exits(0);
    assert!(ran.stdout.contains("found nothing") && !ran.stdout.contains("What to do"), "{}", ran.stdout);
    assert!(!page(&env, "r.html").contains("<pre>"));
    // A preview that was not compared may show anything: nothing was found in what was read, and a copy has none.
    env.put("Q/a.jpg", &fixture("jpeg/jfif-thumbnail.jpg"));
    let ran = env.untrace(["report", "Q", "--lang", "en"]).exits(0);
    assert!(ran.stdout.contains("In what could be read (1 photo), untrace found nothing"), "{}", ran.stdout);
    assert!(ran.stdout.contains("1 photo has parts that were not read"), "{}", ran.stdout);
    assert!(ran.stdout.contains("What to do"), "{}", ran.stdout);
}

/// Nobody can type a name that turns the line around.
#[test]
fn a_command_that_cannot_be_typed_is_described() {
    let env = Env::new();
    let name = "<b>&\u{202e} \"q\"";
    env.put(format!("{name}/a.jpg"), &fixture("jpeg/exif-gps.jpg"));
    let ran = env.run(UNTRACE, ["report", name, "-o", "r.html", "--lang", "en"]).may_change(&["r.html"]).go().exits(0);
    assert!(ran.stdout.contains("  untrace, followed by the name of the folder\n"), "{}", ran.stdout);
    let page = page(&env, "r.html");
    assert!(page.contains("<b>untrace, followed by the name of the folder</b>") && !page.contains("<pre>"));
}
