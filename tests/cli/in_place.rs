//! Originals are replaced only where somebody asks for that and says yes, by copies that were checked, and never under
//! another name.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use crate::env::{Env, UNTRACE, clean_photo, commented, long_ago, photo};

const PHOTOS: [&str; 3] = ["P/a.jpg", "P/b.jpg", "P/c/d.jpg"];

fn secret(env: &Env, place: &str) -> bool {
    memchr::memmem::find(&env.read(place), b"a small secret").is_some()
}

fn env() -> Env {
    let env = Env::new();
    for place in PHOTOS {
        env.put(place, &commented("a small secret"));
    }
    env
}

#[test]
fn originals_are_replaced_by_their_copies_and_nothing_else_is_written() {
    let env = env();
    env.put("P/clean.jpg", &clean_photo());
    env.put("P/notes.txt", b"a small secret");
    fs::set_permissions(env.path("P/a.jpg"), fs::Permissions::from_mode(0o640)).unwrap();
    let clean = env.tree();
    let ran = env.run(UNTRACE, ["P", "--in-place", "--yes"]).may_change(&PHOTOS).go().exits(0).writes(&[]);
    assert!(PHOTOS.iter().all(|place| !secret(&env, place)));
    env.only_new_since(&clean, &PHOTOS.map(Into::into).into());
    assert_eq!(fs::metadata(env.path("P/a.jpg")).unwrap().permissions().mode() & 0o777, 0o640);
    for line in ["  1 original was already clean, and left alone", "  3 originals replaced by clean copies, each checked first"] {
        assert!(ran.stdout.lines().any(|said| said == line), "{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("Post"), "{}", ran.stdout);
    let again = env.untrace(["P", "--in-place", "--yes", "--json"]).exits(0).writes(&[]);
    assert_eq!(again.summary()["already_clean"], 4);
}

#[test]
fn without_a_word_for_it_nothing_is_replaced() {
    let env = env();
    let ran = env.untrace(["P", "--in-place"]).exits(2).writes(&[]);
    assert!(ran.stderr.contains("--yes"), "{}", ran.stderr);
    env.untrace(["P", "--in-place", "-n"]).exits(0).writes(&[]);
    for other in ["-oO", "--rename", "--force", "--update", "--prune", "--fix-extension", "--extract-motion"] {
        env.untrace(["P", "--in-place", "--yes", other]).exits(2).writes(&[]);
    }
    env.untrace(["P", "--yes"]).exits(2).writes(&[]);
    let ran = env.shell("\"$UNTRACE\" - --in-place --yes < P/a.jpg").exits(2).writes(&[]);
    assert_eq!(ran.stdout, "");
}

#[test]
fn times_are_kept_only_if_dates_are() {
    for (keep, kept) in [("--keep=camera", false), ("--keep=date", true)] {
        let env = env();
        env.run(UNTRACE, ["P", "--in-place", "-y", keep]).may_change(&PHOTOS).go().exits(0);
        assert_eq!(fs::metadata(env.path("P/a.jpg")).unwrap().modified().unwrap() == long_ago(), kept, "{keep}");
    }
}

#[test]
fn a_file_with_another_name_is_replaced_only_if_that_was_said() {
    let env = env();
    fs::hard_link(env.path("P/a.jpg"), env.path("elsewhere")).unwrap();
    let ran = env.run(UNTRACE, ["P", "--in-place", "-y", "--json"]).may_change(&PHOTOS[1..]).go().exits(1);
    assert_eq!(ran.fate("P/a.jpg"), ("failed", Some("linked")));
    env.run(UNTRACE, ["P", "--in-place", "-y", "--break-links"]).may_change(&PHOTOS).go().exits(0);
    assert!(!secret(&env, "P/a.jpg") && secret(&env, "elsewhere"));
    assert_eq!(fs::metadata(env.path("elsewhere")).unwrap().nlink(), 1);
}

#[test]
fn links_are_neither_followed_nor_replaced() {
    let env = env();
    symlink("P/a.jpg", env.path("link.jpg")).unwrap();
    let ran = env.untrace(["link.jpg", "--in-place", "-y"]).exits(2).writes(&[]);
    assert!(ran.stderr.contains("is a link"), "{}", ran.stderr);
    symlink("../P/a.jpg", env.path("P/c/link.jpg")).unwrap();
    env.run(UNTRACE, ["P/c", "--in-place", "-y"]).may_change(&["P/c/d.jpg"]).go().exits(0);
    assert!(secret(&env, "P/a.jpg") && env.path("P/c/link.jpg").is_symlink());
}

#[test]
fn what_cannot_be_cleaned_stays_as_it_was() {
    let env = env();
    env.put("P/cut.jpg", &photo()[..200]);
    let ran = env.run(UNTRACE, ["P", "--in-place", "-y"]).may_change(&PHOTOS).go().exits(1).writes(&[]);
    assert!(ran.stdout.contains("Files that were not replaced are not clean."), "{}", ran.stdout);
}

#[test]
fn a_file_that_was_named_twice_is_replaced_once() {
    let env = env();
    env.run(UNTRACE, ["P", "P/a.jpg", "./P/c", "--in-place", "-y"]).may_change(&PHOTOS).go().exits(0);
    assert!(PHOTOS.iter().all(|place| !secret(&env, place)));
}

#[test]
fn the_trash_takes_the_originals() {
    let env = env();
    let data = env.path("data");
    fs::create_dir(&data).unwrap();
    let run = env.run(UNTRACE, ["P/a.jpg", "--in-place", "--trash", "-y"]).variable("XDG_DATA_HOME", data.to_str().unwrap());
    let ran = run.may_change(&["P/a.jpg"]).unread().go().exits(0);
    assert!(!secret(&env, "P/a.jpg"), "{}", ran.stdout);
    // Where the disk is another one than the person's, its own trash takes them.
    let trashed = walkdir::WalkDir::new(env.path("")).into_iter().flatten().find(|entry| {
        entry.file_type().is_file() && entry.path().to_string_lossy().contains("/files/") && File::open(entry.path()).is_ok()
    });
    let trashed = trashed.expect("the original is in a trash");
    assert_eq!(fs::read(trashed.path()).unwrap(), commented("a small secret"));
}

#[test]
fn all_names_of_a_file_are_replaced_in_one_run() {
    let env = Env::new();
    env.put("P/a.jpg", &commented("a small secret"));
    for name in ["P/b.jpg", "P/c.jpg"] {
        fs::hard_link(env.path("P/a.jpg"), env.path(name)).unwrap();
    }
    let names = ["P/a.jpg", "P/b.jpg", "P/c.jpg"];
    env.run(UNTRACE, ["P", "--in-place", "-y", "--break-links"]).may_change(&names).go().exits(0);
    assert!(names.iter().all(|name| !secret(&env, name)));
}

/// The original was in the trash, and its copy had no name.
#[test]
fn an_original_goes_to_the_trash_only_when_its_copy_has_a_name() {
    let env = env();
    if !crate::outside::has("strace") {
        return crate::outside::skip("strace");
    }
    let line = "strace -f -o /dev/null -e trace=linkat -e inject=linkat:error=ENOSPC \
                \"$UNTRACE\" P/a.jpg --in-place --yes --trash";
    env.shell(line).exits(1).writes(&[]);
    assert!(secret(&env, "P/a.jpg"));
}

/// A list of rights that a folder gives to what is made in it let others read.
#[test]
fn nobody_else_may_read_what_takes_the_place_of_an_original() {
    let env = env();
    if !crate::outside::has("setfacl") {
        return crate::outside::skip("setfacl");
    }
    let line = "setfacl -d -m u:1234:rw P && chmod 640 P/a.jpg && setfacl -m u:1234:rw,g::-,m::rw P/b.jpg && \
                getfacl -cn P/a.jpg P/b.jpg > before && \"$UNTRACE\" P --in-place --yes -q && getfacl -cn P/a.jpg P/b.jpg > after";
    env.run("sh", ["-c", line]).may_change(&PHOTOS).go().exits(0);
    assert_eq!(env.read("before"), env.read("after"));
}
