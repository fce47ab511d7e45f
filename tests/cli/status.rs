//! The exit status.

use crate::env::{Env, clean_photo, photo};

/// A folder `P` with one file of each of these kinds.
fn folder_of(kinds: &[&str]) -> Env {
    let env = Env::new();
    std::fs::create_dir(env.path("P")).unwrap();
    for kind in kinds {
        let bytes = match *kind {
            "telling" => photo(),
            "clean" => clean_photo(),
            "broken" => photo()[..200].to_vec(),
            _ => b"dear diary".to_vec(),
        };
        env.put(format!("P/{kind}.{}", if *kind == "notes" { "txt" } else { "jpg" }), &bytes);
    }
    env
}

#[test]
fn clean_gives_0_or_1_and_check_0_1_or_3() {
    for (kinds, clean, check) in [
        (&[][..], 0, 0),
        (&["notes"], 0, 0),
        (&["clean"], 0, 0),
        (&["clean", "notes"], 0, 0),
        (&["telling"], 0, 3),
        (&["telling", "clean", "notes"], 0, 3),
        (&["broken"], 1, 1),
        (&["broken", "clean"], 1, 1),
        (&["broken", "telling"], 1, 3),
    ] {
        let env = folder_of(kinds);
        assert_eq!(env.untrace(["check", "P"]).writes(&[]).code, Some(check), "check {kinds:?}");
        assert_eq!(env.untrace(["P", "-n"]).writes(&[]).code, Some(clean), "dry run of {kinds:?}");
        assert_eq!(env.untrace(["P"]).code, Some(clean), "clean {kinds:?}");
        assert_eq!(env.untrace(["P"]).writes(&[]).code, Some(clean), "clean {kinds:?} again");
    }
}

/// Nothing is known about it: that is no reason to post it.
#[test]
fn a_file_that_was_asked_for_and_is_no_photo_is_not_passed_over() {
    let stray = [b"x", &photo()[..]].concat();
    for (name, bytes) in [("notes.txt", &b"dear diary"[..]), ("a.jpg.json", b"{}"), ("photo", &stray)] {
        let env = Env::new();
        env.put(name, bytes);
        let ran = env.untrace(["check", name]).exits(1).writes(&[]);
        assert!(ran.said().contains(name), "{}", ran.said());
        let ran = env.untrace([name]).exits(0).writes(&[]);
        assert!(ran.said().contains("left out"), "{}", ran.said());
    }
}

#[test]
fn what_has_a_copy_is_clean() {
    let env = Env::with_phone_export();
    env.put_tree("jpeg", "P/jpeg");
    env.put_tree("png", "P/png");
    env.put_tree("hostile", "P/hostile");
    env.untrace(["P"]).exits(1);
    env.untrace(["check", "P-clean"]).exits(0).writes(&[]);
    let again = env.untrace(["P-clean", "--json"]).exits(0);
    assert_eq!(again.summary()["cleaned"], 0);
    assert!(again.summary()["already_clean"].as_u64().unwrap() > 150);
    for line in again.files() {
        let [copy, of_copy] = ["source", "destination"].map(|member| env.read(line[member].as_str().unwrap()));
        assert!(copy == of_copy, "{}", line["source"]);
    }
}

#[test]
fn a_copy_that_could_not_be_made_leaves_the_others() {
    let env = folder_of(&["broken", "telling", "clean", "notes"]);
    env.untrace(["P"]).exits(1).writes(&["P-clean/telling.jpg", "P-clean/clean.jpg"]);
}

#[test]
fn where_there_is_no_photo_no_folder_is_made() {
    for kinds in [&[][..], &["notes"], &["broken"]] {
        let ran = folder_of(kinds).untrace(["P"]).writes(&[]);
        assert!(!ran.said().contains("Post the files"), "{}", ran.said());
    }
}

/// It was said in green that nothing was found.
#[test]
fn a_folder_in_which_nothing_could_be_checked_is_not_called_clean() {
    const GREEN: &str = "\x1b[32m";
    let check = |kinds: &[&str]| folder_of(kinds).untrace(["check", "P", "--color", "always"]).stdout;
    let text = check(&["broken"]);
    assert!(text.contains("Nothing could be checked") && !text.contains("Nothing found"), "{text}");
    assert!(!text.contains(GREEN) && !text.contains("1 photo checked"), "{text}");
    let text = check(&["broken", "clean"]);
    assert!(text.contains("Nothing found in what could be checked.") && !text.contains(GREEN), "{text}");
    assert!(!check(&["telling"]).contains(GREEN));
    assert!(check(&["clean"]).contains(GREEN));
}
