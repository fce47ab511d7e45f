//! What can be in the way: permissions, disks, files that vanish. The file fails with its reason, nothing half-written
//! gets a name, and the others are cleaned.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use crate::env::{Env, UNTRACE, fixture, photo, wait_until};
use crate::outside::{Disk, open_to_all, signal, untrace_as_nobody};

fn set_mode(env: &Env, place: &str, mode: u32) {
    fs::set_permissions(env.path(place), Permissions::from_mode(mode)).unwrap();
}

/// Puts permissions back, so that the folder can be removed by whoever runs the tests.
struct Restored<'e>(&'e Env, &'static [&'static str]);

impl Drop for Restored<'_> {
    fn drop(&mut self) {
        for place in self.1 {
            let _ = fs::set_permissions(self.0.path(place), Permissions::from_mode(0o755));
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_fails_alone() {
    let env = Env::with_photos(&["P/a.jpg", "P/b.jpg", "P/c.jpg"]);
    set_mode(&env, "P/b.jpg", 0);
    open_to_all(&env.path(""));
    let Some(ran) = untrace_as_nobody(&env, "P --json") else { return };
    let ran = ran.exits(1).writes(&["P-clean/a.jpg", "P-clean/c.jpg"]);
    assert_eq!(ran.fate("P/b.jpg"), ("failed", Some("read")));
    assert!(ran.file("P/b.jpg")["message"].as_str().unwrap().contains("permission denied"));
    let Some(ran) = untrace_as_nobody(&env, "check P") else { return };
    assert!(ran.exits(3).stderr.contains("P/b.jpg cannot be read (permission denied); not checked."));
    let Some(ran) = untrace_as_nobody(&env, "check P/b.jpg") else { return };
    ran.exits(1);
}

#[test]
fn a_folder_that_cannot_be_read_fails_alone() {
    let env = Env::with_photos(&["P/a.jpg", "P/shut/b.jpg", "P/listed/c.jpg", "P/z.jpg"]);
    let _restored = Restored(&env, &["P/shut", "P/listed"]);
    set_mode(&env, "P/shut", 0o000);
    set_mode(&env, "P/listed", 0o444);
    open_to_all(&env.path(""));
    let Some(ran) = untrace_as_nobody(&env, "P --json") else { return };
    let ran = ran.exits(1).writes(&["P-clean/a.jpg", "P-clean/z.jpg"]);
    assert_eq!(ran.fate("P/shut"), ("failed", Some("read")));
    assert_eq!(ran.fate("P/listed/c.jpg"), ("failed", Some("read")));
    let Some(ran) = untrace_as_nobody(&env, "check P --json") else { return };
    assert_eq!(ran.exits(3).fate("P/shut"), ("failed", Some("read")));
}

#[test]
fn a_folder_that_was_typed_and_cannot_be_read_fails_alone() {
    let env = Env::with_photos(&["P/a.jpg", "shut/b.jpg"]);
    let _restored = Restored(&env, &["shut"]);
    set_mode(&env, "shut", 0o000);
    open_to_all(&env.path(""));
    let Some(ran) = untrace_as_nobody(&env, "P shut --json") else { return };
    let ran = ran.exits(1).writes(&["P-clean/a.jpg"]);
    assert_eq!(ran.fate("shut"), ("failed", Some("read")));
}

#[test]
fn where_nothing_can_be_written_every_file_fails() {
    let env = Env::with_photos(&["P/a.jpg", "P/x/b.jpg"]);
    env.put("P/notes.txt", b"dear diary");
    let _restored = Restored(&env, &[""]);
    set_mode(&env, "", 0o555);
    let Some(ran) = untrace_as_nobody(&env, "P --json") else { return };
    let ran = ran.exits(1).writes(&[]);
    for photo in ["P/a.jpg", "P/x/b.jpg"] {
        assert_eq!(ran.fate(photo), ("failed", Some("write")));
    }
    // What would be done can be said all the same.
    let Some(ran) = untrace_as_nobody(&env, "P -n") else { return };
    ran.exits(0).writes(&[]);
}

#[test]
fn a_folder_of_the_output_that_cannot_be_written_to_fails_alone() {
    let env = Env::with_photos(&["P/x/a.jpg", "P/y/b.jpg"]);
    for folder in ["P-clean/x", "P-clean/y"] {
        fs::create_dir_all(env.path(folder)).unwrap();
    }
    open_to_all(&env.path("P-clean/y"));
    set_mode(&env, "P-clean/x", 0o555);
    let Some(ran) = untrace_as_nobody(&env, "P --json") else { return };
    let ran = ran.exits(1).writes(&["P-clean/y/b.jpg"]);
    assert_eq!((ran.fate("P/x/a.jpg"), ran.fate("P/y/b.jpg")), (("failed", Some("write")), ("cleaned", None)));
}

#[test]
fn originals_that_cannot_be_written_to_can_be_cleaned() {
    let env = Env::with_photos(&["P/x/a.jpg"]);
    set_mode(&env, "P/x/a.jpg", 0o444);
    set_mode(&env, "P/x", 0o555);
    open_to_all(&env.path(""));
    let Some(ran) = untrace_as_nobody(&env, "P") else { return };
    ran.exits(0).writes(&["P-clean/x/a.jpg"]);
}

#[test]
fn a_file_that_vanishes_fails_alone() {
    let env = Env::new();
    (0..300).for_each(|number| env.put(format!("P/{number:03}.jpg"), &photo()));
    let program = env.run(UNTRACE, ["P", "-j", "1", "--json"]).start();
    wait_until(|| env.has("P-clean/000.jpg"));
    signal("STOP", program.id());
    fs::remove_file(env.path("P/298.jpg")).unwrap();
    signal("CONT", program.id());
    let output = program.wait_with_output().unwrap();
    assert!(!env.has("P-clean/298.jpg"), "too fast to be stopped");
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<serde_json::Value> =
        output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let gone = lines.iter().find(|line| line["source"] == "P/298.jpg").unwrap();
    assert_eq!((&gone["outcome"], &gone["reason"]), (&"failed".into(), &"read".into()));
    assert!(gone["message"].as_str().unwrap().contains("no longer there"));
    assert!(env.has("P-clean/297.jpg") && env.has("P-clean/299.jpg"));
    lines.iter().for_each(crate::schema::assert_valid);
}

#[test]
fn on_a_full_disk_files_fail_and_none_is_half_written() {
    let env = Env::new();
    let large = fixture("phone-export/DCIM/Camera/IMG_20240512_170312.jpg");
    (0..12).for_each(|number| env.put(format!("P/{number:02}.jpg"), &large));
    (12..16).for_each(|number| env.put(format!("P/{number:02}.jpg"), &photo()));
    env.untrace(["P", "-o", "whole"]).exits(0);
    let size = env.read("whole/00.jpg").len() * 5 / 2;
    let Some(_disk) = Disk::mount(&env.path("out"), &format!("size={}k", size / 1024)) else { return };
    for jobs in ["1", "4"] {
        let ran = env.untrace(["P", "-o", "out", "--json", "-j", jobs]).exits(1);
        assert!(ran.summary()["failed"].as_u64().unwrap() >= 10, "{}", ran.summary());
        for line in ran.files() {
            let [source, copy] = ["source", "destination"].map(|member| line[member].as_str().unwrap());
            if line["outcome"] == "failed" {
                assert_eq!(line["reason"], "write");
                assert!(line["message"].as_str().unwrap().contains("the disk is full"), "{line}");
                assert!(!env.has(copy), "{copy} is there");
            } else {
                assert_eq!(env.read(copy), env.read(source.replacen('P', "whole", 1)), "{copy}");
            }
        }
    }
    assert!(fs::read_dir(env.path("out")).unwrap().count() >= 2);
}

#[test]
fn a_small_file_fits_where_large_ones_did_not() {
    let env = Env::new();
    env.put("P/a.jpg", &fixture("phone-export/DCIM/Camera/IMG_20240512_170312.jpg"));
    env.put("P/b.jpg", &photo());
    let Some(_disk) = Disk::mount(&env.path("out"), "size=16k") else { return };
    let ran = env.untrace(["P", "-o", "out", "--json", "-j", "1"]).exits(1).writes(&["out/b.jpg"]);
    assert_eq!((ran.fate("P/a.jpg"), ran.fate("P/b.jpg")), (("failed", Some("write")), ("cleaned", None)));
}

#[test]
fn on_a_full_disk_force_leaves_what_it_could_not_replace() {
    let env = Env::new();
    env.put("P/a.jpg", &fixture("phone-export/DCIM/Camera/IMG_20240512_170312.jpg"));
    let Some(_disk) = Disk::mount(&env.path("out"), "size=16k") else { return };
    env.put("out/a.jpg", b"something else");
    let ran = env.untrace(["P", "-o", "out", "--json", "--force"]).exits(1).writes(&[]);
    assert_eq!(ran.fate("P/a.jpg"), ("failed", Some("write")));
}

#[test]
fn on_a_read_only_disk_every_file_fails_unless_it_is_up_to_date() {
    let env = Env::with_photos(&["P/a.jpg", "P/x/b.jpg", "Q/c.jpg"]);
    let Some(disk) = Disk::mount(&env.path("out"), "size=256k") else { return };
    env.untrace(["Q", "-o", "out/Q"]).exits(0);
    disk.make_read_only();
    let ran = env.untrace(["P", "Q", "-o", "out", "--json"]).exits(1).writes(&[]);
    for photo in ["P/a.jpg", "P/x/b.jpg"] {
        assert_eq!(ran.fate(photo), ("failed", Some("write")));
        assert!(ran.file(photo)["message"].as_str().unwrap().contains("read-only"), "{}", ran.file(photo));
    }
    assert_eq!(ran.fate("Q/c.jpg"), ("up-to-date", None));
}

#[test]
fn originals_on_a_read_only_disk_can_be_cleaned() {
    let env = Env::new();
    let Some(disk) = Disk::mount(&env.path("card"), "size=256k") else { return };
    env.put("card/DCIM/a.jpg", &photo());
    disk.make_read_only();
    env.untrace(["card/DCIM"]).exits(1).writes(&[]);
    env.untrace(["card", "-o", "out"]).exits(0).writes(&["out/DCIM/a.jpg"]);
    env.untrace(["card"]).exits(0).writes(&["card-clean/DCIM/a.jpg"]);
}

/// `check` makes no copies: it said "not copied" of what it could not read.
#[test]
fn check_says_that_it_did_not_check() {
    let env = Env::new();
    let photo = photo();
    env.put("P/a.jpg", &photo[..photo.len() - 9]);
    let said = env.untrace(["check", "P"]).exits(1).said();
    assert!(said.contains("not checked") && !said.contains("not copied"), "{said}");
}

/// Copies went under the mount point of a stick that was pulled out, and were counted.
#[test]
fn a_folder_of_copies_that_is_gone_ends_the_run_with_one_sentence() {
    let env = Env::new();
    (0..3000).for_each(|number| env.put(format!("P/{number:04}.jpg"), &photo()));
    let child = env.run(UNTRACE, ["P", "-j", "1", "--json"]).start();
    let copies = |folder: &str| fs::read_dir(env.path(folder)).map_or(0, Iterator::count);
    wait_until(|| copies("P-clean") > 0);
    fs::rename(env.path("P-clean"), env.path("pulled out")).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!env.has("P-clean"));
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (summary, files) = lines.split_last().unwrap();
    let written = files.iter().filter(|line| line["outcome"] == "cleaned").count();
    assert_eq!(written, copies("pulled out"));
    let lost = files.iter().filter(|line| line["reason"] == "output-lost").count();
    assert_eq!(written + lost + usize::try_from(summary["not_reached"].as_u64().unwrap()).unwrap(), 3000);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("has disappeared").count(), 1, "{said}");
}
