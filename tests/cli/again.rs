//! The second night, and those after: what is known from earlier runs is not read again, and only what this program wrote, and
//! nobody changed since, is ever replaced or removed.

use std::fs::{self, File};
use std::path::Path;

use crate::env::{Env, Ran, UNTRACE, commented, fixture, fixtures, photo};
use crate::outside;

const ALL: [&str; 3] = ["P/a.jpg", "P/b.jpg", "P/c/d.jpg"];

/// Old photos in these places.
fn photos(places: &[&str]) -> Env {
    let env = Env::with_photos(places);
    env.settle();
    env
}

fn remembered(ran: &Ran) -> usize {
    ran.files().filter(|file| file["remembered"] == true).count()
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let env = photos(&ALL);
    env.untrace(["P"]).exits(0);
    let line = "strace -f -qq -e trace=openat,openat2,open -o trace \"$UNTRACE\" P --json";
    if !outside::has("strace") {
        return outside::skip("strace");
    }
    let ran = env.shell(line).exits(0);
    assert_eq!(remembered(&ran), 3);
    let trace = String::from_utf8(env.read("trace")).unwrap();
    let opened: Vec<_> = trace.lines().filter(|line| line.contains(".jpg")).collect();
    assert!(opened.is_empty(), "{opened:?}");
    for (option, read) in [("--recheck", 3), ("--verify=full", 3), ("--keep=date", 3)] {
        let ran = env.untrace(["P", "--json", "-n", option]);
        assert_eq!(3 - remembered(&ran), read, "{option}");
    }
}

#[test]
fn what_is_new_comes_first_and_what_was_there_is_one_line() {
    let env = photos(&ALL);
    env.untrace(["P"]).exits(0);
    let ran = env.untrace(["P"]).exits(0).writes(&[]);
    assert!(ran.stdout.starts_with("Nothing new: 3 photos already have their clean copies.\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("give away"), "{}", ran.stdout);
    env.put("P/e.jpg", &commented("told"));
    let ran = env.untrace(["P"]).exits(0).writes(&["P-clean/e.jpg"]);
    assert!(ran.stdout.starts_with("New: 1 photo. 3 already had their clean copies.\n"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("Captions, keywords or comments: 1") && !ran.stdout.contains("Where they were"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_state_that_is_lost_or_damaged_costs_time_and_nothing_else() {
    let env = photos(&ALL);
    env.untrace(["P"]).exits(0);
    let state = env.state_file();
    let whole = fs::read(&state).unwrap();
    for len in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(&state, &whole[..len]).unwrap();
        let ran = env.untrace(["P", "--json"]).exits(0).writes(&[]);
        assert!(remembered(&ran) < 3, "cut off at {len}");
        assert!(ran.summary()["up_to_date"] == 3, "cut off at {len}");
        assert_eq!(remembered(&env.untrace(["P", "--json"])), 3, "known again");
    }
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&state, &bytes).unwrap();
        assert_eq!(env.untrace(["P", "--json", "-n"]).exits(0).summary()["up_to_date"], 3, "byte {at}");
    }
    fs::remove_file(&state).unwrap();
    fs::create_dir(&state).unwrap();
    env.untrace(["P"]).exits(0).writes(&[]);
}

#[cfg(unix)]
#[test]
fn the_state_says_no_name_and_nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let env = photos(&["P/at-grandmas.jpg"]);
    env.untrace(["P"]).exits(0);
    let state = env.state_file();
    assert_eq!(fs::metadata(&state).unwrap().permissions().mode() & 0o777, 0o600);
    let bytes = fs::read(&state).unwrap();
    for text in ["grandma", "P-clean", ".jpg"] {
        assert!(memchr::memmem::find(&bytes, text.as_bytes()).is_none(), "{text}");
    }
}

#[test]
fn no_state_lies_in_an_output() {
    let env = photos(&["in/a.jpg"]);
    let ran = env.run(UNTRACE, ["in", "-o", "out"]).variable("XDG_STATE_HOME", env.path("out/state").to_str().unwrap());
    ran.go().exits(0).writes(&["out/a.jpg"]);
}

#[test]
fn a_copy_that_somebody_changed_is_read_and_never_replaced() {
    let env = photos(&ALL);
    env.untrace(["P"]).exits(0);
    let copy = env.read("P-clean/a.jpg");
    let mut other = copy.clone();
    *other.last_mut().unwrap() ^= 1;
    // As long as before, and as old.
    let age = fs::metadata(env.path("P-clean/a.jpg")).unwrap().modified().unwrap();
    fs::write(env.path("P-clean/a.jpg"), &other).unwrap();
    File::options().write(true).open(env.path("P-clean/a.jpg")).unwrap().set_modified(age).unwrap();
    for options in [&["P", "--json"][..], &["P", "--json", "--update", "--prune"]] {
        let ran = env.untrace(options).exits(1).writes(&[]);
        assert_eq!(ran.fate("P/a.jpg"), ("failed", Some("exists")));
    }
    assert_eq!(env.read("P-clean/a.jpg"), other);
}

#[test]
fn an_original_that_changed_has_its_copy_replaced_by_update_alone() {
    let env = photos(&ALL);
    env.untrace(["P"]).exits(0);
    let before = env.read("P-clean/a.jpg");
    env.put("P/a.jpg", &fixture("jpeg/progressive.jpg"));
    env.settle();
    let ran = env.untrace(["P"]).exits(1).writes(&[]);
    assert!(ran.stdout.contains("1 original has changed since its copy was made: --update replaces the copy."), "{}", ran.stdout);
    assert_eq!(env.untrace(["P", "--json"]).fate("P/a.jpg"), ("failed", Some("outdated")));
    assert_eq!(env.read("P-clean/a.jpg"), before);
    let ran = env.run(UNTRACE, ["P", "--json", "--update"]).may_change(&["P-clean/a.jpg"]).go().exits(0);
    assert_eq!((ran.fate("P/a.jpg"), remembered(&ran)), (("already-clean", None), 2));
    assert_ne!(env.read("P-clean/a.jpg"), before);
    assert_eq!(remembered(&env.untrace(["P", "--json"])), 3);
}

#[test]
fn other_options_are_one_headline_and_update_makes_the_copies_anew() {
    let names: Vec<String> = (0..40).map(|number| format!("P/{number}.jpg")).collect();
    let env = photos(&names.iter().map(String::as_str).collect::<Vec<_>>());
    env.untrace(["P"]).exits(0);
    let ran = env.untrace(["P", "--keep", "location"]).exits(1).writes(&[]);
    assert!(
        ran.stdout.contains("40 copies from earlier runs were made with other options: --update replaces them."),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.lines().count() < 12, "{}", ran.stdout);
    let copies: Vec<String> = names.iter().map(|name| name.replace("P/", "P-clean/")).collect();
    let copies: Vec<&str> = copies.iter().map(String::as_str).collect();
    let run = |options: &[&str]| env.run(UNTRACE, options).may_change(&copies).go();
    run(&["P", "--keep", "location", "--update"]).exits(0);
    assert_eq!(remembered(&env.untrace(["P", "--keep", "location", "--json"])), 40);
}

#[test]
fn other_names_take_the_place_of_the_earlier_ones() {
    let env = Env::with_phone_export();
    env.settle();
    env.untrace(["P"]).exits(0);
    let files =
        || walkdir::WalkDir::new(env.path("P-clean")).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count();
    assert_eq!(files(), 14);
    let earlier: Vec<String> = walkdir::WalkDir::new(env.path("P-clean"))
        .into_iter()
        .flatten()
        .map(|entry| entry.path().strip_prefix(env.path("")).unwrap().to_string_lossy().into_owned())
        .collect();
    let earlier: Vec<&str> = earlier.iter().map(String::as_str).collect();
    let dry = env.untrace(["P", "--rename", "-n", "--json"]).exits(0).writes(&[]);
    assert_eq!(dry.summary()["renamed"], 14);
    env.run(UNTRACE, ["P", "--rename"]).may_change(&earlier).go().exits(0);
    assert_eq!(files(), 14);
    assert!(!env.has("P-clean/DCIM"), "empty folders go, too");
    let ran = env.untrace(["P", "--rename", "--json"]).exits(0).writes(&[]);
    assert_eq!((remembered(&ran), ran.summary()["renamed"].as_u64()), (14, Some(0)));
}

#[test]
fn copies_of_photos_that_are_gone_are_counted_and_only_prune_removes_them() {
    let env = photos(&ALL);
    env.untrace(["P"]).exits(0);
    env.put("P-clean/mine.jpg", b"somebody's own");
    fs::remove_file(env.path("P/b.jpg")).unwrap();
    let ran = env.untrace(["P"]).exits(0);
    assert!(ran.stdout.contains("1 copy no longer has an original. --prune removes it."), "{}", ran.stdout);
    assert!(ran.stdout.contains("1 file is there that this run did not write: P-clean/mine.jpg."), "{}", ran.stdout);
    // Asked about a part alone, nothing is known of the rest.
    let ran = env.untrace(["P/c", "-o", "P-clean/c", "--json", "--prune"]).exits(0);
    assert_eq!(ran.summary()["pruned"], 0);
    assert_eq!(env.untrace(["P", "--prune", "-n", "--json"]).summary()["pruned"], 1);
    assert!(env.has("P-clean/b.jpg"));
    let ran = env.run(UNTRACE, ["P", "--prune", "--json"]).may_change(&["P-clean/b.jpg"]).go().exits(0);
    assert_eq!((ran.summary()["pruned"].as_u64(), ran.summary()["gone"].as_u64()), (Some(1), Some(0)));
    assert!(!env.has("P-clean/b.jpg") && env.has("P-clean/mine.jpg") && env.has("P-clean/a.jpg"));
    assert_eq!(ran.summary()["other_files"], serde_json::json!(["P-clean/mine.jpg"]));
}

#[test]
fn a_phone_that_is_not_there_takes_no_copies_along() {
    let env = photos(&ALL);
    env.untrace(["P", "-o", "O"]).exits(0);
    fs::rename(env.path("P"), env.path("elsewhere")).unwrap();
    fs::create_dir(env.path("P")).unwrap();
    env.untrace(["P", "-o", "O", "--prune"]).exits(0);
    assert!(ALL.iter().all(|photo| env.has(&photo.replace("P/", "O/"))));
}

#[cfg(unix)]
#[test]
fn what_is_behind_a_folder_that_cannot_be_read_or_became_a_link_is_not_gone() {
    let env = photos(&ALL);
    env.untrace(["P", "-o", "O"]).exits(0);
    fs::rename(env.path("P/c"), env.path("moved")).unwrap();
    std::os::unix::fs::symlink(env.path("moved"), env.path("P/c")).unwrap();
    let ran = env.untrace(["P", "-o", "O", "--prune", "--json"]).exits(0);
    assert_eq!(ran.summary()["pruned"], 0);
    assert!(env.has("O/c/d.jpg"));
}

#[test]
fn a_copy_of_somebody_else_is_never_pruned_or_renamed() {
    let env = photos(&ALL);
    env.untrace(["P"]).exits(0);
    let copies = ["P-clean/a.jpg", "P-clean/b.jpg", "P-clean/c/d.jpg"];
    // The same bytes, put there by somebody else.
    for copy in copies {
        let bytes = env.read(copy);
        fs::remove_file(env.path(copy)).unwrap();
        env.put(copy, &bytes);
    }
    fs::remove_file(env.path("P/b.jpg")).unwrap();
    env.untrace(["P", "--prune", "--update"]).exits(0).writes(&[]);
    env.untrace(["P", "--rename"]).exits(0);
    assert!(copies.iter().all(|copy| env.has(copy)));
}

#[test]
fn an_edited_photo_keeps_its_neutral_name() {
    let env = photos(&ALL);
    env.put("P/a.jpg", &commented("the first"));
    let ran = env.untrace(["P", "--rename", "--json"]).exits(0);
    let copy = ran.file("P/a.jpg")["destination"].as_str().unwrap().to_owned();
    env.put("P/a.jpg", &fixture("jpeg/progressive.jpg"));
    assert_eq!(env.untrace(["P", "--rename", "--json"]).exits(1).fate("P/a.jpg"), ("failed", Some("outdated")));
    let ran = env.run(UNTRACE, ["P", "--rename", "--json", "--update"]).may_change(&[&copy]).go().exits(0);
    assert_eq!(ran.file("P/a.jpg")["destination"].as_str().unwrap(), copy);
    assert_eq!(ran.summary()["cleaned"].as_u64().unwrap() + ran.summary()["already_clean"].as_u64().unwrap(), 1);
}

#[test]
fn the_video_behind_a_photo_is_remembered_with_it() {
    let env = Env::new();
    let motion = walkdir::WalkDir::new(fixtures().join("phone-export")).into_iter().flatten();
    for entry in motion.filter(|entry| entry.file_type().is_file() && entry.path().extension().is_some_and(|end| end == "jpg")) {
        env.put(Path::new("P").join(entry.file_name()), &fs::read(entry.path()).unwrap());
    }
    env.settle();
    let first = env.untrace(["P", "--extract-motion", "--json"]).exits(0);
    let videos = first.files().filter(|file| file["motion"] == true).count();
    assert!(videos > 0);
    let second = env.untrace(["P", "--extract-motion", "--json"]).exits(0).writes(&[]);
    assert_eq!(remembered(&second), first.files().count());
    let video = first.files().find(|file| file["motion"] == true).unwrap()["destination"].as_str().unwrap().to_owned();
    fs::remove_file(env.path(&video)).unwrap();
    env.untrace(["P", "--extract-motion"]).exits(0).writes(&[&video]);
}

#[test]
fn what_goes_wrong_with_many_files_is_said_once() {
    let env = Env::new();
    for number in 0..30 {
        env.put(format!("P/{number:02}.jpg"), &photo()[..200]);
    }
    env.put("P/ok.jpg", &photo());
    let ran = env.untrace(["P"]).exits(1);
    let lines: Vec<_> = ran.stdout.lines().filter(|line| line.contains(".jpg")).collect();
    assert_eq!(lines.len(), 1, "{}", ran.stdout);
    assert!(
        lines[0].contains(
            "There is the same kind of problem with 29 more files, including P/01.jpg and P/02.jpg (--verbose lists them all)."
        ),
        "{}",
        lines[0]
    );
    assert_eq!(env.untrace(["P", "-q"]).exits(1).stderr.lines().count(), 1);
    assert!(env.untrace(["P", "-v"]).exits(1).stdout.matches("is cut off").count() >= 30);
    // What is empty is not cut off, and an archive is not a document.
    for number in 0..5 {
        env.put(format!("Q/{number}.jpg"), &photo()[..200]);
        env.put(format!("Q/{number}.png"), b"");
        env.put(format!("Q/{number}.zip"), b"PK\x03\x04");
        env.put(format!("Q/{number}.pdf"), b"%PDF-1.4");
    }
    let ran = env.untrace(["Q", "--strict"]).exits(1);
    assert_eq!(ran.stdout.matches("the same kind of problem with 4 more files").count(), 4, "{}", ran.stdout);
}

#[test]
fn the_list_of_names_can_be_written_again_and_forgets_no_copy_that_is_there() {
    let env = photos(&["P/a.jpg", "P/b.jpg"]);
    let rename =
        |option: &str| env.run(UNTRACE, ["P", "--rename", "--name-map", "names.json", option]).may_change(&["names.json"]).go();
    let copies = || {
        let names: Vec<serde_json::Value> = serde_json::from_slice(&env.read("names.json")).unwrap();
        names.iter().map(|name| name["copy"].as_str().unwrap().to_owned()).collect::<std::collections::BTreeSet<_>>()
    };
    rename("-q").exits(0);
    let first = copies();
    env.put("P/c.jpg", &fixture("jpeg/progressive.jpg"));
    fs::remove_file(env.path("P/a.jpg")).unwrap();
    rename("-q").exits(0);
    assert!(copies().is_superset(&first) && copies().len() == 3, "{:?}", copies());
    for other in [&b"[1]"[..], b"{}", b"my notes", b"[{\"source\":\"a\",\"copy\":\"b\",\"more\":1}]"] {
        env.put("names.json", other);
        rename("-q").exits(2);
        assert_eq!(env.read("names.json"), other);
    }
}

#[test]
fn two_folders_into_one_are_each_remembered() {
    let env = photos(&["P/a.jpg", "Q/a.jpg"]);
    assert_eq!(remembered(&env.untrace(["P", "Q", "-o", "O", "--json"]).exits(0)), 0);
    assert_eq!(remembered(&env.untrace(["P", "Q", "-o", "O", "--json"]).exits(0)), 2);
    // One of them alone has other places there; the rest is no stranger's.
    let ran = env.untrace(["P", "-o", "O", "--json", "--prune"]).exits(0);
    assert_eq!((ran.summary()["earlier"].as_u64(), ran.summary()["other_files"].clone()), (Some(2), serde_json::json!([])));
}

#[test]
fn single_files_are_remembered_beside_their_originals() {
    let env = photos(&["a.jpg", "b.jpg"]);
    env.untrace(["a.jpg", "b.jpg"]).exits(0);
    assert_eq!(remembered(&env.untrace(["a.jpg", "b.jpg", "--json"]).exits(0)), 2);
    env.put("a.jpg", &fixture("jpeg/progressive.jpg"));
    env.run(UNTRACE, ["a.jpg", "--update", "--prune"]).may_change(&["a-clean.jpg"]).go().exits(0);
    assert!(env.has("b-clean.jpg"));
}

#[test]
fn a_copy_of_another_original_is_not_replaced_by_update() {
    let env = photos(&["P/a.jpg"]);
    env.put("Q/a.jpg", &fixture("jpeg/progressive.jpg"));
    env.untrace(["P", "-o", "O"]).exits(0);
    assert_eq!(
        env.untrace(["Q", "-o", "O", "--update", "--json"]).exits(1).writes(&[]).fate("Q/a.jpg"),
        ("failed", Some("exists"))
    );
}

#[test]
fn a_photo_that_was_just_written_is_read_once_more() {
    let env = photos(&["P/a.jpg"]);
    env.put("P/b.jpg", &photo());
    env.untrace(["P"]).exits(0);
    // On a fast machine the first run ends within the tick in which the photo was written.
    env.settle();
    let second = env.untrace(["P", "--json"]).exits(0);
    assert!(second.summary()["up_to_date"] == 2 && remembered(&second) <= 2);
    assert_eq!(remembered(&env.untrace(["P", "--json"]).exits(0)), 2);
}

/// Its errors are told without the name of the folder that they are about.
#[test]
fn what_is_behind_an_error_in_the_middle_of_a_folder_is_not_gone() {
    let env = photos(&ALL);
    env.untrace(["P"]).exits(0);
    if !outside::has("strace") {
        return outside::skip("strace");
    }
    let line =
        "strace -f -o trace -P \"$PWD/P/c\" -e trace=getdents64 -e inject=getdents64:error=EIO \"$UNTRACE\" P --prune --json";
    let ran = env.shell(line).exits(1);
    assert_eq!((ran.summary()["pruned"].as_u64(), ran.summary()["gone"].as_u64()), (Some(0), Some(0)));
    assert!(env.has("P-clean/c/d.jpg"));
}

#[test]
fn the_next_card_in_the_slot_takes_no_copies_along() {
    let env = photos(&["card/DCIM/a.jpg", "card/DCIM/b.jpg"]);
    env.untrace(["card", "-o", "O"]).exits(0);
    fs::rename(env.path("card"), env.path("drawer")).unwrap();
    env.put("card/DCIM/x.jpg", &fixture("jpeg/progressive.jpg"));
    let ran = env.untrace(["card", "-o", "O", "--prune", "--json"]).exits(0);
    assert_eq!((ran.summary()["pruned"].as_u64(), ran.summary()["earlier"].as_u64()), (Some(0), Some(2)));
}

/// As on a disk that ignores case, where the copy is shown under the name that it had before.
#[test]
fn a_copy_under_a_name_in_other_letters_is_not_removed() {
    let env = photos(&["P/Sub/a.jpg", "P/b.jpg"]);
    env.untrace(["P"]).exits(0);
    fs::rename(env.path("P/Sub"), env.path("P/sub")).unwrap();
    let ran = env.untrace(["P", "--prune", "--json"]).exits(0);
    assert_eq!(ran.summary()["pruned"], 0);
    assert!(env.has("P-clean/Sub/a.jpg"));
}

#[test]
fn copies_that_were_not_asked_for_this_time_are_counted() {
    let env = photos(&["P/a.jpg", "P/private/b.jpg"]);
    env.untrace(["P"]).exits(0);
    let ran = env.untrace(["P", "--exclude", "private/", "--prune", "--json"]).exits(0);
    assert_eq!((ran.summary()["earlier"].as_u64(), ran.summary()["pruned"].as_u64()), (Some(1), Some(0)));
    assert!(env.untrace(["P", "--exclude", "private/"]).stdout.contains("1 other copy is there from earlier runs as well."));
}

#[test]
fn a_folder_that_moved_behind_a_link_that_leads_nowhere_is_not_gone() {
    let env = photos(&ALL);
    env.untrace(["P", "-o", "O"]).exits(0);
    fs::rename(env.path("P/c"), env.path("unplugged")).unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", env.path("P/c")).unwrap();
    assert_eq!(env.untrace(["P", "-o", "O", "--prune", "--json"]).exits(0).summary()["pruned"], 0);
}
