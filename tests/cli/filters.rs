//! Which files are wanted, and folders in which there are none.

use std::fs::File;
use std::time::SystemTime;

use crate::env::{Env, UNTRACE, long_ago};

fn reasons(env: &Env, args: &[&str]) -> Vec<(String, String)> {
    let ran = env.untrace([args, &["--json"]].concat());
    let skipped = ran.files().filter(|line| line["outcome"] == "skipped");
    let word = |line: &serde_json::Value, member: &str| line[member].as_str().unwrap().to_owned();
    skipped.map(|line| (word(line, "source"), word(line, "reason"))).collect()
}

fn excluded(sources: &[&str]) -> Vec<(String, String)> {
    sources.iter().map(|source| ((*source).to_owned(), "excluded".to_owned())).collect()
}

#[test]
fn what_is_left_out_by_a_pattern_is_counted_and_stays_an_entry() {
    let env = Env::with_photos(&["P/a.jpg", "P/x/private/b.jpg", "P/x/c.JPG", "P/x/private/y/d.jpg"]);
    env.put("P/x/private/d.jpg.json", b"{}");
    let private = ["P/x/private/b.jpg", "P/x/private/d.jpg.json", "P/x/private/y/d.jpg"];
    for args in [&["-n", "P", "--exclude", "private"][..], &["check", "P", "--exclude", "private"]] {
        assert_eq!(reasons(&env, args), excluded(&private), "{args:?}");
    }
    let ran = env.untrace(["P", "--exclude", "x/private/", "--exclude", "a*"]).exits(0).writes(&["P-clean/x/c.JPG"]);
    assert!(ran.stdout.contains("4 files were left out by --exclude or --include."), "{}", ran.stdout);
    env.untrace(["P", "-o", "out", "--include", "x/*.jpg"]).exits(0).writes(&["out/x/c.JPG"]);
    // What was typed itself is held against its name, and what is listed against the path in the list.
    env.untrace(["P/a.jpg", "P/x/c.JPG", "-o", "typed", "--exclude", "c.*"]).exits(0).writes(&["typed/a.jpg"]);
    env.run(UNTRACE, ["--files-from", "-", "-o", "listed", "--exclude", "P/x/private"])
        .reading(b"P/a.jpg\nP/x/private/b.jpg\n")
        .go()
        .exits(0)
        .writes(&["listed/P/a.jpg"]);
    let ran = env.untrace(["P", "--exclude", "[a"]).exits(2).writes(&[]);
    assert!(ran.stderr.contains("[a is not a valid pattern"), "{}", ran.stderr);
}

#[test]
fn what_was_not_changed_since_is_left_out() {
    let env = Env::with_photos(&["P/old.jpg", "P/new.jpg"]);
    File::options().write(true).open(env.path("P/new.jpg")).unwrap().set_modified(SystemTime::now()).unwrap();
    let ran = env.untrace(["P", "--since", "2 weeks"]).exits(0).writes(&["P-clean/new.jpg"]);
    assert!(ran.stdout.contains("1 file was left out: older than --since."), "{}", ran.stdout);
    let ran = env.untrace(["P", "--since", "2002-01-01", "-n", "--json"]).exits(0);
    assert_eq!(ran.fate("P/old.jpg"), ("skipped", Some("older")));
    // The old ones are of September 2001.
    assert!(long_ago() < SystemTime::now());
    env.untrace(["P", "-o", "all", "--since", "2001-09-01"]).exits(0).writes(&["all/new.jpg", "all/old.jpg"]);
    for wrong in ["yesterday", "2999-01-01"] {
        let ran = env.untrace(["P", "--since", wrong]).exits(2).writes(&[]);
        assert!(ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ").contains("a duration in the past"), "{}", ran.stderr);
    }
}

/// A phone that was not connected looked like a good night.
#[test]
fn a_folder_without_photos_is_a_warning_or_an_error() {
    let env = Env::with_photos(&["P/a.jpg"]);
    std::fs::create_dir(env.path("empty")).unwrap();
    env.put("notes/notes.txt", b"dear diary");
    for (folder, word) in [("empty", "empty is empty."), ("notes", "notes contains no photos or videos.")] {
        for args in [&["P", folder, "-n"][..], &["P", folder, "-n", "-q"], &["P", folder, "-n", "--json"], &[folder]] {
            let ran = env.untrace(args).exits(0).writes(&[]);
            assert_eq!(ran.stderr.matches(word).count(), 1, "{}", ran.stderr);
            env.untrace([args, &["--expect-files"]].concat()).exits(1).writes(&[]);
        }
        let ran = env.untrace(["check", folder]).exits(0);
        assert_eq!(ran.stderr.matches(word).count(), 1, "{}", ran.stderr);
        env.untrace(["check", folder, "--expect-files"]).exits(1);
        assert_eq!(env.untrace(["check", folder, "P", "--json"]).exits(3).summary()["empty_folders"], 1);
    }
    let ran = env.untrace(["P", "--expect-files", "-n"]).exits(0);
    assert_eq!(ran.stderr, "");
    // Nothing new is no missing phone; nor is a list without a line, unless something is expected.
    let ran = env.untrace(["P", "--since", "7d", "--expect-files"]).exits(0).writes(&[]);
    assert_eq!(ran.stderr, "");
    let list = |more: &[&str]| env.run(UNTRACE, [&["--files-from", "-", "-o", "out"], more].concat()).go();
    list(&[]).exits(0).writes(&[]);
    list(&["--expect-files"]).exits(1).writes(&[]);
}

/// As a shell completes it: it fitted nothing, and what was to be left out had a copy.
#[test]
fn a_pattern_may_begin_with_what_was_named() {
    let env = Env::with_photos(&["P/a.jpg", "P/x/b.jpg", "P/x/P/c.jpg"]);
    let absolute = format!("{}/P/x", env.path("").to_str().unwrap().trim_end_matches('/'));
    for pattern in ["P/x/", "P/x", "./P/x", absolute.as_str()] {
        let path = if pattern.starts_with('.') { "./P" } else { "P" };
        let ran = env.untrace([path, "-o", "out", "-n", "--json", "--exclude", pattern]).exits(0);
        assert_eq!(ran.summary()["cleaned"], 1, "{pattern}");
    }
}
