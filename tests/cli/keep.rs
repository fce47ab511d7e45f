//! What a person asks to keep, and only that.

use std::fs;

use crate::env::{Env, long_ago};
use crate::schema;

#[test]
fn a_copy_says_what_was_asked_for() {
    let env = Env::with_phone_export();
    let ran = env.untrace(["P", "--keep", "date,camera", "--json"]).exits(0);
    let line = ran.file("P/DCIM/Camera/IMG_20240512_170312.jpg");
    let kept: Vec<&str> = line["kept"].as_array().unwrap().iter().filter_map(|word| word.as_str()).collect();
    assert!(kept.contains(&"date") && kept.contains(&"camera") && !kept.contains(&"location"), "{kept:?}");
    // A maker's note may say anything, and goes.
    let certain = line["removed"].as_array().unwrap().iter().filter(|found| found["possible"] != true);
    let gone: Vec<&str> = certain.filter_map(|found| found["category"].as_str()).collect();
    assert!(gone.contains(&"location") && !gone.contains(&"date") && !gone.contains(&"camera"), "{gone:?}");
    let check = env.untrace(["check", "P-clean/DCIM/Camera/IMG_20240512_170312.jpg", "--json"]).exits(3);
    let told: Vec<&str> = check
        .files()
        .flat_map(|file| file["removed"].as_array().unwrap())
        .filter_map(|found| found["category"].as_str())
        .collect();
    assert!(told.iter().all(|category| ["date", "camera"].contains(category)), "{told:?}");
}

#[test]
fn only_removes_these_and_keeps_the_others_of_the_list() {
    let env = Env::with_phone_export();
    let only = env.untrace(["P", "--only", "location,people,text,software", "-o", "A"]).exits(0);
    let keep = env.untrace(["P", "--keep", "date,camera", "-o", "B"]).exits(0);
    assert_eq!(only.new.len(), keep.new.len());
    for place in only.new.iter().filter(|place| env.path(place).is_file()) {
        assert_eq!(env.read(place), env.read(place.replacen('A', "B", 1)), "{place}");
    }
}

#[test]
fn who_keeps_the_date_has_it_in_the_list_of_files() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.untrace(["P", "--keep", "date"]).exits(0);
    assert_eq!(fs::metadata(env.path("P-clean/a.jpg")).unwrap().modified().unwrap(), long_ago());
}

#[test]
fn the_same_again_is_up_to_date_and_another_choice_is_not() {
    let env = Env::with_phone_export();
    env.untrace(["P", "--keep", "location"]).exits(0);
    let again = env.untrace(["P", "--keep", "location", "--json"]).exits(0);
    assert!(again.files().all(|file| ["up-to-date", "skipped"].contains(&file["outcome"].as_str().unwrap())));
    let other = env.untrace(["P", "--json"]).exits(1);
    assert_eq!(other.fate("P/DCIM/Camera/IMG_20240512_170312.jpg"), ("failed", Some("outdated")));
}

#[test]
fn what_always_goes_cannot_be_asked_for() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for word in ["id", "preview", "motion", "other", "gps"] {
        env.untrace(["P", "--keep", word]).exits(2).writes(&[]);
        env.untrace(["P", "--only", word]).exits(2).writes(&[]);
    }
    env.untrace(["P", "--keep", "date", "--only", "date"]).exits(2).writes(&[]);
}

#[test]
fn a_format_without_a_place_says_so() {
    let env = Env::new();
    env.put_tree("tiff", "P");
    let ran = env.untrace(["P", "--keep", "camera,date,text,people,software", "--json"]);
    assert!(ran.files().any(|file| file["unkept"].as_array().is_some_and(|unkept| !unkept.is_empty())));
    assert!(env.untrace(["P", "--keep", "camera", "-o", "Q"]).stdout.contains("no room for some of what you asked to keep"));
}

#[test]
fn the_policy_is_listed_for_people_and_scripts() {
    let env = Env::new();
    let table = env.untrace(["fields"]).exits(0).stdout;
    let lines: Vec<serde_json::Value> = env
        .run(crate::env::UNTRACE, ["fields", "--json"])
        .unread()
        .go()
        .exits(0)
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), table.lines().count());
    lines.iter().for_each(schema::assert_valid);
    let of = |name: &str| lines.iter().find(|line| line["standard"] == "Exif" && line["field"] == name).unwrap();
    assert_eq!((of("GPSLatitude")["category"].as_str(), of("GPSLatitude")["keep"].as_bool()), (Some("location"), Some(true)));
    assert_eq!(
        (of("BodySerialNumber")["category"].as_str(), of("BodySerialNumber")["keep"].as_bool()),
        (Some("id"), Some(false))
    );
    // Nothing of a category that always goes can be kept.
    let always = ["id", "preview", "motion", "other"];
    assert!(
        lines
            .iter()
            .all(|line| line["keep"] == false || line["category"].as_str().is_none_or(|category| !always.contains(&category)))
    );
}

/// Of a 360-degree photo one line says that it shows flat, and how it would not; the copy that keeps it gives nothing away.
#[test]
fn a_panorama_shows_flat_unless_it_is_asked_for() {
    let env = Env::new();
    env.put("P/around.jpg", &crate::env::fixture("jpeg/panorama.jpg"));
    let flat = env.untrace(["P", "-o", "flat"]).exits(0);
    assert!(
        flat.stdout.contains("1 360-degree picture will look flat. Add --keep panorama to keep the 360° view."),
        "{}",
        flat.stdout
    );
    let json = env.untrace(["P", "-n", "--json"]).exits(0);
    assert_eq!(json.summary()["categories"]["panorama"], 1);
    let kept = env.untrace(["P", "--keep", "panorama", "-o", "kept"]).exits(0);
    assert!(!kept.stdout.contains("flat"), "{}", kept.stdout);
    let check = env.untrace(["check", "kept", "--json"]).exits(0);
    let found: Vec<_> = check.files().flat_map(|file| file["removed"].as_array().unwrap()).collect();
    assert!(!found.is_empty() && found.iter().all(|found| found["category"] == "panorama"), "{found:?}");
    env.untrace(["check", "kept", "--fail-on", "panorama"]).exits(3);
    env.untrace(["check", "flat", "--fail-on", "panorama"]).exits(0);
}

#[test]
fn a_file_that_was_incomplete_is_said_to_be_made_whole() {
    let env = Env::new();
    env.put("P/a.png", &crate::env::fixture("png/end-missing.png"));
    let said = env.untrace(["P"]).exits(0);
    assert!(said.stdout.contains("1 file was incomplete at its end; its copy is complete."), "{}", said.stdout);
    let json = env.untrace(["P", "-n", "--json", "--recheck"]).exits(0);
    assert_eq!(json.file("P/a.png")["made_whole"], true);
    let again = env.untrace(["P-clean", "-n", "--json"]).exits(0);
    assert!(again.file("P-clean/a.png").get("made_whole").is_none());
}
